"""What docs/mcp.md says holds."""

from __future__ import annotations

import argparse
import json
import re

from toolzz_cal_mcp.__main__ import add_options

from tests.support.client import ROOT

GUIDE = (ROOT / "docs" / "mcp.md").read_text("utf-8")


def test_the_guide_s_configurations_start_the_server():
    """They are JSON, and their options exist."""
    found = [json.loads(each) for each in re.findall(r"```json\n(.*?)```", GUIDE, re.S)]
    assert 2 == len(found)
    parser = argparse.ArgumentParser()
    add_options(parser)
    for each in found:
        (server,) = (each.get("mcpServers") or each["servers"]).values()
        command, *options = server["args"]
        assert ("toolzz-cal", "mcp") == (server["command"], command)
        parser.parse_args(options)


def test_the_guide_names_every_option_that_decides_what_may_happen():
    """And no option that does not exist."""
    parser = argparse.ArgumentParser()
    add_options(parser)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE)) - {"--env"}
    assert named <= options
    assert options - named <= {"--help", "--route", "--connected-account-id", "--timeout"}


def test_the_guide_s_figures_and_program_hold(toolzz_cal_mock):
    """The default list has as many tools as it says, and its snippet makes a server."""
    from tests.support.mcp import listed  # only now: MCP takes a second

    (source,) = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    namespace = {"client": toolzz_cal_mock.async_client}
    exec(compile(source, "mcp.md", "exec"), namespace)
    assert "toolzz-cal" == namespace["server"].name
    tools = listed(toolzz_cal_mock.async_client).tools
    assert f"the default list has {len(tools)} tools" in " ".join(GUIDE.split())
    for name in re.findall(r"`(\w+_\w+)`", GUIDE.split("## What it offers")[1].split("| option |")[0]):
        assert name in {each.name for each in tools}
