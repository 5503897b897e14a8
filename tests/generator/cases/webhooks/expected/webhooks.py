# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Webhooks of Cal.com: proves that a delivery is genuine, and reads it into a typed event.

`receive` does both. Every trigger has a class, so that `match` and `isinstance` tell what `payload` is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import models
from ._webhooks import SIGNATURE, Event, Headers, Keys, Kind, UntypedEvent, content_of, header, read, verify

__all__ = [
    "Event",
    "Headers",
    "LampBroken",
    "LampLit",
    "LampsCounted",
    "UntypedEvent",
    "parse",
    "receive",
    "verify",
]


def receive(body: bytes | bytearray | memoryview, headers: Headers, secret: str | Sequence[str]) -> Event:
    """Verifies a delivery and reads it.

    Args:
        body: The body exactly as it came.
        headers: The request's headers: a dict, or what the web framework has.
        secret: The secret that the webhook was made with; while it is being replaced, the new and the old one.

    Returns:
        The event, of the trigger's class.

    Raises:
        SignatureMismatch: The body was not signed with the secret. See `verify`.
        WebhookError: The body can't be read. See `parse`.
        ConfigurationError: A secret is empty, or there is none.
        TypeError: The body is not bytes, or a secret is no text.
    """
    keys = Keys(secret)
    del secret  # lest a report of the errors below shows it
    verify(body, header(headers, SIGNATURE), keys)
    return parse(body, content_type=header(headers, "Content-Type"))


def parse(body: bytes | bytearray | memoryview, *, content_type: str | None = None) -> Event:
    """Reads a body without asking where it comes from; `verify` does that.

    Args:
        body: The body: JSON, or a form when the webhook has such a template.
        content_type: The header `Content-Type`; without it the body must be JSON.

    Returns:
        The event, of the trigger's class; an `UntypedEvent` for unknown triggers and for bodies from templates.

    Raises:
        WebhookError: The body is empty, or neither JSON nor a form.
        TypeError: The body is not bytes.
    """
    return read(content_of(body), content_type, _KINDS, models)


class LampLit(Event):
    """What `LAMP_LIT` tells.

    Somebody lit a lamp, which holds \"\"" and a \\ in its name.

    Attributes:
        payload: The lamp that burns.
    """

    __slots__ = ()
    payload: models.Lamp


class LampBroken(Event):
    """What `LAMP_BROKEN` tells.

    A lamp broke.

    Attributes:
        payload: A lamp that broke, without an envelope.
    """

    __slots__ = ()
    payload: models.BrokenLamp


class LampsCounted(Event):
    """What `LAMPS_COUNTED` tells.

    All lamps were counted.

    Attributes:
        payload:
    """

    __slots__ = ()
    payload: dict[str, Any]


_KINDS = {
    "LAMP_LIT": Kind(LampLit, "Lamp", False),
    "LAMP_BROKEN": Kind(LampBroken, "BrokenLamp", True),
    "LAMPS_COUNTED": Kind(LampsCounted, "", False),
}
