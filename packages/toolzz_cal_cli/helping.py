"""Help that is read from the top: commands in groups and in the order in which they are needed, each in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from .screen import has_colour

# The resources by what they are for, each in one line of 80 columns. Other commands of the root are tools.
GROUPS: dict[str, dict[str, str]] = {
    "Scheduling": {
        "bookings": "Meetings, from request to cancellation.",
        "slots": "Free times, and holding one for a while.",
        "event-types": "What can be booked.",
        "schedules": "Your working hours.",
        "calendars": "Connected calendars, busy times and ICS feeds.",
        "selected-calendars": "Calendars that are looked at for conflicts.",
        "destination-calendars": "The calendar that new bookings are written to.",
        "google-calendar": "Connecting Google Calendar.",
        "conferencing": "Video apps in which meetings take place.",
        "timezones": "Time zones that Cal.com knows.",
    },
    "Teams and organizations": {
        "teams": "Teams, their event types and memberships.",
        "organizations": "Organizations with their teams, users and settings.",
    },
    "Webhooks": {"webhooks": "Where Cal.com reports what happens."},
    "Account and platform": {
        "me": "The profile behind the credential.",
        "calcom-integrations": "Cal.com functions of ToolzzAI's agents.",
        "functions": "Google Calendar functions of ToolzzAI's agents.",
        "oauth-clients": "Platform clients, their users and webhooks.",
        "provider": "Checks of a platform client and of access tokens.",
        "stripe": "Payments through Stripe.",
    },
}
SAID = {name: text for group in GROUPS.values() for name, text in group.items()}
TOOLS = "Tools"
_FIRST = ("list", "get", "create", "update")
_LAST = ("cancel", "decline", "delete", "delete-all", "disconnect", "remove", "unassign")

Record = tuple[str, str]


def in_order(names: Iterable[str]) -> list[str]:
    """Commands in the order in which people need them: first what is there, last what takes it away."""
    return sorted(names, key=lambda name: (_rank(name), name))


def _rank(name: str) -> int:
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + 1 + _LAST.index(name) if name in _LAST else len(_FIRST)


def grouped(records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """The commands of the root, by group."""
    told = dict(records)
    groups = [(title, [each for each in group.items() if each[0] in told]) for title, group in GROUPS.items()]
    return [*groups, (TOOLS, [record for record in records if record[0] not in SAID])]


def write_sections(formatter: click.HelpFormatter, sections: Iterable[tuple[str, Sequence[Record]]]) -> None:
    """Writes lists below each other, with their texts in one column."""
    shown = [(title, records) for title, records in sections if records]
    widest = max((len(name) for _, records in shown for name, _ in records), default=0)
    for title, records in shown:
        with formatter.section(title):
            formatter.write_dl([(name.ljust(widest), text) for name, text in records])


class Formatter(click.HelpFormatter):
    """Help with headings that stand out where there are colours."""

    def write_heading(self, heading: str) -> None:
        """Writes a heading, bold on a terminal."""
        plain = f"{'':>{self.current_indent}}{heading}:"
        self.write(f"{click.style(plain, bold=True) if has_colour(sys.stdout) else plain}\n")


class Context(click.Context):
    """The context of a command whose help is written so."""

    formatter_class = Formatter
