# Edit this in generator/runtime/_config.py; `make generate` copies it into the client.
"""How a client is set up: credentials, addresses and options, from arguments or the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict, TypeVar

from ._addresses import checked_root, warn_of_plain
from ._redaction import Hidden, masked_url, quoted
from .errors import ConfigurationError, MissingCredential, RouteUndecided, ToolzzCalError
from .retries import RetryPolicy

if TYPE_CHECKING:
    from typing import Unpack

    from ._operation import Operation
    from .hooks import CallEvent, Hooks
    from .journal import Journal
    from .permissions import Permissions
    from .rate_limits import RateLimit

Route = Literal["gateway", "direct"]
# What the two clients take for a credential: text, or what gives it.
Credential = str | Callable[[], str]
AwaitedCredential = str | Callable[[], str | Awaitable[str]]
C = TypeVar("C")

ENVIRONMENT = {
    "toolzz_token": "TOOLZZ_ACCESS_TOKEN",
    "composio_api_key": "COMPOSIO_API_KEY",
    "cal_api_key": "CAL_API_KEY",
    "cal_client_id": "CAL_CLIENT_ID",
    "cal_client_secret": "CAL_CLIENT_SECRET",
    "base_url": "TOOLZZ_CAL_BASE_URL",
    "toolkit_version": "COMPOSIO_TOOLKIT_VERSION_CAL",
}
TOOLKIT_VERSION = "20260721_00"
# What credentials are pasted with: quotes that a shell would have taken, and the words before them in a header.
_QUOTES = "\"'`"
_BEFORE = (
    r"(?i)(bearer|basic|token|authorization|x-api-key|x-cal-secret-key|x-cal-client-id|TOOLZZ_ACCESS_TOKEN"
    r"|COMPOSIO_API_KEY|CAL_API_KEY|CAL_CLIENT_ID|CAL_CLIENT_SECRET)\s*[\s:=]"
)
_JOINTS = frozenset(" :=")
_HOOKS = frozenset({"on_request", "on_response", "on_outcome"})
_CREDENTIALS = ("toolzz_token", "composio_api_key", "cal_api_key", "cal_client_secret")
# What signs requests of each route, and whose account the gateway is to use. What functions give is not fixed.
_SIGNING = {
    "toolzz": ("toolzz_token",),
    "gateway": ("composio_api_key",),
    "direct": ("cal_client_id", "cal_api_key", "cal_client_secret"),
}
_WHOSE = ("user_id", "connected_account_id")
_MAY_BE_ASKED_FOR = (*_CREDENTIALS, "cal_client_id")
# Which route a credential is for. Of those, one decides where actions go.
_ROUTES: dict[str, Route] = {"composio_api_key": "gateway", "cal_api_key": "direct", "cal_client_secret": "direct"}


class Options(TypedDict, Generic[C], total=False):
    """What a client can be made with, and what `with_options` can change; `Client` tells each."""

    toolzz_token: C | None
    composio_api_key: C | None
    user_id: str | None
    connected_account_id: str | None
    toolkit_version: str
    cal_api_key: C | None
    cal_client_id: C | None
    cal_client_secret: C | None
    route: Route | None
    base_url: str | None
    toolzz_base_url: str | None
    gateway_base_url: str | None
    cal_base_url: str | None
    timeout: float | None
    retries: int | RetryPolicy
    strict: bool
    max_answer_bytes: int
    rate_limit: str | RateLimit | None
    journal: Journal | None
    on_request: Callable[[CallEvent], Any] | None
    on_response: Callable[[CallEvent], Any] | None
    on_outcome: Callable[[CallEvent], Any] | None


class Config:
    """The settled options of one client. Its repr shows no credential."""

    __slots__ = (
        "_environment",
        "_roots",
        "asks",
        "hooks",
        "journal",
        "max_answer_bytes",
        "options",
        "permissions",
        "policy",
        "rate_limit",
        "route",
        "strict",
        "timeout",
        "toolkit_version",
    )

    def __init__(
        self,
        options: Options[Any],
        environment: Mapping[str, str | None] | None = None,
        permissions: Permissions | None = None,
        known_roots: Iterable[str] = (),
    ) -> None:
        self.options: Options[Any] = Hidden(options)  # type: ignore[assignment]
        options = self.options
        self.asks = any(callable(options.get(name)) for name in _MAY_BE_ASKED_FOR)  # functions, for credentials
        if self.asks:
            self._hide_functions()
        self._roots: dict[str, str] = {}
        self.route: Route | None = None
        self.permissions = permissions
        self._environment = environment or Hidden({name: os.environ.get(named) for name, named in ENVIRONMENT.items()})
        retries = options.get("retries", 2)
        self.policy = retries if isinstance(retries, RetryPolicy) else RetryPolicy(retries)
        self.timeout = checked_timeout(options.get("timeout"), ConfigurationError)
        self.strict = options.get("strict", False)
        self.max_answer_bytes = _checked_size(options.get("max_answer_bytes", 32 * 2**20))
        self.toolkit_version = _checked_version(self._given("toolkit_version"), self._origin("toolkit_version"))
        self.rate_limit = _rate_limit(options.get("rate_limit"))
        self.hooks = _hooks(options)
        self.journal = _checked_journal(options.get("journal"))
        for name in ("base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"):
            if root := self._given(name):
                self._roots[name] = checked_root(name + self._origin(name), root)
        warn_of_plain(self._roots, known_roots)
        self.route = self._decided_route()
        for name in _MAY_BE_ASKED_FOR:
            value = self._given(name)
            what = wrong_with(value) if value and not callable(value) else None
            del value  # a report of the error would show it
            if what is not None:
                raise ConfigurationError(f"{name} {what}{self._origin(name)}")

    def _hide_functions(self) -> None:
        from ._asked import asked  # rarely needed

        options: Any = self.options
        for name in _MAY_BE_ASKED_FOR:
            if callable(options.get(name)):
                options[name] = asked(name, options[name])

    def __repr__(self) -> str:
        present = [name for name in _CREDENTIALS if self._given(name)]
        roots = "".join(f", {name}={masked_url(value)!r}" for name, value in self._roots.items())
        return f"route={self.route!r}, credentials={present}{roots}"

    def merged(self, changes: Options[Any]) -> Config:
        """A copy with other options; everything not named stays, credentials from the environment included.

        A connected account is one user's, so it does not stay when another user is named.
        """
        options: Any = Hidden({**self.options, **changes})
        if "user_id" in changes and "connected_account_id" not in changes:
            options.pop("connected_account_id", None)
        return Config(options, self._environment, self.permissions, self._roots.values())

    def acting(self, permissions: Permissions) -> Config:
        """A copy that runs only what these permissions, and those there are already, allow."""
        return Config(self.options, self._environment, permissions.within(self.permissions), self._roots.values())

    def _given(self, name: str) -> Any:
        value: Any = self.options.get(name)
        return value if value is not None else self._environment.get(name) or None

    def _origin(self, name: str) -> str:
        """Which variable of the environment an option is from, to be told; nothing if it was given."""
        return "" if self.options.get(name) is not None else f" (from {ENVIRONMENT[name]})"

    def _decided_route(self) -> Route | None:
        route = self.options.get("route")
        if route not in (None, "gateway", "direct"):
            raise ConfigurationError(f"route must be 'gateway' or 'direct', not {quoted(route)}")
        if route is not None:
            return route
        explicit: set[Route] = {way for name, way in _ROUTES.items() if self.options.get(name)}
        present: set[Route] = explicit or {way for name, way in _ROUTES.items() if self._given(name)}
        if len(explicit) == 2:
            raise RouteUndecided(_UNDECIDED)
        return present.pop() if len(present) == 1 else None

    def root(self, server: str, override: str) -> str:
        """The root of an upstream whose own is `server`, without a slash at its end."""
        return self._roots.get(override) or self._roots.get("base_url") or server

    def account(self, operation: Operation[Any]) -> tuple[str, ...]:
        """Whose account an operation is about, as far as a caller says so in fixed words. It holds credentials."""
        route = "toolzz" if operation.slug is None else self.decided_route()
        told: list[Any] = [route, *(self.options.get(name) if route == "gateway" else None for name in _WHOSE)]
        told += [self._given(name) for name in _SIGNING[route]]
        return (self.place(operation), *(each if isinstance(each, str) else "" for each in told))

    def place(self, operation: Operation[Any]) -> str:
        """The root of the upstream that an operation is sent to."""
        if operation.slug is None:
            return self.root(operation.server, "toolzz_base_url")
        if self.decided_route() == "direct":
            return self.cal_root()
        return self.root(operation.server, "gateway_base_url")

    def toolzz_authorization(self) -> Any:
        """The header with the ToolzzAI token, or a `MissingCredential` that names where to put it."""
        token = self._credential("toolzz_token", "ToolzzAI")
        return _bearer(token) if self.asks else f"Bearer {token}"

    def decided_route(self) -> Route:
        """How actions are carried, which must be clear by the time of the first call."""
        if self.route is not None:
            return self.route
        if any(self._given(name) for name in _ROUTES):
            raise RouteUndecided(_UNDECIDED)
        raise MissingCredential(
            "No credential for actions: set COMPOSIO_API_KEY (gateway) or CAL_API_KEY (direct), "
            "or pass composio_api_key= or cal_api_key="
        )

    def gateway_key(self) -> Any:
        """The gateway's key."""
        return self._credential("composio_api_key", "gateway")

    def cal_headers(self, kind: str, client_id: object = None) -> dict[str, Any]:
        """The headers that sign a Cal.com request of this kind of credential.

        `client_id` is the client that the request's address names, which Cal.com prefers to a header.
        """
        key, secret = self._given("cal_api_key"), self._given("cal_client_secret")
        client = client_id if isinstance(client_id, str) and _is_sendable(client_id) else self._given("cal_client_id")
        if kind == "client" and secret and client:
            return {"x-cal-client-id": client, "x-cal-secret-key": secret}
        if kind != "none" and key:
            return {"authorization": _bearer(key) if self.asks else f"Bearer {key}"}
        if kind in ("key-or-client", "optional") and secret and client:
            return {"x-cal-client-id": client, "x-cal-secret-key": secret}
        key = secret = None  # a report of the errors below would show them
        if kind in ("none", "optional"):
            return {}
        if kind == "client":
            raise MissingCredential(
                "This action is for platform clients of Cal.com: set CAL_CLIENT_ID and CAL_CLIENT_SECRET, "
                "or pass cal_client_id= and cal_client_secret=, or give the API key of an owner as cal_api_key="
            )
        return {"authorization": _bearer(self._credential("cal_api_key", "Cal.com API"))}

    def cal_root(self) -> str:
        """Where Cal.com's API is."""
        return self.root("https://api.cal.com", "cal_base_url")

    def credentials(self) -> list[str]:
        """Every credential that is a text, to be masked."""
        return [value for name in _CREDENTIALS if (value := self._given(name)) and not callable(value)]

    def _credential(self, name: str, upstream: str) -> Any:
        value = self._given(name)
        if value:
            return value
        raise MissingCredential(
            f"No credential for the {upstream}: set the environment variable {ENVIRONMENT[name]}, or pass {name}="
        )


def _is_sendable(value: str) -> bool:
    return value.isascii() and value.isprintable() and value == value.strip()


def _bearer(credential: Any) -> Any:
    return f"Bearer {credential}" if isinstance(credential, str) else credential.behind("Bearer ")


def wrong_with(value: object) -> str | None:
    """What can't be right about a credential, in words that do not show it; None if nothing is."""
    if not isinstance(value, str):
        return "must be text"
    if not value:
        return "is empty"
    if not _is_sendable(value):
        return "can't be sent in a header; copy it again without line breaks or blanks"
    if value[0] in _QUOTES or value[-1] in _QUOTES:
        return "has quotes around it, which are no part of it; leave them out"
    if not _JOINTS.isdisjoint(value) and (before := re.match(_BEFORE, value)):
        return f"begins with {before[1]!r}, which is no part of it; leave it out"
    if " " in value:
        return "has a blank in it; copy it again"
    return None


def _checked_size(given: object) -> int:
    if type(given) is not int or given < 1:
        raise ConfigurationError(f"max_answer_bytes must be a whole number above 0, not {quoted(given)}")
    return given


def _checked_version(given: object, origin: str) -> str:
    if given is None:
        return TOOLKIT_VERSION
    if not isinstance(given, str) or not re.fullmatch(r"[0-9]{8}_[0-9]{2}|latest", given):
        what = f"toolkit_version must be a version such as {TOOLKIT_VERSION}, or latest, not {quoted(given)}"
        raise ConfigurationError(f"{what}{origin}")
    return given


def _rate_limit(given: str | RateLimit | None) -> RateLimit | None:
    if given is None:
        return None
    from .rate_limits import RateLimit  # only now, as it needs the library `limits`

    return given if isinstance(given, RateLimit) else RateLimit(given)


def _checked_journal(given: Journal | None) -> Journal | None:
    if given is not None and not hasattr(given, "_store"):
        cure = "pass what toolzz_cal.journal.open('sqlite:///calls.db') gives"
        raise ConfigurationError(f"journal must be a Journal, not {type(given).__name__}; {cure}")
    return given


def _hooks(options: Mapping[str, Any]) -> Hooks | None:
    if options.keys().isdisjoint(_HOOKS):
        return None
    from .hooks import hooks_of  # rarely needed

    return hooks_of(options)


_UNDECIDED = "There are credentials for the gateway and for Cal.com; choose with route='gateway' or route='direct'"


def checked_timeout(timeout: object, kind: type[ToolzzCalError]) -> float | None:
    """Seconds for one attempt, if any are given. Raises an error of this kind."""
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < float("inf"):
        raise kind(f"timeout must be a number of seconds above 0, not {quoted(timeout)}")
    return timeout


def collected(**options: Unpack[Options[Any]]) -> Options[Any]:
    """Options without those that were not given. Raises TypeError for one that does not exist."""
    if unknown := options.keys() - Options.__annotations__.keys():
        del options
        raise TypeError(f"no such option: {', '.join(sorted(unknown))}; there are {', '.join(Options.__annotations__)}")
    return Hidden({name: value for name, value in options.items() if value is not None})  # type: ignore[return-value]
