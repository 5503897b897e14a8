"""Marked secrets, and the search for them in whatever anybody may get to see."""

from __future__ import annotations

import io
import json
import logging
import pickle
import re
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import FrameType

import toolzz_cal
from toolzz_cal.errors import ToolzzCalError

_PART = 8  # characters of a mark that are too many to be seen
# Marks have no digits: those of a duration in a log may be anything.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_RUN = re.compile(rf"[a-p]{{{_PART},}}")
OURS = Path(toolzz_cal.__file__).parent


@dataclass(frozen=True)
class Leak:
    """A secret that shows.

    Attributes:
        secret: The place that it was put in.
        seen: Where it shows.
    """

    secret: str
    seen: str

    def __str__(self) -> str:
        return f"{self.secret} shows in {self.seen}"


@dataclass
class Marks:
    """Secrets with a mark each, by which a part of one is recognised wherever it stands.

    Attributes:
        awkward: What stands in a secret, such as signs that JSON and URLs write otherwise.
        awkward_key: The same for a credential, which a header has to hold.
    """

    awkward: str = ""
    awkward_key: str = ""
    _places: dict[str, str] = field(default_factory=dict)

    def secret(self, place: str, *, is_key: bool = False) -> str:
        """The secret for a place, the same each time."""
        mark = sha256(place.encode()).hexdigest()[:24].translate(_LETTERS)
        for start in range(len(mark) - _PART + 1):
            self._places[mark[start : start + _PART]] = place
        return f"example{self.awkward_key if is_key else self.awkward}{mark}"

    def within(self, text: str) -> set[str]:
        """The places whose secrets, or parts of them, stand in a text."""
        runs = (found[0] for found in _RUN.finditer(text))
        parts = (run[start : start + _PART] for run in runs for start in range(len(run) - _PART + 1))
        return {self._places[part] for part in parts if part in self._places}

    def leaks(self, seen: Iterator[tuple[str, str]], allowed: frozenset[str] = frozenset()) -> list[Leak]:
        """What shows in texts, each with the name of where it stands; `allowed` are places that may."""
        return [Leak(place, where) for where, text in seen for place in sorted(self.within(text) - allowed)]


# What may be looked at


def shown(name: str, thing: object) -> Iterator[tuple[str, str]]:
    """How Python shows a thing, alone and inside others."""
    yield f"repr of {name}", repr(thing)
    yield f"str of {name}", f"{thing!s} {thing}"
    yield f"repr of a list of {name}", repr([thing])


def of_error(name: str, error: BaseException) -> Iterator[tuple[str, str]]:
    """Everything that a log, a debugger or a queue shows of an error and of what lies behind it."""
    yield f"traceback of {name}", "".join(traceback.format_exception(error))
    for place, each in _chain(error):
        where = f"{name}{place} ({type(each).__name__})"
        yield from shown(where, each)
        yield f"args of {where}", repr(each.args)
        yield f"notes of {where}", repr(getattr(each, "__notes__", ()))
        if isinstance(each, ToolzzCalError):
            yield f"attributes of {where}", repr(vars(each))
            yield f"JSON of the body of {where}", json.dumps(each.body, default=repr)
            yield from pickled(where, each)


def pickled(name: str, thing: object, lowest: int = 0) -> Iterator[tuple[str, str]]:
    """A thing's bytes in a queue or a cache, by every protocol from the lowest that it knows."""
    for protocol in range(lowest, pickle.HIGHEST_PROTOCOL + 1):
        yield f"pickle {protocol} of {name}", pickle.dumps(thing, protocol).decode("latin-1")


def locals_of(name: str, error: BaseException) -> Iterator[tuple[str, str]]:
    """The variables of the client's own functions, as tools that report errors show them."""
    for place, each in _chain(error):
        # Those of the tests around them are many and large, and nobody's secret.
        ours = [(frame, line) for frame, line in traceback.walk_tb(each.__traceback__) if _is_ours(frame)]
        for frame in traceback.StackSummary.extract(iter(ours), lookup_lines=False, capture_locals=True):
            for variable, text in (frame.locals or {}).items():
                yield f"{variable} in {Path(frame.filename).name}:{frame.name} of {name}{place}", text


def _is_ours(frame: FrameType) -> bool:
    return OURS in Path(frame.f_code.co_filename).parents


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """An error and those behind it, suppressed ones included."""
    place, seen, left = "", set(), [("", error)]
    while left:
        place, each = left.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield place, each
        left += [(f"{place}.{link}", inner) for link in ("__cause__", "__context__") if (inner := getattr(each, link))]


# What happens meanwhile


@dataclass
class Watched:
    """What was logged, warned of and printed."""

    records: list[logging.LogRecord] = field(default_factory=list)
    warned: list[warnings.WarningMessage] = field(default_factory=list)
    printed: io.StringIO = field(default_factory=io.StringIO)

    def texts(self) -> Iterator[tuple[str, str]]:
        """All of it."""
        formatter = logging.Formatter()
        for record in self.records:
            name = f"the log {record.name}"
            yield name, f"{formatter.format(record)} {record.msg} {record.args!r} {record.exc_text}"
        for each in self.warned:
            yield "a warning", f"{each.message} {each}"
        yield "the output", self.printed.getvalue()

    @property
    def loggers(self) -> set[str]:
        """Who has logged."""
        return {record.name for record in self.records}


class _Keep(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.DEBUG)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the record as the last handler would see it."""
        self._records.append(record)


@contextmanager
def watched() -> Iterator[Watched]:
    """Keeps everything that is logged at DEBUG, warned of or printed inside."""
    found = Watched()
    root, handler = logging.getLogger(), _Keep(found.records)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            redirect_stdout(found.printed),
            redirect_stderr(found.printed),
        ):
            warnings.simplefilter("always")
            yield found
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        found.warned += caught or ()
