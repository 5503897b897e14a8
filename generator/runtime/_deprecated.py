# Edit this in generator/runtime/_deprecated.py; `make generate` copies it into the client.
"""Marks a method as deprecated for type checkers and editors, as PEP 702 has it.

`warnings.deprecated` is younger than the oldest Python that is supported, and would warn of what still works.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated  # of which checkers have the types; it is not installed
else:
    T = TypeVar("T")

    def deprecated(message: str) -> Callable[[T], T]:
        """Keeps the reason as `__deprecated__`, and does nothing at a call."""

        def mark(method: T) -> T:
            method.__deprecated__ = message
            return method

        return mark
