"""The Cal.com API v2: `/v2/…`, the requests that actions stand for."""

from __future__ import annotations

import json
import re
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlencode

from toolzz_cal.operations import CalRequest, Operation, Travels

from ..messages import Reply, Request
from ..problems import BadRequest, Invalid, NotFound, Problem, Unauthorized, Wrong
from ..specification import Specification, Violation
from ..world.base import Caller, Whole, World, stamp
from ..world.earlier import EARLIER, Earlier
from ..world.guards import must_pass
from ..world.local_time import is_iso
from .base import Target, bearer, behave, parsed, reply, user_of_key, wrapped
from .wire_types import ABSENT, is_free, is_object, never_null, own_checks, takes

VERSIONS = ("2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")
DEFAULT_VERSION = "2024-04-15"
# The code of an error that Cal.com caught, and wrapped, without knowing what it was.
BROKEN = "INTERNAL_SERVER_ERROR"
NOBODY = 0  # no user has this id
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")


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
        if operation is None or _request(operation).state == "removed":
            raise unknown
        if not self._serves(operation, request):
            earlier = self._earlier(operation, request)
            if earlier is None:
                raise unknown
            caller = self._caller(world, request, operation, target)
            return reply(_request(operation).status, wrapped(earlier(world, caller, _body(request))))
        caller = self._caller(world, request, operation, target)
        if _request(operation).state == "broken" and _request(operation).needs:  # what its path cannot carry
            raise BadRequest("Validation failed (numeric string is expected)")
        try:
            outcome = behave(world, caller, operation, self._arguments(operation, request, target))
        except Invalid as problem:
            numbers = {name: int(each) for name, each in target.path_arguments.items() if each.isdecimal()}
            must_pass(world, caller, operation.name, numbers)
            if "piped" in _request(operation).served:
                raise _spelled(problem) from None
            raise
        body = wrapped(outcome)
        if _request(operation).state == "redirect" and isinstance(outcome, Whole) and "url" in body:
            words = f"Moved Permanently. Redirecting to {body['url']}"
            return Reply(301, words.encode(), {"location": body["url"], "content-type": "text/plain; charset=utf-8"})
        more = outcome.headers if isinstance(outcome, Whole) else {}
        return reply(_request(operation).status, body, **more)

    def _serves(self, operation: Operation, request: Request) -> bool:
        version = request.headers.get("cal-api-version", DEFAULT_VERSION)
        version = version if version in VERSIONS else DEFAULT_VERSION
        wanted = _request(operation).version
        if wanted is not None:
            return version == wanted
        return version <= (_request(operation).until or VERSIONS[-1])

    def _earlier(self, operation: Operation, request: Request) -> Earlier | None:
        """What answers a request that asks for less than the version of its operation, if the mock knows it."""
        version = request.headers.get("cal-api-version", DEFAULT_VERSION)
        version = version if version in VERSIONS else DEFAULT_VERSION
        return EARLIER.get(operation.name) if version < (_request(operation).version or "") else None

    def _caller(self, world: World, request: Request, operation: Operation, target: Target) -> Caller:
        credential, served = _request(operation).credential, _request(operation).served
        client = self._client(world, request, target.path_arguments.get("clientId"))
        token = bearer(request)
        if "anybody" in served:
            credential, token = "none", ""
        if credential == "client" and client is not None:
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        if "keyless" in served:
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

    def read(self, request: Request, target: Target) -> dict[str, Any]:
        """The action's arguments, read from where Cal.com has them. What is unknown is passed on as it came."""
        if target.operation is None:
            return {}
        arguments = _decoded(target.operation, *_wire(target.operation, request, target))
        for name, placed in _request(target.operation).arguments.items():
            if placed.encode == "object" and isinstance(arguments.get(name), dict):
                arguments[name] = json.dumps(arguments[name], ensure_ascii=False)  # the action has it as text
        return arguments

    def _arguments(self, operation: Operation, request: Request, target: Target) -> dict[str, Any]:
        """The action's arguments, if they are right."""
        properties = _properties(operation)
        found, rest = _wire(operation, request, target)
        for name, value in found.items():
            _must_be_encoded(value, properties[name], _request(operation).arguments[name])
        arguments = _decoded(operation, found, rest)
        if "cookie" in _request(operation).served:
            arguments["cookieUid"] = SimpleCookie(request.headers.get("cookie", "")).get("uid", Morsel()).value
        if wrong := self._wrong(operation, arguments, target):
            raise Invalid(*wrong)
        return arguments

    def _wrong(self, operation: Operation, arguments: dict[str, Any], target: Target) -> list[Wrong]:
        """What Cal.com would refuse. An argument that may be left out may be null as well, as it has it."""
        needs = _request(operation).needs
        missing = [name for name in needs if arguments.get(name) is None and name not in target.path_arguments]
        wrong = [Wrong(name, "isDefined", f"{name} is required") for name in missing]
        places, properties = _request(operation).arguments, _properties(operation)
        # A list on the wire where the action has a string: its values are checked where it is decoded.
        lists = {name for name, placed in places.items() if placed.encode == "list"}
        checked = {name: _without_nulls(value) for name, value in arguments.items() if name in properties}
        objects = [name for name, placed in places.items() if placed.encode == "object"]
        own = {**dict.fromkeys(objects, is_object), **own_checks(operation.name)}
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
            inner = each.path != name and "piped" not in _request(operation).served
            absent = each.keyword == "required" and not inner and name not in operation.in_path
            if name in lists or absent or (each.keyword == "type" and arguments.get(name, each) is None):
                continue
            if each.keyword in ("format", "enum") and is_free(name):
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


def _breaks_format(found: Violation, placed: Travels, operation: Operation) -> bool:
    """Whether Cal.com minds, too, and minds here.

    It reads dates without time or zone, any text where it only looks for it, and addresses in bookings later on.
    """
    if found.limit == "date-time":
        return not is_iso(found.value)
    return placed.place != "query" and "piped" not in _request(operation).served


def _spelled(problem: Invalid) -> BadRequest:
    """A refusal as the pipes of some bookings operations word it: in the message, step by step of the path."""
    words = []
    for each in problem.wrong:
        steps = re.findall(r"[^.\[\]]+", each.path)
        said = each.words.removeprefix(each.path.removesuffix(steps[-1])) if steps else each.words
        words.append(", ".join(f"{step} property is wrong" for step in steps) + f",{said} ")
    return BadRequest(", ".join(words))


def _request(operation: Operation) -> CalRequest:
    """The request of an operation that has come in at this door."""
    if operation.request is None:
        raise LookupError(operation.name)
    return operation.request


def _properties(operation: Operation) -> dict[str, Any]:
    """JSON Schemas of the action's arguments."""
    properties: dict[str, Any] = operation.facts["arguments"].get("properties", {})
    return properties


def _body(request: Request) -> dict[str, Any]:
    body = parsed(request) if request.method in ("POST", "PUT", "PATCH") and _is_json(request) else {}
    if not isinstance(body, dict):
        raise BadRequest("an unknown value was passed to the validate function")
    return body


def _wire(operation: Operation, request: Request, target: Target) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values that a request has for arguments, as they came, and what it has besides."""
    body = _body(request)
    query: dict[str, list[str]] = {}
    for name, text in request.query:
        query.setdefault(name, []).append(text)
    left = dict(body)
    found: dict[str, Any] = {}
    for name, placed in _request(operation).arguments.items():
        wire = placed.name
        if placed.place == "path":
            value: Any = target.path_arguments.get(wire, ABSENT)
        elif placed.place == "query":
            plain = query.pop(wire, ABSENT)
            value = query.pop(f"{wire}[]", plain)
        else:
            value = _taken(left, wire.split("."))
        if value is not ABSENT:
            found[name] = value
    known = _properties(operation)
    rest = {name: value for name, value in left.items() if name not in known and not _is_told(name, value, operation)}
    rest |= {name: texts[0] for name, texts in query.items() if name not in known}
    return found, rest


def _taken(body: dict[str, Any], keys: list[str]) -> Any:
    """A member of the body, which then has it no more; objects on the way that are empty then go too."""
    name, *inside = keys
    if not inside or name not in body:
        return body.pop(name, ABSENT)
    inner = body[name]
    if not isinstance(inner, dict):
        return ABSENT
    copy = dict(inner)
    value = _taken(copy, inside)
    if value is not ABSENT:
        body[name] = copy
        if not copy:
            del body[name]
    return value


def _is_told(name: str, value: object, operation: Operation) -> bool:
    """Whether a member of the body says only which action is meant."""
    fixed = _request(operation).body or {}
    return name in fixed and value == fixed[name]


def _must_be_encoded(value: Any, schema: dict[str, Any], placed: Travels) -> None:
    """Refuses a value that is not written as Cal.com has it."""
    name = placed.name
    if placed.encode == "list":
        if not isinstance(value, list):
            raise Invalid(Wrong(name, "isArray", f"{name} must be an array"))
        allowed = schema.get("enum", ())
        if allowed and any(each not in allowed for each in value):
            words = f"each value in {name} must be one of the following values: {', '.join(allowed)}"
            raise Invalid(Wrong(name, "isEnum", words))
    elif schema.get("type") == "integer" and placed.place != "body" and _NUMBER.fullmatch(_text(value)) is None:
        if placed.place == "query":
            raise Invalid(Wrong(name, "isNumber", f"{name} must be a number"))
        raise BadRequest("Validation failed (numeric string is expected)")


def _decoded(operation: Operation, found: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    properties, places = _properties(operation), _request(operation).arguments
    return {**rest, **{name: _as_argument(value, properties[name], places[name]) for name, value in found.items()}}


def _as_argument(value: Any, schema: dict[str, Any], placed: Travels) -> Any:
    """A value of the wire as the action's argument has it: text of a path or query becomes numbers, lists, booleans."""
    kind = schema.get("type")
    encode = placed.encode
    if encode == "list":
        return value[0] if isinstance(value, list) and len(value) == 1 else value
    if encode == "integers" and isinstance(value, list):
        return [str(each) for each in value]
    if placed.place == "body":
        return value
    if kind == "array":
        values = value if isinstance(value, list) else [value]
        return [part for each in values for part in (each.split(",") if encode == "comma" else [each])]
    text = _text(value)
    if kind == "integer" and _NUMBER.fullmatch(text):
        return int(float(text))
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _text(value: str | list[str]) -> str:
    """The first one where a query repeats a name."""
    return value[0] if isinstance(value, list) else value
