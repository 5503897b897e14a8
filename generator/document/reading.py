"""Reads YAML into dicts and lists that know their lines.

The parser's events are used instead of its documents: an alias, a deep nest or a duplicate key is refused when it is
met, before anything is built from it. Scalars follow the core schema of YAML 1.2, as the other tools read them: `no`
and `2027-03-09` are strings.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import yaml

from generator.errors import SpecError, Where

MAX_DEPTH = 64
MAX_BYTES = 2_000_000
MAX_ENTRIES = 10_000
MAX_DIGITS = 30

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"null": None, "Null": None, "NULL": None, "~": None, "": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Mapping(dict[str, Any]):
    """A YAML mapping: a dict that knows where it and each of its keys stand."""

    __slots__ = ("file", "line", "places")

    def __init__(self, file: Path, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.places: dict[str, Where] = {}

    def where(self, key: str | None = None) -> Where:
        """The place of a key, or of the mapping itself."""
        own = Where(self.file, self.line)
        return own if key is None else self.places.get(key, own)

    def fresh(self, content: dict[str, Any] | None = None) -> Mapping:
        """Another mapping of the same place, empty unless it is given content."""
        copy = Mapping(self.file, self.line)
        copy.places = self.places
        copy.update(content or {})
        return copy


def read_yaml(path: Path, shown: Path) -> Mapping:
    """Reads a file whose top is a mapping. `shown` is the path used in messages."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise SpecError(Where(shown, 1), f"The file has over {MAX_BYTES:,} bytes", "Split it")
        text = raw.decode("utf-8")
    except OSError as problem:
        raise SpecError(Where(shown, 1), f"The file can't be read: {problem.strerror}", "Check the path") from None
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise SpecError(Where(shown, line), "The file is not UTF-8", "Save it as UTF-8") from None
    try:
        top = _build(text, shown)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        what = f"Broken YAML: {problem.problem or problem.context}"
        raise SpecError(Where(shown, line), what, "Check quotes, colons and indentation") from None
    except yaml.YAMLError as problem:
        # A ReaderError names a character by its position only, which libyaml counts in bytes.
        line = raw.count(b"\n", 0, getattr(problem, "position", 0) or 0) + 1
        reason = getattr(problem, "reason", "it can't be read")
        raise SpecError(Where(shown, line), f"Broken YAML: {reason}", "Remove the character") from None
    if not isinstance(top, Mapping):
        raise SpecError(Where(shown, 1), "The file does not hold a mapping", "Start it with `key: value`")
    return top


def _build(text: str, shown: Path) -> object:
    builder = _Builder(shown)
    for event in yaml.parse(text, Loader=_Loader):
        builder.take(event)
    return builder.top


class _Builder:
    """Makes data of the parser's events, one after the other."""

    def __init__(self, shown: Path) -> None:
        self.top: object = None
        self._shown = shown
        self._documents = 0
        self._open: list[tuple[Mapping | list[Any], list[str]]] = []  # a container and, of a mapping, its pending key

    def take(self, event: yaml.Event) -> None:
        where = Where(self._shown, event.start_mark.line + 1 if event.start_mark else 1)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise SpecError(where, f"The tag {tag} is not supported", "Remove it")
        match event:
            case yaml.ScalarEvent():
                self._add(self._value(event, where), where)
            case yaml.MappingStartEvent():
                self._enter(Mapping(self._shown, where.line), where)
            case yaml.SequenceStartEvent():
                self._enter([], where)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                cure = "Write the value out, or name it and use $ref"
                raise SpecError(where, f"The alias *{event.anchor} is not supported", cure)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise SpecError(where, "A second document begins", "Keep one document in a file")
            case _:
                pass

    def _value(self, event: yaml.ScalarEvent, where: Where) -> object:
        """A text, or what a plain word stands for; keys are always texts."""
        is_plain = event.implicit[0] and not event.style
        return _scalar(event.value, where) if is_plain and not self._awaits_key() else event.value

    def _awaits_key(self) -> bool:
        if not self._open:
            return False
        container, key = self._open[-1]
        return isinstance(container, Mapping) and not key

    def _enter(self, container: Mapping | list[Any], where: Where) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise SpecError(where, f"Nested over {MAX_DEPTH} levels deep", "Name inner schemas")
        self._add(container, where)
        self._open.append((container, []))

    def _add(self, value: object, where: Where) -> None:
        if not self._open:
            self.top = value
            return
        container, key = self._open[-1]
        if len(container) >= MAX_ENTRIES:
            raise SpecError(where, f"Over {MAX_ENTRIES:,} entries stand side by side", "Split them")
        if isinstance(container, list):
            container.append(value)
        elif key:
            container[key.pop()] = value
        else:
            _start_key(container, key, value, where)


def _start_key(mapping: Mapping, pending: list[str], value: object, where: Where) -> None:
    if not isinstance(value, str):
        raise SpecError(where, "A key is not a plain string", "Write a string before the colon")
    if value == "<<":
        raise SpecError(where, "Merge keys are not supported", "Use allOf or $ref")
    if value in mapping:
        what = f"The key {value!r} stands twice, first in line {mapping.places[value].line}"
        raise SpecError(where, what, "Remove one of them")
    mapping.places[value] = where
    pending.append(value)


def _scalar(text: str, where: Where) -> object:
    if text in _WORDS:
        return _WORDS[text]
    whole = _INT.fullmatch(text)
    if not whole and not _FLOAT.fullmatch(text):
        return text
    value = float(text)
    if len(text) > MAX_DIGITS or not math.isfinite(value):
        raise SpecError(where, f"The number {text} is too long", "Put it in quotes if it is a text")
    return int(text) if whole else value
