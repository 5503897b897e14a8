# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._model import Model, define, new, one, require

if TYPE_CHECKING:
    from .folder import Folder


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Document(Model):
    """A document, which knows its folder.

    Attributes:
        folder: Where it is.
    """

    folder: Folder

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Document:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        from .folder import Folder

        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["folder"]
            self.folder = one(self, "folder", v, Folder.from_dict)
        except KeyError:
            return cls._padded(data, ("folder",), strict)
        return self._matching() if strict else self
