"""The ToolzzAI API: `/api/v1/…`. Its errors are not documented; these have the shape its framework gives them."""

from __future__ import annotations

from typing import Any

from ..messages import Reply, Request
from ..problems import BadRequest, Invalid, MethodNotAllowed, NotFound, Problem, TooMany, Unauthorized
from ..specification import Specification
from ..world.base import Caller, World
from .base import Target, bearer, behave, parsed, reply


class Toolzz:
    """Configures the functions of agents."""

    name = "toolzz"

    def __init__(self, specification: Specification) -> None:
        self._specification = specification

    def target(self, request: Request) -> Target | None:
        """The operation a request names, or None when it is not for this door."""
        if not request.path.startswith("/api/v1"):
            return None
        operation, arguments, exists = self._specification.toolzz(request.method, request.path)
        return Target(self, operation, (arguments, exists))

    def key(self, request: Request) -> str:
        """The access token."""
        return bearer(request)

    def read(self, request: Request, target: Target) -> dict[str, Any]:
        """The operation's arguments: those of the body, and those of the path over them."""
        body = parsed(request) if request.method in ("POST", "PUT", "PATCH") else {}
        if not isinstance(body, dict):
            raise BadRequest("The body is not a JSON object")
        return {**body, **target.details[0]}

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Runs an operation."""
        path_arguments, exists = target.details
        if not exists:
            raise NotFound(f"Cannot {request.method} {request.path}")
        operation = target.operation
        if operation is None:
            allowed = ", ".join(self._specification.toolzz_methods(request.path))
            raise MethodNotAllowed(f"Cannot {request.method} {request.path}", allowed)
        if not self.key(request):
            raise Unauthorized("Unauthorized")
        strict = bool(world.indexes.get("strict_auth"))
        caller = Caller(self._owner(world, request) if strict else world.indexes["default_user"])
        arguments = self.read(request, target)
        body = {name: value for name, value in arguments.items() if name not in path_arguments}
        if found := self._specification.argument_errors(operation, body):
            raise BadRequest(found[0].told, [each.told for each in found[:20]])
        outcome = behave(world, caller, operation, arguments)
        return reply(200, outcome)

    def _owner(self, world: World, request: Request) -> int:
        tokens: dict[str, int] = world.indexes.setdefault("toolzz_tokens", {})
        if self.key(request) not in tokens:
            raise Unauthorized("Unauthorized")
        return tokens[self.key(request)]

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """Status, message and, for several problems, a list of messages."""
        message: object = problem.message
        if isinstance(problem.details, list):
            message = problem.details
        elif isinstance(problem, Invalid):
            message = [each.words for each in problem.wrong]
        if problem.status == 500:
            return reply(500, {"statusCode": 500, "message": "Internal server error"})
        body = {"statusCode": problem.status, "message": message, "error": problem.phrase}
        headers = {"retry-after": str(problem.retry_after)} if isinstance(problem, TooMany) else {}
        if isinstance(problem, MethodNotAllowed):
            headers["allow"] = problem.allowed
        return reply(problem.status, body, **headers)
