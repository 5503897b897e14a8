"""A table of cases in one test: every case is tried, and each one that fails is told by its name."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest

Ids = Callable[[Any], object] | Sequence[object] | None
# `pytest.raises` and `pytest.fail` speak with what is no Exception.
FAILURES = (Exception, pytest.fail.Exception)


class Failures:
    """What went wrong, case by case."""

    def __init__(self) -> None:
        self.found: list[tuple[str, BaseException]] = []

    @contextmanager
    def of(self, case: object) -> Iterator[None]:
        """Keeps a failure of what is done inside, so that the next case is tried."""
        try:
            yield
        except FAILURES as failure:
            self.found.append((str(case), failure))

    def tell(self) -> None:
        """Fails if a case has: one failure as it came, several each with its name, its line and what it says."""
        if not self.found:
            return
        case, first = self.found[0]
        if len(self.found) == 1:
            first.add_note(f"in the case {case}")
            raise first
        told = "\n\n".join(f"[{case}] {_told(failure)}" for case, failure in self.found)
        raise AssertionError(f"{len(self.found)} cases fail\n\n{told}") from first


def _told(failure: BaseException) -> str:
    place = traceback.extract_tb(failure.__traceback__)[-1]
    return f"{place.filename}:{place.lineno}: {type(failure).__name__}: {failure}"


def every(
    names: str | Sequence[str], cases: Iterable[Any] | Callable[[], Iterable[Any]], ids: Ids = None
) -> Callable[[Any], Any]:
    """Runs a test with each case, as `pytest.mark.parametrize` does, but as one test with one set of fixtures.

    Args:
        names: The argument that a case gives, or several: separated by commas, or as a tuple.
        cases: Their values, a tuple for several names; or a function that is asked for them once the test runs.
        ids: What a case is called in messages: one for each case, or a function of a value; by default its values.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)

    def decorate(test: Any) -> Any:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failures = Failures()
            for number, case in enumerate(table()):
                values = _values(case, len(wanted))
                with failures.of(_name(case, values, number, ids)):
                    test(**fixtures, **dict(zip(wanted, values, strict=True)))
            failures.tell()

        rest = [one for name, one in inspect.signature(test).parameters.items() if name not in wanted]
        run.__signature__ = inspect.Signature(rest)  # type: ignore[attr-defined] # fixtures alone are for pytest
        return run

    def table() -> Sequence[Any]:
        found = list(cases()) if callable(cases) else kept
        assert found, f"no case for {names}: nothing would be tested"
        return found

    kept = [] if callable(cases) else list(cases)
    return decorate


def _values(case: Any, count: int) -> Sequence[Any]:
    if isinstance(case, _PARAM):
        assert not case.marks, "a case with marks is a test of its own"
        return case.values
    return case if count > 1 else (case,)


def _name(case: Any, values: Sequence[Any], number: int, ids: Ids) -> str:
    if isinstance(case, _PARAM) and case.id:
        return str(case.id)
    if ids is None:
        return "-".join(_short(value, number) for value in values)
    return "-".join(str(ids(value)) for value in values) if callable(ids) else str(list(ids)[number])


def _short(value: Any, number: int) -> str:
    said = value if isinstance(value, str) else getattr(value, "__name__", None) or repr(value)
    return said if len(said) <= 80 else f"{said[:80]}… (case {number})"


_PARAM = type(pytest.param(None))
