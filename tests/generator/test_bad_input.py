"""Bad input gets a clear error: file, line, what, what to do, exit code 1, and nothing written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.__main__ import main

ROOT = """\
openapi: 3.1.0
info: {title: Tiny, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /things/{thingId}:
    $ref: operations/things/get.yaml
"""
GET = """\
get:
  operationId: things.get
  x-effect: read
  summary: Get a thing
  description: Gets it.
  parameters:
    - {name: thingId, in: path, required: true, description: Which., schema: {type: string}}
  responses:
    "200":
      description: The thing.
      content:
        application/json:
          schema: {$ref: ../../components/schemas/Thing.yaml}
"""
THING = """\
title: Thing
type: object
description: A thing.
properties:
  name: {type: string, description: Its name.}
"""
FILES = {"openapi.yaml": ROOT, "operations/things/get.yaml": GET, "components/schemas/Thing.yaml": THING}


def run(folder: Path, changes: dict[str, str | bytes]) -> int:
    """Generates from the tiny specification with some files changed; the output folder holds one file before."""
    for name, text in {**FILES, **changes}.items():
        path = folder / "spec" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "out").mkdir()
    (folder / "out" / "kept.py").write_text("kept = True\n")
    return main(["generate", "--spec", str(folder / "spec" / "openapi.yaml"), "--output", str(folder / "out")])


def changed(text: str, before: str, after: str) -> str:
    """A text with one piece replaced, which must be there."""
    assert before in text
    return text.replace(before, after)


OPERATION = "operations/things/get.yaml"
SCHEMA = "components/schemas/Thing.yaml"
BAD: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "broken YAML": ({OPERATION: GET + "  tags: [\n"}, r"get\.yaml:1\d", "Broken YAML"),
    "a tab": ({SCHEMA: THING + "\tx: 1\n"}, r"Thing\.yaml:6", "Broken YAML"),
    "a duplicate key": ({SCHEMA: THING + "type: object\n"}, r"Thing\.yaml:6", "stands twice, first in line 2"),
    "not UTF-8": ({SCHEMA: THING.encode() + b"# \xff\n"}, r"Thing\.yaml:6", "not UTF-8"),
    "a NUL": ({SCHEMA: THING + "x: a\0b\n"}, r"Thing\.yaml:6", "Broken YAML"),
    "a list at the top": ({SCHEMA: "- a\n"}, r"Thing\.yaml:1", "does not hold a mapping"),
    "an empty file": ({SCHEMA: ""}, r"Thing\.yaml:1", "does not hold a mapping"),
    "a key that is a mapping": ({SCHEMA: THING + "? {a: 1}\n: 2\n"}, r"Thing\.yaml:6", "key"),
    "two documents": ({SCHEMA: THING + "---\na: 1\n"}, r"Thing\.yaml:6", "second document"),
    "an anchor bomb": (
        {SCHEMA: THING + "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"},
        r"Thing\.yaml:7",
        "alias",
    ),
    "deep nesting": ({SCHEMA: THING + "x: " + "[" * 20_000 + "\n"}, r"Thing\.yaml:6", "levels deep"),
    "a reference to nothing": (
        {OPERATION: changed(GET, "Thing.yaml", "Nothing.yaml")},
        r"get\.yaml:13",
        "leads nowhere",
    ),
    "a reference to no key": (
        {OPERATION: changed(GET, "schema: {type: string}", "schema: {$ref: '../../components/schemas/Thing.yaml#/x'}")},
        r"get\.yaml:7",
        "no key 'x'",
    ),
    "a reference in a circle": (
        {
            OPERATION: changed(GET, "schema: {type: string}", "schema: {$ref: '../../fields.yaml#/a'}"),
            "fields.yaml": "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\n",
        },
        r"fields\.yaml:2",
        "circle",
    ),
    "components in a circle": (
        {SCHEMA: "$ref: Other.yaml\n", "components/schemas/Other.yaml": "$ref: Thing.yaml\n"},
        r"(Thing|Other)\.yaml:1",
        "circle",
    ),
    "a reference out of the folder": (
        {OPERATION: changed(GET, "../../components/schemas/Thing.yaml", "../../../../../etc/hostname")},
        r"get\.yaml:13",
        "leaves the specification",
    ),
    "a reference to the web": (
        {OPERATION: changed(GET, "../../components/schemas/Thing.yaml", "https://example.com/Thing.yaml")},
        r"get\.yaml:13",
        "leaves the specification",
    ),
    "two operations of one name": (
        {"openapi.yaml": ROOT + "  /other/{thingId}:\n    $ref: operations/things/get.yaml\n"},
        r"get\.yaml:2",
        "Two operations are called 'things.get'",
    ),
    "a keyword as name": ({OPERATION: changed(GET, "things.get", "things.del")}, r"get\.yaml:2", "Python keyword"),
    "a name that shadows": ({OPERATION: changed(GET, "things.get", "close.get")}, r"get\.yaml:2", "shadows"),
    "a name that is no name": ({OPERATION: changed(GET, "things.get", "Things-Get")}, r"get\.yaml:2", "operationId is"),
    "no name": ({OPERATION: changed(GET, "  operationId: things.get\n", "")}, r"get\.yaml", "no operationId"),
    "an unknown extension": ({SCHEMA: THING + "x-colour: red\n"}, r"Thing\.yaml:6", "'x-colour' is unknown"),
    "no effect": ({OPERATION: changed(GET, "  x-effect: read\n", "")}, r"get\.yaml", "x-effect"),
    "an undeclared path argument": (
        {"openapi.yaml": changed(ROOT, "{thingId}", "{thingId}/{partId}")},
        r"get\.yaml:\d+",
        "{partId}, which things.get does not declare",
    ),
    "an unused path argument": (
        {"openapi.yaml": changed(ROOT, "/{thingId}", "")},
        r"get\.yaml:\d+",
        "does not have it",
    ),
    "a header argument": ({OPERATION: changed(GET, "in: path", "in: header")}, r"get\.yaml:\d+", "thingId"),
    "oneOf": ({SCHEMA: THING + "oneOf: [{type: object}]\n"}, r"Thing\.yaml:6", "'oneOf' is not supported"),
    "a discriminator": ({SCHEMA: THING + "discriminator: {propertyName: x}\n"}, r"Thing\.yaml:6", "'discriminator'"),
    "a closed object": ({SCHEMA: THING + "additionalProperties: false\n"}, r"Thing\.yaml:6", "Closed objects"),
    "another media type": (
        {OPERATION: changed(GET, "application/json", "application/xml")},
        r"get\.yaml:\d+",
        "application/xml",
    ),
    "callbacks": ({OPERATION: GET + "  callbacks: {}\n"}, r"get\.yaml:14", "callbacks"),
    "an old version": ({"openapi.yaml": changed(ROOT, "3.1.0", "3.0.3")}, r"openapi\.yaml:1", "openapi is '3.0.3'"),
    "no answer": ({OPERATION: changed(GET, '"200"', '"400"')}, r"get\.yaml:\d+", "successful answer"),
    "keys that collide": (
        {SCHEMA: THING + "  Name: {type: string, description: Again.}\n"},
        r"Thing\.yaml:\d",
        "which is taken",
    ),
    "a key that shadows": (
        {SCHEMA: THING + "  to_dict: {type: string, description: Bad.}\n"},
        r"Thing\.yaml:6",
        "'to_dict', which is taken",
    ),
    "an argument that shadows": (
        {
            OPERATION: changed(GET, "name: thingId", "name: timeout"),
            "openapi.yaml": changed(ROOT, "{thingId}", "{timeout}"),
        },
        r"get\.yaml:\d+",
        "'timeout', which is taken",
    ),
    "an enum of mixed types": (
        {SCHEMA: THING + "  mixed: {enum: [1, a], description: Mixed.}\n"},
        r"Thing\.yaml:6",
        "An enum must hold texts",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused(tmp_path, capsys, name):
    """The message says where, what and what to do; the exit code is 1; the output folder is as it was."""
    changes, where, what = BAD[name]
    assert 1 == run(tmp_path, changes)
    message = capsys.readouterr().err
    assert re.search(where, message), message
    assert what in message
    assert re.search(r"\. [A-Z].*\.$", message.strip()), "no cure at the end"
    assert all(c.isprintable() or c == "\n" for c in message)
    assert ["kept.py"] == [path.name for path in (tmp_path / "out").rglob("*")]


def test_the_tiny_specification_itself_is_fine(tmp_path):
    """What the cases above break generates as it stands."""
    assert 0 == run(tmp_path, {})
    assert (tmp_path / "out" / "models" / "thing.py").is_file()
    assert not (tmp_path / "out" / "kept.py").exists()


def test_hostile_text_stays_text(tmp_path):
    """Quotes, backslashes, braces and control characters of a description are shown, and nothing of them runs."""
    text = '"A \\"quote\\", \\"\\"\\"three\\"\\"\\", \\\\N{DASH} {{ 7*7 }} {% raw %} {f} \\u202e \\x07 \\\\"'
    assert 0 == run(tmp_path, {SCHEMA: changed(THING, "description: A thing.", f"description: {text}")})
    source = (tmp_path / "out" / "models" / "thing.py").read_text("utf-8")
    assert "{{ 7*7 }} {% raw %} {f}" in source
    assert "\u202e" not in source
    assert "\x07" not in source
    shown = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)).body[0].value.value
    assert 'A "quote", """three""", \\N{DASH} {{ 7*7 }} {% raw %} {f} \\u202e \\x07 \\' in shown


def test_help_is_there(capsys):
    """Each command explains itself."""
    for command in ("bundle", "generate", "check"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert 0 == ended.value.code
        assert command in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path, capsys):
    """An output path below a file gives a message and exit code 1."""
    run(tmp_path, {})
    (tmp_path / "file").write_text("")
    code = main(["generate", "--spec", str(tmp_path / "spec/openapi.yaml"), "--output", str(tmp_path / "file/out")])
    assert 1 == code
    assert "file" in capsys.readouterr().err
