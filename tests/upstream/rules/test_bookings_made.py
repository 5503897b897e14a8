"""Rules of Cal.com's own tests about bookings, each named in its docstring."""

from __future__ import annotations

from .support import one_user, utc

MEET = "https://meet.google.com/abc-def-ghi"

ALL_PLACES = [
    {"type": "integration", "integration": "cal-video"},
    {"type": "address", "address": "via 10, rome", "public": True},
    {"type": "link", "link": "https://zoom.example/1", "public": True},
    {"type": "phone", "phone": "+37120993151", "public": True},
    {"type": "attendeeAddress"},
    {"type": "attendeePhone"},
    {"type": "attendeeDefined"},
]


def _placed(location):
    cal, owner, kind = one_user(locations=ALL_PLACES)
    return cal.book(kind, key=owner, location=location)


def _fields(**answers):
    fields = [
        {"type": "phone", "slug": "test-phone", "label": "p", "required": False},
        {"type": "address", "slug": "test-address", "label": "p", "required": False},
        {"type": "text", "slug": "test-text", "label": "p", "required": False},
        {"type": "number", "slug": "test-number", "label": "p", "required": False},
        {"type": "textarea", "slug": "test-textarea", "label": "p", "required": False},
        {"type": "boolean", "slug": "test-boolean", "label": "p", "required": False},
        {"type": "url", "slug": "test-url", "label": "p", "required": False},
        {"type": "multiemail", "slug": "test-multiemail", "label": "p", "required": False},
        {
            "type": "multiselect",
            "slug": "test-multiselect",
            "label": "p",
            "required": False,
            "options": ["apple", "orange"],
        },
        {"type": "checkbox", "slug": "test-checkbox", "label": "p", "required": False, "options": ["blue", "red"]},
        {"type": "radio", "slug": "test-radio", "label": "p", "required": False, "options": ["pineapple"]},
        {"type": "select", "slug": "test-select", "label": "p", "required": False, "options": ["water", "juice"]},
    ]
    cal, owner, kind = one_user(length=30, bookingFields=fields)
    return cal.book(
        kind,
        "2030-06-19T11:00:00.000Z",
        key=owner,
        bookingFieldsResponses={k.replace("_", "-"): v for k, v in answers.items()},
    )


def _wrong(expected, kind, received, **answers):
    name = next(iter(answers)).replace("_", "-")
    _fields(**answers).must(
        400,
        f"Invalid type for booking field '{name}'. Expected type {expected} "
        f"(compatible with field type '{kind}'), but received {received}.",
    )


def test_bk001_metadata_too_many_keys():
    """Metadata of more than 50 keys is refused with 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, metadata={f"key{n}": str(n) for n in range(51)}).must(400)


def test_bk002_metadata_fifty_keys():
    """Metadata of exactly 50 keys is taken."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, metadata={f"key{n}": str(n) for n in range(50)}).must(201)


def test_bk004_metadata_long_value():
    """A metadata value of 501 characters is refused with 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, metadata={"k": "a" * 501}).must(400)


def test_bk005_create_basic():
    """A booking made is answered 201 with host, times, duration and event type as booked, accepted."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner, meetingUrl=MEET, metadata={"userId": "100"}).must(201).data
    host = data["hosts"][0]
    assert (host["id"], host["username"], host["email"]) == (owner["id"], owner["username"], owner["email"])
    assert data["status"] == "accepted"
    assert data["duration"] == 60
    assert data["absentHost"] is False
    assert data["start"] == "2030-01-08T13:00:00.000Z"
    assert data["end"] == "2030-01-08T14:00:00.000Z"
    assert data["eventTypeId"] == kind["id"]
    assert data["eventType"] == {"id": kind["id"], "slug": kind["slug"]}


def test_bk010_create_meeting_url():
    """The older meetingUrl text is taken as the place."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner, meetingUrl=MEET).must(201).data
    assert data["meetingUrl"] == MEET


def test_bk011_create_guests():
    """Guests sent come back as guests and inside bookingFieldsResponses.guests."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner, guests=["bob@gmail.com"]).must(201).data
    assert data["guests"] == ["bob@gmail.com"]
    assert data["bookingFieldsResponses"]["guests"] == ["bob@gmail.com"]


def test_bk013_create_metadata_back():
    """Metadata sent come back."""
    cal, owner, kind = one_user()
    assert cal.book(kind, key=owner, metadata={"userId": "100"}).must(201).data["metadata"] == {"userId": "100"}


def test_bk014_create_created_at():
    """CreatedAt is the moment of the call."""
    cal, owner, kind = one_user()
    assert cal.book(kind, key=owner).must(201).data["createdAt"] == "2027-03-01T12:00:00.000Z"


def test_bk015_create_updated_at():
    """A fresh booking has an updatedAt too, not null: the moment it was made."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner).must(201).data
    assert data["updatedAt"] == "2027-03-01T12:00:00.000Z", data["updatedAt"]


def test_bk017_create_outside_hours():
    """A booking outside the schedule's hours is a 400 with the words for an unavailable user."""
    cal, owner, kind = one_user()
    cal.book(kind, "2030-01-08T20:00:00.000Z", key=owner).must(400, "not available")


def test_bk018_create_weekend():
    """A Saturday outside the default schedule can not be booked."""
    cal, owner, kind = one_user()
    cal.book(kind, "2030-01-12T13:00:00.000Z", key=owner).must(400)


def test_bk020_create_too_soon():
    """Within the minimum notice the start is a 400 that names the event type's window."""
    cal, owner, kind = one_user(minimumBookingNotice=240)
    cal.book(kind, "2027-03-01T14:00:00.000Z", key=owner).must(400, "can't be booked at the")


def test_bk021_create_too_far():
    """Beyond the booking window the start is a 400 with the same words."""
    cal, owner, kind = one_user(bookingWindow={"type": "calendarDays", "value": 30, "rolling": False})
    cal.book(kind, "2027-06-01T13:00:00.000Z", key=owner).must(400, "can't be booked at the")


def test_bk027_create_bad_email():
    """An attendee address that is none is a 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, attendee={"email": "nonsense"}).must(400)


def test_bk028_create_bad_zone():
    """An attendee time zone that does not exist is a 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, attendee={"timeZone": "Narnia/Woods"}).must(400)


def test_bk030_create_bad_start():
    """A start that is no date is a 400."""
    cal, owner, kind = one_user()
    cal.book(kind, "tomorrow", key=owner).must(400)


def test_bk031_create_without_body():
    """Without a body the answer is 400."""
    cal, owner, _kind = one_user()
    cal.call("POST", "/v2/bookings", key=owner).must(400)


def test_bk033_create_public():
    """Booking needs no credentials."""
    cal, owner, kind = one_user(strict=False)
    assert cal.book(kind).must(201).data["hosts"][0]["id"] == owner["id"]


def test_bk034_create_requires_confirmation():
    """An event type that asks for confirmation gives a pending booking."""
    cal, owner, kind = one_user(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    assert cal.book(kind, key=owner).must(201).data["status"] == "pending"


def test_bk037_place_address():
    """The place address gives the organizer's address."""
    assert _placed({"type": "address"}).must(201).data["location"] == "via 10, rome"


def test_bk038_place_link():
    """The place link gives the organizer's link."""
    assert _placed({"type": "link"}).must(201).data["location"] == "https://zoom.example/1"


def test_bk040_place_attendee_address():
    """AttendeeAddress gives what the attendee sent."""
    assert (
        _placed({"type": "attendeeAddress", "address": "123 Example St"}).must(201).data["location"] == "123 Example St"
    )


def test_bk041_place_attendee_defined():
    """AttendeeDefined gives what the attendee sent."""
    assert _placed({"type": "attendeeDefined", "location": "namek 100"}).must(201).data["location"] == "namek 100"


def test_bk043_place_unknown_type():
    """A place type that does not exist is a 400."""
    _placed({"type": "blablabala"}).must(400)


def test_bk044_place_not_offered():
    """A place type that exists but is not offered by the event type is a 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, location={"type": "attendeePhone", "phone": "+37120993151"}).must(400)


def test_bk046_get_rating_and_ics():
    """A booking's rating and icsUid are shown."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2020, 1, 8, 13), rating=10, icsUid="ics-uid")
    got = cal.call("GET", f"/v2/bookings/{row['uid']}", key=owner).must(200).data
    assert got["rating"] == 10
    assert got["icsUid"] == "ics-uid"


def test_bk047_get_public():
    """The uid alone is enough to read a booking."""
    cal, _owner, kind = one_user(strict=False)
    made = cal.book(kind).must(201).data
    assert cal.call("GET", f"/v2/bookings/{made['uid']}").must(200).data["id"] == made["id"]


def test_bk049_get_cancelled_by():
    """A cancelled booking tells cancelledByEmail."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 9, 5, 11), status="cancelled", cancelledByEmail="canceller@x.com")
    assert (
        cal.call("GET", f"/v2/bookings/{row['uid']}", key=owner).must(200).data["cancelledByEmail"] == "canceller@x.com"
    )


def test_bk050_get_rescheduled_by():
    """A rescheduled booking tells rescheduledByEmail."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 9, 5, 11), status="cancelled", rescheduledByEmail="r@x.com")
    assert cal.call("GET", f"/v2/bookings/{row['uid']}", key=owner).must(200).data["rescheduledByEmail"] == "r@x.com"


def test_bk127_length_default():
    """Without lengthInMinutes the event type's length counts."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60])
    data = cal.book(kind, "2030-01-08T10:00:00.000Z", key=owner).must(201).data
    assert data["duration"] == 15
    assert data["end"] == "2030-01-08T10:15:00.000Z"


def test_bk128_length_chosen():
    """LengthInMinutes picks another of the lengths."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60])
    data = cal.book(kind, "2030-01-08T11:00:00.000Z", key=owner, lengthInMinutes=30).must(201).data
    assert data["duration"] == 30
    assert data["end"] == "2030-01-08T11:30:00.000Z"


def test_bk130_length_not_offered():
    """A length outside the options is a 400."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60])
    cal.book(kind, "2030-01-08T10:00:00.000Z", key=owner, lengthInMinutes=45).must(400)


def test_bk131_field_required_missing():
    """A required question without an answer is a 400."""
    cal, owner, kind = one_user(
        bookingFields=[{"type": "text", "slug": "favorite-movie", "label": "m", "required": True}]
    )
    cal.book(kind, key=owner).must(400, "Missing required booking field response: favorite-movie")


def test_bk133_field_phone():
    """A number for a phone question is refused by name and type."""
    _wrong("string", "phone", "number", test_phone=12345)


def test_bk134_field_address():
    """A boolean for an address question is refused."""
    _wrong("string", "address", "boolean", test_address=True)


def test_bk136_field_number():
    """A text for a number question is refused."""
    _wrong("number", "number", "string", test_number="123")


def test_bk137_field_textarea():
    """An object for a textarea is refused."""
    _wrong("string", "textarea", "object", test_textarea={"text": "x"})


def test_bk139_field_url():
    """A number for a url question is refused."""
    _wrong("string", "url", "number", test_url=12345)


def test_bk140_field_multiemail():
    """A text for several addresses is refused."""
    _wrong("array", "multiemail", "string", test_multiemail="a@b.com")


def test_bk142_field_checkbox():
    """A boolean for a checkbox list is refused."""
    _wrong("array", "checkbox", "boolean", test_checkbox=True)


def test_bk143_field_radio():
    """A boolean for a radio is refused."""
    _wrong("string or number", "radio", "boolean", test_radio=True)


def test_bk145_field_select_option():
    """An option that is none is refused with the allowed ones."""
    _fields(test_select="BEER").must(
        400, "Invalid option 'BEER' for booking field 'test-select'. Allowed options are: water, juice."
    )


def test_bk146_field_radio_option():
    """The same for a radio."""
    _fields(test_radio="X").must(
        400, "Invalid option 'X' for booking field 'test-radio'. Allowed options are: pineapple."
    )


def test_bk148_field_checkbox_option():
    """The same for checkboxes."""
    _fields(test_checkbox=["blue", "X"]).must(
        400, "One or more invalid options for booking field 'test-checkbox'. Allowed options are: blue, red."
    )


def test_bk151_null_length():
    """LengthInMinutes of null is as good as none."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, lengthInMinutes=None).must(201)


def test_bk152_null_language():
    """An attendee's language of null is as good as none."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, attendee={"language": None}).must(201)


def test_bk153_null_reason():
    """A reason of null is as good as none when rescheduling."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner).must(201).data
    cal.call(
        "POST",
        f"/v2/bookings/{old['uid']}/reschedule",
        {"start": "2040-02-09T12:00:00.000Z", "reschedulingReason": None},
        key=owner,
    ).must(201)


def test_bk158_no_version():
    """Without a version header the routes of 2024-04-15 answer, which are fewer."""
    cal, owner, _kind = one_user()
    cal.call("GET", "/v2/bookings/x/y", key=owner, version=None).must(404)


def test_bk166_create_guest_is_attendee():
    """A guest is an attendee too: attendees hold the booker and each guest."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner, guests=["bob@gmail.com"]).must(201).data
    assert [each["email"] for each in data["attendees"]] == ["rita@example.org", "bob@gmail.com"], [
        each["email"] for each in data["attendees"]
    ]


def test_bk167_create_phone():
    """PhoneNumber of the attendee is taken, and shown as attendeePhoneNumber among the answers."""
    cal, owner, kind = one_user()
    data = cal.book(kind, key=owner, attendee={"phoneNumber": "+19876543210"}).must(201).data
    assert data["bookingFieldsResponses"]["attendeePhoneNumber"] == "+19876543210"


def test_bk168_create_bad_guest():
    """A guest that is no address is a 400."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, guests=["nonsense"]).must(400)
