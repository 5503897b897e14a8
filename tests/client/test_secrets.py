"""How secrets are recognised and masked. That none shows is in `tests/contract/test_nothing_leaked_by_*.py`."""

import json
import logging
import pickle
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, quote_plus

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, errors, models
from toolzz_cal._redaction import MASK, is_secret, masked, masked_text, masked_url, spellings

from tests.support.client import (
    Api,
    Reply,
    Upstream,
    document,
    done,
    example,
    examples,
    resolved,
    sensitive_arguments,
)
from tests.support.marked_calls import quoting
from tests.support.tables import every

CREDENTIALS = {
    "toolzz_token": "example7toolzz7marked",
    "composio_api_key": "example7gateway7marked",
    "cal_api_key": "example7calcom7marked",
}
MARK = "example7argument7marked"
WITH_SECRETS = [each for each in examples() if sensitive_arguments(each)]
# Addresses are secret for what their query holds; they are masked there, wherever they stand.
ADDRESSES = {"url", "authUrl"}


def sensitive_fields() -> list[tuple[str, str]]:
    """Every model of the package with each of its keys that the specification calls sensitive."""
    found = []
    for name, schema in document()["components"]["schemas"].items():
        model = getattr(models, name, None)
        if isinstance(model, type):
            properties = resolved(schema).get("properties", {})
            found += [(name, key) for key, inner in properties.items() if inner.get("x-sensitive")]
    return found


FIELDS = every(("name", "key"), sensitive_fields())


def printed(error: BaseException) -> str:
    """Everything that a log, a debugger's list of attributes or a queue could show of an error and its chain."""
    texts = traceback.format_exception(error)
    while error is not None:
        texts += [str(error), repr(error), f"{vars(error)!r}", repr(error.args)]
        if isinstance(error, errors.ToolzzCalError):
            texts.append(pickle.dumps(error, 0).decode("latin-1"))
        error = error.__cause__ or error.__context__
    return "\n".join(texts)


def failing(api, name, answer, **more):
    """The error of a call with every credential set, and what was logged."""
    upstream = Upstream(answer)
    client = api(upstream, **CREDENTIALS, route="gateway")
    each = example(name)
    with pytest.raises(errors.ToolzzCalError) as caught:
        client.run(each, **more)
    return caught.value


ECHOES = {
    "never sent": lambda request: httpx.ConnectError(quoting(request)),
    "lost": lambda request: httpx.ReadTimeout(quoting(request)),
}


@every("echo", ECHOES)
@every("name", ["bookings.get", "bookings.cancel", "functions.get"])
def test_own_part_of_a_chain_hides_credentials(name, echo, api):
    """Where the HTTP client's own exception quotes a request, the client's errors above it do not."""
    error = failing(api, name, ECHOES[echo])
    texts = []
    while isinstance(error, errors.ToolzzCalError):
        texts += [str(error), repr(vars(error)), pickle.dumps(error, 0).decode("latin-1")]
        error = error.__cause__
    assert len(texts) >= 3
    for secret in CREDENTIALS.values():
        assert secret not in "".join(texts)


@pytest.mark.parametrize("data", [[{"secret": MARK}], {"status": "success", "data": [[{"apiKey": MARK}]]}], ids=repr)
def test_results_of_another_type_hide_secrets(data):
    """A result whose payload is not what the documents say, and stays as it came, shows no secret either."""
    result = Api("sync", Upstream(done(data))).call("bookings.confirm", booking_uid="bk4Zr8YqLw2TnVx6")
    assert isinstance(result.data, list)
    assert result.mismatches
    assert MARK not in f"{result!r} {result} {result.mismatches}"


@FIELDS
def test_models_hide_sensitive_fields(name, key):
    """A sensitive attribute gives its value and goes back to the upstream, but is never shown."""
    model = getattr(models, name)
    for value in (MARK, {"inner": MARK}, [MARK], f"https://mock.example.com/?x={MARK}"):
        made = model.from_dict({key: value})
        assert value == getattr(made, model._keys[key])
        assert {key: value} == made.to_dict()
        assert MARK not in f"{made!r} {made} {[made]} {made.mismatches} {made.mismatches!r}"


@FIELDS
def test_strict_errors_hide_sensitive_fields(name, key):
    """The error of strict mode shows no value of a sensitive field, also when it is of the wrong type."""
    model = getattr(models, name)
    for value in ([MARK], {"inner": MARK}, 5, MARK):
        if key in ADDRESSES and value == MARK:
            continue  # no address: nothing in it can be told apart
        with pytest.raises(errors.DecodeError) as caught:
            model.from_dict({"unknown": {key: value}, key: value, "title": 5, "id": {}, "name": 5}, strict=True)
        assert MARK not in printed(caught.value)


@every("key", sorted({key for _, key in sensitive_fields()}))
def test_errors_hide_sensitive_fields(key):
    """A body with a sensitive field is kept without its value."""
    value = f"https://mock.example.com/?state={MARK}&code={MARK}" if key in ADDRESSES else MARK
    error = errors.StatusError("no", body={"data": [{key: value, "title": "t"}]})
    assert MARK not in printed(error)
    assert error.body["data"][0]["title"] == "t"


def test_every_sensitive_name_is_known():
    """Every sensitive name of the specification is masked by its name alone."""
    names = {key for _, key in sensitive_fields()} | {key for each in WITH_SECRETS for key in sensitive_arguments(each)}
    assert not {name for name in names - {"url"} if not is_secret(name)}


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_clients_hide_credentials(kind, monkeypatch):
    """A client, its copies, its parts and its options show no credential, wherever it came from."""
    monkeypatch.setenv("TOOLZZ_ACCESS_TOKEN", CREDENTIALS["toolzz_token"])
    for client in (kind(route="gateway", **CREDENTIALS), kind()):
        parts = (
            client,
            client.with_options(timeout=3),
            client._engine,
            client._engine.config,
            client.bookings,
            client.actions,
        )
        text = " ".join(f"{part!r} {part}" for part in parts)
        assert "marked" not in text


def test_missing_credential_shows_no_other():
    """The error about one credential does not show another."""
    client = Client(composio_api_key=CREDENTIALS["composio_api_key"])
    with pytest.raises(errors.MissingCredential) as caught:
        client.functions.get(function_id="f")
    assert "marked" not in printed(caught.value)


def test_debug_log_is_about_the_call_alone(api, caplog):
    """At DEBUG the log has a line for each answer: operation, status, duration and attempt."""
    caplog.set_level(logging.DEBUG, "toolzz_cal")
    upstream = Upstream(Reply(503, b""), done({"uid": MARK}))
    api(upstream, **CREDENTIALS, route="gateway").get(extra_arguments={"token": MARK})
    lines = [record.getMessage() for record in caplog.records if record.name == "toolzz_cal"]
    assert len(lines) == 3
    assert lines[0].startswith("bookings.get: 503 after ")
    assert lines[2].startswith("bookings.get: 200 after ")
    assert lines[2].endswith(", attempt 2")
    assert "marked" not in "".join(lines)


@every(
    ("text", "expected"),
    [
        ("Authorization: Bearer example.tok_en-1 was refused", "Authorization: Bearer *** was refused"),
        ("basic ZXhhbXBsZTp4", "basic ***"),
        ("key cal_live_example1 is wrong", "key cal_live_*** is wrong"),
        ("key cal_0a1b2c3d is wrong", "key cal_*** is wrong"),
        ("key ak_example1", "key ak_***"),
        ("api_key=example1&x=1", "api_key=***&x=1"),
        ('{"apiKey": "example1", "x": 1}', '{"apiKey": "***", "x": 1}'),
        ("access_token = example1", "access_token = ***"),
        ("client-secret: 'example1'", "client-secret: '***'"),
        ("password=example1;", "password=***;"),
        ("cal_base_url and cal_api_key are options", "cal_base_url and cal_api_key are options"),
        ("the token is missing", "the token is missing"),
        ("CAL_CANCEL_BOOKING_VIA_UID", "CAL_CANCEL_BOOKING_VIA_UID"),
        ("", ""),
    ],
)
def test_masked_text(text, expected):
    """In running text what looks like a credential is masked, and the words around it stay."""
    assert expected == masked_text(text)
    assert expected == masked_text(masked_text(text))


@every(
    ("url", "expected"),
    [
        ("https://ana:example@api.example.com/a", "https://***@api.example.com/a"),
        ("https://a@b:c@api.example.com/a", "https://***@api.example.com/a"),
        ("https://api.example.com/a?state=x&code=y&take=5", "https://api.example.com/a?state=***&code=***&take=5"),
        ("https://api.example.com/a?access_token=x", "https://api.example.com/a?access_token=***"),
        ("https://api.example.com/a?email=ana@example.com", "https://api.example.com/a?email=ana@example.com"),
        ("https://api.example.com/a?flag&token", "https://api.example.com/a?flag&token***"),
        ("https://api.example.com/a", "https://api.example.com/a"),
    ],
)
def test_masked_url(url, expected):
    """In an address the user and the values of secret parameters are masked."""
    assert expected == masked_url(url)


@every(
    "secret",
    [*map(chr, range(256)), "example-plain_1.~", "example plain", "exämple", 'example"quoted', "example\n", ""],
)
def test_spellings(secret):
    """A secret is looked for as it is, and as JSON and addresses write it, whichever characters it has."""
    in_json = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    assert {secret, quote(secret, safe=""), quote_plus(secret), *in_json} == set(spellings([secret]))


def test_masked_data():
    """In a copy of JSON data secret names are masked at any depth; null, true and false under them stay."""
    data = {
        "token": "example1",
        "isTokenMasked": True,
        "secret": None,
        "list": [{"client_secret": {"a": "example1"}}, "Bearer example1", 5],
        "x-cal-secret-key": ["example1"],
        "code": 5,
        "error": {"code": "NotFoundException", "message": "no"},
        "where": "https://mock.example.com/?code=example1",
    }
    before = json.dumps(data)
    assert masked(data) == {
        "token": MASK,
        "isTokenMasked": True,
        "secret": None,
        "list": [{"client_secret": MASK}, f"Bearer {MASK}", 5],
        "x-cal-secret-key": MASK,
        "code": MASK,
        "error": {"code": "NotFoundException", "message": "no"},
        "where": f"https://mock.example.com/?code={MASK}",
    }
    assert before == json.dumps(data)


def test_short_words_are_not_hunted(api):
    """A secret argument of a few letters is masked under its name, but not cut out of ordinary words."""
    upstream = Upstream(Reply(400, {"message": "a webhook needs a longer secret", "secret": "web"}))
    with pytest.raises(errors.BadRequest) as caught:
        api(upstream).call(
            "webhooks.create", active=True, subscriber_url="https://x.example.com", triggers=[], secret="web"
        )
    assert caught.value.message == "a webhook needs a longer secret"
    assert caught.value.body["secret"] == MASK


def test_code_and_state_are_in_no_log_of_the_http_library(caplog):
    """Of an authorization neither request nor redirect shows code and state, down to the sockets' own log."""

    class Callback(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(301)
            self.send_header("location", "/next?code=example-code-4711&state=example-state-4711")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Callback)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    caplog.set_level(logging.DEBUG)
    try:
        with Client(route="direct", cal_base_url=f"http://127.0.0.1:{server.server_port}") as client:
            told = client.stripe.save(code="example-code-4711", state="example-state-4711").data
    finally:
        server.shutdown()
        server.server_close()
    assert "example-code-4711" in (told.url or "")
    assert any(record.name == "httpx" for record in caplog.records)
    assert any(record.name == "httpcore.http11" and "ocation" in record.getMessage() for record in caplog.records)
    assert "4711" not in caplog.text
