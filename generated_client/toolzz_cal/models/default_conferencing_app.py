# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DefaultConferencingApp."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DefaultConferencingApp(Model):
    """The video service that event types use unless they name another place.

    Attributes:
        app_slug: Slug of the service, such as zoom.
        app_link: Fixed meeting link, for a service that needs one.
        credential_id: Connection that is used; newer servers only.
    """

    app_slug: str | None = None
    app_link: str | None = None
    credential_id: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DefaultConferencingApp:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("appSlug")) is not None:
            self.app_slug = v if type(v) is str else note(self, "appSlug", v, "string")
        if (v := data.get("appLink")) is not None:
            self.app_link = v if type(v) is str else note(self, "appLink", v, "string")
        if (v := data.get("credentialId")) is not None:
            self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        return self._matching() if strict else self
