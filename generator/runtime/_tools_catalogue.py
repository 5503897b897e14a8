# Edit this in generator/runtime/_tools_catalogue.py; `make generate` copies it into the client.
"""Every operation as a tool, and which of them are meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from attrs import evolve, frozen

from . import _tools_schemas as schemas
from ._facts import facts
from ._json import is_object
from ._operation import Effect, Operation
from .errors import ArgumentError, UnknownAction
from .permissions import Permissions

_LONGEST = 1024  # characters of a description that every vendor takes
_EFFECTS = ("read", "write", "destroy")


@frozen(repr=False)
class Tool:
    """One operation as a tool.

    Attributes:
        name: What a model calls it, such as `bookings_create`: the operation's name with `_` for the dots.
        operation: Name of the operation, such as `bookings.create`.
        slug: Its action at the gateway; None for a ToolzzAI operation.
        effect: Whether it reads, writes or destroys.
        summary: One line.
        description: A few sentences, with what to know of it on either route.
        schema: JSON Schema of its arguments, names as the upstream spells them.
        in_path: The arguments that become part of an address.
        pages: Whether it is a list that takes `skip` and `take`.
        flag: The flag of an integration that lets its agent run it; None when none does.
        timezone: The argument that takes an integration's time zone where it is missing, as a dotted path.
    """

    name: str
    operation: str
    slug: str | None
    effect: Effect
    summary: str
    description: str
    schema: dict[str, Any]
    in_path: frozenset[str]
    pages: bool
    flag: str | None
    timezone: str | None

    def __repr__(self) -> str:
        return f"<Tool {self.name}>"

    @property
    def resource(self) -> str:
        """The resource it belongs to, such as `organizations.teams`."""
        return self.operation.rpartition(".")[0]

    def arguments(self) -> dict[str, Any]:
        """JSON Schema of its arguments for a model, without the specification's extensions."""
        return schemas.plain(self.schema)

    def output(self) -> dict[str, Any]:
        """JSON Schema of its structured output."""
        told = facts()
        return schemas.output(told["operations"][self.operation]["answer"], told["schemas"])

    def run_by(self) -> Operation[Any]:
        """The client's own operation."""
        package = __name__.rpartition(".")[0]
        resource, _, method = self.operation.rpartition(".")
        module = import_module(f"{package}.resources.{resource.replace('.', '_')}")
        operation: Operation[Any] = getattr(module, f"_{method.upper()}")
        return operation


@cache
def catalogue() -> Mapping[str, Tool]:
    """All tools by their names, in alphabetical order."""
    operations = facts()["operations"]
    made = (_tool(name, operations) for name in sorted(operations))
    return {tool.name: tool for tool in made}


def _tool(name: str, operations: dict[str, Any]) -> Tool:
    facts: dict[str, Any] = operations[name]
    given: dict[str, Any] = facts["arguments"]
    cal: dict[str, Any] = facts.get("cal", {})
    properties: dict[str, Any] = {
        **{each["name"]: each["schema"] for each in facts.get("parameters", ())},
        **given.get("properties", {}),
    }
    path = cal.get("path", facts["path"])
    in_path = frozenset(each for each in properties if f"{{{each}}}" in path)
    required = [*(each["name"] for each in facts.get("parameters", ()) if each["in"] == "path")]
    required += given.get("required", ())
    # Without what Cal.com needs beyond the action's own arguments, a model could not get the action to succeed.
    for each in cal.get("needs", ()):
        told = "Cal.com requires this, though the action does not list it."
        properties.setdefault(each, {**_meant(each, operations), "description": told})
    schema = {**given, "type": "object", "properties": properties, **({"required": required} if required else {})}
    schema.pop("description", None)
    agent: dict[str, Any] = facts.get("agent", {})
    return Tool(
        name.replace(".", "_"),
        name,
        facts.get("slug"),
        facts["effect"],
        facts["summary"],
        _described(facts),
        schema,
        in_path,
        facts.get("pages", False),
        agent.get("flag"),
        agent.get("timezone"),
    )


def _meant(argument: str, operations: dict[str, Any]) -> dict[str, Any]:
    """The type of an argument, as other operations that have it say."""
    for told in operations.values():
        found: dict[str, Any] = told["arguments"].get("properties", {}).get(argument, {})
        if "type" in found:
            return {key: found[key] for key in ("type", "format") if key in found}
    return {"type": "string"}


def _described(facts: dict[str, Any]) -> str:
    parts = [f"{facts['summary']}.", facts["description"], facts.get("note", "")]
    while len(text := " ".join(each for each in parts if each)) > _LONGEST:
        parts.pop()
    return text


def named(name: str, among: Mapping[str, Tool]) -> Tool:
    """A tool by its name, its operation's name or its slug; raises `UnknownAction` with the nearest."""
    tool = among.get(name) or among.get(name.replace(".", "_"))
    if tool is None and name.isupper():
        tool = next((each for each in among.values() if each.slug == name), None)
    if tool is not None:
        return tool
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    pool = [each.slug or "" for each in among.values()] if name.isupper() else among
    near = get_close_matches(shown.replace(".", "_"), pool, n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UnknownAction(f"No tool is called {shown!r}{hint}", suggestions=near)


def selected(
    resources: Collection[str] | None,
    effects: Collection[str] | None,
    names: Iterable[str] | None,
    permissions: Permissions | None,
) -> dict[str, Tool]:
    """The tools that every given condition lets through, by name.

    Raises:
        UnknownAction: There is no such tool or resource; the nearest are named.
        ArgumentError: There is no such effect, or a text stands where a collection belongs.
    """
    everything = catalogue()
    for what, given in (("resources", resources), ("effects", effects), ("names", names)):
        if isinstance(given, str):
            raise ArgumentError(f"{what} must be a collection, such as {{{given!r}}}, not the text {given!r}")
    if unknown := set(effects or ()) - set(_EFFECTS):
        raise ArgumentError(f"No effect is called {', '.join(sorted(unknown))}; there are {', '.join(_EFFECTS)}")
    _check_resources(resources or (), everything)
    found: Iterable[Tool] = everything.values()
    if names is not None:
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


def _check_resources(given: Iterable[str], everything: Mapping[str, Tool]) -> None:
    parts = [each.operation.split(".")[:-1] for each in everything.values()]
    known = {".".join(each[:count]) for each in parts for count in range(1, len(each) + 1)}
    for each in given:
        if each not in known:
            near = get_close_matches(each, known, n=3, cutoff=0.5)
            there = ", ".join(sorted(name for name in known if "." not in name))
            hint = f"did you mean {', '.join(near)}?" if near else f"there are {there}"
            raise UnknownAction(f"No resource is called {each!r}; {hint}", suggestions=near)


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
