"""What the server lists, and what each option lets through."""

from __future__ import annotations

import argparse
import asyncio
import json

import jsonschema
import pytest
from toolzz_cal import errors
from toolzz_cal_mcp import Settings, create_server
from toolzz_cal_mcp.__main__ import _in_full, _settings, add_options

from tests.client.test_tool_texts import about_requests
from tests.support.mcp import called, listed

FINDING = {"search_operations", "describe_operation", "run_operation", "tools_for_event_type"}
READING = {
    *("bookings_get", "calendars_busy_times", "event_types_get", "event_types_list", "schedules_get"),
    *("schedules_get_default", "schedules_list", "slots_available"),
}
BOOKING = {
    "eventTypeId": 10482,
    "start": "2027-03-09T14:00:00Z",
    "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"},
}


def names(result):
    """The names of listed tools."""
    return {each.name for each in result.tools}


class Integration:
    """An integration's flags, as the platform gives them."""

    is_active = True
    timezone = "America/Sao_Paulo"
    check_availability_enabled = True

    def __init__(self, book):
        self.create_booking_enabled = book


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_default_list_is_small_and_only_reads(toolzz_cal_mock, mode):
    """Four tools to find and run all others, and those that an integration can permit; together at most 60 kB."""
    result = listed(toolzz_cal_mock.async_client, mode=mode)
    assert FINDING | READING == names(result)
    assert len(result.model_dump_json(by_alias=True, exclude_none=True)) <= 60_000
    for tool in result.tools:
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.description
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)


def test_levels_let_writing_and_destroying_through(toolzz_cal_mock):
    """Hints follow what each tool may do, those of `run_operation` what it may run."""
    client = toolzz_cal_mock.async_client
    write = {each.name: each.annotations for each in listed(client, Settings(allow="write")).tools}
    assert FINDING | READING | {"bookings_create", "slots_release", "slots_reserve"} == write.keys()
    assert (False, False) == (write["run_operation"].read_only_hint, write["run_operation"].destructive_hint)
    assert (False, False) == (write["bookings_create"].read_only_hint, write["bookings_create"].destructive_hint)
    destroy = {
        each.name: each.annotations for each in listed(client, Settings(allow="destroy", toolsets=("bookings",))).tools
    }
    assert destroy["run_operation"].destructive_hint is destroy["bookings_cancel"].destructive_hint is True
    assert "slots_reserve" not in destroy


def test_toolsets_and_resources_choose(toolzz_cal_mock):
    """A resource brings what is below it; `all`, `none` and single operations work too; resources narrow everything."""
    client = toolzz_cal_mock.async_client
    assert FINDING == names(listed(client, Settings(toolsets=("none",))))
    assert FINDING | {"me_get", "teams_list"} == names(listed(client, Settings(toolsets=("me.get", "teams_list"))))
    assert {"organizations_teams_event_types_list"} < names(listed(client, Settings(toolsets=("organizations.teams",))))
    assert 135 == len(listed(client, Settings(allow="destroy", toolsets=("all",))).tools)
    narrow = Settings(resources=("slots", "me"), toolsets=("agent", "bookings"))
    assert FINDING | {"slots_available"} == names(listed(client, narrow))
    refused = called(client, "run_operation", {"operation": "bookings.list"}, narrow)
    assert "bookings_list is not among the tools" in refused.content[0].text
    toolzz_cal_mock.calls.assert_not_called("bookings.list")


@pytest.mark.parametrize("settings", [{"resources": ("slotz",)}, {"toolsets": ("bookingz",)}])
def test_names_that_do_not_exist_are_refused(toolzz_cal_mock, settings):
    """Before the server starts, with the nearest name."""
    with pytest.raises(errors.UnknownAction, match=r"did you mean (slots|bookings)"):
        create_server(toolzz_cal_mock.async_client, Settings(**settings))


def test_an_option_names_the_only_event_type(toolzz_cal_mock, capsys):
    """It is read once, before anybody connects; what is no number is refused with the other options."""
    parser = argparse.ArgumentParser()
    add_options(parser)

    def offered(*words):
        options = parser.parse_args(words)
        return asyncio.run(_in_full(toolzz_cal_mock.async_client, _settings(options), options.event_type))

    settings = offered("--event-type", "10482", "--allow", "write")
    assert ("Onboarding call", "write") == (settings.event_type.title, settings.allow)
    assert offered().event_type is None
    with pytest.raises(errors.ToolzzCalError):
        offered("--event-type", "99999")
    for wrong in ("x", "0", "-1", "1/2", "1" * 16):
        with pytest.raises(SystemExit):
            parser.parse_args([f"--event-type={wrong}"])
        assert "is no number of an event type" in capsys.readouterr().err


@pytest.mark.parametrize("book", [True, False])
def test_an_integration_s_flags_decide(toolzz_cal_mock, book):
    """With its flag a booking is made, though no level was named; without it nothing is sent."""
    client = toolzz_cal_mock.async_client.acting_for(Integration(book))
    settings = Settings(allow=None)
    assert book == ("bookings_create" in names(listed(client, settings)))
    for name, arguments in (
        ("bookings_create", BOOKING),
        ("run_operation", {"operation": "bookings.create", "arguments": BOOKING}),
    ):
        toolzz_cal_mock.reset()
        result = called(client, name, arguments, settings)
        assert book == (not result.is_error)
        assert book == bool(toolzz_cal_mock.calls("bookings.create"))
        if not book:
            assert "createBookingEnabled is off" in result.content[0].text
    refused = called(client, "bookings_cancel", {"bookingUid": "bk4Zr8YqLw2TnVx6"}, settings)
    assert "no flag of an integration permits it" in refused.content[0].text


def test_search_finds_what_is_meant(toolzz_cal_mock):
    """In each language, of which tests/client/test_tool_search.py has many words; and they are named."""
    client, settings = toolzz_cal_mock.async_client, Settings(allow="destroy")
    for words in ("move a booking", "remarcar reserva", "reprogramar la cita"):
        found = called(client, "search_operations", {"query": words}, settings).structured_content["data"]
        assert "bookings.reschedule" in [each["operation"] for each in found[:3]], words
    nothing = called(client, "search_operations", {"query": "zzz"}).structured_content
    assert [] == nothing["data"]
    assert "in English, Portuguese or Spanish" in nothing["note"]
    (search,) = (each for each in listed(client).tools if each.name == "search_operations")
    assert "English, Portuguese or Spanish" in search.description
    everything = called(client, "search_operations", {}, settings).structured_content["data"]
    assert 131 == sum(map(len, everything.values()))


def test_no_tool_of_the_server_speaks_of_requests(toolzz_cal_mock):
    """What it adds to the client's tools is no different."""
    settings = Settings(allow="destroy", toolsets=("all",))
    definitions = [each.model_dump(by_alias=True) for each in listed(toolzz_cal_mock.async_client, settings).tools]
    assert FINDING < {each["name"] for each in definitions}
    assert about_requests(definitions) == []


def test_an_operation_is_described_as_it_is_taken(toolzz_cal_mock):
    """The description has the schema that the tool of its own has, and what it would not offer is not described."""
    client = toolzz_cal_mock.async_client
    told = called(client, "describe_operation", {"operation": "slots.available"}).structured_content["data"]
    (tool,) = (each for each in listed(client).tools if each.name == "slots_available")
    assert tool.input_schema == told["arguments"]
    assert ("slots.available", "read", False) == (told["operation"], told["effect"], told["pages"])
    refused = called(client, "describe_operation", {"operation": "bookings.cancel"})
    assert "started with --allow read" in refused.content[0].text
    assert called(client, "describe_operation", {"operation": "bookings.gett"}).is_error


def test_what_the_tools_say_is_json(toolzz_cal_mock):
    """Text and structured content are the same, for every kind of tool."""
    for name, arguments in (
        ("search_operations", {"query": "slots"}),
        ("describe_operation", {"operation": "me.get"}),
        ("run_operation", {"operation": "me.get"}),
        ("event_types_list", {}),
    ):
        result = called(toolzz_cal_mock.async_client, name, arguments)
        assert json.loads(result.content[0].text) == result.structured_content
        assert "data" in result.structured_content
