"""Rules of Cal.com's own tests about bookings with seats and in series, each named in its docstring."""

from __future__ import annotations

from .support import Cal, one_user

SHOWN = {"seatsPerTimeSlot": 5, "showAttendeeInfo": True, "showAvailabilityCount": True}

HIDDEN = {"seatsPerTimeSlot": 5, "showAttendeeInfo": False, "showAvailabilityCount": False}

PLACE = [{"type": "address", "address": "via 10, rome, italy", "public": True}]


def _seated(seats=SHOWN, strict=True):
    cal = Cal(strict=strict)
    owner = cal.user()
    return cal, owner, cal.kind(owner, seats=seats, locations=PLACE)


def _sit(cal, kind, n, key=None, start="2030-01-08T13:00:00.000Z", **more):
    return cal.book(
        kind,
        start,
        key=key,
        attendee={"name": f"Attendee {n}", "email": f"a{n}@api.com"},
        metadata={"userId": str(n)},
        bookingFieldsResponses={"codingLanguage": "Rust"},
        **more,
    )


WEEKLY = {"interval": 1, "occurrences": 3, "frequency": "weekly"}


def _series(cal, kind, key=None, **more):
    return cal.book(kind, "2030-02-04T13:00:00.000Z", key=key, meetingUrl="https://meet.google.com/abc-def-ghi", **more)


def _made_series(strict=True, **recurrence):
    cal, owner, kind = one_user(strict=strict, recurrence={**WEEKLY, **recurrence})
    _series(cal, kind, owner).must(201)
    rows = cal.call("GET", "/v2/bookings?sortStart=asc", key=owner).must(200).data
    return cal, owner, kind, rows


def test_sr001_first_seat():
    """The first seat makes an accepted booking, whose attendee has a seatUid, answers and metadata."""
    cal, owner, kind = _seated()
    data = _sit(cal, kind, 1, owner).must(201).data
    got = data["attendees"][0]
    assert data["seatUid"]
    assert data["status"] == "accepted"
    assert len(data["attendees"]) == 1
    assert data["absentHost"] is False
    assert got["seatUid"] == data["seatUid"]
    assert got["metadata"] == {"userId": "1"}
    assert got["absent"] is False
    assert got["bookingFieldsResponses"]["name"] == "Attendee 1"
    assert got["bookingFieldsResponses"]["codingLanguage"] == "Rust"


def test_sr003_second_seat():
    """A second attendee at the same time takes another seat of the same booking."""
    cal, owner, kind = _seated()
    one = _sit(cal, kind, 1, owner).must(201).data
    two = _sit(cal, kind, 2, owner).must(201).data
    assert two["uid"] == one["uid"]
    assert two["seatUid"] != one["seatUid"]
    assert len(two["attendees"]) == 2
    assert {each["seatUid"] for each in two["attendees"]} == {one["seatUid"], two["seatUid"]}


def test_sr005_list():
    """The list shows one booking with both attendees."""
    cal, owner, kind = _seated()
    for n in (1, 2):
        _sit(cal, kind, n, owner).must(201)
    data = cal.call("GET", "/v2/bookings?sortCreated=asc", key=owner).must(200).data
    assert len(data) == 1
    assert len(data[0]["attendees"]) == 2
    assert "seatUid" not in data[0]


def test_sr006_full():
    """When no seat is left the booking is refused: 409 in the words of Cal.com."""
    cal, owner, kind = _seated({**SHOWN, "seatsPerTimeSlot": 1})
    _sit(cal, kind, 1, owner).must(201)
    answer = _sit(cal, kind, 2, owner)
    assert answer.status in (400, 409), answer.text[:200]


def test_sr009_hidden_no_auth_read():
    """Nor does reading show attendees without authentication."""
    cal, _owner, kind = _seated(HIDDEN, strict=False)
    made = _sit(cal, kind, 1).must(201).data
    assert cal.call("GET", f"/v2/bookings/{made['uid']}").must(200).data["attendees"] == []


def test_sr010_hidden_owner():
    """The owner sees the attendees even where they are hidden."""
    cal, owner, kind = _seated(HIDDEN)
    data = _sit(cal, kind, 1, owner).must(201).data
    assert len(data["attendees"]) == 1
    assert data["attendees"][0]["seatUid"]
    assert data["attendees"][0]["language"] == "it"
    assert len(cal.call("GET", f"/v2/bookings/{data['uid']}", key=owner).must(200).data["attendees"]) == 1


def test_sr011_reschedule_needs_seat():
    """A seated booking can not be rescheduled with a reason but no seatUid; recorded servers let its host move it."""
    cal, owner, kind = _seated()
    made = _sit(cal, kind, 1, owner).must(201).data
    path, start = f"/v2/bookings/{made['uid']}/reschedule", "2030-01-08T15:00:00.000Z"
    cal.call("POST", path, {"start": start, "reschedulingReason": "Ill"}, key=owner).must(400, "seatUid")
    cal.call("POST", path, {"start": start}, key=owner).must(201)


def test_sr013_reschedule_seat_leaves_others():
    """The others stay where they were."""
    cal, owner, kind = _seated()
    _sit(cal, kind, 1, owner).must(201)
    made = _sit(cal, kind, 2, owner).must(201).data
    cal.call(
        "POST",
        f"/v2/bookings/{made['uid']}/reschedule",
        {"start": "2030-01-08T15:00:00.000Z", "seatUid": made["seatUid"]},
        key=owner,
    ).must(201)
    got = cal.call("GET", f"/v2/bookings/{made['uid']}", key=owner).must(200).data
    assert [each["name"] for each in got["attendees"]] == ["Attendee 1"]
    assert got["status"] == "accepted"


def test_sr014_reschedule_again_and_again():
    """The seatUid of each reply serves for the next reschedule."""
    cal, owner, kind = _seated()
    data = _sit(cal, kind, 1, owner, "2030-01-10T10:00:00.000Z").must(201).data
    for hour in (11, 12, 13):
        body = {"start": f"2030-01-10T{hour}:00:00.000Z", "seatUid": data["attendees"][0]["seatUid"]}
        data = cal.call("POST", f"/v2/bookings/{data['uid']}/reschedule", body, key=owner).must(201).data
        assert data["seatUid"]
        assert data["attendees"][0]["seatUid"]


def test_sr016_cancel_seat():
    """The only seat cancelled by its seatUid: 200, the booking is cancelled and has no attendees left."""
    cal, _owner, kind = _seated(strict=False)
    made = _sit(cal, kind, 1).must(201).data
    data = cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {"seatUid": made["seatUid"]}).must(200).data
    assert data["status"] == "cancelled", data["status"]
    assert data["attendees"] == [], data["attendees"]


def test_sr017_cancel_one_of_two():
    """One of two seats cancelled leaves the booking accepted with the other."""
    cal, _owner, kind = _seated(strict=False)
    _sit(cal, kind, 1).must(201)
    made = _sit(cal, kind, 2).must(201).data
    data = cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {"seatUid": made["seatUid"]}).must(200).data
    assert data["status"] == "accepted"
    assert [each["name"] for each in data["attendees"]] == ["Attendee 1"]


def test_sr020_cancel_as_host_no_reason():
    """Without a reason the host gets a 400 "Cancellation reason is required"."""
    cal, owner, kind = _seated()
    made = _sit(cal, kind, 1, owner).must(201).data
    cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {}, key=owner).must(400, "Cancellation reason is required")


def test_sr022_series_is_a_list():
    """Booking a recurring event type answers 201 with a list of every occurrence."""
    cal, owner, kind = one_user(recurrence=WEEKLY)
    data = _series(cal, kind, owner).must(201).data
    assert isinstance(data, list)
    assert len(data) == 3


def test_sr023_series_occurrences():
    """Occurrences are weekly, of the same series uid, each as booked."""
    cal, owner, kind = one_user(recurrence=WEEKLY)
    _series(cal, kind, owner).must(201)
    data = cal.call("GET", "/v2/bookings?sortStart=asc", key=owner).must(200).data
    assert [each["start"] for each in data] == [f"2030-02-{day:02}T13:00:00.000Z" for day in (4, 11, 18)]
    assert len({each["recurringBookingUid"] for each in data}) == 1
    assert {each["status"] for each in data} == {"accepted"}
    assert {each["location"] for each in data} == {"https://meet.google.com/abc-def-ghi"}


def test_sr024_series_metadata():
    """Every occurrence carries the metadata sent."""
    cal, owner, kind = one_user(recurrence=WEEKLY)
    _series(cal, kind, owner, metadata={"userId": "1000"}).must(201)
    data = cal.call("GET", "/v2/bookings", key=owner).must(200).data
    assert [each["metadata"] for each in data] == [{"userId": "1000"}] * 3


def test_sr026_series_equal():
    """RecurrenceCount equal to the event type's is allowed."""
    cal, owner, kind = one_user(recurrence=WEEKLY)
    _series(cal, kind, owner, recurrenceCount=3).must(201)
    assert len(cal.call("GET", "/v2/bookings", key=owner).must(200).data) == 3


def test_sr027_series_too_many():
    """RecurrenceCount above the event type's is a 400."""
    cal, owner, kind = one_user(recurrence=WEEKLY)
    _series(cal, kind, owner, recurrenceCount=1000).must(400)


def test_sr029_series_length():
    """Variable lengths count for every occurrence."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60], recurrence=WEEKLY)
    cal.book(kind, "2030-02-01T14:00:00.000Z", key=owner, recurrenceCount=2, lengthInMinutes=30).must(201)
    assert [each["duration"] for each in cal.call("GET", "/v2/bookings", key=owner).data] == [30, 30]


def test_sr030_series_bad_length():
    """A length not offered is a 400 for series too."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60], recurrence=WEEKLY)
    cal.book(kind, "2030-04-01T10:00:00.000Z", key=owner, recurrenceCount=2, lengthInMinutes=45).must(400)


def test_sr033_series_reschedule_one():
    """One occurrence rescheduled keeps the series uid; the old one is cancelled."""
    cal, owner, _kind, rows = _made_series()
    data = (
        cal.call(
            "POST",
            f"/v2/bookings/{rows[0]['uid']}/reschedule",
            {"start": "2035-01-09T14:00:00.000Z", "reschedulingReason": "mars"},
            key=owner,
        )
        .must(201)
        .data
    )
    assert data["recurringBookingUid"] == rows[0]["recurringBookingUid"]
    assert data["start"] == "2035-01-09T14:00:00.000Z"
    assert cal.call("GET", f"/v2/bookings/{rows[0]['uid']}", key=owner).data["status"] == "cancelled"


def test_sr034_series_after_reschedule():
    """After that the series uid gives four: the cancelled one too."""
    cal, owner, _kind, rows = _made_series()
    cal.call(
        "POST", f"/v2/bookings/{rows[0]['uid']}/reschedule", {"start": "2035-01-09T14:00:00.000Z"}, key=owner
    ).must(201)
    data = cal.call("GET", f"/v2/bookings/{rows[0]['recurringBookingUid']}", key=owner).must(200).data
    assert isinstance(data, list)
    assert len(data) == 4
    assert sum(each["status"] == "cancelled" for each in data) == 1


def test_sr035_series_cancel_all():
    """Cancelling by the series uid cancels every occurrence to come."""
    cal, owner, _kind, rows = _made_series()
    cal.call(
        "POST", f"/v2/bookings/{rows[1]['recurringBookingUid']}/cancel", {"cancellationReason": "x"}, key=owner
    ).must(200)
    assert {cal.call("GET", f"/v2/bookings/{each['uid']}", key=owner).data["status"] for each in rows} == {"cancelled"}


def test_sr036_series_cancel_all_no_body():
    """The series uid can be cancelled without a body."""
    cal, _owner, _kind, rows = _made_series(strict=False)
    cal.call("POST", f"/v2/bookings/{rows[1]['recurringBookingUid']}/cancel").must(200)


def test_sr041_series_cancel_one():
    """Cancelling one occurrence leaves the others."""
    cal, owner, _kind, rows = _made_series()
    cal.call("POST", f"/v2/bookings/{rows[1]['uid']}/cancel", {"cancellationReason": "x"}, key=owner).must(200)
    assert [cal.call("GET", f"/v2/bookings/{each['uid']}", key=owner).data["status"] for each in rows] == [
        "accepted",
        "cancelled",
        "accepted",
    ]


def test_sr043_series_monthly():
    """A monthly series adds calendar months."""
    cal, owner, kind = one_user(recurrence={"interval": 1, "occurrences": 3, "frequency": "monthly"})
    cal.book(kind, "2030-01-08T09:00:00.000Z", key=owner).must(201)
    data = cal.call("GET", "/v2/bookings?sortStart=asc", key=owner).must(200).data
    assert [each["start"][:10] for each in data][:1] == ["2030-01-08"]
    assert len(data) == 3
    assert data[1]["start"][:10] == "2030-02-08"
