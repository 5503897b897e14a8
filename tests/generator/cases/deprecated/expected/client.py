# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The two clients: the same resources, called or awaited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._client import AsyncClientBase, SyncClient

if TYPE_CHECKING:
    from .actions import Actions, AsyncActions, Catalogue
    from .resources.things import AsyncThings, Things

__all__ = ["AsyncClient", "Client"]


def _catalogue() -> Catalogue:
    from ._catalogue import CATALOGUE

    return CATALOGUE


class Client(SyncClient):
    """The synchronous client, safe to share between threads. Close it with `with` or `close()`."""

    @cached_property
    def actions(self) -> Actions:
        """Any action by its slug."""
        from .actions import Actions

        return Actions(self._engine, _catalogue)

    @cached_property
    def things(self) -> Things:
        """Things."""
        from .resources.things import Things

        return Things(self._engine)


class AsyncClient(AsyncClientBase):
    """The asynchronous client. One is enough for a program; close it with `async with` or `aclose()`."""

    @cached_property
    def actions(self) -> AsyncActions:
        """Any action by its slug."""
        from .actions import AsyncActions

        return AsyncActions(self._engine, _catalogue)

    @cached_property
    def things(self) -> AsyncThings:
        """Things."""
        from .resources.things import AsyncThings

        return AsyncThings(self._engine)
