"""The gateway: `POST /api/v3.1/tools/execute/{SLUG}`, and `GET /api/v3.1/tools/{SLUG}` for what a version takes.

A failed action is a 200 with `successful: false`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolzz_cal.operations import Operation

from ..messages import Reply, Request
from ..problems import BadRequest, MethodNotAllowed, NotFound, Problem, TooMany, Unauthorized
from ..shapes import LATEST, OLDEST, Shape, Shapes
from ..specification import Specification, Violation
from ..world.base import Caller, World
from ..world.tenancy import may_act_for
from .base import Target, behave, parsed, reply, wrapped

# Where tools are, with the toolkit version of a request that names none.
TOOLS = {"/api/v3.1/tools/": LATEST, "/api/v3/tools/": OLDEST}
EXECUTE = "execute/"
REMOVED = ("/api/v1/actions", "/api/v2/actions")
FIX = {400: "Correct the arguments", 401: "Send a project key in x-api-key", 404: "Check the slug"}


@dataclass(slots=True)
class Asked:
    """What a request asks for.

    Attributes:
        slug: The action's name.
        operation: The action; None when no version calls one so.
        usual: The toolkit version where the request names none.
        is_call: Whether it is to be run, or only told of.
        shape: The form of its arguments, once it is known.
    """

    slug: str
    operation: Operation | None
    usual: str
    is_call: bool
    shape: Shape | None = None


class Gateway:
    """Runs actions by their slug, and tells of them."""

    name = "gateway"

    def __init__(self, specification: Specification, shapes: Shapes) -> None:
        self._specification, self._shapes = specification, shapes

    def target(self, request: Request) -> Target | None:
        """The action a request names, or None when it is not for this door."""
        for prefix, usual in TOOLS.items():
            if request.path.startswith(prefix):
                rest = request.path[len(prefix) :]
                is_call = rest.startswith(EXECUTE)
                slug = rest.removeprefix(EXECUTE)
                operation = self._specification.by_slug.get(slug)
                # Asking what an action takes is no call of it.
                return Target(self, operation if is_call else None, Asked(slug, operation, usual, is_call))
        if request.path.startswith(REMOVED) or request.path.startswith("/api/v3"):
            return Target(self, None)
        return None

    def key(self, request: Request) -> str:
        """The project key."""
        return request.headers.get("x-api-key", "")

    def read(self, request: Request, target: Target) -> dict[str, Any]:
        """The action's arguments, as the documents have them."""
        body = parsed(request) if target.operation is not None else None
        arguments = body.get("arguments") if isinstance(body, dict) else None
        if not isinstance(arguments, dict):
            return {}
        shape: Shape | None = target.details.shape
        return arguments if shape is None else shape.documented(arguments)

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an action, or tells what a version takes."""
        if request.path.startswith(REMOVED):
            raise Problem("This version of the API has been removed; use v3.1", status=410, code="GoneException")
        asked: Asked | None = target.details
        if asked is None:
            raise NotFound(f"There is no route {request.path}")
        self._must_have_key(world, request)
        allowed = ("POST",) if asked.is_call else ("GET", "HEAD")
        if request.method not in allowed:
            raise MethodNotAllowed(f"{request.method} is not possible here; use {allowed[0]}", allowed[0])
        operation = asked.operation
        if operation is None:
            raise self._unknown(asked)
        if asked.is_call:
            return self._run(world, request, operation, asked)
        return reply(200, self._tool(world, operation, asked, dict(request.query).get("version")))

    def _must_have_key(self, world: World, request: Request) -> None:
        if not self.key(request):
            raise Unauthorized("No API key was sent")
        if world.indexes.get("strict_auth") and self.key(request) not in world.indexes.get("accounts", ()):
            raise Unauthorized("The API key is not valid")

    def _run(self, world: World, request: Request, operation: Operation, asked: Asked) -> Reply:
        body = self._body(request)
        version = self._version(world, operation, asked, body.get("version"))
        asked.shape = self._shapes.shape(operation.name, version, world.indexes.get("shapes", {}))
        _must_fit(asked.shape.errors(body["arguments"]), f"Invalid arguments for {asked.slug}")
        arguments = asked.shape.documented(body["arguments"])
        caller = self._caller(world, self._account(world, self.key(request), body), arguments.get("clientId"))
        log_id = world.labels.label("log_")
        try:
            outcome = behave(world, caller, operation, arguments)
        except Problem as problem:
            failed = {"data": {}, "error": f"{problem.status} {problem.code}: {problem.reason}", "successful": False}
            return reply(200, {**failed, "log_id": log_id})
        is_composed = operation.request is not None and operation.request.state == "composed"
        data = outcome if is_composed else wrapped(outcome)
        return reply(200, {"data": data, "error": None, "successful": True, "log_id": log_id})

    def _body(self, request: Request) -> dict[str, Any]:
        """The body, if it is one of a call."""
        if not request.body.strip():
            raise BadRequest("No body was sent")
        body = parsed(request)
        if not isinstance(body, dict):
            raise BadRequest("The body is not a JSON object")
        if body.get("text") is not None and body.get("arguments") is not None:
            raise BadRequest("text and arguments exclude each other")
        _must_fit(self._specification.envelope_errors(body), "Invalid request")
        if "arguments" not in body:
            raise BadRequest("arguments is missing")
        return body

    def _version(self, world: World, operation: Operation, asked: Asked, version: str | None) -> str:
        """The version that a request means, if that calls the action so."""
        version = asked.usual if version is None else version
        version = self._shapes.resolved(version, world.indexes.get("shapes", {}))
        slug = self._shapes.slug(operation.name, version)
        if slug is None:
            raise BadRequest(f"{version!r:.80} is no version of a toolkit; write it like 20260721_00, or {LATEST}")
        if asked.slug != slug:
            raise self._unknown(asked, version)
        return version

    def _unknown(self, asked: Asked, version: str | None = None) -> NotFound:
        return NotFound(f"The tool {asked.slug} was not found{f' in version {version}' if version else ''}")

    def _tool(self, world: World, operation: Operation, asked: Asked, version: str | None) -> dict[str, Any]:
        """An action as a version has it."""
        chosen: dict[str, str] = world.indexes.get("shapes", {})
        version = self._version(world, operation, asked, version)
        toolkit = {"slug": "cal", "name": "Cal", "logo": "https://logos.example/cal"}
        versions = {"version": version, "available_versions": self._shapes.available(chosen), "is_deprecated": False}
        return {
            "slug": asked.slug,
            "name": operation.summary,
            "description": operation.description,
            "human_description": operation.summary,
            "input_parameters": self._shapes.shape(operation.name, version, chosen).schema,
            "output_parameters": self._specification.whole(operation.facts["answer"]),
            "toolkit": toolkit,
            "tags": operation.facts["tags"],
            "scopes": [],
            "scope_requirements": None,
            "no_auth": False,
            **versions,
            "deprecated": {"displayName": operation.summary, "toolkit": {"logo": toolkit["logo"]}, **versions},
        }

    def _caller(self, world: World, user_id: int, client_id: Any) -> Caller:
        """The account, with the OAuth client that the arguments name: the gateway sends no secret along."""
        allowed = not world.indexes.get("strict_auth") or may_act_for(world, user_id, client_id)
        return Caller(user_id, client_id if allowed else None)

    def _account(self, world: World, key: str, body: dict[str, Any]) -> int:
        """The Cal.com user behind `user_id` or `connected_account_id`; accounts are made by seeding.

        Unless authentication is strict, every key knows every account, and an unknown one is the default user's.
        """
        projects: dict[str, dict[str, int]] = world.indexes.setdefault("accounts", {})
        strict = bool(world.indexes.get("strict_auth"))
        known = (projects[key],) if strict else tuple(projects.values())
        for name in ("connected_account_id", "user_id"):
            if (account := body.get(name)) is not None:
                for accounts in known:
                    if account in accounts:
                        return accounts[account]
                if strict:
                    raise NotFound(f"No connected account found for {name} {account}", code="1803")
                break
        else:
            if strict:
                return self._only_account(projects[key])
        default: int = world.indexes["default_user"]
        return default

    def _only_account(self, accounts: dict[str, int]) -> int:
        """Whom a project acts for when it names nobody."""
        users = set(accounts.values())
        if len(users) != 1:
            raise NotFound("No connected account found: name one by user_id or connected_account_id", code="1803")
        return users.pop()

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """The gateway's error body; 429 has another."""
        if isinstance(problem, TooMany):
            message = {"message": f"Rate limit exceeded. Limit: {problem.limit} requests per 1 minutes"}
            return reply(429, message, **{"retry-after": str(problem.retry_after)})
        error: dict[str, Any] = {
            "message": problem.reason,
            "code": int(problem.code) if problem.code.isdigit() else problem.status * 10,
            "slug": problem.code.removesuffix("Exception").lower(),
            "status": problem.status,
            "request_id": world.labels.label("req_"),
        }
        if problem.status in FIX:
            error["suggested_fix"] = FIX[problem.status]
        if isinstance(problem.details, list):
            error["errors"] = problem.details
        headers = {"allow": problem.allowed} if isinstance(problem, MethodNotAllowed) else {}
        return reply(problem.status, {"error": error}, **{"x-request-id": error["request_id"], **headers})


def _must_fit(found: list[Violation], what: str) -> None:
    """Refuses a request in which something was found."""
    if found:
        listed = [each.told for each in found[:20]]
        raise BadRequest(f"{what}: {listed[0]}", listed)
