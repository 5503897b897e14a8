"""An event loop whose clock is moved by hand, so that a test of a time limit waits for none and needs no luck."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose time can be moved on."""

    passed = 0.0

    def time(self) -> float:
        """The loop's time, with what was added to it."""
        return super().time() + self.passed


def run(test: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Runs a coroutine function in a loop of its own; `asyncio.get_running_loop().passed` moves its clock."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(test())
