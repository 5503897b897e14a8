"""What a mock can be set to, by an option, from Python and over HTTP."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from toolzz_cal_mock import Mock
from toolzz_cal_mock.__main__ import main
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.problems import BadRequest

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
PAIR = {"x-cal-client-id": "client_example_4821", "x-cal-secret-key": "example-client-secret"}
WRONG = {
    "access_token_minutes": (0, -1, 600_000, 1.5, "60", True, None),
    "generation": ("2025", "", 2026, None, ["2026"]),
    "shapes": ({"20260721_00": "square"}, {"soon": "flat"}, {"latest": "flat"}, ["flat"]),
}
GOOD = {"access_token_minutes": 5, "generation": "2026", "shapes": {"20260721_00": "responses"}}
EACH = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.fixture
def mock():
    """A mock whose clock stands."""
    return Mock(now=NOON, running=False)


def ask(mock, line, body=None, headers=None):
    """A reply of the mock."""
    method, path = line.split()
    return mock.handle(Request(method, path, (), headers or {}, b"" if body is None else json.dumps(body).encode()))


def me(mock, token):
    """What the mock answers a managed user."""
    return ask(mock, "GET /v2/me", headers={"authorization": f"Bearer {token}"}).status


def managed(mock):
    """A managed user of the platform in the demo data."""
    return mock.seed.managed_user(mock.world.table("oauth_clients")["client_example_4821"], "Lia Sousa")


@pytest.mark.parametrize(("name", "value"), EACH)
def test_what_a_setting_can_not_be_is_refused(mock, name, value):
    """At the start, later on, and over HTTP; what it was stays."""
    before = mock.settings.all()
    with pytest.raises(ValueError, match=name):
        Mock(**{name: value})
    with pytest.raises(ValueError, match=name):
        setattr(mock.settings, name, value)
    reply = ask(mock, "POST /_mock/settings", {name: value})
    assert (400, True) == (reply.status, name in reply.json()["message"])
    assert before == mock.settings.all()


def test_an_unknown_setting_is_refused_with_the_nearest(mock):
    """Else a mistyped one would do nothing."""
    reply = ask(mock, "POST /_mock/settings", {"access_token_minute": 5})
    assert 400 == reply.status
    assert "access_token_minutes" in reply.json()["message"]


@pytest.mark.parametrize("name", GOOD)
def test_a_setting_is_that_of_the_start_after_a_reset(name):
    """Whichever way it was changed."""
    mock = Mock(**{name: GOOD[name]})
    started = mock.settings.all()
    for change in (
        lambda: setattr(mock.settings, name, Mock().settings.all()[name]),
        lambda: ask(mock, "POST /_mock/settings", {name: Mock().settings.all()[name]}),
    ):
        change()
        assert started != mock.settings.all()
        assert ask(mock, "GET /_mock/settings").json() == mock.settings.all()
        mock.reset()
        assert started == mock.settings.all()


@pytest.mark.parametrize("text", ["0", "soon", "1e3"])
def test_a_wrong_option_is_named(text, capsys):
    """With the status of a wrong option, before anything listens."""
    with pytest.raises(SystemExit) as left:
        main(["mock", "--access-token-minutes", text])
    assert left.value.code == 2
    assert "access_token_minutes" in capsys.readouterr().err


@pytest.mark.parametrize("minutes", [5, 90])
def test_access_tokens_last_as_long_as_is_said(mock, minutes):
    """Those that are issued from then on, by the clock of the mock; what the answer says is true."""
    mock.settings.access_token_minutes = minutes
    tokens = managed(mock)["_tokens"]
    assert (NOON + timedelta(minutes=minutes)).timestamp() * 1000 == tokens["accessTokenExpiresAt"]
    mock.clock.advance(timedelta(minutes=minutes, seconds=-1))
    assert 200 == me(mock, tokens["accessToken"])
    mock.clock.advance(timedelta(seconds=1))
    assert 498 == me(mock, tokens["accessToken"])


def test_expired_tokens_are_refreshed_by_the_existing_action(mock):
    """An expired token is refused with Cal.com's own status, and its refresh token gives one that is good."""
    user = managed(mock)
    tokens = dict(user["_tokens"])
    mock.seed.expire_access_tokens(user)
    assert 498 == me(mock, tokens["accessToken"])
    line = "POST /v2/oauth/client_example_4821/refresh"
    fresh = ask(mock, line, {"refreshToken": tokens["refreshToken"]}, PAIR).json()["data"]
    assert 200 == me(mock, fresh["accessToken"])
    assert 498 == me(mock, tokens["accessToken"])
    mock.seed.expire_access_tokens(user)
    assert 498 == me(mock, fresh["accessToken"])


def test_tokens_of_nobody_else_expire(mock):
    """Another managed user goes on; somebody who is none has no tokens."""
    one, two = managed(mock), mock.seed.managed_user(mock.world.table("oauth_clients")["client_example_4821"], "Bia")
    mock.seed.expire_access_tokens(one)
    assert 200 == me(mock, two["_tokens"]["accessToken"])
    with pytest.raises(BadRequest, match="no managed user"):
        mock.seed.expire_access_tokens(mock.seed.user())
