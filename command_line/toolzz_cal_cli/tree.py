"""The operations as commands: names, arguments and texts, read from what the client ships."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from toolzz_cal._facts import operations as facts
from toolzz_cal._tools_catalogue import Tool, catalogue


@dataclass(frozen=True, slots=True)
class Described:
    """An operation, as a command needs it.

    Attributes:
        name: Such as `bookings.cancel`.
        slug: The action; None for a ToolzzAI operation.
        effect: `read`, `write` or `destroy`.
        summary: One line.
        description: A few sentences.
        note: What to know of it besides; empty when there is nothing.
        schema: JSON Schema of all arguments together, names as the upstream spells them.
        in_path: Arguments that become a segment of a path on either route.
        pageable: Whether `--all` can walk over its pages.
        parameters: Arguments of a ToolzzAI operation that travel in its path.
        example: Arguments that are right.
        credential: What signs its Cal.com request, or `token` for ToolzzAI.
    """

    name: str
    slug: str | None
    effect: str
    summary: str
    description: str
    note: str
    schema: Mapping[str, Any]
    in_path: frozenset[str]
    pageable: bool
    parameters: tuple[str, ...]
    example: Mapping[str, Any]
    credential: str

    @property
    def properties(self) -> Mapping[str, Any]:
        """JSON Schema of each argument."""
        properties: Mapping[str, Any] = self.schema["properties"]
        return properties

    @property
    def required(self) -> Sequence[str]:
        """Arguments that must be given."""
        required: Sequence[str] = self.schema.get("required", ())
        return required

    @property
    def words(self) -> str:
        """The command that runs it, such as `event-types webhooks list`."""
        return " ".join(spelt(part) for part in self.name.split("."))


@cache
def operations() -> dict[str, Described]:
    """Every operation by its name, in the order of names."""
    tools = {tool.operation: tool for tool in catalogue().values()}
    return {name: _described(name, told, tools[name]) for name, told in sorted(facts().items())}


def spelt(name: str) -> str:
    """A name as a command or option: `eventTypeId` and `event_type_id` are `event-type-id`, `a__b` is `a.b`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).replace("__", ".").replace("_", "-").lower()


def about(resource: str) -> str:
    """One sentence on a resource such as `event_types.webhooks`."""
    module = import_module(f"toolzz_cal.resources.{resource.replace('.', '_')}")
    return (module.__doc__ or "").strip()


def children(resource: str) -> dict[str, bool]:
    """What a resource holds, by name, and whether it is an operation; the empty name is the root."""
    start = f"{resource}." if resource else ""
    found: dict[str, bool] = {}
    for name in operations():
        if name.startswith(start):
            head, _, rest = name.removeprefix(start).partition(".")
            found[head] = not rest
    return found


def _described(name: str, told: Mapping[str, Any], tool: Tool) -> Described:
    example: Mapping[str, Any] = told["example"] or {}
    return Described(
        name=name,
        slug=tool.slug,
        effect=tool.effect,
        summary=told["summary"],
        description=told["description"],
        note=told.get("note", ""),
        schema=tool.schema,
        in_path=tool.in_path,
        pageable=tool.pages,
        parameters=tuple(each["name"] for each in told.get("parameters", ())),
        example=example.get("arguments", {}) if tool.slug else example,
        credential=told["cal"].get("credential", "key") if "cal" in told else "token",
    )
