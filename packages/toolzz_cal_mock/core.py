"""The mock without HTTP: `Mock.handle` takes a request and gives a reply."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from .clock import Clock, Dice
from .collector import resting
from .doors.base import Target
from .doors.browsers import open_to_pages, preflight
from .doors.finding import target_of
from .messages import Reply, Request
from .notices import announce
from .page import handle as page
from .page import is_own
from .problems import Forbidden, NotFound, Problem, TooMany
from .settings import NAMES, Settings
from .specification import specification
from .targets import MARK
from .throttles import Throttle
from .world.base import World
from .world.meetings import due, watch

if TYPE_CHECKING:
    from toolzz_cal import AsyncClient, Client

    from .calls import Calls
    from .deliveries import Deliveries
    from .faults import Fault, Faults
    from .seeding import Seed

log = logging.getLogger("toolzz_cal_mock")
WINDOW = 60
# What `indexes` holds besides what is derived from the tables.
KEPT = ("accounts", "as_is", "default_user", "isolated", "paid_teams", "strict_auth", "toolzz_tokens", *NAMES)


class Mock:
    """One mock of all three upstreams, over one state, with ready clients.

    Attributes:
        calls: The requests that came, with their replies and with assertions: `calls("bookings.create")`.
        clock: Its time: `set` and `advance` it.
        deliveries: What webhooks were told, or are to be told.
        faults: What goes wrong: `add` some.
        seed: Short ways to put more into it.
        settings: What can be changed while it runs: `generation`, `shapes`, `access_token_minutes`.

    Args:
        now: Where its clock starts; the present by default.
        running: Whether the clock runs on, or stands until it is moved.
        seed: Seed of ids, uids and faults.
        seed_data: `demo` for the specification's examples, `empty` for one user and nothing else.
        strict_auth: Whether unknown keys are refused, and calls without one where Cal.com asks for one. Who knows the
            uid of a booking or the number of an event type may use it, as there.
        isolated: Whether tenants are kept apart there as well, which Cal.com does not do: with strict authentication
            public requests need a key, too, and what belongs to somebody else is as good as missing.
        as_is: Whether faults of Cal.com itself are served, too: routes that fail for everybody, hours on the days on
            which clocks change, and slots that are told again for two seconds, whatever was booked since.
        generation: Which servers of Cal.com it stands for: `documents` as they were when the connector was documented,
            `2024-09-04` with older and newer requests side by side, `2026` the hosted service with the newer ones only.
        shapes: In which shape versions of the gateway's toolkit take arguments: `{"20260721_00": "responses"}`.
        access_token_minutes: How long access tokens of managed users last, by the mock's clock.
        rate_limit: Calls a minute and key; None for no limit.
        faults: Faults to begin with.
        allowed_hosts: Hosts besides loopback that webhooks may be delivered to.
        max_body: Bytes; a larger body is refused.

    Raises:
        ModuleNotFoundError: What the extra `mock` installs is not there.
        ValueError: A setting can't be so; the message says how it can.
    """

    # Told of every reply of every mock, when something counts what tests exercise.
    witness: ClassVar[Callable[[str | None, str, Reply, str], None] | None] = None

    def __init__(
        self,
        *,
        now: datetime | None = None,
        running: bool = True,
        seed: int = 0,
        seed_data: str | None = "demo",
        strict_auth: bool = False,
        isolated: bool = False,
        as_is: bool = False,
        generation: str = "2024-09-04",
        shapes: dict[str, str] | None = None,
        access_token_minutes: int = 60,
        rate_limit: int | None = None,
        faults: Faults | None = None,
        allowed_hosts: Sequence[str] = (),
        max_body: int = 1_000_000,
    ) -> None:
        from .calls import Calls
        from .deliveries import Deliveries
        from .extra import must_be_installed
        from .faults import Faults
        from .seed import fill
        from .seeding import Seed

        must_be_installed("jsonschema_rs")  # which the first request would need
        self.specification = specification()
        self.clock = Clock(now, running=running)
        self._options = (now, running)
        self.dice = Dice(seed)
        self.world = World(self.clock, self.dice)
        self.world.indexes |= {"strict_auth": strict_auth, "isolated": isolated, "as_is": as_is}
        self.settings = Settings(
            self.world, generation=generation, shapes=shapes or {}, access_token_minutes=access_token_minutes
        )
        self.strict_auth, self.rate_limit, self.max_body = strict_auth, rate_limit, max_body
        self.faults: Faults = faults if faults is not None else Faults(seed)
        self.calls: Calls = Calls()
        self.deliveries: Deliveries = Deliveries(self.world, allowed_hosts=allowed_hosts)
        self.seed: Seed = Seed(self)
        self.errors: list[BaseException] = []
        self._limits = Throttle()
        fill(self.world, seed_data)
        self._snapshot = self._saved()

    @cached_property
    def client(self) -> Client:
        """A client whose requests it answers. Instead of waiting before it repeats a call, the client moves the clock.

        It goes by the gateway; `client.with_options(route="direct")` goes to Cal.com. After `reset` there is a new one.
        """
        with resting():
            from .clients import client_of

        return client_of(self)

    @cached_property
    def async_client(self) -> AsyncClient:
        """The same, to be awaited."""
        with resting():
            from .clients import async_client_of

        return async_client_of(self)

    def handle(self, request: Request) -> Reply:
        """Answers a request. Never raises: what goes wrong in here is kept in `errors` and answered as a 500."""
        if (shown := page(self, request)) is not None:
            return shown
        if (allowed := preflight(request)) is not None:
            return allowed  # what browsers ask by themselves is no call, and no fault strikes it
        target = target_of(request, self.settings.generation)
        fault = None
        try:
            fault = self._fault(request, target)
            if fault is not None and fault.kind == "drop_before":
                reply = Reply(0, drop="before")
            elif fault is not None and fault.replaces:
                reply = self.faults.reply(fault, lambda problem: self._refuse(target, request, problem))
            else:
                reply = self._answer(request, target)
        except Problem as problem:
            reply = self._refuse(target, request, problem)
        except Exception as problem:
            self.errors.append(problem)
            log.exception("%s %s", request.method, request.path)
            reply = self._refuse(target, request, Problem("Internal server error", status=500, code="INTERNAL"))
        if fault is not None:
            reply = self.faults.apply(fault, reply, self._schema(target))
            if fault.sunset is not None:
                of_toolkit = target.door.name == "gateway"
                announce(reply, request, fault.sunset, self.world.now(), of_toolkit=of_toolkit)
        open_to_pages(request.path, reply)
        if "x-request-id" not in reply.headers:
            reply.headers["x-request-id"] = self.world.labels.label("req_")
        name = target.operation.name if target.operation else None
        self.calls.add(request, reply, name, self.world.now(), target)
        if Mock.witness is not None:
            Mock.witness(name, target.door.name, reply, fault.kind if fault is not None else "")
        return reply

    def writes(self, request: Request) -> bool:
        """Whether a request is for an operation that changes something, or at least for none that is known to read."""
        if is_own(request):
            return False
        operation = target_of(request, self.settings.generation).operation
        return operation.effect != "read" if operation is not None else request.method not in ("GET", "HEAD", "OPTIONS")

    def reset(self) -> None:
        """Back to the state after construction: rows, clock, dice, faults, calls, deliveries and clients."""
        self.restore(self._snapshot)
        now, running = self._options
        self.clock.__init__(now, running=running)  # type: ignore[misc]
        self.world.events.clear()
        self.faults.reset()  # those it began with stay
        watch(self.world)  # before the clock moves, so that meetings which then begin are told
        self.calls.clear()
        self.deliveries.clear()
        self.errors.clear()
        self._limits.clear()
        for name in ("client", "async_client"):  # what one test has found out is news for the next
            self.__dict__.pop(name, None)

    def restore(self, state: bytes) -> None:
        """Puts back rows, settings and dice from `seed.state()`; clock, faults and what was recorded stay."""
        tables, indexes, dice, labels = pickle.loads(state)  # noqa: S301 - our own bytes
        self.world.tables.clear()
        self.world.tables.update(tables)
        self.world.indexes.clear()  # what is derived from the tables is derived again when it is needed
        self.world.indexes.update(indexes)
        self.dice.restore(dice)
        self.world.labels.restore(labels)

    def save_as_start(self) -> None:
        """Makes the present state the one that `reset` goes back to."""
        self._snapshot = self._saved()

    def _saved(self) -> bytes:
        settings = {name: value for name, value in self.world.indexes.items() if name in KEPT}
        return pickle.dumps((self.world.tables, settings, self.dice.state(), self.world.labels.state()))

    def _fault(self, request: Request, target: Target) -> Fault | None:
        if (text := request.headers.get("x-mock-fault")) is not None:
            return self.faults.from_header(text)
        name = target.operation.name if target.operation else None
        return self.faults.next_for(request, name, target.door.name, target.twins)

    def _answer(self, request: Request, target: Target) -> Reply:
        if len(request.body) > self.max_body:
            raise Problem(f"The body has over {self.max_body} bytes", status=413, code="PayloadTooLargeException")
        if not request.path.isprintable():
            raise NotFound("Cannot find this path")
        if MARK in request.headers:
            raise Forbidden("This is a webhook, and the mock is no receiver of them")
        due(self.world)
        headers = self._counted(request, target)
        reply = target.door.answer(self.world, request, target)
        reply.headers.update(headers)
        return reply

    def _counted(self, request: Request, target: Target) -> dict[str, str]:
        """Counts the call against its key's limit and gives the headers that tell of it."""
        if self.rate_limit is None:
            return {}
        key = f"{target.door.name}:{target.door.key(request)}"
        remaining, left = self._limits.count(key, self.world.now().timestamp(), self.rate_limit, WINDOW)
        return self._limit_headers(target, remaining, left)

    def _limit_headers(self, target: Target, remaining: int, left: int) -> dict[str, str]:
        if target.door.name == "cal":
            names = ("x-ratelimit-limit-default", "x-ratelimit-remaining-default", "x-ratelimit-reset-default")
            return dict(zip(names, (str(self.rate_limit), str(remaining), str(left)), strict=True))
        names = ("x-ratelimit", "x-ratelimit-remaining", "x-ratelimit-window-size")
        return dict(zip(names, (str(self.rate_limit), str(remaining), f"{WINDOW}s"), strict=True))

    def _refuse(self, target: Target, request: Request, problem: Problem) -> Reply:
        reply = target.door.refuse(self.world, request, problem)
        if isinstance(problem, TooMany) and self.rate_limit is not None:
            reply.headers.update(self._limit_headers(target, 0, problem.retry_after))
        return reply

    def _schema(self, target: Target) -> dict[str, Any] | None:
        return target.operation.facts["answer"] if target.operation else None
