# Edit this in generator/runtime/errors.py; `make generate` copies it into the client.
"""Everything the client raises.

::

    ToolzzCalError
    ├── ConfigurationError             the client is set up wrongly (also a ValueError)
    │   ├── MissingCredential          no key or token for what is called
    │   └── RouteUndecided             credentials for both routes, and no choice
    ├── ArgumentError                  an argument can't be sent (also a ValueError)
    │   ├── IdempotencyKeyReused       an idempotency key that stands for another call
    │   ├── NaiveDatetime              a datetime without a zone
    │   └── UnknownAction              a slug that no operation has
    ├── CallInProgress                 a call with the same idempotency key is in progress elsewhere
    ├── CredentialUnavailable          the function that gives a credential raised something
    ├── HookFailed                     the hook `on_request` raised something
    ├── NotPermitted                   the integration's flags do not let its agent run it (also a PermissionError)
    │   └── Declined                   a person who was asked did not agree
    ├── ClientClosed                   the client has been closed (also a RuntimeError)
    ├── TransportError                 no answer came
    │   ├── ConnectionFailed           the request was never sent
    │   │   ├── JournalUnavailable     the store of a journal can't be reached
    │   │   └── RateLimitUnavailable   the storage of a `RateLimit` can't be reached
    │   └── RequestTimeout             time ran out (also a TimeoutError)
    ├── OutcomeUnknown                 a write was sent, and nothing proves whether it happened
    ├── StatusError                    an HTTP status that reports an error
    │   ├── BadRequest                 400
    │   ├── AuthenticationFailed       401, and Cal.com's 498 for an access token that ran out
    │   ├── PermissionDenied           403
    │   │   └── NotAuthorized          401 for a good credential that may not do this (also an AuthenticationFailed)
    │   ├── LimitReached               401 for a booking beyond a limit of the event type
    │   ├── NotFound                   404
    │   ├── Conflict                   409
    │   ├── Gone                       410
    │   ├── Unprocessable              422
    │   ├── RateLimited                429
    │   │   └── WaitTooLong            a `RateLimit` allows the call too late; it was not sent
    │   └── ServerError                500 and above
    ├── ActionFailed                   the call went through, the action did not: `successful` is false
    ├── DecodeError                    an answer that can't be read, or, in strict mode, differs from its schema
    │   └── AnswerTooLarge             it has more bytes than `max_answer_bytes` allows
    ├── PaginationError                pages that don't come to an end
    └── WebhookError                   a webhook that can't be read (also a ValueError)
        └── SignatureMismatch          its signature is not of this body and secret

`InsecureAddress` and `DeprecatedUpstream` are warnings. Nothing here holds a credential: URLs, headers and bodies are
masked before they are stored. Every class can be pickled, and be JSON data: `to_dict` and `from_dict`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._json import is_mapping, is_object
from ._redaction import masked, masked_at, masked_keys, masked_text, masked_url, printable, quoted

if TYPE_CHECKING:
    from ._portable import Mismatch
    from ._sunset import Deprecation

__all__ = [
    "ActionFailed",
    "AnswerTooLarge",
    "ArgumentError",
    "AuthenticationFailed",
    "BadRequest",
    "CallInProgress",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "CredentialUnavailable",
    "Declined",
    "DecodeError",
    "DeprecatedUpstream",
    "Gone",
    "HookFailed",
    "IdempotencyKeyReused",
    "InsecureAddress",
    "JournalUnavailable",
    "LimitReached",
    "MissingCredential",
    "NaiveDatetime",
    "NotAuthorized",
    "NotFound",
    "NotPermitted",
    "OutcomeUnknown",
    "PaginationError",
    "PermissionDenied",
    "RateLimitUnavailable",
    "RateLimited",
    "RequestTimeout",
    "RouteUndecided",
    "ServerError",
    "SignatureMismatch",
    "StatusError",
    "ToolzzCalError",
    "TransportError",
    "UnknownAction",
    "Unprocessable",
    "WaitTooLong",
    "WebhookError",
]


# Statuses after which a call that changed nothing is worth repeating.
_REPEATABLE = frozenset({408, 429, 500, 502, 503, 504})
# Bases of an HTTP library's own failures. Of any other, such as a mistake in a hook, a repetition makes no success.
_OF_HTTP = frozenset({"TransportError", "RequestError", "HTTPError", "DecodingError"})


class ToolzzCalError(Exception):
    """Base of everything the client raises.

    Attributes:
        message: What happened, and what to do where that is known.
        operation: Name of the operation, such as `bookings.create`; None outside a call.
        method: HTTP method of the request.
        url: Address of the request, without credentials.
        status_code: HTTP status of the answer; None when none came.
        headers: Headers of the answer with lower-case names, credentials masked.
        request_id: The upstream's identifier of the request or run, to quote when asking for support.
        retry_after: Seconds the upstream asked to wait.
        body: The answer's JSON, or its text where it is no JSON, secrets masked.
    """

    # Whether a message may repeat what an upstream wrote. Of our own words, `cal_api_key=` and what follows it stay.
    _quotes = True

    def __init__(
        self,
        message: str,
        told: Mapping[str, Any] | None = None,
        *,
        operation: str | None = None,
        method: str | None = None,
        url: str | None = None,
        status_code: int | None = None,
        headers: Mapping[str, str] | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        body: object = None,
    ) -> None:
        """Makes the error.

        Args:
            message: What happened.
            told: All else as `to_dict` tells it, in place of what follows; queues such as Celery make errors of their
                `args` again.
            operation: As the attributes, from here on.
            method: As above.
            url: As above.
            status_code: As above.
            headers: As above.
            request_id: As above.
            retry_after: As above.
            body: As above.

        Raises:
            ArgumentError: `told` has what no error can hold.
        """
        self.message = printable(masked_text(message) if self._quotes else masked_keys(message))
        super().__init__(self.message)
        self.operation = operation
        self.method = method
        self.url = masked_url(url) if url is not None else None
        self.status_code = status_code
        self.headers: Mapping[str, str] = masked(dict(headers or {}))
        self.request_id = request_id
        self.retry_after = retry_after
        self.body: Any = masked(body)
        if told is not None:
            self._take(told)

    @property
    def is_retryable(self) -> bool:
        """Whether nothing happened and sending the same again is right, after `retry_after` seconds if it has any."""
        return False

    @property
    def may_have_happened(self) -> bool:
        """Whether what was asked for may have been done, so that nothing may be sent again before somebody looks."""
        return False

    @property
    def deprecation(self) -> Deprecation | None:
        """What the upstream said in the headers of its answer about its end; None if nothing."""
        from ._sunset import deprecation_in  # rarely asked for

        return deprecation_in(self.headers)

    def to_dict(self) -> dict[str, Any]:
        """The error as JSON data, of which `from_dict` makes an equal one, its flags and causes included.

        Returns:
            `type`, the name of its class, or of ours that it descends from; `message`; of the attributes those that say
            something; `notes`; and as `cause` the same of what is behind it, whose type has a dot if it is not of ours.
            At most 8 causes. Whatever JSON can't hold is told in words.
        """
        from ._error_data import MOST_CAUSES, of_foreign  # rarely needed

        whole = last = self._alone()
        behind = self.__cause__
        for _ in range(MOST_CAUSES):
            if behind is None:
                break
            last["cause"] = behind._alone() if isinstance(behind, ToolzzCalError) else of_foreign(behind)
            last, behind = last["cause"], behind.__cause__
        return whole

    def _alone(self) -> dict[str, Any]:
        from ._error_data import attributes_of

        kind = next(each for each in type(self).__mro__ if _known(each.__name__) is each)
        return {"type": kind.__name__, **attributes_of(vars(self))}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> ToolzzCalError:
        """The error that `to_dict` has told of. Secrets that somebody else has put in are masked.

        Args:
            data: What `to_dict` gave. A `type` that is not of this version makes a `ToolzzCalError`.

        Raises:
            ArgumentError: It is nothing that `to_dict` gives.
        """
        if not is_mapping(data):
            raise ArgumentError(f"An error can't be made of {quoted(data)}; it takes what `to_dict` gave")
        kind, message = data.get("type"), data.get("message")
        if not isinstance(kind, str) or not isinstance(message, str):
            raise ArgumentError("An error can't be made of data without `type` and `message`; it takes `to_dict`'s")
        return (_known(kind) or ToolzzCalError)(message, data)

    def _take(self, told: Mapping[str, Any]) -> None:
        """Has what data tell of the error, and of what is behind it."""
        from ._error_data import attributes_in, links

        if not is_mapping(told):
            raise ArgumentError(f"What is told of an error can't be {quoted(told)}; it takes what `to_dict` gave")
        try:
            found = attributes_in(told, [*vars(self)])
        except ValueError as problem:
            reason = str(problem)
        else:
            for name, value in found.items():
                setattr(self, name, value)
            _link(self, links(told))
            return
        raise ArgumentError(f"An error can't be made of such data: {reason}")

    if not TYPE_CHECKING:  # for whom it is a variable, as Python has it

        @property
        def args(self) -> tuple[Any, ...]:
            """The message, and all else as `to_dict` tells it if there is more: what makes the same error again."""
            told = self.to_dict()
            del told["type"], told["message"]
            return (self.message, told) if told else (self.message,)

        @args.setter
        def args(self, given: Sequence[Any]) -> None:
            """Takes another message, as programs give that add something to it; all else stays."""
            if given and isinstance(given[0], str):
                self.message = given[0]

    def __str__(self) -> str:
        about = f"{self.operation}: " if self.operation else ""
        request = f" [{self.method} {self.url}]" if self.url else ""
        named = f" (request {self.request_id})" if self.request_id else ""
        return printable(f"{about}{self.message}{named}{request}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        cause = self.to_dict()["cause"] if self.__cause__ is not None else None
        return _restored, (type(self), self.message, cause), self.__dict__


def _restored(kind: type[ToolzzCalError], message: str, cause: Mapping[str, Any] | None = None) -> ToolzzCalError:
    error = kind.__new__(kind, message)
    if cause is not None:
        from ._error_data import links

        _link(error, links({"cause": cause}))
    return error


def _link(error: BaseException, causes: Iterator[Mapping[str, Any]]) -> None:
    """Puts what data tell behind an error, one behind the other."""
    from ._error_data import foreign, is_foreign

    for data in causes:
        alone = {name: value for name, value in data.items() if name != "cause"}
        error.__cause__ = foreign(alone) if is_foreign(alone) else ToolzzCalError.from_dict(alone)
        error = error.__cause__


def _known(name: str) -> type[ToolzzCalError] | None:
    """The class of this name; None if there is none."""
    kind = globals()[name] if name in __all__ else None
    return kind if isinstance(kind, type) and issubclass(kind, ToolzzCalError) else None


def bases_of(problem: BaseException) -> set[str]:
    """The names of a problem's class and of its bases, also of what was JSON data meanwhile."""
    return {kind.__name__ for kind in type(problem).__mro__}.union(getattr(problem, "told_bases", ()))


class ConfigurationError(ToolzzCalError, ValueError):
    """The client can't work as it is set up."""

    _quotes = False


class MissingCredential(ConfigurationError):
    """The operation needs a credential that is neither given nor in the environment."""


class InsecureAddress(UserWarning):
    """A warning: the address of an upstream is plain http, so others on the way can read credentials and answers."""


class DeprecatedUpstream(UserWarning):
    """A warning: an upstream says that a version, or a request, is to end, which `response.deprecation` has in parts.

    It comes once per process for each version of an upstream. Where a filter makes errors of warnings, it is raised
    before the next call is sent and not with the answer, whose outcome it would hide.
    """


class RouteUndecided(ConfigurationError):
    """There are credentials for both routes; say `route="gateway"` or `route="direct"`."""


class ArgumentError(ToolzzCalError, ValueError):
    """An argument can't be sent as it is."""

    _quotes = False


class NaiveDatetime(ArgumentError):
    """A datetime without a zone names no moment; give it one, such as `datetime.UTC`."""


class UnknownAction(ArgumentError):
    """No operation has this slug.

    Attributes:
        suggestions: The nearest slugs, best first.
    """

    def __init__(
        self, message: str, told: Mapping[str, Any] | None = None, *, suggestions: Sequence[str] = (), **details: Any
    ) -> None:
        self.suggestions = tuple(suggestions)
        super().__init__(message, told, **details)


class IdempotencyKeyReused(ArgumentError):
    """The idempotency key stands for another operation, other arguments or another account; nothing was sent.

    Attributes:
        state: What the journal says of that other call: `started`, `done`, `refused` or `unknown`.
    """

    def __init__(self, message: str, told: Mapping[str, Any] | None = None, *, state: str = "", **details: Any) -> None:
        self.state = state
        super().__init__(message, told, **details)


class CallInProgress(ToolzzCalError):
    """A call with the same idempotency key is in progress elsewhere; this one has sent nothing that may have happened.

    `retry_after` says for how many seconds the other is believed to be at work.
    """

    _quotes = False

    @property
    def is_retryable(self) -> bool:
        """Yes, after `retry_after`: with the same key, nothing is done twice."""
        return True


class CredentialUnavailable(ToolzzCalError):
    """The function that gives a credential raised something, which is the `__cause__`, or took too long.

    Nothing was sent, or what was sent has been refused for its credential: nothing was done.
    """

    @property
    def is_retryable(self) -> bool:
        """Yes: the function may give one the next time."""
        return True


class HookFailed(ToolzzCalError):
    """The hook `on_request` raised something, which is the `__cause__`.

    The attempt was not sent; one before it, if there was any, did nothing or was a read.
    """


class NotPermitted(ToolzzCalError, PermissionError):
    """The flags of a ToolzzAI integration do not let its agent run an operation; nothing was sent."""

    _quotes = False


class Declined(NotPermitted):
    """A person who was asked before the call did not agree, or could not be asked; nothing was sent."""

    _quotes = False


class ClientClosed(ToolzzCalError, RuntimeError):
    """The client has been closed; make a new one."""

    _quotes = False


class TransportError(ToolzzCalError):
    """No answer came. For a write that may have happened, `OutcomeUnknown` is raised instead."""

    @property
    def is_retryable(self) -> bool:
        """Yes, unless it is a mistake of the program's own, such as in a hook, that stands behind it."""
        return not _by_mistake(self)


class ConnectionFailed(TransportError):
    """The request was never sent, so nothing happened."""

    @property
    def is_retryable(self) -> bool:
        """Yes."""
        return True


class JournalUnavailable(ConnectionFailed):
    """The store of a journal can't be reached, is locked for too long or is full; nothing was sent."""


class RateLimitUnavailable(ConnectionFailed):
    """The storage of a `RateLimit` can't be reached; nothing was sent."""


class RequestTimeout(TransportError, TimeoutError):
    """No answer came in time."""


class OutcomeUnknown(ToolzzCalError):
    """A write was sent and may or may not have happened: look before you repeat it.

    `__cause__` is what went wrong: a `TransportError`, a `StatusError`, a `DecodeError`, or an `ActionFailed` which
    tells of a failure behind the gateway; a `NotFound` or an `ActionFailed` too where Cal.com may say so of what it has
    done, as when a seat is given up.

    Attributes:
        absent: Whether `reconcile=True` looked and nothing like it was there, as far as the caller may see. A late
            request can still arrive.
    """

    def __init__(
        self, message: str, told: Mapping[str, Any] | None = None, *, absent: bool = False, **details: Any
    ) -> None:
        self.absent = absent
        super().__init__(message, told, **details)

    @property
    def may_have_happened(self) -> bool:
        """Yes, also if it is `absent`."""
        return True


class StatusError(ToolzzCalError):
    """The upstream answered with a status that reports an error, or would have, as `WaitTooLong` foresees."""

    @property
    def is_retryable(self) -> bool:
        """Whether the status says so. A write that it leaves open is an `OutcomeUnknown` instead."""
        return self.status_code in _REPEATABLE and not _by_mistake(self)


class BadRequest(StatusError):
    """400: the arguments are wrong or contradict each other."""


class AuthenticationFailed(StatusError):
    """401, or Cal.com's 498: the credential is missing, wrong or expired."""


class PermissionDenied(StatusError):
    """403: the credential may not do this."""


class NotAuthorized(PermissionDenied, AuthenticationFailed):
    """401 of Cal.com for a good credential that may not do this, such as confirming somebody else's booking."""


class LimitReached(StatusError):
    """401 of Cal.com for a booking that a limit of the event type leaves no room for; nothing was booked.

    The message is Cal.com's word for the limit: `booking_limit_reached` or `duration_limit_reached`.
    """


class NotFound(StatusError):
    """404: there is no such thing, or not for this credential."""


class Conflict(StatusError):
    """409: it clashes with what exists."""


class Gone(StatusError):
    """410: the action or this version of the upstream no longer exists."""


class Unprocessable(StatusError):
    """422: understood, but not possible in the present state."""


class RateLimited(StatusError):
    """429: too many calls; `retry_after` says how many seconds to wait."""

    @property
    def is_retryable(self) -> bool:
        """Yes, after `retry_after`."""
        return True


class WaitTooLong(RateLimited):
    """A `RateLimit` allows the next call too late; nothing was sent.

    `retry_after` says in how many seconds it is worth trying again, and `status_code` is None.
    """


class ServerError(StatusError):
    """500 and above: the upstream failed."""

    @property
    def is_retryable(self) -> bool:
        """As of any status; one that is not known counts as 500."""
        return super().is_retryable or self.status_code is None


class ActionFailed(ToolzzCalError):
    """The gateway ran the action, and it failed: `successful` is false.

    Attributes:
        error: The upstream's own text, secrets masked.
        log_id: Identifier of the run in the gateway's log.
        upstream_status: HTTP status of what is behind the answering server, as far as its answer tells; words such as
            "timed out" stand for theirs. A write that it leaves open is an `OutcomeUnknown`, whose cause this is.
    """

    upstream_status: int | None = None  # also of what an earlier version pickled

    def __init__(
        self,
        message: str,
        told: Mapping[str, Any] | None = None,
        *,
        error: str = "",
        log_id: str | None = None,
        upstream_status: int | None = None,
        **details: Any,
    ) -> None:
        self.error = printable(masked_text(error))
        self.log_id = log_id
        self.upstream_status = upstream_status
        super().__init__(message, told, **details)

    @property
    def is_retryable(self) -> bool:
        """Whether what is behind the gateway failed for now, as `upstream_status` tells."""
        return self.upstream_status in _REPEATABLE and not _by_mistake(self)


class DecodeError(ToolzzCalError):
    """The answer is no JSON or, in strict mode, not what its schema says.

    Attributes:
        mismatches: In strict mode, every difference found, secrets masked.
    """

    def __init__(
        self,
        message: str,
        told: Mapping[str, Any] | None = None,
        *,
        mismatches: Sequence[Mismatch] = (),
        **details: Any,
    ) -> None:
        self.mismatches = _masked_mismatches(mismatches)
        super().__init__(message, told, **details)

    def _take(self, told: Mapping[str, Any]) -> None:
        from ._portable import Mismatch

        super()._take(told)
        self.mismatches = _masked_mismatches(Mismatch(*each) for each in self.mismatches)

    @property
    def is_retryable(self) -> bool:
        """Whether nothing of it could be read. A write of which nothing can be read is an `OutcomeUnknown`."""
        return not self.mismatches and not _by_mistake(self)

    @property
    def may_have_happened(self) -> bool:
        """Whether it could be read: it tells of success, and differs from its schema."""
        return bool(self.mismatches)


def _masked_mismatches(mismatches: Iterable[Mismatch]) -> tuple[Mismatch, ...]:
    return tuple(each.holding(masked_at(each.path, each.value)) for each in mismatches)


class AnswerTooLarge(DecodeError):
    """The answer, unpacked, has more bytes than `max_answer_bytes` allows; its rest was not read."""

    @property
    def is_retryable(self) -> bool:
        """No: it would be as large again."""
        return False


class PaginationError(ToolzzCalError):
    """The upstream's pages don't come to an end: they repeat, bring nothing new, or are too many."""


class WebhookError(ToolzzCalError, ValueError):
    """What came is no webhook that can be read; answer 400."""

    _quotes = False


class SignatureMismatch(WebhookError):
    """Nothing proves that a webhook comes from Cal.com: don't act on it, and answer 401."""


def _by_mistake(error: ToolzzCalError) -> bool:
    """Whether what stands behind an error is no failure on the way, but a mistake in somebody's code."""
    cause = error.__cause__
    return cause is not None and _OF_HTTP.isdisjoint(bases_of(cause))


_BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequest,
    401: AuthenticationFailed,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    410: Gone,
    422: Unprocessable,
    429: RateLimited,
    498: AuthenticationFailed,
}


def status_error(status_code: int, body: object = None) -> type[StatusError]:
    """The class for an HTTP status and the JSON that came with it."""
    if status_code >= 500:
        return ServerError
    if status_code == 401:
        return _refusal(body)
    return _BY_STATUS.get(status_code, StatusError)


def _refusal(body: object) -> type[StatusError]:
    """What a 401 means: Cal.com has this status also for refusals that have nothing to do with the credential.

    Those come from the code that books, which answers `{statusCode, message}` without Cal.com's envelope, and from its
    inner layer, which names itself `TRPCError`.
    """
    told = body if is_object(body) else {}
    inner = told.get("error")
    error = inner if is_object(inner) else {}
    message = error.get("message", told.get("message"))
    if isinstance(message, str) and message.strip().endswith("limit_reached"):
        return LimitReached
    if error.get("code") == "TRPCError" or (told.get("statusCode") == 401 and "error" not in told):
        return NotAuthorized
    return AuthenticationFailed
