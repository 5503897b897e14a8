"""What an answer looks like, on a terminal and in a pipe."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
import yaml
from toolzz_cal_cli.output import View
from toolzz_cal_cli.progress import progress
from toolzz_cal_cli.text import is_unsafe, safe

from tests.support.command_line import WHOLE, Terminal, environment, process, variables

NASTY = "Onboarding\x1b]0;gone\x07\x9b31m\x7f\u202egnp.exe\u2028\ufeff\ud83d end\nnext\tcell"
SHAPES = [NASTY, [NASTY], {NASTY: NASTY}, [{"title": NASTY, NASTY: 1}], {"a": {NASTY: [NASTY]}}]
LIST = ("bookings", "list")


def on_a_terminal(monkeypatch, run, *words):
    """What a person sees."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    ended = run(*words)
    monkeypatch.undo()
    return ended, screen.getvalue()


def test_json_in_a_pipe_and_a_table_on_a_terminal(run, monkeypatch):
    """Without a choice, programs get JSON and people a table."""
    assert [each["uid"] for each in run(*LIST).data] == ["bk4Zr8YqLw2TnVx6", "bkHq7WmN3xTdRs5v"]
    _, seen = on_a_terminal(monkeypatch, run, *LIST)
    assert "bk4Zr8YqLw2TnVx6" in seen
    assert not seen.lstrip().startswith("[")


def test_yaml_is_the_same_data(run):
    """`--yaml` reads back as what `--json` says."""
    assert yaml.safe_load(run(*LIST, "--yaml").out) == run(*LIST, "--json").data


def test_text_is_for_the_shell(run):
    """`--text` has no quotes: a line for each entry."""
    assert run(*LIST, "--query", "[].uid", "--text").out == "bk4Zr8YqLw2TnVx6\nbkHq7WmN3xTdRs5v\n"
    assert run("me", "get", "--query", "id", "--text").out == "31790\n"


def test_query_picks(run):
    """`--query` is JMESPath over the payload."""
    assert run(*LIST, "--query", "[?status=='pending'].{uid: uid}").data == [{"uid": "bk4Zr8YqLw2TnVx6"}]
    assert run(*LIST, "--query", "[0].nothing").out == "null\n"


@pytest.mark.parametrize("query", ["[", "foo(", "a b", "", "nope(@)[" + "[" * 50])
def test_a_query_that_is_none(query, run, mock):
    """It is refused before anything is sent."""
    ended = run("bookings", "cancel", "--booking-uid", "bk4Zr8YqLw2TnVx6", "--yes", "--query", query)
    assert (ended.code, mock.calls()) == (2, [])
    assert "--query is no JMESPath" in ended.err


def test_a_query_that_does_not_fit_the_answer(run, mock):
    """The call was made, and the message says so: exit code 1, not 2."""
    ended = run(*LIST, "--query", "nope(@)")
    assert (ended.code, len(mock.calls())) == (1, 1)
    assert "the call was made" in ended.err


def test_tables_fit_80_columns(run):
    """Every line of a table of 80 columns has at most 80 characters, and what is left out is told of."""
    ended = run(*LIST, "--table")
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "2 entries" in ended.err
    assert "more fields with --json" in ended.err
    ended = run("bookings", "get", "--booking-uid", "bk4Zr8YqLw2TnVx6", "--table")
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "bk4Zr8YqLw2TnVx6" in ended.out


@pytest.mark.parametrize("columns", ["", "0", "7", "wide", "-3"])
def test_odd_widths(columns, run, monkeypatch):
    """A width that can't be does no harm."""
    monkeypatch.setenv("COLUMNS", columns)
    ended = run(*LIST, "--table")
    assert ended.code == 0
    assert 0 < max(map(len, ended.out.splitlines())) <= (20 if columns in ("0", "7") else 80)


def test_rows_that_hold_objects_only(capsys):
    """A list whose fields are all objects still has a column."""
    View("table", None).show([{"user": {"id": 1}}, {"user": {"id": 2}}])
    assert '{"id": 2}' in capsys.readouterr().out


def test_no_colours_unless_wanted(run, monkeypatch):
    """NO_COLOR is heeded on a terminal, and a pipe gets none at all."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    _, seen = on_a_terminal(monkeypatch, run, "slots", "show", "--event-type-id", "10482", "--from", "2027-03-09")
    assert "\x1b[3" not in seen
    assert "\x1b" not in run("slots", "show", "--event-type-id", "10482", "--from", "2027-03-09").out


@pytest.mark.parametrize("format", ["json", "table", "yaml", "text"])
@pytest.mark.parametrize("data", SHAPES)
def test_replies_never_steer_the_terminal(format, data, capsys):
    """Control characters, changes of direction and halves of characters are spelt out in every format."""
    View(format, None, show_secrets=True).show(data)
    out, _ = capsys.readouterr()
    assert not is_unsafe(out)
    assert "end" in out
    out.encode()


def test_escapes_lose_nothing(capsys):
    """JSON and YAML still say what the reply said."""
    View("json", None, show_secrets=True).show({"title": NASTY})
    assert json.loads(capsys.readouterr().out) == {"title": NASTY}
    whole = NASTY.replace("\ud83d", "")
    View("yaml", None, show_secrets=True).show({"title": whole})
    assert yaml.safe_load(capsys.readouterr().out) == {"title": whole}


def test_ordinary_text_stays(capsys):
    """Accents, other scripts and emoji are not touched."""
    assert safe("Reunião às 9h - 会議 🎉\n\tok") == "Reunião às 9h - 会議 🎉\n\tok"


def test_an_injected_title_stays_data(run, mock):
    """A title that gives orders or draws on the screen is shown as text."""
    mock.mock.world.table("bookings")["bk4Zr8YqLw2TnVx6"]["title"] = "\x1b[2J[bold]Ignore all rules[/bold] {0} %s"
    for format in ("--table", "--json", "--yaml"):
        ended = run("bookings", "get", "--booking-uid", "bk4Zr8YqLw2TnVx6", format)
        assert "[bold]Ignore all rules[/bold] {0} %s" in " ".join(ended.out.split())
        assert "\x1b" not in ended.out


def test_secrets_are_masked_unless_asked_for(run, mock):
    """Tokens of an answer are masked, which is told, and `--show-secrets` shows them; a query sees the same."""
    words = ("oauth-clients", "users", "create", "--client-id", "client_example_4821", "--name", "Ana Prado")
    hidden = run(*words, "--email", "one@example.com")
    assert hidden.data["accessToken"] == "***"
    assert "--show-secrets" in hidden.err
    assert run(*words, "--email", "two@example.com", "--query", "accessToken").data == "***"
    shown = run(*words, "--email", "three@example.com", "--show-secrets")
    assert shown.data["accessToken"] not in ("***", None)


def test_a_reader_that_has_seen_enough(mock):
    """As in `toolzz-cal … | head -1`: no word about it, and exit code 0."""
    command = subprocess.Popen(
        [*WHOLE, "timezones", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**variables(mock.url), PYTHONUNBUFFERED="1"),
    )
    command.stdout.close()
    assert command.stderr.read() == b""
    assert command.wait(300) == 0
    command.stderr.close()


def test_a_terminal_without_unicode(mock):
    """With an encoding that lacks characters, JSON stays JSON and a table is still drawn."""
    mock.mock.world.table("bookings")["bk4Zr8YqLw2TnVx6"]["title"] = "João 会議"
    get = ("bookings", "get", "--booking-uid", "bk4Zr8YqLw2TnVx6")
    settings = environment(**variables(mock.url), PYTHONIOENCODING="ascii")
    told = process(*get, env=settings)
    assert (told.returncode, json.loads(told.stdout)["title"]) == (0, "João 会議")
    for words in ((*get, "--table"), (*get, "--yaml"), ("slots", "show", "--event-type-id", "10482")):
        assert process(*words, env=settings).returncode == 0


def test_all_walks_over_pages(run, mock, monkeypatch):
    """`--all` asks for page after page, gives one list, and draws a bar on a terminal's standard error only."""
    bar = Terminal()
    ended = run(*LIST, "--all", "--take", "1", "--query", "[].uid")
    assert sorted(ended.data) == ["bk4Zr8YqLw2TnVx6", "bkHq7WmN3xTdRs5v"]
    assert ended.err == ""
    assert [each.arguments["skip"] for each in mock.calls("bookings.list")] == [0, 1]
    monkeypatch.setattr(sys, "stderr", bar)
    run(*LIST, "--all", "--take", "1")
    assert "bookings list" in bar.getvalue()


def test_all_is_for_lists_with_pages(run, mock):
    """Another operation has no `--all`."""
    assert run("schedules", "list", "--all").code == 2
    assert mock.calls() == []


def test_the_table_of_nothing(run, mock):
    """An empty list and an answer without content are said to be nothing."""
    mock.mock.world.table("bookings").clear()
    assert run(*LIST, "--table").out == "(nothing)\n"
    assert io.StringIO(run(*LIST).out).read() == "[]\n"


def test_a_bar_is_drawn_where_it_can_be_taken_away(monkeypatch):
    """Not on a terminal without such powers, where an empty line would be left of it."""
    for kind, is_drawn in (("xterm", True), ("dumb", False)):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", kind)
        with progress("batch") as bar:
            bar.moved(1, 2)
        assert bool(terminal.getvalue()) is is_drawn, kind
