"""Each operation that writes has a way to find out afterwards what it did, or a reason in the guide why not."""

import inspect
import re

import pytest
from toolzz_cal import _reconcile, errors, operations
from toolzz_cal._operation import Reconcile, Repeat, Reread
from toolzz_cal.permissions import Permissions

from tests.support.client import ROOT, Api, Upstream, example
from tests.support.direct import specified
from tests.support.searching import KEPT, Desk, operation_of

ROUTES = pytest.mark.parametrize("route", ["gateway", "direct"])
WRITES = [each.name for each in operations.every() if each.effect != "read"]
ACTIONS = [each.name for each in operations.every() if each.effect != "read" and each.slug]
GUIDE = (ROOT / "docs" / "reconcile.md").read_text("utf-8")
# What a booking is moved to, which the example leaves to extra arguments.
LATER = {"start": "2027-03-10T15:00:00Z"}


def ways(*kinds):
    """The actions that have a way of one of these kinds."""
    return [name for name in ACTIONS if isinstance(operation_of(name).reconcile, kinds)]


def without_a_way():
    """The operations of the guide's last table."""
    table = GUIDE[GUIDE.index("## What can't be asked") :]
    firsts = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {name for first in firsts for name in re.findall(r"`([\w.]+)`", first)}


def arguments_of(desk, name):
    """Arguments with which an operation does something to somebody else than the caller."""
    arguments = desk.arguments(name)
    if name in ("organizations.memberships.create", "organizations.users.delete"):
        user = desk.mock.seed.user("Rui Lima")
        arguments["userId"] = user["id"]
        if name == "organizations.users.delete":
            desk.mock.seed.membership(user, {"id": arguments["orgId"]})
    return arguments | (LATER if name == "bookings.reschedule" else {})


def test_every_write_has_a_way_or_a_reason():
    """No operation is forgotten, and none stands on both sides."""
    told = {name for name in WRITES if "x-reconcile" in specified()[name]}
    assert told | without_a_way() == set(WRITES)
    assert told & without_a_way() == set()
    assert len(WRITES) == 82
    assert len(told) == 67


@ROUTES
@pytest.mark.parametrize("name", ways(Reconcile, Reread))
def test_what_was_done_is_found(name, route):
    """Before it happened the search says so; once it has, it gives the result, in the form of the operation's own."""
    desk = Desk(route)
    arguments = arguments_of(desk, name)
    words, is_absent = desk.look(name, arguments)
    assert isinstance(words, str)
    assert is_absent
    answered = desk.run(name, arguments)
    found, is_absent = desk.look(name, arguments)
    assert found.reconciled
    assert not is_absent
    assert type(found.data) is type(answered.data)
    how = operation_of(name).reconcile
    if isinstance(how, Reconcile) or how.done:
        assert found.mismatches == ()
    if isinstance(how, Reconcile):
        assert found.data.to_dict()[how.id] == answered.data.to_dict()[how.id]


@ROUTES
@pytest.mark.parametrize("name", ways(Repeat))
def test_what_may_be_sent_again_leaves_the_same(name, route):
    """The second call succeeds, and makes nothing more."""
    desk = Desk(route)
    arguments = arguments_of(desk, name)
    desk.run(name, arguments)
    before = desk.rows()
    desk.run(name, arguments)
    assert before == desk.rows()


@pytest.mark.parametrize("name", ways(Repeat))
def test_before_it_is_sent_again_nothing_is_read(name):
    """There is nothing to find, and nothing to wait for."""
    desk = Desk("direct")
    arguments = arguments_of(desk, name)
    count = len(desk.mock.calls())
    words, is_absent = desk.look(name, arguments)
    assert "may be sent again" in words
    assert is_absent
    assert len(desk.mock.calls()) == count


@pytest.mark.parametrize("name", ways(Repeat))
def test_what_may_be_sent_again_takes_no_reconcile(name):
    """`reconcile=True` looks, and there is nothing to look at; nothing is sent."""
    upstream = Upstream()
    client = Api("sync", upstream)
    assert "reconcile" not in inspect.signature(client.method(name)).parameters
    with pytest.raises(errors.ArgumentError, match="no way to find out afterwards"):
        client.client.actions.execute(operation_of(name).slug, example(name).arguments, reconcile=True)
    assert upstream.count == 0


@pytest.mark.parametrize("name", sorted(without_a_way() & set(ACTIONS)))
def test_without_a_way_there_is_no_search(name):
    """What the guide names as beyond asking has none."""
    desk = Desk("gateway")
    assert desk.search(name, desk.arguments(name)) is None


@pytest.mark.parametrize(("name", "more"), [
    ("bookings.create", {"attendee": {"name": "Ana Prado", "phoneNumber": "+5511955550123", "timeZone": "UTC"}}),
    ("bookings.cancel", {"cancelSubsequentBookings": True}),
    ("bookings.reschedule", {**LATER, "seatUid": "seat-example"}),
    ("bookings.reschedule", {"start": None}),
    ("organizations.users.attribute_options.assign", {"attributeOptionId": None, "value": "Sines"}),
    ("schedules.create", {"name": None}),
])  # fmt: skip
def test_arguments_that_tell_too_little_leave_no_search(name, more):
    """Nothing is raised, as the call itself may be right; there is no way to look, and nothing is sent."""
    desk = Desk("direct")
    given = {**desk.arguments(name), **more}
    assert desk.search(name, {key: value for key, value in given.items() if value is not None}) is None
    assert len(desk.mock.calls()) == 0


def test_by_a_mark_less_has_to_be_given():
    """Somebody who is known by a phone number is found by the mark."""
    desk = Desk("direct")
    attendee = {"name": "Ana Prado", "phoneNumber": "+5511955550123", "timeZone": "UTC"}
    assert desk.search("bookings.create", {**desk.arguments("bookings.create"), "attendee": attendee}, mark=KEPT)


def test_whom_may_not_list_there_is_no_search():
    """An integration's agent that may book and not list, and a booking without a credential."""
    upstream, name = Upstream(), "bookings.create"
    agent = Api("sync", upstream).client._engine
    agent.config.permissions = Permissions(frozenset({"createBookingEnabled"}))
    anonymous = Api("sync", upstream, composio_api_key=None, route="direct").client._engine
    for engine in (agent, anonymous):
        arguments = example(name).arguments
        assert None is _reconcile.search_from(engine, operation_of(name), arguments, None, since=1, mark=KEPT)
    assert upstream.count == 0
