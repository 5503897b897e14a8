"""Calendars: consent, what is connected, busy times, and which calendars count."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from toolzz_cal_mock.problems import BadRequest, Invalid, NotFound, Unauthorized
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.calendars import add_busy, forget_user, new_calendar, new_credential, selected_busy
from toolzz_cal_mock.world.connections import calendar_of
from toolzz_cal_mock.world.consent import HOME

from tests.support.behaviours import ask, people


@pytest.fixture
def them():
    return people()


@pytest.fixture
def desk(them):
    """The owner's Google account 512 with the calendar of the specification's examples."""
    calendars = [
        {"external_id": "desk@example.com", "name": "Desk", "primary": True},
        {"external_id": "holidays@example.com", "name": "Holidays", "readOnly": True},
    ]
    return new_credential(them.world, 31790, "google", 512, email="desk@example.com", calendars=calendars)


def state_of(url):
    """The state in the address of a consent page."""
    return parse_qs(urlsplit(url).query)["state"][0]


def consented(world, caller, calendar="google", code="example-code", **more):
    """Connects a calendar as a browser would."""
    url = ask(world, caller, "calendars.connect", calendar=calendar, **more)["authUrl"]
    return ask(world, caller, "calendars.save", calendar=calendar, code=code, state=state_of(url))


# Connecting


@pytest.mark.parametrize("calendar", ["google", "office365"])
def test_consent_connects_the_caller(them, calendar):
    """Before consent a check fails; after it the account is listed, its main calendar counts and receives bookings."""
    with pytest.raises(BadRequest):
        ask(them.world, them.lead, "calendars.check", calendar=calendar)
    assert consented(them.world, them.lead, calendar) == {"url": HOME}
    assert ask(them.world, them.lead, "calendars.check", calendar=calendar) == {"status": "success"}
    listed = ask(them.world, them.lead, "calendars.list")
    (account,) = listed["connectedCalendars"]
    assert f"{calendar}_calendar" == account["integration"]["type"]
    assert [each["externalId"] for each in account["calendars"] if each["isSelected"]] == ["lead@example.com"]
    assert "lead@example.com" == account["primary"]["externalId"] == listed["destinationCalendar"]["externalId"]


def test_state_names_the_caller_and_nobody_else(them):
    """Whoever brings the code, the account goes to the user whose token is in the state."""
    state = state_of(ask(them.world, them.owner, "calendars.connect", calendar="google")["authUrl"])
    assert json.loads(state)["accessToken"] == "cal_example"
    ask(them.world, them.stranger, "calendars.save", calendar="google", code="example-code", state=state)
    ask(them.world, them.owner, "calendars.check", calendar="google")
    with pytest.raises(BadRequest):
        ask(them.world, them.stranger, "calendars.check", calendar="google")


def test_users_without_any_credential_have_states_of_their_own(them):
    """A user of whom no token is known is named by one that is made for the purpose."""
    consented(them.world, them.member)
    assert [them.member["id"]] == [row["userId"] for row in them.world.table("credentials").values()]


def test_state_as_a_query_string_is_read_too(them):
    """Servers of early 2025 wrote the state as a query string."""
    state = f"accessToken=cal_example&origin={HOME}&redir={quote('https://app.example.com/done')}"
    answer = ask(them.world, them.stranger, "calendars.save", calendar="google", code="example-code", state=state)
    assert answer == {"url": "https://app.example.com/done"}
    ask(them.world, them.owner, "calendars.check", calendar="google")


def test_redirect_goes_where_the_caller_wanted(them):
    """`redir` of the connection is where the callback sends the browser."""
    assert consented(them.world, them.owner, redir="https://app.example.com/x") == {"url": "https://app.example.com/x"}


@pytest.mark.parametrize("state", ["example-state", "[]", '{"accessToken": 7}', "{}", "9" * 5000, "[" * 100_000])
def test_state_without_an_origin_is_refused(them, state):
    """Nothing is connected for a state that this mock did not make, whatever it is."""
    with pytest.raises(BadRequest, match="origin"):
        ask(them.world, them.owner, "calendars.save", calendar="google", code="example-code", state=state)
    assert not them.world.table("credentials")


def test_unknown_token_stands_for_the_default_user_unless_strict(them):
    """A state with some token works like a request with some key; with strict authentication neither does."""
    them.world.indexes |= {"default_user": 31790, "strict_auth": False}
    state = json.dumps({"accessToken": "example-access-token", "origin": HOME})
    arguments = {"calendar": "google", "state": state}
    assert ask(them.world, them.owner, "calendars.save", code="one-example", **arguments) == {"url": HOME}
    them.world.indexes["strict_auth"] = True
    with pytest.raises(Unauthorized):
        ask(them.world, them.owner, "calendars.save", code="two-example", **arguments)


@pytest.mark.parametrize(
    "redir", ["https://a.example.com\r\nSet-Cookie: x", "//evil.example.com", "javascript:alert(1)", "/\\a", 7]
)
def test_redirects_that_are_no_addresses_are_not_followed(them, redir):
    """What ends up in a Location header cannot end it, nor leave the scheme."""
    state = json.dumps({"accessToken": "cal_example", "origin": HOME, "redir": redir})
    answer = ask(them.world, them.owner, "calendars.save", calendar="google", code="example-code", state=state)
    assert answer == {"url": HOME}


def test_code_works_once_and_connecting_again_keeps_the_account(them):
    """Another consent mends an account that was broken, and makes no second one."""
    consented(them.world, them.owner)
    (row,) = them.world.table("credentials").values()
    them.world.put("credentials", row["id"], {**row, "invalid": True})
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "calendars.check", calendar="google")
    consented(them.world, them.owner, code="example-code")
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "calendars.check", calendar="google")
    consented(them.world, them.owner, code="another-example")
    ask(them.world, them.owner, "calendars.check", calendar="google")
    assert len(them.world.table("credentials")) == 1


def test_dry_run_and_missing_code_connect_nothing(them):
    """A person who declines, and a dry run, come back to the same page with nothing connected."""
    assert consented(them.world, them.owner, isDryRun=True) == {"url": HOME}
    assert consented(them.world, them.owner, code="undefined") == {"url": HOME}
    assert not them.world.table("credentials")


@pytest.mark.parametrize(
    ("operation", "calendar"),
    [
        ("calendars.connect", "apple"),
        ("calendars.save", "yahoo"),
        ("calendars.check", "ics-feed"),
        ("calendars.save_credentials", "google"),
    ],
)
def test_wrong_provider_is_refused(them, operation, calendar):
    """Each operation knows its providers and names all of them."""
    arguments = {"calendar": calendar, **({"code": "x", "state": "x"} if operation.endswith("save") else {})}
    with pytest.raises(BadRequest, match="Invalid calendar type, available calendars are: google, office365, apple"):
        ask(them.world, them.owner, operation, **arguments)


def test_apple_needs_name_and_password(them):
    """Apple is connected without consent, by what the action has no arguments for."""
    for extra in ({}, {"username": "leo@example.com"}, {"username": "leo@example.com", "password": "x"}):
        with pytest.raises(BadRequest, match="Username or password cannot be empty"):
            ask(them.world, them.owner, "calendars.save_credentials", calendar="apple", **extra)
    login = {"username": "leo@example.com", "password": "example-password"}
    for _ in range(2):
        answer = ask(them.world, them.owner, "calendars.save_credentials", calendar="apple", **login)
        assert answer == {"status": "success"}
    ask(them.world, them.owner, "calendars.check", calendar="apple")
    assert len(them.world.table("credentials")) == 1
    assert "example-password" not in repr(them.world.tables)


# Google's older twin


def test_google_twin_connects_and_its_redirect_may_be_followed(them):
    """The twin's callback connects, and leads to the newer one, which then changes nothing."""
    state = state_of(ask(them.world, them.owner, "google_calendar.authorization_url")["authUrl"])
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "google_calendar.check")
    answer = ask(them.world, them.owner, "google_calendar.save_credentials", code="a&b", state=state)
    parts = urlsplit(answer["url"])
    assert parts.path == "/v2/calendars/google/save"
    assert {"code": ["a&b"], "state": [state]} == parse_qs(parts.query)
    assert ask(them.world, them.owner, "google_calendar.check") == {"status": "success"}
    followed = ask(them.world, them.owner, "calendars.save", calendar="google", code="a&b", state=state)
    assert followed == {"url": HOME}
    assert len(them.world.table("credentials")) == 1


def test_google_twin_takes_no_code_that_is_used_up(them):
    """A code that connected once connects nothing through the twin either."""
    consented(them.world, them.owner)
    state = state_of(ask(them.world, them.owner, "google_calendar.authorization_url")["authUrl"])
    (row,) = them.world.table("credentials").values()
    ask(them.world, them.owner, "calendars.disconnect", id=row["id"], calendar="google")
    ask(them.world, them.owner, "google_calendar.save_credentials", code="example-code", state=state)
    assert not them.world.table("credentials")


def test_google_twin_leaves_the_refusal_to_the_newer_one(them):
    """A state that the mock did not make connects nothing; the browser is sent on all the same."""
    them.world.indexes["strict_auth"] = True
    answer = ask(them.world, them.owner, "google_calendar.save_credentials", code="example-code", state="example-state")
    assert answer == {"url": "/v2/calendars/google/save?code=example-code&state=example-state"}
    assert not them.world.table("credentials")


# Listing and disconnecting


def test_list_without_any_account(them):
    """Somebody who has connected nothing has an empty list and an empty destination."""
    assert ask(them.world, them.owner, "calendars.list") == {"connectedCalendars": [], "destinationCalendar": {}}


def test_broken_account_is_listed_with_its_error(them, desk):
    """Of an account that the provider does not accept any more there is an error instead of calendars."""
    them.world.put("credentials", 512, {**desk, "invalid": True})
    (account,) = ask(them.world, them.owner, "calendars.list")["connectedCalendars"]
    assert account["error"]["message"]
    assert "calendars" not in account


def test_list_shows_no_private_keys(them, desk):
    """Events and secrets of calendars stay inside."""
    add_busy(them.world, calendar_of(them.world, 512, "desk@example.com"), them.world.now(), them.world.now())
    assert "_busy" not in json.dumps(ask(them.world, them.owner, "calendars.list"))


def test_disconnecting_takes_everything_along(them, desk):
    """With the account go its calendars, their selection and the destination."""
    answer = ask(them.world, them.owner, "calendars.disconnect", id=512, calendar="office365")
    expected = {"id": 512, "type": "google_calendar", "userId": 31790, "teamId": None, "appId": "google-calendar"}
    assert {**expected, "invalid": False} == answer
    for table in ("credentials", "calendars", "selected_calendars", "destination_calendars"):
        assert not them.world.table(table), table
    with pytest.raises(NotFound):
        ask(them.world, them.owner, "calendars.disconnect", id=512, calendar="google")


def test_destination_moves_to_another_account_when_its_own_goes(them, desk):
    """Bookings need a place: the next writable calendar takes over, when calendars are listed."""
    new_credential(them.world, 31790, "apple", email="leo@example.com")
    ask(them.world, them.owner, "calendars.disconnect", id=512, calendar="google")
    assert 31790 not in them.world.table("destination_calendars")
    first, second = (ask(them.world, them.owner, "calendars.list")["destinationCalendar"] for _ in range(2))
    assert first["externalId"] == second["externalId"] == "leo@example.com"
    assert ("integrationTitle" in first, "integrationTitle" in second) == (False, True)


def test_nobody_disconnects_the_account_of_another(them, desk):
    """Somebody else's account does not exist for the caller."""
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "calendars.disconnect", id=512, calendar="google")
    assert 512 in them.world.table("credentials")


def test_forgetting_a_user_leaves_others_alone(them, desk):
    """Who is deleted loses every connection, others none."""
    consented(them.world, them.lead)
    forget_user(them.world, 31790)
    assert {them.lead["id"]} == {row["userId"] for row in them.world.table("calendars").values()}
    assert {them.lead["id"]} == set(them.world.table("destination_calendars"))


# Busy times


def busy(world, caller, **changes):
    """The busy times of the desk's calendar from 9 to 12 March."""
    arguments = {
        "externalId": "desk@example.com",
        "credentialId": 512,
        "loggedInUsersTz": "America/Sao_Paulo",
        "dateFrom": "2027-03-09",
        "dateTo": "2027-03-12",
        **changes,
    }
    return ask(
        world, caller, "calendars.busy_times", **{key: each for key, each in arguments.items() if each is not None}
    )


def test_busy_times_are_the_events_of_whole_days_in_a_zone(them, desk):
    """In São Paulo a day lasts from 3:00 to 3:00 UTC; an event that reaches into the range counts, others do not."""
    calendar = calendar_of(them.world, 512, "desk@example.com")
    for day, hour, until in ((9, 2, 3), (9, 2, 4), (11, 14, 15), (13, 2, 4), (13, 3, 4)):
        add_busy(
            them.world,
            calendar,
            datetime(2027, 3, day, hour, tzinfo=UTC),
            datetime(2027, 3, day, until, tzinfo=UTC),
        )
    found = [(each["start"], each["end"]) for each in busy(them.world, them.owner)]
    assert found == [
        ("2027-03-09T02:00:00.000Z", "2027-03-09T04:00:00.000Z"),
        ("2027-03-11T14:00:00.000Z", "2027-03-11T15:00:00.000Z"),
        ("2027-03-13T02:00:00.000Z", "2027-03-13T04:00:00.000Z"),
    ]
    assert busy(them.world, them.owner, dateFrom="2027-03-10", dateTo="2027-03-10") == []
    assert len(busy(them.world, them.owner, dateFrom="2027-03-11T14:30:00Z", dateTo="2027-03-11T14:45:00Z")) == 1


def test_busy_times_on_days_when_clocks_change(them, desk):
    """In New York the 14th of March 2027 has 23 hours and ends at 4:00 UTC, an hour earlier than it began."""
    calendar = calendar_of(them.world, 512, "desk@example.com")
    add_busy(them.world, calendar, datetime(2027, 3, 15, 4, tzinfo=UTC), datetime(2027, 3, 15, 4, 30, tzinfo=UTC))
    zone = {"loggedInUsersTz": "America/New_York"}
    assert busy(them.world, them.owner, dateFrom="2027-03-14", dateTo="2027-03-14", **zone) == []
    assert len(busy(them.world, them.owner, dateFrom="2027-03-15", dateTo="2027-03-15", **zone)) == 1


def test_busy_times_of_feeds_have_headings_and_reach_around_the_days(them):
    """From 11 hours before to 14 hours after, so a range that ends before it begins finds something as well."""
    account = new_credential(them.world, 31790, "ics-feed", calendars=())
    calendar = new_calendar(them.world, account, "https://feeds.example.com/desk.ics")
    for day, hour in ((7, 12), (7, 13), (9, 13), (9, 14)):
        start = datetime(2027, 3, day, hour, tzinfo=UTC)
        add_busy(them.world, calendar, start, start.replace(hour=hour + 1))
    asked = {"credentialId": account["id"], "externalId": "any", "loggedInUsersTz": "UTC"}
    found = busy(them.world, them.owner, **asked, dateFrom="2027-03-08", dateTo="2027-03-08")
    assert [each["start"][8:13] for each in found] == ["07T13", "09T13"]
    assert found[0]["title"] == "Busy"
    found = busy(them.world, them.owner, **asked, dateFrom="2027-03-08", dateTo="2027-03-07")
    assert [each["start"][8:13] for each in found] == ["07T13"]


def test_feeds_block_together(them):
    """Whatever of their account is selected, also a name that none has; without any they block nothing."""
    account = new_credential(them.world, 31790, "ics-feed", calendars=())
    start = datetime(2027, 3, 9, 12, tzinfo=UTC)
    for number, name in enumerate(("a", "b")):
        begin = start.replace(hour=12 + number)
        new_calendar(them.world, account, f"https://feeds.example.com/{name}.ics", busy=[(begin, begin)])
    assert selected_busy(them.world, 31790) == []
    chosen = {"integration": "ics-feed_calendar", "externalId": "none", "credentialId": account["id"]}
    ask(them.world, them.owner, "selected_calendars.add", **chosen)
    assert len(selected_busy(them.world, 31790)) == 2
    assert selected_busy(them.world, them.lead["id"]) == []


def test_busy_times_of_several_calendars(them, desk):
    """A request to Cal.com itself may list more than one calendar."""
    for name in ("desk@example.com", "holidays@example.com"):
        start = datetime(2027, 3, 10, 12, tzinfo=UTC)
        add_busy(them.world, calendar_of(them.world, 512, name), start, start.replace(hour=13))
    more = {"calendarsToLoad[1][credentialId]": "512", "calendarsToLoad[1][externalId]": "holidays@example.com"}
    assert [each["source"] for each in busy(them.world, them.owner, **more)] == ["google-calendar", "google-calendar"]


def test_busy_times_need_dates_and_the_callers_account(them, desk):
    """What is missing or wrong is refused; accounts of others are off limits."""
    with pytest.raises(Unauthorized):
        busy(them.world, them.lead)
    for wrong in ({"dateFrom": None}, {"dateTo": None}, {"dateFrom": "soon"}, {"dateTo": "2027-02-31"}):
        with pytest.raises(BadRequest):
            busy(them.world, them.owner, **wrong)
    assert busy(them.world, them.owner, externalId="other@example.com") == []


def test_busy_times_in_a_zone_that_is_not_there(them, desk):
    """That something is there is told, but not when."""
    start = datetime(2027, 3, 10, 12, tzinfo=UTC)
    add_busy(them.world, calendar_of(them.world, 512, "desk@example.com"), start, start.replace(hour=13))
    dates = {"dateFrom": "2027-03-09", "dateTo": "2027-03-12", "loggedInUsersTz": "Mars/Olympus"}
    place = {"externalId": "desk@example.com", "credentialId": 512}
    found = BEHAVIOURS["calendars.busy_times"](them.world, Caller(31790), {**place, **dates})
    assert found == [{"start": None, "end": None, "source": "google-calendar"}]


# ICS feeds


def test_feeds_are_saved_listed_and_checked(them):
    """The feeds of one request share an account, whose first stands for the main one; saving again makes another."""
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "calendars.ics_feeds.check")
    first = ask(
        them.world,
        them.owner,
        "calendars.ics_feeds.save",
        urls=[f"https://feeds.example.com/{each}.ics" for each in "ab"],
    )
    assert ask(them.world, them.owner, "calendars.ics_feeds.check") == {"status": "success"}
    second = ask(them.world, them.owner, "calendars.ics_feeds.save", urls=["https://feeds.example.com/b.ics"])
    assert first["id"] != second["id"]
    answer = ask(them.world, them.owner, "calendars.list")
    found = [[each["name"] for each in account["calendars"]] for account in answer["connectedCalendars"]]
    assert found == [["a", "b"], ["b"]]
    assert all(account["primary"] == account["calendars"][0] for account in answer["connectedCalendars"])
    assert "email" not in answer["connectedCalendars"][0]["primary"]
    assert answer["destinationCalendar"]["externalId"] == "https://feeds.example.com/a.ics"


def test_busy_times_of_feeds_are_those_of_the_account(them):
    """Whichever feed is named, the events of all that were saved with it are told."""
    urls = ["https://feeds.example.com/a.ics", "https://feeds.example.com/b.ics"]
    account = ask(them.world, them.owner, "calendars.ics_feeds.save", urls=urls)
    for hour, url in enumerate(urls):
        start = datetime(2027, 3, 10, hour, tzinfo=UTC)
        add_busy(them.world, calendar_of(them.world, account["id"], url), start, start.replace(minute=30))
    found = busy(them.world, them.owner, credentialId=account["id"], externalId="nowhere")
    assert [each["source"] for each in found] == ["ics-feed", "ics-feed"]


@pytest.mark.parametrize(
    "urls",
    [
        [],
        ["ftp://feeds.example.com/a.ics"],
        ["https://a.example.com/a.txt"],
        ["https://a.example.com/a.ics", "https:///x.ics"],
    ],
)
def test_feeds_that_cannot_be_read_are_not_saved(them, urls):
    """One address that is none, and nothing is saved."""
    with pytest.raises(Invalid):
        ask(them.world, them.owner, "calendars.ics_feeds.save", urls=urls)
    assert not them.world.table("credentials")


def test_disconnecting_feeds_forgets_them(them):
    """The account of the feeds is disconnected like any other."""
    row = ask(them.world, them.owner, "calendars.ics_feeds.save", urls=["https://feeds.example.com/a.ics"])
    ask(them.world, them.owner, "calendars.disconnect", id=row["id"], calendar="apple")
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "calendars.ics_feeds.check")


# Which calendars count


PLACE = {"externalId": "desk@example.com", "integration": "google_calendar"}


def test_destination_is_a_writable_connected_calendar(them, desk):
    """Bookings cannot go into calendars that are unknown, read-only, of another kind or of another user."""
    for wrong in (
        {"externalId": "nowhere@example.com"},
        {"externalId": "holidays@example.com"},
        {"integration": "apple_calendar"},
    ):
        with pytest.raises(NotFound):
            ask(them.world, them.owner, "destination_calendars.update", **{**PLACE, **wrong})
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "destination_calendars.update", **PLACE)
    new_calendar(them.world, desk, "second@example.com")
    chosen = ask(
        them.world, them.owner, "destination_calendars.update", **{**PLACE, "externalId": "second@example.com"}
    )
    assert chosen == {"userId": 31790, "credentialId": 512, **PLACE, "externalId": "second@example.com"}
    assert ask(them.world, them.owner, "calendars.list")["destinationCalendar"]["externalId"] == "second@example.com"


def test_selected_calendars_block_times(them, desk):
    """The events of a calendar count from its selection to its removal, in the list too."""
    calendar = new_calendar(them.world, desk, "second@example.com")
    add_busy(them.world, calendar, them.world.now(), them.world.now())
    second = {**PLACE, "externalId": "second@example.com"}
    assert selected_busy(them.world, 31790) == []
    added = ask(them.world, them.owner, "selected_calendars.add", **second, credentialId=512)
    assert {"userId": 31790, **second, "credentialId": 512} == added
    again = ask(them.world, them.owner, "selected_calendars.add", **second, credentialId=512)
    assert again == {"status": "success"}
    assert len(selected_busy(them.world, 31790)) == 1
    assert selected_busy(them.world, them.lead["id"]) == []
    removed = ask(them.world, them.owner, "selected_calendars.remove", **second, credentialId="512")
    assert added == removed
    assert selected_busy(them.world, 31790) == []
    (account,) = ask(them.world, them.owner, "calendars.list")["connectedCalendars"]
    assert [each["externalId"] for each in account["calendars"] if each["isSelected"]] == ["desk@example.com"]


def test_selection_that_is_not_there(them, desk):
    """What is not selected cannot be removed; of what is selected only the account has to be there."""
    nowhere = {**PLACE, "externalId": "x", "credentialId": 512}
    assert ask(them.world, them.owner, "selected_calendars.add", **nowhere) == {"userId": 31790, **nowhere}
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "selected_calendars.add", **PLACE, credentialId=512)
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "selected_calendars.remove", **PLACE, credentialId="desk")
    ask(them.world, them.owner, "selected_calendars.remove", **PLACE, credentialId="512")
    with pytest.raises(NotFound, match="No selected calendar found"):
        ask(them.world, them.owner, "selected_calendars.remove", **PLACE, credentialId="512")


@pytest.mark.parametrize(
    ("operation", "missing"),
    [
        ("calendars.disconnect", {"calendar": "google"}),
        ("calendars.busy_times", {"credentialId": 512}),
        ("calendars.ics_feeds.save", {}),
        ("destination_calendars.update", {"externalId": "x"}),
        ("selected_calendars.add", {"credentialId": 512}),
        ("selected_calendars.remove", {"credentialId": "512"}),
    ],
)
def test_request_that_lacks_something_is_refused(them, desk, operation, missing):
    """A request to Cal.com itself can lack what the action demands: that is a bad request, not a failure of ours."""
    with pytest.raises(BadRequest):
        BEHAVIOURS[operation](them.world, Caller(31790), missing)
