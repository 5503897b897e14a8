"""docs/contract-watch.md tells of every verdict, every option, every part of the output and the workflow's secret."""

from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from toolzz_cal_cli import doctor
from toolzz_cal_cli.contract.cleaning import MOST_BYTES
from toolzz_cal_cli.contract.judging import Verdict
from toolzz_cal_cli.contract.watching import Watched

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "contract-watch.md").read_text("utf-8")
FLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "contract-watch.yml").read_text("utf-8"))


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict(verdict):
    """In the table of verdicts."""
    assert f"| `{verdict}` |" in GUIDE


OWN = {"--contract", "--openapi", "--used", "--toolkit-version", "--json"}


def test_every_option():
    """In the table of options, and the command has each."""
    assert OWN <= {flag for each in doctor.command().params for flag in each.opts}
    for flag in OWN:
        assert f"| `{flag}" in GUIDE, flag


def test_every_key_of_an_entry():
    """As `--json` writes them."""
    for each in fields(Watched):
        assert f"`{each.name}`" in GUIDE, each.name


def test_limits():
    """Those of the code."""
    assert f"{MOST_BYTES // 1_000_000} MB" in GUIDE
    assert "at most as many as there are operations" in " ".join(GUIDE.split())


def test_the_secret_of_the_workflow():
    """The guide and the workflow name the same; without it the steps after the first are left out."""
    (job,) = FLOW["jobs"].values()
    name = job["env"]["COMPOSIO_API_KEY"].partition("secrets.")[2].partition(" ")[0]
    assert f"`{name}`" in GUIDE
    first, *others = job["steps"]
    assert name in first["run"]
    assert {f"steps.{first['id']}.outputs.there"} == {step["if"] for step in others}
    assert "doctor --contract" in others[-1]["run"]
