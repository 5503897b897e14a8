"""A state machine that knows what a mock must hold after each call, and asks it for all of that after each step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from toolzz_cal_mock.seed import ORGANIZATION, USER
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.teams import new_team

from tests.support.crud_resources import (
    ALWAYS,
    FOLLOWS,
    OPERATIONS,
    OTHERWISE,
    OVERWRITES,
    SEEN_ELSEWHERE,
    Family,
    families,
    made_unique,
    shown,
)
from tests.support.mock import by_gateway, still_mock

FAMILIES = {family.name: family for family in families()}
CHANGEABLE = tuple(name for name, family in FAMILIES.items() if "update" in family.verbs and family.drawable("update"))
PAGED = tuple(name for name, family in FAMILIES.items() if family.verbs["list"].has_pages)
OTHER_TEAM = 8850
ALL_AFTER = 10  # steps
MOMENTS = {"createdAt", "updatedAt"}
Items = dict[Any, dict[str, Any]]


def agree(one: Any, other: Any) -> bool:
    """Whether two accounts of a thing say the same, where both say anything: Cal.com's lists have more, or less."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(agree(one[key], other[key]) for key in one.keys() & other.keys())
    return bool(one == other)


class Model(RuleBasedStateMachine):
    """What a mock must hold, in `held` and `bookings`; subclasses have the rules that change it.

    After each step what is listed of the changed resource is compared with it, and so is each new item read alone. Some
    steps later all resources are.
    """

    changed: ClassVar[str]
    succeeded: ClassVar[dict[str, int]] = {}

    @initialize()
    def begin(self) -> None:
        """Takes down what is there at the start."""
        self.mock = still_mock()
        world = self.mock.world
        new_team(world, name="Second line", owner_id=USER, organization_id=ORGANIZATION, id=OTHER_TEAM, slug="second")
        self.people = [self.mock.seed.user("Rui Lima")["id"] for _ in range(3)]
        self.colleagues = [self.mock.seed.user("Bia Luz")["id"] for _ in range(3)]
        for each in self.colleagues:
            new_membership(world, each, ORGANIZATION)
        # Two families show memberships of a team: each has a team of its own here.
        place = {**FAMILIES["organizations.teams.memberships"].scope, "teamId": OTHER_TEAM}
        other = replace(FAMILIES["organizations.teams.memberships"], scope=place)
        self.families = {**FAMILIES, other.name: other}
        self.held = {name: self.listed(family) for name, family in self.families.items()}
        self.made: dict[str, list[Any]] = {name: [] for name in self.families}
        self.bookings = self.booked()
        self.number = self.steps = 0
        self.begin_with_more()

    def begin_with_more(self) -> None:
        """What a subclass takes down at the start."""

    # Asking

    def ask(self, operation: str, **arguments: Any) -> tuple[bool, Any]:
        """Whether an action succeeded, and Cal.com's `data`."""
        body = self.mock.handle(by_gateway(OPERATIONS[operation], arguments)).json()
        assert not self.mock.errors, self.mock.errors
        if body["successful"]:
            self.succeeded[operation] = self.succeeded.get(operation, 0) + 1
        return body["successful"], body["data"].get("data")

    def answer(self, operation: str, **arguments: Any) -> Any:
        """What an action answers that has to succeed."""
        body = self.mock.handle(by_gateway(OPERATIONS[operation], arguments)).json()
        assert body["successful"], f"{operation}: {body['error']}"
        self.succeeded[operation] = self.succeeded.get(operation, 0) + 1
        return body["data"].get("data")

    def listed(self, family: Family, **page: int) -> Items:
        """The items that a list has, by their ids."""
        found = self.answer(f"{family.name}.list", **family.arguments("list"), **page)
        items = {item["id"]: item for item in found}
        assert len(items) == len(found), f"{family.name}.list names an item twice"
        return items

    def booked(self, **filters: Any) -> Items:
        """The bookings that a list has, by their uids."""
        return {item["uid"]: item for item in self.answer("bookings.list", **filters)}

    def all_booked(self) -> Items:
        """Every booking."""
        return self.booked(status=["upcoming"]) | self.booked(status=["cancelled"])

    @invariant()
    def all_is_as_told(self) -> None:
        """Nothing is listed or read otherwise than the calls so far explain."""
        self.steps += 1
        if self.steps % ALL_AFTER == 0:
            self.as_told(self.families)
        else:
            self.as_told({self.changed, *SEEN_ELSEWHERE.get(self.changed, ())} & self.families.keys())

    def as_told(self, names: Collection[str]) -> None:
        """Compares what is listed and read of some resources with what the calls explain; of all, bookings too."""
        for name in names:
            family = self.families[name]
            now = self.listed(family)
            assert list(now) == list(self.held[name]) or now.keys() != self.held[name].keys(), f"{name}: other order"
            lost, more = self.held[name].keys() - now.keys(), now.keys() - self.held[name].keys()
            assert not lost, f"{name}.list forgets {sorted(lost)}"
            assert not more, f"{name}.list has {sorted(more)}, which is not there"
            for id, item in now.items():
                assert item == self.held[name][id], f"{name}.list: {id} is another"
        for name in {name for name in names if self.made[name] and "get" in self.families[name].verbs}:
            family = self.families[name]
            for id in self.made[name]:
                read = self.answer(f"{name}.get", **family.arguments("get", id))
                assert agree(read, self.held[name][id]), f"{name}.get: {id} is another than in the list"
        if names is self.families or self.changed == "bookings":
            self.booked_as_told()

    def booked_as_told(self) -> None:
        """The same of all bookings."""
        now = self.all_booked()
        lost, more = self.bookings.keys() - now.keys(), now.keys() - self.bookings.keys()
        assert not lost, f"bookings.list forgets {sorted(lost)}"
        assert not more, f"bookings.list has {sorted(more)}, which is not there"
        for uid, item in now.items():
            assert item["status"] == self.bookings[uid]["status"], f"bookings.list: {uid} has another status"
            assert item["start"] == self.bookings[uid]["start"], f"bookings.list: {uid} has another start"


class Resources(Model):
    """Creates, changes and deletes one resource."""

    @rule(data=st.data())
    def create(self, data: st.DataObject) -> None:
        """What was created is listed from then on, with what was sent."""
        name = self.changed
        family = self.families[name]
        self.number += 1
        sent = made_unique(data.draw(family.new(), label="sent"), self.number)
        if family.takes_a_person:
            inside = name == "organizations.teams.memberships"
            sent["userId"] = data.draw(st.sampled_from(self.colleagues if inside else self.people), label="person")
        done, item = self.ask(f"{name}.create", **family.arguments("create"), **ALWAYS.get(name, {}), **sent)
        if done:
            item = item.get("user", item) if name == "oauth_clients.users" else item
            before = self.held[name].get(item["id"])
            if name in OVERWRITES and before is not None:
                assert before["userId"] == sent["userId"], f"{name}.create gives somebody else's"
            else:
                assert before is None, f"{name}.create gives an id for the second time"
                self.made[name].append(item["id"])
            self.has(family, item, sent)
            now = self.listed(family)
            assert item["id"] in now, f"{name}.create: {item['id']} is not listed"
            self.has(family, now[item["id"]], sent)
            self.held[name][item["id"]] = now[item["id"]]
            self.elsewhere(name)

    @precondition(lambda self: self.changed in CHANGEABLE and self.made[self.changed])
    @rule(data=st.data())
    def update(self, data: st.DataObject) -> None:
        """What was changed stays so; what was not named stays as it was."""
        name = self.changed
        family, id = self.families[name], data.draw(st.sampled_from(self.made[name]), label="id")
        self.number += 1
        sent = made_unique(data.draw(family.changes(), label="sent"), self.number)
        done, _ = self.ask(f"{name}.update", **family.arguments("update", id), **sent)
        if done:
            before, after = self.held[name][id], self.listed(family)[id]
            self.has(family, after, sent)
            changed = (
                {key for key in before if before[key] != after.get(key)}
                - MOMENTS
                - sent.keys()
                - FOLLOWS.get(name, set())
            )
            assert not changed, f"{name}.update of {sorted(sent)} changed {sorted(changed)} as well"
            self.held[name][id] = after
            self.elsewhere(name)

    @precondition(lambda self: self.made[self.changed])
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """What was deleted is listed no more, and can't be read or deleted again."""
        name = self.changed
        family, id = self.families[name], data.draw(st.sampled_from(self.made[name]), label="id")
        self.mock.clock.advance(timedelta(seconds=2))  # teams can be deleted once a second
        self.answer(f"{name}.delete", **family.arguments("delete", id))
        self.made[name].remove(id)
        del self.held[name][id]
        for verb in ("get", "delete"):
            if verb in family.verbs:
                done, item = self.ask(f"{name}.{verb}", **family.arguments(verb, id))
                assert not (done and item), f"{name}.{verb}: {id} lingers"
        self.elsewhere(name)

    @precondition(lambda self: self.changed in PAGED)
    @rule(skip=st.integers(0, 4), take=st.integers(1, 3))
    def page(self, skip: int, take: int) -> None:
        """A page is that part of the whole list."""
        name = self.changed
        family = self.families[name]
        whole = list(self.listed(family))
        assert list(self.listed(family, skip=skip, take=take)) == whole[skip : skip + take], f"{name}.list: a page"

    @precondition(lambda self: self.changed == "teams.event_types")
    @rule(data=st.data())
    def by_slug(self, data: st.DataObject) -> None:
        """The slug chooses the event types of a team that have it."""
        family, held = self.families["teams.event_types"], self.held["teams.event_types"]
        slug = data.draw(st.sampled_from(["nothing", *(item["slug"] for item in held.values())]))
        found = {item["id"] for item in self.answer("teams.event_types.list", **family.scope, eventSlug=slug)}
        assert found == {id for id, item in held.items() if item["slug"] == slug}, "teams.event_types.list: eventSlug"

    def has(self, family: Family, item: dict[str, Any], sent: dict[str, Any]) -> None:
        """Each thing that was sent is in the answer, if the answer has it at all."""
        for key, value in sent.items():
            if key in item and key not in OTHERWISE.get(family.name, ()):
                assert item[key] == shown(key, value), f"{family.name}: {key} is {item[key]!r} after sending {value!r}"

    def elsewhere(self, name: str) -> None:
        """Takes down anew what lists of others now have, where they show the same rows."""
        for other in SEEN_ELSEWHERE.get(name, ()):
            now = self.listed(self.families[other])
            self.made[other] = [id for id in self.made[other] if id in now]
            self.held[other] = now
