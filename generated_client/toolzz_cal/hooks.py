# Edit this in generator/runtime/hooks.py; `make generate` copies it into the client.
"""What happens to calls, told to functions of the caller's: `Client(on_request=…, on_response=…, on_outcome=…)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction
from typing import Any, Literal, NamedTuple

from ._redaction import quoted
from .errors import ConfigurationError

__all__ = ["CallEvent"]

NAMES = ("on_request", "on_response", "on_outcome")


class CallEvent(NamedTuple):
    """What a hook is told. It holds no argument, no header and no body, and secrets are masked.

    Attributes:
        call: Number of the call, the same in all that is told of it; each call of the process has another.
        operation: Name of the operation, such as `bookings.create`; `request` for one by `client.request`.
        slug: Slug of the action; None for what is none.
        effect: Whether it reads, writes or destroys.
        upstream: Who is asked: `cal`, `gateway` or `toolzz`.
        route: How an action is carried, `gateway` or `direct`; None of the ToolzzAI API.
        server: Root of the upstream, such as `https://api.cal.com`.
        method: HTTP method.
        attempt: Number of the attempt, from 1; of an outcome, how many there were.
        status_code: HTTP status of the answer; None when none came, as `on_request` is told.
        outcome: For `on_outcome` only: `succeeded`, `failed`, `unknown` after an `OutcomeUnknown`, or `cancelled` when
            the call was cut off from outside, after which a write is unknown too.
        error: Name of the class of what was raised, such as `ActionFailed`; None when nothing was.
        upstream_status: HTTP status of what is behind the gateway, as far as a failure tells it.
        log_id: The upstream's identifier of the run or request.
        duration: Seconds from the sending of the attempt to its answer; of an outcome, for the whole call, waits
            included; 0 for `on_request`.
    """

    call: int
    operation: str
    slug: str | None
    effect: str
    upstream: str
    route: str | None
    server: str
    method: str
    attempt: int
    status_code: int | None = None
    outcome: Literal["succeeded", "failed", "unknown", "cancelled"] | None = None
    error: str | None = None
    upstream_status: int | None = None
    log_id: str | None = None
    duration: float = 0.0


class Hooks(NamedTuple):
    """The functions of a client that are told of its calls; None where there is none."""

    on_request: Callable[[CallEvent], Any] | None = None
    on_response: Callable[[CallEvent], Any] | None = None
    on_outcome: Callable[[CallEvent], Any] | None = None

    def check_plain(self) -> None:
        """Refuses coroutine functions, which a sync client can't await."""
        for name, hook in zip(NAMES, self, strict=True):
            if iscoroutinefunction(hook) or iscoroutinefunction(getattr(hook, "__call__", None)):  # noqa: B004
                cure = "give a function that is none, or use AsyncClient"
                raise ConfigurationError(f"{name} is a coroutine function, which Client can't await; {cure}")


def hooks_of(options: Mapping[str, Any]) -> Hooks | None:
    """The hooks among a client's options; None if there are none, as usual. Raises `ConfigurationError`."""
    found = [options.get(name) for name in NAMES]
    for name, hook in zip(NAMES, found, strict=True):
        if hook is not None and not callable(hook):
            raise ConfigurationError(f"{name} must be a function that takes a CallEvent, not {quoted(hook)}")
    return Hooks(*found)
