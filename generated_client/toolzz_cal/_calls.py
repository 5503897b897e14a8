# Edit this in generator/runtime/_calls.py; `make generate` copies it into the client.
"""One call, without input or output: what to send, and what an answer or a failure means.

`_engine` does the sending, once for sync and once for async; every decision is made here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ._bounds import Until
from ._config import Config
from ._json import is_array, is_object
from ._model import Model, attach_response, differs
from ._operation import Operation
from ._outcome import in_own_form, leaves_open, reports_error, status_behind, unwrapped
from ._portable import Mismatch
from ._redaction import (
    MASK,
    Hidden,
    masked,
    masked_error,
    masked_start,
    masked_text,
    masked_url,
    secrets_in,
    spellings,
)
from ._warning import SPOKEN
from ._wire import loads
from .errors import (
    ActionFailed,
    ConnectionFailed,
    CredentialUnavailable,
    DecodeError,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    RequestTimeout,
    StatusError,
    ToolzzCalError,
    TransportError,
    bases_of,
    status_error,
)
from .results import ActionResult, Response, mismatches_in, result_of
from .retries import RetryEvent

if TYPE_CHECKING:
    from .rate_limits import RateLimit

T = TypeVar("T")
log = logging.getLogger("toolzz_cal")

# Failures before a request is sent, by class name: httpx and httpx2 share the names but no classes.
_UNSENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})
_LONGEST = 1000
_MOST_REASONS, _MOST_LOOKED = 20, 1000  # what is told, and looked at, of a validation's tree of errors
_UNREADABLE = object()


class Call(Generic[T]):
    """One call of an operation, over all its attempts."""

    _if_empty = b""  # what stands for an empty body
    _upstream = "The ToolzzAI API"
    upstream = "toolzz"  # as callers name it
    __slots__ = (
        "_config",
        "_started",
        "added",
        "attempt",
        "content",
        "ends",
        "headers",
        "method",
        "operation",
        "timeout",
        "url",
    )

    def __init__(
        self,
        config: Config,
        operation: Operation[T],
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        timeout: float | None,
    ) -> None:
        self._config, self.operation, self.method = config, operation, method
        self.url, self.headers, self.content, self.timeout = url, headers, content, timeout
        self.attempt = 1
        self.added: Mapping[str, str] = {}
        self.ends: float | None = None
        self._started = time.monotonic()

    def add(self, headers: Mapping[str, str]) -> None:
        """Adds headers of the caller's, which come before those that say the same."""
        self.added, self.headers = headers, Hidden({**self.headers, **headers})

    @property
    def most(self) -> int:
        """The largest body of an answer, in bytes."""
        return self._config.max_answer_bytes

    def seconds(self, usual: float | None) -> float | None:
        """The next attempt's timeout; None for the HTTP client's own, where `usual` does not tell which that is.

        What is left until the deadline shortens it.
        """
        limit, left = usual if self.timeout is None else self.timeout, self.left()
        return max(left, 0.001) if limit is not None and left is not None and left < limit else limit

    def begin(self, usual: float | None) -> float | None:
        """Begins an attempt, and notes in `ends` when it must have ended. Gives `seconds`."""
        seconds = self.seconds(usual)
        whole = self.left() if seconds is None else seconds
        self.ends = None if whole is None else time.monotonic() + whole
        return seconds

    def remaining(self) -> float | None:
        """Seconds that are left of the attempt; None if it may take any time."""
        return None if self.ends is None else max(self.ends - time.monotonic(), 0.0)

    def is_over(self) -> bool:
        """Whether the attempt has taken its time."""
        return self.ends is not None and time.monotonic() >= self.ends

    def until(self, wait: float | None) -> Until | None:
        """A wait of the attempt, which ends with it."""
        if self.ends is None:
            return None
        return Until(self.ends - time.monotonic() if wait is None else wait, self.ends)

    def left(self) -> float | None:
        """Seconds until the call's deadline; None without one."""
        deadline = self._config.policy.deadline
        return None if deadline is None else deadline - (time.monotonic() - self._started)

    def counted_as(self, limit: RateLimit) -> str:
        """The name under which a rate limit counts this call: one for each credential of each upstream."""
        headers = self.headers
        credential = headers.get("authorization") or headers.get("x-api-key") or headers.get("x-cal-client-id", "")
        return limit.key(self.server, credential)

    def named(self, problem: ToolzzCalError) -> ToolzzCalError:
        """A problem that has come up before sending, with what it was that could not be sent."""
        problem.operation, problem.method, problem.url = self.operation.name, self.method, masked_url(self.url)
        return problem

    def result(self, answer: Any) -> T | ActionResult[T]:
        """What an answer means for the caller. Raises the error it stands for."""
        response = Response(answer, self.url, self.method)
        if not SPOKEN.isdisjoint(answer.headers):
            self._tell_end(response)
        if log.isEnabledFor(logging.DEBUG):
            took = time.monotonic() - self._started
            log.debug("%s: %s after %.3f s, attempt %d", self.operation.name, answer.status_code, took, self.attempt)
        if not 200 <= response.status_code < 300:
            return self._unsuccessful(response)
        try:
            body = loads(response.content or self._if_empty)
        except ValueError:
            body = _UNREADABLE  # an error raised here would have the parser's, which holds the body, as its context
        if body is _UNREADABLE:
            return self._unreadable(response)
        return self._read(body, response)

    def again(self, answer: Any) -> Any:
        """As `result`, of an answer that was kept: nothing is learnt from it of the upstream.

        In strict mode only differences count that no mask has made.
        """
        read: Any = vars(Call)["result"]  # and not that of a class below, which remembers the binding that has answered
        try:
            return read(self, answer)
        except DecodeError as problem:
            if not problem.mismatches or any(each.value != MASK for each in problem.mismatches):
                raise
        return read(self.lenient(), answer)

    def lenient(self) -> Self:
        """The same without strict mode."""
        call = copy(self)
        call._config = self._config.merged({"strict": False})
        return call

    def shown(self, text: str | None, secrets: Iterable[str] = ()) -> str | None:
        """A text of an upstream's, masked: all that the call knows of, and further secrets."""
        return None if text is None else masked_text(text, [*self.secrets(), *secrets])

    def _tell_end(self, response: Response) -> None:
        from ._notices import tell  # rarely needed

        tell(response, self._upstream, self.server, self.headers.get("cal-api-version"), self.secrets)

    @property
    def server(self) -> str:
        """Scheme and host that the call goes to."""
        return "/".join(self.url.split("/", 3)[:3])

    def _unreadable(self, response: Response) -> T | ActionResult[T]:
        raise self._error(DecodeError, response, f"The answer is no JSON (status {response.status_code})")

    def _read(self, body: Any, response: Response) -> T | ActionResult[T]:
        """The answer of the ToolzzAI API: a model."""
        found: list[Mismatch] = []
        model = self.operation.decode(body, found)
        if found:
            raise self._error(DecodeError, response, "The answer is no JSON object", body)
        if isinstance(model, Model):
            attach_response(model, response)
        if self._config.strict and (odd := mismatches_in(model)):
            raise self._error(DecodeError, response, differs("The answer", odd), body, mismatches=odd)
        return model

    def _unsuccessful(self, response: Response) -> T | ActionResult[T]:
        raise self._status_error(response)

    def _status_error(self, response: Response) -> ToolzzCalError:
        try:
            body = loads(response.content)
        except ValueError:
            body = masked_start(response.content.decode("utf-8", "replace"), self.secrets(), 2 * _LONGEST)
        status = response.status_code
        if 300 <= status < 400:
            message = f"Unexpected redirect ({status}); redirects are not followed, so that no credential goes astray"
        else:
            message = message_of(body) or f"The upstream answered {status}"
        return self._error(status_error(status, body), response, message, body)

    def _error(
        self, kind: type[ToolzzCalError], response: Response | None, message: str, body: Any = None, **more: Any
    ) -> ToolzzCalError:
        details: dict[str, Any] = {"operation": self.operation.name, "method": self.method, "url": self.url}
        secrets = self.secrets()
        if response is not None:
            headers = response.headers
            details |= {"status_code": response.status_code, "headers": masked(headers, secrets)}
            details["body"] = masked(body, secrets)
            details["request_id"] = masked(headers.get("x-request-id") or request_id(body), secrets)
            details["retry_after"] = retry_after(headers)
        if "error" in more:
            more["error"] = masked_start(more["error"], secrets, _LONGEST)
            more["log_id"] = masked(more["log_id"], secrets)
        if "mismatches" in more:
            more["mismatches"] = [each.holding(masked(each.value, secrets)) for each in more["mismatches"]]
        return kind(masked_start(message, secrets, _LONGEST), **details, **more)

    def secrets(self) -> list[str]:
        """What is masked wherever an upstream quotes it: the credentials, and the secrets among the arguments."""
        given = secrets_in(loads(self.content)) if self.content else ()
        in_use: tuple[str, ...] = getattr(self.headers, "secrets", ())  # of an attempt, from functions
        added: Iterable[str] = ()
        if self.added:
            from ._extra_headers import secrets_among  # rarely needed

            added = secrets_among(self.added)
        return spellings((*self._config.credentials(), *in_use, *given, *added))

    def unavailable(self, name: str, problem: Exception) -> ToolzzCalError:
        """The error for what a function raised that should have given this credential."""
        return self.raised_by(CredentialUnavailable, f"The function that gives {name}", problem)

    def raised_by(self, kind: type[ToolzzCalError], who: str, problem: Exception) -> ToolzzCalError:
        """The error for what a function of the caller's raised."""
        error = self._error(kind, None, f"{who} raised {_said(problem)}")
        # One of ours is masked already; a copy, as it would bring its frames along.
        error.__cause__ = (
            copy(problem) if isinstance(problem, ToolzzCalError) else masked_error(problem, self.secrets())
        )
        return error

    def failure(self, problem: Exception) -> ToolzzCalError:
        """The client's own error for one that came up while sending, or of `result`.

        Whatever a given HTTP client or its hooks raise comes after sending, as far as can be told. Only what a test's
        double says by an `AssertionError` is passed on as it is.
        """
        if isinstance(problem, ToolzzCalError):
            problem.__traceback__ = None  # its frames hold the answer
            return problem if problem.operation else self.named(problem)
        if isinstance(problem, AssertionError):
            raise problem
        names = bases_of(problem)
        if names & _UNSENT:
            kind: type[ToolzzCalError] = ConnectionFailed
        elif "TimeoutException" in names or isinstance(problem, TimeoutError):
            kind = RequestTimeout
        else:
            kind = TransportError
        error = self._error(kind, None, _said(problem))
        error.__cause__ = masked_error(problem, self.secrets())
        return error

    def goes_on(self, before: Call[Any]) -> Self:
        """This call in place of another, whose time and attempts it takes over."""
        self._started, self.attempt = before._started, before.attempt
        if before.added:
            self.add(before.added)
        return self

    def instead(self, error: ToolzzCalError) -> Call[T] | None:
        """The call that is sent in this one's place after such an error; None if there is none, as for most.

        It goes on with this one's time and attempts. Raises the final error if all that could stand in have been sent.
        """
        return None

    def retry(self, error: ToolzzCalError) -> RetryEvent:
        """The next attempt, if one is due; raises the final error if none is."""
        reads = self.operation.effect == "read"
        refused = isinstance(error, ConnectionFailed | RateLimited)
        if refused or (reads and error.is_retryable):
            delay = self._config.policy.delay(self.attempt, error.retry_after)
            if delay is not None and self._in_time(delay):
                event = RetryEvent(self.operation.name, self.attempt, delay, error)
                log.info("%s: attempt %d failed, next in %.2f s", self.operation.name, self.attempt, delay)
                self.attempt += 1
                return event
        if not reads and not refused and _is_open(error):
            raise self._unknown(error) from error
        raise error

    def _unknown(self, error: ToolzzCalError) -> OutcomeUnknown:
        unknown = OutcomeUnknown(f"It may or may not have happened; look before repeating it. {error.message}")
        for attribute in _OF_THE_CALL:
            setattr(unknown, attribute, getattr(error, attribute))  # masked already
        return unknown

    def _in_time(self, delay: float) -> bool:
        left = self.left()
        return left is None or delay < left


class ActionCall(Call[T]):
    """A call of an action. The base of both routes' calls."""

    __slots__ = ()

    def retry(self, error: ToolzzCalError) -> RetryEvent:
        """As of any call; what Cal.com says of something that it may have done is an unknown outcome."""
        cal = self.operation.cal
        words = cal.doubt if cal is not None else None
        if words is not None and words in error.message and isinstance(error, ActionFailed | NotFound):
            raise self._unknown(error) from error
        return super().retry(error)

    def _result(self, reply: Any, body: Any, response: Response, **more: Any) -> ActionResult[T]:
        """The result with Cal.com's reply; raises `ActionFailed` if that reports an error."""
        if reports_error(reply):
            raise self._failed(reply, body, response, more.get("log_id"))
        found: list[Mismatch] = []
        for name, value in more.items():  # of the gateway's envelope, whose texts are as anybody wrote them
            if value is not None and not isinstance(value, str):
                found.append(Mismatch(name, value, "string"))
                more[name] = None
        cal, payload = self.operation.cal, unwrapped(reply)
        if cal is not None and cal.form is not None:
            payload = in_own_form(payload, cal.form)
        result = result_of(self.operation, payload, reply, body, response, found, **more)
        if self._config.strict and (odd := result.mismatches):
            raise self._error(DecodeError, response, differs("The answer", odd), body, mismatches=odd)
        return result

    def _failed(self, reply: Any, body: Any, response: Response, log_id: Any) -> ToolzzCalError:
        inner = reply if reports_error(reply) else None
        unknown = "The action failed without saying why" if inner is None else "Cal.com reports an error"
        text = _longer(message_of(body), message_of(inner)) or unknown
        named = log_id if isinstance(log_id, str) else None
        behind = status_behind(body)
        return self._error(ActionFailed, response, text, body, error=text, log_id=named, upstream_status=behind)


class GatewayCall(ActionCall[T]):
    """A call that the gateway carries."""

    _upstream = "The gateway"
    upstream = "gateway"
    __slots__ = ()

    def _read(self, body: Any, response: Response) -> ActionResult[T]:
        if not is_object(body) or "successful" not in body:
            raise self._error(DecodeError, response, "The answer is not the gateway's envelope", body)
        reply: Any = body.get("data")
        log_id: Any = body.get("log_id")
        if body["successful"] is not True:
            raise self._failed(reply, body, response, log_id)
        return self._result(reply, body, response, error=body.get("error"), log_id=log_id)


def _said(problem: BaseException) -> str:
    text = problem.message if isinstance(problem, ToolzzCalError) else str(problem)
    return f"{type(problem).__name__}: {text}" if text else type(problem).__name__


def _is_unanswered(error: ToolzzCalError) -> bool:
    """Whether no answer came, or none that can be read."""
    return isinstance(error, TransportError) or (isinstance(error, DecodeError) and not error.mismatches)


def _is_open(error: ToolzzCalError) -> bool:
    """Whether a write that failed so may have happened."""
    if _is_unanswered(error):
        return True
    # The status that tells what became of the request: that of what is behind a gateway, if it reports a failure.
    status = error.upstream_status if isinstance(error, ActionFailed) else error.status_code
    return status is not None and isinstance(error, ActionFailed | StatusError) and leaves_open(status)


# What every error tells of its call, besides the message.
_OF_THE_CALL = ("operation", "method", "url", "status_code", "headers", "request_id", "retry_after", "body")


def lengthen(problem: ToolzzCalError, sentence: str) -> None:
    """Makes an error's message longer."""
    problem.message = f"{problem.message}. {sentence}"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds from a Retry-After header, which holds seconds or a date; None when absent, unreadable or past."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        from email.utils import parsedate_to_datetime  # slow to import, rarely needed

        try:
            date = parsedate_to_datetime(value)
            seconds = (date - datetime.now(date.tzinfo or UTC).replace(tzinfo=date.tzinfo)).total_seconds()
        except (TypeError, ValueError, OverflowError):
            return None
        return max(seconds, 0.0)
    return seconds if 0 <= seconds < float("inf") else None


def message_of(body: Any) -> str | None:
    """The message of any upstream's error body."""
    if not is_object(body):
        return None
    error = body.get("error")
    for holder in (error, body):
        if is_object(holder):
            message = holder.get("message")
            if is_array(message):
                message = "; ".join(each for each in message if isinstance(each, str))
            if isinstance(message, str) and message:
                fix = holder.get("suggested_fix")
                told = (message, *_constraints(holder), fix if isinstance(fix, str) else "")
                return ". ".join(each for each in told if each)
    return error if isinstance(error, str) and error else None


def _longer(told: str | None, inner: str | None) -> str | None:
    """What the gateway says, or Cal.com's own words if they say the same and more."""
    return inner if inner and (told or "") in inner else told


def _constraints(error: dict[str, Any]) -> list[str]:
    """What Cal.com's validation says of single fields, each with its path, as far as the message does not say it."""
    details = error.get("details")
    left = _errors("", details.get("errors") if is_object(details) else None)
    found: dict[str, None] = {}
    looked = 0
    while left and len(found) < _MOST_REASONS and looked < _MOST_LOOKED:
        path, each = left.pop()
        looked += 1
        place = _place(path, each.get("property"))
        constraints = each.get("constraints")
        for told in constraints.values() if is_object(constraints) else ():
            if isinstance(told, str) and told and told not in error["message"]:
                found[f"{told} ({place})" if path else told] = None
        left += _errors(place, each.get("children"))
    return list(found)[:_MOST_REASONS]


def _errors(path: str, errors: object) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a list of errors, the first one last, each with the path of what they are about."""
    return [(path, each) for each in reversed(errors) if is_object(each)] if is_array(errors) else []


def _place(path: str, name: object) -> str:
    """The path of a field inside another, such as `availability[0].startTime`."""
    if not isinstance(name, str) or not name:
        return path
    if name.isdecimal():
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else name


def request_id(body: Any) -> str | None:
    """The identifier of the request or run that an upstream's body names."""
    if not is_object(body):
        return None
    error = body.get("error")
    found = (error.get("request_id") if is_object(error) else None) or body.get("log_id")
    return found if isinstance(found, str) else None
