"""Webhooks that fire: who is told of an event, what is sent, and a record of it.

Nothing is sent while a request is handled. Deliveries wait until somebody drains them: the server after each answer,
a test when it wants to.
"""

from __future__ import annotations

import hashlib
import hmac
import inspect
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, cast, overload

from . import payload_parts as parts
from .delivery import Attempt
from .delivery import Delivery as Delivery
from .payloads import TEMPLATED, body_of
from .problems import NotFound
from .targets import Sender, apart, refusal
from .targets import may_send as may_send
from .templates import JSON, compact, content_type, fill
from .world.base import Event, Row, World
from .world.meetings import watch
from .world.webhooks import LISTENER, VERSION, WEBHOOKS, Owner

KEPT = 5_000
AT_ONCE = 16  # receivers that are told at the same time
TABLE = "deliveries"
UNSIGNED = "no-secret-provided"
Send = Callable[[str, Mapping[str, str], bytes], int]
AsyncSend = Callable[[str, Mapping[str, str], bytes], Awaitable[int]]


class Deliveries(Sequence[Delivery]):
    """The deliveries of a world's events, oldest first, whatever became of them: a sequence.

    The last 5,000 are kept; then the oldest go, sent or not, and `dropped` says how many went.

    Args:
        world: Whose events; it is listened to from now on.
        allowed_hosts: Hosts besides this machine that may be delivered to.
        kept: How many deliveries are remembered.

    Attributes:
        dropped: How many are not kept any more.
    """

    def __init__(self, world: World, *, allowed_hosts: Collection[str] = (), kept: int = KEPT) -> None:
        self.allowed_hosts: set[str] = set(allowed_hosts)
        self.own_ports: set[int] = set()  # where the mock listens, as its servers say
        self._world, self._kept, self._number = world, kept, 0
        self.dropped = 0
        self._recorded: dict[str, Delivery] = {}
        self._pending: deque[Delivery] = deque()
        self._told: set[str] = set()  # receivers that are told something just now
        self._in_world = False
        self.drained: Callable[[], object] | None = None  # is told whenever one has been sent
        world.listeners.append(self.hear)
        watch(world)  # meetings count from here on

    def __len__(self) -> int:
        return len(self._recorded)

    @overload
    def __getitem__(self, place: int) -> Delivery: ...
    @overload
    def __getitem__(self, place: slice) -> list[Delivery]: ...
    def __getitem__(self, place: int | slice) -> Delivery | list[Delivery]:
        return list(self._recorded.values())[place]

    def __iter__(self) -> Iterator[Delivery]:
        return iter(list(self._recorded.values()))

    @property
    def pending(self) -> list[Delivery]:
        """Those that wait to be sent, in this order."""
        return list(self._pending)

    @property
    def due(self) -> bool:
        """Whether any waits that can be sent now: each receiver is told one thing after the other."""
        return any(each.url not in self._told for each in list(self._pending))

    def of(self, trigger: str | None = None, *, webhook_id: str | None = None) -> list[Delivery]:
        """The recorded deliveries of a trigger, of a webhook, or of both."""
        return [
            each
            for each in self._recorded.values()
            if trigger in (None, each.trigger) and webhook_id in (None, each.webhook_id)
        ]

    def get(self, id: str) -> Delivery:
        """A recorded delivery."""
        if id not in self._recorded:
            gone = f"; of all that were made the last {self._kept:,} are kept" if self.dropped else ""
            raise NotFound(f"Delivery with id {id} was not found{gone}")
        return self._recorded[id]

    def keep_in_world(self) -> None:
        """Takes up the deliveries in the world's table, where a state file has put them, and keeps all of them there.

        What was on its way when the mock ended is sent again, as nobody knows whether it arrived.
        """
        self._in_world = True
        for row in list(self._world.table(TABLE).values()):
            delivery = Delivery.from_row(row)
            self._recorded[delivery.id] = delivery
            self._number = max(self._number, delivery.number)
            if delivery.state == "pending":
                self._line_up(delivery)

    def follow_world(self) -> None:
        """Forgets and takes up what is needed to be in step with the world's table, which went back to what it was."""
        rows = self._world.table(TABLE)
        for id in [each for each in self._recorded if each not in rows]:
            gone = self._recorded.pop(id)
            if gone in self._pending:
                self._pending.remove(gone)
        for id, row in list(rows.items()):
            if id not in self._recorded:
                self._recorded[id] = Delivery.from_row(row)
            self._keep(self._recorded[id])  # what became of it since is newer than the row
        watch(self._world)  # what has begun by now was told before

    def clear(self) -> None:
        """Forgets all of them, sent or not."""
        for id in self._recorded:
            self._forget(id)
        self._recorded.clear()
        self._pending.clear()
        self._number = self.dropped = 0

    def hear(self, event: Event) -> None:
        """Makes a delivery for each webhook that subscribes to an event."""
        if not WEBHOOKS.has(self._world, ("trigger", event.trigger)):
            return
        for webhook in subscribers(self._world, event):
            self._enqueue(self._made(event, webhook, body_of(self._world, event, webhook)))

    def announce(self, event: Event, webhook: Row, body: Row) -> Delivery:
        """Lines up a delivery of an event that did not happen, with a body of its own."""
        delivery = self._made(event, webhook, body)
        self._enqueue(delivery)
        return delivery

    def resend(self, id: str) -> Delivery:
        """Puts a delivery in line again, with the same id, headers and body."""
        delivery = self.get(id)
        if delivery not in self._pending:
            delivery.status = delivery.error = None
            self._line_up(delivery)
            self._keep(delivery)
        return delivery

    def drain_sync(self, send: Send | None = None) -> list[Delivery]:
        """Sends what waits and gives it back.

        Args:
            send: Takes address, headers and body and answers a status. It is called for one delivery after the other;
                without it several receivers are told at once, over HTTP.
        """
        if send is None:
            import asyncio

            return apart(lambda: asyncio.run(self.drain())).result()
        waiting, done = self.pending, []
        while (delivery := self._taken(waiting)) is not None:
            with self._telling(delivery) as attempt:
                attempt.answered(send(delivery.url, delivery.headers, delivery.body))
            done.append(delivery)
        return done

    async def drain(self, send: Send | AsyncSend | None = None) -> list[Delivery]:
        """The same without blocking the event loop, several receivers at once, each in its order.

        What comes up meanwhile waits for the next time.

        Args:
            send: As for `drain_sync`. One that is no coroutine function runs in threads.
        """
        import asyncio

        waiting = self.pending
        done: set[str] = set()

        async def tell() -> None:
            while (delivery := self._taken(waiting)) is not None:
                await self._send(delivery, send)
                done.add(delivery.id)

        receivers = {each.url for each in waiting}
        tasks = [asyncio.create_task(tell()) for _ in range(min(AT_ONCE, len(receivers)))]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
        return [each for each in waiting if each.id in done]

    async def send_next(self, taken: Callable[[], None]) -> None:
        """Sends the first that can be sent now, if there is one; the server calls this beside its answers.

        Args:
            taken: Called before it is sent, so that another can see to the rest.
        """
        delivery = self._taken(self._pending)
        if delivery is not None:
            taken()
            await self._send(delivery)

    def sender(self) -> Sender:
        """Sends over HTTP to the hosts that are allowed."""
        return Sender(self.allowed_hosts, own_ports=self.own_ports)

    async def _send(self, delivery: Delivery, send: Send | AsyncSend | None = None) -> None:
        import asyncio

        call = cast("Callable[..., Any]", send or self.sender().post)
        awaitable = inspect.iscoroutinefunction(call) or inspect.iscoroutinefunction(getattr(call, "__call__", None))  # noqa: B004
        message = (delivery.url, delivery.headers, delivery.body)
        with self._telling(delivery) as attempt:
            answer = call(*message) if awaitable else await asyncio.to_thread(call, *message)
            attempt.answered(await answer if inspect.isawaitable(answer) else answer)

    def _taken(self, waiting: Iterable[Delivery]) -> Delivery | None:
        """The first of those that still waits and whose receiver is free; the receiver is not free from then on."""
        for delivery in list(waiting):
            if delivery.url not in self._told and delivery in self._pending:
                self._pending.remove(delivery)
                self._told.add(delivery.url)
                return delivery
        return None

    @contextmanager
    def _telling(self, delivery: Delivery) -> Iterator[Attempt]:
        """An attempt, after which its receiver is free again and what became of it is kept."""
        try:
            with Attempt(delivery) as attempt:
                yield attempt
            self._keep(delivery)
        finally:
            self._told.discard(delivery.url)
        if self.drained is not None:
            self.drained()

    def _made(self, event: Event, webhook: Row, whole: Row) -> Delivery:
        template = webhook.get("payloadTemplate") if event.trigger in TEMPLATED else None
        if template:
            flat = {**whole["payload"], "triggerEvent": event.trigger, "createdAt": event.created_at}
            text, kind = fill(template, flat), content_type(template)
        else:
            text, kind = compact(whole), JSON
        body = text.encode()
        headers = {
            "Content-Type": kind,
            "X-Cal-Signature-256": signature(webhook.get("secret"), body),
            "x-cal-webhook-version": webhook.get("version") or VERSION,
        }
        self._number += 1
        return Delivery(
            f"delivery_{self._number}",
            webhook["id"],
            event.trigger,
            webhook["subscriberUrl"],
            headers,
            body,
            event.created_at,
        )

    def _keep(self, delivery: Delivery) -> None:
        if self._in_world and self._recorded.get(delivery.id) is delivery:
            self._world.put(TABLE, delivery.id, delivery.row())

    def _forget(self, id: str) -> None:
        if self._in_world and id in self._world.table(TABLE):
            self._world.remove(TABLE, id)

    def _enqueue(self, delivery: Delivery) -> None:
        self._recorded[delivery.id] = delivery
        self._line_up(delivery)
        self._keep(delivery)
        while len(self._recorded) > self._kept:
            oldest = self._recorded.pop(next(iter(self._recorded)))
            self._forget(oldest.id)
            self.dropped += 1
            if oldest.state == "pending":
                with suppress(ValueError):  # it may be on its way just now
                    self._pending.remove(oldest)

    def _line_up(self, delivery: Delivery) -> None:
        """Lets a delivery wait, unless it must not be sent."""
        delivery.error = refusal(delivery.url, self.allowed_hosts, self.own_ports)
        delivery.refused = delivery.error is not None
        if not delivery.refused and not delivery.body:
            delivery.error = "there is no body to send"
        if delivery.error is None:
            self._pending.append(delivery)


def signature(secret: str | None, body: bytes) -> str:
    """The value of `X-Cal-Signature-256`: hex HMAC-SHA256 of the raw body, or a fixed text without a secret."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest() if secret else UNSIGNED


def subscribers(world: World, event: Event) -> list[Row]:
    """The active webhooks that an event concerns, each once, and those that hear everything."""
    found: dict[str, Row] = {}
    for owner in (*concerned(world, event.row), (LISTENER, True)):
        for webhook in WEBHOOKS.rows(world, owner):
            if webhook["active"] and event.trigger in webhook["triggers"]:
                found.setdefault(webhook["id"], webhook)
    return list(found.values())


def concerned(world: World, row: Row) -> Iterator[Owner]:
    """Whose webhooks an event about a row concerns.

    As on Cal.com a booking with a team concerns the team and its organization, and the user only when the event type is
    the user's own or a copy of a managed one.
    """
    kind = parts.event_type_of(world, row)
    parent = world.table("event_types").get(kind.get("parentEventTypeId"), {})
    team_id = kind.get("teamId") or parent.get("teamId") or row.get("_team_id") or row.get("teamId")
    user_id = parts.organizer_id(row) or row.get("userId")
    user = world.table("users").get(user_id, {})
    if user_id is not None and (team_id is None or parent):
        yield "userId", user_id
    for event_type in (kind, parent):
        if event_type:
            yield "eventTypeId", event_type["id"]
    organization_id = world.table("teams").get(team_id, {}).get("parentId") or user.get("organizationId")
    for each in dict.fromkeys((team_id, organization_id)):
        if each is not None:
            yield "teamId", each
    if user.get("_managed_by"):
        yield "oAuthClientId", user["_managed_by"]
