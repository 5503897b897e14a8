"""What is measured on: the bundled specification and its own examples. Recorded bookings are in `recorded.py`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.document.bundle import bundle

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
CLIENT = ROOT / "generated_client"
_NULL = {"type": "null"}


@cache
def document() -> dict[str, Any]:
    """The bundled specification."""
    plain: dict[str, Any] = json.loads(json.dumps(bundle(SPEC)))
    return plain


def answer(name: str) -> dict[str, Any]:
    """The example of a response component: the gateway's whole body."""
    example: dict[str, Any] = document()["components"]["responses"][name]["content"]["application/json"]["example"]
    return json.loads(json.dumps(example))  # type: ignore[no-any-return]


def compact(value: object) -> bytes:
    """JSON as an upstream sends it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@cache
def older_document() -> dict[str, Any]:
    """The bundled specification in OpenAPI 3.0, for tools that read nothing later.

    What 3.0 has no word for is left out: the webhooks, the summary of the whole, the licence's identifier. A null among
    several types or schemas becomes `nullable`; of several other types each is a schema.
    """
    older: dict[str, Any] = _older(document())
    older["openapi"] = "3.0.3"
    del older["webhooks"]
    del older["info"]["summary"]
    del older["info"]["license"]["identifier"]
    return older


def _older(value: Any) -> Any:
    if isinstance(value, list):
        return [_older(item) for item in value]
    if not isinstance(value, dict):
        return value
    older = {}
    for key, inner in value.items():
        older[key] = inner if key == "example" else _older(inner)
    types = value.get("type")
    schemas = value.get("anyOf")
    if isinstance(types, list):
        del older["type"]
        others = [name for name in types if name != "null"]
        if len(others) == 1:
            older["type"] = others[0]
        else:
            older["anyOf"] = [{"type": name} for name in others]
        if "null" in types:
            older["nullable"] = True
    elif isinstance(schemas, list) and _NULL in schemas:
        older["anyOf"] = [_older(schema) for schema in schemas if schema != _NULL]
        older["nullable"] = True
    return older
