"""What `make bench-faults` counts: zeros for this client, and a naive one is caught by the same counters."""

from dataclasses import replace

import pytest
from toolzz_cal_mock.seed import ATTENDEE

from tests.support.tables import every
from workshop.benchmarks import booking, callers, faults, faulty
from workshop.benchmarks.creating import CREATIONS
from workshop.benchmarks.faulty import Count, FaultyMock, Ledger, Sum, Told, judge
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers.environments import Peer

RUNS, SEED = 60, 11
LOOKED_FOR = ("bookings", *(each.what for each in CREATIONS if each.looks))
DOUBLED = {"schedules", "options"}  # of which Cal.com makes another as often as it is asked
ANA = "ana.prado.1@example.com"


@pytest.fixture(autouse=True)
def _quiet():
    with booking.quiet():
        yield


@pytest.mark.parametrize("reconcile", [False, True])
def test_ours_makes_nothing_twice_and_misreports_nothing(reconcile):
    """By both routes, sync and async, every fault among them; where it can look, nothing stays unknown."""
    ledger = Ledger()
    count = faults.ours(RUNS, SEED, reconcile=reconcile, ledger=ledger)
    assert {goal: getattr(count.total, goal) for goal in faults.GOALS} == dict.fromkeys(faults.GOALS, 0)
    assert (count.runs, all(count.befell.values())) == (RUNS, True)
    assert {what: sums.asked for what, sums in count.of.items()} == dict.fromkeys(count.of, RUNS)
    for what, sums in count.of.items():
        looked = reconcile and what in LOOKED_FOR
        assert (sums.unknown > 0, sums.found > 0) == (not looked, looked), what
    assert ledger.acted == ledger.events > RUNS / 2
    assert ledger.deliveries == ledger.events + ledger.repeated > ledger.events


def test_a_naive_client_is_caught():
    """Repeating what was lost doubles what Cal.com doubles, and calls a failure what it refuses to make again."""
    count = faults.naive(RUNS, SEED)
    assert {what for what, sums in count.of.items() if sums.duplicates} == DOUBLED
    assert {what for what, sums in count.of.items() if sums.false_failures > sums.unanswered} >= set(count.of) - DOUBLED
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


@every("creation", CREATIONS, ids=lambda each: each.what)
def test_each_creation_is_made_and_asked_again_is_what_cal_com_makes_of_it(creation):
    """Without faults it is told by its id; a second one is made, or refused and told so."""
    mock = FaultyMock(0)
    caller = callers.Naive(mock)
    mock.begin(0)
    mock.end()
    arguments = creation.arguments(mock)
    assert creation.made(mock) == []
    told = caller.make(creation, arguments)
    assert (told.what, [told.uid]) == ("done", creation.made(mock))
    again = caller.make(creation, arguments).what
    doubled = creation.what in DOUBLED
    assert (again, len(creation.made(mock))) == (("done", 2) if doubled else ("failed", 1))
    caller.close()


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("route", ["gateway", "direct"])
def test_without_faults_ours_is_told_of_everything(route, is_async):
    """Each creation by its id, by either route; what the methods that look find needs the same arguments."""
    mock = FaultyMock(0)
    caller = callers.Ours(mock, route, is_async=is_async, reconcile=True)
    mock.begin(0)
    mock.end()
    for creation in CREATIONS:
        told = caller.make(creation, creation.arguments(mock))
        assert (told.what, [told.uid]) == ("done", creation.made(mock)), creation.what
    caller.close()


def test_what_stays_unknown_after_looking_misses_a_goal():
    """But not of what nobody can look for."""
    unlooked = next(each.what for each in CREATIONS if not each.looks)
    for what, met in ((unlooked, True), ("bookings", False), ("schedules", False)):
        count = Count()
        count.of[what].unknown = 1
        assert faults.goals_met([faults.Line("ours", Count()), faults.Line("ours, reconcile=True", count)]) == met, what


def test_the_same_seed_gives_the_same_counts():
    """Figures can be had again; another seed gives others."""
    first, second, other = (faults.naive(20, seed) for seed in (1, 1, 2))
    assert first == second != other


def test_a_client_that_repeats_without_looking_is_caught(monkeypatch):
    """Were our own client to repeat writes, its zeros would go."""
    from toolzz_cal import _calls

    monkeypatch.setattr(_calls, "ConnectionFailed", Exception)
    count = faults.ours(RUNS, SEED, reconcile=False)
    assert {what for what, sums in count.of.items() if sums.duplicates} == DOUBLED
    assert count.total.false_failures > 0


def test_a_search_that_takes_anything_is_caught(monkeypatch):
    """Were it to answer with a booking that is not the one, this would be counted."""
    from toolzz_cal import _search

    monkeypatch.setattr(_search.Listing, "_is_alike", lambda *_: True)
    monkeypatch.setattr(_search.Listing, "_call", _unfiltered)
    count = faults.ours(RUNS, SEED, reconcile=True)
    assert count.of["bookings"].false_successes + count.of["bookings"].unknown > 0


def _unfiltered(search, pages):
    return search._engine.call(search.how.list, {}, pages.extra() if pages else {}, None)


@every(
    ("booked", "read", "cancelled", "expected"),
    [
        (Told("done", "{uid}"), Told("done", "{uid}"), None, {"made": 1}),
        (Told("done"), None, None, {"made": 1}),
        (Told("done", "other"), None, None, {"false_successes": 1, "lost": 1}),
        (Told("done", "{uid}"), Told("done", "other"), None, {"made": 1, "false_successes": 1}),
        (Told("done", "{uid}"), None, Told("done"), {"made": 1, "false_successes": 1}),
        (Told("done", "{uid}"), None, Told("failed"), {"made": 1}),
        (Told("done", "{uid}"), None, Told("unknown"), {"made": 1, "cancellations_unknown": 1}),
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
    assert count.cancellations_unknown == expected.pop("cancellations_unknown", 0)
    assert count.total == Sum(asked=1, **expected)


@every(
    ("rows", "told", "expected"),
    [
        (1, Told("done", "{id}"), {"made": 1}),
        (2, Told("done", "{id}"), {"made": 1, "duplicates": 1}),
        (0, Told("done", "764764"), {"false_successes": 1, "lost": 1}),
        (1, Told("done"), {"made": 1}),
        (0, Told("done"), {"false_successes": 1, "lost": 1}),
        (1, Told("failed"), {"false_failures": 1}),
        (1, Told("failed", unanswered=True), {"false_failures": 1, "unanswered": 1}),
        (0, Told("failed"), {}),
        (1, Told("unknown"), {"unknown": 1}),
    ],
)
def test_what_is_told_of_other_things_is_held_against_the_rows(rows, told, expected):
    """Each way in which a client can be wrong about what it was to make once."""
    mock = FaultyMock(0)
    schedules = next(each for each in CREATIONS if each.what == "schedules")
    made = [mock.seed.schedule(name=schedules.value) for _ in range(rows)]
    named = replace(told, uid=told.uid and told.uid.format(id=made[0]["id"] if made else ""))
    count = Count()
    faulty.judge_made(mock, schedules, named, count)
    assert count.of == {"schedules": Sum(asked=1, **expected)}


def test_a_cancellation_that_happened_after_all_is_counted():
    """Told as failed, and gone."""
    mock = FaultyMock(0)
    row = mock.seed.booking(attendee={**ATTENDEE, "email": ANA})
    row["status"] = "cancelled"
    count = Count()
    judge(mock, ANA, Told("done", row["uid"]), None, Told("failed", unanswered=True), count)
    assert count.total == Sum(asked=1, made=1, false_failures=1, unanswered=1)


def test_without_the_official_client_the_line_says_why(monkeypatch):
    """What keeps it from being installed is told, in place of figures."""
    unable = NotMeasured("pip can't install composio-client")
    monkeypatch.setattr(Peer, "python", lambda _: (_ for _ in ()).throw(unable))
    with pytest.raises(NotMeasured, match="pip can't install composio-client"):
        faults.official(1, SEED)
    line = faults.Line("official", None, "it rains")
    assert "official: not measured, because it rains" in faults.plain([line])
    counted = Count(runs=5)
    counted.of["schedules"].made = 1
    page = faults.markdown([faults.Line("ours", counted), line], Ledger(), SEED)
    assert "| official | not measured, because it rains |" in page
    overall, by_kind = page.split("## By what was made")
    for text, head in ((overall, faults.HEAD), (by_kind, faults.EACH)):
        assert all(row.count("|") == len(head) + 1 for row in text.splitlines() if row.startswith("|"))
    assert "| ours | schedules | 1 |" in by_kind


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
