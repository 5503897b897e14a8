"""The specification that single changes are made to, how they are made, and how two specifications are compared."""

import copy
import json
import tempfile
from functools import cache
from pathlib import Path

import yaml
from toolzz_cal_cli.contract.compare import compare

from generator.check.rules import python_name
from generator.diff.sides import facts_of
from generator.stages import shaped

GONE = object()
JSON = "application/json"
REF = "#/components/schemas/"
BODY = "requestBody content application/json schema"
ANSWER = "responses 200 content application/json schema"

# Short names for places of the specification.
PLACES = {
    "create": "paths /execute/CREATE post",
    "arguments": f"paths /execute/CREATE post {BODY} allOf 1 properties arguments",
    "listing": f"paths /execute/LIST post {BODY} allOf 1 properties arguments",
    "list": "paths /integrations get",
    "get": "paths /integrations/{integrationId} get",
    "make": "paths /integrations post",
    "told": f"webhooks BOOKING_CREATED post {BODY} allOf 1",
    "schemas": "components schemas",
    "attendee": "components schemas Attendee",
    "booking": "components schemas Booking",
    "error": "components schemas Error",
    "integration": "components schemas IntegrationCreate",
    "listed": "components schemas IntegrationList",
    "root": "",
}
BASE = yaml.safe_load("""
openapi: 3.1.0
info: {title: Example, version: 0.4.2, description: An example.}
servers: [{url: "https://api.example.com"}]
security: [{key: []}]
tags: [{name: bookings, description: Meetings.}]
paths:
  /execute/CREATE:
    post:
      operationId: bookings.create
      summary: Book a slot
      tags: [bookings]
      x-effect: write
      x-cal:
        request: POST /v2/bookings
        version: "2024-08-13"
        credential: optional
      x-agent: {flag: createBookingEnabled}
      x-reconcile: {list: bookings.list, same: {start: start}, id: id}
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - {$ref: "#/components/schemas/Execute"}
                - type: object
                  required: [arguments]
                  properties:
                    arguments:
                      type: object
                      required: [start, attendee]
                      properties:
                        start: {type: string, format: date-time}
                        title: {type: string, maxLength: 80, minLength: 1}
                        attendee: {$ref: "#/components/schemas/Attendee", description: Who books.}
                        guests: {type: array, items: {type: string}, maxItems: 10}
                        lengthInMinutes: {type: [integer, "null"], minimum: 5, multipleOf: 5, default: 30}
                        kind: {type: string, enum: [call, visit, video]}
            example: {arguments: {start: "2027-03-09T14:00:00Z", attendee: {name: Ana}}}
      responses:
        "200":
          description: Booked.
          content: {application/json: {schema: {type: object, required: [data], properties: {
            data: {type: object, properties: {
              status: {type: string}, data: {$ref: "#/components/schemas/Booking"}}}}}}}
        4XX: {$ref: "#/components/responses/Error"}
  /execute/LIST:
    post:
      operationId: bookings.list
      x-effect: read
      x-cal: {request: GET /v2/bookings}
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - {$ref: "#/components/schemas/Execute"}
                - type: object
                  required: [arguments]
                  properties:
                    arguments: {type: object, properties: {
                      skip: {type: integer}, take: {type: integer}, ids: {type: array, items: {type: integer}}}}
      responses:
        "200":
          description: All of them.
          content: {application/json: {schema: {type: object, required: [data], properties: {
            data: {type: object, properties: {
              data: {type: array, items: {$ref: "#/components/schemas/Booking"}}}}}}}}
  /integrations:
    get:
      operationId: integrations.list
      x-effect: read
      parameters:
        - {name: take, in: query, schema: {type: integer, maximum: 100}}
        - {name: sortOrder, in: query, schema: {type: string, enum: [asc, desc]}}
      responses:
        "200":
          description: All of them.
          content: {application/json: {schema: {$ref: "#/components/schemas/IntegrationList"}}}
        4XX: {$ref: "#/components/responses/Error"}
    post:
      operationId: integrations.create
      x-effect: write
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/IntegrationCreate"}}}
      responses:
        "201":
          description: Made.
          content: {application/json: {schema: {$ref: "#/components/schemas/Integration"}}}
  /integrations/{integrationId}:
    get:
      operationId: integrations.get
      x-effect: read
      parameters: [{name: integrationId, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/Integration"}}}
        "404": {$ref: "#/components/responses/Error"}
webhooks:
  BOOKING_CREATED:
    post:
      operationId: BOOKING_CREATED
      summary: Somebody booked
      x-effect: read
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - {type: object, required: [triggerEvent], properties: {triggerEvent: {type: string}}}
                - {type: object, properties: {payload: {$ref: "#/components/schemas/Payload"}}}
      responses: {"200": {description: Fine.}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-api-key}
    other: {type: http, scheme: bearer}
  responses:
    Error: {description: It failed., content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}
  schemas:
    Execute: {type: object, properties: {user_id: {type: string}}}
    Attendee:
      type: object
      description: A person.
      required: [name]
      properties:
        name: {type: string}
        timeZone: {type: string, pattern: "^[A-Z]"}
        manager: {$ref: "#/components/schemas/Attendee"}
    Booking:
      type: object
      required: [id, status]
      properties:
        id: {type: integer}
        status: {type: string, enum: [accepted, pending]}
        meetingUrl: {type: string, maxLength: 200}
        start: {type: string, format: date-time}
        series: {type: array, items: {$ref: "#/components/schemas/Booking"}}
        rating: {type: [integer, "null"]}
        token: {type: string, x-sensitive: true}
        attendee: {anyOf: [{$ref: "#/components/schemas/Attendee"}, {type: "null"}]}
    Integration:
      type: object
      required: [id]
      properties: {id: {type: string, readOnly: true}, unitId: {type: string}}
    IntegrationCreate:
      type: object
      required: [unitId]
      properties:
        unitId: {type: string}
        title: {type: string}
        apiKey: {type: string, writeOnly: true}
        createdAt: {type: string, readOnly: true}
    IntegrationList:
      type: object
      required: [count]
      properties:
        count: {type: integer, maximum: 1000}
        nextPage: {type: [string, "null"]}
        names: {type: array, items: {type: string}}
        options: {type: object, additionalProperties: {type: string}}
    Payload: {type: object, required: [uid], properties: {uid: {type: string}, startTime: {type: string}}}
    Error: {type: object, required: [message], properties: {message: {type: string}, code: {type: integer}}}
""")


def base():
    """Two actions, three plain operations and a webhook, with their own schemas and shared ones."""
    return copy.deepcopy(BASE)


def put(document, place, value):
    """Sets what stands at a place such as `booking properties id`, or takes it away when the value is `GONE`."""
    first, _, rest = place.partition(" ")
    *way, last = f"{PLACES[first]} {rest}".split()
    node = document
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node[step]
    last = int(last) if isinstance(node, list) else last
    if value is GONE:
        del node[last]
    else:
        node[last] = copy.deepcopy(value)


def edited(*edits):
    """The base with edits: a place, a value, and so on."""
    document = base()
    for place, value in zip(edits[::2], edits[1::2], strict=True):
        put(document, place, value)
    return document


@cache
def _facts(text):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "openapi.yaml"
        root.write_text(text, "utf-8")
        return json.dumps(shaped(root, Path("openapi.yaml")).catalogue)


def facts(document):
    """The facts of a specification as the generator writes them, as plain JSON."""
    return json.loads(_facts(json.dumps(document)))


def changes(old, new):
    """What changed between two specifications. What no client can be made of is refused."""
    return changes_of_facts(facts(old), facts(new))


def changes_of_facts(old, new):
    """What changed between two facts, given as plain JSON."""
    return compare(facts_of(old, Path("old.json")), facts_of(new, Path("new.json")), named=python_name).changes
