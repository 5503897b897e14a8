"""Announcing that something ends: the headers with which upstreams tell long before a route or version stops."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from .messages import Reply, Request

TOOLKIT = "CAL"
GATEWAY = "/api/v3"
LATEST = "latest"  # what the gateway takes where a request names no version
NOTICE = timedelta(days=92)
LINK = '<https://docs.example/lifecycle>; rel="deprecation", <https://docs.example/lifecycle>; rel="sunset"'


def announce(reply: Reply, request: Request, sunset: str, now: datetime, *, of_toolkit: bool) -> None:
    """Adds the headers to a reply.

    Args:
        reply: What is answered.
        request: What was asked, which names the version that ends.
        sunset: When it ends, as `ending` reads it.
        now: The mock's time.
        of_toolkit: Whether a version of the gateway's toolkit ends: then a header more tells which.
    """
    end = ending(sunset, now)
    if end is None:
        return
    since = int((end - NOTICE).timestamp())
    reply.headers |= {"deprecation": f"@{since}", "sunset": format_datetime(end, usegmt=True), "link": LINK}
    if of_toolkit:
        version = json.dumps(version_of(request) or LATEST)
        told = f'version={version};deprecated=@{since};sunset=@{int(end.timestamp())};reason="lifecycle"'
        reply.headers["composio-deprecated-toolkits"] = f'"{TOOLKIT}";{told}'


def ending(text: str, now: datetime) -> datetime | None:
    """The moment, in whole seconds, that a text says: ISO 8601, or `+92` for days after today; None when it is none."""
    if re.fullmatch(r"\+[0-9]{1,5}", text):
        return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=int(text))
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def version_of(request: Request) -> str | None:
    """The version that a request asks for: of the gateway's toolkit, in query or body, or of Cal.com's API."""
    if not request.path.startswith(GATEWAY):
        return request.headers.get("cal-api-version")
    if (version := dict(request.query).get("version")) is not None:
        return version
    try:
        body = json.loads(request.body or b"null")
    except (ValueError, RecursionError):
        return None
    version = body.get("version") if isinstance(body, dict) else None
    return version if isinstance(version, str) and version.isascii() and version.isprintable() else None
