"""Ctrl-C: the first lets what is under way come to its end, the second ends the process at once."""

from __future__ import annotations

import os
import shlex
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress

import click
from toolzz_cal._redaction import masked_url

from .failures import Exit
from .names import PROGRAM


@contextmanager
def interrupts(first: Callable[[], object], last_words: str) -> Generator[None]:
    """Handles Ctrl-C as long as the block runs.

    Args:
        first: Is called at the first Ctrl-C, and may raise `KeyboardInterrupt`.
        last_words: What is told at the second, at which the process ends without waiting for anything.
    """
    if threading.current_thread() is not threading.main_thread():  # signals come to the main thread alone
        yield
        return
    asked = False

    def handle(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            with suppress(OSError):
                os.write(2, f"\n{last_words}\n".encode())
            os._exit(Exit.STOPPED)
        asked = True
        first()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def command_of(context: click.Context) -> str:
    """The command that was typed, to be typed again; passwords in addresses are masked."""
    typed: Sequence[str] = context.find_root().obj or ()
    return shlex.join([PROGRAM, *(_masked(word) for word in typed)])


def _masked(word: str) -> str:
    return masked_url(word) if "://" in word else word
