# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Class."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Class(Model):
    """A word, in a module that can't be called `class`.

    Attributes:
        class_: Its class.
        from_: Its origin.
        type_: Its type.
        list_: Others.
        none: How often it means nothing.
        field_init: How it began.
        field_1st: Who said it first.
    """

    _spellings: ClassVar[dict[str, str]] = {"none": "None", "field_init": "__init__", "field_1st": "1st"}

    class_: str
    from_: str | None = None
    type_: str | None = None
    list_: list[str] | None = None
    none: int | None = None
    field_init: str | None = None
    field_1st: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Class:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["class"]
            self.class_ = v if type(v) is str else note(self, "class", v, "string")
        except KeyError:
            return cls._padded(data, ("class",), strict)
        if (v := data.get("from")) is not None:
            self.from_ = v if type(v) is str else note(self, "from", v, "string")
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("list")) is not None:
            self.list_ = listed(self, "list", v, str, "string")
        if (v := data.get("None")) is not None:
            self.none = v if type(v) is int else note(self, "None", v, "integer")
        if (v := data.get("__init__")) is not None:
            self.field_init = v if type(v) is str else note(self, "__init__", v, "string")
        if (v := data.get("1st")) is not None:
            self.field_1st = v if type(v) is str else note(self, "1st", v, "string")
        return self._matching() if strict else self
