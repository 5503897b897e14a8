# Edit this in generator/runtime/_sunset.py; `make generate` copies it into the client.
"""What an upstream says of its own end, in the headers of an answer. Whatever can't be read there says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ._redaction import masked, masked_start

_TOOLKITS = "composio-deprecated-toolkits"
_TOOLKIT = "CAL"
_YES = ("true", "?1")  # of drafts of RFC 9745
_LONGEST = 8_192  # characters of a header that is looked at
_MOST = 200  # characters of a text that is kept of it
# A member of a list of structured fields, as RFC 9651 writes it: a text, with parameters that are bare or have a value.
_TEXT = r'"(?:[ !#-\[\]-~]|\\["\\])*"'
_WORD = r"[A-Za-z*][\w!#$%&'*+.^`|~:/-]*"
_VALUE = rf"{_TEXT}|{_WORD}|@?-?\d{{1,15}}|-?\d+\.\d+|\?[01]|:[\w+/=]*:"
_PARAMETER = rf";[ ]*([a-z*][a-z0-9_.*-]*)(?:=({_VALUE}))?"
_MEMBER = rf"({_TEXT}|{_WORD})((?:{_PARAMETER})*)[ \t]*(?:,[ \t]*|$)"
_LINK = r"<([^<>\s]*)>([^<]*)"
_RELATION = r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))"


class Deprecation(NamedTuple):
    """What an upstream says of the end of what answered. Its texts are cut, printable and without secrets.

    Attributes:
        version: The version that it speaks of, such as `20260721_00` of the gateway's toolkit; None if it names none.
        deprecated: Since when, or from when, it is not to be used any more, with a zone; None if it does not say.
        sunset: When it stops working, with a zone; None if it does not say.
        reason: Why, in the upstream's word.
        link: Address of a page that tells more.
    """

    version: str | None = None
    deprecated: datetime | None = None
    sunset: datetime | None = None
    reason: str | None = None
    link: str | None = None


def deprecation_in(headers: Mapping[str, str]) -> Deprecation | None:
    """What an answer's headers say of its upstream's end; None if they say nothing that can be read.

    Args:
        headers: With lower-case names.
    """
    toolkits = list(_toolkits(_text(headers, _TOOLKITS)))
    deprecation = _text(headers, "deprecation")
    since, sunset = _date(deprecation), _date(_text(headers, "sunset"))
    if not toolkits and since is None and sunset is None and deprecation.lower() not in _YES:
        return None
    # The first that is the calendar's, else the first.
    toolkits.sort(key=lambda toolkit: toolkit[0].upper() != _TOOLKIT)
    found = toolkits[0][1] if toolkits else Deprecation()
    return found._replace(
        deprecated=found.deprecated or since,
        sunset=found.sunset or sunset,
        link=_link(_text(headers, "link")),
    )


def _text(headers: Mapping[str, Any], name: str) -> str:
    value = headers.get(name, "")
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST else ""


def _toolkits(header: str) -> Iterator[tuple[str, Deprecation]]:
    """The toolkits of a list of structured fields. A list that is not written right is none, as its standard says."""
    members: list[re.Match[str]] = []
    end = 0
    while end < len(header):
        member = re.compile(_MEMBER).match(header, end)
        if member is None or (member[0].rstrip().endswith(",") and member.end() == len(header)):
            return
        members.append(member)
        end = member.end()
    for member in members:
        told = {name: value for name, value in re.findall(_PARAMETER, member[2]) if value}
        if "version" not in told:
            continue
        yield (
            _unquoted(member[1]),
            Deprecation(
                version=_shown(told.get("version", "")),
                deprecated=_moment(told.get("deprecated", "")),
                sunset=_moment(told.get("sunset", "")),
                reason=_shown(told.get("reason", "")),
            ),
        )


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _shown(value: str) -> str | None:
    """A text of an upstream as it may be shown, anywhere; None for none."""
    plain = "".join(each for each in _unquoted(value) if each.isprintable())
    return masked_start(plain, (), _MOST) or None


def _moment(value: str) -> datetime | None:
    """A moment in seconds since 1970, as `@1767225600` or the bare number."""
    if re.fullmatch(r"@?-?\d{1,15}", value) is None:
        return None
    try:
        return datetime.fromtimestamp(int(value.removeprefix("@")), UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _date(value: str) -> datetime | None:
    """A date as RFC 9745 writes it, as HTTP does, or by ISO 8601; without a zone it is UTC."""
    if value.startswith("@"):
        return _moment(value.partition(";")[0].rstrip())
    try:
        if value[:1].isdecimal():
            date = datetime.fromisoformat(value)
        elif value:
            from email.utils import parsedate_to_datetime  # slow to import, rarely needed

            date = parsedate_to_datetime(value)
        else:
            return None
        return (date if date.tzinfo is not None else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (IndexError, OverflowError, TypeError, ValueError):
        return None


def _link(header: str) -> str | None:
    """The address that tells more, of links with the relation `sunset` or `deprecation`."""
    for address, parameters in re.findall(_LINK, header):
        for quoted, bare in re.findall(_RELATION, parameters, re.IGNORECASE):
            is_web = address.startswith(("https://", "http://"))
            if is_web and {"sunset", "deprecation"} & set((quoted or bare).lower().split()):
                return _shown(masked(address))
    return None
