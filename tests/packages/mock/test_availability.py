"""When hosts are free: hours in local time, what occupies them, and local days of every kind."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal_mock.problems import BadRequest
from toolzz_cal_mock.world.availability import common, free, is_free, merged, opening_hours, without
from toolzz_cal_mock.world.booking_rows import change, new_booking
from toolzz_cal_mock.world.connections import add_busy, new_credential
from toolzz_cal_mock.world.connections import select as select_calendar
from toolzz_cal_mock.world.local_time import DAY, day_of, hours, iso, midnight, moment, period
from toolzz_cal_mock.world.schedules import new_schedule

from tests.support.scheduling import ANA, desk

NEW_YORK, SAO_PAULO = ZoneInfo("America/New_York"), ZoneInfo("America/Sao_Paulo")
# Zones that change clocks at night, at midnight, by half an hour, that once skipped a day, and that never change.
ZONES = [
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Lisbon",
    "Pacific/Apia",
    "UTC",
]
SPRING, AUTUMN = date(2027, 3, 14).toordinal(), date(2027, 11, 7).toordinal()


def at(text):
    """An instant from text in UTC."""
    return int(datetime.fromisoformat(f"{text}+00:00").timestamp())


def spans(ranges):
    """Ranges as text in UTC."""
    return [(iso(start)[5:16], iso(end)[5:16]) for start, end in ranges]


def schedule(zone, entries, overrides=()):
    """A schedule with `(day, start, end)` and `(date, start, end)`."""
    return {
        "timeZone": zone,
        "availability": [{"days": [day], "startTime": start, "endTime": end} for day, start, end in entries],
        "overrides": [{"date": day, "startTime": start, "endTime": end} for day, start, end in overrides],
    }


# Local time


def test_hours_that_a_change_of_clocks_skips_are_missing():
    """When clocks go from 02:00 to 03:00, the hour between does not exist."""
    assert [("03-14T06:30", "03-14T07:00")] == spans(hours(NEW_YORK, SPRING, 90 * 60, 150 * 60))
    assert hours(NEW_YORK, SPRING, 120 * 60, 180 * 60) == []
    assert [("03-14T07:00", "03-14T08:00")] == spans(hours(NEW_YORK, SPRING, 150 * 60, 240 * 60))


def test_hours_that_a_change_of_clocks_repeats_come_twice():
    """When clocks go from 02:00 back to 01:00, half past one is twice, an hour apart."""
    assert [("11-07T05:30", "11-07T06:00"), ("11-07T06:30", "11-07T07:00")] == spans(
        hours(NEW_YORK, AUTUMN, 90 * 60, 120 * 60)
    )
    assert [("11-07T05:00", "11-07T07:30")] == spans(hours(NEW_YORK, AUTUMN, 60 * 60, 150 * 60))


@pytest.mark.parametrize(("day", "length"), [(SPRING, 23), (AUTUMN, 25), (SPRING + 1, 24)])
def test_days_are_as_long_as_they_are(day, length):
    """A day lasts 23, 24 or 25 hours."""
    assert midnight(NEW_YORK, day + 1) - midnight(NEW_YORK, day) == length * 3600


def test_day_that_was_skipped_has_no_hours():
    """Samoa had no 30 December 2011: asked for its beginning, the next day answers."""
    zone, skipped = ZoneInfo("Pacific/Apia"), date(2011, 12, 30).toordinal()
    assert hours(zone, skipped, 0, DAY) == []
    assert midnight(zone, skipped) == midnight(zone, skipped + 1)


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    day=st.dates(date(2010, 1, 1), date(2037, 12, 31)),
    start=st.integers(0, 1440),
    end=st.integers(0, 1440),
    minute=st.integers(-15 * 60, 39 * 60),
)
def test_instants_are_within_hours_when_their_local_time_is(zone, day, start, end, minute):
    """An instant belongs to hours of a day exactly when its local date and time do."""
    instant = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + minute * 60
    local = datetime.fromtimestamp(instant, zone)
    expected = local.date() == day and start <= local.hour * 60 + local.minute < end
    found = hours(zone, day.toordinal(), start * 60, end * 60)
    assert expected == any(first <= instant < last for first, last in found)


@given(zone=st.sampled_from(ZONES).map(ZoneInfo), instant=st.integers(at("2010-01-01"), at("2037-12-31")))
def test_periods_hold_the_instant_and_follow_each_other(zone, instant):
    """The day, week, month and year of an instant contain it, and end where the next one begins."""
    found = [period(zone, instant, unit) for unit in ("day", "week", "month", "year")]
    for first, after in found:
        assert first <= instant < after
    for unit, (_, after) in zip(("day", "week", "month", "year"), found, strict=True):
        assert period(zone, after, unit)[0] == after
    assert datetime.fromtimestamp(found[1][0], zone).weekday() == 6
    assert datetime.fromtimestamp(found[2][0], zone).day == 1


@pytest.mark.parametrize(
    "text", ["", "soon", "2027-13-01T00:00:00Z", None, 5, "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]
)
def test_moment_must_be_a_date_of_this_era(text):
    """What is no date, or too far from now to be counted with, is refused."""
    with pytest.raises(BadRequest, match="start must be a valid ISO 8601 date string"):
        moment(text, "start")


# Hours of a schedule


def test_hours_are_meant_in_the_zone_of_the_schedule():
    """Nine to five in Sao Paulo is noon to eight in UTC."""
    week = schedule("America/Sao_Paulo", [("Tuesday", "09:00", "17:00")])
    day = date(2027, 3, 2).toordinal()
    assert [("03-02T12:00", "03-02T20:00")] == spans(opening_hours(week, day - 1, day + 1))


def test_hours_that_touch_are_one_range():
    """Two entries of a day join, and across midnight, for 23:59 means midnight."""
    week = schedule("UTC", [("Monday", "09:00", "12:00"), ("Monday", "12:00", "23:59"), ("Tuesday", "00:00", "02:00")])
    day = date(2027, 3, 1).toordinal()
    assert [("03-01T09:00", "03-02T02:00")] == spans(opening_hours(week, day, day + 1))


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ([("2027-03-01", "10:00", "11:00")], [("03-01T10:00", "03-01T11:00")]),
        (
            [("2027-03-01", "10:00", "11:00"), ("2027-03-01", "14:00", "15:00")],
            [("03-01T10:00", "03-01T11:00"), ("03-01T14:00", "03-01T15:00")],
        ),
        ([("2027-03-01", "00:00", "00:00")], []),
        ([("2027-03-01", "10:00", "10:00")], []),
        ([("2027-03-02", "10:00", "11:00")], [("03-01T09:00", "03-01T17:00")]),
    ],
)
def test_overrides_replace_the_hours_of_their_day(overrides, expected):
    """All entries for a date take the place of the weekly hours; an empty one closes the day."""
    week = schedule("UTC", [("Monday", "09:00", "17:00")], overrides)
    day = date(2027, 3, 1).toordinal()
    assert expected == spans(opening_hours(week, day, day))


def test_override_opens_a_day_off():
    """A date has hours although its weekday has none."""
    week = schedule("UTC", [("Monday", "09:00", "17:00")], [("2027-03-06", "10:00", "12:00")])
    day = date(2027, 3, 6).toordinal()
    assert [("03-06T10:00", "03-06T12:00")] == spans(opening_hours(week, day, day))


# Ranges

RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def points(ranges):
    return {point for start, end in ranges for point in range(start, end)}


@given(ours=RANGES, theirs=RANGES)
def test_ranges_behave_like_sets(ours, theirs):
    """Merging, subtracting and intersecting ranges is what it is for the points in them."""
    mine, yours = merged(ours), merged(theirs)
    assert points(mine) == points(ours)
    assert points(without(mine, yours)) == points(ours) - points(theirs)
    assert points(common(mine, yours)) == points(ours) & points(theirs)
    for found in (mine, without(mine, yours), common(mine, yours)):
        assert sorted(found) == found
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(found))


def test_later_range_sees_what_an_earlier_one_met():
    """Something that reaches from one range into the next is subtracted from both."""
    assert without([(0, 10), (10, 20)], [(5, 15)]) == [(0, 5), (15, 20)]


# What occupies a host


def of_tuesday(it, event_type=None, **how):
    start = at("2027-03-02T00:00")
    return spans(free(it.world, event_type or it.event_type, 31790, start, start, **how))


def test_bookings_occupy_their_hosts(it):
    """A booking cuts the day; its uid can be left out of account."""
    assert of_tuesday(it) == [("03-02T09:00", "03-02T17:00")]
    row = new_booking(it.world, it.event_type, "2027-03-02T10:00Z", ANA)
    assert of_tuesday(it) == [("03-02T09:00", "03-02T10:00"), ("03-02T10:30", "03-02T17:00")]
    assert of_tuesday(it, ignoring={row["uid"]}) == [("03-02T09:00", "03-02T17:00")]


@pytest.mark.parametrize(
    ("status", "blocks", "occupies"),
    [
        ("accepted", False, True),
        ("pending", False, False),
        ("pending", True, False),
        ("cancelled", True, False),
        ("rejected", True, False),
    ],
)
def test_state_of_a_booking_decides_whether_it_occupies(it, status, blocks, occupies):
    """A waiting booking takes none of its host's time: at most it keeps others out of its own event type."""
    policy = {"type": "always", "blockUnconfirmedBookingsInBooker": blocks}
    new_booking(it.world, it.kind(confirmationPolicy=policy), "2027-03-02T10:00Z", ANA, status=status)
    assert occupies == (len(of_tuesday(it)) == 2)


def test_booking_that_is_cancelled_frees_its_time(it):
    """A change of state shows at once."""
    row = new_booking(it.world, it.event_type, "2027-03-02T10:00Z", ANA)
    change(it.world, row, status="cancelled")
    assert of_tuesday(it) == [("03-02T09:00", "03-02T17:00")]


def test_buffers_of_both_meetings_add_up(it):
    """Before a meeting lie its own buffer and the one behind the next, and the other way round."""
    there = it.kind(beforeEventBuffer=5, afterEventBuffer=10)
    new_booking(it.world, there, "2027-03-02T10:00Z", ANA)
    here = it.kind(beforeEventBuffer=15, afterEventBuffer=20)
    assert of_tuesday(it) == [("03-02T09:00", "03-02T09:55"), ("03-02T10:40", "03-02T17:00")]
    assert of_tuesday(it, here) == [("03-02T09:00", "03-02T09:35"), ("03-02T10:55", "03-02T17:00")]


def test_buffers_reach_across_days(it):
    """A meeting of the day before can occupy the morning."""
    new_booking(it.world, it.kind(afterEventBuffer=16 * 60), "2027-03-01T17:00Z", ANA)
    assert of_tuesday(it) == [("03-02T09:30", "03-02T17:00")]


def test_selected_calendars_occupy_their_owner(it):
    """Events of a calendar count when it is selected, buffers included."""
    new_credential(it.world, 31790, "google", email="desk@example.com")
    calendar = next(iter(it.world.table("calendars").values()))
    it.world.table("selected_calendars").clear()
    add_busy(it.world, calendar, datetime(2027, 3, 2, 11, tzinfo=UTC), datetime(2027, 3, 2, 12, 15, tzinfo=UTC))
    assert of_tuesday(it) == [("03-02T09:00", "03-02T17:00")]
    select_calendar(it.world, calendar)
    assert of_tuesday(it) == [("03-02T09:00", "03-02T11:00"), ("03-02T12:15", "03-02T17:00")]
    assert of_tuesday(it, it.kind(beforeEventBuffer=15))[1][0] == "03-02T12:30"


def test_free_means_within_hours_for_the_whole_time(it):
    """A meeting must not begin before the hours, end behind them, or touch another."""
    new_booking(it.world, it.event_type, "2027-03-02T10:00Z", ANA)

    def fits(start, end):
        return is_free(it.world, it.event_type, 31790, at(f"2027-03-02T{start}"), at(f"2027-03-02T{end}"))

    assert fits("09:00", "10:00")
    assert fits("10:30", "17:00")
    assert not fits("08:59", "09:30")
    assert not fits("16:31", "17:01")
    assert not fits("09:31", "10:01")
    assert not fits("10:29", "11:00")


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    opens=st.integers(0, 23),
    closes=st.integers(0, 23),
    taken=st.lists(st.tuples(st.integers(0, 47), st.integers(1, 4)), max_size=6),
)
def test_free_time_is_hours_less_bookings(zone, day, opens, closes, taken):
    """Minute by minute, a host is free when the hours say so and no booking does."""
    it = desk()
    hours_of_all_days = [
        (name, f"{opens:02}:00", f"{closes:02}:30")
        for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]
    it.world.table("schedules")[764] |= schedule(zone, hours_of_all_days)
    where = ZoneInfo(zone)
    start = midnight(where, day.toordinal())
    for half, length in taken:
        new_booking(it.world, it.event_type, start + half * 1800, ANA, minutes=length * 30)
    found = free(it.world, it.event_type, 31790, start, start)
    for minute in range(0, 26 * 60, 15):
        instant = start + minute * 60
        local = datetime.fromtimestamp(instant, where)
        open_then = day_of(where, instant) == day.toordinal() and (opens, 0) <= (local.hour, local.minute) < (
            closes,
            30,
        )
        booked = any(start + half * 1800 <= instant < start + half * 1800 + length * 1800 for half, length in taken)
        assert (open_then and not booked) == any(first <= instant < last for first, last in found)


def test_local_day_of_an_instant_depends_on_the_zone():
    """Midnight in UTC is the evening before in Sao Paulo."""
    instant = at("2027-03-02T00:00")
    assert day_of(SAO_PAULO, instant) + 1 == day_of(ZoneInfo("UTC"), instant)
    assert iso(instant, SAO_PAULO) == "2027-03-01T21:00:00.000-03:00"
    assert datetime.fromisoformat(iso(instant, SAO_PAULO)) - datetime.fromisoformat(iso(instant)) == timedelta(0)


def test_a_meeting_may_go_on_over_midnight(it):
    """Where the hours of two days touch; its own day alone would not hold it."""
    days = [("Tuesday", "22:00", "23:59"), ("Wednesday", "00:00", "01:00")]
    hours_of_days = schedule("UTC", days)["availability"]
    row = new_schedule(it.world, 31790, time_zone="UTC", availability=hours_of_days)
    kind = it.event_type | {"scheduleId": row["id"]}
    night = at("2027-03-02T23:30"), at("2027-03-03T00:30")
    assert is_free(it.world, kind, 31790, *night)
    assert not is_free(it.world, kind, 31790, night[0], at("2027-03-03T01:30"))
