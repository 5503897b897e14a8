"""The examples of docs/mock.md hold."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from toolzz_cal import OutcomeUnknown
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.seed import BOOKING, KEY, ORGANIZATION, USER
from toolzz_cal_mock.seeding import Seed
from toolzz_cal_mock.wire import path_of, request_from

GUIDE = (Path(__file__).parents[2] / "docs" / "mock.md").read_text("utf-8")


def test_the_example_of_a_test_passes(toolzz_cal_mock):
    """The guide's test runs as it stands there."""
    source = next(each for each in re.findall(r"```python\n(.*?)```", GUIDE, re.S) if "def test_" in each)
    namespace: dict[str, object] = {}
    exec(compile(source, "mock.md", "exec"), namespace)
    namespace["test_a_slot_is_booked_once"](toolzz_cal_mock)


def test_the_fault_that_books_twice_does_not(toolzz_cal_mock):
    """After `drop_after` the client says that the outcome is unknown, and one booking exists."""
    toolzz_cal_mock.faults.add("drop_after", operation="bookings.create", times=1)
    arguments = {
        "start": "2027-03-09T16:00:00Z",
        "event_type_id": 10482,
        "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"},
    }
    with pytest.raises(OutcomeUnknown):
        toolzz_cal_mock.client.bookings.create(**arguments)
    starts = [booking.start.hour for booking in toolzz_cal_mock.client.bookings.iterate(status=["upcoming"])]
    assert 1 == starts.count(16)
    toolzz_cal_mock.calls.assert_called_once("bookings.create")


def test_the_table_has_every_way_to_put_in_more():
    """Each once, under its name."""
    table = GUIDE.partition("| `seed.…` | makes |")[2].partition("\n\n")[0]
    names = [name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1] if line else "")]
    assert sorted(names) == sorted(name for name in vars(Seed) if not name.startswith("_"))


def asked(mock: Mock, path: str, *, method: str = "GET", key: str | None = None) -> Reply:
    """The mock's answer to a request of Cal.com's."""
    pairs = [(b"cal-api-version", b"2024-08-13")]
    if key is not None:
        pairs.append((b"authorization", f"Bearer {key}".encode()))
    return mock.handle(request_from(method, path_of(path.encode()), b"", pairs, b""))


@pytest.mark.parametrize(
    ("options", "statuses"),
    [
        ({}, (401, 200, 200)),
        ({"strict_auth": True}, (401, 401, 200)),
        ({"strict_auth": True, "isolated": True}, (401, 401, 401)),
    ],
    ids=["by default", "strict", "isolated"],
)
def test_who_is_refused(options, statuses):
    """Without a key, with an unknown one, and without one for a booking whose uid is known."""
    mock = Mock(**options)
    booking = f"/v2/bookings/{BOOKING}"
    replies = (asked(mock, "/v2/me"), asked(mock, "/v2/me", key="cal_other"), asked(mock, booking))
    assert tuple(reply.status for reply in replies) == statuses


@pytest.mark.parametrize(
    ("path", "is_open"),
    [("/v2/me", True), ("/api/v1/functions/example", True), ("/api/v3.1/tools/execute/CAL_X", True), ("/", False)],
)
def test_which_doors_are_open_to_pages(path, is_open):
    """Those of all upstreams, whether or not the request is granted; the mock's own page is not."""
    for method in ("OPTIONS", "GET"):
        reply = asked(Mock(), path, method=method)
        assert ("access-control-allow-origin" in reply.headers) == is_open, method


def test_own_faults_of_cal_are_served_when_asked_for():
    """The one that strikes everybody."""
    path = f"/v2/organizations/{ORGANIZATION}/teams/event-types"
    statuses = [asked(Mock(as_is=as_is), path, key=KEY).status for as_is in (False, True)]
    assert statuses == [200, 500]


@pytest.mark.parametrize("operation", ["teams.delete", "organizations.teams.delete"])
def test_deleting_teams_is_throttled_by_the_clock_of_the_mock(toolzz_cal_mock, operation):
    """A second deletion is refused until the clock has moved."""
    seed = toolzz_cal_mock.seed
    owner = toolzz_cal_mock.world.table("users")[USER]
    in_organization = operation.startswith("organizations")
    organization = toolzz_cal_mock.world.table("teams")[ORGANIZATION] if in_organization else None
    teams = [seed.team_of(owner, name=f"Team {each}", organization=organization) for each in range(2)]
    prefix = f"/v2/organizations/{ORGANIZATION}" if in_organization else "/v2"

    def deleted(team):
        return asked(toolzz_cal_mock, f"{prefix}/teams/{team['id']}", method="DELETE", key=KEY).status

    assert [deleted(team) for team in teams] == [200, 429]
    toolzz_cal_mock.clock.advance(timedelta(seconds=1))
    assert deleted(teams[1]) == 200
