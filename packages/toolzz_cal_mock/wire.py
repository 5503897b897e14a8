"""From what a server or an HTTP library has to a `Request`; shared by the ways into the mock."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import parse_qsl, unquote
from weakref import WeakKeyDictionary

from .messages import Reply, Request

# Who is connected, by the word of the servers; what a client sends under this name is thrown away. Without it a request
# was made in this process.
PEER = "x-toolzz-mock-peer"
UNKNOWN_PEER = "unknown"
CUT_OFF = "Server disconnected without sending a response."


class Handler(Protocol):
    """What stands behind a transport or a server: a `Mock`, or something in front of one."""

    def handle(self, request: Request) -> Reply:
        """Answers a request. Never raises."""


def request_from(
    method: str,
    path: str,
    query: bytes,
    headers: Sequence[tuple[bytes, bytes]],
    body: bytes,
    *,
    peer: str | None = None,
) -> Request:
    """A request from the bytes of the wire. Names of headers become lower case, repeated ones are joined.

    Args:
        method: The method, in any case.
        path: What `path_of` or `path_of_text` gives. It is decoded here for the last time: whoever judges or routes a
            request goes by this one.
        query: The query, encoded.
        headers: Names and values.
        body: The body.
        peer: Address of who is connected; None for a client in this process.
    """
    found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
    if len(found) != len(headers):
        found = _joined(headers)
    found.pop(PEER, None)
    if peer is not None:
        found[PEER] = peer
    return Request(method.upper(), path, pairs(query) if query else (), found, body, query.decode("latin-1"))


def path_of(raw: bytes) -> str:
    """A path without percent-encoding, decoded once.

    An encoded slash stays `%2F`, so that its segment stays one. What reads like that or like `%25` only once it is
    decoded has its percent sign as `%25`. `segments_of` undoes both.
    """
    text = raw.decode("utf-8", "replace")
    if "%" not in text:
        return text
    return "%2F".join(path_of_text(unquote(part)) for part in re.split("%2[Ff]", text))


def path_of_text(decoded: str) -> str:
    """The same of a path that a server has decoded already; which slashes were encoded is lost."""
    return re.sub("%(?=2F|25)", "%25", decoded) if "%" in decoded else decoded


def segments_of(path: str) -> list[str]:
    """The segments of a path from `path_of`, as their sender meant them."""
    return [_plain(part) for part in path.strip("/").split("/")]


def _plain(segment: str) -> str:
    if "%" not in segment:
        return segment
    return re.sub("%(2F|25)", lambda found: "/" if found[1] == "2F" else "%", segment)


def pairs(query: bytes) -> tuple[tuple[str, str], ...]:
    """Names and values of a query, in order, repeats and blank values included."""
    return tuple(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True))


def _joined(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        sign = "; " if name == "cookie" else ", "
        found[name] = f"{found[name]}{sign}{value}" if name in found else value
    return found


_LOCKS: WeakKeyDictionary[Handler, threading.Lock] = WeakKeyDictionary()
_MAKING = threading.Lock()


def lock_of(handler: Handler) -> threading.Lock:
    """The lock that everything holds while this mock handles a request: clients and servers may be in other threads."""
    with _MAKING:
        return _LOCKS.setdefault(handler, threading.Lock())
