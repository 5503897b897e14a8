# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Client for Direct route: AI scheduling with ToolzzAI and Cal.com.

Start with `Client` or `AsyncClient`. Everything is imported on first use.
"""

from __future__ import annotations

# Type checkers know the name; importing `typing` would take longer than all else here. Jedi 0.20, which editors and
# IPython ask, takes `False` at its word, and would see nothing below.
TYPE_CHECKING = bool()  # noqa: UP018
if TYPE_CHECKING:
    from typing import Any

    from . import errors as errors
    from . import journal as journal
    from . import models as models
    from ._own_clients import async_http_client as async_http_client
    from ._own_clients import http_client as http_client
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .errors import ActionFailed as ActionFailed
    from .errors import OutcomeUnknown as OutcomeUnknown
    from .errors import ToolzzCalError as ToolzzCalError
    from .permissions import Permissions as Permissions
    from .rate_limits import RateLimit as RateLimit
    from .results import ActionResult as ActionResult
    from .results import Mismatch as Mismatch
    from .results import Response as Response
    from .results import response_of as response_of
    from .retries import RetryEvent as RetryEvent
    from .retries import RetryPolicy as RetryPolicy

__version__ = "1"
__all__ = [
    "ActionFailed",
    "ActionResult",
    "AsyncClient",
    "Client",
    "Mismatch",
    "OutcomeUnknown",
    "Permissions",
    "RateLimit",
    "Response",
    "RetryEvent",
    "RetryPolicy",
    "ToolzzCalError",
    "async_http_client",
    "errors",
    "http_client",
    "journal",
    "models",
    "response_of",
]
_MODULES = {
    "async_http_client": "_own_clients",
    "http_client": "_own_clients",
    "AsyncClient": "client",
    "Client": "client",
    "ActionFailed": "errors",
    "OutcomeUnknown": "errors",
    "ToolzzCalError": "errors",
    "Permissions": "permissions",
    "RateLimit": "rate_limits",
    "ActionResult": "results",
    "Mismatch": "results",
    "Response": "results",
    "response_of": "results",
    "RetryEvent": "retries",
    "RetryPolicy": "retries",
}

if not TYPE_CHECKING:  # for a type checker every name would be there, whatever its spelling

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name in _MODULES:
            value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        elif name in ("errors", "journal", "models"):
            value = import_module(f".{name}", __name__)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
