# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventType."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require
from .booker_layouts import BookerLayouts
from .booking_field import BookingField
from .booking_limits_count import BookingLimitsCount
from .booking_limits_duration import BookingLimitsDuration
from .booking_window import BookingWindow
from .confirmation_policy import ConfirmationPolicy
from .event_type_color import EventTypeColor
from .event_type_destination_calendar import EventTypeDestinationCalendar
from .event_type_location import EventTypeLocation
from .event_type_user import EventTypeUser
from .recurrence import Recurrence
from .seats import Seats


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventType(Model):
    """Kind of meeting that can be booked with one user, with its length, places, form and limits. Settings that are
    switched off appear as `{disabled: true}`.

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
        owner_id: User to whom the event type belongs.
        users: Hosts of the event type, as a rule its owner alone.
    """

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "title": "title",
        "slug": "slug",
        "description": "description",
        "lengthInMinutes": "length_in_minutes",
        "lengthInMinutesOptions": "length_in_minutes_options",
        "locations": "locations",
        "bookingFields": "booking_fields",
        "disableGuests": "disable_guests",
        "slotInterval": "slot_interval",
        "minimumBookingNotice": "minimum_booking_notice",
        "beforeEventBuffer": "before_event_buffer",
        "afterEventBuffer": "after_event_buffer",
        "recurrence": "recurrence",
        "metadata": "metadata",
        "price": "price",
        "currency": "currency",
        "lockTimeZoneToggleOnBookingPage": "lock_time_zone_toggle_on_booking_page",
        "seatsPerTimeSlot": "seats_per_time_slot",
        "seatsShowAvailabilityCount": "seats_show_availability_count",
        "seats": "seats",
        "forwardParamsSuccessRedirect": "forward_params_success_redirect",
        "successRedirectUrl": "success_redirect_url",
        "isInstantEvent": "is_instant_event",
        "scheduleId": "schedule_id",
        "bookingLimitsCount": "booking_limits_count",
        "bookingLimitsDuration": "booking_limits_duration",
        "onlyShowFirstAvailableSlot": "only_show_first_available_slot",
        "bookingWindow": "booking_window",
        "bookerLayouts": "booker_layouts",
        "confirmationPolicy": "confirmation_policy",
        "requiresBookerEmailVerification": "requires_booker_email_verification",
        "hideCalendarNotes": "hide_calendar_notes",
        "color": "color",
        "offsetStart": "offset_start",
        "customName": "custom_name",
        "destinationCalendar": "destination_calendar",
        "useDestinationCalendarEmail": "use_destination_calendar_email",
        "hideCalendarEventDetails": "hide_calendar_event_details",
        "hideOrganizerEmail": "hide_organizer_email",
        "hidden": "hidden",
        "bookingRequiresAuthentication": "booking_requires_authentication",
        "bookingUrl": "booking_url",
        "ownerId": "owner_id",
        "users": "users",
    }

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
    owner_id: int
    users: list[EventTypeUser]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventType:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not int:
            self._note("id", v, "integer")
        self.title = v = get("title")
        if type(v) is not str:
            self._note("title", v, "string")
        self.slug = v = get("slug")
        if type(v) is not str:
            self._note("slug", v, "string")
        self.description = v = get("description")
        if type(v) is not str:
            self._note("description", v, "string")
        self.length_in_minutes = v = get("lengthInMinutes")
        if type(v) is not int:
            self._note("lengthInMinutes", v, "integer")
        self.length_in_minutes_options = v = get("lengthInMinutesOptions")
        if v is not None:
            self.length_in_minutes_options = self._listed("lengthInMinutesOptions", v, int, "integer")
        self.locations = self._many("locations", get("locations"), EventTypeLocation.from_dict)
        self.booking_fields = self._many("bookingFields", get("bookingFields"), BookingField.from_dict)
        self.disable_guests = v = get("disableGuests")
        if type(v) is not bool and v is not None:
            self._note("disableGuests", v, "boolean")
        self.slot_interval = v = get("slotInterval")
        if type(v) is not int and v is not None:
            self._note("slotInterval", v, "integer")
        self.minimum_booking_notice = v = get("minimumBookingNotice")
        if type(v) is not int and v is not None:
            self._note("minimumBookingNotice", v, "integer")
        self.before_event_buffer = v = get("beforeEventBuffer")
        if type(v) is not int and v is not None:
            self._note("beforeEventBuffer", v, "integer")
        self.after_event_buffer = v = get("afterEventBuffer")
        if type(v) is not int and v is not None:
            self._note("afterEventBuffer", v, "integer")
        self.recurrence = v = get("recurrence")
        if v is not None:
            self.recurrence = self._one("recurrence", v, Recurrence.from_dict)
        self.metadata = v = get("metadata")
        if type(v) is not dict and v is not None:
            self._note("metadata", v, "object")
        self.price = v = get("price")
        if type(v) is not int and v is not None:
            self._note("price", v, "integer")
        self.currency = v = get("currency")
        if type(v) is not str and v is not None:
            self._note("currency", v, "string")
        self.lock_time_zone_toggle_on_booking_page = v = get("lockTimeZoneToggleOnBookingPage")
        if type(v) is not bool and v is not None:
            self._note("lockTimeZoneToggleOnBookingPage", v, "boolean")
        self.seats_per_time_slot = v = get("seatsPerTimeSlot")
        if type(v) is not int and v is not None:
            self._note("seatsPerTimeSlot", v, "integer")
        self.seats_show_availability_count = v = get("seatsShowAvailabilityCount")
        if type(v) is not bool and v is not None:
            self._note("seatsShowAvailabilityCount", v, "boolean")
        self.seats = v = get("seats")
        if v is not None:
            self.seats = self._one("seats", v, Seats.from_dict)
        self.forward_params_success_redirect = v = get("forwardParamsSuccessRedirect")
        if type(v) is not bool and v is not None:
            self._note("forwardParamsSuccessRedirect", v, "boolean")
        self.success_redirect_url = v = get("successRedirectUrl")
        if type(v) is not str and v is not None:
            self._note("successRedirectUrl", v, "string")
        self.is_instant_event = v = get("isInstantEvent")
        if type(v) is not bool and v is not None:
            self._note("isInstantEvent", v, "boolean")
        self.schedule_id = v = get("scheduleId")
        if type(v) is not int and v is not None:
            self._note("scheduleId", v, "integer")
        self.booking_limits_count = v = get("bookingLimitsCount")
        if v is not None:
            self.booking_limits_count = self._one("bookingLimitsCount", v, BookingLimitsCount.from_dict)
        self.booking_limits_duration = v = get("bookingLimitsDuration")
        if v is not None:
            self.booking_limits_duration = self._one("bookingLimitsDuration", v, BookingLimitsDuration.from_dict)
        self.only_show_first_available_slot = v = get("onlyShowFirstAvailableSlot")
        if type(v) is not bool and v is not None:
            self._note("onlyShowFirstAvailableSlot", v, "boolean")
        self.booking_window = v = get("bookingWindow")
        if v is not None:
            self.booking_window = self._one("bookingWindow", v, BookingWindow.from_dict)
        self.booker_layouts = v = get("bookerLayouts")
        if v is not None:
            self.booker_layouts = self._one("bookerLayouts", v, BookerLayouts.from_dict)
        self.confirmation_policy = v = get("confirmationPolicy")
        if v is not None:
            self.confirmation_policy = self._one("confirmationPolicy", v, ConfirmationPolicy.from_dict)
        self.requires_booker_email_verification = v = get("requiresBookerEmailVerification")
        if type(v) is not bool and v is not None:
            self._note("requiresBookerEmailVerification", v, "boolean")
        self.hide_calendar_notes = v = get("hideCalendarNotes")
        if type(v) is not bool and v is not None:
            self._note("hideCalendarNotes", v, "boolean")
        self.color = v = get("color")
        if v is not None:
            self.color = self._one("color", v, EventTypeColor.from_dict)
        self.offset_start = v = get("offsetStart")
        if type(v) is not int and v is not None:
            self._note("offsetStart", v, "integer")
        self.custom_name = v = get("customName")
        if type(v) is not str and v is not None:
            self._note("customName", v, "string")
        self.destination_calendar = v = get("destinationCalendar")
        if v is not None:
            self.destination_calendar = self._one("destinationCalendar", v, EventTypeDestinationCalendar.from_dict)
        self.use_destination_calendar_email = v = get("useDestinationCalendarEmail")
        if type(v) is not bool and v is not None:
            self._note("useDestinationCalendarEmail", v, "boolean")
        self.hide_calendar_event_details = v = get("hideCalendarEventDetails")
        if type(v) is not bool and v is not None:
            self._note("hideCalendarEventDetails", v, "boolean")
        self.hide_organizer_email = v = get("hideOrganizerEmail")
        if type(v) is not bool and v is not None:
            self._note("hideOrganizerEmail", v, "boolean")
        self.hidden = v = get("hidden")
        if type(v) is not bool and v is not None:
            self._note("hidden", v, "boolean")
        self.booking_requires_authentication = v = get("bookingRequiresAuthentication")
        if type(v) is not bool and v is not None:
            self._note("bookingRequiresAuthentication", v, "boolean")
        self.booking_url = v = get("bookingUrl")
        if type(v) is not str and v is not None:
            self._note("bookingUrl", v, "string")
        self.owner_id = v = get("ownerId")
        if type(v) is not int:
            self._note("ownerId", v, "integer")
        self.users = self._many("users", get("users"), EventTypeUser.from_dict)
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "title", self.title)
        keep(out, "slug", self.slug)
        keep(out, "description", self.description)
        keep(out, "lengthInMinutes", self.length_in_minutes)
        keep(out, "lengthInMinutesOptions", self.length_in_minutes_options)
        keep(out, "locations", self.locations)
        keep(out, "bookingFields", self.booking_fields)
        keep(out, "disableGuests", self.disable_guests)
        keep(out, "slotInterval", self.slot_interval)
        keep(out, "minimumBookingNotice", self.minimum_booking_notice)
        keep(out, "beforeEventBuffer", self.before_event_buffer)
        keep(out, "afterEventBuffer", self.after_event_buffer)
        keep(out, "recurrence", self.recurrence)
        keep(out, "metadata", self.metadata)
        keep(out, "price", self.price)
        keep(out, "currency", self.currency)
        keep(out, "lockTimeZoneToggleOnBookingPage", self.lock_time_zone_toggle_on_booking_page)
        keep(out, "seatsPerTimeSlot", self.seats_per_time_slot)
        keep(out, "seatsShowAvailabilityCount", self.seats_show_availability_count)
        keep(out, "seats", self.seats)
        keep(out, "forwardParamsSuccessRedirect", self.forward_params_success_redirect)
        keep(out, "successRedirectUrl", self.success_redirect_url)
        keep(out, "isInstantEvent", self.is_instant_event)
        keep(out, "scheduleId", self.schedule_id)
        keep(out, "bookingLimitsCount", self.booking_limits_count)
        keep(out, "bookingLimitsDuration", self.booking_limits_duration)
        keep(out, "onlyShowFirstAvailableSlot", self.only_show_first_available_slot)
        keep(out, "bookingWindow", self.booking_window)
        keep(out, "bookerLayouts", self.booker_layouts)
        keep(out, "confirmationPolicy", self.confirmation_policy)
        keep(out, "requiresBookerEmailVerification", self.requires_booker_email_verification)
        keep(out, "hideCalendarNotes", self.hide_calendar_notes)
        keep(out, "color", self.color)
        keep(out, "offsetStart", self.offset_start)
        keep(out, "customName", self.custom_name)
        keep(out, "destinationCalendar", self.destination_calendar)
        keep(out, "useDestinationCalendarEmail", self.use_destination_calendar_email)
        keep(out, "hideCalendarEventDetails", self.hide_calendar_event_details)
        keep(out, "hideOrganizerEmail", self.hide_organizer_email)
        keep(out, "hidden", self.hidden)
        keep(out, "bookingRequiresAuthentication", self.booking_requires_authentication)
        keep(out, "bookingUrl", self.booking_url)
        keep(out, "ownerId", self.owner_id)
        keep(out, "users", self.users)
        return out
