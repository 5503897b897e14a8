"""Finds what refers to itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def reachable(graph: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """The names that a name leads to, in one step or more; itself only if it is in a circle."""
    found: set[str] = set()
    stack = list(graph.get(start, ()))
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack.extend(graph.get(name, ()))
    return found


def circles(graph: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """For each name in a circle the names that it shares one with, itself included."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        pass
    else:
        return {}
    leads_to = {name: reachable(graph, name) for name in graph}
    return {
        name: frozenset(each for each in ahead if name in leads_to.get(each, ()))
        for name, ahead in leads_to.items()
        if name in ahead
    }
