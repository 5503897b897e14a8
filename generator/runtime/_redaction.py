# Edit this in generator/runtime/_redaction.py; `make generate` copies it into the client.
"""Masks secrets in whatever may be printed: messages, URLs, headers and bodies."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ._json import is_array, is_object

MASK = "***"

# Compared without case, `-` and `_`. The specification's `x-sensitive` names are all in here; a rule test compares.
_NAMES = frozenset(
    {
        "accesstoken", "apikey", "authorization", "authurl", "calapikey", "clientsecret", "code", "cookie",
        "customauthparams", "customconnectiondata", "downloadlink", "downloadlinks", "genericapikey", "googletoken",
        "key", "password", "proxyauthorization", "refreshtoken", "secret", "setcookie", "signature", "state", "token",
        "val", "xamzcredential", "xamzsignature", "xapikey", "xcalclientid", "xcalsecretkey", "xcalsignature256",
    }
)  # fmt: skip
_PARTS = ("secret", "password", "apikey", "token")
# Names that speak of secrets without holding one.
_HARMLESS = frozenset({"istokenmasked", "tokentype", "nexttoken", "accesstokenexpiresat", "refreshtokenexpiresat"})
# A key of Cal.com is told from names such as `cal_base_url` by having no further word after its own.
_IN_TEXT = re.compile(
    r"(?i)\b(bearer\s+|basic\s+)[\w.~+/=-]{4,}"
    r"|\b((?-i:cal_(?:live_|test_|(?![a-z]+_))|ak_|sk-|sk_))[\w-]{3,}"
    r"|((?:api[-_]?key|token|secret|password)[\"']?\s{0,9}[:=]\s{0,9}[\"']?)[^\s\"',;&}]+"
)
_IN_ADDRESS = re.compile(r"([?&](?:code|state)=)[^&\s'\"]+")
_USERINFO = re.compile(r"//[^\s?#]*@")
_DEEPEST = 64  # levels that are copied; what is below is masked as a whole
_SHORTEST = 6  # characters of a text that is looked for; a shorter one would be found in ordinary words


def is_secret(name: str) -> bool:
    """Whether a value under this name is never printed."""
    plain = name.replace("-", "").replace("_", "").lower()
    if plain in _HARMLESS:
        return False
    return plain in _NAMES or any(part in plain for part in _PARTS)


def masked(value: Any, secrets: Sequence[str] = (), depth: int = 0) -> Any:
    """A copy of JSON-like data with the values of secret names replaced, and `secrets` wherever they stand."""
    if isinstance(value, str):
        return masked_text(masked_url(value) if value.startswith(("http://", "https://")) else value, secrets)
    if depth > _DEEPEST and (is_object(value) or is_array(value)):
        return MASK
    if is_object(value):
        # `code` is also the name of an error's number or word, which is worth seeing.
        return {
            key: MASK if _hides(key, inner, value) else masked(inner, secrets, depth + 1)
            for key, inner in value.items()
        }
    if is_array(value):
        return [masked(inner, secrets, depth + 1) for inner in value]
    return value


def masked_at(path: str, value: Any) -> Any:
    """A copy of what stands at a path, such as `data.attendees[0].email`."""
    keys = re.split(r"[.\[\]]+", path)
    # What should have been an address, and is none, can't be masked in part.
    return MASK if "url" in keys or any(map(is_secret, keys)) else masked(value)


def secrets_in(value: Any, named: bool = False) -> Iterator[str]:
    """Every text under a secret name, where it is long enough to be looked for."""
    if is_object(value):
        for key, inner in value.items():
            yield from secrets_in(inner, named or is_secret(key))
    elif is_array(value):
        for inner in value:
            yield from secrets_in(inner, named)
    elif named and isinstance(value, str) and len(value) >= _SHORTEST:
        yield value


def _hides(key: str, value: object, owner: dict[Any, Any]) -> bool:
    if value is None or isinstance(value, bool) or not is_secret(key):
        return False
    return not (key == "code" and "message" in owner)


def masked_text(text: str, secrets: Sequence[str] = ()) -> str:
    """Text with everything that looks like a credential replaced, and `secrets` themselves."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return _IN_TEXT.sub(lambda found: f"{found[1] or found[2] or found[3] or ''}{MASK}", text)


def masked_url(url: str) -> str:
    """A URL without user info and without the values of secret query parameters."""
    address, mark, query = _USERINFO.sub(f"//{MASK}@", url).partition("?")
    pairs = (pair.partition("=") for pair in query.split("&")) if mark else ()
    kept = "&".join(f"{name}{sign}{MASK if is_secret(name) else value}" for name, sign, value in pairs)
    return f"{address}{mark}{kept}"


def keep_out_of_logs() -> None:
    """Masks what the HTTP libraries log of addresses, which may hold the code and the state of an authorization.

    httpx logs the address of a request, httpcore the headers of an answer, and with them where a redirect leads.
    """
    for name in ("httpx", "httpx2", "httpcore.http11", "httpcore.http2", "httpcore2.http11", "httpcore2.http2"):
        log = logging.getLogger(name)
        if _mask_addresses not in log.filters:
            log.addFilter(_mask_addresses)


def _mask_addresses(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str):
        record.msg = _IN_ADDRESS.sub(rf"\1{MASK}", record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(masked_url(str(each)) if type(each).__name__ == "URL" else each for each in record.args)
    return True
