# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AttendeeInput."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require
from .locale import Locale


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AttendeeInput(Model):
    """Person for whom a booking is made, with an email address, a phone number or both.

    Attributes:
        name: Full name.
        email: Address that receives the confirmation; needed without `phoneNumber`.
        time_zone: IANA zone in which emails state the time, such as `America/Sao_Paulo`.
        phone_number: Phone number in E.164 form, such as `+5511955550123`; needed without `email`.
        language: Language of the emails to this person; English when left out.
    """

    name: str
    email: str | None = None
    time_zone: str
    phone_number: str | None = None
    language: Locale | str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AttendeeInput:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        except KeyError:
            return cls._padded(data, ("name", "timeZone"), strict)
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("phoneNumber")) is not None:
            self.phone_number = v if type(v) is str else note(self, "phoneNumber", v, "string")
        if (v := data.get("language")) is not None:
            self.language = v if type(v) is str else note(self, "language", v, "string")
        return self._matching() if strict else self
