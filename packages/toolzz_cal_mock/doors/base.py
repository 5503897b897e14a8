"""What the doors share: callers, bodies, and running a behaviour."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Protocol

from toolzz_cal.operations import Operation

from ..encoding import encoded
from ..messages import Reply, Request
from ..problems import BadRequest, Problem, Unauthorized
from ..world.base import BEHAVIOURS, FORMS, Caller, Whole, World
from ..world.lookups import USERS
from ..world.oauth_clients import must_be_fresh
from ..world.tenancy import must_be_theirs
from ..world.users import user_by_key

DEEPEST = 100  # levels of JSON; what handles it is recursive


class Target(NamedTuple):
    """Where a request leads.

    Attributes:
        door: The upstream that it is for.
        operation: What it asks for there, if it is an operation.
        details: What the door itself wants to know again when it answers.
        twins: Names of other operations that send the very same request.
    """

    door: Door
    operation: Operation | None
    details: Any = None
    twins: tuple[str, ...] = ()


class Door(Protocol):
    """One upstream."""

    name: str

    def answer(self, world: World, request: Request, target: Target) -> Reply:
        """Handles a request; raises a `Problem` to refuse it."""

    def target(self, request: Request) -> Target | None:
        """Where a request leads, or None when it is not for this door."""

    def read(self, request: Request, target: Target) -> dict[str, Any]:
        """The operation's arguments by name, as its caller gave them; raises a `Problem` if they can't be read."""

    def refuse(self, world: World, request: Request, problem: Problem) -> Reply:
        """A `Problem` in this upstream's shape."""

    def key(self, request: Request) -> str:
        """The credential a request carries, for the rate limit; empty when none."""


def reply(status: int, body: object, **headers: str) -> Reply:
    """A JSON reply."""
    return Reply(status, encoded(body), {"content-type": "application/json; charset=utf-8", **headers})


def parsed(request: Request) -> Any:
    """The body as JSON; an empty one is an empty object."""
    if not request.body.strip():
        return {}
    try:
        plain = request.body.isascii() and b"\0" not in request.body
        encoding = "ascii" if plain else json.detect_encoding(request.body)
        text = request.body.decode(encoding)
        value = _DECODE(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text that could be sent back
    except (ValueError, RecursionError):
        raise BadRequest("The body is no valid JSON") from None
    if request.body.count(b"{") + request.body.count(b"[") > DEEPEST and _depth(value) > DEEPEST:
        raise BadRequest(f"The body is nested over {DEEPEST} levels deep")
    return value


def _depth(value: Any) -> int:
    """How many arrays and objects are within one another."""
    depth, level = 0, [value]
    while level := [each for each in level if isinstance(each, (dict, list))]:
        depth += 1
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    return depth


def _number(text: str) -> int | float:
    """30.0 is an integer, as JSON Schema has it."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise BadRequest("A number is too large")
    return int(value) if value.is_integer() else value


def _constant(text: str) -> None:
    """NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(text)


_DECODE = json.JSONDecoder(parse_float=_number, parse_constant=_constant).decode


def behave(
    world: World, caller: Caller, operation: Operation, arguments: dict[str, Any], answer: str | None = None
) -> Any:
    """Runs what an operation does; the answer is Cal.com's whole reply, or its `data`, in the form of that name."""
    is_public = operation.request is not None and operation.request.is_public
    if world.indexes.get("isolated") and is_public:
        must_be_theirs(world, caller, arguments)  # all others look at the caller themselves
    behaviour = BEHAVIOURS[operation.name] if answer is None else FORMS[operation.name, answer]
    return behaviour(world, caller, arguments)


def wrapped(outcome: Any) -> dict[str, Any]:
    """Cal.com's reply around an outcome."""
    return outcome.reply if isinstance(outcome, Whole) else {"status": "success", "data": outcome}


def bearer(request: Request) -> str:
    """The bearer token; empty when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def user_of_key(world: World, key: str) -> int:
    """The user behind a key or an access token. Unless authentication is strict, an unknown key is the default user's.

    Raises:
        Unauthorized: The key is unknown and authentication is strict.
        Problem: 498, for an access token that has run out.
    """
    if (row := user_by_key(world, key)) is not None:
        return int(row["id"])
    if (managed := USERS.one(world, ("access", key))) is not None:
        must_be_fresh(world, managed, key)
        return int(managed["id"])
    if world.indexes.get("strict_auth"):
        raise Unauthorized("Your api key is not valid")
    default: int = world.indexes["default_user"]
    return default
