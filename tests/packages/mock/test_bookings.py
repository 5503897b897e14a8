"""Bookings: made, refused, and shown."""

import pytest
from toolzz_cal_mock.problems import BadRequest, HttpError, NotFound, Problem
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller

from tests.support.scheduling import ANA, BUSY, RUI, emails, hosts

# Making


def test_booking_is_read_back_as_it_was_answered(it):
    """With host, attendee, guests, answers, metadata and place."""
    made = it.book(
        "2027-03-02T10:00",
        guests=["rui.lima@example.com"],
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
    assert (hosts(made), emails(made), made["guests"]) == ([31790], [ANA["email"], RUI["email"]], [RUI["email"]])
    assert (made["attendees"][0]["language"], made["attendees"][0]["absent"]) == ("pt-BR", False)
    assert made["metadata"] == {"source": "crm"}
    assert made["bookingFieldsResponses"]["name"] == "Ana Prado"
    assert made["location"] == made["meetingUrl"] == f"https://video.example.com/room/{made['uid']}"
    assert made.pop("isPlatformManagedUserBooking") is False
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
    with pytest.raises(HttpError, match=f"^{word}$"):
        it.book("2027-03-02T12:00", kind)
    it.book("2027-03-03T12:00", kind)
    it.cancel(first["uid"])
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
        ({"type": "integration"}, "location.integration should not be empty|optionValue - Required"),
        ({"type": "integration", "integration": "zoom"}, "integration zoom not valid for event type"),
        ({"type": "attendeePhone"}, "location.phone should not be empty|optionValue - Required"),
    ],
)
def test_place_must_be_offered_and_complete(it, asked, words):
    """A kind or an app that the event type does not offer is refused, and one without its value."""
    kind = it.kind(locations=[{"type": "integration", "integration": "cal-video"}, {"type": "attendeePhone"}])
    with pytest.raises(Problem, match=words):
        it.book("2027-03-02T10:00", kind, location=asked)


def test_guests_can_be_ruled_out(it):
    """An event type without guests drops them."""
    made = it.book("2027-03-02T10:00", it.kind(disableGuests=True), guests=["rui.lima@example.com"])
    assert ("guests" in made, emails(made)) == (False, [ANA["email"]])


@pytest.mark.parametrize("guests", [[RUI["email"], RUI["email"]], [ANA["email"], RUI["email"]]])
def test_nobody_is_a_guest_twice(it, guests):
    """Refused when one address comes twice; whoever books is left out of the guests."""
    if len(set(guests)) == 1:
        with pytest.raises(Problem, match=r"\{guests\}duplicate_email"):
            it.book("2027-03-02T10:00", guests=guests)
    else:
        assert it.book("2027-03-02T10:00", guests=guests)["guests"] == [RUI["email"]]


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
        ({"start": None}, "start must be a valid ISO 8601"),
        ({"start": "soon"}, "start must be a valid ISO 8601"),
        ({"start": "9999-12-31T23:59:59Z"}, "start must be a valid ISO 8601"),
        ({"attendee": None}, "attendee should not be empty"),
        ({"attendee": "Ana"}, "attendee must be an object"),
        ({"attendee": {"name": "Ana", "timeZone": "UTC"}}, "Attendee must have at least one contact method"),
        ({"attendee": {**ANA, "name": 5}}, "attendee.name must be a string"),
        ({"attendee": {**ANA, "timeZone": "Mars/Base"}}, "attendee.timeZone must be a valid IANA"),
        ({"eventTypeId": None}, "Either eventTypeId or eventTypeSlug"),
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
        with pytest.raises(Problem, match=r"Booking with uid=nothing (was )?not found"):
            it.ask(f"bookings.{name}", bookingUid="nothing")
