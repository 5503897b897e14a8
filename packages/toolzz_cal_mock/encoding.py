"""JSON as the mock writes it: without spaces, and signs as they are. orjson does it where it can, which is sooner."""

from __future__ import annotations

import json
from typing import Any

try:
    import orjson
except ImportError:  # there is none for every Python
    orjson = None  # type: ignore[assignment]

_plainly = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def encoded(value: object) -> bytes:
    """JSON in UTF-8. Half a surrogate pair, which UTF-8 has not, becomes a question mark."""
    if orjson is not None:
        try:
            # A copy, as what is kept would keep all the memory in which orjson wrote it: 8 kB for 1 kB.
            return bytes(memoryview(orjson.dumps(value)))
        except TypeError:  # integers beyond 64 bits, half a pair of surrogates, keys that are no text
            pass
    return _plainly(value).encode("utf-8", "replace")


def decoded(text: bytes) -> Any:
    """What `encoded` wrote."""
    return json.loads(text)
