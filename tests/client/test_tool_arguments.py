"""Arguments as clients of models send them: text for what is no text, copied marks, times without a zone."""

import json

import pytest
from toolzz_cal import errors
from toolzz_cal._tools_check import checked
from toolzz_cal._tools_marks import unmarked
from toolzz_cal._tools_meant import meant

from tests.client.test_tools import BOOKING, SLOTS
from tests.support.client import Upstream, done
from tests.support.tools import Integration, made

SCHEMA = {
    "type": "object",
    "required": ["count"],
    "properties": {
        "count": {"type": "integer", "minimum": 0},
        "share": {"type": ["number", "null"]},
        "on": {"type": "boolean"},
        "each": {"type": "array", "items": {"type": "integer"}},
        "who": {"type": "object", "properties": {"age": {"type": "integer"}, "name": {"type": "string"}}},
        "either": {"anyOf": [{"type": "object"}, {"type": "string"}]},
        "other": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]},
        "named": {"$ref": "#/$defs/Named"},
        "words": {"type": "string"},
    },
    "$defs": {"Named": {"type": "boolean"}},
}
TAKEN = [
    ({"count": "10482"}, {"count": 10482}),
    ({"count": "0", "share": "-12.5"}, {"count": 0, "share": -12.5}),
    ({"count": 1, "share": "1e3"}, {"count": 1, "share": 1000.0}),
    ({"count": 1, "on": "false", "named": "true"}, {"count": 1, "on": False, "named": True}),
    ({"count": 1, "each": "[1, 2]"}, {"count": 1, "each": [1, 2]}),
    ({"count": 1, "each": ["1", 2]}, {"count": 1, "each": [1, 2]}),
    ({"count": 1, "who": '{"age": "7", "name": "8"}'}, {"count": 1, "who": {"age": 7, "name": "8"}}),
    ({"count": 1, "who": {"age": "7"}}, {"count": 1, "who": {"age": 7}}),
    ({"count": 1, "either": '{"type": "link"}'}, {"count": 1, "either": '{"type": "link"}'}),
    ({"count": 1, "other": "5"}, {"count": 1, "other": 5}),
    ({"count": 1, "other": '["5"]'}, {"count": 1, "other": ["5"]}),
    ({"count": 1, "words": "12"}, {"count": 1, "words": "12"}),
    ({"count": 1, "words": "«Ana»"}, {"count": 1, "words": "Ana"}),
    ({"count": "«7»"}, {"count": 7}),
]
REFUSED = [
    *(
        {"count": each}
        for each in ("10482x", "1e3", " 7", "7 ", "", "12.5", "7.0", "+7", "007", "0x1", "\u0667", "[7]", "-")
    ),
    *({"count": each} for each in ("1" * 5000, "true", "null", '"7"', "1_000", "-1")),
    *({"count": 1, "share": each} for each in ("NaN", "Infinity", "1e999", ".5", "5.", "null", "1,5")),
    *({"count": 1, "on": each} for each in ("True", "yes", "1", "", " true", "null")),
    *({"count": 1, "each": each} for each in ("[1", "[1] x", "{}", "1", '["x"]', "[NaN]", "", "[" * 9000)),
    *({"count": 1, "who": each} for each in ("{", "[]", '"{}"', '{"age": "x"}', '{"size": 1}', "null", "age")),
    *({"count": 1, "other": each} for each in ("x", "{}", "1.5")),
]


def test_text_that_is_exactly_one_value_is_taken_for_it():
    """At any depth, for every type but text; where text may stand, it stays text."""
    for given, expected in TAKEN:
        found = checked(SCHEMA, given, ())
        assert [json.dumps(found)] == [json.dumps(expected)], given


def test_any_other_text_is_refused():
    """What is near a value, holds more than one, or another kind of it; the message is short and names the place."""
    for given in REFUSED:
        with pytest.raises(errors.ArgumentError) as caught:
            checked(SCHEMA, given, ())
        assert f"`{list(given)[-1]}" in str(caught.value), given
        assert len(str(caught.value)) < 200, given


def test_only_whole_values_of_a_wanted_type_are_read():
    """What is not wanted stays text."""
    assert meant("5", {"array"}) == "5"
    assert meant("[5]", {"integer", "object"}) == "[5]"
    assert meant("true", {"integer"}) == "true"
    assert [unmarked(each) for each in ("«a» and «b»", "«", "«»", "a»", "««a»»")] == [
        "«a» and «b»",
        "«",
        "",
        "a»",
        "««a»»",
    ]


def test_operations_get_values_and_not_text(api):
    """What leaves has the types of the specification."""
    upstream = Upstream(done([]))
    _, run = made(api, upstream)
    attendee = json.dumps(BOOKING["attendee"])
    for name, arguments in (
        ("slots_available", {**SLOTS, "eventTypeId": "10482"}),
        ("bookings_create", {**BOOKING, "attendee": attendee, "metadata": '{"room": "12"}'}),
        ("bookings_list", {"status": '["upcoming"]', "take": "5"}),
    ):
        assert not run(name, arguments).is_error
    assert [SLOTS, {**BOOKING, "metadata": {"room": "12"}}, {"status": ["upcoming"], "take": 5}] == upstream.arguments


@pytest.mark.parametrize("naive", ["2027-03-09T15:00:00", "2027-03-09 15:00", "2027-03-09T15:00:00.000"])
def test_a_time_without_a_zone_is_refused_with_what_to_send(api, naive):
    """The zone is the integration's, or the one that the call itself names; none is taken for granted."""
    upstream = Upstream()
    guest = {"name": "Ana Prado", "email": "ana.prado@example.com"}
    _, run = made(api, upstream, allowed_for=Integration())
    told = run("bookings_create", {**BOOKING, "start": naive, "attendee": guest}).text
    assert "`start` names no zone, and none is guessed" in told
    assert "if it is the time in America/Sao_Paulo, send 2027-03-09T15:00:00-03:00" in told
    _, run = made(api, upstream)
    told = run("bookings_create", {**BOOKING, "start": naive, "attendee": {**guest, "timeZone": "Asia/Kolkata"}}).text
    assert "the time in Asia/Kolkata, send 2027-03-09T15:00:00+05:30" in told
    for zone in ({}, {"timeZone": "Mars/Olympus"}, {"timeZone": "../x"}, {"timeZone": 5}):
        told = run("slots_available", {**SLOTS, "startTime": naive, **zone}).text
        assert "end 2027-03-09T15:00:00 with Z for UTC or with an offset, such as 2027-03-09T15:00:00-03:00" in told
    for words in ("tomorrow at 3pm", "15:00", "today"):
        assert run("bookings_create", {**BOOKING, "start": words}).is_error
    assert 0 == upstream.count
