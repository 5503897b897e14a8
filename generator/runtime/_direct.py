# Edit this in generator/runtime/_direct.py; `make generate` copies it into the client.
"""The direct route: an action as the Cal.com request that it stands for, and Cal.com's answer as the action's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from ._calls import ActionCall
from ._config import Config
from ._json import is_array, is_object
from ._operation import CalRequest, Operation
from ._redaction import Hidden, quoted, secrets_in, spellings
from ._wire import HEADERS, dumps, in_path, loads, word
from .errors import ArgumentError, ToolzzCalError
from .results import ActionResult, Response

T = TypeVar("T")

_IN_PATH = re.compile(r"\{(\w+)\}", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,9}")
SERVER = "https://api.cal.com"
_HINTS = {
    ("removed", 404): "Cal.com has removed this request; only older servers of one's own still have it",
    ("broken", 400): "Cal.com's servers are known to refuse this request; `client.actions.describe` tells more",
}


class Request:
    """A Cal.com request: address below the root, body, and secrets that travel in the address."""

    __slots__ = ("content", "path", "secrets")

    def __init__(self, operation: Operation[Any], cal: CalRequest, arguments: Mapping[str, Any]) -> None:
        for name in cal.needs:
            if arguments.get(name) is None:
                what = f"Cal.com needs `{name}`, though the documents do not say so"
                raise ArgumentError(f"{what}; pass it", operation=operation.name)
        named = _names_in(cal.path)
        elsewhere = "query" if cal.method in ("GET", "DELETE") else "body"
        segments: dict[str, str] = {}
        query: list[tuple[str, str]] = []
        body: dict[str, Any] = dict(cal.body or {})
        for name, value in arguments.items():
            if name in named:
                segments[name] = in_path(name, value)
                continue
            place, _, wire = cal.places.get(name, "").partition(":")
            encode = cal.encodings.get(name)
            if (place or elsewhere) == "query":
                query += _pairs(wire or name, value, encode)
            else:
                _put(body, wire.split(".") if wire else [name], _ENCODERS[encode](name, value) if encode else value)
        for name in named:
            if name not in segments:
                raise ArgumentError(f"`{name}` is missing", operation=operation.name)
        self.path = cal.path.format_map(segments)
        self.secrets: list[str] = []
        if query:
            self.path += f"?{urlencode(query)}"
            for pair in query:
                self.secrets += secrets_in(dict([pair]))
        sent = cal.method not in ("GET", "DELETE") and (body or cal.body is not None)
        self.content = dumps(body) if sent else None


@cache
def _names_in(path: str) -> tuple[str, ...]:
    return tuple(_IN_PATH.findall(path))


def _pairs(name: str, value: Any, encode: str | None) -> Iterator[tuple[str, str]]:
    """A value of the query. Objects get a key in brackets for each member, as Cal.com's parser reads them."""
    if value is None:
        return
    if is_object(value):
        for key, item in value.items():
            yield from _pairs(f"{name}[{key}]", item, None)
    elif encode == "brackets":
        for item in value if is_array(value) else [value]:
            yield from _pairs(f"{name}[]", item, None)
    elif not is_array(value):
        yield name, word(value)
    elif encode == "comma":
        if words := [word(item) for item in value if item is not None]:
            yield name, ",".join(words)
    else:
        for index, item in enumerate(value):
            numbered = f"{name}[{index}]" if is_object(item) or is_array(item) else name
            yield from _pairs(numbered, item, None)


def _put(body: dict[str, Any], keys: list[str], value: Any) -> None:
    """Sets a member of the body, which may lie in an object inside it."""
    for key in keys[:-1]:
        inner = body.get(key)
        body[key] = dict(inner) if is_object(inner) else {}
        body = body[key]
    if is_object(value) and is_object(body.get(keys[-1])):
        value = {**value, **body[keys[-1]]}  # a member that was named on its own is more exact
    body[keys[-1]] = value


def _list(name: str, value: Any) -> Any:
    return value if value is None or is_array(value) else [value]


def _integers(name: str, value: Any) -> Any:
    if not is_array(value):
        return value
    found: dict[int, None] = {}
    for item in value:
        if not (type(item) is int or (type(item) is str and _DIGITS.fullmatch(item))):
            raise ArgumentError(f"{name}: Cal.com takes whole numbers, not {quoted(item)}")
        found[int(item)] = None
    return list(found)


def _text_of_object(name: str, value: Any) -> Any:
    """The object that a text holds as JSON; anything else as it is, for Cal.com to judge."""
    if not isinstance(value, str):
        return value
    try:
        held = loads(value.encode())
    except ValueError:
        return value
    return held if is_object(held) else value


_ENCODERS: dict[str, Callable[[str, Any], Any]] = {"list": _list, "integers": _integers, "object": _text_of_object}


def _picked(answer: Any, key: str) -> Any:
    """What a composed action answers: the value of one key of Cal.com's answer, as a list of texts."""
    data = answer.get("data") if is_object(answer) and answer.get("status") != "error" else None
    if not is_object(data):
        return answer
    value = data.get(key)
    return [] if value is None else [str(value)]


def direct_call(
    config: Config, operation: Operation[T], arguments: dict[str, Any], timeout: float | None
) -> DirectCall[T]:
    """The call of an action as Cal.com's own request; raises what can be known without sending."""
    cal = operation.cal
    if cal is None:
        raise ArgumentError("No Cal.com request is known", operation=operation.name)
    request = Request(operation, cal, arguments)
    headers = Hidden(config.cal_headers(cal.credential, arguments.get("clientId")))
    if request.content is not None:
        headers |= HEADERS
    if cal.version is not None:
        headers["cal-api-version"] = cal.version
    url = config.root(SERVER, "cal_base_url") + request.path
    return DirectCall(config, operation, cal.method, url, headers, request.content, timeout, in_address=request.secrets)


class DirectCall(ActionCall[T]):
    """A call that goes straight to Cal.com."""

    _if_empty = b"{}"
    _upstream = "Cal.com"
    __slots__ = ("_in_address",)

    def __init__(self, *given: Any, in_address: list[str]) -> None:
        super().__init__(*given)
        self._in_address = in_address

    def _secrets(self) -> list[str]:
        return spellings((*super()._secrets(), *self._in_address))

    @property
    def _state(self) -> str | None:
        cal = self.operation.cal
        return cal.state if cal is not None else None

    def _read(self, body: Any, response: Response) -> ActionResult[T]:
        cal = self.operation.cal
        picks = cal.picks if cal is not None else None
        return self._result(body if picks is None else _picked(body, picks), body, response)

    def _failed(self, reply: Any, body: Any, response: Response, log_id: Any) -> ToolzzCalError:
        return super()._failed(reply, body, response, log_id or response.headers.get("x-request-id"))

    def _unsuccessful(self, response: Response) -> ActionResult[T]:
        location = response.headers.get("location")
        if self._state == "redirect" and location is not None and 300 <= response.status_code < 400:
            told = {"url": location}
            return self._result(told, told, response)
        problem = self._status_error(response)
        if hint := _HINTS.get((self._state or "", response.status_code)):
            problem.message = f"{problem.message}. {hint}"
            problem.args = (problem.message,)
        if response.status_code == 429 and problem.retry_after is None:
            problem.retry_after = reset_in(response.headers)
        raise problem


def reset_in(headers: Mapping[str, str]) -> float | None:
    """Seconds until every used-up limit of Cal.com is reset, which sends no Retry-After; None when it does not say."""
    found: list[float] = []
    for name, value in headers.items():
        if name.startswith("x-ratelimit-reset"):
            left = headers.get(name.replace("-reset", "-remaining", 1), "0")
            if left.strip() == "0" and _DIGITS.fullmatch(value.strip()):
                found.append(float(value))
    return max(found, default=None)
