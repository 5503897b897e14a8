"""The operations as commands: names, arguments and texts, read from what the client ships."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from toolzz_cal.operations import Operation, every


@cache
def operations() -> dict[str, Operation]:
    """Every operation by its name, in the order of names."""
    return {each.name: each for each in every()}


def words(operation: Operation) -> str:
    """The command that runs an operation, such as `event-types webhooks list`."""
    return " ".join(spelt(part) for part in operation.name.split("."))


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
