"""What a program pays before its first call, in fresh interpreters."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks import data, measuring, peer
from benchmarks.report import Row

TURNS = 21
NOTES = f"""
Imports: CPU seconds of the statements in a fresh interpreter, measured inside it, over those of `import httpx`; {TURNS}
turns. The first resource is `bookings`; its models are all that its module names, for the peer those of one endpoint.
"""


def rows(folder: Path) -> list[Row]:
    """All lines of the table. `folder` holds the peer's package."""
    resource = (data.CLIENT / "toolzz_cal" / "resources" / "bookings.py").read_text("utf-8")
    models = sorted(set(re.findall(r"\bmodels\.([A-Z]\w+)", resource)))
    first = (
        "from toolzz_cal import Client, models\n"
        "Client(composio_api_key='ak_example').bookings\n"
        f"for name in {models!r}: getattr(models, name)"
    )
    stock = (
        f"from {peer.PACKAGE}.client import AuthenticatedClient\n"
        "AuthenticatedClient(base_url='https://gateway.example.com', token='ak_example')\n"
        f"import {peer.module('bookings.create')}"
    )
    times = measuring.interpreters(
        {
            "httpx": "import httpx",
            "package": "import toolzz_cal",
            "first": first,
            "first, httpx": f"import httpx\n{first}",
            "stock package": f"import {peer.PACKAGE}",
            "stock first": stock,
        },
        [data.CLIENT, folder],
        TURNS,
    )
    base = times["httpx"]

    def row(axis: str, name: str, bound: float | None = None, other: str = "") -> Row:
        own, stock = times[name], times[other].ratio(base) if other else None
        return Row(f"{axis} (import httpx)", own.ratio(base), bound, stock, own.median_ratio(base))

    return [
        row("import of the package", "package", 0.05, "stock package"),
        row("client + first resource + its models", "first, httpx", 1.35, "stock first"),
        row("the same, httpx not counted", "first"),
    ]
