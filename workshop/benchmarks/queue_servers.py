"""The servers that `make bench-queue` needs: real ones, for as long as it runs, that wait for the disk as others do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import postgresql_server, redis_server
from workshop.benchmarks.loading import NotMeasured

NUMBERS = count(1)


@dataclass(frozen=True)
class Stores:
    """Where journals can be kept.

    Attributes:
        addresses: By the store, what gives the address of an empty journal.
        missing: Why there is none of the others.
    """

    addresses: Mapping[str, Callable[[], str]]
    missing: Mapping[str, str]


def entered(stack: ExitStack, server: AbstractContextManager[Any]) -> Any:
    """A running server, until the stack ends. Raises `NotMeasured` where its programs can't be had."""
    try:
        return stack.enter_context(server)
    except pytest.skip.Exception as reason:
        raise NotMeasured(str(reason)) from None


@contextmanager
def broker() -> Iterator[str]:
    """The address of a Redis that holds the queue. Raises `NotMeasured` without redis-server."""
    with ExitStack() as stack:
        yield entered(stack, redis_server()).url


@contextmanager
def stores(folder: Path, *, durable: bool = True) -> Iterator[Stores]:
    """The stores of journals that there are here.

    Args:
        folder: For the files of SQLite.
        durable: Whether servers wait for the disk.
    """
    addresses: dict[str, Callable[[], str]] = {"SQLite": lambda: f"sqlite:///{folder / f'calls-{next(NUMBERS)}.db'}"}
    missing: dict[str, str] = {}
    with ExitStack() as stack:
        try:
            redis = entered(stack, redis_server(durable=durable))
        except NotMeasured as reason:
            missing["Redis"] = str(reason)
        else:
            databases = count()
            addresses["Redis"] = lambda: f"{redis.url.removesuffix('/0')}/{next(databases)}"
        try:
            postgresql = entered(stack, postgresql_server(durable=durable))
        except NotMeasured as reason:
            missing["PostgreSQL"] = str(reason)
        else:
            addresses["PostgreSQL"] = lambda: str(stack.enter_context(postgresql.database()))
        yield Stores(addresses, missing)


def quick_folder(folder: Path) -> Path:
    """A folder in memory if the system has one, else a given one."""
    memory = Path("/dev/shm")  # of Linux
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else folder
