# Edit this in generator/runtime/_kept.py; `make generate` copies it into the client.
"""The form in which a journal keeps what came of a call: its answer, or its refusal. JSON, secrets masked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ._json import is_array, is_object
from ._model import Model
from ._redaction import masked
from .errors import DecodeError, ToolzzCalError
from .results import ActionResult, Frozen

FORM = 1  # of what is kept; another one is not read
_HEADERS = ("x-request-id",)


def kept_answer(
    status: int, headers: Mapping[str, str], body: Any, secrets: Sequence[str] | None, *, reconciled: bool = False
) -> bytes | None:
    """An answer as it is kept; None for one that is nested too deeply.

    Args:
        status: Its HTTP status.
        headers: Its headers with lower-case names, of which the identifier of the request is kept.
        body: Its body as JSON data; None for an empty one.
        secrets: What is masked besides what has a secret name; None to mask nothing.
        reconciled: Whether it was found instead of given.
    """
    kept = {name: headers[name] for name in _HEADERS if name in headers}
    told: dict[str, Any] = {"status": status, "headers": kept, "body": body}
    if secrets is not None:
        told = masked(told, secrets)
    if reconciled:
        told["reconciled"] = True
    return _written({"form": FORM, **told})


def kept_refusal(problem: ToolzzCalError) -> bytes | None:
    """A failure as it is kept; its texts are masked already."""
    return _written(problem.to_dict())


def _written(told: Mapping[str, Any]) -> bytes | None:
    try:
        return json.dumps(told, separators=(",", ":")).encode()
    except (RecursionError, TypeError, ValueError):
        return None


def frozen(kept: bytes) -> tuple[Frozen, bool]:
    """A kept answer as an HTTP client's, and whether it was found instead of given.

    Raises:
        DecodeError: It is of another form.
    """
    try:
        told = json.loads(kept)
    except (RecursionError, ValueError):
        told = None  # not raised here, as the parser's error holds the text
    if not is_object(told) or told.get("form") != FORM or type(told.get("status")) is not int:
        what = "The call was done, and its answer is kept in a form that this version of the package can't read"
        raise DecodeError(f"{what}; use the version that wrote it, or look at the upstream. Nothing was sent")
    headers = told.get("headers")
    kept_headers = headers if is_object(headers) else {}
    body = frozen_body(told.get("body"), told["status"], kept_headers, replayed=True)
    return body, told.get("reconciled") is True


def frozen_body(
    body: Any, status: int = 200, headers: Mapping[str, str] | None = None, *, replayed: bool = False
) -> Frozen:
    """An answer as an HTTP client's, of its body as JSON data."""
    content = b"" if body is None else json.dumps(body).encode()
    return Frozen(status, headers or {}, content, replayed=replayed)


def found_body(result: ActionResult[Any], *, by_gateway: bool) -> Any:
    """The body that would have answered a call, whose result was found in a list."""
    several = result.items
    payload = [_plain(each) for each in several] if len(several) > 1 else _plain(result.data)
    reply = {"status": "success", "data": payload}
    if not by_gateway:
        return reply
    return {"data": reply, "error": None, "successful": True, "log_id": result.log_id}


def _plain(value: Any) -> Any:
    if is_array(value):
        return [_plain(each) for each in value]
    return value.to_dict() if isinstance(value, Model) else value
