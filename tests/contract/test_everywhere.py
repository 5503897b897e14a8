"""Each operation is everywhere where operations are, and nothing else is: one test for each place."""

import inspect
import json
import re
from functools import cached_property

import click
import pytest
from toolzz_cal import AsyncClient, Client
from toolzz_cal.tools import Tools
from toolzz_cal_cli.application import ResourceGroup
from toolzz_cal_mock.world import behaviours  # noqa: F401 - they enter themselves into BEHAVIOURS
from toolzz_cal_mock.world.base import BEHAVIOURS, UNWRITTEN

from tests.support.client import PACKAGE, examples, iterator, pageable
from workshop.site.reference import pages, source

SPECIFIED = {each.name for each in examples()}
WALKS = {iterator(each.name) for each in pageable()}
# What the client and the command line have besides operations.
OF_CLIENT = {"actions", "acting_for", "aclose", "close", "request", "upstream", "with_options"}
OF_COMMANDS = {
    "batch", "completion", "doctor", "gym", "listen", "login", "mcp", "mock", "profile", "routes", "slots.show",
    "trigger", "worker",
}  # fmt: skip


def methods(resource, path=()):
    """The dotted names of all public methods below a client."""
    for name, value in inspect.getmembers_static(type(resource)):
        if name.startswith("_") or (not path and name in OF_CLIENT):
            continue
        if isinstance(value, cached_property):
            yield from methods(getattr(resource, name), (*path, name))
        else:
            yield ".".join((*path, name))


def commands(group, path=()):
    """The dotted names of all commands below a group."""
    for name in group.list_commands(click.Context(group)):
        found = group.get_command(click.Context(group), name)
        here = (*path, name.replace("-", "_"))
        if isinstance(found, ResourceGroup):
            yield from commands(found, here)
        else:
            yield ".".join(here)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_client(kind):
    """Every operation is a method, and every method is an operation or walks over the pages of one."""
    assert SPECIFIED | WALKS == set(methods(kind()))


def test_facts():
    """What runs operations without their methods knows them all."""
    assert SPECIFIED == set(json.loads((PACKAGE / "operations.json").read_text("utf-8"))["operations"])


def test_mock():
    """The mock has a behaviour for each, and for nothing else, and each is written."""
    assert SPECIFIED == set(BEHAVIOURS)
    assert set() == UNWRITTEN


def test_documentation():
    """Each has one section on the page of its resource."""
    told = re.findall(r"^## `([\w.]+)` \{", "\n".join(pages(source()).values()), re.MULTILINE)
    assert sorted(SPECIFIED) == sorted(name for name in told if "." in name)


def test_command_line():
    """Each is a command; the other commands are named above."""
    assert SPECIFIED | OF_COMMANDS == set(commands(ResourceGroup("")))


def test_tools():
    """Each is a tool, under a name that tells which."""
    with Client() as client:
        tools = Tools(client, names=SPECIFIED)
        assert SPECIFIED == {tools.tool(name).operation for name in tools.names}
