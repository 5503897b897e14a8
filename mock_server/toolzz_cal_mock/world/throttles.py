"""Limits that Cal.com sets for single calls, besides the one for all calls of a key."""

from __future__ import annotations

from ..problems import TooMany
from .base import Caller, World

_SECOND = 1.0


def once_a_second(world: World, caller: Caller, operation: str) -> None:
    """Lets a caller do something once a second; a call too many blocks the next second."""
    until: dict[tuple[int, str], float] = world.indexes.setdefault("throttles", {})
    now = world.now().timestamp()
    if now < until.get((caller.user_id, operation), now):
        until[caller.user_id, operation] = now + _SECOND
        raise TooMany(1, 1)
    until[caller.user_id, operation] = now + _SECOND
