"""A journal in each of its stores, and what a call does with one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from toolzz_cal import journal
from toolzz_cal._journal_store import Claim, Entry, Store

from tests.support.independence import PATIENCE

KINDS = ("sqlite", "postgresql", "redis")


def address_of(kind: str, request: Any) -> str:
    """Where a test has an empty journal of a kind; it skips where the kind's server is not installed."""
    if kind == "sqlite":
        return f"sqlite:///{request.getfixturevalue('tmp_path')}/calls.db"
    return str(request.getfixturevalue(f"{kind}_url"))


@contextmanager
def opened(address: str, **settings: Any) -> Iterator[journal.Journal]:
    """A journal for the time of a `with` block."""
    made = journal.open(address, **settings)
    try:
        yield made
    finally:
        made.close()


def claim(
    store: Store, key: str = "job-1", owner: str = "first", *, call: str = "digest", lease: float = 600.0
) -> Entry:
    """Claims a key as a call would."""
    return store.claim(Claim(key, owner, call, "bookings.create", lease))


def eventually(found: Callable[[], Any]) -> Any:
    """What something is once it is true of it."""
    until = time.monotonic() + PATIENCE
    while not (value := found()):
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.005)
    return value
