"""The snippets of docs/tools.md and the agent of workshop/site/agent.py do what they say."""

from __future__ import annotations

import re
import subprocess
import sys

from toolzz_cal.tools import Tools

from tests.support.client import ROOT

GUIDE = (ROOT / "docs" / "tools.md").read_text("utf-8")


def test_the_guide_s_snippets_run(toolzz_cal_mock, capsys):
    """They run one after the other, and print what their comments say."""
    namespace = {"client": toolzz_cal_mock.client}
    for source in re.findall(r"```python\n(.*?)```", GUIDE, re.S):
        exec(compile(source, "tools.md", "exec"), namespace)
        said = re.search(r"print\(.*?\)  # (.*)", source)
        parts = re.split("\\s*…\\s*", said[1])
        printed = capsys.readouterr().out
        assert printed.startswith(parts[0])
        assert all(part in printed for part in parts)


def test_the_guide_s_figures_are_true(toolzz_cal_mock):
    """How many tools there are, and the longest name."""
    tools = Tools(toolzz_cal_mock.client)
    assert f"there are {len(tools)} tools" in GUIDE
    assert f"{max(map(len, tools.names))}\ncharacters at most" in GUIDE


def test_the_agent_books_once_and_is_refused_once():
    """With booking allowed it books the slot that it found; with booking forbidden it is refused, and says why."""
    told = subprocess.run(
        [sys.executable, "-m", "workshop.site.agent"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert 0 == told.returncode, told.stderr
    first, second = told.stdout.split("\nThe same after", 1)
    assert "Booked: «Onboarding call" in first
    assert "2027-03-09T13:00:00.000Z" in first
    assert "booking not allowed" in second
    assert "createBookingEnabled is off" in second
    assert re.search(r"Bookings made +1$", second.strip())
