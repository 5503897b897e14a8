"""The Cal.com API v2: `/v2/…`, the requests that actions stand for."""

from __future__ import annotations

import re
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlencode

from ..messages import Reply, Request
from ..problems import BadRequest, Invalid, NotFound, Problem, Unauthorized, Wrong
from ..specification import Operation, Specification, Violation
from ..world.base import Caller, Whole, World, stamp
from ..world.earlier import EARLIER, Earlier
from ..world.guards import must_pass
from ..world.local_time import is_iso
from .base import Target, bearer, behave, parsed, reply, user_of_key, wrapped
from .wire_types import ABSENT, never_null, own_checks, takes

VERSIONS = ("2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")
DEFAULT_VERSION = "2024-04-15"
WITH_COOKIE = ("slots.reserve", "slots.release")  # a reservation is also known by a cookie of its uid
# The code of an error that Cal.com caught, and wrapped, without knowing what it was.
BROKEN = "INTERNAL_SERVER_ERROR"
# Served to whoever asks, whatever credential comes along.
UNGUARDED = "provider.get"
NOBODY = 0  # no user has this id
# Texts that Cal.com takes as they come, or reads in a way of its own.
ANY_TEXT = ("subscriberUrl", "slotFormat", "schedulingType")
# Operations whose body Cal.com checks in a pipe of its own, which puts the reasons into the message.
PIPED = ("bookings.create", "bookings.reschedule", "bookings.cancel")


class Cal:
    """Speaks Cal.com's own language: versions, envelopes, encodings."""

    name = "cal"

    def __init__(self, specification: Specification) -> None:
        self._specification = specification

    def target(self, request: Request) -> Target | None:
        """The operation a request names, or None when it is not for this door."""
        if not is_cal(request.path):
            return None
        path = request.path.removeprefix("/api")
        method = "GET" if request.method == "HEAD" else request.method
        operation, arguments, exists = self._specification.cal(method, path)
        return Target(self, operation, arguments, exists)

    def key(self, request: Request) -> str:
        """The API key, access token or OAuth client."""
        return bearer(request) or request.headers.get("x-cal-client-id", "")

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an operation."""
        operation = target.operation
        unknown = NotFound(f"Cannot {request.method} /api{request.path.removeprefix('/api')}")
        if operation is None or operation.cal.get("state") == "removed":
            raise unknown
        if not self._serves(operation, request):
            earlier = self._earlier(operation, request)
            if earlier is None:
                raise unknown
            caller = self._caller(world, request, operation, target)
            return reply(operation.cal["status"], wrapped(earlier(world, caller, self._body(request))))
        caller = self._caller(world, request, operation, target)
        if operation.cal.get("state") == "broken" and "needs" in operation.cal:  # what its path cannot carry
            raise BadRequest("Validation failed (numeric string is expected)")
        try:
            outcome = behave(world, caller, operation, self._arguments(operation, request, target))
        except Invalid as problem:
            numbers = {name: int(each) for name, each in target.path_arguments.items() if each.isdecimal()}
            must_pass(world, caller, operation.name, numbers)
            if operation.name in PIPED:
                raise _spelled(problem) from None
            raise
        body = wrapped(outcome)
        if operation.cal.get("state") == "redirect" and isinstance(outcome, Whole) and "url" in body:
            words = f"Moved Permanently. Redirecting to {body['url']}"
            return Reply(301, words.encode(), {"location": body["url"], "content-type": "text/plain; charset=utf-8"})
        more = outcome.headers if isinstance(outcome, Whole) else {}
        return reply(operation.cal["status"], body, **more)

    def _serves(self, operation: Operation, request: Request) -> bool:
        version = request.headers.get("cal-api-version", DEFAULT_VERSION)
        version = version if version in VERSIONS else DEFAULT_VERSION
        wanted = operation.cal.get("version")
        if wanted is not None:
            return bool(version == wanted)
        return version <= str(operation.cal.get("until", VERSIONS[-1]))

    def _earlier(self, operation: Operation, request: Request) -> Earlier | None:
        """What answers a request that asks for less than the version of its operation, if the mock knows it."""
        version = request.headers.get("cal-api-version", DEFAULT_VERSION)
        version = version if version in VERSIONS else DEFAULT_VERSION
        return EARLIER.get(operation.name) if version < str(operation.cal.get("version", "")) else None

    def _caller(self, world: World, request: Request, operation: Operation, target: Target) -> Caller:
        credential = operation.cal.get("credential", "key")
        client = self._client(world, request, target.path_arguments.get("clientId"))
        token = bearer(request)
        if operation.name == UNGUARDED:
            credential, token = "none", ""
        if credential in ("client", "client-secret") and client is not None:
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        if credential == "client-secret":
            raise Unauthorized("OAuth client id and secret are needed")
        if token:
            return Caller(user_of_key(world, token), client)
        if client is not None and credential in ("key-or-client", "optional"):
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        strict, isolated = bool(world.indexes.get("strict_auth")), bool(world.indexes.get("isolated"))
        if credential == "none" or (credential == "optional" and not (strict and isolated)):
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
        body = self._body(request)
        query: dict[str, list[str]] = {}
        for name, value in request.query:
            query.setdefault(name, []).append(value)
        properties = operation.arguments.get("properties", {})
        arguments: dict[str, Any] = {name: value for name, value in body.items() if name not in properties}
        arguments |= {name: values[0] for name, values in query.items() if name not in properties}
        for name, placed in operation.cal["arguments"].items():
            found, value = _placed(placed, target, query, body)
            if found:
                arguments[name] = _decoded(value, properties[name], placed)
        if operation.name in WITH_COOKIE:
            arguments["cookieUid"] = SimpleCookie(request.headers.get("cookie", "")).get("uid", Morsel()).value
        if wrong := self._wrong(operation, arguments, target):
            raise Invalid(*wrong)
        return arguments

    def _body(self, request: Request) -> dict[str, Any]:
        body = parsed(request) if request.method in ("POST", "PUT", "PATCH") and _is_json(request) else {}
        if not isinstance(body, dict):
            raise BadRequest("an unknown value was passed to the validate function")
        return body

    def _wrong(self, operation: Operation, arguments: dict[str, Any], target: Target) -> list[Wrong]:
        """What Cal.com would refuse. An argument that may be left out may be null as well, as it has it."""
        needs = operation.cal.get("needs", ())
        missing = [name for name in needs if arguments.get(name) is None and name not in target.path_arguments]
        wrong = [Wrong(name, "isDefined", f"{name} is required") for name in missing]
        places, properties = operation.cal["arguments"], operation.arguments.get("properties", {})
        # A list on the wire where the action has a string: its values are checked where it is decoded.
        lists = {name for name, placed in places.items() if placed.get("encode") == "list"}
        checked = {name: _without_nulls(value) for name, value in arguments.items() if name in properties}
        own = own_checks(operation.name)
        for name, check in own.items():
            if (found := check(name, arguments.get(name, ABSENT))) is not None:
                wrong.append(found)
        for name in never_null(operation.name):
            if arguments.get(name, ABSENT) is None:
                wrong.append(Wrong(name, "isNotNull", f"{name} must not be null"))
        for each in self._specification.argument_errors(operation, checked):
            name = re.split(r"[.\[]", each.path)[0]
            if each.path in own or takes(operation.name, each.path, each.value):
                continue
            # What the action requires beyond Cal.com itself, such as lengthInMinutesOptions, may be missing here.
            inner = each.path != name and operation.name not in PIPED
            absent = each.keyword == "required" and not inner and places.get(name, {}).get("in") != "path"
            if name in lists or absent or (each.keyword == "type" and arguments.get(name, each) is None):
                continue
            if each.keyword in ("format", "enum") and name in ANY_TEXT:
                continue
            if each.keyword == "format" and not _breaks_format(each, places[name], operation):
                continue
            wrong.append(Wrong(each.path, each.rule, each.words))
        return wrong

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """Cal.com's error envelope; an uncaught error is outside it."""
        if problem.status == 500 and problem.code != BROKEN:
            return reply(500, {"statusCode": 500, "message": "Internal server error"})
        if problem.bare:
            return reply(problem.status, {"statusCode": problem.status, "message": problem.message})
        error: dict[str, Any] = {"code": problem.code, "message": problem.message}
        if problem.details or problem.code.endswith("Exception"):  # those of its database and of tRPC have none
            plain = {"message": problem.message, "error": problem.phrase, "statusCode": problem.status}
            error["details"] = problem.details or plain
        query = urlencode(request.query, safe=":,")
        path = f"{request.path}?{query}" if query else request.path
        body = {"status": "error", "timestamp": stamp(world.now()), "path": path, "error": error}
        return reply(problem.status, body)


def is_cal(path: str) -> bool:
    """Whether a path is one of Cal.com's API."""
    return path == "/v2" or path.startswith(("/v2/", "/api/v2/"))


def _is_json(request: Request) -> bool:
    """Whether a body is read: one of another type is as good as none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("", "application/json") or kind.endswith("+json")


def _without_nulls(value: Any) -> Any:
    """JSON without the keys that are null."""
    if isinstance(value, dict):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def _breaks_format(found: Violation, placed: dict[str, str], operation: Operation) -> bool:
    """Whether Cal.com minds, too, and minds here.

    It reads dates without time or zone, any text where it only looks for it, and addresses in bookings later on.
    """
    if found.limit == "date-time":
        return not is_iso(found.value)
    return placed["in"] != "query" and operation.name not in PIPED


def _spelled(problem: Invalid) -> BadRequest:
    """A refusal as the pipes of some bookings operations word it: in the message, step by step of the path."""
    words = []
    for each in problem.wrong:
        steps = re.findall(r"[^.\[\]]+", each.path)
        said = each.words.removeprefix(each.path.removesuffix(steps[-1])) if steps else each.words
        words.append(", ".join(f"{step} property is wrong" for step in steps) + f",{said} ")
    return BadRequest(", ".join(words))


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


def _decoded(value: Any, schema: dict[str, Any], placed: dict[str, str]) -> Any:
    """A value of the wire as the action's argument has it: text of a path or query becomes numbers, lists, booleans."""
    kind = schema.get("type")
    encode = placed.get("encode")
    if encode == "list":
        if not isinstance(value, list):
            raise Invalid(Wrong(placed["name"], "isArray", f"{placed['name']} must be an array"))
        allowed = schema.get("enum", ())
        for each in value:
            if allowed and each not in allowed:
                words = f"each value in {placed['name']} must be one of the following values: {', '.join(allowed)}"
                raise Invalid(Wrong(placed["name"], "isEnum", words))
        return value
    if encode == "integers" and isinstance(value, list):
        return [str(each) for each in value]
    if placed["in"] == "body":
        return value
    if kind == "array":
        values = value if isinstance(value, list) else [value]
        return [part for each in values for part in (each.split(",") if encode == "comma" else [each])]
    text = value[0] if isinstance(value, list) else value
    if kind == "integer":
        if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text):
            return int(float(text))
        if placed["in"] == "query":
            raise Invalid(Wrong(placed["name"], "isNumber", f"{placed['name']} must be a number"))
        raise BadRequest("Validation failed (numeric string is expected)")
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
