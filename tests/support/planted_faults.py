"""Faults that a mock might have, to be planted in what an operation does: the answers fit the specification."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from toolzz_cal_mock.core import KEPT
from toolzz_cal_mock.world.base import BEHAVIOURS, Arguments, Behaviour, Caller, Whole, World

Plant = Callable[[Behaviour], Behaviour]


@dataclass(frozen=True)
class Fault:
    """A fault, the operation that has it, and words that whoever catches it must say."""

    name: str
    operation: str
    plant: Plant
    caught: str


def nothing_is_stored(behaviour: Behaviour) -> Behaviour:
    """Answers as always, and all tables are as before."""

    def planted(world: World, caller: Caller, arguments: Arguments) -> Any:
        before = pickle.dumps(world.tables)
        outcome = behaviour(world, caller, arguments)
        world.tables.clear()
        world.tables.update(pickle.loads(before))
        for derived in [name for name in world.indexes if name not in KEPT]:
            del world.indexes[derived]
        return outcome

    return planted


def the_last_is_left_out(behaviour: Behaviour) -> Behaviour:
    """A list without its last item, as soon as it has several."""

    def planted(world: World, caller: Caller, arguments: Arguments) -> Any:
        found = behaviour(world, caller, arguments)
        return found[:-1] if len(found) > 1 else found

    return planted


def ignores(*names: str) -> Plant:
    """Some arguments are not looked at."""
    return changes(lambda arguments: {name: value for name, value in arguments.items() if name not in names})


def changes(change: Callable[[Arguments], Arguments]) -> Plant:
    """The operation takes other arguments than were sent."""

    def plant(behaviour: Behaviour) -> Behaviour:
        return lambda world, caller, arguments: behaviour(world, caller, change(arguments))

    return plant


def also_to_others(name: str, id: str, left_out: tuple[str, ...] = ()) -> Plant:
    """What is done to one is done to the others of the list too, but for some arguments."""

    def plant(behaviour: Behaviour) -> Behaviour:
        def planted(world: World, caller: Caller, arguments: Arguments) -> Any:
            place = {key: value for key, value in arguments.items() if key.endswith("Id") and key != id}
            others = [item["id"] for item in BEHAVIOURS[f"{name}.list"](world, caller, place)]
            outcome = behaviour(world, caller, arguments)
            same = {key: value for key, value in arguments.items() if key not in left_out}
            for other in others:
                if other != arguments[id]:
                    behaviour(world, caller, {**same, id: other})
            return outcome

        return planted

    return plant


def the_first_answer_for_ever(id: str) -> Plant:
    """What was answered for an item once is answered again, whatever has happened to it."""

    def plant(behaviour: Behaviour) -> Behaviour:
        def planted(world: World, caller: Caller, arguments: Arguments) -> Any:
            outcome = behaviour(world, caller, arguments)
            return world.indexes.setdefault("planted", {}).setdefault(arguments[id], outcome)

        return planted

    return plant


def only_accepted(behaviour: Behaviour) -> Behaviour:
    """A list of bookings without those that are cancelled."""

    def planted(world: World, caller: Caller, arguments: Arguments) -> Any:
        found: Whole = behaviour(world, caller, arguments)
        kept = [item for item in found.reply["data"] if item["status"] != "cancelled"]
        return Whole({**found.reply, "data": kept})

    return planted


def _shifted(arguments: Arguments) -> Arguments:
    return {**arguments, "skip": arguments["skip"] + 1} if arguments.get("skip") else arguments


FAULTS = (
    Fault("an update is not stored", "schedules.update", nothing_is_stored, "after sending"),
    Fault("a creation is not stored", "webhooks.create", nothing_is_stored, "is not listed"),
    Fault("a delete leaves it there", "organizations.webhooks.delete", nothing_is_stored, "lingers"),
    Fault("a list forgets", "oauth_clients.webhooks.list", the_last_is_left_out, "is not listed|forgets"),
    Fault(
        "an update changes others too",
        "organizations.attributes.options.update",
        also_to_others("organizations.attributes.options", "optionId", ("slug",)),
        "is another",
    ),
    Fault(
        "a delete takes others with it",
        "event_types.webhooks.delete",
        also_to_others("event_types.webhooks", "webhookId"),
        "forgets",
    ),
    Fault(
        "an update resets what is not named",
        "organizations.users.schedules.update",
        changes(lambda arguments: {"name": "Working hours", **arguments}),
        "changed .'name'. as well",
    ),
    Fault("a page starts one later", "organizations.webhooks.list", changes(_shifted), "a page"),
    Fault("a filter is ignored", "bookings.list", ignores("attendeeEmail"), "attendeeEmail"),
    Fault("an order is ignored", "bookings.list", ignores("sortStart"), "sortStart"),
    Fault("a slug is ignored", "teams.event_types.list", ignores("eventSlug"), "eventSlug"),
    Fault(
        "an item is read as it once was", "teams.get", the_first_answer_for_ever("teamId"), "another than in the list"
    ),
    Fault("a cancelled booking stands", "bookings.cancel", nothing_is_stored, "the status stays"),
    Fault("cancelled bookings are lost", "bookings.list", only_accepted, "forgets"),
    Fault("a selection is not stored", "selected_calendars.add", nothing_is_stored, "selected_calendars.add"),
    Fault("an integration is not changed", "calcom_integrations.update", nothing_is_stored, "it is another"),
)
