"""What upstreams would say of themselves if they were as the client has them, and a gateway that says it."""

from __future__ import annotations

import http.server
import json
import re
import threading
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from urllib.parse import parse_qs, urlsplit

from tests.support.client import PACKAGE

FACTS = json.loads((PACKAGE / "operations.json").read_text("utf-8"))
ACTIONS = {name: facts for name, facts in FACTS["operations"].items() if "slug" in facts}
VERSION = "20260721_00"
OLDER = ("20260101_00", "20250801_00")


def tools():
    """Every tool of the gateway by its slug, as `GET /api/v3.1/tools/{slug}` answers it."""
    return {
        slug_of(facts): {
            "slug": slug_of(facts),
            "name": facts["summary"],
            "description": facts["description"],
            "input_parameters": deepcopy(facts["arguments"]) | {"title": "Request"},
            "output_parameters": {"type": "object"},
            "toolkit": {"slug": "cal", "name": "Cal", "logo": ""},
            "tags": [],
            "no_auth": False,
            "version": VERSION,
            "available_versions": [*OLDER, VERSION],
            "is_deprecated": False,
        }
        for facts in ACTIONS.values()
    }


def slug_of(facts):
    """What the version calls an action."""
    known = [binding for binding in facts.get("gateway", ()) if binding.get("slug")]
    return known[-1]["slug"] if known else facts["slug"]


def pydantic(schema):
    """An object's schema as pydantic writes it: titles, null for what may be left out, definitions for objects."""
    definitions = {}

    def written(node, is_optional):
        node = deepcopy(node)
        for key in ("items",):
            if key in node:
                node[key] = written(node[key], False)
        if node.get("properties"):
            required = node.get("required", [])
            node["properties"] = {key: written(inner, key not in required) for key, inner in node["properties"].items()}
            name = f"Model{len(definitions)}"
            definitions[name] = node | {"title": name}
            node = {"$ref": f"#/$defs/{name}"}
        if is_optional:
            node = {"anyOf": [node, {"type": "null"}], "default": None, "title": "A title", "examples": ["x"]}
        return node

    made = deepcopy(schema)
    required = made.get("required", [])
    made["properties"] = {key: written(inner, key not in required) for key, inner in made.get("properties", {}).items()}
    return made | {"$defs": definitions, "title": "Request"}


def recorded(*names):
    """The text of a recording of the mock's with calls of these operations."""
    lines = [{"toolzz_cal_recording": 1}]
    for name in names:
        request = {"method": "POST", "path": "/somewhere", "query": [], "headers": {}}
        lines.append({"operation": name, "request": request, "reply": {"status": 200, "headers": {}}})
    return "".join(json.dumps(line) + "\n" for line in lines)


def document():
    """Cal.com's own document, if the client's requests were all there is."""
    return json.loads(_document())


@cache
def _document():
    paths = {}
    for facts in ACTIONS.values():
        cal = facts["cal"]
        if cal.get("state") == "composed":
            continue  # what is asked for is another action's
        item = paths.setdefault(re.sub(r"\{(\w+)\}", r"{\1_}", cal["path"]), {})
        item[cal["method"].lower()] = request(facts, cal)
    schemas = {name: _referring(schema) for name, schema in FACTS["schemas"].items()}
    content = {
        "openapi": "3.0.0",
        "info": {"title": "Cal.com API v2", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return json.dumps(content)


def request(facts, cal):
    """A Cal.com request of an action, as a document tells it."""
    known = facts["arguments"].get("properties", {})
    required = {*facts["arguments"].get("required", ()), *cal.get("needs", ())}
    places = dict(cal["arguments"])
    usual = "query" if cal["method"] in ("GET", "DELETE") else "body"
    for name in cal.get("needs", ()):
        places.setdefault(name, {"in": "path" if f"{{{name}}}" in cal["path"] else usual, "name": name})
    parameters = []
    fixed = cal.get("body") or {}
    body = {"type": "object", "properties": {name: {"type": "boolean"} for name in fixed}, "required": list(fixed)}
    for name, place in places.items():
        schema = _encoded(known.get(name, {"type": "string"}), place.get("encode"))
        if place["in"] == "body":
            holder = body
            *way, last = place["name"].split(".")
            for step in way:
                holder = holder["properties"].setdefault(step, {"type": "object", "properties": {}, "required": []})
            holder["properties"][last] = schema
            holder["required"] += [last] * (name in required)
        elif "[" in place["name"] and place.get("encode") is None:
            base = place["name"].partition("[")[0]
            if not any(each["name"] == base for each in parameters):
                inner = {"type": "array", "items": {"type": "object"}}
                parameters.append({"name": base, "in": "query", "required": True, "schema": inner})
        else:
            wire = f"{name}_" if place["in"] == "path" else place["name"]
            wire += "[]" * (place.get("encode") == "brackets")
            parameters.append({"name": wire, "in": place["in"], "required": name in required, "schema": schema})
    if version := cal.get("version"):
        told = {"name": "cal-api-version", "in": "header", "required": True, "schema": {"type": "string"}}
        parameters.append(told | {"description": f"Must be set to `{version}`"})
    parameters.append({"name": "Authorization", "in": "header", "required": True, "schema": {"type": "string"}})
    (_, own) = facts["answer"]["allOf"]
    made = {"parameters": parameters, "responses": {str(cal["status"]): _json(_referring(own["properties"]["data"]))}}
    if body["properties"]:
        made["requestBody"] = {"required": True, **_json(_referring(body))}
    return made


def _json(schema):
    return {"description": "", "content": {"application/json": {"schema": schema}}}


def _encoded(schema, encode):
    match encode:
        case "list" | "brackets":
            lists = [each for each in (schema, *schema.get("anyOf", ())) if each.get("type") == "array"]
            return lists[0] if lists else {"type": "array", "items": schema}
        case "integers":
            return {"type": "array", "items": {"type": "integer"}}
        case "object":
            return {"type": "object", "additionalProperties": True}
        case "comma":
            return {"type": "string"}
        case _:
            return schema


def _referring(schema):
    text = json.dumps(schema).replace('"#/$defs/', '"#/components/schemas/')
    return json.loads(text)


@contextmanager
def gateway(answers):
    """A gateway on this machine; gives its address, and the slug and version of each request.

    `answers` are tools by slug, or by slug and version where versions differ; any of them may be a status and a body.
    """
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer goes out whole: the second of two parts waits for the first to be acknowledged

        def do_GET(self):
            parts = urlsplit(self.path)
            slug = parts.path.removeprefix("/api/v3.1/tools/")
            version = parse_qs(parts.query)["version"][0]
            asked.append((slug, version, self.headers.get("x-api-key")))
            missing = (404, {"error": {"message": "Tool not found", "code": 2301, "status": 404, "slug": "Tool"}})
            found = answers.get((slug, version), answers.get(slug, missing))
            status, content = found if isinstance(found, tuple) else (200, found)
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.send_header("retry-after", "0")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            asked.append(("POST", self.path, None))
            self.send_error(500)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
