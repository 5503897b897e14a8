"""What the specification says of reading a thing to find out whether it was changed, emitted or refused in one line."""

import pytest

from tests.support.generator import changed, generate, specification, tree

TOLD = """\
      x-reconcile:
        read: lamps.get
        with: {lampId: lampId}
        done: {state: out}
        gone: {bulbs.id: bulbId}
        unless: [all]
"""
ANSWER = """\
      responses:
        "200":
          description: Done.
          content:
            application/json:
              schema:
                properties:
                  data: {type: object, properties: {data: {$ref: components/schemas/Lamp.yaml}}}
"""
BODY = """\
      requestBody:
        content: {application/json: {schema: {properties: {arguments: {type: object, properties: {
          lampId: {type: string}, bulbId: {type: string}, all: {type: boolean}}}}}}}
"""
SPEC = f"""\
openapi: 3.1.0
info: {{title: Example, version: "1"}}
servers: [{{url: https://gateway.example.com}}]
paths:
  /execute/CAL_GET_LAMP:
    post:
      operationId: lamps.get
      x-effect: read
      x-cal: {{request: GET /v2/lamps}}
{BODY}{ANSWER}  /execute/CAL_PUT_OUT_LAMP:
    post:
      operationId: lamps.put_out
      x-effect: destroy
      x-cal: {{request: POST /v2/lamps/out}}
{TOLD}{BODY}{ANSWER}"""
LAMP = "type: object\nproperties: {state: {type: string}, bulbs: {type: array, items: {type: object}}}\n"


def files(text):
    """The specification's files."""
    return {"openapi.yaml": text, "components/schemas/Lamp.yaml": LAMP}


def test_the_client_is_told_what_to_read(tmp_path):
    """The operation that reads, what it takes, and how the thing looks when the change has happened."""
    assert 0 == generate(specification(tmp_path / "spec", files(SPEC)), tmp_path / "out")
    lamps = " ".join(tree(tmp_path / "out")["resources/lamps.py"].decode().replace('"', "'").split())
    assert "reconcile=Reread( _GET, filters={'lampId': 'lampId'}, done={'state': 'out'}" in lamps
    assert "gone={'bulbs.id': 'bulbId'}, unless=('all',)" in lamps
    assert "reconcile: bool = False" in lamps


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("        done: {state: out}\n        gone: {bulbs.id: bulbId}\n", "", "x-reconcile is {"),
        ("        unless: [all]\n", "        id: id\n", "x-reconcile is {"),
        ("read: lamps.get", "read: lamps.put_out", "reads nothing of lamps"),
        ("read: lamps.get", "read: doors.get", "reads nothing of lamps"),
        ("done: {state: out}", "done: {shade: out}", "done names 'shade', which lamps.get does not have"),
        ("gone: {bulbs.id: bulbId}", "gone: {wires.id: bulbId}", "gone names 'wires.id'"),
        ("with: {lampId: lampId}", "with: {id: lampId}", "with names 'id'"),
        ("with: {lampId: lampId}", "with: {lampId: id}", "names the argument 'id', which lamps.put_out does not have"),
        ("unless: [all]", "unless: [some]", "names the argument 'some'"),
        ("x-effect: destroy", "x-effect: read", "which is for actions that write"),
    ],
)
def test_what_could_not_be_read_is_told(tmp_path, capsys, old, new, what):
    """A name that nothing has, or a part that is missing, is told with its place."""
    text = changed(SPEC, old, new)
    assert 1 == generate(specification(tmp_path / "spec", files(text)), tmp_path / "out")
    assert what in capsys.readouterr().err


AGAIN = changed(SPEC, TOLD, "      x-reconcile: {repeat: true}\n")


def test_what_may_be_sent_again_says_so_and_looks_at_nothing(tmp_path):
    """The operation knows it, and the method has no keyword for looking."""
    assert 0 == generate(specification(tmp_path / "spec", files(AGAIN)), tmp_path / "out")
    lamps = tree(tmp_path / "out")["resources/lamps.py"].decode()
    assert "reconcile=Repeat()," in " ".join(lamps.split())
    assert "reconcile: bool" not in lamps


HELD = changed(SPEC, TOLD, "      x-reconcile: {read: lamps.get, with: {lampId: lampId}, held: {bulbs.id: bulbId}}\n")


def test_the_client_is_told_what_has_to_be_there(tmp_path):
    """Keys that hold an argument once it has happened."""
    assert 0 == generate(specification(tmp_path / "spec", files(HELD)), tmp_path / "out")
    lamps = " ".join(tree(tmp_path / "out")["resources/lamps.py"].decode().replace('"', "'").split())
    assert "held={'bulbs.id': 'bulbId'}" in lamps


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{repeat: true}", "{repeat: yes please}", "x-reconcile is {"),
        ("{repeat: true}", "{repeat: true, id: id}", "x-reconcile is {"),
        ("{repeat: true}", "{repeat: false}", "x-reconcile is {"),
        ("x-effect: destroy", "x-effect: read", "which is for operations that write"),
        ("{repeat: true}", "{read: lamps.get, held: {wires.id: bulbId}}", "held names 'wires.id'"),
        ("{repeat: true}", "{read: lamps.get, held: {bulbs.id: id}}", "names the argument 'id'"),
        ("{repeat: true}", "{read: lamps.get, done: {state: out}, unless: all}", "unless is 'all'"),
    ],
)
def test_what_could_not_be_sent_again_is_told(tmp_path, capsys, old, new, what):
    """With its place, as of what is read."""
    assert 1 == generate(specification(tmp_path / "spec", files(changed(AGAIN, old, new))), tmp_path / "out")
    assert what in capsys.readouterr().err
