# Edit this in generator/runtime/_storage.py; `make generate` copies it into the client.
"""Addresses of what keeps counts and journals, and what their drivers say: never with a password."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from ._redaction import MASK, is_secret, masked_text

_PLACE = re.compile(r"([\w.-]*|\[[\da-fA-F:.]+\])(:\d+)?(/[^\s:]*)?")


def shown(address: object) -> str:
    """An address without user, password and options."""
    scheme, mark, rest = str(address).partition("://")
    # Whatever stands before an @ may be a password, however it is written, and so may what is no port.
    _, at, place = rest.rpartition("@")
    place = place.partition("?")[0].partition("#")[0]
    return f"{scheme}://{MASK if at else ''}{at}{place}" if mark and _PLACE.fullmatch(place) else MASK


def parts_of(address: object) -> SplitResult | None:
    """The parts of an address; None for what is none, such as one with a password that is not percent-encoded."""
    try:
        parts = urlsplit(str(address))
        fine = (parts.port is None or parts.port > 0) and "@" not in parts.path + parts.query + parts.fragment
    except ValueError:
        return None
    return parts if fine and not parts.fragment else None


def reason(problem: BaseException, address: str) -> str:
    """What a driver says, without the address's passwords."""
    parts = urlsplit(address)
    written = [parts.password or "", *(value for name, value in parse_qsl(parts.query) if is_secret(name))]
    secrets = {spelling for each in written for spelling in (each, unquote(each)) if spelling}
    text = " ".join(f"{type(problem).__name__}: {problem}".split())
    return masked_text(text, sorted(secrets, key=len, reverse=True))
