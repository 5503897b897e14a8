# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model FunctionIcon."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class FunctionIcon(Model):
    """Image file that stands for a function in the panel.

    Attributes:
        id: Identifies the file.
        file_name: Name of the file on the server.
        url: Public address of the image.
        extension: File extension without a dot, such as `png`.
        size: Size in bytes.
    """

    id: str | None = None
    file_name: str | None = None
    url: str | None = None
    extension: str | None = None
    size: float | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> FunctionIcon:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is str else note(self, "id", v, "string")
        if (v := data.get("fileName")) is not None:
            self.file_name = v if type(v) is str else note(self, "fileName", v, "string")
        if (v := data.get("url")) is not None:
            self.url = v if type(v) is str else note(self, "url", v, "string")
        if (v := data.get("extension")) is not None:
            self.extension = v if type(v) is str else note(self, "extension", v, "string")
        if (v := data.get("size")) is not None:
            self.size = v if type(v) is float or type(v) is int else note(self, "size", v, "number")
        return self._matching() if strict else self
