"""The reference pages of the documentation, written from the specification: a page per resource, models, events."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toolzz_cal._mapping import CREDENTIALS, STATES

from docs.examples import BEFORE, Example, example
from generator.bundle import bundle
from generator.normalise import normalise
from generator.parse import parse
from generator.references import follow
from generator.rules import check, operations, parameters
from generator.shape import Argument, Field, Operation, Resource, Shape, shape

ROOT = Path(__file__).resolve().parent.parent
MADE = "Made from the specification; not edited by hand."
MANY = 8  # more values than this are folded
EFFECTS = {
    "read": "reads; repeated when it fails in passing",
    "write": "writes; repeated only when it provably did not happen",
    "destroy": "destroys; repeated only when it provably did not happen",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The specification as the generator sees it, and the values of path parameters in its examples."""

    shape: Shape
    in_path: dict[str, dict[str, Any]]

    def facts(self, operation: Operation) -> dict[str, Any]:
        """What `operations.json` says about an operation."""
        told: dict[str, Any] = self.shape.catalogue["operations"][operation.name]
        return told

    def example(self, operation: Operation) -> Example:
        """An operation's example."""
        return example(operation, self.facts(operation), self.in_path[operation.name])


@cache
def source() -> Source:
    """The specification of this tree. Raises a `SpecError` that says where it is wrong."""
    document = bundle(ROOT / "spec" / "openapi.yaml")
    check(document)
    normalised = normalise(document)
    in_path = {
        route.name: {
            each["name"]: follow(document, each)["example"]
            for each in parameters(document, route)
            if each["in"] == "path"
        }
        for route in operations(document)
    }
    return Source(shape(normalised, parse(normalised.reduced, normalised.where)), in_path)


def pages(found: Source) -> dict[str, str]:
    """Every page by its path below `reference/`."""
    resources = [each for each in found.shape.all_resources if each.operations]
    return {
        "index.md": _index(resources),
        **{page_name(each): _resource(found, each) for each in resources},
        "models.md": _models(found.shape),
        "events.md": _events(found.shape),
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
        rows = (
            (f"[`{each.method}`]({page}#{anchor(each)})", text(each.summary), each.effect)
            for each in resource.operations
        )
        name = ".".join(resource.path)
        blocks.append(f"## [`client.{name}`]({page}) {{ #{name.replace('.', '-')} }}\n")
        blocks.append(table(("method", "does", "effect"), rows))
    return "\n".join(blocks)


def _resource(found: Source, resource: Resource) -> str:
    name = ".".join(resource.path)
    blocks = [f"# `client.{name}`\n\n{text(resource.description)}\n"]
    rows = ((f"[`{each.method}`](#{anchor(each)})", text(each.summary), each.effect) for each in resource.operations)
    blocks.append(table(("method", "does", "effect"), rows))
    blocks += [_operation(found, each) for each in resource.operations]
    return "\n".join(blocks)


def _operation(found: Source, operation: Operation) -> str:
    facts, given = found.facts(operation), found.example(operation)
    blocks = [
        f"## `{operation.name}` {{ #{anchor(operation)} }}\n",
        f"**{text(operation.summary)}.** {text(operation.description)}\n",
    ]
    if given.extra:
        named = " and ".join(f"`{name}`" for name in given.extra)
        blocks.append(_box("note", f"Cal.com needs {named}, which the action has no argument for: `extra_arguments`."))
    if operation.name in BEFORE:
        blocks.append(_box("info", f"For the example to succeed: {BEFORE[operation.name]}"))
    if "note" in facts:
        blocks.append(_box("note", text(facts["note"])))
    for title, language, code in (("Python", "python", given.sync), ("async", "python", given.awaited)):
        blocks.append(_tab(title, language, code))
    blocks.append(_tab("curl", "sh", given.curl))
    if operation.arguments:
        schemas = facts["arguments"].get("properties", {})
        rows = (_argument(each, schemas.get(each.key, {})) for each in operation.arguments)
        blocks.append(table(("argument", "sent as", "type", "required", "what it is"), rows))
    else:
        blocks.append("It takes no arguments.\n")
    blocks.append(f"Answers {kind(operation.returns)}: {text(operation.answer)}\n")
    blocks += _attributes(found.shape, operation)
    if operation.iterates:
        walk = f"client.{operation.name.rpartition('.')[0]}.{operation.iterates}(…)"
        blocks.append(f"`{walk}` walks over [all pages](../guide/paging.md).\n")
    blocks.append(f"Raises {', '.join(_errors(operation))}, and what [any call](../guide/errors.md) can raise.\n")
    blocks.append(table(("", ""), _facts(operation, facts)))
    return "\n".join(blocks)


def _argument(argument: Argument, schema: dict[str, Any]) -> tuple[str, ...]:
    annotation = argument.annotation if argument.required else argument.annotation.removesuffix(" | None")
    place = f"`{argument.key}`" + (" in the path" if argument.place == "path" else "")
    required = "yes" if argument.required else ""
    limits = ", ".join(_limits(schema))
    return (
        f"`{argument.name}`",
        place,
        kind(annotation) + (f" {limits}" if limits else ""),
        required,
        text(argument.description),
    )


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    """The bounds of a value in words."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None or high is not None:
        yield f"{low} to {high}" if None not in (low, high) else f"from {low}" if high is None else f"up to {high}"
    if "maxLength" in schema:
        yield f"at most {schema['maxLength']} characters"
    if "maxItems" in schema:
        yield f"at most {schema['maxItems']} entries"
    if schema.get("format") not in (None, "date-time"):
        yield str(schema["format"])


def _attributes(shaped: Shape, operation: Operation) -> Iterator[str]:
    """The names of what an answer has, when it is a model."""
    name = re.search(r"models\.(\w+)", operation.gives)
    model = next((each for each in shaped.models if name and each.name == name[1]), None)
    if model is not None:
        told = (
            f"{', '.join(f'`{field.name}`' for field in model.fields)}; [all about it](models.md#{model.name.lower()})"
        )
        yield _box("info", told, title=f"{model.name}: {len(model.fields)} attributes", mark="???")


def _errors(operation: Operation) -> Iterator[str]:
    if operation.slug:
        yield "`ActionFailed` when Cal.com refuses"
    if operation.effect != "read":
        yield "`OutcomeUnknown` when nothing proves whether it happened"
    if any("datetime" in each.annotation for each in operation.arguments):
        yield "`NaiveDatetime` for a time without a zone"
    yield "`StatusError` for an HTTP error"


def _facts(operation: Operation, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "effect", EFFECTS[operation.effect]
    if operation.direct is None:
        yield "request", f"`{operation.http_method} {operation.path}` at `{operation.server}`"
        return
    direct = operation.direct
    yield "gateway", f"action `{operation.slug}`"
    version = f", version `{direct.version}`" if direct.version else ""
    yield (
        "direct route",
        f"`{direct.method} {direct.path}`{version}, signed with {CREDENTIALS[direct.credential or 'key']}",
    )
    if direct.state:
        yield "state", STATES[direct.state]
    if operation.permission is not None:
        yield "agents", f"may run it with [`{operation.permission.flag}`](../permissions.md)"


def _models(shaped: Shape) -> str:
    blocks = [f"# Models\n\n{MADE} Everything here is in `toolzz_cal.models`.\n"]
    found = sorted([*shaped.models, *shaped.enums], key=lambda each: each.name)
    for each in found:
        blocks.append(f"## `{each.name}` {{ #{each.name.lower()} }}\n\n{text(each.description)}\n")
        if hasattr(each, "values"):
            blocks.append(f"One of {', '.join(f'`{value}`' for value in each.values)}.\n")
        else:
            rows = (_field(field) for field in each.fields)
            blocks.append(table(("attribute", "key", "type", "what it is"), rows))
    return "\n".join(blocks)


def _field(field: Field) -> tuple[str, ...]:
    secret = " Never printed." if field.sensitive else ""
    return f"`{field.name}`", f"`{field.key}`", kind(field.annotation, here=True), text(field.description) + secret


def _events(shaped: Shape) -> str:
    intro = f"# Webhook events\n\n{MADE} The classes are in `toolzz_cal.webhooks`; [webhooks](../webhooks.md) tells how"
    rows = (
        (f"`{each.trigger}`", f"`{each.name}`", kind(f"models.{each.model}") if each.model else "`dict`",
         text(each.description))
        for each in shaped.events
    )  # fmt: skip
    return f"{intro} they are received.\n\n" + table(("trigger", "class", "payload", "when"), rows)


# Markdown


def anchor(operation: Operation) -> str:
    """The anchor of an operation on its page."""
    return operation.method


def text(told: str) -> str:
    """A sentence of the specification as Markdown: code stays code, all else is plain text."""
    parts = re.split(r"(`[^`]*`)", " ".join(told.split()))
    return "".join(part if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(part: str) -> str:
    return re.sub(r"([\\*_{}\[\]#|])", r"\\\1", part).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def kind(annotation: str, *, here: bool = False) -> str:
    """A type as HTML with links to models; many values are folded."""
    annotation = annotation.replace("builtins.", "")
    values = re.search(r"Literal\[(.*?)\]", annotation)
    if values and values[1].count(",") >= MANY:
        shown = html.escape(values[1].replace("'", "")).replace("|", "&#124;")
        rest = annotation.replace(values[0], "str").replace("str | str", "str")
        count = values[1].count(",") + 1
        return f"{kind(rest, here=here)} <details><summary>one of {count}</summary><code>{shown}</code></details>"
    written = html.escape(annotation, quote=False).replace("|", "&#124;")
    pattern = r"\b(?<![.\w'])([A-Z]\w+)\b(?!\[)" if here else r"models\.(\w+)"
    page = "" if here else "models.html"
    linked = re.sub(
        pattern,
        lambda name: f'<a href="{page}#{name[1].lower()}">{name[1]}</a>' if name[1] not in _NO_MODEL else name[0],
        written,
    )
    return f"<code>{linked}</code>"


_NO_MODEL = ("Any", "None", "UUID", "Literal", "Mapping", "Sequence", "ActionResult", "ListResult")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; cells are Markdown already."""
    names = tuple(head)
    lines = [names, ("---",) * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _tab(title: str, language: str, code: str) -> str:
    inner = "".join(f"    {line}\n" if line else "\n" for line in f"```{language}\n{code}```".split("\n"))
    return f'=== "{title}"\n\n{inner}'


def _box(sort: str, told: str, *, title: str = "", mark: str = "!!!") -> str:
    named = f' "{title}"' if title else ""
    return f"{mark} {sort}{named}\n\n    {told}\n"
