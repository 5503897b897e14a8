# Edit this in generator/runtime/_tools_shown.py; `make generate` copies it into the client.
"""Answers as models are shown them: every text that a person may have written stands between marks.

What is no such text, the specification says: choices, moments, and what its `x-agent` lists as plain. Even that is
marked unless it has the form of a choice, a moment or an id. Keys that no schema has are treated like texts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ._facts import plain_texts
from ._json import is_array, is_object
from ._tools_marks import as_id, marked
from ._tools_schemas import payload_of
from .operations import get, schemas

_MOMENT = re.compile(r"[0-9TZ:. +-]{0,40}")  # of a date, a moment or a time
_UUID = re.compile(r"[0-9a-fA-F-]{0,40}")
_FORMS = {"date-time": _MOMENT, "date": _MOMENT, "date-time-local": _MOMENT, "uuid": _UUID}


class Texts:
    """What texts may stand in a part of an answer.

    Attributes:
        is_plain: Whether it holds an id or another text that no person writes.
        choices: Texts that it may hold by itself.
        form: What other texts have to match as a whole that are no person's; None where there are none.
        members: The same for what stands under a key.
        others: The same for what stands under any other key; None where nothing is known of it.
        items: The same for what is in a list; None where nothing is known of it.
    """

    __slots__ = ("choices", "form", "is_plain", "items", "members", "others")

    def __init__(self) -> None:
        self.is_plain = False
        self.choices: set[str] = set()
        self.form: re.Pattern[str] | None = None
        self.members: dict[str, Texts] = {}
        self.others: Texts | None = None
        self.items: Texts | None = None

    def shown(self, value: Any) -> Any:
        """A value with its texts marked, and without nulls."""
        if isinstance(value, str):
            return self._text(value)
        if is_object(value):
            members, others = self.members, self.others or _ANYBODYS
            return {
                name if name in members else as_id(name): members.get(name, others).shown(inner)
                for name, inner in value.items()
                if inner is not None
            }
        items = self.items or _ANYBODYS
        return [items.shown(inner) for inner in value] if is_array(value) else value

    def _text(self, text: str) -> str:
        if not text or text in self.choices or (self.form is not None and self.form.fullmatch(text)):
            return text
        return str(as_id(text)) if self.is_plain else marked(text)


_ANYBODYS = Texts()


@cache
def texts_of(operation: str) -> Texts:
    """The texts of an operation's answer, out of all envelopes."""
    return _Reader().read(payload_of(get(operation).answer, schemas()))


@cache
def texts_of_page() -> Texts:
    """The texts of what tells where a page lies in a list."""
    return _Reader().read({"$ref": "#/$defs/Pagination"})


class _Reader:
    def __init__(self) -> None:
        self._known: dict[str, Texts] = {}
        self._plain = plain_texts()

    def read(self, schema: dict[str, Any]) -> Texts:
        """The texts of a schema. A schema that leads back to itself is read once."""
        name = schema.get("$ref", "").rpartition("/")[2]
        if name and name in self._known:
            return self._known[name]
        texts = Texts()
        if name:
            self._known[name] = texts
        self._add(texts, schema)
        return texts

    def _add(self, texts: Texts, schema: dict[str, Any], name: str = "") -> None:
        """Adds what one form of a value may hold."""
        if "$ref" in schema:
            target = schema["$ref"].rpartition("/")[2]
            self._add(texts, schemas()[target], target)
        for form in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
            self._add(texts, form)
        texts.choices |= {each for each in schema.get("enum", ()) if isinstance(each, str)}
        if "pattern" in schema:
            texts.form = re.compile(schema["pattern"], re.ASCII)
        texts.form = _FORMS.get(schema.get("format", ""), texts.form)
        plain = self._plain.get(name, ())
        for key, inner in schema.get("properties", {}).items():
            texts.members[key] = member = self.read(inner)
            member.is_plain = key in plain or member.is_plain
        if is_object(schema.get("additionalProperties")):
            texts.others = self.read(schema["additionalProperties"])
        if "items" in schema:
            texts.items = self.read(schema["items"])
