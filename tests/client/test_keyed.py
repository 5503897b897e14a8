"""A call with an idempotency key is done once; afterwards the journal answers, and nothing is sent."""

import copy
import inspect
import pickle
from datetime import timedelta

import pytest
from toolzz_cal import AsyncClient, Client, errors, operations
from toolzz_cal._by_name import ByName

from tests.support.client import Api, Reply, Upstream, examples, iterator, pageable, waited_for
from tests.support.journal import MemoryJournal
from tests.support.keyed import ANA, KEY, RUI, START, Desk
from tests.support.processes import fresh
from tests.support.tables import every

ROUTES = every("route", ["gateway", "direct"])
BAD_TEXTS = ["", "a\nb", "a\r", "x" * 256, "x" * 10_000, "\x00", "a\x7f", "\u2028", "\ud800"]
BAD_KEYS = [*BAD_TEXTS, 5, b"job-17", ["job"], True]


@pytest.fixture
def desk(kind):
    """Makes a `Desk` of this kind."""
    return lambda route="gateway", **settings: Desk(kind, route, **settings)


# Once


@ROUTES
def test_undisturbed_it_costs_no_request(desk, route):
    """One request, as without a key; the journal is asked twice, before and after."""
    table = desk(route)
    result = table.book()
    assert (result.replayed, result.reconciled, table.booked) == (False, False, [result.data.uid])
    assert (table.sent(), table.store.asked) == (1, ["claim", "settle"])
    assert (table.row().state, table.row().doubtful) == ("done", False)


@ROUTES
def test_without_a_key_the_journal_is_not_asked(desk, route):
    """A client that has one may still be called as any other."""
    table = desk(route)
    assert table.book(key=None).replayed is False
    assert (table.store.asked, table.store.rows) == ([], {})


@ROUTES
def test_the_second_time_the_journal_answers(desk, route):
    """With the same data, of the same class, and no request."""
    table = desk(route)
    first = table.book()
    again = table.book()
    assert (again.replayed, again.reconciled) == (True, False)
    assert again.data == first.data
    assert type(again.data) is type(first.data)
    assert (again.reply, again.raw, again.log_id) == (first.reply, first.raw, first.log_id)
    assert (again.response.status_code, again.response.replayed) == (first.response.status_code, True)
    assert table.sent() == 1
    assert table.store.asked[2:] == ["claim"]


def test_what_was_replayed_can_be_pickled(desk):
    """And tells afterwards that it was."""
    table = desk()
    table.book()
    for restored in (pickle.loads(pickle.dumps(table.book())), copy.deepcopy(table.book())):
        assert (restored.replayed, restored.data.start) == (True, START)


def test_it_does_not_matter_how_the_arguments_are_given(desk):
    """By a method or by the slug, as a datetime or as text, documented or extra."""
    table = desk()
    uid = table.book().data.uid
    given = {"start": "2027-03-09T15:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    client = table.client
    assert waited_for(client.actions.execute("CAL_POST_NEW_BOOKING_REQUEST", given, idempotency_key=KEY)).replayed
    more = {"start": START, "event_type_id": 10482, "extra_arguments": {"attendee": ANA}, "attendee": RUI}
    result = table.call("bookings.create", **more)
    assert (result.replayed, result.data.uid, table.sent()) == (True, uid, 1)


def test_reconcile_adds_nothing(desk):
    """A call with a key is looked up as it is."""
    table = desk()
    assert table.book(reconcile=True).replayed is False
    assert (table.book(reconcile=True).replayed, table.sent()) == (True, 1)


def test_copies_of_a_client_have_its_journal(desk):
    """Whatever else is changed; and one may have another journal."""
    table, other = desk(), desk()
    table.book()
    assert table.book(client=table.with_options(timeout=30)).replayed is True
    table.book(client=table.with_options(journal=other.journal), start=START + timedelta(hours=1))
    assert list(other.store.rows) == [KEY]


def test_an_agents_client_has_the_journal(desk):
    """And what an integration fills in is a part of the call."""
    table = desk()
    integration = waited_for(
        table.client.calcom_integrations.get(integration_id=next(iter(table.mock.world.table("integrations"))))
    )
    agent = table.client.acting_for(integration)
    without = {name: value for name, value in ANA.items() if name != "timeZone"}
    first = table.book(client=agent, attendee=without)
    assert first.data.attendees[0].time_zone == integration.timezone
    assert table.book(client=agent, attendee=without).replayed is True


# Refused


@ROUTES
def test_what_was_refused_is_sent_again(desk, route):
    """A refusal is kept for whoever looks, and stands in nobody's way."""
    table = desk(route)
    with pytest.raises(errors.ToolzzCalError) as caught:
        table.book(event_type_id=999_999)
    assert (table.row().state, table.row().doubtful) == ("refused", False)
    assert type(caught.value).__name__.encode() in table.row().answer
    with pytest.raises(type(caught.value)):
        table.book(event_type_id=999_999)
    assert table.sent("bookings.create") == 2
    assert table.sent("bookings.list") == 0


@ROUTES
def test_a_refusal_that_passes_is_no_obstacle(desk, route):
    """After it the same key books."""
    table = desk(route)
    table.mock.faults.add("status=429; retry-after=900; times=1; operation=bookings.create")
    with pytest.raises(errors.RateLimited):
        table.book()
    assert table.row().state == "refused"
    assert table.book().replayed is False
    assert (table.row().state, len(table.booked), table.sent("bookings.list")) == ("done", 1, 0)


# Another call


OTHERS = {
    "arguments": {"attendee": RUI},
    "more arguments": {"guests": ["rui.lima@example.com"]},
    "extra arguments": {"extra_arguments": {"instant": True}},
}


@ROUTES
@every("changes", OTHERS.values(), ids=OTHERS)
def test_a_key_stands_for_one_call(desk, route, changes):
    """Other arguments are refused, and nothing is sent."""
    table = desk(route)
    table.book()
    with pytest.raises(errors.IdempotencyKeyReused, match="other arguments, or another account") as caught:
        table.book(**changes)
    assert (caught.value.state, caught.value.operation, table.sent()) == ("done", "bookings.create", 1)
    assert (caught.value.is_retryable, caught.value.may_have_happened) == (False, False)
    assert table.book().replayed is True


def test_a_key_stands_for_one_operation(desk):
    """Another one is refused by its name."""
    table = desk()
    uid = table.book().data.uid
    with pytest.raises(errors.IdempotencyKeyReused, match=r"another operation, bookings\.create"):
        table.call("bookings.cancel", booking_uid=uid)
    assert table.sent() == 1


ACCOUNTS = {
    "user": {"user_id": "another-user"},
    "connected account": {"connected_account_id": "ca_example"},
    "route": {"route": "direct"},
    "upstream": {"gateway_base_url": "http://127.0.0.1:9"},
    "key": {"composio_api_key": "ak_example_other"},
}


@every("options", ACCOUNTS.values(), ids=ACCOUNTS)
def test_a_key_stands_for_one_account(desk, options):
    """Whose it is, which credential signs it and where it goes belong to it."""
    table = desk()
    table.book()
    with pytest.raises(errors.IdempotencyKeyReused):
        table.book(client=table.with_options(**options))
    assert table.sent() == 1


def test_a_credential_that_a_function_gives_may_change(kind):
    """Then it is no part of the account: tokens are renewed."""
    table = Desk(kind, "direct")
    tokens = iter(["cal_example_first", "cal_example_second"])
    key = table.client._engine.config.credentials()
    client = table.with_options(cal_api_key=lambda: next(tokens) and key[1])
    table.book(client=client)
    assert table.book(client=client).replayed is True


@every("state", ["started", "refused", "unknown"])
def test_every_state_keeps_its_key_from_others(desk, state):
    """Also one that came to nothing, or of which nobody knows what came."""
    table = desk()
    table.book()
    table.row().state = state
    with pytest.raises(errors.IdempotencyKeyReused) as caught:
        table.book(attendee=RUI)
    assert (caught.value.state, table.sent()) == (state, 1)


# What is no key


@ROUTES
@every("key", BAD_KEYS, ids=lambda key: repr(key)[:12])
def test_what_is_no_key_is_refused(desk, route, key):
    """Before the journal is asked, and without repeating all of it."""
    table = desk(route)
    with pytest.raises(errors.ArgumentError) as caught:
        table.book(key=key)
    assert (table.sent(), table.store.asked) == (0, [])
    assert len(str(caught.value)) < 300
    assert caught.value.operation == "bookings.create"


@every("key", ["x", "x" * 255, "Bestellung 17 für Ana · ✓", "0", " "])
def test_any_words_will_do(desk, key):
    """Of any language, up to 255 characters."""
    table = desk()
    table.book(key=key)
    assert (table.book(key=key).replayed, table.sent()) == (True, 1)


def test_a_key_needs_a_journal(api):
    """Else nothing is sent, and the error says what is missing."""
    upstream = Upstream()
    with pytest.raises(errors.ConfigurationError, match=r"journal=toolzz_cal\.journal\.open"):
        api(upstream).cancel(idempotency_key=KEY)
    assert upstream.count == 0


def test_what_is_no_journal_is_refused():
    """When the client is made."""
    with pytest.raises(errors.ConfigurationError, match="journal must be a Journal, not str"):
        Client(journal="sqlite:///calls.db")


def test_wrong_arguments_claim_nothing(desk):
    """What can be known without sending is raised before the journal is asked."""
    table = desk()
    with pytest.raises(errors.NaiveDatetime):
        table.book(start=START.replace(tzinfo=None))
    with pytest.raises(errors.ArgumentError):
        table.book(timeout=-1)
    assert (table.store.asked, table.sent()) == ([], 0)


def test_reads_take_no_key(desk):
    """By their slug they can be given one, which is refused."""
    table = desk()
    with pytest.raises(errors.ArgumentError, match="This reads"):
        waited_for(table.client.actions.execute("CAL_FETCH_ALL_BOOKINGS", {}, idempotency_key=KEY))
    assert (table.store.asked, table.sent()) == ([], 0)


# Every operation


@every("each", examples(), ids=str)
def test_what_writes_takes_a_key_and_what_reads_does_not(each, kind):
    """Behind `reconcile`, before what every method takes."""
    method = Api(kind, Upstream()).method(each.name)
    names = list(inspect.signature(method).parameters)
    assert ("idempotency_key" in names) is (each.effect != "read")
    if each.effect != "read":
        assert names[names.index("idempotency_key") + 1] == "extra_arguments"
        assert "idempotency_key" not in inspect.getdoc(method), "it is described once, at the base"
    if each in pageable():
        assert "idempotency_key" not in inspect.signature(Api(kind, Upstream()).method(iterator(each.name))).parameters


@every("each", [each for each in examples() if each.effect != "read"], ids=str)
def test_every_write_is_done_once(each, kind):
    """Whatever it is and answers, the second call gives the same without a request."""
    upstream = Upstream(Reply(200, each.answer))
    api = Api(kind, upstream, journal=MemoryJournal(keep_secrets=True))
    first, again = api.run(each, idempotency_key=KEY), api.run(each, idempotency_key=KEY)
    assert upstream.count == 1
    if each.slug:
        assert (again.replayed, again.data, again.reply) == (True, first.data, first.reply)
    else:
        assert again == first


# By name, for the command line


def test_operations_run_by_name_take_one():
    """As the command line runs them: actions, and those of the ToolzzAI API with what stands in their path."""
    table = Desk("sync")
    by_name = ByName(table.client)
    given = {"start": "2027-03-09T15:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    create = operations.get("bookings.create")
    assert by_name.run(create, given, KEY).replayed is False
    assert by_name.run(create, given, idempotency_key=KEY).replayed is True
    update = operations.get("calcom_integrations.update")
    integration = {**update.example, "integrationId": next(iter(table.mock.world.table("integrations")))}
    for _ in range(2):
        by_name.run(update, integration, "rename")
    with pytest.raises(errors.IdempotencyKeyReused):
        by_name.run(update, {**integration, "integrationId": "another"}, "rename")
    assert (table.sent("bookings.create"), table.sent("calcom_integrations.update")) == (1, 1)


# Clients and processes


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_client_is_not_pickled(kind):
    """It says what to do instead. A shallow copy is one over the same connections."""
    client = kind(cal_api_key="cal_example")
    assert copy.copy(client)._engine.pool is client._engine.pool
    for attempt in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match=rf"A {kind.__name__} .* make one in each process"):
            attempt(client)


def test_a_call_without_a_key_imports_nothing_of_this():
    """What belongs to it is imported with the first key."""
    program = """
import sys
import httpx
from toolzz_cal import Client
answers = httpx.MockTransport(lambda request: httpx.Response(200, json={"successful": True, "data": {}}))
client = Client(composio_api_key="ak_example", http_client=httpx.Client(transport=answers))
client.bookings.cancel(booking_uid="uid")
print(*sorted(name for name in sys.modules if name.startswith("toolzz_cal._")))
"""
    names = fresh(program).split()
    assert "toolzz_cal._engine" in names
    found = {"_keyed", "_kept", "_lease", "_search", "journal"} & {name.rpartition(".")[2] for name in names}
    assert found == set()
