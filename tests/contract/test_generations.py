"""Whatever servers stand behind it, the same program gives the same results, and does nothing more than once.

Three generations of Cal.com and three shapes of the gateway's booking, each by both routes, sync and async. Where an
upstream has not what is asked of it first, the client finds out once; from then on nothing further is sent.
"""

import itertools
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, errors
from toolzz_cal_mock.doors.routes import GENERATIONS
from toolzz_cal_mock.seed import EVENT_TYPE, KEY
from toolzz_cal_mock.shapes import shapes
from toolzz_cal_mock.transport import AsyncMockTransport, MockTransport

from tests.support.client import VARIABLES, Api
from tests.support.mock import still_mock

VERSION = "20260721_00"
SHAPES = shapes().names
ROUTES = {
    "gateway": {"composio_api_key": "ak_example", "user_id": "user-example"},
    "direct": {"cal_api_key": KEY},
}
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
DAY = {"start_time": datetime(2027, 3, 9, tzinfo=UTC), "end_time": datetime(2027, 3, 10, tzinfo=UTC)}
FIRST, SECOND = datetime(2027, 3, 9, 15, tzinfo=UTC), datetime(2027, 3, 9, 17, tzinfo=UTC)
WORLDS = list(itertools.product(GENERATIONS, SHAPES))
CELLS = [(*world, route) for world in WORLDS for route in ROUTES]
WRITES = ("POST", "PATCH", "PUT", "DELETE")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(params=["sync", "async"])
def kind(request):
    """Which client is meant."""
    return request.param


class World:
    """A mock of one generation and shape, and a client of one kind and route in front of it."""

    def __init__(self, kind, generation, shape, route):
        self.mock = still_mock(generation=generation, shapes={VERSION: shape})
        self.exchanges = []
        if kind == "sync":
            http = httpx.Client(transport=MockTransport(self.mock), event_hooks={"response": [self._note]})
        else:
            http = httpx.AsyncClient(
                transport=AsyncMockTransport(self.mock), event_hooks={"response": [self._note_async]}
            )
        made = {"sync": Client, "async": AsyncClient}[kind]
        self.client = Api.__new__(Api)
        self.client.client = made(http_client=http, base_url="https://mock.example.com", retries=0, **ROUTES[route])

    def _note(self, response):
        request = response.request
        self.exchanges.append((request.method, request.url.path, response.status_code))

    async def _note_async(self, response):
        self._note(response)

    def journey(self):
        """The program: nothing in it knows what stands behind the client."""
        call = self.client.call
        free = call("slots.available", event_type_id=EVENT_TYPE, time_zone="America/Sao_Paulo", **DAY).data
        held = call("slots.reserve", event_type_id=EVENT_TYPE, slot_utc_start_date=FIRST,
                    slot_utc_end_date=FIRST.replace(minute=30)).data  # fmt: skip
        released = call("slots.release", uid=held).successful
        booked = call("bookings.create", start=FIRST, event_type_id=EVENT_TYPE, attendee=ATTENDEE, length_in_minutes=30)
        uid = booked.data.uid
        found = call("bookings.get", booking_uid=uid).data
        listed = [each.uid for each in call("bookings.iterate", take=50)]
        moved = call("bookings.reschedule", booking_uid=uid, start=SECOND).data
        gone = call("bookings.cancel", booking_uid=moved.uid, cancellation_reason="The host is ill").data
        again = call("bookings.create", start=FIRST, event_type_id=EVENT_TYPE, attendee={**ATTENDEE, "language": "pt"},
                     booking_fields_responses={"notes": "Bring the contract"}, metadata={"source": "crm"})  # fmt: skip
        return plain([free, type(held), released, booked.data, found, uid in listed, moved, gone, again.data])


def plain(value):
    """Data without the names that each run makes anew."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    data = value.to_dict() if hasattr(value, "to_dict") else value
    return without(data, {"uid", "id", "icsUid", "meetingUrl", "location", "rescheduledToUid", "rescheduledFromUid"})


def without(value, keys):
    """JSON data without some of its keys."""
    if isinstance(value, dict):
        return {key: without(inner, keys) for key, inner in value.items() if key not in keys}
    return [without(each, keys) for each in value] if isinstance(value, list) else value


@cache
def usual():
    """What the journey gives, and what it sends, where every upstream takes what is asked of it first."""
    found = {}
    for route, generation in (("gateway", "2024-09-04"), ("direct", "2024-09-04")):
        world = World("sync", generation, "attendee", route)
        found[route] = world.journey(), world.exchanges
        assert [] == world.mock.errors
    return found


@pytest.mark.parametrize(("generation", "shape", "route"), CELLS)
def test_results_are_equal_and_nothing_is_done_twice(generation, shape, route, kind):
    """Each cell gives what the usual one gives, with as many bookings and the same writes that succeed."""
    world = World(kind, generation, shape, route)
    result = world.journey()
    assert [] == world.mock.errors
    assert result == usual()[route][0] == usual()["direct"][0]
    assert 2 == len([each for each in world.mock.calls if is_booking(each) and each.status in (200, 201)])
    expected = Counter(done(usual()[route][1], route))
    assert expected == Counter(done(world.exchanges, route))


@pytest.mark.parametrize(("generation", "shape", "route"), CELLS)
def test_each_thing_is_found_out_once(generation, shape, route, kind):
    """One refused request for what the upstream wants otherwise, and one question of the gateway; then none."""
    world = World(kind, generation, shape, route)
    world.journey()
    first = list(world.exchanges)
    refused = [each for each in first if each[2] >= 400]
    questions = [each for each in first if route == "gateway" and each[0] == "GET"]
    if route == "gateway":
        wanted = 0 if shape == "attendee" else 1
        assert (wanted, wanted) == (len(refused), len(questions))
        assert {400} >= {status for *_, status in refused}
    else:
        assert (1 if generation == "documents" else 0) == len(refused)
        assert {404} >= {status for *_, status in refused}
    assert len(usual()[route][1]) + len(refused) + len(questions) == len(first)
    world.exchanges.clear()
    world.mock.reset()
    world.mock.settings.change({"generation": generation, "shapes": {VERSION: shape}})
    world.journey()
    assert len(usual()[route][1]) == len(world.exchanges)
    assert not [each for each in world.exchanges if each[2] >= 400]


@pytest.mark.parametrize(("generation", "shape"), WORLDS)
def test_failures_are_equal_too(generation, shape, kind):
    """A slot that is taken is taken, whatever the shape; that says nothing of the shape, and nothing more is sent."""
    world = World(kind, generation, shape, "gateway")
    given = {"start": FIRST, "event_type_id": EVENT_TYPE, "attendee": ATTENDEE}
    world.client.call("bookings.create", **given)
    before = len(world.exchanges)
    with pytest.raises(errors.ActionFailed) as caught:
        world.client.call("bookings.create", **given)
    assert before + 1 == len(world.exchanges)
    assert 400 == caught.value.upstream_status
    assert "extra_arguments" not in caught.value.message


def is_booking(exchange):
    """Whether an exchange of the recording made a booking."""
    return exchange.operation == "bookings.create"


def done(exchanges, route):
    """The writes that succeeded, by what they are for the client: newer requests in place of older ones."""
    if route == "gateway":
        return [path for method, path, status in exchanges if method in WRITES and status < 400]
    return [method for method, _, status in exchanges if method in WRITES and status < 400]
