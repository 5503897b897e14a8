"""The document that single changes are made to, and how they are made and compared."""

import copy
from pathlib import Path

from generator.diff.documents import compare
from generator.diff.load import Document

GONE = object()
JSON = "application/json"

# Short names for places of the document.
PLACES = {
    "arguments": (
        "paths /execute/CREATE post requestBody content application/json schema allOf 1 properties arguments"
    ),
    "attendee": "components schemas Attendee",
    "booking": "components schemas Booking",
    "create": "paths /execute/CREATE post",
    "error": "components schemas Error",
    "integration": "components schemas IntegrationCreate",
    "integrations": "paths /integrations post",
    "list": "paths /integrations get",
    "get": "paths /integrations/{integrationId} get",
    "answer": "paths /integrations get responses 200 content application/json schema",
    "root": "",
}


def base():
    """An action and three plain operations, with their own schemas and shared ones."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Example", "version": "0.4.2", "description": "An example."},
        "servers": [{"url": "https://api.example.com"}],
        "security": [{"key": []}],
        "tags": [{"name": "bookings", "description": "Meetings."}],
        "paths": {
            "/execute/CREATE": {
                "post": {
                    "operationId": "bookings.create",
                    "summary": "Book a slot",
                    "tags": ["bookings"],
                    "x-effect": "write",
                    "x-cal": "POST /v2/bookings",
                    "x-cal-version": "2024-08-13",
                    "x-cal-credential": "optional",
                    "requestBody": {
                        "required": True,
                        "content": {
                            JSON: {
                                "schema": {
                                    "allOf": [
                                        {"$ref": "#/components/schemas/Execute"},
                                        {
                                            "type": "object",
                                            "required": ["arguments"],
                                            "properties": {
                                                "arguments": {
                                                    "type": "object",
                                                    "required": ["start", "attendee"],
                                                    "properties": {
                                                        "start": {"type": "string", "format": "date-time"},
                                                        "title": {"type": "string", "maxLength": 80, "minLength": 1},
                                                        "attendee": {
                                                            "$ref": "#/components/schemas/Attendee",
                                                            "description": "Who books.",
                                                        },
                                                        "guests": {
                                                            "type": "array",
                                                            "items": {"type": "string"},
                                                            "maxItems": 10,
                                                        },
                                                        "lengthInMinutes": {
                                                            "type": ["integer", "null"],
                                                            "minimum": 5,
                                                            "multipleOf": 5,
                                                            "default": 30,
                                                        },
                                                        "kind": {"type": "string", "enum": ["call", "visit", "video"]},
                                                        "place": {
                                                            "oneOf": [
                                                                {"$ref": "#/components/schemas/Address"},
                                                                {"$ref": "#/components/schemas/Link"},
                                                            ]
                                                        },
                                                    },
                                                }
                                            },
                                        },
                                    ]
                                }
                            }
                        },
                    },
                    "responses": {
                        "200": {
                            "description": "Booked.",
                            "content": {
                                JSON: {
                                    "schema": {
                                        "type": "object",
                                        "required": ["data"],
                                        "properties": {
                                            "data": {
                                                "type": "object",
                                                "properties": {
                                                    "status": {"type": "string"},
                                                    "data": {"$ref": "#/components/schemas/Booking"},
                                                },
                                            }
                                        },
                                    }
                                }
                            },
                        },
                        "4XX": {"$ref": "#/components/responses/Error"},
                    },
                }
            },
            "/integrations": {
                "get": {
                    "operationId": "integrations.list",
                    "x-effect": "read",
                    "parameters": [
                        {"name": "take", "in": "query", "schema": {"type": "integer", "maximum": 100}},
                        {"name": "sortOrder", "in": "query", "schema": {"enum": ["asc", "desc"]}},
                        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                    ],
                    "responses": {
                        "200": {
                            "description": "All of them.",
                            "headers": {"X-Total": {"required": True, "schema": {"type": "integer"}}},
                            "content": {
                                JSON: {
                                    "schema": {
                                        "type": "object",
                                        "required": ["count"],
                                        "properties": {
                                            "count": {"type": "integer", "maximum": 1000},
                                            "nextPage": {"type": ["string", "null"]},
                                            "names": {"type": "array", "items": {"type": "string"}},
                                        },
                                    }
                                }
                            },
                        },
                        "4XX": {"$ref": "#/components/responses/Error"},
                    },
                },
                "post": {
                    "operationId": "integrations.create",
                    "x-effect": "write",
                    "requestBody": {
                        "required": True,
                        "content": {
                            JSON: {"schema": {"$ref": "#/components/schemas/IntegrationCreate"}},
                            "application/x-www-form-urlencoded": {
                                "schema": {"$ref": "#/components/schemas/IntegrationCreate"}
                            },
                        },
                    },
                    "responses": {
                        "201": {
                            "description": "Made.",
                            "content": {
                                JSON: {"schema": {"$ref": "#/components/schemas/Integration"}},
                                "text/csv": {"schema": {"type": "string"}},
                            },
                        }
                    },
                },
            },
            "/integrations/{integrationId}": {
                "get": {
                    "operationId": "integrations.get",
                    "x-effect": "read",
                    "parameters": [
                        {"name": "integrationId", "in": "path", "required": True, "schema": {"type": "string"}}
                    ],
                    "responses": {
                        "200": {
                            "description": "It.",
                            "content": {JSON: {"schema": {"$ref": "#/components/schemas/Integration"}}},
                        },
                        "404": {"$ref": "#/components/responses/Error"},
                    },
                }
            },
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
                "other": {"type": "http", "scheme": "bearer"},
            },
            "responses": {
                "Error": {
                    "description": "It failed.",
                    "content": {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
            },
            "schemas": {
                "Execute": {"type": "object", "properties": {"user_id": {"type": "string"}}},
                "Attendee": {
                    "type": "object",
                    "description": "A person.",
                    "required": ["name"],
                    "additionalProperties": False,
                    "properties": {
                        "name": {"type": "string"},
                        "timeZone": {"type": "string", "pattern": "^[A-Z]"},
                        "manager": {"$ref": "#/components/schemas/Attendee"},
                    },
                },
                "Address": {
                    "type": "object",
                    "properties": {"type": {"const": "address"}, "street": {"type": "string"}},
                },
                "Link": {"type": "object", "properties": {"type": {"const": "link"}, "url": {"type": "string"}}},
                "Booking": {
                    "type": "object",
                    "required": ["id", "status"],
                    "properties": {
                        "id": {"type": "integer"},
                        "status": {"type": "string", "enum": ["accepted", "pending"]},
                        "meetingUrl": {"type": "string", "maxLength": 200},
                        "start": {"type": "string", "format": "date-time"},
                        "series": {"type": "array", "items": {"$ref": "#/components/schemas/Booking"}},
                        "rating": {"type": ["integer", "null"]},
                        "token": {"type": "string", "x-sensitive": True},
                        "attendee": {"anyOf": [{"$ref": "#/components/schemas/Attendee"}, {"type": "null"}]},
                    },
                },
                "Integration": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {"id": {"type": "string", "readOnly": True}, "unitId": {"type": "string"}},
                },
                "IntegrationCreate": {
                    "type": "object",
                    "required": ["unitId"],
                    "properties": {
                        "unitId": {"type": "string"},
                        "title": {"type": "string"},
                        "apiKey": {"type": "string", "writeOnly": True},
                        "createdAt": {"type": "string", "readOnly": True},
                    },
                },
                "Error": {
                    "type": "object",
                    "required": ["message"],
                    "properties": {"message": {"type": "string"}, "code": {"type": "integer"}},
                },
            },
        },
    }


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


def changes(old, new):
    """What changed between two documents that are given as dicts."""
    return compare(Document(Path("old.json"), old), Document(Path("new.json"), new)).changes
