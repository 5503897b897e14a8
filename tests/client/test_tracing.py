"""Spans of OpenTelemetry, and what Sentry and Logfire are shown: outcomes, and neither arguments nor secrets."""

import asyncio
import json
import re

import httpx
import pytest
import trio
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from toolzz_cal import errors
from toolzz_cal.tracing import traced

from tests.support.client import CAL_KEY, KEY, Reply, Upstream, async_client, done
from tests.support.tables import every

SECRET = "example-webhook-secret"
WEBHOOK = {"subscriber_url": "https://hooks.example.com/ana", "secret": SECRET, "active": True, "triggers": []}
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}


class Spans:
    """The real SDK, with the spans that have ended."""

    def __init__(self):
        self._kept = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._kept))

    @property
    def ended(self):
        """Spans in the order of their ends."""
        return self._kept.get_finished_spans()

    @property
    def text(self):
        """All that they tell."""
        return " ".join(each.to_json() for each in self.ended)


@pytest.fixture
def spans():
    """Where spans go; nothing of the process is set."""
    return Spans()


@pytest.fixture
def made(api, spans):
    """Makes an `Api` whose calls are spans."""

    def ready(upstream, **options):
        one = api(upstream, **options)
        one.client = traced(one.client, tracer_provider=spans.provider)
        return one

    return ready


def test_a_call_is_a_span(made, spans):
    """Of all its attempts, named after its operation."""
    made(Upstream(Reply(503, {"message": "later"}), done({"uid": "bk"}, log_id="log-1"))).get()
    (span,) = spans.ended
    assert (span.name, span.kind, span.status.status_code) == ("bookings.get", SpanKind.CLIENT, StatusCode.UNSET)
    assert dict(span.attributes) == {
        "toolzz_cal.operation": "bookings.get",
        "toolzz_cal.effect": "read",
        "toolzz_cal.upstream": "gateway",
        "toolzz_cal.slug": "CAL_RETRIEVE_BOOKING_DETAILS_BY_UID",
        "toolzz_cal.outcome": "succeeded",
        "toolzz_cal.log_id": "log-1",
        "http.request.method": "POST",
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
        "server.address": "backend.composio.dev",
    }


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Reply(200, {"successful": False, "error": f"Ana Prado is busy, {SECRET}"}), "ActionFailed"),
        (Reply(404, {"message": f"no booking of Ana Prado, {SECRET}"}), "NotFound"),
        (httpx.ReadError(f"gone {SECRET}"), "OutcomeUnknown"),
    ],
    ids=["200 of the gateway", "404", "lost"],
)
def test_what_failed_is_an_error(answer, error, made, spans):
    """By its class; what an upstream says of it is not told."""
    with pytest.raises(errors.ToolzzCalError):
        made(Upstream(answer)).cancel()
    (span,) = spans.ended
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, error)
    assert span.attributes["error.type"] == error
    assert "Ana" not in spans.text
    assert SECRET not in spans.text


def test_neither_arguments_nor_secrets_are_told(made, spans):
    """Of no route, in no attribute."""
    there = Upstream(Reply(200, {"status": "success", "data": {"uid": "bk", "secret": SECRET}}))
    one = made(there, route="direct", cal_api_key=CAL_KEY)
    one.call("bookings.list", attendee_email=ANA["email"])
    one.call("webhooks.create", **WEBHOOK)
    one.call("request", "GET", "/v2/of-ana", params={"email": ANA["email"]})
    assert len(spans.ended) == 3
    for told in ("ana", SECRET, CAL_KEY, "hooks.example"):
        assert told not in spans.text.lower()


def test_what_was_not_sent_is_a_span_too(made, spans):
    """As it failed."""
    one = made(Upstream(done()), composio_api_key=lambda: 1 / 0)
    with pytest.raises(errors.CredentialUnavailable):
        one.get()
    assert [(each.name, each.status.description) for each in spans.ended] == [("bookings.get", "CredentialUnavailable")]


@pytest.mark.parametrize("run", [asyncio.run, lambda main: trio.run(lambda: main)], ids=["asyncio", "trio"])
def test_spans_are_where_they_belong(run, spans):
    """What the HTTP library does is inside of the call, and the call inside of what the program does."""
    tracer = trace.get_tracer("here", tracer_provider=spans.provider)

    def answer(request):
        with tracer.start_as_current_span("http"):
            return done({"uid": "bk"}).made()

    client = traced(async_client(answer), tracer_provider=spans.provider)

    async def main():
        with tracer.start_as_current_span("program"):
            await client.bookings.get(booking_uid="bk")
            await client.me.get()
            assert trace.get_current_span().name == "program"

    run(main())
    names = {each.context.span_id: each.name for each in spans.ended}
    inside = [(each.name, names[each.parent.span_id] if each.parent else None) for each in spans.ended]
    assert inside == [
        ("http", "bookings.get"),
        ("bookings.get", "program"),
        ("http", "me.get"),
        ("me.get", "program"),
        ("program", None),
    ]


def test_other_hooks_are_called_as_before(api, spans, kind):
    """Awaited, where they have to be; one that refuses ends the span."""
    told = []

    async def awaited(event):
        told.append(event.operation)

    hook = awaited if kind == "async" else lambda event: told.append(event.operation)
    one = api(Upstream(done({"uid": "bk"})), on_request=hook, on_outcome=hook, on_response=hook)
    one.client = traced(one.client, tracer_provider=spans.provider)
    one.get()
    assert told == ["bookings.get"] * 3

    def refuse(event):
        raise ValueError

    one.client = traced(one.client.with_options(on_request=refuse), tracer_provider=spans.provider)
    with pytest.raises(errors.HookFailed):
        one.get()
    assert spans.ended[-1].status.description == "HookFailed"


def test_without_opentelemetry_it_is_told_what_to_install(monkeypatch, api):
    """The client itself does not need it."""
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry", None)
    one = api(Upstream(done({"uid": "bk"})))
    one.get()
    with pytest.raises(errors.ConfigurationError, match=re.escape("pip install 'toolzz-cal[otel]'")):
        traced(one.client)


# Others


def sentry_events(call):
    """What Sentry would send of a failure of `call`, the variables of functions included; set up for this only."""
    sentry = pytest.importorskip("sentry_sdk")
    sent = []

    class Kept(sentry.transport.Transport):
        def capture_envelope(self, envelope):
            sent.append(envelope)

    client = sentry.Client(
        dsn="https://key@sentry.example.com/1",
        transport=Kept,
        default_integrations=False,
        include_local_variables=True,
        max_value_length=100_000,
    )
    try:
        call()
    except errors.ToolzzCalError as problem:
        event, hint = sentry.utils.event_from_exception(problem, client_options=client.options)
        client.capture_event(event, hint, sentry.Scope(client=client))
    client.close()
    return json.dumps([envelope.get_event() for envelope in sent], default=str)


@every("way", ["method", "slug", "request"])
def test_sentry_is_shown_no_secret(way, api):
    """Among the variables of this package's functions there is none: no credential, and no secret argument."""
    one = api(Upstream(Reply(400, {"message": f"wrong: {SECRET}"})), cal_api_key=CAL_KEY, route="gateway")
    ways = {
        "method": lambda: one.call("webhooks.create", **WEBHOOK),
        "slug": lambda: one.call("actions.execute", "CAL_WEBHOOKS_CREATE", {"secret": SECRET}, effect="write"),
        "request": lambda: one.call("request", "POST", "/v2/webhooks", json={"secret": SECRET}),
    }

    def call():
        ways[way]()

    told = sentry_events(call)
    assert "toolzz_cal" in told
    ours = [frame for event in json.loads(told) for frame in frames(event) if "generated_client" in frame["abs_path"]]
    assert ours
    assert SECRET not in json.dumps(ours)
    assert KEY not in told
    assert CAL_KEY not in told


def frames(event):
    """Every frame of an event."""
    for raised in event["exception"]["values"]:
        yield from raised["stacktrace"]["frames"] if raised.get("stacktrace") else ()


def test_logfire_s_spans_of_httpx_hold_no_secret_of_ours(spans, api):
    """Its own instrumentation is set up by whoever uses it; ours adds the outcome."""
    logfire = pytest.importorskip("logfire")
    one = api(Upstream(Reply(200, {"successful": False, "error": "busy"})))
    local = logfire.configure(
        local=True,
        send_to_logfire=False,
        console=False,
        additional_span_processors=[SimpleSpanProcessor(spans._kept)],
    )
    one.client = traced(one.client, tracer_provider=local.config.get_tracer_provider())
    with pytest.raises(errors.ActionFailed):
        one.call("webhooks.create", **WEBHOOK)
    assert "webhooks.create" in [each.name for each in spans.ended]
    assert SECRET not in spans.text
    assert KEY not in spans.text
