# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model UserAttributeOption."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class UserAttributeOption(Model):
    """An option that a user of the organization has.

    Attributes:
        id: Text that identifies the option.
        attribute_id: Attribute that offers this option.
        value: Text of the option.
        slug: Short form of the text.
        is_group: Whether it stands for several other options.
        contains: Options that a group stands for, by id.
    """

    id: str
    attribute_id: str
    value: str
    slug: str
    is_group: bool | None = None
    contains: list[str] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> UserAttributeOption:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
            v = data["attributeId"]
            self.attribute_id = v if type(v) is str else note(self, "attributeId", v, "string")
            v = data["value"]
            self.value = v if type(v) is str else note(self, "value", v, "string")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "attributeId", "value", "slug"), strict)
        if (v := data.get("isGroup")) is not None:
            self.is_group = v if type(v) is bool else note(self, "isGroup", v, "boolean")
        if (v := data.get("contains")) is not None:
            self.contains = listed(self, "contains", v, str, "string")
        return self._matching() if strict else self
