"""`toolzz-cal slots show`: the free slots of a week, drawn as a calendar."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

import click
from toolzz_cal._json import is_array, is_object

from . import connecting
from .checks import check
from .failures import Refusal
from .screen import console
from .text import writes_unicode
from .tree import operations
from .zones import zone as reader_zone

if TYPE_CHECKING:
    from rich.table import Table

MOST_DAYS = 14
_ACROSS = 7  # days that stand beside each other at most
_CLOCK, _DAY = 7, 9  # columns that the times at the left take, and each day


def command() -> click.Command:
    """The command."""

    @click.command(name="show", short_help="Draw the free slots of a week.")
    @click.option("--event-type-id", type=click.IntRange(min=1), required=True, help="What is to be booked.")
    @click.option("--from", "first", metavar="DAY", help="First day, such as 2027-03-09; today when absent.")
    @click.option("--days", type=click.IntRange(1, MOST_DAYS), default=7, show_default=True, help="How many days.")
    @click.pass_context
    def show(
        context: click.Context, /, event_type_id: int, first: str | None, days: int, colour: bool | None, **more: Any
    ) -> None:
        """Draw the free slots of a week as a calendar: a column for each day, a row for each time."""
        zone = reader_zone(more["zone"])
        start = _day(first) if first else datetime.now(zone).date()
        shown = _days(start, days)
        described = operations()["slots.available"]
        arguments = {
            "eventTypeId": event_type_id,
            "startTime": _moment(shown[0], zone),
            "endTime": _moment(shown[-1] + timedelta(days=1), zone),
            "timeZone": str(zone),
        }
        sent = check(described, arguments, {})[0]
        with connecting.connection(context).open() as session:
            free = _free(session.run(described, sent), zone)
        draw(free, shown, str(zone), colour)

    show.params += [*connecting.look_options(), *connecting.connection_options()]
    return show


def draw(free: set[datetime], days: list[date], time_zone: str, colour: bool | None = None) -> None:
    """Draws slots.

    Args:
        free: Starts of free slots, in the zone of the days.
        days: The days to draw, in order.
        time_zone: Name of that zone.
        colour: Whether to use colours; None where the terminal decides.
    """
    count = 0
    screen = console(colour)
    across = min(_ACROSS, max((screen.width - _CLOCK) // _DAY, 1))
    for index in range(0, len(days), across):
        week = days[index : index + across]
        slots = {moment for moment in free if moment.date() in week}
        screen.print(_grid(slots, week))
        count += len(slots)
    noun = "slot" if count == 1 else "slots"
    print(f"{count} free {noun}, times in {time_zone}")


def _grid(free: set[datetime], week: list[date]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    unicode = writes_unicode(sys.stdout)
    grid = Table(box=box.SIMPLE_HEAD if unicode else box.ASCII2, pad_edge=False)
    grid.add_column("")
    for day in week:
        grid.add_column(Text(f"{day:%a}\n{day:%d.%m.}"), justify="center", no_wrap=True)
    nothing = "·" if unicode else "."
    days_of: dict[str, set[date]] = {}
    for moment in free:
        days_of.setdefault(f"{moment:%H:%M}", set()).add(moment.date())
    for clock in sorted(days_of):
        cells: list[Text] = []
        for day in week:
            if day in days_of[clock]:
                cells.append(Text(clock, "green"))
            else:
                cells.append(Text(nothing, "dim"))
        grid.add_row(clock, *cells)
    if not free:
        grid.add_row("", *("-" for _ in week))
    return grid


def _free(data: Any, zone: tzinfo) -> set[datetime]:
    """The starts of an answer; what can't be read is no slot."""
    starts: set[datetime] = set()
    slots = data.get("slots") if is_object(data) else None
    if not is_object(slots):
        return starts
    for entries in slots.values():
        if not is_array(entries):
            continue
        for entry in entries:
            moment = _read(_start(entry))
            if moment is not None:
                starts.add(moment.astimezone(zone))
    return starts


def _start(slot: object) -> object:
    """When a slot begins, in any of the shapes that Cal.com answers."""
    if not is_object(slot):
        return slot
    return next((slot[key] for key in ("start", "time", "startTime") if key in slot), None)


def _read(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"{text[:60]!r} is no day; write it like 2027-03-09") from None


def _days(start: date, count: int) -> list[date]:
    if not 1970 <= start.year < 9999:
        raise Refusal(f"{start} lies too far away")
    return [start + timedelta(days=index) for index in range(count)]


def _moment(day: date, zone: tzinfo) -> str:
    """Midnight of a day as UTC."""
    return f"{datetime.combine(day, time(), zone).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
