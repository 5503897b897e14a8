"""Tools as objects of frameworks for agents. With the frameworks themselves `workshop/fit/checks` tries them."""

import asyncio
import json
import sys
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace

import pytest
from toolzz_cal import errors
from toolzz_cal._tools_frameworks import _MAKERS, _inputs
from toolzz_cal.tools import AsyncTools, Tools

from tests.support.client import Reply, Upstream, async_client, sync_client

BOOKING = {"successful": True, "data": {"status": "success", "data": {"id": 1, "uid": "bk1"}}}


class FunctionTool(SimpleNamespace):
    """A tool of a framework that has no more than what it is told."""


@pytest.fixture
def agents(monkeypatch):
    """A framework that stands for openai-agents."""
    made = ModuleType("agents")
    made.FunctionTool = FunctionTool
    monkeypatch.setitem(sys.modules, "agents", made)


def tools(style, upstream, **conditions):
    if style == "sync":
        return Tools(sync_client(upstream), **conditions)
    return AsyncTools(async_client(upstream), **conditions)


@pytest.mark.parametrize("style", ["sync", "async"])
def test_tools_run_what_is_asked_for(agents, style):
    """Each tool has the name, the text and the schema of its definition, and gives the text that `run` gives."""
    upstream = Upstream(Reply(200, BOOKING))
    chosen = tools(style, upstream, names=["bookings.get", "slots.available"])
    first, second = chosen.for_("openai-agents")
    assert (first.name, second.name) == chosen.names
    assert first.params_json_schema == next(iter(chosen)).arguments()
    assert first.description == next(iter(chosen)).description
    told = asyncio.run(first.on_invoke_tool(None, '{"bookingUid": "bk1"}'))
    assert json.loads(told)["data"]["uid"] == "bk1"
    assert upstream.arguments == [{"bookingUid": "bk1"}]


@pytest.mark.parametrize("style", ["sync", "async"])
def test_errors_are_told_to_the_model(agents, style):
    """What is wrong in a request of the model becomes a text for it, and nothing is sent."""
    upstream = Upstream()
    (tool,) = tools(style, upstream, names=["bookings.get"]).for_("openai-agents")
    for wrong in ('{"bookingUid": "../me"}', "{", '{"uid": "bk1"}'):
        assert "Nothing was sent" in asyncio.run(tool.on_invoke_tool(None, wrong))
    assert upstream.arguments == []


def test_tools_of_an_event_type_are_run_alike(agents):
    """A framework gets them as it gets any others."""
    upstream = Upstream(Reply(200, BOOKING))
    event_type = {"id": 5, "title": "Call", "lengthInMinutes": 30, "bookingFields": [], "locations": []}
    chosen = tools("sync", upstream, names=["bookings.create"]).for_event_type(event_type)
    (book,) = chosen.for_("openai-agents")
    assert book.params_json_schema == chosen.tool("book").arguments()
    guest = {"start": "2027-03-09T14:00:00Z", "name": "Ana", "email": "ana@example.com", "time_zone": "UTC"}
    assert json.loads(asyncio.run(book.on_invoke_tool(None, json.dumps(guest))))["data"]["booking"] == "bk1"
    assert upstream.arguments[0]["eventTypeId"] == 5


def test_unknown_framework():
    """The message names those that there are, and the nearest."""
    with pytest.raises(errors.ArgumentError, match="langchain") as caught:
        tools("sync", Upstream(), names=["bookings.get"]).for_("langchian")
    assert "pydantic-ai" in str(caught.value)


@pytest.mark.parametrize("framework", ["crewai", "smolagents"])
def test_frameworks_that_do_not_await(framework):
    """They take no tools that have to be awaited, which is said before anything is imported."""
    with pytest.raises(errors.ArgumentError, match=f"{framework} does not await"):
        tools("async", Upstream(), names=["bookings.get"]).for_(framework)


@pytest.mark.parametrize("framework", _MAKERS)
def test_missing_frameworks_are_named(framework, monkeypatch):
    """What is not installed is a wrong setting, whose message says what to install."""
    module, package, _ = _MAKERS[framework]
    for name in {module, module.partition(".")[0]}:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(errors.ConfigurationError, match=f"pip install {package}$"):
        tools("sync", Upstream(), names=["bookings.get"]).for_(framework)


def test_no_framework_is_imported_before_it_is_asked_for():
    """Making tools needs none of them."""
    tools("sync", Upstream(), names=["bookings.get"])
    assert not {module for module, _, _ in _MAKERS.values() if find_spec(module.partition(".")[0]) is None} & set(
        sys.modules
    )


def test_plain_inputs():
    """What may be of several types is anything, and what may be left out may be null."""
    schema = {
        "properties": {"a": {"type": "string", "description": "A."}, "b": {"anyOf": [{"type": "integer"}]}},
        "required": ["a"],
    }
    assert _inputs(schema) == {
        "a": {"type": "string", "description": "A."},
        "b": {"type": "any", "description": "b", "anyOf": [{"type": "integer"}], "nullable": True},
    }
