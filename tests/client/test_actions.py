"""`client.actions`: every action for callers that know only slugs."""

import json

import pytest
from jsonschema import Draft202012Validator
from toolzz_cal import ActionResult, errors, models
from toolzz_cal._catalogue import CATALOGUE

from tests.support import counts
from tests.support.bindings import first, notes
from tests.support.client import Api, Example, Reply, Upstream, actions, document, done, example, waited_for
from tests.support.tables import every

ACTIONS = every("each", actions(), ids=str)
CLIENT = Api("sync", Upstream()).client


def keys_in(node):
    """Every key of nested JSON data."""
    if isinstance(node, dict):
        yield from node
        for inner in node.values():
            yield from keys_in(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from keys_in(inner)


def test_list_has_every_slug(api):
    """`list` gives the documented slugs in alphabetical order, without a call."""
    upstream = Upstream()
    slugs = api(upstream).call("actions.list")
    assert tuple(sorted(each.slug for each in actions())) == slugs
    assert (counts.ACTIONS, 0) == (len(slugs), upstream.count)


@ACTIONS
def test_describe_every_action(each: Example):
    """A description has the specification's own words, effect and Cal.com request, and a schema that stands alone."""
    item = document()["paths"][each.path]["post"]
    told = CLIENT.actions.describe(each.slug)
    assert (each.slug, each.name, each.effect) == (told.slug, told.operation, told.effect)
    assert item["summary"] == told.summary
    assert " ".join(item["description"].split()) == told.description
    assert first(item)["request"] == told.cal
    assert notes(item) == told.note
    assert told.arguments["type"] == "object"
    assert set(each.properties) == set(told.arguments.get("properties", {}))
    assert each.required == set(told.arguments.get("required", ()))
    assert "$ref" not in set(keys_in(told.arguments))
    assert all(schema.get("description") for schema in told.arguments.get("properties", {}).values())
    Draft202012Validator.check_schema(told.arguments)
    Draft202012Validator(told.arguments).validate(each.arguments)


@ACTIONS
def test_operation_behind_a_slug(each: Example):
    """What the client holds of an action is what the specification says of it."""
    held = CATALOGUE.operation(each.slug)
    assert (each.name, each.method, each.path, each.server) == (held.name, held.method, held.path, held.server)
    assert (each.effect, each.slug) == (held.effect, held.slug)
    assert first(document()["paths"][each.path]["post"])["request"] == str(held.cal)


def test_describe_waits_for_nothing():
    """`describe` and `list` need no credential and no `await`, also with the async client."""
    upstream = Upstream()
    client = Api("async", upstream, composio_api_key=None).client
    assert client.actions.describe("CAL_CANCEL_BOOKING_VIA_UID").effect == "destroy"
    assert upstream.count == 0


def test_description_is_the_callers_own():
    """Changing a description changes no other."""
    slug = "CAL_POST_NEW_BOOKING_REQUEST"
    before = json.dumps(CLIENT.actions.describe(slug).arguments)
    told = CLIENT.actions.describe(slug)
    told.arguments["properties"]["start"].clear()
    told.arguments.clear()
    assert before == json.dumps(CLIENT.actions.describe(slug).arguments)


@every(
    ("slug", "nearest"),
    [
        ("CAL_CANCEL_BOOKING_BY_UID", "CAL_CANCEL_BOOKING_VIA_UID"),
        ("cal_cancel_booking_via_uid", "CAL_CANCEL_BOOKING_VIA_UID"),
        ("CANCEL_BOOKING_VIA_UID", "CAL_CANCEL_BOOKING_VIA_UID"),
        ("CAL_FETCH_ALL_BOOKING", "CAL_FETCH_ALL_BOOKINGS"),
        ("CAL_DELETE_OAUTH_CLIENTS_WEBHOOK", "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK"),
    ],
)
def test_unknown_slug_names_the_nearest(slug, nearest, api):
    """A slug that does not exist is refused with the nearest ones, best first, before anything is sent."""
    upstream = Upstream()
    client = api(upstream)
    for name in ("actions.execute", "actions.describe"):
        with pytest.raises(errors.UnknownAction) as caught:
            client.call(name, slug)
        assert nearest == caught.value.suggestions[0]
        assert len(caught.value.suggestions) <= 3
        assert caught.value.message.startswith(f"No action is called '{slug}'; did you mean {nearest}")
    assert upstream.count == 0


@pytest.mark.parametrize("slug", ["", "qqq", "GMAIL", "bookings.cancel" * 40])
def test_slug_that_is_like_none(slug):
    """A slug that is like none is refused with the way to find them all."""
    with pytest.raises(errors.UnknownAction, match=r"client\.actions\.list\(\)") as caught:
        CLIENT.actions.describe(slug)
    assert caught.value.suggestions == ()


def test_execute_has_the_methods_types_and_errors(api):
    """By slug, an action has the method's result type, retries and errors."""
    upstream = Upstream(Reply(503, b""), Reply(200, example("bookings.list").answer))
    result = api(upstream).call("actions.execute", "CAL_FETCH_ALL_BOOKINGS", {"take": 5}, timeout=7)
    assert type(result) is ActionResult
    assert {type(item) for item in result.data} == {models.Booking}
    assert upstream.arguments == [{"take": 5}] * 2
    assert upstream.requests[1].extensions["timeout"]["read"] == 7
    with pytest.raises(errors.OutcomeUnknown):
        api(Upstream(Reply(503, b""))).call("actions.execute", "CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": "bk"})
    with pytest.raises(errors.ActionFailed):
        api(Upstream(Reply(200, {"data": None, "successful": False}))).call("actions.execute", "CAL_FETCH_ALL_BOOKINGS")


def test_execute_sends_what_the_documents_lack(api):
    """By slug, arguments that the specification does not know are sent as they are."""
    upstream = Upstream()
    api(upstream).call("actions.execute", "CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": "bk", "cancellationReason": "x"})
    assert upstream.arguments == [{"bookingUid": "bk", "cancellationReason": "x"}]


def test_copies_have_actions_of_their_own(kind):
    """`actions` of a copy uses the copy's options."""
    upstream = Upstream(done([]))
    client = Api(kind, upstream).client
    for each in (client, client.with_options(user_id="user-second"), client):
        waited_for(each.actions.execute("CAL_FETCH_ALL_BOOKINGS"))
    assert ["user-example", "user-second", "user-example"] == [body["user_id"] for body in upstream.bodies]


def test_either_slug_of_a_renamed_action_is_taken(api):
    """Both mean the same operation; listed is the documented one."""
    documented, newer = "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "CAL_DELETE_OAUTH_CLIENT_WEBHOOK"
    assert documented == CLIENT.actions.describe(newer).slug == CLIENT.actions.describe(documented).slug
    assert (documented in CLIENT.actions.list(), newer in CLIENT.actions.list()) == (True, False)
    upstream = Upstream()
    client = api(upstream)
    for slug in (documented, newer):
        client.call("actions.execute", slug, {"clientId": "client-example", "webhookId": "wh-example"})
    assert upstream.requests[0].content == upstream.requests[1].content
