"""Loads on several servers in turns, and what each of them bore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workshop.benchmarks import loading
from workshop.benchmarks.loading import Load, NotMeasured, Outcome
from workshop.benchmarks.serving import Server

ROUNDS, SECONDS = 5, 3
OWN = "ours"


@dataclass
class Measured:
    """What came of the loads, and of the servers that did not bear them.

    Attributes:
        outcomes: Of each round, by server and title of the load.
        absent: Why a peer has none.
    """

    outcomes: dict[tuple[str, str], list[Outcome]]
    absent: dict[str, str] = field(default_factory=dict)

    def of(self, load: Load) -> dict[str, list[Outcome]]:
        """The servers that bore a load, ours first."""
        return {name: found for (name, title), found in self.outcomes.items() if title == load.title}


def in_rounds(servers: Mapping[str, Server], asked: Sequence[Load]) -> Measured:
    """Loads servers in turns, each load once a round. One that fails is asked no more.

    Args:
        servers: Those that answer, by name; ours is `OWN`.
        asked: What they are asked.

    Raises:
        NotMeasured: Ours failed.
    """
    found = Measured({(name, load.title): [] for name in servers for load in asked})
    for _ in range(ROUNDS):
        for load in asked:
            for name, server in servers.items():
                if name in found.absent:
                    continue
                earlier = found.outcomes[name, load.title]
                try:
                    earlier.append(loaded(server, load, earlier[-1].sent if earlier else 0))
                except NotMeasured as why:
                    if name == OWN:
                        raise
                    found.absent[name] = str(why)
    found.outcomes = {key: each for key, each in found.outcomes.items() if key[0] not in found.absent}
    return found


def loaded(server: Server, load: Load, first: int, **more: int) -> Outcome:
    """What came of a load on a server, and how long it was at work for it. Raises `NotMeasured`.

    Args:
        server: The server.
        load: What it is asked.
        first: The number of the first request.
        **more: How else it is loaded, such as by so many `connections`.
    """
    before = server.busy()
    outcome = loading.run(server.address, load, first=first, seconds=SECONDS, **more)
    after = server.busy()
    return replace(outcome, busy=after - before if before is not None and after is not None else None)
