# Edit this in generator/runtime/_tools_formats.py; `make generate` copies it into the client.
"""The formats that arguments have, each with its name in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[^@\s<>()\[\],;:\\\"]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def _is_moment(text: str) -> bool:
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def cure_of_naive(text: str, zone: str | None) -> str | None:
    """What to send in place of a time that names no zone; None where the text is no such time.

    Args:
        text: What came.
        zone: The IANA zone of the caller, if it is known. The time is never taken to be in it.
    """
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if moment.tzinfo is not None or _DATE.fullmatch(text):
        return None
    shown = moment.isoformat()
    words = f"names no zone, and none is guessed: end {shown} with Z for UTC or with an offset"
    there = _in_zone(moment, zone) if zone is not None else None
    if there is None:
        return f"{words}, such as {shown}-03:00"
    return f"{words}; if it is the time in {zone}, send {there}"


def _in_zone(moment: datetime, zone: str) -> str | None:
    """A time with the offset that a zone has then; None where the machine does not know the zone."""
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (LookupError, OSError, ValueError, OverflowError):  # the first for zones that nobody knows
        return None


def _is_day(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


FORMATS: dict[str, tuple[Callable[[str], Any], str]] = {
    "date-time": (_is_moment, "a moment with its zone, such as 2027-03-09T14:00:00Z"),
    "date": (_is_day, "a day, such as 2027-03-09"),
    "email": (_EMAIL.fullmatch, "an email address"),
    "uri": (_URI.fullmatch, "an address with its scheme, such as https://example.com"),
    "uuid": (_UUID.fullmatch, "a UUID"),
}
