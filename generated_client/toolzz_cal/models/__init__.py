# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The models of requests and answers. Each is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._model import json_default as json_default
    from ._dicts import AttendeeAbsenceDict as AttendeeAbsenceDict
    from ._dicts import AttendeeInputDict as AttendeeInputDict
    from ._dicts import AttributeOptionInputDict as AttributeOptionInputDict
    from ._dicts import BookerLayoutsDict as BookerLayoutsDict
    from ._dicts import BookingFieldDict as BookingFieldDict
    from ._dicts import BookingLimitsCountDict as BookingLimitsCountDict
    from ._dicts import BookingLimitsDurationDict as BookingLimitsDurationDict
    from ._dicts import BookingLocationDict as BookingLocationDict
    from ._dicts import BookingWindowDict as BookingWindowDict
    from ._dicts import ConfirmationPolicyDict as ConfirmationPolicyDict
    from ._dicts import EventTypeHostDict as EventTypeHostDict
    from ._dicts import EventTypeLocationDict as EventTypeLocationDict
    from ._dicts import NoticeThresholdDict as NoticeThresholdDict
    from ._dicts import RecurrenceDict as RecurrenceDict
    from ._dicts import ScheduleAvailabilityDict as ScheduleAvailabilityDict
    from ._dicts import ScheduleOverrideDict as ScheduleOverrideDict
    from ._dicts import SeatsDict as SeatsDict
    from .assigned_attribute_option import AssignedAttributeOption as AssignedAttributeOption
    from .assignment_report import AssignmentReport as AssignmentReport
    from .attendee import Attendee as Attendee
    from .attendee_absence import AttendeeAbsence as AttendeeAbsence
    from .attendee_input import AttendeeInput as AttendeeInput
    from .attribute import Attribute as Attribute
    from .attribute_option import AttributeOption as AttributeOption
    from .attribute_option_input import AttributeOptionInput as AttributeOptionInput
    from .authorization_url import AuthorizationUrl as AuthorizationUrl
    from .available_slots import AvailableSlots as AvailableSlots
    from .booker_layouts import BookerLayouts as BookerLayouts
    from .booking import Booking as Booking
    from .booking_assignee import BookingAssignee as BookingAssignee
    from .booking_event_type import BookingEventType as BookingEventType
    from .booking_field import BookingField as BookingField
    from .booking_host import BookingHost as BookingHost
    from .booking_limits_count import BookingLimitsCount as BookingLimitsCount
    from .booking_limits_duration import BookingLimitsDuration as BookingLimitsDuration
    from .booking_location import BookingLocation as BookingLocation
    from .booking_no_show_payload import BookingNoShowPayload as BookingNoShowPayload
    from .booking_payload import BookingPayload as BookingPayload
    from .booking_window import BookingWindow as BookingWindow
    from .busy_time import BusyTime as BusyTime
    from .calcom_integration import CalcomIntegration as CalcomIntegration
    from .calcom_integration_list import CalcomIntegrationList as CalcomIntegrationList
    from .calendar import Calendar as Calendar
    from .calendar_entry_rejected_payload import CalendarEntryRejectedPayload as CalendarEntryRejectedPayload
    from .calendar_integration import CalendarIntegration as CalendarIntegration
    from .call_no_show_payload import CallNoShowPayload as CallNoShowPayload
    from .call_no_show_webhook import CallNoShowWebhook as CallNoShowWebhook
    from .conferencing_app import ConferencingApp as ConferencingApp
    from .confirmation_policy import ConfirmationPolicy as ConfirmationPolicy
    from .connected_calendar import ConnectedCalendar as ConnectedCalendar
    from .connected_calendar_error import ConnectedCalendarError as ConnectedCalendarError
    from .connected_calendars import ConnectedCalendars as ConnectedCalendars
    from .created_managed_user import CreatedManagedUser as CreatedManagedUser
    from .created_team import CreatedTeam as CreatedTeam
    from .default_conferencing_app import DefaultConferencingApp as DefaultConferencingApp
    from .delegated_connection import DelegatedConnection as DelegatedConnection
    from .delegation_credential import DelegationCredential as DelegationCredential
    from .delegation_error import DelegationError as DelegationError
    from .delegation_payload import DelegationPayload as DelegationPayload
    from .deleted_calendar_credential import DeletedCalendarCredential as DeletedCalendarCredential
    from .deleted_event_type import DeletedEventType as DeletedEventType
    from .destination_calendar import DestinationCalendar as DestinationCalendar
    from .event_type import EventType as EventType
    from .event_type_color import EventTypeColor as EventTypeColor
    from .event_type_destination_calendar import EventTypeDestinationCalendar as EventTypeDestinationCalendar
    from .event_type_host import EventTypeHost as EventTypeHost
    from .event_type_location import EventTypeLocation as EventTypeLocation
    from .event_type_team import EventTypeTeam as EventTypeTeam
    from .event_type_user import EventTypeUser as EventTypeUser
    from .form_action import FormAction as FormAction
    from .form_answer import FormAnswer as FormAnswer
    from .form_payload import FormPayload as FormPayload
    from .function import Function as Function
    from .function_icon import FunctionIcon as FunctionIcon
    from .google_calendar_plugin import GoogleCalendarPlugin as GoogleCalendarPlugin
    from .google_user import GoogleUser as GoogleUser
    from .ics_feed import IcsFeed as IcsFeed
    from .instant_meeting_payload import InstantMeetingPayload as InstantMeetingPayload
    from .locale import Locale as Locale
    from .managed_user import ManagedUser as ManagedUser
    from .managed_user_tokens import ManagedUserTokens as ManagedUserTokens
    from .meeting_payload import MeetingPayload as MeetingPayload
    from .membership import Membership as Membership
    from .membership_role import MembershipRole as MembershipRole
    from .membership_user import MembershipUser as MembershipUser
    from .notice_threshold import NoticeThreshold as NoticeThreshold
    from .organization_user import OrganizationUser as OrganizationUser
    from .out_of_office_entry import OutOfOfficeEntry as OutOfOfficeEntry
    from .out_of_office_payload import OutOfOfficePayload as OutOfOfficePayload
    from .out_of_office_reason import OutOfOfficeReason as OutOfOfficeReason
    from .phone_call import PhoneCall as PhoneCall
    from .provider import Provider as Provider
    from .reassigned_booking import ReassignedBooking as ReassignedBooking
    from .recording_links import RecordingLinks as RecordingLinks
    from .recording_payload import RecordingPayload as RecordingPayload
    from .recurrence import Recurrence as Recurrence
    from .redirect import Redirect as Redirect
    from .schedule import Schedule as Schedule
    from .schedule_availability import ScheduleAvailability as ScheduleAvailability
    from .schedule_override import ScheduleOverride as ScheduleOverride
    from .seats import Seats as Seats
    from .selected_calendar import SelectedCalendar as SelectedCalendar
    from .slot import Slot as Slot
    from .slot_user import SlotUser as SlotUser
    from .status_reply import StatusReply as StatusReply
    from .team import Team as Team
    from .team_event_type import TeamEventType as TeamEventType
    from .timezone import Timezone as Timezone
    from .transcript_link import TranscriptLink as TranscriptLink
    from .user import User as User
    from .user_attribute_option import UserAttributeOption as UserAttributeOption
    from .user_organization import UserOrganization as UserOrganization
    from .user_profile import UserProfile as UserProfile
    from .video_integration import VideoIntegration as VideoIntegration
    from .webhook import Webhook as Webhook
    from .webhook_answer import WebhookAnswer as WebhookAnswer
    from .webhook_app_status import WebhookAppStatus as WebhookAppStatus
    from .webhook_attendee import WebhookAttendee as WebhookAttendee
    from .webhook_event_type import WebhookEventType as WebhookEventType
    from .webhook_language import WebhookLanguage as WebhookLanguage
    from .webhook_no_show import WebhookNoShow as WebhookNoShow
    from .webhook_person import WebhookPerson as WebhookPerson
    from .webhook_team import WebhookTeam as WebhookTeam
    from .webhook_trigger import WebhookTrigger as WebhookTrigger
    from .webhook_video_call import WebhookVideoCall as WebhookVideoCall
    from .week_day import WeekDay as WeekDay
    from .wrong_assignment_booking import WrongAssignmentBooking as WrongAssignmentBooking
    from .wrong_assignment_payload import WrongAssignmentPayload as WrongAssignmentPayload

_MODULES = {
    "AssignedAttributeOption": "assigned_attribute_option",
    "AssignmentReport": "assignment_report",
    "Attendee": "attendee",
    "AttendeeAbsence": "attendee_absence",
    "AttendeeAbsenceDict": "_dicts",
    "AttendeeInput": "attendee_input",
    "AttendeeInputDict": "_dicts",
    "Attribute": "attribute",
    "AttributeOption": "attribute_option",
    "AttributeOptionInput": "attribute_option_input",
    "AttributeOptionInputDict": "_dicts",
    "AuthorizationUrl": "authorization_url",
    "AvailableSlots": "available_slots",
    "BookerLayouts": "booker_layouts",
    "BookerLayoutsDict": "_dicts",
    "Booking": "booking",
    "BookingAssignee": "booking_assignee",
    "BookingEventType": "booking_event_type",
    "BookingField": "booking_field",
    "BookingFieldDict": "_dicts",
    "BookingHost": "booking_host",
    "BookingLimitsCount": "booking_limits_count",
    "BookingLimitsCountDict": "_dicts",
    "BookingLimitsDuration": "booking_limits_duration",
    "BookingLimitsDurationDict": "_dicts",
    "BookingLocation": "booking_location",
    "BookingLocationDict": "_dicts",
    "BookingNoShowPayload": "booking_no_show_payload",
    "BookingPayload": "booking_payload",
    "BookingWindow": "booking_window",
    "BookingWindowDict": "_dicts",
    "BusyTime": "busy_time",
    "CalcomIntegration": "calcom_integration",
    "CalcomIntegrationList": "calcom_integration_list",
    "Calendar": "calendar",
    "CalendarEntryRejectedPayload": "calendar_entry_rejected_payload",
    "CalendarIntegration": "calendar_integration",
    "CallNoShowPayload": "call_no_show_payload",
    "CallNoShowWebhook": "call_no_show_webhook",
    "ConferencingApp": "conferencing_app",
    "ConfirmationPolicy": "confirmation_policy",
    "ConfirmationPolicyDict": "_dicts",
    "ConnectedCalendar": "connected_calendar",
    "ConnectedCalendarError": "connected_calendar_error",
    "ConnectedCalendars": "connected_calendars",
    "CreatedManagedUser": "created_managed_user",
    "CreatedTeam": "created_team",
    "DefaultConferencingApp": "default_conferencing_app",
    "DelegatedConnection": "delegated_connection",
    "DelegationCredential": "delegation_credential",
    "DelegationError": "delegation_error",
    "DelegationPayload": "delegation_payload",
    "DeletedCalendarCredential": "deleted_calendar_credential",
    "DeletedEventType": "deleted_event_type",
    "DestinationCalendar": "destination_calendar",
    "EventType": "event_type",
    "EventTypeColor": "event_type_color",
    "EventTypeDestinationCalendar": "event_type_destination_calendar",
    "EventTypeHost": "event_type_host",
    "EventTypeHostDict": "_dicts",
    "EventTypeLocation": "event_type_location",
    "EventTypeLocationDict": "_dicts",
    "EventTypeTeam": "event_type_team",
    "EventTypeUser": "event_type_user",
    "FormAction": "form_action",
    "FormAnswer": "form_answer",
    "FormPayload": "form_payload",
    "Function": "function",
    "FunctionIcon": "function_icon",
    "GoogleCalendarPlugin": "google_calendar_plugin",
    "GoogleUser": "google_user",
    "IcsFeed": "ics_feed",
    "InstantMeetingPayload": "instant_meeting_payload",
    "Locale": "locale",
    "ManagedUser": "managed_user",
    "ManagedUserTokens": "managed_user_tokens",
    "MeetingPayload": "meeting_payload",
    "Membership": "membership",
    "MembershipRole": "membership_role",
    "MembershipUser": "membership_user",
    "NoticeThreshold": "notice_threshold",
    "NoticeThresholdDict": "_dicts",
    "OrganizationUser": "organization_user",
    "OutOfOfficeEntry": "out_of_office_entry",
    "OutOfOfficePayload": "out_of_office_payload",
    "OutOfOfficeReason": "out_of_office_reason",
    "PhoneCall": "phone_call",
    "Provider": "provider",
    "ReassignedBooking": "reassigned_booking",
    "RecordingLinks": "recording_links",
    "RecordingPayload": "recording_payload",
    "Recurrence": "recurrence",
    "RecurrenceDict": "_dicts",
    "Redirect": "redirect",
    "Schedule": "schedule",
    "ScheduleAvailability": "schedule_availability",
    "ScheduleAvailabilityDict": "_dicts",
    "ScheduleOverride": "schedule_override",
    "ScheduleOverrideDict": "_dicts",
    "Seats": "seats",
    "SeatsDict": "_dicts",
    "SelectedCalendar": "selected_calendar",
    "Slot": "slot",
    "SlotUser": "slot_user",
    "StatusReply": "status_reply",
    "Team": "team",
    "TeamEventType": "team_event_type",
    "Timezone": "timezone",
    "TranscriptLink": "transcript_link",
    "User": "user",
    "UserAttributeOption": "user_attribute_option",
    "UserOrganization": "user_organization",
    "UserProfile": "user_profile",
    "VideoIntegration": "video_integration",
    "Webhook": "webhook",
    "WebhookAnswer": "webhook_answer",
    "WebhookAppStatus": "webhook_app_status",
    "WebhookAttendee": "webhook_attendee",
    "WebhookEventType": "webhook_event_type",
    "WebhookLanguage": "webhook_language",
    "WebhookNoShow": "webhook_no_show",
    "WebhookPerson": "webhook_person",
    "WebhookTeam": "webhook_team",
    "WebhookTrigger": "webhook_trigger",
    "WebhookVideoCall": "webhook_video_call",
    "WeekDay": "week_day",
    "WrongAssignmentBooking": "wrong_assignment_booking",
    "WrongAssignmentPayload": "wrong_assignment_payload",
    "json_default": "._model",
}
if not TYPE_CHECKING:  # which reads the imports above; with this function it would take any spelling for a name
    __all__ = list(_MODULES)

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
