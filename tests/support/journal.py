"""A journal in memory, whose clock a test moves by hand and which fails when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolzz_cal._journal_store import Claim, Entry, Made, Outcome
from toolzz_cal.errors import JournalUnavailable


@dataclass
class Row:
    """An entry, with moments of the store's clock."""

    owner: str
    call: str
    operation: str
    first: float
    ends: float
    state: Any = "started"
    doubtful: bool = False
    answer: bytes | None = None


@dataclass
class MemoryStore:
    """A store as `toolzz_cal._journal_store` wants it. `asked` holds the names of what it was asked, in order, and
    `renewed` for how long.

    `before` and `after` take, by the name of a method, a function that is called around it, once; what one raises is
    what the store raises. A function that is called after is one for an answer that gets lost.
    """

    now: float = 0.0
    rows: dict[str, Row] = field(default_factory=dict)
    things: dict[str, tuple[str, float]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    renewed: list[float] = field(default_factory=list)
    before: dict[str, Callable[[], object]] = field(default_factory=dict)
    after: dict[str, Callable[[], object]] = field(default_factory=dict)
    down: bool = False
    lock: Any = field(default_factory=threading.RLock)

    def salt(self) -> str:
        """A fixed one. It is asked once and remembered by real stores, so it is not counted."""
        self._fail()
        return "salt"

    def claim(self, claim: Claim) -> Entry:
        """As the protocol says."""
        with self._asked("claim"):
            row = self.rows.get(claim.key)
            if row is None:
                row = Row(claim.owner, claim.call, claim.operation, self.now, self.now + claim.lease)
                self.rows[claim.key] = row
            elif row.call == claim.call and self._is_free(row, claim.owner):
                row.doubtful = row.doubtful or (row.state in ("started", "unknown") and row.owner != claim.owner)
                if row.state == "refused" and not row.doubtful:
                    row.first = self.now
                row.owner, row.state, row.ends, row.answer = claim.owner, "started", self.now + claim.lease, None
            return self._entry(claim.key)

    def _is_free(self, row: Row, owner: str) -> bool:
        if row.state == "started":
            return row.owner == owner or row.ends <= self.now
        return row.state != "done"

    def renew(self, key: str, owner: str, lease: float) -> bool:
        """As the protocol says."""
        self.renewed.append(lease)
        with self._asked("renew"):
            row = self.rows.get(key)
            if row is None or row.owner != owner or row.state != "started":
                return False
            row.ends = self.now + lease
            return True

    def settle(self, key: str, owner: str, outcome: Outcome) -> bool:
        """As the protocol says."""
        with self._asked("settle"):
            row = self.rows.get(key)
            others = {name for name in outcome.made if self.things.get(name, (key, 0))[0] != key}
            if row is None or row.owner != owner or (outcome.found and others):
                return False
            row.state, row.doubtful, row.answer = outcome.state, outcome.doubtful, outcome.answer
            row.ends = self.now
            self.things |= dict.fromkeys(outcome.made, (key, self.now))
            return True

    def find(self, key: str) -> Entry | None:
        """As the protocol says."""
        with self._asked("find"):
            return self._entry(key) if key in self.rows else None

    def entries(self, prefix: str) -> Iterator[Entry]:
        """As the protocol says."""
        with self._asked("entries"):
            return iter([self._entry(key) for key in sorted(self.rows) if key.startswith(prefix)])

    def made(self, names: Sequence[str]) -> Mapping[str, Made]:
        """As the protocol says."""
        with self._asked("made"):
            found = {name: self.things[name] for name in names if name in self.things}
            return {name: Made(key, self.now - at) for name, (key, at) in found.items()}

    def forget(self, key: str) -> bool:
        """As the protocol says."""
        with self._asked("forget"):
            self.things = {name: each for name, each in self.things.items() if each[0] != key}
            return self.rows.pop(key, None) is not None

    def close(self) -> None:
        """There is nothing to close."""

    def _entry(self, key: str) -> Entry:
        row = self.rows[key]
        since, left = self.now - row.first, row.ends - self.now
        return Entry(key, row.owner, row.call, row.operation, row.state, row.doubtful, since, left, row.answer)

    def _fail(self) -> None:
        if self.down:
            raise JournalUnavailable("The journal can't be reached")

    def _asked(self, name: str) -> _Step:
        return _Step(self, name)


@dataclass
class _Step:
    """One atomic step of the store, with what a test wants to happen around it."""

    store: MemoryStore
    name: str

    def __enter__(self) -> None:
        self.store.asked.append(self.name)
        self.store.before.pop(self.name, lambda: None)()
        self.store._fail()
        self.store.lock.acquire()

    def __exit__(self, *_: object) -> None:
        self.store.lock.release()
        self.store.after.pop(self.name, lambda: None)()


@dataclass
class MemoryJournal:
    """What a client takes for a journal, over a `MemoryStore`."""

    lease: float = 10.0
    wait: float = 30.0
    retention: float = 604_800.0
    keep_secrets: bool = False
    mark: bool = True
    store: MemoryStore = field(default_factory=MemoryStore)

    def _store(self) -> MemoryStore:
        return self.store

    def with_changes(self, **changes: Any) -> MemoryJournal:
        """Another way to use the same store."""
        kept = {"lease": self.lease, "wait": self.wait, "keep_secrets": self.keep_secrets, "mark": self.mark}
        return MemoryJournal(**{**kept, "store": self.store, **changes})

    def row(self, key: str = "job-17") -> Row:
        """What is held under a key."""
        return self.store.rows[key]

    def died(self, key: str = "job-17") -> None:
        """Whoever claimed a key is gone: its lease is over, and nothing tells what came of it."""
        row = self.row(key)
        row.state, row.owner, row.answer = "started", "who is gone", None
        self.store.now = max(self.store.now, row.ends) + 1
