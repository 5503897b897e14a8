"""A request and a reply, without HTTP. Transports and the server translate to and from these.

Their reprs show no secret: neither headers nor bodies, and no value of the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """What came in. Header names are lower case; `query` keeps order and repeats of the wire, `raw_query` its bytes."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    raw_query: str = ""

    def __repr__(self) -> str:
        names = "&".join(f"{name}=…" for name, _ in self.query)
        return f"<Request {self.method} {self.path}{'?' if names else ''}{names}, {len(self.body)} bytes>"


@dataclass(slots=True, repr=False)
class Reply:
    """What goes out. `drop` says that the connection is cut instead: before or after the request was handled."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    drop: str | None = None
    delay: float = 0.0

    def __repr__(self) -> str:
        cut = f", connection cut {self.drop} handling" if self.drop else ""
        return f"<Reply {self.status}, {len(self.body)} bytes{cut}>"

    def json(self) -> Any:
        """The body as JSON."""
        import json

        return json.loads(self.body)
