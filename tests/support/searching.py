"""Looking, as a call with an idempotency key does, against a mock in process whose replies tell the time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from toolzz_cal import _reconcile
from toolzz_cal._catalogue import CATALOGUE
from toolzz_cal._engine import SyncEngine
from toolzz_cal._journal_store import Made
from toolzz_cal._operation import Operation
from toolzz_cal._wire import sent
from toolzz_cal.errors import ToolzzCalError
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.specification import specification

from tests.support.direct import CLIENT
from tests.support.mock import arguments_for, still_mock

SINCE = 60.0  # seconds since the key was claimed first
_FLEETING = re.compile(r"updatedAt|.*[Tt]okens?")
KEPT = "0123456789abcdef0123456789abcdef"


class Desk:
    """A mock whose clock moves when it is told to, a client on one of the routes, and what looking tells."""

    def __init__(self, route: str) -> None:
        self.mock = still_mock()
        self.client = self.mock.client.with_options(route=route, **CLIENT)
        handle = self.mock.handle

        def dated(request: Request) -> Reply:
            reply = handle(request)
            reply.headers["date"] = format_datetime(self.mock.world.now(), usegmt=True)
            return reply

        self.mock.handle = dated  # type: ignore[method-assign]
        self.mock.clock.advance(timedelta(hours=1))

    def arguments(self, name: str) -> dict[str, Any]:
        """Arguments with which an operation succeeds."""
        return arguments_for(self.mock, specification().operations[name])

    def run(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """The result of an action."""
        return self.client.actions.execute(operation_of(name).slug or "", arguments)

    def rows(self) -> dict[str, Any]:
        """What the world holds, without when it changed and what is a token, which is new each time."""
        return {name: [_lasting(row) for row in rows.values()] for name, rows in self.mock.world.tables.items()}

    def search(
        self, name: str, arguments: Mapping[str, Any], *, since: float = SINCE, mark: str | None = None
    ) -> _reconcile.Search | None:
        """What there is to look for."""
        engine = self.client.actions._engine
        return _reconcile.search_from(engine, operation_of(name), sent(arguments, None), 5, since=since, mark=mark)

    def look(
        self,
        name: str,
        arguments: Mapping[str, Any],
        made: Mapping[str, Made] | None = None,
        *,
        since: float = SINCE,
        mark: str | None = None,
    ) -> tuple[Any, bool]:
        """What looking tells: the result or words, and whether nothing is there."""
        search = self.search(name, arguments, since=since, mark=mark)
        assert search is not None
        seen = self.seen(search)
        return search.judge(seen, made or {}, since), search.is_absent(seen, made or {}, since)

    def names(self, name: str, arguments: Mapping[str, Any]) -> dict[str, str]:
        """The names under which a journal knows what is in the list."""
        search = self.search(name, arguments)
        assert search is not None
        return search.names(self.seen(search))

    def seen(self, search: _reconcile.Search) -> _reconcile.Seen:
        """What a look sees."""
        return seen(self.client.actions._engine, search)


def seen(engine: SyncEngine, search: _reconcile.Search) -> _reconcile.Seen:
    """What a look sees, its calls sent by an engine."""
    steps = search.look()
    try:
        call = next(steps)
        while True:
            try:
                answer = engine.run(call)
            except ToolzzCalError as problem:
                call = steps.throw(problem)
            else:
                call = steps.send(answer)
    except StopIteration as end:
        found: _reconcile.Seen = end.value
        return found


def operation_of(name: str) -> Operation[Any]:
    """What the client knows of an action."""
    return CATALOGUE.operation(specification().operations[name].slug or "")


def _lasting(value: Any) -> Any:
    if isinstance(value, list):
        return [_lasting(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _lasting(each) for name, each in value.items() if not _FLEETING.fullmatch(str(name))}
