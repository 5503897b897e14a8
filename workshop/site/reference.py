"""The reference pages of the documentation, written from the specification: a page per resource, models, events."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from toolzz_cal import Client
from toolzz_cal.operations import CREDENTIALS, STATES

from generator.check.rules import check, operations, parameters
from generator.document.bundle import bundle
from generator.document.references import follow
from generator.normalise import normalise
from generator.parse import Type, parse
from generator.shape.client import shape
from generator.shape.kinds import Argument, Enum, Field, Model, Operation, Resource, Shape
from generator.shape.types import holds, in_result, of_answer, of_argument, of_field
from workshop.site import python_api
from workshop.site.calls import BEFORE, Example, example
from workshop.site.writing import box, kind, stacked, tab, table, text

ROOT = Path(__file__).resolve().parents[2]
MADE = "Made from the specification; not edited by hand."
OPTIONS = {
    "reconcile": "whether to look for what was made when the outcome is unknown",
    "idempotency_key": "what the call is remembered by, so that it is done once however often it is made",
    "extra_arguments": "what there is no argument for",
    "extra_headers": "further headers, for each request of the call",
    "timeout": "seconds for one attempt",
}
# What people do first with a resource stands first on its page: verbs in this order, then the others.
USUAL = ("available", "create", "reserve", "list", "get", "update", "reschedule", "cancel", "delete", "release")
EFFECTS = {
    "read": "reads; repeated when it fails in passing",
    "write": "writes; repeated only when it provably did not happen",
    "destroy": "destroys; repeated only when it provably did not happen",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The specification as the generator sees it, with what its shape leaves out.

    Attributes:
        shape: Everything the client is made from.
        in_path: Per operation, the values of path parameters in its example.
        options: Per operation, what its method takes besides the arguments.
    """

    shape: Shape
    in_path: dict[str, dict[str, Any]]
    options: dict[str, list[str]]

    def facts(self, operation: Operation) -> dict[str, Any]:
        """What `operations.json` says about an operation."""
        facts: dict[str, Any] = self.shape.catalogue["operations"][operation.name]
        return facts

    def example(self, operation: Operation) -> Example:
        """An operation's example."""
        return example(operation, self.facts(operation), self.in_path[operation.name])


@cache
def source() -> Source:
    """The specification of this tree. Raises a `SpecError` that says where it is wrong."""
    document = bundle(ROOT / "spec" / "openapi.yaml")
    check(document)
    normalised = normalise(document)
    in_path: dict[str, dict[str, Any]] = {}
    for route in operations(document):
        in_path[route.name] = {}
        for parameter in parameters(document, route):
            if parameter["in"] == "path":
                in_path[route.name][parameter["name"]] = follow(document, parameter)["example"]
    shaped = shape(normalised, parse(normalised.reduced, normalised.where))
    with Client(route="gateway") as client:
        options = {each.name: list(_options(client, each)) for each in shaped.operations}
    return Source(shaped, in_path, options)


def _options(client: Client, operation: Operation) -> Iterator[str]:
    arguments = {each.name for each in operation.arguments}
    for name in inspect.signature(attrgetter(operation.name)(client)).parameters:
        if name not in arguments:
            yield name


def pages(found: Source) -> dict[str, str]:
    """Every page by its path below `reference/`."""
    resources = [each for each in found.shape.all_resources if each.operations]
    return {
        "index.md": _index(resources),
        **{page_name(each): _resource(found, each) for each in resources},
        "models.md": _models(found.shape),
        "events.md": _events(found.shape),
        **python_api.pages(),
    }


def page_name(resource: Resource) -> str:
    """The file of a resource's page."""
    return f"{'-'.join(resource.path)}.md"


# Pages


def _index(resources: list[Resource]) -> str:
    count = sum(len(each.operations) for each in resources)
    blocks = [f"# All operations\n\n{MADE} {count} operations on {len(resources)} resources of the client.\n"]
    for resource in resources:
        page = page_name(resource)
        rows = ((f"[`{each.method}`]({page}#{anchor(each)})", _summary(each), each.effect) for each in usual(resource))
        name = ".".join(resource.path)
        blocks.append(f"## [`client.{name}`]({page}) {{ #{name.replace('.', '-')} }}\n")
        blocks.append(table(("method", "does", "effect"), rows))
    return "\n".join(blocks)


def _resource(found: Source, resource: Resource) -> str:
    name = ".".join(resource.path)
    blocks = [f"# `client.{name}`\n\n{text(resource.description)}\n"]
    rows = ((f"[`{each.method}`](#{anchor(each)})", _summary(each), each.effect) for each in usual(resource))
    blocks.append(table(("method", "does", "effect"), rows))
    blocks += [_operation(found, each) for each in usual(resource)]
    return "\n".join(blocks)


def usual(resource: Resource) -> list[Operation]:
    """The operations of a resource, what people do first before the rare, and what is deprecated at the end."""

    def rank(operation: Operation) -> tuple[bool, int, bool]:
        verb = operation.method.partition("_")[0]
        place = USUAL.index(verb) if verb in USUAL else len(USUAL)
        return bool(operation.deprecated), place, operation.method != verb

    return sorted(resource.operations, key=rank)


def _summary(operation: Operation) -> str:
    """What a line of a list says of an operation."""
    mark = " *(deprecated)*" if operation.deprecated else ""
    return text(operation.summary) + mark


def _operation(found: Source, operation: Operation) -> str:
    facts, given = found.facts(operation), found.example(operation)
    blocks = [
        f"## `{operation.name}` {{ #{anchor(operation)} }}\n",
        f"**{text(operation.summary)}.** {text(operation.description)}\n",
    ]
    if operation.deprecated:
        blocks.append(box("warning", text(f"Deprecated: {operation.deprecated}")))
    if operation.name in BEFORE:
        blocks.append(box("info", f"For the example to succeed: {BEFORE[operation.name]}"))
    if "note" in facts:
        blocks.append(box("note", text(facts["note"])))
    for title, language, code in (("Python", "python", given.sync), ("async", "python", given.awaited)):
        blocks.append(tab(title, language, code))
    blocks.append(tab("curl", "sh", given.curl))
    if operation.arguments:
        schemas = facts["arguments"].get("properties", {})
        rows = (_argument(each, schemas.get(each.key, {})) for each in operation.arguments)
        blocks.append(stacked(table(("argument", "type", "what it is"), rows), "fields"))
    else:
        blocks.append("It takes no arguments.\n")
    options = (f"`{name}` ({OPTIONS[name]})" for name in found.options[operation.name])
    blocks.append(f"Options: {', '.join(options)}.\n")
    returns = kind(operation.answer, in_result if operation.slug else of_answer)
    blocks.append(f"Answers {returns}: {text(operation.returned)}\n")
    blocks += _attributes(found.shape, operation)
    if operation.iterates:
        walk = f"client.{operation.name.rpartition('.')[0]}.{operation.iterates}(…)"
        blocks.append(f"`{walk}` walks over [all pages](../guide/paging.md).\n")
    blocks.append(f"Raises {', '.join(_errors(operation))}, and what [any call](../guide/errors.md) can raise.\n")
    blocks.append(stacked(table(("", ""), _facts(operation, facts))))
    return "\n".join(blocks)


def _argument(argument: Argument, schema: dict[str, Any]) -> tuple[str, ...]:
    name = f"`{argument.name}`"
    if not argument.required:
        name += "<br>optional"
    sort = kind(argument.type, partial(of_argument, required=True))
    if limits := ", ".join(_limits(schema)):
        sort += f"<br>{limits}"
    what = text(argument.description)
    if argument.place == "path":
        what += " Stands in the path."
    return name, sort, what + _key(argument, "Sent as")


def _key(member: Argument | Field, verb: str) -> str:
    """The name on the wire, where it is another one."""
    if member.key == member.name:
        return ""
    return f" {verb} `{member.key}`."


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    """The bounds of a value in words."""
    low = schema.get("minimum")
    high = schema.get("maximum")
    if low is not None and high is not None:
        yield f"{low} to {high}"
    elif low is not None:
        yield f"from {low}"
    elif high is not None:
        yield f"up to {high}"
    if "maxLength" in schema:
        yield f"at most {schema['maxLength']} characters"
    if "maxItems" in schema:
        yield f"at most {schema['maxItems']} entries"
    if schema.get("format") not in (None, "date-time"):
        yield str(schema["format"])


def _attributes(shaped: Shape, operation: Operation) -> Iterator[str]:
    """The names of what an answer has, when it is a model."""
    for model in shaped.models:
        if model.name == operation.model:
            names = ", ".join(f"`{field.name}`" for field in model.fields)
            content = f"{names}; [all about it](models.md#{model.name.lower()})"
            yield box("info", content, title=f"Attributes of {model.name}: {len(model.fields)}", mark="???")


def _errors(operation: Operation) -> Iterator[str]:
    if operation.slug:
        yield "`ActionFailed` when Cal.com refuses"
    if operation.effect != "read":
        yield "`OutcomeUnknown` when nothing proves whether it happened"
    if any(holds(each.type, "moment", "local_moment") for each in operation.arguments):
        yield "`NaiveDatetime` for a time without a zone"
    yield "`StatusError` for an HTTP error"


def _facts(operation: Operation, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "effect", EFFECTS[operation.effect]
    if operation.direct is None:
        yield "request", f"`{operation.http_method} {operation.path}` at `{operation.server}`"
        return
    direct = operation.direct
    yield "gateway", f"action `{operation.slug}`"
    version = f", version `{direct.sends}`" if direct.sends else ""
    yield (
        "direct route",
        f"`{direct.method} {direct.path}`{version}, signed with {CREDENTIALS[direct.credential or 'key']}",
    )
    for other in direct.others:
        version = f", version `{other.sends}`" if other.sends else ""
        yield "where that is missing", f"`{other.line}`{version}"
    for each in (direct, *direct.others):
        if each.state:
            yield "state", STATES[each.state]
    if operation.permission is not None:
        yield "agents", f"may run it with [`{operation.permission.flag}`](../permissions.md)"


def _models(shaped: Shape) -> str:
    sections: dict[str, str] = {}
    dicts = {each.name for each in shaped.dicts}
    for enum in shaped.enums:
        values = ", ".join(f"`{value}`" for value in enum.values)
        sections[enum.name] = _section(enum, f"One of {values}.\n")
    for model in shaped.models:
        attributes = stacked(table(("attribute", "type", "what it is"), map(_field, model.fields)), "fields")
        instead = f"{model.name}Dict"
        if instead in dicts:
            attributes += f"\nA dict may be given in its place, whose keys `{instead}` types.\n"
        sections[model.name] = _section(model, attributes)
    blocks = [f"# Models\n\n{MADE} Everything here is in `toolzz_cal.models`.\n"]
    blocks += [sections[name] for name in sorted(sections)]
    return "\n".join(blocks)


def _section(described: Enum | Model, content: str) -> str:
    name = described.name
    return f"## `{name}` {{ #{name.lower()} }}\n\n{text(described.description)}\n\n{content}"


def _field(field: Field) -> tuple[str, ...]:
    sort = kind(field.type, partial(of_field, required=field.required), here=True)
    what = text(field.description)
    if field.sensitive:
        what += " Never printed."
    return f"`{field.name}`", sort, what + _key(field, "Key")


def _events(shaped: Shape) -> str:
    intro = f"# Webhook events\n\n{MADE} The classes are in `toolzz_cal.webhooks`; [webhooks](../webhooks.md) tells how"
    rows: list[tuple[str, ...]] = []
    for event in shaped.events:
        payload = "`dict`"
        if event.model:
            payload = kind(Type("model", event.model), of_answer)
        rows.append((f"`{event.trigger}`", f"`{event.name}`", payload, text(event.description)))
    return f"{intro} they are received.\n\n" + table(("trigger", "class", "payload", "when"), rows)


def anchor(operation: Operation) -> str:
    """The anchor of an operation on its page."""
    return operation.method
