"""Reading of YAML by position: every value knows where it stands, and a mistake is told with its line and its cure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import yaml
from toolzz_cal._nearest import did_you_mean, nearest

from ..world.zones import zone

LARGEST = 100_000
_DEEPEST = 12
_YEARS = (1970, 9000)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is not in every installation of PyYAML


class ScenarioError(ValueError):
    """A scenario that can't be. Its text says where, what is wrong, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a file, with its place.

    Attributes:
        node: What stands there.
        path: How one gets there from the top, such as `turns[0].intent.at`; empty at the top.
        file: Name of the file.
    """

    node: yaml.Node
    path: str
    file: str

    def wrong(self, what: str) -> ScenarioError:
        """The error that says what is wrong here."""
        where = f"{self.path}: " if self.path else ""
        return ScenarioError(f"{self.file}:{self.node.start_mark.line + 1}: {where}{what}")

    def fields(self, known: Collection[str], required: Collection[str] = ()) -> dict[str, Entry]:
        """The values of an object by their keys, all of which have to be known."""
        found = self.named()
        for name, entry in found.items():
            if name not in known:
                hint = did_you_mean(nearest(name, known, most=1))
                raise entry.wrong(f"there is no key {name!r} here{hint}; known are {', '.join(sorted(known))}")
        for name in required:
            if by_name(found, name) is None:
                raise self.wrong(f"{name!r} is missing; write `{name}: …`")
        return found

    def named(self) -> dict[str, Entry]:
        """The values of an object by keys that the author chose."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("this must be an object; write `key: value` in lines below")
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Entry(key, self.path, self.file).wrong("a key must be plain text")
            name = str(key.value)
            entry = Entry(value, f"{self.path}.{name}".lstrip("."), self.file)
            if name in found:
                raise Entry(key, entry.path, self.file).wrong("this key is there twice; keep one")
            found[name] = entry
        return found

    def items(self) -> list[Entry]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("this must be a list; write `- …` in lines below, or `[…]`")
        return [Entry(each, f"{self.path}[{index}]", self.file) for index, each in enumerate(self.node.value)]

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_object(self) -> bool:
        """Whether an object stands here."""
        return isinstance(self.node, yaml.MappingNode)

    def text(self) -> str:
        """Text, or what a number or date was written as."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag == "tag:yaml.org,2002:null":
            raise self.wrong("this must be text")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(each.text() for each in self.items())

    def number(self, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number."""
        text = self.text()
        if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
            raise self.wrong(f"{text[:40]!r} is no whole number from {least} to {most}")
        return int(text)

    def flag(self) -> bool:
        """True or false."""
        text = self.text()
        if text not in ("true", "false"):
            raise self.wrong(f"{text[:40]!r} must be true or false")
        return text == "true"

    def choice(self, known: Collection[str], what: str) -> str:
        """One of the names that there are."""
        text = self.text()
        if text not in known:
            hint = did_you_mean(nearest(text, known, most=1))
            listed = ", ".join(sorted(known)) or "none"
            raise self.wrong(f"there is no {what} {text[:60]!r}{hint}; there are {listed}")
        return text

    def zone(self) -> str:
        """Name of an IANA time zone."""
        text = self.text()
        if zone(text) is None:
            raise self.wrong(f"there is no time zone {text[:60]!r}; write an IANA name such as America/Sao_Paulo")
        return text

    def moment(self) -> datetime:
        """A moment, in UTC."""
        found = self._date()
        if found.tzinfo is None:
            what = f"{self.text()!r} names no zone; write Z or an offset behind it, as in 2027-03-09T14:00:00Z"
            raise self.wrong(what)
        return found.astimezone(UTC)

    def wall(self) -> datetime:
        """What a clock on a wall shows: date and time without a zone."""
        found = self._date()
        if found.tzinfo is not None:
            raise self.wrong(
                f"{self.text()!r} is what a clock on the wall shows; write it without a zone: 2027-03-09 14:00"
            )
        return found

    def _date(self) -> datetime:
        text = self.text()
        try:
            found = datetime.fromisoformat(text)
        except ValueError as problem:
            cure = "write a day that exists, as in 2027-03-09 14:00"
            raise self.wrong(f"{text[:40]!r} is no date and time ({problem}); {cure}") from None
        first, last = _YEARS
        if not first <= found.year <= last:
            raise self.wrong(
                f"{text[:40]!r} is in no year that calendars are tested in; write one of {first} to {last}"
            )
        return found

    def hours(self) -> tuple[str, str]:
        """From when to when, as `09:00-17:00`."""
        first, _, last = self.text().partition("-")
        try:
            begins, ends = time.fromisoformat(first), time.fromisoformat(last)
        except ValueError:
            raise self.wrong(f"{self.text()[:40]!r} are no hours; write them as 09:00-17:00") from None
        if begins >= ends:
            raise self.wrong(f"{self.text()!r} end before they begin; write the earlier time first")
        return f"{begins:%H:%M}", f"{ends:%H:%M}"

    def email(self) -> str:
        """An email address."""
        text = self.text()
        name, _, host = text.partition("@")
        if not name or "." not in host or any(each.isspace() for each in text):
            raise self.wrong(f"{text[:60]!r} is no email address; write one such as ana.prado@example.com")
        return text

    def data(self) -> Any:
        """What stands here as JSON data."""
        if self.is_object:
            return self.named_data()
        if self.is_list:
            return [entry.data() for entry in self.items()]
        kind = self.node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return self.flag()
        if kind not in ("int", "float"):
            return self.text()
        try:
            return int(self.node.value) if kind == "int" else float(self.node.value)
        except ValueError:
            raise self.wrong(f"{self.text()[:40]!r} is no number as JSON has it; write its digits") from None

    def named_data(self) -> dict[str, Any]:
        """What stands here as JSON data, which has to be an object."""
        return {name: entry.data() for name, entry in self.named().items()}


def read(text: str, file: str) -> Entry:
    """The top of a YAML document.

    Args:
        text: The document.
        file: What messages call it.

    Raises:
        ScenarioError: It is no YAML, empty, too large, too deep, or refers to itself.
    """
    if len(text) > LARGEST:
        raise ScenarioError(f"{file}:1: a scenario has at most {LARGEST:,} characters; this has {len(text):,}")
    try:
        _refuse_depth(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        raise ScenarioError(f"{file}:{_line(problem.problem_mark)}: this is no YAML: {problem.problem}") from None
    except yaml.YAMLError:
        raise ScenarioError(f"{file}:1: this is no YAML") from None
    if node is None:
        raise ScenarioError(f"{file}:1: the file is empty; write a scenario, such as those that `--list` names")
    _refuse_aliases(node, file, set())
    return Entry(node, "", file)


def read_file(path: Path) -> Entry:
    """The top of a file.

    Raises:
        ScenarioError: As for `read`, or it can't be read.
    """
    try:
        return read(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as problem:
        raise ScenarioError(f"{path.name}:1: this can't be read: {problem}") from None


def _line(mark: Any) -> int:
    """The line of a place that PyYAML names, from 1 on; 1 where it names none."""
    return 1 if mark is None else int(mark.line) + 1


def _refuse_depth(text: str, file: str) -> None:
    """Refuses deep nests, before anything follows them down: PyYAML's loader in C ends the process on the way."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise ScenarioError(f"{file}:{_line(event.start_mark)}: this is nested too deeply; write it flatter")


def _refuse_aliases(node: yaml.Node, file: str, seen: set[int]) -> None:
    """Refuses aliases, which can make a small file a large one."""
    if id(node) in seen:
        raise Entry(node, "", file).wrong("aliases are not taken; write it out")
    seen.add(id(node))
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for each in child if isinstance(child, tuple) else (child,):
            _refuse_aliases(each, file, seen)


def by_name(entries: Mapping[str, Entry], name: str) -> Entry | None:
    """The entry of a key that may be missing or null."""
    entry = entries.get(name)
    return None if entry is None or entry.node.tag == "tag:yaml.org,2002:null" else entry
