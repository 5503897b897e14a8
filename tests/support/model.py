"""A state machine that knows what a mock must hold after each call, and asks it for all of that after each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from toolzz_cal_mock.seed import EVENT_TYPE, ORGANIZATION, USER
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.teams import new_team

from tests.support.families import ALWAYS, OPERATIONS, OTHERWISE, SEEN_ELSEWHERE, Family, families, made_unique, shown
from tests.support.mock import by_gateway, still_mock

FAMILIES = {family.name: family for family in families()}
CHANGEABLE = tuple(name for name, family in FAMILIES.items() if "update" in family.verbs and family.drawable("update"))
PAGED = tuple(name for name, family in FAMILIES.items() if family.verbs["list"].is_list)
OTHER_TEAM = 8850
MOMENTS = {"createdAt", "updatedAt"}
MONDAY = datetime.fromisoformat("2027-04-05T14:00:00+00:00")
Items = dict[Any, dict[str, Any]]


class Model(RuleBasedStateMachine):
    """Creates, changes and deletes resources and bookings.

    What is listed is compared with what the machine has been told, resource by resource; so is each item read alone.
    """

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
        self.mine: list[str] = []
        self.number = 0

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

    # Resources

    @rule(data=st.data(), name=st.sampled_from(sorted(FAMILIES)))
    def create(self, data: st.DataObject, name: str) -> None:
        """What was created is listed from then on, with what was sent."""
        family = self.families[name]
        self.number += 1
        sent = made_unique(data.draw(family.new(), label="sent"), self.number)
        if family.takes_a_person:
            inside = name == "organizations.teams.memberships"
            sent["userId"] = data.draw(st.sampled_from(self.colleagues if inside else self.people), label="person")
        done, item = self.ask(f"{name}.create", **family.arguments("create"), **ALWAYS.get(name, {}), **sent)
        if done:
            item = item.get("user", item) if name == "oauth_clients.users" else item
            assert item["id"] not in self.held[name], f"{name}.create gives an id for the second time"
            self.has(family, item, sent)
            self.made[name].append(item["id"])
            now = self.listed(family)
            assert item["id"] in now, f"{name}.create: {item['id']} is not listed"
            self.has(family, now[item["id"]], sent)
            self.held[name][item["id"]] = now[item["id"]]
            self.elsewhere(name)

    @precondition(lambda self: any(self.made[name] for name in CHANGEABLE))
    @rule(data=st.data())
    def update(self, data: st.DataObject) -> None:
        """What was changed stays so; what was not named stays as it was."""
        name = data.draw(st.sampled_from([each for each in CHANGEABLE if self.made[each]]), label="family")
        family, id = self.families[name], data.draw(st.sampled_from(self.made[name]), label="id")
        self.number += 1
        sent = made_unique(data.draw(family.changes(), label="sent"), self.number)
        done, _ = self.ask(f"{name}.update", **family.arguments("update", id), **sent)
        if done:
            before, after = self.held[name][id], self.listed(family)[id]
            self.has(family, after, sent)
            changed = {key for key in before if before[key] != after.get(key)} - MOMENTS - sent.keys()
            assert not changed, f"{name}.update of {sorted(sent)} changed {sorted(changed)} as well"
            self.held[name][id] = after
            self.elsewhere(name)

    @precondition(lambda self: any(self.made.values()))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """What was deleted is listed no more, and can't be read or deleted again."""
        name = data.draw(st.sampled_from([each for each, ids in self.made.items() if ids]), label="family")
        family, id = self.families[name], data.draw(st.sampled_from(self.made[name]), label="id")
        self.answer(f"{name}.delete", **family.arguments("delete", id))
        self.made[name].remove(id)
        del self.held[name][id]
        for verb in ("get", "delete"):
            if verb in family.verbs:
                assert not self.ask(f"{name}.{verb}", **family.arguments(verb, id))[0], f"{name}.{verb}: {id} lingers"
        self.elsewhere(name)

    @rule(name=st.sampled_from(PAGED), skip=st.integers(0, 6), take=st.integers(1, 4))
    def page(self, name: str, skip: int, take: int) -> None:
        """A page is that part of the whole list."""
        family = self.families[name]
        whole = list(self.listed(family))
        assert list(self.listed(family, skip=skip, take=take)) == whole[skip : skip + take], f"{name}.list: a page"

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

    # Bookings

    @rule(days=st.integers(0, 4), hour=st.integers(0, 4), guest=st.sampled_from(["ana.prado", "rui.lima"]))
    def book(self, days: int, hour: int, guest: str) -> None:
        """A booking is listed from then on; a time that is taken is refused."""
        start = MONDAY + timedelta(days=days, hours=hour)
        attendee = {"name": "Ana Prado", "email": f"{guest}@example.com", "timeZone": "America/Sao_Paulo"}
        told = start.isoformat().replace("+00:00", "Z")
        done, item = self.ask("bookings.create", start=told, attendee=attendee, eventTypeId=EVENT_TYPE)
        taken = any(
            each["status"] == "accepted" and datetime.fromisoformat(each["start"]) == start
            for each in self.bookings.values()
        )
        assert done is not taken, f"bookings.create at {told}, which is {'taken' if taken else 'free'}"
        if done:
            assert datetime.fromisoformat(item["start"]) == start
            assert item["attendees"][0]["email"] == attendee["email"]
            self.bookings[item["uid"]] = self.answer("bookings.get", bookingUid=item["uid"])
            self.mine.append(item["uid"])

    @precondition(lambda self: self.mine)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """It moves from the ones to come to the cancelled ones."""
        uid = self.mine.pop(data.draw(st.integers(0, len(self.mine) - 1)))
        self.answer("bookings.cancel", bookingUid=uid)
        self.bookings[uid] = self.answer("bookings.get", bookingUid=uid)
        assert self.bookings[uid]["status"] == "cancelled", "bookings.cancel: the status stays"

    @precondition(lambda self: self.mine)
    @rule(data=st.data(), days=st.integers(0, 4), hour=st.integers(5, 6))
    def reschedule(self, data: st.DataObject, days: int, hour: int) -> None:
        """Another booking takes its place."""
        uid = data.draw(st.sampled_from(self.mine))
        start = (MONDAY + timedelta(days=days, hours=hour)).isoformat().replace("+00:00", "Z")
        done, item = self.ask("bookings.reschedule", bookingUid=uid, start=start)
        if done:
            self.mine.remove(uid)
            self.mine.append(item["uid"])
            for each in (uid, item["uid"]):
                self.bookings[each] = self.answer("bookings.get", bookingUid=each)
            assert self.bookings[uid]["status"] == "cancelled", "bookings.reschedule: the old one stays"

    @rule(
        by=st.sampled_from(["sortStart", "sortEnd"]),
        order=st.sampled_from(["asc", "desc"]),
        guest=st.sampled_from([None, "ana.prado@example.com", "rui.lima@example.com"]),
        after=st.sampled_from([None, *(MONDAY + timedelta(days=days) for days in range(5))]),
        skip=st.integers(0, 3),
        take=st.integers(1, 20),
    )
    def choose(
        self, by: str, order: str, guest: str | None, after: datetime | None, skip: int, take: int
    ) -> None:
        """Filters, order and page of the bookings to come are kept, all at once."""
        given: dict[str, Any] = {by: order, "skip": skip, "take": take, "status": ["upcoming"]}
        given |= {"attendeeEmail": guest} if guest else {}
        given |= {"afterStart": after.isoformat().replace("+00:00", "Z")} if after else {}
        key = by.removeprefix("sort").lower()
        wanted = [
            item
            for item in self.bookings.values()
            if item["status"] in ("accepted", "pending")
            and (guest is None or guest in [each["email"] for each in item["attendees"]])
            and (after is None or datetime.fromisoformat(item["start"]) >= after)
        ]
        wanted.sort(key=lambda item: item[key], reverse=order == "desc")
        found = list(self.booked(**given))
        assert found == [item["uid"] for item in wanted][skip : skip + take], f"bookings.list: {sorted(given)}"

    # After every step

    @invariant()
    def all_is_as_told(self) -> None:
        """Nothing is listed or read otherwise than the calls so far explain."""
        for name, family in self.families.items():
            now = self.listed(family)
            assert list(now) == list(self.held[name]) or now.keys() != self.held[name].keys(), f"{name}: other order"
            lost, more = self.held[name].keys() - now.keys(), now.keys() - self.held[name].keys()
            assert not lost, f"{name}.list forgets {sorted(lost)}"
            assert not more, f"{name}.list has {sorted(more)}, which is not there"
            for id, item in now.items():
                assert item == self.held[name][id], f"{name}.list: {id} is another"
        for name in {name for name, ids in self.made.items() if ids and "get" in self.families[name].verbs}:
            family = self.families[name]
            for id in self.made[name]:
                read = self.answer(f"{name}.get", **family.arguments("get", id))
                assert read == self.held[name][id], f"{name}.get: {id} is another than in the list"
        now = self.all_booked()
        lost, more = self.bookings.keys() - now.keys(), now.keys() - self.bookings.keys()
        assert not lost, f"bookings.list forgets {sorted(lost)}"
        assert not more, f"bookings.list has {sorted(more)}, which is not there"
        for uid, item in now.items():
            assert item["status"] == self.bookings[uid]["status"], f"bookings.list: {uid} has another status"
            assert item["start"] == self.bookings[uid]["start"], f"bookings.list: {uid} has another start"
