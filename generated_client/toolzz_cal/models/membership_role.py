# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The values of MembershipRole."""

from typing import Literal, TypeAlias

MembershipRole: TypeAlias = Literal["MEMBER", "OWNER", "ADMIN"]
"""What a member may do, from taking part to owning."""
