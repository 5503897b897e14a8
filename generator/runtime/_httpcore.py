# Edit this in generator/runtime/_httpcore.py; `make generate` copies it into the client.
"""What this package uses of httpx and httpcore that is not public: all of it is named here."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

# The releases of httpcore whose pools are as `_connections` takes them to be. All of them, up to the last, 1.0.9, have
# what it mends: encode/httpcore#1093, #658 and #1110. `tests/client/test_httpcore.py` fails once one has not.
SINCE, BEFORE = (1, 0, 4), (1, 1)
SHARE_OUT = "_assign_requests_to_connections"
OF_POOLS = (
    SHARE_OUT,
    "_close_connections",
    "_connections",
    "_requests",
    "_max_connections",
    "_max_keepalive_connections",
)
BACKEND = "_network_backend"  # what a pool opens connections with; httpcore2 has it too


def transports(http: Any) -> Iterator[Any]:
    """The transports of an httpx or httpx2 client, those for proxies too."""
    yield http._transport
    yield from (each for each in http._mounts.values() if each is not None)


def pools(http: Any) -> list[Any]:
    """What is below each transport: a pool of connections, or None where the transport is of another make."""
    return [getattr(transport, "_pool", None) for transport in transports(http)]


def is_as_known(pool: Any) -> bool:
    """Whether a pool is httpcore's own, of a release whose parts are known."""
    if type(pool).__module__.partition(".")[0] != "httpcore":
        return False
    version = tuple(map(int, re.findall(r"\d+", sys.modules["httpcore"].__version__)))
    return SINCE <= version < BEFORE and all(hasattr(pool, name) for name in OF_POOLS)
