"""What happens on the wire: how much of an answer is read, where credentials go, and whom the client trusts."""

import asyncio
import gzip
import json
import ssl
import tracemalloc
import warnings
import zlib
from functools import partial
from http.cookiejar import CookieJar

import httpx
import httpx2
import pytest
import trustme
from toolzz_cal import AsyncClient, Client, errors

from tests.support.tables import every
from tests.support.wire import answer, chunked, wire

KEY = "ak_example"
BODY = json.dumps({"data": {"status": "success", "data": {"uid": "bk"}}, "successful": True, "error": None}).encode()
MOST = 10_000
LARGE = json.dumps({"successful": True, "error": None, "data": {"uid": "bk", "filler": "x" * 4 * MOST}}).encode()


def own(kind, **options):
    """A client with its own HTTP client."""
    return {"sync": Client, "async": AsyncClient}[kind](**options)


def brought(library, **more):
    """Makes clients over an HTTP client of this library."""

    def make(kind, **options):
        name = {"sync": "Client", "async": "AsyncClient"}[kind]
        return own(kind, http_client=getattr(library, name)(**more), **options)

    return make


MAKERS = {"own": own, "httpx": brought(httpx), "httpx2": brought(httpx2)}


@pytest.fixture(params=[(maker, kind) for maker in MAKERS for kind in ("sync", "async")], ids="-".join)
def ask(request):
    """Makes a client for an address, and calls an operation once."""
    maker, kind = request.param

    def call(url, name="get", **options):
        client = MAKERS[maker](kind, **{"composio_api_key": KEY, "base_url": url, "retries": 0, **options})
        try:
            result = getattr(client.bookings, name)(booking_uid="bk")
            return asyncio.run(result) if kind == "async" else result
        finally:
            given = client._engine.pool.own
            if kind == "sync" and given is not None:
                client.close()

    return call


def sized(body):
    return f"content-length: {len(body)}"


GZIP = "content-encoding: gzip"
FITTING = {
    "with its length": answer(BODY, sized(BODY)),
    "in chunks": answer(chunked(BODY[:9], BODY[9:]), "transfer-encoding: chunked"),
    "until the end": answer(BODY),
    "as identity": answer(BODY, "content-encoding: identity", sized(BODY)),
    "packed": answer(gzip.compress(BODY), GZIP, sized(gzip.compress(BODY))),
    "packed, in chunks": answer(
        chunked(*(bytes([each]) for each in gzip.compress(BODY))),
        "content-encoding: X-GZIP",
        "transfer-encoding: chunked",
    ),
}
TOO_LARGE = {
    "with its length": answer(LARGE, sized(LARGE)),
    "in chunks": answer(chunked(LARGE), "transfer-encoding: chunked"),
    "until the end": answer(LARGE),
    "packed": answer(gzip.compress(LARGE), GZIP, sized(gzip.compress(LARGE))),
    "with a status": answer(LARGE, sized(LARGE), status="404 Not Found"),
}


@every("form", FITTING)
def test_answers_of_every_form_are_read(form, ask):
    """However an answer is sent, it is read whole."""
    with wire(FITTING[form]) as server:
        result = ask(server.url, max_answer_bytes=len(BODY))
    assert (result.data.uid, result.response.content) == ("bk", BODY)
    assert result.response.status_code == 200


@every("form", FITTING)
def test_one_byte_too_many_is_refused(form, ask):
    """The limit is exact, and it is that of the unpacked answer."""
    with wire(FITTING[form]) as server, pytest.raises(errors.AnswerTooLarge) as caught:
        ask(server.url, max_answer_bytes=len(BODY) - 1)
    assert f"more than {len(BODY) - 1:,} bytes" in caught.value.message
    assert (caught.value.operation, caught.value.url.startswith(server.url)) == ("bookings.get", True)


@every("form", TOO_LARGE)
def test_large_answers_are_not_asked_for_again(form, ask):
    """A read whose answer is too large is not repeated: the next one would be as large."""
    with wire(TOO_LARGE[form]) as server:
        with pytest.raises(errors.AnswerTooLarge):
            ask(server.url, max_answer_bytes=MOST, retries=2)
        assert len(server.heads) == 1


def test_large_answer_leaves_a_write_open(ask):
    """A write whose answer is too large may have happened, and is not repeated."""
    with wire(TOO_LARGE["packed"]) as server:
        with pytest.raises(errors.OutcomeUnknown) as caught:
            ask(server.url, "cancel", max_answer_bytes=MOST, retries=2)
        assert isinstance(caught.value.__cause__, errors.AnswerTooLarge)
        assert len(server.heads) == 1


def test_bombs_are_not_unpacked(ask):
    """Of an answer that would unpack to 100 MB no more than the limit is held, whatever came in one piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join([*(packer.compress(bytes(2**20)) for _ in range(100)), packer.flush()])
    with wire(answer(bomb, GZIP, sized(bomb))) as server:
        tracemalloc.start()
        try:
            with pytest.raises(errors.AnswerTooLarge):
                ask(server.url, max_answer_bytes=2**20)
            assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
        finally:
            tracemalloc.stop()


@every("coding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_only_what_was_asked_for_is_unpacked(coding, ask):
    """The client asks for gzip alone; another coding, which could unpack to any size, is refused."""
    with wire(answer(gzip.compress(gzip.compress(BODY)), f"content-encoding: {coding}")) as server:
        with pytest.raises(errors.DecodeError, match="was not asked for"):
            ask(server.url)
        asked = [line for line in server.heads[0].lower().split("\r\n") if line.startswith("accept-encoding:")]
        assert asked == ["accept-encoding: gzip"]


def test_answer_that_cannot_be_unpacked(ask):
    """What claims to be gzip and is not can't be read."""
    with wire(answer(b"not gzip" * 9, GZIP)) as server, pytest.raises(errors.DecodeError, match="can't be unpacked"):
        ask(server.url)


def test_answers_in_memory_are_bounded():
    """An HTTP client that has read the answer already, as mocks do, is held to the same limit."""
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=LARGE)))
    with Client(composio_api_key=KEY, http_client=http, max_answer_bytes=MOST) as client:
        with pytest.raises(errors.AnswerTooLarge):
            client.bookings.get(booking_uid="bk")
        assert client.with_options(max_answer_bytes=len(LARGE)).bookings.get(booking_uid="bk").data.uid == "bk"


@every("given", [0, -1, 1.5, True, "1"], ids=repr)
def test_limit_must_be_a_number_of_bytes(given):
    """A limit that is none is refused when the client is made."""
    with pytest.raises(errors.ConfigurationError, match="max_answer_bytes"):
        Client(max_answer_bytes=given)


def test_connection_goes_back_after_an_answer_that_was_left():
    """Many answers that were not read to their end use up no connection."""
    with wire(TOO_LARGE["in chunks"]) as server, Client(composio_api_key=KEY, base_url=server.url) as client:
        for _ in range(120):  # more than a pool has
            with pytest.raises(errors.AnswerTooLarge):
                client.with_options(max_answer_bytes=MOST, timeout=5).bookings.get(booking_uid="bk")
        assert client._engine.pool.own._transport._pool.connections == []


@every("kind", ["sync", "async"])
@every("library", [None, httpx, httpx2], ids=["own", "httpx", "httpx2"])
@every("status", [301, 302, 303, 307, 308])
def test_redirects_carry_no_credential(status, library, kind):
    """A redirect to another host is not followed, also by an HTTP client that was made to follow them."""
    make = own if library is None else brought(library, follow_redirects=True)
    with wire(answer(BODY)) as other:
        moved = answer(b"", f"location: {other.url}/elsewhere", "content-length: 0", status=f"{status} Moved")
        with wire(moved) as server:
            client = make(kind, composio_api_key=KEY, toolzz_token="example-token", base_url=server.url, retries=0)
            for call in (
                lambda: client.bookings.get(booking_uid="bk"),
                lambda: client.functions.get(function_id="f"),
                lambda: client.with_options(route="direct", cal_api_key="cal_example").bookings.get(booking_uid="bk"),
            ):
                with pytest.raises(errors.StatusError, match="redirects are not followed"):
                    asyncio.run(call()) if kind == "async" else call()
            assert len(server.heads) == 3
        assert other.heads == []


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_own_http_client_has_a_name_and_no_cookies(kind):
    """Our own HTTP client tells upstreams who calls, and gives back no cookie; one that was given has its own name."""
    first = answer(BODY, sized(BODY), "set-cookie: uid=example; Path=/")
    for maker, named in MAKERS.items():
        with wire(first) as server:
            client = named(kind, composio_api_key=KEY, base_url=server.url)

            async def twice(client=client):
                return [await client.bookings.get(booking_uid="bk") for _ in range(2)]

            if kind == "async":
                asyncio.run(twice())
            else:
                [client.bookings.get(booking_uid="bk") for _ in range(2)]
            agent = "toolzz-cal-python" if maker == "own" else f"python-{maker}/"
            assert all(f"user-agent: {agent}" in head.lower() for head in server.heads)
            assert ("cookie: uid=example" in server.heads[1].lower()) is (maker != "own")
            if maker == "own" and kind == "sync":
                assert not client._engine.pool.own.cookies


def test_what_an_http_client_has_of_its_own_stays(ask):
    """Headers, parameters, authentication and hooks of an HTTP client that was given are used."""
    seen = []
    http = httpx.Client(
        headers={"x-trace": "example-trace"},
        params={"tenant": "example"},
        cookies={"session": "example"},
        event_hooks={"request": [seen.append], "response": [seen.append]},
    )
    with (
        wire(answer(BODY)) as server,
        http,
        Client(composio_api_key=KEY, base_url=server.url, http_client=http) as client,
    ):
        client.bookings.get(booking_uid="bk")
        (head,) = server.heads
    assert "tenant=example" in head.split("\r\n")[0]
    assert {"x-trace: example-trace", "cookie: session=example"} <= set(head.lower().split("\r\n"))
    assert len(seen) == 2


CHANGES = {
    "nothing": lambda http: None,
    "a header": lambda http: http.headers.update({"X-Team": "example"}),
    "a header of ours": lambda http: http.headers.update({"Accept-Encoding": "br", "X-API-Key": "ak_another"}),
    "a header twice": lambda http: setattr(http, "headers", [("x-team", "example"), ("x-team", "another")]),
    "no header": lambda http: http.headers.pop("user-agent"),
    "a parameter": lambda http: setattr(http, "params", {"tenant": "example"}),
    "a cookie": lambda http: http.cookies.set("session", "example"),
    "a timeout": lambda http: setattr(http, "timeout", type(http.timeout)(7, read=9, pool=None)),
    "an address": lambda http: setattr(http, "base_url", "https://another.example/below"),
}


@every("library", [httpx, httpx2], ids=["httpx", "httpx2"])
@every("name", CHANGES)
def test_requests_are_as_the_http_client_builds_them(name, library):
    """Whatever it has of its own, from the beginning or since the call before, and whichever way a request is made."""
    sent = []
    body = {"arguments": {"bookingUid": "bk"}, "version": "20260721_00"}

    def handler(request):
        sent.append(request)
        return library.Response(200, content=BODY)

    transport = library.MockTransport(handler)
    http, builder = library.Client(transport=transport), library.Client(transport=transport)
    client = Client(composio_api_key=KEY, base_url="https://gateway.example", http_client=http)
    client.bookings.get(booking_uid="bk")
    for each in (http, builder):
        CHANGES[name](each)
    client.bookings.get(booking_uid="bk")
    assert json.loads(sent[1].content) == body
    headers = {"accept-encoding": "gzip", "x-api-key": KEY, "content-type": "application/json"}
    expected = builder.build_request("POST", sent[0].url, headers=headers, content=sent[1].content)
    assert (sent[1].method, sent[1].url) == (expected.method, expected.url)
    assert sorted(sent[1].headers.multi_items()) == sorted(expected.headers.multi_items())
    waits = expected.extensions["timeout"]
    left = sent[1].extensions["timeout"]
    assert waits.keys() == left.keys()
    assert {key: wait for key, wait in waits.items() if wait is not None} == {
        key: float(left[key]) for key, wait in waits.items() if wait is not None
    }


def test_each_call_has_its_own_headers():
    """What one call has for headers is not what the next one has, in whatever order calls of one HTTP client come."""
    sent = []
    transport = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(200, content=BODY))
    http = httpx.Client(transport=transport)
    options = {"base_url": "https://gateway.example", "http_client": http}
    for key in ("ak_one", "ak_two", "ak_one"):
        http.event_hooks = {"request": []}
        client = Client(composio_api_key=key, **options)
        client.bookings.get(booking_uid="bk", extra_headers={"x-trace": key})
        client.bookings.get(booking_uid="bk")
        http.event_hooks = {"request": [lambda each: each.headers.pop("x-api-key")]}
        client.bookings.get(booking_uid="bk")
    keys = [each.headers.get("x-api-key") for each in sent]
    assert keys == ["ak_one", "ak_one", None, "ak_two", "ak_two", None, "ak_one", "ak_one", None]
    assert [each.headers.get("x-trace") for each in sent] == [
        "ak_one",
        None,
        None,
        "ak_two",
        None,
        None,
        "ak_one",
        None,
        None,
    ]


@every("where", ["object", "subclass", "subclass later"])
def test_a_way_of_ones_own_to_build_requests_is_used(where):
    """An HTTP client that builds requests otherwise than httpx does so, also if it begins later."""
    built = []

    def build_request(http, *given, **options):
        built.append(given[0])
        return original(http, *given, **options)

    original = httpx.Client.build_request
    kind = type("Traced", (httpx.Client,), {"build_request": build_request} if where == "subclass" else {})
    http = kind(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=BODY)))
    client = Client(composio_api_key=KEY, base_url="https://gateway.example", http_client=http)
    client.bookings.get(booking_uid="bk")
    if where == "object":
        http.build_request = partial(build_request, http)
    elif where == "subclass later":
        kind.build_request = build_request
    built.clear()
    client.bookings.get(booking_uid="bk")
    assert built == ["POST"]


def test_cookies_are_looked_for_where_there_are_some():
    """An HTTP client that was given keeps the cookies of answers, and reads no answer that has none for them."""
    answers = [{}, {"set-cookie": "uid=1; Path=/"}, {}]
    seen, sent = [], []
    transport = httpx.MockTransport(
        lambda request: sent.append(request) or httpx.Response(200, content=BODY, headers=answers[len(sent) - 1])
    )
    http = httpx.Client(transport=transport)
    policy = http.cookies.jar._policy
    http.cookies.jar.extract_cookies = lambda *given: (
        seen.append(given) or type(http.cookies.jar).extract_cookies(http.cookies.jar, *given)
    )
    for _ in range(2):  # given twice, it is as given once
        client = Client(composio_api_key=KEY, base_url="https://gateway.example", http_client=http)
    for _ in answers:
        client.bookings.get(booking_uid="bk")
    assert len(seen) == 1
    assert [each.headers.get("cookie") for each in sent] == [None, None, "uid=1"]
    assert isinstance(http.cookies, httpx.Cookies)
    assert dict(http.cookies) == {"uid": "1"}
    assert http.cookies.jar._policy is policy


def test_a_jar_of_another_kind_is_asked_about_every_answer():
    """It may look for something else than cookies."""
    seen = []

    class Jar(CookieJar):
        def extract_cookies(self, answer, request):
            seen.append(answer)

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=BODY))
    http = httpx.Client(transport=transport, cookies=Jar())
    client = Client(composio_api_key=KEY, base_url="https://gateway.example", http_client=http)
    client.bookings.get(booking_uid="bk")
    assert len(seen) == 1


def test_request_of_ones_own_is_used():
    """An HTTP client with another `request` than httpx's is asked by that."""
    asked = []

    class Traced(httpx.Client):
        def request(self, *given, **options):
            asked.append(given)
            return super().request(*given, **options)

    with wire(answer(BODY)) as server, Traced() as http:
        Client(composio_api_key=KEY, base_url=server.url, http_client=http).bookings.get(booking_uid="bk")
        assert [method for method, _ in asked] == ["POST"]
        assert len(server.heads) == 1


@pytest.fixture(scope="module")
def authority():
    """Who vouches for the servers of this module."""
    return trustme.CA()


@pytest.fixture
def tls(authority):
    """Makes the set-up of a server that has a certificate for these names."""

    def make(*names, by=authority):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        by.issue_cert(*names).configure_cert(context)
        return context

    return make


def test_servers_must_be_trusted(ask, tls):
    """A certificate that nobody vouches for ends the call before anything is sent."""
    with wire(answer(BODY), tls=tls("localhost")) as server:
        with pytest.raises(errors.ConnectionFailed, match="CERTIFICATE_VERIFY_FAILED"):
            ask(server.url)
        assert server.heads == []


@pytest.mark.parametrize("name", ["localhost", "elsewhere.example.com"])
def test_certificate_must_be_of_the_host(name, tls, authority, tmp_path, monkeypatch):
    """With the authority trusted the call is made, but not to a host with the certificate of another one."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with wire(answer(BODY), tls=tls(name)) as server, Client(composio_api_key=KEY, base_url=server.url) as client:
        if name == "localhost":
            assert client.bookings.get(booking_uid="bk").data.uid == "bk"
            return
        with pytest.raises(errors.ConnectionFailed, match="CERTIFICATE_VERIFY_FAILED"):
            client.with_options(retries=0).bookings.get(booking_uid="bk")
        assert server.heads == []


@pytest.mark.parametrize(
    "variable",
    ["PYTHONHTTPSVERIFY", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_NO_VERIFY", "NODE_TLS_REJECT_UNAUTHORIZED"],
)
def test_no_variable_turns_trust_off(variable, tls, monkeypatch):
    """What switches checks off elsewhere does not here."""
    monkeypatch.setenv(variable, "" if "BUNDLE" in variable else "0")
    with wire(answer(BODY), tls=tls("localhost")) as server:
        with pytest.raises(errors.ConnectionFailed, match="CERTIFICATE_VERIFY_FAILED"):
            Client(composio_api_key=KEY, base_url=server.url, retries=0).bookings.get(booking_uid="bk")
        assert server.heads == []


@pytest.mark.parametrize("option", ["verify", "cert", "trust_env", "ssl"])
def test_no_option_turns_trust_off(option):
    """There is no option for it; who wants that has to bring an HTTP client."""
    with pytest.raises(TypeError, match="no such option"):
        Client(**{option: False})
    with pytest.raises(TypeError, match="no such option"):
        Client().with_options(**{option: False})


@every("option", ["base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"])
@every("url", ["http://calendar.example.com", "http://10.0.0.5:5555/", "http://[2001:db8::1]", "HTTP://x.example.com"])
@every("kind", ["sync", "async"])
def test_plain_http_warns(option, url, kind):
    """An address that others can read along warns where the client is made; copies do not repeat it."""
    with pytest.warns(errors.InsecureAddress, match=f"^{option} ") as caught:
        client = own(kind, **{option: url})
    assert (len(caught), caught[0].filename) == (1, __file__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.with_options(timeout=4)
    with pytest.warns(errors.InsecureAddress) as caught:
        client.with_options(**{option: "http://another.example.com"})
    assert (len(caught), caught[0].filename) == (1, __file__)


@every(
    "url",
    [
        "https://calendar.example.com",
        "http://localhost:8787",
        "http://127.0.0.1:9",
        "http://127.8.9.10",
        "http://[::1]:8",
    ],
)
def test_this_machine_and_tls_do_not_warn(url):
    """Addresses of this machine, and encrypted ones, are nobody else's to read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Client(base_url=url)


def test_plain_http_from_the_environment_warns(monkeypatch):
    """The environment's address is no exception, and the warning shows no credential."""
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "http://calendar.example.com")
    with pytest.warns(errors.InsecureAddress, match="calendar.example.com"):
        Client(composio_api_key=KEY)
