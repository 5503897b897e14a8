"""The gateway: `POST /api/v3.1/tools/execute/{SLUG}`. A failed action is a 200 with `successful: false`."""

from __future__ import annotations

from typing import Any

from ..messages import Reply, Request
from ..problems import BadRequest, NotFound, Problem, TooMany, Unauthorized
from ..specification import Specification
from ..world.base import Caller, World
from .base import Target, behave, parsed, reply, user_of_key, wrapped

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
                return Target(self, operation, {}, path_exists=True)
        if request.path.startswith(REMOVED) or request.path.startswith("/api/v3"):
            return Target(self, None, {})
        return None

    def key(self, request: Request) -> str:
        """The project key."""
        return request.headers.get("x-api-key", "")

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an action."""
        if request.path.startswith(REMOVED):
            raise Problem("This version of the API has been removed; use v3.1", status=410, code="GoneException")
        if not target.path_exists:
            raise NotFound(f"There is no route {request.path}")
        if not self.key(request):
            raise Unauthorized("No API key was sent")
        if request.method != "POST":
            raise Problem(f"{request.method} is not possible here; use POST", status=405, code="MethodNotAllowed")
        operation = target.operation
        if operation is None:
            raise NotFound(f"The tool {request.path.rsplit('/', 1)[-1]} was not found")
        body = parsed(request)
        if not isinstance(body, dict):
            raise BadRequest("The body is not a JSON object")
        if body.get("text") is not None and body.get("arguments") is not None:
            raise BadRequest("text and arguments exclude each other")
        arguments = body.get("arguments", {})
        found = self._specification.argument_errors(operation, arguments)
        if found:
            listed = [f"{each.path + ': ' if each.path else ''}{each.message}" for each in found[:20]]
            raise BadRequest(f"Invalid arguments for {operation.slug}: {listed[0]}", listed)
        caller = Caller(self._account(world, body), arguments.get("clientId"))
        log_id = world.labels.label("log_")
        try:
            outcome = behave(world, caller, operation, arguments)
        except Problem as problem:
            failed = {"data": {}, "error": f"{problem.status} {problem.code}: {problem.message}", "successful": False}
            return reply(200, {**failed, "log_id": log_id})
        data = outcome if operation.cal.get("state") == "composed" else wrapped(outcome)
        return reply(200, {"data": data, "error": None, "successful": True, "log_id": log_id})

    def _account(self, world: World, body: dict[str, Any]) -> int:
        """The Cal.com user behind `user_id` or `connected_account_id`; accounts are made by seeding."""
        accounts: dict[str, int] = world.indexes.setdefault("accounts", {})
        for name in ("connected_account_id", "user_id"):
            if (account := body.get(name)) is not None:
                if not isinstance(account, str):
                    raise BadRequest(f"{name} is not a string")
                if account in accounts:
                    return accounts[account]
                if world.indexes.get("strict_auth"):
                    raise NotFound(f"No connected account found for {name} {account}", code="1803")
                break
        if world.indexes.get("strict_auth") and not accounts:
            return user_of_key(world, "")
        default: int = world.indexes["default_user"]
        return default

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """The gateway's error body; 429 has another."""
        if isinstance(problem, TooMany):
            message = {"message": problem.message}
            return reply(429, message, **{"retry-after": str(problem.retry_after)})
        error: dict[str, Any] = {
            "message": problem.message,
            "code": int(problem.code) if problem.code.isdigit() else problem.status * 10,
            "slug": problem.code.removesuffix("Exception").lower(),
            "status": problem.status,
            "request_id": world.labels.label("req_"),
        }
        if problem.status in FIX:
            error["suggested_fix"] = FIX[problem.status]
        if isinstance(problem.details, list):
            error["errors"] = problem.details
        return reply(problem.status, {"error": error}, **{"x-request-id": error["request_id"]})
