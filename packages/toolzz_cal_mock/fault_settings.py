"""What can be said of a fault: which kind takes which settings, what each may be, and how text says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any, Literal, NamedTuple, TypedDict, cast, get_args

from toolzz_cal._nearest import nearest

from .notices import ending
from .problems import BadRequest

Kind = Literal[
    "latency", "status", "retry_after", "drop_before", "drop_after", "truncate", "malformed", "html", "unknown_enum",
    "extra_fields", "sunset",
]  # fmt: skip
Upstream = Literal["gateway", "toolzz", "cal"]

KINDS: tuple[str, ...] = get_args(Kind)
UPSTREAMS: tuple[str, ...] = get_args(Upstream)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
LONGEST = 600.0
USUAL_STATUS = 503
USUAL_NOTICE = "+92"  # days that an end is announced before
_BESIDE = ("retry_after", "latency", "sunset")  # kinds that go beside another; without one, the first is the fault
_SHOWN = 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FaultError(BadRequest, ValueError):
    """A fault that can't be. As a `Problem` it becomes a 400, as a `ValueError` the message of an option."""


class FaultSettings(TypedDict, total=False):
    """Settings of a fault, as `Fault` explains them."""

    status: int | None
    latency: float | None
    retry_after: float | str | None
    sunset: str | None
    method: str | None
    path: str | None
    upstream: Upstream | None
    version: str | None
    times: int | None
    probability: float | None


class _Setting(NamedTuple):
    """What a setting may be, and who takes it.

    Attributes:
        what: What it may be, for a message.
        fits: Whether a value is that.
        kinds: The kinds that take it.
        read: Makes a value of text; raises ValueError.
        words: All values, where they are few.
    """

    what: str
    fits: Callable[[Any], bool]
    kinds: tuple[str, ...] = KINDS
    read: Callable[[str], Any] = str
    words: tuple[str, ...] = ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_wait(value: object) -> bool:
    if _is_number(value):
        return bool(value >= 0)  # type: ignore[operator]
    return isinstance(value, str) and 0 < len(value) <= 40 and value.isascii() and value.isprintable()


SETTINGS: dict[str, _Setting] = {
    "status": _Setting(
        "a whole number from 300 to 599", lambda value: _is_whole(value) and 300 <= value <= 599, ("status",), int
    ),
    "latency": _Setting(
        f"seconds from 0 to {LONGEST:g}", lambda value: _is_number(value) and 0 <= value <= LONGEST, read=float
    ),
    "retry_after": _Setting("seconds or a date", _is_wait, ("status", "retry_after")),
    "sunset": _Setting(
        "a day such as 2027-06-01, or +92 for days",
        lambda value: isinstance(value, str) and ending(value, _EPOCH) is not None,
    ),
    "operation": _Setting(
        "the name of an operation such as bookings.create, or a pattern such as bookings.*",
        lambda value: isinstance(value, str),
    ),
    "method": _Setting(
        f"one of {', '.join(METHODS)}",
        lambda value: isinstance(value, str) and value.upper() in METHODS,
        words=METHODS,
    ),
    "path": _Setting(
        "a path, or a pattern such as /v2/bookings/*",
        lambda value: isinstance(value, str) and value.startswith(("/", "*")),
    ),
    "upstream": _Setting(f"one of {', '.join(UPSTREAMS)}", lambda value: value in UPSTREAMS, words=UPSTREAMS),
    "version": _Setting(
        "a version such as 20260721_00 or 2024-06-14", lambda value: isinstance(value, str) and value != ""
    ),
    "times": _Setting("a whole number from 1 on", lambda value: _is_whole(value) and value >= 1, read=int),
    "probability": _Setting(
        "a number above 0, up to 1", lambda value: _is_number(value) and 0 < value <= 1, read=float
    ),
}


_KNOWN = tuple(dict.fromkeys((*KINDS, *SETTINGS)))


def checked(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a fault, without those that are None, and with what its kind has of its own.

    Raises:
        FaultError: There is no such kind, or no such setting, or the kind does not take it, or it can't be so.
    """
    if kind not in KINDS:
        raise FaultError(f"there is no fault {_shown(kind)}{_meant(kind, KINDS)}; known are {', '.join(KINDS)}")
    settings = {name: value for name, value in given.items() if value is not None}
    for name, value in settings.items():
        _check(kind, name, value)
    if kind == "status":
        settings.setdefault("status", USUAL_STATUS)
    if kind == "sunset":
        settings.setdefault("sunset", USUAL_NOTICE)
    if kind == "latency" and not settings.get("latency"):
        raise FaultError("latency needs its seconds, such as latency=0.5")
    if kind == "retry_after" and "retry_after" not in settings:
        raise FaultError("retry_after needs its value, such as retry_after=2")
    if "retry_after" in settings:
        settings["retry_after"] = str(settings["retry_after"])
    return settings


def _check(kind: str, name: str, value: object) -> None:
    taken = [each for each, setting in SETTINGS.items() if kind in setting.kinds]
    if name not in taken:
        unknown = f"there is no setting {_shown(name)}{_meant(name, taken)}"
        wrong = f"{kind} takes no {name}" if name in SETTINGS else unknown
        raise FaultError(f"{wrong}; {kind} takes {', '.join(taken)}")
    if not SETTINGS[name].fits(value):
        near = _meant(value, SETTINGS[name].words)
        raise FaultError(f"{name} must be {SETTINGS[name].what}, not {_shown(value)}{near}")
    if name == "operation":
        _check_operation(str(value))


def _check_operation(pattern: str) -> None:
    """Refuses a name that no operation has: a fault that never strikes would hide a mistyped name."""
    from .specification import specification

    names = specification().operations
    if not any(fnmatchcase(name, pattern) for name in names):
        raise FaultError(f"there is no operation {_shown(pattern)}{_meant(pattern, names)}")


def parsed(text: str) -> tuple[Kind, dict[str, Any]]:
    """Kind and settings of a text such as `status=503; retry-after=2; times=1` or `drop_after=bookings.create:0.2`.

    Raises:
        FaultError: The text is wrong; the message says how. What settings may be is not looked at.
    """
    parts = [_part(each) for each in text.split(";") if each.strip()]
    kind = _kind_of([name for name, _ in parts], text)
    settings: dict[str, Any] = {}
    for name, value in parts:
        for setting, said in _said(kind, name, value):
            if setting in settings:
                raise FaultError(f"{setting} is there twice")
            settings[setting] = _read(setting, said)
    return kind, settings


def _part(text: str) -> tuple[str, str | None]:
    """A name, and the value behind it if there is a sign."""
    name, sign, value = (piece.strip() for piece in text.partition("="))
    name = name.lower().replace("-", "_")
    if name not in _KNOWN:
        near = _meant(name, _KNOWN)
        raise FaultError(f"{_shown(name)} is no fault and no setting{near}; known are {', '.join(_KNOWN)}")
    return name, value if sign else None


def _kind_of(names: Sequence[str], text: str) -> Kind:
    alone = [name for name in names if name in KINDS and name not in _BESIDE]
    if len(alone) > 1:
        raise FaultError(
            f"{alone[0]} is there twice" if alone[0] == alone[1] else f"{' and '.join(alone)} exclude each other"
        )
    found = next((name for name in (*alone, *_BESIDE) if name in names), None)
    if found is None:
        raise FaultError(f"{_shown(text.strip())} names no fault; known are {', '.join(KINDS)}")
    return cast("Kind", found)


def _said(kind: str, name: str, value: str | None) -> list[tuple[str, str]]:
    """The settings that one part of a text says, as text."""
    if name not in SETTINGS:
        operation, _, share = (value or "").partition(":")
        return [each for each in (("operation", operation), ("probability", share)) if each[1]]
    if value is None and name == kind:
        return []  # it is given beside the text, or what is usual
    if value is None and name == "sunset":
        value = USUAL_NOTICE
    return [(name, value or "")]


def _read(name: str, text: str) -> Any:
    if not text:
        raise FaultError(f"{name} needs a value: {SETTINGS[name].what}")
    try:
        return SETTINGS[name].read(text)
    except ValueError:
        raise FaultError(f"{name} must be {SETTINGS[name].what}, not {_shown(text)}") from None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _meant(name: object, known: Iterable[str]) -> str:
    near = nearest(name, known, most=1) if isinstance(name, str) else ()
    return f" (perhaps {near[0]})" if near else ""
