# Edit this in generator/runtime/_steps.py; `make generate` copies it into the client.
"""Runs generators that decide and neither send, ask nor wait: what they yield is done for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Pause(NamedTuple):
    """Seconds to wait."""

    seconds: float


class Question(NamedTuple):
    """What a person is to be asked."""

    sentence: str


def driven(steps: Generator[Any, Any, T], do: Callable[[Any], Any]) -> T:
    """What a generator returns, of whose steps each is done; what is raised by that is raised in it.

    Args:
        steps: The generator.
        do: Does a step, and gives what the generator gets for it.
    """
    try:
        step = next(steps)
        while True:
            try:
                answer = do(step)
            except Exception as problem:  # noqa: BLE001 - the generator decides
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result


async def driven_async(steps: Generator[Any, Any, T], do: Callable[[Any], Awaitable[Any]]) -> T:
    """As `driven`, awaited."""
    try:
        step = next(steps)
        while True:
            try:
                answer = await do(step)
            except Exception as problem:  # noqa: BLE001 - the generator decides
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
