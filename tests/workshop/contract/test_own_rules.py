"""Our own rules, each on a document with something wrong; and the client's part with Prism, on a server that nods."""

from __future__ import annotations

import asyncio
import threading
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.client import examples
from tests.support.counts import OPERATIONS
from workshop.contract import prism, rules

BODY = {"content": {"application/json": {"example": {"arguments": {"thingId": "t_1"}}}}}
ANSWER = {
    "description": "It.",
    "content": {"application/json": {"example": {"data": {"status": "success", "data": {"id": "t_1"}}}}},
    "links": {"more": {"operationId": "things.list", "parameters": {"thingId": "$response.body#/data/data/id"}}},
}
WEBHOOK = {"post": {"requestBody": {"content": {"application/json": {"example": {"triggerEvent": "THING_MADE"}}}}}}
DOCUMENT = {
    "paths": {
        "/get": {
            "post": {
                "operationId": "things.get",
                "x-cal": {"request": "GET /v2/places/{placeId}/things/{thingId}"},
                "description": "Reads one of `things.list`; `models.Thing` and `other.words` are no operations.",
                "requestBody": BODY,
                "responses": {"200": ANSWER},
            }
        },
        "/list": {
            "get": {
                "operationId": "things.list",
                "parameters": [{"$ref": "#/components/parameters/Thing"}],
                "responses": {},
            }
        },
    },
    "webhooks": {"THING_MADE": WEBHOOK},
    "components": {"parameters": {"Thing": {"name": "thingId", "in": "query"}}},
}


def findings(change=lambda document: None):
    """What all rules find in the document after a change."""
    document = deepcopy(DOCUMENT)
    change(document)
    return [found for rule in rules.RULES for found in rule(document)]


def link(document):
    return document["paths"]["/get"]["post"]["responses"]["200"]["links"]["more"]


def test_nothing_is_wrong():
    """Neither with the document that is changed below, nor with the specification."""
    assert findings() == []
    assert rules.check() == f"4 rules, {OPERATIONS} operations"


def test_a_link_to_an_unknown_operation():
    """Which no linter sees."""
    place = "#/paths//get/post/responses/200/links/more"
    found = findings(lambda document: link(document).update(operationId="things.listen"))
    assert found == [f"{place}: there is no operation 'things.listen'"]
    found = findings(lambda document: link(document).update(parameters={"query.thing": 1}))
    assert found == [f"{place}: things.list has no parameter 'query.thing'"]


def test_a_text_that_names_an_unknown_operation():
    """As far as its first word is that of operations."""
    found = findings(lambda document: document["paths"]["/get"]["post"].update(description="See `things.listen`."))
    assert found == ["#/paths//get/post/description: there is no operation 'things.listen'"]


def test_an_answer_about_another_thing():
    """The example of the answer has the id that the example of the request has."""

    def change(document):
        document["paths"]["/get"]["post"]["responses"]["200"]["content"]["application/json"]["example"] = {
            "data": {"data": {"id": "t_2"}}
        }

    assert findings(change) == ["POST /get: the example asks for thingId 't_1' and answers id 't_2'"]


def test_a_webhook_with_the_example_of_another():
    """The body's example names a trigger that has the body."""
    change = {"OTHER": deepcopy(WEBHOOK)}
    assert findings(lambda document: document["webhooks"].update(change)) == [
        "#/webhooks/OTHER: the example's triggerEvent is 'THING_MADE'"
    ]


@pytest.fixture
def nodding():
    """The address of a server that answers every request with an empty object."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_PUT = do_POST  # noqa: N815 - what the base class calls

        def log_message(self, *_):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_answers_that_do_not_decode(nodding):
    """Each is found, by either client."""
    names = [each.name for each in examples()]
    assert [found.partition(",")[0] for found in prism.called(nodding)] == names
    assert [found.partition(",")[0] for found in asyncio.run(prism.awaited(nodding))] == names


def test_wrong_requests_that_are_not_refused(nodding):
    """Each is found, and there is at least one for every operation."""
    count, accepted = prism.wrongly(nodding)
    assert count == len(accepted)
    assert {found.partition(":")[0] for found in accepted} == {each.name for each in examples()}
