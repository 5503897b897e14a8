"""A stand-in for the mock's inside, so that what stands around it is tested by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from toolzz_cal_mock.calls import Calls
from toolzz_cal_mock.clock import Clock, Dice
from toolzz_cal_mock.faults import Faults
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.world.base import World

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
JSON = {"content-type": "application/json"}


class Inside:
    """Has a world and answers each request with `reply`, or stores a row for `PUT /rows/KEY`."""

    max_body = 1000

    def __init__(self, reply=None, *, running=False):
        self.clock, self.dice = Clock(NOW, running=running), Dice(1)
        self.world = World(self.clock, self.dice)
        self.world.put("users", 31790, {"id": 31790, "_key": "cal_example"})
        self.faults, self.calls = Faults(), Calls()
        self.seen, self.reply = [], reply
        self.resets = 0

    def handle(self, request):
        self.seen.append(request)
        if request.method == "PUT":
            key = request.path.rpartition("/")[2]
            self.world.put("rows", key, {"id": self.dice.text(), "sent": request.body.decode()})
        reply = self.reply or answer({"path": request.path})
        self.calls.add(request, reply, None, self.clock.now())
        return Reply(reply.status, reply.body, dict(reply.headers), reply.drop, reply.delay)

    def reset(self):
        self.resets += 1
        self.world.tables.clear()
        self.world.tables["users"] = {31790: {"id": 31790, "_key": "cal_example"}}


def answer(body, status=200, **more):
    """A JSON reply."""
    return Reply(status, json.dumps(body).encode(), dict(JSON), **more)


def request(method="GET", path="/v2/me", body=b"", query=(), **headers):
    """A request; header names may have `_` for `-`."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Request(method, path, query, {name.replace("_", "-"): value for name, value in headers.items()}, content)


def action(slug="CAL_POST_NEW_BOOKING_REQUEST", **arguments):
    """A request for an action over the gateway."""
    return request("POST", f"/api/v3.1/tools/execute/{slug}", {"arguments": arguments}, x_api_key="ak_example")
