"""docs/routes.md holds: its clients go where it says, and the routes differ as its table says."""

import re

import pytest
from toolzz_cal import errors

from tests.support.bindings import first
from tests.support.client import ROOT, actions, document

GUIDE = (ROOT / "docs" / "routes.md").read_text("utf-8")
BOOKING = "bk4Zr8YqLw2TnVx6"


@pytest.fixture
def names():
    """What the page's snippets define."""
    found = {}
    exec(compile("\n".join(re.findall(r"```python\n(.*?)```", GUIDE, re.S)), "routes.md", "exec"), found)
    return found


@pytest.fixture
def routes(toolzz_cal_mock):
    """A client of each route in front of the same mock."""
    client = toolzz_cal_mock.client.with_options(cal_api_key="cal_example", route="direct")
    return {"gateway": client.with_options(route="gateway"), "direct": client}


def test_credentials_decide(names):
    """Each client of the page takes the route that it stands for."""
    for name in ("gateway", "direct", "own_server", "platform", "chosen"):
        route = "gateway" if name == "gateway" else "direct"
        assert f"route={route!r}" in repr(names[name])
    assert "cal_base_url='https://cal.example.com'" in repr(names["own_server"])


def test_errors_are_as_in_the_table(routes, toolzz_cal_mock):
    """A refusal of Cal.com, and a missing field, are told apart as the table has it."""
    with pytest.raises(errors.ActionFailed, match="was not found"):
        routes["gateway"].bookings.get(booking_uid="nobody")
    with pytest.raises(errors.NotFound, match="was not found"):
        routes["direct"].bookings.get(booking_uid="nobody")
    with pytest.raises(errors.ActionFailed, match="400"):
        routes["gateway"].bookings.reschedule(booking_uid=BOOKING)
    before = len(toolzz_cal_mock.calls)
    with pytest.raises(errors.ArgumentError, match="`start`"):
        routes["direct"].bookings.reschedule(booking_uid=BOOKING)
    assert before == len(toolzz_cal_mock.calls)


def test_the_handler_serves_both_routes(names, routes):
    """The page's function finds a booking, and finds none, on either route."""
    for client in routes.values():
        assert BOOKING == names["find"](client, BOOKING).uid
        assert names["find"](client, "nobody") is None


def test_log_ids(routes):
    """Either route answers with the identifier that its upstream gave."""
    by_gateway = routes["gateway"].bookings.get(booking_uid=BOOKING)
    assert by_gateway.raw["log_id"] == by_gateway.log_id
    directly = routes["direct"].bookings.get(booking_uid=BOOKING)
    assert directly.response.headers["x-request-id"] == directly.log_id


def test_figures():
    """How many actions there are of a kind is what the specification says."""
    told = [document()["paths"][each.path]["post"] for each in actions()]
    assert [12, 8] == [
        sum(first(each).get("credential") == "client" for each in told),
        sum("needs" in first(each) for each in told),
    ]
    assert "the twelve that are signed with a platform client's secret" in GUIDE
    assert "and eight need a field" in GUIDE


def test_links_lead_somewhere():
    """The pages that it points to are there."""
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        assert (ROOT / "docs" / target).is_file(), target
