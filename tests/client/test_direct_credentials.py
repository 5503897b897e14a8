"""The direct route: what signs a request, and which address a credential goes to."""

import pytest
from toolzz_cal import errors

from tests.support.client import CAL_KEY, KEY, Api, Example, Reply, Upstream, actions, example
from tests.support.direct import BEARER, CLIENT, DIRECT, PAIR, ROOT, answered, cal, needed, sent, signed
from tests.support.tables import every

ACTIONS = every("each", actions(), ids=str)


SIGNED = {
    # kind:     plain, key-or-client, optional, user-token, client, none
    "key":     (BEARER, BEARER,       BEARER,   BEARER,     BEARER, {}),
    "client":  (None,   PAIR,         PAIR,     None,       PAIR,   {}),
    "both":    (BEARER, BEARER,       BEARER,   BEARER,     PAIR,   {}),
    "nothing": (None,   None,         {},       None,       None,   {}),
}  # fmt: skip
KINDS = (None, "key-or-client", "optional", "user-token", "client", "none")
GIVEN = {
    "key": DIRECT,
    "client": {"composio_api_key": None, **CLIENT},
    "both": {**DIRECT, **CLIENT},
    "nothing": {"composio_api_key": None, "route": "direct"},
}


@every("given", GIVEN)
@ACTIONS
def test_credential_is_of_the_specified_kind(each: Example, given):
    """Each action is signed with what it takes: a key, a client's pair, either, or nothing; the rest is refused."""
    upstream = Upstream(answered(each))
    client = Api("sync", upstream, **GIVEN[given])
    wanted = SIGNED[given][KINDS.index(cal(each.name).get("credential"))]
    extra = {"extra_arguments": more} if (more := needed(each)) else {}
    if wanted is None:
        with pytest.raises(errors.MissingCredential, match=r"CAL_CLIENT_SECRET|CAL_API_KEY"):
            client.run(each, **extra)
        assert upstream.count == 0
        return
    client.run(each, **extra)
    if "x-cal-client-id" in wanted and "clientId" in each.arguments:
        wanted = {**wanted, "x-cal-client-id": each.arguments["clientId"]}
    assert wanted == signed(upstream.requests[0])


def test_refresh_token_is_signed_by_the_client_of_its_path(direct):
    """The client's headers are needed; its id is that of the address, and only the secret has to be set up."""
    arguments = {"clientId": "client-in-path", "refreshToken": "example-refresh"}
    request = sent(direct, "oauth_clients.refresh_token", arguments, cal_client_secret="example-client-secret")
    assert {**PAIR, "x-cal-client-id": "client-in-path"} == signed(request)


@every("value", ["a\r\nx-cal-secret-key: b", "é", " a "])
def test_client_in_a_path_cannot_become_another_header(value, direct):
    """An id that is no header value is left to the path; the header names the client that was set up."""
    request = sent(direct, "oauth_clients.users.list", {"clientId": value}, **CLIENT)
    assert signed(request) == PAIR


def test_neither_the_gateway_nor_the_platform_is_told_a_cal_key(api):
    """With credentials for everything, each upstream gets its own only."""
    upstream = Upstream(Reply(200, example("functions.get").answer), answered(example("bookings.get")))
    client = api(upstream, cal_api_key=CAL_KEY, route="direct")
    client.run(example("functions.get"))
    client.run(example("bookings.get"))
    assert CAL_KEY not in str(upstream.requests[0].headers.raw)
    assert KEY not in str(upstream.requests[1].headers.raw)
    assert signed(upstream.requests[1]) == BEARER


@every("key", ["cal_example", "cal_live_example", "acme_example", "example.jwt.token"])
@every("root", ["https://cal.example.com/api", "https://cal.example.com/api/"])
def test_server_of_ones_own_has_its_own_keys(key, root, direct):
    """A self-hosted server may have any prefix for its keys and any root; both are taken as they are."""
    request = sent(direct, "me.get", {}, cal_api_key=key, cal_base_url=root)
    assert "https://cal.example.com/api/v2/me" == str(request.url)
    assert f"Bearer {key}" == request.headers["authorization"]


def test_one_root_for_everything_serves_the_direct_route(direct):
    """`base_url` stands for Cal.com too, and `cal_base_url` is more exact."""
    both_given = {"base_url": "https://all.example.com", "cal_base_url": "https://cal.example.com"}
    assert "all.example.com" == sent(direct, "me.get", {}, base_url="https://all.example.com").url.host
    assert "cal.example.com" == sent(direct, "me.get", {}, **both_given).url.host


def test_route_follows_the_credential(monkeypatch, api):
    """A key of Cal.com, or a client's secret, takes the direct route, also from the environment."""
    for variable, value in (("CAL_API_KEY", CAL_KEY), ("CAL_CLIENT_SECRET", "example-client-secret")):
        with monkeypatch.context() as patch:
            patch.setenv(variable, value)
            request = sent(api, "timezones.list", {}, composio_api_key=None, cal_client_id="client-example")
        assert (request.method, str(request.url)) == ("GET", f"{ROOT}/v2/timezones")
        assert signed(request)
