"""The mock's own time and its own dice, so that a test gets the same answers every time."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


class Clock:
    """Tells the time in UTC. It runs like the real one, from a given moment on, unless it is stopped."""

    def __init__(self, now: datetime | None = None, *, running: bool = True) -> None:
        if now is not None and now.tzinfo is None:
            raise ValueError("the clock needs a datetime with a zone")
        self._start = now.astimezone(UTC) if now is not None else None
        self._since = time.monotonic()
        self.running = running

    def now(self) -> datetime:
        """The present moment."""
        if self._start is None:
            return datetime.now(UTC)
        return self._start + timedelta(seconds=time.monotonic() - self._since) if self.running else self._start

    def set(self, now: datetime) -> None:
        """Jumps to a moment."""
        if now.tzinfo is None:
            raise ValueError("the clock needs a datetime with a zone")
        self._start, self._since = now.astimezone(UTC), time.monotonic()

    def advance(self, by: timedelta) -> None:
        """Moves on."""
        self.set(self.now() + by)


class Dice:
    """Numbers and texts that identify things, from a seed."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._next: dict[str, int] = {}

    def number(self, kind: str) -> int:
        """The next number of a kind, such as `booking`: 1001, 1002 and so on."""
        self._next[kind] = self._next.get(kind, 1000) + 1
        return self._next[kind]

    def text(self, prefix: str = "", length: int = 14) -> str:
        """A text that has not been given before."""
        return prefix + "".join(self.random.choices(ALPHABET, k=length))

    def label(self, prefix: str) -> str:
        """A short name that has not been given before, cheaper than `text`."""
        return f"{prefix}{self.number(prefix) * 2654435761 % 2**48:012x}"

    def state(self) -> Any:
        """What is needed to go on from here after a restart."""
        return [self._next, self.random.getstate()]

    def restore(self, state: Any) -> None:
        """Goes on from `state()`, also after it has been through JSON."""
        numbers, (version, inner, gauss) = state
        self._next = dict(numbers)
        self.random.setstate((version, tuple(inner), gauss))
