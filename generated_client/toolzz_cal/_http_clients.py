# Edit this in generator/runtime/_http_clients.py; `make generate` copies it into the client.
"""The HTTP client below a client: one of our own, or one that was given and is fit for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from .errors import ConfigurationError

DEFAULT_TIMEOUT = 60.0
CONNECTIONS = 100  # at a time, and all of them kept for the next calls
KEPT = 4.0  # seconds that one may be idle: less than the 5 after which Node's and other servers hang up
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# Libraries with a `request` of another interface than httpx's.
_OTHERS = frozenset({"requests", "niquests", "aiohttp", "urllib3", "httplib2", "treq", "pycurl", "curl_cffi"})
_NEEDED = ("headers", "content", "timeout", "follow_redirects")


def own_client(kind: str) -> Any:
    """A new HTTP client of our own, `Client` or `AsyncClient` of httpx.

    It keeps no cookies: Cal.com keeps a reserved slot in one, which it then prefers to the slot that is named.

    Raises:
        ConfigurationError: What the environment says of proxies or certificates can't be used.
    """
    import httpx

    from ._connections import mended

    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=KEPT)
    try:
        _check_certificates()
        http = getattr(httpx, kind)(timeout=DEFAULT_TIMEOUT, limits=limits)
    except Exception as problem:  # noqa: BLE001 - nothing but the environment can be at fault
        told = f"{_culprit(httpx)} can't be used: {type(problem).__name__}"
    else:
        # httpx (0.28) makes a request and a response of urllib for each answer to look for cookies in.
        http.cookies.extract_cookies = _no_cookies
        return mended(http)
    # Raised here, so that the problem, which may hold a proxy's password, is not its context.
    cure = "correct or unset it, or give an `http_client` that is set up as you need it"
    raise ConfigurationError(f"{told}; {cure}")


def _check_certificates() -> None:
    """Raises if the file of certificates is not there, which httpx before 0.28 passes over."""
    file = os.environ.get("SSL_CERT_FILE")
    if file and not os.path.exists(file):  # noqa: PTH110 - pathlib need not be imported for this
        raise FileNotFoundError(file)


def _no_cookies(_answer: Any) -> None:
    pass


def _culprit(httpx: Any) -> str:
    """The environment variable that httpx can't make a client by, each tried on its own."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if os.environ.get(name):
            if _fails(_check_certificates) or _fails(httpx.create_ssl_context):
                return f"The environment variable {name}"
            break  # httpx reads the first only
    for name in _PROXIES:
        for spelled in (name.lower(), name):
            value = os.environ.get(spelled)
            if value and _fails(partial(httpx.HTTPTransport, proxy=_proxy(value), verify=False)):
                return f"The environment variable {spelled}"
    for spelled in ("no_proxy", "NO_PROXY"):
        if os.environ.get(spelled):
            return f"The environment variable {spelled}"
    return "What the system says of proxies or certificates"


def _proxy(value: str) -> str:
    """A proxy's address as httpx reads it from the environment, where the scheme may be left out."""
    return value if "://" in value else f"http://{value}"


def _fails(made: Callable[[], Any]) -> bool:
    try:
        made()
    except Exception:  # noqa: BLE001 - only whether it fails is asked
        return True
    return False


def checked_client(http: Any, kind: str) -> Any:
    """An HTTP client that was given, if it has httpx's interface and is of this kind, `Client` or `AsyncClient`.

    Raises:
        ConfigurationError: A call through it could not work.
    """
    wanted = f"an httpx.{kind}, or an object with its interface"
    mro = type(http).__mro__
    if isinstance(http, type):
        raise ConfigurationError(f"http_client must be {wanted}, not the class {http.__name__}")
    shown = f"{type(http).__module__}.{type(http).__qualname__}"
    if not _requests(http) or any(each.__module__.split(".")[0] in _OTHERS for each in mro):
        raise ConfigurationError(f"http_client must be {wanted}, not {shown}")
    if _is_of(mro, "AsyncClient" if kind == "Client" else "Client") or _waits(http.request, kind):
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


def _is_of(mro: tuple[type, ...], name: str) -> bool:
    """Whether a class is httpx's or httpx2's of this name, or made from it."""
    return any(
        each.__name__ == name
        and each.__module__.partition(".")[0] in ("httpx", "httpx2")
        and each.__module__ in sys.modules
        for each in mro
    )


def _waits(request: Any, kind: str) -> bool:
    """Whether a `request` is awaited though it must not be. One that is no coroutine function may give an awaitable."""
    from inspect import iscoroutinefunction

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
