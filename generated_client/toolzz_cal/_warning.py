# Edit this in generator/runtime/_warning.py; `make generate` copies it into the client.
"""Warnings that point at the line of the program that uses this package."""

from __future__ import annotations

import sys
import warnings

# Headers by which an upstream speaks of its end, also as other HTTP clients spell them. `_sunset` reads them.
SPOKEN = frozenset(
    {"composio-deprecated-toolkits", "deprecation", "sunset", "Composio-Deprecated-Toolkits", "Deprecation", "Sunset"}
)
# A warning that was made an error where raising it would have hidden an answer; see `_notices`.
KEPT: list[Exception] = []
# What may stand between that line and this package: where a task was made of a call, it is the line that runs the loop.
_BETWEEN = (f"{__package__}.", "asyncio.", "anyio.", "trio.")


def warn(warning: Warning) -> None:
    """Issues a warning as of the nearest line outside this package."""
    warnings.warn(warning, stacklevel=_outside())


def _outside() -> int:
    """The level of that line, for `warn`."""
    level, frame = 2, sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).startswith(_BETWEEN):
        level, frame = level + 1, frame.f_back
    return level
