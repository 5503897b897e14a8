"""Conferencing apps: connecting, preferring and disconnecting them."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from toolzz_cal_mock.problems import BadRequest, Unauthorized
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.conferencing import APPS, new_conferencing
from toolzz_cal_mock.world.connections import new_credential
from toolzz_cal_mock.world.event_type_rows import VIDEO, new_event_type

from tests.support.behaviours import ask, people

PAGES = {"returnTo": "https://app.example.com/done", "onErrorReturnTo": "https://app.example.com/failed"}


@pytest.fixture
def them():
    return people()


def consent(world, caller, app):
    """The state of an app's consent page."""
    url = ask(world, caller, "conferencing.authorization_url", app=app, **PAGES)["url"]
    return parse_qs(urlsplit(url).query)["state"][0]


@pytest.mark.parametrize("app", ["zoom", "msteams"])
def test_consent_connects_the_user_of_the_state(them, app):
    """The callback connects whom the state names and goes to the page for success."""
    state = consent(them.world, them.lead, app)
    assert PAGES.items() <= json.loads(state).items()
    answer = ask(them.world, them.owner, "conferencing.authorization_callback", app=app, code="example", state=state)
    assert {"url": PAGES["returnTo"]} == answer
    assert [app] == [each["appId"] for each in ask(them.world, them.lead, "conferencing.list")]
    assert ask(them.world, them.owner, "conferencing.list") == []


def test_every_failure_goes_to_the_other_page(them):
    """A refusal, a code used before and a wrong app end on the page for failures."""
    state = consent(them.world, them.lead, "zoom")
    ask(them.world, them.owner, "conferencing.authorization_callback", app="zoom", code="used-example", state=state)
    for wrong in (
        {"app": "zoom", "code": "used-example", "state": state},
        {"app": "zoom", "code": "example-2", "state": state, "error": "access_denied"},
        {"app": "google-meet", "code": "example-3", "state": state},
    ):
        answer = ask(them.world, them.owner, "conferencing.authorization_callback", **wrong)
        assert {"url": PAGES["onErrorReturnTo"]} == answer, wrong
    assert len(them.world.table("conferencing")) == 1


@pytest.mark.parametrize(
    "state", ['{"accessToken":"example-unknown","returnTo":"https://a.example.com"}', "example-state"]
)
def test_state_that_names_nobody_is_refused(them, state):
    """No page is shown for a token that nobody has, or for no state at all."""
    them.world.indexes["strict_auth"] = True
    with pytest.raises(Unauthorized):
        ask(them.world, them.owner, "conferencing.authorization_callback", app="zoom", code="example-4", state=state)
    with pytest.raises(BadRequest):
        BEHAVIOURS["conferencing.authorization_callback"](them.world, Caller(31790), {"app": "zoom", "code": "c"})


def test_google_meet_needs_google_calendar(them):
    """Meet is connected directly, once, and only beside a Google Calendar."""
    with pytest.raises(BadRequest, match="requires a Google Calendar"):
        ask(them.world, them.owner, "conferencing.connect", app="google-meet")
    new_credential(them.world, 31790, "google")
    row = ask(them.world, them.owner, "conferencing.connect", app="google-meet")
    assert (row["type"], row["appId"], row["userId"]) == ("google_video", "google-meet", 31790)
    with pytest.raises(BadRequest, match="already"):
        ask(them.world, them.owner, "conferencing.connect", app="google-meet")


def test_wrong_apps_are_refused(them):
    """Each operation knows its apps and names them."""
    with pytest.raises(BadRequest, match=r"available apps are: google-meet$"):
        ask(them.world, them.owner, "conferencing.connect", app="zoom")
    with pytest.raises(BadRequest, match=r"available apps are: zoom, msteams$"):
        ask(them.world, them.owner, "conferencing.authorization_url", app="google-meet", **PAGES)
    for operation in ("conferencing.set_default", "conferencing.disconnect"):
        with pytest.raises(BadRequest, match=r"available apps are: google-meet, zoom, msteams, daily-video$"):
            ask(them.world, them.owner, operation, app="google_meet")


def test_default_is_kept_until_its_app_goes(them):
    """Only connected apps and Cal Video can be preferred; disconnecting clears the choice."""
    assert ask(them.world, them.owner, "conferencing.get_default") == {"status": "success"}
    with pytest.raises(BadRequest, match="zoom not connected"):
        ask(them.world, them.owner, "conferencing.set_default", app="zoom")
    new_conferencing(them.world, 31790, "zoom")
    ask(them.world, them.owner, "conferencing.set_default", app="zoom")
    assert ask(them.world, them.owner, "conferencing.get_default") == {"appSlug": "zoom"}
    assert ask(them.world, them.lead, "conferencing.get_default") == {"status": "success"}
    ask(them.world, them.owner, "conferencing.disconnect", app="zoom")
    assert ask(them.world, them.owner, "conferencing.get_default") == {"status": "success"}
    ask(them.world, them.owner, "conferencing.set_default", app="daily-video")
    assert ask(them.world, them.owner, "conferencing.get_default") == {"appSlug": "daily-video"}
    made = new_event_type(them.world, 31790, title="Call", slug="call", length=30)
    (shown,) = ask(them.world, them.owner, "event_types.get", eventTypeId=str(made["id"]))["users"]
    assert shown["metadata"] == {"defaultConferencingApp": {"appSlug": "daily-video"}}


def test_disconnecting_moves_event_types_to_cal_video(them):
    """Event types of the caller that met in the app meet in Cal Video; others keep their places."""
    new_conferencing(them.world, 31790, "msteams")
    place = {"type": "integration", "integration": APPS["msteams"].location}
    mine = new_event_type(them.world, 31790, locations=[{"type": "phone", "phone": "+5511955550123"}, place])
    other = new_event_type(them.world, them.lead["id"], locations=[place])
    assert ask(them.world, them.owner, "conferencing.disconnect", app="msteams") == {"status": "success"}
    rows = them.world.table("event_types")
    assert rows[mine["id"]]["locations"] == [{"type": "phone", "phone": "+5511955550123"}, VIDEO]
    assert [place] == rows[other["id"]]["locations"]
    for app in ("msteams", "daily-video"):
        with pytest.raises(BadRequest, match=f"{app} not connected"):
            ask(them.world, them.owner, "conferencing.disconnect", app=app)
