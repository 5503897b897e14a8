"""An MCP server over the client's tools, for agents on a desktop or elsewhere.

`toolzz-cal mcp` runs it; `create_server` makes one to be served by other means. Both need the extra `mcp`.
"""

from __future__ import annotations

TYPE_CHECKING = bool()  # noqa: UP018 - jedi would take `False` at its word, and see nothing below
if TYPE_CHECKING:
    from typing import Any

    from .server import create_server as create_server
    from .settings import Settings as Settings

__all__ = ["Settings", "create_server"]
_MODULES = {"Settings": "settings", "create_server": "server"}

if not TYPE_CHECKING:  # for a type checker every name would be there, whatever its spelling

    def __getattr__(name: str) -> Any:
        from .extra import attribute

        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = attribute(_MODULES[name], name)
        globals()[name] = value
        return value
