"""An answer of one thing or several: a recurring booking, and a managed event type with its copies."""

import copy
import pickle

import pytest
from toolzz_cal import errors
from toolzz_cal.models import Booking, TeamEventType

from tests.support.client import Reply, Upstream, example
from tests.support.direct import CLIENT, DIRECT, needed
from tests.support.tables import every

SERIES = ("bookings.create", "bookings.get", "bookings.cancel")
MANAGED = ("teams.event_types.create", "organizations.teams.event_types.create")
MODELS = dict.fromkeys(SERIES, Booking) | dict.fromkeys(MANAGED, TeamEventType)
ROUTES = every("route", ["direct", "gateway"])
EITHER = every("name", MODELS)


@pytest.fixture
def ask(api):
    """Runs an action's example on a route, with what the upstream answers to it as Cal.com's reply."""

    def run(route, name, reply, **options):
        each = example(name)
        answer = reply if route == "direct" else {"data": reply, "successful": True, "error": None}
        client = api(Upstream(Reply(200, answer)), **({**DIRECT, **CLIENT} if route == "direct" else {}), **options)
        return client.run(each, **({"extra_arguments": more} if (more := needed(each)) else {}))

    return run


def rows(name, count):
    """Several of what an action's example answers, told apart by their ids."""
    one = example(name).payload
    return [{**one, "id": number, "title": f"No. {number}"} for number in range(1, count + 1)]


@ROUTES
@EITHER
@every("count", [1, 3])
def test_a_list_gives_its_first_and_all(ask, route, name, count):
    """`data` is the first of a list, `items` are all of them, and strict mode finds nothing amiss."""
    reply = {"status": "success", "data": rows(name, count)}
    result = ask(route, name, reply, strict=True)
    assert {MODELS[name]} == {type(each) for each in result.items}
    assert [each.to_dict() for each in result.items] == reply["data"]
    assert result.data is result.items[0]
    assert (reply, ()) == (result.reply, result.mismatches)


@ROUTES
@EITHER
def test_one_alone_is_a_list_of_one(ask, route, name):
    """What is no series is read in the same way."""
    result = ask(route, name, {"status": "success", "data": rows(name, 1)[0]}, strict=True)
    assert result.items == [result.data]
    assert result.data.id == 1


@every(("data", "places"), [
    ([], ["data"]),
    ("text", ["data"]),
    (None, ["data"]),
    ([{"id": "1"}, 7], ["data[1]", "data[0].id"]),
])  # fmt: skip
def test_what_is_neither_is_kept_and_told(ask, data, places):
    """A reply of another shape stays as it came, and its differences say which item they are of."""
    result = ask("direct", "bookings.get", {"status": "success", "data": data})
    assert result.reply["data"] == data
    found = [each.path for each in result.mismatches]
    assert places == [path for path in found if path in places]
    with pytest.raises(errors.DecodeError):
        ask("direct", "bookings.get", {"status": "success", "data": data}, strict=True)


def test_every_occurrence_is_checked(ask):
    """A difference in a later occurrence is told with its place."""
    first, second = rows("bookings.get", 2)
    result = ask("direct", "bookings.get", {"status": "success", "data": [first, {**second, "duration": "long"}]})
    assert ["data[1].duration"] == [each.path for each in result.mismatches]


def test_a_series_survives_copies_and_pickles(ask):
    """A copy has the same items, of which the first is still its data."""
    result = ask("direct", "bookings.get", {"status": "success", "data": rows("bookings.get", 2)})
    for other in (copy.copy(result), copy.deepcopy(result), pickle.loads(pickle.dumps(result))):
        assert result.items == other.items
        assert other.data is other.items[0]
        assert "2 items" in repr(other)


def test_items_of_other_results(ask):
    """Of a list the items are its entries, of one thing a list of it, of nothing none."""
    listed = ask("direct", "bookings.list", {"status": "success", "data": rows("bookings.get", 2)})
    assert listed.items is listed.data
    alone = ask("direct", "bookings.confirm", {"status": "success", "data": rows("bookings.get", 1)[0]})
    assert alone.items == [alone.data]
    assert ask("direct", "conferencing.get_default", {"status": "success"}).items == []


# Replies with no more than a status


@every("name", ["conferencing.get_default", "selected_calendars.add"])
@ROUTES
def test_no_more_than_a_status_is_nothing(ask, route, name):
    """Where there is nothing to tell, Cal.com leaves `data` out: None, and no model without a value."""
    result = ask(route, name, {"status": "success"}, strict=True)
    assert result.data is None
    assert result.reply == {"status": "success"}
