# Edit this in generator/runtime/rate_limits.py; `make generate` copies it into the client.
"""Keeps the client's own calls below a rate, in this process or together with other machines through Redis.

The counting is done by the library `limits`, an extra: `pip install 'toolzz-cal[limits]'`. Its moving window is exact:
no more than the allowed calls lie in any window, wherever it begins. Under Redis one script both asks and counts, so
that workers can't overtake each other in between.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import nullcontext, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ._extras import install
from ._redaction import quoted
from ._storage import parts_of, reason, shown
from .errors import ConfigurationError, RateLimitUnavailable, WaitTooLong

if TYPE_CHECKING:
    from limits import RateLimitItem

__all__ = ["RateLimit"]

log = logging.getLogger("toolzz_cal")

_SCHEMES = ("memory", "redis", "rediss", "redis+unix")
_PREFIX = "toolzz_cal"
_PATIENCE = 2.0  # seconds for Redis to answer; `?socket_timeout=` in the storage's address says otherwise
_SHORTEST = 0.005  # seconds; asking again sooner would only load the storage


def _is_memory(storage: str) -> bool:
    return storage.startswith("memory:")


def _is_wait(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value >= 0)


def _quoted(storage: str) -> str:
    return repr(shown(storage))


@frozen
class RateLimit:
    """How many calls may go out in which time, counted per credential.

    A value: it holds no count and no connection, and can be shared, copied, compared and pickled. Counts live in the
    storage, where all limits of equal rate share them: with `memory://` those of this process, with Redis those of
    every worker. Safe to use from several threads and event loops; after a fork the child opens its own connections.

    Args:
        rate: Calls per time, such as `120/minute` or `5 per 2 seconds`; several, separated by `;`, hold together. Units
            are second, minute, hour, day, month and year.
        storage: Where calls are counted: `memory://`, or the address of a Redis as `redis://`, `rediss://` or
            `redis+unix://`. Special characters of a password are percent-encoded.
        max_wait: Seconds that one attempt waits for its turn before `WaitTooLong` is raised; None for as long as the
            call's deadline allows.
        on_storage_error: What happens while the storage can't be reached: `raise` raises `RateLimitUnavailable` and
            sends nothing, `allow` logs a warning and sends uncounted.

    Raises:
        ConfigurationError: An argument can't be right, or the library is not installed.
    """

    rate: str
    storage: str = field(default="memory://", kw_only=True, repr=_quoted)
    max_wait: float | None = field(default=None, kw_only=True)
    on_storage_error: Literal["raise", "allow"] = field(default="raise", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not _is_wait(self.max_wait):
            raise ConfigurationError(
                f"max_wait must be a number of seconds from 0 on, or None, not {quoted(self.max_wait)}"
            )
        if self.on_storage_error not in ("raise", "allow"):
            raise ConfigurationError(
                f"on_storage_error must be 'raise' or 'allow', not {quoted(self.on_storage_error)}"
            )
        _items(str(self.rate))
        _check_storage(self.storage)
        _counter(self.storage)

    @staticmethod
    def key(upstream: str, credential: str) -> str:
        """The name under which the calls of one credential are counted.

        Args:
            upstream: Root address of the API that is called.
            credential: Key or token that it is called with.

        Returns:
            A digest, from which neither can be read.
        """
        from hashlib import blake2b

        text = f"{upstream}\0{credential}".encode()
        return blake2b(text, digest_size=16, person=_PREFIX.encode()).hexdigest()

    def take(self, key: str, *, waited: float = 0.0, left: float | None = None) -> float:
        """Count one call if the rate allows it now.

        Args:
            key: Whose calls are counted, from `key`.
            waited: Seconds that this attempt has waited already, towards `max_wait`.
            left: Seconds until the call's deadline; None for no deadline.

        Returns:
            0.0 if the call is counted and may go out, else the seconds after which to ask again.

        Raises:
            WaitTooLong: The wait would exceed `max_wait` or the deadline.
            RateLimitUnavailable: The storage can't be reached and `on_storage_error` is `raise`.
        """
        return self._in_time(self._asked(key), waited, left)

    async def take_async(self, key: str, *, waited: float = 0.0, left: float | None = None) -> float:
        """As `take`, without holding up the event loop."""
        if _is_memory(self.storage):
            return self.take(key, waited=waited, left=left)
        from anyio import to_thread

        # The sync connections, in a thread: others would belong to one loop, and nobody could close them with it.
        return self._in_time(await to_thread.run_sync(self._asked, key, abandon_on_cancel=True), waited, left)

    def _asked(self, key: str) -> float:
        items = _items(self.rate)
        from limits.errors import StorageError

        try:
            return _counter(self.storage).take(items, key)
        except StorageError as problem:
            said = reason(problem.storage_error, self.storage)
        if self.on_storage_error == "allow":
            log.warning("Calls go out uncounted: the rate limit's storage %s fails: %s", shown(self.storage), said)
            return 0.0
        # Raised here, so that the driver's error, whose text is not masked, is not its context.
        raise RateLimitUnavailable(f"The rate limit's storage {shown(self.storage)} fails, nothing was sent: {said}")

    def _in_time(self, delay: float, waited: float, left: float | None) -> float:
        if not delay:
            return delay
        if self.max_wait is not None and waited + delay > self.max_wait:
            limit = f"max_wait is {self.max_wait:g} s"
        elif left is not None and delay > left:
            limit = f"the call's deadline is in {max(left, 0.0):.1f} s"
        else:
            return delay
        message = f"The rate limit {self.rate} allows the next call in {delay:.1f} s, and {limit}; nothing was sent"
        raise WaitTooLong(message, retry_after=delay)


class _Counter:
    """Counts the calls of all keys in one storage."""

    __slots__ = ("_guard", "_limiter")

    def __init__(self, storage: str) -> None:
        from limits.storage import storage_from_string
        from limits.strategies import MovingWindowRateLimiter

        options: dict[str, float | str | bool] = {"wrap_exceptions": True}
        if not _is_memory(storage):
            options |= {"key_prefix": _PREFIX, "socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE}
        self._limiter = MovingWindowRateLimiter(storage_from_string(storage, **options))
        # The memory storage throws the lock of an idle key away, perhaps under somebody who waits for it.
        self._guard = threading.Lock() if _is_memory(storage) else nullcontext()

    def take(self, items: tuple[RateLimitItem, ...], key: str) -> float:
        """Count a call under every rate and return 0.0, or return the seconds to wait."""
        with self._guard:
            # What one rate has counted can't be taken back when another refuses, so all are asked before.
            if len(items) > 1 and (wait := max(self._wait(item, key) for item in items)):
                return wait
            for item in items:
                if not self._limiter.hit(item, key):
                    return self._wait(item, key) or _SHORTEST
            return 0.0

    def _wait(self, item: RateLimitItem, key: str) -> float:
        """Seconds until this rate allows another call."""
        reset, remaining = self._limiter.get_window_stats(item, key)
        if remaining > 0:
            return 0.0
        # No longer than the window, should another machine's clock be ahead.
        return min(max(reset - time.time(), _SHORTEST), item.get_expiry())


_lock = threading.Lock()
_counters: dict[str, _Counter] = {}
_inherited: list[dict[str, _Counter]] = []


def _counter(storage: str) -> _Counter:
    """This process's counter in a storage."""
    with _lock:
        if storage not in _counters:
            with suppress(ValueError):  # whose text may hold a part of the password
                _counters[storage] = _Counter(storage)
        found = _counters.get(storage)
    if found is None:
        raise ConfigurationError(f"The rate limit's storage {shown(storage)} can't be used; look at its options")
    return found


def _after_fork() -> None:
    """Starts the child with counters of its own. The parent's locks may be held by threads that are not here."""
    global _lock, _counters
    _inherited.append(_counters)  # kept: closing its connections would close the parent's
    _lock, _counters = threading.Lock(), {}


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


@lru_cache
def _items(rate: str) -> tuple[RateLimitItem, ...]:
    """The rates of a notation, shortest window first.

    A call that one rate counts and a later one refuses is not sent, yet stays counted: shortest in a short window.
    """
    try:
        from limits import parse_many
    except ImportError:
        raise ConfigurationError(f"A rate limit needs the library limits: {install('limits')}") from None
    items: list[RateLimitItem] = []
    with suppress(ValueError):
        items = parse_many(rate)
    if not items or any(item.amount < 1 for item in items):
        cure = "write calls per unit, such as '120/minute', or several as '10/second; 120/minute'"
        raise ConfigurationError(f"rate_limit {quoted(rate)} is no rate; {cure}")
    return tuple(sorted(items, key=lambda item: item.get_expiry()))


def _check_storage(storage: str) -> None:
    """Raises what can be known about an address without connecting."""
    parts = parts_of(storage)
    if parts is None or not (parts.scheme == "memory" or parts.hostname or parts.scheme == "redis+unix"):
        cure = "write it like 'redis://:password@host:6379/0', special characters of the password percent-encoded"
        raise ConfigurationError(f"The rate limit's storage {shown(storage)} is not an address; {cure}")
    if parts.scheme not in _SCHEMES:
        known = ", ".join(f"{each}://" for each in _SCHEMES)
        raise ConfigurationError(f"The rate limit's storage {shown(storage)} is of no known kind; there are {known}")
    if parts.scheme != "memory":
        from importlib.util import find_spec

        if find_spec("redis") is None:
            raise ConfigurationError(
                f"The rate limit's storage {shown(storage)} needs the library redis: {install('limits')}"
            )
