"""How a toolkit version of the gateway wants an action, out of its `x-gateway`: another slug, or another shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.document.reading import Mapping
from generator.document.references import merged
from generator.errors import SpecError
from generator.extensions.values import known_keys, mapping, matching
from generator.normalise import Plan

KEYS = ("shape", "slug", "since", "arguments", "defaults")
KEYS_OF_ARGUMENTS = ("as", "encode", "since")
ENCODINGS = ("moment",)
CURE = "Write a list of bindings, the documented one first, each with shape: or slug:"
_NAME = re.compile(r"[a-z][a-z_]*", re.ASCII)
_SLUG = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)
_VERSION = re.compile(r"\d{8}_\d\d", re.ASCII)
_PLACE = re.compile(r"[^\s.]+(\.[^\s.]+)*")
_DOTTED = "Write keys with a dot between them, such as attendee.name"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an argument goes in a shape, as a dotted place. `encode` says how it is written, `since` beside what."""

    place: str
    encode: str = ""
    since: str = ""

    def facts(self) -> str | dict[str, str]:
        """The same as data."""
        if not self.encode:
            return self.place
        return {"as": self.place, "encode": self.encode, "since": self.since}


@dataclass(frozen=True, slots=True)
class GatewayBinding:
    """One way in which the gateway takes an action; texts are empty where nothing is said.

    `since` is the first toolkit version that is known to have it, `arguments` what goes elsewhere than documented, and
    `defaults` what is sent where nothing else is.
    """

    shape: str = ""
    slug: str = ""
    since: str = ""
    arguments: dict[str, Moved] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """The same as data, without what is not said."""
        moved = {name: each.facts() for name, each in self.arguments.items()}
        every = {"shape": self.shape, "slug": self.slug, "since": self.since, "arguments": moved}
        return {key: value for key, value in {**every, "defaults": self.defaults}.items() if value}


def gateway_bindings(document: Mapping, plan: Plan, plans: dict[str, Plan]) -> tuple[GatewayBinding, ...]:
    """What an operation says, if anything. Raises a `SpecError` for what could not be sent."""
    operation = plan.route.operation
    if "x-gateway" not in operation:
        return ()
    listed = operation["x-gateway"]
    if not plan.is_action:
        what = f"{plan.route.name} has x-gateway, which is for actions"
        raise SpecError(operation.where("x-gateway"), what, "Remove this key")
    if not isinstance(listed, list) or len(listed) < 2 or not all(isinstance(each, Mapping) for each in listed):
        raise SpecError(operation.where("x-gateway"), f"x-gateway is {listed!r}", CURE)
    taken = {each.slug for each in plans.values()} - {plan.slug, ""}
    found = tuple(_binding(document, plan, each, taken) for each in listed)
    if found[0] != GatewayBinding(found[0].shape, plan.slug if found[0].slug else ""):
        what = f"The first binding of {plan.route.name} is not the documented one"
        raise SpecError(listed[0].where(), what, "Begin with its shape: or its slug: and nothing else")
    for key in ("shape", "slug"):
        _check_distinct(listed, key)
    return found


def _binding(document: Mapping, plan: Plan, told: Mapping, taken: set[str]) -> GatewayBinding:
    known_keys(told, KEYS, "x-gateway")
    if not {"shape", "slug"} & told.keys():
        raise SpecError(told.where(), "A binding of x-gateway has neither shape nor slug", CURE)
    binding = GatewayBinding(
        matching(told, "shape", _NAME, "Write a word, such as flat"),
        matching(told, "slug", _SLUG, "Write what the gateway calls it, such as CAL_GET_ALL_TIMEZONES"),
        matching(told, "since", _VERSION, 'Write a toolkit version in quotes, such as "20260721_00"'),
        _arguments(document, plan, told),
        _defaults(told),
    )
    if binding.slug in taken:
        raise SpecError(told.where("slug"), f"slug is {binding.slug!r}, which is another action", "Correct the slug")
    return binding


def _arguments(document: Mapping, plan: Plan, told: Mapping) -> dict[str, Moved]:
    moves = _object(told, "arguments")
    found: dict[str, Moved] = {}
    for place, to in moves.items():
        _check_argument(document, plan, moves, place, place)
        moved = _moved(document, plan, moves, place, to)
        if any(moved.place == each.place for each in found.values()):
            what = f"Two arguments go to {moved.place!r}"
            raise SpecError(moves.where(place), what, "Send one of them elsewhere")
        found[str(place)] = moved
    return found


def _moved(document: Mapping, plan: Plan, moves: Mapping, place: str, to: object) -> Moved:
    if not isinstance(to, Mapping):
        return Moved(_place(moves, place, to))
    if set(to) != set(KEYS_OF_ARGUMENTS) or to["encode"] not in ENCODINGS:
        cure = "Write a place, or as: a place, encode: moment and since: an argument"
        raise SpecError(moves.where(place), f"{place} is {to!r}", cure)
    _check_argument(document, plan, to, "since", to["since"])
    return Moved(_place(to, "as", to["as"]), to["encode"], to["since"])


def _check_argument(document: Mapping, plan: Plan, holder: Mapping, key: str, place: object) -> None:
    """Refuses a place that is none of the documented arguments."""
    keys = _place(holder, key, place).split(".")
    schema: Any = plan.arguments
    for part in keys:
        known = merged(document, schema).get("properties", {}) if schema is not None else {}
        schema = known.get(part)
        if schema is None:
            what = f"x-gateway names {place!r}, which {plan.route.name} does not have"
            raise SpecError(holder.where(key), what, "Name an argument")


def _defaults(told: Mapping) -> dict[str, Any]:
    values = _object(told, "defaults")
    for place, value in values.items():
        _place(values, place, place)
        if not (type(value) in (str, int, bool) or value == {}):
            what = f"{place} is {value!r}"
            raise SpecError(values.where(place), what, "Write a plain value, or {} for an empty object")
    return {str(place): {} if value == {} else value for place, value in values.items()}


def _check_distinct(listed: list[Mapping], key: str) -> None:
    seen: set[str] = set()
    for each in listed:
        if key in each and each[key] in seen:
            raise SpecError(each.where(key), f"Two bindings have the {key} {each[key]!r}", "Rename one of them")
        seen |= set(_said(each, key))


def _said(holder: Mapping, key: str) -> Iterator[str]:
    if key in holder:
        yield holder[key]


def _object(holder: Mapping, key: str) -> Mapping:
    return mapping(holder, key, "Write places, and what is at each") if key in holder else holder.fresh({})


def _place(holder: Mapping, key: str, value: object) -> str:
    if not isinstance(value, str) or not _PLACE.fullmatch(value):
        raise SpecError(holder.where(key), f"{value!r} is no place", _DOTTED)
    return value
