# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Event types of teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, many, one, one_or_more
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsTeamsEventTypes", "OrganizationsTeamsEventTypes"]

_CREATE_PHONE_CALL = GATEWAY.action(
    "organizations.teams.event_types.create_phone_call",
    "CAL_CREATE_PHONE_CALL_EVENT",
    "write",
    one(lambda: models.PhoneCall),
    CalRequest(
        "POST",
        "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}/create-phone-call",
        "body",
        credential="key-or-client",
        body={"enabled": True},
    ),
)
_GET = GATEWAY.action(
    "organizations.teams.event_types.get",
    "CAL_FETCH_EVENT_TYPE_DETAILS",
    "read",
    one(lambda: models.TeamEventType),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/{teamId}/event-types/{eventTypeId}", credential="key-or-client"),
)
_LIST = GATEWAY.action(
    "organizations.teams.event_types.list",
    "CAL_LIST_TEAM_EVENT_TYPES_BY_ORG_AND_TEAM_ID",
    "read",
    many(lambda: models.TeamEventType),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/{teamId}/event-types", credential="key-or-client"),
)
_CREATE = GATEWAY.action(
    "organizations.teams.event_types.create",
    "CAL_CREATE_TEAM_EVENT_TYPES_WITH_CUSTOM_OPTIONS",
    "write",
    one_or_more(lambda: models.TeamEventType),
    CalRequest(
        "POST",
        "/v2/organizations/{orgId}/teams/{teamId}/event-types",
        "body",
        credential="key-or-client",
        needs=("schedulingType",),
        places={
            "color__darkThemeHex": "body:color.darkThemeHex",
            "color__lightThemeHex": "body:color.lightThemeHex",
            "destinationCalendar__externalId": "body:destinationCalendar.externalId",
            "destinationCalendar__integration": "body:destinationCalendar.integration",
        },
        encodings={"lengthInMinutesOptions": "integers"},
    ),
    reconcile=Reconcile(
        _LIST,
        filters={"orgId": ("orgId", ""), "teamId": ("teamId", "")},
        same={"slug": ("slug", "")},
        id="id",
        series="metadata.managedEventConfig",
    ),
)


class OrganizationsTeamsEventTypes(Resource):
    """Event types of teams.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        slug: str,
        hosts: Sequence[models.EventTypeHost | models.EventTypeHostDict],
        org_id: int,
        title: str,
        team_id: int,
        length_in_minutes: int,
        length_in_minutes_options: Sequence[str],
        seats: models.Seats | models.SeatsDict | None = None,
        locations: Sequence[models.EventTypeLocation | models.EventTypeLocationDict] | None = None,
        custom_name: str | None = None,
        recurrence: models.Recurrence | models.RecurrenceDict | None = None,
        schedule_id: int | None = None,
        description: str | None = None,
        offset_start: int | None = None,
        slot_interval: int | None = None,
        booking_fields: Sequence[models.BookingField | models.BookingFieldDict] | None = None,
        booking_window: models.BookingWindow | models.BookingWindowDict | None = None,
        disable_guests: bool | None = None,
        after_event_buffer: int | None = None,
        before_event_buffer: int | None = None,
        hide_calendar_notes: bool | None = None,
        booking_limits_count: models.BookingLimitsCount | models.BookingLimitsCountDict | None = None,
        confirmation_policy: models.ConfirmationPolicy | models.ConfirmationPolicyDict | None = None,
        success_redirect_url: str | None = None,
        color_dark_theme_hex: str | None = None,
        assign_all_team_members: bool | None = None,
        color_light_theme_hex: str | None = None,
        minimum_booking_notice: int | None = None,
        booking_limits_duration: models.BookingLimitsDuration | models.BookingLimitsDurationDict | None = None,
        hide_calendar_event_details: bool | None = None,
        only_show_first_available_slot: bool | None = None,
        use_destination_calendar_email: bool | None = None,
        destination_calendar_external_id: str | None = None,
        lock_time_zone_toggle_on_booking_page: bool | None = None,
        requires_booker_email_verification: bool | None = None,
        destination_calendar_integration: str | None = None,
        scheduling_type: Literal["collective", "roundRobin", "managed"] | None = None,
        booker_layouts: models.BookerLayouts | models.BookerLayoutsDict | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.TeamEventType]:
        """Create an event type of an organization team.

        Adds a bookable event type to a team of the organization, shared by hosts as the scheduling type says. A managed
        one is copied to each host, and the reply is then a list. Source: action
        `CAL_CREATE_TEAM_EVENT_TYPES_WITH_CUSTOM_OPTIONS`.

        Args:
            slug: Last part of the booking link, such as `onboarding`; unique within the team.
            hosts: Members who can be booked, each with `userId`; an empty list goes with `assignAllTeamMembers`.
            org_id: Number of the organization that the team is part of.
            title: Name of the event type on the booking page.
            team_id: Number of the team that offers the event type.
            length_in_minutes: Length of a booking in minutes, at least 1.
            length_in_minutes_options: Lengths the booker can choose from, as text; must contain `lengthInMinutes`.
            seats: Lets several bookers share a slot; without it each slot takes one booking.
            locations: Where the meeting takes place; Cal Video when absent.
            custom_name: Pattern for calendar titles, such as `{Event type title} with {Scheduler}`.
            recurrence: Turns each booking into a series, with frequency, interval and number of occurrences.
            schedule_id: Schedule that counts for this event type in place of each host's own.
            description: Text below the title on the booking page.
            offset_start: Minutes by which all slots start later, counted from the regular times.
            slot_interval: Minutes from one slot start to the next; `lengthInMinutes` when absent.
            booking_fields: Questions on the booking form, besides the built-in name and email address.
            booking_window: How far ahead slots are on offer, counted in days or as fixed dates.
            disable_guests: Whether the form lacks the field for further guests.
            after_event_buffer: Minutes kept free after each booking.
            before_event_buffer: Minutes kept free before each booking.
            hide_calendar_notes: Whether the booker's notes and answers are left out of calendar entries.
            booking_limits_count: Most bookings of this event type in a day, week, month or year.
            confirmation_policy: When a host has to accept a booking first; otherwise it stands at once.
            success_redirect_url: Page the booker is sent to once booked, in place of Cal.com's confirmation.
            color_dark_theme_hex: Colour of the event type in dark mode as hex; needs the light one too.
            assign_all_team_members: Whether everybody in the team is a host, including people who join later.
            color_light_theme_hex: Colour of the event type in light mode as hex; needs the dark one too.
            minimum_booking_notice: Minutes that must lie between booking and start.
            booking_limits_duration: Most booked minutes in a day, week, month or year, in multiples of 15.
            hide_calendar_event_details: Whether people with whom a host shares the calendar see the time only.
            only_show_first_available_slot: Whether each day offers nothing but its earliest free slot.
            use_destination_calendar_email: Whether invitations name the destination calendar's address as organizer.
            destination_calendar_external_id: Calendar that receives the bookings, from `calendars.list`; needs its
                integration too.
            lock_time_zone_toggle_on_booking_page: Whether the booker is kept from changing the time zone shown.
            requires_booker_email_verification: Whether the booker must prove the email address with a code.
            destination_calendar_integration: Kind of the destination calendar, such as `google_calendar`; needs the
                external id too.
            scheduling_type: How hosts share the bookings; Cal.com requires it. `collective` takes all of them,
                `roundRobin` one in turn, `managed` gives each a copy. (Source: Cal.com's API v2.)
            booker_layouts: Views of the booking page. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.teams.event_types.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The event type; of a managed one, a list that begins with it and goes on with a copy per host. `items` holds
            all of them, and `data` the first.
        """
        _given = Hidden(
            {
                "slug": slug,
                "hosts": hosts,
                "orgId": org_id,
                "title": title,
                "teamId": team_id,
                "lengthInMinutes": length_in_minutes,
                "lengthInMinutesOptions": length_in_minutes_options,
                "seats": seats,
                "locations": locations,
                "customName": custom_name,
                "recurrence": recurrence,
                "scheduleId": schedule_id,
                "description": description,
                "offsetStart": offset_start,
                "slotInterval": slot_interval,
                "bookingFields": booking_fields,
                "bookingWindow": booking_window,
                "disableGuests": disable_guests,
                "afterEventBuffer": after_event_buffer,
                "beforeEventBuffer": before_event_buffer,
                "hideCalendarNotes": hide_calendar_notes,
                "bookingLimitsCount": booking_limits_count,
                "confirmationPolicy": confirmation_policy,
                "successRedirectUrl": success_redirect_url,
                "color__darkThemeHex": color_dark_theme_hex,
                "assignAllTeamMembers": assign_all_team_members,
                "color__lightThemeHex": color_light_theme_hex,
                "minimumBookingNotice": minimum_booking_notice,
                "bookingLimitsDuration": booking_limits_duration,
                "hideCalendarEventDetails": hide_calendar_event_details,
                "onlyShowFirstAvailableSlot": only_show_first_available_slot,
                "useDestinationCalendarEmail": use_destination_calendar_email,
                "destinationCalendar__externalId": destination_calendar_external_id,
                "lockTimeZoneToggleOnBookingPage": lock_time_zone_toggle_on_booking_page,
                "requiresBookerEmailVerification": requires_booker_email_verification,
                "destinationCalendar__integration": destination_calendar_integration,
                "schedulingType": scheduling_type,
                "bookerLayouts": booker_layouts,
            }
        )
        del (
            hosts,
            seats,
            locations,
            recurrence,
            booking_fields,
            booking_window,
            booking_limits_count,
            confirmation_policy,
            booking_limits_duration,
            booker_layouts,
        )
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def create_phone_call(
        self,
        *,
        org_id: int,
        team_id: int,
        cal_api_key: str,
        event_type_id: int,
        number_to_call: str,
        your_phone_number: str,
        guest_name: str | None = None,
        guest_email: str | None = None,
        begin_message: str | None = None,
        guest_company: str | None = None,
        template_type: Literal["CHECK_IN_APPOINTMENT", "CUSTOM_TEMPLATE"] | None = None,
        general_prompt: str | None = None,
        scheduler_name: str | None = None,
        enabled: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.PhoneCall]:
        """Have an AI agent call for an organization team event type.

        Starts a phone call at once in which a voice agent talks to the person and can book the event type. The settings
        are stored with the event type; the call itself cannot be taken back. Source: action
        `CAL_CREATE_PHONE_CALL_EVENT`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that owns the event type.
            cal_api_key: Your Cal.com API key; the voice agent books with it.
            event_type_id: Event type that the agent offers during the call.
            number_to_call: Number to ring, in E.164 form such as `+15555550123`.
            your_phone_number: E.164 number the call comes from; the voice service must know it.
            guest_name: Name of the person called, for the agent to use.
            guest_email: Email address of the person called, for the booking.
            begin_message: Words with which the agent opens the call.
            guest_company: Company of the person called, as background for the agent.
            template_type: Script of the agent; `CUSTOM_TEMPLATE` when absent.
            general_prompt: Instructions for the agent; meant for `CUSTOM_TEMPLATE`.
            scheduler_name: Name of the scheduler in the script; meant for `CHECK_IN_APPOINTMENT`.
            enabled: Whether the voice agent is switched on for the event type, which it should be. (Source: Cal.com's
                API v2.)

        Returns:
            Call that an AI agent has been told to make.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "teamId": team_id,
                "calApiKey": cal_api_key,
                "eventTypeId": event_type_id,
                "numberToCall": number_to_call,
                "yourPhoneNumber": your_phone_number,
                "guestName": guest_name,
                "guestEmail": guest_email,
                "beginMessage": begin_message,
                "guestCompany": guest_company,
                "templateType": template_type,
                "generalPrompt": general_prompt,
                "schedulerName": scheduler_name,
                "enabled": enabled,
            }
        )
        del cal_api_key
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CREATE_PHONE_CALL, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    def get(
        self,
        *,
        org_id: int,
        team_id: int,
        event_type_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.TeamEventType]:
        """Get an event type of an organization team.

        Reads one event type with its hosts and all settings. The team must be part of the organization. Source: action
        `CAL_FETCH_EVENT_TYPE_DETAILS`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that owns the event type.
            event_type_id: Event type to read, from `organizations.teams.event_types.list`.

        Returns:
            The event type.
        """
        _given = {"orgId": org_id, "teamId": team_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        team_id: int,
        event_slug: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.TeamEventType]:
        """List the event types of an organization team.

        Gives all event types of one team, or the one with a certain slug; an unknown slug brings an empty list.
        `organizations.event_types.list` covers all teams at once. Source: action
        `CAL_LIST_TEAM_EVENT_TYPES_BY_ORG_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that offers the event types.
            event_slug: Slug of a single event type; absent for all of them.

        Returns:
            Event types that match the request.
        """
        _given = {"orgId": org_id, "teamId": team_id, "eventSlug": event_slug}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)


class AsyncOrganizationsTeamsEventTypes(AsyncResource):
    """Event types of teams.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        slug: str,
        hosts: Sequence[models.EventTypeHost | models.EventTypeHostDict],
        org_id: int,
        title: str,
        team_id: int,
        length_in_minutes: int,
        length_in_minutes_options: Sequence[str],
        seats: models.Seats | models.SeatsDict | None = None,
        locations: Sequence[models.EventTypeLocation | models.EventTypeLocationDict] | None = None,
        custom_name: str | None = None,
        recurrence: models.Recurrence | models.RecurrenceDict | None = None,
        schedule_id: int | None = None,
        description: str | None = None,
        offset_start: int | None = None,
        slot_interval: int | None = None,
        booking_fields: Sequence[models.BookingField | models.BookingFieldDict] | None = None,
        booking_window: models.BookingWindow | models.BookingWindowDict | None = None,
        disable_guests: bool | None = None,
        after_event_buffer: int | None = None,
        before_event_buffer: int | None = None,
        hide_calendar_notes: bool | None = None,
        booking_limits_count: models.BookingLimitsCount | models.BookingLimitsCountDict | None = None,
        confirmation_policy: models.ConfirmationPolicy | models.ConfirmationPolicyDict | None = None,
        success_redirect_url: str | None = None,
        color_dark_theme_hex: str | None = None,
        assign_all_team_members: bool | None = None,
        color_light_theme_hex: str | None = None,
        minimum_booking_notice: int | None = None,
        booking_limits_duration: models.BookingLimitsDuration | models.BookingLimitsDurationDict | None = None,
        hide_calendar_event_details: bool | None = None,
        only_show_first_available_slot: bool | None = None,
        use_destination_calendar_email: bool | None = None,
        destination_calendar_external_id: str | None = None,
        lock_time_zone_toggle_on_booking_page: bool | None = None,
        requires_booker_email_verification: bool | None = None,
        destination_calendar_integration: str | None = None,
        scheduling_type: Literal["collective", "roundRobin", "managed"] | None = None,
        booker_layouts: models.BookerLayouts | models.BookerLayoutsDict | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.TeamEventType]:
        """Create an event type of an organization team.

        Adds a bookable event type to a team of the organization, shared by hosts as the scheduling type says. A managed
        one is copied to each host, and the reply is then a list. Source: action
        `CAL_CREATE_TEAM_EVENT_TYPES_WITH_CUSTOM_OPTIONS`.

        Args:
            slug: Last part of the booking link, such as `onboarding`; unique within the team.
            hosts: Members who can be booked, each with `userId`; an empty list goes with `assignAllTeamMembers`.
            org_id: Number of the organization that the team is part of.
            title: Name of the event type on the booking page.
            team_id: Number of the team that offers the event type.
            length_in_minutes: Length of a booking in minutes, at least 1.
            length_in_minutes_options: Lengths the booker can choose from, as text; must contain `lengthInMinutes`.
            seats: Lets several bookers share a slot; without it each slot takes one booking.
            locations: Where the meeting takes place; Cal Video when absent.
            custom_name: Pattern for calendar titles, such as `{Event type title} with {Scheduler}`.
            recurrence: Turns each booking into a series, with frequency, interval and number of occurrences.
            schedule_id: Schedule that counts for this event type in place of each host's own.
            description: Text below the title on the booking page.
            offset_start: Minutes by which all slots start later, counted from the regular times.
            slot_interval: Minutes from one slot start to the next; `lengthInMinutes` when absent.
            booking_fields: Questions on the booking form, besides the built-in name and email address.
            booking_window: How far ahead slots are on offer, counted in days or as fixed dates.
            disable_guests: Whether the form lacks the field for further guests.
            after_event_buffer: Minutes kept free after each booking.
            before_event_buffer: Minutes kept free before each booking.
            hide_calendar_notes: Whether the booker's notes and answers are left out of calendar entries.
            booking_limits_count: Most bookings of this event type in a day, week, month or year.
            confirmation_policy: When a host has to accept a booking first; otherwise it stands at once.
            success_redirect_url: Page the booker is sent to once booked, in place of Cal.com's confirmation.
            color_dark_theme_hex: Colour of the event type in dark mode as hex; needs the light one too.
            assign_all_team_members: Whether everybody in the team is a host, including people who join later.
            color_light_theme_hex: Colour of the event type in light mode as hex; needs the dark one too.
            minimum_booking_notice: Minutes that must lie between booking and start.
            booking_limits_duration: Most booked minutes in a day, week, month or year, in multiples of 15.
            hide_calendar_event_details: Whether people with whom a host shares the calendar see the time only.
            only_show_first_available_slot: Whether each day offers nothing but its earliest free slot.
            use_destination_calendar_email: Whether invitations name the destination calendar's address as organizer.
            destination_calendar_external_id: Calendar that receives the bookings, from `calendars.list`; needs its
                integration too.
            lock_time_zone_toggle_on_booking_page: Whether the booker is kept from changing the time zone shown.
            requires_booker_email_verification: Whether the booker must prove the email address with a code.
            destination_calendar_integration: Kind of the destination calendar, such as `google_calendar`; needs the
                external id too.
            scheduling_type: How hosts share the bookings; Cal.com requires it. `collective` takes all of them,
                `roundRobin` one in turn, `managed` gives each a copy. (Source: Cal.com's API v2.)
            booker_layouts: Views of the booking page. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.teams.event_types.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The event type; of a managed one, a list that begins with it and goes on with a copy per host. `items` holds
            all of them, and `data` the first.
        """
        _given = Hidden(
            {
                "slug": slug,
                "hosts": hosts,
                "orgId": org_id,
                "title": title,
                "teamId": team_id,
                "lengthInMinutes": length_in_minutes,
                "lengthInMinutesOptions": length_in_minutes_options,
                "seats": seats,
                "locations": locations,
                "customName": custom_name,
                "recurrence": recurrence,
                "scheduleId": schedule_id,
                "description": description,
                "offsetStart": offset_start,
                "slotInterval": slot_interval,
                "bookingFields": booking_fields,
                "bookingWindow": booking_window,
                "disableGuests": disable_guests,
                "afterEventBuffer": after_event_buffer,
                "beforeEventBuffer": before_event_buffer,
                "hideCalendarNotes": hide_calendar_notes,
                "bookingLimitsCount": booking_limits_count,
                "confirmationPolicy": confirmation_policy,
                "successRedirectUrl": success_redirect_url,
                "color__darkThemeHex": color_dark_theme_hex,
                "assignAllTeamMembers": assign_all_team_members,
                "color__lightThemeHex": color_light_theme_hex,
                "minimumBookingNotice": minimum_booking_notice,
                "bookingLimitsDuration": booking_limits_duration,
                "hideCalendarEventDetails": hide_calendar_event_details,
                "onlyShowFirstAvailableSlot": only_show_first_available_slot,
                "useDestinationCalendarEmail": use_destination_calendar_email,
                "destinationCalendar__externalId": destination_calendar_external_id,
                "lockTimeZoneToggleOnBookingPage": lock_time_zone_toggle_on_booking_page,
                "requiresBookerEmailVerification": requires_booker_email_verification,
                "destinationCalendar__integration": destination_calendar_integration,
                "schedulingType": scheduling_type,
                "bookerLayouts": booker_layouts,
            }
        )
        del (
            hosts,
            seats,
            locations,
            recurrence,
            booking_fields,
            booking_window,
            booking_limits_count,
            confirmation_policy,
            booking_limits_duration,
            booker_layouts,
        )
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def create_phone_call(
        self,
        *,
        org_id: int,
        team_id: int,
        cal_api_key: str,
        event_type_id: int,
        number_to_call: str,
        your_phone_number: str,
        guest_name: str | None = None,
        guest_email: str | None = None,
        begin_message: str | None = None,
        guest_company: str | None = None,
        template_type: Literal["CHECK_IN_APPOINTMENT", "CUSTOM_TEMPLATE"] | None = None,
        general_prompt: str | None = None,
        scheduler_name: str | None = None,
        enabled: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.PhoneCall]:
        """Have an AI agent call for an organization team event type.

        Starts a phone call at once in which a voice agent talks to the person and can book the event type. The settings
        are stored with the event type; the call itself cannot be taken back. Source: action
        `CAL_CREATE_PHONE_CALL_EVENT`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that owns the event type.
            cal_api_key: Your Cal.com API key; the voice agent books with it.
            event_type_id: Event type that the agent offers during the call.
            number_to_call: Number to ring, in E.164 form such as `+15555550123`.
            your_phone_number: E.164 number the call comes from; the voice service must know it.
            guest_name: Name of the person called, for the agent to use.
            guest_email: Email address of the person called, for the booking.
            begin_message: Words with which the agent opens the call.
            guest_company: Company of the person called, as background for the agent.
            template_type: Script of the agent; `CUSTOM_TEMPLATE` when absent.
            general_prompt: Instructions for the agent; meant for `CUSTOM_TEMPLATE`.
            scheduler_name: Name of the scheduler in the script; meant for `CHECK_IN_APPOINTMENT`.
            enabled: Whether the voice agent is switched on for the event type, which it should be. (Source: Cal.com's
                API v2.)

        Returns:
            Call that an AI agent has been told to make.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "teamId": team_id,
                "calApiKey": cal_api_key,
                "eventTypeId": event_type_id,
                "numberToCall": number_to_call,
                "yourPhoneNumber": your_phone_number,
                "guestName": guest_name,
                "guestEmail": guest_email,
                "beginMessage": begin_message,
                "guestCompany": guest_company,
                "templateType": template_type,
                "generalPrompt": general_prompt,
                "schedulerName": scheduler_name,
                "enabled": enabled,
            }
        )
        del cal_api_key
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE_PHONE_CALL, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def get(
        self,
        *,
        org_id: int,
        team_id: int,
        event_type_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.TeamEventType]:
        """Get an event type of an organization team.

        Reads one event type with its hosts and all settings. The team must be part of the organization. Source: action
        `CAL_FETCH_EVENT_TYPE_DETAILS`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that owns the event type.
            event_type_id: Event type to read, from `organizations.teams.event_types.list`.

        Returns:
            The event type.
        """
        _given = {"orgId": org_id, "teamId": team_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        org_id: int,
        team_id: int,
        event_slug: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.TeamEventType]:
        """List the event types of an organization team.

        Gives all event types of one team, or the one with a certain slug; an unknown slug brings an empty list.
        `organizations.event_types.list` covers all teams at once. Source: action
        `CAL_LIST_TEAM_EVENT_TYPES_BY_ORG_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that offers the event types.
            event_slug: Slug of a single event type; absent for all of them.

        Returns:
            Event types that match the request.
        """
        _given = {"orgId": org_id, "teamId": team_id, "eventSlug": event_slug}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)
