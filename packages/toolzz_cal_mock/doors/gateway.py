"""The gateway: `POST /api/v3.1/tools/execute/{SLUG}`. A failed action is a 200 with `successful: false`."""

from __future__ import annotations

from typing import Any

from ..messages import Reply, Request
from ..problems import BadRequest, MethodNotAllowed, NotFound, Problem, TooMany, Unauthorized
from ..specification import Specification, Violation
from ..world.base import Caller, World
from ..world.tenancy import may_act_for
from .base import Target, behave, parsed, reply, wrapped

PREFIXES = ("/api/v3.1/tools/execute/", "/api/v3/tools/execute/")
REMOVED = ("/api/v1/actions", "/api/v2/actions")
FIX = {400: "Correct the arguments", 401: "Send a project key in x-api-key", 404: "Check the slug"}


class Gateway:
    """Runs actions by their slug."""

    name = "gateway"

    def __init__(self, specification: Specification) -> None:
        self._specification = specification

    def target(self, request: Request) -> Target | None:
        """The action a request names, or None when it is not for this door."""
        for prefix in PREFIXES:
            if request.path.startswith(prefix):
                operation = self._specification.by_slug.get(request.path.removeprefix(prefix))
                return Target(self, operation, True)
        if request.path.startswith(REMOVED) or request.path.startswith("/api/v3"):
            return Target(self, None, False)
        return None

    def key(self, request: Request) -> str:
        """The project key."""
        return request.headers.get("x-api-key", "")

    def read(self, request: Request, target: Target) -> dict[str, Any]:
        """The action's arguments, as they came."""
        body = parsed(request)
        arguments = body.get("arguments") if isinstance(body, dict) else None
        return arguments if isinstance(arguments, dict) else {}

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an action."""
        if request.path.startswith(REMOVED):
            raise Problem("This version of the API has been removed; use v3.1", status=410, code="GoneException")
        if not target.details:
            raise NotFound(f"There is no route {request.path}")
        if not self.key(request):
            raise Unauthorized("No API key was sent")
        if world.indexes.get("strict_auth") and self.key(request) not in world.indexes.get("accounts", ()):
            raise Unauthorized("The API key is not valid")
        if request.method != "POST":
            raise MethodNotAllowed(f"{request.method} is not possible here; use POST", "POST")
        operation = target.operation
        if operation is None:
            raise NotFound(f"The tool {request.path.rsplit('/', 1)[-1]} was not found")
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
        arguments = body["arguments"]
        _must_fit(self._specification.argument_errors(operation, arguments), f"Invalid arguments for {operation.slug}")
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
