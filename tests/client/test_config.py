"""How a client is set up: arguments and environment, addresses, routes, time-outs, copies, closing."""

import asyncio
import json

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, RetryPolicy, errors

from tests.support.client import CAL_KEY, KEY, TOKEN, Api, Reply, Upstream, done, example, waited_for
from tests.support.tables import every

MODEL = example("functions.get").answer
KINDS = {"sync": Client, "async": AsyncClient}


def bare(kind: str, upstream: Upstream, **options):
    """A client with nothing but an HTTP client."""
    http = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind](transport=httpx.MockTransport(upstream))
    return KINDS[kind](http_client=http, **options)


def get(client):
    """The result of an action."""
    return waited_for(client.bookings.get(booking_uid="bk"))


def toolzz(client):
    """The result of a ToolzzAI call."""
    return waited_for(client.functions.get(function_id="7c1e"))


# Credentials and the environment


def test_credentials_from_the_environment(kind, monkeypatch):
    """Keys and tokens that are not given come from the environment."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "example-key-1")
    monkeypatch.setenv("TOOLZZ_ACCESS_TOKEN", "example-token-1")
    upstream = Upstream(done(), Reply(200, MODEL))
    client = bare(kind, upstream)
    get(client)
    toolzz(client)
    assert upstream.requests[0].headers["x-api-key"] == "example-key-1"
    assert upstream.requests[1].headers["authorization"] == "Bearer example-token-1"


def test_arguments_come_before_the_environment(kind, monkeypatch):
    """What is given wins over the environment."""
    for variable in ("COMPOSIO_API_KEY", "TOOLZZ_ACCESS_TOKEN"):
        monkeypatch.setenv(variable, "example-other")
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "https://other.example.com")
    upstream = Upstream(done(), Reply(200, MODEL))
    client = bare(kind, upstream, composio_api_key=KEY, toolzz_token=TOKEN, base_url="https://mock.example.com")
    get(client)
    toolzz(client)
    assert KEY == upstream.requests[0].headers["x-api-key"]
    assert f"Bearer {TOKEN}" == upstream.requests[1].headers["authorization"]
    assert {"mock.example.com"} == {request.url.host for request in upstream.requests}


def test_address_from_the_environment(kind, monkeypatch):
    """The root of all upstreams can come from the environment."""
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "http://127.0.0.1:8787/")
    upstream = Upstream()
    get(bare(kind, upstream, composio_api_key=KEY))
    assert str(upstream.requests[0].url).startswith("http://127.0.0.1:8787/api/v3.1/tools/execute/CAL_")


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize(
    ("call", "variable", "argument"),
    [
        (get, "COMPOSIO_API_KEY", "composio_api_key"),
        (get, "CAL_API_KEY", "cal_api_key"),
        (toolzz, "TOOLZZ_ACCESS_TOKEN", "toolzz_token"),
    ],
)
def test_missing_credential(call, variable, argument, value, kind, monkeypatch):
    """A call without its credential says which variable and which argument would give it, and sends nothing."""
    if value is not None:
        monkeypatch.setenv(variable, value)
    upstream = Upstream()
    with pytest.raises(errors.MissingCredential, match=f"{variable}.* or pass .*{argument}="):
        call(bare(kind, upstream))
    assert upstream.count == 0


def test_one_credential_is_enough_for_its_upstream(kind):
    """Each upstream needs its own credential only, and gets no other."""
    upstream = Upstream(done())
    get(bare(kind, upstream, composio_api_key=KEY))
    assert "authorization" not in upstream.requests[0].headers
    upstream = Upstream(Reply(200, MODEL))
    toolzz(bare(kind, upstream, toolzz_token=TOKEN))
    assert "x-api-key" not in upstream.requests[0].headers


@every("name", ["toolzz_token", "composio_api_key", "cal_api_key"])
@every("value", ["example\n", "example\r\nx: y", " example", "example ", "exa\tmple", "exämple"])
def test_credential_that_no_header_can_hold(name, value, kind):
    """A credential with a line break, blanks around it or other signs is refused at once, and not shown."""
    with pytest.raises(errors.ConfigurationError, match=f"{name} can't be sent") as caught:
        KINDS[kind](**{name: value})
    assert "exa" not in str(caught.value)


def test_credential_from_the_environment_is_checked_too(kind, monkeypatch):
    """A variable with a line break, as files often have, is refused as well."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "example\n")
    with pytest.raises(errors.ConfigurationError, match="composio_api_key can't be sent"):
        KINDS[kind]()


# Routes


def test_both_keys_need_a_choice(kind, monkeypatch):
    """With keys of both routes and no choice, an action is refused; ToolzzAI calls go on."""
    with pytest.raises(errors.RouteUndecided, match="route='gateway' or route='direct'"):
        KINDS[kind](composio_api_key=KEY, cal_api_key=CAL_KEY)
    monkeypatch.setenv("COMPOSIO_API_KEY", KEY)
    monkeypatch.setenv("CAL_API_KEY", CAL_KEY)
    upstream = Upstream(Reply(200, MODEL))
    client = bare(kind, upstream, toolzz_token=TOKEN)
    with pytest.raises(errors.RouteUndecided, match="route='gateway' or route='direct'"):
        get(client)
    toolzz(client)
    assert upstream.count == 1


def test_choice_of_the_gateway(kind, monkeypatch):
    """`route="gateway"`, or a key that is given against one in the environment, decides."""
    monkeypatch.setenv("CAL_API_KEY", CAL_KEY)
    for options in ({"composio_api_key": KEY, "cal_api_key": CAL_KEY, "route": "gateway"}, {"composio_api_key": KEY}):
        upstream = Upstream()
        get(bare(kind, upstream, **options))
        assert KEY == upstream.requests[0].headers["x-api-key"]
        assert CAL_KEY not in str(upstream.requests[0].headers.raw)


@every("route", ["Gateway", "", "both"])
def test_unknown_route(route, kind):
    """A route that does not exist is refused."""
    with pytest.raises(errors.ConfigurationError, match="route must be 'gateway' or 'direct'"):
        KINDS[kind](route=route)


# Addresses


@every(
    ("base", "expected"),
    [
        ("https://mock.example.com", "https://mock.example.com/api"),
        ("https://mock.example.com/", "https://mock.example.com/api"),
        ("https://mock.example.com///", "https://mock.example.com/api"),
        ("http://127.0.0.1:8787/one/two/", "http://127.0.0.1:8787/one/two/api"),
        ("HTTP://[::1]:8787", "http://[::1]:8787/api"),
    ],
)
def test_base_url_is_the_root_of_everything(base, expected, kind):
    """With `base_url` every upstream stands below it, with its own path."""
    upstream = Upstream(done(), Reply(200, MODEL))
    client = bare(kind, upstream, composio_api_key=KEY, toolzz_token=TOKEN, base_url=base)
    get(client)
    toolzz(client)
    first, second = (str(request.url) for request in upstream.requests)
    assert f"{expected}/v3.1/tools/execute/CAL_RETRIEVE_BOOKING_DETAILS_BY_UID" == first
    assert f"{expected}/v1/functions/7c1e" == second


def test_each_upstream_has_its_own_override(kind):
    """An upstream's own address wins over `base_url`, and touches no other upstream."""
    own = {"gateway_base_url": "https://gateway.example.com/g", "toolzz_base_url": "https://toolzz.example.com/t/"}
    for base in ({}, {"base_url": "https://mock.example.com"}):
        upstream = Upstream(done(), Reply(200, MODEL))
        client = bare(kind, upstream, composio_api_key=KEY, toolzz_token=TOKEN, **base, **own)
        get(client)
        toolzz(client)
        first, second = (str(request.url) for request in upstream.requests)
        assert first.startswith("https://gateway.example.com/g/api/v3.1/")
        assert second.startswith("https://toolzz.example.com/t/api/v1/")
    upstream = Upstream(done(), Reply(200, MODEL))
    client = bare(kind, upstream, composio_api_key=KEY, toolzz_token=TOKEN, toolzz_base_url=own["toolzz_base_url"])
    get(client)
    toolzz(client)
    assert ["backend.composio.dev", "toolzz.example.com"] == [request.url.host for request in upstream.requests]


@every("option", ["base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"])
@every(
    "address",
    [
        "mock.example.com",
        "localhost:8787",
        "127.0.0.1:8787",
        "//mock.example.com",
        "/api",
        "ftp://mock.example.com",
        "https://",
        "https://:8787",
        "https://mock.example.com:port",
        "https://mock.example.com:99999",
        "https://[::1",
    ],
)
def test_address_without_scheme_or_host(option, address, kind):
    """An address that is none is refused when the client is made, with an example of a right one."""
    with pytest.raises(errors.ConfigurationError, match=f"{option} .* is not an address; write it with its scheme"):
        KINDS[kind](**{option: address})


@every(
    "address",
    [
        "https://mock.example.com?x=1",
        "https://mock.example.com/?",
        "https://mock.example.com/#top",
        "https://mock.example.com/#",
        "https://ana@mock.example.com",
        "https://@mock.example.com",
        "https://mock.example.com/a b",
        "https://mock.example.com/\n",
    ],
)
def test_address_with_more_than_a_root(address, kind):
    """An address with a query, a fragment, a user or blanks is refused."""
    with pytest.raises(errors.ConfigurationError, match="may hold only scheme, host, port and path"):
        KINDS[kind](base_url=address)


@every(
    "address",
    [
        "https://ana:example-pass@mock.example.com",
        "https://ana:p@example-pass@mock.example.com",
        "https://ana:p/example-pass@mock.example.com",
        "https://ana:p?example-pass@mock.example.com",
        "ana:example-pass@mock.example.com",
        "https://mock.example.com?token=example-pass",
    ],
)
def test_refused_address_shows_no_password(address, kind):
    """The message about an address shows no part of a password in it."""
    with pytest.raises(errors.ConfigurationError) as caught:
        KINDS[kind](base_url=address)
    assert "example-pass" not in str(caught.value)
    assert "mock.example.com" in str(caught.value)


# What goes into the gateway's request


def test_account_and_version(kind):
    """User, account and version are sent with each action; what is not given is left out, but for the version."""
    upstream = Upstream()
    get(bare(kind, upstream, composio_api_key=KEY))
    more = {"user_id": "user-example", "connected_account_id": "ca_example", "toolkit_version": "latest"}
    get(bare(kind, upstream, composio_api_key=KEY, **more))
    version = example("bookings.get").body["version"]
    assert {"arguments": {"bookingUid": "bk"}, "version": version} == upstream.bodies[0]
    assert upstream.bodies[1] == {
        "arguments": {"bookingUid": "bk"},
        "user_id": "user-example",
        "connected_account_id": "ca_example",
        "version": "latest",
    }


def test_version_from_the_environment(kind, monkeypatch):
    """The variable that the gateway's own clients read holds, unless the option says otherwise; copies keep it."""
    monkeypatch.setenv("COMPOSIO_TOOLKIT_VERSION_CAL", "20250801_00")
    upstream = Upstream()
    client = bare(kind, upstream, composio_api_key=KEY)
    get(client)
    get(client.with_options(user_id="user-1"))
    get(client.with_options(toolkit_version="latest"))
    monkeypatch.setenv("COMPOSIO_TOOLKIT_VERSION_CAL", "")
    get(bare(kind, upstream, composio_api_key=KEY))
    assert ["20250801_00", "20250801_00", "latest", "20260721_00"] == [body["version"] for body in upstream.bodies]


@pytest.mark.parametrize(
    "version", ["", "newest", "2026-07-21", "20260721", "20260721_0", "20260721_00\n", "٢0260721_00", 5]
)
def test_version_that_can_not_be_one(version, kind, monkeypatch):
    """It is refused with a right one, and with its variable if it came from there."""
    with pytest.raises(
        errors.ConfigurationError, match="toolkit_version must be a version such as 20260721_00"
    ) as caught:
        KINDS[kind](toolkit_version=version)
    assert "COMPOSIO" not in str(caught.value)
    if version and isinstance(version, str):
        monkeypatch.setenv("COMPOSIO_TOOLKIT_VERSION_CAL", version)
        with pytest.raises(errors.ConfigurationError, match=r"\(from COMPOSIO_TOOLKIT_VERSION_CAL\)"):
            KINDS[kind]()


def test_headers_are_the_callers_own_copy(kind):
    """An HTTP client that changes the headers it gets changes no later call."""
    seen = []

    class Changing:
        def request(self, method, url, **options):
            seen.append(dict(options["headers"]))
            options["headers"]["x-added"] = "1"
            answer = done().made()
            return answer if kind == "sync" else asyncio.sleep(0, answer)

    client = KINDS[kind](composio_api_key=KEY, http_client=Changing())
    get(client)
    get(client)
    assert seen[0] == seen[1]


# Options


@every("name", ["api_key", "token", "http", "max_retries"])
def test_unknown_option(name, kind):
    """An option that does not exist is refused, and the existing ones are named; so by `with_options`."""
    for make in (KINDS[kind], KINDS[kind]().with_options):
        with pytest.raises(TypeError, match=f"no such option: {name}; there are toolzz_token, .*strict"):
            make(**{name: "x"})


def test_options_are_keyword_only(kind):
    """No option is positional."""
    with pytest.raises(TypeError):
        KINDS[kind](KEY)


@every("timeout", [0, -1, float("nan"), float("inf"), "5", True, httpx.Timeout(5), (5, 5)], ids=repr)
def test_wrong_timeout(timeout, kind):
    """A time-out that is no number of seconds above 0 is refused, by the client and by a call."""
    with pytest.raises(errors.ConfigurationError, match="timeout must be a number of seconds above 0"):
        KINDS[kind](timeout=timeout)
    upstream = Upstream()
    with pytest.raises(errors.ArgumentError, match="timeout must be a number of seconds above 0") as caught:
        Api(kind, upstream).get(timeout=timeout)
    assert (caught.value.operation, upstream.count) == ("bookings.get", 0)


def test_timeouts_reach_the_http_client(kind):
    """A call's time-out wins over the client's, for each attempt; without either, the HTTP client's own holds."""

    def seconds(request):
        return request.extensions["timeout"]["read"]

    upstream = Upstream(Reply(503, b""), done(), done(), done(), done())
    Api(kind, upstream, timeout=7).get(timeout=2.5)
    Api(kind, upstream, timeout=7).get()
    Api(kind, upstream).get()
    Api(kind, upstream, timeout=7).client.with_options(timeout=3)
    get(Api(kind, upstream, timeout=7).client.with_options(timeout=3))
    assert [2.5, 2.5, 7, 5.0, 3] == [seconds(request) for request in upstream.requests]
    assert [2.5, 2.5, 7, 5.0, 3] == [request.extensions["timeout"]["connect"] for request in upstream.requests]


def test_with_options_is_a_copy(kind):
    """`with_options` gives a client of the same class that differs in what is named; the first stays as it was."""
    booking, model = Reply(200, example("bookings.get").answer), Reply(200, MODEL)
    upstream = Upstream(booking, booking, model, model)
    first = bare(kind, upstream, composio_api_key=KEY, toolzz_token=TOKEN, user_id="user-example")
    before = repr(first)
    changes = {
        "composio_api_key": "example-second",
        "toolzz_token": "example-third",
        "user_id": "user-second",
        "connected_account_id": "ca_example",
        "toolkit_version": "latest",
        "base_url": "https://mock.example.com",
        "timeout": 3.0,
        "retries": 0,
        "strict": True,
    }
    given = dict(changes)
    second = first.with_options(**changes)
    assert given == changes
    assert type(first) is type(second)
    get(first)
    get(second)
    toolzz(first)
    toolzz(second)
    one, two, three, four = upstream.requests
    assert [KEY, "example-second"] == [each.headers["x-api-key"] for each in (one, two)]
    assert [f"Bearer {TOKEN}", "Bearer example-third"] == [each.headers["authorization"] for each in (three, four)]
    bodies = [json.loads(each.content) for each in (one, two)]
    assert ["user-example", "user-second"] == [body["user_id"] for body in bodies]
    assert [None, "ca_example"] == [body.get("connected_account_id") for body in bodies]
    assert ["backend.composio.dev", "mock.example.com"] == [one.url.host, two.url.host]
    assert before == repr(first)


def test_with_options_keeps_what_is_not_named(kind):
    """A copy keeps the other options, and can be copied again."""
    upstream = Upstream()
    first = bare(kind, upstream, composio_api_key=KEY, user_id="user-example", base_url="https://mock.example.com")
    get(first.with_options(toolkit_version="latest").with_options(connected_account_id="ca_example"))
    (request,) = upstream.requests
    assert KEY == request.headers["x-api-key"]
    assert request.url.host == "mock.example.com"
    assert upstream.bodies[0] == {
        "arguments": {"bookingUid": "bk"},
        "user_id": "user-example",
        "connected_account_id": "ca_example",
        "version": "latest",
    }


def test_with_options_keeps_the_environments_credentials(kind, monkeypatch):
    """A copy has the credentials that its first client found, however the environment changed in between."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "example-key-1")
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "https://mock.example.com")
    upstream = Upstream()
    first = bare(kind, upstream)
    monkeypatch.setenv("COMPOSIO_API_KEY", "example-key-2")
    monkeypatch.setenv("CAL_API_KEY", CAL_KEY)
    monkeypatch.delenv("TOOLZZ_CAL_BASE_URL")
    for client in (first, first.with_options(user_id="user-second")):
        get(client)
    assert ["example-key-1"] * 2 == [request.headers["x-api-key"] for request in upstream.requests]
    assert ["mock.example.com"] * 2 == [request.url.host for request in upstream.requests]


def test_with_options_resources_are_its_own(kind):
    """A resource of a copy, and of its children, calls with the copy's options, whichever was used first."""
    upstream = Upstream(done([]))
    first = bare(kind, upstream, composio_api_key=KEY, user_id="user-first")
    waited_for(first.organizations.teams.list(org_id=12))
    second = first.with_options(user_id="user-second")
    waited_for(second.organizations.teams.list(org_id=12))
    waited_for(first.organizations.teams.list(org_id=12))
    assert ["user-first", "user-second", "user-first"] == [body["user_id"] for body in upstream.bodies]


def test_another_user_does_not_keep_a_connected_account(kind):
    """A copy that names a user goes to no account but theirs; one that names none stays with its own."""
    upstream = Upstream()
    first = bare(kind, upstream, composio_api_key=KEY, user_id="user-first", connected_account_id="ca_first")
    get(first.with_options(user_id="user-second"))
    get(first.with_options(user_id="user-second", connected_account_id="ca_second"))
    get(first.with_options(connected_account_id="ca_other"))
    get(first.with_options(timeout=5))
    assert [(body["user_id"], body.get("connected_account_id")) for body in upstream.bodies] == [
        ("user-second", None),
        ("user-second", "ca_second"),
        ("user-first", "ca_other"),
        ("user-first", "ca_first"),
    ]


def test_with_options_checks(kind):
    """A copy's options are checked as a client's are."""
    client = KINDS[kind](composio_api_key=KEY)
    for wrong in ({"timeout": 0}, {"retries": -1}, {"base_url": "mock"}, {"composio_api_key": "example\n"}):
        with pytest.raises(errors.ConfigurationError):
            client.with_options(**wrong)


def test_policy_of_a_copy(kind):
    """A copy can have its own retries."""
    upstream = Upstream(Reply(503, b"", {"retry-after": "0"}))
    first = bare(kind, upstream, composio_api_key=KEY, retries=1)
    for client, attempts in ((first, 2), (first.with_options(retries=RetryPolicy(4)), 5), (first, 2)):
        before = upstream.count
        with pytest.raises(errors.ServerError):
            get(client)
        assert attempts == upstream.count - before


# What is pasted around a root or a credential


@every("end", ["/v2", "/v2/", "/api/v2", "/V2//", "/api/v1", "/api/v3", "/api/v3.1", "/api/v3.1/", "/p/v1"])
@every("option", ["base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"])
def test_root_that_ends_in_a_version(option, end, kind):
    """It is refused when the client is made or copied: the version would stand there twice."""
    with pytest.raises(errors.ConfigurationError, match=f"^{option} 'https://.*' ends in a version; leave it out"):
        KINDS[kind](**{option: f"https://mock.example.com{end}"})
    with pytest.raises(errors.ConfigurationError, match="ends in a version"):
        KINDS[kind]().with_options(**{option: f"https://mock.example.com{end}"})


def test_root_of_the_environment_is_told_by_its_variable(kind, monkeypatch):
    """Which is what its owner knows it by."""
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "http://127.0.0.1:8787/v2")
    with pytest.raises(errors.ConfigurationError, match=r"^base_url \(from TOOLZZ_CAL_BASE_URL\) .* ends in"):
        KINDS[kind]()


@every("end", ["/v", "/vault", "/2", "/v2/mock", "/api", "/v2x", "/v.1.2"])
def test_root_that_ends_in_something_else(end, kind):
    """Any other path may be a proxy's."""
    upstream = Upstream(done())
    get(bare(kind, upstream, composio_api_key=KEY, base_url=f"https://mock.example.com{end}"))
    assert str(upstream.requests[0].url).startswith(f"https://mock.example.com{end}/api/v3.1/")


CREDENTIALS = {
    "toolzz_token": "TOOLZZ_ACCESS_TOKEN",
    "composio_api_key": "COMPOSIO_API_KEY",
    "cal_api_key": "CAL_API_KEY",
    "cal_client_id": "CAL_CLIENT_ID",
    "cal_client_secret": "CAL_CLIENT_SECRET",
}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('"ak_example_hidden"', "has quotes around it"),
        ("'ak_example_hidden'", "has quotes around it"),
        ('"ak_example_hidden', "has quotes around it"),
        ("`ak_example_hidden`", "has quotes around it"),
        ("Bearer ak_example_hidden", "begins with 'Bearer'"),
        ("bearer Bearer ak_example_hidden", "begins with 'bearer'"),
        ("Authorization: Bearer ak_example_hidden", "begins with 'Authorization'"),
        ("x-api-key: ak_example_hidden", "begins with 'x-api-key'"),
        ("CAL_API_KEY=ak_example_hidden", "begins with 'CAL_API_KEY'"),
        ("ak_example_hidden ak_example_hidden", "has a blank in it"),
        ("ak_example_hidden\n", "can't be sent in a header"),
        (b"ak_example_hidden", "must be text"),
    ],
)
@pytest.mark.parametrize(("option", "variable"), CREDENTIALS.items())
def test_credential_with_what_surrounds_it(option, variable, value, told, kind, monkeypatch):
    """It is refused by the name that its owner knows, and never shown."""
    with pytest.raises(errors.ConfigurationError, match=f"^{option} {told}") as caught:
        KINDS[kind](**{option: value})
    assert "hidden" not in f"{caught.value!r} {vars(caught.value)}"
    if isinstance(value, str):
        monkeypatch.setenv(variable, value)
        with pytest.raises(errors.ConfigurationError, match=rf"^{option} {told}.* \(from {variable}\)$") as caught:
            KINDS[kind]()
        assert "hidden" not in f"{caught.value!r} {vars(caught.value)}"


@every("value", ["ak_example", "bearer_example", "example==", "token-example", "a:example/b+c", "x"])
def test_credential_that_looks_odd_but_can_be_right(value, kind):
    """A server of one's own may have keys of any form."""
    upstream = Upstream(done())
    get(bare(kind, upstream, composio_api_key=value))
    assert upstream.requests[0].headers["x-api-key"] == value
