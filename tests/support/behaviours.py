"""Calling what operations of the mock do, without a door, and a small world of people to call it in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from toolzz_cal_mock.clock import Clock, Dice
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.world import behaviours as _behaviours  # noqa: F401 - all are there before the first test
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller, Row, Whole, World
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.organizations import new_organization
from toolzz_cal_mock.world.teams import new_team
from toolzz_cal_mock.world.users import new_user

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def empty_world() -> World:
    """A world with nothing in it, in which it is always the same moment."""
    return World(Clock(NOON, running=False), Dice(1))


def ask_anything(world: World, caller: int | Row, operation: str, **arguments: Any) -> Any:
    """As `ask`, for what the specification refuses: the mock has checks of its own, as Cal.com has."""
    user_id = caller if isinstance(caller, int) else caller["id"]
    return BEHAVIOURS[operation](world, Caller(user_id), arguments)


def ask(world: World, caller: int | Row, operation: str, **arguments: Any) -> Any:
    """What an operation answers to a user: Cal.com's `data`. Arguments and answer must fit the specification."""
    facts = specification().operations[operation]
    known = {name: value for name, value in arguments.items() if name in facts.arguments["properties"]}
    assert specification().argument_errors(facts, known) == []
    outcome = ask_anything(world, caller, operation, **arguments)
    reply = outcome.reply if isinstance(outcome, Whole) else {"status": "success", "data": outcome}
    data = outcome if facts.request is not None and facts.request.state == "composed" else reply
    assert specification().answer_errors(facts, {"data": data, "error": None, "successful": True}) == []
    return outcome.reply if isinstance(outcome, Whole) else outcome


@dataclass
class People:
    """An organization with owner, administrator, two members and a team led by the first of them; and a stranger."""

    world: World
    owner: Row
    admin: Row
    lead: Row
    member: Row
    stranger: Row
    organization: Row
    team: Row


def people() -> People:
    """A fresh world with people in it."""
    world = empty_world()
    owner = new_user(world, id=31790, name="Leo Souza", email="leo.souza@example.com", key="cal_example")
    organization = new_organization(world, id=1205, name="Example", owner_id=31790)
    inside = {"organization_id": 1205}
    admin = new_user(world, name="Admin", email="admin@example.com", role="ADMIN", **inside)
    lead = new_user(world, name="Lead", email="lead@example.com", **inside)
    member = new_user(world, name="Member", email="member@example.com", **inside)
    stranger = new_user(world, name="Ana Prado", email="ana.prado@example.com")
    team = new_team(world, id=8841, name="Support", owner_id=lead["id"], organization_id=1205)
    new_membership(world, member["id"], 8841)
    return People(world, owner, admin, lead, member, stranger, organization, team)
