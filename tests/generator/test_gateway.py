"""What the specification says of the gateway's versions is emitted, or refused in one line."""

import importlib
import json

import httpx
import pytest

from tests.support.generator import changed, generate, imported, specification, tree

TOLD = """\
      x-gateway:
        - shape: rooms
        - shape: flat
          since: "20260721_00"
          arguments:
            owner.name: ownerName
            minutes: {as: until, encode: moment, since: start}
          defaults: {lit: true, size: {}}
        - slug: CAL_SHIFT_LAMP
"""
DONE = """\
      responses:
        "200": {description: Done., content: {application/json: {schema: {type: object, properties: {data: {}}}}}}
"""
SPEC = f"""\
openapi: 3.1.0
info: {{title: Example, version: "1"}}
servers: [{{url: https://gateway.example.com}}]
paths:
  /execute/CAL_MOVE_LAMP:
    post:
      operationId: lamps.move
      x-effect: write
      x-cal: {{request: POST /v2/lamps}}
{TOLD}\
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                arguments:
                  type: object
                  properties:
                    start: {{type: string, description: When.}}
                    minutes: {{type: integer, description: How long.}}
                    owner: {{$ref: components/schemas/Owner.yaml}}
{DONE}  /execute/CAL_FIND_LAMP:
    post:
      operationId: lamps.find
      x-effect: read
      x-cal: {{request: GET /v2/lamps}}
      requestBody: {{content: {{application/json: {{schema: {{properties: {{arguments: {{type: object}}}}}}}}}}}}
{DONE}"""
DONE_BODY = {"data": {}, "error": None, "successful": True}
OWNER = "type: object\ndescription: Whose.\nproperties: {name: {type: string, description: A name.}}\n"
EXACTLY = "Write a place, or as: a place, encode: moment and since: an argument"
FIRST = "Begin with its shape: or its slug: and nothing else"
LIST = "Write a list of bindings, the documented one first"


def files(text):
    """The specification's files."""
    return {"openapi.yaml": text, "components/schemas/Owner.yaml": OWNER}


@pytest.fixture
def lamps(tmp_path):
    """The specification as a package."""
    with imported(specification(tmp_path / "spec", files(SPEC)), tmp_path, "lamps_gateway") as package:
        yield package


def test_bindings_are_facts_and_part_of_the_operation(lamps, tmp_path):
    """The facts, the view over them and what the client itself holds say the same as the specification."""
    facts = json.loads((tmp_path / "lamps_gateway" / "operations.json").read_text("utf-8"))["operations"]
    moves = {"owner.name": "ownerName", "minutes": {"as": "until", "encode": "moment", "since": "start"}}
    bindings = [
        {"shape": "rooms"},
        {"shape": "flat", "since": "20260721_00", "arguments": moves, "defaults": {"lit": True, "size": {}}},
        {"slug": "CAL_SHIFT_LAMP"},
    ]
    assert bindings == facts["lamps.move"]["gateway"]
    assert "gateway" not in facts["lamps.find"]
    held = importlib.import_module("lamps_gateway.resources.lamps")
    assert (bindings, ()) == (list(held._MOVE.bindings), held._FIND.bindings)
    operations = importlib.import_module("lamps_gateway.operations")
    documented, flat, renamed = operations.get("lamps.move").gateway
    assert ("rooms", None, None) == documented[:3]
    assert ("flat", "20260721_00") == (flat.shape, flat.since)
    assert {"owner.name": ("ownerName", None, None), "minutes": ("until", "moment", "start")} == dict(flat.arguments)
    assert ({"lit": True, "size": {}}, "CAL_SHIFT_LAMP") == (dict(flat.defaults), renamed.slug)
    assert () == operations.get("lamps.find").gateway


def sent_to(lamps, answer, **options):
    """A client in front of a gateway that answers so, and the requests it sent."""
    requests = []

    def handle(request):
        requests.append((request.method, request.url.path, json.loads(request.content or b"{}").get("arguments")))
        return answer(request)

    http = httpx.Client(transport=httpx.MockTransport(handle))
    return lamps.Client(composio_api_key="ak_example", http_client=http, **options), requests


def test_any_action_goes_in_the_form_of_its_version(lamps):
    """The form that a version is known to have is sent at once, the documented one to earlier versions."""
    given = {"start": "2027-03-09T14:00:00Z", "minutes": 5, "owner": {"name": "Ana"}}
    flat = {"start": given["start"], "until": "2027-03-09T14:05:00Z", "ownerName": "Ana", "lit": True, "size": {}}
    for version, arguments in (("20260101_00", given), ("20260721_00", flat), ("latest", flat)):
        client, requests = sent_to(lamps, lambda _: httpx.Response(200, json=DONE_BODY), toolkit_version=version)
        client.lamps.move(**given)
        assert [("POST", "/execute/CAL_MOVE_LAMP", arguments)] == requests


def test_any_action_goes_on_in_the_form_that_fits(lamps):
    """A form that is refused is followed by the one that fits the tool's schema, and that is remembered."""
    schema = {"required": ["ownerName"], "properties": {"ownerName": {}, "lit": {}, "size": {}}}
    refused = {"error": {"message": "Missing required field 'ownerName'", "status": 400}}

    def answer(request):
        if request.method == "GET":
            return httpx.Response(200, json={"input_parameters": schema})
        is_right = "ownerName" in json.loads(request.content)["arguments"]
        return httpx.Response(200, json=DONE_BODY) if is_right else httpx.Response(400, json=refused)

    client, requests = sent_to(lamps, answer, toolkit_version="20260101_00")
    client.lamps.move(owner={"name": "Ana"})
    client.lamps.move(owner={"name": "Leo"})
    assert requests == [
        ("POST", "/execute/CAL_MOVE_LAMP", {"owner": {"name": "Ana"}}),
        ("GET", "/CAL_MOVE_LAMP", None),
        ("POST", "/execute/CAL_MOVE_LAMP", {"ownerName": "Ana", "lit": True, "size": {}}),
        ("POST", "/execute/CAL_MOVE_LAMP", {"ownerName": "Leo", "lit": True, "size": {}}),
    ]


def test_any_action_goes_on_under_its_other_slug(lamps):
    """Where the gateway has no such tool, the other slug is sent once, and from then on."""
    gone = {"error": {"message": "Tool CAL_MOVE_LAMP not found", "status": 404}}

    def answer(request):
        is_there = request.url.path.endswith("CAL_SHIFT_LAMP")
        return httpx.Response(200, json=DONE_BODY) if is_there else httpx.Response(404, json=gone)

    client, requests = sent_to(lamps, answer, toolkit_version="20260101_00")
    client.lamps.move(start="2027-03-09T14:00:00Z")
    client.lamps.move(start="2027-03-09T15:00:00Z")
    paths = [path for _, path, _ in requests]
    assert ["/execute/CAL_MOVE_LAMP", "/execute/CAL_SHIFT_LAMP", "/execute/CAL_SHIFT_LAMP"] == paths


def test_every_slug_of_an_action_is_taken(lamps):
    """By the catalogue, by descriptions and by tools; listed is the documented one alone."""
    operations = importlib.import_module("lamps_gateway.operations")
    assert ("CAL_MOVE_LAMP", "CAL_SHIFT_LAMP") == operations.get("lamps.move").slugs
    client = lamps.Client(composio_api_key="example")
    for slug in ("CAL_MOVE_LAMP", "CAL_SHIFT_LAMP"):
        assert "lamps.move" == client.actions.describe(slug).name
        tools = importlib.import_module("lamps_gateway.tools").Tools(client, names=[slug])
        assert ["lamps_move"] == [each.name for each in tools]
    assert ("CAL_FIND_LAMP", "CAL_MOVE_LAMP") == client.actions.list()


def wrong(old, new, what, cure):
    """Something else in the specification; the message must name its line."""
    return pytest.param(changed(SPEC, old, f"{new} # here"), what, cure, id=new.strip())


BAD = [
    wrong(TOLD.rstrip("\n"), "      x-gateway: {shape: rooms}", "x-gateway is {'shape'", LIST),
    wrong(TOLD.rstrip("\n"), "      x-gateway: [{shape: rooms}]", "x-gateway is [{", LIST),
    wrong(TOLD.rstrip("\n"), "      x-gateway: [rooms, flat]", "x-gateway is ['rooms'", LIST),
    wrong("        - shape: rooms", "        - shaep: rooms", "'shaep' is not supported", "Perhaps 'shape' is meant"),
    wrong("        - shape: rooms", "        - colour: red", "'colour' is not supported", "There are shape, slug"),
    wrong("        - shape: rooms", '        - since: "20260101_00"', "neither shape nor slug", LIST),
    wrong("        - shape: rooms", "        - {shape: rooms, defaults: {lit: true}}", "not the documented one", FIRST),
    wrong("        - shape: rooms", "        - slug: CAL_OTHER", "not the documented one", FIRST),
    wrong("        - shape: rooms", "        - shape: 7", "shape is 7", "Write a word, such as flat"),
    wrong("        - shape: flat", "        - shape: rooms", "Two bindings have the shape 'rooms'", "Rename one"),
    wrong('since: "20260721_00"', "since: 20260721", "since is 20260721", "Write a toolkit version in quotes"),
    wrong('since: "20260721_00"', 'since: "latest"', "since is 'latest'", "Write a toolkit version in quotes"),
    wrong("slug: CAL_SHIFT_LAMP", "slug: shift", "slug is 'shift'", "Write what the gateway calls it"),
    wrong("slug: CAL_SHIFT_LAMP", "slug: CAL_FIND_LAMP", "slug is 'CAL_FIND_LAMP', which is another", "Correct"),
    wrong("owner.name: ownerName", "owner.age: ownerName", "names 'owner.age', which lamps.move does", "Name an arg"),
    wrong("owner.name: ownerName", "colour: ownerName", "names 'colour', which lamps.move does not", "Name an arg"),
    wrong("owner.name: ownerName", "owner.name: 5", "5 is no place", "Write keys with a dot between them"),
    wrong("owner.name: ownerName", 'owner.name: "a..b"', "'a..b' is no place", "Write keys with a dot between them"),
    wrong("{as: until, encode: moment, since: start}", "ownerName", "Two arguments go to 'ownerName'", "Send one of"),
    wrong("{as: until, encode: moment, since: start}", "{as: until}", "minutes is {'as': 'until'}", EXACTLY),
    wrong("{as: until, encode: moment, since: start}", "{as: until, encode: list, since: start}", "minutes", EXACTLY),
    wrong("{as: until, encode: moment, since: start}", "{as: until, encode: moment, since: x}", "names 'x'", "Name"),
    wrong("defaults: {lit: true, size: {}}", "defaults: [lit]", "defaults is ['lit']", "Write places, and what is at"),
    wrong("defaults: {lit: true, size: {}}", "defaults: {lit: [1]}", "lit is [1]", "Write a plain value, or {}"),
    wrong("defaults: {lit: true, size: {}}", 'defaults: {"": 1}', "'' is no place", "Write keys with a dot"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "cure"), BAD)
def test_what_could_not_be_sent_is_told_in_one_line(text, what, cure, tmp_path, capsys):
    """The message says file, line, what and what to do; nothing is written."""
    spec = specification(tmp_path / "spec", files(text))
    (line,) = (number for number, each in enumerate(text.split("\n"), 1) if each.endswith("# here"))
    before = tree(tmp_path)
    assert 1 == generate(spec, tmp_path / "out")
    told = capsys.readouterr().err
    assert told.startswith(f"error: {spec.as_posix()}:{line}: "), told
    assert what in told
    assert cure in told.partition(what)[2]
    assert (told.count("\n"), before) == (1, tree(tmp_path))


def test_only_actions_have_versions_of_the_gateway(tmp_path, capsys):
    """The ToolzzAI API has none."""
    text = changed(SPEC, "      x-cal: {request: POST /v2/lamps}\n", "")
    assert 1 == generate(specification(tmp_path / "spec", files(text)), tmp_path / "out")
    assert "lamps.move has x-gateway, which is for actions. Remove this key" in capsys.readouterr().err
