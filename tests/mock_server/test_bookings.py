"""Bookings: made, refused, shown, and changed; with seats, in series, and by hosts who take turns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound, Problem, Unauthorized, Unprocessable
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.booking_rows import new_booking
from toolzz_cal_mock.world.schedules import new_schedule

from tests.support.scheduling import ALWAYS, ANA, RUI, team

ZOE = {"name": "Zoe Melo", "email": "zoe.melo@example.com", "timeZone": "UTC"}
ASKS = {"type": "always", "blockUnconfirmedBookingsInBooker": False}
BUSY = "already has booking at this time or is not available"


def seats(count=2, *, show=True):
    return {"seatsPerTimeSlot": count, "showAttendeeInfo": show, "showAvailabilityCount": True}


def hosts(row):
    return [host["id"] for host in row["hosts"]]


def emails(row):
    return [each["email"] for each in row["attendees"]]


# Making


def test_booking_is_read_back_as_it_was_answered(it):
    """With host, attendee, guests, answers, metadata and place."""
    made = it.book(
        "2027-03-02T10:00",
        guests=["rui.lima@example.com", "rui.lima@example.com", "ana.prado@example.com"],
        metadata={"source": "crm"},
        bookingFieldsResponses={"notes": "Bring the contract."},
    )
    assert (made["status"], made["start"], made["end"], made["duration"]) == (
        "accepted",
        "2027-03-02T10:00:00.000Z",
        "2027-03-02T10:30:00.000Z",
        30,
    )
    assert (made["title"], made["description"]) == (
        "Onboarding call between Leo Souza and Ana Prado",
        "Bring the contract.",
    )
    assert (hosts(made), emails(made), made["guests"]) == ([31790], ["ana.prado@example.com"], ["rui.lima@example.com"])
    assert (made["attendees"][0]["language"], made["attendees"][0]["absent"]) == ("pt-BR", False)
    assert made["metadata"] == {"source": "crm"}
    assert made["bookingFieldsResponses"]["name"] == "Ana Prado"
    assert made["location"] == made["meetingUrl"] == f"https://video.example.com/room/{made['uid']}"
    assert made == it.ask("bookings.get", bookingUid=made["uid"])
    assert it.told() == [("BOOKING_CREATED", made["uid"])]


def test_nothing_private_leaves_the_mock(it):
    """No key of a reply begins with an underscore."""
    made = it.book("2027-03-02T10:00")
    assert not [name for name in made if name.startswith("_")]


def test_start_may_be_in_any_zone(it):
    """The same moment in another zone is the same slot."""
    made = it.ask("bookings.create", eventTypeId=10482, start="2027-03-02T07:00:00-03:00", attendee=ANA)
    assert made["start"] == "2027-03-02T10:00:00.000Z"


@pytest.mark.parametrize("start", ["2027-03-02T10:00", "2027-03-02T09:45", "2027-03-02T10:15"])
def test_time_that_is_taken_is_refused(it, start):
    """The same slot, or one that overlaps it; webhooks hear of the first only."""
    first = it.book("2027-03-02T10:00")
    with pytest.raises(BadRequest, match=f"User either {BUSY}"):
        it.book(start, attendee=RUI)
    assert it.told() == [("BOOKING_CREATED", first["uid"])]
    assert it.ask("bookings.list")["pagination"]["totalItems"] == 1


def test_time_next_to_another_is_free(it):
    """A meeting may end when the next begins."""
    for start in ("2027-03-02T10:00", "2027-03-02T10:30", "2027-03-02T09:30"):
        assert it.book(start)["status"] == "accepted"


def test_time_taken_by_another_event_type_is_refused(it):
    """A host has one calendar, whatever the meeting."""
    it.book("2027-03-02T10:00")
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:15", it.kind(length=15))


@pytest.mark.parametrize("start", ["2027-03-02T08:59", "2027-03-02T16:31", "2027-03-06T10:00", "2027-03-02T03:00"])
def test_time_outside_the_hours_is_refused(it, start):
    """Before nine, past five, on a Saturday, at night."""
    with pytest.raises(BadRequest, match=BUSY):
        it.book(start)


def test_past_is_refused(it):
    """In Cal.com's words."""
    with pytest.raises(BadRequest, match=r"^Attempting to book a meeting in the past\.$"):
        it.book("2027-03-01T11:30")


@pytest.mark.parametrize(
    ("fields", "inside", "outside"),
    [
        ({"minimumBookingNotice": 120}, "2027-03-01T14:00", "2027-03-01T13:59"),
        ({"bookingWindow": {"type": "calendarDays", "value": 3}}, "2027-03-04T16:30", "2027-03-05T09:00"),
        (
            {"bookingWindow": {"type": "range", "value": ["2027-03-04", "2027-03-05"]}},
            "2027-03-04T09:00",
            "2027-03-03T16:30",
        ),
        (
            {"bookingWindow": {"type": "range", "value": ["2027-03-04", "2027-03-05"]}},
            "2027-03-05T16:30",
            "2027-03-08T09:00",
        ),
        (
            {"bookingWindow": {"type": "calendarDays", "value": 8, "rolling": True}},
            "2027-03-10T16:30",
            "2027-03-11T09:00",
        ),
    ],
)
def test_time_out_of_bounds_is_refused(it, fields, inside, outside):
    """Sooner than the notice, or outside the window."""
    kind = it.kind(**fields)
    with pytest.raises(BadRequest, match='can\'t be booked at the "start" time'):
        it.book(outside, kind)
    assert it.book(inside, kind)["status"] == "accepted"


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        ({"bookingLimitsCount": {"day": 1}}, "booking_limit_reached"),
        ({"bookingLimitsDuration": {"day": 45}}, "duration_limit_reached"),
    ],
)
def test_limits_are_refused_until_there_is_room(it, limits, word):
    """The day is full until a booking is cancelled; the next day is not."""
    kind = it.kind(**limits)
    first = it.book("2027-03-02T10:00", kind)
    with pytest.raises(Forbidden, match=f"^{word}$"):
        it.book("2027-03-02T12:00", kind)
    it.book("2027-03-03T12:00", kind)
    it.ask("bookings.cancel", bookingUid=first["uid"])
    it.book("2027-03-02T12:00", kind)


def test_buffers_refuse_neighbours(it):
    """Within ten minutes of another meeting there is no room."""
    kind = it.kind(beforeEventBuffer=10)
    it.book("2027-03-02T10:00")
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:39", kind)
    it.book("2027-03-02T10:40", kind)


def test_length_can_be_chosen_among_the_options(it):
    """And only there, and only where there are options."""
    kind = it.kind(lengthInMinutesOptions=[15, 30, 60])
    made = it.book("2027-03-02T10:00", kind, lengthInMinutes=60)
    assert (made["duration"], made["end"]) == (60, "2027-03-02T11:00:00.000Z")
    with pytest.raises(BadRequest, match="15, 30, 60"):
        it.book("2027-03-02T12:00", kind, lengthInMinutes=45)
    with pytest.raises(BadRequest, match="does not have multiple possible lengths"):
        it.book("2027-03-02T12:00", lengthInMinutes=30)


@pytest.mark.parametrize(
    ("offered", "asked", "expected"),
    [
        ({"type": "address", "address": "Example Street 12", "public": True}, None, "Example Street 12"),
        ({"type": "address", "address": "Example Street 12", "public": True}, {"type": "address"}, "Example Street 12"),
        (
            {"type": "link", "link": "https://meet.example.com/a", "public": True},
            {"type": "link"},
            "https://meet.example.com/a",
        ),
        ({"type": "phone", "phone": "+15555550123", "public": True}, {"type": "phone"}, "+15555550123"),
        ({"type": "attendeeAddress"}, {"type": "attendeeAddress", "address": "Here 1"}, "Here 1"),
        ({"type": "attendeePhone"}, {"type": "attendeePhone", "phone": "+15555550199"}, "+15555550199"),
        ({"type": "attendeeDefined"}, {"type": "attendeeDefined", "location": "Lobby"}, "Lobby"),
        ({"type": "attendeeDefined"}, None, None),
        (
            {"type": "integration", "integration": "zoom"},
            {"type": "integration", "integration": "zoom"},
            "https://zoom.example.com/room/{uid}",
        ),
        ({"type": "organizersDefaultApp"}, {"type": "organizersDefaultApp"}, "https://video.example.com/room/{uid}"),
    ],
)
def test_place_becomes_text(it, offered, asked, expected):
    """The event type's value, the attendee's, or the link of a call."""
    more = {} if asked is None else {"location": asked}
    made = it.book("2027-03-02T10:00", it.kind(locations=[offered]), **more)
    assert made["location"] == (expected and expected.format(uid=made["uid"]))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"type": "phone"}, "type phone not valid for event type"),
        ({"type": "integration"}, "location.integration should not be empty"),
        ({"type": "integration", "integration": "zoom"}, "integration zoom not valid for event type"),
        ({"type": "attendeePhone"}, "location.phone should not be empty"),
    ],
)
def test_place_must_be_offered_and_complete(it, asked, words):
    """A kind or an app that the event type does not offer is refused, and one without its value."""
    kind = it.kind(locations=[{"type": "integration", "integration": "cal-video"}, {"type": "attendeePhone"}])
    with pytest.raises(BadRequest, match=words):
        it.book("2027-03-02T10:00", kind, location=asked)


def test_guests_can_be_ruled_out(it):
    """An event type without guests drops them."""
    made = it.book("2027-03-02T10:00", it.kind(disableGuests=True), guests=["rui.lima@example.com"])
    assert made["guests"] == []


def question(kind="text", **more):
    return {"type": kind, "slug": "company", "label": "Company", "required": True, **more}


@pytest.mark.parametrize(
    ("field", "good", "bad", "words"),
    [
        (question(), "Example Ltda", 5, "Expected type string"),
        (question("number"), 5, "five", "Expected type number"),
        (question("number"), 5, True, "received boolean"),
        (question("boolean"), False, "no", "Expected type boolean"),
        (question("multiemail"), ["a@example.com"], "a@example.com", "Expected type array"),
        (question("select", options=["a", "b"]), "a", "c", "Invalid option 'c'"),
        (question("multiselect", options=["a", "b"]), ["a", "b"], ["a", "c"], "One or more invalid options"),
        (question("radio", options=["1", "2"]), 1, 3, "Invalid option '3'"),
    ],
)
def test_answers_are_checked(it, field, good, bad, words):
    """A required one must be there, and each of the kind that the question takes."""
    kind = it.kind(bookingFields=[field])
    with pytest.raises(BadRequest, match="Missing required booking field response: company"):
        it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=words):
        it.book("2027-03-02T10:00", kind, bookingFieldsResponses={"company": bad})
    made = it.book("2027-03-02T10:00", kind, bookingFieldsResponses={"company": good, "more": 1})
    assert (made["bookingFieldsResponses"]["company"], made["bookingFieldsResponses"]["more"]) == (good, 1)


def test_phone_number_answers_its_question(it):
    """The one of the attendee counts for the form."""
    kind = it.kind(bookingFields=[question("phone") | {"slug": "attendeePhoneNumber"}])
    with pytest.raises(BadRequest, match=r"attendee\.phoneNumber"):
        it.book("2027-03-02T10:00", kind)
    made = it.book("2027-03-02T10:00", kind, {**ANA, "phoneNumber": "+5511955550123"})
    assert made["attendees"][0]["phoneNumber"] == "+5511955550123"


@pytest.mark.parametrize("metadata", [{"k" * 41: "v"}, {"k": "v" * 501}, {str(number): "v" for number in range(51)}])
def test_metadata_has_bounds(it, metadata):
    """50 keys of 40 characters, text of 500."""
    with pytest.raises(BadRequest, match="Metadata must have at most 50 keys"):
        it.book("2027-03-02T10:00", metadata=metadata)


def test_pattern_makes_the_title(it):
    """Placeholders stand for people, event type and length."""
    kind = it.kind(
        customName="{Event type title}: {Organiser first name} + {Scheduler}, {Event duration}", title="Demo"
    )
    assert it.book("2027-03-02T10:00", kind)["title"] == "Demo: Leo + Ana Prado, 30 mins"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": None}, "start should not be empty"),
        ({"start": "soon"}, "start must be a valid ISO 8601"),
        ({"start": "9999-12-31T23:59:59Z"}, "start must be a valid ISO 8601"),
        ({"attendee": None}, "attendee should not be empty"),
        ({"attendee": "Ana"}, "attendee must be an object"),
        ({"attendee": {"name": "Ana", "timeZone": "UTC"}}, "at least one contact method"),
        ({"attendee": {**ANA, "name": 5}}, "attendee.name must be a string"),
        ({"attendee": {**ANA, "timeZone": "Mars/Base"}}, "attendee.timeZone must be a valid IANA"),
        ({"eventTypeId": None}, "eventTypeId must be an integer"),
        ({"eventTypeId": True}, "eventTypeId must be an integer"),
        ({"metadata": []}, "metadata must be an object"),
        ({"location": 5}, "location must be an object"),
        ({"instant": True}, "Instant bookings are only supported for team event types"),
    ],
)
def test_requests_that_no_door_checks_are_refused(it, change, words):
    """A request to Cal.com itself may lack what the action requires, and carry what it does not know."""
    arguments = {"eventTypeId": 10482, "start": "2027-03-02T10:00:00Z", "attendee": ANA} | change
    with pytest.raises(BadRequest, match=words):
        BEHAVIOURS["bookings.create"](it.world, Caller(31790), arguments)
    assert it.world.table("bookings") == {}


def test_unknown_event_type_is_refused(it):
    """404 in Cal.com's words."""
    with pytest.raises(NotFound, match=r"^Event type with id 9 not found\.$"):
        it.book("2027-03-02T10:00", {"id": 9})


def test_event_type_can_be_named_by_slug(them):
    """As later versions of Cal.com allow, of a user or of a team."""
    common = {"start": "2027-03-02T10:00:00Z", "attendee": ANA}
    shared = them.shared(slug="shared")

    def book(**more):
        return BEHAVIOURS["bookings.create"](them.world, Caller(31790), common | more)

    assert book(username="leo-souza", eventTypeSlug="onboarding")["eventType"]["id"] == 10482
    assert book(teamSlug="support", eventTypeSlug="shared")["eventType"]["id"] == shared["id"]
    with pytest.raises(NotFound, match="slug missing belonging to user leo-souza"):
        book(username="leo-souza", eventTypeSlug="missing")
    with pytest.raises(NotFound, match="slug missing belonging to team support"):
        book(teamSlug="support", eventTypeSlug="missing")


def test_location_may_still_be_plain_text(it):
    """Cal.com keeps reading what older clients send."""
    arguments = {"eventTypeId": 10482, "start": "2027-03-02T10:00:00Z", "attendee": ANA, "location": "Lobby"}
    assert BEHAVIOURS["bookings.create"](it.world, Caller(31790), arguments)["location"] == "Lobby"


def test_unknown_booking_is_refused(it):
    """Every operation on one says 404."""
    for name in ("get", "cancel", "confirm", "decline", "mark_absent", "reassign"):
        with pytest.raises(NotFound, match="Booking with uid=nothing was not found"):
            it.ask(f"bookings.{name}", bookingUid="nothing")


# Confirmation


@pytest.mark.parametrize(
    ("policy", "start", "status"),
    [
        (ASKS, "2027-03-02T10:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "hours", "count": 22}}, "2027-03-02T10:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "hours", "count": 22}}, "2027-03-02T10:01", "accepted"),
        ({"type": "time", "noticeThreshold": {"unit": "minutes", "count": 60}}, "2027-03-01T13:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "minutes", "count": 60}}, "2027-03-01T13:30", "accepted"),
        ({"disabled": True}, "2027-03-02T10:00", "accepted"),
    ],
)
def test_policy_decides_what_waits(it, policy, start, status):
    """Always, or at short notice; webhooks hear of a request or of a booking."""
    made = it.book(start, it.kind(confirmationPolicy=policy))
    assert made["status"] == status
    assert it.told() == [("BOOKING_REQUESTED" if status == "pending" else "BOOKING_CREATED", made["uid"])]


def test_waiting_booking_is_confirmed_once(it):
    """It stands, gets its link, and cannot be confirmed again."""
    made = it.book("2027-03-02T10:00", it.kind(confirmationPolicy=ASKS))
    assert made["location"] == "integrations:daily"
    confirmed = it.ask("bookings.confirm", bookingUid=made["uid"])
    assert (confirmed["status"], confirmed["location"]) == ("accepted", f"https://video.example.com/room/{made['uid']}")
    assert "2027-03-02T10:00" not in it.slots("2027-03-02", "2027-03-02")
    for name in ("confirm", "decline"):
        with pytest.raises(BadRequest, match="Booking already confirmed"):
            it.ask(f"bookings.{name}", bookingUid=made["uid"])
    assert [trigger for trigger, _ in it.told()] == ["BOOKING_REQUESTED", "BOOKING_CREATED"]


def test_waiting_booking_is_declined_for_good(it):
    """With the reason for webhooks; neither confirming nor declining follows."""
    made = it.book("2027-03-02T10:00", it.kind(confirmationPolicy=ASKS))
    declined = it.ask("bookings.decline", bookingUid=made["uid"], reason="Travelling")
    assert declined["status"] == "rejected"
    assert it.world.events[-1].trigger == "BOOKING_REJECTED"
    assert it.world.events[-1].more["rejectionReason"] == "Travelling"
    for name in ("confirm", "decline"):
        with pytest.raises(BadRequest, match="it is rejected"):
            it.ask(f"bookings.{name}", bookingUid=made["uid"])


def test_two_may_wait_for_a_time_that_one_gets(it):
    """Unless it is blocked a slot can be asked for twice; once one is confirmed the other cannot be."""
    kind = it.kind(confirmationPolicy=ASKS, slotInterval=15)
    first, second = it.book("2027-03-02T10:00", kind), it.book("2027-03-02T10:15", kind, RUI)
    it.ask("bookings.confirm", bookingUid=second["uid"])
    with pytest.raises(BadRequest, match=BUSY):
        it.ask("bookings.confirm", bookingUid=first["uid"])
    assert it.row(first["uid"])["status"] == "pending"
    it.ask("bookings.cancel", bookingUid=second["uid"])
    assert it.ask("bookings.confirm", bookingUid=first["uid"])["status"] == "accepted"


def test_waiting_booking_can_block_its_time(it):
    """Where the policy says so, nobody else may ask for it."""
    kind = it.kind(confirmationPolicy={**ASKS, "blockUnconfirmedBookingsInBooker": True})
    made = it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:00", kind, RUI)
    it.ask("bookings.decline", bookingUid=made["uid"])
    it.book("2027-03-02T10:00", kind, RUI)


def test_strangers_may_not_confirm_decline_or_mark(them):
    """Only hosts, the owner and those who manage the team; a stranger learns nothing of the state."""
    made = them.book("2027-03-02T10:00", them.kind(confirmationPolicy=ASKS))
    for name in ("confirm", "decline", "mark_absent"):
        for who in (them.mia, them.outsider):
            with pytest.raises(Unauthorized, match="not authorized"):
                them.ask(f"bookings.{name}", who, bookingUid=made["uid"])
    shared = them.book("2027-03-02T11:00", them.shared(hosts=[31791], confirmationPolicy=ASKS))
    assert them.ask("bookings.confirm", bookingUid=shared["uid"])["status"] == "accepted"  # the owner of the team


# Cancelling


def test_cancelled_booking_frees_its_slot(it):
    """It stays readable, with reason and who did it."""
    made = it.book("2027-03-02T10:00")
    cancelled = it.ask("bookings.cancel", bookingUid=made["uid"], cancellationReason="Ill")
    assert (cancelled["status"], cancelled["cancellationReason"], cancelled["cancelledByEmail"]) == (
        "cancelled",
        "Ill",
        "leo.souza@example.com",
    )
    assert cancelled == it.ask("bookings.get", bookingUid=made["uid"])
    assert it.book("2027-03-02T10:00")["uid"] != made["uid"]
    event = it.world.events[1]
    assert (event.trigger, event.more["cancellationReason"]) == ("BOOKING_CANCELLED", "Ill")
    with pytest.raises(BadRequest, match="already been cancelled"):
        it.ask("bookings.cancel", bookingUid=made["uid"])


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("cancel", "cancellationReason"),
        ("cancel", "cancelledBy"),
        ("reschedule", "reschedulingReason"),
        ("reschedule", "rescheduledBy"),
    ],
)
def test_what_is_said_must_be_text(it, operation, name):
    """It is checked before anything changes, whether or not the doors know it."""
    made = it.book("2027-03-02T10:00")
    arguments = {"bookingUid": made["uid"], "start": "2027-03-03T10:00:00Z", name: ["x"]}
    with pytest.raises(BadRequest, match=f"{name} must be a string"):
        BEHAVIOURS[f"bookings.{operation}"](it.world, Caller(it.leo["id"]), arguments)
    assert made == it.ask("bookings.get", bookingUid=made["uid"])


def test_whoever_knows_the_uid_may_cancel(them):
    """A stranger as well."""
    made = them.book("2027-03-02T10:00")
    assert them.ask("bookings.cancel", them.outsider, bookingUid=made["uid"])["status"] == "cancelled"


def test_events_show_what_was_when_they_happened(it):
    """A later change does not reach back into what webhooks were told."""
    made = it.book("2027-03-02T10:00")
    it.ask("bookings.cancel", bookingUid=made["uid"])
    assert [event.row["status"] for event in it.world.events] == ["accepted", "cancelled"]


# Rescheduling


def test_rescheduled_booking_has_a_successor(it):
    """The old one is cancelled, the new one has another uid, and both name each other."""
    old = it.book("2027-03-02T10:00", guests=["rui.lima@example.com"], metadata={"source": "crm"})
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z", reschedulingReason="Later")
    gone = it.ask("bookings.get", bookingUid=old["uid"])
    assert (gone["status"], gone["rescheduledToUid"]) == ("cancelled", new["uid"])
    assert (new["status"], new["rescheduledFromUid"], new["start"]) == (
        "accepted",
        old["uid"],
        "2027-03-03T11:00:00.000Z",
    )
    assert new["uid"] != old["uid"]
    assert (new["reschedulingReason"], new["rescheduledByEmail"]) == ("Later", "leo.souza@example.com")
    assert new["bookingFieldsResponses"]["rescheduledReason"] == "Later"
    assert (emails(new), new["guests"], new["metadata"]) == (emails(old), old["guests"], old["metadata"])
    event = it.world.events[-1]
    assert (event.trigger, event.row["uid"], event.more["rescheduleUid"]) == (
        "BOOKING_RESCHEDULED",
        new["uid"],
        old["uid"],
    )
    assert event.more["rescheduleStartTime"] == old["start"]
    free = it.slots("2027-03-02", "2027-03-03")
    assert ["2027-03-02T10:00" in free, "2027-03-03T11:00" in free] == [True, False]


def test_booking_can_move_into_its_own_time(it):
    """By a quarter of an hour, over itself."""
    old = it.book("2027-03-02T10:00")
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-02T10:15:00Z")
    assert new["start"] == "2027-03-02T10:15:00.000Z"


def test_limit_of_the_day_does_not_stop_moving_within_it(it):
    """The booking that moves does not count."""
    kind = it.kind(bookingLimitsCount={"day": 1})
    old = it.book("2027-03-02T10:00", kind)
    assert it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-02T12:00:00Z")["status"] == "accepted"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (None, "start should not be empty"),
        ("soon", "start must be a valid ISO 8601"),
        ("2027-03-01T09:00:00Z", "in the past"),
        ("2027-03-06T09:00:00Z", BUSY),
        ("2027-03-02T12:00:00Z", BUSY),
    ],
)
def test_booking_that_cannot_move_stays(it, start, words):
    """Without a time, or with one that is not free, nothing changes."""
    it.book("2027-03-02T12:00")
    old = it.book("2027-03-02T10:00")
    arguments = {"bookingUid": old["uid"], **({} if start is None else {"start": start})}
    with pytest.raises(BadRequest, match=words):
        BEHAVIOURS["bookings.reschedule"](it.world, Caller(it.leo["id"]), arguments)
    assert it.ask("bookings.get", bookingUid=old["uid"]) == old


def test_cancelled_booking_does_not_move(it):
    """And one that has moved already names its successor."""
    old = it.book("2027-03-02T10:00")
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")
    with pytest.raises(BadRequest, match=f"rescheduled already to booking with uid={new['uid']}"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-04T11:00:00Z")
    it.ask("bookings.cancel", bookingUid=new["uid"])
    with pytest.raises(BadRequest, match="because it has been cancelled"):
        it.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-04T11:00:00Z")


def test_rejected_booking_does_not_move(it):
    """Who was turned down asks anew."""
    kind = it.kind(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    old = it.book("2027-03-02T10:00", kind)
    it.ask("bookings.decline", bookingUid=old["uid"])
    with pytest.raises(BadRequest, match="because it has been rejected"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")


def test_booking_without_event_type_does_not_move(it):
    """Once that is deleted there is nothing to book."""
    old = it.book("2027-03-02T10:00")
    it.ask("event_types.delete", eventTypeId=10482)
    with pytest.raises(NotFound, match="missing event type"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")


def test_moved_booking_waits_again_unless_its_host_moves_it(them):
    """With a policy the new time needs consent; the host's own move is consent."""
    kind = them.kind(confirmationPolicy=ASKS)
    old = them.book("2027-03-02T10:00", kind)
    them.ask("bookings.confirm", bookingUid=old["uid"])
    by_guest = {"start": "2027-03-03T11:00:00Z", "rescheduledBy": "ana.prado@example.com"}
    new = them.ask("bookings.reschedule", bookingUid=old["uid"], **by_guest)
    assert (new["status"], them.told()[-1]) == ("pending", ("BOOKING_REQUESTED", new["uid"]))
    by_host = {"start": "2027-03-04T11:00:00Z"}
    assert them.ask("bookings.reschedule", bookingUid=new["uid"], **by_host)["status"] == "accepted"


# Absence


def test_absence_is_noted_after_the_start(it):
    """Of host and attendees, and taken back; not before the booking begins."""
    made = it.book("2027-03-02T10:00")
    mark = {"bookingUid": made["uid"], "attendees": [{"email": "Ana.Prado@example.com", "absent": True}]}
    with pytest.raises(BadRequest, match="only be marked as absent after"):
        it.ask("bookings.mark_absent", **mark)
    it.now("2027-03-02T10:00:00")
    marked = it.ask("bookings.mark_absent", **mark, host=True)
    assert (marked["absentHost"], marked["attendees"][0]["absent"]) == (True, True)
    event = it.world.events[-1]
    assert event.trigger == "BOOKING_NO_SHOW_UPDATED"
    assert event.more["attendees"] == [{"email": "ana.prado@example.com", "noShow": True}]
    again = it.ask("bookings.mark_absent", bookingUid=made["uid"], host=False)
    assert (again["absentHost"], again["attendees"][0]["absent"]) == (False, True)
    assert len(it.world.events) == 2


def test_only_attendees_can_be_absent(it):
    """Somebody else is not found, and an empty list is refused."""
    made = it.book("2027-03-02T10:00")
    it.now("2027-03-02T10:00:00")
    with pytest.raises(NotFound, match=r"Attendee with email rui\.lima@example\.com"):
        it.ask("bookings.mark_absent", bookingUid=made["uid"], attendees=[{"email": RUI["email"], "absent": True}])
    with pytest.raises(BadRequest, match="at least 1 elements"):
        it.ask("bookings.mark_absent", bookingUid=made["uid"], attendees=[])


# Seats


def test_seats_fill_one_booking(it):
    """Whoever comes later joins it, with a seat of their own, until none is left."""
    kind = it.kind(seats=seats())
    first = it.book(
        "2027-03-02T10:00", kind, bookingFieldsResponses={"company": "Example Ltda"}, metadata={"source": "crm"}
    )
    second = it.book("2027-03-02T10:00", kind, RUI)
    assert first["uid"] == second["uid"]
    assert emails(second) == ["ana.prado@example.com", "rui.lima@example.com"]
    assert [first["seatUid"], second["seatUid"]] == [each["seatUid"] for each in second["attendees"]]
    seat = second["attendees"][0]
    assert seat["bookingFieldsResponses"] == {"company": "Example Ltda", "name": "Ana Prado"}
    assert seat["metadata"] == {"source": "crm"}
    with pytest.raises(Conflict, match="No more seats left at this seated booking"):
        it.book("2027-03-02T10:00", kind, ZOE)
    assert [event.more["seatUid"] for event in it.world.events] == [first["seatUid"], second["seatUid"]]


def test_one_person_takes_one_seat(it):
    """The same address twice is refused."""
    kind = it.kind(seats=seats(3))
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(Conflict, match="already_signed_up_for_this_booking_error"):
        it.book("2027-03-02T10:00", kind)


def test_time_over_a_seated_booking_is_refused(it):
    """Only its own start can be joined."""
    kind = it.kind(seats=seats(), slotInterval=15)
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:15", kind, RUI)


def test_seat_of_another_length_is_not_joined(it):
    """An hour does not fit into a booking of half an hour."""
    kind = it.kind(seats=seats(), lengthInMinutesOptions=[30, 60])
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:00", kind, RUI, lengthInMinutes=60)


def test_joining_keeps_to_notice_and_past(it):
    """A booking that is about to begin cannot be joined."""
    kind = it.kind(seats=seats(), minimumBookingNotice=60)
    it.book("2027-03-02T10:00", kind)
    it.now("2027-03-02T09:30:00")
    with pytest.raises(BadRequest, match="can't be booked"):
        it.book("2027-03-02T10:00", kind, RUI)


def test_others_in_the_room_can_be_hidden(them):
    """A stranger sees nobody, whoever booked sees themself, the host everybody."""
    kind = them.kind(seats=seats(3, show=False))
    them.book("2027-03-02T10:00", kind)
    arguments = {"eventTypeId": kind["id"], "start": "2027-03-02T10:00:00Z", "attendee": RUI}
    made = them.ask("bookings.create", them.outsider, **arguments)
    assert emails(made) == ["rui.lima@example.com"]
    assert emails(them.ask("bookings.get", them.outsider, bookingUid=made["uid"])) == []
    assert len(emails(them.ask("bookings.get", bookingUid=made["uid"]))) == 2
    assert len(emails(them.ask("bookings.list")["data"][0])) == 2


def test_one_seat_is_given_up(them):
    """The booking stays until the last one goes, and the seat can be taken again."""
    kind = them.kind(seats=seats())
    first = them.book("2027-03-02T10:00", kind)
    second = them.book("2027-03-02T10:00", kind, RUI)
    uid = first["uid"]
    left = them.ask("bookings.cancel", them.outsider, bookingUid=uid, seatUid=first["seatUid"])
    assert (left["status"], emails(left)) == ("accepted", ["rui.lima@example.com"])
    assert them.world.events[-1].more["seatUid"] == first["seatUid"]
    with pytest.raises(BadRequest, match="this seat does not exist or has already been cancelled"):
        them.ask("bookings.cancel", bookingUid=uid, seatUid=first["seatUid"])
    them.book("2027-03-02T10:00", kind, ZOE)
    them.ask("bookings.cancel", bookingUid=uid, seatUid=second["seatUid"])
    zoe = them.row(uid)["attendees"][0]["seatUid"]
    assert them.ask("bookings.cancel", bookingUid=uid, seatUid=zoe)["status"] == "cancelled"


def test_only_hosts_cancel_all_seats(them):
    """A stranger needs the uid of a seat."""
    made = them.book("2027-03-02T10:00", them.kind(seats=seats()))
    with pytest.raises(Unauthorized, match="User not a host of this event"):
        them.ask("bookings.cancel", them.outsider, bookingUid=made["uid"])
    assert them.ask("bookings.cancel", bookingUid=made["uid"])["status"] == "cancelled"


def test_one_seat_moves_to_another_time(it):
    """Into a new booking or one that is there; the last one leaves a cancelled booking behind."""
    kind = it.kind(seats=seats())
    first = it.book("2027-03-02T10:00", kind)
    second = it.book("2027-03-02T10:00", kind, RUI)
    move = {"bookingUid": first["uid"], "start": "2027-03-02T12:00:00Z"}
    new = it.ask("bookings.reschedule", **move, seatUid=first["seatUid"])
    assert (emails(new), new["seatUid"], new["rescheduledFromUid"]) == ([ANA["email"]], first["seatUid"], first["uid"])
    assert emails(it.ask("bookings.get", bookingUid=first["uid"])) == [RUI["email"]]
    joined = it.ask("bookings.reschedule", **move, seatUid=second["seatUid"])
    assert (joined["uid"], emails(joined)) == (new["uid"], [ANA["email"], RUI["email"]])
    assert it.ask("bookings.get", bookingUid=first["uid"])["status"] == "cancelled"
    with pytest.raises(NotFound, match="Seat with uid=none does not exist"):
        it.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-03T12:00:00Z", seatUid="none")


def test_all_seats_move_together(it):
    """Without the uid of a seat the whole booking moves, and everybody keeps their seat."""
    kind = it.kind(seats=seats())
    it.book("2027-03-02T10:00", kind)
    both = it.book("2027-03-02T10:00", kind, RUI)
    new = it.ask("bookings.reschedule", bookingUid=both["uid"], start="2027-03-02T12:00:00Z")
    assert [each["seatUid"] for each in both["attendees"]] == [each["seatUid"] for each in new["attendees"]]


# Series

WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


def starts(it, series):
    rows = [row for row in it.world.table("bookings").values() if row.get("recurringBookingUid") == series]
    return sorted(row["start"][:16] for row in rows)


def test_series_is_booked_as_a_whole(it):
    """The first occurrence is answered, all are made and listed, the common uid opens the first."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    series = made["recurringBookingUid"]
    expected = ["2027-03-02T10:00", "2027-03-09T10:00", "2027-03-16T10:00", "2027-03-23T10:00"]
    assert expected == starts(it, series)
    assert expected == [row["start"][:16] for row in it.ask("bookings.list", status=["recurring"])["data"]]
    assert made == it.ask("bookings.get", bookingUid=series)
    assert [trigger for trigger, _ in it.told()] == ["BOOKING_CREATED"] * 4


@pytest.mark.parametrize(
    ("recurrence", "zone", "start", "expected"),
    [
        (
            {"interval": 2, "occurrences": 3, "frequency": "weekly"},
            "America/New_York",
            "2027-03-05T15:00",
            ["2027-03-05T15:00", "2027-03-19T14:00", "2027-04-02T14:00"],
        ),
        (
            {"interval": 1, "occurrences": 3, "frequency": "monthly"},
            "UTC",
            "2027-03-31T10:00",
            ["2027-03-31T10:00", "2027-04-30T10:00", "2027-05-30T10:00"],
        ),
        (
            {"interval": 1, "occurrences": 2, "frequency": "yearly"},
            "UTC",
            "2028-02-29T10:00",
            ["2028-02-29T10:00", "2029-02-28T10:00"],
        ),
    ],
)
def test_series_keeps_the_local_time_of_the_attendee(it, recurrence, zone, start, expected):
    """Across changes of clocks, and on the last day of shorter months."""
    it.ask("schedules.update", scheduleId="764", availability=ALWAYS)
    made = it.book(start, it.kind(recurrence=recurrence), {**ANA, "timeZone": zone})
    assert expected == starts(it, made["recurringBookingUid"])


def test_series_is_made_as_a_whole_or_not_at_all(it):
    """One occurrence that is not free refuses all, and so does a limit that the series itself would break."""
    it.book("2027-03-16T10:00")
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    with pytest.raises(Forbidden, match="booking_limit_reached"):
        it.book("2027-03-02T12:00", it.kind(recurrence=WEEKLY, bookingLimitsCount={"month": 3}))
    assert len(it.world.table("bookings")) == 1
    it.book("2027-03-02T12:00", it.kind(recurrence=WEEKLY, bookingLimitsCount={"month": 4}))


def test_number_of_occurrences_can_be_lower(it):
    """Not higher, not zero, and not for a single meeting."""
    kind = it.kind(recurrence=WEEKLY)
    made = it.book("2027-03-02T10:00", kind, recurrenceCount=2)
    assert len(starts(it, made["recurringBookingUid"])) == 2
    with pytest.raises(BadRequest, match="higher than the event type's recurring event count"):
        it.book("2027-03-02T12:00", kind, recurrenceCount=5)
    with pytest.raises(BadRequest, match="must not be less than 1"):
        it.book("2027-03-02T12:00", kind, recurrenceCount=0)
    with pytest.raises(NotFound, match="is not a recurring event"):
        it.book("2027-03-02T12:00", recurrenceCount=2)


def states(it, series):
    rows = [row for row in it.world.table("bookings").values() if row.get("recurringBookingUid") == series]
    return [row["status"] for row in sorted(rows, key=lambda row: row["start"])]


def test_cancelling_the_series_cancels_what_is_left_of_it(it):
    """Every occurrence to come; webhooks hear once; a second time is refused."""
    series = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))["recurringBookingUid"]
    it.now("2027-03-05T10:00:00")
    cancelled = it.ask("bookings.cancel", bookingUid=series)
    assert cancelled["start"] == "2027-03-09T10:00:00.000Z"
    assert states(it, series) == ["accepted", "cancelled", "cancelled", "cancelled"]
    assert [trigger for trigger, _ in it.told()].count("BOOKING_CANCELLED") == 1
    with pytest.raises(BadRequest, match="already been cancelled"):
        it.ask("bookings.cancel", bookingUid=series)


def test_one_occurrence_or_those_after_it_are_cancelled(it):
    """The uid of one cancels one, with the option those behind it too; the others stay."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    series = made["recurringBookingUid"]
    it.ask("bookings.cancel", bookingUid=made["uid"])
    assert states(it, series) == ["cancelled", "accepted", "accepted", "accepted"]
    third = next(row for row in it.world.table("bookings").values() if row["start"].startswith("2027-03-16"))
    it.ask("bookings.cancel", bookingUid=third["uid"], cancelSubsequentBookings=True)
    assert states(it, series) == ["cancelled", "accepted", "cancelled", "cancelled"]
    with pytest.raises(BadRequest, match="by the uid of the series"):
        it.ask("bookings.cancel", bookingUid=series, cancelSubsequentBookings=True)
    single = it.book("2027-03-02T12:00")
    with pytest.raises(BadRequest, match="not part of a recurring booking"):
        it.ask("bookings.cancel", bookingUid=single["uid"], cancelSubsequentBookings=True)


@pytest.mark.parametrize(("operation", "state"), [("confirm", "accepted"), ("decline", "rejected")])
def test_waiting_series_is_answered_together(it, operation, state):
    """One answer for all occurrences that wait."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY, confirmationPolicy=ASKS))
    it.ask(f"bookings.{operation}", bookingUid=made["uid"])
    assert states(it, made["recurringBookingUid"]) == [state] * 4
    assert [trigger for trigger, _ in it.told()].count("BOOKING_REQUESTED") == 4
    assert len(it.told()) == 5


def test_moved_occurrence_stays_in_its_series(it):
    """One of four has another time."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    new = it.ask("bookings.reschedule", bookingUid=made["uid"], start="2027-03-03T10:00:00Z")
    assert new["recurringBookingUid"] == made["recurringBookingUid"]


def test_series_with_seats_joins_each_occurrence(it):
    """The second person sits in all bookings of the first."""
    kind = it.kind(recurrence=WEEKLY, seats=seats())
    it.book("2027-03-02T10:00", kind)
    second = it.book("2027-03-02T10:00", kind, RUI)
    assert len(it.world.table("bookings")) == 4
    assert all(len(row["attendees"]) == 2 for row in it.world.table("bookings").values())
    assert second["seatUid"]


# Teams


def test_hosts_take_turns(them):
    """Whoever has fewest bookings, then the one booked longest ago, then the lowest number."""
    kind = them.shared()
    found = []
    for day in range(2, 6):
        them.now(f"2027-03-01T12:0{day}:00")
        found.append(hosts(them.book(f"2027-03-0{day}T10:00", kind))[0])
    assert found == [31790, 31791, 31792, 31790]


def test_cancelled_bookings_do_not_count_as_a_turn(them):
    """A host whose booking fell through has fewer than the others."""
    kind = them.shared(hosts=[31790, 31791])
    them.book("2027-03-02T10:00", kind)
    second = them.book("2027-03-02T11:00", kind)
    them.ask("bookings.cancel", bookingUid=second["uid"])
    assert hosts(them.book("2027-03-02T12:00", kind)) == [31791]


def test_priority_comes_before_turns(them):
    """A host of high priority is booked until busy."""
    kind = them.shared(hosts=[31790, {"userId": 31792, "priority": "high"}])
    assert hosts(them.book("2027-03-02T10:00", kind)) == [31792]
    assert hosts(them.book("2027-03-02T11:00", kind)) == [31792]
    assert hosts(them.book("2027-03-02T11:00", kind)) == [31790]


def test_busy_hosts_are_passed_over_until_none_is_left(them):
    """Three hosts take three bookings at a time, and a fourth is refused in the words for teams."""
    kind = them.shared()
    assert {31790, 31791, 31792} == {hosts(them.book("2027-03-02T10:00", kind))[0] for _ in range(3)}
    with pytest.raises(BadRequest, match=f"One of the hosts either {BUSY}"):
        them.book("2027-03-02T10:00", kind)


def test_mandatory_host_attends_each_meeting(them):
    """Besides the one whose turn it is."""
    kind = them.shared(hosts=[{"userId": 31792, "mandatory": True}, 31790, 31791])
    assert hosts(them.book("2027-03-02T10:00", kind)) == [31790, 31792]
    assert hosts(them.book("2027-03-02T11:00", kind)) == [31791, 31792]
    with pytest.raises(BadRequest, match=BUSY):
        them.book("2027-03-02T11:00", kind)


def test_collective_meeting_has_all_hosts(them):
    """And needs all of them; the team stands in the title."""
    kind = them.shared("COLLECTIVE", title="Review")
    made = them.book("2027-03-02T10:00", kind)
    assert (hosts(made), made["title"]) == ([31790, 31791, 31792], "Review between Support and Ana Prado")
    new_booking(them.world, them.event_type, "2027-03-02T11:00Z", ANA, hosts=[31792])
    with pytest.raises(BadRequest, match="One of the hosts"):
        them.book("2027-03-02T11:00", kind)


def test_managed_event_type_itself_cannot_be_booked(them):
    """Its copies can."""
    kind = them.shared("MANAGED", hosts=[31791])
    with pytest.raises(BadRequest, match="parent managed event type that can't be booked"):
        them.book("2027-03-02T10:00", kind)
    copy = next(row for row in them.world.table("event_types").values() if row.get("parentEventTypeId") == kind["id"])
    assert hosts(them.book("2027-03-02T10:00", copy)) == [31791]


def test_event_type_without_hosts_cannot_be_booked(them):
    """422 in Cal.com's words."""
    kind = them.shared(hosts=[31791])
    them.world.table("event_types")[kind["id"]]["hosts"] = []
    with pytest.raises(Unprocessable, match="because it has no hosts"):
        them.book("2027-03-02T10:00", kind)


def test_rescheduled_meeting_keeps_its_host_if_possible(them):
    """Else another takes over."""
    kind = them.shared()
    first = them.book("2027-03-02T10:00", kind)
    new = them.ask("bookings.reschedule", bookingUid=first["uid"], start="2027-03-02T11:00:00Z")
    assert hosts(new) == [31790]
    new_booking(them.world, them.event_type, "2027-03-02T12:00Z", ANA, hosts=[31790])
    other = them.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-02T12:00:00Z")
    assert hosts(other) == [31791]


def test_booking_is_reassigned_to_whose_turn_it_is(them):
    """Somebody else who is free; the uid stays, the title changes, the old host is free again."""
    kind = them.shared()
    made = them.book("2027-03-02T10:00", kind)
    answer = them.ask("bookings.reassign", bookingUid=made["uid"])
    assert (answer["bookingUid"], answer["reassignedTo"]["id"]) == (made["uid"], 31791)
    shown = them.ask("bookings.get", bookingUid=made["uid"])
    assert (hosts(shown), shown["title"]) == ([31791], "Onboarding call between Mia Reis and Ana Prado")
    assert "2027-03-02T10:00" in them.slots("2027-03-02", "2027-03-02")
    new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31790])
    new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31792])
    with pytest.raises(BadRequest, match="no other host is available"):
        them.ask("bookings.reassign", bookingUid=made["uid"])


def test_booking_is_reassigned_to_one_host(them):
    """Of the event type, and nobody else."""
    kind = them.shared(hosts=[31790, 31791, {"userId": 31792, "mandatory": True}])
    made = them.book("2027-03-02T10:00", kind)
    answer = them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=31791, reason="On leave")
    assert answer["reassignedTo"] == {
        "id": 31791,
        "name": "Mia Reis",
        "email": "mia-reis@example.com",
        "displayEmail": "mia-reis@example.com",
    }
    assert hosts(them.ask("bookings.get", bookingUid=made["uid"])) == [31791, 31792]
    for wrong in (31792, 31799):
        with pytest.raises(BadRequest, match=f"id={wrong} is not a valid Round Robin host"):
            them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=wrong)
    with pytest.raises(NotFound, match="User with id=5 was not found"):
        them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=5)


def test_only_standing_round_robin_bookings_are_reassigned(them):
    """By those who manage the event type."""
    single = them.book("2027-03-02T10:00")
    with pytest.raises(BadRequest, match="not a round robin one"):
        them.ask("bookings.reassign", bookingUid=single["uid"])
    made = them.book("2027-03-02T11:00", them.shared())
    with pytest.raises(Forbidden, match="do not have permission to reassign"):
        them.ask("bookings.reassign", them.mia, bookingUid=made["uid"])
    them.ask("bookings.cancel", bookingUid=made["uid"])
    with pytest.raises(BadRequest, match="it is cancelled"):
        them.ask("bookings.reassign", bookingUid=made["uid"])


def test_refusals_leave_nothing_behind(it):
    """After any refusal table, index and events are as before."""
    it.book("2027-03-02T10:00")
    before = (dict(it.world.table("bookings")), len(it.world.events), it.slots("2027-03-01", "2027-03-05"))
    for start in ("2027-03-02T10:00", "2027-03-06T10:00", "2027-02-01T10:00"):
        with pytest.raises(Problem):
            it.book(start)
    assert before == (dict(it.world.table("bookings")), len(it.world.events), it.slots("2027-03-01", "2027-03-05"))


def test_user_without_any_schedule_can_be_given_one_later(them):
    """The outsider can be booked once there are hours."""
    kind = {"id": them.kind()["id"]}
    them.world.table("event_types")[kind["id"]]["ownerId"] = 31799
    with pytest.raises(BadRequest, match=BUSY):
        them.book("2027-03-02T10:00", kind)
    new_schedule(them.world, 31799)
    assert hosts(them.book("2027-03-02T10:00", kind)) == [31799]


# What holds after any course of events

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "create", "create", "reschedule", "cancel", "confirm", "decline", "reassign"]),
        st.integers(0, 2),
        st.integers(36, 68),
        st.integers(0, 10),
    ),
    max_size=30,
)


@given(steps=STEPS)
def test_no_host_is_ever_in_two_places(steps):
    """Whatever is booked, moved, confirmed, cancelled or reassigned: standing meetings of a host do not overlap."""
    them = team()
    kinds = [
        them.kind(confirmationPolicy=ASKS, slotInterval=15),
        them.shared(length=45, beforeEventBuffer=10),
        them.shared("COLLECTIVE", hosts=[31791, 31792], length=60),
    ]
    for operation, kind, quarter, which in steps:
        start = f"2027-03-02T{quarter // 4:02}:{quarter % 4 * 15:02}"
        uids = list(them.world.table("bookings"))
        try:
            if operation == "create":
                them.book(start, kinds[kind])
            elif uids:
                more = {"start": f"{start}:00Z"} if operation == "reschedule" else {}
                them.ask(f"bookings.{operation}", bookingUid=uids[which % len(uids)], **more)
        except Problem:
            continue
    for host in (31790, 31791, 31792):
        times = sorted(
            (row["start"], row["end"])
            for row in them.world.table("bookings").values()
            if row["status"] == "accepted" and host in row["_host_ids"]
        )
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(times))
    for row in them.world.table("bookings").values():
        if row.get("rescheduledToUid"):
            assert them.row(row["rescheduledToUid"])["rescheduledFromUid"] == row["uid"]
            assert row["status"] == "cancelled"
