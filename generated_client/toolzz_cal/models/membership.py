# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Membership."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, listed, new, note, one, parse, require
from .membership_role import MembershipRole
from .membership_user import MembershipUser


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Membership(Model):
    """The tie between one user and one team or organization.

    Attributes:
        id: Number that identifies the membership.
        user_id: Number of the member.
        team_id: Number of the team, or of the organization for an organization membership.
        accepted: Whether the invitation has been taken up.
        role: Rights of the member in this team.
        disable_impersonation: Whether admins are kept from acting as this member.
        custom_role_id: Role with its own set of rights; of an organization only.
        created_at: When it began, in UTC; of an organization only.
        updated_at: When it last changed, in UTC; of an organization only.
        attributes: Values of the organization's attributes that the member has; of an organization only.
        user: Who the member is; some routes leave it out.
    """

    id: int
    user_id: int
    team_id: int
    accepted: bool
    role: MembershipRole | str
    disable_impersonation: bool | None = None
    custom_role_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    attributes: list[dict[str, Any]] | None = None
    user: MembershipUser | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Membership:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["userId"]
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
            v = data["teamId"]
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
            v = data["accepted"]
            self.accepted = v if type(v) is bool else note(self, "accepted", v, "boolean")
            v = data["role"]
            self.role = v if type(v) is str else note(self, "role", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "userId", "teamId", "accepted", "role"), strict)
        if (v := data.get("disableImpersonation")) is not None:
            self.disable_impersonation = v if type(v) is bool else note(self, "disableImpersonation", v, "boolean")
        if (v := data.get("customRoleId")) is not None:
            self.custom_role_id = v if type(v) is str else note(self, "customRoleId", v, "string")
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        if (v := data.get("attributes")) is not None:
            self.attributes = listed(self, "attributes", v, dict, "object")
        if (v := data.get("user")) is not None:
            self.user = one(self, "user", v, MembershipUser.from_dict)
        return self._matching() if strict else self
