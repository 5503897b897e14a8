"""Which texts of answers no person writes, out of the document's `x-plain`: agents' tools mark all others."""

from __future__ import annotations

from generator.document.reading import Mapping
from generator.errors import SpecError


def plain_texts(document: Mapping) -> dict[str, list[str]]:
    """Names of properties by the schema that they belong to. Raises a `SpecError` for one that does not exist."""
    told = document.get("x-plain") or {}
    schemas: Mapping | dict[str, Mapping] = document["components"].get("schemas") or {}
    for name, texts in told.items():
        known = schemas[name].get("properties") or {} if name in schemas else {}
        if unknown := [each for each in texts if each not in known]:
            raise SpecError(told.where(name), f"{name} has no property {unknown[0]!r}", "Name properties of schemas")
    return {name: list(texts) for name, texts in told.items()}
