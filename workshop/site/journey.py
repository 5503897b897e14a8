"""A scheduling journey against the mock server on a real port, by both routes, sync and async, told as it happens."""

from __future__ import annotations

import asyncio
import http.server
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from toolzz_cal import AsyncClient, Client, RetryEvent, RetryPolicy, errors, webhooks

ZONE = "America/Sao_Paulo"
SECRET = "example-webhook-secret"  # noqa: S105 - a fake
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": ZONE}
NOW = "2027-03-01T12:00:00Z"
# What a client is given decides how its actions are carried; the calls are the same.
ROUTES: dict[str, dict[str, Any]] = {
    "through the gateway": {"composio_api_key": "ak_example", "user_id": "user-example"},
    "straight to Cal.com": {"cal_api_key": "cal_example"},
}


def tell(what: str, *found: Any) -> None:
    """One line of the story."""
    print(f"  {what:44} {' · '.join(str(each) for each in found)}")


@contextmanager
def mock_server() -> Iterator[str]:
    """`toolzz-cal mock` on a free port; gives its address."""
    command = [sys.executable, "-m", "toolzz_cal_mock", "mock", "--port", "0", "--now", NOW]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            lines = iter(process.stdout.readline, "") if process.stdout else iter(())
            address = next((found[0] for line in lines if (found := re.search(r"http://[\d.]+:\d+", line))), None)
            if address is None:
                raise SystemExit("The mock server did not start")
            threading.Thread(target=lambda: [None for _ in lines], daemon=True).start()
            yield address
        finally:
            process.terminate()


class Receiver(http.server.ThreadingHTTPServer):
    """Takes webhooks on a free port of this machine and checks their signatures."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[tuple[str, str]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/hooks"

    def wait(self, trigger: str, seconds: float = 5) -> str:
        """Waits for a trigger and says what came."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for name, told in self.received:
                if name == trigger:
                    return f"{name}, {told}"
            time.sleep(0.01)
        raise SystemExit(f"{trigger} was not delivered; received {self.received}")


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A `Receiver` while it is needed."""
    with Receiver() as server:
        yield server
        server.shutdown()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            event = webhooks.receive(body, self.headers, SECRET)
        except errors.WebhookError as problem:
            self.server.received.append(("", str(problem)))
            self.send_response(401)
        else:
            self.server.received.append((event.trigger, "signature valid"))
            self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


def on_retry(event: RetryEvent) -> None:
    """Tells of a repetition."""
    tell("  … repeated after", type(event.error).__name__, f"{event.delay:.2f} s")


def sync_journey(url: str, receiver: Receiver, options: dict[str, Any]) -> None:
    """From the agent's integration to a cancelled booking."""
    retries = RetryPolicy(2, base=0.05, on_retry=on_retry)
    with Client(base_url=url, toolzz_token="example-token", retries=retries, **options) as client:  # noqa: S106 - a fake
        integration = client.calcom_integrations.create(
            title="Scheduling desk",
            unit_id="5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35",
            api_key="cal_example",
            calcom_username="leo-souza",
            timezone=ZONE,
            prompt="Offer two free times and book the one the customer picks.",
            check_availability_enabled=True,
            create_booking_enabled=True,
        )
        tell("ToolzzAI: integration created", integration.title, integration.api_key)
        schedule = client.schedules.create(
            name="Afternoons",
            time_zone=ZONE,
            is_default=False,
            availability=[{"days": ["Tuesday", "Wednesday"], "startTime": "13:00", "endTime": "17:00"}],
        )
        tell("Schedule created", schedule.data.name, schedule.data.time_zone)
        event_type = client.teams.event_types.create(
            team_id=8841,
            title="Product tour",
            slug="product-tour",
            length_in_minutes=30,
            length_in_minutes_options=["30", "60"],
            hosts=[{"userId": 31790}, {"userId": 31791}],
            scheduling_type="roundRobin",
        )
        tell("Event type of a team created", event_type.data.title, event_type.data.scheduling_type)
        webhook = client.webhooks.create(
            active=True, subscriber_url=receiver.url, triggers="BOOKING_CREATED", secret=SECRET
        )
        tell("Webhook created", webhook.data.triggers)
        kind = 10482
        slots = client.slots.available(
            event_type_id=kind,
            start_time=datetime(2027, 3, 9, tzinfo=UTC),
            end_time=datetime(2027, 3, 11, tzinfo=UTC),
            time_zone=ZONE,
        )
        day, free = next(iter(slots.data.slots.items()))
        tell("Free slots", day, f"{len(free)} from {free[0].time:%H:%M} to {free[-1].time:%H:%M}")
        start = free[2].time
        if start is None:
            raise SystemExit("A slot came without its time")
        end = start + timedelta(minutes=30)
        held = client.slots.reserve(event_type_id=kind, slot_utc_start_date=start, slot_utc_end_date=end)
        tell("Slot reserved", held.data)
        booked = client.bookings.create(start=start, event_type_id=kind, attendee=ATTENDEE)
        tell("Booked", booked.data.uid, booked.data.status, f"{booked.data.start:%d %b %H:%M} UTC")
        tell("Webhook received", receiver.wait("BOOKING_CREATED"))
        try:
            client.bookings.create(start=start, event_type_id=kind, attendee=ATTENDEE)
        except (errors.ActionFailed, errors.BadRequest) as problem:
            tell("Double booking refused", type(problem).__name__, problem.message)
        httpx.post(f"{url}/_mock/faults", json={"fault": "retry-after=0; operation=bookings.get; times=1"})
        tell("A 429, then the answer", client.bookings.get(booking_uid=booked.data.uid).data.status)
        httpx.post(f"{url}/_mock/faults", json={"fault": "drop_after; operation=bookings.reschedule; times=1"})
        try:
            client.bookings.reschedule(booking_uid=booked.data.uid, start="2027-03-10T18:00:00Z")
        except errors.OutcomeUnknown as problem:
            tell("Connection lost while rescheduling", type(problem).__name__, "so look before repeating")
        moved = client.bookings.get(booking_uid=booked.data.uid).data.rescheduled_to_uid
        if moved is None:
            raise SystemExit("The booking was not rescheduled")
        tell("Rescheduled after all, under a new uid", moved, client.bookings.get(booking_uid=moved).data.start)
        cancelled = client.bookings.cancel(booking_uid=moved, cancellation_reason="The host is ill")
        tell("Cancelled", cancelled.data.status)


async def async_journey(url: str, options: dict[str, Any]) -> None:
    """The same client, awaited: two bookings at once, then both gone."""
    async with AsyncClient(base_url=url, **options) as client:
        starts = (datetime(2027, 3, 16, hour, tzinfo=UTC) for hour in (14, 15))
        made = await asyncio.gather(
            *(client.bookings.create(start=start, event_type_id=10482, attendee=ATTENDEE) for start in starts)
        )
        tell("Two bookings at once", *sorted(each.data.uid for each in made))
        upcoming = [booking.uid async for booking in client.bookings.iterate(status=["upcoming"], take=1)]
        tell("Upcoming, page by page", len(upcoming))
        for each in made:
            await client.bookings.cancel(booking_uid=each.data.uid, cancellation_reason="The host is ill")
        tell("Both cancelled", all(each.data.uid in upcoming for each in made))


def main() -> None:
    """Runs the journey by both routes, each on a mock server of its own."""
    for route, options in ROUTES.items():
        with receiver() as hooks, mock_server() as url:
            print(f"\nA journey {route}, at the mock server {url}:\n")
            sync_journey(url, hooks, options)
            print("\n  Then asynchronously:\n")
            asyncio.run(async_journey(url, options))


if __name__ == "__main__":
    main()
