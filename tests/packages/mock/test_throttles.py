"""Limits of Cal.com's own: for all calls of a key, and for the deleting of teams."""

from datetime import timedelta

import pytest
from toolzz_cal_mock.problems import TooMany
from toolzz_cal_mock.throttles import Throttle
from toolzz_cal_mock.world.teams import new_team

from tests.support.behaviours import ask, people


def test_a_call_too_many_blocks_for_as_long_again():
    """From the call that was too many on; calls within that time do not make it longer."""
    throttle = Throttle()
    assert [throttle.count("a", now, 2, 60) for now in (0, 50)] == [(1, 60), (0, 10)]
    for now, left in ((55, 60), (60, 55), (114, 1)):
        with pytest.raises(TooMany) as refusal:
            throttle.count("a", now, 2, 60)
        assert refusal.value.retry_after == left
    assert throttle.count("b", 60, 2, 60) == (1, 60)
    assert throttle.count("a", 115, 2, 60) == (1, 60)


@pytest.mark.parametrize("place", [{}, {"orgId": 1205}], ids=["alone", "in an organization"])
def test_teams_are_deleted_once_a_second(place):
    """By each user; the second deletion comes too early, whether or not the team is there."""
    them = people()
    operation = "organizations.teams.delete" if place else "teams.delete"
    teams = [
        new_team(them.world, name=name, owner_id=them.owner["id"], organization_id=place.get("orgId"))["id"]
        for name in ("A", "B", "C")
    ]
    ask(them.world, them.owner, operation, **place, teamId=teams[0])
    for team in (teams[0], teams[1]):
        with pytest.raises(TooMany):
            ask(them.world, them.owner, operation, **place, teamId=team)
    if place:
        ask(them.world, them.admin, operation, **place, teamId=teams[1])
    them.world.clock.advance(timedelta(seconds=1))
    ask(them.world, them.owner, operation, **place, teamId=teams[2])
