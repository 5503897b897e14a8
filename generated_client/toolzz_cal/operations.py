# Edit this in generator/runtime/operations.py; `make generate` copies it into the client.
"""Every operation as the specification describes it: what it does, what it takes, and where that travels.

::

    from toolzz_cal import operations

    operations.get("bookings.cancel").effect           # 'destroy'
    [each.name for each in operations.every() if each.has_pages]

A read-only view over `operations.json`, which is read when the first operation is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from . import _operation
from ._facts import facts
from ._nearest import did_you_mean, nearest
from ._operation import EFFECTS, Effect
from ._redaction import quoted
from .errors import UnknownAction

__all__ = [
    "CREDENTIALS",
    "EFFECTS",
    "ENCODINGS",
    "STATES",
    "CalRequest",
    "Effect",
    "GatewayBinding",
    "Moves",
    "Operation",
    "Travels",
    "every",
    "get",
    "of_resource",
    "resources",
    "schemas",
]

# What signs a Cal.com request.
CREDENTIALS = {
    "key": "API key",
    "key-or-client": "API key, or platform client",
    "client": "platform client: cal_client_id and cal_client_secret; else the API key of an owner of its organization",
    "optional": "API key or platform client, if there is one",
    "none": "nothing",
    "user-token": "access token of a managed user, as cal_api_key",
}
# Why an action does not work like others on the direct route.
STATES = {
    "redirect": "Cal.com answers a redirect; its target is the answer and is not followed",
    "removed": "newer servers of Cal.com no longer have it",
    "broken": "Cal.com's servers are known to refuse it",
    "composed": "Cal.com has no such request; the answer is made from another one",
}
# How an argument is written, if not as it is; `{name}` is its name on the wire.
ENCODINGS = {
    "list": "a list of one",
    "integers": "distinct whole numbers",
    "object": "the JSON object that the text holds",
    "brackets": "`{name}[]` for each value",
    "comma": "one value with commas",
    "until": "midnight as the second before it",
    "minutes": "whole minutes since `{since}`",
}


class Travels(NamedTuple):
    """Where an argument travels.

    Attributes:
        place: `path`, `query` or `body`.
        name: What it is called there; in a body, dots lead into objects.
        encode: How it is written, a key of `ENCODINGS`; None when it is written as it is.
        since: The argument from which `minutes` are counted.
        refused: Words with which Cal.com refuses it for some things; the request is sent again without it.
        per: The argument that names such a thing.
    """

    place: str
    name: str
    encode: str | None = None
    since: str | None = None
    refused: str | None = None
    per: str | None = None


class Moves(NamedTuple):
    """Where an argument goes in a shape of the gateway.

    Attributes:
        place: A dotted path; dots lead into objects.
        encode: How it is written: `moment` turns a number of minutes into the moment so long after `since`; None when
            it is written as it is.
        since: The argument, as a dotted path, that such a moment is counted from.
    """

    place: str
    encode: str | None = None
    since: str | None = None


class GatewayBinding(NamedTuple):
    """One way in which the gateway takes an action.

    Attributes:
        shape: The name of this form of the arguments; None where only the slug differs.
        slug: The action's name; None where it is the documented one.
        since: The first toolkit version that is known to have it.
        arguments: Documented arguments that go elsewhere, as dotted paths; the others stay where they are.
        defaults: Dotted paths with the value that is sent where there would be none.
    """

    shape: str | None
    slug: str | None
    since: str | None
    arguments: Mapping[str, Moves]
    defaults: Mapping[str, Any]

    def schema(self, documented: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON Schema of an action's arguments, as the documents have it, in this form."""
        schema = deepcopy(dict(documented))
        taken = [(move, *_taken(schema, place.split("."))) for place, move in self.arguments.items()]
        # What goes deeper comes later, so that it joins an object that goes there as well.
        for move, inner, is_required in sorted(taken, key=lambda each: each[0].place.count(".")):
            _insert(schema, move.place.split("."), dict(_MOMENT) if move.encode else inner, is_required=is_required)
        for place in self.defaults:
            _require(schema, place.split("."))
        return schema


class CalRequest:
    """A Cal.com request that an action stands for, on the direct route. As text: its method and path."""

    __slots__ = ("_arguments", "_facts")

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        told: dict[str, dict[str, str]] = facts["arguments"]
        self._arguments = {
            name: Travels(each["in"], each["name"], *(each.get(key) for key in Travels._fields[2:]))
            for name, each in told.items()
        }

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def __repr__(self) -> str:
        return f"<CalRequest {self}>"

    @property
    def method(self) -> str:
        """HTTP method."""
        return str(self._facts["method"])

    @property
    def path(self) -> str:
        """Path below the root of the API, with `{name}` for each argument in it."""
        return str(self._facts["path"])

    @property
    def elsewhere(self) -> str:
        """Where an argument travels of which nothing else is said: `query` or `body`."""
        return str(self._facts["elsewhere"])

    @property
    def status(self) -> int:
        """Status of its success, such as 201."""
        return int(self._facts["status"])

    @property
    def version(self) -> str | None:
        """The version that alone has it; None when any does, as far as `until` says nothing else."""
        return self._facts.get("version")

    @property
    def sends(self) -> str | None:
        """The header `cal-api-version`; None when none is sent."""
        return self._facts.get("sends")

    @property
    def until(self) -> str | None:
        """The last version that has it; None when all have."""
        return self._facts.get("until")

    @property
    def credential(self) -> str:
        """What signs the request, a key of `CREDENTIALS`."""
        return str(self._facts.get("credential", "key"))

    @property
    def is_public(self) -> bool:
        """Whether it asks nobody who they are."""
        return bool(self._facts.get("public", False))

    @property
    def served(self) -> tuple[str, ...]:
        """How Cal.com's server treats it unlike others, in the words of `x-cal`."""
        return tuple(self._facts.get("served", ()))

    @property
    def body(self) -> dict[str, Any] | None:
        """Fixed members of the body; None when a body is sent only if an argument travels in it."""
        return deepcopy(self._facts.get("body"))

    @property
    def needs(self) -> tuple[str, ...]:
        """Fields that Cal.com requires and the documents do not."""
        return tuple(self._facts.get("needs", ()))

    @property
    def state(self) -> str | None:
        """Why it does not work like others, a key of `STATES`; None when it does."""
        return self._facts.get("state")

    @property
    def picks(self) -> str | None:
        """Key of Cal.com's answer whose value, as a list of texts, is the answer of a composed action; else None."""
        return self._facts.get("picks")

    @property
    def answer(self) -> str | None:
        """The form of its answer, where that is not the action's: `days`, or the key that holds the payload."""
        return self._facts.get("answer")

    @property
    def gone(self) -> str | None:
        """What to tell with a 404, which means that the upstream has no such request any more."""
        return self._facts.get("gone")

    @property
    def doubt(self) -> str | None:
        """Words of an error after which it may have been done all the same."""
        return self._facts.get("doubt")

    @property
    def without(self) -> dict[str, str]:
        """The arguments that have no counterpart in it, each with the reason."""
        return dict(self._facts.get("without", {}))

    @property
    def arguments(self) -> Mapping[str, Travels]:
        """Where each of the action's arguments travels, by the action's own name."""
        return MappingProxyType(self._arguments)

    @property
    def otherwise(self) -> dict[str, str]:
        """The arguments that do not go as they are to where their method puts them, each with how, in words."""
        found: dict[str, str] = {}
        for name, each in self.arguments.items():
            words: list[str] = []
            if each.place != "path" and (each.name, each.place) != (name, self.elsewhere):
                words.append(f"`{each.name}` in the {each.place}")
            if each.encode is not None:
                words.append(ENCODINGS[each.encode].format(name=each.name, since=each.since))
            if words:
                found[name] = ", ".join(words)
        return found | {name: f"no part of it: {reason}" for name, reason in self.without.items()}


class Operation:
    """An operation. Nothing of it can be set; what its properties give is shared only where they say so."""

    __slots__ = ("_facts", "_name", "_requests", "_schema")

    def __init__(self, name: str, facts: Mapping[str, Any]) -> None:
        self._name, self._facts = name, facts
        told = [facts["cal"], *facts["cal"].get("others", ())] if "cal" in facts else ()
        self._requests = tuple(CalRequest(each) for each in told)
        self._schema: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return f"<Operation {self._name}>"

    @property
    def name(self) -> str:
        """Its name, such as `bookings.cancel`, which is also the client's method."""
        return self._name

    @property
    def facts(self) -> Mapping[str, Any]:
        """All of this as `operations.json` has it. Shared: what is inside is not to be changed."""
        return self._facts

    @property
    def operation(self) -> str:
        """The same as `name`."""
        return self._name

    @property
    def resource(self) -> str:
        """What it belongs to, such as `organizations.teams`."""
        return self._name.rpartition(".")[0]

    @property
    def function(self) -> str:
        """Its name without the resource, such as `cancel`."""
        return self._name.rpartition(".")[2]

    @property
    def slug(self) -> str | None:
        """Its action at the gateway; None for a ToolzzAI operation."""
        return self._facts.get("slug")

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every name that the gateway has had for its action, the documented one first; none for ToolzzAI."""
        told: list[dict[str, Any]] = self._facts.get("gateway", [])
        known = [self.slug, *(each.get("slug") for each in told)]
        return tuple(dict.fromkeys(each for each in known if each is not None))

    @property
    def gateway(self) -> tuple[GatewayBinding, ...]:
        """The ways in which versions of the gateway take its action, the documented one first; none if it is alone."""
        return tuple(_binding(each) for each in self._facts.get("gateway", ()))

    def gateway_in(self, version: str) -> tuple[GatewayBinding, ...]:
        """The same for a toolkit version, in the order in which the client tries them: first what that is known for.

        Args:
            version: `YYYYMMDD_NN`, or `latest`.
        """
        from ._shapes import preferred

        told: list[Mapping[str, Any]] = self._facts.get("gateway", [])
        if not told:
            return ()
        first, every = told.index(preferred(told, version)), self.gateway
        return (every[first], *every[:first], *every[first + 1 :])

    @property
    def effect(self) -> Effect:
        """Whether it reads, writes or destroys."""
        effect: Effect = self._facts["effect"]
        return effect

    @property
    def summary(self) -> str:
        """One line."""
        return str(self._facts["summary"])

    @property
    def description(self) -> str:
        """A few sentences."""
        return str(self._facts["description"])

    @property
    def note(self) -> str:
        """What to know of it on either route; empty when there is nothing."""
        return str(self._facts.get("note", ""))

    @property
    def deprecated(self) -> str | None:
        """Why it is not to be used any more, in a sentence, which also ends its description; None when it may be."""
        if not self.is_deprecated:
            return None
        _, mark, why = self.description.rpartition("Deprecated: ")
        return why if mark else "It may be removed."

    @property
    def is_deprecated(self) -> bool:
        """Whether it is about to go."""
        return bool(self._facts.get("deprecated", False))

    @property
    def method(self) -> str:
        """HTTP method of its own request, which for an action is the gateway's."""
        return str(self._facts["method"])

    @property
    def path(self) -> str:
        """Path of that request, with `{name}` for each argument in it."""
        return str(self._facts["path"])

    @property
    def server(self) -> str:
        """Root of the upstream that the specification names."""
        return str(self._facts["server"])

    @property
    def status(self) -> str:
        """Status of that request's success, such as `200`."""
        return str(self._facts["status"])

    @property
    def arguments(self) -> dict[str, Any]:
        """JSON Schema of what its body holds, for an action its arguments; names as the upstream spells them."""
        arguments: dict[str, Any] = deepcopy(self._facts["arguments"])
        return arguments

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of all that it can be given: arguments anywhere, and what Cal.com needs besides."""
        return deepcopy(self.shared_schema)

    @property
    def shared_schema(self) -> dict[str, Any]:
        """The same. Shared: not to be changed."""
        if self._schema is None:
            self._schema = _schema(self._facts)
        return self._schema

    @property
    def travels(self) -> dict[str, str]:
        """Where each argument travels: `path`, `query` or `body`; for an action, in its first Cal.com request."""
        if self.requests:
            return {name: each.place for cal in reversed(self.requests) for name, each in cal.arguments.items()}
        beside = {each["name"]: each["in"] for each in self._facts.get("parameters", ())}
        return {**beside, **dict.fromkeys(self._facts["arguments"].get("properties", ()), "body")}

    @property
    def in_path(self) -> frozenset[str]:
        """The arguments that become part of an address."""
        return frozenset(name for name, place in self.travels.items() if place == "path")

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The arguments of its address that it can't do without, in the order of the address."""
        needed = self.in_path.intersection(self.shared_schema.get("required", ()))
        return tuple(name for name in _in_order(self) if name in needed)

    @property
    def has_pages(self) -> bool:
        """Whether it is a list that can be walked over with `skip` and `take`."""
        return bool(self._facts.get("pages", False))

    @property
    def answer(self) -> dict[str, Any]:
        """JSON Schema of its answer; `#/$defs/NAME` are the package's models."""
        answer: dict[str, Any] = deepcopy(self._facts["answer"])
        return answer

    @property
    def example(self) -> dict[str, Any]:
        """Arguments that are right, without those of a path; empty when it takes none."""
        body: dict[str, Any] = self._facts["example"] or {}
        return deepcopy(body.get("arguments", {}) if self.slug is not None else body)

    @property
    def flag(self) -> str | None:
        """The flag of an integration that lets its agent run it; None when none does."""
        agent: dict[str, str] = self._facts.get("agent", {})
        return agent.get("flag")

    @property
    def timezone(self) -> str | None:
        """The argument that takes an integration's time zone where it is missing, as a dotted path; or None."""
        agent: dict[str, str] = self._facts.get("agent", {})
        return agent.get("timezone")

    @property
    def request(self) -> CalRequest | None:
        """The Cal.com request that it stands for, of several the first; None for a ToolzzAI operation."""
        return self._requests[0] if self._requests else None

    @property
    def requests(self) -> tuple[CalRequest, ...]:
        """All of them, in the order in which they are tried: the next where an upstream does not have one."""
        return self._requests

    @property
    def cal(self) -> str:
        """Method and path of that request; empty for a ToolzzAI operation."""
        return str(self.request or "")

    def run_by(self) -> _operation.Operation[Any]:
        """What the client itself holds of it."""
        module, _, constant = self._facts["constant"].partition(":")
        package = __name__.rpartition(".")[0]
        operation: _operation.Operation[Any] = getattr(import_module(f"{package}.resources.{module}"), constant)
        return operation


@cache
def _operations() -> dict[str, Operation]:
    return {name: Operation(name, told) for name, told in sorted(facts()["operations"].items())}


@cache
def _by_slug() -> dict[str, Operation]:
    return {slug: each for each in every() for slug in each.slugs}


def every() -> tuple[Operation, ...]:
    """All operations, in the order of their names."""
    return tuple(_operations().values())


def get(name: str) -> Operation:
    """An operation.

    Args:
        name: Its name, such as `bookings.cancel`, or the slug of its action.

    Raises:
        UnknownAction: None is called so; the nearest are named.
    """
    found = _operations().get(name) or _by_slug().get(name)
    if found is not None:
        return found
    near = nearest(name, _by_slug() if name.isupper() else _operations())
    raise UnknownAction(f"No operation is called {quoted(name)}{did_you_mean(near)}", suggestions=near)


def of_resource(resource: str) -> tuple[Operation, ...]:
    """The operations of a resource such as `organizations.teams`, without those of resources in it.

    Raises:
        UnknownAction: There is no such resource; the nearest are named.
    """
    found = tuple(each for each in every() if each.resource == resource)
    if found or resource in resources():
        return found
    near = nearest(resource, resources())
    raise UnknownAction(f"No resource is called {quoted(resource)}{did_you_mean(near)}", suggestions=near)


@cache
def resources() -> tuple[str, ...]:
    """Every resource, in the order of their names; those too that hold nothing but resources."""
    parts = [each.resource.split(".") for each in every()]
    return tuple(sorted({".".join(each[:count]) for each in parts for count in range(1, len(each) + 1)}))


def schemas() -> Mapping[str, Any]:
    """The JSON Schemas to which answers refer as `#/$defs/NAME`. Shared: not to be changed."""
    found: dict[str, Any] = facts()["schemas"]
    return found


def _in_order(operation: Operation) -> list[str]:
    """The arguments of an operation's addresses as they stand there, each once."""
    if not operation.requests:
        return re.findall(r"{(\w+)}", operation.path)
    found: dict[str, None] = {}
    for cal in operation.requests:
        names = {each.name: name for name, each in cal.arguments.items() if each.place == "path"}
        found |= {names[each]: None for each in re.findall(r"{(\w+)}", cal.path) if each in names}
    return list(found)


def _binding(told: Mapping[str, Any]) -> GatewayBinding:
    moves: dict[str, str | dict[str, str]] = told.get("arguments", {})
    arguments = {
        name: Moves(to) if isinstance(to, str) else Moves(to["as"], to["encode"], to["since"])
        for name, to in moves.items()
    }
    defaults = MappingProxyType(deepcopy(told.get("defaults", {})))
    return GatewayBinding(told.get("shape"), told.get("slug"), told.get("since"), MappingProxyType(arguments), defaults)


def _schema(told: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = told["arguments"]
    beside: list[dict[str, Any]] = told.get("parameters", [])
    properties = {**{each["name"]: each["schema"] for each in beside}, **given.get("properties", {})}
    required = [each["name"] for each in beside if each.get("required")] + given.get("required", [])
    # Without what Cal.com needs beyond the action's own arguments, nobody could get the action to succeed.
    for name in told.get("cal", {}).get("needs", ()):
        words = "Cal.com requires this, though the action does not list it."
        properties.setdefault(name, {**_type_elsewhere(name), "description": words})
    schema = {**given, "type": "object", "properties": properties}
    if required:
        schema["required"] = required
    schema.pop("description", None)
    return schema


def _type_elsewhere(argument: str) -> dict[str, Any]:
    """The type of an argument, as other operations that have it say."""
    for told in facts()["operations"].values():
        found: dict[str, Any] = told["arguments"].get("properties", {}).get(argument, {})
        if "type" in found:
            return {key: found[key] for key in ("type", "format") if key in found}
    return {"type": "string"}


_MOMENT = {"type": "string", "format": "date-time", "description": "When it ends."}


def _taken(schema: dict[str, Any], keys: list[str], *, required: bool = True) -> tuple[dict[str, Any], bool]:
    """The schema at a place, which then is there no more, and whether it has to be given. What gets empty goes, too."""
    name, *inside = keys
    needed = required and name in schema.get("required", ())
    if inside:
        found = _taken(schema["properties"][name], inside, required=needed)
        if schema["properties"][name]["properties"]:
            return found
    else:
        found = schema["properties"][name], needed
    del schema["properties"][name]
    schema["required"] = [each for each in schema.get("required", ()) if each != name]
    return found


def _insert(schema: dict[str, Any], keys: list[str], inner: dict[str, Any], *, is_required: bool) -> None:
    """Puts a schema to a place; objects that meet there are joined."""
    name, *inside = keys
    properties = schema.setdefault("properties", {})
    if is_required:
        schema["required"] = list(dict.fromkeys([*schema.get("required", ()), name]))
    if inside:
        holder = properties.setdefault(name, {"type": "object", "properties": {}})
        _insert(holder, inside, inner, is_required=is_required)
        return
    known = properties.get(name)
    if known is None:
        properties[name] = inner
        return
    joined = {**known.get("properties", {}), **inner.get("properties", {})}
    properties[name] = {**inner, **known, "properties": joined}


def _require(schema: dict[str, Any], keys: list[str]) -> None:
    """Makes what is at a place needed, whatever it is."""
    name, *inside = keys
    schema["required"] = list(dict.fromkeys([*schema.get("required", ()), name]))
    holder = schema.setdefault("properties", {}).setdefault(name, {"type": "object"} if inside else {})
    if inside:
        _require(holder, inside)
