"""What is measured on: the bundled specification and its own examples."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.bundle import bundle

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"
CLIENT = ROOT / "generated_client"


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
