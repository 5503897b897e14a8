# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model RecordingPayload."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from .._model import Model, define, many, new, note, one, parse, require
from .recording_links import RecordingLinks
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class RecordingPayload(Model):
    """A recording or transcript of a meeting in Cal Video. `RECORDING_READY` carries one link,
    `RECORDING_TRANSCRIPTION_GENERATED` several.

    Attributes:
        uid: Text that identifies the booking.
        type_: Heading of the meeting.
        title: Heading of the meeting.
        start_time: When the meeting began, in UTC.
        end_time: When the meeting was over, in UTC.
        organizer: Who held the meeting.
        attendees: Who took part.
        custom_reply_to_email: Address for replies, if it is not the organizer.
        download_link: Link to the recording; whoever has it can download.
        download_links: Links to the transcript in several formats and to the recording.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"downloadLink"})

    uid: str
    type_: str | None = None
    title: str | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    organizer: WebhookPerson | None = None
    attendees: list[WebhookPerson] | None = None
    custom_reply_to_email: str | None = None
    download_link: str | None = None
    download_links: RecordingLinks | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> RecordingPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["uid"]
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
        except KeyError:
            return cls._padded(data, ("uid",), strict)
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("startTime")) is not None:
            try:
                self.start_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start_time = note(self, "startTime", v, "date-time")
        if (v := data.get("endTime")) is not None:
            try:
                self.end_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end_time = note(self, "endTime", v, "date-time")
        if (v := data.get("organizer")) is not None:
            self.organizer = one(self, "organizer", v, WebhookPerson.from_dict)
        if (v := data.get("attendees")) is not None:
            new_attendees: list[WebhookPerson] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(WebhookPerson.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, WebhookPerson.from_dict)
        if (v := data.get("customReplyToEmail")) is not None:
            self.custom_reply_to_email = v if type(v) is str else note(self, "customReplyToEmail", v, "string")
        if (v := data.get("downloadLink")) is not None:
            self.download_link = v if type(v) is str else note(self, "downloadLink", v, "string")
        if (v := data.get("downloadLinks")) is not None:
            self.download_links = one(self, "downloadLinks", v, RecordingLinks.from_dict)
        return self._matching() if strict else self
