"""Each of the operations as a command: its help, and a run with the specification's example on both routes."""

from __future__ import annotations

import json

import pytest
from toolzz_cal_cli.checks import check
from toolzz_cal_cli.invoke import OperationCommand
from toolzz_cal_cli.options import collected, typed
from toolzz_cal_cli.tree import operations, spelt
from toolzz_cal_cli.tree import words as command
from toolzz_cal_mock.specification import specification

from tests.support.command_line import direct
from tests.support.counts import OPERATIONS
from tests.support.mock import PATHS, PREPARE, arguments_for, payload
from tests.support.tables import every

ALL = every("name", list(operations()))
# Their examples are of another account than the one that the first key acts for.
FACTS = specification().operations


def words(name):
    """The command of an operation."""
    return command(operations()[name]).split()


def example(mock, name):
    """Arguments with which an operation succeeds: the specification's example, with what it needs besides."""
    facts = FACTS[name]
    if facts.slug:
        return arguments_for(mock, facts)
    in_path = {each: PATHS["{" + each + "}"] for each in operations()[name].in_path}
    return {**in_path, **(facts.example or {})}


def split(name, arguments):
    """Arguments that the specification knows, and the others."""
    known = operations()[name].schema["properties"]
    own = {each: value for each, value in arguments.items() if each in known}
    return own, {each: value for each, value in arguments.items() if each not in known}


# What Cal.com answers with no more than a status when there is nothing to tell.
NOTHING = ("conferencing.get_default", "selected_calendars.add")


def unwrapped(reply, may_be_nothing=False):
    """A reply's payload, out of the gateway's and Cal.com's wrappers."""
    inner = payload(reply)
    if inner == {"status": "success"} and may_be_nothing:
        return None
    is_wrapper = isinstance(inner, dict) and "status" in inner and "data" in inner
    return inner["data"] if is_wrapper else inner


def as_options(name, arguments):
    """The words that give arguments, as the help shows them: ids by their place, dotted keys, repeated lists, flags."""
    return list(typed(OperationCommand(operations()[name]).arguments, arguments))


def test_every_operation_is_a_command():
    """The table covers every operation."""
    assert len(operations()) == OPERATIONS


@ALL
def test_help_tells_every_argument(name, bare):
    """`--help` needs no credential, says what the operation does, names each argument, and fits 80 columns."""
    shown = bare(*words(name), "--help")
    described = operations()[name]
    flat = " ".join(shown.out.split())
    assert (shown.code, shown.err) == (0, "")
    assert described.summary in flat
    assert all(spelt(each) in shown.out for each in described.schema["properties"])
    assert [line for line in shown.out.splitlines() if len(line) > 80] == []


@ALL
def test_runs_with_options(name, run, mock):
    """The example, an option for each argument, reaches the mock unchanged, and the payload comes out unchanged."""
    mock.mock.reset()
    arguments, extra = split(name, example(mock.mock, name))
    more = ["--extra-arguments", json.dumps(extra)] if extra else []
    ended = run(*words(name), *as_options(name, arguments), *more, "--yes", "--show-secrets")
    assert (ended.code, ended.err) == (0, "")
    exchange = mock.calls(name)[-1]
    assert exchange.arguments == {**arguments, **extra}
    assert ended.data == unwrapped(exchange.reply, name in NOTHING)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("BOOKING_PAID", "BOOKING_PAID"),
        ("NEWER_THAN_ALL", "NEWER_THAN_ALL"),
        ('["BOOKING_PAID", "MEETING_ENDED"]', ["BOOKING_PAID", "MEETING_ENDED"]),
        ('"BOOKING_PAID"', "BOOKING_PAID"),
        ("[BOOKING_PAID", None),
    ],
)
def test_an_argument_of_several_forms_is_text_or_json(given, sent, run, mock):
    """Plain text needs no quotation marks; what begins like JSON has to be JSON."""
    ended = run("webhooks", "create", "--active", "--subscriber-url", "https://example.com", "--triggers", given)
    if sent is None:
        assert "'--triggers': it is no JSON" in ended.err
    else:
        assert mock.calls("webhooks.create")[-1].arguments["triggers"] == sent


@ALL
def test_runs_with_arguments_from_a_file(name, run, mock, tmp_path):
    """`--arguments @FILE` sends the same."""
    mock.mock.reset()
    arguments, extra = split(name, example(mock.mock, name))
    file, more = tmp_path / "arguments.json", tmp_path / "more.json"
    file.write_text(json.dumps(arguments), "utf-8")
    more.write_text(json.dumps(extra), "utf-8")
    ended = run(*words(name), "--arguments", f"@{file}", "--extra-arguments", f"@{more}", "--yes")
    assert ended.code == 0, ended.err
    assert mock.calls(name)[-1].arguments == {**arguments, **extra}


@ALL
def test_dry_run_sends_nothing(name, run, mock):
    """`--dry-run` prints a command of curl without the key, for destructive operations too, and asks nobody."""
    arguments, extra = split(name, example(mock.mock, name))
    ended = run(*words(name), "--arguments", json.dumps(arguments), "--extra-arguments", json.dumps(extra), "--dry-run")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"curl --request {FACTS[name].method} ")
    assert "ak_example" not in ended.out
    assert "example-token" not in ended.out
    assert mock.calls() == []


@every("name", [name for name, each in operations().items() if each.slug or not each.in_path])
def test_example_passes_the_checks(name):
    """The checks let every example pass, and what the mock needs besides."""
    described = operations()[name]
    assert check(described, described.example, {}) == (described.example, [])


@pytest.mark.parametrize("name", ["bookings.list", "oauth_clients.users.list", "schedules.list", "slots.available"])
def test_the_direct_route_answers_the_same(name, run, mock, monkeypatch):
    """The same command with Cal.com's credentials goes to Cal.com and gives the same answer."""
    arguments, _ = split(name, example(mock.mock, name))
    by_gateway = run(*words(name), *as_options(name, arguments))
    for variable in ("COMPOSIO_API_KEY", "TOOLZZ_ACCESS_TOKEN"):
        monkeypatch.delenv(variable)
    for variable, value in direct(mock.url).items():
        monkeypatch.setenv(variable, value)
    by_cal = run(*words(name), *as_options(name, arguments))
    assert (by_gateway.code, by_cal.code) == (0, 0), by_cal.err
    assert by_gateway.data == by_cal.data
    assert mock.calls(name)[-1].request.path.startswith("/v2/")


def test_no_argument_takes_the_name_of_an_option():
    """No argument of today's specification has to be called `--argument-…`."""
    flags = {
        flag for name in operations() for each in OperationCommand(operations()[name]).arguments for flag in each.opts
    }
    assert not [flag for flag in flags if flag.startswith("--argument-")]
    assert {"--attendee.time-zone", "--color.dark-theme-hex"} <= flags


def test_dotted_options_go_inside():
    """A dotted option is a key of its object, and holds over the object's own JSON."""
    given = {("attendee",): {"name": "Ana Prado", "timeZone": "UTC"}, ("attendee", "timeZone"): "Europe/Lisbon"}
    assert collected(given) == {"attendee": {"name": "Ana Prado", "timeZone": "Europe/Lisbon"}}


def test_every_resource_has_help(bare):
    """Each resource says in its help what it is and what it holds."""
    resources = {name.rpartition(".")[0] for name in operations()}
    for resource in resources:
        shown = bare(*(spelt(part) for part in resource.split(".")), "--help")
        inside = {
            name.removeprefix(f"{resource}.").partition(".")[0]
            for name in operations()
            if name.startswith(f"{resource}.")
        }
        assert shown.code == 0
        assert all(spelt(each) in shown.out for each in inside)


def test_prepared_operations_exist():
    """What the mock's tests prepare is of operations that are there."""
    assert PREPARE.keys() <= operations().keys()
