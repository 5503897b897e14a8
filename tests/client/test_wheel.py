"""The wheel: what is in it, that it works where nothing else of the project is, and that it is what the tests test."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from tests.support.counts import OPERATIONS
from tests.support.models import document
from tests.support.wheel import ROOT, build, unpack

SOURCE = ROOT / "generated_client" / "toolzz_cal"
# Everything that the wheel's dependencies bring, and nothing more.
DEPENDENCIES = ("anyio", "attr", "attrs", "certifi", "h11", "httpcore", "httpx", "idna", "sniffio", "typing_extensions")
SUBSELECTION = [ROOT / "tests" / "client" / name for name in ("test_exports.py", "test_models.py")]

SCRIPT = """
import importlib.util, json, sys
import toolzz_cal
from toolzz_cal import AsyncClient, Client, errors, models

for name in ("generator", "yaml", "openapi_python_client", "jinja2", "orjson", "hypothesis"):
    assert importlib.util.find_spec(name) is None, name
told = json.load(sys.stdin)
for client in (Client(composio_api_key="ak_example"), AsyncClient(composio_api_key="ak_example")):
    for operation in told["operations"]:
        here = client
        for part in operation.split("."):
            here = getattr(here, part)
        assert callable(here), operation
read = [getattr(models, name) for name in models.__all__]
assert all(getattr(toolzz_cal, name) is not None for name in toolzz_cal.__all__)
assert models.Booking.from_dict(told["booking"], strict=True).to_dict() == told["booking"]
print(json.dumps({"file": toolzz_cal.__file__, "version": toolzz_cal.__version__}))
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built once."""
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def environment(wheel, tmp_path_factory):
    """The Python of a new environment that holds the wheel and its dependencies alone, and where it was installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    unpack(wheel, site)
    for name in DEPENDENCIES:
        found = importlib.util.find_spec(name)
        if found is not None and found.origin is not None:
            origin = Path(found.origin)
            source = origin.parent if origin.name == "__init__.py" else origin
            (site / source.name).symlink_to(source)
    return python, site


def _names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def _metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_the_wheel_holds_the_client_and_nothing_else(wheel):
    """Every file of the package but its manifest is in the wheel to the byte; tests, generator and caches are not."""
    wanted = {
        f"toolzz_cal/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted.remove("toolzz_cal/manifest.json")
    assert {"toolzz_cal/py.typed", "toolzz_cal/operations.json", "toolzz_cal/models/__init__.py"} < wanted
    names = _names(wheel)
    assert len(set(names)) == len(names)
    packages = {"toolzz_cal", "toolzz_cal_cli", "toolzz_cal_mcp", "toolzz_cal_mock"}
    assert packages == {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert wanted == {name for name in names if name.startswith("toolzz_cal/")}
    with zipfile.ZipFile(wheel) as archive:
        for name in wanted:
            assert (SOURCE.parent / name).read_bytes() == archive.read(name), name
    records = {name.rsplit("/", 1)[-1] for name in names if ".dist-info/" in name}
    assert {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"} == records


def test_the_wheel_fits_any_platform(wheel):
    """It is pure Python."""
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_needs_httpx_and_attrs_alone(wheel):
    """Without an extra, two dependencies are installed; orjson comes with `fast`."""
    needs = _metadata(wheel).get_all("Requires-Dist")
    assert sorted(each.split(">")[0] for each in needs if "extra ==" not in each) == ["attrs", "httpx"]
    assert [each.split(">")[0] for each in needs if each.endswith("extra == 'fast'")] == ["orjson"]


def test_the_wheel_says_what_it_is(wheel):
    """Name, version, license, Python and description are in the metadata, the version as the package has it."""
    import toolzz_cal

    told = _metadata(wheel)
    assert ("toolzz-cal", toolzz_cal.__version__) == (told["Name"], told["Version"])
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "MIT"
    assert told.get_all("License-File") == ["LICENSE"]
    assert told["Description-Content-Type"] == "text/markdown"
    assert "Typing :: Typed" in told.get_all("Classifier")


def test_the_wheel_works_on_its_own(wheel, environment):
    """In an environment with the dependencies alone every operation is there, and an answer is read and given back."""
    python, site = environment
    answer = document()["components"]["responses"]["Booking"]["content"]["application/json"]["example"]
    operations = [
        operation["operationId"]
        for item in document()["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
    ]
    assert len(operations) == OPERATIONS
    done = subprocess.run(
        [str(python), "-I", "-W", "error", "-c", SCRIPT],
        input=json.dumps({"operations": operations, "booking": answer["data"]["data"]}),
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert str(site / "toolzz_cal" / "__init__.py") == told["file"]
    assert _metadata(wheel)["Version"] == told["version"]
    assert "toolzz-cal" in {each.name for each in importlib.metadata.distributions(path=[str(site)])}


def test_the_tests_pass_on_the_wheel(wheel):
    """`TOOLZZ_CAL_FROM_WHEEL` makes the tests use the wheel, which `tests/conftest.py` proves, and they pass there."""
    chosen = [str(path) for path in SUBSELECTION if path.exists()]
    assert chosen
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *chosen],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "TOOLZZ_CAL_FROM_WHEEL": str(wheel)},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
