"""What upstreams tell browsers about pages of other origins (CORS). The mock's own page is open to none."""

from __future__ import annotations

from ..messages import Reply, Request
from .cal import is_cal

_ORIGIN = {"access-control-allow-origin": "*"}
_REMEMBERED = {"access-control-max-age": str(24 * 60 * 60)}  # seconds for which a browser need not ask again
_FAULT = "X-Mock-Fault"  # which no upstream knows: so that a page, too, can ask for a fault
# As Cal.com's servers have it.
_CAL = {
    "access-control-allow-methods": "GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS",
    "access-control-allow-headers": ",".join(
        (
            *("x-cal-client-id", "x-cal-secret-key", "x-cal-platform-embed", "cal-api-version"),
            *("Accept", "Authorization", "Content-Type", "Origin", _FAULT),
        )
    ),
}
# What the gateway and ToolzzAI allow is not known; nothing stands in the way. `*` does not stand for Authorization.
_OTHERS = {
    "access-control-allow-methods": "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS",
    "access-control-allow-headers": "*,Authorization",
}
_SHOWN = {"access-control-expose-headers": "*"}


def preflight(request: Request) -> Reply | None:
    """The answer to a browser that asks whether a page may call; None when it does not ask."""
    if request.method != "OPTIONS":
        return None
    if is_cal(request.path):
        return Reply(204, b"", {**_ORIGIN, **_CAL, **_REMEMBERED})  # theirs answers whoever sends this method so
    if "access-control-request-method" not in request.headers:
        return None
    return Reply(204, b"", {**_ORIGIN, **_OTHERS, **_REMEMBERED})


def open_to_pages(path: str, reply: Reply) -> Reply:
    """The reply to a request for an upstream, which a page of any origin may read from then on."""
    reply.headers.update(_ORIGIN)
    if not is_cal(path):
        reply.headers.update(_SHOWN)
    return reply
