"""The reference of what Python programs import, from signatures and docstrings: a page for each subject."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any

import toolzz_cal
from griffe import Docstring, DocstringSection, DocstringSectionKind
from toolzz_cal import _config

from workshop.site.writing import stacked, table, text

WIDTH = 80  # what a page shows without scrolling
MADE = "Made from the docstrings; not edited by hand."
OPTIONS = re.compile(r"Unpack\[Options\[(\w+)\]\]")


@dataclass(frozen=True, slots=True)
class Subject:
    """A page.

    Attributes:
        file: Its name below `reference/`.
        title: Its heading.
        told: What stands below the heading.
        modules: The modules, in the order of the page, whose public names it describes.
        names: Of these modules the names that it describes, in order; all of `__all__` if it is empty.
    """

    file: str
    title: str
    told: str
    modules: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def members(self) -> dict[str, Any]:
        """What it describes, by name."""
        found: dict[str, Any] = {}
        for name in self.modules:
            module = import_module(name)
            found |= {each: getattr(module, each) for each in self.names or module.__all__ if hasattr(module, each)}
        return {name: found[name] for name in self.names} if self.names else found


SUBJECTS = (
    Subject(
        "client.md",
        "The client",
        "What both clients take, and what they offer beside the resources.",
        ("toolzz_cal", "toolzz_cal.actions"),
        ("Client", "AsyncClient", "Actions", "AsyncActions", "http_client", "async_http_client", "Permissions"),
    ),
    Subject(
        "results.md",
        "Results",
        "What calls give back. [First booking](../guide/booking.md#what-comes-back) shows them in use.",
        ("toolzz_cal.results",),
    ),
    Subject(
        "errors.md",
        "Errors",
        "Everything that is raised, and when. [Errors](../guide/errors.md) shows how to handle them.",
        ("toolzz_cal.errors",),
    ),
    Subject(
        "retries.md",
        "Retries, limits and hooks",
        "What decides when a call is sent, sent again, and told of. See [retries](../guide/retries.md), "
        "[rate limits](../rate-limits.md) and [hooks](../guide/logging.md).",
        ("toolzz_cal.retries", "toolzz_cal.rate_limits", "toolzz_cal.hooks", "toolzz_cal.tracing"),
    ),
    Subject(
        "journal.md",
        "The journal",
        "What keeps calls with an [idempotency key](../idempotency.md).",
        ("toolzz_cal.journal",),
    ),
    Subject(
        "receiving.md",
        "Receiving webhooks",
        "The functions that read a delivery; [webhook events](events.md) lists the classes of events, and "
        "[webhooks](../webhooks.md) shows them in use.",
        ("toolzz_cal.webhooks",),
        ("receive", "parse", "verify", "Event", "UntypedEvent"),
    ),
    Subject(
        "tools.md",
        "Tools",
        "Operations as tools of an agent; [tools](../tools.md) shows them in use.",
        ("toolzz_cal.tools",),
    ),
    Subject(
        "operations.md",
        "Operations",
        "What is known of each operation; [operations as data](../operations.md) shows it in use.",
        ("toolzz_cal.operations",),
    ),
    Subject(
        "mcp.md",
        "MCP server",
        "An [MCP server](../mcp.md) in a program of your own.",
        ("toolzz_cal_mcp",),
    ),
    Subject(
        "testing.md",
        "The mock in tests",
        "What the fixtures of pytest give; [tests](../guide/tests.md) shows them in use.",
        ("toolzz_cal_mock",),
    ),
)


def pages() -> dict[str, str]:
    """Every page by its path below `reference/`."""
    return {each.file: _page(each) for each in SUBJECTS}


def anchor(name: str) -> str:
    """The anchor of a class, a function, or a member of a class."""
    return name.lower()


# Pages


def _page(subject: Subject) -> str:
    blocks = [f"# {subject.title}\n", f"{subject.told} {MADE}\n"]
    members = subject.members
    if subject.file == "errors.md":
        blocks.append(f"```\n{_tree()}\n```\n")
        members = {name: members[name] for name in sorted(members, key=_place_in_tree)}
    if subject.file == "testing.md":
        given = _given()
        blocks += _fixtures(given)
        first = [gives for name, gives, _ in given if gives in members]
        members = {name: members[name] for name in dict.fromkeys([*first, *members])}
    for name, member in members.items():
        if inspect.isclass(member):
            blocks += _class(name, member)
        elif inspect.isroutine(member):
            blocks += _function(name, member, f"## `{name}`")
        else:
            blocks += _value(name, member)
    return "\n".join(blocks)


def _tree() -> str:
    """The drawing in the docstring of the errors."""
    drawn = inspect.cleandoc(inspect.getdoc(toolzz_cal.errors) or "").partition("::\n\n")[2]
    return textwrap.dedent(drawn.partition("\n\n")[0])


def _place_in_tree(name: str) -> int:
    found = re.search(rf"\b{name}\b", _tree())
    return found.start() if found else len(_tree())


def _given() -> list[tuple[str, str, str]]:
    """The fixtures: name, what it gives, and what that is."""
    found = []
    for name, fixture in vars(import_module("toolzz_cal_mock.pytest_plugin")).items():
        function = getattr(fixture, "_fixture_function", None)
        if function is not None and not name.startswith("_"):
            gives = re.sub(r"^Iterator\[(.*)\]$", r"\1", inspect.signature(function).return_annotation)
            found.append((name, gives, inspect.getdoc(function) or ""))
    return found


def _fixtures(given: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    rows = ((f"`{name}`", f"`{gives}`", text(told)) for name, gives, told in given)
    yield "## Fixtures { #fixtures }\n"
    yield stacked(table(("fixture", "gives", "what it is"), rows), "fields")


# Classes and functions


def _class(name: str, kind: type) -> Iterator[str]:
    yield f"## `{name}` {{ #{anchor(name)} }}\n"
    bases = [_linked(each) for each in kind.__bases__ if _is_known(each)]
    if bases:
        yield f"Descends from {', '.join(bases)}.\n"
    sections = _sections(kind.__doc__)
    members = dict(_members(kind))
    if like := _awaited(kind):
        yield next(_paragraphs(sections[0].value))
        yield f"Arguments, attributes and methods are those of {_linked(like)}; what it sends is awaited.\n"
        for each in [each for each in members if each not in dict(_members(like))]:
            yield from _member(name, each, members[each])
        return
    types = _types(kind)
    if any(each.kind is DocstringSectionKind.parameters for each in sections):
        yield f"```python\n{_signature(kind, name)}\n```\n"
    yield from _told(sections, types)
    resources = [each for each, member in members.items() if isinstance(member, cached_property) and _is_resource(each)]
    if resources:
        yield f"Resources: {', '.join(map(_resource, resources))}.\n"
    for each, member in members.items():
        if each not in resources:
            yield from _member(name, each, member)


def _awaited(kind: type) -> type | None:
    """The class of which this one is the same to be awaited."""
    if not kind.__name__.startswith("Async"):
        return None
    return getattr(import_module(kind.__module__), kind.__name__.removeprefix("Async"), None)


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Its methods and properties, with those of bases that have no place of their own."""
    seen: set[str] = set()
    for base in kind.__mro__:
        if base is not kind and _is_known(base):
            continue
        for name, member in vars(base).items():
            if not name.startswith("_") and name not in seen and _is_documented(member):
                seen.add(name)
                yield name, member


def _member(owner: str, name: str, member: Any) -> Iterator[str]:
    heading = f"### `{owner}.{name}`"
    function = _function_of(member)
    if isinstance(member, property | cached_property):
        sort = _annotation(inspect.signature(function).return_annotation)
        yield f"{heading} {{ #{anchor(f'{owner}.{name}')} }}\n"
        if sort:
            yield f"`{sort}`\n"
        yield from _told(_sections(function.__doc__), {})
        return
    yield from _function(name, function, heading, owner=owner)


def _function(name: str, function: Callable[..., Any], heading: str, *, owner: str = "") -> Iterator[str]:
    place = f"{owner}.{name}" if owner else name
    yield f"{heading} {{ #{anchor(place)} }}\n"
    begin = "async def " if inspect.iscoroutinefunction(function) else "def "
    yield f"```python\n{_signature(function, begin + name)}\n```\n"
    yield from _told(_sections(function.__doc__), _types(function))


def _value(name: str, value: Any) -> Iterator[str]:
    yield f"## `{name}` {{ #{anchor(name)} }}\n"
    if isinstance(value, dict):
        yield stacked(table(("", ""), ((f"`{key}`", text(str(told))) for key, told in value.items())))
    else:
        yield f"`{_annotation(value)}`\n"


def _function_of(member: Any) -> Any:
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    return getattr(member, "__func__", member)


def _is_documented(member: Any) -> bool:
    function = _function_of(member)
    return inspect.isroutine(function) and bool(function.__doc__) and hasattr(function, "__code__")


# Docstrings


def _sections(told: str | None) -> list[DocstringSection]:
    return Docstring(inspect.cleandoc(told or "")).parse("google", warnings=False)


def _told(sections: Sequence[DocstringSection], types: dict[str, tuple[str, str]]) -> Iterator[str]:
    """A docstring as Markdown: its text, and a table for its arguments, attributes and errors."""
    for section in sections:
        match section.kind:
            case DocstringSectionKind.text:
                yield from _paragraphs(section.value)
            case DocstringSectionKind.parameters:
                yield stacked(table(("argument", "type", "what it is"), _named(section.value, types)), "fields")
            case DocstringSectionKind.attributes:
                yield stacked(table(("attribute", "type", "what it is"), _named(section.value, types)), "fields")
            case DocstringSectionKind.raises:
                rows = ((_link_to(str(each.annotation)), text(each.description)) for each in section.value)
                yield stacked(table(("raises", "when"), rows))
            case DocstringSectionKind.returns | DocstringSectionKind.yields:
                yield f"Returns: {' '.join(text(each.description) for each in section.value)}\n"
            case _:
                raise ValueError(f"a docstring has a section that no page shows: {section.kind.value}")


def _named(described: Iterable[Any], types: dict[str, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    for each in described:
        sort, default = types.get(each.name.lstrip("*"), ("", ""))
        shown = f"<code>{_in_cell(sort)}</code>" if sort else ""
        if default:
            shown += f"<br>default <code>{_in_cell(default)}</code>"
        yield f"`{each.name}`", shown, text(each.description)


def _in_cell(code: str) -> str:
    return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "&#124;")


def _paragraphs(told: str) -> Iterator[str]:
    """Text with its paragraphs, lists and drawings."""
    for block in re.split(r"\n\n+", told.strip()):
        if block.strip() == "::":
            continue
        if block.startswith("    ") or "──" in block:
            yield f"```\n{textwrap.dedent(block)}\n```\n"
        elif block.startswith("- "):
            yield "\n".join(f"- {text(each)}" for each in re.split(r"^- ", block, flags=re.M) if each) + "\n"
        else:
            yield f"{text(block)}\n"


# Signatures and types


def _signature(made: Callable[..., Any], name: str) -> str:
    """A call with types and defaults, on as many lines as it takes; what a class takes in place of `self`."""
    found = inspect.signature(made)
    parts: list[str] = []
    for each in _shown_parameters(found):
        if each.kind is each.KEYWORD_ONLY and "*" not in parts and not any(part.startswith("*") for part in parts):
            parts.append("*")
        star = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        sort = _annotation(each.annotation)
        shown = star + each.name + (f": {sort}" if sort and not OPTIONS.match(sort) else "")
        if each.default is not each.empty:
            shown += f" = {_default(each.default)}" if sort else f"={_default(each.default)}"
        parts.append(shown)
    answer = _annotation(found.return_annotation)
    gives = f" -> {answer}" if name.startswith(("def ", "async def ")) and answer else ""
    line = f"{name}({', '.join(parts)}){gives}"
    if len(line) <= WIDTH:
        return line
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){gives}"


def _shown_parameters(found: inspect.Signature) -> list[inspect.Parameter]:
    return [each for each in found.parameters.values() if each.name != "self" and not each.name.startswith("_")]


def _types(made: Any) -> dict[str, tuple[str, str]]:
    """Type and default of each argument and attribute, by name; the options of a client too."""
    found: dict[str, tuple[str, str]] = {}
    if inspect.isclass(made):
        for base in reversed(made.__mro__):
            for name, sort in vars(base).get("__annotations__", {}).items():
                found[name] = (_annotation(sort), "")
            for name, member in vars(base).items():
                if isinstance(member, property | cached_property):
                    found[name] = (_annotation(inspect.signature(_function_of(member)).return_annotation), "")
    try:
        parameters = inspect.signature(made).parameters
    except ValueError:  # a class of C's
        return found
    for name, each in parameters.items():
        sort = _annotation(each.annotation)
        default = "" if each.default is each.empty else _default(each.default)
        if options := OPTIONS.match(sort):
            for option, kind in _config.Options.__annotations__.items():
                named = re.sub(r"\bC\b", options[1], _annotation(kind))
                found[option] = (re.sub(r"\b(Credential|Route)\b", _written_out, named), "")
        elif sort or name not in found:
            found[name] = (sort, default)
    return found


def _written_out(name: re.Match[str]) -> str:
    """What a name for a type stands for."""
    return _annotation(getattr(_config, name[0]))


def _annotation(sort: Any) -> str:
    if sort in (inspect.Parameter.empty, inspect.Signature.empty):
        return ""
    if isinstance(sort, str):
        return sort
    told = getattr(sort, "__forward_arg__", None) or (sort.__name__ if isinstance(sort, type) else str(sort))
    return re.sub(r"\b(?:typing|collections\.abc|toolzz_cal\.\w+)\.|~", "", str(told))


def _default(value: Any) -> str:
    return value.__name__ if inspect.isroutine(value) or inspect.isclass(value) else repr(value)


# Links


@cache
def _described() -> dict[str, str]:
    """The page and anchor of each class, by where it is defined and its name."""
    return {
        f"{member.__module__}.{member.__qualname__}": f"{each.file}#{anchor(name)}"
        for each in SUBJECTS
        for name, member in each.members.items()
        if inspect.isclass(member)
    }


def _is_known(kind: type) -> bool:
    """Whether a base needs no description below a class: it has its own, or is Python's."""
    return f"{kind.__module__}.{kind.__qualname__}" in _described() or (
        kind.__module__ == "builtins" and kind not in (object, tuple, dict)
    )


def _linked(kind: type) -> str:
    where = _described().get(f"{kind.__module__}.{kind.__qualname__}")
    return f"[`{kind.__name__}`]({where})" if where else f"`{kind.__name__}`"


def _link_to(name: str) -> str:
    kind = getattr(toolzz_cal.errors, name, None)
    return _linked(kind) if inspect.isclass(kind) else f"`{name}`"


def _is_resource(name: str) -> bool:
    return name in {each.partition(".")[0] for each in _resources()}


def _resource(name: str) -> str:
    """A link to the operations of a resource, or to those below it if it has none itself."""
    first = next(each for each in _resources() if each.partition(".")[0] == name)
    return f"[`{name}`](index.md#{first.replace('.', '-')})"


@cache
def _resources() -> list[str]:
    operations = import_module("toolzz_cal.operations")
    return sorted({each.name.rpartition(".")[0] for each in operations.every()})
