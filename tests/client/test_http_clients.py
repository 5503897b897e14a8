"""The HTTP client below: one of the wrong kind, one that the environment spoils, and what its hooks raise."""

import asyncio
import ssl

import httpx
import httpx2
import pytest
from toolzz_cal import AsyncClient, Client, errors
from toolzz_cal.tools import AsyncTools, Tools

from tests.support.client import CAL_KEY, Api, Reply, Upstream, done
from tests.support.tables import every

KINDS = {"sync": Client, "async": AsyncClient}
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
VARIABLES = [spelled for name in PROXIES for spelled in (name, name.lower())]


class Session:
    """As `requests` has it, with its own names for its arguments."""

    def request(self, method, url, params=None, data=None, headers=None, timeout=None, allow_redirects=True):
        """Never called."""
        raise AssertionError


class Aiohttp:
    """As aiohttp's, whose answers are of another shape."""

    __module__ = "aiohttp.client"

    def request(self, method, url, **options):
        """Never called."""
        raise AssertionError


class Mine(httpx.AsyncClient):
    """A class made from another kind's."""


class Awaited:
    """An object with an awaited `request`."""

    async def request(self, method, url, **options):
        """Answers."""
        return httpx.Response(200, json=done({"uid": "bk"}).body)


class Plain:
    """An object with httpx's `request`, its arguments spelled out."""

    def request(self, method, url, *, headers=None, content=None, timeout=None, follow_redirects=False):
        """Answers."""
        return httpx.Response(200, json=done({"uid": "bk"}).body)


class Later(Plain):
    """One that gives something to await without being a coroutine function."""

    def request(self, *given, **options):
        """Answers later."""
        return Awaited().request(*given, **options)


OTHERS = [object(), "https://proxy.example.com", Session(), Aiohttp(), httpx.Client, httpx.Response(200)]


@every("http", OTHERS, ids=lambda each: getattr(each, "__name__", type(each).__name__))
def test_what_has_another_interface_is_refused(http, kind):
    """By the constructor, with what is wanted in its place."""
    with pytest.raises(errors.ConfigurationError, match=r"^http_client must be an httpx\.\w+"):
        KINDS[kind](http_client=http)


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
def test_a_client_of_the_other_kind_is_refused(library):
    """Before anything is sent, and told where it belongs."""
    with pytest.raises(errors.ConfigurationError, match=r"is for toolzz_cal\.Client$"):
        AsyncClient(http_client=library.Client())
    with pytest.raises(errors.ConfigurationError, match=r"is for toolzz_cal\.AsyncClient$"):
        Client(http_client=library.AsyncClient())
    for http in (Mine(), Awaited()):
        with pytest.raises(errors.ConfigurationError, match=r"is for toolzz_cal\.AsyncClient$"):
            Client(http_client=http)


def test_what_has_the_interface_is_welcome():
    """Of whatever class, if only its `request` takes what is passed."""
    options = {"composio_api_key": "ak_example", "user_id": "user-example"}
    assert Client(http_client=Plain(), **options).bookings.get(booking_uid="bk").data.uid == "bk"
    for http in (Awaited(), Later()):
        found = asyncio.run(AsyncClient(http_client=http, **options).bookings.get(booking_uid="bk"))
        assert found.data.uid == "bk"


# The environment


BAD = {
    "a scheme": ("ALL_PROXY", "socks://127.0.0.1:9/"),
    "another scheme": ("https_proxy", "ftp://ana:example-pass@127.0.0.1:9"),
    "a port": ("HTTPS_PROXY", "127.0.0.1:port"),
    "IPv6 in brackets": ("NO_PROXY", "localhost,[::1]"),
    "an IPv6 network": ("no_proxy", "10.0.0.0/8,fd00::/8"),
    "no such file": ("SSL_CERT_FILE", "/nowhere/example.pem"),
}


@pytest.fixture(params=BAD.values(), ids=BAD)
def spoiled(request, monkeypatch, tmp_path):
    """An environment with one wrong variable."""
    for variable in (*VARIABLES, "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    variable, value = request.param
    monkeypatch.setenv(variable, value)
    return variable


OPTIONS = {"composio_api_key": "ak_example", "base_url": "http://127.0.0.1:9", "retries": 0}


def test_a_variable_that_cannot_be_used_is_named(spoiled, kind):
    """What httpx raises of it is a `ConfigurationError`; its value is not shown, as it may hold a password."""
    client = KINDS[kind](**OPTIONS)
    with pytest.raises(errors.ConfigurationError, match=f"variable {spoiled} can't be used") as caught:
        asyncio.run(client.me.get()) if kind == "async" else client.me.get()
    assert "example-pass" not in repr(caught.getrepr())
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_the_tools_never_raise_it(spoiled, kind):
    """It becomes a result that tells who can repair it."""
    if kind == "sync":
        told = Tools(Client(**OPTIONS)).run("me_get")
    else:
        told = asyncio.run(AsyncTools(AsyncClient(**OPTIONS)).run("me_get"))
    assert told.is_error
    assert spoiled in told.text
    assert "Only whoever runs this program can repair it" in told.text


def test_certificates_that_cannot_be_read_are_named(monkeypatch, tmp_path, kind):
    """A file without any is as bad as none."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    wrong = tmp_path / "example.pem"
    wrong.write_text("no certificate", "ascii")
    monkeypatch.setenv("SSL_CERT_FILE", str(wrong))
    with pytest.raises(ssl.SSLError):
        ssl.create_default_context(cafile=str(wrong))
    client = KINDS[kind](**OPTIONS)
    with pytest.raises(errors.ConfigurationError, match="variable SSL_CERT_FILE can't be used: SSLError"):
        asyncio.run(client.me.get()) if kind == "async" else client.me.get()


def test_the_command_line_ends_with_its_documented_code(spoiled):
    """Not with that of a fault of its own."""
    from toolzz_cal_cli.failures import Exit, code_of

    with pytest.raises(errors.ConfigurationError) as caught:
        Client(**OPTIONS).me.get()
    assert code_of(caught.value) == Exit.SETUP


# What event hooks raise


def hooked(kind, upstream, hook, **options):
    """A client over an httpx client with a hook for its responses."""

    async def awaited(response):
        if hook is not httpx.Response.raise_for_status:
            await response.aread()
        hook(response)

    def called(response):
        if hook is not httpx.Response.raise_for_status:
            response.read()
        hook(response)

    transport = httpx.MockTransport(upstream)
    if kind == "sync":
        http = httpx.Client(transport=transport, event_hooks={"response": [called]})
    else:
        http = httpx.AsyncClient(transport=transport, event_hooks={"response": [awaited]})
    return Api(kind, upstream, http_client=http, **options)


def after_reading(response):
    """Raises once the body has been read."""
    response.raise_for_status()


@every("hook", [httpx.Response.raise_for_status, after_reading], ids=["at once", "after reading"])
@every(
    ("status", "write", "expected", "count"),
    [
        (404, True, errors.NotFound, 1),
        (409, True, errors.Conflict, 1),
        (429, True, errors.RateLimited, 3),
        (500, True, errors.OutcomeUnknown, 1),
        (302, False, errors.StatusError, 1),
        (503, False, errors.ServerError, 3),
        (404, False, errors.NotFound, 1),
    ],
)
def test_raise_for_status_leaves_the_answer_readable(hook, status, write, expected, count, kind):
    """A hook's error holds the answer, which is read as if it had not been raised."""
    upstream = Upstream(Reply(status, {"message": "why"}, {"x-request-id": "req-1", "retry-after": "0"}))
    client = hooked(kind, upstream, hook)
    with pytest.raises(expected) as caught:
        client.cancel() if write else client.get()
    assert (type(caught.value), caught.value.status_code, caught.value.request_id) == (expected, status, "req-1")
    assert ("why" in str(caught.value)) == (status != 302)
    assert upstream.count == count


def test_raise_for_status_before_the_body_came(kind):
    """The body is lost with its connection, the status is not."""

    def upstream(request):
        return httpx.Response(404, stream=Streamed())

    with pytest.raises(errors.NotFound, match="The upstream answered 404"):
        hooked(kind, upstream, httpx.Response.raise_for_status).cancel()


def test_a_redirect_that_is_an_answer_stays_one(kind):
    """Where the address of the redirect is what an action gives."""
    upstream = Upstream(Reply(302, b"", {"location": "https://app.example.com/"}))
    options = {"route": "direct", "cal_api_key": CAL_KEY, "composio_api_key": None}
    client = hooked(kind, upstream, httpx.Response.raise_for_status, **options)
    found = client.call("stripe.save", state="example", code="example")
    assert found.reply == {"url": "https://app.example.com/"}


def test_a_hook_s_other_error_leaves_a_write_open(kind):
    """It came after the answer, which it does not tell."""

    def broken(response):
        raise KeyError("x-trace")

    for write, expected in ((True, errors.OutcomeUnknown), (False, errors.TransportError)):
        upstream = Upstream(done())
        client = hooked(kind, upstream, broken)
        with pytest.raises(expected) as caught:
            client.cancel() if write else client.get()
        assert (type(caught.value), upstream.count) == (expected, 1)


# Answers and addresses that a library can't take


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 21])
def test_a_size_that_is_none(digits, kind):
    """A content-length of thousands of digits is no number that Python reads; what was sent may have happened."""

    def upstream(request):
        return httpx.Response(200, stream=Streamed(), headers={"content-length": digits})

    for write, expected in ((True, errors.OutcomeUnknown), (False, errors.TransportError)):
        client = Api(kind, upstream)
        with pytest.raises(expected) as caught:
            client.cancel() if write else client.get()
        assert type(caught.value) is expected


class Streamed(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that was not read yet."""

    def __iter__(self):
        yield b'{"successful": true, "data": {}}'

    async def __aiter__(self):
        yield b'{"successful": true, "data": {}}'


def test_an_address_that_is_too_long_is_an_argument_s_fault(kind):
    """Nothing is sent."""
    upstream = Upstream(done())
    client = Api(kind, upstream, route="direct", cal_api_key=CAL_KEY)
    with pytest.raises(errors.ArgumentError, match="the address would have 70,032 characters"):
        client.get(booking_uid="b" * 70_000)
    assert upstream.count == 0
