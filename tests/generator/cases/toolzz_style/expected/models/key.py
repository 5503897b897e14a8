# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Key."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Key(Model):
    """A key.

    Attributes:
        secret: The key itself.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"secret"})

    secret: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Key:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["secret"]
            self.secret = v if type(v) is str else note(self, "secret", v, "string")
        except KeyError:
            return cls._padded(data, ("secret",), strict)
        return self._matching() if strict else self
