"""What a specification tells of webhooks: for each trigger an event, and the payload that it carries.

A body is either an envelope, with the payload under `payload`, or flat: then the payload is the body itself.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.reading import Mapping
from generator.document.references import follow, merged, named
from generator.errors import SpecError, Where

JSON = "application/json"
TRIGGER, PAYLOAD = "triggerEvent", "payload"
_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
# What the module of events has besides them.
_RESERVED = {"Any", "Event", "Headers", "Kind", "Sequence", "UntypedEvent"}


@dataclass(frozen=True, slots=True)
class Webhook:
    """A trigger: its operation, the schema of the payload, and the name of that schema; free objects have none."""

    trigger: str
    operation: Mapping
    payload: Mapping
    model: str
    is_flat: bool

    @property
    def name(self) -> str:
        """The class of the event: BOOKING_CREATED → BookingCreated."""
        return "".join(part.capitalize() for part in self.trigger.split("_"))


def webhooks(document: Mapping) -> Iterator[Webhook]:
    """Every webhook, in the document's order."""
    for trigger, item in (document.get("webhooks") or {}).items():
        operation: Mapping = item["post"]
        body = _body(document, trigger, operation)
        properties = merged(document, body).get("properties") or {}
        if TRIGGER not in properties:
            what = f"The body of {trigger} has no {TRIGGER!r}"
            raise SpecError(body.where(), what, "Join it with the schema of the envelope, as others do")
        payload = properties.get(PAYLOAD, body)
        model, schema = named(document, payload)
        if "properties" not in schema:
            model = ""
        if (schema.get("type") != "object") or (not model and "properties" in schema):
            what = f"The payload of {trigger} is no object with a name"
            raise SpecError(schema.where(), what, "Move it to a file in components/schemas and refer to it")
        yield Webhook(trigger, operation, payload, model, PAYLOAD not in properties)


def check_webhooks(document: Mapping) -> None:
    """Raises a `SpecError` for the first webhook that no event can be made of."""
    seen: dict[str, str] = {}
    for trigger in document.get("webhooks") or {}:
        where: Where = document["webhooks"].where(trigger)
        if not _NAME.fullmatch(trigger):
            raise SpecError(where, f"{trigger!r} is no trigger", "Write capitals, such as BOOKING_CREATED")
    for webhook in webhooks(document):
        where = document["webhooks"].where(webhook.trigger)
        if webhook.name in _RESERVED or hasattr(builtins, webhook.name):
            raise SpecError(where, f"The event {webhook.name} is taken", "Leave the trigger out: it stays untyped")
        first = seen.setdefault(webhook.name, webhook.trigger)
        if first != webhook.trigger:
            what = f"The triggers {first} and {webhook.trigger} would share the class {webhook.name}"
            raise SpecError(where, what, "Leave one of them out: it stays untyped")


def _body(document: Mapping, trigger: str, operation: Mapping) -> Mapping:
    content = follow(document, operation.get("requestBody") or operation.fresh()).get("content") or {}
    if list(content) != [JSON] or "schema" not in content[JSON]:
        what = f"The webhook {trigger} has no body in {JSON}"
        raise SpecError(operation.where("requestBody"), what, "Give it a `requestBody:` with a schema")
    schema: Mapping = content[JSON]["schema"]
    return schema
