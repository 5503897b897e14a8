# Edit this in generator/runtime/_requests.py; `make generate` copies it into the client.
"""Requests that no operation stands for, sent as an operation's are: `client.request`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote, unquote

from ._calls import ActionCall, Call
from ._config import Config, checked_timeout
from ._engine import AsyncEngine, SyncEngine
from ._json import is_mapping, is_object
from ._operation import Effect, Operation, anything
from ._outcome import reports_error
from ._redaction import Hidden, quoted, secrets_in, spellings
from ._warning import KEPT
from ._wire import HEADERS, dumps, in_query, to_json
from .errors import ArgumentError, ConfigurationError
from .results import Response

Upstream = Literal["cal", "gateway", "toolzz"]
_NAMES = {"cal": "Cal.com", "gateway": "The gateway", "toolzz": "The ToolzzAI API"}
_ROOTS = {"gateway": "gateway_base_url", "toolzz": "toolzz_base_url"}
_EFFECTS: dict[str, Effect] = {"GET": "read", "HEAD": "read", "DELETE": "destroy"}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_KEPT = "/%:@!$&'()*+,;=~-._"  # signs of a path that stay as they are; any other is encoded


class PlainCall(ActionCall[Any]):
    """A request as its caller wants it. What it answers is given as it came, unless it tells of a failure."""

    _if_empty = b"null"
    __slots__ = ("_in_address", "_upstream", "upstream")

    def __init__(self, upstream: str, in_address: list[str], *given: Any) -> None:
        super().__init__(*given)
        self.upstream, self._upstream, self._in_address = upstream, _NAMES[upstream], in_address

    def secrets(self) -> list[str]:
        """As of any call, and what is secret in its address."""
        return spellings((*super().secrets(), *self._in_address))

    def _read(self, body: Any, response: Response) -> Any:
        reply = body
        if self.upstream == "gateway" and is_object(body) and "successful" in body:
            reply = body.get("data")
            if body["successful"] is not True:
                raise self._failed(reply, body, response, body.get("log_id"))
        if self.upstream != "toolzz" and reports_error(reply):
            raise self._failed(reply, body, response, response.headers.get("x-request-id"))
        return response

    def _unreadable(self, response: Response) -> Any:
        return response

    def _unsuccessful(self, response: Response) -> Any:
        problem = self._status_error(response)
        if self.upstream == "cal" and response.status_code == 429 and problem.retry_after is None:
            from ._direct import reset_in  # rarely needed

            problem.retry_after = reset_in(response.headers)
        raise problem


def plain_call(
    engine: SyncEngine | AsyncEngine,
    method: str,
    path: str,
    upstream: str,
    given: Mapping[str, Any],
    effect: str | None,
    headers: Mapping[str, str] | None,
    timeout: float | None,
) -> Call[Any]:
    """A request as a call; `given` has its `json` and `params`. Raises what can be known without sending."""
    if KEPT:
        from ._notices import raise_kept  # rarely needed

        raise_kept()
    verb = method.upper() if isinstance(method, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]
    if verb not in _METHODS:
        raise ArgumentError(f"method must be one of {', '.join(_METHODS)}, not {quoted(method)}")
    if upstream not in _NAMES:
        raise ArgumentError(f"upstream must be one of {', '.join(_NAMES)}, not {quoted(upstream)}")
    where = _path(path)
    operation = Operation("request", verb, where, server="", effect=checked_effect(effect, verb), decode=anything)

    def made() -> PlainCall:
        config = engine.config
        if config.permissions is not None:
            config.permissions.check(operation)
        seconds = config.timeout if timeout is None else checked_timeout(timeout, ArgumentError)
        signed = Hidden(_signed(config, upstream))
        url = _root(config, upstream, verb, where) + where
        params: Any = given.get("params")
        if params is not None and not is_mapping(params):
            raise ArgumentError(f"params must be a mapping of names to values, not {type(params).__name__}")
        if pairs := in_query(params or {}):
            url += f"?{pairs}"
        content = None
        if given.get("json") is not None:
            content = dumps(to_json("json", given["json"]))
            signed |= HEADERS
        return PlainCall(upstream, [*secrets_in(params)], config, operation, verb, url, signed, content, seconds)

    return engine.adding(headers, operation.name).checked(operation, made)


def checked_effect(effect: object, method: str = "") -> Effect:
    """What a request does: what its caller says, else what its method lets expect. Raises `ArgumentError`."""
    if effect is None:
        return _EFFECTS.get(method, "write")
    if effect not in ("read", "write", "destroy"):
        raise ArgumentError(f"effect must be 'read', 'write' or 'destroy', not {quoted(effect)}")
    return effect


def _path(path: object) -> str:
    """A path below an upstream's root, encoded. Raises `ArgumentError` for what could lead elsewhere."""
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):
        raise ArgumentError(f"path must begin with one slash, such as /v2/me, not {quoted(path)}")
    if "?" in path or "#" in path:
        raise ArgumentError("path must have no ? and no #; give what follows as params")
    plain = path
    for _ in range(3):  # some servers decode more than once
        plain = unquote(plain)
    if not plain.isprintable() or any(sign.isspace() for sign in plain) or "\\" in plain:
        raise ArgumentError("path must have no blanks, control characters and backslashes")
    if not {".", ".."}.isdisjoint(plain.split("/")):
        raise ArgumentError("path must have no . and .. between its slashes")
    return quote(path, safe=_KEPT)


def _root(config: Config, upstream: str, method: str, path: str) -> str:
    if upstream == "cal":
        return config.cal_root()
    from .operations import every  # reads a large file, rarely needed

    mine = [each for each in every() if (each.slug is None) == (upstream == "toolzz")]
    alike = {each.server: 0 for each in mine}
    for each in mine:
        alike[each.server] = max(alike[each.server], _common(path, each.path) * 2 + (each.method == method))
    best = [server for server, parts in alike.items() if parts == max(alike.values())]
    root = config.root("", _ROOTS[upstream])
    if not root and len(best) > 1:
        hosts = " and ".join(sorted(best))
        raise ConfigurationError(f"The ToolzzAI API is at {hosts}; give the one that is meant as toolzz_base_url")
    return root or best[0]


def _common(path: str, other: str) -> int:
    """How many segments two paths begin with alike."""
    count = 0
    for mine, theirs in zip(path.split("/"), other.split("/"), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _signed(config: Config, upstream: str) -> dict[str, Any]:
    """The headers that sign a request to an upstream."""
    if upstream == "gateway":
        return {"x-api-key": config.gateway_key()}
    if upstream == "toolzz":
        return {"authorization": config.toolzz_authorization()}
    return config.cal_headers("key-or-client")
