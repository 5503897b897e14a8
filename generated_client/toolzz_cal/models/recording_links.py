# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model RecordingLinks."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, require
from .transcript_link import TranscriptLink


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class RecordingLinks(Model):
    """Links to a transcript and its recording; whoever has one can download.

    Attributes:
        transcription: One link for each format.
        recording: Link to the recording.
    """

    transcription: list[TranscriptLink] | None = None
    recording: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> RecordingLinks:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("transcription")) is not None:
            new_transcription: list[TranscriptLink] = []
            self.transcription = new_transcription
            try:
                for item in v:
                    new_transcription.append(TranscriptLink.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.transcription = many(self, "transcription", v, TranscriptLink.from_dict)
        if (v := data.get("recording")) is not None:
            self.recording = v if type(v) is str else note(self, "recording", v, "string")
        return self._matching() if strict else self
