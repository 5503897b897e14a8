"""A gateway whose tool for booking takes one form of the arguments, and refuses others in the words of some check."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from tests.support.client import Reply, done

TOOL = "CAL_POST_NEW_BOOKING_REQUEST"
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
# A booking as a caller writes it, and as each form has it.
GIVEN = {"start": "2027-03-09T14:00:00Z", "event_type_id": 10482, "length_in_minutes": 30, "attendee": ATTENDEE}
_COMMON = {"start": "2027-03-09T14:00:00Z", "eventTypeId": 10482}
_BESIDE = {"timeZone": "America/Sao_Paulo", "language": "en", "metadata": {}}
_PERSON = {"name": "Ana Prado", "email": "ana.prado@example.com"}
SHAPED = {
    "attendee": {**_COMMON, "lengthInMinutes": 30, "attendee": ATTENDEE},
    "responses": {**_COMMON, "lengthInMinutes": 30, "responses": _PERSON, **_BESIDE},
    "flat": {**_COMMON, **_PERSON, **_BESIDE, "end": "2027-03-09T14:30:00Z"},
}
FORMS = tuple(SHAPED)
_OPTIONAL = {"attendee": {"lengthInMinutes"}, "responses": {"lengthInMinutes"}, "flat": set[str]()}


def booked(form: str) -> dict[str, Any]:
    """What the gateway answers to a booking, the same for each form."""
    assert form in FORMS
    return {"data": {"status": "success", "data": {"uid": "bk4Zr8YqLw2TnVx6"}}, "error": None, "successful": True}


def _status(body: Any, status: int = 400) -> Reply:
    return Reply(status, {"error": {"message": "Bad request", "code": 10400, "status": status, **body}})


def failed(error: str, **data: Any) -> Reply:
    """The envelope of an action that failed."""
    return Reply(200, {"data": data, "error": error, "successful": False, "log_id": "log_example"})


def _of_python(missing: list[str], unknown: list[str]) -> str:
    lines = [
        f"{name}\n  Field required [type=missing, input_value={{'attendee': 1}}, input_type=dict]" for name in missing
    ]
    lines += [f"{name}\n  Extra inputs are not permitted [type=extra_forbidden]" for name in unknown]
    return f"{len(lines)} validation errors for PostNewBookingRequest\n" + "\n".join(lines)


def _of_zod(missing: list[str], unknown: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"code": "invalid_type", "path": [name], "message": "Required"} for name in missing]
    if unknown:
        message = f"Unrecognized key(s) in object: {', '.join(map(repr, unknown))}"
        found.append({"code": "unrecognized_keys", "keys": unknown, "path": [], "message": message})
    return found


def _of_ajv(missing: list[str], unknown: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"instancePath": "", "keyword": "required", "params": {"missingProperty": name},
         "message": f"must have required property '{name}'"} for name in missing
    ]  # fmt: skip
    return found + [
        {"instancePath": "", "keyword": "additionalProperties", "params": {"additionalProperty": name},
         "message": "must NOT have additional properties"} for name in unknown
    ]  # fmt: skip


def _of_fastapi(name: str) -> dict[str, Any]:
    return {"type": "missing", "loc": ["body", "arguments", name], "msg": "Field required"}


def _of_cal(missing: list[str], unknown: list[str]) -> str:
    told = [f"{name} should not be empty" for name in missing]
    return "; ".join([*told, *(f"property {name} should not exist" for name in unknown)])


def _lines(missing: list[str], unknown: list[str]) -> list[str]:
    found = [f'"{name}" is a required property' for name in missing]
    return found + [f"Additional properties are not allowed ('{name}' was unexpected)" for name in unknown]


# How checks word what lacks and what is not known.
Refusal = Callable[[list[str], list[str]], Reply]
REFUSALS: dict[str, Refusal] = {
    "listed": lambda lacks, _: _status({"message": f"Following fields are missing: {set(lacks)}"}),
    "failed": lambda lacks, _: failed(
        f"Invalid request data provided\n- Following fields are missing: {set(lacks)}"
    ),
    "status behind": lambda lacks, _: failed(f"Missing: {', '.join(map(repr, lacks))}", status_code=400),
    "errors": lambda lacks, more: _status({"errors": _lines(lacks, more)}),
    "422": lambda lacks, _: Reply(422, {"detail": [_of_fastapi(name) for name in lacks]}),
    "of python": lambda lacks, more: failed(_of_python(lacks, more)),
    "of zod": lambda lacks, more: _status({"message": json.dumps(_of_zod(lacks, more))}),
    "of ajv": lambda lacks, more: _status({"errors": _of_ajv(lacks, more)}),
    "of cal": lambda lacks, more: _status({"message": _of_cal(lacks, more)}),
}  # fmt: skip


class Gateway:
    """Answers as the gateway does. Sound arguments book; every request is kept.

    Attributes:
        booked: The arguments of every booking.
        execute: What answers a run of the tool, to be replaced.
    """

    def __init__(
        self,
        form: str,
        refusal: str = "listed",
        *,
        schema: Reply | Exception | None = None,
        is_closed: bool = True,
        needs_end: bool = True,
    ) -> None:
        self._form, self._refusal, self._schema = form, REFUSALS[refusal], schema
        self._is_closed, self._needs_end = is_closed, needs_end
        self.requests: list[httpx.Request] = []
        self.booked: list[dict[str, Any]] = []
        self.execute: Callable[[dict[str, Any]], Reply] = self._execute

    @property
    def versions(self) -> set[str]:
        """The toolkit versions that were asked for."""
        bodies = [json.loads(each.content)["version"] for each in self.requests if each.method == "POST"]
        return {*bodies, *(each.url.params["version"] for each in self.requests if each.method == "GET")}

    @property
    def schema_of_tool(self) -> dict[str, Any]:
        """The schema of the form."""
        properties: dict[str, Any] = {}
        for name, value in SHAPED[self._form].items():
            properties[name] = {"type": "object", "properties": {}} if isinstance(value, dict) else {"title": name}
        for name in ("attendee", "responses"):
            if name in properties:
                properties[name] = {"$ref": f"#/$defs/{name}"}
        person = {"type": "object", "required": ["name"], "properties": {"name": {}, "email": {}, "timeZone": {}}}
        return {
            "type": "object",
            "properties": properties,
            "required": sorted(self._required),
            "additionalProperties": not self._is_closed,
            "$defs": {"attendee": person, "responses": person},
        }

    @property
    def _required(self) -> set[str]:
        return SHAPED[self._form].keys() - _OPTIONAL[self._form] - (set() if self._needs_end else {"end"})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.method == "GET":
            answer = self._schema or Reply(200, {"slug": TOOL, "input_parameters": self.schema_of_tool})
        else:
            answer = self.execute(json.loads(request.content)["arguments"])
        if isinstance(answer, Exception):
            raise answer
        return answer.made()

    def refused(self, arguments: dict[str, Any]) -> Reply:
        """The refusal of arguments."""
        lacks = [name for name in sorted(self._required) if name not in arguments]
        unknown = [name for name in arguments if name not in SHAPED[self._form]] if self._is_closed else []
        return self._refusal(lacks, unknown)

    def _execute(self, arguments: dict[str, Any]) -> Reply:
        is_known = not self._is_closed or arguments.keys() <= SHAPED[self._form].keys()
        if self._required <= arguments.keys() and is_known:
            self.booked.append(arguments)
            return Reply(200, booked(self._form))
        return self.refused(arguments)


class Renamed:
    """A gateway that has a tool of one name only, and refuses any other so, in which `SLUG` stands for its name."""

    def __init__(self, known: str | None, refusal: Reply) -> None:
        self._known, self._refusal = known, refusal
        self.requests: list[httpx.Request] = []

    @property
    def slugs(self) -> list[str]:
        """What was asked for."""
        return [each.url.path.rpartition("/")[2] for each in self.requests]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        slug = self.slugs[-1]
        if slug == self._known:
            return done({"status": "success", "data": {"id": "wh-example"}}).made()
        content = self._refusal.made().content.replace(b"SLUG", slug.encode())
        return httpx.Response(self._refusal.status, content=content)
