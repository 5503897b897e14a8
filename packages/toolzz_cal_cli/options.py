"""The options of an operation's command, made from the JSON Schema of its arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem
from toolzz_cal.operations import Operation

from .failures import Refusal
from .jsontext import parsed
from .tree import spelt

Place = tuple[str, ...]
_WIDEST = 48  # characters of known values in a help of 80 columns
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)


if TYPE_CHECKING:
    _Kind = click.ParamType[Any]
else:
    _Kind = click.ParamType  # which older versions can't subscript


class ArgumentOption(click.Option):
    """An option that gives an argument, or a key inside one."""

    def __init__(self, place: Place, flag: str, **settings: Any) -> None:
        # The inner name is our own: an argument may have any, `help` and `json` included.
        super().__init__([f"argument_{'__'.join(place)}", flag], **settings)
        self.place = place

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its text, for the help; both forms of a switch in one word."""
        record = super().get_help_record(ctx)
        if record is None or not self.secondary_opts:
            return record
        return f"--[no-]{self.opts[0].removeprefix('--')}", record[1]


class Whole(_Kind):
    """A whole number, in plain digits."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; fails for anything else."""
        if isinstance(value, int):
            return value
        if _WHOLE.fullmatch(value) is None:
            self.fail(f"{_short(value)} is no whole number", param, ctx)
        return int(value)


class Number(_Kind):
    """A number."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; fails for anything else."""
        try:
            number = json.loads(value)
        except ValueError:
            number = None
        if isinstance(number, bool) or not isinstance(number, int | float) or number - number != 0:
            self.fail(f"{_short(value)} is no number", param, ctx)
        return number


class Known(_Kind):
    """Text with known values. Others are passed on: the upstream may know more than the specification."""

    name = "text"

    def __init__(self, values: list[str]) -> None:
        self.values = values

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The known values, for the help."""
        shown = "|".join(self.values)
        return f"[{shown}]" if len(shown) <= _WIDEST else f"[{shown[:_WIDEST].rpartition('|')[0]}|…]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The known values that begin so."""
        return [CompletionItem(each) for each in self.values if each.startswith(incomplete)]


class Json(_Kind):
    """JSON of one kind."""

    name = "json"

    def __init__(self, *kinds: type) -> None:
        self.kinds = kinds

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the JSON says; fails when it is none, or of another kind."""
        if not isinstance(value, str):
            return value
        try:
            data = parsed(value, "it")
        except Refusal as problem:
            self.fail(str(problem), param, ctx)
        if self.kinds and not isinstance(data, self.kinds):
            words = ["an object" if kind is dict else "an array" for kind in self.kinds]
            self.fail(f"expected {' or '.join(words)} of JSON", param, ctx)
        return data


class Either(Known):
    """Text, perhaps with known values, or JSON of another form: an object, an array, or a text in quotation marks."""

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The known values, for the help, and that there is another form."""
        return f"{super().get_metavar(param, ctx) if self.values else 'TEXT'}|JSON"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text, or what the JSON says; fails for what only begins like that."""
        is_json = isinstance(value, str) and value.lstrip()[:1] in ("[", "{", '"')
        return Json().convert(value, param, ctx) if is_json else value


def argument_options(described: Operation, taken: frozenset[str]) -> Iterator[ArgumentOption]:
    """An option for each argument, required ones first, and one for each key of an object with known keys.

    `taken` are the options that every command has; an argument of such a name is `--argument-NAME`.
    """
    properties = described.shared_schema["properties"]
    required = described.shared_schema.get("required", ())
    for name in sorted(properties, key=lambda name: (name not in required, spelt(name))):
        needed = "[needed]" if name in required else ""
        yield from _options((name,), properties[name], needed, taken)


def collected(options: Mapping[Place, Any]) -> dict[str, Any]:
    """Arguments from options: a dotted option is a key inside, over what the object's own option says."""
    found: dict[str, Any] = {}
    for place, value in sorted(options.items(), key=lambda each: len(each[0])):
        node = found
        for part in place[:-1]:
            node = node.setdefault(part, {})
        node[place[-1]] = value
    return found


def _options(place: Place, schema: Mapping[str, Any], needed: str, taken: frozenset[str]) -> Iterator[ArgumentOption]:
    word = ".".join(spelt(part) for part in place)
    if word in taken:
        word = f"argument-{word}"
    told = f"{schema.get('description', '')}  {needed}".strip()
    yield ArgumentOption(place, _flag(word, schema), help=told, default=None, **_settings(schema))
    if schema.get("type") == "object":
        for name, inner in schema.get("properties", {}).items():
            inside = f"[needed in {word}]" if name in schema.get("required", ()) else ""
            yield from _options((*place, name), inner, inside, taken)


def _flag(word: str, schema: Mapping[str, Any]) -> str:
    return f"--{word}/--no-{word}" if schema.get("type") == "boolean" else f"--{word}"


def _settings(schema: Mapping[str, Any]) -> dict[str, Any]:
    kind = schema.get("type")
    if kind == "array":
        items = schema.get("items", {})
        if items.get("type") == "object":
            return {"type": Json(dict, list), "multiple": True}
        return {"type": _scalar(items), "multiple": True}
    if kind == "boolean":
        return {"is_flag": True}
    return {"type": _scalar(schema)}


def _scalar(schema: Mapping[str, Any]) -> _Kind:
    match schema.get("type"):
        case "integer":
            return Whole()
        case "number":
            return Number()
        case "object":
            return Json(dict)
        case "string" if "enum" in schema:
            return Known([each for each in schema["enum"] if isinstance(each, str)])
        case "string":
            return click.STRING
        case _:
            texts = [form for form in schema.get("anyOf", ()) if form.get("type") == "string"]
            return Either([value for form in texts for value in form.get("enum", ())]) if texts else Json()


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
