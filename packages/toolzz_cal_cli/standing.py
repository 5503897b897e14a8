"""What a journal holds of one batch: where each line stands, and whose batch it is."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from toolzz_cal import journal
from toolzz_cal._journal_store import Claim, Entry, Outcome, Store
from toolzz_cal.errors import ToolzzCalError

from .failures import Exit, Refusal
from .lines import Line

VARIABLE = "TOOLZZ_CAL_JOURNAL"
LEASE = 10.0  # seconds
# A batch is to be repeated without harm for as long as anybody may think of it.
_RETENTION = 10 * 365 * 86_400.0
_LONGEST_NAME, _LONGEST_KEY = 80, 150  # characters; a journal's key has 255
_FINAL = "batch "  # begins the names of those who have the last word on a line
_SECONDS = 60.0  # for which a claim without a call holds, if whoever makes it dies

DONE, FAILED, UNKNOWN, IN_PROGRESS, WAITING = "done", "failed", "unknown", "in_progress", "waiting"
_STATES = {"done": DONE, "refused": FAILED, "unknown": UNKNOWN, "started": IN_PROGRESS}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch is kept, and under what name.

    Attributes:
        address: Of the journal.
        name: Of the batch in it.
    """

    address: str
    name: str

    def open(self, *, lease: float = LEASE, wait: float = 0.0, keep_secrets: bool = False) -> journal.Journal:
        """The journal. Raises a `ConfigurationError` for an address that can't be one."""
        return journal.open(
            self.address, lease=lease, wait=wait, retention=_RETENTION, keep_secrets=keep_secrets, mark=True
        )

    @property
    def file(self) -> Path | None:
        """The file, if it is one."""
        path = self.address.removeprefix("sqlite:///")
        return Path(path) if path != self.address else None

    @property
    def is_redis(self) -> bool:
        """Whether a Redis keeps it."""
        return self.address.startswith("redis")


def place(file: str, given: str | None, name: str | None) -> Place:
    """The place of a batch: an address, or the path of a file; by default it stands beside the file with the lines."""
    where = given if given is not None else f"{file}.journal"
    address = where if "://" in where else f"sqlite:///{Path(where).absolute().as_posix()}"
    return Place(address, _fitting(name or Path(file).name, _LONGEST_NAME))


def _fitting(text: str, longest: int) -> str:
    """A text as a part of a key; what is too long, or can't be printed, by its hash."""
    if len(text) <= longest and text.isprintable():
        return text
    return f"sha256 {hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


class Standing:
    """One batch in a store.

    Args:
        store: What keeps the journal.
        name: Of the batch.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name

    def key(self, line: Line) -> str:
        """The idempotency key of a line."""
        return f"batch {self._name}: {_fitting(line.key, _LONGEST_KEY)}"

    def target(self, told: Sequence[str]) -> str:
        """Whose account a batch is of, as a salted hash of what is told, credentials included."""
        return hashlib.sha256("\0".join((self._store.salt(), *told)).encode("utf-8", "surrogatepass")).hexdigest()

    def claim(self, target: str) -> None:
        """Says whose batch it is. Raises a `Refusal` if it is another's."""
        key, owner = f"batch {self._name}", uuid4().hex
        entry = self._store.claim(Claim(key, owner, target, "batch", _SECONDS))
        if entry.call != target:
            what = f"the journal holds the batch {self._name!r} of another account, route or address"
            raise Refusal(f"{what}; name another with --journal or --name. Nothing was sent", Exit.SETUP)
        if entry.owner == owner:
            self._store.settle(key, owner, Outcome("done"))

    def entries(self) -> dict[str, Entry]:
        """What is there of each line, by its key, without the answers."""
        return {each.key: each._replace(answer=None) for each in self._store.entries(f"batch {self._name}: ")}

    def find(self, key: str) -> Entry | None:
        """What is there of a line."""
        return self._store.find(key)

    def forget(self, key: str) -> None:
        """Has a line be as new."""
        self._store.forget(key)

    def carry(self, key: str, call: str, operation: str, answer: bytes | None) -> Entry:
        """Notes that a line was done before this journal was there."""
        owner = uuid4().hex
        entry = self._store.claim(Claim(key, owner, call, operation, _SECONDS))
        if entry.owner == owner:
            self._store.settle(key, owner, Outcome("done", answer=answer))
            entry = entry._replace(state="done")
        return entry

    def end(self, key: str, call: str, operation: str, error: ToolzzCalError) -> None:
        """Has the last word on a line that failed, unless somebody else is at work on it or has done it."""
        owner = f"{_FINAL}{uuid4().hex}"
        entry = self._store.claim(Claim(key, owner, call, operation, _SECONDS))
        if entry.owner == owner:
            is_open = error.may_have_happened or entry.doubtful
            told = json.dumps(error.to_dict()).encode()
            self._store.settle(key, owner, Outcome("unknown" if is_open else "refused", entry.doubtful, told))


def is_final(entry: Entry) -> bool:
    """Whether nobody is at work on a line. One whose outcome is unknown is being looked for until somebody says so."""
    return entry.state in ("done", "refused") or (entry.state == "unknown" and entry.owner.startswith(_FINAL))


def state(entry: Entry | None) -> str:
    """Where a line stands, in a word."""
    if entry is None:
        return WAITING
    if entry.state == "started" and entry.lease_left <= 0:
        return UNKNOWN  # whoever was at work on it is gone
    return _STATES[entry.state]


def counted(keys: Iterable[str], entries: Mapping[str, Entry]) -> dict[str, int]:
    """How many lines there are, altogether and in each state."""
    count = Counter(state(entries.get(key)) for key in keys)
    states = {each: count[each] for each in (DONE, FAILED, UNKNOWN, IN_PROGRESS, WAITING)}
    return {"lines": count.total(), **states}


def in_words(count: Mapping[str, int], *, waiting: str = WAITING) -> str:
    """Such counts for a person; `waiting` is what lines are called that nobody has begun."""
    names = {IN_PROGRESS: "in progress", WAITING: waiting}
    told = [f"{number} {names.get(name, name)}" for name, number in count.items() if number and name != "lines"]
    return f"{count['lines']} lines: {', '.join(told)}"


def is_begun(where: Place) -> bool:
    """Whether there may be a journal: looking into a file that is not there would make it."""
    return where.file is None or os.path.lexists(where.file)
