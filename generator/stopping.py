"""Ctrl-C and SIGTERM: heard at any moment but while files are put in place, and answered without a traceback."""

from __future__ import annotations

import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any


class Stopped(KeyboardInterrupt):
    """A signal ends the command. `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _State:
    came = 0  # the signal that came; 0 while none has
    holds = 0
    waits = False  # whether it came while signals were held, and is still to be raised


_state = _State()
_scratch: list[Path] = []


def code_of(stop: BaseException) -> int:
    """What a shell is told of a signal: 130 after Ctrl-C, 143 after SIGTERM."""
    return 128 + int(getattr(stop, "number", signal.SIGINT))


def tell() -> None:
    """Says that the command was stopped."""
    print("stopped", file=sys.stderr)


@contextmanager
def held() -> Iterator[None]:
    """Lets a signal wait until the block has ended."""
    if _state.came and not _state.waits:
        raise Stopped(_state.came)  # it was raised where Python drops what is raised, such as in a destructor
    _state.holds += 1
    try:
        yield
    finally:
        _state.holds -= 1
        if _state.waits and not _state.holds:
            _state.waits = False
            raise Stopped(_state.came)


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder, which is gone in the end however the command ends."""
    folder = Path(tempfile.gettempdir()) / f"generate-{secrets.token_hex(8)}"
    _scratch.append(folder)
    try:
        folder.mkdir(0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def program(main: Callable[[], int]) -> int:
    """Runs a command as the whole process, stopped by signals, and answers its exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` and shells' background jobs have it
            signal.signal(number, _heard)
    sys.unraisablehook = _unraisable
    try:
        return main()
    except BaseException:
        if not _state.came:
            raise
        tell()  # whatever it became on its way here
        return 128 + _state.came
    finally:
        for folder in _scratch:
            shutil.rmtree(folder, ignore_errors=True)


def _heard(number: int, frame: FrameType | None) -> None:
    if _state.came:
        return  # it is being cleaned up
    _state.came = number
    if _state.holds:
        _state.waits = True
    else:
        raise Stopped(number)


def _unraisable(told: Any) -> None:
    if not isinstance(told.exc_value, Stopped):
        sys.__unraisablehook__(told)
