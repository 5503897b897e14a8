"""From what a server or an HTTP library has to a `Request`; shared by the ways into the mock."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import parse_qsl, unquote
from weakref import WeakKeyDictionary

from .messages import Reply, Request

PEER = "x-toolzz-mock-peer"  # who is connected; set by the servers, whatever a client sends under this name
CUT_OFF = "Server disconnected without sending a response."


class Handler(Protocol):
    """What stands behind a transport or a server: a `Mock`, or something in front of one."""

    def handle(self, request: Request) -> Reply:
        """Answers a request. Never raises."""


def request_from(
    method: str, raw_path: bytes, query: bytes, headers: Sequence[tuple[bytes, bytes]], body: bytes
) -> Request:
    """A request from the bytes of the wire. Names of headers become lower case, repeated ones are joined."""
    found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
    if len(found) != len(headers):
        found = _joined(headers)
    return Request(method.upper(), path_of(raw_path), pairs(query) if query else (), found, body)


def path_of(raw: bytes) -> str:
    """A path without percent-encoding. An encoded slash stays encoded, so that its segment stays one."""
    text = raw.decode("utf-8", "replace")
    if "%" not in text:
        return text
    return "%2F".join(unquote(part) for part in text.replace("%2f", "%2F").split("%2F"))


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
