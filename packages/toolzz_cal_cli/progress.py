"""A bar on the standard error, where a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from .screen import can_draw


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn of the work.

    Attributes:
        moved: Is told how many are done, and of how many, if that is known.
        hide: Takes the bar away, so that a line can be written to the terminal.
        show: Draws it again.
    """

    moved: Callable[[int, int | None], None]
    hide: Callable[[], None]
    show: Callable[[], None]


def _nothing(*_: object) -> None:
    pass


@contextmanager
def progress(what: str) -> Generator[Bar]:
    """Draws a bar as long as the block runs; nothing where none can be drawn. The standard output is left to itself."""
    if not can_draw(sys.stderr):
        yield Bar(_nothing, _nothing, _nothing)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from .screen import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # By default rich takes the standard output too, and writes it where the bar is drawn: to the terminal.
    with Progress(*columns, console=console(error=True), transient=True, redirect_stdout=False) as drawn:
        task = drawn.add_task(what, total=None)

        def moved(done: int, total: int | None) -> None:
            drawn.update(task, completed=done, total=total)

        shares_terminal = sys.stdout.isatty()
        yield Bar(moved, drawn.stop if shares_terminal else _nothing, drawn.start if shares_terminal else _nothing)
