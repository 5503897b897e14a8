# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Provider."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Provider(Model):
    """The public face of an OAuth client; seeing it proves that the client id is valid.

    Attributes:
        client_id: Id of the OAuth client.
        organization_id: Platform organization that owns the client.
        name: Name that the owner gave the client.
    """

    client_id: str
    organization_id: int
    name: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Provider:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["clientId"]
            self.client_id = v if type(v) is str else note(self, "clientId", v, "string")
            v = data["organizationId"]
            self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
        except KeyError:
            return cls._padded(data, ("clientId", "organizationId", "name"), strict)
        return self._matching() if strict else self
