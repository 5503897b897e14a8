# Edit this in generator/runtime/_search.py; `make generate` copies it into the client.
"""How the client finds out afterwards what a write did: by a list of such things, or by reading what was changed.

A search begins before the write, or at a moment in the past, when the write's idempotency key was claimed first. It
sends nothing itself: `look` yields the calls to run. What can't be told is said in words, and never guessed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, Protocol

from ._calls import Call
from ._engine import AsyncEngine, SyncEngine
from ._journal_store import Made
from ._json import is_array, is_object
from ._operation import MARK, Operation, Reconcile, Repeat, Reread
from ._outcome import unwrapped
from ._pages import Pages
from ._redaction import Hidden
from ._wire import loads, word
from .errors import ArgumentError, ConfigurationError, NotPermitted
from .results import ActionResult, result_of

PAGES = 10
# How far apart the clocks may be that write `Date` and the moment at which a thing was made; `Date` has whole seconds.
APART = timedelta(seconds=5)
_DEEPEST = 20
_OF_PLATFORM = r"\+[a-zA-Z0-9]{25}(?=@)"  # what Cal.com puts into addresses of whom a platform's client books for
_MOST_KEPT = 50  # as many values as Cal.com keeps with a booking
_NONE: Mapping[str, Made] = {}

Engine = SyncEngine | AsyncEngine
Item = dict[str, Any]
Found = tuple[Item, ActionResult[Any]]
Look = Generator[Call[Any], Any, "Seen"]


class Seen(NamedTuple):
    """What a look saw.

    Attributes:
        items: What may be it, each with the page it was on.
        whole: Whether all there is was read, and could be.
        ids: Ids of everything in the list, as texts.
        page: The last page; None if nothing had to be read.
    """

    items: list[Found]
    whole: bool
    ids: tuple[str, ...] = ()
    page: ActionResult[Any] | None = None


class Search(Protocol):
    """What there is to look for after a call with an idempotency key."""

    def look(self) -> Look:
        """Yields the calls that have to be run, takes their results, and returns what was seen."""
        ...

    def names(self, seen: Seen) -> dict[str, str]:
        """Ids of what is in the list, each with the name under which a journal knows who made it."""
        ...

    def judge(self, seen: Seen, made: Mapping[str, Made], since: float) -> ActionResult[Any] | str:
        """What the call did, if this tells, as its result; else why it does not, in words.

        Args:
            seen: What a look saw.
            made: By id, who made what is in the list, as far as other keys of the journal did.
            since: Seconds since the key was claimed first.
        """
        ...

    def is_absent(self, seen: Seen, made: Mapping[str, Made], since: float) -> bool:
        """Whether everything was read and nothing of it can be this call's, so that it may be sent."""
        ...


def search_from(
    engine: Engine,
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    timeout: float | None,
    *,
    since: float,
    mark: str | None,
) -> Search | None:
    """What to look for after a call whose idempotency key was claimed a while ago. Sends nothing.

    Args:
        engine: What sends the looks.
        operation: The operation that was called.
        arguments: Its arguments as sent.
        timeout: Seconds for one attempt of a look; None for the client's own.
        since: Seconds since the key was claimed first.
        mark: What the call carried in `operation.reconcile.mark`; None if nothing.

    Returns:
        The search; None where there is no way to look, in general or with these arguments or credentials.
    """
    how = operation.reconcile
    try:
        if isinstance(how, Reconcile):
            return Listing(engine, operation, how, arguments, timeout, since=since, mark=mark if how.mark else None)
        if isinstance(how, Reread):
            return Reading(engine, operation, how, arguments, timeout)
    except (ArgumentError, ConfigurationError, NotPermitted):
        return None
    return Repeating() if isinstance(how, Repeat) else None


def begun(
    engine: Engine, operation: Operation[Any], arguments: Mapping[str, Any], timeout: float | None
) -> Listing | Reading:
    """What to look for after a call that is about to be sent.

    Raises:
        ToolzzCalError: What stands in the way of looking.
    """
    how = operation.reconcile
    if isinstance(how, Reread):
        return Reading(engine, operation, how, arguments, timeout)
    if isinstance(how, Reconcile):
        return Listing(engine, operation, how, arguments, timeout)
    what = "There is no way to find out afterwards what this made; leave out `reconcile`"
    raise ArgumentError(what, operation=operation.name)


def names_of_made(operation: Operation[Any], result: ActionResult[Any]) -> list[str]:
    """The names, as those of a search, of what a successful call made; none where that is not known."""
    how = operation.reconcile
    if not isinstance(how, Reconcile):
        return []
    payload = unwrapped(result.reply)
    rows = payload if is_array(payload) else [payload]
    return [_name(how, word(row[how.id])) for row in rows if is_object(row) and row.get(how.id) is not None]


def with_mark(operation: Operation[Any], arguments: Mapping[str, Any], mark: str) -> dict[str, Any] | None:
    """Arguments that carry a mark as well; None where there is no place for one, or it is taken.

    Args:
        operation: The operation that is called.
        arguments: Its arguments as sent; they stay as they are.
        mark: What the list is to show later, a text of at most 500 characters.
    """
    how = operation.reconcile
    if not isinstance(how, Reconcile) or how.mark is None:
        return None
    kept: Any = arguments.get(how.mark)
    if kept is None:
        kept = {}
    if not is_object(kept) or MARK in kept or len(kept) >= _MOST_KEPT:
        return None
    return {**arguments, how.mark: {**kept, MARK: mark}}


def _name(how: Reconcile, identity: str) -> str:
    return f"{how.list.name}\0{identity}"


class Repeating:
    """What is found out by sending it again: there is nothing to look at, and nothing in the way."""

    __slots__ = ()

    def look(self) -> Look:
        """Nothing to read."""
        yield from ()
        return Seen([], whole=True)

    def names(self, seen: Seen) -> dict[str, str]:
        """None."""
        return {}

    def judge(self, seen: Seen, made: Mapping[str, Made] = _NONE, since: float = 0) -> ActionResult[Any] | str:
        """Says that it can be sent again."""
        return "which was not needed, as it may be sent again without harm"

    def is_absent(self, seen: Seen, made: Mapping[str, Made] = _NONE, since: float = 0) -> bool:
        """Always: sent again, it leaves what it would leave if sent once."""
        return True


class _Sorted(NamedTuple):
    """What was seen, by what it can be: surely the call's, perhaps, perhaps but unlike what was asked."""

    sure: list[Found]
    perhaps: list[Found]
    unlike: list[Found]

    @property
    def is_empty(self) -> bool:
        return not (self.sure or self.perhaps or self.unlike)


class Listing:
    """What to look for in a list, and what was there before."""

    __slots__ = (
        "_arguments",
        "_before",
        "_began",
        "_engine",
        "_filters",
        "_is_keyed",
        "_mark",
        "_operation",
        "_since",
        "_timeout",
        "_wanted",
        "how",
    )

    def __init__(
        self,
        engine: Engine,
        operation: Operation[Any],
        how: Reconcile,
        arguments: Mapping[str, Any],
        timeout: float | None,
        *,
        since: float | None = None,
        mark: str | None = None,
    ) -> None:
        _check_telling(operation, how.unless, arguments)
        self.how = how
        self._engine, self._operation, self._timeout, self._arguments = engine, operation, timeout, arguments
        self._is_keyed, self._mark = since is not None, mark
        self._wanted = {key: (self._given(path), kind) for key, (path, kind) in how.same.items()}
        # What bears the mark may have been moved to another time meanwhile.
        moments = {path for path, kind in how.same.values() if kind == "moment" and mark is not None}
        given = {key: (self._given(path), form) for key, (path, form) in how.filters.items() if path not in moments}
        self._filters = {key: _formed(value, form) for key, (value, form) in given.items() if value is not None}
        self._before: frozenset[str] = frozenset()
        self._begin(since or 0)
        self._call(None)  # what stands in the way of looking is raised before anything is sent

    def _given(self, path: str) -> Any:
        """An argument by its dotted path; without it there is nothing to look for, unless by the mark."""
        value: Any = self._arguments
        for part in path.split("."):
            value = value.get(part) if is_object(value) else None
        if value is None and self._mark is None:
            what = f"Without {path} there is no way to find out afterwards what this made; give it, or leave out"
            raise ArgumentError(f"{what} `reconcile`", operation=self._operation.name)
        return value

    @property
    def looks_before(self) -> bool:
        """Whether what was there before the call has to be known."""
        return self.how.created is None

    def begin(self) -> None:
        """Notes when the call begins, for what is made from then on."""
        self._begin(0)

    def _begin(self, since: float) -> None:
        self._began, self._since = time.monotonic() - since, datetime.now(UTC) - timedelta(seconds=since)

    def remember(self, seen: Seen) -> None:
        """Keeps what was there before the call."""
        if not seen.whole:
            what = f"There are over {PAGES} pages of what may be like it, too many to tell afterwards what this made"
            raise ArgumentError(what, operation=self._operation.name)
        self._before = frozenset(self._id(item) for item, _ in seen.items)

    def look(self) -> Look:
        """Reads the list, as far as is sensible."""
        found: list[Found] = []
        ids: list[str] = []
        pages, whole = Pages(self.how.list, {}, None, self._engine.config.credentials()), False
        for _ in range(PAGES):
            page: ActionResult[Any] = yield self._call(pages)
            pages.items(page)
            rows = [Hidden(row) for row in pages.rows if is_object(row)]
            ids += [self._id(row) for row in rows]
            found += [(row, page) for row in rows if self._may_be(row)]
            if pages.done or not self.how.pages:
                whole = True
                break
        return Seen(found, whole, tuple(ids))

    def _call(self, pages: Pages | None) -> Call[Any]:
        extra = pages.extra() if pages is not None and self.how.pages else {}
        return self._engine.further(self.how.list, {}, {**self._filters, **extra}, self._timeout)

    def _id(self, item: Item) -> str:
        return word(item.get(self.how.id))

    def _may_be(self, item: Item) -> bool:
        if self._mark is not None:
            return self._bears_mark(item) or (self._hides_mark(item) and self._is_alike(item))
        return self._is_alike(item) and self._id(item) not in self._before

    def _is_alike(self, item: Item) -> bool:
        """Whether it is like what was asked. What an upstream may withhold, as who attends, is taken for alike."""
        for key, (value, kind) in self._wanted.items():
            shown = [each for each in _at(item, key.split(".")) if each is not None]
            is_withheld = self._is_keyed and "." in key and not shown
            is_like = is_withheld or any(_same(value, each, kind) for each in shown)
            if value is not None and not is_like:
                return False
        return True

    def _bears_mark(self, item: Item) -> bool:
        places = [place for path in self.how.marked for place in _at(item, path.split("."))]
        return any(is_object(place) and place.get(MARK) == self._mark for place in places)

    def _hides_mark(self, item: Item) -> bool:
        return not any(is_object(place) for path in self.how.marked for place in _at(item, path.split(".")))

    def names(self, seen: Seen) -> dict[str, str]:
        """All that is in the list; nothing where a mark tells."""
        return {} if self._mark is not None else {identity: _name(self.how, identity) for identity in seen.ids}

    def found_nothing(self, seen: Seen) -> bool:
        """Whether nothing like it is in the whole list."""
        return seen.whole and not seen.items

    def is_absent(self, seen: Seen, made: Mapping[str, Made], since: float) -> bool:
        """Whether nothing in the whole list can be what the call made."""
        return seen.whole and self._sorted(seen, made, since).is_empty

    def judge(self, seen: Seen, made: Mapping[str, Made] = _NONE, since: float = 0) -> ActionResult[Any] | str:
        """What the call made, if this tells, as its result; else what is there, in words."""
        told = self._sorted(seen, made, since)
        if self._mark is not None and told.sure:
            return self._marked(told.sure, seen)
        if not seen.whole:
            return f"and the list goes on after {PAGES} pages"
        if not seen.items:
            return "and nothing like it is there"
        if told.is_empty:
            return "and what is like it was there before"
        if len(told.sure) > 1:
            return f"and {len(told.sure)} like it were made meanwhile"
        if told.perhaps or not told.sure:
            return "and what is there does not tell whether it is the one"
        if self._is_of_series(told.sure[0][0]):
            return "and one of a series is there, which does not tell of the others"
        return self._result(told.sure)

    def _marked(self, found: list[Found], seen: Seen) -> ActionResult[Any] | str:
        """What bears the mark, as a result. What took its place later bears it as well, and is left out."""
        if not any(self._is_of_series(item) for item, _ in found):
            first = [each for each in found if not self._has_moved(each[0])] or found
            return self._result(first) if len(first) == 1 else f"and {len(first)} that bear its mark are there"
        ours = [each for each in found if not self._has_moved(each[0])]
        asked = self._arguments.get(self.how.several or "")
        of_one = {word(_at(item, (self.how.series or "").split("."))) for item, _ in ours}
        if not seen.whole or len(of_one) != 1 or asked is None or word(asked) != word(len(ours)):
            return f"and {len(ours)} of a series are there, which does not tell whether these are all"
        return self._result(ours)

    def _sorted(self, seen: Seen, made: Mapping[str, Made], since: float) -> _Sorted:
        told = _Sorted([], [], [])
        latest = self._latest_before(made, since)
        for item, page in seen.items:
            kind = self._kind(item, page, made, latest)
            if kind is not None:
                getattr(told, kind).append((item, page))
        return told

    def _kind(self, item: Item, page: ActionResult[Any], made: Mapping[str, Made], latest: int | None) -> str | None:
        """What something in the list can be, as `_Sorted` has it; None if it can't be what the call made."""
        if self._mark is not None:
            return "sure" if self._bears_mark(item) else "perhaps"
        if self._has_moved(item):
            return None
        if not self._is_keyed:
            return "sure" if self._is_new(item, page) else None
        # Several calls make what is shared, so neither its age nor another one that made it tells.
        shared = self.how.shared is not None and any(_at(item, self.how.shared.split(".")))
        if self._id(item) in made or not self._can_be_new(item, page, latest):
            return "perhaps" if shared else None
        if not self._shows_all(item):
            return "perhaps"
        return "sure" if self.how.created is not None or _agrees(self._arguments, item) else "unlike"

    def _can_be_new(self, item: Item, page: ActionResult[Any], latest: int | None) -> bool:
        """Whether it may have been made since the key was claimed first."""
        if self.how.created is not None:
            return item.get(self.how.created) is None or self._is_new(item, page)
        number = _number(item.get(self.how.id))
        return latest is None or number is None or number > latest

    def _latest_before(self, made: Mapping[str, Made], since: float) -> int | None:
        """The highest number that a call had made when this one's key was claimed; later things have higher ones."""
        since = max(since, time.monotonic() - self._began) + APART.total_seconds()
        numbers = [_number(identity) for identity, each in made.items() if each.ago > since]
        return max((each for each in numbers if each is not None), default=None)

    def _shows_all(self, item: Item) -> bool:
        """Whether it shows everything by which it would be told from others."""
        keys = (*self._wanted, *([self.how.created] if self.how.created is not None else []))
        return all(any(each is not None for each in _at(item, key.split("."))) for key in keys)

    def _has_moved(self, item: Item) -> bool:
        return self.how.moved is not None and bool(item.get(self.how.moved))

    def _is_of_series(self, item: Item) -> bool:
        return self.how.series is not None and any(each is not None for each in _at(item, self.how.series.split(".")))

    def _is_new(self, item: Item, page: ActionResult[Any]) -> bool:
        """Whether an item was made since the call began; `_before` has sorted out the others if no key tells."""
        if self.how.created is None:
            return True
        made = _moment(item.get(self.how.created))
        return made is not None and made >= self._server_began(page) - APART

    def _server_began(self, page: ActionResult[Any]) -> datetime:
        """When the call began by the upstream's clock; by our own if it does not tell the time."""
        try:
            told = parsedate_to_datetime(page.response.headers["date"])
        except (KeyError, ValueError):
            return self._since
        return told.replace(tzinfo=told.tzinfo or UTC) - timedelta(seconds=time.monotonic() - self._began)

    def _result(self, found: list[Found]) -> ActionResult[Any]:
        items = [dict(item) for item, _ in found]
        return _adopted(self._operation, items[0] if len(items) == 1 else items, found[0][1])


class Reading:
    """What to read, and how it looks once the change has happened."""

    __slots__ = ("_arguments", "_before", "_engine", "_filters", "_how", "_operation", "_timeout")
    looks_before = True

    def __init__(
        self,
        engine: Engine,
        operation: Operation[Any],
        how: Reread,
        arguments: Mapping[str, Any],
        timeout: float | None,
    ) -> None:
        _check_telling(operation, how.unless, arguments)
        self._engine, self._operation, self._how, self._timeout = engine, operation, how, timeout
        self._arguments = arguments
        needed = (*how.filters.values(), *how.held.values())
        missing = next((path for path in needed if arguments.get(path) is None), None)
        if missing is not None:
            what = f"Without {missing} there is no way to find out afterwards what this did; give it, or leave out"
            raise ArgumentError(f"{what} `reconcile`", operation=operation.name)
        self._filters = {key: arguments[path] for key, path in how.filters.items()}
        self._before = False
        self._call(None)

    def remember(self, seen: Seen) -> None:
        """Keeps whether it looked so before the call, when that proves nothing."""
        self._before = not self._tells(seen) or self._happened(seen)

    def begin(self) -> None:
        """Nothing: what is read has no moment that matters."""

    def look(self) -> Look:
        """Reads it; a list as far as is sensible."""
        pages = Pages(self._how.list, {}, None, self._engine.config.credentials())
        page: ActionResult[Any] = yield self._call(pages)
        if not self._how.pages:
            return _seen(unwrapped(page.reply), page, whole=True)
        pages.items(page)
        rows = pages.rows
        for _ in range(PAGES - 1):
            if pages.done:
                break
            page = yield self._call(pages)
            pages.items(page)
            rows = rows + pages.rows
        return _seen(rows, page, whole=pages.done)

    def _call(self, pages: Pages | None) -> Call[Any]:
        extra = pages.extra() if pages is not None and self._how.pages else {}
        return self._engine.further(self._how.list, {}, {**self._filters, **extra}, self._timeout)

    def names(self, seen: Seen) -> dict[str, str]:
        """None: what changes a thing makes none."""
        return {}

    def judge(self, seen: Seen, made: Mapping[str, Made] = _NONE, since: float = 0) -> ActionResult[Any] | str:
        """The result, if it happened; else what is there, in words."""
        if self._before:
            return "which tells nothing, as it could not be told from what was there before"
        if seen.page is None or not seen.whole:
            return "and not all of it could be read"
        if not self._happened(seen):
            return "and it looks as before" if self._tells(seen) else "and what is there does not tell"
        # What is gone can't be shown, and what is left where it was is no answer.
        payload: Any = unwrapped(seen.page.reply) if self._how.done else {}
        return _adopted(self._operation, payload, seen.page)

    def found_nothing(self, seen: Seen) -> bool:
        """Whether nothing is there to be read."""
        return seen.whole and not seen.items

    def is_absent(self, seen: Seen, made: Mapping[str, Made] = _NONE, since: float = 0) -> bool:
        """Whether what is there shows that it has not happened."""
        return seen.whole and self._tells(seen) and not self._happened(seen)

    def _given(self, named: Mapping[str, str]) -> dict[str, Any]:
        given = {key: self._arguments.get(name) for key, name in named.items()}
        return {key: value for key, value in given.items() if value is not None}

    def _tells(self, seen: Seen) -> bool:
        """Whether what is there shows that it has not happened, unless it has."""
        if held := self._given(self._how.held):
            return not any(self._holds(seen, key, value) for key, value in held.items())
        gone = self._given(self._how.gone)
        return bool(seen.items) and all(self._holds(seen, key, value) for key, value in gone.items())

    def _happened(self, seen: Seen) -> bool:
        if held := self._given(self._how.held):
            return all(self._holds(seen, key, value) for key, value in held.items())
        done = self._how.done
        if gone := self._given(self._how.gone):
            if any(self._holds(seen, key, value) for key, value in gone.items()):
                return False
            # Who is in a booking may be withheld, so that somebody is not shown proves nothing where nobody is.
            if all(self._is_shown(seen, key) for key in gone):
                return True
        is_so = all(item.get(key) == value for item, _ in seen.items for key, value in done.items())
        return bool(seen.items) and bool(done) and is_so

    def _is_shown(self, seen: Seen, key: str) -> bool:
        """Whether a key has values or, of a list of what there is, there is nothing."""
        parts = key.split(".")
        if any(each is not None for item, _ in seen.items for each in _at(item, parts)):
            return True
        holders = [item.get(parts[0]) for item, _ in seen.items]
        return not self._how.done and all(is_array(each) and not each for each in holders)

    def _holds(self, seen: Seen, key: str, value: Any) -> bool:
        return any(word(value) in map(word, _at(item, key.split("."))) for item, _ in seen.items)


def _seen(payload: Any, page: ActionResult[Any], *, whole: bool) -> Seen:
    """What was read; not all of it if something has no form that can be read."""
    rows = payload if is_array(payload) else [payload]
    items: list[Found] = [(Hidden(row), page) for row in rows if is_object(row)]
    return Seen(items, whole and len(items) == len(rows), (), page)


def _adopted(operation: Operation[Any], payload: Any, page: ActionResult[Any]) -> ActionResult[Any]:
    """The result of a call whose own answer got lost."""
    told = {"error": page.error, "log_id": page.log_id, "reconciled": True}
    return result_of(operation, payload, page.reply, page.raw, page.response, [], **told)


def _check_telling(operation: Operation[Any], unless: Iterable[str], arguments: Mapping[str, Any]) -> None:
    for name in unless:
        if arguments.get(name):
            what = f"With {name} there is no way to find out afterwards what happened; leave out one of the two"
            raise ArgumentError(f"{what}, it or `reconcile`", operation=operation.name)


def _formed(value: Any, form: str) -> Any:
    return [value] if form == "list" else word(value) if form == "text" else value


def _at(item: Any, parts: Sequence[str]) -> list[Any]:
    """The values at a dotted path; of a list, those of each entry."""
    found = [item]
    for part in parts:
        inner = [each.get(part) for each in found if is_object(each)]
        found = [each for value in inner for each in (value if is_array(value) else [value])]
    return found


def _same(wanted: Any, value: Any, kind: str) -> bool:
    if value is None:
        return False
    if kind == "moment":
        moment = _moment(wanted)
        return moment is not None and moment == _moment(value)
    if kind == "email":
        shown = re.sub(_OF_PLATFORM, "", word(value))
        return word(wanted).casefold() in (word(value).casefold(), shown.casefold())
    return word(wanted) == word(value)


def _agrees(asked: Any, shown: Any, depth: int = 0) -> bool:
    """Whether what is shown is as it was asked for; what is not shown may be so, and more may be shown."""
    if shown is None or depth > _DEEPEST:
        return shown is None
    if is_object(shown) and isinstance(asked, str):
        asked = _parsed(asked)
    if is_object(asked):
        return is_object(shown) and all(_agrees(value, shown.get(key), depth + 1) for key, value in asked.items())
    if is_array(asked) or is_array(shown):
        one, other = (each if is_array(each) else [each] for each in (asked, shown))
        is_open = any(is_object(each) for each in one)  # such as questions, to which an upstream adds its own
        is_long = len(one) == len(other) or is_open
        return is_long and all(any(_agrees(each, its, depth + 1) for its in other) for each in one)
    return word(asked) == word(shown) or (_moment(asked) is not None and _moment(asked) == _moment(shown))


def _parsed(text: str) -> Any:
    try:
        return loads(text.encode())
    except ValueError:
        return text


def _number(value: Any) -> int | None:
    text = word(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DEEPEST else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
