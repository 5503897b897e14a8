# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Units."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .units_keys import AsyncUnitsKeys, UnitsKeys

__all__ = ["AsyncUnits", "Units"]


class Units(Resource):
    """Units."""

    @cached_property
    def keys(self) -> UnitsKeys:
        """Keys of units."""
        from .units_keys import UnitsKeys

        return UnitsKeys(self._engine)


class AsyncUnits(AsyncResource):
    """Units."""

    @cached_property
    def keys(self) -> AsyncUnitsKeys:
        """Keys of units."""
        from .units_keys import AsyncUnitsKeys

        return AsyncUnitsKeys(self._engine)
