# Edit this in generator/runtime/results.py; `make generate` copies it into the client.
"""What a call gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from ._json import is_array
from ._model import Model, attached_response
from ._operation import Operation
from ._portable import Mismatch, Portable
from ._redaction import masked, spellings
from ._wire import loads
from .errors import DecodeError

if TYPE_CHECKING:
    from ._sunset import Deprecation as Deprecation

__all__ = ["ActionResult", "Deprecation", "ListResult", "Mismatch", "Response", "response_of"]

T = TypeVar("T")
M = TypeVar("M")

if not TYPE_CHECKING:  # for a type checker every name would be there, whatever its spelling

    def __getattr__(name: str) -> Any:
        """`Deprecation` is imported when it is asked for."""
        if name == "Deprecation":
            from ._sunset import Deprecation

            return Deprecation
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Response:
    """The HTTP answer behind a result: status, headers and body as they came.

    Attributes:
        status_code: HTTP status.
        method: HTTP method of the request.
        url: Address of the request.
    """

    __slots__ = ("_answer", "_quoted", "method", "status_code", "url")

    def __init__(self, answer: Any, url: str, method: str) -> None:
        self._answer, self.url, self.method = answer, url, method
        self.status_code: int = answer.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers with lower-case names. They may hold secrets; `repr` does not show them."""
        return {name.lower(): value for name, value in self._answer.headers.items()}

    @property
    def deprecation(self) -> Deprecation | None:
        """What the upstream says in the headers about its end; None if nothing, as usual."""
        from ._sunset import deprecation_in  # rarely asked for

        return deprecation_in(self.headers)

    @property
    def content(self) -> bytes:
        """The body's bytes, decompressed."""
        content: bytes = self._answer.content
        return content

    def json(self) -> Any:
        """The body as JSON data; None if there is no body.

        Raises:
            DecodeError: It is no JSON.
        """
        try:
            return loads(self.content) if self.content else None
        except ValueError:
            pass
        # Raised here, as the parser's error holds the body.
        raise DecodeError(f"The answer is no JSON (status {self.status_code})", method=self.method, url=self.url)

    def note(self, secrets: Iterable[str]) -> None:
        """Keeps which of these credentials the answer quotes: they stand in it anyway."""
        told = f"{self.content.decode('utf-8', 'replace')} {self.headers}"
        self._quoted = [secret for secret in secrets if any(each in told for each in spellings([secret]))]

    @property
    def quoted(self) -> list[str]:
        """The credentials in use that the answer quotes, of those that functions gave; to be masked."""
        return getattr(self, "_quoted", [])

    @property
    def replayed(self) -> bool:
        """Whether a journal held it from an earlier call with the same idempotency key, so that nothing was sent.

        Then it has of the headers only the identifier of the request, and secrets in it may be masked.
        """
        replayed: bool = getattr(self._answer, "replayed", False)
        return replayed

    def __repr__(self) -> str:
        return f"<Response {self.status_code}, {len(self.content)} bytes>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _frozen, (self.status_code, dict(self.headers), self.content, self.url, self.method, self.replayed)


class Frozen:
    """The status, headers and body of an answer that was kept, without the HTTP library."""

    def __init__(self, status_code: int, headers: Mapping[str, str], content: bytes, *, replayed: bool = False) -> None:
        self.status_code, self.headers, self.content, self.replayed = status_code, headers, content, replayed


def _frozen(
    status_code: int, headers: dict[str, str], content: bytes, url: str, method: str, replayed: bool = False
) -> Response:
    return Response(Frozen(status_code, headers, content, replayed=replayed), url, method)


class _Items:
    """The attribute `items` of a result: its type is that of the items, not of the list that `data` may be."""

    @overload
    def __get__(self, result: ActionResult[list[M]], kind: object = None) -> list[M]: ...

    @overload
    def __get__(self, result: ActionResult[T], kind: object = None) -> list[T]: ...

    def __get__(self, result: Any, kind: object = None) -> Any:
        if result is None:
            return self
        if result._all is not None:
            return result._all
        if is_array(result.data):
            return result.data
        return [] if result.data is None else [result.data]


class ActionResult(Portable, Generic[T]):
    """The outcome of an action that succeeded, the same on both routes; a failed one raises.

    Attributes:
        data: The payload, out of Cal.com's own `{status, data}` wrapper when there is one. Where an action may answer
            with one thing or with several of a kind, as a recurring booking does, it is the one or the first.
        items: All that came, as a list: the occurrences of a series, a managed event type and its copies, the entries
            of a list, or the one thing there is.
        successful: Always True here.
        error: What the gateway said, normally None.
        reply: Cal.com's reply with its wrapper, and so with what stands beside the payload, such as `pagination`.
        raw: The body as it came: the gateway's envelope, or the same as `reply` on the direct route.
        response: Status, headers and bytes of the HTTP answer.
        reconciled: Whether the call's own answer got lost and `data` was found, by `reconcile=True` or for an
            idempotency key. Then `reply`, `raw` and `response` are those of the list in which it was found.
    """

    __slots__ = ("_all", "_found", "_log_id", "data", "error", "raw", "reconciled", "reply", "response", "successful")

    def __init__(
        self,
        data: T,
        reply: Any,
        raw: dict[str, Any],
        response: Response,
        found: list[Mismatch] | None = None,
        *,
        error: str | None = None,
        log_id: str | None = None,
        reconciled: bool = False,
        several: list[T] | None = None,
    ) -> None:
        self.data = data
        self._all = several
        self.reply = reply
        self.raw = raw
        self.response = response
        self._found = found
        self.successful = True
        self.error = error
        self._log_id = log_id
        self.reconciled = reconciled

    items = _Items()

    @property
    def replayed(self) -> bool:
        """Whether it is what the journal held from an earlier call with this idempotency key: nothing was sent."""
        return self.response.replayed

    @property
    def log_id(self) -> str | None:
        """Identifier of the run, or of the request on the direct route, to quote when asking for support."""
        return self._log_id or self.response.headers.get("x-request-id")

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where the payload differs from its schema."""
        several = self._all is not None and len(self._all) > 1
        return (*(self._found or ()), *mismatches_in(self._all if several else self.data))

    def __repr__(self) -> str:
        more = f", {len(self._all)} items" if self._all is not None and len(self._all) > 1 else ""
        return f"ActionResult(data={masked(self.data)!r}{more}, log_id={masked(self.log_id)!r})"


ListResult = ActionResult[list[T]]


def result_of(
    operation: Operation[T],
    payload: Any,
    reply: Any,
    raw: Any,
    response: Response,
    found: list[Mismatch],
    **told: Any,
) -> ActionResult[T]:
    """The result of an action, with its payload decoded; `found` takes the mismatches."""
    decode_all: Any = getattr(operation.decode, "all", None)  # of `one_or_more`
    if decode_all is not None:
        several: list[Any] = decode_all(payload, found)
        return ActionResult(several[0], reply, raw, response, found, several=several, **told)
    return ActionResult(operation.decode(payload, found), reply, raw, response, found, **told)


def mismatches_in(value: object) -> tuple[Mismatch, ...]:
    """The mismatches that a model, or the models of a list, recorded."""
    if isinstance(value, Model):
        return tuple(each.at(f"data.{each.path}") for each in value.mismatches)
    if is_array(value):
        return tuple(
            each.at(f"data[{index}].{each.path}")
            for index, item in enumerate(value)
            if isinstance(item, Model)
            for each in item.mismatches
        )
    return ()


def response_of(result: ActionResult[Any] | Model | Response) -> Response | None:
    """The HTTP answer a result or a ToolzzAI model came with; None for a model that did not come from a call."""
    if isinstance(result, Response):
        return result
    if isinstance(result, ActionResult):
        return result.response
    response: Response | None = attached_response(result)
    return response
