"""Mocks that live as long as whoever makes them wants, for fixtures of a wider scope than a test."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from .core import Mock
from .serving import MockServer, served


class MockFactory:
    """Makes mocks that are independent of each other, each with a state, a clock and clients of its own.

    Args:
        options: Options of each `Mock` that is made, unless it is given others.
        until: Ends the servers that are made.
    """

    def __init__(self, options: Mapping[str, Any], until: ExitStack) -> None:
        self._options, self._until = dict(options), until

    def __call__(self, **options: Any) -> Mock:
        """A new mock in process.

        Args:
            **options: Options of `Mock`, in place of those of the factory.
        """
        return Mock(**{**self._options, **options})

    def server(self, **options: Any) -> MockServer:
        """A new mock on a free port of this machine, which is served until the session ends; arguments as above."""
        mock = self(**options)
        return MockServer(mock, self._until.enter_context(served(mock)))
