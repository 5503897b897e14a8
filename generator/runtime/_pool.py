# Edit this in generator/runtime/_pool.py; `make generate` copies it into the client.
"""The HTTP client below a client: made when it is needed, and again where its connections can't be used."""

from __future__ import annotations

import os
import threading
from typing import Any
from weakref import WeakSet

from .errors import ClientClosed

DEFAULT_TIMEOUT = 60.0
_NAME = {"user-agent": "toolzz-cal-python"}  # of our own HTTP client; one that was given has its own


class Pool:
    """The HTTP client, shared by a client and its copies and closed once. Made when the first call needs it.

    A connection works in the event loop and the process it was opened in, so another HTTP client is made for another
    event loop and after a fork. One that was given is used as it is.
    """

    __slots__ = ("__weakref__", "_http", "_lock", "_of_loops", "_owned", "closed", "kind")

    def __init__(self, http_client: Any, kind: str) -> None:
        self._http, self._owned, self.kind = http_client, http_client is None, kind
        self._lock = threading.Lock()
        self._of_loops: dict[Any, Any] = {}
        self.closed = False
        if self._owned:
            _pools.add(self)

    def http(self) -> Any:
        """The HTTP client; raises `ClientClosed` after `close`."""
        if self.closed:
            raise ClientClosed("The client has been closed; make a new one, or keep it open with a `with` block")
        if self._owned and self.kind == "AsyncClient":
            return self._of_loop(_running_loop())
        if self._http is None:
            with self._lock:
                if self._http is None:
                    self._http = self._made()
        return self._http

    @property
    def timeout(self) -> float | None:
        """Seconds for an attempt unless a call says otherwise; unknown for an HTTP client that was given."""
        return DEFAULT_TIMEOUT if self._owned else None

    @property
    def own(self) -> Any:
        """The HTTP client if it is ours to close; of asynchronous ones, that of the running event loop."""
        if not self._owned:
            return None
        return self._of_loops.get(_running_loop()) if self.kind == "AsyncClient" else self._http

    def _of_loop(self, loop: Any) -> Any:
        http = self._of_loops.get(loop)
        if http is None:
            with self._lock:
                for each in [each for each in self._of_loops if each is not None and each.is_closed()]:
                    del self._of_loops[each]  # nobody can use or close those connections any more
                http = self._of_loops.setdefault(loop, self._made())
        return http

    def _made(self) -> Any:
        from http.cookiejar import CookieJar, DefaultCookiePolicy

        import httpx

        # Cal.com keeps a reserved slot in a cookie, which it then heeds more than the slot that is named.
        none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        return getattr(httpx, self.kind)(timeout=DEFAULT_TIMEOUT, cookies=none, headers=_NAME)

    def after_fork(self) -> None:
        """Leaves the connections to the process that opened them. Another thread may have held the lock."""
        _left.append((self._http, self._of_loops))
        self._http, self._of_loops, self._lock = None, {}, threading.Lock()


def _running_loop() -> Any:
    """The running event loop; None where there is none, or one that is not asyncio's."""
    from asyncio import get_running_loop  # slow to import; whoever calls this has long done so

    try:
        return get_running_loop()
    except RuntimeError:
        return None


_pools: WeakSet[Pool] = WeakSet()
_left: list[Any] = []  # kept, as letting go of a connection says goodbye on it


def _after_fork() -> None:
    for pool in list(_pools):
        pool.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
