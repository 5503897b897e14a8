"""The job that other teams copy does what it says: its commands are run here, on copies."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.support.generator import OPENAPI, changed, specification

ROOT = Path(__file__).resolve().parents[3]
JOB = yaml.safe_load((ROOT / "docs" / "examples" / "weekly-update.yml").read_text("utf-8"))
USED = re.compile(r"[\w-]+/[\w-]+@(release/)?v\d+")  # an action of others: owner, name, and the line of its releases
STEPS = {step["name"]: step["run"] for step in JOB["jobs"]["update"]["steps"] if "name" in step}


def workplace(folder):
    """A team's folder with a checkout of this project, of a small specification, and what can generate."""
    specification(folder / ".toolzz-cal" / "spec")
    shutil.copytree(ROOT / "generator", folder / ".toolzz-cal" / "generator")
    (folder / ".venv-toolzz-cal" / "bin").mkdir(parents=True)
    python = folder / ".venv-toolzz-cal" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    return folder


def run(step, folder):
    """Runs a step as the job would, except for making the environment, which takes a network."""
    lines = [line for line in STEPS[step].splitlines() if "-m venv" not in line and "-m pip" not in line]
    environment = {**os.environ, **JOB["env"]}
    command = ["bash", "-e", "-c", "\n".join(lines)]
    subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=True)


def test_the_client_is_made_and_the_change_is_told(tmp_path):
    """The first run keeps the specification; after a change the next one tells of it, and makes the client anew."""
    folder = workplace(tmp_path)
    run("Make the client", folder)
    run("Tell what changed", folder)
    assert (folder / "vendor" / "toolzz_cal" / "client.py").is_file()
    assert "Nothing changed" in (folder / "changes.md").read_text("utf-8")
    before = (folder / "vendor" / "toolzz_cal" / "resources" / "things.py").read_text("utf-8")
    specification(
        folder / ".toolzz-cal" / "spec", {"openapi.yaml": changed(OPENAPI, "x-effect: read", "x-effect: write")}
    )
    run("Make the client", folder)
    run("Tell what changed", folder)
    assert "`things.get` is now a write" in (folder / "changes.md").read_text("utf-8")
    after = (folder / "vendor" / "toolzz_cal" / "resources" / "things.py").read_text("utf-8")
    assert ('"read"' in before, '"write"' in before) == (True, False)
    assert ('"read"' in after, '"write"' in after) == (False, True)


def test_workflows_are_well_formed():
    """A workflow may only read unless a job says more, ends in time, and runs verbs that the Makefile has."""
    verbs = {line.partition(":")[0] for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if ": " in line}
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        flow = yaml.safe_load(path.read_text("utf-8"))
        assert flow["permissions"] == {"contents": "read"}, path
        for job in flow["jobs"].values():
            assert job["timeout-minutes"] <= 90, path
            for step in job["steps"]:
                assert USED.fullmatch(step.get("uses", "actions/checkout@v4")), path
                words = step.get("run", "").split()
                if words[:1] == ["make"]:
                    assert {word for word in words[1:] if "=" not in word} <= verbs, path
