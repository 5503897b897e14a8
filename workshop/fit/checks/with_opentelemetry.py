"""OpenTelemetry's instrumentation of httpx."""

import asyncio

from claims import claim, hides, options, same, serving, tell
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from toolzz_cal import AsyncClient, Client

EXPORTER = InMemorySpanExporter()
PROVIDER = TracerProvider()
PROVIDER.add_span_processor(SimpleSpanProcessor(EXPORTER))
HTTPXClientInstrumentor().instrument(tracer_provider=PROVIDER)


def spans():
    found = EXPORTER.get_finished_spans()
    EXPORTER.clear()
    return found


@claim("each request of a sync client is a span")
def sync():
    with serving([503]) as url, Client(**options(url)) as client:
        client.bookings.get(booking_uid="bk1")
    same(len(spans()), 2)


@claim("each request of an async client is a span")
def awaited():
    async def call(url):
        async with AsyncClient(**options(url)) as client:
            await client.bookings.get(booking_uid="bk1")

    with serving() as url:
        asyncio.run(call(url))
    same(len(spans()), 1)


@claim("no span shows a credential")
def hidden():
    with serving() as url, Client(**options(url)) as client:
        client.bookings.get(booking_uid="bk1")
    hides("".join(each.to_json() for each in spans()))


tell()
