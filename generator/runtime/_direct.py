# Edit this in generator/runtime/_direct.py; `make generate` copies it into the client.
"""The direct route: an action as the Cal.com request that it stands for, and Cal.com's answer as the action's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from ._cal_request import Request, encoded, what_prevents
from ._calls import ActionCall, Call, lengthen, log
from ._config import Config
from ._json import is_object
from ._known import Known
from ._model import Model, differs
from ._operation import CalRequest, Operation
from ._redaction import Hidden, spellings
from ._wire import HEADERS
from .errors import ArgumentError, DecodeError, NotFound, ToolzzCalError
from .results import ActionResult, Response

T = TypeVar("T")

_DIGITS = re.compile(r"[0-9]{1,9}")
_HINTS = {
    ("removed", 404): "Cal.com has removed this request; only older servers of one's own still have it",
    ("broken", 400): "Cal.com's servers are known to refuse this request; `client.actions.describe` tells more",
}
# Errors of what handles a request, which the upstream has, then. Others may come from what stands before it.
_OF_HANDLERS = frozenset({400, 404, 409, 422})


def _picked(answer: Any, key: str) -> Any:
    """What a composed action answers: the value of one key of Cal.com's answer, as a list of texts."""
    data = answer.get("data") if is_object(answer) and answer.get("status") != "error" else None
    if not is_object(data):
        return answer
    value = data.get(key)
    return [] if value is None else [str(value)]


def direct_call(
    config: Config, known: Known, operation: Operation[T], arguments: dict[str, Any], timeout: float | None
) -> DirectCall[T]:
    """The call of an action as Cal.com's own request; raises what can be known without sending."""
    cal = operation.cal
    if cal is None:
        raise ArgumentError("No Cal.com request is known", operation=operation.name)
    if cal.others or cal.refused:
        return Choice(config, known, operation, cal, arguments).first(cal, timeout)
    return _call(config, operation, cal, arguments, timeout)


def _call(
    config: Config,
    operation: Operation[T],
    cal: CalRequest,
    arguments: Mapping[str, Any],
    timeout: float | None,
    choice: Choice[T] | None = None,
) -> DirectCall[T]:
    if reason := what_prevents(cal, arguments):
        raise ArgumentError(reason, operation=operation.name)
    request = Request(operation, cal, arguments)
    headers = Hidden(config.cal_headers(cal.credential, arguments.get("clientId")))
    if request.content is not None:
        headers |= HEADERS
    if cal.version:
        headers["cal-api-version"] = cal.version
    url = config.cal_root() + request.path
    given = config, operation, cal.method, url, headers, request.content, timeout
    return DirectCall(*given, cal=cal, in_address=request.secrets, choice=choice)


class DirectCall(ActionCall[T]):
    """A call that goes straight to Cal.com."""

    _if_empty = b"{}"
    _upstream = "Cal.com"
    upstream = "cal"
    __slots__ = ("_choice", "_in_address", "cal")

    def __init__(self, *given: Any, cal: CalRequest, in_address: list[str], choice: Choice[T] | None) -> None:
        super().__init__(*given)
        self.cal, self._in_address, self._choice = cal, in_address, choice

    def result(self, answer: Any) -> ActionResult[T]:
        """As of any call; of several bindings, a read goes on to the next after an answer of another shape."""
        result: Any = super().result(answer)
        if self._choice is not None:
            has_shape = isinstance(result.data, Model)  # then there is no need to look into it
            odd = () if has_shape else tuple(each for each in result.mismatches if each.path == "data")
            if odd and self.operation.effect == "read" and self._choice.other(self.timeout) is not None:
                raise self._error(DecodeError, result.response, differs("The answer", odd), result.raw, mismatches=odd)
            self._choice.note(self)
        return result  # type: ignore[no-any-return]

    def instead(self, error: ToolzzCalError) -> Call[T] | None:
        """The next binding, after a refusal which proves that the upstream does not have this one."""
        return None if self._choice is None else self._choice.after(self, error)

    def is_unknown(self, error: ToolzzCalError) -> bool:
        """Whether Cal.com's router knows no such request or version, or an older one has answered a read."""
        if isinstance(error, DecodeError):
            return any(each.path == "data" for each in error.mismatches) and self.operation.effect == "read"
        said = error.body if isinstance(error.body, str) else error.message
        return isinstance(error, NotFound) and re.search(rf"(^|>)Cannot {self.method} /", said) is not None

    def secrets(self) -> list[str]:
        """As of any call, and what its address holds."""
        return spellings((*super().secrets(), *self._in_address))

    def _read(self, body: Any, response: Response) -> ActionResult[T]:
        picks = self.cal.picks
        return self._result(body if picks is None else _picked(body, picks), body, response)

    def _failed(self, reply: Any, body: Any, response: Response, log_id: Any) -> ToolzzCalError:
        return super()._failed(reply, body, response, log_id or response.headers.get("x-request-id"))

    def _unsuccessful(self, response: Response) -> ActionResult[T]:
        location = response.headers.get("location")
        if self.cal.state == "redirect" and location is not None and 300 <= response.status_code < 400:
            told = {"url": location}
            return self._result(told, told, response)
        problem = self._status_error(response)
        hint = _HINTS.get((self.cal.state or "", response.status_code))
        if self.cal.gone is not None and isinstance(problem, NotFound):
            hint = self.cal.gone
        if hint is not None:
            lengthen(problem, hint)
        if response.status_code == 429 and problem.retry_after is None:
            problem.retry_after = reset_in(response.headers)
        raise problem


class Choice(Generic[T]):
    """The bindings of one call: which are left, and what became of those that were sent."""

    __slots__ = (
        "_address",
        "_all",
        "_arguments",
        "_config",
        "_dropped",
        "_error",
        "_known",
        "_left",
        "_next",
        "_operation",
        "_problems",
        "_sent",
    )

    def __init__(
        self, config: Config, known: Known, operation: Operation[T], cal: CalRequest, arguments: dict[str, Any]
    ) -> None:
        self._config, self._known, self._operation = config, known, operation
        self._arguments: dict[str, Any] = Hidden(arguments)
        self._address = config.cal_root()
        self._all = cal.all
        before = self._before()
        self._left = sorted(cal.all, key=lambda each: each is not before)
        self._dropped: set[str] = set()
        self._sent: list[CalRequest] = []
        self._problems: dict[CalRequest, str] = {}
        self._next: DirectCall[T] | None = None
        self._error: ToolzzCalError | None = None

    def _before(self) -> CalRequest | None:
        """The binding that has answered before, here or in an operation of the same resource."""
        before: CalRequest | None = self._known.binding(self._address, self._operation.name)
        rank = self._known.rank(self._address, self._operation.name)
        if before is None and rank is not None and rank < len(self._all):
            return self._all[rank]
        return before

    def first(self, cal: CalRequest, timeout: float | None) -> DirectCall[T]:
        """The call with the binding that has answered before, or the first that can express the arguments.

        Raises what stands in the way of the first binding, if all have something.
        """
        call = self._made(timeout)
        if call is None:
            raise ArgumentError(self._problems[cal], operation=self._operation.name)
        return call

    def other(self, timeout: float | None) -> DirectCall[T] | None:
        """The call that can be sent next; None if there is none."""
        if self._next is None:
            self._next = self._made(timeout)
        return self._next

    def note(self, call: DirectCall[T]) -> None:
        """A binding has answered, so the next call begins with it; not if one before it only had no counterpart."""
        if not self._problems:
            self._known.note(self._address, self._operation.name, call.cal, self._all.index(call.cal))

    def after(self, call: DirectCall[T], error: ToolzzCalError) -> DirectCall[T] | None:
        """What is sent after an error; None if nothing is. Raises the first error once all bindings are refused."""
        if call.is_unknown(error):
            return self._after_unknown(call, error)
        if error.status_code in _OF_HANDLERS:
            self.note(call)
        for name, (words, _) in call.cal.refused.items():
            is_sent = name in self._arguments and name not in self._dropped
            if is_sent and error.status_code == 400 and words in error.message:
                self._dropped.add(name)
                self._known.note_refused(self._thing(call.cal, name))
                return self._call(call.cal, call.timeout).goes_on(call)
        return None

    def _after_unknown(self, call: DirectCall[T], error: ToolzzCalError) -> DirectCall[T] | None:
        self._known.drop(self._address, self._operation.name, call.cal, self._all.index(call.cal))
        self._sent.append(call.cal)
        self._error = self._error or error
        other, self._next = self.other(call.timeout), None
        if other is not None:
            log.info("%s: Cal.com has no %s there, next is %s", self._operation.name, call.cal, other.cal)
            return other.goes_on(call)
        if len(self._sent) > 1 or self._problems:
            lengthen(self._error, self._told())
        raise self._error

    def _told(self) -> str:
        """What was tried, and what could not be."""
        told = f"Tried were {' and '.join(map(_shown, self._sent))}, of which Cal.com has none here"
        return ". ".join([told, *(f"{cal} was not: {reason}" for cal, reason in self._problems.items())])

    def _made(self, timeout: float | None) -> DirectCall[T] | None:
        """The next call that can express the arguments. What stands in the way of others is kept."""
        while self._left:
            cal = self._left.pop(0)
            if (reason := what_prevents(cal, self._arguments)) is None:
                return self._call(cal, timeout)
            self._problems[cal] = reason
        return None

    def _call(self, cal: CalRequest, timeout: float | None) -> DirectCall[T]:
        for name in cal.refused:
            if name in self._arguments and self._known.is_refused(self._thing(cal, name)):
                self._dropped.add(name)
        arguments = Hidden({name: value for name, value in self._arguments.items() if name not in self._dropped})
        return _call(self._config, self._operation, cal, arguments, timeout, self)

    def _thing(self, cal: CalRequest, name: str) -> tuple[str, ...]:
        """The thing for which a value of an argument is refused."""
        value = encoded(cal, name, self._arguments)
        thing = self._arguments.get(cal.refused[name][1])
        return self._address, self._operation.name, name, str(value), str(thing)


def _shown(cal: CalRequest) -> str:
    return f"{cal} ({cal.version})" if cal.version else str(cal)


def reset_in(headers: Mapping[str, str]) -> float | None:
    """Seconds until every used-up limit of Cal.com is reset, which sends no Retry-After; None when it does not say."""
    found: list[float] = []
    for name, value in headers.items():
        if name.startswith("x-ratelimit-reset"):
            left = headers.get(name.replace("-reset", "-remaining", 1), "0")
            if left.strip() == "0" and _DIGITS.fullmatch(value.strip()):
                found.append(float(value))
    return max(found, default=None)
