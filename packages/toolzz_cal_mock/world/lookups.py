"""Finding rows by something other than their key, at a cost that does not grow with the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .base import Row, Table, World


@dataclass(slots=True)
class _Shelf:
    """What a lookup knows of one table: the keys under each term, and the terms of each key."""

    table: Table
    keys: dict[Hashable, dict[Any, None]] = field(default_factory=dict)
    terms: dict[Any, frozenset[Hashable]] = field(default_factory=dict)

    def note(self, key: Any, terms: frozenset[Hashable]) -> None:
        """Files a key under its terms. An unchanged one keeps its place, so that lists stay in order."""
        old = self.terms.get(key, frozenset())
        self.terms[key] = terms
        for term in old - terms:
            self.keys[term].pop(key, None)
        for term in terms - old:
            self.keys.setdefault(term, {})[key] = None

    def forget(self, key: Any) -> None:
        """Takes a key away from every term."""
        self.note(key, frozenset())
        del self.terms[key]


class Lookup:
    """Rows of one table by terms derived from each row.

    The shelf is filled on first use, and again when the table was replaced or has another number of rows than it knows,
    which happens after a restart or when somebody wrote to the table directly.
    """

    def __init__(self, table: str, terms: Callable[[Row], Iterable[Hashable]]) -> None:
        self.table, self._terms = table, terms

    def rows(self, world: World, term: Hashable) -> list[Row]:
        """The rows under a term, oldest first."""
        table = world.table(self.table)
        return [table[key] for key in self._shelf(world).keys.get(term, ()) if key in table]

    def has(self, world: World, term: Hashable) -> bool:
        """Whether there is a row under a term."""
        return bool(self._shelf(world).keys.get(term))

    def one(self, world: World, term: Hashable) -> Row | None:
        """The only row under a term, if there is one."""
        shelf = self._shelf(world)
        return next((shelf.table[key] for key in shelf.keys.get(term, ()) if key in shelf.table), None)

    def put(self, world: World, row: Row) -> Row:
        """Stores a row, new or changed, under its `id`."""
        shelf = self._shelf(world)  # before the row is there: a table that grew unseen is read again
        world.put(self.table, row["id"], row)
        shelf.note(row["id"], frozenset(self._terms(row)))
        return row

    def remove(self, world: World, key: Any) -> Row:
        """Deletes a row and gives it back."""
        shelf = self._shelf(world)
        row = world.remove(self.table, key)
        shelf.forget(key)
        return row

    def _shelf(self, world: World) -> _Shelf:
        table = world.table(self.table)
        shelf = world.indexes.get(self.table)
        if not isinstance(shelf, _Shelf) or shelf.table is not table or len(shelf.terms) != len(table):
            shelf = world.indexes[self.table] = _Shelf(table)
            for key, row in table.items():
                shelf.note(key, frozenset(self._terms(row)))
        return shelf


def _of_user(row: Row) -> Iterable[Hashable]:
    yield "email", row["email"].lower()
    yield "username", row["username"]
    if row.get("_key"):
        yield "key", row["_key"]
    if row.get("_managed_by"):
        yield "client", row["_managed_by"]
    if tokens := row.get("_tokens"):
        yield "access", tokens["accessToken"]
        yield "refresh", tokens["refreshToken"]
    for tokens in row.get("_earlier_tokens") or ():
        yield "access", tokens["accessToken"]


def _of_membership(row: Row) -> Iterable[Hashable]:
    yield "user", row["userId"]
    yield "team", row["teamId"]
    yield row["userId"], row["teamId"]


USERS = Lookup("users", _of_user)
MEMBERSHIPS = Lookup("memberships", _of_membership)


def number(world: World, table: str, kind: str) -> int:
    """A free number for a new row: rows with a number of their own may already have taken some."""
    while (found := world.dice.number(kind)) in world.table(table):
        pass
    return found


def slugify(text: str) -> str:
    """Text as it stands in an address, Cal.com's way: lower case, no accents, a hyphen for everything else."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", plain).strip("-")
