# Edit this in generator/runtime/_redaction.py; `make generate` copies it into the client.
"""Masks secrets in whatever may be printed: messages, URLs, headers and bodies."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote, quote_plus

from ._json import is_array, is_mapping, is_object

MASK = "***"

# Compared without case, `-` and `_`. The specification's `x-sensitive` names are all in here; a rule test compares.
_NAMES = frozenset(
    {
        "accesstoken", "apikey", "authorization", "authurl", "calapikey", "calclientid", "clientsecret", "code",
        "cookie", "customauthparams",
        "customconnectiondata", "downloadlink", "downloadlinks", "genericapikey", "googletoken",
        "encryptedkey",
        "key", "password", "proxyauthorization", "refreshtoken", "secret", "setcookie", "signature", "state", "token",
        "val", "xamzcredential", "xamzsignature", "xapikey", "xcalclientid", "xcalsecretkey", "xcalsignature256",
    }
)  # fmt: skip
_PARTS = ("secret", "password", "apikey", "token")
# Names that speak of secrets without holding one.
_HARMLESS = frozenset({"istokenmasked", "tokentype", "nexttoken", "accesstokenexpiresat", "refreshtokenexpiresat"})
# Patterns are texts, compiled when first needed: a program that imports the client may never need them.
# A key of Cal.com is told from names such as `cal_base_url` by having no further word after its own.
_BY_SHAPE = (
    r"(?i)\b(bearer\s+|basic\s+)[\w.~+/=-]{4,}"
    r"|\b((?-i:cal_(?:live_|test_|(?![a-z]+_))|ak_|sk-|sk_))[\w-]{3,}"
)
_IN_TEXT = (
    rf"{_BY_SHAPE}"
    r"|((?:api[-_]?key|token|secret|password)[\"']?\s{0,9}[:=]\s{0,9}[\"']?)[^\s\"',;&}]+"
)
# An address, and a header with its value, as the HTTP libraries' logs write them.
_ADDRESS = r"https?://[^\s'\"<>]+|/[^\s'\"<>?]*\?[^\s'\"<>]+"
_HEADER = r"""\(b'([\w-]+)', (b'(?:[^'\\]|\\.)*'|b"(?:[^"\\]|\\.)*")\)"""
_USERINFO = r"//[^\s?#]*@"
_DEEPEST = 64  # levels that are copied; what is below is masked as a whole
_MOST_BITS = 2_000  # of a number that is shown: Python may be set to refuse more than 640 digits
_MOST_CAUSES = 8
_LONGEST_QUOTE = 60  # characters
_WINDOW = 65_536  # characters of a text that are looked at, of which its start is shown
_WRITTEN_ALIKE = re.compile(r"[A-Za-z0-9_.~-]*")  # what neither JSON nor an address writes otherwise
_SHORTEST = 6  # characters of a text that is looked for; a shorter one would be found in ordinary words


def is_secret(name: str) -> bool:
    """Whether a value under this name is never printed."""
    plain = name.replace("-", "").replace("_", "").lower()
    if plain in _HARMLESS:
        return False
    return plain in _NAMES or any(part in plain for part in _PARTS)


def masked(value: Any, secrets: Sequence[str] = (), inside: tuple[int, ...] = ()) -> Any:
    """A copy of JSON-like data with the values of secret names replaced, and `secrets` wherever they stand.

    What can't be shown is replaced as well: what is nested too deeply or contains itself, and endless numbers.
    `inside` tells which lists and objects the value is inside of.
    """
    if isinstance(value, str):
        return masked_text(masked_url(value) if value.startswith(("http://", "https://")) else value, secrets)
    if is_object(value) or is_array(value):
        if len(inside) > _DEEPEST or id(value) in inside:
            return MASK
        inside = (*inside, id(value))
    if is_object(value):
        # `code` is also the name of an error's number or word, which is worth seeing.
        return {
            key: MASK if _hides(key, inner, value) else masked(inner, secrets, inside) for key, inner in value.items()
        }
    if is_array(value):
        return [masked(inner, secrets, inside) for inner in value]
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of {value.bit_length():,} bits"
    return value


def masked_at(path: str, value: Any) -> Any:
    """A copy of what stands at a path, such as `data.attendees[0].email`."""
    keys = re.split(r"[.\[\]]+", path)
    # What should have been an address, and is none, can't be masked in part.
    return MASK if "url" in keys or any(map(is_secret, keys)) else masked(value)


def secrets_in(value: Any) -> Iterator[str]:
    """Every text under a secret name, where it is long enough to be looked for."""
    left = [(value, False)]  # not by recursion: it may be nested deeper than calls may be
    while left:
        value, named = left.pop()
        if is_object(value):
            left += [(inner, named or is_secret(key)) for key, inner in value.items()]
        elif is_array(value):
            left += [(inner, named) for inner in value]
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
    return re.sub(_IN_TEXT, lambda found: f"{found[1] or found[2] or found[3] or ''}{MASK}", text)


def masked_keys(text: str) -> str:
    """Text of our own with keys that it may quote replaced. What is said of a `token:` or `secret=` stays."""
    return re.sub(_BY_SHAPE, lambda found: f"{found[1] or found[2]}{MASK}", text)


def quoted(value: object) -> str:
    """A wrong value for a message: its start where it is plain, else its type, as it may be endless or hold itself."""
    if not isinstance(value, str | int | float | None):
        return f"a value of type {type(value).__name__}"
    shown = masked(value)
    if isinstance(shown, str) and not isinstance(value, str):
        return shown
    if isinstance(shown, str) and len(shown) > _LONGEST_QUOTE:
        shown = f"{shown[:_LONGEST_QUOTE]}…"
    return repr(shown)


def printable(text: str) -> str:
    """Text that any UTF-8 stream takes: JSON may hold halves of characters, which then are written as escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def masked_error(problem: BaseException, secrets: Sequence[str]) -> BaseException:
    """A copy of what others raised, and of what lies behind it: the same classes, masked texts, and no frames."""
    copy = last = _masked_copy(problem, secrets)
    for _ in range(_MOST_CAUSES):
        behind = problem.__cause__ or problem.__context__
        if behind is None:
            break
        last.__cause__ = _masked_copy(behind, secrets)
        problem, last = behind, last.__cause__
    return copy


def _masked_copy(problem: BaseException, secrets: Sequence[str]) -> BaseException:
    kind = type(problem)
    text = masked_text(str(problem), secrets)
    try:
        copy = kind.__new__(kind, text)  # its own `__init__` may want more than a text
        str(copy)
    except Exception:  # noqa: BLE001 - whatever its class does
        copy = Exception(f"{kind.__name__}: {text}")
    for note in getattr(problem, "__notes__", ()):
        copy.add_note(masked_text(str(note), secrets))
    return copy


def masked_start(text: str, secrets: Sequence[str], longest: int) -> str:
    """The start of a text, masked before it is cut, so that no part of a secret is left at its end."""
    shown = masked_text(text[:_WINDOW], secrets)
    if len(text) > _WINDOW:
        shown = shown[: len(shown) - max(map(len, secrets), default=0)]
    return shown[:longest]


def spellings(secrets: Iterable[str]) -> list[str]:
    """Secrets as they are and as JSON and addresses write them, the longest first."""
    found: set[str] = set()
    for secret in secrets:
        found.add(secret)
        if re.fullmatch(_WRITTEN_ALIKE, secret):
            continue
        in_json = (json.dumps(secret, ensure_ascii=each)[1:-1] for each in (True, False))
        found |= {*in_json, quote_plus(secret), quote(secret, safe="")}
    return sorted(found, key=len, reverse=True)


class Hidden(dict[str, Any]):
    """A dict whose repr shows no secret, for what error reports show of a function's variables."""

    def __repr__(self) -> str:
        return repr(masked(dict(self)))

    def __sentry_repr__(self) -> str:
        """What Sentry shows of it, which would else walk through it by itself."""
        return repr(self)


def hidden(given: Any) -> Any:
    """A caller's arguments, so that their repr shows no secret; what is no mapping stays as it is."""
    if given is None or not is_mapping(given):  # mostly the former, which is told quickly
        return given
    return Hidden(given)


def masked_url(url: str) -> str:
    """A URL without user info and without the values of secret query parameters."""
    address, mark, query = re.sub(_USERINFO, f"//{MASK}@", url).partition("?")
    pairs = (pair.partition("=") for pair in query.split("&")) if mark else ()
    kept = "&".join(f"{name}{sign}{MASK if is_secret(name) else value}" for name, sign, value in pairs)
    return f"{address}{mark}{kept}"


def keep_out_of_logs() -> None:
    """Masks secrets in what HTTP libraries log: httpx the address of a request, httpcore the headers of an answer."""
    for name in ("httpx", "httpx2", "httpcore.http11", "httpcore.http2", "httpcore2.http11", "httpcore2.http2"):
        log = logging.getLogger(name)
        if _mask not in log.filters:
            log.addFilter(_mask)


def _mask(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str) and not record.args:
        text = re.sub(_HEADER, _masked_header, record.msg)
        record.msg = re.sub(_ADDRESS, lambda found: masked_url(found[0]), text)
    if isinstance(record.args, tuple):
        record.args = tuple(masked_url(str(each)) if type(each).__name__ == "URL" else each for each in record.args)
    return True


def _masked_header(found: re.Match[str]) -> str:
    return f"(b'{found[1]}', {MASK})" if is_secret(found[1]) else found[0]
