"""Time zones by their IANA name."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def zone(name: object) -> ZoneInfo | None:
    """A zone, or None when there is none of that name."""
    if not isinstance(name, str) or not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; no relative path; the name of a folder
        return None
