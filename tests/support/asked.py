"""Credentials that functions give: where each one is sent, how it is refused there, and functions to give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.client import Api, Example, Reply, Upstream, example
from tests.support.direct import CLIENT, answered

# The two clients, and what each of them takes for a function.
WAYS = ("sync", "async", "async, awaited")


@dataclass(frozen=True)
class Place:
    """One credential option: what uses it, and where it stands in a request.

    Attributes:
        name: The option.
        read: An operation that reads.
        write: An operation that writes.
        header: The header it is sent in.
        before: What stands before it there.
        others: The client's other options.
        refusals: Statuses and bodies by which its upstream refuses a credential.
    """

    name: str
    read: str
    write: str
    header: str
    before: str = ""
    others: dict[str, Any] = field(default_factory=dict)
    refusals: tuple[tuple[int, Any], ...] = ()

    def __str__(self) -> str:
        return self.name

    def api(self, way: str, upstream: Upstream, function: Callable[[], Any], **options: Any) -> Api:
        """A client that takes this credential from a function."""
        given = awaited(function) if way == "async, awaited" else function
        return Api(way.partition(",")[0], upstream, **{**self.others, self.name: given, **options})

    def good(self, each: Example) -> Reply:
        """What the upstream answers when all is well."""
        return answered(each) if self.others and each.slug else Reply(200, each.answer)

    def refused(self) -> Reply:
        """What the upstream answers to a bad credential."""
        return Reply(*self.refusals[0])

    def sent(self, upstream: Upstream) -> list[str]:
        """The credential of every request that came."""
        found = [request.headers[self.header] for request in upstream.requests]
        assert all(each.startswith(self.before) for each in found)
        return [each.removeprefix(self.before) for each in found]


_BARE = {"composio_api_key": None, "route": "direct"}
_OF_CAL = {"status": "error", "error": {"code": "UnauthorizedException", "message": "Invalid Access Token."}}
_RAN_OUT = {"status": "error", "error": {"code": "TokenExpiredException", "message": "Access token has expired."}}
_BY_CAL = ((401, _OF_CAL), (498, _RAN_OUT))
_BY_TOOLZZ = ((401, {"message": "Unauthorized", "statusCode": 401}),)
_BY_GATEWAY = ((401, {"error": {"message": "Invalid API key", "code": 10401, "status": 401}}),)
_MEMBERS = ("organizations.memberships.list", "organizations.memberships.create")
PLACES = (
    Place(
        "toolzz_token", "functions.get", "calcom_integrations.create", "authorization", "Bearer ", refusals=_BY_TOOLZZ
    ),
    Place("composio_api_key", "bookings.get", "bookings.create", "x-api-key", refusals=_BY_GATEWAY),
    Place("cal_api_key", "bookings.get", "bookings.create", "authorization", "Bearer ", _BARE, _BY_CAL),
    Place("cal_client_id", *_MEMBERS, "x-cal-client-id", "", {**_BARE, **CLIENT}, _BY_CAL),
    Place("cal_client_secret", *_MEMBERS, "x-cal-secret-key", "", {**_BARE, **CLIENT}, _BY_CAL),
)
KEY_OF_CAL = PLACES[2]


class Turning:
    """A function that gives another value each time: those that it is made with, and the last of them for ever."""

    def __init__(self, *values: Any) -> None:
        self.values = values or tuple(f"example-{number}" for number in range(1, 9))
        self.asked = 0

    def __call__(self) -> Any:
        self.asked += 1
        value = self.values[min(self.asked, len(self.values)) - 1]
        if isinstance(value, BaseException):
            raise value
        return value


def awaited(function: Callable[[], Any]) -> Callable[[], Any]:
    """The same as a coroutine function."""

    async def given() -> Any:
        return function()

    return given


def reads_and_writes() -> list[tuple[Place, Example]]:
    """Every credential, with what reads and what writes by it."""
    return [(place, example(name)) for place in PLACES for name in (place.read, place.write)]


def booked(place: Place = KEY_OF_CAL) -> Reply:
    """A booking, as an upstream answers it."""
    return place.good(example("bookings.get"))
