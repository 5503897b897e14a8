# Edit this in generator/runtime/_tools_catalogue.py; `make generate` copies it into the client.
"""Every operation as a tool, and which of them are meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen

from . import _tools_schemas as schemas
from . import operations
from ._json import is_object
from ._nearest import did_you_mean, nearest
from ._operation import Operation
from ._said import Reading
from .errors import ArgumentError, UnknownAction
from .operations import Effect
from .operations import Operation as Described
from .permissions import Permissions

_LONGEST = 1024  # characters of a description that every vendor takes


@frozen(repr=False)
class Tool:
    """One operation as a tool.

    Attributes:
        described: The operation, as `toolzz_cal.operations` describes it.
        schema: JSON Schema of its arguments, names as the upstream spells them.
    """

    described: Described
    schema: dict[str, Any]

    def __repr__(self) -> str:
        return f"<Tool {self.name}>"

    @property
    def name(self) -> str:
        """What a model calls it, such as `bookings_create`: the operation's name with `_` for the dots."""
        return self.described.name.replace(".", "_")

    @property
    def operation(self) -> str:
        """Name of the operation, such as `bookings.create`."""
        return self.described.name

    @property
    def resource(self) -> str:
        """The resource it belongs to, such as `organizations.teams`."""
        return self.described.resource

    @property
    def slug(self) -> str | None:
        """Its action at the gateway; None for a ToolzzAI operation."""
        return self.described.slug

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every slug that stands for it."""
        return self.described.slugs

    @property
    def effect(self) -> Effect:
        """Whether it reads, writes or destroys."""
        return self.described.effect

    @property
    def summary(self) -> str:
        """One line."""
        return self.described.summary

    @property
    def description(self) -> str:
        """A few sentences, with what to know of it on either route, as far as every vendor takes them."""
        parts = [f"{self.summary}.", self.described.description, self.described.note]
        while len(text := " ".join(each for each in parts if each)) > _LONGEST:
            parts.pop()
        return text

    @property
    def in_path(self) -> frozenset[str]:
        """The arguments that become part of an address."""
        return self.described.in_path

    @property
    def pages(self) -> bool:
        """Whether it is a list that takes `skip` and `take`."""
        return self.described.has_pages

    @property
    def flag(self) -> str | None:
        """The flag of an integration that lets its agent run it; None when none does."""
        return self.described.flag

    @property
    def timezone(self) -> str | None:
        """The argument that takes an integration's time zone where it is missing, as a dotted path."""
        return self.described.timezone

    def reads(self, given: Mapping[str, Any]) -> Reading | None:
        """What has to be read before it is run with these arguments; None when nothing has."""
        return None

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of its operation, of its own and of what was read before.

        Raises:
            ArgumentError: They can't be right.
        """
        return dict(given)

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any] | None:
        """What the model is told of an answer, out of all envelopes; None when that is the answer itself."""
        return None

    def said(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of its operation, as a person is told of them."""
        return dict(arguments)

    def settles(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it is looked up what a write did whose answer got lost."""
        return False

    def run_by(self) -> Operation[Any]:
        """The client's own operation."""
        return self.described.run_by()

    def arguments(self) -> dict[str, Any]:
        """JSON Schema of its arguments for a model, without the specification's extensions."""
        return schemas.plain(self.schema)

    def output(self) -> dict[str, Any]:
        """JSON Schema of its structured output."""
        return schemas.output(self.described.answer, operations.schemas())


@cache
def catalogue() -> Mapping[str, Tool]:
    """All tools by their names, in alphabetical order."""
    tools = [Tool(each, each.shared_schema) for each in operations.every()]
    return {tool.name: tool for tool in tools}


def named(name: str, among: Mapping[str, Tool]) -> Tool:
    """A tool by its name, its operation's name or its slug; raises `UnknownAction` with the nearest."""
    tool = among.get(name) or among.get(name.replace(".", "_"))
    if tool is None and name.isupper():
        tool = next((each for each in among.values() if name in each.slugs), None)
    if tool is not None:
        return tool
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    pool = [slug for each in among.values() for slug in each.slugs[:1]] if name.isupper() else among
    near = nearest(shown.replace(".", "_"), pool)
    raise UnknownAction(f"No tool is called {shown!r}{did_you_mean(near)}", suggestions=near)


def selected(
    resources: Collection[str] | None,
    effects: Collection[str] | None,
    names: Iterable[str] | None,
    permissions: Permissions | None,
) -> dict[str, Tool]:
    """The tools that every given condition lets through, by name. One that is deprecated has to be named.

    Raises:
        UnknownAction: There is no such tool or resource; the nearest are named.
        ArgumentError: There is no such effect, or a text stands where a collection belongs.
    """
    everything = catalogue()
    for what, given in (("resources", resources), ("effects", effects), ("names", names)):
        if isinstance(given, str):
            raise ArgumentError(f"{what} must be a collection, such as {{{given!r}}}, not the text {given!r}")
    if unknown := set(effects or ()) - set(operations.EFFECTS):
        raise ArgumentError(
            f"No effect is called {', '.join(sorted(unknown))}; there are {', '.join(operations.EFFECTS)}"
        )
    _check_resources(resources or ())
    found: Iterable[Tool] = everything.values()
    if names is None:
        found = (each for each in found if not each.described.is_deprecated)
    else:
        wanted = {named(each, everything).name for each in names}
        found = (each for each in found if each.name in wanted)
    if resources is not None:
        prefixes = tuple(f"{each}." for each in resources)
        found = (each for each in found if each.operation.startswith(prefixes))
    if effects is not None:
        found = (each for each in found if each.effect in effects)
    if permissions is not None:
        found = (_filled(each, permissions) for each in found if each.flag in permissions.flags)
    return {each.name: each for each in found}


def _check_resources(given: Iterable[str]) -> None:
    known = operations.resources()
    for each in given:
        if each not in known:
            near = nearest(each, known)
            there = ", ".join(name for name in known if "." not in name)
            hint = did_you_mean(near) or f"; there are {there}"
            raise UnknownAction(f"No resource is called {each!r}{hint}", suggestions=near)


def _filled(tool: Tool, permissions: Permissions) -> Tool:
    """The tool without demanding the time zone that the integration's own stands in for."""
    if tool.timezone is None or permissions.timezone is None:
        return tool
    return evolve(tool, schema=_optional(tool.schema, tool.timezone.split(".")))


def _optional(schema: dict[str, Any], path: list[str]) -> dict[str, Any]:
    name, *rest = path
    if rest:
        inner: Any = schema["properties"].get(name)
        changed = _optional(inner, rest) if is_object(inner) and "properties" in inner else inner
        return {**schema, "properties": {**schema["properties"], name: changed}}
    return {**schema, "required": [each for each in schema.get("required", ()) if each != name]}
