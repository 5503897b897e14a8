"""Where an argument travels in a Cal.com request, and how it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.reading import Mapping
from generator.errors import SpecError
from generator.extensions.values import known_keys, mapping, matching, one_of, text

BODILESS = ("GET", "DELETE")
ENCODINGS = {"body": ("list", "integers", "object", "minutes"), "query": ("brackets", "comma", "until")}
KEYS = ("as", "encode")
KEYS_IN_BINDING = (*KEYS, "since", "refused", "per", "without")
_PLACE = re.compile(r"(body|query):[^\s:]+")
_FORM = "Write as:, a place and a name, or encode:, or both"
_FORM_IN_BINDING = f"{_FORM}, or without: and a sentence"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an argument travels: `place` is path, query or body, `wire` its name there.

    `since` is the argument from which `encode: minutes` counts. With the words `refused` Cal.com refuses the argument
    for one thing, of which `per` is the argument that names it: the call goes again without.
    """

    place: str
    wire: str
    encode: str = ""
    since: str = ""
    refused: str = ""
    per: str = ""

    def facts(self) -> dict[str, str]:
        """What is said of it, without what is not said."""
        found = {"in": self.place, "name": self.wire}
        found |= {key: value for key in ("encode", "since", "refused", "per") if (value := getattr(self, key))}
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a request, which decides where an argument travels that says nothing."""

    method: str
    path: str
    in_path: tuple[str, ...]

    @property
    def elsewhere(self) -> str:
        """Where an argument travels that is not in the path and says nothing else."""
        return "query" if self.method in BODILESS else "body"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Places:
    """The arguments of a binding: those that travel, and those that have no counterpart, each with the reason."""

    def __init__(self, line: Line, properties: dict[str, Mapping], binding: Mapping) -> None:
        self._line, self._properties = line, properties
        self.placed: dict[str, Placed] = {}
        self.without: dict[str, str] = {}
        own = mapping(binding, "arguments", "Write for an argument how it travels") if "arguments" in binding else {}
        for name in own:
            if name not in properties:
                what = f"arguments names {name!r}, which the action does not have"
                raise SpecError(mapping(binding, "arguments", "").where(name), what, "Name an argument")
        for name, schema in properties.items():
            self._add(name, schema, binding)

    def _add(self, name: str, schema: Mapping, binding: Mapping) -> None:
        own: Mapping | None = binding.get("arguments")
        if own is not None and name in own:
            self._read(name, own, name, KEYS_IN_BINDING, _FORM_IN_BINDING)
        elif "x-cal" in schema:
            self._read(name, schema, "x-cal", KEYS, _FORM)
        elif name in self._line.in_path:
            self.placed[name] = Placed("path", name)
        else:
            self.placed[name] = Placed(self._line.elsewhere, name)

    def _read(self, name: str, holder: Mapping, key: str, keys: tuple[str, ...], cure: str) -> None:
        told = known_keys(mapping(holder, key, cure), keys, "x-cal")
        if name in self._line.in_path:
            what = f"The argument {name!r} stands in the path {self._line.path}"
            raise SpecError(holder.where(key), what, "Remove this key")
        if "without" in told:
            self.without[name] = _reason(told)
            return
        place, _, wire = matching(told, "as", _PLACE, "Write body: or query: and a name").partition(":")
        place = place or self._line.elsewhere
        if place == "body" and self._line.method in BODILESS:
            raise SpecError(told.where("as"), f"{self._line} has no body for {name!r}", "Write query: and a name")
        encode = one_of(told, "encode", (*ENCODINGS["body"], *ENCODINGS["query"]))
        if encode and encode not in ENCODINGS[place]:
            what = f"encode is {encode!r}, but {name!r} travels in the {place}"
            raise SpecError(told.where("encode"), what, f"Write one of {', '.join(ENCODINGS[place])}")
        self._check_pairs(told, encode)
        others = tuple(each for each in self._properties if each != name)
        since, per = (one_of(told, each, others, "Name another argument") for each in ("since", "per"))
        self.placed[name] = Placed(place, wire or name, encode, since, text(told, "refused"), per)

    @staticmethod
    def _check_pairs(told: Mapping, encode: str) -> None:
        """Refuses one of two keys that make sense together."""
        if (encode == "minutes") != ("since" in told):
            what = "encode minutes and since belong together"
            raise SpecError(told.where("since" if "since" in told else "encode"), what, "Write both, or neither")
        if ("refused" in told) != ("per" in told):
            what = "refused and per belong together"
            raise SpecError(told.where("refused" if "refused" in told else "per"), what, "Write both, or neither")

    def differing(self) -> Iterator[tuple[str, object]]:
        """What differs from the rule, as keyword arguments of the client's `CalRequest`."""
        usual = {"path", self._line.elsewhere}
        places = {
            name: f"{placed.place}:{placed.wire}"
            for name, placed in self.placed.items()
            if placed.place not in usual or placed.wire != name
        }
        yield "places", places
        yield "encodings", {name: _encoding(placed) for name, placed in self.placed.items() if placed.encode}
        refused = {name: (placed.refused, placed.per) for name, placed in self.placed.items() if placed.refused}
        yield "refused", refused
        yield "without", self.without


def _encoding(placed: Placed) -> str:
    return f"{placed.encode}:{placed.since}" if placed.since else placed.encode


def _reason(told: Mapping) -> str:
    reason = text(told, "without")
    if not reason or len(told) > 1:
        what = f"without is {reason!r}" if not reason else "without stands beside other keys"
        raise SpecError(told.where("without"), what, "Write a sentence, which is told to who gives the argument")
    return reason
