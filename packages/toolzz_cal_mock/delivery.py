"""One message to one webhook, with what became of it, and as a row of a state file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from .targets import Refused
from .world.base import Row


@dataclass(slots=True, eq=False)
class Delivery:
    """One message to one webhook.

    Attributes:
        id: Its number, such as `delivery_1`.
        webhook_id: The webhook.
        trigger: What happened.
        url: Where it goes.
        headers: Headers as sent.
        body: Body as sent and signed.
        created: The mock's time when it happened.
        attempts: How often it was sent.
        status: HTTP status of the last answer; None without one.
        error: Why it did not arrive; None when it did, or when it was not sent yet.
        refused: Whether it is kept back, as its address is not allowed.
    """

    id: str
    webhook_id: str
    trigger: str
    url: str
    headers: dict[str, str]
    body: bytes
    created: str
    attempts: int = 0
    status: int | None = None
    error: str | None = None
    refused: bool = False

    @property
    def state(self) -> str:
        """`pending`, `delivered`, `failed` or `refused`."""
        if self.refused:
            return "refused"
        if self.error is not None:
            return "failed"
        return "pending" if self.status is None else "delivered"

    @property
    def number(self) -> int:
        """The number in its id."""
        return int(self.id.rpartition("_")[2])

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def row(self) -> Row:
        """Itself as JSON data."""
        return {**asdict(self), "body": self.body.decode()}

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """A delivery from `row()`."""
        return cls(**{**row, "body": str(row["body"]).encode()})


class Attempt:
    """Notes how an attempt ends. A receiver that fails does not keep others from being told."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def __enter__(self) -> Self:
        self._delivery.attempts += 1
        return self

    def answered(self, status: int) -> None:
        """Notes the receiver's answer; a redirect is not followed."""
        self._delivery.status = status
        if not 200 <= status < 300:
            self._delivery.error = f"HTTP {status}" + (", not followed" if 300 <= status < 400 else "")

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> bool:
        if problem is None:
            return False
        self._delivery.error = str(problem) or type(problem).__name__
        self._delivery.refused = isinstance(problem, Refused)
        # What a test asserts in its own receiver is to be heard.
        return isinstance(problem, Exception) and not isinstance(problem, AssertionError)
