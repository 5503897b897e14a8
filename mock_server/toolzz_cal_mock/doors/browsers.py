"""What Cal.com's API gives browsers: it may be called from any page, and a reservation leaves a cookie."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from ..messages import Reply, Request

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


def reservation_cookie(uid: str) -> dict[str, str]:
    """The header by which a browser remembers its reservation."""
    return {"set-cookie": f"uid={uid}; Path=/"}


def reserved_uid(request: Request) -> str | None:
    """The reservation that a browser remembers, if any."""
    cookies = SimpleCookie[str]()
    try:
        cookies.load(request.headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies["uid"].value if "uid" in cookies else None
