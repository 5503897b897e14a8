# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ConfirmationPolicy."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, one, require
from .notice_threshold import NoticeThreshold


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ConfirmationPolicy(Model):
    """When a host must confirm a booking before it stands. Needs a type, unless it is switched off.

    Attributes:
        type_: `always` asks for each booking; `time` only for those made at short notice.
        notice_threshold: What counts as short notice; needed with type `time`.
        block_unconfirmed_bookings_in_booker: Whether an unconfirmed booking already takes its slot; later servers
            require it.
        disabled: True accepts bookings at once; send it alone.
    """

    type_: Literal["always", "time"] | str | None = None
    notice_threshold: NoticeThreshold | None = None
    block_unconfirmed_bookings_in_booker: bool | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ConfirmationPolicy:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("noticeThreshold")) is not None:
            self.notice_threshold = one(self, "noticeThreshold", v, NoticeThreshold.from_dict)
        if (v := data.get("blockUnconfirmedBookingsInBooker")) is not None:
            self.block_unconfirmed_bookings_in_booker = (
                v if type(v) is bool else note(self, "blockUnconfirmedBookingsInBooker", v, "boolean")
            )
        if (v := data.get("disabled")) is not None:
            self.disabled = v if type(v) is bool else note(self, "disabled", v, "boolean")
        return self._matching() if strict else self
