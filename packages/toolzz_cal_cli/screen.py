"""What there is to draw on: a terminal or a file, its width, and whether it is to have colours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_NARROWEST = 20
_WIDTH = 80  # of what is no terminal


def has_colour(stream: TextIO, wanted: bool | None = None) -> bool:
    """Whether to colour what is written: as the command says, else NO_COLOR, else FORCE_COLOR, else on a terminal."""
    if wanted is not None:
        return wanted
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return can_draw(stream)


def can_draw(stream: TextIO) -> bool:
    """Whether it is a terminal that knows colours and can take back what was written."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int | None:
    """How many characters a line has; None for a terminal, which is asked when something is drawn."""
    if stream.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return max(int(columns), _NARROWEST) if columns.isdecimal() else _WIDTH


def console(colour: bool | None = None, *, error: bool = False) -> Console:
    """A console of rich's on the standard output, or on the standard error."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    coloured = has_colour(stream, colour)
    return Console(
        stderr=error,
        width=width(stream),
        force_terminal=True if coloured else None,
        no_color=not coloured,
        color_system="auto" if coloured else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
