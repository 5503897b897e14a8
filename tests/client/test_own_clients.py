"""`http_client` and `async_http_client`: HTTP clients as the client's own, set up otherwise; and doubles of them."""

import asyncio
import ssl
from unittest import mock

import httpx
import pytest
import trustme
from toolzz_cal import AsyncClient, Client, async_http_client, errors, http_client
from toolzz_cal._connections import _share_out
from toolzz_cal._httpcore import SHARE_OUT, pools

from tests.support.client import CAL_KEY, KEY, TOKEN, Reply, Upstream, done, waited_for
from tests.support.tables import every
from tests.support.wire import answer, wire

FACTORIES = {"sync": http_client, "async": async_http_client}
KINDS = {"sync": Client, "async": AsyncClient}
OPTIONS = {"composio_api_key": KEY, "user_id": "user-example", "retries": 0}
BODY = b'{"data": {"uid": "bk"}, "successful": true}'
ANSWER = answer(BODY, f"content-length: {len(BODY)}")
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _nothing_of_the_environment(monkeypatch):
    for variable in VARIABLES:
        for spelled in (variable, variable.lower()):
            monkeypatch.delenv(spelled, raising=False)


def got(kind, http, **options):
    """A small read through an HTTP client, which is closed then."""
    if kind == "sync":
        with http:
            return Client(**{**OPTIONS, **options}, http_client=http).bookings.get(booking_uid="bk")

    async def main():
        async with http:
            return await AsyncClient(**{**OPTIONS, **options}, http_client=http).bookings.get(booking_uid="bk")

    return asyncio.run(main())


def mocked(upstream, kind):
    """An HTTP client of ours that ends in an upstream."""
    return FACTORIES[kind](transport=httpx.MockTransport(upstream))


def test_it_is_as_the_client_s_own(kind):
    """Of httpx, with mended pools, a hundred connections that are kept for less than five seconds, and 60 seconds."""
    http = FACTORIES[kind]()
    assert type(http) is (httpx.Client if kind == "sync" else httpx.AsyncClient)
    (pool,) = pools(http)
    assert getattr(type(pool), SHARE_OUT) is _share_out
    assert (pool._max_connections, pool._max_keepalive_connections, pool._keepalive_expiry) == (100, 100, 4.0)
    assert http.timeout == httpx.Timeout(60)


def test_it_sends_as_the_client_s_own(kind):
    """The same headers, nothing merged, gzip only, and no cookie is kept."""
    there = Upstream(Reply(200, {"data": {"uid": "bk"}, "successful": True}, {"set-cookie": "uid=1"}))
    http = mocked(there, kind)
    client = KINDS[kind](**OPTIONS, http_client=http)
    for _ in range(2):
        waited_for(client.bookings.get(booking_uid="bk"))
    for request in there.requests:
        assert (request.headers["user-agent"], request.headers["accept-encoding"]) == ("toolzz-cal-python", "gzip")
        assert "cookie" not in request.headers
        assert request.extensions["timeout"]["read"] == pytest.approx(60, abs=59)
    assert dict(http.cookies) == {}


def test_what_is_added_to_it_later_is_sent(kind):
    """Then it is a client like any other."""
    there = Upstream(done({"uid": "bk"}))
    http = mocked(there, kind)
    client = KINDS[kind](**OPTIONS, http_client=http)
    waited_for(client.bookings.get(booking_uid="bk"))
    http.headers["x-team"] = "example"
    http.cookies.set("a", "1")
    http.params = {"b": "2"}
    waited_for(client.bookings.get(booking_uid="bk"))
    first, second = there.requests
    assert "x-team" not in first.headers
    assert (second.headers["x-team"], second.headers["cookie"], second.url.query) == ("example", "a=1", b"b=2")


def test_it_stays_whoever_s_it_is(kind):
    """Closing the client leaves it open."""
    http = mocked(Upstream(done()), kind)
    client = KINDS[kind](**OPTIONS, http_client=http)
    client.close() if kind == "sync" else asyncio.run(client.aclose())
    assert not http.is_closed


def test_hooks_are_called(kind):
    """Those of httpx, for each request and response."""
    told = []

    async def awaited(each):
        told.append(type(each).__name__)

    hook = awaited if kind == "async" else lambda each: told.append(type(each).__name__)
    http = FACTORIES[kind](
        transport=httpx.MockTransport(Upstream(done({"uid": "bk"}))),
        event_hooks={"request": [hook], "response": [hook]},
    )
    got(kind, http)
    assert told == ["Request", "Response"]


# Connections


def test_it_goes_by_a_proxy(kind):
    """Which is asked for whatever address, and told its own credential only."""
    with wire(ANSWER) as proxy:
        http = FACTORIES[kind](proxy=proxy.url.replace("://", "://ana:example-pass@"))
        with pytest.warns(errors.InsecureAddress):
            assert got(kind, http, base_url="http://nowhere.example:1").data.uid == "bk"
    (head,) = proxy.heads
    assert head.startswith("POST http://nowhere.example:1/api/v3.1/tools/execute/")
    assert "Proxy-Authorization: Basic " in head


def test_it_trusts_whom_it_is_told_to(kind, tmp_path):
    """A file or a context; by default nobody who is not known, and with False everybody, which is warned of."""
    authority = trustme.CA()
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(secure)
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    context = ssl.create_default_context(cafile=str(file))
    make = FACTORIES[kind]
    with wire(ANSWER, tls=secure) as server:
        for verify in (file, str(file), context):
            assert got(kind, make(verify=verify), base_url=server.url).data.uid == "bk"
        with pytest.raises(errors.ConnectionFailed):
            got(kind, make(), base_url=server.url)
        with pytest.warns(errors.InsecureAddress, match="verify=False"):
            careless = make(verify=False)
        assert got(kind, careless, base_url=server.url).data.uid == "bk"


@pytest.mark.parametrize("form", ["one file", "two files"])
def test_it_shows_its_own_certificate(form, kind, tmp_path):
    """Where the server asks for one."""
    authority, mine = trustme.CA(), None
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(secure)
    authority.configure_trust(secure)
    secure.verify_mode = ssl.CERT_REQUIRED
    mine = authority.issue_cert("ana@example.com")
    both, key, chain, trust = (tmp_path / f"{name}.pem" for name in ("both", "key", "chain", "trust"))
    mine.private_key_and_cert_chain_pem.write_to_path(both)
    mine.private_key_pem.write_to_path(key)
    mine.cert_chain_pems[0].write_to_path(chain)
    authority.cert_pem.write_to_path(trust)
    cert = both if form == "one file" else (chain, str(key))
    with wire(ANSWER, tls=secure) as server:
        assert got(kind, FACTORIES[kind](verify=trust, cert=cert), base_url=server.url).data.uid == "bk"
        with pytest.raises(errors.ToolzzCalError):
            got(kind, FACTORIES[kind](verify=trust), base_url=server.url)


def test_the_environment_can_be_left_alone(kind, monkeypatch):
    """By default a proxy of the environment is used, as everywhere."""
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with wire(ANSWER) as server:
        assert got(kind, FACTORIES[kind](trust_env=False), base_url=server.url).data.uid == "bk"
        with pytest.raises(errors.ConnectionFailed):
            got(kind, FACTORIES[kind](), base_url=server.url)


WRONG = {
    "a proxy's scheme": ({"proxy": "ftp://ana:example-pass@127.0.0.1:9"}, "proxy can't be used"),
    "a proxy's port": ({"proxy": "http://ana:example-pass@127.0.0.1:port"}, "proxy can't be used"),
    "no such file": ({"verify": "/nowhere/example.pem"}, "verify can't be read"),
    "no such certificate": ({"cert": "/nowhere/example.pem"}, "cert can't be used"),
    "twice": ({"verify": ssl.create_default_context(), "cert": "/x.pem"}, "load the certificate into the context"),
}


@every(("options", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_used_is_named(options, told, kind):
    """Without a password."""
    with pytest.raises(errors.ConfigurationError, match=told) as caught:
        FACTORIES[kind](**options)
    assert "example-pass" not in str(caught.value)
    assert "example-pass" not in repr([entry.frame.f_locals for entry in caught.traceback[1:]])
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_what_the_environment_spoils_is_named(kind, monkeypatch):
    """As for the client's own."""
    monkeypatch.setenv("ALL_PROXY", "ftp://ana:example-pass@127.0.0.1:9")
    with pytest.raises(errors.ConfigurationError, match=r"variable ALL_PROXY can't be used; .*trust_env=False"):
        FACTORIES[kind]()


@pytest.mark.parametrize(
    ("options", "missing", "told"),
    [
        ({"http2": True}, "h2", "pip install 'httpx\\[http2\\]'"),
        ({"proxy": "socks5://127.0.0.1:9"}, "socksio", "pip install 'httpx\\[socks\\]'"),
    ],
)
def test_a_package_that_is_missing_is_named(options, missing, told, kind, monkeypatch):
    """With the way to install it."""
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(errors.ConfigurationError, match=told):
        FACTORIES[kind](**options)


# Whose credential counts


@every("derived", [False, True])
@every("route", ["direct", "gateway", "toolzz"])
def test_an_auth_of_the_http_client_replaces_no_credential(route, derived, kind):
    """The client's own is sent. Where it has another header, as the gateway's, both are."""
    base = httpx.Client if kind == "sync" else httpx.AsyncClient
    there = Upstream(done({"uid": "bk"}))

    class Mine(base):
        def request(self, *given, **options):
            return super().request(*given, **options)

    http = (Mine if derived else base)(auth=("ana", "example-pass"), transport=httpx.MockTransport(there))
    options = {"cal_api_key": CAL_KEY, "route": "direct"} if route == "direct" else {}
    client = KINDS[kind](**{**OPTIONS, "toolzz_token": TOKEN, **options}, http_client=http)
    if route == "toolzz":
        waited_for(client.functions.get(function_id="f"))
    else:
        waited_for(client.bookings.get(booking_uid="bk"))
    (request,) = there.requests
    expected = {"direct": f"Bearer {CAL_KEY}", "toolzz": f"Bearer {TOKEN}"}.get(route, "Basic YW5hOmV4YW1wbGUtcGFzcw==")
    assert request.headers["authorization"] == expected
    assert request.headers.get("x-api-key") == (KEY if route == "gateway" else None)


# Doubles


def reply():
    """An answer as a double gives it."""
    return httpx.Response(200, content=BODY)


class OnlyRequest:
    """A double with no more than the promised method."""

    def request(self, method, url, **options):
        """Answers."""
        return reply()


class OnlyAwaited:
    """The same, to be awaited."""

    async def request(self, method, url, **options):
        """Answers."""
        return reply()


def autospecced():
    """One with all methods of httpx's client, of which only `request` answers."""
    made = mock.create_autospec(httpx.Client, instance=True)
    made.request.return_value = reply()
    return made


DOUBLES = {
    "sync": [
        OnlyRequest(),
        mock.MagicMock(**{"request.return_value": reply()}),
        autospecced(),
    ],
    "async": [
        OnlyAwaited(),
        OnlyRequest(),
        mock.AsyncMock(**{"request.return_value": reply()}),
        mock.MagicMock(request=mock.AsyncMock(return_value=reply())),
    ],
}


@every("number", range(4))
def test_a_double_needs_request_only(number, kind):
    """A function, or a coroutine function."""
    if number >= len(DOUBLES[kind]):
        pytest.skip("there is no further one")
    client = KINDS[kind](**OPTIONS, http_client=DOUBLES[kind][number])
    assert waited_for(client.bookings.cancel(booking_uid="bk")).data.uid == "bk"


def test_a_double_of_the_other_kind_is_refused():
    """Before a write is sent that nobody awaits."""
    for double in (mock.AsyncMock(), OnlyAwaited(), mock.MagicMock(request=mock.AsyncMock())):
        with pytest.raises(errors.ConfigurationError, match=r"is for toolzz_cal\.AsyncClient"):
            Client(**OPTIONS, http_client=double)


def test_what_is_told_names_what_to_give():
    """In place of the wrong kind."""
    with pytest.raises(errors.ConfigurationError, match=r"toolzz_cal\.async_http_client\(\)"):
        AsyncClient(http_client=http_client())
    with pytest.raises(errors.ConfigurationError, match=r"toolzz_cal\.http_client\(\)"):
        Client(http_client=object())
