"""The generator as its tests run it: on small specifications, in folders of their own."""

import importlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from generator.__main__ import main
from generator.output import MANIFEST

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "generator" / "cases"
RUNTIME = ROOT / "generator" / "runtime"

# A specification of one operation and one schema, in two files.
OPENAPI = """\
openapi: 3.1.0
info: {title: Example, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /things/{thingId}:
    get:
      operationId: things.get
      x-effect: read
      parameters:
        - {name: thingId, in: path, required: true, description: Which one., schema: {type: string}}
      responses:
        "200": {description: A thing., content: {application/json: {schema: {$ref: components/schemas/Thing.yaml}}}}
"""
THING = """\
type: object
description: A thing.
properties:
  name: {type: string, description: Its name.}
"""
SCHEMA = "components/schemas/Thing.yaml"


def specification(folder, files=None):
    """Writes `OPENAPI` and `THING`, with other files over them or beside them, and answers the path of the root."""
    for path, content in {"openapi.yaml": OPENAPI, SCHEMA: THING, **(files or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "openapi.yaml"


def changed(text, old, new):
    """A text with one part of it changed."""
    assert 1 == text.count(old), old
    return text.replace(old, new)


def generate(spec, output):
    """`python -m generator generate`, in this process."""
    return main(["generate", "--spec", str(spec), "--output", str(output)])


def command(*arguments, **environment):
    """`python -m generator`, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def tree(folder):
    """Every file below a folder with its content; of a folder without files, its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(folder)"
        for path in sorted(folder.rglob("*"))
        if "__pycache__" not in path.parts and (path.is_file() or not any(path.iterdir()))
    }


def emitted(output):
    """The files of a package that were made from templates: without the runtime, the marker and the manifest."""
    copied = {path.name for path in RUNTIME.glob("*.py")} - {"__init__.py"} | {"py.typed", MANIFEST}
    return {path: content for path, content in tree(output).items() if path not in copied}


@contextmanager
def imported(spec, folder, name):
    """A specification's client, generated into a folder and imported under a name that no other test uses."""
    assert 0 == generate(spec, folder / name)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]
