"""Consent at another service: the `state` that travels along, and what a callback makes of it.

A real service shows a page and sends the browser back with a code. Nobody serves that page here: whoever develops
against the mock takes `state` out of the address and calls the callback with any code.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..problems import Unauthorized
from .base import Whole, World, stamp
from .lookups import USERS

HOME = "https://app.example.com"
ERROR_PAGE = f"{HOME}/error"
# What may stand in a Location header: an absolute address or a path, without anything that could end the header.
_ADDRESS = re.compile(r"https?://(?![/?#])[!-\[\]-~]+|/(?!/)[!-\[\]-~]*")


def state_for(world: World, user_id: int, **more: Any) -> str:
    """The state of a consent page, as JSON text: it names the user by an access token, as Cal.com's does."""
    return json.dumps({"accessToken": _token(world, user_id), **more}, separators=(",", ":"))


def consent_url(service: str, state: str, scope: str) -> str:
    """The address of a service's consent page."""
    query = {"client_id": "example", "redirect_uri": f"{HOME}/callback", "response_type": "code", "scope": scope}
    return f"https://accounts.example.com/{service}/authorize?{urlencode({**query, 'state': state})}"


def read_state(text: Any) -> dict[str, Any]:
    """The values in a state: JSON, or a query string as servers of early 2025 wrote it. Empty when it is neither."""
    try:
        values = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        values = dict(parse_qsl(text)) if isinstance(text, str) else {}
    return values if isinstance(values, dict) else {}


def owner_of(world: World, state: dict[str, Any]) -> int | None:
    """The user a state names. Unless authentication is strict, an unknown token stands for the default user."""
    token = state.get("accessToken")
    if not isinstance(token, str) or not token:
        return None
    if (made := world.table("consent_tokens").get(token)) is not None:
        return int(made["userId"])
    if (user := USERS.one(world, ("key", token)) or USERS.one(world, ("access", token))) is not None:
        return int(user["id"])
    return None if world.indexes.get("strict_auth") else world.indexes.get("default_user")


def needed_owner(world: World, state: dict[str, Any]) -> int:
    """The user a state names; a token that nobody has is refused."""
    user_id = owner_of(world, state)
    if user_id is None:
        raise Unauthorized("Invalid Access token.")
    return user_id


def spend(world: World, service: str, code: Any) -> bool:
    """Uses up a code; false when it was used before or is none."""
    key = f"{service}:{code}"
    if not isinstance(code, str) or code in ("", "undefined") or key in world.table("oauth_codes"):
        return False
    world.put("oauth_codes", key, {"usedAt": stamp(world.now())})
    return True


def redirect(*addresses: Any) -> Whole:
    """The reply of a callback: the browser goes to the first address that is usable."""
    usable = (each for each in addresses if isinstance(each, str) and _ADDRESS.fullmatch(each))
    return Whole({"url": next(usable, HOME)})


def _token(world: World, user_id: int) -> str:
    user = world.find("users", user_id, "User")
    token = user.get("_key") or (user.get("_tokens") or {}).get("accessToken")
    if not token:  # a user of whom no credential is known; the default user of a bare world, for example
        token = world.dice.text("example_", 20)
        world.put("consent_tokens", token, {"userId": user_id})
    return str(token)
