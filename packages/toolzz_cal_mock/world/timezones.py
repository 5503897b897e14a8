"""The operation that lists cities with their time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from .base import Arguments, Caller, Row, World, behaves

# The other names are links for compatibility, such as `Brazil/East`, or no places, such as `Etc/GMT+3`.
_AREAS = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)
# Cities that many people look for, though no zone is named after them.
_MORE = {
    "Bengaluru": "Asia/Kolkata",
    "Boston": "America/New_York",
    "Brasilia": "America/Sao_Paulo",
    "Curitiba": "America/Sao_Paulo",
    "Houston": "America/Chicago",
    "Mumbai": "Asia/Kolkata",
    "Porto": "Europe/Lisbon",
    "Rio de Janeiro": "America/Sao_Paulo",
    "San Francisco": "America/Los_Angeles",
}


@behaves("timezones.list")
def list_all(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """One entry per city: those that name a zone, and a few more."""
    return [{"city": city, "timezone": name} for city, name in _cities()]


@cache
def _cities() -> tuple[tuple[str, str], ...]:
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, place = name.partition("/")
        if area in _AREAS and place:
            cities.setdefault(place.rsplit("/", 1)[-1].replace("_", " "), name)
    return tuple(sorted((_MORE | cities).items()))
