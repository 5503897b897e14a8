# Edit this in generator/runtime/_journal_store.py; `make generate` copies it into the client.
"""What the journal needs of a store, whatever engine keeps it. Every method is one atomic step.

All moments are the store's own, so that machines whose clocks differ agree on leases and on what came first.

An entry is kept for the journal's retention, counted from its last change, or from the end of its lease while it is
`started`. After that it counts as none, and so does what it made, whether or not the store has removed them yet. That
holds for `started` and `unknown` ones too: nobody remembers a doubt for longer than the retention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

State = Literal["started", "done", "refused", "unknown"]


class Claim(NamedTuple):
    """What a call says of itself before anything is sent.

    Attributes:
        key: The caller's idempotency key.
        owner: A random name of this call, which alone may settle what it claims. Another call never has the same.
        call: Digest of the operation, its arguments and the account; never the same for another call.
        operation: Name of the operation.
        lease: Seconds for which the owner is believed to be at work.
    """

    key: str
    owner: str
    call: str
    operation: str
    lease: float


class Entry(NamedTuple):
    """What the store holds under a key.

    Attributes:
        key: The idempotency key.
        owner: Who claimed it last.
        call: Digest of the call that it stands for.
        operation: Name of the operation.
        state: `started`: claimed, and perhaps sent; `done`; `refused`: nothing happened; `unknown`: sent, and nothing
            tells what came of it.
        doubtful: Whether something was perhaps sent under this key before the present claim, of which nobody knows
            what came.
        since: Seconds since the key was claimed first. A claim after a refusal without doubt counts as the first.
        lease_left: Seconds that the owner of a `started` one is still believed to be at work; 0 or less once they are
            over.
        answer: What `settle` was given. None if it was given nothing, and where `dropped` says so.
        dropped: Bytes of an answer that was too large to be kept, which then is not there; 0 if it was kept. The state
            holds all the same: a `done` one is done, and nobody can say any more what was answered.
    """

    key: str
    owner: str
    call: str
    operation: str
    state: State
    doubtful: bool
    since: float
    lease_left: float
    answer: bytes | None
    dropped: int = 0


class Outcome(NamedTuple):
    """How a call ended.

    Attributes:
        state: `done`, `refused` or `unknown`.
        doubtful: Whether something that was sent under the key may still have happened, apart from what `state` tells.
        answer: What a later call with this key needs: the answer, or the refusal. Stores compress it, and drop what
            then has more than 1 MiB, see `Entry.dropped`.
        made: Names of what was made, for `made`. They hold no line break.
        found: Whether `made` was found by a look, where another call may look at the same moment. It then is this
            call's only if no other key has made it: `settle` decides.
    """

    state: State
    doubtful: bool = False
    answer: bytes | None = None
    made: Sequence[str] = ()
    found: bool = False


class Made(NamedTuple):
    """Which call made a thing.

    Attributes:
        key: Its idempotency key.
        ago: Seconds since that call was settled.
    """

    key: str
    ago: float


class Store(Protocol):
    """Where a journal keeps its entries. Safe to use from several threads, processes and, if it is a server, machines.

    Every method raises `JournalUnavailable` while the store can't be reached, and `ConfigurationError` for one that can
    never be used as it is: no journal, one of another version, or one that may not be written.
    """

    def salt(self) -> str:
        """What digests of this store begin with, made with the store; so that what is hashed can't be guessed."""
        ...

    def claim(self, claim: Claim) -> Entry:
        """Claims a key unless that is not the caller's to claim; durable when it returns.

        - No entry, or one past its retention: a new entry, `started`, owned by the claim.
        - An entry of another `call`, a `done` one, or a `started` one with lease left: unchanged.
        - A `started` one that the same owner has claimed, as when an answer of the store was lost: its lease begins
          anew, and it is as doubtful as it was.
        - Another `started` one whose lease is over, or an `unknown` one: owned by the claim, `started`, `doubtful`.
        - A `refused` one: owned by the claim, `started`, as doubtful as it was; `since` begins anew if it was not.

        Returns:
            The entry as it then is. It is the caller's if its `owner` is the claim's.
        """
        ...

    def renew(self, key: str, owner: str, lease: float) -> bool:
        """Has the lease end so many seconds from now; durable when it returns.

        False, and nothing is changed, if the entry is no longer this owner's to work on. A lease that is over is
        renewed if nobody has claimed the entry since.
        """
        ...

    def settle(self, key: str, owner: str, outcome: Outcome) -> bool:
        """Says how a call ended, which ends its lease. The owner may do so again, as when `unknown` becomes `done`.

        False, and nothing is changed, if the entry is not this owner's, whether its lease is over or not; and, for what
        was `found`, if another key has made one of these things.
        """
        ...

    def find(self, key: str) -> Entry | None:
        """The entry under a key."""
        ...

    def entries(self, prefix: str) -> Iterator[Entry]:
        """All entries whose key begins so, in the order of their keys."""
        ...

    def made(self, names: Sequence[str]) -> Mapping[str, Made]:
        """Which of these things calls with a key have made; those that none has are left out.

        A thing that calls with several keys were answered with is the last one's.
        """
        ...

    def forget(self, key: str) -> bool:
        """Removes an entry, and what it made, so that the next call with its key is the first. False without one."""
        ...

    def close(self) -> None:
        """Closes the connections of this process. Whoever uses the store afterwards opens new ones."""
        ...
