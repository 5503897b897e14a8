"""docs/command-line.md is right: every shell example is run, and its output is compared."""

from __future__ import annotations

import os
import re
import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from toolzz_cal_cli.application import root
from toolzz_cal_cli.connecting import connection_options, view_options
from toolzz_cal_cli.failures import MEANINGS, Exit
from toolzz_cal_cli.sources import VARIABLES

from tests.support.command_line import WHOLE, environment, variables

GUIDE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
_COMMAND = re.compile(r"(?:.*\\\n)*.*")
ADDRESS = "http://127.0.0.1:8787"  # the guide's


def examples():
    """Each command of the guide, which goes on behind a backslash, with the output that it shows."""
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            found = _COMMAND.match(part)
            yield found[0], part[found.end() :].splitlines()[1:]


def fits(shown, lines):
    """Whether an output is what is shown, where a line of `…` stands for any lines."""
    parts = [list(group) for dots, group in groupby(shown, lambda line: line == "…") if not dots]
    at = 0
    for part in parts:
        places = [index for index in range(at, len(lines) - len(part) + 1) if lines[index : index + len(part)] == part]
        if not places:
            return False
        at = places[0] + len(part)
    starts = not shown or shown[0] == "…" or lines[: len(parts[0])] == parts[0]
    ends = not shown or shown[-1] == "…" or lines[-len(parts[-1]) :] == parts[-1]
    return starts and ends and (bool(shown) or not lines) and ("…" in shown or len(lines) == len(shown))


@pytest.fixture
def shell(tmp_path, toolzz_cal_mock_server):
    """Runs a line of bash in which `toolzz-cal` is the command."""
    program = tmp_path / "bin" / "toolzz-cal"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {" ".join(WHOLE)} "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    own = variables(toolzz_cal_mock_server.url) | {"XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "80"}
    settings = environment(PATH=path, PYTHONUTF8="1", **own)

    def run(line, before):
        done = subprocess.run(
            ["bash", "-c", f"(exit {before}); {line}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, timeout=300, check=False, env=settings, cwd=tmp_path,
        )  # fmt: skip
        told = done.stdout.replace(toolzz_cal_mock_server.url, ADDRESS)
        return done.returncode, [each.rstrip() for each in told.splitlines()]

    return run


def test_every_example(shell, tmp_path):
    """The examples, in their order, print what the guide shows; a file that is shown is there from then on."""
    found, code = 0, 0
    for command, shown in examples():
        if command.startswith("cat "):
            (tmp_path / command.removeprefix("cat ")).write_text("".join(f"{each}\n" for each in shown), "utf-8")
            continue
        code, lines = shell(command, code)
        assert fits(shown, lines), f"{command}\n" + "\n".join(lines)
        found += 1
    assert found >= 15


def test_every_exit_code_is_in_the_guide():
    """The table of exit codes has each code once, in order, with what the code says it means."""
    table = GUIDE.partition("## Exit codes")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", table, re.M)
    assert rows == [(str(each.value), MEANINGS[each]) for each in Exit]


def test_every_variable_and_option_is_in_the_guide():
    """Variables, settings of a profile, options of output and commands of the root are all told of."""
    options = [flag for each in (*connection_options(), *view_options()) for flag in each.opts if flag.startswith("--")]
    extra = [
        "batch",
        "completion",
        "doctor",
        "gym",
        "listen",
        "login",
        "mcp",
        "mock",
        "profile",
        "routes",
        "slots show",
        "trigger",
        "worker",
    ]
    for each in (*VARIABLES, *VARIABLES.values(), *options, *(f"toolzz-cal {name}" for name in extra)):
        assert each in GUIDE, each
    assert {name.partition(" ")[0] for name in extra} <= set(root().list_commands(None))
