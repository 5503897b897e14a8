"""Faults of Cal.com's own slots, served only on demand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from toolzz_cal_mock.world.booking_rows import new_booking

from tests.support.scheduling import ANA
from tests.support.slots import TUESDAY, hours

SPRING, AUTUMN = ("2027-03-13", "2027-03-15"), ("2027-11-06", "2027-11-08")


@pytest.mark.parametrize(
    ("days", "opening", "closing", "right", "as_is"),
    [
        (SPRING, "00:00", "05:00", ["05", "06", "07", "08"], ["04", "05", "06", "07", "08"]),
        (AUTUMN, "00:00", "05:00", ["04", "05", "06", "07", "08", "09"], ["05", "06", "07", "08", "09"]),
        (SPRING, "09:00", "11:00", ["13", "14"], ["13", "14"]),
        (AUTUMN, "09:00", "11:00", ["14", "15"], ["14", "15"]),
        (SPRING, "13:00", "15:00", ["17", "18"], ["18", "19"]),
    ],
)
def test_hours_are_off_where_clocks_change_only_on_demand(it, days, opening, closing, right, as_is):
    """Hours from midnight or noon on, of the middle one of three days in New York, told in UTC."""
    hours(it, first=opening, last=closing, zone="America/New_York", days=["Saturday", "Sunday", "Monday"])
    kind = it.kind(length=60)
    changed = f"{days[0][:8]}{int(days[0][8:]) + 1:02}"
    search = {"startTime": f"{days[0]}T00:00:00Z", "endTime": f"{days[1]}T23:59:59Z", "eventTypeId": kind["id"]}
    for wanted in (right, as_is):
        slots = it.ask("slots.available", **search)["slots"]
        assert [slot["time"][11:13] for slot in slots[changed]] == wanted
        assert len(slots[days[0]]) == len(slots[days[1]]) == len(slots[days[1]])
        it.world.indexes["as_is"] = True


@pytest.mark.parametrize(
    ("zone", "days", "lost"),
    [
        ("America/New_York", AUTUMN, True),
        ("America/New_York", SPRING, False),
        ("Europe/London", ("2027-10-30", "2027-11-01"), True),  # also when the search goes on to the last hour
        ("Australia/Lord_Howe", ("2027-04-03", "2027-04-05"), True),  # by half an hour
        ("UTC", AUTUMN, False),
    ],
)
def test_the_last_day_is_lost_when_clocks_went_back_only_on_demand(it, zone, days, lost):
    """In the zone that is named."""
    hours(it, zone=zone)
    first, last = (datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)) for day in days)
    end = last.replace(hour=23, minute=59, second=59)
    search = {"startTime": first.isoformat(), "endTime": end.isoformat(), "timeZone": zone}
    all_days = list(it.ask("slots.available", eventTypeId=it.event_type["id"], **search)["slots"])
    assert (all_days[0], all_days[-1]) == days
    it.world.indexes["as_is"] = True
    found = list(it.ask("slots.available", eventTypeId=it.event_type["id"], **search)["slots"])
    assert found == (all_days[:-1] if lost else all_days)


def test_the_same_slots_are_told_again_only_on_demand(it):
    """For two seconds, and only to the same question."""
    before = it.slots(*TUESDAY)
    it.world.indexes["as_is"] = True
    assert it.slots(*TUESDAY) == before
    new_booking(it.world, it.event_type, "2027-03-02T10:00Z", ANA)
    assert it.slots(*TUESDAY) == before
    assert len(it.slots(*TUESDAY, timeZone="UTC")) == len(before) - 1
    it.world.clock.advance(timedelta(seconds=2))
    after = it.slots(*TUESDAY)
    assert len(after) == len(before) - 1
    it.world.indexes["as_is"] = False
    new_booking(it.world, it.event_type, "2027-03-02T11:00Z", ANA)
    assert len(it.slots(*TUESDAY)) == len(before) - 2
