"""What Cal.com's API tells browsers: it may be called from any page."""

from __future__ import annotations

from ..messages import Reply

_ORIGIN = {"access-control-allow-origin": "*"}
_METHODS = ("GET", "PATCH", "DELETE", "HEAD", "POST", "PUT", "OPTIONS")
_HEADERS = (
    *("x-cal-client-id", "x-cal-secret-key", "x-cal-platform-embed", "cal-api-version"),
    *("Accept", "Authorization", "Content-Type", "Origin"),
)
_REMEMBERED = 24 * 60 * 60  # seconds for which a browser need not ask again


def preflight() -> Reply:
    """The answer to a browser that asks whether a page may call."""
    allowed = {
        "access-control-allow-methods": ",".join(_METHODS),
        "access-control-allow-headers": ",".join(_HEADERS),
        "access-control-max-age": str(_REMEMBERED),
    }
    return Reply(204, b"", {**_ORIGIN, **allowed})


def open_to_pages(reply: Reply) -> None:
    """Lets a page of any origin read a reply."""
    reply.headers.update(_ORIGIN)
