"""The wheel alone: in empty environments, with the oldest and the newest of its dependencies, on every Python here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from workshop.contract.running import Failed, NotRun
from workshop.contract.tools import FOLDER, ROOT, last_error, program_in, python_with, run

TWINE = "twine==7.0.0"
SECONDS = 300
# A call in each style, answered without a network and read strictly.
SCRIPT = """
import asyncio, json, sys
import httpx
from toolzz_cal import AsyncClient, Client

ANSWER = {"successful": True, "error": None, "data": {"status": "success", "data": [
    {"id": 8841, "name": "Support", "isOrganization": False}]}}

def answered(request):
    assert request.headers["x-api-key"] == "ak_example"
    assert json.loads(request.content)["arguments"] == {}
    return httpx.Response(200, json=ANSWER)

async def main():
    http = httpx.AsyncClient(transport=httpx.MockTransport(answered))
    async with AsyncClient(composio_api_key="ak_example", user_id="user-example", http_client=http) as client:
        return [team.name for team in (await client.teams.list()).data]

http = httpx.Client(transport=httpx.MockTransport(answered))
with Client(composio_api_key="ak_example", user_id="user-example", http_client=http) as client:
    names = [team.name for team in client.teams.list().data]
assert names == asyncio.run(main()) == ["Support"], names
assert not {"pytest", "orjson", "jsonschema_rs", "generator"} & sys.modules.keys()
from importlib.metadata import version
print(version("httpx"), version("attrs"))
"""


def built(dist: Path) -> Path:
    """The wheel, built anew with the sdist in a folder of its own. Raises `Failed`."""
    shutil.rmtree(dist, ignore_errors=True)
    build = run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(ROOT)], seconds=SECONDS)
    if build.returncode:
        raise Failed([f"python -m build: {last_error(build.stderr or build.stdout)}"])
    (wheel,) = dist.glob("*.whl")
    return wheel


def unreadable(dist: Path) -> list[str]:
    """What twine says against the wheel and the sdist in a folder."""
    twine = python_with("twine", TWINE)
    files = [str(path) for path in sorted(dist.iterdir()) if path.suffix in {".whl", ".gz"}]
    looked = run([str(twine), "-m", "twine", "check", "--strict", *files], seconds=SECONDS)
    return [] if looked.returncode == 0 else [f"twine check: {last_error(looked.stdout + looked.stderr)}"]


def check() -> str:
    """Builds it, lets twine look at it, and uses it everywhere."""
    wheel = built(FOLDER / "dist")
    findings = unreadable(wheel.parent)
    used, missing = [], ""
    for version, python in sorted(pythons().items()):
        for which, pins in (("oldest", oldest()), ("newest", [])):
            try:
                used.append(f"{version} {which} ({_used(python, wheel, pins)})")
            except Failed as problem:
                findings += [f"Python {version} with the {which} dependencies: {each}" for each in problem.findings]
            except NotRun as why:
                missing = str(why)
    if findings:
        raise Failed(findings)
    if missing:
        raise NotRun(missing)
    return f"twine check; httpx and attrs on Python {', '.join(used)}"


def oldest() -> list[str]:
    """The declared dependencies, each at the first version that is allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [need.replace(">=", "==") for need in project["dependencies"]]


def pythons() -> dict[str, str]:
    """Each Python of this machine that the project supports, by its version; this one always.

    The version of a free-threaded one ends in `t`, as its name does.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    least = tuple(map(int, re.findall(r"\d+", project["requires-python"])))
    found: dict[str, str] = {}
    for candidate in _candidates():
        ask = "import sys, sysconfig as s; t = 't' if s.get_config_var('Py_GIL_DISABLED') else ''; "
        ask += "print('%d.%d' % sys.version_info[:2] + t, sys.implementation.name)"
        try:
            version, _, kind = run([candidate, "-c", ask], seconds=60).stdout.strip().partition(" ")
        except (OSError, subprocess.TimeoutExpired):
            continue
        if kind == "cpython" and tuple(map(int, version.rstrip("t").split("."))) >= least:
            found.setdefault(version, candidate)
    return found


def _candidates() -> Iterator[str]:
    yield sys.executable
    for folder in os.get_exec_path():
        if Path(folder).is_dir():
            yield from (
                str(each) for each in sorted(Path(folder).glob("python3.*")) if re.search(r"3\.\d+t?$", each.name)
            )
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(each) for each in sorted(root.glob("versions/*/bin/python")))


def _used(python: str, wheel: Path, pins: list[str]) -> str:
    """Installs the wheel with its dependencies and nothing else, and runs the script; answers their versions."""
    folder = FOLDER / "empty"
    shutil.rmtree(folder, ignore_errors=True)
    steps = [[python, "-m", "venv", str(folder)]]
    inside = str(program_in(folder))
    steps += [
        [inside, "-m", "pip", "install", "--quiet", str(wheel), *pins],
        [inside, "-m", "pip", "check"],
        [inside, "-I", "-W", "error", "-c", SCRIPT],
    ]
    said = ""
    for step in steps:
        try:
            done = run(step, seconds=SECONDS, cwd=FOLDER)
        except subprocess.TimeoutExpired:
            raise Failed([f"{step[1:4]} did not end in {SECONDS} s"]) from None
        if done.returncode and "install" in step and _is_offline(done.stderr):
            raise NotRun(f"pip can't install the wheel's dependencies ({last_error(done.stderr)})")
        if done.returncode:
            raise Failed([last_error(done.stderr or done.stdout)])
        said = done.stdout.strip()
    shutil.rmtree(folder, ignore_errors=True)
    return said


def _is_offline(errors: str) -> bool:
    return bool(re.search(r"NewConnectionError|ConnectTimeout|Temporary failure|No matching distribution", errors))
