"""What a journal keeps of a call, what it gives again, and what happens while it can't be reached."""

import json

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, errors
from toolzz_cal.results import response_of

from tests.support.client import KEY as GATEWAY_KEY
from tests.support.client import Api, Reply, Upstream, done, example
from tests.support.direct import DIRECT
from tests.support.journal import MemoryJournal
from tests.support.keyed import KEY, Desk
from tests.support.tables import every

ROUTES = pytest.mark.parametrize("route", ["gateway", "direct"])
WEBHOOK = example("webhooks.create")
SECRET = "example-webhook-secret"
CREATED = {**WEBHOOK.payload, "secret": SECRET}
BOOKED = example("bookings.create")


@pytest.fixture
def desk(kind):
    """Makes a `Desk` of this kind."""
    return lambda route="gateway", **settings: Desk(kind, route, **settings)


@pytest.fixture
def journal():
    """A journal in memory."""
    return MemoryJournal()


def keyed(api, each, **more):
    """The result of an operation's example, with a key."""
    return api.run(each, idempotency_key=KEY, **more)


# While the store can't be reached


@ROUTES
def test_without_the_journal_nothing_is_sent(desk, route):
    """A key that can't be claimed could be somebody else's."""
    table = desk(route)
    table.store.down = True
    with pytest.raises(errors.JournalUnavailable) as caught:
        table.book()
    assert (table.sent(), table.store.rows) == (0, {})
    assert (caught.value.is_retryable, caught.value.may_have_happened) == (True, False)


@ROUTES
def test_a_result_is_given_though_the_journal_can_t_be_told(desk, route, caplog):
    """With a warning; and the next call finds what this one made."""
    table = desk(route)
    table.store.before["settle"] = lambda: setattr(table.store, "down", True)
    result = table.book()
    assert ([result.data.uid], result.reconciled) == (table.booked, False)
    assert "it is done, and the journal could not be told" in caplog.text
    table.store.down = False
    table.passes(1_000)
    again = table.book()
    assert (again.data.uid, again.reconciled, again.replayed) == (result.data.uid, True, False)
    assert table.sent("bookings.create") == 1


def test_a_failure_is_raised_though_the_journal_can_t_be_told(desk):
    """It is the call's own."""
    table = desk()
    table.store.before["settle"] = lambda: setattr(table.store, "down", True)
    with pytest.raises(errors.ActionFailed):
        table.book(event_type_id=999_999)


@pytest.mark.parametrize("broken", [ValueError("of the store"), OSError("full")])
def test_a_result_is_given_whatever_the_store_raises(desk, caplog, broken):
    """A mistake in it costs no answer, and its words, which may hold anything, are not logged."""
    table = desk()

    def breaks():
        raise broken

    table.store.before["settle"] = breaks
    assert [table.book().data.uid] == table.booked
    assert type(broken).__name__ in caplog.text
    assert str(broken) not in caplog.text


def test_a_lease_that_can_t_be_renewed_ends_the_call(desk):
    """Nothing more is sent, as another may be at work by then."""
    table = desk()
    table.store.before["renew"] = lambda: setattr(table.store, "down", True)
    table.mock.faults.add("status=429; retry-after=0; times=1; operation=bookings.create")
    with pytest.raises(errors.JournalUnavailable):
        table.book()
    assert (table.sent("bookings.create"), table.booked) == (1, [])


def test_while_nobody_tells_who_made_what_nothing_is_taken(desk):
    """A look needs the journal too."""
    table = desk(mark=False)
    table.dies_after(table.book)
    table.store.before["made"] = lambda: setattr(table.store, "down", True)
    with pytest.raises(OutcomeUnknown, match="that failed: The journal can't be reached"):
        table.book()
    table.store.down = False
    table.passes(1_000)
    assert table.book().reconciled is True


def test_what_another_call_takes_at_the_same_moment_is_its(desk):
    """Two keys, two calls that ended, one thing: the second that looks is refused it."""
    table = desk()
    given = {"name": "Mornings", "time_zone": "America/Sao_Paulo", "is_default": False}

    def create(key=KEY):
        return table.call("schedules.create", key=key, **given)

    table.dies_after(create, "schedules.create")
    name = table.store

    def taken():
        made = [each for each in [getattr(name, "wanted", None)] if each]
        assert made == []
        table.store.things.update(dict.fromkeys(names, ("another", table.store.now)))

    names = []
    settle = table.store.settle

    def settled(key, owner, outcome):
        if outcome.found and not names:
            names.extend(outcome.made)
            taken()
        return settle(key, owner, outcome)

    table.store.settle = settled
    with pytest.raises(OutcomeUnknown, match="has been taken for what another call made"):
        create()
    assert (table.row().state, len(names), table.sent("schedules.create")) == ("unknown", 1, 1)


# What is kept


@ROUTES
def test_secrets_are_masked_in_what_is_kept(kind, journal, route):
    """The credentials that signed the call, the secrets it took and those it was answered with."""
    reply = done({"status": "success", "data": CREATED})
    options = {}
    if route == "direct":
        reply, options = Reply(200, {"status": "success", "data": CREATED}, {"x-request-id": "req-7"}), DIRECT
    upstream = Upstream(reply)
    api = Api(kind, upstream, journal=journal, **options)
    given = {"secret": SECRET, "payload_template": f"Bearer {GATEWAY_KEY}"}
    first, again = keyed(api, WEBHOOK, **given), keyed(api, WEBHOOK, **given)
    assert (first.data.secret, again.data.secret) == (SECRET, "***")
    assert (again.data.id, again.replayed, upstream.count) == (first.data.id, True, 1)
    held = repr(journal.store.rows) + repr(journal.store.things)
    assert SECRET not in held
    assert GATEWAY_KEY not in held
    assert "payload_template" not in held
    if route == "direct":
        assert again.log_id == first.log_id == "req-7"


def test_a_credential_that_is_quoted_is_masked(kind, journal):
    """Also one that a function gave."""
    reply = done({"status": "success", "data": {**BOOKED.payload, "title": "for ak_given_by_function"}})
    api = Api(kind, Upstream(reply), journal=journal, composio_api_key=lambda: "ak_given_by_function")
    assert keyed(api, BOOKED).data.title == "for ak_given_by_function"
    assert "given_by_function" not in repr(journal.store.rows)


def test_secrets_are_kept_on_request(kind):
    """For those who need them again, and have a store that is as safe as they are."""
    journal = MemoryJournal(keep_secrets=True)
    api = Api(kind, Upstream(done({"status": "success", "data": CREATED})), journal=journal)
    assert keyed(api, WEBHOOK).data.secret == keyed(api, WEBHOOK).data.secret == SECRET


def test_a_mask_is_no_fault_of_an_answer(kind, journal):
    """In strict mode an answer may hold what is masked, of whatever type."""
    each = example("calcom_integrations.get")
    assert each.effect == "read"
    upstream = Upstream(done({"status": "success", "data": CREATED}))
    api = Api(kind, upstream, journal=journal, strict=True)
    assert keyed(api, WEBHOOK).data.secret == SECRET
    assert (keyed(api, WEBHOOK).replayed, upstream.count) == (True, 1)


def test_strict_mode_refuses_the_answer_and_not_the_call(kind, journal):
    """It was done, so it is not sent again; whoever is not strict gets what was answered."""
    odd = {**BOOKED.payload, "start": 5}
    upstream = Upstream(done({"status": "success", "data": odd}))
    api = Api(kind, upstream, journal=journal, strict=True)
    for _ in range(2):
        with pytest.raises(errors.DecodeError, match="start"):
            keyed(api, BOOKED)
    assert (upstream.count, journal.row().state) == (1, "done")
    other = Api(kind, upstream, journal=journal)
    assert (keyed(other, BOOKED).replayed, keyed(other, BOOKED).data.uid) == (True, odd["uid"])


def test_an_operation_of_the_platform_gives_its_model_again(kind, journal):
    """With the answer behind it, which says that it was replayed."""
    each = example("calcom_integrations.create")
    upstream = Upstream(Reply(200, {**each.answer, "genericApiKey": "example-generic-key"}))
    api = Api(kind, upstream, journal=journal)
    first, again = keyed(api, each), keyed(api, each)
    assert type(again) is type(first)
    assert (response_of(first).replayed, response_of(again).replayed, upstream.count) == (False, True, 1)
    assert "example-generic-key" not in repr(journal.store.rows)


ODD = {
    "nested": {**BOOKED.payload, "metadata": {"deep": {"deeper": [1, 2.5, None, True]}}},
    "letters": {**BOOKED.payload, "title": "São Paulo · \U0001f600 \ud83d"},
    "numbers": {**BOOKED.payload, "id": 2**70},
    "unknown": {**BOOKED.payload, "new": {"of": "tomorrow"}, "status": "teleported"},
}


@pytest.mark.parametrize("payload", ODD.values(), ids=ODD)
def test_nothing_of_an_answer_is_lost(kind, journal, payload):
    """Whatever JSON it is."""
    api = Api(kind, Upstream(done({"status": "success", "data": payload})), journal=journal)
    first, again = keyed(api, BOOKED), keyed(api, BOOKED)
    assert (again.replayed, again.data.to_dict()) == (True, payload)
    assert again.data == first.data


def test_an_empty_answer_is_given_again(kind, journal):
    """Which is one, on the direct route."""
    upstream = Upstream(Reply(204, b""))
    api = Api(kind, upstream, journal=journal, **DIRECT)
    each = example("webhooks.delete")
    first, again = keyed(api, each), keyed(api, each)
    assert (again.replayed, again.reply, again.response.content, upstream.count) == (True, first.reply, b"", 1)


# What can't be given again


@every("held", [b"", b"{", b"\xff", b"[]", b"null", b'{"form": 2, "status": 200}', b'{"form": 1}'])
def test_what_another_version_has_kept_is_told(desk, held):
    """It was done, so nothing is sent."""
    table = desk()
    table.book()
    table.row().answer = held
    with pytest.raises(errors.DecodeError, match="kept in a form that this version") as caught:
        table.book()
    assert (table.sent(), caught.value.operation, caught.value.__context__) == (1, "bookings.create", None)


def test_what_was_too_large_to_keep_is_told(desk):
    """It was done, so nothing is sent."""
    table = desk()
    table.book()
    table.row().answer = None
    with pytest.raises(errors.AnswerTooLarge, match=r"It was done .* too large to keep"):
        table.book()
    assert table.sent() == 1


def test_an_answer_too_large_to_read_is_looked_for(desk):
    """As any other that does not arrive."""
    table = desk()
    table.mock.faults.add("truncate; operation=bookings.create; times=1")
    assert table.book().reconciled is True


# What others see


def test_an_unknown_outcome_is_kept_with_its_reason(kind, journal):
    """As JSON data, for whoever looks into the journal."""
    api = Api(kind, Upstream(httpx.ReadTimeout("gone")), journal=journal)
    with pytest.raises(OutcomeUnknown):
        keyed(api, example("calcom_integrations.create"))
    held = json.loads(journal.row().answer)
    assert (journal.row().state, held["type"], held["cause"]["type"]) == ("unknown", "OutcomeUnknown", "RequestTimeout")


def test_a_refusal_is_kept_as_an_error(kind, journal):
    """From which the same error can be made."""
    api = Api(kind, Upstream(Reply(403, {"message": "no", "secret": SECRET})), journal=journal)
    with pytest.raises(errors.PermissionDenied) as caught:
        keyed(api, BOOKED)
    held = json.loads(journal.row().answer)
    assert journal.row().state == "refused"
    assert SECRET not in repr(held)
    restored = errors.ToolzzCalError.from_dict(held)
    assert (type(restored), str(restored)) == (type(caught.value), str(caught.value))


# Marks


def test_a_booking_bears_a_mark(desk):
    """Beside what the caller has in the metadata; the same for every sending, another for another key."""
    table = desk()
    uid = table.book(metadata={"source": "crm"}).data.uid
    kept = table.mock.world.table("bookings")[uid]["metadata"]
    assert kept["source"] == "crm"
    assert len(kept["idempotencyKey"]) == 32
    assert kept["idempotencyKey"] not in repr(table.store.rows[KEY].call)
    assert KEY not in repr(kept)


PLACES = {
    "extra": {"extra_arguments": {"metadata": {"source": "crm"}}},
    "null": {"extra_arguments": {"metadata": None}},
    "empty": {"metadata": {}},
}


@every("route", ["gateway", "direct"])
@every("given", PLACES.values(), ids=PLACES)
def test_wherever_the_metadata_come_from(desk, route, given):
    """They are there, and the mark beside them."""
    table = desk(route)
    table.dies_after(lambda: table.book(**given))
    result = table.book(**given)
    assert (result.reconciled, "idempotencyKey" in result.data.metadata) == (True, True)
    assert result.data.metadata.get("source") == ("crm" if "source" in repr(given) else None)


UNMARKED = {
    "of the same name": {"metadata": {"idempotencyKey": "mine"}},
    "full": {"metadata": {f"key{number}": "x" for number in range(50)}},
}


@pytest.mark.parametrize("given", UNMARKED.values(), ids=UNMARKED)
def test_a_callers_own_metadata_stay(desk, given):
    """Where there is no room for a mark, likeness decides."""
    table = desk()
    table.dies_after(lambda: table.book(**given))
    result = table.book(**given)
    assert (result.reconciled, result.data.metadata) == (True, given["metadata"])


def test_a_journal_may_leave_marks_out(desk):
    """Its calls are the same calls: the mark is no part of what a key stands for."""
    table = desk()
    first = table.book(client=table.with_journal(mark=False))
    assert "idempotencyKey" not in (first.data.metadata or {})
    assert table.book().replayed is True
