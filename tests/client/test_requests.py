"""`client.request` and actions by slugs that are not known: what no operation stands for, sent as operations are."""

import json

import httpx
import pytest
from toolzz_cal import RetryPolicy, errors, response_of
from toolzz_cal.permissions import Permissions
from toolzz_cal.results import Response

from tests.support.client import CAL_KEY, KEY, TOKEN, Reply, Upstream, done, waited_for
from tests.support.direct import CLIENT, PAIR
from tests.support.tables import every

BOTH = {"cal_api_key": CAL_KEY, "route": "gateway"}
SUCCESS = Reply(200, {"status": "success", "data": {"id": 7}})


@pytest.fixture
def asked(api):
    """Sends a request, and gives its answer and what came of it."""

    def sent(there, /, *given, client=BOTH, **more):
        return api(there, **client).call("request", *given, **more)

    return sent


@every(
    ("upstream", "path", "root", "signed"),
    [
        ("cal", "/v2/me", "https://api.cal.com", ("authorization", f"Bearer {CAL_KEY}")),
        ("gateway", "/api/v3.1/tools", "https://backend.composio.dev", ("x-api-key", KEY)),
        ("toolzz", "/api/v1/functions/f", "https://chat.api.toolzz.com.br", ("authorization", f"Bearer {TOKEN}")),
        ("toolzz", "/api/v1/calcom/other", "https://converflow.api.prod.toolzz.media", ("authorization", None)),
    ],
)
def test_each_upstream_has_its_root_and_credential(asked, upstream, path, root, signed):
    """And is sent no other's."""
    there = Upstream(SUCCESS)
    found = asked(there, "GET", path, upstream=upstream)
    (request,) = there.requests
    assert (request.method, str(request.url), request.content) == ("GET", root + path, b"")
    name, value = signed
    assert value in (None, request.headers[name])
    others = {"authorization", "x-api-key", "x-cal-client-id", "x-cal-secret-key"} - {name}
    assert others.isdisjoint(request.headers)
    assert isinstance(found, Response)
    assert (found.status_code, found.json()) == (200, SUCCESS.body)
    assert response_of(found) is found


def test_a_root_that_was_given_holds_for_requests_too(asked):
    """The one for everything, and the one for an upstream."""
    for options in ({"base_url": "https://mock.example/x"}, {"cal_base_url": "https://mock.example/x"}):
        there = Upstream(SUCCESS)
        asked(there, "GET", "/v2/me", client={**BOTH, **options})
        assert str(there.requests[0].url) == "https://mock.example/x/v2/me"


def test_where_toolzz_has_several_hosts_none_is_guessed(asked):
    """Nothing of the specification begins like it, so whoever asks has to say which."""
    there = Upstream(SUCCESS)
    with pytest.raises(errors.ConfigurationError, match="toolzz_base_url"):
        asked(there, "GET", "/api/v9/else", upstream="toolzz")
    assert there.count == 0
    asked(there, "GET", "/api/v9/else", upstream="toolzz", client={**BOTH, "toolzz_base_url": "https://t.example"})
    assert str(there.requests[0].url) == "https://t.example/api/v9/else"


def test_a_platform_client_signs_where_there_is_no_key(asked):
    """As for actions."""
    there = Upstream(SUCCESS)
    asked(there, "GET", "/v2/me", client={**CLIENT, "route": "gateway"})
    assert PAIR.items() <= dict(there.requests[0].headers).items()


@every(
    ("upstream", "missing"),
    [("cal", "CAL_API_KEY"), ("gateway", "COMPOSIO_API_KEY"), ("toolzz", "TOOLZZ_ACCESS_TOKEN")],
)
def test_a_missing_credential_is_told(asked, upstream, missing):
    """Before anything is sent."""
    there = Upstream(SUCCESS)
    with pytest.raises(errors.MissingCredential, match=missing):
        asked(there, "GET", "/x", upstream=upstream, client={"composio_api_key": None, "toolzz_token": None})
    assert there.count == 0


def test_what_is_sent(asked):
    """Body, query and headers, as they are given."""
    there = Upstream(SUCCESS)
    asked(
        there,
        "post",
        "/v2/ünter/a@b:c",
        json={"a": [1, None]},
        params={"b": ["x y", 2], "c": None, "d": True},
        headers={"Cal-Api-Version": "2026-05-01"},
    )
    (request,) = there.requests
    assert request.method == "POST"
    assert request.url.raw_path == b"/v2/%C3%BCnter/a@b:c?b=x+y&b=2&d=true"
    assert json.loads(request.content) == {"a": [1, None]}
    assert request.headers["cal-api-version"] == "2026-05-01"
    assert request.headers["content-type"] == "application/json"


@every(
    "path",
    [
        "//evil.example/x",
        "https://evil.example/x",
        "evil.example",
        "@evil.example/",
        "",
        ".evil.example/",
        "/v2/../admin",
        "/v2/./me",
        "/v2/%2e%2e/admin",
        "/v2/%2E%2e%2fadmin",
        "/v2/%252e%252e/admin",
        "/v2\\..\\admin",
        "/v2/%5c..%5cadmin",
        "/v2/me\r\nx-evil: 1",
        "/v2/me%0d%0ax-evil",
        "/v2/me\x00",
        "/v2/ me",
        "/v2/me?x=1",
        "/v2/me#x",
        "/v2/\ud800",
        7,
        None,
    ],
)
def test_a_path_stays_a_path(asked, path):
    """Below the upstream's root, whatever it says."""
    there = Upstream(SUCCESS)
    with pytest.raises(errors.ArgumentError, match="path must"):
        asked(there, "GET", path)
    assert there.count == 0


@every(
    ("more", "told"),
    [
        ({"method": "CONNECT"}, "method must"),
        ({"method": "GET\r\n"}, "method must"),
        ({"upstream": "https://evil.example"}, "upstream must"),
        ({"effect": "harmless"}, "effect must"),
        ({"params": [("a", 1)]}, "params must"),
        ({"json": {"a": object()}}, "no JSON form"),
        ({"json": {1: 2}}, "a key must be a string"),
        ({"timeout": 0}, "timeout must"),
        ({"headers": {"authorization": "Bearer cal_example"}}, "credential"),
        ({"params": {"a": "x" * 70_000}}, "65,536"),
    ],
)
def test_what_cannot_be_sent_is_refused(asked, more, told):
    """With the reason, and without a request."""
    there = Upstream(SUCCESS)
    more = {"method": "GET", **more}
    with pytest.raises(errors.ArgumentError, match=told):
        asked(there, more.pop("method"), "/v2/me", **more)
    assert there.count == 0


@every(
    ("method", "effect", "count"),
    [
        ("GET", None, 3),
        ("HEAD", None, 3),
        ("POST", None, 1),
        ("DELETE", None, 1),
        ("PATCH", None, 1),
        ("POST", "read", 3),
        ("GET", "write", 1),
        ("GET", "destroy", 1),
    ],
)
def test_the_effect_decides_about_repetitions(asked, method, effect, count):
    """What the caller says, else what the method lets expect."""
    there = Upstream(Reply(503, {"message": "later"}))
    expected = errors.ServerError if count == 3 else errors.OutcomeUnknown
    with pytest.raises(expected):
        asked(there, method, "/v2/me", effect=effect)
    assert there.count == count


def test_failures_are_those_of_calls(asked):
    """By their status, with what is known of it; secrets that an upstream quotes are masked."""
    secret = "example-quoted-value"
    there = Upstream(Reply(404, {"message": f"none for {secret} and {CAL_KEY}"}, {"x-request-id": "req-1"}))
    for more in ({"json": {"apiKey": secret}}, {"params": {"token": secret}}, {"headers": {"x-session": secret}}):
        with pytest.raises(errors.NotFound) as caught:
            asked(there, "PUT", "/v2/me", **more)
        told = f"{caught.value} {caught.value.body} {caught.value.url}"
        assert secret not in told
        assert CAL_KEY not in told
        assert (caught.value.operation, caught.value.request_id) == ("request", "req-1")


@every(
    ("upstream", "body"),
    [
        ("gateway", {"data": None, "successful": False, "error": "no such booking"}),
        ("gateway", {"data": {"status": "error", "error": {"message": "no such booking"}}, "successful": True}),
        ("cal", {"status": "error", "error": {"message": "no such booking"}}),
    ],
)
def test_an_envelope_that_tells_of_a_failure(asked, upstream, body):
    """Is one, though its status is 200."""
    with pytest.raises(errors.ActionFailed, match="no such booking"):
        asked(Upstream(Reply(200, body)), "POST", "/x", upstream=upstream, json={})


def test_an_answer_need_not_be_json(asked):
    """It is given as it came; only who asks for JSON is told that it is none."""
    found = asked(Upstream(Reply(200, b"BEGIN:VCALENDAR")), "GET", "/v2/calendar.ics")
    assert found.content == b"BEGIN:VCALENDAR"
    with pytest.raises(errors.DecodeError, match="no JSON"):
        found.json()
    assert asked(Upstream(Reply(204, b"")), "DELETE", "/v2/x").json() is None


def test_an_answer_is_bounded(asked):
    """As that of any call."""
    with pytest.raises(errors.AnswerTooLarge):
        asked(Upstream(Reply(200, b" " * 2000)), "GET", "/v2/me", client={**BOTH, "max_answer_bytes": 1000})


def test_a_limit_of_cal_com_says_when_it_is_over(asked):
    """It has a header of its own in place of Retry-After."""
    reply = Reply(429, {"message": "slowly"}, {"x-ratelimit-reset-default": "7"})
    with pytest.raises(errors.RateLimited) as caught:
        asked(Upstream(reply), "GET", "/v2/me", client={**BOTH, "retries": 0})
    assert caught.value.retry_after == 7


def test_credentials_of_functions_sign_requests_too(asked):
    """And are asked for again when they are refused."""
    keys = iter(["cal_example_first", "cal_example_second"])
    there = Upstream(Reply(401, {"message": "expired"}), SUCCESS)
    asked(there, "POST", "/v2/x", json={}, client={"cal_api_key": lambda: next(keys), "composio_api_key": None})
    assert [each.headers["authorization"][-6:] for each in there.requests] == ["_first", "second"]


def test_who_acts_for_an_integration_sends_nothing_else(api):
    """No flag of an integration permits a request, or an action that nobody knows."""
    there = Upstream(SUCCESS)
    made = api(there, **BOTH)
    engine = made.client._engine
    engine.config = engine.config.acting(Permissions(frozenset({"checkAvailabilityEnabled", "createBookingEnabled"})))
    for call in (("request", "GET", "/v2/me"), ("actions.execute", "CAL_NEW_THING")):
        more = {"effect": "read"} if call[0] == "actions.execute" else {}
        with pytest.raises(errors.NotPermitted):
            made.call(*call, **more)
    assert there.count == 0


# Actions by slugs that are not known


def test_an_unknown_action_is_run_when_its_effect_is_told(api):
    """Through the gateway, with the arguments as they are."""
    there = Upstream(done({"new": 1}, log_id="log-1"))
    found = api(there).call("actions.execute", "CAL_NEW_THING", {"anyThing": [1]}, effect="write")
    (request,) = there.requests
    assert str(request.url) == "https://backend.composio.dev/api/v3.1/tools/execute/CAL_NEW_THING"
    assert (request.headers["x-api-key"], there.arguments) == (KEY, [{"anyThing": [1]}])
    assert (found.data, found.log_id) == ({"new": 1}, "log-1")


@every(("effect", "count"), [("read", 3), ("write", 1), ("destroy", 1)])
def test_its_effect_decides_about_repetitions(api, effect, count):
    """As for any other."""
    there = Upstream(httpx.ReadError("gone"))
    expected = errors.TransportError if effect == "read" else errors.OutcomeUnknown
    with pytest.raises(expected):
        api(there).call("actions.execute", "CAL_NEW_THING", effect=effect)
    assert there.count == count


def test_without_an_effect_it_is_unknown(api):
    """With those that are like it; and so is what no slug can be."""
    there = Upstream(done())
    made = api(there)
    with pytest.raises(errors.UnknownAction) as caught:
        made.call("actions.execute", "CAL_CANCEL_BOOKING_VIA_UIDS")
    assert "CAL_CANCEL_BOOKING_VIA_UID" in caught.value.suggestions
    for slug in ("../../x", "a b", "CAL/X", "", "x" * 201, "CAL_X\n"):
        with pytest.raises(errors.UnknownAction):
            made.call("actions.execute", slug, effect="write")
    with pytest.raises(errors.ArgumentError, match="effect must"):
        made.call("actions.execute", "CAL_NEW_THING", effect="any")
    assert there.count == 0


def test_a_known_action_keeps_its_effect(api):
    """Whatever is said of it: a write is sent once."""
    there = Upstream(Reply(503, {"message": "later"}))
    with pytest.raises(errors.OutcomeUnknown):
        api(there).call("actions.execute", "CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": "bk"}, effect="read")
    assert there.count == 1


def test_on_the_direct_route_there_is_no_way(direct):
    """Nobody knows its request; what can be done is told."""
    there = Upstream(SUCCESS)
    with pytest.raises(errors.ArgumentError, match=r"client\.request\(\)"):
        direct(there).call("actions.execute", "CAL_NEW_THING", effect="write")
    assert there.count == 0


def test_nothing_of_a_request_stands_in_an_error_s_frames(api):
    """Reports of errors show the variables of functions."""
    secret = "example-webhook-secret"
    there = Upstream(Reply(400, {"message": "wrong"}))
    with pytest.raises(errors.BadRequest) as caught:
        waited_for(api(there, **BOTH, retries=RetryPolicy(0)).call("request", "POST", "/v2/x", json={"secret": secret}))
    ours = [entry for entry in caught.traceback if "toolzz_cal" in str(entry.path)]
    assert ours
    assert not [entry for entry in ours if secret in repr(entry.frame.f_locals)]
