"""An event loop in which nobody waits."""

from __future__ import annotations

import asyncio


class Hasty(asyncio.SelectorEventLoop):
    """Notes how long it is to wait, and goes on at once."""

    def __init__(self, waits):
        super().__init__()
        self._waits = waits

    def call_later(self, delay, callback, *args, context=None):
        self._waits.append(delay)
        return self.call_soon(callback, *args, context=context)


def awaited(coroutine, waits):
    """The result of a coroutine; `waits` gets the seconds that it waited."""
    with asyncio.Runner(loop_factory=lambda: Hasty(waits)) as runner:
        return runner.run(coroutine)
