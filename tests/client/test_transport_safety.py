"""What a caller gives stays where it belongs: in one segment of the path, in the body, or in its header."""

import hmac
import json
from functools import cache, partial
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import example as tried
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal import AsyncClient, Client, errors, webhooks

from tests.support.client import VARIABLES, Api, Example, Upstream, actions, example, examples, plain
from tests.support.direct import CLIENT, DIRECT, cal, needed
from tests.support.tables import every

HOSTILE = (
    ".", "..", "...", "/", "\\", "//", "../", "../me", "..\\me", "./x", "a/b", "a/../b", "/etc", "//host.example.com/x",
    "%2e", "%2e%2e", "%2E%2E%2F", "%2f", "%2F..", "%252e%252e%252f", "%", "%zz", "%00", "%u002e", "a%0d%0ab",
    "?", "?take=1", "x?a=b#c", "#", "#x", "&a=b", ";a=b", "@host.example.com", ":80", "http://host.example.com/", "{x}",
    "{0}", "{}", "\0", "\r\n", "a\r\nhost: x.example.com\r\n\r\n", "\t", " ", " ..", ".. ", "\u2028", "\u3002\u3002",
    "\uff0e\uff0e", "\uff0f", "\u2024\u2024", "é", "中", "\U0001f600", "\ud800", "\udc80", "", "~", "+", "*",
    "'", '"', "x" * 3000,
)  # fmt: skip
KEYS = {**DIRECT, **CLIENT, "route": "direct"}
NAMES = {"authorization", "x-api-key", "x-cal-client-id", "x-cal-secret-key", "cal-api-version", "content-type"}
OF_HTTP = {"host", "accept", "accept-encoding", "connection", "user-agent", "content-length"}


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def in_paths() -> list[tuple[Example, str, str]]:
    """Every argument that stands in a path: operation, argument, and the path with all of them in braces."""
    found = [(each, name, each.path) for each in examples() for name in each.in_path]
    for each in actions():
        path = cal(each.name)["request"].split()[1]
        found += [(each, part[1:-1], path) for part in path.split("/") if part.startswith("{")]
    return found


IN_PATHS = in_paths()
# One value of each kind, tried in every path; all of them are in a path of each form.
KINDS = ("..", "../me", "a/b", "%2e%2e%2f", "?take=1", "#x", "http://host.example.com/")
OF_EACH_FORM = list({(bool(each.slug), path.count("{")): (each, name, path) for each, name, path in IN_PATHS}.values())


@cache
def _api(is_action: bool) -> tuple[Upstream, Api]:
    """A client for all calls, as making one takes longer than a call."""
    upstream = Upstream()
    return upstream, Api("sync", upstream, **(KEYS if is_action else {}))


def asked(each: Example, name: str, value: object) -> tuple[list[httpx.Request], Exception | None]:
    """What is sent for a call with this value of an argument, and what the call raises."""
    upstream, api = _api(bool(each.slug))
    upstream.requests.clear()
    method = api.method(each.name)
    keywords = each.keywords(method)
    keyword = next(key for key in keywords if plain(key) == plain(name))
    try:
        method(**{**keywords, keyword: value}, extra_arguments=needed(each) if each.slug else None)
    except errors.ToolzzCalError as problem:
        return list(upstream.requests), problem
    return list(upstream.requests), None


@cache
def _usual(operation: str, name: str) -> httpx.URL:
    """Where a call goes whose argument is a plain word."""
    requests, _ = asked(example(operation), name, "example")
    return requests[0].url


def stays_one_segment(each: Example, name: str, path: str, value: object) -> None:
    """Nothing is sent, or the value is one segment of the path and all else is as it always is."""
    requests, problem = asked(each, name, value)
    if not requests:
        assert isinstance(problem, errors.ArgumentError)
        return
    url = requests[0].url
    sent = url.raw_path.decode("ascii").partition("?")[0].split("/")
    pattern = path.split("/")
    usual = _usual(each.name, name)
    assert (url.scheme, url.host, url.port, url.query) == (usual.scheme, usual.host, usual.port, usual.query)
    assert len(sent) == len(pattern)
    place = pattern.index("{" + name + "}")
    assert unquote(sent[place]) == str(value)
    assert sent[place] not in (".", "..", "")
    # Once more decoded, as some servers do, it is still what was given and no step out of its place.
    assert sent[:place] + sent[place + 1 :] == (whole := usual.path.split("/"))[:place] + whole[place + 1 :]


@every("value", KINDS)
def test_hostile_ids_in_every_path(value):
    """In every path of every operation, no id that tries to can change the path, in whichever way."""
    for each, name, path in IN_PATHS:
        stays_one_segment(each, name, path, value)


@every("value", HOSTILE, ids=ascii)
def test_hostile_ids(value):
    """Nor can any of them, in a path of each form: with one argument or several, by either upstream."""
    for each, name, path in OF_EACH_FORM:
        stays_one_segment(each, name, path, value)


@given(
    place=st.sampled_from(IN_PATHS), value=st.text(st.characters(exclude_categories=()), max_size=30) | st.integers()
)
@tried(place=IN_PATHS[0], value=0)
def test_any_id(place, value):
    """Nor can any other text or number."""
    stays_one_segment(*place, value)


@given(value=st.text() | st.sampled_from(HOSTILE))
def test_ids_of_the_gateway(value):
    """At the gateway the address is the action's whatever the arguments, which arrive as they were."""
    upstream = Upstream()
    api = Api("sync", upstream)
    try:
        api.get(booking_uid=value)
    except errors.ArgumentError:
        assert not upstream.requests
        return
    assert upstream.requests[0].url == example("bookings.get").url
    assert upstream.arguments == [{"bookingUid": value}]


@given(
    slug=st.text() | st.sampled_from(HOSTILE) | st.sampled_from(HOSTILE).map(lambda end: f"CAL_FETCH_ALL_BOOKINGS{end}")
)
@pytest.mark.parametrize("route", ["gateway", "direct"])
def test_slugs(slug, route):
    """A slug that is no action's is refused, so that none becomes a path."""
    upstream = Upstream()
    api = Api("sync", upstream, **(KEYS if route == "direct" else {}))
    known = {each.slug for each in actions()}
    if slug not in known:
        with pytest.raises(errors.ArgumentError):
            api.call("actions.execute", slug, {})
        assert not upstream.requests


# Headers

OPTIONS = {
    "toolzz_token": "functions.get",
    "composio_api_key": "bookings.list",
    "cal_api_key": "me.get",
    "cal_client_id": "oauth_clients.users.list",
    "cal_client_secret": "oauth_clients.users.list",
}
BREAKS = ["\n", "\r", "\r\nx-injected: 1", "\0", "\x0b", "\x7f", "\x85", "\u2028", "é", "中", "\ud800", " ", "\t"]


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("sign", BREAKS, ids=ascii)
@pytest.mark.parametrize("option", OPTIONS)
def test_credentials_are_one_line(option, sign, kind, monkeypatch):
    """A credential that could add a line to a request is refused: as an option, in a copy, from the environment."""
    values = [f"example{sign}", f"{sign}example"] + ([f"example{sign}example"] if sign.strip(" ") else [])
    for value in values:
        with pytest.raises(errors.ConfigurationError, match=option):
            kind(**{option: value})
        with pytest.raises(errors.ConfigurationError, match=option):
            kind().with_options(**{option: value})
        if sign not in ("\0", "\ud800"):  # which no environment can hold
            with monkeypatch.context() as patch:
                patch.setenv(option.upper().replace("TOOLZZ_TOKEN", "TOOLZZ_ACCESS_TOKEN"), value)
                with pytest.raises(errors.ConfigurationError, match=option):
                    kind()


@given(value=st.text(st.characters(exclude_categories=()), min_size=1))
@pytest.mark.parametrize("option", OPTIONS)
def test_any_credential(option, value):
    """Any text is refused as a credential, or is the value of its header and nothing more."""
    upstream = Upstream()
    route = "gateway" if option in ("toolzz_token", "composio_api_key") else "direct"
    try:
        api = Api("sync", upstream, **{**KEYS, "composio_api_key": "ak_example", "route": route, option: value})
    except errors.ConfigurationError:
        return
    api.client = api.client.with_options(timeout=3)
    with_headers(api, upstream, OPTIONS[option])
    assert value.encode() in b"\n".join(line.removeprefix(b"Bearer ") for _, line in upstream.requests[0].headers.raw)


@given(value=st.text(st.characters(exclude_categories=())) | st.sampled_from(BREAKS))
@pytest.mark.parametrize("option", ["user_id", "connected_account_id"])
def test_what_is_sent_beside_arguments(option, value):
    """Whose account is meant stands in the body, as it was given, and in no header."""
    upstream = Upstream()
    api = Api("sync", upstream, **{option: value})
    try:
        with_headers(api, upstream, "bookings.list")
    except errors.ArgumentError:
        assert not upstream.requests
        return
    assert json.loads(upstream.requests[0].content)[option] == value


@given(value=st.text(st.characters(exclude_categories=())) | st.sampled_from(HOSTILE))
def test_the_client_that_an_argument_names(value):
    """The id of a platform client that an argument names is the header's value, or stays out of it."""
    upstream = Upstream()
    api = Api("sync", upstream, **KEYS)
    try:
        with_headers(api, upstream, "oauth_clients.users.list", client_id=value)
    except errors.ArgumentError:
        assert not upstream.requests
        return
    assert upstream.requests[0].headers["x-cal-client-id"] in (value, CLIENT["cal_client_id"])


def with_headers(api: Api, upstream: Upstream, name: str, **more: object) -> None:
    """Makes a call, whose headers must be those of every call, each in one line of ASCII."""
    api.run(example(name), **more)
    for header, value in upstream.requests[0].headers.raw:
        assert header.decode().lower() in NAMES | OF_HTTP
        assert value.decode("ascii").isprintable()


def test_headers_without_care_would_be_noticed(monkeypatch):
    """The checks above see an added line: they fail once credentials are no longer looked at."""
    monkeypatch.setattr("toolzz_cal._config.wrong_with", lambda value: None)
    upstream = Upstream()
    api = Api("sync", upstream, composio_api_key="example\r\nx-injected: 1")
    with pytest.raises(AssertionError):
        with_headers(api, upstream, "bookings.list")


def test_paths_without_care_would_be_noticed(monkeypatch):
    """The checks of ids see a changed path: they fail once ids are no longer encoded."""
    monkeypatch.setattr("toolzz_cal._cal_request.in_path", lambda name, value: str(value))
    changed = partial(stays_one_segment, example("bookings.get"), "bookingUid", "/v2/bookings/{bookingUid}")
    for value in ("../me", "a/b", "?take=1", "..", "#x"):
        with pytest.raises(AssertionError):
            changed(value)


# Webhooks


def test_a_repeated_delivery_is_genuine():
    """Nothing signed tells when a delivery was sent, as docs/webhooks.md has it: sent again it passes once more."""
    body = b'{"triggerEvent":"BOOKING_PAID","createdAt":"2027-03-01T12:00:00Z","payload":{"uid":"bk4Zr8YqLw2TnVx6"}}'
    headers = {"X-Cal-Signature-256": hmac.new(b"example-secret", body, "sha256").hexdigest()}
    first, again = (webhooks.receive(body, headers, "example-secret") for _ in range(2))
    assert first.delivery_key == again.delivery_key
    late = {**headers, "Date": "Mon, 01 Jan 1990 00:00:00 GMT", "webhook-timestamp": "0"}
    assert webhooks.receive(body, late, "example-secret").delivery_key == first.delivery_key
