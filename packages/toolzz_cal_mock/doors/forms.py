"""A request of Cal.com's API in one of its forms: how it is read, checked, and run.

An operation has a form for each request that stands for it. What reading one takes is prepared once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http.cookies import Morsel, SimpleCookie
from typing import Any

from toolzz_cal.operations import CalRequest, Operation, Travels

from ..messages import Request
from ..problems import BadRequest, Invalid, Wrong
from ..specification import Specification, Violation
from ..world.base import Behaviour, Caller, World
from ..world.guards import must_pass
from ..world.local_time import MINUTE, is_iso, iso, moment
from .base import behave, parsed
from .wire_types import ABSENT, Check, is_free, is_object, never_null, own_checks, takes

Values = dict[str, Any]
# Versions of bookings that hosted servers know besides; what they differ in is only what may be sent in addition.
ALIKE = {"2026-02-25": "2024-08-13", "2026-05-01": "2024-08-13"}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")


class Form:
    """One request that an operation stands for.

    Attributes:
        operation: The operation.
        request: The request, as the specification has it.
        credential: What signs it.
        served: How Cal.com's server treats it unlike others.
        status: Of its success.
        is_there: Whether servers have it at all.
    """

    __slots__ = (
        "_fixed", "_in_path", "_lists", "_never_null", "_objects", "_own", "_piped", "_places", "_properties",
        "_specification", "credential", "is_there", "operation", "request", "served", "status",
    )  # fmt: skip

    def __init__(
        self, operation: Operation, request: CalRequest, specification: Specification, *, is_there: bool = True
    ) -> None:
        self.is_there = is_there
        self.operation, self.request, self._specification = operation, request, specification
        self.credential, self.served, self.status = request.credential, frozenset(request.served), request.status
        self._properties: Mapping[str, Any] = operation.facts["arguments"].get("properties", {})
        self._places: Mapping[str, Travels] = dict(request.arguments)
        self._in_path = frozenset(name for name, placed in self._places.items() if placed.place == "path")
        # A list on the wire where the action has a string: its values are checked where it is decoded.
        self._lists = self._encoded("list")
        self._objects = self._encoded("object")
        self._own: Mapping[str, Check] = {**dict.fromkeys(self._objects, is_object), **own_checks(operation.name)}
        self._never_null = never_null(operation.name)
        self._fixed = request.body or {}
        self._piped = "piped" in self.served

    def _encoded(self, word: str) -> frozenset[str]:
        return frozenset(name for name, placed in self._places.items() if placed.encode == word)

    def serves(self, version: str, latest: str) -> bool:
        """Whether a request that asks for a version gets to it."""
        if not self.is_there:
            return False
        if self.request.version is not None:
            return ALIKE.get(version, version) == self.request.version
        return version <= (self.request.until or latest)

    def read(self, request: Request, path_arguments: Mapping[str, str]) -> Values:
        """The action's arguments, read from where Cal.com has them. What is unknown is passed on as it came."""
        arguments = self._decoded(*self._wire(request, path_arguments))
        for name in self._objects:
            if isinstance(arguments.get(name), dict):
                arguments[name] = json.dumps(arguments[name], ensure_ascii=False)  # the action has it as text
        return arguments

    def run(self, world: World, caller: Caller, request: Request, path_arguments: Mapping[str, str]) -> Any:
        """Does what the operation does, if its arguments are right; the answer is Cal.com's whole reply, or `data`.

        Raises:
            Problem: They are not, or it is not possible.
        """
        try:
            arguments = self._checked(request, path_arguments)
            return behave(world, caller, self.operation, arguments, self.request.answer)
        except Invalid as problem:
            numbers = {name: int(each) for name, each in path_arguments.items() if each.isdecimal()}
            must_pass(world, caller, self.operation.name, numbers)
            if self._piped:
                raise _spelled(problem) from None
            raise

    def _checked(self, request: Request, path_arguments: Mapping[str, str]) -> Values:
        """The action's arguments, if they are right."""
        found, rest = self._wire(request, path_arguments)
        for name, value in found.items():
            _must_be_encoded(value, self._properties[name], self._places[name])
        arguments = self._decoded(found, rest)
        if "cookie" in self.served:
            arguments["cookieUid"] = SimpleCookie(request.headers.get("cookie", "")).get("uid", Morsel()).value
        if wrong := self._wrong(arguments, path_arguments):
            raise Invalid(*wrong)
        return arguments

    def _wrong(self, arguments: Values, path_arguments: Mapping[str, str]) -> list[Wrong]:
        """What Cal.com would refuse. An argument that may be left out may be null as well, as it has it."""
        wrong = [
            Wrong(name, "isDefined", f"{name} is required")
            for name in self.request.needs
            if arguments.get(name) is None and name not in path_arguments
        ]
        checked = {name: _without_nulls(value) for name, value in arguments.items() if name in self._properties}
        for name, check in self._own.items():
            if (found := check(name, arguments.get(name, ABSENT))) is not None:
                wrong.append(found)
        for name in self._never_null:
            if arguments.get(name, ABSENT) is None:
                wrong.append(Wrong(name, "isNotNull", f"{name} must not be null"))
        for each in self._specification.argument_errors(self.operation, checked):
            if not self._takes(each, arguments):
                wrong.append(Wrong(each.path, each.rule, each.words))
        return [self._as_sent(each) for each in wrong]

    def _takes(self, found: Violation, arguments: Values) -> bool:
        """Whether Cal.com takes what breaks the action's own schema."""
        name = re.split(r"[.\[]", found.path)[0]
        if found.path in self._own or takes(self.operation.name, found.path, found.value):
            return True
        # What the action requires beyond Cal.com itself, such as lengthInMinutesOptions, may be missing here.
        inner = found.path != name and not self._piped
        absent = found.keyword == "required" and not inner and name not in self._in_path
        if name in self._lists or absent or (found.keyword == "type" and arguments.get(name, found) is None):
            return True
        if found.keyword in ("format", "enum") and is_free(name):
            return True
        return found.keyword == "format" and not self._breaks_format(found, name)

    def _breaks_format(self, found: Violation, name: str) -> bool:
        """Whether Cal.com minds, too, and minds here.

        It reads dates without time or zone, any text where it only looks for it, and addresses in bookings later on.
        """
        if found.limit == "date-time":
            return not is_iso(found.value)
        return self._places[name].place != "query" and not self._piped

    def _as_sent(self, wrong: Wrong) -> Wrong:
        """The same under the name that the argument has on the wire."""
        name = re.split(r"[.\[]", wrong.path)[0]
        placed = self._places.get(name)
        if placed is None or placed.name == name:
            return wrong
        path, words = placed.name + wrong.path[len(name) :], wrong.words
        return Wrong(path, wrong.rule, placed.name + words[len(name) :] if words.startswith(name) else words)

    def _wire(self, request: Request, path_arguments: Mapping[str, str]) -> tuple[Values, Values]:
        """The values that a request has for arguments, as they came, and what it has besides."""
        left = dict(body_of(request))
        query: dict[str, list[str]] = {}
        for name, text in request.query:
            query.setdefault(name, []).append(text)
        found: Values = {}
        for name, placed in self._places.items():
            wire = placed.name
            if placed.place == "path":
                value: Any = path_arguments.get(wire, ABSENT)
            elif placed.place == "query":
                plain = query.pop(wire, ABSENT)
                value = query.pop(f"{wire}[]", plain)
            else:
                value = _taken(left, wire.split("."))
            if value is not ABSENT:
                found[name] = value
        known = self._properties
        rest = {name: value for name, value in left.items() if name not in known and not self._is_told(name, value)}
        rest |= {name: texts[0] for name, texts in query.items() if name not in known}
        return found, rest

    def _is_told(self, name: str, value: object) -> bool:
        """Whether a member of the body says only which action is meant."""
        return name in self._fixed and value == self._fixed[name]

    def _decoded(self, found: Values, rest: Values) -> Values:
        arguments = {
            name: _as_argument(value, self._properties[name], self._places[name]) for name, value in found.items()
        }
        for name, value in arguments.items():
            placed = self._places[name]
            if placed.encode == "minutes" and placed.since is not None and isinstance(value, int):
                arguments[name] = _later(arguments.get(placed.since), value)
        return {**rest, **arguments}


class Further:
    """A request that no action stands for, though servers have it, so that what belongs together is whole.

    Attributes:
        operation: None.
        version: The version that alone has it.
        credential, served, status: As of a `Form`.
    """

    __slots__ = ("_behaviour", "version")
    operation = None
    credential, served, status = "optional", frozenset[str](), 200

    def __init__(self, behaviour: Behaviour, version: str) -> None:
        self._behaviour, self.version = behaviour, version

    def serves(self, version: str, latest: str) -> bool:
        """Whether a request that asks for a version gets to it."""
        return version == self.version

    def read(self, request: Request, path_arguments: Mapping[str, str]) -> Values:
        """The body, and what the path names."""
        return {**body_of(request), **path_arguments}

    def run(self, world: World, caller: Caller, request: Request, path_arguments: Mapping[str, str]) -> Any:
        """Does it."""
        return self._behaviour(world, caller, self.read(request, path_arguments))


def body_of(request: Request) -> Values:
    """The members of a body; none where none is read: one of another type is as good as none."""
    body = parsed(request) if request.method in ("POST", "PUT", "PATCH") and _is_json(request) else {}
    if not isinstance(body, dict):
        raise BadRequest("an unknown value was passed to the validate function")
    return body


def _is_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("", "application/json") or kind.endswith("+json")


def _without_nulls(value: Any) -> Any:
    """JSON without the keys that are null."""
    if isinstance(value, dict):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def _spelled(problem: Invalid) -> BadRequest:
    """A refusal as the pipes of some operations word it: in the message, step by step of the path."""
    words = []
    for each in problem.wrong:
        steps = re.findall(r"[^.\[\]]+", each.path)
        said = each.words.removeprefix(each.path.removesuffix(steps[-1])) if steps else each.words
        words.append(", ".join(f"{step} property is wrong" for step in steps) + f",{said} ")
    return BadRequest(", ".join(words))


def _taken(body: Values, keys: list[str]) -> Any:
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


def _must_be_encoded(value: Any, schema: Mapping[str, Any], placed: Travels) -> None:
    """Refuses a value that is not written as Cal.com has it."""
    name = placed.name
    if placed.encode == "list":
        if not isinstance(value, list):
            raise Invalid(Wrong(name, "isArray", f"{name} must be an array"))
        allowed = schema.get("enum", ())
        if allowed and any(each not in allowed for each in value):
            words = f"each value in {name} must be one of the following values: {', '.join(allowed)}"
            raise Invalid(Wrong(name, "isEnum", words))
    elif placed.encode == "minutes":
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Invalid(Wrong(name, "isInt", f"{name} must be an integer number"))
    elif schema.get("type") == "integer" and placed.place != "body" and _NUMBER.fullmatch(_text(value)) is None:
        if placed.place == "query":
            raise Invalid(Wrong(name, "isNumber", f"{name} must be a number"))
        raise BadRequest("Validation failed (numeric string is expected)")


def _as_argument(value: Any, schema: Mapping[str, Any], placed: Travels) -> Any:
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


def _later(since: Any, minutes: int) -> Any:
    """The moment so many minutes later; the number itself when there is no moment to count from."""
    return iso(moment(since, "") + minutes * MINUTE) if is_iso(since) else minutes


def _text(value: str | list[str]) -> str:
    """The first one where a query repeats a name."""
    return value[0] if isinstance(value, list) else value
