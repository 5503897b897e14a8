"""What the tests of idempotency keys share: a mock with a client of either kind in front, and a journal in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from operator import attrgetter
from typing import Any

from toolzz_cal import RetryPolicy
from toolzz_cal_mock.messages import Reply, Request

from tests.support.client import waited_for
from tests.support.journal import MemoryJournal, Row
from tests.support.mock import still_mock

KEY = "job-17"
START = datetime(2027, 3, 9, 15, tzinfo=UTC)
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
RUI = {"name": "Rui Lima", "email": "rui.lima@example.com", "timeZone": "America/Sao_Paulo"}
BOOKING = {"start": START, "event_type_id": 10482, "attendee": ANA}


class Gone(BaseException):
    """The end of a process, as far as a test can have one: nothing catches it but what waits for it."""


class Desk:
    """A mock with a client in front, which has a journal; and what the world behind it holds."""

    def __init__(self, kind: str, route: str = "gateway", **settings: Any) -> None:
        self.mock = still_mock()
        self.handle = self.mock.handle
        self.mock.handle = self._dated  # type: ignore[method-assign]
        self.journal = MemoryJournal(**settings)
        made = self.mock.client if kind == "sync" else self.mock.async_client
        self.client = made.with_options(route=route, timeout=5, journal=self.journal, retries=RetryPolicy(base=0))

    def _dated(self, request: Request) -> Reply:
        """The mock's reply, which tells the time as those of servers do."""
        reply = self.handle(request)
        reply.headers["date"] = format_datetime(self.mock.world.now(), usegmt=True)
        return reply

    def passes(self, seconds: float) -> None:
        """Lets time pass, for the upstream and for the store of the journal."""
        self.store.now += seconds
        self.mock.clock.advance(timedelta(seconds=seconds))

    @property
    def store(self) -> Any:
        """What holds the entries."""
        return self.journal.store

    def call(self, name: str, /, *, key: str | None = KEY, client: Any = None, **arguments: Any) -> Any:
        """A method's result, awaited when it has to be."""
        method = attrgetter(name)(client or self.client)
        return waited_for(method(**arguments, idempotency_key=key))

    def book(self, key: str | None = KEY, client: Any = None, **changes: Any) -> Any:
        """A booking's result."""
        return self.call("bookings.create", key=key, client=client, **{**BOOKING, **changes})

    def with_options(self, **options: Any) -> Any:
        """Another client on the same mock."""
        return self.client.with_options(**options)

    def with_journal(self, **changes: Any) -> Any:
        """Another client with other settings of the same journal."""
        return self.with_options(journal=self.journal.with_changes(**changes))

    def row(self, key: str = KEY) -> Row:
        """What the journal holds under a key."""
        return self.journal.row(key)

    def sent(self, name: str | None = None) -> int:
        """How many requests came, of one operation or of all."""
        return len(self.mock.calls(name))

    @property
    def booked(self) -> list[str]:
        """The uids of the bookings at the time in question."""
        rows = self.mock.world.table("bookings").values()
        return [row["uid"] for row in rows if row["start"].startswith(f"{START:%Y-%m-%dT%H:%M}")]

    # The ends of processes

    def dies_before(self, call: Callable[[], Any]) -> None:
        """Runs a call whose process ends when it has claimed its key and not yet sent anything."""
        self.store.after["claim"] = self.stop
        self.dies(call)
        self.passes(1_000)

    def dies_after(self, call: Callable[[], Any], name: str = "bookings.create") -> None:
        """Runs a call whose process ends when the upstream has done what it asked for, before it is told."""
        handle, before = self.handle, self.sent(name)

        def last(request: Request) -> Reply:
            reply = handle(request)
            if self.sent(name) > before:
                self.store.down = True  # whoever is gone says nothing more
                self.stop()
            return reply

        self.handle = last
        try:
            self.dies(call)
        finally:
            self.handle = handle
        self.passes(1_000)

    def dies(self, call: Callable[[], Any]) -> None:
        """Runs a call that ends by `stop`, and finds its key claimed."""
        try:
            call()
        except Gone:
            pass
        else:
            raise AssertionError("it lives")
        self.store.down = False
        assert self.row().state == "started"

    @staticmethod
    def stop() -> None:
        """Ends the process."""
        raise Gone
