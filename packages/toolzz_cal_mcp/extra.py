"""What the extra `mcp` installs, and a clear word where it is missing."""

from __future__ import annotations

INSTALL = "pip install 'toolzz-cal[mcp]'"


def missing(name: str) -> ModuleNotFoundError:
    """The error for a package that is not there."""
    return ModuleNotFoundError(f"the MCP server needs the package {name}; install it with {INSTALL}", name=name)
