"""Finds out which variant of a union became which."""

from __future__ import annotations

from typing import Any

from generator.diff.forms import Form, Schema, text

Pairs = list[tuple[Form, Form]]
MAX_TRIED = 60


def pair(old: tuple[Form, ...], new: tuple[Form, ...]) -> tuple[Pairs, list[Form], list[Form]]:
    """Pairs variants by their names, then by their likeness; and those that are gone, and those that are new."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], [], []
    pairs: Pairs = []
    gone, come = list(old), list(new)
    for one in old:
        same = next((two for two in come if one.name and two.name == one.name), None)
        if same is not None:
            pairs.append((one, same))
            gone.remove(one)
            come.remove(same)
    scored = [
        (_distance(one, two), i, j) for i, one in enumerate(gone[:MAX_TRIED]) for j, two in enumerate(come[:MAX_TRIED])
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for distance, i, j in sorted(scored):
        if distance < 1 and i not in taken_old and j not in taken_new:
            pairs.append((gone[i], come[j]))
            taken_old.add(i)
            taken_new.add(j)
    return (
        pairs,
        [each for i, each in enumerate(gone) if i not in taken_old],
        [each for j, each in enumerate(come) if j not in taken_new],
    )


def _distance(one: Form, two: Form) -> float:
    """0 for variants that look alike, 1 for those with nothing in common."""
    marks, others = _marks(one), _marks(two)
    if any(marks[key] != others[key] for key in marks.keys() & others.keys()):
        return 1.0
    if one.type != "object":
        same = (
            (one.values == two.values) + (one.limits == two.limits) + (text(list(one.items)) == text(list(two.items)))
        )
        return 1 - same / 3 if same else 1.0
    every = one.properties.keys() | two.properties.keys()
    shared = one.properties.keys() & two.properties.keys()
    return 1 - len(shared) / len(every) if every else 0.0


def _marks(form: Form) -> dict[str, str]:
    """The properties that can have one value only: they tell variants apart."""
    return {key: mark for key, schema in form.properties.items() if (mark := _only(schema)) is not None}


def _only(schema: Schema) -> str | None:
    for node in schema:
        values: Any = [node["const"]] if isinstance(node, dict) and "const" in node else None
        if values is None and isinstance(node, dict):
            values = node.get("enum")
        if values and len(values) == 1:
            return text(values[0])
    return None
