"""The page of contradictions and known gaps, from the tables of `spec/README.md` and what operations say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolzz_cal.operations import STATES

from workshop.site.reference import MADE, Source
from workshop.site.writing import stacked, table, text

README = Path(__file__).resolve().parents[2] / "spec" / "README.md"
HEADING = "## Contradictions between the documents and how they are served"


def page(found: Source) -> str:
    """The page."""
    return "\n".join(
        (
            "# Contradictions and known gaps\n",
            f"{MADE} Where the documents disagree, both sides are served as far as that is possible.\n",
            "## Between the documents\n",
            stacked_tables(contradictions()),
            "## Actions that do not work like others\n",
            table(("method", "state", "why"), _states(found)),
            "## Fields that Cal.com requires and the documents do not\n",
            "They are optional arguments; without one that the documents lack altogether nothing is sent.\n",
            table(("method", "fields"), _needs(found)),
            "## Remarks\n",
            table(("method", "what a reader who picks a route should know"), _notes(found)),
        )
    )


def contradictions() -> str:
    """The section of `spec/README.md` with the tables. Raises a `ValueError` when it has gone."""
    found = re.search(rf"^{HEADING}\n\n(.*?)(?=^## |\Z)", README.read_text("utf-8"), re.S | re.M)
    if found is None:
        raise ValueError(f"{README} has no section {HEADING!r}: name the section here as it is called there")
    return found[1]


def stacked_tables(page: str) -> str:
    """A text whose tables stand below each other's cells on a phone."""
    return re.sub(r"(?:^\|.*\n)+", lambda found: stacked(found[0]), page, flags=re.M)


def _states(found: Source) -> Iterator[tuple[str, str, str]]:
    for each in found.shape.operations:
        bindings = (each.direct, *each.direct.others) if each.direct is not None else ()
        for state in (binding.state for binding in bindings if binding.state):
            yield _linked(each.name), state, STATES[state]


def _needs(found: Source) -> Iterator[tuple[str, str]]:
    for each in found.shape.operations:
        if each.direct is not None and each.direct.needs:
            yield _linked(each.name), ", ".join(f"`{name}`" for name in each.direct.needs)


def _notes(found: Source) -> Iterator[tuple[str, str]]:
    for each in found.shape.operations:
        if note := found.facts(each).get("note"):
            yield _linked(each.name), text(note)


def _linked(name: str) -> str:
    resource, _, method = name.rpartition(".")
    return f"[`{name}`](reference/{resource.replace('.', '-')}.md#{method})"
