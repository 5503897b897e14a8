# Edit this in generator/runtime/_error_data.py; `make generate` copies it into the client.
"""Errors as JSON data, which a queue, a journal or a log keeps, and such data as what errors are made of.

What is read may have been written by anybody: it names no code, its types are checked, and secrets in it are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ._json import is_array, is_collection, is_mapping, is_object
from ._redaction import MASK, masked, masked_text, masked_url, printable, quoted

MOST_CAUSES = 8
_DEEPEST = 64  # levels that are copied; what is below is masked as a whole
_MOST_BASES = 32


class Behind(Exception):
    """What somebody else's code raised, after it was JSON data: its text, and the names of its class and bases."""

    def __init__(self, text: str, kind: str = "", told_bases: tuple[str, ...] = ()) -> None:
        super().__init__(text, kind, told_bases)
        self.text, self.kind, self.told_bases = text, kind, told_bases

    def __str__(self) -> str:
        name = self.kind.rpartition(".")[2]
        return f"{name}: {self.text}" if self.text else name


def of_foreign(problem: BaseException) -> dict[str, Any]:
    """The data of what others raised. Its type has a dot, by which it is told from ours."""
    if isinstance(problem, Behind):
        return {"type": problem.kind, "message": problem.text, "bases": list(problem.told_bases)}
    kind = type(problem)
    bases = [each.__name__ for each in kind.__mro__ if each not in (BaseException, object)]
    try:
        text = str(problem)
    except Exception:  # noqa: BLE001 - whatever its class does
        text = ""
    return {
        "type": f"{kind.__module__}.{kind.__qualname__}",
        "message": printable(masked_text(text)),
        "bases": bases[:_MOST_BASES],
    }


def is_foreign(data: Mapping[str, Any]) -> bool:
    """Whether these are data of what others raised."""
    kind = data.get("type")
    return isinstance(kind, str) and "." in kind


def foreign(data: Mapping[str, Any]) -> Behind:
    """What others raised, as far as its data tell."""
    message, bases = data.get("message"), data.get("bases")
    text = printable(masked_text(message)) if isinstance(message, str) else ""
    told = bases[:_MOST_BASES] if is_array(bases) else []
    return Behind(text, printable(data["type"]), tuple(each for each in told if isinstance(each, str)))


def links(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The data of each error behind one, the nearest first, as far as is sensible."""
    for _ in range(MOST_CAUSES):
        behind = data.get("cause")
        if not is_mapping(behind):
            return
        yield behind
        data = behind


def attributes_of(error: Mapping[str, Any]) -> dict[str, Any]:
    """An error's attributes as data; those that say nothing are left out."""
    found: dict[str, Any] = {}
    for name, value in error.items():
        if name == "mismatches":
            value = [dict(zip(("path", "value", "expected"), each, strict=True)) for each in value]
        told = plain(value)
        if name == "message":
            found[name] = told  # masked already, as far as its class wants it
        elif name == "__notes__":
            found["notes"] = masked(told)
        elif name in _FITS and _says(name, told):
            found[name] = masked(told)
    return found


def _says(name: str, value: Any) -> bool:
    """Whether an attribute tells anything, and what it can."""
    if value is None or not _FITS[name](value):
        return False
    return name == "body" or (value is not False and value not in ("", [], {}))


def attributes_in(data: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The attributes that data give an error, of those that it has. Raises ValueError for what none can hold."""
    found: dict[str, Any] = {}
    for name in known:
        value = data.get(name)
        if value is None or name not in _FITS:
            continue
        if not _FITS[name](value):
            raise ValueError(f"its {name} can't be {quoted(value)}")
        found[name] = _taken(name, value)
    notes = data.get("notes")
    if is_array(notes):
        found["__notes__"] = [printable(masked_text(each)) for each in notes if isinstance(each, str)]
    return found


def plain(value: Any, depth: int = 0) -> Any:
    """A copy that any writer of JSON takes: endless numbers are words, and half characters are escapes."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return printable(value)[:]
    if isinstance(value, int):
        return masked(int(value))
    if isinstance(value, float):
        return _number(float(value))
    if depth > _DEEPEST:
        return MASK
    if is_mapping(value):
        return {_name(key): plain(inner, depth + 1) for key, inner in value.items()}
    if is_collection(value):
        return [plain(inner, depth + 1) for inner in value]
    moment = getattr(value, "isoformat", None)
    return moment() if callable(moment) else quoted(value)


def _number(value: float) -> float | str:
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def _name(key: object) -> str:
    return printable(key)[:] if isinstance(key, str) else quoted(key)


def _taken(name: str, value: Any) -> Any:
    """A value as an error holds it."""
    told = plain(value)
    if name == "mismatches":
        return [(masked_text(each["path"]), each.get("value"), each["expected"]) for each in told]
    if name == "url":
        return masked_url(masked_text(told))
    return tuple(masked(told)) if name == "suggestions" else masked(told)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _are_texts(value: object) -> bool:
    return is_array(value) and all(isinstance(each, str) for each in value)


def _are_headers(value: object) -> bool:
    return is_mapping(value) and all(isinstance(each, str) for pair in value.items() for each in pair)


def _are_mismatches(value: object) -> bool:
    return is_array(value) and all(
        is_object(each) and isinstance(each.get("path"), str) and isinstance(each.get("expected"), str)
        for each in value
    )


# What the attributes can hold.
_FITS: dict[str, Callable[[object], bool]] = {
    "absent": lambda value: isinstance(value, bool),
    "body": lambda _: True,
    "error": _is_text,
    "headers": _are_headers,
    "log_id": _is_text,
    "method": _is_text,
    "mismatches": _are_mismatches,
    "operation": _is_text,
    "request_id": _is_text,
    "retry_after": _is_number,
    "state": _is_text,
    "status_code": _is_whole,
    "suggestions": _are_texts,
    "upstream_status": _is_whole,
    "url": _is_text,
}
