"""The Cal.com request that an action stands for, out of its `x-cal…` extensions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.errors import SpecError
from generator.reading import Mapping

CREDENTIALS = ("key-or-client", "client", "client-secret", "optional", "none", "user-token")
STATES = ("redirect", "removed", "broken", "composed")
ENCODINGS = {"body": ("list", "integers", "object"), "query": ("brackets", "comma")}
BODILESS = ("GET", "DELETE")
_PLACE = re.compile(r"(body|query):[^\s:]+")
_IN_PATH = re.compile(r"\{(\w+)\}", re.ASCII)
_VERSION = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an argument travels: `place` is path, query or body, `wire` its name there."""

    place: str
    wire: str
    encode: str = ""


@dataclass(frozen=True, slots=True)
class DirectRequest:
    """A Cal.com request. `version`, `credential` and `state` are empty, `body` is None, where nothing is said.

    `documented` are those of `needs` that the documents list as optional: a call without them is sent.
    """

    method: str
    path: str
    arguments: dict[str, Placed]
    version: str = ""
    credential: str = ""
    body: dict[str, Any] | None = None
    needs: tuple[str, ...] = ()
    documented: frozenset[str] = frozenset()
    state: str = ""
    in_path: tuple[str, ...] = field(default=(), repr=False)

    @property
    def elsewhere(self) -> str:
        """Where an argument travels that is not in the path and says nothing else."""
        return "query" if self.method in BODILESS else "body"

    def keywords(self) -> Iterator[tuple[str, object]]:
        """What differs from the rule, as keyword arguments of the client's `CalRequest`."""
        told: dict[str, Any] = {"version": self.version, "credential": self.credential, "body": self.body}
        told["needs"] = tuple(name for name in self.needs if name not in self.documented)
        told["state"] = self.state
        for key, value in told.items():
            if value is not None and value not in ("", ()):
                yield key, value
        places = {
            name: f"{placed.place}:{placed.wire}"
            for name, placed in self.arguments.items()
            if placed.place != "path" and (placed.place, placed.wire) != (self.elsewhere, name)
        }
        encodings = {name: placed.encode for name, placed in self.arguments.items() if placed.encode}
        yield from ((key, value) for key, value in (("places", places), ("encodings", encodings)) if value)


def direct_request(operation: Mapping, arguments: Mapping | None) -> DirectRequest:
    """The request of an action with these arguments. Raises a `SpecError` for one that could not be sent."""
    method, path = str(operation["x-cal"]).split()
    in_path = tuple(_IN_PATH.findall(path))
    properties: dict[str, Mapping] = arguments.get("properties", {}) if arguments is not None else {}
    required = arguments.get("required") or () if arguments is not None else ()
    for name in in_path:
        if name not in properties or name not in required:
            what = f"{path} has {{{name}}}, which is no required argument of {operation['operationId']}"
            raise SpecError(operation.where("x-cal"), what, "Add the argument, or write the path with one there is")
    needs = _names(operation, "x-cal-needs", required)
    request = DirectRequest(
        method,
        path,
        {},
        version=_matching(operation, "x-cal-version", _VERSION, "Write a date in quotes"),
        credential=_one_of(operation, "x-cal-credential", CREDENTIALS),
        body=_object(operation, "x-cal-body"),
        needs=needs,
        documented=frozenset(name for name in needs if name in properties and "x-source" not in properties[name]),
        state=_one_of(operation, "x-cal-state", STATES),
        in_path=in_path,
    )
    request.arguments.update({name: _placed(name, schema, request) for name, schema in properties.items()})
    return request


def _placed(name: str, schema: Mapping, request: DirectRequest) -> Placed:
    encode = _one_of(schema, "x-cal-encode", (*ENCODINGS["body"], *ENCODINGS["query"]))
    told = _matching(schema, "x-cal-as", _PLACE, "Write body: or query: and a name")
    if name in request.in_path:
        if told or encode:
            what = f"The argument {name!r} stands in the path {request.path}"
            raise SpecError(schema.where("x-cal-as" if told else "x-cal-encode"), what, "Remove this key")
        return Placed("path", name)
    place, _, wire = told.partition(":")
    place = place or request.elsewhere
    if place == "body" and request.method in BODILESS:
        what = f"{request.method} {request.path} has no body for {name!r}"
        raise SpecError(schema.where("x-cal-as"), what, "Write query: and a name")
    if encode and encode not in ENCODINGS[place]:
        what = f"x-cal-encode is {encode!r}, but {name!r} travels in the {place}"
        raise SpecError(schema.where("x-cal-encode"), what, f"Write one of {', '.join(ENCODINGS[place])}")
    return Placed(place, wire or name, encode)


def _matching(holder: Mapping, key: str, form: re.Pattern[str], cure: str) -> str:
    value = holder.get(key, "")
    if key in holder and not (isinstance(value, str) and form.fullmatch(value)):
        raise SpecError(holder.where(key), f"{key} is {value!r}", cure)
    return str(value)


def _one_of(holder: Mapping, key: str, known: tuple[str, ...]) -> str:
    value = holder.get(key, "")
    if key in holder and value not in known:
        raise SpecError(holder.where(key), f"{key} is {value!r}", f"Write one of {', '.join(known)}")
    return str(value)


def _object(holder: Mapping, key: str) -> dict[str, Any] | None:
    value = holder.get(key)
    if key not in holder:
        return None
    if str(holder["x-cal"]).split()[0] in BODILESS:
        raise SpecError(holder.where(key), f"{holder['x-cal']} has no body", "Remove this key")
    if not isinstance(value, dict) or not all(type(each) in (str, int, bool) for each in value.values()):
        raise SpecError(
            holder.where(key), f"{key} is {value!r}", "Write an object of plain values, {} for an empty one"
        )
    return dict(value)


def _names(holder: Mapping, key: str, required: Collection[str]) -> tuple[str, ...]:
    value: Any = holder.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Write a list of names")
    if known := sorted(set(required) & set(value)):
        what = f"{key} names {', '.join(known)}, which the action requires anyway"
        raise SpecError(holder.where(key), what, "Name only what the documents do not require")
    return tuple(value)
