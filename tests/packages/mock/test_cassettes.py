"""Cassettes of vcrpy hold no secret, and what is played back from them is what was recorded."""

import asyncio
import gzip
import json
import zlib
from functools import partial
from operator import attrgetter
from types import SimpleNamespace

import httpx
import httpx2
import pytest
import vcr
import yaml
from toolzz_cal import AsyncClient, Client, errors
from toolzz_cal_mock.cassettes import MATCH_ON, Masking, without_secrets
from vcr.request import Request

from tests.support.client import VARIABLES, Reply, example
from tests.support.leaks import Marks, watched
from tests.support.marked_calls import FAILURES, answered, asked, calls, credentials, loopback, quoting

NAMES = (
    "calcom_integrations.create",
    "calendars.connect",
    "calendars.save",
    "oauth_clients.refresh_token",
    "stripe.save",
    "teams.event_types.create_phone_call",
    "webhooks.create",
)
KEYS = ("toolzz_token", "composio_api_key", "cal_api_key", "cal_client_secret")
LIBRARIES = {"httpx": httpx, "httpx2": httpx2}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="module")
def port():
    """An upstream on a port; `answer` is how it answers."""
    held = SimpleNamespace(answer=None)
    with loopback(lambda request: held.answer(request)) as held.url:
        yield held


def by_sync(call, library, **options):
    """A call's result or error."""
    with library.Client(trust_env=False) as http, Client(http_client=http, retries=0, **options) as client:
        method = attrgetter(call.each.name)(client)
        try:
            return method(**call.each.keywords(method), extra_arguments=call.extra)
        except errors.ToolzzCalError as error:
            return error


def by_async(call, library, **options):
    """The same with the async client."""

    async def run():
        async with (
            library.AsyncClient(trust_env=False) as http,
            AsyncClient(http_client=http, retries=0, **options) as client,
        ):
            method = attrgetter(call.each.name)(client)
            try:
                return await method(**call.each.keywords(method), extra_arguments=call.extra)
            except errors.ToolzzCalError as error:
                return error

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("failure", "library"),
    [(None, "httpx"), (None, "httpx2"), ("400", "httpx"), ("headers", "httpx2")],
)
def test_cassettes_hold_no_secret(failure, library, port, tmp_path):
    """No credential, secret argument or secret answer is in the file, quoted or not; played back, it says the same."""
    marks, tapes, path = Marks(), vcr.VCR(**without_secrets()), tmp_path / "cassette.yaml"
    several = [call for name in NAMES for call in asked(example(name), marks)]

    def told(mode, given):
        with tapes.use_cassette(str(path), record_mode=mode) as tape:
            for number, call in enumerate(several):
                run = by_async if number % 3 == 2 else by_sync
                port.answer = (
                    partial(FAILURES[failure], call) if failure else lambda _, call=call: answered(call, marks)
                )
                if mode == "none":
                    port.answer = None  # the upstream has no answer any more
                outcome = run(call, LIBRARIES[library], route=call.route, base_url=port.url, **given)
                yield repr(outcome)
            assert mode == "once" or tape.all_played

    with watched() as seen:
        first = list(told("once", credentials(marks)))
        assert first == list(told("none", OTHERS))
    logs = [each for each in seen.texts() if each[0].startswith("the log vcr")]
    assert len(logs) > 50
    assert not marks.leaks([("the cassette", path.read_text("utf-8")), *logs])


# Whoever plays a recording back has no credentials of his own.
OTHERS = {**credentials(Marks()), **dict.fromkeys(KEYS, "another-example-key")}


def test_without_it_there_are_secrets(port, tmp_path):
    """The search above finds what vcrpy writes by itself."""
    marks = Marks()
    for call in calls(marks, "webhooks.create"):
        port.answer = partial(lambda request, call: answered(call, marks), call=call)
        path = tmp_path / f"{call.route}.yaml"
        with vcr.VCR().use_cassette(str(path)):
            by_sync(call, httpx, route=call.route, base_url=port.url, **credentials(marks))
        found = marks.within(path.read_text("utf-8"))
        key = {"gateway": "composio_api_key", "direct": "cal_api_key"}[call.route]
        assert {key, "the argument secret of webhooks.create"} <= found


def test_a_journey_is_played_back(toolzz_cal_mock_server, tmp_path):
    """Recorded against the mock: calls that differ in their body only get their own answers, in any order."""
    path, tapes = str(tmp_path / "journey.yaml"), vcr.VCR(**without_secrets())
    environment = toolzz_cal_mock_server.environment
    options = {"base_url": environment["TOOLZZ_CAL_BASE_URL"], "composio_api_key": environment["COMPOSIO_API_KEY"]}

    def journey(names):
        with Client(**options) as client:
            return {
                name: client.schedules.create(name=name, time_zone="UTC", is_default=False).data.id for name in names
            }

    with tapes.use_cassette(path):
        made = journey(["Early", "Late"])
    toolzz_cal_mock_server.calls.clear()
    with tapes.use_cassette(path, record_mode="none"):
        assert made == journey(["Late", "Early"])
        with pytest.raises(errors.OutcomeUnknown, match="CannotOverwriteExistingCassetteException"):
            journey(["Never"])
    assert len(set(made.values())) == 2
    assert not toolzz_cal_mock_server.calls()


def test_requests_that_differ_in_secrets_are_played_in_order(port, tmp_path):
    """Two webhooks that differ in their secret only get their answers in the order of the recording."""
    path, tapes, ids = str(tmp_path / "two.yaml"), vcr.VCR(**without_secrets()), iter(["first", "second"])
    port.answer = lambda request: Reply(201, {"status": "success", "data": {"id": next(ids)}})
    for mode in ("once", "none"):
        with tapes.use_cassette(path, record_mode=mode), Client(base_url=port.url, cal_api_key="cal_example") as client:
            made = [
                client.webhooks.create(
                    active=True,
                    subscriber_url="https://x.example.com",
                    triggers="BOOKING_PAID",
                    secret=f"example-{end}",
                ).data.id
                for end in ("one", "two")
            ]
        assert made == ["first", "second"]
        assert "example-one" not in (tmp_path / "two.yaml").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_compressed_answers(encoding):
    """A compressed body is masked, and written as it reads."""
    body = json.dumps({"apiKey": "example-api-key", "id": 1}).encode()
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}[encoding](body)
    headers = {"Content-Encoding": [encoding], "Content-Length": [str(len(packed))]}
    masked = Masking().response({"status": {}, "headers": headers, "body": {"string": packed}})
    assert masked["body"]["string"] == b'{"apiKey":"***","id":1}'
    assert masked["headers"] == {"Content-Length": ["23"]}


def test_what_can_not_be_read_is_not_written():
    """An unknown compression is refused, as nothing in it could be masked."""
    response = {"headers": {"content-encoding": ["br"]}, "body": {"string": b"\x0b\x02\x80"}}
    with pytest.raises(ValueError, match="'br'"):
        Masking().response(response)


def test_the_recorded_answer_is_left_alone():
    """The hook for answers makes a copy; what has no secret stays to the byte, numbers and blanks included."""
    body = b'{"id": 1.0, "big": 123456789012345678901234567890, "title": "a"}'
    response = {"status": {"code": 200}, "headers": {"a": ["b"]}, "body": {"string": body}}
    before = json.dumps(response, default=repr)
    assert Masking().response(response) == response
    assert before == json.dumps(response, default=repr)
    empty = {"status": {"code": 204}, "headers": {}, "body": {"string": b""}}
    assert Masking().response(empty) == empty


def test_own_secrets():
    """Texts that are named are masked wherever they stand."""
    masking = Masking("example-customer")
    request = Request("POST", "https://x.example.com/example-customer?code=example", b"by example-customer", {"a": "1"})
    masked = masking.request(request)
    assert (masked.uri, masked.body) == ("https://x.example.com/***?code=***", b"by ***")
    assert without_secrets()["match_on"] == list(MATCH_ON)


def test_masking_twice_changes_nothing():
    """Vcrpy masks requests again to compare them."""
    masking = Masking()
    sent = httpx.Request(
        "POST",
        "https://x.example.com/v2?state=example-state",
        headers={"authorization": "Bearer example-token-1", "x-api-key": "example-key-1"},
        json={"arguments": {"secret": "example-secret", "title": "title"}},
    )
    once = masking.request(Request("POST", str(sent.url), sent.content, dict(sent.headers)))
    text = f"{once.uri} {once.body!r} {dict(once.headers)}"
    twice = masking.request(once)
    assert text == f"{twice.uri} {twice.body!r} {dict(twice.headers)}"
    assert "example-" not in text.replace("x.example.com", "")
    quoted = masking.response({"headers": {}, "body": {"string": quoting(sent).encode()}})
    assert "example-" not in quoted["body"]["string"].decode()


def test_the_file_is_plain(port, tmp_path):
    """A cassette stays YAML that anybody can read, with the mask in place of each secret."""
    path = tmp_path / "plain.yaml"
    port.answer = lambda request: Reply(201, {"status": "success", "data": {"id": "1", "secret": "example-secret"}})
    with vcr.VCR(**without_secrets()).use_cassette(str(path)), Client(base_url=port.url, cal_api_key="cal_x") as client:
        client.webhooks.get(webhook_id="1")
    (entry,) = yaml.safe_load(path.read_text("utf-8"))["interactions"]
    assert entry["request"]["headers"]["authorization"] == ["***"]
    assert json.loads(entry["response"]["body"]["string"])["data"] == {"id": "1", "secret": "***"}
