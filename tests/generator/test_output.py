"""What is written, and what is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import ROOT, main

SPEC = ROOT / "spec"
BOOKING = Path("components/schemas/Booking.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The specification and the client made from it, in a folder of their own."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(SPEC, folder / "spec")
    assert 0 == generate(folder)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of both for one test."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def arguments(folder: Path) -> list[str]:
    return ["--spec", str(folder / "spec" / "openapi.yaml"), "--output", str(folder / "out")]


def generate(folder: Path) -> int:
    return main(["generate", *arguments(folder)])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.rglob("*") if p.is_file()}


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_an_unchanged_tree_is_not_touched(folder, capsys):
    """A second run writes no file and says that all are up to date."""
    before = stamps(folder / "out")
    assert 0 == generate(folder)
    assert before == stamps(folder / "out")
    assert "up to date" in capsys.readouterr().out


def test_only_what_changed_is_written(folder, capsys):
    """Another description of a schema touches its model, the facts and the manifest, nothing else."""
    before = stamps(folder / "out")
    replace(folder / "spec" / BOOKING, "Length in minutes.", "Its length in minutes.")
    assert 0 == generate(folder)
    after = stamps(folder / "out")
    assert {"booking.py", "operations.json", "manifest.json"} == {n for n in after if after[n] != before.get(n)}
    assert "3 written, 0 removed" in capsys.readouterr().out


def test_what_is_stale_goes(folder, capsys):
    """Without its operations a resource's module disappears, and the models that only they used."""
    for name in ("provider/get", "provider/verify_access_token"):
        (folder / "spec" / "operations" / f"{name}.yaml").unlink()
    root = folder / "spec" / "openapi.yaml"
    lines = root.read_text("utf-8").splitlines(keepends=True)
    drop = {i + d for i, line in enumerate(lines) if "operations/provider/" in line for d in (-1, 0)}
    root.write_text("".join(line for i, line in enumerate(lines) if i not in drop), "utf-8")
    assert 0 == generate(folder)
    assert not (folder / "out" / "resources" / "provider.py").exists()
    assert not (folder / "out" / "models" / "provider.py").exists()
    assert "2 removed" in capsys.readouterr().out


def test_an_edited_file_is_noticed_and_mended(folder, capsys):
    """`check` names the file and the cure with exit code 1; `generate` puts it right."""
    before = contents(folder / "out")
    replace(folder / "out" / "client.py", "class Client", "class Klient")
    (folder / "out" / "models" / "own.py").write_text("own = True\n")
    (folder / "out" / "resources" / "me.py").unlink()
    assert 1 == main(["check", *arguments(folder)])
    told = capsys.readouterr().err
    assert all(part in told for part in ("client.py", "own.py", "me.py", "make generate"))
    assert 0 == generate(folder)
    assert before == contents(folder / "out")
    assert 0 == main(["check", *arguments(folder)])


def test_a_deleted_client_comes_back_to_the_byte(folder):
    """Deleting the output and generating restores every file."""
    before = contents(folder / "out")
    shutil.rmtree(folder / "out")
    assert 0 == generate(folder)
    assert before == contents(folder / "out")


def test_a_failure_half_way_leaves_the_tree_as_it_was(folder, capsys):
    """When a file can't be put in place, those that were are taken back."""
    replace(folder / "spec" / BOOKING, "Length in minutes.", "Its length in minutes.")
    replace(folder / "spec" / "operations" / "me" / "get.yaml", "operationId: me.get\n", "operationId: me.get\n")
    (folder / "out" / "models" / "booking.py").unlink()
    (folder / "out" / "models" / "booking.py").mkdir()
    (folder / "out" / "models" / "booking.py" / "in_the_way").write_text("")
    before = contents(folder / "out")
    assert 1 == generate(folder)
    assert before == contents(folder / "out")
    assert "Traceback" not in capsys.readouterr().err


SETTINGS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu"},
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_output_depends_on_the_specification_only(made, tmp_path, setting):
    """Hash seed, locale and time zone change no byte."""
    command = [sys.executable, "-m", "generator", "generate", "--spec", str(made / "spec" / "openapi.yaml")]
    environment = {**os.environ, **setting}
    subprocess.run([*command, "--output", str(tmp_path / "out")], cwd=ROOT, env=environment, check=True)
    assert contents(made / "out") == contents(tmp_path / "out")


def test_the_committed_client_is_what_the_specification_gives(made):
    """`generated_client/` equals a fresh generation, and holds nothing else."""
    committed = contents(ROOT / "generated_client" / "toolzz_cal")
    committed = {name: data for name, data in committed.items() if "__pycache__" not in name}
    assert contents(made / "out") == committed


def test_the_runtime_is_copied_byte_for_byte(made):
    """Every file of `generator/runtime/` but its `__init__` stands in the package as it is."""
    for path in (ROOT / "generator" / "runtime").glob("*.py"):
        if path.name != "__init__.py":
            assert path.read_bytes() == (made / "out" / path.name).read_bytes(), path.name


def test_one_module_imports_the_parser():
    """openapi-python-client is imported by `parse.py` alone."""
    sources = {path.name: path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py")}
    users = [name for name, text in sources.items() if "from openapi_python_client" in text]
    assert not any("import openapi_python_client" in text for text in sources.values())
    assert ["parse.py"] == users


def test_the_runtime_imports_nothing_emitted():
    """Arrows go one way: the runtime never imports resources, models, the client or the catalogue."""
    for path in (ROOT / "generator" / "runtime").glob("*.py"):
        text = path.read_text("utf-8")
        assert not any(f"from .{name}" in text for name in ("client", "resources", "models", "_catalogue")), path.name
        assert "from . import" not in text, path.name
