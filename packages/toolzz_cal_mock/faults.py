"""Faults on demand: what goes wrong, for which requests, how often; decided by a seed, never by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from random import Random
from typing import TYPE_CHECKING, Any

from .fault_settings import KINDS as KINDS
from .fault_settings import LONGEST, SETTINGS, FaultSettings, Kind, Upstream, checked, parsed
from .fault_settings import FaultError as FaultError
from .messages import Reply, Request
from .notices import version_of
from .problems import Problem, TooMany, phrase_of

if TYPE_CHECKING:
    from typing import Unpack

REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and for which requests.

    Attributes:
        kind: `latency` delays the true answer. `status` refuses with a status instead of handling; `retry_after` is
            the same with 429. `drop_before` cuts the connection without handling the request, `drop_after` handles it
            first. `truncate` ends the body early, `malformed` makes its JSON invalid, `html` sends a web page with 502
            in its place. `unknown_enum` puts values that no enum lists, `extra_fields` adds fields to every object.
            `sunset` answers truly, with headers that announce the end of what was asked for.
        status: Status of the kind `status`, 300 to 599; 503 unless told otherwise. None for other kinds.
        latency: Seconds until the answer; goes with every kind.
        retry_after: Value of the header Retry-After, seconds or a date; goes with `status` too.
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
    status: int | None = None
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
        for name, value in checked(self.kind, self.settings).items():
            object.__setattr__(self, name, value)

    @property
    def settings(self) -> dict[str, Any]:
        """What it has besides its kind, by name."""
        return {name: getattr(self, name) for name in SETTINGS}

    @property
    def replaces(self) -> bool:
        """Whether a refusal is answered instead of handling the request."""
        return self.kind in ("status", "retry_after")

    @property
    def problem(self) -> Problem:
        """The refusal, for the upstream to put into its own shape."""
        status = 429 if self.status is None else self.status
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
        kind, settings = parsed(text)
        return cls(kind, **settings)

    def __str__(self) -> str:
        given = self.settings.items()
        said = {name: value for name, value in given if value is not None and value != _USUAL.get(name)}
        parts: list[str] = [] if self.kind in said else [self.kind]
        parts += [f"{name.replace('_', '-')}={_text(value)}" for name, value in said.items()]
        return "; ".join(parts)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


_USUAL = {"latency": 0.0, "probability": 1.0}
_BESIDE = ("latency", "sunset")  # kinds that leave room for another


class _Rule:
    """A fault with what is left of it."""

    __slots__ = ("fault", "random", "struck")

    def __init__(self, fault: Fault, random: Random) -> None:
        self.fault, self.random, self.struck = fault, random, 0

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

    def add(self, fault: Fault | str, /, operation: str | None = None, **settings: Unpack[FaultSettings]) -> Fault:
        """Adds a fault.

        For example `faults.add("drop_after", "bookings.create", times=1)` or `faults.add("status=503; times=2")`.

        Args:
            fault: A kind, the text of a fault, or a `Fault`, of which the settings make another.
            operation: Name of the operation that it is for, or a pattern.
            settings: Those of `Fault`. None is the same as leaving it out.

        Returns:
            The fault, for `struck` and `remove`.

        Raises:
            FaultError: There is no such fault or setting, one is given twice, or the kind does not take it.
        """
        given = {"operation": operation, **settings}
        given = {name: value for name, value in given.items() if value is not None}
        if isinstance(fault, Fault):
            kind, said = fault.kind, fault.settings
        else:
            kind, said = parsed(_checked_text(fault))
            if twice := [name for name in given if name in said]:
                raise FaultError(f"{twice[0]} is given twice: in {fault[:80]!r} and beside it")
        made = Fault(kind, **checked(kind, said | given))
        self._rules.append(self._rule(made))
        return made

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


def _checked_text(fault: object) -> str:
    if not isinstance(fault, str):
        raise FaultError(f"a fault is a Fault, or text such as 'status=503; times=1', not {fault!r:.80}")
    return fault
