# Edit this in generator/runtime/_redaction.py; `make generate` copies it into the client.
"""Masks secrets in whatever may be printed: messages, URLs, headers and bodies."""

from __future__ import annotations

import re
from typing import Any

from ._json import is_array, is_object

MASK = "***"

# Compared without case, `-` and `_`. The specification's `x-sensitive` names are all in here; a rule test compares.
_NAMES = frozenset(
    {
        "accesstoken", "apikey", "authorization", "authurl", "calapikey", "clientsecret", "code", "cookie",
        "genericapikey", "googletoken", "key", "password", "proxyauthorization", "refreshtoken", "secret", "setcookie",
        "signature", "state", "token", "val", "xapikey", "xcalclientid", "xcalsecretkey", "xcalsignature256",
    }
)  # fmt: skip
_PARTS = ("secret", "password", "apikey", "token")
# Keys beginning with one of these words are themselves answers about secrets, not secrets.
_HARMLESS = frozenset({"istokenmasked", "tokentype", "nexttoken", "accesstokenexpiresat", "refreshtokenexpiresat"})
_IN_TEXT = re.compile(
    r"(?i)\b(bearer\s+|basic\s+)[\w.~+/=-]{4,}"
    r"|\b((?-i:cal_|ak_|sk-|sk_))[\w-]{3,}"
    r"|(\b[\w-]*(?:api[-_]?key|token|secret|password)[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&}]+"
)
_USERINFO = re.compile(r"//[^/@\s]*@")


def is_secret(name: str) -> bool:
    """Whether a value under this name is never printed."""
    plain = name.replace("-", "").replace("_", "").lower()
    if plain in _HARMLESS:
        return False
    return plain in _NAMES or any(part in plain for part in _PARTS)


def masked(value: Any) -> Any:
    """A copy of JSON-like data with the values of secret names replaced."""
    if is_object(value):
        # `code` is also the name of an error's number or word, which is worth seeing.
        return {key: MASK if _hides(key, inner, value) else masked(inner) for key, inner in value.items()}
    if is_array(value):
        return [masked(inner) for inner in value]
    return masked_text(value) if isinstance(value, str) else value


def _hides(key: str, value: object, owner: dict[Any, Any]) -> bool:
    if value is None or isinstance(value, bool) or not is_secret(key):
        return False
    return not (key == "code" and "message" in owner)


def masked_text(text: str) -> str:
    """Text with everything that looks like a credential replaced."""
    return _IN_TEXT.sub(lambda found: f"{found[1] or found[2] or found[3] or ''}{MASK}", text)


def masked_url(url: str) -> str:
    """A URL without user info and without the values of secret query parameters."""
    address, mark, query = _USERINFO.sub(f"//{MASK}@", url).partition("?")
    pairs = (pair.partition("=") for pair in query.split("&")) if mark else ()
    kept = "&".join(f"{name}{sign}{MASK if is_secret(name) else value}" for name, sign, value in pairs)
    return f"{address}{mark}{kept}"
