# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model TeamEventType."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, listed, many, new, note, one, require
from .booker_layouts import BookerLayouts
from .booking_field import BookingField
from .booking_limits_count import BookingLimitsCount
from .booking_limits_duration import BookingLimitsDuration
from .booking_window import BookingWindow
from .confirmation_policy import ConfirmationPolicy
from .event_type_color import EventTypeColor
from .event_type_destination_calendar import EventTypeDestinationCalendar
from .event_type_host import EventTypeHost
from .event_type_location import EventTypeLocation
from .event_type_team import EventTypeTeam
from .recurrence import Recurrence
from .seats import Seats


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TeamEventType(Model):
    """Kind of meeting that can be booked with a team, and how its hosts share the work. Settings that are switched off
    appear as `{disabled: true}`.

    Attributes:
        id: Number that identifies the event type.
        title: Heading on the booking page.
        slug: Last part of the booking link.
        description: Text below the heading; empty when none was written.
        length_in_minutes: Usual length in minutes.
        length_in_minutes_options: Lengths in minutes from which the attendee may choose, the usual one among them.
        locations: Places on offer for the meeting.
        booking_fields: Questions of the booking form. Callers other than the owner do not see the hidden ones.
        disable_guests: Whether attendees are kept from inviting others.
        slot_interval: Minutes from one slot to the next; null means the length of the event type.
        minimum_booking_notice: Least number of minutes between booking and start.
        before_event_buffer: Minutes kept free ahead of each meeting.
        after_event_buffer: Minutes kept free behind each meeting.
        recurrence: How a booking repeats; null for a single meeting.
        metadata: Further settings, among them those of connected apps.
        price: Price in the smallest unit of the currency, such as cents; 0 is free.
        currency: Three letters of the currency, such as `brl`.
        lock_time_zone_toggle_on_booking_page: Whether the booking page keeps its time zone and offers no other.
        seats_per_time_slot: Seats in one slot; later servers say so in `seats` only.
        seats_show_availability_count: Whether free seats are counted in public; later servers say so in `seats` only.
        seats: Settings for several attendees in one slot.
        forward_params_success_redirect: Whether the redirect after booking carries the query of the booking link along.
        success_redirect_url: Page that opens after booking; null shows Cal.com's own.
        is_instant_event: Whether a meeting can start at once with whoever of the team answers.
        schedule_id: Schedule that governs the slots; null uses the default one of each host.
        booking_limits_count: Limit on the number of bookings per period.
        booking_limits_duration: Limit on booked minutes per period.
        only_show_first_available_slot: Whether each day offers its earliest free slot only.
        booking_window: How far ahead people can book.
        booker_layouts: Views of the booking page.
        confirmation_policy: When a host has to confirm.
        requires_booker_email_verification: Whether attendees prove their email address by a code before they book.
        hide_calendar_notes: Whether the notes stay out of the calendar entry.
        color: Colours in lists.
        offset_start: Minutes by which all slots are shifted.
        custom_name: Pattern for the title of each booking, with placeholders such as `{Organiser}` and `{Scheduler}`.
        destination_calendar: Calendar that receives the bookings.
        use_destination_calendar_email: Whether emails to attendees name the address of that calendar instead of the
            host's.
        hide_calendar_event_details: Whether others who see the calendar are shown no details.
        hide_organizer_email: Whether the host's address is kept from attendees; later servers.
        hidden: Whether the profile page leaves the event type out; later servers.
        booking_requires_authentication: Whether only signed-in callers may book through the API; later servers.
        booking_url: Public booking link; later servers.
        disable_cancelling: Whether attendees are kept from cancelling, as `{disabled}`; later servers.
        disable_rescheduling: Whether attendees are kept from moving a booking, as `{disabled}`; later servers.
        allow_rescheduling_past_bookings: Whether a booking that is over may be moved; later servers.
        allow_rescheduling_cancelled_bookings: Whether a cancelled booking may be booked again by its old link; later
            servers.
        booker_active_bookings_limit: How many coming bookings one attendee may have, `{disabled}` where any number;
            later servers.
        show_optimized_slots: Whether slots are laid so that the day keeps longer free stretches; later servers.
        interface_language: Language of the booking page; null follows the visitor. Later servers.
        cal_video_settings: Settings of Cal Video, such as who may record; later servers.
        reschedule_with_same_round_robin_host: Whether a moved booking stays with the host that it had; later servers.
        rr_host_subset_enabled: Whether a booking may take turns among some of the hosts only; later servers.
        team_id: Team to which the event type belongs; null in a member's copy of a managed one.
        owner_id: Member who holds this copy of a managed event type; null otherwise.
        parent_event_type_id: Managed event type from which this copy was made; null otherwise.
        hosts: Members who can be booked.
        assign_all_team_members: Whether all members are hosts, future ones included.
        scheduling_type: How hosts share the bookings: `collective` takes all of them, `roundRobin` one in turn,
            `managed` gives each a copy. Older servers spell it `COLLECTIVE`, `ROUND_ROBIN` and `MANAGED`.
        team: The team in brief.
    """

    id: int
    title: str
    slug: str
    description: str
    length_in_minutes: int
    length_in_minutes_options: list[int] | None = None
    locations: list[EventTypeLocation]
    booking_fields: list[BookingField]
    disable_guests: bool | None = None
    slot_interval: int | None = None
    minimum_booking_notice: int | None = None
    before_event_buffer: int | None = None
    after_event_buffer: int | None = None
    recurrence: Recurrence | None = None
    metadata: dict[str, Any] | None = None
    price: int | None = None
    currency: str | None = None
    lock_time_zone_toggle_on_booking_page: bool | None = None
    seats_per_time_slot: int | None = None
    seats_show_availability_count: bool | None = None
    seats: Seats | None = None
    forward_params_success_redirect: bool | None = None
    success_redirect_url: str | None = None
    is_instant_event: bool | None = None
    schedule_id: int | None = None
    booking_limits_count: BookingLimitsCount | None = None
    booking_limits_duration: BookingLimitsDuration | None = None
    only_show_first_available_slot: bool | None = None
    booking_window: BookingWindow | None = None
    booker_layouts: BookerLayouts | None = None
    confirmation_policy: ConfirmationPolicy | None = None
    requires_booker_email_verification: bool | None = None
    hide_calendar_notes: bool | None = None
    color: EventTypeColor | None = None
    offset_start: int | None = None
    custom_name: str | None = None
    destination_calendar: EventTypeDestinationCalendar | None = None
    use_destination_calendar_email: bool | None = None
    hide_calendar_event_details: bool | None = None
    hide_organizer_email: bool | None = None
    hidden: bool | None = None
    booking_requires_authentication: bool | None = None
    booking_url: str | None = None
    disable_cancelling: dict[str, Any] | None = None
    disable_rescheduling: dict[str, Any] | None = None
    allow_rescheduling_past_bookings: bool | None = None
    allow_rescheduling_cancelled_bookings: bool | None = None
    booker_active_bookings_limit: dict[str, Any] | None = None
    show_optimized_slots: bool | None = None
    interface_language: str | None = None
    cal_video_settings: dict[str, Any] | None = None
    reschedule_with_same_round_robin_host: bool | None = None
    rr_host_subset_enabled: bool | None = None
    team_id: int | None = None
    owner_id: int | None = None
    parent_event_type_id: int | None = None
    hosts: list[EventTypeHost]
    assign_all_team_members: bool | None = None
    scheduling_type: str | None = None
    team: EventTypeTeam | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> TeamEventType:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["title"]
            self.title = v if type(v) is str else note(self, "title", v, "string")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
            v = data["description"]
            self.description = v if type(v) is str else note(self, "description", v, "string")
            v = data["lengthInMinutes"]
            self.length_in_minutes = v if type(v) is int else note(self, "lengthInMinutes", v, "integer")
            v = data["locations"]
            new_locations: list[EventTypeLocation] = []
            self.locations = new_locations
            try:
                for item in v:
                    new_locations.append(EventTypeLocation.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.locations = many(self, "locations", v, EventTypeLocation.from_dict)
            v = data["bookingFields"]
            new_booking_fields: list[BookingField] = []
            self.booking_fields = new_booking_fields
            try:
                for item in v:
                    new_booking_fields.append(BookingField.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.booking_fields = many(self, "bookingFields", v, BookingField.from_dict)
            if (v := data["teamId"]) is not None:
                self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
            v = data["hosts"]
            new_hosts: list[EventTypeHost] = []
            self.hosts = new_hosts
            try:
                for item in v:
                    new_hosts.append(EventTypeHost.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.hosts = many(self, "hosts", v, EventTypeHost.from_dict)
        except KeyError:
            return cls._padded(
                data,
                (
                    "id",
                    "title",
                    "slug",
                    "description",
                    "lengthInMinutes",
                    "locations",
                    "bookingFields",
                    "teamId",
                    "hosts",
                ),
                strict,
            )
        if (v := data.get("lengthInMinutesOptions")) is not None:
            self.length_in_minutes_options = listed(self, "lengthInMinutesOptions", v, int, "integer")
        if (v := data.get("disableGuests")) is not None:
            self.disable_guests = v if type(v) is bool else note(self, "disableGuests", v, "boolean")
        if (v := data.get("slotInterval")) is not None:
            self.slot_interval = v if type(v) is int else note(self, "slotInterval", v, "integer")
        if (v := data.get("minimumBookingNotice")) is not None:
            self.minimum_booking_notice = v if type(v) is int else note(self, "minimumBookingNotice", v, "integer")
        if (v := data.get("beforeEventBuffer")) is not None:
            self.before_event_buffer = v if type(v) is int else note(self, "beforeEventBuffer", v, "integer")
        if (v := data.get("afterEventBuffer")) is not None:
            self.after_event_buffer = v if type(v) is int else note(self, "afterEventBuffer", v, "integer")
        if (v := data.get("recurrence")) is not None:
            self.recurrence = one(self, "recurrence", v, Recurrence.from_dict)
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        if (v := data.get("price")) is not None:
            self.price = v if type(v) is int else note(self, "price", v, "integer")
        if (v := data.get("currency")) is not None:
            self.currency = v if type(v) is str else note(self, "currency", v, "string")
        if (v := data.get("lockTimeZoneToggleOnBookingPage")) is not None:
            self.lock_time_zone_toggle_on_booking_page = (
                v if type(v) is bool else note(self, "lockTimeZoneToggleOnBookingPage", v, "boolean")
            )
        if (v := data.get("seatsPerTimeSlot")) is not None:
            self.seats_per_time_slot = v if type(v) is int else note(self, "seatsPerTimeSlot", v, "integer")
        if (v := data.get("seatsShowAvailabilityCount")) is not None:
            self.seats_show_availability_count = (
                v if type(v) is bool else note(self, "seatsShowAvailabilityCount", v, "boolean")
            )
        if (v := data.get("seats")) is not None:
            self.seats = one(self, "seats", v, Seats.from_dict)
        if (v := data.get("forwardParamsSuccessRedirect")) is not None:
            self.forward_params_success_redirect = (
                v if type(v) is bool else note(self, "forwardParamsSuccessRedirect", v, "boolean")
            )
        if (v := data.get("successRedirectUrl")) is not None:
            self.success_redirect_url = v if type(v) is str else note(self, "successRedirectUrl", v, "string")
        if (v := data.get("isInstantEvent")) is not None:
            self.is_instant_event = v if type(v) is bool else note(self, "isInstantEvent", v, "boolean")
        if (v := data.get("scheduleId")) is not None:
            self.schedule_id = v if type(v) is int else note(self, "scheduleId", v, "integer")
        if (v := data.get("bookingLimitsCount")) is not None:
            self.booking_limits_count = one(self, "bookingLimitsCount", v, BookingLimitsCount.from_dict)
        if (v := data.get("bookingLimitsDuration")) is not None:
            self.booking_limits_duration = one(self, "bookingLimitsDuration", v, BookingLimitsDuration.from_dict)
        if (v := data.get("onlyShowFirstAvailableSlot")) is not None:
            self.only_show_first_available_slot = (
                v if type(v) is bool else note(self, "onlyShowFirstAvailableSlot", v, "boolean")
            )
        if (v := data.get("bookingWindow")) is not None:
            self.booking_window = one(self, "bookingWindow", v, BookingWindow.from_dict)
        if (v := data.get("bookerLayouts")) is not None:
            self.booker_layouts = one(self, "bookerLayouts", v, BookerLayouts.from_dict)
        if (v := data.get("confirmationPolicy")) is not None:
            self.confirmation_policy = one(self, "confirmationPolicy", v, ConfirmationPolicy.from_dict)
        if (v := data.get("requiresBookerEmailVerification")) is not None:
            self.requires_booker_email_verification = (
                v if type(v) is bool else note(self, "requiresBookerEmailVerification", v, "boolean")
            )
        if (v := data.get("hideCalendarNotes")) is not None:
            self.hide_calendar_notes = v if type(v) is bool else note(self, "hideCalendarNotes", v, "boolean")
        if (v := data.get("color")) is not None:
            self.color = one(self, "color", v, EventTypeColor.from_dict)
        if (v := data.get("offsetStart")) is not None:
            self.offset_start = v if type(v) is int else note(self, "offsetStart", v, "integer")
        if (v := data.get("customName")) is not None:
            self.custom_name = v if type(v) is str else note(self, "customName", v, "string")
        if (v := data.get("destinationCalendar")) is not None:
            self.destination_calendar = one(self, "destinationCalendar", v, EventTypeDestinationCalendar.from_dict)
        if (v := data.get("useDestinationCalendarEmail")) is not None:
            self.use_destination_calendar_email = (
                v if type(v) is bool else note(self, "useDestinationCalendarEmail", v, "boolean")
            )
        if (v := data.get("hideCalendarEventDetails")) is not None:
            self.hide_calendar_event_details = (
                v if type(v) is bool else note(self, "hideCalendarEventDetails", v, "boolean")
            )
        if (v := data.get("hideOrganizerEmail")) is not None:
            self.hide_organizer_email = v if type(v) is bool else note(self, "hideOrganizerEmail", v, "boolean")
        if (v := data.get("hidden")) is not None:
            self.hidden = v if type(v) is bool else note(self, "hidden", v, "boolean")
        if (v := data.get("bookingRequiresAuthentication")) is not None:
            self.booking_requires_authentication = (
                v if type(v) is bool else note(self, "bookingRequiresAuthentication", v, "boolean")
            )
        if (v := data.get("bookingUrl")) is not None:
            self.booking_url = v if type(v) is str else note(self, "bookingUrl", v, "string")
        if (v := data.get("disableCancelling")) is not None:
            self.disable_cancelling = v if type(v) is dict else note(self, "disableCancelling", v, "object")
        if (v := data.get("disableRescheduling")) is not None:
            self.disable_rescheduling = v if type(v) is dict else note(self, "disableRescheduling", v, "object")
        if (v := data.get("allowReschedulingPastBookings")) is not None:
            self.allow_rescheduling_past_bookings = (
                v if type(v) is bool else note(self, "allowReschedulingPastBookings", v, "boolean")
            )
        if (v := data.get("allowReschedulingCancelledBookings")) is not None:
            self.allow_rescheduling_cancelled_bookings = (
                v if type(v) is bool else note(self, "allowReschedulingCancelledBookings", v, "boolean")
            )
        if (v := data.get("bookerActiveBookingsLimit")) is not None:
            self.booker_active_bookings_limit = (
                v if type(v) is dict else note(self, "bookerActiveBookingsLimit", v, "object")
            )
        if (v := data.get("showOptimizedSlots")) is not None:
            self.show_optimized_slots = v if type(v) is bool else note(self, "showOptimizedSlots", v, "boolean")
        if (v := data.get("interfaceLanguage")) is not None:
            self.interface_language = v if type(v) is str else note(self, "interfaceLanguage", v, "string")
        if (v := data.get("calVideoSettings")) is not None:
            self.cal_video_settings = v if type(v) is dict else note(self, "calVideoSettings", v, "object")
        if (v := data.get("rescheduleWithSameRoundRobinHost")) is not None:
            self.reschedule_with_same_round_robin_host = (
                v if type(v) is bool else note(self, "rescheduleWithSameRoundRobinHost", v, "boolean")
            )
        if (v := data.get("rrHostSubsetEnabled")) is not None:
            self.rr_host_subset_enabled = v if type(v) is bool else note(self, "rrHostSubsetEnabled", v, "boolean")
        if (v := data.get("ownerId")) is not None:
            self.owner_id = v if type(v) is int else note(self, "ownerId", v, "integer")
        if (v := data.get("parentEventTypeId")) is not None:
            self.parent_event_type_id = v if type(v) is int else note(self, "parentEventTypeId", v, "integer")
        if (v := data.get("assignAllTeamMembers")) is not None:
            self.assign_all_team_members = v if type(v) is bool else note(self, "assignAllTeamMembers", v, "boolean")
        if (v := data.get("schedulingType")) is not None:
            self.scheduling_type = v if type(v) is str else note(self, "schedulingType", v, "string")
        if (v := data.get("team")) is not None:
            self.team = one(self, "team", v, EventTypeTeam.from_dict)
        return self._matching() if strict else self
