"""What imports what: never in a circle, imports inside functions included."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

PACKAGES = ("toolzz_cal", "toolzz_cal_cli", "toolzz_cal_mcp", "toolzz_cal_mock", "generator", "workshop")
# Packages that only hand on what their modules have: a module may stand below the one that gathers it.
GATHERING = {"toolzz_cal", "toolzz_cal.models", "toolzz_cal.resources", "toolzz_cal_mock"}


def imports(*packages: str) -> dict[str, set[str]]:
    """What each module of the packages imports of them, but for what only type checkers see."""
    graph = grimp.build_graph(*packages, exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of a circle, each importing the next; none if there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))
    return []


@pytest.fixture(scope="module")
def graph():
    """All of the project's modules."""
    return imports(*PACKAGES)


def test_nothing_imports_in_a_circle(graph):
    """Whoever reads a module can read what it stands on first."""
    below = {module: imported - GATHERING for module, imported in graph.items() if module not in GATHERING}
    assert circle(below) == []


def test_all_modules_are_looked_at(graph):
    """The rule above is about everything that is there."""
    assert len(graph) > 400
    assert "toolzz_cal._reconcile" in graph["toolzz_cal._resource"], "an import inside a function"


def test_a_circle_would_be_found(graph):
    """By its modules' names."""
    broken = {**graph, "toolzz_cal.errors": {"toolzz_cal._calls"}}
    assert "toolzz_cal._calls" in circle({name: imported - GATHERING for name, imported in broken.items()})
