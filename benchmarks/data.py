"""What is measured on: the bundled specification and its own examples."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.document.bundle import bundle

ROOT = Path(__file__).resolve().parent.parent
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


def bookings(count: int) -> list[dict[str, Any]]:
    """As many bookings like the specification's example, each with its own id and uid."""
    example = answer("Booking")["data"]["data"]
    made = [json.loads(json.dumps(example)) for _ in range(count)]
    for number, booking in enumerate(made):
        booking["id"] += number
        booking["uid"] = f"bk{number:014d}"
    return made


def compact(value: object) -> bytes:
    """JSON as an upstream sends it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@cache
def older_document() -> dict[str, Any]:
    """The bundled specification in OpenAPI 3.0, for tools that read nothing later.

    What 3.0 has no word for is left out: the webhooks, the summary of the whole, the licence's identifier. A null among
    several types or schemas becomes `nullable`; of several other types each is a schema.
    """
    kept = {key: value for key, value in document().items() if key != "webhooks"}
    info = {key: value for key, value in kept["info"].items() if key not in ("summary", "license")}
    licence = {key: value for key, value in kept["info"]["license"].items() if key != "identifier"}
    made: dict[str, Any] = _older(kept)
    return {**made, "openapi": "3.0.3", "info": {**info, "license": licence}}


def _older(value: Any) -> Any:
    if isinstance(value, list):
        return [_older(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: each if key == "example" else _older(each) for key, each in value.items()}
    types, schemas = value.get("type"), value.get("anyOf")
    if isinstance(types, list):
        del made["type"]
        others = [each for each in types if each != "null"]
        made |= {"type": others[0]} if len(others) == 1 else {"anyOf": [{"type": each} for each in others]}
        made |= {"nullable": True} if len(others) < len(types) else {}
    elif isinstance(schemas, list) and _NULL in schemas:
        made |= {"anyOf": [_older(each) for each in schemas if each != _NULL], "nullable": True}
    return made
