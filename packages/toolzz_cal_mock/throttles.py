"""Counting calls within a time, as Cal.com does: a call too many blocks for as long again."""

from __future__ import annotations

from collections.abc import Hashable

from .problems import TooMany


class _Window:
    """The calls that count together: until when, how many, and whether there were too many."""

    __slots__ = ("blocked", "calls", "ends")

    def __init__(self, ends: float) -> None:
        self.ends, self.calls, self.blocked = ends, 0, False


class Throttle:
    """Counts calls by key."""

    def __init__(self) -> None:
        self._windows: dict[Hashable, _Window] = {}

    def count(self, key: Hashable, now: float, limit: int, seconds: int) -> tuple[int, int]:
        """Counts a call.

        Args:
            key: Whose, or of which kind.
            now: Seconds since 1970.
            limit: Most calls within the time.
            seconds: The time, which begins with the first call.

        Returns:
            How many more calls there may be, and after how many seconds counting begins anew.

        Raises:
            TooMany: The limit was passed, now or less than `seconds` ago.
        """
        window = self._windows.get(key)
        if window is None or now >= window.ends:
            window = self._windows[key] = _Window(now + seconds)
        if window.calls >= limit and not window.blocked:
            window.blocked, window.ends = True, now + seconds
        left = max(1, round(window.ends - now))
        if window.blocked:
            raise TooMany(left, limit)
        window.calls += 1
        return limit - window.calls, left

    def clear(self) -> None:
        """Forgets every call."""
        self._windows.clear()
