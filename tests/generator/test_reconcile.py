"""What the specification says of reconciliation is emitted, or refused in one line."""

import importlib
import sys

import pytest

from tests.support.generator import changed, generate, specification, tree

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
LISTED = ANSWER.replace(
    "{$ref: components/schemas/Lamp.yaml}", "{type: array, items: {$ref: components/schemas/Lamp.yaml}}"
)
BODY = """\
      requestBody:
        content:
          application/json:
            schema:
              properties:
                arguments:
                  type: object
"""
TOLD = """\
      x-reconcile:
        list: lamps.list
        filter: {room: roomId, names: name, since: made.at}
        same: {name: name, roomId: roomId, places.at: made.at, owner: owner}
        id: id
        created: createdAt
        series: seriesId
        several: count
        moved: movedFrom
        shared: places.owner
        mark: own
        marked: [own, places.own]
        unless: [owner]
"""
ACTIONS = (
    """\
openapi: 3.1.0
info: {title: Example, version: "1"}
servers: [{url: https://gateway.example.com}]
paths:
  /execute/CAL_LIST_LAMPS:
    post:
      operationId: lamps.list
      x-effect: read
      x-cal: {request: GET /v2/lamps}
"""
    + BODY
    + """\
                  properties:
                    room: {type: string}
                    names: {type: array, items: {type: string}}
                    since: {type: string}
                    skip: {type: integer}
                    take: {type: integer}
"""
    + LISTED
    + """\
  /execute/CAL_ADD_LAMP:
    post:
      operationId: lamps.add
      x-effect: write
      x-cal: {request: POST /v2/lamps}
"""
    + TOLD
    + BODY
    + """\
                  required: [name]
                  properties:
                    name: {type: string}
                    roomId: {type: integer}
                    owner: {type: string, format: email}
                    count: {type: integer}
                    own: {type: object}
                    made: {$ref: components/schemas/Made.yaml}
"""
    + ANSWER
    + """\
  /execute/CAL_FIND_LAMP:
    post:
      operationId: lamps.find
      x-effect: read
      x-cal: {request: GET /v2/lamps/find}
"""
    + BODY
    + ANSWER
    + """\
  /execute/CAL_LIST_DOORS:
    post:
      operationId: doors.list
      x-effect: read
      x-cal: {request: GET /v2/doors}
"""
    + BODY
    + LISTED
)
LAMP = """\
type: object
properties:
  id: {type: integer}
  name: {type: string}
  roomId: {type: integer}
  owner: {type: string}
  createdAt: {type: string}
  seriesId: {type: string}
  movedFrom: {type: string}
  own: {type: object}
  places: {type: array, items: {type: object, properties: {at: {type: string}}}}
"""
MADE = "type: object\nproperties: {at: {type: string, format: date-time}}\n"
SHAPE = "Write list:, same: and id:, and if need be filter:, created: and series:"


def files(text=ACTIONS):
    """The specification's files."""
    return {"openapi.yaml": text, "components/schemas/Lamp.yaml": LAMP, "components/schemas/Made.yaml": MADE}


def wrong(old, new, what, cure):
    """A specification with one mistake."""
    return pytest.param(changed(ACTIONS, old, new), what, cure, id=new.strip().splitlines()[0] if new else f"no {old}")


BAD = [
    wrong("        id: id\n", "", "x-reconcile is {", SHAPE),
    wrong(TOLD, "      x-reconcile: lamps.list\n", "x-reconcile is 'lamps.list'", SHAPE),
    wrong("        id: id\n", "        id: id\n        other: id\n", "x-reconcile is {", SHAPE),
    wrong("list: lamps.list\n", "list: lamps.add_all\n", "no action of lamps", "Name an action of the same resource"),
    wrong("list: lamps.list\n", "list: doors.list\n", "no action of lamps", "Name an action of the same resource"),
    wrong("list: lamps.list\n", "list: lamps.find\n", "lamps.find lists no objects, and lamps.add answers Lamp",
          "Only what is listed as it is answered can be found"),
    wrong("        id: id\n", "        id: number\n", "id is 'number', which the items", "Name a key of theirs"),
    wrong("created: createdAt", "created: made", "created is 'made'", "Name a key of theirs"),
    wrong("series: seriesId", "series: part", "series is 'part'", "Name a key of theirs"),
    wrong("moved: movedFrom", "moved: movedTo", "moved is 'movedTo', which the items", "Name a key of theirs"),
    wrong("shared: places", "shared: seats", "shared is 'seats.owner'", "Name a key of theirs"),
    wrong("[own, places.own]", "[own, seats.own]", "marked is 'seats.own'", "Name a key of theirs"),
    wrong("[own, places.own]", "own", "marked is 'own'", "Write a list of names"),
    wrong("several: count", "several: number", "several is 'number', which lamps.add does not", "Name an argument"),
    wrong("mark: own", "mark: metadata", "mark is 'metadata', which lamps.add does not have", "Name an argument"),
    wrong("        mark: own\n", "", "mark and marked stand together", "Write both, or none of the two"),
    wrong("unless: [owner]", "unless: [owners]", "names the argument 'owners', which lamps.add", "Name an argument"),
    wrong("{room: roomId", "{floor: roomId", "filter names 'floor', which lamps.list does not have",
          "Name an argument of the list"),
    wrong("{room: roomId", "{room: floor", "room is like 'floor', which lamps.add does not have", "Name an argument"),
    wrong("since: made.at", "since: made.when", "since is like 'made.when'", "Name an argument"),
    wrong("since: made.at", "since: name.at", "since is like 'name.at'", "Name an argument"),
    wrong("same: {name: name", "same: {title: name", "same names 'title'", "Name a key of theirs"),
    wrong("same: {name: name, roomId: roomId, places.at: made.at, owner: owner}", "same: {}", "same names nothing",
          "Name what tells the thing from others"),
    wrong("same: {name: name, roomId: roomId, places.at: made.at, owner: owner}", "same: name", "same is 'name'",
          "Write names, and for each an argument"),
    wrong("same: {name: name", "same: {name: 5", "same is {", "Write names, and for each an argument"),
    wrong("x-effect: write", "x-effect: destroy", "which is for actions that write", "Remove this key"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "cure"), BAD)
def test_what_could_not_be_done_is_refused(text, what, cure, tmp_path, capsys):
    """In one line that says where, what, and what to do."""
    path = specification(tmp_path / "spec", files(text))
    assert generate(path, tmp_path / "package") == 1
    told = capsys.readouterr().err.strip()
    assert what in told
    assert cure in told
    assert "openapi.yaml:" in told


def test_it_is_emitted(tmp_path, monkeypatch):
    """The operation knows its list, how values are written and compared, and the method has the keyword."""
    path = specification(tmp_path / "spec", files())
    assert generate(path, tmp_path / "lamp_client") == 0
    monkeypatch.syspath_prepend(tmp_path)
    try:
        lamps = importlib.import_module("lamp_client.resources.lamps")
        how = lamps._ADD.reconcile
        assert how.list is lamps._LIST
        assert how.filters == {"room": ("roomId", "text"), "names": ("name", "list"), "since": ("made.at", "")}
        assert how.same == {
            "name": ("name", ""),
            "roomId": ("roomId", ""),
            "places.at": ("made.at", "moment"),
            "owner": ("owner", "email"),
        }
        assert (how.id, how.created, how.series, how.pages) == ("id", "createdAt", "seriesId", True)
        assert (how.several, how.moved, how.shared) == ("count", "movedFrom", "places.owner")
        assert (how.mark, how.marked, how.unless) == ("own", ("own", "places.own"), ("owner",))
        assert lamps._LIST.reconcile is None
        assert "reconcile: bool = False" in tree(tmp_path / "lamp_client")["resources/lamps.py"].decode()
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "lamp_client"]:
            del sys.modules[name]
