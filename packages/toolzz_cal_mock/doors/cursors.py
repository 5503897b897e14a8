"""The list of bookings as the hosted service has it in 2026: page by page, each with a cursor for the next."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from ..messages import Request
from ..problems import BadRequest
from ..world.base import Caller, Whole, World
from ..world.needs import refused, whole
from .base import behave
from .forms import Form

VERSION = "2026-05-01"
OPERATION = "bookings.list"
_USUAL, _MOST = 50, 100
_FORWARD = ("upcoming", "recurring", "unconfirmed")


class ByCursor(Form):
    """`GET /v2/bookings` of that version: `cursor` and `limit` in place of `skip` and `take`, and one status."""

    __slots__ = ()

    def serves(self, version: str, latest: str) -> bool:
        """Whether a request that asks for a version gets to it."""
        return self.is_there and version == VERSION

    def run(self, world: World, caller: Caller, request: Request, path_arguments: Mapping[str, str]) -> Any:
        """A page of bookings, and whether there are more."""
        arguments = self._checked(request, path_arguments)
        status = arguments.get("status") or []
        if len(status) > 1:
            words = "status must be one of the following values: upcoming, recurring, past, cancelled, unconfirmed"
            raise refused("status", "isEnum", words)
        take = whole(arguments.pop("limit", _USUAL), "limit", 1)
        if take > _MOST:
            raise refused("limit", "max", f"limit must not be greater than {_MOST}")
        skip = _offset(arguments.pop("cursor", None))
        if not any(name.startswith("sort") for name in arguments):
            arguments["sortStart"] = "asc" if set(status) & set(_FORWARD) else "desc"
        page = behave(world, caller, self.operation, {**arguments, "take": take, "skip": skip})
        reply: dict[str, Any] = page.reply
        has_more = skip + take < reply["pagination"]["totalItems"]
        cursor = _cursor(skip + take) if has_more else None
        return Whole({**reply, "pagination": {"nextCursor": cursor, "hasMore": has_more}})


def _cursor(skip: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({"v": 1, "skip": skip}).encode()).decode().rstrip("=")


def _offset(cursor: Any) -> int:
    if cursor is None:
        return 0
    try:
        text = str(cursor)
        held = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        return whole(held["skip"], "cursor", 0)
    except (ValueError, TypeError, KeyError):
        raise BadRequest("Invalid cursor") from None
