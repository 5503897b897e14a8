"""What day and time it is, for a model that can't know."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NoZone(ValueError):
    """There is no such time zone; the message says how they are written."""


def checked_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `NoZone` for another text."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoZone(f"{name[:60]!r} is no time zone; write it like America/Sao_Paulo") from None


def told(zone: str | None, now: datetime | None = None) -> str:
    """A sentence with day, date, time and zone.

    Args:
        zone: IANA name of the zone; None for that of this machine.
        now: The moment, with its offset; by default the present.
    """
    moment = now if now is not None else datetime.now().astimezone()
    if zone is not None:
        moment = moment.astimezone(checked_zone(zone))
    offset = moment.strftime("%z")
    place = f"{zone}, UTC{offset[:3]}:{offset[3:5]}" if zone is not None else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"When this connection began it was {_DAYS[moment.weekday()]}, {moment:%Y-%m-%d}, {moment:%H:%M} ({place})."
