# Edit this in generator/runtime/_http_clients.py; `make generate` copies it into the client.
"""An HTTP client that was given: whether a client can send through it."""

from __future__ import annotations

import sys
from typing import Any

from .errors import ConfigurationError

DEFAULT_TIMEOUT = 60.0  # seconds for an attempt through a client of our own
# Libraries with a `request` of another interface than httpx's.
_OTHERS = frozenset({"requests", "niquests", "aiohttp", "urllib3", "httplib2", "treq", "pycurl", "curl_cffi"})
_NEEDED = ("headers", "content", "timeout", "follow_redirects")


def checked_client(http: Any, kind: str) -> Any:
    """An HTTP client that was given, if it has httpx's interface and is of this kind, `Client` or `AsyncClient`.

    Raises:
        ConfigurationError: A call through it could not work.
    """
    made = "http_client" if kind == "Client" else "async_http_client"
    wanted = f"an httpx.{kind}, as toolzz_cal.{made}() gives one, or an object with its interface"
    mro = type(http).__mro__
    if isinstance(http, type):
        raise ConfigurationError(f"http_client must be {wanted}, not the class {http.__name__}")
    shown = f"{type(http).__module__}.{type(http).__qualname__}"
    if not _requests(http) or any(each.__module__.split(".")[0] in _OTHERS for each in mro):
        raise ConfigurationError(f"http_client must be {wanted}, not {shown}")
    if is_of(http, "AsyncClient" if kind == "Client" else "Client") or _waits(http.request, kind):
        other = "AsyncClient" if kind == "Client" else "Client"
        raise ConfigurationError(f"http_client must be {wanted}, not {shown}, which is for toolzz_cal.{other}")
    if missing := _not_taken(http.request):
        raise ConfigurationError(f"http_client must be {wanted}; the request of {shown} takes no {missing}")
    return http


def _requests(http: Any) -> bool:
    """Whether an object has a `request` to call."""
    try:
        return callable(http.request)
    except Exception:  # noqa: BLE001 - a property may raise anything, as that of httpx's own responses
        return False


def is_of(http: Any, name: str) -> bool:
    """Whether an object is httpx's or httpx2's client of this name, `Client` or `AsyncClient`."""
    mro = type(http).__mro__
    return any(
        each.__name__ == name
        and each.__module__.partition(".")[0] in ("httpx", "httpx2")
        and each.__module__ in sys.modules
        for each in mro
    )


def _waits(request: Any, kind: str) -> bool:
    """Whether a `request` is awaited though it must not be. One that is no coroutine function may give an awaitable."""
    from inspect import iscoroutinefunction

    code = getattr(request, "__code__", None)
    if code is not None and type(code.co_flags) is not int:
        return False  # of a double that `unittest.mock` made after httpx's, of which `inspect` believes anything
    return kind == "Client" and iscoroutinefunction(request)


def _not_taken(request: Any) -> str | None:
    """The first of the arguments that are passed that a `request` has no place for."""
    from inspect import Parameter, signature

    try:
        parameters = signature(request).parameters.values()
    except (TypeError, ValueError):
        return None  # it does not say
    if any(each.kind is Parameter.VAR_KEYWORD for each in parameters):
        return None
    names = {each.name for each in parameters}
    return next((name for name in _NEEDED if name not in names), None)
