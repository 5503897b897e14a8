# Edit this in generator/runtime/_config.py; `make generate` copies it into the client.
"""How a client is set up: credentials, addresses and options, from arguments or the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict
from urllib.parse import urlsplit

from ._operation import Operation
from ._redaction import MASK, masked_url
from .errors import ConfigurationError, MissingCredential, RouteUndecided, ToolzzCalError
from .retries import RetryPolicy

if TYPE_CHECKING:
    from typing import Unpack

Route = Literal["gateway", "direct"]

ENVIRONMENT = {
    "toolzz_token": "TOOLZZ_ACCESS_TOKEN",
    "composio_api_key": "COMPOSIO_API_KEY",
    "cal_api_key": "CAL_API_KEY",
    "base_url": "TOOLZZ_CAL_BASE_URL",
}
TOOLKIT_VERSION = "20260721_00"
_CREDENTIALS = ("toolzz_token", "composio_api_key", "cal_api_key")


class Options(TypedDict, total=False):
    """What a client can be made with, and what `with_options` can change.

    Attributes:
        toolzz_token: Access token of the ToolzzAI platform; else the environment's TOOLZZ_ACCESS_TOKEN.
        composio_api_key: Project key of the gateway; else COMPOSIO_API_KEY.
        user_id: Whose connected Cal.com account the gateway uses.
        connected_account_id: The connected account itself, `ca_…`.
        toolkit_version: Version of the gateway's toolkit, `YYYYMMDD_NN` or `latest`.
        cal_api_key: Key of the Cal.com API, for the direct route; else CAL_API_KEY.
        route: How actions are carried, when there are credentials for both routes.
        base_url: One root for everything, such as a mock server; else TOOLZZ_CAL_BASE_URL.
        toolzz_base_url: Root of the ToolzzAI API, before `/api/v1`.
        gateway_base_url: Root of the gateway, before `/api/v3.1`.
        cal_base_url: Root of the Cal.com API, before `/v2`.
        timeout: Seconds for one attempt.
        retries: Attempts after the first, or a `RetryPolicy`.
        strict: Whether an answer that differs from its schema raises `DecodeError`.
    """

    toolzz_token: str | None
    composio_api_key: str | None
    user_id: str | None
    connected_account_id: str | None
    toolkit_version: str
    cal_api_key: str | None
    route: Route | None
    base_url: str | None
    toolzz_base_url: str | None
    gateway_base_url: str | None
    cal_base_url: str | None
    timeout: float | None
    retries: int | RetryPolicy
    strict: bool


class Config:
    """The settled options of one client. Its repr shows no credential."""

    __slots__ = ("_environment", "_roots", "options", "policy", "route", "strict", "timeout")

    def __init__(self, options: Options, environment: Mapping[str, str | None] | None = None) -> None:
        self.options = options
        self._environment = environment or {name: os.environ.get(named) for name, named in ENVIRONMENT.items()}
        retries = options.get("retries", 2)
        self.policy = retries if isinstance(retries, RetryPolicy) else RetryPolicy(retries)
        self.timeout = checked_timeout(options.get("timeout"), ConfigurationError)
        self.strict = options.get("strict", False)
        self._roots: dict[str, str] = {}
        for name in ("base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"):
            if root := self._given(name):
                self._roots[name] = checked_root(name, root)
        self.route = self._decided_route()
        for name in _CREDENTIALS:
            value = self._given(name)
            if value and not (value.isascii() and value.isprintable() and value == value.strip()):
                cure = "copy it again without line breaks or blanks"
                raise ConfigurationError(f"{name} can't be sent in a header; {cure}")

    def __repr__(self) -> str:
        present = [name for name in _CREDENTIALS if self._given(name)]
        roots = "".join(f", {name}={masked_url(value)!r}" for name, value in self._roots.items())
        return f"route={self.route!r}, credentials={present}{roots}"

    def merged(self, changes: Options) -> Config:
        """A copy with other options; everything not named stays, credentials from the environment included."""
        return Config({**self.options, **changes}, self._environment)

    def _given(self, name: str) -> Any:
        value: Any = self.options.get(name)
        return value if value is not None else self._environment.get(name) or None

    def _decided_route(self) -> Route | None:
        route = self.options.get("route")
        if route not in (None, "gateway", "direct"):
            raise ConfigurationError(f"route must be 'gateway' or 'direct', not {route!r}")
        if route is not None:
            return route
        explicit = [name for name in ("composio_api_key", "cal_api_key") if self.options.get(name)]
        present = explicit or [name for name in ("composio_api_key", "cal_api_key") if self._given(name)]
        if len(explicit) == 2:
            raise RouteUndecided(_UNDECIDED)
        if len(present) == 1:
            return "gateway" if present[0] == "composio_api_key" else "direct"
        return None

    def root(self, operation: Operation[Any], override: str) -> str:
        """The root that an operation is sent to, without a slash at its end."""
        return self._roots.get(override) or self._roots.get("base_url") or operation.server

    def toolzz_token(self) -> str:
        """The ToolzzAI token, or a `MissingCredential` that names where to put it."""
        return self._credential("toolzz_token", "ToolzzAI")

    def gateway_key(self) -> str:
        """The gateway's key, once it is clear that actions go there."""
        if self.route is None and self._given("composio_api_key") and self._given("cal_api_key"):
            raise RouteUndecided(_UNDECIDED)
        if self.route == "direct":
            raise ConfigurationError("The direct route is not part of this version; use route='gateway'")
        return self._credential("composio_api_key", "gateway")

    def credentials(self) -> list[str]:
        """Every credential there is, to be masked."""
        return [value for name in _CREDENTIALS if (value := self._given(name))]

    def _credential(self, name: str, upstream: str) -> str:
        value: str | None = self._given(name)
        if value:
            return value
        raise MissingCredential(
            f"No credential for the {upstream}: set the environment variable {ENVIRONMENT[name]}, or pass {name}="
        )


_UNDECIDED = "There are credentials for the gateway and for Cal.com; choose with route='gateway' or route='direct'"


def checked_root(name: str, root: str) -> str:
    """A root address that requests can be sent below."""
    try:
        parts = urlsplit(root)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        port_is_fine, parts = False, urlsplit("")
    # Whatever stands before an @ may be a password, however it is written.
    shown = masked_url(f"{MASK}@{root.rpartition('@')[2]}" if "@" in root else root)
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise ConfigurationError(
            f"{name} {shown!r} is no address; write it with its scheme, such as 'https://api.example.com'"
        )
    if parts.username is not None or not root.isprintable() or not {"?", "#", " "}.isdisjoint(root):
        raise ConfigurationError(f"{name} {shown!r} may hold only scheme, host, port and path")
    return root.rstrip("/")


def checked_timeout(timeout: object, kind: type[ToolzzCalError]) -> float | None:
    """Seconds for one attempt, if any are given. Raises an error of this kind."""
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < float("inf"):
        raise kind(f"timeout must be a number of seconds above 0, not {timeout!r}")
    return timeout


def collected(**options: Unpack[Options]) -> Options:
    """Options without those that were not given. Raises TypeError for one that does not exist."""
    if unknown := options.keys() - Options.__annotations__.keys():
        raise TypeError(f"no such option: {', '.join(sorted(unknown))}; there are {', '.join(Options.__annotations__)}")
    return {name: value for name, value in options.items() if value is not None}  # type: ignore[return-value]
