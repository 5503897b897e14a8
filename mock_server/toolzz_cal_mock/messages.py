"""A request and a reply, without HTTP. Transports and the server translate to and from these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What came in. Header names are lower case; `query` keeps the order and repeats of the wire."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""


@dataclass(slots=True)
class Reply:
    """What goes out. `drop` says that the connection is cut instead: before or after the request was handled."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    drop: str | None = None
    delay: float = 0.0

    def json(self) -> Any:
        """The body as JSON."""
        import json

        return json.loads(self.body)
