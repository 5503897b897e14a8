"""The time zone of whoever reads the output."""

from __future__ import annotations

import os
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from .failures import Refusal


def zone(name: str | None) -> tzinfo:
    """The zone of a name; without one the reader's own: that of the variable TZ, else the machine's, else UTC.

    Raises:
        Refusal: There is no such zone.
    """
    if name is None:
        own = os.environ.get("TZ", "").removeprefix(":")
        return (_known(own) if own else _of_machine()) or UTC
    found = _known(name)
    if found is None:
        raise Refusal(f"{name[:60]!r} is no IANA time zone; write it like America/Sao_Paulo")
    return found


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def _of_machine() -> ZoneInfo | None:
    from tzlocal import get_localzone_name

    try:
        return _known(get_localzone_name() or "")
    except (LookupError, ValueError, OSError):  # what it finds contradicts itself, or can't be read
        return None
