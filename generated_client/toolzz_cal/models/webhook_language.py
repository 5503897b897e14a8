# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookLanguage."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookLanguage(Model):
    """A language, as webhooks tell it.

    Attributes:
        locale: Code of the language, such as `pt-BR`.
    """

    locale: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookLanguage:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("locale")) is not None:
            self.locale = v if type(v) is str else note(self, "locale", v, "string")
        return self._matching() if strict else self
