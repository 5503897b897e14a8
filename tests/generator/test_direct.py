"""What the specification says of the direct route and of permissions is emitted, or refused in one line."""

import importlib
import json
import sys

import httpx
import pytest

from tests.support.generator import CASES, changed, generate, specification, tree

ACTION = """\
openapi: 3.1.0
info: {title: Example, version: "1"}
servers: [{url: https://gateway.example.com}]
paths:
  /execute/CAL_MOVE_LAMP:
    post:
      operationId: lamps.move
      x-effect: write
      x-cal: POST /v2/rooms/{roomId}/lamps
      requestBody:
        content:
          application/json:
            schema:
              properties:
                arguments:
                  type: object
                  required: [roomId]
                  properties:
                    roomId: {type: string, description: Which room.}
                    name: {type: string, description: Its name.}
      responses:
        "200": {description: Done., content: {application/json: {schema: {type: object, properties: {data: {}}}}}}
"""
CAL = "      x-cal: POST /v2/rooms/{roomId}/lamps\n"
NAME = "name: {type: string, description: Its name.}"
ROOM = "roomId: {type: string, description: Which room.}"
GET = CAL.replace("POST", "GET")


def beside(key, value, what, cure, cal=CAL):
    """A key of the operation with this value; the message must name its line."""
    return pytest.param(changed(ACTION, CAL, f"{cal}      {key}: {value} # here\n"), what, cure, id=f"{key}: {value}")


def argument(keys, what, cure, at=NAME, cal=CAL):
    """An argument with more keys."""
    text = changed(changed(ACTION, CAL, cal), at, f"{at[:-1]}, {keys}}} # here")
    return pytest.param(text, what, cure, id=f"{cal.split()[1]} {at.partition(':')[0]}: {keys}")


def request(value, what, cure="Add the argument, or write the path with one there is"):
    """Another Cal.com request."""
    return pytest.param(changed(ACTION, CAL, f"      x-cal: {value} # here\n"), what, cure, id=f"x-cal: {value}")


PLAIN = "Write an object of plain values, {} for an empty one"
NAMES = "Write a list of names"
PLACE = "Write body: or query: and a name"
FLAG = "Write flag:, and timezone: if need be"
FLAGS = "Write one of checkAvailabilityEnabled, createBookingEnabled"
BAD = [
    request("POST /v2/{lampId}", "/v2/{lampId} has {lampId}, which is no required argument of lamps.move"),
    request("POST /v2/{name}", "/v2/{name} has {name}, which is no required argument of lamps.move"),
    beside("x-cal-version", '"soon"', "x-cal-version is 'soon'", "Write a date in quotes"),
    beside("x-cal-version", '"2024-8-13"', "x-cal-version is '2024-8-13'", "Write a date in quotes"),
    beside("x-cal-version", "20240813", "x-cal-version is 20240813", "Write a date in quotes"),
    beside("x-cal-version", r'"\u0662024-08-13"', "x-cal-version is", "Write a date in quotes"),
    beside("x-cal-credential", "bearer", "x-cal-credential is 'bearer'", "key-or-client, client, client-secret"),
    beside("x-cal-credential", "[client]", "x-cal-credential is ['client']", "Write one of"),
    beside("x-cal-credential", '""', "x-cal-credential is ''", "Write one of"),
    beside("x-cal-state", "gone", "x-cal-state is 'gone'", "Write one of redirect, removed, broken, composed"),
    beside("x-cal-body", "[enabled]", "x-cal-body is ['enabled']", PLAIN),
    beside("x-cal-body", "enabled", "x-cal-body is 'enabled'", PLAIN),
    beside("x-cal-body", "{a: {b: 1}}", "x-cal-body is {'a': {'b': 1}}", PLAIN),
    beside("x-cal-body", "{a: null}", "x-cal-body is {'a': None}", PLAIN),
    beside("x-cal-body", "{a: 1}", "GET /v2/rooms/{roomId}/lamps has no body", "Remove this key", cal=GET),
    beside("x-cal-needs", "start", "x-cal-needs is 'start'", NAMES),
    beside("x-cal-needs", "[1]", "x-cal-needs is [1]", NAMES),
    beside("x-cal-needs", '[""]', "x-cal-needs is ['']", NAMES),
    beside("x-cal-needs", "[start, roomId]", "x-cal-needs names roomId, which the action requires", "Name only what"),
    beside("x-agent", "createBookingEnabled", "x-agent is 'createBookingEnabled'", FLAG),
    beside("x-agent", "{}", "x-agent is {}", FLAG),
    beside("x-agent", "{timezone: name}", "x-agent is {'timezone': 'name'}", FLAG),
    beside("x-agent", "{flag: createBookingEnabled, zone: name}", "x-agent is {'flag'", FLAG),
    beside("x-agent", "{flag: isActive}", "flag is 'isActive'", FLAGS),
    beside("x-agent", "{flag: [createBookingEnabled]}", "flag is ['createBookingEnabled']", FLAGS),
    beside("x-agent", "{flag: createBookingEnabled, timezone: zone}", "timezone is 'zone', which lamps.move does not",
           "Name an argument"),
    beside("x-agent", "{flag: createBookingEnabled, timezone: 5}", "timezone is 5", "Name an argument"),
    beside("x-agent", '{flag: createBookingEnabled, timezone: ""}', "timezone is ''", "Name an argument"),
    argument("x-cal-as: header:x", "x-cal-as is 'header:x'", PLACE),
    argument('x-cal-as: "body:"', "x-cal-as is 'body:'", PLACE),
    argument("x-cal-as: name", "x-cal-as is 'name'", PLACE),
    argument("x-cal-as: 7", "x-cal-as is 7", PLACE),
    argument('x-cal-as: "query:a b"', "x-cal-as is 'query:a b'", PLACE),
    argument("x-cal-as: body:other", "GET /v2/rooms/{roomId}/lamps has no body for 'name'", "Write query: and a name",
             cal=GET),
    argument("x-cal-as: query:room", "The argument 'roomId' stands in the path", "Remove this key", at=ROOM),
    argument("x-cal-encode: list", "The argument 'roomId' stands in the path", "Remove this key", at=ROOM),
    argument("x-cal-encode: csv", "x-cal-encode is 'csv'", "Write one of list, integers, object, brackets, comma"),
    argument("x-cal-encode: [list]", "x-cal-encode is ['list']", "Write one of"),
    argument("x-cal-encode: comma", "x-cal-encode is 'comma', but 'name' travels in the body",
             "Write one of list, integers"),
    argument("x-cal-encode: integers", "x-cal-encode is 'integers', but 'name' travels in the query",
             "Write one of brackets, comma", cal=GET),
    argument("x-cal-as: query:other, x-cal-encode: list", "x-cal-encode is 'list', but 'name' travels in the query",
             "Write one of brackets, comma"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "cure"), BAD)
def test_bad_word_of_the_direct_route_is_told_in_one_line(text, what, cure, tmp_path, capsys):
    """The message says file, line, what and what to do; the exit code is 1, and nothing is written."""
    spec = specification(tmp_path / "spec", {"openapi.yaml": text})
    (line,) = (number for number, each in enumerate(text.split("\n"), 1) if each.endswith("# here"))
    before = tree(tmp_path)
    assert 1 == generate(spec, tmp_path / "out")
    told = capsys.readouterr().err
    assert told.startswith(f"error: {spec.as_posix()}:{line}: ")
    assert what in told
    assert cure in told.partition(what)[2]
    assert (told.count("\n"), before) == (1, tree(tmp_path))


def test_the_specification_that_is_changed_is_right(tmp_path, capsys):
    """The cases fail for what is changed in them, not for the rest."""
    for number, text in enumerate((ACTION, changed(ACTION, CAL, GET))):
        spec = specification(tmp_path / f"spec{number}", {"openapi.yaml": text})
        assert 0 == generate(spec, tmp_path / f"out{number}"), capsys.readouterr().err


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    """The case `direct_route` as a package."""
    folder = tmp_path_factory.mktemp("direct")
    assert 0 == generate(CASES / "direct_route" / "spec" / "openapi.yaml", folder / "lamps_direct")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("lamps_direct")
    sys.path.remove(str(folder))
    for module in [each for each in sys.modules if each.partition(".")[0] == "lamps_direct"]:
        del sys.modules[module]


@pytest.fixture
def call(lamps):
    """A client on the direct route, and the requests it sent."""
    requests = []

    def answer(request):
        requests.append(request)
        return httpx.Response(400, json={"message": "no"}) if "rooms" in request.url.path else httpx.Response(204)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        yield lamps.Client(cal_api_key="cal_example", http_client=http, retries=0), requests


def test_emitted_action_is_sent_as_its_words_say(lamps, call):
    """Places, encodings, fixed members and version of a specification of one's own reach its requests."""
    client, requests = call
    errors = importlib.import_module("lamps_direct.errors")
    with pytest.raises(errors.ArgumentError, match="needs `start`"):
        client.lamps.move(room_id="r/1")
    with pytest.raises(errors.BadRequest, match="known to refuse"):
        client.lamps.move(
            room_id="r/1",
            size_width=3,
            lengths=["2", "1", "2"],
            mode="slow",
            words="hello",
            extra_arguments={"start": 1},
        )
    (sent,) = requests
    assert ("PATCH", b"/v2/rooms/r%2F1/lamps?lampMode=slow") == (sent.method, sent.url.raw_path)
    assert {
        "lit": True,
        "shade": 'plain "1"',
        "steps": 2,
        "size": {"width": 3},
        "lengths": [2, 1],
        "texts": ["hello"],
        "start": 1,
    } == json.loads(sent.content)
    assert "2024-08-13" == sent.headers["cal-api-version"]
    client.lamps.find(names=["a", "b"], lamp_id=5, colours=["red", "blue"])
    asked = sorted(requests[1].url.params.multi_items())
    assert [("hue", "red,blue"), ("load[0][id]", "5"), ("names[]", "a"), ("names[]", "b")] == asked
    assert "cal-api-version" not in requests[1].headers


def test_emitted_action_keeps_to_its_permission(lamps):
    """Flags and the argument for the time zone are the specification's."""
    facts = {
        name: getattr(importlib.import_module("lamps_direct.resources.lamps"), name) for name in ("_MOVE", "_FIND")
    }
    assert ("createBookingEnabled", "owner.timeZone") == (facts["_MOVE"].flag, facts["_MOVE"].timezone)
    assert ("checkAvailabilityEnabled", None) == (facts["_FIND"].flag, facts["_FIND"].timezone)
