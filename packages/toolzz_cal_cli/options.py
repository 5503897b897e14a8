"""The options of an operation's command, made from the JSON Schema of its arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem
from toolzz_cal._json import is_array, is_object
from toolzz_cal._said import own_identifier
from toolzz_cal.operations import Operation

from .failures import Refusal
from .jsontext import parsed
from .tree import spelt

Place = tuple[str, ...]
_WIDEST = 48  # characters of known values in a help of 80 columns
_ENTRY = re.compile(r"\[[0-9]+\]")
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)


if TYPE_CHECKING:
    _Kind = click.ParamType[Any]
else:
    _Kind = click.ParamType  # which older versions can't subscript


class ArgumentOption(click.Option):
    """An option that gives an argument, or a key inside one."""

    def __init__(self, place: Place, flag: str, *, is_needed: bool, **settings: Any) -> None:
        # The inner name is our own: an argument may have any, `help` and `json` included.
        super().__init__([f"argument_{'__'.join(place)}", flag], **settings)
        self.place = place
        self.is_needed = is_needed
        self.position = ""  # its name in the usage line, where it may be given without the option

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its text, for the help; both forms of a switch in one word."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        if self.secondary_opts:
            return f"--[no-]{self.opts[0].removeprefix('--')}", record[1]
        return ", ".join(filter(None, (self.position, record[0]))), record[1]


class Positions(click.Argument):
    """The identifiers of an operation, one after the other."""

    def __init__(self, options: list[ArgumentOption]) -> None:
        metavar = " ".join(each.position for each in options)
        super().__init__(["identifiers"], nargs=-1, required=False, metavar=metavar)
        self.options = options

    def taken(self, ctx: click.Context, given: Mapping[str, Any]) -> dict[str, Any]:
        """What stands in the positions: the identifiers that nothing else gives, in the order of the address.

        Args:
            ctx: The command's.
            given: Arguments that are given otherwise.

        Raises:
            click.UsageError: There are more than such identifiers, or one is not of its type.
        """
        words = list(ctx.params["identifiers"])
        open_for = [each for each in self.options if each.place[0] not in given]
        if len(words) > len(open_for):
            extra = words[len(open_for)]
            twice = [f"{each.position} and {each.opts[0]}" for each in self.options if each not in open_for]
            why = f"{twice[0]} say the same; give one" if twice else f"only {self.metavar} can be given so"
            raise click.UsageError(f"Got unexpected extra argument ({extra}); {why}", ctx)
        found: dict[str, Any] = {}
        for option, word in zip(open_for, words, strict=False):
            try:
                found[option.place[0]] = option.type.convert(word, None, ctx)
            except click.BadParameter as problem:
                problem.param_hint = f"'{option.position}'"
                raise
        return found


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


def argument_options(described: Operation, taken: frozenset[str]) -> list[ArgumentOption]:
    """An option for each argument, required ones first, and one for each key of an object with known keys.

    `taken` are the options that every command has; an argument of such a name is `--argument-NAME`.
    """
    properties = described.shared_schema["properties"]
    required = described.shared_schema.get("required", ())
    order = {name: number for number, name in enumerate(described.identifiers)}
    found: list[ArgumentOption] = []
    for name in sorted(properties, key=lambda name: (order.get(name, len(order)), name not in required, spelt(name))):
        found += _options((name,), properties[name], "[needed]" if name in required else "", taken)
    for option in found:
        if len(option.place) == 1 and option.place[0] in order:
            option.position = _position(described, option.place[0])
    return found


def _position(described: Operation, name: str) -> str:
    """What an identifier is called in the usage line: that of the thing itself loses the thing's name."""
    words = spelt(name).upper().replace("-", "_")
    return words.rpartition("_")[2] if name == own_identifier(described) else words


def called(options: Iterable[ArgumentOption], place: str) -> str:
    """What a person at a terminal calls a place among arguments, such as `attendee.timeZone`: by its option."""
    flags = {".".join(each.place): each.opts[0] for each in options}
    head = place
    while head and head not in flags:
        head = head[: max(head.rfind("."), head.rfind("["), 0)]
    rest = place[len(head) :].lstrip(".")
    if not head:
        return f"`{place}`"
    # An entry of a list of texts is one of the times that its option stands there.
    return f"`{flags[head]}`" if not rest or _ENTRY.fullmatch(rest) else f"`{flags[head]}`, at `{rest}`,"


def typed(options: Iterable[ArgumentOption], arguments: Mapping[str, Any]) -> Iterator[str]:
    """The words that give arguments: identifiers by their place, the rest by options."""
    there = [(option, value) for option in options if (value := _at(arguments, option.place)) is not None]
    yield from (str(value) for option, value in there if option.position)
    inside = {option.place[:-1] for option, _ in there}
    for option, value in there:
        if option.position or option.place in inside:
            continue
        if isinstance(value, bool):
            yield option.opts[0] if value else option.secondary_opts[0]
            continue
        for each in value if is_array(value) and option.multiple else [value]:
            yield option.opts[0]
            yield each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)


def _at(arguments: Any, place: Place) -> Any:
    for part in place:
        arguments = arguments.get(part) if is_object(arguments) else None
    return arguments


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
    settings = _settings(schema)
    yield ArgumentOption(place, _flag(word, schema), is_needed=bool(needed), help=told, default=None, **settings)
    if schema.get("type") == "object":
        for name, inner in schema.get("properties", {}).items():
            inside = f"[needed in {word}]" if name in schema.get("required", ()) else ""
            for option in _options((*place, name), inner, inside, taken):
                option.is_needed = option.is_needed and bool(needed)
                yield option


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
