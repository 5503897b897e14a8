"""After an unknown outcome the client finds out what happened, by looking; a write is sent once, whatever comes."""

import asyncio
import copy
import inspect
import json
import pickle
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from operator import attrgetter
from types import SimpleNamespace

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RetryPolicy, _pool, errors
from toolzz_cal.permissions import Permissions
from toolzz_cal_mock.messages import Reply as Dropped

from tests.support.client import AT_ONCE, Api, Reply, Upstream, done, example, examples, waited_for
from tests.support.direct import CLIENT, DIRECT, cal, specified
from tests.support.hasty import awaited
from tests.support.mock import still_mock

START = datetime(2027, 3, 9, 15, tzinfo=UTC)
ANA = {"name": "Ana Prado", "email": "Ana.Prado@example.com", "timeZone": "America/Sao_Paulo"}
BOOKING = {"start": START, "event_type_id": 10482, "attendee": ANA}
CREATE = example("bookings.create")
FOUND = [each for each in examples() if "list" in specified()[each.name].get("x-reconcile", {})]
READ = [each for each in examples() if "read" in specified()[each.name].get("x-reconcile", {})]
ROUTES = pytest.mark.parametrize("route", ["gateway", "direct"])
LOST = httpx.ReadTimeout("gone")
# What the fault does, and whether the booking was made.
FAULTS = {
    "drop_before": False,
    "drop_after": True,
    "truncate": True,
    "malformed": True,
    "html": True,
    "status=500": False,
    "status=503; retry-after=0": False,
    "status=408": False,
    "latency=90; times=1": True,
}


class Desk:
    """A mock with both clients in front, and what its world holds."""

    def __init__(self, kind, route):
        self.mock = still_mock()
        ready = self.mock
        made = ready.client if kind == "sync" else ready.async_client
        self.client = made.with_options(route=route, timeout=5)

    def book(self, **more):
        """A booking's result, awaited when it has to be."""
        return waited_for(self.client.bookings.create(**{**BOOKING, "reconcile": True, **more}))

    def sent(self, name):
        """How many requests for an operation came."""
        return len(self.mock.calls(name))

    @property
    def booked(self):
        """The uids of the bookings at the time in question."""
        rows = self.mock.world.table("bookings").values()
        return [row["uid"] for row in rows if row["start"].startswith(f"{START:%Y-%m-%dT%H:%M}")]


@pytest.fixture
def desk(kind):
    """Makes a `Desk` of this kind."""
    return lambda route="gateway": Desk(kind, route)


# Bookings, against the mock


@ROUTES
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_what_is_true(desk, route, fault):
    """One write, whatever goes wrong; the booking if it was made, and else the word that nothing is there."""
    table = desk(route)
    table.mock.faults.add(f"{fault}; operation=bookings.create")
    if FAULTS[fault]:
        result = table.book()
        assert (result.reconciled, [result.data.uid]) == (True, table.booked)
        assert result.data.start == START
        assert result.log_id
        assert table.sent("bookings.list") == 1
    else:
        with pytest.raises(OutcomeUnknown, match="looked 3 times, and nothing like it is there") as caught:
            table.book()
        assert caught.value.absent is True
        assert caught.value.__cause__ is not None
        assert table.booked == []
        assert table.sent("bookings.list") == 3
    assert table.sent("bookings.create") == 1


@ROUTES
def test_without_trouble_nothing_is_looked_up(desk, route):
    """A booking that is answered costs one request."""
    table = desk(route)
    result = table.book()
    assert (result.reconciled, table.sent("bookings.create"), table.sent("bookings.list")) == (False, 1, 0)


def test_it_is_off_unless_asked_for(desk):
    """Without the keyword, the outcome stays unknown and nobody looks."""
    table = desk()
    table.mock.faults.add("drop_after", operation="bookings.create")
    with pytest.raises(OutcomeUnknown) as caught:
        table.book(reconcile=False)
    assert (caught.value.absent, table.sent("bookings.list")) == (False, 0)


@ROUTES
@pytest.mark.parametrize("fault", ["retry-after=0; times=1", "status=429; times=2"])
def test_a_refusal_needs_no_look(desk, route, fault):
    """After a 429 the write is repeated as ever: it did not happen."""
    table = desk(route)
    table.mock.faults.add(fault + "; operation=bookings.create")
    assert table.book().reconciled is False
    assert (len(table.booked), table.sent("bookings.list")) == (1, 0)


def test_what_is_refused_for_good_stays_refused(desk):
    """An answer that says no is no unknown outcome."""
    table = desk()
    table.book()
    with pytest.raises(errors.ActionFailed):
        table.book()
    assert (len(table.booked), table.sent("bookings.list")) == (1, 0)


@ROUTES
def test_looking_is_repeated_too(desk, route):
    """A look that fails is repeated as a read is, and the answer found in the end."""
    table = desk(route)
    table.mock.faults.add("drop_after", operation="bookings.create")
    table.mock.faults.add("status=503; times=4; operation=bookings.list")
    assert table.book().reconciled is True
    assert (table.sent("bookings.create"), table.sent("bookings.list")) == (1, 5)


def test_looking_that_fails_leaves_it_unknown(desk):
    """Nothing is claimed when nothing could be seen, and the number of requests is bounded."""
    table = desk()
    table.mock.faults.add("drop_after", operation="bookings.create")
    table.mock.faults.add("status=503; operation=bookings.list")
    with pytest.raises(OutcomeUnknown, match="looked 3 times, and that failed: Service Unavailable") as caught:
        table.book()
    assert (caught.value.absent, len(table.booked)) == (False, 1)
    assert (table.sent("bookings.create"), table.sent("bookings.list")) == (1, 9)


def test_other_bookings_are_not_taken_for_it(desk):
    """Another time, another attendee and another event type are not what was asked for."""
    table = desk()
    table.book(start=START + timedelta(hours=1))
    table.book(start=START + timedelta(hours=2), attendee={**ANA, "email": "rui.lima@example.com"})
    table.mock.faults.add("drop_before", operation="bookings.create")
    with pytest.raises(OutcomeUnknown) as caught:
        table.book()
    assert caught.value.absent is True


def test_a_late_request_is_found(desk, monkeypatch):
    """One that arrives only after the first look is found by the next."""
    table = desk()
    handle, held = table.mock.handle, []

    def late(request):
        if not held:
            held.append(request)
            return Dropped(0, drop="before")
        reply = handle(request)
        if len(held) == 1:
            held.append(handle(held[0]))
        return reply

    monkeypatch.setattr(table.mock, "handle", late)
    result = table.book()
    assert (result.reconciled, [result.data.uid]) == (True, table.booked)
    assert table.sent("bookings.list") == 2


# What was there before


def dated(mock, monkeypatch, moment):
    """Lets every reply tell a time, as servers do."""
    handle = mock.handle

    def with_date(request):
        reply = handle(request)
        reply.headers["date"] = format_datetime(moment, usegmt=True)
        return reply

    monkeypatch.setattr(mock, "handle", with_date)


@pytest.mark.parametrize(("apart", "is_new"), [(-600, True), (0, True), (4, True), (60, False), (6000, False)])
def test_a_booking_from_before_the_call_is_no_proof(desk, monkeypatch, apart, is_new):
    """Whether it was made since is told by the upstream's clock, whatever our own says."""
    table = desk()
    table.book(reconcile=False)
    dated(table.mock, monkeypatch, table.mock.world.now() + timedelta(seconds=apart))
    table.mock.faults.add("drop_before", operation="bookings.create")
    if is_new:
        assert table.book().data.uid == table.booked[0]
    else:
        with pytest.raises(OutcomeUnknown, match="what is like it was there before") as caught:
            table.book()
        assert caught.value.absent is False


@pytest.mark.parametrize("told", [None, "yesterday"])
def test_without_the_upstreams_clock_our_own_counts(api, told):
    """A reply without a readable date leaves our own time of the beginning."""
    for made, reconciled in ((datetime.now(UTC), True), (datetime.now(UTC) - timedelta(minutes=5), False)):
        item = {**found_by(CREATE), "createdAt": made.isoformat()}
        upstream = Upstream(LOST, Reply(200, listed(item).body, {"date": told} if told else {}))
        client = api(upstream)
        if reconciled:
            assert client.run(CREATE, reconcile=True).reconciled is True
        else:
            with pytest.raises(OutcomeUnknown, match="was there before"):
                client.run(CREATE, reconcile=True)


def found_by(each):
    """An item of the list that is what the example of a creation makes."""
    item = copy.deepcopy(each.payload.get("pendingTeam", each.payload))  # a team that was paid for is listed as such
    for key, path in specified()[each.name]["x-reconcile"]["same"].items():
        value = each.arguments
        for part in path.split("."):
            value = value[part]
        holder, *inner = key.split(".")
        if inner:
            item[holder][0][inner[0]] = value
        else:
            item[holder] = value
    return item | ({"createdAt": "2999-01-01T00:00:00Z"} if "createdAt" in item else {}) | {"recurringBookingUid": None}


def listed(*items, **more):
    """A page of a list."""
    return done({"status": "success", "data": list(items), **more})


def before(each):
    """The answer to the look before the call, where one is needed."""
    return [] if "created" in specified()[each.name]["x-reconcile"] else [listed()]


def outcome(client, each):
    """The error with which a reconciled call ends."""
    with pytest.raises(OutcomeUnknown) as caught:
        client.run(each, reconcile=True)
    return caught.value


# Every operation that has it


def test_those_that_have_it():
    """What the specification marks has the keyword, off by default and nowhere else; bookings are among them."""
    client = Api("sync", Upstream())
    having = {each.name for each in examples() if "reconcile" in inspect.signature(client.method(each.name)).parameters}
    assert having == {each.name for each in (*FOUND, *READ)}
    assert (len(FOUND), len(READ)) == (19, 23)
    assert "bookings.create" in having
    for name in having:
        assert inspect.signature(client.method(name)).parameters["reconcile"].default is False


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_what_was_made_is_answered(each, api):
    """The one new thing that is like the arguments is the result, with the model of the method."""
    item = found_by(each)
    upstream = Upstream(*before(each), LOST, listed(item))
    result = api(upstream).run(each, reconcile=True)
    assert result.reconciled is True
    assert result.data.to_dict() == item
    assert result.mismatches == ()
    assert upstream.count == len(before(each)) + 2


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_nothing_found_is_said(each, api):
    """After three looks the error tells that nothing is there; the write was sent once."""
    upstream = Upstream(*before(each), LOST, listed())
    problem = outcome(api(upstream), each)
    assert problem.absent is True
    assert problem.operation == each.name
    assert [each.slug] == [url.rpartition("/")[2] for url in map(str, urls(upstream)) if url.endswith(f"/{each.slug}")]
    assert upstream.count == len(before(each)) + 4


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_what_was_there_is_not_taken_for_new(each, api):
    """Where no key tells when a thing was made, the list is read before the call too."""
    old = found_by(each) | {"createdAt": "2020-01-01T00:00:00Z"}
    answers = [LOST, listed(old)] if not before(each) else [listed(old), LOST, listed(old)]
    assert outcome(api(Upstream(*answers)), each).absent is bool(before(each))


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_two_new_ones_prove_nothing(each, api):
    """Somebody else made the same meanwhile, and nobody can tell which is which."""
    key = specified()[each.name]["x-reconcile"]["id"]
    one, two = found_by(each), found_by(each)
    two[key] = "another" if isinstance(two[key], str) else 999_999
    problem = outcome(api(Upstream(*before(each), LOST, listed(one, two))), each)
    assert "2 like it were made meanwhile" in str(problem)
    assert problem.absent is False


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_it_works_by_slug(each, kind):
    """`actions.execute` takes it too."""
    item = found_by(each)
    upstream = Upstream(*before(each), LOST, listed(item))
    client = Api(kind, upstream).client
    result = waited_for(client.actions.execute(each.slug, each.arguments, reconcile=True))
    assert (result.reconciled, result.data.to_dict()) == (True, item)


@pytest.mark.parametrize("each", FOUND, ids=str)
def test_it_works_on_the_direct_route(each, api):
    """The same by Cal.com's own requests."""
    item = found_by(each)
    answers = [Reply(200, {"status": "success", "data": []})] * len(before(each))
    upstream = Upstream(*answers, LOST, Reply(200, {"status": "success", "data": [item]}))
    result = api(upstream, **DIRECT, **CLIENT).run(each, reconcile=True)
    assert (result.reconciled, result.data.to_dict()) == (True, item)
    verb, path = specified()[each.name]["x-reconcile"]["list"], upstream.requests[-1].url.path
    assert upstream.requests[-1].method == cal(verb)["request"].split()[0]
    assert path.endswith(cal(verb)["request"].rpartition("/")[2])


def urls(upstream):
    """The addresses of every request."""
    return [request.url for request in upstream.requests]


# What is looked for


def test_filters_have_the_lists_own_types(api):
    """A number becomes text, and an address a list, where the list takes those."""
    upstream = Upstream(LOST, listed())
    outcome(api(upstream), CREATE)
    assert upstream.arguments[1] == {
        "eventTypeId": str(CREATE.arguments["eventTypeId"]),
        "attendeeEmail": CREATE.arguments["attendee"]["email"],
        "afterStart": CREATE.arguments["start"],
        "take": 100,
        "skip": 0,
    }
    upstream = Upstream(listed(), LOST, listed())
    each = example("organizations.users.create")
    outcome(api(upstream), each)
    assert upstream.arguments[2]["emails"] == [each.arguments["email"]]


@pytest.mark.parametrize(
    ("changes", "like"),
    [
        ({}, True),
        ({"start": "2027-03-09T11:00:00.000-03:00"}, True),
        ({"start": "2027-03-09T14:00:01Z"}, False),
        ({"start": None}, False),
        ({"start": 5}, False),
        ({"eventTypeId": "10482"}, True),
        ({"eventTypeId": 10483}, False),
        ({"attendees": [{"email": "ANA.PRADO@EXAMPLE.COM"}]}, True),
        ({"attendees": [{"email": "rui.lima@example.com"}, {"email": "ana.prado@example.com"}]}, True),
        ({"attendees": [{"email": "rui.lima@example.com"}]}, False),
        ({"attendees": []}, False),
        ({"attendees": None}, False),
        ({"attendees": "ana.prado@example.com"}, False),
        ({"attendees": [None, 5]}, False),
    ],
)
def test_how_it_is_compared(api, changes, like):
    """Moments as moments, addresses without case, and whatever else an upstream may send is just not alike."""
    upstream = Upstream(LOST, listed({**found_by(CREATE), **changes}))
    if like:
        assert api(upstream).run(CREATE, reconcile=True).reconciled is True
    else:
        assert outcome(api(upstream), CREATE).absent is True


@pytest.mark.parametrize("made", [None, "soon", 5, "2020-01-01T00:00:00Z", "2020-01-01T00:00:00"])
def test_one_of_unknown_or_old_age_is_not_taken(api, made):
    """Nothing is answered, and nothing is said to be absent."""
    problem = outcome(api(Upstream(LOST, listed({**found_by(CREATE), "createdAt": made}))), CREATE)
    assert "was there before" in str(problem)
    assert problem.absent is False


def test_one_of_a_series_proves_nothing(api):
    """A series is several bookings; the first does not tell of the others."""
    problem = outcome(api(Upstream(LOST, listed({**found_by(CREATE), "recurringBookingUid": "series"}))), CREATE)
    assert "one of a series" in str(problem)
    assert problem.absent is False


def test_odd_lists_leave_it_unknown(api):
    """What is no list can't be read, and what repeats can't be trusted."""
    for reply in (done({"status": "success", "data": {}}), done("text"), Reply(200, b"<html>"), done([None, 3, "x"])):
        problem = outcome(api(Upstream(LOST, reply), retries=RetryPolicy(0, base=0)), CREATE)
        assert problem.absent is (reply.body == done([None, 3, "x"]).body)


def test_all_pages_are_read(api):
    """What was made may stand on a later page."""
    others = [{**found_by(CREATE), "uid": f"bk{number}", "eventTypeId": 1} for number in range(101)]
    upstream = Upstream(LOST, listed(*others[:100]), listed(others[100], found_by(CREATE)))
    assert api(upstream).run(CREATE, reconcile=True).reconciled is True
    assert [each["skip"] for each in upstream.arguments[1:]] == [0, 100]


def test_pages_have_an_end(api):
    """A list without end is not read to it, and nothing is claimed: neither after the call nor before it."""

    def page(request):
        skip = json.loads(request.content)["arguments"].get("skip", 0)
        return listed(*({"id": skip + number} for number in range(100)))

    upstream = Upstream(LOST, page)
    problem = outcome(api(upstream), CREATE)
    assert "goes on after 10 pages" in str(problem)
    assert (problem.absent, upstream.count) == (False, 31)
    upstream = Upstream(page)
    with pytest.raises(errors.ArgumentError, match="over 10 pages"):
        api(upstream).run(example("webhooks.create"), reconcile=True)
    assert upstream.count == 10


# What is refused before anything is sent


def test_without_the_argument_there_is_no_way(api):
    """A booking without an address can't be found again."""
    upstream = Upstream()
    attendee = {key: value for key, value in CREATE.arguments["attendee"].items() if key != "email"}
    with pytest.raises(errors.ArgumentError, match=r"attendee\.email"):
        api(upstream).run(CREATE, reconcile=True, attendee=attendee)
    assert upstream.count == 0


def test_what_has_no_way_is_refused(kind):
    """An action that can't be reconciled says so, by its slug."""
    upstream = Upstream()
    client = Api(kind, upstream).client
    for name in ("bookings.reassign", "bookings.list", "slots.reserve"):
        each = example(name)
        with pytest.raises(errors.ArgumentError, match="no way to find out"):
            waited_for(client.actions.execute(each.slug, each.arguments, reconcile=True))
    assert upstream.count == 0


def test_who_may_not_look_may_not_reconcile(kind):
    """An agent that may book but not list is told before booking, and so is who books without a key."""
    upstream = Upstream()
    api = Api(kind, upstream)
    engine = api.client._engine
    engine.config.permissions = Permissions(frozenset({"createBookingEnabled"}))
    with pytest.raises(errors.NotPermitted, match=r"bookings\.list"):
        api.run(CREATE, reconcile=True)
    anonymous = Api(kind, upstream, composio_api_key=None, route="direct")
    with pytest.raises(errors.MissingCredential):
        anonymous.run(CREATE, reconcile=True)
    assert upstream.count == 0


def test_a_look_before_that_fails_sends_nothing(api):
    """The call fails with the error of the look, and what it would have made is not made."""
    upstream = Upstream(Reply(503, {"error": {"message": "down"}}))
    with pytest.raises(errors.ServerError):
        api(upstream).run(example("webhooks.create"), reconcile=True)
    assert {url.path.rpartition("/")[2] for url in urls(upstream)} == {example("webhooks.list").slug}


# Waits, errors, cancellation


def hastily(client, waits):
    """Books with a client of either kind. The event loop notes its waits; where there is none the test does."""
    method = client.method(CREATE.name)
    result = method(**CREATE.keywords(method), reconcile=True)
    if inspect.iscoroutine(result):
        awaited(result, waits)


def test_waits_follow_the_policy(api, monkeypatch):
    """Twice and four times its base, no longer than its cap; none once the deadline would pass."""
    waits = []
    # Only what `_pool` itself takes for the clock: servers of other tests wait too.
    monkeypatch.setattr(_pool, "time", SimpleNamespace(sleep=waits.append))
    for policy, expected in (
        (RetryPolicy(0, base=0.5), [1.0, 2.0]),
        (RetryPolicy(0, base=0.5, cap=1.5), [1.0, 1.5]),
        (RetryPolicy(0, base=60, cap=300, deadline=200), [120]),
        (RetryPolicy(0, base=60, cap=300, deadline=None), [120, 240]),
    ):
        waits.clear()
        upstream = Upstream(LOST, listed())
        client = api(upstream, retries=policy)
        with pytest.raises(OutcomeUnknown):
            hastily(client, waits)
        assert waits == expected
        assert upstream.count == len(expected) + 2


def test_the_error_can_be_sent_on(api):
    """It is pickled with what it says, and holds no secret."""
    problem = outcome(api(Upstream(LOST, listed())), CREATE)
    copied = pickle.loads(pickle.dumps(problem))
    assert (copied.absent, str(copied), type(copied)) == (True, str(problem), OutcomeUnknown)
    assert outcome(api(Upstream(LOST, Reply(401, {"message": "ak_example_gateway_key"}))), CREATE).absent is False
    failed = outcome(api(Upstream(LOST, Reply(401, {"message": "no ak_example_gateway_key"}))), CREATE)
    assert "ak_example_gateway_key" not in str(failed)


def test_cancellation_goes_through():
    """A task that is cancelled while it looks ends at once."""

    async def journey():
        looked = asyncio.Event()

        def look(request):
            looked.set()
            return listed()

        client = Api("async", Upstream(LOST, look), retries=RetryPolicy(0, base=1000, cap=1000, deadline=None))
        method = client.method("bookings.create")
        task = asyncio.create_task(method(**CREATE.keywords(method), reconcile=True))
        await looked.wait()
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return client.upstream.count

    assert asyncio.run(journey()) == 2


def test_the_keyword_is_not_sent():
    """It stands before `extra_arguments`, and the request does not have it."""
    upstream = Upstream(done(CREATE.payload))
    api = Api("sync", upstream)
    api.run(CREATE, reconcile=True)
    assert "reconcile" not in json.dumps(upstream.bodies)
    parameters = list(inspect.signature(attrgetter("bookings.create")(api.client)).parameters)
    assert parameters[-5:] == ["reconcile", "idempotency_key", "extra_arguments", "extra_headers", "timeout"]


def test_a_look_that_fails_in_the_end_is_made_up_for(api):
    """What an earlier one did not see may have arrived since; that it is absent is told by the last look only."""
    failed = Reply(622, {"message": "unknown"})
    upstream = Upstream(LOST, listed(), failed, failed, listed())
    error = outcome(api(upstream, retries=AT_ONCE), CREATE)
    assert (error.absent, upstream.count) == (True, 5)
    upstream = Upstream(LOST, listed(), failed)
    error = outcome(api(upstream, retries=AT_ONCE), CREATE)
    assert (error.absent, upstream.count) == (False, 7)
    assert "looked 6 times, and that failed: unknown" in str(error)
