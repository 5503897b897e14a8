# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Holiday."""

from __future__ import annotations

from datetime import date as date_
from datetime import datetime
from typing import Any, Literal

from .._model import Model, day, define, local_moment, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Holiday(Model):
    """A holiday, with an attribute that is called as its type.

    Attributes:
        date: Which day.
        observed: When it is kept.
        datetime_: When it begins.
        entered: When it was entered, without a zone.
        kind: A value that is called as a type.
    """

    date: date_
    observed: date_ | None = None
    datetime_: datetime | None = None
    entered: datetime | None = None
    kind: Literal["date", "datetime"] | str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Holiday:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["date"]
            self.date = day(self, "date", v)
        except KeyError:
            return cls._padded(data, ("date",), strict)
        if (v := data.get("observed")) is not None:
            self.observed = day(self, "observed", v)
        if (v := data.get("datetime")) is not None:
            try:
                self.datetime_ = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.datetime_ = note(self, "datetime", v, "date-time")
        if (v := data.get("entered")) is not None:
            self.entered = local_moment(self, "entered", v)
        if (v := data.get("kind")) is not None:
            self.kind = v if type(v) is str else note(self, "kind", v, "string")
        return self._matching() if strict else self
