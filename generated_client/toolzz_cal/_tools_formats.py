# Edit this in generator/runtime/_tools_formats.py; `make generate` copies it into the client.
"""The formats that arguments have, each with its name in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SPELT = re.compile(
    r"(\d{4}-\d\d-\d\d)[ tT](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)"
    r"\s*([Zz]|[+-]\d\d(?::?\d\d)?)?(?![\d:]|\s*[AaPp]\.?[Mm]).*",
    re.ASCII | re.DOTALL,
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[^@\s<>()\[\],;:\\\"]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def _is_moment(text: str) -> bool:
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def cure_of_moment(text: str, zone: str | None) -> str | None:
    """What to send in place of a time in another spelling, or without a zone; None where the text is no time.

    Args:
        text: What came.
        zone: The IANA zone of the caller, if it is known. The time is never taken to be in it.
    """
    moment = _as_spelt(text)
    if moment is None:
        return None
    shown = moment.isoformat()
    if moment.tzinfo is not None:
        return f"must be written as {shown.replace('+00:00', 'Z')}, without anything behind it"
    words = f"names no zone, and none is guessed: end {shown} with Z for UTC or with an offset"
    there = _in_zone(moment, zone) if zone is not None else None
    if there is None:
        return f"{words}, such as {shown}-03:00"
    if not there:
        return f"{words}; in {zone} clocks skip that time"
    return f"{words}; if it is the time in {zone}, send {' or '.join(there)}"


def example(zone: str | None) -> str:
    """A moment as it is to be sent, in words: in a zone too, if it is known."""
    there = _in_zone(datetime(2027, 3, 9, 14), zone) if zone is not None else None  # noqa: DTZ001 - of any zone
    return f"2027-03-09T14:00:00Z, or {there[0]} for 14:00 in {zone}" if there else "2027-03-09T14:00:00Z"


def _as_spelt(text: str) -> datetime | None:
    """A time in any spelling that has one meaning, with its offset if it names one; words behind it are no zone."""
    if _DATE.fullmatch(text):
        return None
    found = _SPELT.fullmatch(text)
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').upper()}" if found is not None else text)
    except ValueError:
        return None


def _in_zone(moment: datetime, zone: str) -> list[str] | None:
    """A time as a zone has it: twice where clocks are put back, never where they skip it; None for an unknown zone."""
    found: list[str] = []
    try:
        for fold in (0, 1):
            there = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
            same = there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) == moment
            if same and there.isoformat() not in found:
                found.append(there.isoformat())
    except (LookupError, OSError, ValueError, OverflowError):  # the first for zones that nobody knows
        return None
    return found


def _is_day(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


FORMATS: dict[str, tuple[Callable[[str], Any], str]] = {
    "date-time": (_is_moment, "a moment with its zone"),
    "date": (_is_day, "a day, such as 2027-03-09"),
    "email": (_EMAIL.fullmatch, "an email address"),
    "uri": (_URI.fullmatch, "an address with its scheme, such as https://example.com"),
    "uuid": (_UUID.fullmatch, "a UUID"),
}
