# Edit this in generator/runtime/_asked.py; `make generate` copies it into the client.
"""Credentials that functions give, instead of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction
from typing import Any

from .errors import ConfigurationError


class Asked:
    """A credential that a function gives. Its repr shows nothing of the function, whose own may hold a secret."""

    __slots__ = ("_function", "before", "name")

    def __init__(self, name: str, function: Callable[[], Any], before: str = "") -> None:
        self.name, self.before = name, before
        self._function: Any = function

    def __call__(self) -> Any:
        return self._function()

    def behind(self, words: str) -> Asked:
        """The same, with what stands before it in its header."""
        return Asked(self.name, self._function, words)

    def is_awaited(self) -> bool:
        """Whether what the function gives has to be awaited, as far as can be told without calling it."""
        return iscoroutinefunction(self._function) or iscoroutinefunction(self._function.__call__)


def asked(name: str, function: Callable[[], Any]) -> Asked:
    """A function as the credential of this name; one that is so already stays."""
    return function if isinstance(function, Asked) else Asked(name, function)


def check_plain(options: Mapping[str, Any]) -> None:
    """Refuses coroutine functions, which a sync client can't await."""
    for name, value in options.items():
        if isinstance(value, Asked) and value.is_awaited():
            cure = "give a function that is none, or use AsyncClient"
            raise ConfigurationError(f"{name} is a coroutine function, which Client can't await; {cure}")
