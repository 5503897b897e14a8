"""Why a request is refused, in no upstream's shape; each door dresses it in its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

# Names of statuses in Node, where Python has others; its own differ from version to version.
_IN_NODE = {
    413: "Payload Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Entity",
}
_PHRASES = {status.value: status.phrase for status in HTTPStatus} | _IN_NODE


def phrase_of(status: int) -> str | None:
    """The name of a status, as Cal.com's servers have it; None for one without a name."""
    return _PHRASES.get(status)


class Problem(Exception):
    """A refusal.

    Attributes:
        status: HTTP status as Cal.com gives it.
        code: Name of Cal.com's exception class, such as NotFoundException.
        details: Further members of Cal.com's error, such as single validation errors.
        bare: Whether Cal.com sends it as `{statusCode, message}`, without the envelope.
    """

    bare = False

    status = 400
    code = "BadRequestException"

    def __init__(
        self, message: str, details: Any = None, *, status: int | None = None, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.details = message, details
        self.status = status if status is not None else type(self).status
        self.code = code or type(self).code

    @property
    def reason(self) -> str:
        """Why, in words for people; Cal.com's own message may leave that to the details."""
        return self.message

    def __str__(self) -> str:
        return self.reason

    @property
    def phrase(self) -> str:
        """The status in the words of HTTP."""
        return phrase_of(self.status) or self.code.removesuffix("Exception")


class BadRequest(Problem):
    """400: the arguments are wrong or contradict the state."""


class Wrong(NamedTuple):
    """One argument that is wrong: where it stands, such as `overrides[0].date`, the rule it breaks, and in words."""

    path: str
    rule: str
    words: str


class Invalid(BadRequest):
    """400: arguments are wrong. As at Cal.com the message says nothing, and the details name each, nested by place."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__("Bad Request Exception", {"errors": _nested(wrong)})
        self.wrong = wrong

    @property
    def reason(self) -> str:
        """The words for everything that is wrong."""
        return "; ".join(each.words for each in self.wrong)


class HttpError(Problem):
    """A refusal of Cal.com's booking code, which leaves it without the envelope."""

    code, bare = "HttpError", True


class Unauthorized(Problem):
    """401: no credential, or an unknown one."""

    status, code = 401, "UnauthorizedException"


class Forbidden(Problem):
    """403: the credential may not do this."""

    status, code = 403, "ForbiddenException"


class NotFound(Problem):
    """404: there is no such thing for this caller."""

    status, code = 404, "NotFoundException"


class Conflict(Problem):
    """409: it clashes with what exists."""

    status, code = 409, "ConflictException"


class Unprocessable(Problem):
    """422: understood, but not possible in the present state."""

    status, code = 422, "UnprocessableEntityException"


class MethodNotAllowed(Problem):
    """405: the path has other methods, which `allowed` names."""

    status, code = 405, "MethodNotAllowedException"

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message)
        self.allowed = allowed


class TooMany(Problem):
    """429: the `limit` of calls is used up; `retry_after` seconds remain."""

    status, code = 429, "ThrottlerException"

    def __init__(self, retry_after: int, limit: int = 10_000) -> None:
        message = "ThrottlerException: Too Many Requests"
        super().__init__(message, message)
        self.retry_after, self.limit = retry_after, limit


def _nested(wrong: Iterable[Wrong]) -> list[dict[str, Any]]:
    """What is wrong as class-validator tells it: a node for each step of a path, and at its end the broken rules."""
    top: list[dict[str, Any]] = []
    for each in wrong:
        nodes, node = top, dict[str, Any]()
        for step in re.findall(r"[^.\[\]]+", each.path) or ["body"]:
            found = next((known for known in nodes if known["property"] == step), None)
            if found is None:
                found = {"property": step, "children": []}
                nodes.append(found)
            node, nodes = found, found["children"]
        node.setdefault("constraints", {})[each.rule] = each.words
    return top
