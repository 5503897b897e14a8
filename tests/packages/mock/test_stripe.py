"""Payments: connecting a Stripe account of a user or a team, and checking it."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from toolzz_cal_mock.problems import BadRequest, Forbidden, NotFound
from toolzz_cal_mock.world.consent import ERROR_PAGE, HOME
from toolzz_cal_mock.world.stripe import new_stripe

from tests.support.behaviours import ask, people


@pytest.fixture
def them():
    return people()


def state_of(world, caller, **more):
    """The state of Stripe's consent page."""
    url = ask(world, caller, "stripe.connect", **more)["authUrl"]
    return parse_qs(urlsplit(url).query)["state"][0]


def test_consent_connects_the_user_of_the_state(them):
    """Without an account the check finds nothing; after the callback it succeeds, for that user alone."""
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "stripe.check")
    state = state_of(them.world, them.lead)
    assert ask(them.world, them.owner, "stripe.save", code="example-code", state=state) == {"url": HOME}
    assert ask(them.world, them.lead, "stripe.check") == {"status": "success"}
    with pytest.raises(NotFound):
        ask(them.world, them.owner, "stripe.check")


@pytest.mark.parametrize(("good", "bad"), [("returnTo", "onErrorReturnTo"), ("redir", "errorRedir")])
def test_pages_have_had_two_names(them, good, bad):
    """Success and failure lead to the pages named when connecting, by their newer or their older names."""
    pages = {good: "https://app.example.com/done", bad: "https://app.example.com/failed"}
    state = state_of(them.world, them.owner, **pages)
    failed = ask(them.world, them.owner, "stripe.save", code="example-code", state=state, error="access_denied")
    assert {"url": pages[bad]} == failed
    assert {"url": pages[good]} == ask(them.world, them.owner, "stripe.save", code="example-code", state=state)
    again = ask(them.world, them.owner, "stripe.save", code="example-code", state=state)
    assert {"url": pages[bad]} == again, "a code works once"


def test_state_that_names_nobody_connects_nothing(them):
    """A state that the mock did not make leads to the error page."""
    for state in ("example-state", json.dumps({"accessToken": "example-unknown"})):
        assert ask(them.world, them.owner, "stripe.save", code="example-code", state=state) == {"url": ERROR_PAGE}
    assert not them.world.table("stripe")


def test_teams_have_accounts_of_their_own(them):
    """Who manages a team connects it, members may check it, outsiders neither."""
    state = state_of(them.world, them.stranger, teamId="8841")
    assert ask(them.world, them.owner, "stripe.save", code="example-1", state=state) == {"url": HOME}
    with pytest.raises(NotFound):
        ask(them.world, them.member, "stripe.check_team", teamId="8841")
    state = state_of(them.world, them.lead, teamId="8841")
    ask(them.world, them.owner, "stripe.save", code="example-2", state=state)
    assert ask(them.world, them.member, "stripe.check_team", teamId="8841") == {"status": "success"}
    with pytest.raises(Forbidden):
        ask(them.world, them.stranger, "stripe.check_team", teamId="8841")
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "stripe.check")
    with pytest.raises(BadRequest):
        ask(them.world, them.lead, "stripe.check_team", teamId="support")


def test_unusable_account_is_no_connection(them):
    """An account that Stripe does not accept any more fails the check."""
    new_stripe(them.world, 31790, invalid=True)
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "stripe.check")
