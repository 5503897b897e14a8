# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BusyTime."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BusyTime(Model):
    """A stretch of time taken in a calendar.

    Attributes:
        start: Beginning, in UTC; null when the zone that was asked for is unknown.
        end: End, in UTC; null when the zone that was asked for is unknown.
        title: Heading of the entry; servers since 2025 send it.
        source: Where the entry was found.
        time_zone: IANA zone of the entry, when the provider tells it.
    """

    start: datetime | None = None
    end: datetime | None = None
    title: str | None = None
    source: str | None = None
    time_zone: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BusyTime:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            if (v := data["start"]) is not None:
                try:
                    self.start = m = parse(v)
                    if m.tzinfo is None:
                        raise ValueError
                except (TypeError, ValueError):
                    self.start = note(self, "start", v, "date-time")
            if (v := data["end"]) is not None:
                try:
                    self.end = m = parse(v)
                    if m.tzinfo is None:
                        raise ValueError
                except (TypeError, ValueError):
                    self.end = note(self, "end", v, "date-time")
        except KeyError:
            return cls._padded(data, ("start", "end"), strict)
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("source")) is not None:
            self.source = v if type(v) is str else note(self, "source", v, "string")
        if (v := data.get("timeZone")) is not None:
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        return self._matching() if strict else self
