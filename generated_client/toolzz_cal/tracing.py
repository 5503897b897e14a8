# Edit this in generator/runtime/tracing.py; `make generate` copies it into the client.
"""A span of OpenTelemetry for each call: `pip install 'toolzz-cal[otel]'`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ._client import AsyncClientBase, SyncClient
from ._extras import install
from .errors import ConfigurationError
from .hooks import CallEvent, Hooks

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider

__all__ = ["traced"]

C = TypeVar("C", bound=SyncClient | AsyncClientBase)


def traced(client: C, *, tracer_provider: TracerProvider | None = None) -> C:
    """A copy of a client whose calls are spans, whatever becomes of them.

    A span has the name of the operation, such as `bookings.create`, and lasts for all attempts with the waits between
    them; spans of the HTTP library are inside of it. What failed is an error, also where the gateway answers 200 to an
    action that failed. It tells neither arguments nor answers, and no message of an upstream.

    Args:
        client: The client. Its own hooks are called as before.
        tracer_provider: Where spans go; by default the program's.

    Raises:
        ConfigurationError: The API of OpenTelemetry is not installed.
    """
    try:
        from opentelemetry import trace
    except ImportError:
        raise ConfigurationError(f"Traces need OpenTelemetry: {install('otel')}") from None
    before = client._engine.config.hooks or Hooks()  # pyright: ignore[reportPrivateUsage]
    spans = _Spans(trace.get_tracer("toolzz_cal", tracer_provider=tracer_provider), before)
    copy: Any = client.with_options(on_request=spans.begin, on_outcome=spans.end)  # of the same class
    return cast(C, copy)


class _Spans:
    """The spans of the calls that are under way."""

    def __init__(self, tracer: Any, before: Hooks) -> None:
        self._tracer, self._before = tracer, before
        self._open: dict[int, tuple[Any, Any]] = {}

    def begin(self, event: CallEvent) -> Any:
        """Begins a call's span with its first attempt, as what runs inside of it is to be."""
        from opentelemetry import context, trace

        if event.call not in self._open:
            span = self._span(event)
            self._open[event.call] = span, context.attach(trace.set_span_in_context(span))
        return _passed_on(self._before.on_request, event)

    def end(self, event: CallEvent) -> Any:
        """Ends it with the outcome; begins one before if nothing was sent."""
        from opentelemetry import context
        from opentelemetry.trace import Status, StatusCode

        span, token = self._open.pop(event.call, (None, None))
        if span is None:
            span = self._span(event)
        else:
            context.detach(token)
        told = {
            "toolzz_cal.outcome": event.outcome,
            "toolzz_cal.log_id": event.log_id,
            "toolzz_cal.upstream_status": event.upstream_status,
            "http.response.status_code": event.status_code,
            "http.request.resend_count": event.attempt - 1 or None,
            "error.type": event.error,
        }
        span.set_attributes({name: value for name, value in told.items() if value is not None})
        if event.outcome != "succeeded":
            span.set_status(Status(StatusCode.ERROR, event.error))
        span.end()
        return _passed_on(self._before.on_outcome, event)

    def _span(self, event: CallEvent) -> Any:
        from opentelemetry.trace import SpanKind

        told = {
            "toolzz_cal.operation": event.operation,
            "toolzz_cal.effect": event.effect,
            "toolzz_cal.upstream": event.upstream,
            "toolzz_cal.slug": event.slug,
            "http.request.method": event.method,
            "server.address": event.server.partition("://")[2],
        }
        attributes = {name: value for name, value in told.items() if value is not None}
        return self._tracer.start_span(event.operation, kind=SpanKind.CLIENT, attributes=attributes)


def _passed_on(hook: Callable[[CallEvent], Any] | None, event: CallEvent) -> Any:
    return None if hook is None else hook(event)
