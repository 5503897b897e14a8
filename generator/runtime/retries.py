# Edit this in generator/runtime/retries.py; `make generate` copies it into the client.
"""When a call is repeated, and how long it waits before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from ._redaction import quoted
from .errors import ConfigurationError, ToolzzCalError

if TYPE_CHECKING:
    from random import Random

__all__ = ["RetryEvent", "RetryPolicy"]


class RetryEvent(NamedTuple):
    """What the on-retry hook is told, before the wait.

    Attributes:
        operation: Name of the operation, such as `bookings.list`.
        attempt: Number of the attempt that failed, from 1.
        delay: Seconds until the next attempt.
        error: What went wrong.
    """

    operation: str
    attempt: int
    delay: float
    error: ToolzzCalError


class RetryPolicy:
    """How calls are repeated.

    Reads are repeated after timeouts, lost connections, unreadable answers and the statuses 408, 429, 500, 502, 503 and
    504. Writes are repeated only when they provably did not happen: the request was never sent, or 429 refused it.

    Args:
        retries: Attempts after the first, 0 to disable.
        base: Seconds; the wait before retry n is drawn evenly from 0 to `base * 2 ** (n - 1)` (full jitter).
        cap: Seconds; no drawn wait is longer.
        retry_after_cap: Seconds; a longer `Retry-After` ends the call at once instead of being waited for.
        deadline: Seconds after the start of a call. No attempt is begun later, and one gets no more time than is left;
            None for no limit.
        on_retry: Called with a `RetryEvent` before each wait. The async client also awaits a coroutine function.
        rng: Source of the jitter; a seeded `random.Random` makes waits repeatable.

    Raises:
        ConfigurationError: A number can't be right.
    """

    __slots__ = ("base", "cap", "deadline", "on_retry", "retries", "retry_after_cap", "rng")

    def __init__(
        self,
        retries: int = 2,
        *,
        base: float = 0.5,
        cap: float = 8.0,
        retry_after_cap: float = 60.0,
        deadline: float | None = 180.0,
        on_retry: Callable[[RetryEvent], Awaitable[None] | None] | None = None,
        rng: Random | None = None,
    ) -> None:
        if type(retries) is not int or retries < 0:
            raise ConfigurationError(
                f"retries must be a whole number from 0 on, or a RetryPolicy, not {quoted(retries)}"
            )
        if not all(each >= 0 for each in (base, cap, retry_after_cap)) or not (deadline is None or deadline > 0):
            raise ConfigurationError("base, cap and retry_after_cap can't be negative, and deadline must be above 0")
        self.retries, self.base, self.cap = retries, base, cap
        self.retry_after_cap, self.deadline, self.on_retry = retry_after_cap, deadline, on_retry
        self.rng = rng

    def __repr__(self) -> str:
        return f"RetryPolicy({self.retries}, base={self.base}, cap={self.cap}, deadline={self.deadline})"

    def delay(self, attempt: int, retry_after: float | None) -> float | None:
        """Seconds to wait after the attempt of this number failed, or None to give up."""
        if attempt > self.retries:
            return None
        if retry_after is not None:
            return retry_after if retry_after <= self.retry_after_cap else None
        if self.rng is None:
            from random import Random

            self.rng = Random()  # noqa: S311 - jitter keeps no secret
        return self.rng.uniform(0, min(self.cap, self.base * 2 ** min(attempt - 1, 60)))
