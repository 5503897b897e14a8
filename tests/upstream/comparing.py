"""A recorded reply beside the mock's: every key, type and value that differs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import tolerances
from .identities import IS_ID, Identities, kind_of

_CUT = re.compile(r"… (\d+) more")
_MOST = 200  # differences of one step that are kept


class Difference(NamedTuple):
    """One thing that differs: `status`, `keys`, `types` or `values`, and in words."""

    kind: str
    words: str


@dataclass
class Comparison:
    """What is compared how, for one step."""

    identities: Identities
    path: str
    operation: str | None = None
    undetermined: frozenset[str] = frozenset()
    may_lack: frozenset[str] = frozenset()
    may_add: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()
    any_order: bool = False
    found: list[Difference] = field(default_factory=list)

    def note(self, kind: str, words: str) -> None:
        """Keeps a difference."""
        if len(self.found) < _MOST:
            self.found.append(Difference(kind, words))

    def compare(self, recorded: Any, given: Any, place: str = "", key: str = "", around: tuple[str, ...] = ()) -> None:
        """Compares what stands at a place, and all below it. Ids are paired on the way."""
        general = re.sub(r"\[\d+\]", "[]", place)
        if self.undetermined & {general, place}:
            if type(recorded) is type(given) and isinstance(recorded, (dict, list)):
                Comparison(self.identities, self.path, self.operation).compare(recorded, given, "", key, around)
        elif isinstance(recorded, dict) and isinstance(given, dict):
            self._objects(recorded, given, place, general, around)
        elif isinstance(recorded, list) and isinstance(given, list):
            self._lists(recorded, given, place, key, around)
        elif _type(recorded) != _type(given):
            self.note("types", f"{place} is {_short(given)}, recorded {_short(recorded)}")
            self.miss(recorded, key, around)
        elif recorded is None or isinstance(recorded, bool):
            if recorded is not given:
                self.note("values", f"{place} is {_short(given)}, recorded {_short(recorded)}")
        else:
            self._values(recorded, given, place, key, around)

    def _objects(
        self, recorded: dict[str, Any], given: dict[str, Any], place: str, general: str, around: tuple[str, ...]
    ) -> None:
        for key, value in recorded.items():
            inside = (*around, key) if isinstance(value, (dict, list)) else around
            if key in given:
                self.compare(value, given[key], f"{place}.{key}", key, inside)
                continue
            self.miss(value, key, inside)
            if f"{general}.{key}" not in self.may_lack:
                self.note("keys", f"{place}.{key} is missing, recorded {_short(value)}")
        for key in given.keys() - recorded.keys():
            if f"{general}.{key}" not in self.may_add and place not in self.samples:
                self.note("keys", f"{place}.{key} is {_short(given[key])}, not recorded")

    def _lists(self, recorded: list[Any], given: list[Any], place: str, key: str, around: tuple[str, ...]) -> None:
        if place in self.samples:  # only some rows were kept: each is known by the value of its first key
            rows = {next(iter(row.values())): row for row in given if isinstance(row, dict)}
            for at, row in enumerate(recorded):
                if (other := rows.get(next(iter(row.values())))) is None:
                    self.note("values", f"{place} lacks {_short(row)}")
                else:
                    self.compare(row, other, f"{place}[{at}]", key, around)
            return
        if recorded and (cut := _CUT.fullmatch(str(recorded[-1]))) is not None:  # the rest was counted, but not kept
            recorded, given, rest = recorded[:-1], given[: len(recorded) - 1], len(given) - len(recorded) + 1
            if rest != int(cut[1]):
                self.note("values", f"{place} has {rest} more rows, recorded {cut[1]}")
        if len(recorded) != len(given):
            self.note("values", f"{place} has {len(given)} rows, recorded {len(recorded)}")
        shuffled = self.any_order or self.operation in tolerances.ANY_ORDER
        if shuffled and place == ".data" and recorded and isinstance(recorded[0], dict):
            given = self._alike(recorded, given)
        for at, (row, other) in enumerate(zip(recorded, given, strict=False)):
            self.compare(row, other, f"{place}[{at}]", key, around)
        for row in recorded[len(given) :]:
            self.miss(row, key, around)

    def _alike(self, recorded: list[Any], given: list[Any]) -> list[Any]:
        """The mock's rows in the order of the recorded ones that they are most like."""

        def likeness(row: dict[str, Any], other: dict[str, Any]) -> int:
            paired = any(self.identities.texts.get(str(row.get(key))) == other.get(key, "") for key in ("id", "uid"))
            plain = (key for key in row if not IS_ID.fullmatch(key) and key not in tolerances.VALUES)
            return 5 * paired + sum(key in other and row[key] == other[key] for key in plain)

        left, ordered = list(given), []
        for row in recorded:
            if left:
                best = max(left, key=lambda other: likeness(row, other))
                left.remove(best)
                ordered.append(best)
        return ordered + left

    def _values(self, recorded: Any, given: Any, place: str, key: str, around: tuple[str, ...]) -> None:
        if IS_ID.fullmatch(key) and key != "externalId":
            holders = around[:-1] if around and around[-1] == key else around
            if not self.identities.pair(kind_of(key, holders, self.path), recorded, given):
                self.note("values", f"{place} is {_short(given)}, but recorded {_short(recorded)} stands for another")
            return
        if key == "data" and self.operation == "slots.reserve":  # a reservation is answered as its bare uid
            self.identities.pair("reservation", recorded, given)
            return
        if key in tolerances.VALUES:
            if key in ("accessToken", "refreshToken"):
                self.identities.renew(recorded, given)
            return
        if recorded == given:
            return
        if isinstance(recorded, str) and (
            recorded in tolerances.UNREACHED
            or self.identities.text(recorded) == given
            or tolerances.are_moments_of_calls(recorded, given)
        ):
            return
        self.note("values", f"{place} is {_short(given)}, recorded {_short(recorded)}")

    def miss(self, recorded: Any, key: str = "", around: tuple[str, ...] = ()) -> None:
        """Notes every id in a part of the recording that the mock has no counterpart of."""
        if isinstance(recorded, dict):
            for name, value in recorded.items():
                self.miss(value, name, (*around, name) if isinstance(value, (dict, list)) else around)
        elif isinstance(recorded, list):
            for value in recorded:
                self.miss(value, key, around)
        elif IS_ID.fullmatch(key):
            self.identities.miss(kind_of(key, around, self.path), recorded)

    def compare_errors(self, recorded: Any, given: Any) -> None:
        """Compares two refusals: their shape, codes, and the fields they name, but not their words."""
        if not (isinstance(recorded, dict) and isinstance(given, dict)):
            if _type(recorded) != _type(given):
                self.note("types", f"the error is {_type(given)}, recorded {_type(recorded)}")
            return
        if recorded.keys() != given.keys():
            self.note("keys", f"the error has {sorted(given)}, recorded {sorted(recorded)}")
            return
        if tolerances.WORDS not in tolerances.RULES:
            self.compare(recorded, given)
            return
        self._envelopes(recorded.get("error"), given.get("error"))
        if recorded.get("statusCode") != given.get("statusCode"):
            self.note("values", f"statusCode is {given.get('statusCode')}, recorded {recorded.get('statusCode')}")
        word = recorded.get("message")
        if isinstance(word, str) and re.fullmatch("[a-z_]+", word) and given.get("message") != word:
            self.note("values", f"message is {given.get('message')!r}, recorded {word!r}: a word for programs")

    def _envelopes(self, recorded: Any, given: Any) -> None:
        if not (isinstance(recorded, dict) and isinstance(given, dict)):
            if _type(recorded) != _type(given):
                self.note("types", f"error is {_short(given)}, recorded {_short(recorded)}")
            return
        if recorded.get("code") != given.get("code"):
            self.note("values", f"error.code is {given.get('code')!r}, recorded {recorded.get('code')!r}")
        if ("details" in recorded) != ("details" in given):
            self.note("keys", f"error.details is {'missing' if 'details' in recorded else 'not recorded'}")
        wanted = named_fields(recorded)
        if wanted and not named_fields(given):
            self.note("keys", "error.details.errors is missing, where the refused fields are named")
        text = json.dumps(given)
        if unnamed := sorted(name for name in wanted if name not in text):
            self.note("values", f"the error does not name {', '.join(unnamed)}")


def named_fields(error: dict[str, Any]) -> set[str]:
    """The fields that a refusal names, however deep they are nested."""
    details = error.get("details")
    waiting = list((details.get("errors") if isinstance(details, dict) else None) or ())
    found = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.get("children") or ()
            if isinstance(each.get("constraints"), dict) and "property" in each:
                found.add(str(each["property"]))
    return found


_TYPES = {type(None): "null", int: "number", float: "number", str: "string", list: "array", dict: "object"}


def _type(value: Any) -> str:
    return "boolean" if isinstance(value, bool) else _TYPES[type(value)]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "…"
