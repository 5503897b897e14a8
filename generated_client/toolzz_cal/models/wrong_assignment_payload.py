# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WrongAssignmentPayload."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, one, require
from .assignment_report import AssignmentReport
from .wrong_assignment_booking import WrongAssignmentBooking


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WrongAssignmentPayload(Model):
    """A booking through a routing form that went to the wrong host, as a member reports.

    Attributes:
        booking: The booking.
        report: What the member says.
    """

    booking: WrongAssignmentBooking
    report: AssignmentReport

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WrongAssignmentPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["booking"]
            self.booking = one(self, "booking", v, WrongAssignmentBooking.from_dict)
            v = data["report"]
            self.report = one(self, "report", v, AssignmentReport.from_dict)
        except KeyError:
            return cls._padded(data, ("booking", "report"), strict)
        return self._matching() if strict else self
