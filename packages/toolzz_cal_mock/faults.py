"""Faults on demand: what goes wrong, for which requests, how often; decided by a seed, never by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from random import Random
from typing import Any, Literal, get_args

from toolzz_cal._nearest import nearest

from .messages import Reply, Request
from .notices import ending, version_of
from .problems import BadRequest, Problem, TooMany, phrase_of

Kind = Literal[
    "latency", "status", "retry_after", "drop_before", "drop_after", "truncate", "malformed", "html", "unknown_enum",
    "extra_fields", "sunset",
]  # fmt: skip
Upstream = Literal["gateway", "toolzz", "cal"]

KINDS: tuple[str, ...] = get_args(Kind)
UPSTREAMS: tuple[str, ...] = get_args(Upstream)
SETTINGS = ("operation", "method", "path", "upstream", "version", "times", "probability")
LONGEST = 600.0
REMEMBERED = 1000
USUAL_NOTICE = "+92"  # days that an end is announced before


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FaultError(BadRequest, ValueError):
    """A fault that can't be. As a `Problem` it becomes a 400, as a `ValueError` the message of an option."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and for which requests.

    Attributes:
        kind: `latency` delays the true answer. `status` refuses with a status instead of handling; `retry_after` is
            the same with 429. `drop_before` cuts the connection without handling the request, `drop_after` handles it
            first. `truncate` ends the body early, `malformed` makes its JSON invalid, `html` sends a web page with 502
            in its place. `unknown_enum` puts values that no enum lists, `extra_fields` adds fields to every object.
            `sunset` answers truly, with headers that announce the end of what was asked for.
        status: Status of the kind `status`, 300 to 599.
        latency: Seconds until the answer; goes with every kind.
        retry_after: Value of the header Retry-After, seconds or a date; goes with `status`.
        sunset: The announced end: a day or moment in ISO 8601, UTC where it names no zone, or `+92` for so many days
            after the mock's; goes with every kind.
        operation: Name of the operation, such as `bookings.create`, or a pattern such as `bookings.*`.
        method: HTTP method.
        path: Path, or a pattern such as `/v2/bookings/*`.
        upstream: `gateway`, `toolzz` or `cal`.
        version: What the request asks for: a toolkit version in the body, or the header cal-api-version.
        times: How often it strikes; None for always.
        probability: Share of the matching requests that it strikes, above 0 up to 1.
    """

    kind: Kind
    status: int = 503
    latency: float = 0.0
    retry_after: str | None = None
    sunset: str | None = None
    operation: str | None = None
    method: str | None = None
    path: str | None = None
    upstream: Upstream | None = None
    version: str | None = None
    times: int | None = None
    probability: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultError(f"there is no fault {self.kind!r}{_meant(self.kind, KINDS)}; known are {', '.join(KINDS)}")
        if not 300 <= self.status <= 599:
            raise FaultError(f"status must be 300 to 599, not {self.status}")
        if not 0 <= self.latency <= LONGEST:
            raise FaultError(f"latency must be 0 to {LONGEST:g} seconds, not {self.latency}")
        if self.kind == "sunset" and self.sunset is None:
            object.__setattr__(self, "sunset", USUAL_NOTICE)
        if self.kind == "latency" and not self.latency:
            raise FaultError("latency needs its seconds, such as latency=0.5")
        if self.kind == "retry_after" and self.retry_after is None:
            raise FaultError("retry-after needs its value, such as retry-after=2")
        self._check_times()
        if self.upstream is not None and self.upstream not in UPSTREAMS:
            raise FaultError(f"upstream must be one of {', '.join(UPSTREAMS)}, not {self.upstream!r}")
        if self.times is not None and self.times < 1:
            raise FaultError(f"times must be 1 or more, not {self.times}")
        if not 0 < self.probability <= 1:
            raise FaultError(f"probability must be above 0 up to 1, not {self.probability}")
        if self.operation is not None:
            _check_operation(self.operation)

    def _check_times(self) -> None:
        if self.retry_after is not None and not (
            0 < len(self.retry_after) <= 40 and self.retry_after.isascii() and self.retry_after.isprintable()
        ):
            raise FaultError("retry-after must be seconds or a date")
        if self.sunset is not None and ending(self.sunset, _EPOCH) is None:
            raise FaultError(f"sunset must be a day such as 2027-06-01, or +92 for days, not {self.sunset[:40]!r}")

    @property
    def replaces(self) -> bool:
        """Whether a refusal is answered instead of handling the request."""
        return self.kind in ("status", "retry_after")

    @property
    def problem(self) -> Problem:
        """The refusal, for the upstream to put into its own shape."""
        status = 429 if self.kind == "retry_after" else self.status
        phrase = phrase_of(status) or "Fault"
        if status == 429:
            seconds = self.retry_after or ""
            return TooMany(int(seconds) if seconds.isdecimal() else 1)
        return Problem(f"{phrase} (fault on demand)", status=status, code=phrase.title().replace(" ", "") + "Exception")

    def matches(self, request: Request, operation: str | None, upstream: str | None, twins: Sequence[str] = ()) -> bool:
        """Whether a request is one of those it is for; `twins` are further operations that send the very same."""
        names = twins if operation is None else (operation, *twins)
        return (
            (self.operation is None or any(fnmatchcase(name, self.operation) for name in names))
            and (self.method is None or self.method.upper() == request.method)
            and (self.path is None or fnmatchcase(request.path, self.path))
            and (self.upstream is None or self.upstream == (upstream or upstream_of(request.path)))
            and (self.version is None or self.version == version_of(request))
        )

    @classmethod
    def parse(cls, text: str) -> Fault:
        """A fault from text such as `status=503; retry-after=2; times=1` or `drop_after=bookings.create:0.2`.

        Raises:
            FaultError: The text is wrong; the message says how.
        """
        return _parsed(text)

    def __str__(self) -> str:
        parts = [f"status={self.status}"] if self.kind == "status" else [self.kind] if self.kind in _FLAGS else []
        parts += [f"latency={self.latency:g}"] if self.latency else []
        parts += [f"retry-after={self.retry_after}"] if self.retry_after is not None else []
        parts += [f"sunset={self.sunset}"] if self.sunset is not None else []
        given = {name: getattr(self, name) for name in SETTINGS}
        parts += [f"{name}={value}" for name, value in given.items() if value not in (None, 1.0) or name == "times"]
        return "; ".join(part for part in parts if part != "times=None")


_FLAGS = tuple(kind for kind in KINDS if kind not in ("latency", "status", "retry_after", "sunset"))
_BESIDE = ("latency", "sunset")  # kinds that leave room for another


@dataclass(slots=True)
class _Rule:
    """A fault with what is left of it."""

    fault: Fault
    random: Random
    struck: int = 0

    def strikes(self) -> bool:
        """Whether it strikes this time; counts it."""
        if self.fault.times is not None and self.struck >= self.fault.times:
            return False
        if self.fault.probability < 1 and self.random.random() >= self.fault.probability:
            return False
        self.struck += 1
        return True


class Faults:
    """The faults of a mock. The same seed and the same requests give the same faults.

    Args:
        seed: Seed of those with a probability.
        initial: Faults to begin with; `reset` goes back to them.
    """

    def __init__(self, seed: int = 0, initial: Iterable[Fault] = ()) -> None:
        self._seed, self._initial = seed, tuple(initial)
        self._rules: list[_Rule] = []
        self._by_header: dict[str, _Rule] = {}
        self._made = 0
        self.reset()

    def __iter__(self) -> Iterator[Fault]:
        return iter([rule.fault for rule in self._rules])

    def __len__(self) -> int:
        return len(self._rules)

    def add(self, fault: Fault | str, operation: str | None = None, **settings: Any) -> Fault:
        """Adds a fault: a `Fault`, its text, or a kind with its settings.

        For example `faults.add("drop_after", "bookings.create", times=1)` or `faults.add("status=503; times=2")`.
        """
        if isinstance(fault, str):
            if "=" in fault or ";" in fault:
                fault = Fault.parse(fault)
            else:
                kind: Any = fault.strip().lower().replace("-", "_")
                fault = Fault(kind, **_plain(settings))
        elif settings:
            fault = replace(fault, **_plain(settings))
        if operation is not None:
            fault = replace(fault, operation=operation)
        self._rules.append(self._rule(fault))
        return fault

    def remove(self, fault: Fault) -> None:
        """Takes a fault away; nothing when it is not there."""
        self._rules = [rule for rule in self._rules if rule.fault != fault]

    def clear(self) -> None:
        """Takes all faults away."""
        self._rules, self._by_header, self._made = [], {}, 0

    def reset(self) -> None:
        """Back to the faults it began with, none of them struck yet."""
        self.clear()
        self._rules = [self._rule(fault) for fault in self._initial]

    def struck(self, fault: Fault) -> int:
        """How often a fault has struck."""
        return sum(rule.struck for rule in self._rules if rule.fault == fault)

    def next_for(
        self, request: Request, operation: str | None, upstream: str | None = None, twins: Sequence[str] = ()
    ) -> Fault | None:
        """What strikes this request, if anything; counts it.

        Delays add up, and an end is announced beside whatever else; of all other kinds the first added strikes.
        """
        if not self._rules:
            return None
        main: Fault | None = None
        sunset: str | None = None
        latency = 0.0
        for rule in self._rules:
            fault = rule.fault
            taken = main is not None and main.kind not in _BESIDE
            free = fault.kind in _BESIDE
            if (taken and not free) or not fault.matches(request, operation, upstream, twins) or not rule.strikes():
                continue
            latency += fault.latency
            sunset = sunset or fault.sunset
            if main is None or not free:
                main = fault
        return None if main is None else replace(main, latency=min(latency, LONGEST), sunset=sunset)

    def from_header(self, text: str) -> Fault | None:
        """The fault that a request's own header X-Mock-Fault asks for; None when its `times` are used up.

        Raises:
            FaultError: The header is wrong.
        """
        rule = self._by_header.get(text)
        if rule is None:
            rule = _Rule(Fault.parse(text), Random(f"{self._seed}/{text}"))  # noqa: S311 - repeatable on purpose
            if len(self._by_header) >= REMEMBERED:
                self._by_header.pop(next(iter(self._by_header)))
            self._by_header[text] = rule
        return rule.fault if rule.strikes() else None

    @staticmethod
    def from_option(text: str) -> Fault:
        """A fault from a command's option such as `drop_after=bookings.create:0.2`.

        Raises:
            FaultError: The text is wrong; it is a `ValueError`.
        """
        return Fault.parse(text)

    def reply(self, fault: Fault, refuse: Callable[[Problem], Reply]) -> Reply:
        """The refusal of a fault that replaces the answer, in the upstream's shape."""
        return refuse(fault.problem)

    def apply(self, fault: Fault, reply: Reply, schema: dict[str, Any] | None = None) -> Reply:
        """A reply with what the fault does to it; `schema` is that of the operation's answer."""
        from .damage import damaged

        return damaged(fault, reply, schema)

    def _rule(self, fault: Fault) -> _Rule:
        self._made += 1
        return _Rule(fault, Random(f"{self._seed}/{self._made}"))  # noqa: S311 - repeatable on purpose


def upstream_of(path: str) -> Upstream | None:
    """The upstream that a path belongs to."""
    if path.startswith(("/api/v3", "/api/v1/actions/", "/api/v2/actions/")):
        return "gateway"
    if path.startswith("/api/v1/"):
        return "toolzz"
    return "cal" if path.startswith(("/v2/", "/api/v2/")) else None


def _parsed(text: str) -> Fault:
    kind: str | None = None
    fields: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        name = name.lower().replace("-", "_")
        if name in fields:
            raise FaultError(f"{name} is there twice")
        if name in _FLAGS or name == "status":
            if kind is not None:
                raise FaultError(f"{kind} and {name} exclude each other")
            kind = name
            if name == "status":
                fields["status"] = _number(name, value)
            elif sign:
                operation, _, share = value.partition(":")
                fields |= {"operation": operation or None} | (
                    {"probability": _number("probability", share)} if share else {}
                )
        elif name in ("latency", "retry_after", "sunset", *SETTINGS):
            if name == "sunset" and not sign:
                value = USUAL_NOTICE
            if not value:
                raise FaultError(f"{name} needs a value")
            numeric = name in ("latency", "times", "probability")
            fields[name] = _number(name, value) if numeric else value
        else:
            known = ("status", "latency", "retry_after", "sunset", *_FLAGS, *SETTINGS)
            raise FaultError(f"{name!r} is no fault or setting{_meant(name, known)}; known are {', '.join(known)}")
    kind = kind or next((name for name in ("retry_after", "latency", "sunset") if name in fields), None)
    if kind is None:
        raise FaultError(f"{text.strip()[:80]!r} names no fault; known are {', '.join(KINDS)}")
    return Fault(kind, **fields)  # type: ignore[arg-type]


def _number(name: str, value: str) -> float:
    whole = name in ("status", "times")
    try:
        return int(value) if whole else float(value)
    except ValueError:
        raise FaultError(f"{name} must be a {'whole ' if whole else ''}number, not {value[:40]!r}") from None


def _plain(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings with a Retry-After as text, as it may be given as a number."""
    value = settings.get("retry_after")
    return settings if value is None else {**settings, "retry_after": str(value)}


def _meant(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known, most=1)
    return f" (perhaps {near[0]})" if near else ""


def _check_operation(pattern: str) -> None:
    """Refuses a name that no operation has: a fault that never strikes would hide a mistyped name."""
    from .specification import specification

    names = specification().operations
    if not any(fnmatchcase(name, pattern) for name in names):
        raise FaultError(f"there is no operation {pattern[:80]!r}{_meant(pattern, names)}")
