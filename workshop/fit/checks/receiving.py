"""A webhook as Cal.com sends it, and what a framework's receiver must make of its request."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Any

from claims import SECRET, same
from toolzz_cal import errors, webhooks

BODY = json.dumps({"triggerEvent": "BOOKING_CREATED", "createdAt": "2027-03-01T12:00:00Z", "payload": {"uid": "bk1"}})
CONTENT = BODY.encode()


def status_of(body: bytes, headers: Any) -> int:
    """What a receiver answers: 204 to what is genuine."""
    try:
        event = webhooks.receive(body, headers, SECRET)
    except errors.SignatureMismatch:
        return 401
    same(event.trigger, "BOOKING_CREATED")
    return 204


def received(post: Callable[[bytes, dict[str, str]], int]) -> None:
    """A genuine one is taken and a forged one is not."""
    signature = hmac.digest(SECRET.encode(), CONTENT, "sha256").hex()
    same(post(CONTENT, {"X-Cal-Signature-256": signature}), 204)
    same(post(CONTENT, {"X-Cal-Signature-256": "0" * 64}), 401)
