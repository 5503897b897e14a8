# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model TranscriptLink."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscriptLink(Model):
    """A transcript in one format.

    Attributes:
        format_: Kind of file: `json`, `srt`, `txt` or `vtt`.
        link: Link to the file.
    """

    format_: str
    link: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> TranscriptLink:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["format"]
            self.format_ = v if type(v) is str else note(self, "format", v, "string")
            v = data["link"]
            self.link = v if type(v) is str else note(self, "link", v, "string")
        except KeyError:
            return cls._padded(data, ("format", "link"), strict)
        return self._matching() if strict else self
