"""The tables, the caller, and the register of what each operation does."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ..clock import Clock, Dice
from ..problems import BadRequest, NotFound, Problem
from .rows import Rows

Row = dict[str, Any]
Table = MutableMapping[Any, Row]
Arguments = dict[str, Any]
_GROWING = ("bookings",)  # tables that a load fills


class Caller(NamedTuple):
    """Who asks. `user_id` is the user behind the credential; `client_id` the OAuth client of a platform call."""

    user_id: int
    client_id: str | None = None


class Tables(dict[str, Table]):
    """Tables by their name; one that nobody has written to yet is empty."""

    def __missing__(self, name: str) -> Table:
        self[name] = table = Rows() if name in _GROWING else {}
        return table


class World:
    """Every table, the clock and the dice. Rows are JSON data; keys that begin with `_` never leave the mock."""

    def __init__(self, clock: Clock, dice: Dice) -> None:
        self.clock, self.dice = clock, dice
        # Names of requests and runs, apart from the dice of ids: both routes then make the same ids.
        self.labels = Dice(1)
        self.tables: dict[str, Table] = Tables()
        self.indexes: dict[str, Any] = {}  # derived from the tables; each module keeps its own
        self.events: deque[Event] = deque(maxlen=1000)
        self.listeners: list[Callable[[Event], None]] = []
        self.changed: Callable[[str, Any, Row | None], None] | None = None

    def table(self, name: str) -> Table:
        """The rows of a table by their key."""
        return self.tables[name]

    def put(self, name: str, key: Any, row: Row) -> Row:
        """Stores a row, new or changed."""
        self.table(name)[key] = row
        if self.changed is not None:
            self.changed(name, key, row)
        return row

    def remove(self, name: str, key: Any) -> Row:
        """Deletes a row and gives it back."""
        row = self.table(name).pop(key)
        if self.changed is not None:
            self.changed(name, key, None)
        return row

    def find(self, name: str, key: Any, what: str) -> Row:
        """A row, or `NotFound` with the words for it."""
        row = self.table(name).get(key)
        if row is None:
            raise NotFound(f"{what} with id {key} was not found")
        return row

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self.clock.now()

    def emit(self, trigger: str, row: Row, **more: Any) -> None:
        """Tells the webhooks that something happened."""
        event = Event(trigger, stamp(self.now()), row, more)
        self.events.append(event)
        for listener in self.listeners:
            listener(event)


class Event(NamedTuple):
    """Something that webhooks may be told: trigger, moment, the row it is about and what else belongs to it."""

    trigger: str
    created_at: str
    row: Row
    more: Mapping[str, Any]


Behaviour = Callable[[World, Caller, Arguments], Any]
BEHAVIOURS: dict[str, Behaviour] = {}
# What operations do where Cal.com's newer controllers answer in another form: by name, and what `x-cal` calls the form.
FORMS: dict[tuple[str, str], Behaviour] = {}


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer that is Cal.com's whole reply, not just its `data`: a status alone, data beside others, headers."""

    reply: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict[str, str])


def behaves(name: str, *, answer: str | None = None) -> Callable[[Behaviour], Behaviour]:
    """Registers what an operation does. The function answers `data`, or a `Whole` reply.

    Args:
        name: Of the operation.
        answer: The form of the answer, as `x-cal` calls it, where it is not that of the action.
    """

    def register(behaviour: Behaviour) -> Behaviour:
        if answer is None:
            BEHAVIOURS[name] = behaviour
        else:
            FORMS[name, answer] = behaviour
        return behaviour

    return register


UNWRITTEN: set[str] = set()  # operations that the mock does not do yet


def unwritten(name: str) -> None:
    """Registers an operation that the mock does not do yet: it is answered so, and a test finds it."""
    UNWRITTEN.add(name)

    @behaves(name)
    def refuse(_world: World, _caller: Caller, _arguments: Arguments) -> None:
        raise Problem(f"The mock does not do {name} yet; its behaviour is not written", status=501, code="NOT_WRITTEN")


def shown(row: Mapping[str, Any], *keys: str) -> Row:
    """A copy of a row that may leave the mock, all of it or just these keys."""
    if keys:
        pairs = [(key, value) for key in keys if (value := row.get(key, _MISSING)) is not _MISSING]
    else:
        pairs = [(key, value) for key, value in row.items() if key[:1] != "_"]
    return {key: copied(value) if value.__class__ in _HOLDERS else value for key, value in pairs}


_MISSING, _HOLDERS = object(), (dict, list)


def copied(value: Any) -> Any:
    """A copy of JSON data, several times quicker than `copy.deepcopy`."""
    kind = type(value)
    if kind is dict:
        return {key: copied(inner) for key, inner in value.items()}
    if kind is list:
        return [copied(inner) for inner in value]
    return value


def page(rows: Iterable[Row], arguments: Mapping[str, Any], *, take: int = 250) -> list[Row]:
    """The rows that `skip` and `take` ask for."""
    everything = list(rows)
    start = arguments.get("skip") or 0
    return everything[start : start + (arguments.get("take") or take)]


def stamp(moment: datetime) -> str:
    """A moment as Cal.com writes it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text: str, name: str) -> datetime:
    """A moment from ISO 8601 text; without a zone it is UTC, as Cal.com reads it."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadRequest(f"{name} must be a valid ISO 8601 date string") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
