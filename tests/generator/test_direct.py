"""What the specification says of the direct route and of permissions is emitted, or refused in one line."""

import importlib
import json

import httpx
import pytest

from tests.support.generator import CASES, changed, generate, imported, specification, tree

ACTION = """\
openapi: 3.1.0
info: {title: Example, version: "1"}
servers: [{url: https://gateway.example.com}]
paths:
  /execute/CAL_MOVE_LAMP:
    post:
      operationId: lamps.move
      x-effect: write
      x-cal:
        request: POST /v2/rooms/{roomId}/lamps
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
CAL = "      x-cal:\n        request: POST /v2/rooms/{roomId}/lamps\n"
NAME = "name: {type: string, description: Its name.}"
ROOM = "roomId: {type: string, description: Which room.}"
GET = CAL.replace("POST", "GET")


def beside(key, value, what, cure, cal=CAL):
    """A key of the operation, or of its `x-cal`, with this value; the message must name its line."""
    indent = 6 if key.startswith("x-") else 8
    text = changed(ACTION, CAL, f"{cal}{' ' * indent}{key}: {value} # here\n")
    return pytest.param(text, what, cure, id=f"{key}: {value}")


def whole(value, what, cure):
    """Something else in place of `x-cal`."""
    return pytest.param(changed(ACTION, CAL, f"      x-cal: {value} # here\n"), what, cure, id=f"x-cal: {value}")


def argument(keys, what, cure, at=NAME, cal=CAL):
    """An argument with more keys."""
    text = changed(changed(ACTION, CAL, cal), at, f"{at[:-1]}, {keys}}} # here")
    return pytest.param(text, what, cure, id=f"{cal.split()[2]} {at.partition(':')[0]}: {keys}")


def request(value, what, cure="Add the argument, or write the path with one there is"):
    """Another Cal.com request."""
    text = changed(ACTION, CAL, f"      x-cal:\n        request: {value} # here\n")
    return pytest.param(text, what, cure, id=f"request: {value}")


def said(value, what, cure="Write a word of operations, and for each language a list of words that mean it"):
    """Words of the document, in one line."""
    text = changed(ACTION, "paths:\n", f"x-words: {value} # here\npaths:\n")
    return pytest.param(text, what, cure, id=f"x-words: {value}")


PLAIN = "Write an object of plain values, {} for an empty one"
NAMES = "Write a list of names"
PLACE = "Write body: or query: and a name"
FLAG = "Write flag:, and timezone: if need be"
FLAGS = "Write one of checkAvailabilityEnabled, createBookingEnabled"
MEANT = "Perhaps 'version' is meant"
DATE = "Write a date in quotes"
BAD = [
    whole("GET /v2/me", "x-cal is 'GET /v2/me'", "Write request:, a method and a path"),
    whole("[]", "x-cal is []", "or a list of such objects"),
    whole("[GET /v2/me]", "x-cal is ['GET /v2/me']", "or a list of such objects"),
    whole('[{version: "2024-08-13"}]', "x-cal has no 'request'", "Write a method and a path, such as GET /v2/me"),
    whole('{version: "2024-08-13"}', "x-cal has no 'request'", "Write a method and a path, such as GET /v2/me"),
    request("/v2/me", "request is '/v2/me'", "Write a method and a path, such as GET /v2/me"),
    request("[GET, /v2/me]", "request is ['GET', '/v2/me']", "Write a method and a path, such as GET /v2/me"),
    beside("versoin", '"2024-08-13"', "'versoin' is not supported in x-cal", MEANT),
    beside("colour", "red", "'colour' is not supported in x-cal", "There are request, status, version"),
    beside("status", '"200"', "status is '200'", "Write that of a success, such as 200"),
    beside("status", "404", "status is 404", "Write that of a success, such as 200"),
    beside("status", "true", "status is True", "Write that of a success, such as 200"),
    beside("until", '"soon"', "until is 'soon'", DATE),
    beside("until", '"2024-08-13"', "until stands beside version", "Keep one of them",
           cal=CAL + '        version: "2024-08-13"\n'),
    beside("public", '"yes"', "public is 'yes'", "Write true, or leave it out"),
    beside("served", "piped", "served is 'piped'", NAMES),
    beside("served", "[piped, loud]", "served has loud", "There are anybody, cookie, keyless, piped, undocumented"),
    beside("picks", "[id]", "picks is ['id']", "Name a key of Cal.com's answer"),
    beside("picks", "id", "state composed and picks belong together", "Write both, or neither"),
    beside("state", "composed", "state composed and picks belong together", "Write both, or neither"),
    beside("note", "[a]", "note is ['a']", "Put it in quotes if it is a text"),
    argument("x-cal: query:name", "x-cal is 'query:name'", "Write as:, a place and a name, or encode:, or both"),
    argument("x-cal: {at: query:name}", "'at' is not supported in x-cal", "There are as, encode"),
    request("POST /v2/{lampId}", "/v2/{lampId} has {lampId}, which is no required argument of lamps.move"),
    request("POST /v2/{name}", "/v2/{name} has {name}, which is no required argument of lamps.move"),
    beside("version", '"soon"', "version is 'soon'", "Write a date in quotes"),
    beside("version", '"2024-8-13"', "version is '2024-8-13'", "Write a date in quotes"),
    beside("version", "20240813", "version is 20240813", "Write a date in quotes"),
    beside("version", r'"\u0662024-08-13"', "version is", "Write a date in quotes"),
    beside("credential", "bearer", "credential is 'bearer'", "key-or-client, client, optional"),
    beside("credential", "[client]", "credential is ['client']", "Write one of"),
    beside("credential", '""', "credential is ''", "Write one of"),
    beside("state", "gone", "state is 'gone'", "Write one of redirect, removed, broken, composed"),
    beside("body", "[enabled]", "body is ['enabled']", PLAIN),
    beside("body", "enabled", "body is 'enabled'", PLAIN),
    beside("body", "{a: {b: 1}}", "body is {'a': {'b': 1}}", PLAIN),
    beside("body", "{a: null}", "body is {'a': None}", PLAIN),
    beside("body", "{a: 1}", "GET /v2/rooms/{roomId}/lamps has no body", "Remove this key", cal=GET),
    beside("needs", "start", "needs is 'start'", NAMES),
    beside("needs", "[1]", "needs is [1]", NAMES),
    beside("needs", '[""]', "needs is ['']", NAMES),
    beside("needs", "[start, roomId]", "needs names roomId, which the action requires", "Name only what"),
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
    said("[move]", "x-words is ['move']"),
    said("{move: [mover]}", "move is ['mover']"),
    said("{move: {fr: [bouger]}}", "'fr' is not supported in x-words", "There are en, pt, es"),
    said("{move: {pt: mover}}", "pt is 'mover'", NAMES),
    said("{move: {pt: [1]}}", "pt is [1]", NAMES),
    argument("x-cal: {as: header:x}", "as is 'header:x'", PLACE),
    argument('x-cal: {as: "body:"}', "as is 'body:'", PLACE),
    argument("x-cal: {as: name}", "as is 'name'", PLACE),
    argument("x-cal: {as: 7}", "as is 7", PLACE),
    argument('x-cal: {as: "query:a b"}', "as is 'query:a b'", PLACE),
    argument("x-cal: {as: body:other}", "GET /v2/rooms/{roomId}/lamps has no body for 'name'",
             "Write query: and a name", cal=GET),
    argument("x-cal: {as: query:room}", "The argument 'roomId' stands in the path", "Remove this key", at=ROOM),
    argument("x-cal: {encode: list}", "The argument 'roomId' stands in the path", "Remove this key", at=ROOM),
    argument("x-cal: {encode: csv}", "encode is 'csv'", "Write one of list, integers, object, minutes, brackets"),
    argument("x-cal: {encode: [list]}", "encode is ['list']", "Write one of"),
    argument("x-cal: {encode: comma}", "encode is 'comma', but 'name' travels in the body",
             "Write one of list, integers"),
    argument("x-cal: {encode: integers}", "encode is 'integers', but 'name' travels in the query",
             "Write one of brackets, comma", cal=GET),
    argument("x-cal: {as: query:other, encode: list}", "encode is 'list', but 'name' travels in the query",
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
    with imported(
        CASES / "direct_route" / "spec" / "openapi.yaml", tmp_path_factory.mktemp("direct"), "lamps_direct"
    ) as package:
        yield package


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
