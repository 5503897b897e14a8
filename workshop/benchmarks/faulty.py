"""Upstreams that fail at random, by a seed, and what truly happened there: counted in the mock's own state."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from toolzz_cal import errors, webhooks
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.seed import EVENT_TYPE, ORGANIZATION, USER
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.webhooks import new_webhook

from workshop.benchmarks.creating import Creation

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECRET = "example-webhook-secret"
HOOK = "http://127.0.0.1:9/journeys"  # nothing is sent there: deliveries are handed over in process
SHARE = 0.3  # of the requests that something befalls
LATE = "late"
# What befalls a request, in the mock's own words; `{wait}` is longer than a client waits, `{slow}` is not.
FAULTS = {
    "dropped before handling": "drop_before",
    "dropped after handling": "drop_after",
    "handled after the next request": LATE,
    "timeout": "latency={wait}",
    "slow reply": "latency={slow}",
    "429": "status=429; retry-after=0",
    "500": "status=500",
    "503 with Retry-After": "status=503; retry-after=0",
    "502 page of a proxy, handled": "html",
    "truncated body": "truncate",
    "malformed body": "malformed",
}
# What is told of a request that was handled or not, as the dice have it: a status, and what the gateway's envelope
# says; on the direct route Cal.com's reply says it.
TOLD = {
    "504, wrapped": (
        200,
        {"successful": False, "error": "504 Server Error: Gateway Timeout", "data": {"status_code": 504}},
    ),
    "500, wrapped": (200, {"successful": True, "data": {"status": "error", "error": {"status": 500}}}),
    "408, wrapped": (200, {"successful": False, "error": "Request Timeout", "data": {"error": {"statusCode": 408}}}),
    "timeout, wrapped": (200, {"successful": False, "error": "The read operation timed out", "data": {}}),
    "303": (303, {}),
    "622": (622, {"message": "unknown"}),
}
EVERY = (*FAULTS, *TOLD)


class FaultyMock(Mock):
    """A mock whose requests fail as the number of the run has it.

    The first request of a run meets the same fault whoever sends it, and so does the n-th.

    Args:
        seed: Seed of all runs.
        wait: Seconds that a reply takes which comes too late.
        slow: Seconds that a reply takes which comes in time.
        odd: The status without a meaning. A port's server may be unable to send those from 600.
        share: Of the requests, how many something befalls.
        now: Where its clock stands; None for one that goes on from the present.
    """

    def __init__(
        self,
        seed: int,
        *,
        wait: float = 90,
        slow: float = 5,
        odd: int = 622,
        share: float = SHARE,
        now: datetime | None = NOW,
    ) -> None:
        super().__init__(now=now, running=now is None)
        self._share = share
        self._dice_of, self._texts = seed, {name: text.format(wait=wait, slow=slow) for name, text in FAULTS.items()}
        self._random, self._odd = Random(seed), odd
        self._held: list[Request] = []
        self._active = False
        self.befell: dict[str, int] = dict.fromkeys(EVERY, 0)
        self.requests = 0
        team, tour = self.seed.team(members=3)
        new_membership(self.world, USER, team["id"], role="OWNER")
        for owner in (("userId", USER), ("teamId", team["id"])):
            new_webhook(self.world, HOOK, "BOOKING_CREATED", owner=owner, secret=SECRET)
        self.kinds: tuple[int, int] = (EVENT_TYPE, tour["id"])
        self.team: int = team["id"]
        self.attribute: str = self.seed.attribute({"id": ORGANIZATION}, "Skill", type="MULTI_SELECT")["id"]
        self.save_as_start()

    def begin(self, run: int) -> None:
        """A fresh state, and the faults of this run."""
        self.reset()
        self._random, self._held, self._active = Random(f"{self._dice_of}/{run}"), [], True

    def end(self) -> None:
        """What was on its way arrives; nothing fails any more."""
        self._active = False
        self._arrive()

    def handle(self, request: Request) -> Reply:
        """Answers a request, or does to it what is its turn."""
        if not self._active:
            return super().handle(request)
        self.requests += 1
        name = self._random.choice(EVERY) if self._random.random() < self._share else None
        if name is None:
            return self._after(super().handle(request))
        self.befell[name] += 1
        if name in TOLD:
            return self._after(self._told(request, *TOLD[name]))
        if self._texts[name] == LATE:
            self._arrive()
            self._held.append(request)
            return Reply(0, drop="before")
        headers = {**request.headers, "x-mock-fault": self._texts[name]}
        return self._after(super().handle(replace(request, headers=headers)))

    def _told(self, request: Request, status: int, envelope: dict[str, Any]) -> Reply:
        if self._random.random() < 0.5:
            super().handle(request)
        status = self._odd if status == 622 else status
        direct = {"status": "error", "error": {"message": envelope.get("error"), "inner": envelope.get("data")}}
        body = direct if status == 200 and request.path.startswith("/v2/") else envelope
        headers = {"content-type": "application/json", **({"location": "/elsewhere"} if status == 303 else {})}
        return Reply(status, json.dumps(body).encode(), headers)

    def _after(self, reply: Reply) -> Reply:
        self._arrive()
        return reply

    def _arrive(self) -> None:
        held, self._held = self._held, []
        for request in held:
            super().handle(request)


@dataclass(frozen=True, slots=True)
class Told:
    """What a client says of a call.

    Attributes:
        what: `done`, `failed`, `unknown`, or `absent`: unknown, but nothing is there.
        uid: The uid of a booking, the id of anything else, if it was told.
        unanswered: Whether a failure was a lost connection or a timeout, which a careful reader may doubt.
        found: Whether it was found by looking, after its own answer got lost.
    """

    what: str
    uid: str | None = None
    unanswered: bool = False
    found: bool = False

    def is_among(self, there: Collection[str]) -> bool:
        """Whether it is there; told without a name, whether anything is."""
        return bool(there) if self.uid is None else self.uid in there


@dataclass(slots=True)
class Sum:
    """Of one kind of thing: what was asked for, what came of it, and what was told.

    `unanswered` are those of `false_failures` whose error was a lost connection or a timeout.
    """

    asked: int = 0
    made: int = 0
    duplicates: int = 0
    lost: int = 0
    false_successes: int = 0
    false_failures: int = 0
    unanswered: int = 0
    unknown: int = 0
    absent: int = 0
    found: int = 0

    def take(self, told: Told, there: Collection[str]) -> None:
        """Holds what was told of one that was asked for against those that are there."""
        self.asked += 1
        self.duplicates += max(len(there) - 1, 0)
        self.unknown += told.what in ("unknown", "absent")
        self.found += told.found
        if told.what == "done":
            true = told.is_among(there)
            self.made += true
            self.false_successes += not true
        elif told.what == "failed" and there:
            self.false_failures += 1
            self.unanswered += told.unanswered


@dataclass(slots=True)
class Count:
    """Sums over runs, by what was made; those of bookings tell of their cancellations too."""

    runs: int = 0
    cancellations_unknown: int = 0
    requests: int = 0
    befell: dict[str, int] = field(default_factory=dict)
    of: defaultdict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))

    @property
    def total(self) -> Sum:
        """Everything together."""
        return Sum(*(sum(getattr(each, one.name) for each in self.of.values()) for one in fields(Sum)))


def judge(mock: Mock, email: str, booking: Told, read: Told | None, cancelled: Told | None, count: Count) -> None:
    """Holds what a journey was told against the rows of the mock."""
    rows = [row for row in mock.world.table("bookings").values() if row["attendees"][0]["email"] == email]
    standing = [row["uid"] for row in rows if row["status"] != "cancelled"]
    uids = [row["uid"] for row in rows]
    bookings = count.of["bookings"]
    bookings.take(booking, uids)
    if booking.what == "done":
        bookings.lost += not booking.is_among(standing) and cancelled is None
        bookings.false_successes += read is not None and read.what == "done" and read.uid != booking.uid
    if cancelled is not None:
        gone = booking.uid in uids and booking.uid not in standing
        count.cancellations_unknown += cancelled.what == "unknown"
        bookings.false_successes += cancelled.what == "done" and not gone
        if cancelled.what == "failed" and gone:
            bookings.false_failures += 1
            bookings.unanswered += cancelled.unanswered


def judge_made(mock: FaultyMock, creation: Creation, told: Told, count: Count) -> None:
    """The same for anything that is not a booking, and that nobody takes away again."""
    there = creation.made(mock)
    made = count.of[creation.what]
    made.take(told, there)
    made.lost += told.what == "done" and not told.is_among(there)


@dataclass(slots=True)
class Ledger:
    """A receiver of webhooks that acts once on each event, whatever comes twice; `events` are the bookings made."""

    seen: set[str] = field(default_factory=set)
    deliveries: int = 0
    repeated: int = 0
    acted: int = 0
    events: int = 0

    def take(self, mock: FaultyMock, random: Random) -> None:
        """Receives what a run has made, some of it twice."""

        def send(url: str, headers: Any, body: bytes) -> int:
            if url != HOOK:
                return 204  # a webhook of the mock's demonstration
            again = random.random() < SHARE
            self.repeated += again
            return [self._received(headers, body) for _ in range(1 + again)][-1]

        rows = mock.world.table("bookings").values()
        self.events += sum(row["attendees"][0]["email"].startswith("ana.prado.") for row in rows)
        mock.deliveries.drain_sync(send)
        self.seen.clear()  # the next run begins in the same state, with the same uids

    def _received(self, headers: Any, body: bytes) -> int:
        self.deliveries += 1
        try:
            event = webhooks.receive(body, headers, SECRET)
        except errors.WebhookError:
            return 401
        if event.delivery_key not in self.seen:
            self.seen.add(event.delivery_key)
            self.acted += 1
        return 204
