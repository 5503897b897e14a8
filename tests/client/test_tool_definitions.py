"""Which tools there are, and how they are defined for each vendor."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest
from toolzz_cal import errors
from toolzz_cal._tools_catalogue import catalogue
from toolzz_cal.tools import Tools

from tests.support import vendors
from tests.support.client import PACKAGE, examples
from tests.support.tools import Integration

SOURCE = " (Source: Cal.com's API v2.)"  # for people who write programs
ALL = tuple(catalogue().values())


# Which tools there are


def test_every_operation_is_a_tool_with_a_name_that_all_vendors_take():
    """The names are unique, short, plain, and lead to the client's own operation."""
    assert [each.name for each in examples()] == [each.operation for each in ALL]
    assert len(ALL) == len({each.name for each in ALL})
    for tool in ALL:
        assert vendors.NAME.fullmatch(tool.name)
        assert tool.operation == tool.run_by().name
        assert (tool.slug, tool.effect, tool.flag) == (tool.run_by().slug, tool.run_by().effect, tool.run_by().flag)
        assert 20 < len(tool.description) <= 1024


def test_a_selection_is_what_every_condition_lets_through(toolzz_cal_mock):
    """Resources take what is below them along; effects, names and slugs narrow further."""
    client = toolzz_cal_mock.client
    assert len(ALL) == len(Tools(client, names=[each.name for each in ALL]))
    webhooks = Tools(client, resources={"organizations.webhooks", "slots"}, effects={"read"})
    expected = ("organizations_webhooks_get", "organizations_webhooks_list", "slots_available")
    assert expected == tuple(each for each in webhooks.names if each != "slots_reserved")
    assert all(each.operation.startswith("teams.") for each in Tools(client, resources=["teams"]))
    by_name = Tools(client, names=["bookings.get", "CAL_CANCEL_BOOKING_VIA_UID", "slots_available"])
    assert ("bookings_cancel", "bookings_get", "slots_available") == by_name.names
    assert "bookings_get" in by_name
    assert "CAL_CANCEL_BOOKING_VIA_UID" == by_name.tool("bookings.cancel").slug
    assert () == Tools(client, resources=set()).names


@pytest.mark.parametrize(
    ("options", "kind", "told"),
    [
        ({"names": ["bookings_creat"]}, errors.UnknownAction, "did you mean bookings_create"),
        ({"names": ["CAL_CANCEL_BOOKING"]}, errors.UnknownAction, "CAL_CANCEL_BOOKING_VIA_UID"),
        ({"resources": ["booking"]}, errors.UnknownAction, "did you mean bookings"),
        ({"resources": ["xyz"]}, errors.UnknownAction, "there are bookings, calcom_integrations"),
        ({"effects": ["delete"]}, errors.ArgumentError, "there are read, write, destroy"),
        ({"effects": "read"}, errors.ArgumentError, "must be a collection"),
        ({"allowed_for": object()}, errors.ArgumentError, "is no integration"),
    ],
)
def test_a_selection_that_names_nothing_is_refused(toolzz_cal_mock, options, kind, told):
    """Unknown names raise a typed error with the nearest ones."""
    with pytest.raises(kind, match=told):
        Tools(toolzz_cal_mock.client, **options)


def test_an_integration_decides_which_tools_there_are(toolzz_cal_mock):
    """Only what its flags permit is selected, from its own argument or from the client's guard."""
    client = toolzz_cal_mock.client
    looking = Tools(client, allowed_for=Integration(book=False))
    assert {"checkAvailabilityEnabled"} == {each.flag for each in looking}
    assert looking.names == Tools(client.acting_for(Integration(book=False))).names
    both = Tools(client, allowed_for=Integration(), effects={"write"})
    assert ("bookings_create", "slots_release", "slots_reserve") == both.names
    assert set(client.actions.allowed_for(Integration())) == {
        each.slug for each in Tools(client, allowed_for=Integration())
    }


def test_nothing_is_imported_before_it_is_used():
    """The client alone loads neither tools nor anything of the MCP server or the command line."""
    script = (
        "import sys; from toolzz_cal import Client; Client(composio_api_key='ak_example').bookings; "
        "bad = [n for n in sys.modules if n.startswith(('toolzz_cal.tools', 'toolzz_cal._tools', 'toolzz_cal_mcp', "
        "'toolzz_cal_cli', 'mcp', 'typer', 'click', 'rich'))]; print(bad); "
        "import toolzz_cal.tools; print('httpx' in sys.modules, 'mcp' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    ).stdout
    assert ["[]", "False False"] == told.splitlines()


# Definitions


@pytest.mark.parametrize("vendor", ["openai", "openai-chat", "anthropic", "mcp"])
def test_definitions_are_json_and_keep_the_specification_s_schemas(toolzz_cal_mock, vendor):
    """Arguments, descriptions, enums, formats and what is required are those of the facts; extensions are gone."""
    facts = json.loads((PACKAGE / "operations.json").read_text("utf-8"))["operations"]
    definitions = Tools(toolzz_cal_mock.client, names=[each.name for each in ALL]).definitions(vendor)
    assert definitions == json.loads(json.dumps(definitions))
    for tool, definition in zip(ALL, definitions, strict=True):
        inner = definition.get("function", definition)
        schema = inner.get("parameters") or inner.get("input_schema") or inner["inputSchema"]
        assert (tool.name, tool.description) == (inner["name"], inner["description"])
        jsonschema.Draft202012Validator.check_schema(schema)
        assert not [key for _, node, _ in vendors.nodes(schema) for key in node if key.startswith("x-")]
        source = facts[tool.operation]["arguments"]
        assert set(source.get("required", ())) <= set(schema.get("required", ()))
        for name, each in source.get("properties", {}).items():
            for key in ("type", "description", "enum", "format", "minimum", "maximum", "required"):
                told = each.get(key)
                told = told.removesuffix(SOURCE) if key == "description" and told else told
                assert told == schema["properties"][name].get(key), (tool, name, key)


@pytest.mark.parametrize("vendor", ["openai", "openai-chat"])
def test_strict_schemas_keep_openai_s_published_rules(toolzz_cal_mock, vendor):
    """All closed, everything required, null for the optional, nothing unsupported, within every limit."""
    for definition in Tools(toolzz_cal_mock.client).definitions(vendor, strict=True):
        inner = definition.get("function", definition)
        assert inner["strict"] is True
        assert [] == vendors.breaches("openai", inner["parameters"]), inner["name"]


def test_strict_schemas_keep_anthropic_s_published_rules(toolzz_cal_mock):
    """Each alone, and all together within the limits of one request."""
    client = toolzz_cal_mock.client
    strict = 0
    for tool in ALL:
        (alone,) = Tools(client, names=[tool.name]).definitions("anthropic", strict=True)
        if alone.get("strict"):
            strict += 1
            assert [] == vendors.breaches("anthropic", alone["input_schema"]), tool
        else:
            assert "additionalProperties" not in alone["input_schema"]
    assert 140 <= strict
    together = [each for each in Tools(client).definitions("anthropic", strict=True) if each.get("strict")]
    optional, unions = map(sum, zip(*(vendors.costs(each["input_schema"]) for each in together), strict=True))
    assert 20 == len(together)
    assert optional <= 24
    assert unions <= 16


def test_a_strict_schema_says_in_words_what_it_may_not_say_otherwise(toolzz_cal_mock):
    """Bounds and formats that a vendor does not know move into the description; a free object is given as text."""
    tools = Tools(toolzz_cal_mock.client, names=["bookings.list", "bookings.create", "webhooks.create"])
    (listing,) = Tools(toolzz_cal_mock.client, names=["bookings.list"]).definitions("anthropic", strict=True)
    assert listing["input_schema"]["properties"]["take"]["description"].endswith("(at least 1, at most 250)")
    strict = {each["name"]: each["parameters"]["properties"] for each in tools.definitions("openai", strict=True)}
    assert ["string", "null"] == strict["bookings_create"]["metadata"]["type"]
    assert "format uri" in strict["webhooks_create"]["subscriberUrl"]["description"]
    assert None in strict["bookings_create"]["attendee"]["properties"]["language"]["enum"]


def test_vendors_that_do_not_exist_are_refused(toolzz_cal_mock):
    """So is a strict mode of MCP."""
    tools = Tools(toolzz_cal_mock.client, names=["me.get"])
    for vendor, strict in (("gemini", False), ("mcp", True)):
        with pytest.raises(errors.ArgumentError, match="openai"):
            tools.definitions(vendor, strict=strict)


def test_mcp_definitions_say_what_a_tool_does(toolzz_cal_mock):
    """Hints follow the effect, and the output schema names the payload's members."""
    tools = {each["name"]: each for each in Tools(toolzz_cal_mock.client).definitions("mcp")}
    hints = {
        name: tuple(tools[name]["annotations"][key] for key in ("readOnlyHint", "destructiveHint"))
        for name in ("bookings_list", "bookings_create", "bookings_cancel")
    }
    assert {
        "bookings_list": (True, False),
        "bookings_create": (False, False),
        "bookings_cancel": (False, True),
    } == hints
    assert "uid" in tools["bookings_list"]["outputSchema"]["properties"]["data"]["items"]["properties"]
    booking = tools["bookings_get"]["outputSchema"]["properties"]["data"]
    assert "uid" in booking["properties"]
    assert "uid" in booking["items"]["properties"]  # of a series
