"""The Cal.com API v2: `/v2/…`, the requests that actions stand for."""

from __future__ import annotations

import json
import re
from typing import Any

from ..messages import Reply, Request
from ..problems import BadRequest, NotFound, Problem, Unauthorized
from ..specification import Operation, Specification
from ..world.base import Caller, Whole, World, stamp
from .base import Target, bearer, behave, invalid, parsed, reply, user_of_key, wrapped

VERSIONS = ("2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")
DEFAULT_VERSION = "2024-04-15"
# Slots of this kind answer up to this version; a later one is another route.
LAST_VERSION = {"slots.available": "2024-08-13", "slots.reserve": "2024-08-13", "slots.release": "2024-08-13"}
CREATED = ("POST",)
NOBODY = 0  # no user has this id
# Requests that make something answer 201; these POSTs only change something.
NOT_CREATED = re.compile(
    r"\.(cancel|confirm|decline|mark_absent|reassign|reassign_to|disconnect|connect|set_default|refresh_token|force_refresh)$"
)


class Cal:
    """Speaks Cal.com's own language: versions, envelopes, encodings."""

    name = "cal"

    def __init__(self, specification: Specification) -> None:
        self._specification = specification

    def target(self, request: Request) -> Target | None:
        """The operation a request names, or None when it is not for this door."""
        path = request.path.removeprefix("/api") if request.path.startswith("/api/v2/") else request.path
        if path != "/v2" and not path.startswith("/v2/"):
            return None
        operation, arguments, exists = self._specification.cal(request.method, path)
        return Target(self, operation, arguments, exists)

    def key(self, request: Request) -> str:
        """The API key, access token or OAuth client."""
        return bearer(request) or request.headers.get("x-cal-client-id", "")

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an operation."""
        operation = target.operation
        if operation is None or operation.cal.get("state") == "removed" or not self._serves(operation, request):
            raise NotFound(f"Cannot {request.method} /api{request.path.removeprefix('/api')}")
        caller = self._caller(world, request, operation, target)
        if operation.cal.get("state") == "broken":
            raise BadRequest("Validation failed (numeric string is expected)")
        arguments = self._arguments(operation, request, target)
        outcome = behave(world, caller, operation, arguments)
        body = wrapped(outcome)
        if operation.cal.get("state") == "redirect" and isinstance(outcome, Whole) and "url" in body:
            return Reply(301, b"", {"location": body["url"]})
        made = request.method in CREATED and not NOT_CREATED.search(operation.name)
        return reply(201 if made else 200, body)

    def _serves(self, operation: Operation, request: Request) -> bool:
        version = request.headers.get("cal-api-version", DEFAULT_VERSION)
        version = version if version in VERSIONS else DEFAULT_VERSION
        wanted = operation.cal.get("version")
        if wanted is not None:
            return bool(version == wanted)
        return version <= LAST_VERSION.get(operation.name, VERSIONS[-1])

    def _caller(self, world: World, request: Request, operation: Operation, target: Target) -> Caller:
        credential = operation.cal.get("credential", "key")
        client = self._client(world, request, target.path_arguments.get("clientId"))
        token = bearer(request)
        if credential == "client-secret" or (credential == "client" and not token):
            if client is None:
                raise Unauthorized("OAuth client id and secret are needed")
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        if token:
            return Caller(user_of_key(world, token), client)
        if client is not None and credential in ("key-or-client", "optional"):
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        strict = bool(world.indexes.get("strict_auth"))
        if credential == "none" or (credential == "optional" and not strict):
            return Caller(NOBODY if strict else world.indexes["default_user"], target.path_arguments.get("clientId"))
        raise Unauthorized("No authentication was sent")

    def _client(self, world: World, request: Request, in_path: str | None) -> str | None:
        named = in_path or request.headers.get("x-cal-client-id")
        secret = request.headers.get("x-cal-secret-key")
        if named is None or secret is None:
            return None
        row = world.table("oauth_clients").get(named)
        if row is None or (world.indexes.get("strict_auth") and row["secret"] != secret):
            raise Unauthorized("Invalid client credentials")
        return named

    def _arguments(self, operation: Operation, request: Request, target: Target) -> dict[str, Any]:
        """The action's arguments, read from where Cal.com has them. What is unknown is passed on as it came."""
        body = parsed(request) if request.method in ("POST", "PUT", "PATCH") else {}
        if not isinstance(body, dict):
            raise BadRequest("Body is required")
        if operation.cal.get("body") is not None and not request.body.strip():
            raise BadRequest("Body is required")
        query: dict[str, list[str]] = {}
        for name, value in request.query:
            query.setdefault(name, []).append(value)
        properties = operation.arguments.get("properties", {})
        arguments: dict[str, Any] = {name: value for name, value in body.items() if name not in properties}
        arguments |= {name: values[0] for name, values in query.items() if name not in properties}
        needed = operation.cal.get("needs", ())
        for name, placed in operation.cal["arguments"].items():
            found, value = _placed(placed, target, query, body)
            if found:
                arguments[name] = _decoded(value, properties[name], placed, operation)
        required = [n for n in needed if arguments.get(n) is None and n not in target.path_arguments]
        if required:
            errors = [{"property": name, "constraints": {"isDefined": f"{name} is required"}} for name in required]
            raise BadRequest(f"{required[0]} is required", {"errors": errors})
        # A list on the wire where the action has a string: its values are checked above.
        lists = {name for name, placed in operation.cal["arguments"].items() if placed.get("encode") == "list"}
        checked = {name: value for name, value in arguments.items() if name in properties and name not in lists}
        # What the action requires beyond Cal.com itself, such as lengthInMinutesOptions, may be missing here.
        found_errors = [
            each
            for each in self._specification.argument_errors(operation, checked)
            if each.path or each.keyword != "required" or _in_path(operation, each.message)
        ]
        if found_errors:
            raise invalid(found_errors)
        return arguments

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """Cal.com's error envelope; an uncaught error is outside it."""
        if problem.status == 500:
            return reply(500, {"statusCode": 500, "message": "Internal server error"})
        error: dict[str, Any] = {"code": problem.code, "message": problem.message}
        if problem.details or problem.code.endswith("Exception"):  # those of its database and of tRPC have none
            plain = {"message": problem.message, "error": problem.phrase, "statusCode": problem.status}
            error["details"] = problem.details or plain
        path = request.path if request.path.startswith("/api") else f"/api{request.path}"
        body = {"status": "error", "timestamp": stamp(world.now()), "path": path, "error": error}
        return reply(problem.status, body)


def _in_path(operation: Operation, message: str) -> bool:
    return any(f'"{name}"' in message for name, placed in operation.cal["arguments"].items() if placed["in"] == "path")


def _placed(
    placed: dict[str, str], target: Target, query: dict[str, list[str]], body: dict[str, Any]
) -> tuple[bool, Any]:
    name = placed["name"]
    if placed["in"] == "path":
        return name in target.path_arguments, target.path_arguments.get(name)
    if placed["in"] == "query":
        for wire in (f"{name}[]", name):
            if wire in query:
                return True, query[wire]
        return False, None
    node: Any = body
    for part in name.split("."):
        if not isinstance(node, dict) or part not in node:
            return False, None
        node = node[part]
    return True, node


def _decoded(value: Any, schema: dict[str, Any], placed: dict[str, str], operation: Operation) -> Any:
    """A value of the wire as the action's argument has it: text of a path or query becomes numbers, lists, booleans."""
    kind = schema.get("type")
    encode = placed.get("encode")
    if encode == "list":
        if not isinstance(value, list) or not value:
            message = f"{placed['name']} must be an array"
            raise BadRequest(message, {"errors": [{"property": placed["name"], "constraints": {"isArray": message}}]})
        allowed = schema.get("enum", ())
        for each in value:
            if allowed and each not in allowed:
                message = f"each value in {placed['name']} must be one of the known values"
                raise BadRequest(
                    message, {"errors": [{"property": placed["name"], "constraints": {"isEnum": message}}]}
                )
        return value
    if encode == "object" and isinstance(value, dict):
        return json.dumps(value)
    if encode == "integers" and isinstance(value, list):
        return [str(each) for each in value]
    if placed["in"] == "body":
        return value
    if kind == "array":
        values = value if isinstance(value, list) else [value]
        return [part for each in values for part in (each.split(",") if encode == "comma" else [each])]
    text = value[0] if isinstance(value, list) else value
    if kind == "integer":
        if re.fullmatch(r"-?\d{1,15}", text):
            return int(text)
        raise BadRequest("Validation failed (numeric string is expected)")
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
