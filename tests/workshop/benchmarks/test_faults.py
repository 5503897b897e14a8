"""What `make bench-faults` counts: zeros for this client, and a naive one is caught by the same counters."""

import pytest
from toolzz_cal_mock.seed import ATTENDEE

from workshop.benchmarks import booking, callers, faults, faulty
from workshop.benchmarks.faulty import Count, FaultyMock, Ledger, Told, judge
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers.environments import Peer

RUNS, SEED = 200, 11
ANA = "ana.prado.1@example.com"


@pytest.fixture(autouse=True)
def _quiet():
    with booking.quiet():
        yield


@pytest.mark.parametrize("reconcile", [False, True])
def test_ours_books_nothing_twice_and_misreports_nothing(reconcile):
    """By both routes, sync and async, every fault among them; after looking nothing stays unknown."""
    ledger = Ledger()
    count = faults.ours(RUNS, SEED, reconcile=reconcile, ledger=ledger)
    assert {goal: getattr(count, goal) for goal in faults.GOALS} == dict.fromkeys(faults.GOALS, 0)
    assert (count.runs, all(count.befell.values())) == (RUNS, True)
    assert (count.unknown > 0, count.found > 0) == (not reconcile, reconcile)
    assert ledger.acted == ledger.events > 100
    assert ledger.deliveries == ledger.events + ledger.repeated > ledger.events


def test_a_naive_client_is_caught():
    """Repeating what was lost books twice, and calls a failure what happened."""
    count = faults.naive(RUNS, SEED)
    assert count.duplicates > 0
    assert count.false_failures > count.unanswered
    assert not faults.goals_met([faults.Line("ours", count), faults.Line("ours, reconcile=True", count)])


def test_every_time_of_the_journey_is_free():
    """What is not booked is the faults' doing."""
    mock = FaultyMock(0)
    caller = callers.Ours(mock, "direct", is_async=False, reconcile=False)
    for kind in mock.kinds:
        for start in booking.SLOTS:
            mock.begin(0)
            mock.end()
            assert caller.book({"start": start, "eventTypeId": kind, "attendee": ATTENDEE}).what == "done", start
    caller.close()


def test_the_same_seed_gives_the_same_counts():
    """Figures can be had again; another seed gives others."""
    first, second, other = (faults.naive(60, seed) for seed in (1, 1, 2))
    assert first == second != other


def test_a_client_that_repeats_without_looking_is_caught(monkeypatch):
    """Were our own client to repeat writes, its zeros would go."""
    from toolzz_cal import _calls

    monkeypatch.setattr(_calls, "ConnectionFailed", Exception)
    count = faults.ours(RUNS, SEED, reconcile=False)
    assert count.duplicates > 0
    assert count.false_failures > 0


def test_a_search_that_takes_anything_is_caught(monkeypatch):
    """Were it to answer with a booking that is not the one, this would be counted."""
    from toolzz_cal import _reconcile

    monkeypatch.setattr(_reconcile._Search, "_is_alike", lambda *_: True)
    monkeypatch.setattr(_reconcile._Search, "_call", _unfiltered)
    count = faults.ours(RUNS, SEED, reconcile=True)
    assert count.false_successes + count.unknown > 0


def _unfiltered(search, pages):
    return search._engine.call(search._list, {}, pages.extra() if pages else {}, None)


@pytest.mark.parametrize(
    ("booked", "read", "cancelled", "expected"),
    [
        (Told("done", "{uid}"), Told("done", "{uid}"), None, {"booked": 1}),
        (Told("done", "other"), None, None, {"false_successes": 1, "lost": 1}),
        (Told("done", "{uid}"), Told("done", "other"), None, {"booked": 1, "false_successes": 1}),
        (Told("done", "{uid}"), None, Told("done"), {"booked": 1, "false_successes": 1}),
        (Told("done", "{uid}"), None, Told("failed"), {"booked": 1}),
        (Told("done", "{uid}"), None, Told("unknown"), {"booked": 1, "cancellations_unknown": 1}),
        (Told("failed"), None, None, {"false_failures": 1}),
        (Told("failed", unanswered=True), None, None, {"false_failures": 1, "unanswered": 1}),
        (Told("unknown"), None, None, {"unknown": 1}),
        (Told("absent"), None, None, {"unknown": 1}),
    ],
)
def test_what_is_told_is_held_against_the_rows(booked, read, cancelled, expected):
    """Each way in which a client can be wrong about one booking that stands."""
    mock = FaultyMock(0)
    mock.begin(1)
    mock.end()
    row = mock.seed.booking(attendee={**ATTENDEE, "email": ANA})
    named = [
        told and Told(told.what, told.uid and told.uid.format(uid=row["uid"]), told.unanswered)
        for told in (booked, read, cancelled)
    ]
    count = Count()
    judge(mock, ANA, *named, count)
    assert count == Count(runs=1, **expected)


def test_a_cancellation_that_happened_after_all_is_counted():
    """Told as failed, and gone."""
    mock = FaultyMock(0)
    row = mock.seed.booking(attendee={**ATTENDEE, "email": ANA})
    row["status"] = "cancelled"
    count = Count()
    judge(mock, ANA, Told("done", row["uid"]), None, Told("failed", unanswered=True), count)
    assert (count.false_failures, count.unanswered, count.lost) == (1, 1, 0)


def test_without_the_official_client_the_line_says_why(monkeypatch):
    """What keeps it from being installed is told, in place of figures."""
    unable = NotMeasured("pip can't install composio-client")
    monkeypatch.setattr(Peer, "python", lambda _: (_ for _ in ()).throw(unable))
    with pytest.raises(NotMeasured, match="pip can't install composio-client"):
        faults.official(1, SEED)
    line = faults.Line("official", None, "it rains")
    assert "official: not measured, because it rains" in faults.plain([line])
    page = faults.markdown([faults.Line("ours", Count(runs=5)), line], Ledger(), SEED)
    assert "| official | not measured, because it rains |" in page
    assert all(row.count("|") == len(faults.HEAD) + 1 for row in page.splitlines() if row.startswith("|"))


def test_the_command_counts_from_one(capsys):
    """No runs are no measurement."""
    with pytest.raises(SystemExit):
        faults.main(["--runs", "0"])
    assert "1 or more" in capsys.readouterr().err


def test_every_fault_of_the_list_is_one_of_the_mock():
    """Each text is one that the mock understands, and the late one is handled in front of it."""
    from toolzz_cal_mock.faults import Fault

    mock = FaultyMock(0)
    for name, text in mock._texts.items():
        assert text == faulty.LATE or Fault.parse(text), name
