"""A stateful mock of the ToolzzAI API, the gateway and the Cal.com API, to develop against.

`create_app()` is an ASGI application, `Mock` the mock without HTTP. Both are imported on first use.
"""

from __future__ import annotations

TYPE_CHECKING = bool()  # noqa: UP018 - jedi would take `False` at its word, and see nothing below
if TYPE_CHECKING:
    from typing import Any

    from .asgi import create_app as create_app
    from .core import Mock as Mock

__all__ = ["Mock", "create_app"]
_MODULES = {"Mock": "core", "create_app": "asgi"}


def __getattr__(name: str) -> Any:
    from .extra import attribute

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = attribute(_MODULES[name], name)
    globals()[name] = value
    return value
