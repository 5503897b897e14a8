"""Rules of Cal.com's own tests about slots and reservations, each named in its docstring."""

from __future__ import annotations

from .support import ROME, SLOTS, Cal, one_user, times, utc

WEEK = "startTime=2050-09-05T00:00:00.000Z&endTime=2050-09-10T00:00:00.000Z"

DAYS = [f"2050-09-{day:02}" for day in (5, 6, 7, 8, 9)]

HOURS = list(range(7, 15))


def _utc(day, hours=HOURS):
    return [f"{day}T{hour:02}:00:00.000Z" for hour in hours]


def _hold(cal, kind, start="2050-09-05T10:00:00.000Z", end="2050-09-05T11:00:00.000Z", key=None, **more):
    body = {"eventTypeId": kind["id"], "slotUtcStartDate": start, "slotUtcEndDate": end, **more}
    return cal.call("POST", "/v2/slots/reserve", body, key=key, version=SLOTS)


def _hosts():
    cal = Cal()
    boss, one, two = cal.user("Boss"), cal.user("One"), cal.user("Two")
    team = cal.team(boss)
    for user in (one, two):
        cal.join(user, team)
    return cal, boss, one, two, team


def test_sl001_utc():
    """Without a time zone slots are told in UTC, by date, the working hours of the schedule's zone."""
    cal, owner, kind = one_user(locations=[])
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data
    assert times(data) == {day: _utc(day) for day in DAYS}, times(data)


def test_sl002_bare_dates():
    """StartTime and endTime may be bare dates such as 2050-09-05."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeId={kind['id']}&startTime=2050-09-05&endTime=2050-09-10", owner).must(200).data
    assert times(data) == {day: _utc(day) for day in DAYS}


def test_sl004_zone():
    """With timeZone each slot carries that zone's offset."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}&timeZone=Europe/Rome", owner).must(200).data
    assert times(data) == {day: [f"{day}T{hour + 2:02}:00:00.000+02:00" for hour in HOURS] for day in DAYS}


def test_sl006_range_zone():
    """slotFormat=range in a zone."""
    cal, owner, kind = one_user()
    data = (
        cal.slots(f"eventTypeId={kind['id']}&{WEEK}&slotFormat=range&timeZone=Europe/Rome", owner)
        .must(200)
        .data["slots"]
    )
    assert data[DAYS[0]][0] == {
        "startTime": "2050-09-05T09:00:00.000+02:00",
        "endTime": "2050-09-05T10:00:00.000+02:00",
    }


def test_sl007_format_time():
    """Any slotFormat, also time, gives startTime and endTime in this version."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}&slotFormat=time", owner).must(200).data["slots"]
    assert list(data[DAYS[0]][0]) == ["startTime", "endTime"], data[DAYS[0]][0]


def test_sl008_format_upper():
    """SlotFormat is read in lower case: RANGE is range."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}&slotFormat=RANGE", owner).must(200).data["slots"]
    assert "startTime" in data[DAYS[0]][0]


def test_sl010_slug():
    """Event type slug and usernameList find the event type."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeSlug={kind['slug']}&usernameList[]={owner['username']}&{WEEK}", owner).must(200).data
    assert times(data) == {day: _utc(day) for day in DAYS}


def test_sl011_slug_zone():
    """The same in a zone."""
    cal, owner, kind = one_user()
    data = (
        cal.slots(f"eventTypeSlug={kind['slug']}&usernameList[]={owner['username']}&{WEEK}&timeZone=Europe/Rome", owner)
        .must(200)
        .data
    )
    assert times(data)[DAYS[0]][0] == "2050-09-05T09:00:00.000+02:00"


def test_sl013_no_version():
    """Without a version header the route answers, as 2024-04-15 is the default."""
    cal, owner, kind = one_user()
    cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner, version=None).must(200)


def test_sl014_2024_09_04():
    """With 2024-09-04 the route slots/available is not there: 404."""
    cal, owner, kind = one_user()
    cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner, version="2024-09-04").must(404)


def test_sl016_seated_range():
    """The same in range format."""
    cal, owner, kind = one_user(seats={"seatsPerTimeSlot": 5, "showAttendeeInfo": True, "showAvailabilityCount": True})
    row = cal.booking(kind, utc(2050, 9, 5, 11))
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}&slotFormat=range", owner).must(200).data["slots"]
    assert data[DAYS[0]][4] == {
        "startTime": "2050-09-05T11:00:00.000Z",
        "endTime": "2050-09-05T12:00:00.000Z",
        "attendees": 1,
        "bookingUid": row["uid"],
    }


def test_sl017_seated_full():
    """A full seated slot is no longer offered."""
    cal, owner, kind = one_user(seats={"seatsPerTimeSlot": 1, "showAttendeeInfo": True, "showAvailabilityCount": True})
    cal.booking(kind, utc(2050, 9, 5, 11))
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data
    assert "2050-09-05T11:00:00.000Z" not in times(data)[DAYS[0]]


def test_sl019_booked_elsewhere():
    """A booking of another event type of the same user blocks too."""
    cal, owner, kind = one_user()
    cal.booking(cal.kind(owner), utc(2050, 9, 5, 11))
    assert (
        "2050-09-05T11:00:00.000Z"
        not in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data)[DAYS[0]]
    )


def test_sl020_cancelled_booking():
    """A cancelled or rejected booking blocks nothing."""
    cal, owner, kind = one_user()
    cal.booking(kind, utc(2050, 9, 5, 11), status="cancelled")
    cal.booking(kind, utc(2050, 9, 5, 12), status="rejected")
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data)[DAYS[0]] == _utc(DAYS[0])


def test_sl022_pending_blocking():
    """With blockUnconfirmedBookingsInBooker a pending booking closes its slot."""
    cal, owner, kind = one_user(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": True})
    cal.booking(kind, utc(2050, 9, 5, 11), status="pending")
    assert (
        "2050-09-05T11:00:00.000Z"
        not in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data)[DAYS[0]]
    )


def test_sl023_reschedule_uid():
    """With rescheduleUid the time of that booking is offered."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 9, 5, 11))
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}&rescheduleUid={row['uid']}", owner).must(200).data
    assert times(data)[DAYS[0]] == _utc(DAYS[0])


def test_sl025_reschedule_uid_empty():
    """An empty rescheduleUid is no error."""
    cal, owner, kind = one_user()
    cal.slots(f"eventTypeId={kind['id']}&{WEEK}&rescheduleUid=", owner).must(200)


def test_sl026_start_hour():
    """A startTime with an hour cuts the first day."""
    cal, owner, kind = one_user()
    data = (
        cal.slots(
            f"eventTypeId={kind['id']}&startTime=2050-09-05T09:00:00.000Z&endTime=2050-09-10T00:00:00.000Z", owner
        )
        .must(200)
        .data
    )
    assert times(data)[DAYS[0]] == _utc(DAYS[0], range(9, 15))


def test_sl028_start_hour_zone():
    """The same with a zone for the reply."""
    cal, owner, kind = one_user()
    data = (
        cal.slots(
            f"eventTypeId={kind['id']}&startTime=2050-09-05T09:00:00.000Z&endTime=2050-09-10T00:00:00.000Z&timeZone=Europe/Rome",
            owner,
        )
        .must(200)
        .data
    )
    assert times(data)[DAYS[0]][0] == "2050-09-05T11:00:00.000+02:00"


def test_sl029_end_midnight():
    """An endTime that is a bare date is the midnight at which that day begins: the day itself is left out."""
    cal, owner, kind = one_user()
    data = cal.slots(f"eventTypeId={kind['id']}&startTime=2050-09-05&endTime=2050-09-09", owner).must(200).data
    assert list(data["slots"]) == DAYS[:4], list(data["slots"])


def test_sl030_end_midnight_full():
    """An endTime at midnight leaves out the day that begins then."""
    cal, owner, kind = one_user()
    data = (
        cal.slots(
            f"eventTypeId={kind['id']}&startTime=2050-09-05T00:00:00.000Z&endTime=2050-09-09T00:00:00.000Z", owner
        )
        .must(200)
        .data
    )
    assert list(data["slots"]) == DAYS[:4], list(data["slots"])


def test_sl032_bad_times():
    """A startTime that is no date: 400."""
    cal, owner, kind = one_user()
    cal.slots(f"eventTypeId={kind['id']}&startTime=soon&endTime=2050-09-10T00:00:00.000Z", owner).must(400)


def test_sl033_unknown_event_type():
    """An unknown event type is a 404."""
    cal, owner, _kind = one_user()
    cal.slots(f"eventTypeId=987654&{WEEK}", owner).must(404)


def test_sl035_duration_zero():
    """A duration of 0 is a 400."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60])
    cal.slots(f"eventTypeId={kind['id']}&{WEEK}&duration=0", owner).must(400)


def test_sl039_reserve_cookie():
    """The uid of a reservation is set as the cookie uid too."""
    cal, owner, kind = one_user()
    answer = _hold(cal, kind, key=owner).must(201)
    assert f"uid={answer.data}" in answer.headers.get("set-cookie", ""), dict(answer.headers)


def test_sl040_reserve_hides():
    """A reserved slot is not offered, the rest is."""
    cal, owner, kind = one_user()
    _hold(cal, kind, key=owner).must(201)
    data = cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).must(200).data
    assert times(data) == {**{day: _utc(day) for day in DAYS}, DAYS[0]: _utc(DAYS[0], [7, 8, 9, 11, 12, 13, 14])}


def test_sl041_reserve_public():
    """Reserving needs no credential."""
    cal, _owner, kind = one_user(strict=False)
    _hold(cal, kind).must(201)


def test_sl043_reserve_missing():
    """Without the dates: 400."""
    cal, owner, kind = one_user()
    cal.call("POST", "/v2/slots/reserve", {"eventTypeId": kind["id"]}, key=owner, version=SLOTS).must(400)


def test_sl044_release():
    """Releasing by uid answers 200 with a bare status and the slot is back."""
    cal, owner, kind = one_user()
    uid = _hold(cal, kind, key=owner).must(201).data
    assert cal.call("DELETE", f"/v2/slots/selected-slot?uid={uid}", key=owner, version=SLOTS).must(200).body == {
        "status": "success"
    }
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]] == _utc(DAYS[0])


def test_sl045_release_by_cookie():
    """The cookie uid names the reservation as well as the query."""
    cal, owner, kind = one_user()
    uid = _hold(cal, kind, key=owner).must(201).data
    cal.cookies.clear()
    cal.call("DELETE", "/v2/slots/selected-slot", key=owner, version=SLOTS, headers={"cookie": f"uid={uid}"}).must(200)
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]] == _utc(DAYS[0])


def test_sl047_release_unknown():
    """An unknown uid is a 200."""
    cal, owner, _kind = one_user()
    cal.call("DELETE", "/v2/slots/selected-slot?uid=nope", key=owner, version=SLOTS).must(200)


def test_sl048_reserve_expires():
    """A reservation ends by itself after some minutes."""
    from datetime import timedelta

    cal, owner, kind = one_user()
    _hold(cal, kind, key=owner).must(201)
    cal.clock.advance(timedelta(minutes=11))
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]] == _utc(DAYS[0])


def test_sl050_reserve_taken():
    """In this version nobody looks whether the slot is free: a second reservation is a 201 too."""
    cal, owner, kind = one_user()
    _hold(cal, kind, key=owner).must(201)
    cal.cookies.clear()
    _hold(cal, kind, key=owner).must(201)


def test_sl052_notice():
    """The minimum notice keeps the next slots closed."""
    cal, owner, kind = one_user(minimumBookingNotice=180)
    data = (
        cal.slots(
            f"eventTypeId={kind['id']}&startTime=2027-03-01T00:00:00.000Z&endTime=2027-03-02T00:00:00.000Z", owner
        )
        .must(200)
        .data
    )
    assert times(data) == {"2027-03-01": ["2027-03-01T15:00:00.000Z"]}, times(data)


def test_sl054_after_buffer():
    """A buffer after a booking closes the next slot."""
    cal, owner, kind = one_user(afterEventBuffer=30)
    cal.booking(kind, utc(2050, 9, 5, 10))
    data = times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]]
    assert "2050-09-05T11:00:00.000Z" not in data
    assert "2050-09-05T10:00:00.000Z" not in data


def test_sl055_before_buffer():
    """A buffer before closes the slot just before a booking, whose own buffer needs it."""
    cal, owner, kind = one_user(beforeEventBuffer=30)
    cal.booking(kind, utc(2050, 9, 5, 10))
    data = times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]]
    assert "2050-09-05T09:00:00.000Z" not in data


def test_sl057_limit_day():
    """BookingLimitsCount day=1: a day with a booking offers nothing more."""
    cal, owner, kind = one_user(bookingLimitsCount={"day": 1})
    cal.booking(kind, utc(2050, 9, 5, 11))
    assert list(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data["slots"]) == DAYS[1:]


def test_sl058_limit_week():
    """BookingLimitsCount week=1: the week with a booking offers nothing more."""
    cal, owner, kind = one_user(bookingLimitsCount={"week": 1})
    cal.booking(kind, utc(2050, 9, 6, 11))
    assert cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data["slots"] == {}


def test_sl060_window_days():
    """A window of calendar days ends the offer."""
    cal, owner, kind = one_user(bookingWindow={"type": "calendarDays", "value": 3, "rolling": False})
    data = cal.slots(
        f"eventTypeId={kind['id']}&startTime=2027-03-01T00:00:00.000Z&endTime=2027-03-12T00:00:00.000Z", owner
    ).data["slots"]
    assert max(data) == "2027-03-04", list(data)


def test_sl061_window_range():
    """A window of two dates limits the offer to them."""
    cal, owner, kind = one_user(bookingWindow={"type": "range", "value": ["2050-09-06", "2050-09-07"]})
    assert list(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data["slots"]) == DAYS[1:3]


def test_sl063_schedule_override():
    """A date override replaces the hours of its day."""
    cal = Cal()
    owner = cal.user(schedule=False)
    cal.seed.schedule(
        owner,
        time_zone=ROME,
        overrides=[{"date": "2050-09-05", "startTime": "10:00", "endTime": "12:00"}],
    )
    kind = cal.kind(owner)
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]] == _utc(DAYS[0], [8, 9])


def test_sl064_schedule_of_kind():
    """An event type's own schedule counts instead of the default one."""
    cal = Cal()
    owner = cal.user()
    row = cal.seed.schedule(
        owner,
        time_zone=ROME,
        availability=[{"days": ["Saturday"], "startTime": "10:00", "endTime": "12:00"}],
    )
    kind = cal.kind(owner, scheduleId=row["id"])
    data = cal.slots(
        f"eventTypeId={kind['id']}&startTime=2050-09-05T00:00:00.000Z&endTime=2050-09-12T00:00:00.000Z", owner
    ).data
    assert times(data) == {"2050-09-10": ["2050-09-10T08:00:00.000Z", "2050-09-10T09:00:00.000Z"]}


def test_sl066_calendar_busy():
    """Events of selected calendars close their slots."""
    cal, owner, kind = one_user()
    row = cal.seed.calendar_account(owner, "google", email="x@example.com", calendars=[])
    cal.seed.calendar(
        row,
        "x@example.com",
        busy=[(utc(2050, 9, 5, 11), utc(2050, 9, 5, 12))],
        primary=True,
        isSelected=True,
    )
    body = {"integration": row["type"], "externalId": "x@example.com", "credentialId": row["id"]}
    cal.call("POST", "/v2/selected-calendars", body, key=owner).must(201)
    assert "2050-09-05T11:00:00.000Z" not in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", owner).data)[DAYS[0]]


def test_sl067_collective():
    """Collective: the times at which all hosts are free."""
    cal, boss, one, two, team = _hosts()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).must(200).data) == {day: _utc(day) for day in DAYS}


def test_sl069_round_robin_one_booked():
    """Round robin: while one host is free the slot stays."""
    cal, boss, one, two, team = _hosts()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    cal.booking(kind, utc(2050, 9, 5, 11), hosts=[one["id"]])
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).data)[DAYS[0]] == _utc(DAYS[0])


def test_sl070_round_robin_all_booked():
    """When every host is booked the slot is closed."""
    cal, boss, one, two, team = _hosts()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    for host in (one, two):
        cal.booking(kind, utc(2050, 9, 5, 11), hosts=[host["id"]])
    assert "2050-09-05T11:00:00.000Z" not in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).data)[DAYS[0]]


def test_sl072_round_robin_reserve_all():
    """Round robin without fixed hosts: one reservation of two hosts leaves the slot, the second closes it."""
    cal, boss, one, two, team = _hosts()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    _hold(cal, kind, key=boss).must(201)
    cal.cookies.clear()
    assert "2050-09-05T10:00:00.000Z" in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).data)[DAYS[0]]
    _hold(cal, kind, key=boss).must(201)
    cal.cookies.clear()
    assert "2050-09-05T10:00:00.000Z" not in times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).data)[DAYS[0]]


def test_sl073_collective_reserve():
    """A reservation of a collective event type closes the slot."""
    cal, boss, one, two, team = _hosts()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    _hold(cal, kind, key=boss).must(201)
    cal.cookies.clear()
    assert times(cal.slots(f"eventTypeId={kind['id']}&{WEEK}", boss).data)[DAYS[0]] == _utc(
        DAYS[0], [7, 8, 9, 11, 12, 13, 14]
    )


def test_sl075_dynamic_without_slug():
    """Several usernames need no event type of that slug: the group event type is made up."""
    cal = Cal()
    one, two = cal.user("One"), cal.user("Two")
    team = cal.team(one)
    cal.join(two, team)
    query = (
        f"usernameList[]={one['username']}&usernameList[]={two['username']}&eventTypeSlug=dynamic&{WEEK}&duration=30"
    )
    data = times(cal.slots(query, one).must(200).data)
    assert len(data) == 5
