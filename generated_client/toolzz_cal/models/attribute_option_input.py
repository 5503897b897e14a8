# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AttributeOptionInput."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AttributeOptionInput(Model):
    """A value to offer for a new attribute.

    Attributes:
        value: Text of the option, such as `Lisbon`.
        slug: Short form of the text, such as `lisbon`.
    """

    value: str
    slug: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AttributeOptionInput:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["value"]
            self.value = v if type(v) is str else note(self, "value", v, "string")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        except KeyError:
            return cls._padded(data, ("value", "slug"), strict)
        return self._matching() if strict else self
