"""Calls whose every secret is marked, and upstreams that quote what they were sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import httpx
import pytest
from toolzz_cal.errors import ToolzzCalError

from tests.support.client import Api, Example, Reply, Upstream, document, example, examples, sensitive_arguments
from tests.support.direct import CLIENT, cal, needed
from tests.support.leaks import Marks

Answer = Reply | Exception
_SECRET_NAMES = ("password",)  # of what the direct route needs beside an action's own arguments
_CUT = 1000  # characters of an upstream's message that an error keeps


@dataclass(frozen=True)
class Asked:
    """One call to make, by a route.

    Attributes:
        each: The operation, its secret arguments marked.
        route: `gateway` or `direct`.
        extra: What the route needs beside the arguments.
        secrets: The secret arguments.
    """

    each: Example
    route: str
    extra: dict[str, Any]
    secrets: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.each.name} by {self.route}"


def credentials(marks: Marks) -> dict[str, str]:
    """Every credential that a client takes, marked."""
    names = ("toolzz_token", "composio_api_key", "cal_api_key", "cal_client_secret")
    return {**CLIENT, **{name: marks.secret(name, is_key=True) for name in names}}


@cache
def with_secrets() -> tuple[Example, ...]:
    """Every operation that takes a secret or answers with one."""
    return tuple(
        each
        for each in examples()
        if sensitive_arguments(each)
        or any(name in needed(each) for name in _SECRET_NAMES if each.slug)
        or _holds_secrets(each)
    )


def asked(each: Example, marks: Marks) -> Iterator[Asked]:
    """The calls of an operation: one for each route."""
    given = {name: marks.secret(f"the argument {name} of {each.name}") for name in sensitive_arguments(each)}
    marked = replace(each, arguments={**each.arguments, **given})
    for route in ("gateway", "direct") if each.slug else ("gateway",):
        extra = needed(each) if route == "direct" else {}
        hidden = {name: marks.secret(f"the argument {name} of {each.name}") for name in _SECRET_NAMES if name in extra}
        yield Asked(marked, route, {**extra, **hidden}, (*given.values(), *hidden.values()))


def answered(call: Asked, marks: Marks) -> Reply:
    """The specification's example of an answer, its secrets marked, and some that no schema knows beside them."""
    each, unknown = call.each, marks.secret("an unknown field of the answer")
    beside = {
        "sessionToken": unknown,
        "seenAt": f"https://user-example:{unknown}@files.example.com/a?access_token={unknown}&take=5#token={unknown}",
    }
    content = _schema(each)
    whole = _marked(content, each.answer, f"the answer of {each.name}", marks)
    headers = {"set-cookie": f"session={marks.secret('a cookie')}"}
    if call.each.slug is None:
        return Reply(200, {**whole, **beside}, headers)
    data = whole["data"]
    inner = data["data"] if isinstance(data, dict) and "status" in data and "data" in data else data
    if isinstance(inner, dict):
        inner |= beside
    if call.route == "gateway":
        return Reply(200, whole, headers)
    match cal(each.name).get("state"):
        case "redirect":
            return Reply(301, b"", {"location": data["url"], **headers})
        case "composed":
            return Reply(200, {"status": "success", "data": {"organizationId": 1}}, headers)
    return Reply(200, data, headers)


def _schema(each: Example) -> dict[str, Any]:
    operation = next(
        one
        for item in document()["paths"].values()
        for one in item.values()
        if isinstance(one, dict) and one.get("operationId") == each.name
    )
    response = _followed(operation["responses"]["200"])
    found: dict[str, Any] = response["content"]["application/json"]["schema"]
    return found


def _followed(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _holds_secrets(each: Example) -> bool:
    marks = Marks()
    return bool(marks.within(json.dumps(_marked(_schema(each), each.answer, "", marks))))


def _marked(schema: dict[str, Any], value: Any, place: str, marks: Marks) -> Any:
    """A copy of an example with a marked secret wherever the schema has one, known but absent keys included."""
    schema = _followed(schema)
    if schema.get("x-sensitive"):
        secret = marks.secret(place)
        is_address = place.lower().endswith("url")  # secret for what its query holds
        return f"https://accounts.example.com/o?state={secret}&code={secret}" if is_address else secret
    for branch in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        value = _marked(branch, value, place, marks)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        absent = {key for key, inner in known.items() if key not in value and _followed(inner).get("x-sensitive")}
        inside = {**value, **dict.fromkeys(absent)}
        return {
            key: _marked(known[key], inner, f"{place}.{key}", marks) if key in known else inner
            for key, inner in inside.items()
        }
    if isinstance(value, list):
        return [_marked(schema.get("items", {}), inner, f"{place}[]", marks) for inner in value]
    return value


# Calls


def calls(marks: Marks, *names: str) -> list[Asked]:
    """The calls of operations, by default of all that take a secret, by each route."""
    chosen = [example(name) for name in names] or [each for each in with_secrets() if sensitive_arguments(each)]
    return [call for each in chosen for call in asked(each, marks)]


def of_each_form(marks: Marks) -> list[Asked]:
    """A call by each route for each combination of secret arguments, for what is the same whichever the operation."""
    secret = {each.name: (each.slug is None, *sensitive_arguments(each)) for each in with_secrets()}
    forms = {form: name for name, form in secret.items() if len(form) > 1}
    return calls(marks, *forms.values())


def made(call: Asked, kind: str, upstream: Upstream, marks: Marks, **options: Any) -> Any:
    """A call's result; what it raises goes on."""
    api = Api(kind, upstream, **{**credentials(marks), "route": call.route, **options})
    return api.run(call.each, extra_arguments=call.extra)


def error_of(call: Asked, kind: str, upstream: Upstream, marks: Marks, **options: Any) -> ToolzzCalError:
    """What a call raises."""
    with pytest.raises(ToolzzCalError) as caught:
        made(call, kind, upstream, marks, **options)
    return caught.value


# Upstreams


def quoting(request: httpx.Request) -> str:
    """A request as a careless upstream quotes it."""
    lines = [f"{name}: {value}" for name, value in request.headers.items()]
    return "\n".join([f"{request.method} {request.url}", *lines, request.content.decode()])


def echoed(request: httpx.Request) -> dict[str, Any]:
    """A request as a careless upstream answers it."""
    return {
        "body": json.loads(request.content or b"{}"),
        "headers": dict(request.headers),
        "words": [*request.headers.values(), *request.url.params.values()],
        "title": quoting(request),
    }


def _in_the_middle(call: Asked, request: httpx.Request, cut: int) -> str:
    """A message that would be cut in the middle of a secret."""
    headers = request.headers
    sent = headers.get("x-api-key") or headers.get("authorization") or headers.get("x-cal-secret-key", "none")
    secret = call.secrets[0] if call.secrets else sent
    return "x" * (cut - len(secret) + 12) + f" {secret}"


def _in_both_shapes(error: dict[str, Any]) -> dict[str, Any]:
    """An error of Cal.com's as it comes itself and in the gateway's envelope."""
    inner = {"status": "error", "error": error}
    return {**inner, "data": inner, "successful": True}


def _caused(request: httpx.Request) -> httpx.RemoteProtocolError:
    """An error as httpx and httpcore chain them, each with the line that an upstream wrote."""
    problem = httpx.RemoteProtocolError(f"illegal line: {quoting(request)}", request=request)
    problem.__cause__ = httpcore.RemoteProtocolError(f"illegal line: {quoting(request)}")
    problem.__cause__.__context__ = ValueError(quoting(request))
    problem.add_note(quoting(request))
    return problem


# How calls fail. What a ToolzzAI operation can't be answered with is marked so.
_ACTIONS_ONLY = frozenset({"failed", "failed inside", "no envelope"})
Fail = Callable[[Asked, httpx.Request], Answer]
FAILURES: dict[str, Fail] = {
    **{
        str(status): lambda call, request, status=status: Reply(
            status, {"message": quoting(request), "received": echoed(request)}
        )
        for status in (400, 403, 404, 409, 410, 422, 501, 503)
    },
    "401 of the gateway": lambda call, request: Reply(
        401, {"error": {"message": quoting(request), "errors": [quoting(request)], "suggested_fix": quoting(request)}}
    ),
    "429": lambda call, request: Reply(429, {"message": quoting(request)}, {"retry-after": "0"}),
    "text": lambda call, request: Reply(500, quoting(request).encode()),
    "a long message": lambda call, request: Reply(400, {"message": _in_the_middle(call, request, _CUT)}),
    "a long text": lambda call, request: Reply(500, _in_the_middle(call, request, 2 * _CUT).encode()),
    "no JSON": lambda call, request: Reply(200, b"{" + quoting(request).encode()),
    "headers": lambda call, request: Reply(
        400, b"", {"x-echo": " ".join(request.headers.values()), "set-cookie": f"a={request.headers['user-agent']}"}
    ),
    "request id": lambda call, request: Reply(400, {"error": {"message": "no", "request_id": quoting(request)}}),
    "header of the request id": lambda call, request: Reply(
        400, b"", {"x-request-id": " ".join(request.headers.values())}
    ),
    "redirect": lambda call, request: Reply(302, b"", {"location": f"/next?{'&'.join(request.headers.values())}"}),
    "failed": lambda call, request: Reply(
        200, {"data": echoed(request), "error": quoting(request), "successful": False, "log_id": quoting(request)}
    ),
    "failed inside": lambda call, request: Reply(200, _in_both_shapes({"message": quoting(request)})),
    "no envelope": lambda call, request: Reply(200, [echoed(request)]),
    "never sent": lambda call, request: httpx.ConnectError("connection refused", request=request),
    "lost": lambda call, request: httpx.ReadTimeout("timed out", request=request),
    "broken off": lambda call, request: httpx.RemoteProtocolError("no answer", request=request),
    "broken off with its words": lambda call, request: _caused(request),
}  # fmt: skip


def can_fail(call: Asked, failure: str) -> bool:
    """Whether there is this failure for a call: a ToolzzAI answer of any content is an answer."""
    if failure == "redirect":
        return cal(call.each.name).get("state") != "redirect" or call.route == "gateway"
    if failure in ("failed", "no envelope") and call.route == "direct":  # which has no such envelope
        return False
    return bool(call.each.slug) or failure not in _ACTIONS_ONLY


# The same on a port


@contextmanager
def loopback(answer: Callable[[httpx.Request], Answer]) -> Iterator[str]:
    """Serves an upstream on a port of this machine and gives its address. For an exception it hangs up."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer goes out whole: the second of two parts waits for the first to be acknowledged

        def do_POST(self) -> None:
            """Answers a request."""
            length = int(self.headers.get("content-length") or 0)
            request = httpx.Request(
                self.command,
                f"http://{self.headers['host']}{self.path}",
                headers=list(self.headers.items()),
                content=self.rfile.read(length),
            )
            reply = answer(request)
            if isinstance(reply, Exception):
                self.close_connection = True
                return
            made = reply.made()
            self.send_response(made.status_code)
            for name, value in made.headers.multi_items():
                self.send_header(name, value.replace("\n", " "))
            if "content-length" not in made.headers:
                self.send_header("content-length", "0")
            self.end_headers()
            self.wfile.write(made.content)

        do_GET = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names are given

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
