"""Documents of an upstream are text of others: hostile ones are refused, addresses are asked for only when given."""

import http.server
import json
import threading

import pytest
from toolzz_cal_cli.contract import cleaning

from tests.support.contracts import document


@pytest.fixture
def looked(bare, tmp_path):
    """Runs the command on a document, given as data, text or bytes."""

    def run(content, *words):
        path = tmp_path / "openapi.json"
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content)).encode()
        path.write_bytes(content)
        return bare("doctor", "--openapi", str(path), *words)

    return run


def with_schema(schema, **schemas):
    """The document with another body for `POST /v2/bookings`, and further schemas."""
    content = document()
    content["paths"]["/v2/bookings"]["post"]["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    content["components"]["schemas"] |= schemas
    return content


def deep(levels):
    """A schema in a schema, and so on."""
    schema = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"a": schema}}
    return schema


REF = "#/components/schemas/"
DOUBLED = {f"D{n}": {"allOf": [{"$ref": f"{REF}D{n + 1}"}, {"$ref": f"{REF}D{n + 1}"}]} for n in range(40)}

REFUSED = {
    "no JSON": ("{", "is no JSON"),
    "no text": (b"\xff\xfe\x00", "is no JSON"),
    "a list": ("[]", "holds no object"),
    "no document": ({"swagger": "2.0"}, "is no OpenAPI document"),
    "a deep nest of JSON": ('{"a": ' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
    "a deep nest of schemas": (with_schema({}, Deep=deep(200)), "nested too deeply"),
    "a file": (with_schema({}, Far={"$ref": "../secrets.yaml#/A"}), "neither files nor addresses are followed"),
    "an address": (with_schema({}, Far={"$ref": "http://127.0.0.1:1/x"}), "neither files nor addresses are followed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_document_is_refused_in_one_line(looked, name):
    """With what to do, and nothing on the standard output."""
    content, told = REFUSED[name]
    ended = looked(content)
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
    assert told in ended.err


UNKNOWN = {
    "a circle": with_schema({"$ref": f"{REF}A"}, A={"$ref": f"{REF}B"}, B={"$ref": f"{REF}A"}),
    "schemas that double": with_schema({"$ref": f"{REF}D0"}, **DOUBLED, D40={"type": "string"}),
    "a far parameter": document(),
}
UNKNOWN["a far parameter"]["paths"]["/v2/bookings"]["post"]["parameters"] = [{"$ref": "other.yaml#/P"}]


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_can_not_be_read_of_one_operation_is_unknown(looked, name):
    """The others are looked at all the same."""
    ended = looked(UNKNOWN[name], "--json")
    assert 1 == ended.code
    assert [("bookings.create", "unknown")] == [
        (each["operation"], each["verdict"]) for each in ended.data["contract"] if each["verdict"] != "same"
    ]


def test_a_circle_of_objects_is_no_harm(looked):
    """As schemas of people who manage people have."""
    own = {"type": "object", "properties": {"manager": {"$ref": f"{REF}Person"}, "start": {"type": "string"}}}
    ended = looked(with_schema({"$ref": f"{REF}Person"}, Person=own), "--json")
    assert 1 == ended.code
    assert 0 == ended.data["counts"]["unknown"]


def test_names_of_a_document_steer_no_terminal(looked):
    """And they are cut where they are long."""
    name = "x\x1b[31m\u202e" + "y" * 5_000
    ended = looked(with_schema({"type": "object", "required": [name], "properties": {name: {"type": "string"}}}))
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out
    assert "now requires `x\\u001b[31m\\u202e" in ended.out
    assert max(map(len, ended.out.splitlines())) < 400


def test_a_large_file_is_not_read_whole(looked, monkeypatch):
    """It is refused by its size."""
    monkeypatch.setattr(cleaning, "MOST_BYTES", 1_000)
    ended = looked(document())
    assert 2 == ended.code
    assert "over 1,000 bytes" in ended.err


@pytest.mark.parametrize(
    "content",
    [
        with_schema({"type": ["object", 7], "properties": [], "required": "start", "enum": 5, "oneOf": {}}),
        with_schema(True),
        with_schema({"properties": {"start": False, "end": {"minimum": 1e400, "maxLength": "x"}}}),
        with_schema({}) | {"components": []},
        with_schema({}) | {"paths": {"/v2/me": [], "/v2/bookings": {"post": 7, "get": {"parameters": {"a": 1}}}}},
    ],
)
def test_a_document_of_an_odd_form_ends_in_no_traceback(looked, content):
    """What is not understood is not told."""
    assert looked(content).code in (0, 1)


class Server(http.server.BaseHTTPRequestHandler):
    """Answers with a document, or leads to it."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status = 200 if self.path.startswith("/openapi.json") else 302
        body = json.dumps(document()).encode()
        self.send_response(status)
        self.send_header("location", "/openapi.json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    """A server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.asked = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_document_at_an_address(bare, site, monkeypatch):
    """One request, without any credential."""
    monkeypatch.setenv("CAL_API_KEY", "cal_example")
    ended = bare("doctor", "--openapi", f"http://127.0.0.1:{site.server_port}/openapi.json?api_key=example-secret")
    assert 0 == ended.code
    ((path, headers),) = site.asked
    assert path.startswith("/openapi.json")
    assert "cal_example" not in str(headers)
    assert "example-secret" not in ended.out + ended.err


def test_a_redirect_is_not_followed(bare, site):
    """Where it leads was not asked for."""
    ended = bare("doctor", "--openapi", f"http://127.0.0.1:{site.server_port}/moved?token=example-secret")
    assert (1, 1) == (ended.code, len(site.asked))
    assert "answered 302" in ended.err
    assert "example-secret" not in ended.err


def test_an_address_where_nobody_is(bare):
    """As with any call."""
    assert 6 == bare("doctor", "--openapi", "http://127.0.0.1:1/openapi.json").code


def test_a_file_that_is_not_there(bare, tmp_path):
    """It is an input that is wrong."""
    ended = bare("doctor", "--openapi", str(tmp_path / "none.json"))
    assert (2, True) == (ended.code, "can't be read" in ended.err)
