"""Programs that run for as long as a test at most, however the run of tests ends: see `guard.py`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from tests.support.guard import family
from tests.support.independence import PATIENCE

T = TypeVar("T")
GUARD = Path(__file__).with_name("guard.py")


def until(happened: Callable[[], T]) -> T:
    """What something gives, as soon as it is true."""
    end = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
    return found


class Guarded:
    """A program that can be told of signals, held up and killed. What it says is in `folder / "log"`.

    Attributes:
        folder: Where it runs; removed with it when the run of tests is killed.
        user: Who runs it; empty for whoever runs the tests.
    """

    user = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Whether it has been begun and has not ended."""
        return self._guard is not None and self._guard.poll() is None

    @property
    def said(self) -> str:
        """What it has said so far, on both outputs."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def begin(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        """Runs a command in its folder, with these variables, or those of this process."""
        assert not self.runs, "it runs"
        self._guard = subprocess.Popen(
            [sys.executable, "-I", str(GUARD), str(os.getpid()), str(self.folder), self.user, *command],
            bufsize=0,
            env=None if environment is None else dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests, which end it
        )

    def send(self, number: signal.Signals) -> None:
        """Sends a signal, and returns once it has arrived; without a word if the program has ended."""
        guard = self._guard
        if guard is not None and guard.stdin is not None and guard.stdout is not None:
            with suppress(BrokenPipeError):
                guard.stdin.write(bytes([number]))
                guard.stdout.read(1)

    def descendants(self) -> list[int]:
        """The processes that the program has begun, and those that they have."""
        if self._guard is None:
            return []
        return family(self._guard.pid)[2:]  # behind the guard and the program itself

    def wait(self) -> int:
        """Its exit code, once it has ended by itself."""
        assert self._guard is not None
        return self._guard.wait(PATIENCE)

    def kill(self) -> None:
        """Ends it, and all that it has begun, without a chance to do anything, if it runs."""
        self.end(signal.SIGKILL)

    def end(self, number: signal.Signals) -> None:
        """Ends it by a signal, or kills it if that does not help, if it runs."""
        if self._guard is None:
            return
        self.send(number)
        try:
            self._guard.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self._guard.wait()
        self._guard.__exit__(None, None, None)
        self._guard = None
