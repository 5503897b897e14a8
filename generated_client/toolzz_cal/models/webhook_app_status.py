# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookAppStatus."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookAppStatus(Model):
    """What became of a booking in one connected app.

    Attributes:
        app_name: Name of the app.
        type_: Kind of the app, such as `google_calendar`.
        success: Number of entries that were made.
        failures: Number of entries that could not be made.
        errors: What went wrong, if anything did.
    """

    app_name: str | None = None
    type_: str | None = None
    success: int | None = None
    failures: int | None = None
    errors: list[str] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookAppStatus:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("appName")) is not None:
            self.app_name = v if type(v) is str else note(self, "appName", v, "string")
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("success")) is not None:
            self.success = v if type(v) is int else note(self, "success", v, "integer")
        if (v := data.get("failures")) is not None:
            self.failures = v if type(v) is int else note(self, "failures", v, "integer")
        if (v := data.get("errors")) is not None:
            self.errors = listed(self, "errors", v, str, "string")
        return self._matching() if strict else self
