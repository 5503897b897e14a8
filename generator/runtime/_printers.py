# Edit this in generator/runtime/_printers.py; `make generate` copies it into the client.
"""Models as trees, for printers that would write them in one long line."""

from __future__ import annotations

import pprint
from typing import Any


def write_pretty(name: str, shown: dict[str, Any], printer: Any) -> None:
    """Writes what a model shows with IPython's printer."""
    with printer.group(len(name) + 1, f"{name}(", ")"):
        for number, (key, value) in enumerate(shown.items()):
            if number:
                printer.text(",")
                printer.breakable()
            printer.text(f"{key}=")
            printer.pretty(value)


def teach_pprint(representation: Any) -> None:
    """Has `pprint` write what has this `__repr__` as it writes dataclasses.

    It has no hook for classes of others (CPython 3.11 to 3.13), only a table by `__repr__`, into which it looks after
    it asked for a repr. Where there is no such table, it writes the repr.
    """
    table: dict[Any, Any] = getattr(pprint.PrettyPrinter, "_dispatch", {})
    table.setdefault(representation, _write_tree)


def _write_tree(printer: Any, model: Any, stream: Any, indent: int, allowance: int, context: Any, level: int) -> None:
    name = type(model).__name__
    stream.write(f"{name}(")
    items = list(model._shown.items())
    printer._format_namespace_items(items, stream, indent + len(name) + 1, allowance, context, level)
    stream.write(")")
