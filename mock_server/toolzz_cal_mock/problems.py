"""Why a request is refused, in no upstream's shape; each door dresses it in its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any


class Problem(Exception):
    """A refusal.

    Attributes:
        status: HTTP status as Cal.com gives it.
        code: Name of Cal.com's exception class, such as NotFoundException.
        details: Further members of Cal.com's error, such as single validation errors.
    """

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
    def phrase(self) -> str:
        """The status in the words of HTTP."""
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return self.code.removesuffix("Exception")


class BadRequest(Problem):
    """400: the arguments are wrong or contradict the state."""


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
    """429: the `limit` of calls a minute is used up; `retry_after` seconds remain."""

    status, code = 429, "ThrottlerException"

    def __init__(self, message: str, retry_after: int, limit: int = 10_000) -> None:
        super().__init__(message)
        self.retry_after, self.limit = retry_after, limit
