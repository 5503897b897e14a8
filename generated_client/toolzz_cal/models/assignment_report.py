# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AssignmentReport."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AssignmentReport(Model):
    """Why a booking is with the wrong host.

    Attributes:
        reported_by: Member who reports it.
        host: Host whom the form chose.
        guest: Email address of whoever booked.
        routing_reason: Why the form chose that host.
        correct_assignee: Email address of the right host, if the member knows.
        additional_notes: What the member adds.
    """

    reported_by: WebhookPerson | None = None
    host: WebhookPerson | None = None
    guest: str | None = None
    routing_reason: str | None = None
    correct_assignee: str | None = None
    additional_notes: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AssignmentReport:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("reportedBy")) is not None:
            self.reported_by = one(self, "reportedBy", v, WebhookPerson.from_dict)
        if (v := data.get("host")) is not None:
            self.host = one(self, "host", v, WebhookPerson.from_dict)
        if (v := data.get("guest")) is not None:
            self.guest = v if type(v) is str else note(self, "guest", v, "string")
        if (v := data.get("routingReason")) is not None:
            self.routing_reason = v if type(v) is str else note(self, "routingReason", v, "string")
        if (v := data.get("correctAssignee")) is not None:
            self.correct_assignee = v if type(v) is str else note(self, "correctAssignee", v, "string")
        if (v := data.get("additionalNotes")) is not None:
            self.additional_notes = v if type(v) is str else note(self, "additionalNotes", v, "string")
        return self._matching() if strict else self
