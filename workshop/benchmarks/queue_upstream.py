"""The upstreams of `make bench-queue`, on a port and in a process of their own, which is what this module runs as.

It prints its port, and then answers each line of its input with a line: `begin` and what is to be seeded, `end`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from toolzz_cal import Client
from toolzz_cal_mock.faults import Fault
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.serving import served

from workshop.benchmarks.booking import quiet
from workshop.benchmarks.faulty import FaultyMock
from workshop.benchmarks.measuring import environment
from workshop.benchmarks.queue_jobs import BOOKINGS, Offer

SHARE = 0.1  # of the requests that something befalls
TIMEOUT = 1.0  # seconds that a client waits
USUAL = 0.02  # seconds that any reply takes, so that a kill may fall between a request and its answer
TOO_LONG, SLOW = 1.3, 0.05  # seconds of a reply that comes too late, and of one that is only slow
DAYS = 90  # for which free times are asked
CREDENTIALS: Any = {"composio_api_key": "ak_example", "user_id": "user-example", "route": "gateway"}
JOB = re.compile(rb"job-(\d+)|ana\.prado\.(\d+)@|/jobs/(\d+)")
TABLES = ("bookings", "schedules", "webhooks")


class Upstream(FaultyMock):
    """What fails at random, with a diary of what befell the requests of which job.

    Args:
        seed: Seed of all runs.
        now: Where its clock stands; None for the present.
    """

    def __init__(self, seed: int, *, now: datetime | None = None) -> None:
        super().__init__(seed, wait=TOO_LONG, slow=SLOW, odd=599, share=SHARE, now=now)
        asked = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
        pending = self.seed.event_type(title="To be confirmed", slug="to-be-confirmed", confirmationPolicy=asked)
        self.offered = dict(zip(BOOKINGS, (*self.kinds, pending["id"]), strict=True))
        for id in [row["id"] for row in self.world.table("webhooks").values()]:
            del self.world.table("webhooks")[id]  # nobody is told of anything
        self.save_as_start()
        self.diary: list[tuple[float, str, str]] = []

    def begin(self, run: int) -> None:
        """A fresh state, and the faults of this run."""
        super().begin(run)
        self.requests, self.diary = 0, []
        self._wait(USUAL)

    def slow_down(self, seconds: float) -> None:
        """A fresh state without faults, in which every answer takes so long."""
        self.begin(0)
        self.end()
        self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        self.faults.clear()
        self.faults.add(Fault("latency", latency=seconds))

    def handle(self, request: Request) -> Reply:
        """Answers a request, or does to it what is its turn."""
        before = dict(self.befell)
        reply = super().handle(request)
        if found := JOB.search(request.body):
            befell = next((name for name, count in self.befell.items() if count != before[name]), "")
            slug = request.path.rpartition("/")[2]
            job = f"job-{next(filter(None, found.groups())).decode()}"
            self.diary.append((time.time(), job, f"{slug} {reply.drop or reply.status} {befell}".rstrip()))
        return reply

    def told(self) -> dict[str, Any]:
        """What is there, how many requests came, and the diary."""
        rows = {name: [_plain(row) for row in self.world.table(name).values()] for name in TABLES}
        return {"rows": rows, "requests": self.requests, "diary": self.diary}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("_")}


@dataclass(frozen=True)
class Standing:
    """What the upstreams hold at the end of a run.

    Attributes:
        rows: Of each table.
        requests: How many came.
        diary: Moment, job and what befell a request.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    requests: int = 0
    diary: list[tuple[float, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Served:
    """The process, seen from another.

    Attributes:
        address: Where it listens.
        process: It.
    """

    address: str
    process: subprocess.Popen[str]

    def begin(self, run: int) -> dict[str, int]:
        """A fresh state in which requests fail; the event types by what is booked of them."""
        offered: dict[str, int] = self._ask("begin", run)
        return offered

    def slow_down(self, seconds: float) -> None:
        """A fresh state in which every answer takes so many seconds, and nothing fails."""
        self._ask("slow_down", seconds)

    def end(self) -> Standing:
        """What was on its way arrives, and nothing fails any more."""
        return Standing(**self._ask("end", None))

    def offers(self) -> dict[str, Offer]:
        """What can be booked; only while nothing fails."""
        offered = self._ask("offered", None)
        first = datetime.now(UTC) + timedelta(days=2)
        span = {"start_time": first.isoformat(), "end_time": (first + timedelta(days=DAYS)).isoformat()}
        with Client(base_url=self.address, **CREDENTIALS) as client:
            found = {kind: client.slots.available(event_type_id=id, **span).raw for kind, id in offered.items()}
        free = {kind: [each["time"] for day in _days(raw) for each in day] for kind, raw in found.items()}
        # One person is the host of these two, so they share the free times.
        free["one host"], free["to be confirmed"] = free["one host"][::2], free["one host"][1::2]
        return {kind: Offer(id, free[kind]) for kind, id in offered.items()}

    def _ask(self, what: str, given: Any) -> Any:
        writer, reader = self.process.stdin, self.process.stdout
        assert writer is not None
        assert reader is not None
        writer.write(json.dumps([what, given]) + "\n")
        writer.flush()
        return json.loads(reader.readline())


def _days(raw: Any) -> Iterator[list[dict[str, str]]]:
    data = raw["data"]["data"]
    yield from (data.get("slots") or data).values()


@contextmanager
def upstreams(seed: int) -> Iterator[Served]:
    """The process, for the time of a `with` block."""
    command = [sys.executable, "-m", "workshop.benchmarks.queue_upstream", str(seed)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment()
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Served(process.stdout.readline().strip(), process)
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def main() -> None:
    """Serves until the input ends."""
    upstream = Upstream(int(sys.argv[1]))
    with quiet(), served(upstream) as address, suppress(BrokenPipeError):
        print(address, flush=True)
        for line in sys.stdin:
            what, given = json.loads(line)
            print(json.dumps(_answer(upstream, what, given)), flush=True)


def _answer(upstream: Upstream, what: str, given: Any) -> Any:
    if what == "begin":
        upstream.begin(given)
    elif what == "slow_down":
        upstream.slow_down(given)
    elif what == "end":
        upstream.end()
        return upstream.told()
    return upstream.offered


if __name__ == "__main__":
    main()
