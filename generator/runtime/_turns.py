# Edit this in generator/runtime/_turns.py; `make generate` copies it into the client.
"""Credentials that functions give: asked before every attempt, once more when they are refused, and kept by nobody."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from inspect import isawaitable, iscoroutine
from typing import Any, Self

from ._asked import Asked
from ._calls import Call
from ._config import wrong_with
from ._http_clients import DEFAULT_TIMEOUT
from ._redaction import Hidden
from ._sending import cut_after
from .errors import ConfigurationError, CredentialUnavailable, LimitReached, NotAuthorized, StatusError, ToolzzCalError
from .results import response_of

log = logging.getLogger("toolzz_cal")

# 498 is Cal.com's word for an access token that was good once.
_REFUSED = frozenset({401, 498})


class Turn:
    """The credentials of a call's attempts, one after the other.

    `sign` puts what the functions give into the headers of a call. It is masked wherever an upstream quotes it, and
    forgotten when the attempt is over: only a hash is left of it, by which another one is told from it.
    """

    __slots__ = ("_call", "_given", "_hash", "_headers", "_refusal", "_refused")

    def __init__(self) -> None:
        self._call: Call[Any] | None = None
        self._headers: Mapping[str, Any] = {}
        self._given: dict[str, Any] = Hidden()
        self._hash = self._refused = 0
        self._refusal: ToolzzCalError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def sign(self, call: Call[Any]) -> None:
        """Asks for the credentials of the call's next attempt.

        Raises:
            CredentialUnavailable: A function raised something, or took until the call's deadline.
            ConfigurationError: A function gave what no credential can be.
            ToolzzCalError: The error of the attempt whose credential was refused, if there is no other credential.
        """
        for each in self._begin(call):
            problem = None
            try:
                self._given[each.name] = each()
            except Exception as raised:  # noqa: BLE001 - whatever a caller's function raises
                problem = call.unavailable(each.name, raised)
            self._check(call, each.name, problem)
        self._put(call)

    async def sign_async(self, call: Call[Any]) -> None:
        """As `sign`, awaited where a function is to be, for as long as an attempt may take."""
        for each in self._begin(call):
            problem = None
            try:
                with cut_after(call.seconds(DEFAULT_TIMEOUT)):
                    self._given[each.name] = each()
                    if isawaitable(self._given[each.name]):
                        self._given[each.name] = await self._given[each.name]
            except Exception as raised:  # noqa: BLE001 - as above
                problem = call.unavailable(each.name, raised)
            self._check(call, each.name, problem)
        self._put(call)

    def _begin(self, call: Call[Any]) -> list[Asked]:
        """The functions to be asked."""
        self._end()
        self._call, self._headers = call, call.headers
        values: list[Any] = list(self._headers.values())
        return [value for value in values if isinstance(value, Asked)]

    def _check(self, call: Call[Any], name: str, problem: ToolzzCalError | None) -> None:
        """Raises what came of a function, or what is wrong with the value that it gave."""
        if problem is not None:
            raise problem
        what = wrong_with(self._given[name])
        if what is None:
            return
        if iscoroutine(self._given[name]):
            self._given[name].close()  # or Python warns that nobody has awaited it
        raise call.named(ConfigurationError(f"{name} {what} (from the function that gives it)"))

    def _put(self, call: Call[Any]) -> None:
        """Puts what was given into the headers of the call."""
        self._hash = hash(tuple(self._given.values()))
        left = call.left()
        late = left is not None and left <= 0
        if self._refusal is not None and (late or self._hash == self._refused):
            raise self._refusal
        if late and self._given:
            raise call.named(CredentialUnavailable("Asking for the credential took until the call's deadline"))
        headers = Signed(self._headers)
        for header, value in self._headers.items():
            if isinstance(value, Asked):
                headers[header] = value.before + self._given[value.name]
        headers.secrets = tuple(self._given.values())
        call.headers = headers

    def result(self, call: Call[Any], answer: Any) -> Any:
        """What an answer means, as `Call.result`, with a note which of the credentials in use it quotes."""
        result: Any = call.result(answer)
        response = response_of(result)
        if response is not None:
            response.note(self._given.values())
        return result

    def renews(self, call: Call[Any], error: ToolzzCalError) -> bool:
        """Whether an attempt that failed so is repeated at once, if only the functions then give another credential.

        A refused credential proves that nothing was done.
        """
        asked, again = bool(self._given), self._refusal is not None
        self._end()
        self._refusal = None
        if not asked or again or not _is_refused(call, error):
            return False
        log.info("%s: the credential was refused, asking for another", call.operation.name)
        self._refusal, self._refused = error, self._hash
        return True

    def _end(self) -> None:
        """Forgets what was given."""
        if self._call is not None:
            self._call.headers, self._call = self._headers, None
        self._given = Hidden()


def _is_refused(call: Call[Any], error: ToolzzCalError) -> bool:
    if not isinstance(error, StatusError) or error.status_code not in _REFUSED:
        return False
    # Cal.com says 401 also to whom it has recognised, and for whom another credential is of no use.
    return call.operation.slug is None or not isinstance(error, NotAuthorized | LimitReached)


class Signed(Hidden):
    """The headers of an attempt, and the credentials among them that functions gave."""

    secrets: tuple[str, ...] = ()
