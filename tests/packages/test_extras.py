"""Without what an extra installs, whoever needs it is told by name what to install: a rule over all extras."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.support.client import ROOT
from tests.support.independence import PATIENCE

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PATHS = os.pathsep.join(str(ROOT / each) for each in ("generated_client", "packages"))
# For each extra: a package of it that is missing, and what a program then does. None: it goes on without.
NEEDS = {
    "celery": ("celery", "import toolzz_cal_cli.queue as it; it.application('redis://127.0.0.1:1')"),
    "cli": ("click", "import sys; from toolzz_cal_cli.__main__ import main; sys.exit(main(['me', 'get']))"),
    "fast": ("orjson", None),
    "journal": ("sqlalchemy", "from toolzz_cal import journal; journal.open('sqlite:///calls.db')"),
    "keyring": ("keyring", None),
    "limits": ("limits", "from toolzz_cal.rate_limits import RateLimit; RateLimit('120/minute')"),
    "mcp": ("mcp", "from toolzz_cal_mcp import create_server"),
    "mock": ("jsonschema_rs", "from toolzz_cal_mock import Mock; Mock()"),
    "otel": ("opentelemetry", "from toolzz_cal import Client, tracing; tracing.traced(Client())"),
}
# The same from other sides: packages that are missing one by one, and the modules that are imported by name.
MORE = [
    ("mcp", "mcp_types", "from toolzz_cal_mcp import create_server"),
    ("mcp", "mcp", "import toolzz_cal_mcp; toolzz_cal_mcp.create_server"),
    ("mock", "sortedcontainers", "from toolzz_cal_mock import Mock; Mock()"),
    ("mock", "sortedcontainers", "from toolzz_cal_mock import create_app; create_app()"),
    ("celery", "redis", "import toolzz_cal_cli.queue as it; it.application('redis://127.0.0.1:1')"),
    ("journal", "redis", "from toolzz_cal import journal; journal.open('redis://127.0.0.1:1')"),
]
# Runs each program as if a package were not installed, and tells what it ended with.
RUN = """
import contextlib, io, json, sys

class Without:
    def __init__(self, finder, name):
        self.finder, self.name = finder, name
    def find_spec(self, full, *rest):
        return None if full.partition(".")[0] == self.name else self.finder.find_spec(full, *rest)

usual, loaded = list(sys.meta_path), set(sys.modules)
for name, program in json.load(sys.stdin):
    for module in set(sys.modules) - loaded:
        if module.partition(".")[0].startswith("toolzz_cal") or module.partition(".")[0] == name:
            del sys.modules[module]
    sys.meta_path[:] = [Without(each, name) for each in usual]
    told = io.StringIO()
    try:
        with contextlib.redirect_stderr(told):
            exec(program, {})
    except SystemExit as end:
        print(json.dumps(["exit", told.getvalue()]))
    except Exception as problem:
        print(json.dumps([[each.__name__ for each in type(problem).__mro__], str(problem)]))
    else:
        print(json.dumps(["done", ""]))
"""


@pytest.fixture(scope="module")
def outcomes():
    """What each program ended with, all of them in one process."""
    programs = [(extra, name, program) for extra, (name, program) in NEEDS.items() if program is not None]
    asked = [*programs, *MORE]
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=json.dumps([each[1:] for each in asked]), capture_output=True, text=True,
        timeout=PATIENCE, check=True, env={"PYTHONPATH": PATHS, "PATH": os.environ["PATH"]},
    )  # fmt: skip
    return list(zip(asked, map(json.loads, done.stdout.splitlines()), strict=True))


def test_every_extra_is_named_where_it_is_missing(outcomes):
    """By an ImportError, a ConfigurationError or a line on the standard error, with the command that installs it."""
    for (extra, name, program), (ended, told) in outcomes:
        assert f"pip install 'toolzz-cal[{extra}]'" in told, (name, program, ended, told)
        assert "exit" == ended or {"ImportError", "ConfigurationError", "Refusal"} & set(ended), (program, ended)


def test_every_extra_has_its_row():
    """A new extra is looked at here, too."""
    assert set(NEEDS) == set(PROJECT["optional-dependencies"])


def test_the_command_is_written_in_one_place():
    """`_extras.install` alone spells it; docstrings and pages say it to readers."""
    folders = ("generator/runtime", "packages")
    written = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for line in re.sub(r'"""(.|\n)*?"""', "", path.read_text("utf-8")).splitlines()
        if "pip install 'toolzz-cal[" in line and path.name != "_extras.py"
    ]
    assert written == []
