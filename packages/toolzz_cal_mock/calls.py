"""What the mock was asked and what it answered, with assertions for tests."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

from toolzz_cal._nearest import did_you_mean, nearest
from toolzz_cal._redaction import is_secret, masked

from .messages import Reply, Request

if TYPE_CHECKING:
    from .doors.base import Target

MOST = 5_000
MOST_BYTES = 16_000_000
SHOWN = 240


@dataclass(frozen=True, slots=True)
class Call:
    """A request and its reply.

    Attributes:
        number: Its number, from 1 on.
        request: What came in.
        reply: What went out; `status` 0 with `drop` set when the connection was cut instead.
        operation: Name of the operation, such as `bookings.create`; None when the request named none.
        at: The mock's time.
        target: Where it led, as far as that is known.
    """

    number: int
    request: Request
    reply: Reply
    operation: str | None
    at: datetime
    target: Target | None = None

    @property
    def status(self) -> int:
        """Status of the reply."""
        return self.reply.status

    @property
    def sent(self) -> Any:
        """The request's body as JSON; None when it is none."""
        return _json(self.request.body)

    @property
    def answered(self) -> Any:
        """The reply's body as JSON; None when it is none."""
        return _json(self.reply.body)

    @property
    def arguments(self) -> dict[str, Any]:
        """The operation's arguments by name, wherever this upstream takes them: path, query or body."""
        from .doors.finding import arguments_of  # only now: it knows the whole world

        return arguments_of(self.request, self.target)

    def is_of(self, operation: str) -> bool:
        """Whether it was a request of an operation: of some, two operations send the very same one."""
        return operation == self.operation or (self.target is not None and operation in self.target.twins)

    def __str__(self) -> str:
        """One line, without secrets."""
        outcome = f"connection cut {self.reply.drop} handling" if self.reply.drop else str(self.reply.status)
        return f"{self.request.method} {self.request.path} → {outcome}  {shown(self.arguments)}"


class Calls(Sequence[Call]):
    """The last requests with their replies, oldest first: a sequence, with assertions for tests.

    Calling it gives those of an operation: `mock.calls("bookings.create")`. At most 5,000 are kept, with 16 MB of
    bodies; then the oldest go, and `dropped` says how many went.

    Args:
        most: How many are kept.
        most_bytes: How many bytes of bodies are kept.
    """

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: deque[Call] = deque()
        self._bytes = self._number = 0
        self.listener: Callable[[Call], None] | None = None

    def add(
        self, request: Request, reply: Reply, operation: str | None, at: datetime, target: Target | None = None
    ) -> None:
        """Keeps one."""
        self._number += 1
        exchange = Call(self._number, request, reply, operation, at, target)
        self._kept.append(exchange)
        self._bytes += len(request.body) + len(reply.body)
        while len(self._kept) > self._most or (self._bytes > self._most_bytes and len(self._kept) > 1):
            gone = self._kept.popleft()
            self._bytes -= len(gone.request.body) + len(gone.reply.body)
        if self.listener is not None:
            self.listener(exchange)

    @property
    def dropped(self) -> int:
        """How many were there before the first that is kept."""
        return self._number - len(self._kept)

    def clear(self) -> None:
        """Forgets everything."""
        self._kept.clear()
        self._bytes = self._number = 0

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> Call: ...
    @overload
    def __getitem__(self, place: slice) -> list[Call]: ...
    def __getitem__(self, place: int | slice) -> Call | list[Call]:
        return self._kept[place] if isinstance(place, int) else list(self._kept)[place]

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._kept))

    def __reversed__(self) -> Iterator[Call]:
        return iter(tuple(self._kept)[::-1])

    def __call__(self, operation: str | None = None, *, status: int | None = None) -> list[Call]:
        """The calls of an operation, or all of them, oldest first.

        Args:
            operation: Name of the operation, such as `bookings.create`; None for all.
            status: Only those that were answered with this status.

        Raises:
            ValueError: There is no such operation.
        """
        if operation is not None:
            _check(operation)
        return [
            each
            for each in self._kept
            if (operation is None or each.is_of(operation)) and (status is None or each.status == status)
        ]

    def last(self, operation: str | None = None) -> Call:
        """The latest call of an operation, or of all."""
        __tracebackhide__ = True
        found = self(operation)
        if not found:
            raise AssertionError(f"{operation or 'Nothing'} was not called{self._instead()}")
        return found[-1]

    def assert_called(
        self, operation: str, *, arguments: Mapping[str, Any] | None = None, times: int | None = None
    ) -> None:
        """The operation was called with these arguments among others, at least once or so many times."""
        __tracebackhide__ = True
        calls = self(operation)
        fitting = [each for each in calls if not _differences(arguments, each)]
        if len(fitting) != times if times is not None else not fitting:
            wanted = "" if times is None else f"{_times(times)} "
            raise AssertionError(self._explained(operation, calls, arguments, f"to be called {wanted}".strip()))

    def assert_called_once(self, operation: str, *, arguments: Mapping[str, Any] | None = None) -> None:
        """The operation was called once in all, and then with these arguments among others."""
        __tracebackhide__ = True
        calls = self(operation)
        if len(calls) != 1 or _differences(arguments, calls[0]):
            raise AssertionError(self._explained(operation, calls, arguments, "to be called once"))

    def assert_not_called(self, operation: str) -> None:
        """The operation was not called."""
        __tracebackhide__ = True
        if calls := self(operation):
            raise AssertionError(self._explained(operation, calls, None, "not to be called"))
        if self.dropped:
            raise AssertionError(f"Whether {operation} was called is not known{self._gone()}")

    def assert_order(self, *operations: str) -> None:
        """These operations were called one after the other; others may have been called in between."""
        __tracebackhide__ = True
        for name in operations:
            _check(name)
        rest = iter(self._kept)
        for name in operations:
            if not any(each.is_of(name) for each in rest):
                came = [each.operation or f"{each.request.method} {each.request.path}" for each in self._kept]
                listed = "\n".join(f"  {index}. {each}" for index, each in enumerate(came, 1)) or "  nothing"
                raise AssertionError(f"Expected the order {' → '.join(operations)}; {name} is missing. Came:\n{listed}")

    def _explained(self, operation: str, calls: list[Call], arguments: Mapping[str, Any] | None, wanted: str) -> str:
        wish = f" with {shown(dict(arguments))}" if arguments else ""
        text = f"Expected {operation} {wanted}{wish}; it was called {_times(len(calls))}"
        if not calls:
            return text + self._instead()
        lines = [f"{text}{self._gone()}:"]
        for index, each in enumerate(calls[-10:], max(1, len(calls) - 9)):
            lines.append(f"  {index}. {each}")
            lines += [f"     {difference}" for difference in _differences(arguments, each)]
        return "\n".join(lines)

    def _instead(self) -> str:
        others = Counter(each.operation or f"{each.request.method} {each.request.path}" for each in self._kept)
        if not others:
            return "; nothing was"
        named = ", ".join(f"{name} ({count})" for name, count in others.most_common(10))
        return f". Called were: {named}{self._gone()}"

    def _gone(self) -> str:
        """What to say of those that are not kept any more."""
        return f"; {self.dropped:,} earlier calls are not kept any more" if self.dropped else ""


def shown(value: object) -> str:
    """JSON data on one line, cut when long, without secrets."""
    try:
        text = json.dumps(masked(value), ensure_ascii=False, default=repr)
    except RecursionError:
        return "…"
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _differences(wanted: Mapping[str, Any] | None, exchange: Call) -> list[str]:
    return [] if wanted is None else list(_compared(dict(wanted), exchange.arguments, ""))


def _compared(wanted: Any, came: Any, path: str) -> Iterator[str]:
    """What differs. Objects may hold more than is wanted, everything else must be equal."""
    if isinstance(wanted, dict) and isinstance(came, dict):
        for key, value in wanted.items():
            inner = f"{path}.{key}" if path else key
            if key in came:
                yield from _compared(value, came[key], inner)
            else:
                yield f"{inner} is missing, wanted {shown({key: value})}"
    elif isinstance(wanted, list) and isinstance(came, list) and len(wanted) == len(came):
        for index, (one, other) in enumerate(zip(wanted, came, strict=True)):
            yield from _compared(one, other, f"{path}[{index}]")
    elif wanted != came or isinstance(wanted, bool) != isinstance(came, bool):
        name = path.rpartition(".")[2].partition("[")[0]
        yield f"{path} is another secret" if is_secret(name) else f"{path} is {shown(came)}, wanted {shown(wanted)}"


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _check(operation: str) -> None:
    """Refuses a name that no operation has: it would make `assert_not_called` pass whatever happens."""
    from .specification import specification

    names = specification().operations
    if operation not in names:
        raise ValueError(f"There is no operation {operation!r}{did_you_mean(nearest(operation, names, most=1))}")
