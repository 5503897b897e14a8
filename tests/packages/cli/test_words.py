"""What people type and read: ids without their option, mistyped words, and help that is read from the top."""

from __future__ import annotations

import re

import click
import pytest
from toolzz_cal.operations import resources
from toolzz_cal_cli.application import root
from toolzz_cal_cli.helping import GROUPS, SAID, in_order
from toolzz_cal_cli.invoke import OperationCommand
from toolzz_cal_cli.options import called
from toolzz_cal_cli.tree import operations, spelt

UID = "bk4Zr8YqLw2TnVx6"
HOOK = ("event-types", "webhooks", "get")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("bookings", "get", UID, "--query", "uid"), UID),
        (("bookings", "get", "--booking-uid", UID, "--query", "uid"), UID),
        (("event-types", "get", "10482", "--query", "id"), 10482),
        ((*HOOK, "10482", "wh_3c8d5e", "--query", "id"), "wh_3c8d5e"),
        ((*HOOK, "wh_3c8d5e", "--event-type-id", "10482", "--query", "id"), "wh_3c8d5e"),
        ((*HOOK, "wh_3c8d5e", "--arguments", '{"event_type_id": 10482}', "--query", "id"), "wh_3c8d5e"),
        (("schedules", "get", "--", "764", "--query"), None),
    ],
)
def test_ids_by_their_place(words, found, run):
    """In the order of the address; what an option or a file gives takes no place."""
    ended = run(*words)
    assert (ended.code, found and ended.data) == ((0, found) if found else (2, None))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bookings", "get", UID, "--booking-uid", UID), "UID and --booking-uid say the same; give one"),
        (("bookings", "get", UID, "--arguments", f'{{"bookingUid": "{UID}"}}'), "UID and --booking-uid say the same"),
        (("bookings", "get", UID, "more"), "only UID can be given so"),
        (
            ("event-types", "webhooks", "delete", "x", "y", "--yes"),
            "Invalid value for 'EVENT_TYPE_ID': 'x' is no whole",
        ),
        (("bookings", "list", UID), f"unexpected extra argument ({UID})"),
        (("bookings", "get"), "`--booking-uid` is missing; usage: toolzz-cal bookings get [OPTIONS] UID"),
        (HOOK, "usage: toolzz-cal event-types webhooks get [OPTIONS] EVENT_TYPE_ID ID"),
        (("bookings", "get", "--uid", UID), "No such option '--uid'; did you mean --booking-uid?"),
        (
            ("bookings", "cancel", UID, "--reason", "x"),
            "No such option '--reason'; did you mean --cancellation-reason?",
        ),
        (("bookings", "list", "--zzz"), "No such option '--zzz' ("),
        (("booking", "list"), "did you mean bookings?"),
        (("event-types", "remove"), "did you mean delete?"),
        (("cancel", UID), "did you mean bookings cancel?"),
        (("reschedule",), "did you mean bookings reschedule"),
        (("--json", "doctor"), "takes no options of output from before its name"),
        (("bookings", "create", "--attendee", '{"nam": "Ana"}'), "`--attendee`, at `nam`, is not known"),
        (("bookings", "create", "--attendee.email", "ana"), "`--attendee.email` must be an email address"),
    ],
)
def test_wrong_words(words, told, run, mock):
    """What is wrong is called as it is typed, with what may be meant; nothing is sent."""
    ended = run(*words)
    assert (ended.code, mock.calls()) == (2, [])
    assert told in ended.err


def test_every_missing_argument_is_called_by_its_option(bare):
    """Whatever an operation needs: the message never has another spelling than its option's."""
    for described in operations().values():
        needed = described.shared_schema.get("required", ())
        if needed:
            ended = bare(*map(spelt, described.name.split(".")))
            assert ended.code == 2
            command = OperationCommand(described)
            flags = [each.opts[0] for each in command.arguments if each.place in {(name,) for name in needed}]
            assert len(flags) == len(needed)
            shown = re.findall(r"`([^`]+)` is missing", ended.err)
            assert set(shown) <= set(flags)
            assert shown


def test_places_among_arguments():
    """Inside of an object by its own option; an entry of a list by the option that is repeated."""
    options = OperationCommand(operations()["bookings.create"]).arguments
    assert called(options, "attendee.timeZone") == "`--attendee.time-zone`"
    assert called(options, "guests[1]") == "`--guests`"
    assert called(options, "metadata.a") == "`--metadata`, at `a`,"
    assert called(options, "unknown") == "`unknown`"


def test_options_of_output_before_the_command(run):
    """They hold for the command, and what stands behind it holds over them."""
    assert run("--text", "--query", "id", "me", "get").out == "31790\n"
    assert run("--yaml", "me", "get", "--text", "--query", "id").out == "31790\n"
    words = (
        "oauth-clients",
        "users",
        "create",
        "client_example_4821",
        "--name",
        "Ana Prado",
        "--email",
        "a@example.com",
    )
    assert run("--show-secrets", *words, "--query", "accessToken").data not in (None, "***")


def test_every_resource_is_in_one_group():
    """And nothing else is."""
    names = [name for group in GROUPS.values() for name in group]
    assert sorted(names) == sorted(spelt(each) for each in resources() if "." not in each)


def groups():
    """Every group of commands with its context."""
    left = [(root(), click.Context(root(), info_name="toolzz-cal"))]
    while left:
        group, context = left.pop()
        yield group, context
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                left.append((command, click.Context(command, parent=context, info_name=name)))


def test_lists_of_commands_are_whole():
    """Each command in one line of 80 columns, which ends with its whole text, if it is not about to go."""
    for group, context in groups():
        text = group.get_help(context)
        assert "..." not in text.replace("[ARGS]...", "")
        for name in group.list_commands(context):
            (line,) = re.findall(rf"^  {re.escape(name)}  +(.*)$", text, re.M)
            command = group.get_command(context, name)
            said = SAID.get(name) if context.parent is None else None
            assert line == (said or command.get_short_help_str(1000)) or command.deprecated, f"{group.name} {name}"


def test_the_order_of_commands(bare):
    """What people do first comes first, what takes away comes last; groups of the root as a person expects them."""
    assert in_order(["delete", "zebra", "create", "get", "list", "update"]) == [
        "list", "get", "create", "update", "zebra", "delete",
    ]  # fmt: skip
    headings = re.findall(r"^(\w.*):$", bare("--help").out, re.M)
    assert headings == [*GROUPS, "Tools", "Options"]


def test_help_of_a_command_begins_with_what_it_needs(bare):
    """Sections in order; an id is shown as it stands in the usage line."""
    shown = bare("event-types", "webhooks", "update", "--help").out
    assert "Usage: toolzz-cal event-types webhooks update [OPTIONS] EVENT_TYPE_ID ID\n" in shown
    assert re.findall(r"^(\w+):$", shown, re.M) == ["Required", "Arguments", "Options", "Output", "Connection"]
    assert "ID, --webhook-id TEXT" in shown.partition("Arguments:")[0]


@pytest.mark.parametrize(
    ("line", "offered"), [("bookings get --boo", {"--booking-uid"}), ("bookings get bk4 --quer", {"--query"})]
)
def test_options_are_completed_around_an_id(line, offered, bare, monkeypatch):
    """Before it and behind it."""
    monkeypatch.setenv("_TOOLZZ_CAL_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"toolzz-cal {line}")
    monkeypatch.setenv("COMP_CWORD", str(len(line.split())))
    assert {each.partition(",")[2] for each in bare().out.split()} == offered
