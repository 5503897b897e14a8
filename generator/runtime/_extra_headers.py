# Edit this in generator/runtime/_extra_headers.py; `make generate` copies it into the client.
"""Headers that a caller adds to one call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ._json import is_mapping
from ._redaction import Hidden, is_secret, quoted
from .errors import ArgumentError

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "x-api-key", "x-cal-client-id", "x-cal-secret-key"})
# What says where a request ends, where it goes and how its connection is used.
_OF_THE_CONNECTION = frozenset(
    {"connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer"}
    | {"transfer-encoding", "upgrade"}
)
# Parts of the names of headers whose values are secret, besides those that `is_secret` knows.
_SECRET = ("auth", "cookie", "credential", "jwt", "session", "signature")
_SHORTEST = 6  # characters of a text that is looked for, as in `_redaction`


def checked(headers: object) -> dict[str, str]:
    """A caller's headers, their names in lower case.

    Raises:
        ArgumentError: One of them can't be sent, or would replace what only the client may say. No value is shown.
    """
    if not is_mapping(headers):
        raise ArgumentError(f"extra_headers must be a mapping of names to texts, not {type(headers).__name__}")
    found: dict[str, str] = Hidden()
    for name, value in headers.items():
        if not re.fullmatch(_NAME, name if type(name) is str else ""):
            raise ArgumentError(f"extra_headers: {quoted(name)} can't be the name of a header")
        if what := _wrong_with(name.lower(), value):
            raise ArgumentError(f"extra_headers: {quoted(name)} {what}")
        found[name.lower()] = value
    return found


def _wrong_with(name: str, value: Any) -> str | None:
    """What can't be right about a header, in words that do not show its value; None if nothing is."""
    if name in _CREDENTIALS:
        return "is a credential's; give it to the client, or to a copy with with_options"
    if name in _OF_THE_CONNECTION:
        return "belongs to the connection; leave it out"
    if name == "accept-encoding":
        return "is the client's, which reads no more of an answer than max_answer_bytes allows; leave it out"
    if not isinstance(value, str):
        return f"must be text, not {type(value).__name__}"
    if not value.isascii() or not value.isprintable() or value != value.strip():
        return "can't be sent; values are printable ASCII, without line breaks and blanks at their ends"
    return None


def secrets_among(headers: Mapping[str, str]) -> Iterator[str]:
    """The values of headers that are secret by their names."""
    for name, value in headers.items():
        if len(value) >= _SHORTEST and (is_secret(name) or any(part in name for part in _SECRET)):
            yield value
