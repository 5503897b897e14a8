# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Redirect."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Redirect(Model):
    """Where an authorization callback sends the browser.

    Attributes:
        url: Next address, possibly relative or empty; may carry the OAuth code and the state.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"url"})

    url: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Redirect:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("url")) is not None:
            self.url = v if type(v) is str else note(self, "url", v, "string")
        return self._matching() if strict else self
