"""Pydantic Logfire."""

import logfire
from claims import SECRET, claim, hides, same, tell
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from toolzz_cal import models

EXPORTER = InMemorySpanExporter()
logfire.configure(
    send_to_logfire=False,
    console=False,
    scrubbing=False,
    additional_span_processors=[SimpleSpanProcessor(EXPORTER)],
)


def told():
    logfire.force_flush()
    text = "".join(span.to_json() for span in EXPORTER.get_finished_spans())
    EXPORTER.clear()
    return text


@claim("models among the attributes are masked, also with scrubbing off")
def model():
    logfire.info("made {webhook}", webhook=models.Webhook.from_dict({"id": "wh1", "secret": SECRET, "token": SECRET}))
    text = told()
    hides(text)
    same("wh1" in text, True)


@claim("so are models in lists")
def listed():
    logfire.info("made", webhooks=[models.Webhook.from_dict({"id": "wh1", "secret": SECRET})])
    hides(told())


tell()
