# Edit this in generator/runtime/_refusals.py; `make generate` copies it into the client.
"""What the gateway's refusal of a call proves: that it took the arguments for wrong, or has no such tool.

Either way nothing has happened. Only what is certain counts, as a write is sent again after it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from ._json import is_array, is_object
from ._outcome import leaves_open, status_behind
from ._wire import loads
from .errors import ActionFailed, Gone, NotFound, StatusError, ToolzzCalError

_OF_ARGUMENTS = frozenset({400, 422})
# Words of an action that has not begun, and of one that has: its own answer may be refused by a check as well.
_OF_REQUESTS = (
    r"(?i)\binvalid[ _](?:request|input|argument|parameter)|\b(?:request|input|argument|parameter)s?[ _]validation"
    r"|\bvalidation[ _]errors? for \w*(?:request|input|arguments?|param\w*)\b"
    r"|\b(?:missing|required|unknown)\b[^.\n]{0,20}\b(?:argument|parameter)s?\b"
)
_OF_ANSWERS = (
    r"(?i)\b(?:response|output|result|reply|answer)s?[ _](?:data|validation|schema|body|model)"
    r"|\bvalidation[ _]errors? for \w*(?:response|output|result)\b"
    r"|\b(?:invalid|unexpected)[ _](?:response|output|result)\b"
)
_MISSING = (
    r"(?i)\bmissing|\brequired\b|\bmust have\b|\bshould not be empty|\bis needed\b|\bmust be (?:given|provided|set)"
)
_UNKNOWN = (
    r"(?i)\bunknown\b|\bunexpected\b|\bunrecogni[sz]ed|\badditional propert|\bextra\b|\bnot (?:allowed|permitted)"
    r"|\bshould not exist|\bmust not have|\bnot supported|\bunsupported\b|\bnot (?:a )?(?:valid|known|recogni[sz]ed)\b"
)
# A name stands in quotes or brackets, at the beginning of a line or list, or behind a word for such things.
_NAMES = (
    r"""(?:(?i:\b(?:propert(?:y|ies)|(?:field|key|argument|parameter|input)s?)\b\W{1,3})|["'`]|[{\[(,]\s?|:\s|^[\s*-]{0,4})"""
    r"""/?([A-Za-z_][\w./]*\w|[A-Za-z_])"""
)
_NO_TOOL = (
    r"(?i)\b(?:tool|action|{slug})\b.{{0,120}}"
    r"\b(?:not found|unknown|does not exist|no longer|gone|deprecated|removed)\b|\b(?:no|unknown) (?:tool|action)\b"
    r"|\b(?:unable to|could not|cannot|can't) (?:retrieve|find|locate)\b.{{0,20}}\b(?:tool|action|{slug})\b"
    r"|^\W*not[ _]?found\W*$"
)
_NO_OTHER = r"(?i)\baccount|\bauth|\bconnection|\bno route\b"
_SEEN = r"\[type=[^\n]*"  # what a check appends of what it saw, which are arguments and not names
_MOST = 300  # values that are looked at
_DEEPEST = 8
_LONGEST = 4_000  # characters of a text
_PATHS = ("path", "loc", "instancePath", "field", "property", "param", "parameter", "name", "argument")
_WORDS = ("msg", "detail", "details", "reason", "description", "title")


class Refused(NamedTuple):
    """The arguments that a refusal names: those that lack, and those that are not known."""

    missing: frozenset[str]
    unknown: frozenset[str]


def has_no_tool(error: ToolzzCalError, slug: str) -> bool:
    """Whether the gateway says that it has no tool of this name."""
    if not isinstance(error, NotFound | Gone) or not is_object(error.body):
        return False
    text = " ".join(_texts(error.body))
    return re.search(_NO_TOOL.format(slug=slug), text) is not None and re.search(_NO_OTHER, text) is None


def refused_arguments(error: ToolzzCalError, known: Collection[str]) -> Refused | None:
    """What a refusal says of arguments of these names; None if it says nothing of them, or proves nothing."""
    if not _is_proven(error):
        return None
    missing: set[str] = set()
    unknown: set[str] = set()
    for text in _texts(error.body):
        for clause in _clauses(text):
            names = {name.replace("/", ".") for name in re.findall(_NAMES, clause)} & set(known)
            if re.search(_UNKNOWN, clause):
                unknown |= names
            elif re.search(_MISSING, clause):
                missing |= names
    return Refused(frozenset(missing), frozenset(unknown)) if missing or unknown else None


def _is_proven(error: ToolzzCalError) -> bool:
    """Whether it is certain that nothing was done."""
    behind = status_behind(error.body)
    if behind is not None and leaves_open(behind):
        return False
    if isinstance(error, StatusError):
        return error.status_code in _OF_ARGUMENTS and is_object(error.body)
    if not isinstance(error, ActionFailed):
        return False
    if error.upstream_status is not None:
        return error.upstream_status in _OF_ARGUMENTS
    text = "\n".join(_texts(error.body))
    return re.search(_OF_REQUESTS, text) is not None and re.search(_OF_ANSWERS, text) is None


def _clauses(text: str) -> Iterator[str]:
    """A text in parts that speak of one thing each; a line that is set in belongs to the one above."""
    joined = re.sub(r"\n[ \t]+", " ", re.sub(_SEEN, "", text))
    yield from re.split(r"\n|;|\.\s", joined)


def _texts(body: Any) -> Iterator[str]:
    """What an error's body says, in lines; of an object that names a path, in one line with it."""
    level: list[tuple[str, Any]] = [("message", body)]
    looked = 0
    for _ in range(_DEEPEST):
        below: list[tuple[str, Any]] = []
        for key, value in level:
            looked += 1
            if looked > _MOST:
                return
            if is_object(value):
                line = _line(value)
                if line:
                    yield line
                below += [(name, inner) for name, inner in value.items() if not line or not isinstance(inner, str)]
            elif is_array(value):
                below += [(key, each) for each in value]
            elif isinstance(value, str) and _tells(key):
                inner = _held(value)
                if inner is None:
                    yield value[:_LONGEST]
                else:
                    below.append((key, inner))
        level = below


def _tells(key: str) -> bool:
    """Whether what stands under this key is said to somebody."""
    return key in _WORDS or "error" in key.lower() or "message" in key.lower()


def _line(value: dict[str, Any]) -> str:
    """An entry of a list of errors, as `name: words`; empty if it is none."""
    named = next((value[key] for key in _PATHS if isinstance(value.get(key), str | list) and value[key]), None)
    more = value.get("params")  # of ajv, which names in here what may not be
    if is_object(more):
        named = more.get("additionalProperty", named)
    words = [value[key] for key in ("msg", "message", "type", "code", "keyword") if isinstance(value.get(key), str)]
    if named is None or not words:
        return ""
    keys: list[Any] = named if is_array(named) else [named]
    path = ".".join(str(key) for key in keys[:_DEEPEST] if isinstance(key, str | int))
    path = re.sub(r"^(?:(?:body|arguments|input)\.)+", "", path.replace("/", ".").lstrip("."))
    return f"{path}: {' '.join(words)}"[:_LONGEST]


def _held(text: str) -> Any:
    """The list or object that a text holds as JSON; None if it holds none."""
    if text.lstrip()[:1] not in ("[", "{") or len(text) > 20_000:
        return None
    try:
        held = loads(text.encode("utf-8", "replace"))
    except ValueError:
        return None
    return held if is_array(held) or is_object(held) else None
