"""The Cal.com API v2: `/v2/…`, the requests that actions stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from ..messages import Reply, Request
from ..problems import BadRequest, NotFound, Problem, Unauthorized
from ..world.base import Caller, Whole, World, stamp
from ..world.earlier import EARLIER, Earlier
from .base import Target, bearer, reply, user_of_key, wrapped
from .forms import Form, Further, body_of
from .routes import Leads, Routes

# The code of an error that Cal.com caught, and wrapped, without knowing what it was.
BROKEN = "INTERNAL_SERVER_ERROR"
NOBODY = 0  # no user has this id


class Cal:
    """Speaks Cal.com's own language: versions, envelopes, encodings."""

    name = "cal"

    def __init__(self, routes: Callable[[], Routes]) -> None:
        self._made = routes

    @cached_property
    def _routes(self) -> Routes:
        """Made for the first request that may be for this door: many a test only goes by the gateway."""
        return self._made()

    def target(self, request: Request) -> Target | None:
        """The operation a request names, or None when it is not for this door."""
        if not is_cal(request.path):
            return None
        method = "GET" if request.method == "HEAD" else request.method
        leads = self._routes.find(method, request.path.removeprefix("/api"), request.headers.get("cal-api-version"))
        operation = leads.form.operation if leads.form is not None else None
        return Target(self, operation, leads, leads.twins)

    def key(self, request: Request) -> str:
        """The API key, access token or OAuth client."""
        return bearer(request) or request.headers.get("x-cal-client-id", "")

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an operation."""
        leads: Leads = target.details
        form = leads.form
        if form is None:
            raise _unknown(request)
        if not leads.is_served:
            earlier = self._earlier(form, leads.version)
            if earlier is None:
                raise _unknown(request)
            caller = self._caller(world, request, form, leads.arguments)
            return reply(form.status, wrapped(earlier(world, caller, {**dict(request.query), **body_of(request)})))
        caller = self._caller(world, request, form, leads.arguments)
        state, needs = (form.request.state, form.request.needs) if isinstance(form, Form) else (None, ())
        if state == "broken" and needs:  # what its path cannot carry
            raise BadRequest("Validation failed (numeric string is expected)")
        outcome = form.run(world, caller, request, leads.arguments)
        body = wrapped(outcome)
        if state == "redirect" and isinstance(outcome, Whole) and "url" in body:
            words = f"Moved Permanently. Redirecting to {body['url']}"
            return Reply(301, words.encode(), {"location": body["url"], "content-type": "text/plain; charset=utf-8"})
        more = outcome.headers if isinstance(outcome, Whole) else {}
        return reply(form.status, body, **more)

    def _earlier(self, form: Form | Further, version: str) -> Earlier | None:
        """What answers a request that asks for less than the version of its operation, if the mock knows it."""
        if not isinstance(form, Form) or not form.is_there or version >= (form.request.version or ""):
            return None
        return EARLIER.get(form.operation.name)

    def _caller(self, world: World, request: Request, form: Form | Further, arguments: Mapping[str, str]) -> Caller:
        credential = form.credential
        client = self._client(world, request, arguments.get("clientId"))
        token = bearer(request)
        if "anybody" in form.served:
            credential, token = "none", ""
        if credential == "client" and client is not None:
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        if "keyless" in form.served:
            raise Unauthorized("OAuth client id and secret are needed")
        if token:
            return Caller(user_of_key(world, token), client)
        if client is not None and credential in ("key-or-client", "optional"):
            return Caller(world.table("oauth_clients")[client].get("_owner_id", world.indexes["default_user"]), client)
        strict, isolated = bool(world.indexes.get("strict_auth")), bool(world.indexes.get("isolated"))
        if credential == "none" or (credential == "optional" and not (strict and isolated)):
            return Caller(NOBODY if strict else world.indexes["default_user"], arguments.get("clientId"))
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
        leads: Leads = target.details
        return {} if leads.form is None else leads.form.read(request, leads.arguments)

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
        body = {"status": "error", "timestamp": stamp(world.now()), "path": _address(request), "error": error}
        return reply(problem.status, body)


def is_cal(path: str) -> bool:
    """Whether a path is one of Cal.com's API."""
    return path == "/v2" or path.startswith(("/v2/", "/api/v2/"))


def _unknown(request: Request) -> NotFound:
    return NotFound(f"Cannot {request.method} {_address(request)}")


def _address(request: Request) -> str:
    query = request.raw_query or urlencode(request.query, safe=":,")
    return f"{request.path}?{query}" if query else request.path
