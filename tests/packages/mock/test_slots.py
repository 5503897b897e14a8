"""Which slots are on offer and how they are shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal_mock.problems import BadRequest, Problem
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.booking_rows import new_booking
from toolzz_cal_mock.world.schedules import SCHEDULES

from tests.support.behaviours import ask
from tests.support.scheduling import ANA, RUI, desk
from tests.support.slots import TUESDAY, hours, times

LIMITED = {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True}


# The times on offer


def test_working_day_is_cut_into_slots(it):
    """Slots follow each other at the length of the event type, the last one ends with the hours."""
    found = times(it.slots(*TUESDAY))
    assert (found[0], found[1], found[-1], len(found)) == ("09:00", "09:30", "16:30", 16)


def test_days_off_have_no_key(it):
    """A weekend brings no dates at all, and a week those of its working days."""
    search = {"eventTypeId": 10482, "startTime": "2027-03-06T00:00:00Z"}
    assert it.ask("slots.available", **search, endTime="2027-03-07T23:59:59Z") == {"slots": {}}
    week = it.ask("slots.available", **search, endTime="2027-03-13T23:59:59Z")["slots"]
    assert [f"2027-03-{day:02}" for day in range(8, 13)] == list(week)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"length": 60}, ["09:00", "10:00", "11:00"]),
        ({"length": 60, "slotInterval": 30}, ["09:00", "09:30", "10:00", "10:30", "11:00"]),
        ({"length": 45}, ["09:00", "09:45", "10:30", "11:15"]),
        ({"length": 30, "slotInterval": 60}, ["09:00", "10:00", "11:00"]),
        ({"length": 60, "offsetStart": 10}, ["09:10", "10:20"]),
        ({"length": 50, "slotInterval": 70}, ["09:00", "10:10"]),
        ({"length": 181}, []),
    ],
)
def test_length_interval_and_offset_make_the_grid(it, fields, expected):
    """A step is the interval, else the length; an offset shifts the first start and adds to each step."""
    hours(it, last="12:00")
    assert expected == times(it.slots(*TUESDAY, it.kind(**fields)))


def test_first_slot_begins_at_a_round_time(it):
    """Hours from ten past nine offer half hours from half past, quarters from quarter past."""
    hours(it, first="09:10", last="11:00")
    assert times(it.slots(*TUESDAY)) == ["09:30", "10:00", "10:30"]
    assert times(it.slots(*TUESDAY, it.kind(slotInterval=15)))[0] == "09:15"


def test_round_is_meant_in_the_zone_of_whoever_asks(it):
    """Kathmandu is 5:45 ahead of UTC: its full hours are a quarter past elsewhere."""
    hours(it, zone="Asia/Kathmandu", last="12:00")
    kind = it.kind(length=60)
    assert times(it.slots(*TUESDAY, kind)) == ["04:00", "05:00"]
    assert times(it.slots(*TUESDAY, kind, timeZone="Asia/Kathmandu")) == ["09:00", "10:00", "11:00"]


def test_duration_takes_the_place_of_the_length(it):
    """Slots can be asked for in another length."""
    assert times(it.slots(*TUESDAY, duration=120)) == ["09:00", "11:00", "13:00", "15:00"]
    with pytest.raises(BadRequest, match="duration must not be less than 1"):
        it.slots(*TUESDAY, duration=0)
    with pytest.raises(BadRequest, match="duration must not be greater"):
        it.slots(*TUESDAY, duration=10**9)


def test_overrides_change_single_days(it):
    """An exception replaces the day, and an empty one closes it."""
    it.ask(
        "schedules.update",
        scheduleId="764",
        overrides=[
            {"date": "2027-03-02", "startTime": "20:00", "endTime": "21:00"},
            {"date": "2027-03-03", "startTime": "00:00", "endTime": "00:00"},
        ],
    )
    assert it.slots("2027-03-02", "2027-03-03") == ["2027-03-02T20:00", "2027-03-02T20:30"]


def test_only_the_time_asked_about_is_shown(it):
    """A slot lies between the two moments; one second short of its end is enough."""
    search = {"eventTypeId": 10482, "startTime": "2027-03-02T10:00:00Z"}
    found = it.ask("slots.available", **search, endTime="2027-03-02T11:29:59Z")["slots"]["2027-03-02"]
    assert ["10:00", "10:30", "11:00"] == [slot["time"][11:16] for slot in found]
    assert it.ask("slots.available", **search, endTime="2027-03-02T10:00:00Z") == {"slots": {}}
    assert it.ask("slots.available", **search, endTime="2027-03-01T10:00:00Z") == {"slots": {}}


def test_notice_hides_what_is_too_soon(it):
    """The first slot is the notice away, and the past is never on offer."""
    today = ("2027-03-01", "2027-03-01")
    assert times(it.slots(*today))[0] == "12:00"
    assert times(it.slots(*today, it.kind(minimumBookingNotice=125)))[0] == "14:30"
    assert it.slots("2027-02-01", "2027-02-28") == []


def test_bookings_and_buffers_hide_slots(it):
    """A booking takes its slot, and with buffers those next to it."""
    it.book("2027-03-02T10:00")
    assert "10:00" not in times(it.slots(*TUESDAY))
    assert times(it.slots(*TUESDAY))[:3] == ["09:00", "09:30", "10:30"]
    assert times(it.slots(*TUESDAY, it.kind(beforeEventBuffer=10, afterEventBuffer=10)))[:3] == [
        "09:00",
        "11:00",
        "11:30",
    ]


def test_booking_to_be_moved_does_not_hide_its_own_time(it):
    """With its uid its time counts as free."""
    row = it.book("2027-03-02T10:00")
    assert "10:00" in times(it.slots(*TUESDAY, rescheduleUid=row["uid"]))
    assert "10:00" not in times(it.slots(*TUESDAY, rescheduleUid="other"))


def test_first_slot_of_a_day_can_be_the_only_one(it):
    """Each date shows its earliest free slot."""
    kind = it.kind(onlyShowFirstAvailableSlot=True)
    it.book("2027-03-02T09:00")
    assert it.slots("2027-03-02", "2027-03-03", kind) == ["2027-03-02T09:30", "2027-03-03T09:00"]


def test_event_type_can_name_a_schedule(it):
    """Its schedule counts in place of the default."""
    late = it.ask(
        "schedules.create",
        name="Late",
        timeZone="UTC",
        isDefault=False,
        availability=[{"days": ["Tuesday"], "startTime": "18:00", "endTime": "19:00"}],
    )
    assert times(it.slots(*TUESDAY, it.kind(scheduleId=late["id"]))) == ["18:00", "18:30"]


# Changes of clocks


def test_slots_keep_local_time_when_clocks_change(it):
    """Nine o'clock in New York is 14:00 in UTC before and 13:00 after 14 March 2027."""
    hours(it, zone="America/New_York")
    assert it.slots("2027-03-13", "2027-03-13")[0] == "2027-03-13T14:00"
    assert it.slots("2027-03-14", "2027-03-14")[0] == "2027-03-14T13:00"
    assert len(it.slots("2027-03-14", "2027-03-14")) == 16


def test_hour_that_is_skipped_offers_no_slots(it):
    """From one to four in the night there are two hours when clocks go forward."""
    hours(it, zone="America/New_York", first="01:00", last="04:00")
    found = it.slots("2027-03-14", "2027-03-14", timeZone="America/New_York")
    assert times(found) == ["01:00", "01:30", "03:00", "03:30"]


def test_hour_that_is_repeated_offers_twice_the_slots(it):
    """From one to two in the night there are two hours when clocks go back."""
    hours(it, zone="America/New_York", first="01:00", last="02:00")
    search = {"eventTypeId": 10482, "startTime": "2027-11-07T00:00:00Z", "endTime": "2027-11-07T23:59:59Z"}
    found = it.ask("slots.available", **search, timeZone="America/New_York")["slots"]["2027-11-07"]
    assert [
        "01:00:00.000-04:00",
        "01:30:00.000-04:00",
        "01:00:00.000-05:00",
        "01:30:00.000-05:00",
    ] == [slot["time"][11:] for slot in found]


# Window and limits


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ({"type": "calendarDays", "value": 3}, "2027-03-01", "2027-03-04"),
        ({"type": "businessDays", "value": 5}, "2027-03-01", "2027-03-08"),
        ({"type": "range", "value": ["2027-03-03", "2027-03-09"]}, "2027-03-03", "2027-03-09"),
        ({"type": "calendarDays", "value": 3, "rolling": True}, "2027-03-01", "2027-03-03"),
        ({"type": "calendarDays", "value": 8, "rolling": True}, "2027-03-01", "2027-03-10"),
        ({"type": "businessDays", "value": 8, "rolling": True}, "2027-03-01", "2027-03-10"),
        ({"type": "range", "value": ["0001-01-01", "9999-12-31"]}, "2027-03-01", "2027-03-31"),
        ({"disabled": True}, "2027-03-01", "2027-03-31"),
    ],
)
def test_window_bounds_what_is_on_offer(it, window, first, last):
    """A number of days ahead, so many bookable days, or fixed dates."""
    found = it.slots("2027-03-01", "2027-03-31", it.kind(bookingWindow=window))
    assert (first, last) == (found[0][:10], found[-1][:10])


def test_rolling_window_replaces_days_that_are_full(it):
    """Today fully booked does not count among the bookable days."""
    kind = it.kind(length=480, bookingWindow={"type": "calendarDays", "value": 2, "rolling": True})
    assert [slot[:10] for slot in it.slots("2027-03-01", "2027-03-31", kind)] == ["2027-03-02", "2027-03-03"]
    it.book("2027-03-02T09:00", kind)
    assert [slot[:10] for slot in it.slots("2027-03-01", "2027-03-31", kind)] == ["2027-03-03", "2027-03-04"]


@pytest.mark.parametrize(
    ("limits", "full"),
    [
        ({"bookingLimitsCount": {"day": 2}}, ["2027-03-02"]),
        ({"bookingLimitsCount": {"day": 3, "week": 3}}, []),
        (
            {"bookingLimitsCount": {"week": 2}},
            ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"],
        ),
        ({"bookingLimitsCount": {"month": 2}}, [f"2027-03-{day:02}" for day in range(1, 13) if day not in (6, 7)]),
        ({"bookingLimitsCount": {"year": 2}}, [f"2027-03-{day:02}" for day in range(1, 13) if day not in (6, 7)]),
        ({"bookingLimitsDuration": {"day": 75}}, ["2027-03-02"]),
        ({"bookingLimitsDuration": {"day": 90}}, []),
        (
            {"bookingLimitsDuration": {"week": 60}},
            ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"],
        ),
    ],
)
def test_limits_close_periods(it, limits, full):
    """When a day, week, month or year has its bookings or minutes, the rest of it is not on offer."""
    kind = it.kind(**limits)
    working = [f"2027-03-{day:02}" for day in range(1, 13) if day not in (6, 7)]
    for time in ("09:00", "10:00"):
        new_booking(it.world, kind, f"2027-03-02T{time}Z", ANA)
    new_booking(it.world, it.event_type, "2027-03-03T09:00Z", ANA)  # of another event type
    found = {slot[:10] for slot in it.slots("2027-03-01", "2027-03-12", kind)}
    assert [day for day in working if day not in full] == sorted(found)


def test_days_of_limits_are_local(it):
    """A booking late in the evening of Sao Paulo counts for that evening's day, though UTC is a day further."""
    hours(it, zone="America/Sao_Paulo", first="08:00", last="23:59")
    kind = it.kind(bookingLimitsCount={"day": 1})
    it.book("2027-03-03T01:00", kind)
    search = {"timeZone": "America/Sao_Paulo"}
    found = {slot[:10] for slot in it.slots("2027-03-02", "2027-03-05", kind, **search)}
    assert found == {"2027-03-01", "2027-03-03", "2027-03-04", "2027-03-05"}


# Seats


def test_seats_keep_a_slot_on_offer(it):
    """A booking is shown with how many seats are taken and its uid, even when none is left."""
    kind = it.kind(seats=LIMITED)
    row = it.book("2027-03-02T10:00", kind)
    search = {"eventTypeId": kind["id"], "startTime": "2027-03-02T09:00:00Z", "endTime": "2027-03-02T11:00:00Z"}
    found = it.ask("slots.available", **search)["slots"]["2027-03-02"]
    assert [
        {"time": "2027-03-02T09:00:00.000Z"},
        {"time": "2027-03-02T09:30:00.000Z"},
        {"time": "2027-03-02T10:00:00.000Z", "attendees": 1, "bookingUid": row["uid"]},
        {"time": "2027-03-02T10:30:00.000Z"},
    ] == found
    it.book("2027-03-02T10:00", kind, RUI)
    assert it.ask("slots.available", **search)["slots"]["2027-03-02"][2]["attendees"] == 2


def test_seated_booking_occupies_its_host_for_everything_else(it):
    """Neither other event types nor other starts of the same one overlap it."""
    kind = it.kind(seats=LIMITED, slotInterval=15)
    it.book("2027-03-02T10:00", kind)
    assert "10:00" not in times(it.slots(*TUESDAY))
    assert times(it.slots(*TUESDAY, kind))[2:6] == ["09:30", "10:00", "10:30", "10:45"]


# How they are shown


def test_slots_are_times_in_utc_by_default(it):
    """One key, with milliseconds and Z."""
    answer = it.ask(
        "slots.available", eventTypeId=10482, startTime="2027-03-02T09:00:00Z", endTime="2027-03-02T09:30:00Z"
    )
    assert answer == {"slots": {"2027-03-02": [{"time": "2027-03-02T09:00:00.000Z"}]}}


@pytest.mark.parametrize("form", ["range", "time"])
def test_format_adds_the_end(it, form):
    """With a format slots have start and end, in the zone asked for."""
    answer = it.ask(
        "slots.available",
        eventTypeId=10482,
        startTime="2027-03-02T09:00:00Z",
        endTime="2027-03-02T09:30:00Z",
        timeZone="America/Sao_Paulo",
        slotFormat=form,
    )
    slot = {"startTime": "2027-03-02T06:00:00.000-03:00", "endTime": "2027-03-02T06:30:00.000-03:00"}
    assert answer == {"slots": {"2027-03-02": [slot]}}


def test_dates_are_those_of_the_zone_asked_for(it):
    """A slot late in the day in UTC belongs to the next day in Tokyo."""
    hours(it, first="14:00", last="16:00")
    answer = it.ask(
        "slots.available",
        eventTypeId=10482,
        startTime="2027-03-02T00:00:00Z",
        endTime="2027-03-02T23:59:59Z",
        timeZone="Asia/Tokyo",
    )
    assert {"2027-03-02": 2, "2027-03-03": 2} == {day: len(slots) for day, slots in answer["slots"].items()}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"startTime": "soon"}, "startTime must be a valid ISO 8601"),
        ({"endTime": "9999-12-31T23:59:59Z"}, "endTime must be a valid ISO 8601"),
        ({"timeZone": "Mars/Base"}, "timeZone must be a valid IANA"),
        ({"slotFormat": "list"}, "slotFormat must be either"),
        ({"startTime": None}, "startTime should not be empty"),
        ({"eventTypeId": "x"}, "eventTypeId must be an integer"),
    ],
)
def test_wrong_questions_are_refused(it, wrong, words):
    """With the name of the argument."""
    arguments = {"eventTypeId": 10482, "startTime": "2027-03-02T00:00:00Z", "endTime": "2027-03-03T00:00:00Z"}
    with pytest.raises(BadRequest, match=words):
        BEHAVIOURS["slots.available"](it.world, Caller(31790), arguments | wrong)


def test_search_reaches_a_year_ahead(it):
    """However far the end, an answer has a year at most."""
    found = it.slots("2027-03-02", "2999-12-31", it.kind(length=480))
    assert found[-1][:10] == "2028-03-01"


def test_unknown_event_type_has_no_slots(it):
    """404 for an id that is not there."""
    with pytest.raises(Problem, match="NOT_FOUND"):
        it.slots(*TUESDAY, {"id": 9})


# What holds for all slots

EVENT_TYPES = st.fixed_dictionaries(
    {
        "length": st.sampled_from([10, 15, 25, 30, 45, 60, 90]),
        "slotInterval": st.sampled_from([None, 5, 10, 15, 20, 30, 60]),
        "offsetStart": st.sampled_from([0, 5, 7]),
        "beforeEventBuffer": st.sampled_from([0, 5, 20]),
        "afterEventBuffer": st.sampled_from([0, 10, 45]),
        "minimumBookingNotice": st.sampled_from([0, 60, 60 * 30]),
    }
)
ZONES = ["America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Europe/Lisbon", "Australia/Lord_Howe", "UTC"]
# The Saturdays before clocks change in one of these places, and a week like any other.
WEEKS = [
    "2027-03-13T03:10",
    "2027-03-27T12:00",
    "2027-10-02T09:59",
    "2027-10-30T00:00",
    "2027-11-06T23:30",
    "2027-06-01T12:00",
]


@given(
    fields=EVENT_TYPES,
    zone=st.sampled_from(ZONES),
    asked=st.sampled_from(ZONES),
    now=st.sampled_from(WEEKS),
    opens=st.integers(0, 20),
    open_for=st.integers(1, 10),
    taken=st.lists(st.tuples(st.integers(0, 3 * 96), st.sampled_from([15, 30, 60])), max_size=8),
)
def test_slots_keep_what_they_promise(fields, zone, asked, now, opens, open_for, taken):
    """Slots lie in local working hours, clear of bookings and their buffers, after the notice, whatever zone asks."""
    it = desk()
    it.now(now)
    closes = min(opens + open_for, 23)
    hours(it, first=f"{opens:02}:00", last=f"{closes:02}:30", zone=zone)
    kind = it.kind(**fields)
    busy = []
    for quarter, minutes in taken:
        start = it.world.now() + timedelta(minutes=15 * quarter)
        row = new_booking(it.world, it.event_type, start, ANA, minutes=minutes)
        busy.append(tuple(datetime.fromisoformat(row[name]) for name in ("start", "end")))
    search = {
        "eventTypeId": kind["id"],
        "startTime": (it.world.now() - timedelta(days=1)).isoformat(),
        "endTime": (it.world.now() + timedelta(days=3)).isoformat(),
        "slotFormat": "range",
    }
    answers = [ask(it.world, 31790, "slots.available", **search, timeZone=each) for each in (zone, asked)]
    found = [
        sorted(
            tuple(datetime.fromisoformat(slot[name]).astimezone(UTC) for name in ("startTime", "endTime"))
            for slots in answer["slots"].values()
            for slot in slots
        )
        for answer in answers
    ]
    ahead, behind = (timedelta(minutes=fields[name]) for name in ("beforeEventBuffer", "afterEventBuffer"))
    soonest = it.world.now() + timedelta(minutes=fields["minimumBookingNotice"])
    for start, end in found[0] + found[1]:
        assert end - start == timedelta(minutes=fields["length"])
        assert start >= soonest
        assert all(start - ahead >= last or end + behind <= first for first, last in busy)
        for instant in (start, end - timedelta(minutes=1)):
            local = instant.astimezone(ZoneInfo(zone))
            assert (opens, 0) <= (local.hour, local.minute) < (closes, 30)
        assert start.astimezone(ZoneInfo(zone)).date() == (end - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).date()
    for answer, where in zip(answers, (zone, asked), strict=True):
        for day, slots in answer["slots"].items():
            for slot in slots:
                assert day == datetime.fromisoformat(slot["startTime"]).astimezone(ZoneInfo(where)).date().isoformat()
    if found[0]:  # what is on offer can be booked, once
        start = found[0][len(found[0]) // 2][0]
        it.book(start.strftime("%Y-%m-%dT%H:%M"), kind)
        with pytest.raises(BadRequest, match="already has booking"):
            it.book(start.strftime("%Y-%m-%dT%H:%M"), kind)


# Where the search ends


@pytest.mark.parametrize(
    ("date", "zone", "shown"),
    [
        ("2027-03-02", None, ["14:00", "15:00", "16:00"]),  # the search ends at noon of this day
        ("2027-03-03", None, ["14:00", "15:00", "16:00"]),
        ("2027-03-04", None, []),
        ("2027-03-02", "UTC", ["14:00", "15:00", "16:00"]),
        ("2027-03-03", "UTC", []),
        ("2027-03-02", "Asia/Tokyo", ["23:00"]),  # the others begin on the next day there
    ],
)
def test_hours_of_a_date_go_on_where_a_search_ends(it, date, zone, shown):
    """Weekly hours are cut there, those of a date are not; where a zone is named, only its days are shown."""
    row = SCHEDULES.rows(it.world, 31790)[0]
    override = {"date": date, "startTime": "14:00", "endTime": "17:00"}
    SCHEDULES.put(it.world, row | {"timeZone": "UTC", "overrides": [override]})
    kind = it.kind(length=60)
    search = {"startTime": "2027-03-02T09:00:00Z", "endTime": "2027-03-02T12:00:00Z"} | (
        {"timeZone": zone} if zone else {}
    )
    days = it.ask("slots.available", eventTypeId=kind["id"], **search)["slots"]
    found = [slot["time"][11:16] for day in days.values() for slot in day]
    regular = [time for time in found if time not in ("14:00", "15:00", "16:00", "23:00")]
    assert [time for time in found if time not in regular] == shown
    assert len(regular) == (0 if date == "2027-03-02" else 3)


def test_what_is_booked_later_is_gone_from_hours_of_a_date(it):
    """Also in those behind the end of the search."""
    row = SCHEDULES.rows(it.world, 31790)[0]
    override = {"date": "2027-03-03", "startTime": "14:00", "endTime": "17:00"}
    SCHEDULES.put(it.world, row | {"timeZone": "UTC", "overrides": [override]})
    kind = it.kind(length=60)
    new_booking(it.world, kind, "2027-03-03T15:00Z", ANA)
    search = {"startTime": "2027-03-02T09:00:00Z", "endTime": "2027-03-02T12:00:00Z"}
    days = it.ask("slots.available", eventTypeId=kind["id"], **search)["slots"]
    assert [slot["time"][11:16] for slot in days["2027-03-03"]] == ["14:00", "16:00"]
