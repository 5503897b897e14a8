"""Two processes share a journal and sixty jobs, and three are killed: nothing is made twice, lost or told wrongly."""

import os
from random import Random

import pytest
from toolzz_cal import journal
from toolzz_cal_mock.core import Mock

from tests.support.crew import Job, told_by
from tests.support.gate import Gate, served
from tests.support.mock import NOW
from tests.support.recipes import booking, email

BOOKINGS, TAKEN, SCHEDULES, TWICE = 30, 6, 24, 10
CREATE = ("CAL_POST_NEW_BOOKING_REQUEST", "CAL_CREATE_USER_AVAILABILITY_SCHEDULE")
ATTEMPT, LEASE = 4.0, 1.0  # seconds


@pytest.fixture
def address(request, store, tmp_path):
    """Of a journal with nothing in it."""
    return f"sqlite:///{tmp_path}/calls.db" if store == "sqlite" else request.getfixturevalue(f"{store}_url")


def all_jobs():
    """Bookings, some of slots that others have, and schedules."""
    jobs = [Job(f"booking {number}", "bookings.create", booking(number)) for number in range(BOOKINGS + TAKEN)]
    for number in range(SCHEDULES):
        arguments = {"name": f"Schedule {number}", "time_zone": "UTC", "is_default": False}
        jobs.append(Job(f"schedule {number}", "schedules.create", arguments))
    return jobs


def made(mock):
    """What there is of each job: uids of bookings, ids of schedules."""
    found = {}
    for row in mock.world.tables["bookings"].values():
        for guest in row["attendees"]:
            found.setdefault(guest["email"], []).append(row["uid"])
    for row in mock.world.tables["schedules"].values():
        found.setdefault(row["name"], []).append(row["id"])
    return found


@pytest.mark.parametrize(("store", "seed"), [("sqlite", 1), ("postgresql", 2), ("redis", 3)])
def test_three_are_killed(address, seed):
    """At calls that dice choose: before the upstream does what is asked, behind it, and once it has told of it."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    dice = Random(seed)
    mock = Mock(now=NOW)
    for number in range(BOOKINGS, BOOKINGS + TAKEN):
        mock.seed.booking(start=booking(number)["start"])
    jobs = all_jobs()
    given = jobs + dice.sample(jobs, TWICE)
    dice.shuffle(given)
    moments = ["before", "behind", "told"]
    dice.shuffle(moments)
    gate = Gate(mock, dict(zip(dice.sample(range(1, len(jobs)), 3), moments, strict=True)), *CREATE)
    with served(gate) as url:
        told_of, replaced = told_by(2, (url, journal.open(address, lease=LEASE), ATTEMPT), given)
    assert (len(gate.killed), replaced) == (3, 3)
    found = made(mock)
    for job in jobs:
        told = told_of[job.key]
        assert len(told) == given.count(job)
        number = int(job.key.split()[1])
        if job.operation == "schedules.create":
            ours = found.get(f"Schedule {number}", [])
        else:
            ours = found.get(email(number), [])
        if job.operation == "bookings.create" and number >= BOOKINGS:
            assert ours == []
            assert {each["error"] for each in told} == {"ActionFailed"}, told
        else:
            assert len(ours) == 1, job
            assert told == [{"made": ours[0]}] * len(told), job
