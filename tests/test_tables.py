"""What `tests.support.tables` does with a table: every case is tried, none is lost, and failures have their names."""

import pytest

from tests.support.tables import Failures, every


def run(test, **fixtures):
    with pytest.raises(AssertionError) as caught:
        test(**fixtures)
    return caught.value


def test_every_case_is_tried_and_those_that_fail_are_told():
    seen = []

    @every(("number", "word"), [(1, "one"), pytest.param(2, "deux", id="second"), (3, "three"), (4, "drei")])
    def test(number, word, known):
        seen.append(number)
        assert word in known, f"{word} is not known"

    told = str(run(test, known={"one", "three"}))
    assert seen == [1, 2, 3, 4]
    assert told.startswith("2 cases fail")
    assert "[second] " in told
    assert "deux is not known" in told
    assert "[4-drei] " in told
    assert "drei is not known" in told
    test(known={"one", "deux", "three", "drei"})


def test_a_single_failure_is_as_it_came():
    @every("number", range(9), ids=lambda number: f"n{number}")
    def test(number):
        assert number != 5, "five"

    failure = run(test)
    assert str(failure).startswith("five")
    assert failure.__notes__ == ["in the case n5"]


def test_other_failures_count_too():
    """An error, and something that was to be raised."""

    @every("step", [lambda: None, lambda: 1 / 0, lambda: int("3")], ids=["none", "zero", "text"])
    def test(step):
        with pytest.raises(ZeroDivisionError):
            step()

    told = str(run(test))
    assert "[none] " in told
    assert "[text] " in told
    assert "[zero] " not in told


def test_tables_in_tables():
    seen = []

    @every("one", "ab")
    @every("other", lambda: "xy")
    def test(one, other, also):
        seen.append(f"{one}{other}{also}")

    test(also="!")
    assert seen == ["ax!", "ay!", "bx!", "by!"]


def test_an_empty_table_is_no_success():
    @every("number", [])
    def test(number):
        pass

    assert "no case for number" in str(run(test))


@every("a", [1, 2])
def test_fixtures_are_given(a, tmp_path):
    assert tmp_path.is_dir()
    assert a in (1, 2)


def test_failures_by_hand():
    failures = Failures()
    for case in "ab":
        with failures.of(case):
            pytest.fail(f"not {case}")
    with pytest.raises(AssertionError, match=r"2 cases fail"):
        failures.tell()
    Failures().tell()
