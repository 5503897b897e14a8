"""Tables of lists: the fields that say most, at any width, in the reader's zone."""

from __future__ import annotations

import re
import sys

import pytest
from rich.cells import cell_len
from toolzz_cal_cli.cells import Clock, cell
from toolzz_cal_cli.fields import Kind, fields_of
from toolzz_cal_cli.output import View
from toolzz_cal_cli.tree import operations
from toolzz_cal_cli.zones import zone

from tests.support.command_line import Terminal

UID = "2NtaeaVcKfpmSZ4CthFdfk"  # as long as Cal.com's
LONG = "A very long title of a meeting that says much more than anybody needs to know about it"
BOOKINGS = [
    {
        "id": number, "uid": UID, "title": LONG, "description": "", "rating": None, "status": status,
        "start": f"2027-03-09T{hour}:00:00.000Z", "end": f"2027-03-09T{hour}:30:00.000Z", "duration": 30,
        "attendees": [{"name": "Ana Prado", "email": "a@example.com"}, {"name": "Leo Souza"}],
        "metadata": {}, "guests": [], "absentHost": False,
    }
    for number, status, hour in ((1, "accepted", 14), (2, "cancelled", 23))
]  # fmt: skip
SEEN = {
    "bookings.list": ("start", "uid", "title", "attendees", "status"),
    "webhooks.list": ("id", "subscriber", "triggers", "active"),
    "event_types.list": ("id", "title", "length", "slug"),
    "schedules.list": ("id", "name", "default", "time"),
    "teams.list": ("id", "name", "slug"),
    "teams.memberships.list": ("id", "user", "role", "accepted"),
}
# `calendars.list` answers one object.
LISTS = [name for name, each in operations().items() if each.function == "list" and name != "calendars.list"]


def drawn(capsys, monkeypatch, width, data=BOOKINGS, name="bookings.list", zone="America/Sao_Paulo", **look):
    """The lines of a table."""
    monkeypatch.setenv("COLUMNS", str(width))
    View("table", time_zone=zone, **look).show(data, fields_of(operations()[name]))
    return capsys.readouterr().out.splitlines()


def test_a_list_of_bookings(capsys, monkeypatch):
    """80 columns: when, in the reader's zone, which is named once; the whole uid; who; how it stands; a cut title."""
    lines = drawn(capsys, monkeypatch, 80)
    assert lines == [
        "start             uid                     title          attendees     status",
        "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 80,
        f"Tue  9 Mar 11:00  {UID}  A very long\u2026   Ana Prado,\u2026   accepted",
        f"Tue  9 Mar 20:00  {UID}  A very long\u2026   Ana Prado,\u2026   cancelled",
        "Times in America/Sao_Paulo, 2027",
    ]
    assert "Leo Souza" in drawn(capsys, monkeypatch, 120)[2]


@pytest.mark.parametrize("name", SEEN)
def test_what_comes_first(name, run, mock):
    """The rule finds for each kind of list what people look for."""
    identifiers = {"teams.memberships.list": ("8841",)}.get(name, ())
    ended = run(*name.replace("_", "-").split("."), *identifiers, "--table")
    heading = ended.out.partition("\N{BOX DRAWINGS LIGHT HORIZONTAL}")[0].split()
    assert set(SEEN[name]) <= set(heading)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_ranked(name):
    """Each list has a field that tells one entry from another, before anything that is of no use alone."""
    kinds = list(fields_of(operations()[name]).values())
    assert kinds == sorted(kinds)
    assert kinds[0] <= Kind.STATE


@pytest.mark.parametrize("width", [20, 33, 60, 79, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width, capsys, monkeypatch):
    """Wide characters and long words included; a heading is cut between words only."""
    rows = [{**each, "title": "\N{CJK UNIFIED IDEOGRAPH-4F1A}" * 50, "lengthInMinutes": 30} for each in BOOKINGS]
    lines = drawn(capsys, monkeypatch, width, rows)
    assert max(map(cell_len, lines)) <= width
    words = {each for name in rows[0] for each in re.sub("(?=[A-Z])", " ", name).lower().split()}
    assert (
        set(" ".join(lines[: lines.index(next(each for each in lines if not each.strip("\u2500")))]).split()) <= words
    )


def test_the_zone_is_named_where_there_are_times(capsys, monkeypatch):
    """A time that has no room has no zone either."""
    rows = [
        {"id": 1, "name": LONG, "email": f"{LONG}@example.com", "username": LONG, "createdDate": "2027-03-09T14:00:00Z"}
    ]
    assert "Times" not in drawn(capsys, monkeypatch, 60, rows, "organizations.users.list")[-1]
    assert "Times" in drawn(capsys, monkeypatch, 300, rows, "organizations.users.list")[-1]


def test_empty_columns_go(capsys, monkeypatch):
    """What is empty in all entries takes no room; what is there in one stays."""
    rows = [{"id": 1, "title": "One", "slug": None}, {"id": 2, "title": "", "slug": None}]
    assert drawn(capsys, monkeypatch, 80, rows, "event_types.list")[0].split() == ["id", "title"]


def test_years_are_told_where_there_are_several(capsys, monkeypatch):
    """Once for all, else with each time."""
    rows = [BOOKINGS[0], {**BOOKINGS[1], "start": "2028-06-01T00:00:00Z"}]
    lines = drawn(capsys, monkeypatch, 80, rows)
    assert lines[2].startswith("Tue  9 Mar 2027 11:00  ")
    assert lines[3].startswith("Wed 31 May 2028 21:00  ")
    assert lines[-1] == "Times in America/Sao_Paulo"


def test_colours_say_how_things_stand(capsys, monkeypatch):
    """Status by colour, a bold title and dim ids; none of them yellow or white."""
    text = "\n".join(drawn(capsys, monkeypatch, 120, colour=True))
    assert "\x1b[32maccepted" in text
    assert "\x1b[31mcancelled" in text
    assert f"\x1b[2m{UID}" in text
    assert "\x1b[1mA very" in text
    assert not re.search(r"\x1b\[[0-9;]*(33|37|93|97)m", text)
    assert "\x1b" not in "\n".join(drawn(capsys, monkeypatch, 120, colour=False))


@pytest.mark.parametrize(
    ("words", "variables", "terminal", "coloured"),
    [
        ((), {}, True, True),
        ((), {}, False, False),
        ((), {"NO_COLOR": "1"}, True, False),
        (("--color",), {"NO_COLOR": "1"}, True, True),
        (("--color",), {}, False, True),
        (("--no-color",), {"FORCE_COLOR": "1"}, True, False),
        ((), {"FORCE_COLOR": "1"}, False, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ((), {"TERM": "dumb"}, True, False),
    ],
)
def test_where_there_are_colours(words, variables, terminal, coloured, run, monkeypatch):
    """What the command says holds over NO_COLOR, and that over FORCE_COLOR; a pipe has none by itself."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    screen = Terminal()
    if terminal:
        monkeypatch.setattr(sys, "stdout", screen)
    out = run("bookings", "list", "--table", *words).out
    assert ("\x1b[" in (screen.getvalue() if terminal else out)) == coloured


def test_lists_of_things_are_their_names():
    """People by name, else by address; of what has no name, the JSON."""
    clock = Clock(zone("UTC"))
    assert cell([{"name": "Ana"}, {"email": "x@example.com"}], clock) == "Ana, x@example.com"
    assert cell({"user": {"name": "Ana"}}, clock) == "Ana"
    assert cell([{"days": 1}], clock) == '{"days": 1}'
    assert cell([{"time": "2027-03-15T13:00:00Z"}], clock) == "Mon 15 Mar 2027 13:00"
    assert cell({"id": 1, "integration": {"name": "Google Calendar"}}, clock) == "Google Calendar"
    assert cell(["A", "B"], clock) == "A, B"
    assert cell(True, clock) == "yes"


def test_text_for_other_programs(run, mock):
    """Tabs between values; a list without a query has the same fields whatever is in it, and raw times."""
    words = ("bookings", "list", "--text")
    rows = [line.split("\t") for line in run(*words, "--query", "[].[uid,start,rating]").out.splitlines()]
    assert rows[0] == ["bk4Zr8YqLw2TnVx6", "2027-03-09T14:00:00.000Z", ""]
    rows = [line.split("\t") for line in run(*words).out.splitlines()]
    assert rows[0][:3] == [
        "2027-03-09T14:00:00.000Z",
        "bk4Zr8YqLw2TnVx6",
        "Support call between Mia Reis and Ana Prado",
    ]
    mock.mock.world.table("bookings")["bk4Zr8YqLw2TnVx6"]["title"] = "one\ttwo\nthree"
    assert len({len(line.split("\t")) for line in run(*words).out.splitlines()}) == 1
    rows = [line.split("\t") for line in run(*words, "--query", "[].{b: uid, a: status}").out.splitlines()]
    assert rows[0] == ["bk4Zr8YqLw2TnVx6", "pending"]


@pytest.mark.parametrize("data", [[{}], [{"a": 1}, 5, None], [{"a": None}], {"only": [{}, 7]}, [[], {"": ""}]])
@pytest.mark.parametrize("format", ["table", "text"])
def test_lists_of_odd_things(data, format, capsys):
    """Whatever a query picks or an upstream answers is shown."""
    View(format).show(data)
    assert capsys.readouterr().out.endswith("\n")


@pytest.mark.parametrize(
    ("given", "variable", "name"),
    [
        ("Asia/Tokyo", "America/Sao_Paulo", "Asia/Tokyo"),
        (None, "America/Sao_Paulo", "America/Sao_Paulo"),
        (None, ":Asia/Tokyo", "Asia/Tokyo"),
        (None, "XYZ3", "UTC"),
    ],
)
def test_whose_zone(given, variable, name, monkeypatch):
    """What the command names, else TZ; of a form that names no zone of the world, UTC, which is told."""
    monkeypatch.setenv("TZ", variable)
    assert str(zone(given)) == name


def test_a_zone_that_an_operation_takes_is_the_readers(run):
    """`--time-zone` is then both; elsewhere it is only how times are shown."""
    ended = run("bookings", "list", "--table", "--time-zone", "Asia/Tokyo")
    assert "Tue  9 Mar 23:00" in ended.out
    words = ("--event-type-id", "10482", "--start-time", "2027-03-15T00:00:00Z", "--end-time", "2027-03-16T00:00:00Z")
    ended = run("slots", "available", *words, "--time-zone", "America/Noronha", "--table")
    assert "Mon 15 Mar 10:00, Mon 15 Mar 10:30" in " ".join(ended.out.split())
    assert "Times in America/Noronha, 2027" in ended.out
    assert run("bookings", "list", "--time-zone", "Nowhere").code == 2
