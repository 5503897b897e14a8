"""What `make bench-queue` counts: each way of being wrong about a job, and whoever is wrong is caught."""

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count as count_from

import httpx
import pytest
from toolzz_cal import Client, OutcomeUnknown, RetryPolicy, journal
from toolzz_cal_mock.transport import MockTransport

from tests.support.servers import redis_server
from tests.support.tables import every
from workshop.benchmarks import booking, queue_costs, queue_servers, queueing
from workshop.benchmarks.faulty import NOW
from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.queue_counts import GOALS, Count, Told, given_up_once_sent, judge, things
from workshop.benchmarks.queue_filling import FIRST, fill
from workshop.benchmarks.queue_jobs import BOOKINGS, KINDS, Job, Offer, jobs
from workshop.benchmarks.queue_settings import NOTES, Setting
from workshop.benchmarks.queue_upstream import CREDENTIALS, JOB, Standing, Upstream
from workshop.benchmarks.queue_ways import LEASE, TRIES, WAIT, Keyed, ListFirst, Marked, Stubborn
from workshop.benchmarks.queue_workers import Diary, Run
from workshop.benchmarks.report import Row

COUNT, SEED = 60, 5
SCHEDULE = Job(7, False, "schedules", {"name": "job-7", "time_zone": "America/Sao_Paulo", "is_default": False})
OTHERWISE = replace(SCHEDULE, otherwise=True, arguments={**SCHEDULE.arguments, "time_zone": "Europe/Lisbon"})
ROW = {"name": "job-7", "timeZone": "America/Sao_Paulo"}
NOTHING = {"bookings": [], "schedules": [], "webhooks": []}


@pytest.fixture(scope="module")
def upstream():
    return Upstream(SEED, now=NOW)  # nobody waits while its clock stands


@contextmanager
def client_of(upstream):
    transport = MockTransport(upstream)
    with httpx.Client(transport=transport, timeout=1.0, trust_env=False) as http, booking.quiet():
        yield Client(base_url="https://mock.example", http_client=http, retries=RetryPolicy(base=0), **CREDENTIALS)


def offers(upstream):
    """A time of its own for each booking, half of them of the others who have the same host."""
    first = NOW.replace(hour=14) + timedelta(days=14)  # after the bookings that the mock begins with
    days = (first + timedelta(days=each) for each in range(80))
    times = [(day + timedelta(minutes=each)).isoformat() for day in days if day.weekday() < 5 for each in (0, 30, 60)]
    return {kind: Offer(upstream.offered[kind], times[place::3]) for place, kind in enumerate(BOOKINGS)}


def worked_off(upstream, way_of, *, deliveries=1):
    """What comes of jobs that are delivered so often, and tried again as their way has it."""
    upstream.begin(1)
    asked, told = jobs(COUNT, SEED, offers(upstream)), {}
    with client_of(upstream) as client:
        way = way_of(client)
        for job in asked:
            for _ in range(deliveries):
                told[job.number, job.otherwise] = last_word(way, job)
    upstream.end()
    return judge(asked, told, things(upstream.told()["rows"]))


def last_word(way, job):
    tries = 1
    while True:
        try:
            return way.make(job)
        except Exception as problem:  # noqa: BLE001 - as a queue does
            if way.pause(problem, tries) is None:
                return way.last_word(problem)
            tries += 1


class Marks(dict):
    """As much of Redis as the recipe needs."""

    def set(self, key, value, nx=False):
        if nx and key in self:
            return None
        self[key] = value.encode()
        return True


def test_jobs_are_the_same_for_the_same_seed():
    """Every kind is among them, some are asked for otherwise, and no two have the same name."""
    offered = {
        kind: Offer(1, [f"2027-03-09T{hour:02}:{minute:02}:00Z" for hour in range(24) for minute in range(60)])
        for kind in BOOKINGS
    }
    asked = jobs(1000, SEED, offered)
    assert asked == jobs(1000, SEED, offered) != jobs(1000, SEED + 1, offered)
    assert {job.kind for job in asked} == set(KINDS)
    assert 50 < sum(job.otherwise for job in asked) < 150
    assert len({job.name for job in asked}) == len(asked)
    assert Job(**asked[0].told()) == asked[0]


@every(
    ("rows", "told", "expected"),
    [
        (1, Told("done", "1"), {"made": 1}),
        (2, Told("done", "1"), {"made": 1, "twice": 1}),
        (3, Told("done", "2"), {"made": 1, "twice": 2}),
        (0, Told("done", "1"), {"lost": 1, "false_done": 1}),
        (1, Told("done", "4"), {"false_done": 1}),
        (1, Told("failed"), {"false_failed": 1}),
        (1, Told("reused"), {"false_failed": 1}),
        (0, Told("failed"), {"refused": 1}),
        (0, Told("reused"), {"reused": 1}),
        (1, Told("unknown"), {"unsettled": 1}),
        (0, Told("unknown"), {"unsettled": 1}),
        (1, None, {"unsettled": 1}),
    ],
)
def test_what_is_told_is_held_against_the_rows(rows, told, expected):
    """Each way of being right or wrong about one job; whatever is wrong is told with its name."""
    there = things({**NOTHING, "schedules": [{"id": number + 1, **ROW} for number in range(rows)]})
    count = judge([SCHEDULE], {} if told is None else {(7, False): told}, there)
    assert replace(count, wrong={}) == Count(asked=1, **expected)
    assert (set(count.wrong) == {"job-7"}) == any(getattr(count, goal) for goal in GOALS)


@pytest.mark.parametrize(
    ("zones", "told", "expected"),
    [
        (["Sao_Paulo"], Told("reused"), {"made": 1, "reused": 1}),
        (["Sao_Paulo"], Told("done", "1"), {"made": 1, "false_done": 1}),
        (["Sao_Paulo", "Lisbon"], Told("done", "2"), {"made": 2, "twice": 1}),
        (["Sao_Paulo", "Lisbon"], Told("reused"), {"made": 1, "twice": 1, "false_failed": 1}),
    ],
)
def test_one_job_makes_one_thing_whatever_is_asked_for_later(zones, told, expected):
    """The other wish of a restarted agent is the same job."""
    places = {"Sao_Paulo": "America/Sao_Paulo", "Lisbon": "Europe/Lisbon"}
    rows = [{"id": number + 1, "name": "job-7", "timeZone": places[zone]} for number, zone in enumerate(zones)]
    words = {(7, False): Told("done", "1"), (7, True): told}
    count = judge([SCHEDULE, OTHERWISE], words, things({**NOTHING, "schedules": rows}))
    assert replace(count, wrong={}) == Count(asked=2, **expected)


def test_whoever_repeats_what_was_delivered_again_is_caught(upstream):
    """Schedules are there twice, as are all that were asked for otherwise; what Cal.com refuses was told as failed."""
    count = worked_off(upstream, Stubborn, deliveries=2)
    once = worked_off(upstream, Stubborn)
    assert count.twice > once.twice > 0
    assert count.false_failed > once.false_failed
    assert not queueing.Line("idempotency_key, SQLite", count, Diary()).met


def test_whoever_lists_first_makes_nothing_twice_but_what_was_asked_for_otherwise(upstream):
    """What one delivery has made, the next one finds, of each kind."""
    count = worked_off(upstream, ListFirst, deliveries=2)
    others = sum(job.otherwise for job in jobs(COUNT, SEED, offers(upstream)))
    assert (count.made, count.twice, count.false_failed) == (count.asked, others, 0)


def test_the_recipe_of_marks_tells_the_first_thing_for_the_other_wish(upstream):
    """It keeps from making a second one, and says that it was done."""
    marks = Marks()
    count = worked_off(upstream, lambda client: Marked(client, marks), deliveries=2)
    others = sum(job.otherwise for job in jobs(COUNT, SEED, offers(upstream)))
    assert (count.twice, count.false_done, count.lost) == (0, others, 0)


def test_with_keys_every_goal_is_met(upstream, tmp_path):
    """Delivered twice and failing meanwhile, everything is there once, and the other wish is told as what it is."""
    kept = journal.open(f"sqlite:///{tmp_path / 'calls.db'}", lease=LEASE, wait=WAIT)
    count = worked_off(upstream, lambda client: Keyed(client.with_options(journal=kept)), deliveries=2)
    kept.close()
    others = sum(job.otherwise for job in jobs(COUNT, SEED, offers(upstream)))
    assert (count.made, count.reused, count.refused, count.wrong) == (count.asked - others, others, 0, {})
    assert queueing.Line("idempotency_key, SQLite", count, Diary()).met


def test_a_key_that_protects_nothing_is_caught(upstream, tmp_path, monkeypatch):
    """Were every delivery a call of its own, its zeros would go."""
    kept = journal.open(f"sqlite:///{tmp_path / 'calls.db'}", lease=LEASE, wait=WAIT)
    numbers = count_from(1)
    monkeypatch.setattr(Job, "key", property(lambda job: f"job-{job.number} {next(numbers)}"))
    count = worked_off(upstream, lambda client: Keyed(client.with_options(journal=kept)), deliveries=2)
    kept.close()
    assert not queueing.Line("idempotency_key, SQLite", count, Diary()).met


@pytest.mark.parametrize("size", [1, 2, 2_500])
def test_a_journal_is_filled_with_entries_like_its_first(tmp_path, size):
    """So many, each with what it made."""
    place = f"sqlite:///{tmp_path / 'calls.db'}"
    kept = journal.open(place)
    store = kept._store()
    queue_costs._once(store, FIRST)
    fill(place, size)
    found = list(kept.records())
    last = store.made([f"made by key-{size - 1}"])
    kept.close()
    assert {record.key for record in found} == {f"key-{number}" for number in range(size)}
    assert {(record.state, record.operation) for record in found} == {("done", "schedules.create")}
    assert [made.key for made in last.values()] == [f"key-{size - 1}"]


def test_stubbornness_has_an_end():
    """So many tries, then the last error's word."""
    way = Stubborn(Client(**CREDENTIALS))
    assert [way.pause(ValueError(), tries) is None for tries in (1, TRIES - 1, TRIES)] == [False, False, True]
    assert way.last_word(ValueError()) == Told("failed")
    assert way.last_word(OutcomeUnknown("lost", operation="schedules.create")) == Told("unknown")


def test_requests_are_noted_under_their_job(upstream):
    """Of every kind, with what befell them, so that what went wrong can be followed."""
    asked = jobs(COUNT, SEED, offers(upstream))
    worked_off(upstream, Stubborn)
    assert {job for _, job, _ in upstream.diary} == {job.key for job in asked}
    assert sum(upstream.befell.values()) > 0
    assert JOB.search(b"webhooks") is None


def test_a_diary_keeps_the_last_word_and_counts_what_was_delivered_again():
    """Retries are no deliveries that somebody else gave up."""
    diary = Diary()
    begun = {"number": 7, "otherwise": False, "event": "begun", "worker": "worker-1", "process": 1}
    for at, more in enumerate(
        [
            {},
            {},  # its process was killed
            {"event": "retried", "problem": "OutcomeUnknown: lost"},
            {},
            {"event": "told", "what": "failed", "id": None},
            {"number": 8},
            {"number": 8, "event": "told", "what": "done", "id": "2"},
            {},  # it was not confirmed
            {"event": "told", "what": "done", "id": "1"},
        ]
    ):
        diary.take({**begun, "at": float(at), **more})
    assert diary.told == {(7, False): Told("done", "1"), (8, False): Told("done", "2")}
    assert (diary.deliveries, diary.retries, diary.redelivered) == (5, 1, 2)
    assert (diary.seconds, diary.pace) == (8.0, 3 / 8)


def test_a_delivery_that_had_sent_its_write_is_told_from_others():
    """What was sent by one that told or put off its job, or only read, is no such thing."""
    said = {
        "job-1": [(1.0, "worker-1/1 begun"), (3.0, "worker-2/2 begun"), (5.0, "worker-2/2 told done 4")],
        "job-2": [(1.0, "worker-1/1 begun"), (3.0, "worker-2/2 begun otherwise"), (9.0, "worker-2/2 told done 5")],
        "job-3": [(1.0, "worker-1/1 begun"), (2.5, "worker-1/1 retried lost"), (3.0, "worker-2/2 begun")],
    }
    asked = [(2.0, f"job-{number}", "CAL_MAKE 200") for number in (1, 3)]
    asked += [(2.0, "job-2", "CAL_LIST 200"), (4.0, "job-1", "CAL_MAKE 0 timeout")]
    assert given_up_once_sent(said, asked, {"CAL_MAKE"}) == 1
    assert given_up_once_sent(said, asked, {"CAL_MAKE", "CAL_LIST"}) == 2


def line(way, **counts):
    diary = Diary(kills=Counter(child=25), deliveries=12, retries=2)
    return queueing.Line(way, Count(asked=10, **counts), diary, 15, 4)


def test_the_page_tells_every_way_and_why_one_was_not_measured():
    """All rows have all cells; a goal that was missed is named, and so is a store that could not be had."""
    lost = queueing.Line("idempotency_key, Redis", missing="redis-server is not installed")
    lines = [line("create()", twice=3), line("idempotency_key, SQLite", unsettled=1), lost]
    costs = [Row("a key in SQLite, ms a call", Figure(0.4), 1.0), Row("a key in Redis", None, 1.5, missing="it rains")]
    page = queueing.markdown(lines, costs, 1000, SEED)
    tables = [row for row in page.splitlines() if row.startswith("|")]
    assert {row.count("|") for row in tables[: len(lines) + 2]} == {len(queueing.HEAD) + 1}
    assert "| idempotency_key, Redis | not measured, because redis-server is not installed |" in page
    assert "| a key in SQLite, ms a call | ≤ 1 | yes | 0.40 |" in page
    assert (
        "Nothing wrong with 0 of 2 stores, not so or not measured: idempotency_key, SQLite; idempotency_key, Redis"
        in page
    )
    assert "1 of 2 bounds are met; not measured: a key in Redis." in page
    assert "idempotency_key, Redis: not measured" in queueing.plain(lines)


def test_goals_are_met_by_all_stores_or_not_at_all():
    """Each goal, each bound, and a store that was not measured."""
    clean = [line(queueing.KEYED.format(store=store)) for store in queueing.STORES]
    kept = [Row("a key", Figure(0.4), 1.0)]
    assert queueing.goals_met([line("create()", twice=3), *clean], kept)
    for goal in GOALS:
        assert not queueing.goals_met([*clean[1:], line("idempotency_key, SQLite", **{goal: 1})], kept), goal
    assert not queueing.goals_met(clean[1:], kept)
    assert not queueing.goals_met(clean, [Row("a key", Figure(1.4), 1.0)])
    assert not queueing.goals_met(clean, [Row("a key", None, 1.0, missing="it rains")])


def test_what_went_wrong_is_told_with_all_that_was_said():
    """In the order of time, by workers and upstreams alike."""
    diary = Diary(lines={"job-7": [(1.0, "worker-1/9 begun"), (3.0, "worker-1/9 told done 1")]})
    count = Count(asked=1, twice=1, wrong={"job-7": "made 2 times: 1, 2"})
    standing = Standing(diary=[(2.0, "job-7", "CAL_X 200"), (2.5, "job-8", "CAL_X 200")])
    assert list(queueing.wrong(queueing.Line("ours", count, diary), standing)) == [
        "ours, job-7: made 2 times: 1, 2",
        "     0.000 s worker-1/9 begun",
        "     1.000 s upstream CAL_X 200",
        "     2.000 s worker-1/9 told done 1",
    ]


def test_what_is_lost_on_the_way_is_put_again_and_counted():
    """But not the other wish, which is to come after the first one's last word."""
    with redis_server() as server, server.client() as client:
        run = Run(Setting("create()", "", server.url, server.url), [SCHEDULE, OTHERWISE])
        assert client.llen("celery") == 1
        client.delete("celery")
        run._put_again()
        assert (client.llen("celery"), run.diary.mislaid) == (1, 1)
        told = {"number": 7, "otherwise": False, "event": "told", "what": "done", "id": "1", "at": 1.0}
        client.rpush(NOTES, json.dumps({**told, "worker": "worker-1", "process": 1}))
        run._put_again()
        assert (client.llen("celery"), run.diary.mislaid) == (2, 1), "somebody said something: the other wish goes in"
        client.delete("celery")
        run._put_again()
        assert (client.llen("celery"), run.diary.mislaid) == (1, 2)
        run.close()


@contextmanager
def not_there(**_):
    pytest.skip("it is not installed; on Debian: apt-get install it")
    yield


def test_without_a_broker_nothing_is_measured_and_the_reason_is_told(monkeypatch, capsys):
    """Neither met nor missed."""
    monkeypatch.setattr(queue_servers, "redis_server", not_there)
    assert queueing.main([]) == 2
    assert "not measured, because it is not installed; on Debian" in capsys.readouterr().err


def test_a_store_that_can_not_be_had_is_left_out_with_its_reason(monkeypatch, tmp_path):
    """SQLite is always there; each of its journals is a new file."""
    monkeypatch.setattr(queue_servers, "redis_server", not_there)
    monkeypatch.setattr(queue_servers, "postgresql_server", not_there)
    with queue_servers.stores(tmp_path) as there:
        first, second = (there.addresses["SQLite"]() for _ in range(2))
    assert first != second
    assert set(there.addresses) == {"SQLite"}
    assert there.missing == dict.fromkeys(["Redis", "PostgreSQL"], "it is not installed; on Debian: apt-get install it")
    rows = list(queue_costs.growth(there.__class__({}, dict.fromkeys(queueing.STORES, "it rains"))))
    assert [row.within for row in rows] == ["not measured, because it rains"] * 3


def test_the_command_counts_from_one(capsys):
    """No jobs are no measurement, and a way that is not there is told with those that are."""
    for given, told in ((["--jobs", "0"], "1 or more"), (["--only", "luck"], "SET NX")):
        with pytest.raises(SystemExit):
            queueing.main(given)
        assert told in capsys.readouterr().err
