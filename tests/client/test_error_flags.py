"""Each error says whether to send again and whether to look first, and the client itself acts by the same words."""

import re

import pytest
from toolzz_cal import Mismatch, errors
from toolzz_cal._outcome import leaves_open

from tests.support.client import ROOT, Api, Reply, Upstream, done
from tests.support.failing import READS, WRITES, failed
from tests.support.tables import every

CLASSES = [kind for name in errors.__all__ if not issubclass(kind := getattr(errors, name), Warning)]
PAGE = (ROOT / "docs/guide/errors.md").read_text("utf-8")
ROWS = {
    name: (retryable, happened)
    for names, retryable, happened in re.findall(
        r"^\| (`\w+`(?:, `\w+`)*) \|[^|]*\| ([^|]+) \| ([^|]+) \|$", PAGE, re.M
    )
    for name in re.findall(r"\w+", names)
}
STATUSES = range(300, 600)
ODD = (Mismatch("data.id", "x", "integer"),)


def test_the_guide_has_each_class_once():
    """The table is of all classes and of nothing else."""
    listed = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE, re.M)))
    assert sorted(listed) == sorted(kind.__name__ for kind in CLASSES)
    assert sorted(ROWS) == sorted(listed)


@every("kind", CLASSES, ids=lambda each: each.__name__)
def test_the_guide_says_what_the_flags_say(kind):
    """A plain yes or no holds for every error of the class; numbers are the statuses for which it is yes."""
    retryable, happened = ROWS[kind.__name__]
    if not re.search(r"\d|without|with", retryable + happened):
        for status in (None, *(each for each in STATUSES if errors.status_error(each) is kind)):
            error = kind("x", status_code=status)
            assert (error.is_retryable, error.may_have_happened) == (retryable == "yes", happened == "yes")


@every("status", STATUSES)
def test_the_guide_says_which_statuses(status):
    """By its class, each status is one that the table lists for it or it is not retryable."""
    kind = errors.status_error(status)
    cell = ROWS[kind.__name__][0]
    listed = str(status) in re.findall(r"\d+", cell)
    assert kind("x", status_code=status).is_retryable == (listed or cell == "yes")
    behind = errors.ActionFailed("x", upstream_status=status)
    assert behind.is_retryable == (str(status) in re.findall(r"\d+", ROWS["ActionFailed"][0]))


def test_the_guide_says_when_an_answer_was_read():
    """One that differs was answered with success; one that can't be read was a read's."""
    assert ROWS["DecodeError"] == ("without `mismatches`", "with `mismatches`")
    plain, differs = errors.DecodeError("x"), errors.DecodeError("x", mismatches=ODD)
    assert (plain.is_retryable, plain.may_have_happened) == (True, False)
    assert (differs.is_retryable, differs.may_have_happened) == (False, True)


def every_error():
    """Errors of each class, with each status and attribute that decides."""
    for kind in CLASSES:
        yield from (kind("x", status_code=status) for status in (None, *STATUSES))
    yield from (errors.ActionFailed("x", upstream_status=status) for status in STATUSES)
    yield from (kind("x", mismatches=ODD) for kind in (errors.DecodeError, errors.AnswerTooLarge))
    yield errors.OutcomeUnknown("x", absent=True)


def test_never_both():
    """What may have happened is nothing to send again."""
    found = [(error.is_retryable, error.may_have_happened) for error in every_error()]
    assert {(True, False), (False, True), (False, False)} == set(found)


@every("each", READS, ids=str)
@every("status", [*range(400, 430), 451, 460, 498, 499, *range(500, 530), 599])
def test_a_read_is_repeated_just_if_it_says_so(status, each, kind):
    """The client itself goes by the flag."""
    upstream = Upstream(Reply(status, {"message": "no"}))
    error = failed(Api(kind, upstream, retries=1), each)
    assert upstream.count == 1 + error.is_retryable
    assert not error.may_have_happened


@every("each", WRITES, ids=str)
@every("status", [*range(300, 309), *range(400, 430), 451, 460, 498, 499, *range(500, 530), 599])
def test_a_write_says_what_its_status_leaves_open(status, each, kind):
    """What may have happened is not retryable; what is retryable was repeated."""
    upstream = Upstream(Reply(status, {"message": "no"}))
    error = failed(Api(kind, upstream, retries=1), each)
    assert error.may_have_happened == leaves_open(status)
    assert error.is_retryable == (status == 429)
    assert upstream.count == 1 + error.is_retryable


def test_what_is_behind_the_gateway_counts(kind):
    """Its status decides, whatever the gateway's own is."""
    for status in (429, 503, 409):
        body = {"data": {}, "error": f"{status} Server Error: no", "successful": False}
        upstream = Upstream(Reply(200, body), done())
        if status == 409:
            with pytest.raises(errors.ActionFailed) as caught:
                Api(kind, upstream).get()
            assert not caught.value.is_retryable
        else:
            Api(kind, upstream).get()
            assert upstream.count == 2
