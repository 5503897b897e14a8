"""Nothing is leaked: no answer, client, log of an HTTP library or webhook shows a marked secret by itself."""

import asyncio
import copy
import hmac
import json
import pickle
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from operator import attrgetter
from types import SimpleNamespace

import httpx
import httpx2
import pytest
from toolzz_cal import AsyncClient, Client, errors, response_of, webhooks
from toolzz_cal.tools import Tools

from tests.support.client import VARIABLES, Api, Reply, Upstream
from tests.support.leaks import Marks, of_error, pickled, shown, watched
from tests.support.marked_calls import (
    FAILURES,
    Asked,
    answered,
    asked,
    calls,
    credentials,
    loopback,
    made,
    with_secrets,
)
from tests.support.tables import every

KINDS = ("sync", "async")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_answers():
    """A result, what it holds, copies of it and what is logged meanwhile show no secret; attributes give them."""
    marks, leaks = Marks(), []
    for each in with_secrets():
        for call in asked(each, marks):
            for kind in KINDS:
                reply = answered(call, marks)
                with watched() as seen:
                    result = made(call, kind, Upstream(reply), marks)
                response = response_of(result)
                assert reply.body == b"" or json.loads(response.content) == reply.body
                places = [*seen.texts(), *shown("the HTTP answer", response)]
                for name, it in (
                    ("the result", result),
                    ("a pickled result", pickle.loads(pickle.dumps(result))),
                    ("a copied result", copy.deepcopy(result)),
                ):
                    places += [*shown(name, it), *shown(f"what {name} differs in", it.mismatches)]
                    places += shown(f"the data of {name}", it.data) if each.slug else ()
                leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(places)]
                kept = marks.leaks(pickled("the result", result, lowest=2))
                leaks += [f"{call}, {kind}: {leak}" for leak in kept if leak.secret in credentials(marks)]
    assert not leaks


def test_answers_of_tools():
    """What a model is shown of an answer or a preview holds no secret, nor does the result around it."""
    marks, leaks = Marks(), []
    for each in with_secrets():
        for call in asked(each, marks):
            client = Api("sync", Upstream(answered(call, marks)), **credentials(marks), route=call.route).client
            tools, arguments = Tools(client), {**call.each.in_path, **call.each.arguments}
            if set(call.extra) - {"start", "schedulingType"}:
                continue  # which tools can't give
            for result in (tools.run(each.name, {**arguments, **call.extra}), tools.preview(each.name, arguments)):
                places = [*shown("the result", result), ("the text", result.text), ("the data", f"{result.structured}")]
                leaks += [f"{call}: {leak}" for leak in marks.leaks(places)]
    assert not leaks


# Clients


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_clients(kind):
    """A client, its copies and its parts show no credential, and can't be pickled."""
    marks = Marks()
    every = credentials(marks)
    for client in (kind(**every, route="gateway"), kind(route="direct").with_options(**every)):
        engine = client._engine
        parts = [client, client.with_options(timeout=3), copy.copy(client), vars(client), client.bookings]
        parts += [
            client.actions,
            engine,
            engine.config,
            copy.deepcopy(engine.config),
            engine.config.options,
            engine.pool,
        ]
        places = [one for part in parts for one in shown("a part", part)]
        assert not marks.leaks(places)
        with pytest.raises(TypeError):
            pickle.dumps(client)


@every("option", ["base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url"])
@every(
    "address",
    ["https://user:{}@x.example.com", "https://{}@x.example.com/a", "{}:{}@x.example.com", "ftp://a:{}@x.example.com",
     "https://a@b:{}@x.example.com", "https://x.example.com/?token={}", "https://x.example.com/#access_token={}"],
)  # fmt: skip
def test_passwords_in_addresses(option, address):
    """An address with a password or a token is refused without showing it."""
    marks = Marks()
    with pytest.raises(errors.ConfigurationError) as caught:
        Client(**{option: address.format(*[marks.secret("the address")] * 2)})
    assert not marks.leaks(of_error("the error", caught.value))


@every("name", ["toolzz_token", "composio_api_key", "cal_api_key", "cal_client_secret"])
@every("sign", ["\n", "\r\nx: y", "\0", "é", " "])
def test_credentials_that_cannot_be_sent(name, sign):
    """A credential that no header can hold is refused without showing it."""
    marks = Marks()
    with pytest.raises(errors.ConfigurationError, match=name) as caught:
        Client(**{name: f"{marks.secret(name)}{sign}"})
    assert not marks.leaks(of_error("the error", caught.value))


# What the HTTP libraries log

LEAD = "https://user-example:{0}@x.example.com/a?access_token={0}&code={0}&state={0}"
ON_A_PORT = {
    "answered": lambda call, marks, request: answered(call, marks),
    "refused": lambda call, marks, request: replace(
        FAILURES["400"](call, request), headers={"set-cookie": f"a={marks.secret('a cookie')}; path=/"}
    ),
    "redirected": lambda call, marks, request: Reply(302, b"", {"location": LEAD.format(marks.secret("a token"))}),
    "hung up": lambda call, marks, request: FAILURES["lost"](call, request),
}
LIBRARIES = {"httpx": httpx, "httpx2": httpx2, "its own": None}
WITHOUT_CERTIFICATES = {"trust_env": False, "verify": False}  # which take long to read, and nobody shows one here


@pytest.fixture(scope="module")
def port():
    """An upstream on a port; `answer` is how it answers."""
    held = SimpleNamespace(answer=None)
    with loopback(lambda request: held.answer(request)) as held.url:
        yield held


@every("library", LIBRARIES)
@every("how", ON_A_PORT)
def test_logs_of_http_libraries(how, library, port):
    """Over a real connection no logger shows a secret at DEBUG: none of request or answer, header or address."""
    marks, leaks, loggers = Marks(), [], set()
    for call in calls(marks, "calendars.save", "webhooks.create", "calcom_integrations.create"):
        port.answer = partial(ON_A_PORT[how], call, marks)
        options = {**credentials(marks), "route": call.route, "base_url": port.url, "retries": 0}
        for over in (by_sync, by_async):
            with watched() as seen:
                outcome = over(call, LIBRARIES[library], options)
            loggers |= seen.loggers
            places = of_error("the error", outcome) if isinstance(outcome, Exception) else shown("it", outcome)
            leaks += [f"{call}, {over.__name__}: {leak}" for leak in marks.leaks([*places, *seen.texts()])]
    below = "httpcore2.http11" if library == "httpx2" else "httpcore.http11"
    assert {below, "asyncio"} <= loggers
    assert not leaks


def by_sync(call: Asked, library, options):
    """The result or error of a call over connections that are closed in the end."""
    http = library.Client(**WITHOUT_CERTIFICATES) if library else None
    with http or nullcontext(), Client(http_client=http, **options) as client:
        method = attrgetter(call.each.name)(client)
        try:
            return method(**call.each.keywords(method), extra_arguments=call.extra)
        except errors.ToolzzCalError as error:
            return error


def by_async(call: Asked, library, options):
    """The same with the async client, in an event loop that tells more."""

    async def run():
        http = library.AsyncClient(**WITHOUT_CERTIFICATES) if library else None
        async with http or nullcontext(), AsyncClient(http_client=http, **options) as client:
            method = attrgetter(call.each.name)(client)
            try:
                return await method(**call.each.keywords(method), extra_arguments=call.extra)
            except errors.ToolzzCalError as error:
                return error

    return asyncio.run(run(), debug=True)


# Webhooks


def test_webhooks():
    """Neither events nor the errors of a webhook that proves nothing show its secret, a password or a link."""
    marks = Marks()
    secret, old = marks.secret("the webhook's secret"), marks.secret("the old secret")
    call = {"type": "daily_video", "password": marks.secret("the call's password"), "url": "https://x.example.com/r"}
    told = {
        "uid": "bk4Zr8YqLw2TnVx6",
        "videoCallData": call,
        "downloadLink": f"https://files.example.com/?token={marks.secret('the link')}",
        "oneTimePassword": marks.secret("the one-time password"),
    }
    bodies = [
        json.dumps({"triggerEvent": trigger, "createdAt": "2027-03-01T12:00:00Z", "payload": told}).encode()
        for trigger in ("BOOKING_CREATED", "RECORDING_READY", "SOMETHING_NEW")
    ]
    bodies += [json.dumps(told).encode(), f"password={marks.secret('a form')}&a=b".encode()]
    form = "application/x-www-form-urlencoded"
    for body in bodies:
        signed = hmac.new(secret.encode(), body, "sha256").hexdigest()
        headers = {"X-Cal-Signature-256": signed, "Content-Type": form}
        with watched() as seen:
            event = webhooks.receive(body, headers, [secret, old])
        assert not marks.leaks([*shown("the event", event), *seen.texts()])
        assert not marks.leaks(shown("a copy of the event", pickle.loads(pickle.dumps(event))))
        for changed in ({}, {"X-Cal-Signature-256": secret}, {"X-Cal-Signature-256": "no-secret-provided"}):
            with pytest.raises(errors.SignatureMismatch) as caught:
                webhooks.receive(body, changed, [secret, old])
            assert not marks.leaks(of_error("the error", caught.value))
        for broken in (b"{" + body, b"\xff" + body, b""):
            with pytest.raises(errors.WebhookError) as caught:
                webhooks.parse(broken, content_type=form if broken[:1] == b"\xff" else None)
            assert not marks.leaks(of_error("the error", caught.value))
    with pytest.raises(errors.ConfigurationError) as caught:
        webhooks.verify(b"{}", "", [secret, ""])
    assert not marks.leaks(of_error("the error", caught.value))
