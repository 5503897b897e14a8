"""The whole shape of a client, out of what is planned and what is parsed."""

from __future__ import annotations

from generator.document.reading import Mapping
from generator.normalise import Normalised
from generator.parse import Parsed
from generator.shape.facts import facts
from generator.shape.kinds import Event, Shape
from generator.shape.models import classes, dicts, enums, models
from generator.shape.operations import gateways, operations
from generator.shape.resources import flat, resources
from generator.shape.source import described
from generator.webhooks import Webhook


def shape(source: Normalised, parsed: Parsed) -> Shape:
    """Everything the templates need."""
    document = source.document
    methods = operations(source, parsed)
    found = classes(source, parsed)
    tags = {str(tag["name"]): str(tag.get("description", "")) for tag in document.get("tags") or ()}
    tree = resources(methods, tags)
    made = models(document, found, parsed)
    return Shape(
        str(document["info"]["title"]),
        str(document["info"]["version"]),
        made,
        dicts(found, made, [argument.type for each in methods for argument in each.arguments]),
        enums(document, found, parsed),
        gateways(source),
        tree,
        tuple(flat(tree)),
        tuple(_event(document, webhook) for webhook in source.webhooks),
        facts(source, parsed, methods, found),
    )


def _event(document: Mapping, webhook: Webhook) -> Event:
    told = described(document, webhook.operation) or f"{webhook.operation.get('summary', webhook.trigger)}."
    return Event(
        webhook.trigger, webhook.name, told, described(document, webhook.payload), webhook.model, webhook.is_flat
    )
