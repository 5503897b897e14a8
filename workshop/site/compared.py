"""The part of `docs/mock-coverage.md` on real servers: which operations were compared with which, and what differs.

`python -m workshop.site.compared` writes that part alone, without a run of the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.mock import still_mock
from tests.upstream import tolerances
from tests.upstream.replaying import JOURNEYS, Outcome, replay

from .mapping import table

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "mock-coverage.md"
START = "\n## Compared with real servers\n"
# What a step has where the other release answers otherwise; either answer is right.
OTHERWISE = ("or", "or_missing", "or_extra")


@dataclass
class Compared:
    """What was compared of an operation, or of what belongs to none.

    Attributes:
        steps: Recorded steps with which the mock's answers are compared.
        otherwise: Those among them for which the other release is known to answer otherwise.
        differ: Those that differ, by what differs: `status`, `keys`, `types` or `values`.
        as_is: Those that are equal only when the mock serves Cal.com's own faults.
    """

    steps: int = 0
    otherwise: int = 0
    differ: dict[str, list[str]] = field(default_factory=dict)
    as_is: list[str] = field(default_factory=list)

    def add(self, name: str, outcome: Outcome, plain: Outcome) -> None:
        """Counts a step: as it came out, and without Cal.com's own faults."""
        self.steps += 1
        self.otherwise += any(key in outcome.step for key in OTHERWISE)
        for kind in sorted({each.kind for each in outcome.differences}):
            self.differ.setdefault(kind, []).append(name)
        if plain.differences and not outcome.differences:
            self.as_is.append(name)

    @property
    def unequal(self) -> set[str]:
        """The steps that differ."""
        return {name for names in self.differ.values() for name in names}

    @property
    def words(self) -> str:
        """What differs."""
        parts = [f"{kind}: {_listed(names)}" for kind, names in self.differ.items()]
        if self.as_is:
            parts.append(f"equal with `--as-is` only: {_listed(self.as_is)}")
        return "; ".join(parts)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def operation_of(step: dict[str, Any]) -> str:
    """The operation that a step asks for; `webhooks that arrived` and `other requests` belong to none."""
    if "deliveries" in step:
        return "webhooks that arrived"
    return step["operation"] or step.get("as", {}).get("operation") or "other requests"


def compared(files: Iterable[Path] | None = None) -> dict[str, Compared]:
    """Replays every journey, or some; what was compared of each operation."""
    found: dict[str, Compared] = {}
    for file in sorted(JOURNEYS.glob("*.json") if files is None else files):
        for outcome, plain in _both(file):
            if not outcome.undetermined:
                name = f"{file.stem} {outcome.step['step']}"
                found.setdefault(operation_of(outcome.step), Compared()).add(name, outcome, plain)
    return found


def _both(file: Path) -> Iterator[tuple[Outcome, Outcome]]:
    """Each step of a journey, with and without Cal.com's own faults where it met them."""
    plain = outcomes = list(replay(file))
    if file.stem in tolerances.AS_IS:
        plain = list(replay(file, as_is=False))
    yield from zip(outcomes, plain, strict=True)


def servers() -> tuple[str, str]:
    """The release that was recorded, and the one of which it is known where it answers otherwise."""
    recorded, other = set(), set()
    for file in JOURNEYS.glob("*.json"):
        journey = json.loads(file.read_text("utf-8"))
        recorded.add(journey["server"])
        other |= {step["or"]["server"] for step in journey["steps"] if "or" in step}
    (first,), (second,) = recorded, other
    return first, second


def section(found: Mapping[str, Compared]) -> str:
    """The part of the page, with its heading, from what `compared` gives."""
    recorded, other = servers()
    rows = []
    for name in (*sorted(still_mock().specification.operations), "webhooks that arrived", "other requests"):
        each = found.get(name)
        if each is None:
            rows.append((name, "not compared", "", "", ""))
            continue
        otherwise = str(each.otherwise or "")
        rows.append((name, str(each.steps), otherwise, str(each.steps - len(each.unequal)), each.words))
    steps = sum(each.steps for each in found.values())
    equal = steps - sum(len(each.unequal) for each in found.values())
    words = f"""\
Made by `python -m workshop.site.compared` from `tests/upstream`; not edited by hand. {steps} recorded steps, requests
and what a real server of {recorded} answered, are replayed on the mock's Cal.com door. In {equal} of them the mock is
equal in every key, type and value, but for what `tests/upstream/tolerances.py` lists with a reason each.

Otherwise: for how many of the steps it is known that {other} answers otherwise; either counts as equal then. What
differs: the kind, and the journey and step, of which `python -m tests.upstream -v` tells all. The operations of
ToolzzAI and the gateway's door have no recordings.

"""
    heads = ("operation", f"steps of {recorded}", f"otherwise in {other}", "equal", "what differs")
    return f"{START}\n{words}{table(heads, rows)}"


def main() -> None:
    """Writes the part."""
    before, _, _ = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(before + section(compared()), "utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}: what was compared with real servers")


if __name__ == "__main__":
    main()
