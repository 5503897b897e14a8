"""Which texts of answers no person writes, out of the document's `x-agent`: agents' tools mark all others."""

from __future__ import annotations

from typing import Any

from generator.document.reading import Mapping
from generator.errors import SpecError

_CURE = "Write plain: and schemas, each with a list of its properties"


def plain_texts(document: Mapping) -> dict[str, list[str]]:
    """Names of properties by the schema that they belong to. Raises a `SpecError` for one that does not exist."""
    if "x-agent" not in document:
        return {}
    agent: Any = document["x-agent"]
    told: Any = agent.get("plain") if isinstance(agent, Mapping) and agent.keys() == {"plain"} else None
    if not isinstance(told, Mapping):
        raise SpecError(document.where("x-agent"), f"x-agent of the document is {agent!r}", _CURE)
    schemas: Any = document["components"].get("schemas") or {}
    for name, texts in told.items():
        known = schemas[name].get("properties") or {} if name in schemas else {}
        if not isinstance(texts, list) or not all(isinstance(each, str) and each in known for each in texts):
            raise SpecError(told.where(name), f"{name} has not all of {texts!r}", _CURE)
    return {name: list(texts) for name, texts in told.items()}
