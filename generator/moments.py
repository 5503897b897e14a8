"""Which arguments of an operation are moments, out of the format `date-time`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.reading import Mapping
from generator.references import follow


def moments(
    document: Mapping, arguments: Mapping | None, needs: Iterable[str], others: Iterable[Mapping | None]
) -> tuple[str, ...]:
    """The places of the arguments that must name a moment, as dotted paths through lists too.

    Args:
        document: What references point into.
        arguments: The operation's own arguments.
        needs: Names that it needs beyond them; they mean what they mean elsewhere.
        others: The arguments of all operations.
    """
    elsewhere = {name: schema for each in others for name, schema in _properties(document, each)}
    own = [*_properties(document, arguments), *((name, elsewhere[name]) for name in needs if name in elsewhere)]
    return tuple(path for name, schema in own for path in _within(document, name, schema, ()))


def _properties(document: Mapping, schema: Any) -> Iterator[tuple[str, Any]]:
    node = follow(document, schema)
    if isinstance(node, Mapping):
        yield from (node.get("properties") or {}).items()


def _within(document: Mapping, path: str, schema: Any, above: tuple[int, ...]) -> Iterator[str]:
    node = follow(document, schema)
    if not isinstance(node, Mapping) or id(node) in above:  # a schema may lead back to itself
        return
    if node.get("format") == "date-time":
        yield path
    above = (*above, id(node))
    for each in (node.get("items"), *(node.get("anyOf") or ()), *(node.get("allOf") or ())):
        yield from _within(document, path, each, above)
    for name, inner in _properties(document, node):
        yield from _within(document, f"{path}.{name}", inner, above)
