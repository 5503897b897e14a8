# Edit this in generator/runtime/_own_clients.py; `make generate` copies it into the client.
"""HTTP clients as this package makes them: for its own calls, and for whoever needs one that is set up otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass  # and not attrs, which no first call has to import
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ._connections import mended
from ._http_clients import DEFAULT_TIMEOUT
from ._warning import warn
from .errors import ConfigurationError, InsecureAddress

if TYPE_CHECKING:
    import ssl

    import httpx

    Proxy = str | httpx.URL | httpx.Proxy
    Path = str | os.PathLike[str]
    Certificate = Path | tuple[Path, Path] | tuple[Path, Path, str]
    Hooks = Mapping[str, Sequence[Callable[..., Any]]]

CONNECTIONS = 100  # at a time, and all of them kept for the next calls
KEPT = 4.0  # seconds that one may be idle: less than the 5 after which Node's and other servers hang up
_NAME = {"user-agent": "toolzz-cal-python"}
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# What each client that was made for somebody adds to requests by itself: nothing, unless that is changed.
_as_made: WeakKeyDictionary[Any, tuple[Any, ...]] = WeakKeyDictionary()


def http_client(
    *,
    proxy: Proxy | None = None,
    verify: bool | Path | ssl.SSLContext = True,
    cert: Certificate | None = None,
    http2: bool = False,
    limits: httpx.Limits | None = None,
    event_hooks: Hooks | None = None,
    transport: httpx.BaseTransport | None = None,
    mounts: Mapping[str, httpx.BaseTransport | None] | None = None,
    trust_env: bool = True,
) -> httpx.Client:
    """An HTTP client for `Client(http_client=…)`: as the client makes one for itself, but set up as you need it.

    Its connections stand any number of threads, it keeps no cookies, and an attempt has 60 seconds unless the client or
    the call says otherwise. It stays yours to close.

    Args:
        proxy: Address of a proxy for every request, such as `http://user:password@proxy.example.com:3128`, or
            `socks5://…` with `pip install 'httpx[socks]'`. By default what the environment says, as HTTPS_PROXY.
        verify: What servers' certificates are checked with: True for the usual authorities, a file or folder of others,
            or a context of `ssl`. False checks nothing, and warns with `InsecureAddress`.
        cert: A certificate of your own that servers ask for: a file that holds its key too, or certificate and key, or
            these and the key's password.
        http2: Whether to speak HTTP/2 to servers that do, with `pip install 'httpx[http2]'`.
        limits: How many connections there may be, and for how many seconds idle ones are kept. By default 100, all of
            which are kept for 4 seconds.
        event_hooks: Functions that are called with each request and response of httpx.
        transport: What sends in place of connections, such as an `httpx.HTTPTransport(uds=…)`; its limits are its own.
        mounts: Transports for some addresses, as httpx takes them.
        trust_env: Whether proxies and authorities may come from the environment.

    Returns:
        A client of httpx.

    Raises:
        ConfigurationError: An argument, or what the environment says in its place, can't be used.
    """
    options = {"event_hooks": event_hooks, "transport": transport, "mounts": mounts}
    given = _Given(proxy, verify, cert, http2, limits, trust_env, options)
    del proxy, cert  # a report of an error would show them
    made: httpx.Client = _for_somebody("Client", given)
    return made


def async_http_client(
    *,
    proxy: Proxy | None = None,
    verify: bool | Path | ssl.SSLContext = True,
    cert: Certificate | None = None,
    http2: bool = False,
    limits: httpx.Limits | None = None,
    event_hooks: Hooks | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    mounts: Mapping[str, httpx.AsyncBaseTransport | None] | None = None,
    trust_env: bool = True,
) -> httpx.AsyncClient:
    """An HTTP client for `AsyncClient(http_client=…)`; the arguments are those of `http_client`.

    Its connections stand calls that are cancelled at any moment. Event hooks are coroutine functions, and transports
    asynchronous. Use and close it in one event loop.
    """
    options = {"event_hooks": event_hooks, "transport": transport, "mounts": mounts}
    given = _Given(proxy, verify, cert, http2, limits, trust_env, options)
    del proxy, cert
    made: httpx.AsyncClient = _for_somebody("AsyncClient", given)
    return made


@dataclass(frozen=True, repr=False)
class _Given:
    """What somebody wants of an HTTP client. It has no repr, as passwords may be among it."""

    proxy: Proxy | None
    verify: bool | Path | ssl.SSLContext
    cert: Certificate | None
    http2: bool
    limits: httpx.Limits | None
    trust_env: bool
    options: dict[str, Any]


def own_client(kind: str) -> Any:
    """A new HTTP client of our own, `Client` or `AsyncClient` of httpx.

    Raises:
        ConfigurationError: What the environment says of proxies or certificates can't be used.
    """
    try:
        _check_certificates()
        return _made(kind)
    except Exception as problem:  # noqa: BLE001 - nothing but the environment can be at fault
        told = f"{_culprit() or _UNKNOWN} can't be used: {type(problem).__name__}"
    # Raised here, so that the problem, which may hold a proxy's password, is not its context.
    cure = "correct or unset it, or give an `http_client` that is set up as you need it"
    raise ConfigurationError(f"{told}; {cure}")


def adds_nothing(http: Any) -> bool | None:
    """Whether a client that was made for somebody adds nothing to a request; None of any other client."""
    made = _as_made.get(http)
    return None if made is None else _added_by(http) == made


def look_less_for_cookies(http: Any) -> None:
    """Has a client of httpx that was given look for cookies only in answers that bring some.

    httpx (0.28) makes a request and a response of urllib for each answer to look in, which takes as long as making the
    request. What is not httpx's own, or a jar of another kind, is left as it is.
    """
    from http.cookiejar import CookieJar

    cookies = http.cookies
    if cookies.__class__.__module__ == "httpx" and type(cookies.jar) is CookieJar:
        cookies.__class__ = _looking_less(cookies.__class__)


@cache
def _looking_less(kind: Any) -> type[Any]:
    def extract_cookies(cookies: Any, answer: Any) -> None:
        if "set-cookie" in answer.headers or "set-cookie2" in answer.headers:
            kind.extract_cookies(cookies, answer)

    return type(kind.__name__, (kind,), {"extract_cookies": extract_cookies})


def _made(kind: str, **options: Any) -> Any:
    """A client of httpx, without cookies.

    Cal.com keeps a reserved slot in one, which it then prefers to the slot that is named.
    """
    import httpx

    limits = options.pop("limits", None) or httpx.Limits(
        max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=KEPT
    )
    http = getattr(httpx, kind)(timeout=DEFAULT_TIMEOUT, limits=limits, headers=_NAME, **options)
    # httpx (0.28) makes a request and a response of urllib for each answer to look for cookies in.
    http.cookies.extract_cookies = _no_cookies
    return mended(http)


def _for_somebody(kind: str, given: _Given) -> Any:
    if given.verify is False:
        warn(InsecureAddress("verify=False lets anybody on the way read credentials and answers"))
    try:
        http = _as_given(kind, given)
    except ConfigurationError as problem:
        raise problem.with_traceback(None) from None  # whose frames hold passwords
    _as_made[http] = _added_by(http)
    return http


def _as_given(kind: str, given: _Given) -> Any:
    context = _context(given.verify, given.cert, given.trust_env)
    options = {name: value for name, value in given.options.items() if value is not None}
    options |= {"proxy": given.proxy, "verify": context, "http2": given.http2, "trust_env": given.trust_env}
    try:
        return _made(kind, limits=given.limits, **options)
    except Exception as problem:  # noqa: BLE001 - whatever httpx says of an argument
        told = f"The HTTP client can't be made: {type(problem).__name__}"
    # Raised here, so that the problem, which may hold a proxy's password, is not its context.
    raise ConfigurationError(_wrong_with(given.proxy, given.http2, given.trust_env) or told)


def _added_by(http: Any) -> tuple[Any, ...]:
    """What a client would add to requests, to be compared."""
    return http.base_url, http.params, http.timeout, len(http.cookies), http.headers.raw


def _context(verify: bool | Path | ssl.SSLContext, cert: Certificate | None, trust_env: bool) -> Any:
    """What httpx takes for `verify`, which since 0.28 is no file and holds the certificate as well."""
    if isinstance(verify, bool) and cert is None:
        return verify
    import httpx

    if not isinstance(verify, bool | str | os.PathLike):
        if cert is not None:
            raise ConfigurationError("Both a context and cert were given; load the certificate into the context")
        return verify
    try:
        context = httpx.create_ssl_context(verify=verify if isinstance(verify, bool) else True, trust_env=trust_env)
        if not isinstance(verify, bool):
            context = _trusting(verify)
    except OSError as problem:
        raise ConfigurationError(f"verify can't be read: {_told(problem)}; give a file of certificates") from None
    if cert is None:
        return context
    files: Any = (cert,) if isinstance(cert, str | os.PathLike) else cert
    try:
        context.load_cert_chain(*files)
    except OSError as problem:
        raise ConfigurationError(f"cert can't be used: {_told(problem)}; give a certificate and its key") from None
    return context


def _trusting(path: Path) -> ssl.SSLContext:
    """A context that trusts the authorities of a file or folder only."""
    import ssl

    if os.path.isdir(path):  # noqa: PTH112 - as everywhere here, pathlib need not be imported for this
        return ssl.create_default_context(capath=path)
    return ssl.create_default_context(cafile=path)


def _told(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__


def _wrong_with(proxy: Proxy | None, http2: bool, trust_env: bool) -> str | None:
    """What httpx can't make a client by, each tried on its own; None if that does not tell."""
    import httpx

    if http2 and _fails(partial(import_module, "h2")):
        return "http2 needs the package h2: pip install 'httpx[http2]'"
    if proxy is not None and _fails(partial(httpx.HTTPTransport, proxy=proxy, verify=False)):
        address = proxy.url if isinstance(proxy, httpx.Proxy) else proxy
        socks = str(address).startswith("socks5")
        cure = "pip install 'httpx[socks]'" if socks else "write it like http://proxy.example.com:3128"
        return f"proxy can't be used; {cure}"
    culprit = _culprit() if trust_env else None
    return f"{culprit} can't be used; correct it, unset it, or give trust_env=False" if culprit else None


_UNKNOWN = "What the system says of proxies or certificates"


def _check_certificates() -> None:
    """Raises if the file of certificates is not there, which httpx before 0.28 passes over."""
    file = os.environ.get("SSL_CERT_FILE")
    if file and not os.path.exists(file):  # noqa: PTH110
        raise FileNotFoundError(file)


def _no_cookies(_answer: Any) -> None:
    pass


def _culprit() -> str | None:
    """The environment variable that httpx can't make a client by, each tried on its own."""
    import httpx

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
    return None


def _proxy(value: str) -> str:
    """A proxy's address as httpx reads it from the environment, where the scheme may be left out."""
    return value if "://" in value else f"http://{value}"


def _fails(made: Callable[[], Any]) -> bool:
    try:
        made()
    except Exception:  # noqa: BLE001 - only whether it fails is asked
        return True
    return False
