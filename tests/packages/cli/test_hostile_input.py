"""Arguments that no honest caller sends: a clear error, exit code 2, and not a byte on its way."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toolzz_cal._tools_check import MAX_LINE, MAX_TEXT
from toolzz_cal_cli.checks import check
from toolzz_cal_cli.failures import Refusal
from toolzz_cal_cli.jsontext import LARGEST
from toolzz_cal_cli.tree import operations

from tests.support.tables import every

GET = ("bookings", "get")
IN_PATH = sorted((name, each) for name, described in operations().items() for each in described.in_path)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)
TRICKS = {
    "up": "../me",
    "dots": "..",
    "dot": ".",
    "slash": "a/b",
    "backslash": "a\\b",
    "encoded slash": "a%2Fb",
    "encoded twice": "a%252Fb",
    "encoded dots": "%2e%2e",
    "query": "a?b=c",
    "fragment": "a#b",
    "newline": "a\nb",
    "carriage return": "a\r\nX-Injected: 1",
    "nul": "a\x00b",
    "escape": "a\x1b[31mb",
    "line separator": "a\u2028b",
    "no-break space": "a\u00a0b",
    "blank": "a b",
    "nothing": "",
    "half a character": "a\ud800b",
    "huge": "a" * (MAX_LINE + 1),
}


def refused(ended, mock, *told):
    """Asserts a clear refusal: one line, exit code 2, nothing sent."""
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
    assert len(ended.err) < 2500
    for each in told:
        assert each in ended.err
    assert mock.calls() == []


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_an_id_with_a_trick(trick, run, mock):
    """An id that could change an address is refused, as an option and in a file alike."""
    refused(run(*GET, "--booking-uid", trick), mock, "`--booking-uid`")
    refused(run(*GET, "--arguments", json.dumps({"bookingUid": trick})), mock, "`--booking-uid`")


@every(("name", "argument"), IN_PATH)
def test_every_id_in_a_path_is_looked_at(name, argument):
    """No operation lets a text with a slash into a path."""
    described = operations()[name]
    arguments = {**described.example, argument: "../x"}
    with pytest.raises(Refusal, match=argument):
        check(described, arguments, {})
    if described.schema["properties"][argument]["type"] == "string":
        with pytest.raises(Refusal, match=argument):
            check(described, {**described.example}, {argument: "a%2fb"})


def test_an_id_elsewhere_has_no_second_line(run, mock):
    """Ids, addresses and moments outside of a path hold no line break; a text may."""
    refused(run("bookings", "list", "--event-type-id", "1\n2"), mock, "`--event-type-id`", "line break")
    assert run("me", "update", "--name", "two\nlines").code == 0


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b"])
def test_a_text_with_controls(sign, run, mock):
    """What steers a terminal is no text that anybody means to send."""
    refused(run("me", "update", "--arguments", json.dumps({"name": f"Leo{sign}"})), mock, "name", "control")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bookings", "list", "--take", "ten"), "--take"),
        (("bookings", "list", "--take", "1_0"), "--take"),
        (("bookings", "list", "--take", "٣"), "--take"),
        (("bookings", "list", "--take", "9" * 400), "--take"),
        (("bookings", "list", "--take", "1000"), "at most 250"),
        (("bookings", "list", "--arguments", '{"take": "five"}'), "`--take` must be a whole number"),
        (("bookings", "list", "--arguments", '{"take": true}'), "`--take` must be a whole number"),
        (("bookings", "list", "--arguments", '{"status": "past"}'), "`--status` must be a list"),
        (("bookings", "create", "--start", "tomorrow"), "`--start` must be a moment"),
        (("bookings", "create", "--attendee", "[]"), "an object of JSON"),
        (("bookings", "create", "--attendee", "{"), "is no JSON"),
        (("bookings", "create", "--attendee.email", "ana", "--event-type-id", "1"), "must be an email address"),
        (("bookings", "get"), "`--booking-uid` is missing"),
        (("calcom-integrations", "get"), "`--integration-id` is missing"),
        (("functions", "get", "--function-id", "7"), "`--function-id` must be a UUID"),
    ],
)
def test_wrong_types(words, told, run, mock):
    """A value of the wrong type or beyond its limits names its argument and what is wanted."""
    refused(run(*words), mock, told)


def test_every_mistake_is_told_at_once(run, mock):
    """Nobody has to find mistakes one by one."""
    refused(
        run("bookings", "create", "--start", "now"),
        mock,
        "`--start` must be",
        "`--event-type-id` is missing",
        "`--attendee` is",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bokings", "list"), "did you mean bookings"),
        (("bookings", "lst"), "did you mean list"),
        (("bookings", "list", "--stats", "past"), "--status"),
        (("bookings", "list", "--arguments", '{"taek": 1}'), "did you mean take"),
        (("bookings", "list", "--arguments", '{"__proto__": {}}'), "no argument '__proto__'"),
        (("bookings", "list", "--arguments", '{"take": 1, "take": 2}'), "twice"),
        (("schedules", "get", "--arguments", '{"schedule_id": 1, "scheduleId": 2}'), "twice"),
        (("bookings", "list", "surplus"), "surplus"),
    ],
)
def test_unknown_names(words, told, run, mock):
    """A name that nobody knows is refused, with the nearest that exist."""
    refused(run(*words), mock, told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "7",
        "{",
        '{"a": NaN}',
        "{'a': 1}",
        "[" * 100_000,
        '{"take": 1e999}',
        "@/no/where",
        "@\x00",
    ],
)
def test_arguments_that_are_no_object_of_json(text, run, mock):
    """Whatever `--arguments` is given that can't be read is refused with its reason."""
    refused(run("bookings", "list", "--arguments", text), mock)


def test_files_that_are_no_text(run, mock, tmp_path):
    """A file of other bytes, or a folder, is no argument."""
    file = tmp_path / "arguments.json"
    file.write_bytes(b"\xff\xfe{}")
    refused(run("bookings", "list", "--arguments", f"@{file}"), mock, "UTF-8")
    refused(run("bookings", "list", "--arguments", f"@{tmp_path}"), mock, "directory")


def test_huge_arguments(run, mock, tmp_path):
    """Texts and files beyond their limits are refused, and the message stays short."""
    file = tmp_path / "arguments.json"
    file.write_text(json.dumps({"name": "a" * (MAX_TEXT + 1)}), "utf-8")
    refused(run("me", "update", "--arguments", f"@{file}"), mock, "`--name` has", "at most")
    file.write_text("[" + "1," * LARGEST + "1]", "utf-8")
    refused(run("me", "update", "--arguments", f"@{file}"), mock, f"over {LARGEST} characters")
    refused(run("me", "update", "--arguments", "@-", stdin="{" * (LARGEST + 1)), mock, f"over {LARGEST} characters")


def test_extra_arguments_pass_no_trick(run, mock):
    """What is sent unchecked still can't change a path, or stand in for an argument with another type."""
    refused(run(*GET, "--extra-arguments", '{"bookingUid": "../me"}'), mock, "`--booking-uid`")
    refused(run("bookings", "list", "--extra-arguments", '{"take": "five"}'), mock, "`--take` must be a whole number")


def test_secrets_are_not_quoted(run, mock):
    """A wrong value of a secret argument does not stand in the message."""
    ended = run("webhooks", "create", "--arguments", '{"secret": ["example-very-secret"], "triggers": 7}')
    refused(ended, mock, "`--secret` must be text, not a list", "`--triggers` fits none of the forms")
    assert "very-secret" not in ended.err


def test_an_error_never_steers_the_terminal(run, mock):
    """Words that come back in a message are spelt out."""
    ended = run("bookings", "list", "--arguments", '{"a\\u001b[31m\\u202e": 1}')
    refused(ended, mock)
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err
    ended = run("book\x1b[31m\nings")
    assert "\x1b" not in ended.err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=30), max_size=6))
def test_any_words_end_in_a_code(words, bare):
    """Whatever is typed, there is an exit code and no traceback; nothing is configured, so nothing is sent."""
    if words and words[0] in ("mock", "routes", "mcp", "batch"):
        return
    assert bare(*words).code in (0, 2, 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=ANYTHING)
def test_any_json_is_looked_at(value, bare):
    """Any JSON for any argument is refused or, were there a credential, sent."""
    ended = bare("bookings", "create", "--arguments", json.dumps({"attendee": value, "eventTypeId": value}))
    assert ended.code in (2, 3)
