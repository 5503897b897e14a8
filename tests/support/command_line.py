"""What the tests of the command line share: the command in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from toolzz_cal_cli.__main__ import main
from toolzz_cal_cli.sources import PROFILE, VARIABLES
from toolzz_cal_mock.seed import CLIENT, KEY, PROJECT_KEY, TOKEN

from tests.support import forked

WHOLE = [sys.executable, "-m", "toolzz_cal_cli"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A stream that says of itself that a person sits behind it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Always."""
        return True


Run = Callable[..., Ended]


def variables(url: str) -> dict[str, str]:
    """The environment of somebody who uses the mock by the gateway."""
    return {"TOOLZZ_CAL_BASE_URL": url, "COMPOSIO_API_KEY": PROJECT_KEY, "TOOLZZ_ACCESS_TOKEN": TOKEN}


def direct(url: str) -> dict[str, str]:
    """The environment of somebody who uses the mock's Cal.com."""
    return {
        "TOOLZZ_CAL_BASE_URL": url,
        "CAL_API_KEY": KEY,
        "CAL_CLIENT_ID": CLIENT,
        "CAL_CLIENT_SECRET": "example-client-secret",
    }


def cleared(monkeypatch: Any, folder: Any) -> None:
    """Takes from the environment whatever the command reads."""
    for name in (*VARIABLES.values(), PROFILE, "_TOOLZZ_CAL_COMPLETE", "TOOLZZ_CAL_JOURNAL", "TOOLZZ_CAL_BROKER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def runner(monkeypatch: Any, capsys: Any) -> Run:
    """Runs the command in this process."""

    def run(*words: str, stdin: str = "") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in err + out, err
        return Ended(int(code), out, err)

    return run


def environment(**changed: str) -> dict[str, str]:
    """The environment of a process that finds what this one imports."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each), **changed}


def process(*words: str, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own, to its end, with options of `forked.run`."""
    return forked.run("toolzz_cal_cli", words, env or environment(), **options)
