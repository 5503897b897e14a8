"""Holds what the client sends against what its upstreams say of themselves, operation by operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from toolzz_cal.operations import Operation, schemas

from . import sent
from .cleaning import Cleaner
from .gateway import Tool, tool
from .judging import Judgement, Verdict, judged
from .openapi import Document
from .words import FactsError

Ask = Callable[[Operation, str], dict[str, Any] | None]
Moved = Callable[[int, int | None], None]
_DEPRECATED = "The gateway calls it deprecated: it still works; plan for its end."


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of an operation at one upstream.

    Attributes:
        operation: Its name.
        route: `gateway` or `direct`.
        request: The action's slug, or method and path of the Cal.com request.
        verdict: What became of it.
        because: A sentence for each reason.
        doubts: A sentence for each difference that may or may not matter.
        version: The toolkit version, or the version of Cal.com's API, that was looked at; empty when none is told.
        fits: The newest toolkit version known to fit; empty when none is known, and on the direct route.
    """

    operation: str
    route: str
    request: str
    verdict: Verdict
    because: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    version: str = ""
    fits: str = ""


def at_cal(operations: Iterable[Operation], document: Document) -> list[Watched]:
    """What a document of Cal.com's says of the direct requests of operations."""
    clean = Cleaner("the client", schemas())
    return [_at_cal(operation, document, clean) for operation in operations if operation.request is not None]


def _at_cal(operation: Operation, document: Document, clean: Cleaner) -> Watched:
    request = operation.request
    assert request is not None  # noqa: S101 - which has been looked at
    seen = Watched(operation.name, "direct", str(request), Verdict.SAME, version=request.version or "")
    ways: list[tuple[sent.Facts, sent.Facts]] = []
    try:
        for is_as_written in (True, False):
            ours = sent.to_cal(operation, request, clean, is_as_written=is_as_written)
            theirs = document.operation(ours)
            if theirs is None:
                gone = f"{document.shown} has no `{request}`."
                return replace(seen, verdict=Verdict.BREAKS, because=(gone,))
            sides = ((ours, clean.schemas), (theirs, document.schemas))
            way = tuple(sent.facts_of(operation.name, facts, named) for facts, named in sides)
            ways.append((way[0], way[1]))
        return _with(seen, judged(ways, is_prose=True))
    except FactsError as problem:
        return replace(seen, verdict=Verdict.UNKNOWN, because=(str(problem),))


def _with(seen: Watched, judgement: Judgement) -> Watched:
    return replace(seen, verdict=judgement.verdict, because=judgement.because, doubts=judgement.doubts)


@dataclass(slots=True)
class Gateway:
    """Asks the gateway for its tools.

    Attributes:
        ask: Gives the gateway's answer about an action in a version; None when there is no such tool or version.
        version: The toolkit version that calls ask for.
        most: How many requests may be made.
        asked: How many have been made, those included that `ask` had to repeat.
    """

    ask: Ask
    version: str
    most: int
    asked: int = 0
    _tools: dict[tuple[str, str], Tool | None] = field(default_factory=dict[tuple[str, str], "Tool | None"])

    def watch(self, operations: Iterable[Operation], moved: Moved) -> list[Watched]:
        """What the gateway says of actions, in the version that calls ask for.

        Where a call breaks, or newer versions are there, those are asked for too, as far as requests are left.
        """
        actions = [operation for operation in operations if operation.slug is not None]
        seen: list[Watched] = []
        for operation in actions:
            seen.append(self._seen(operation, self.version))
            moved(len(seen), len(actions))
        order = sorted(range(len(seen)), key=lambda index: seen[index].verdict is not Verdict.BREAKS)
        for index in order:
            seen[index] = replace(seen[index], fits=self._fitting(actions[index], seen[index]))
        return seen

    def _seen(self, operation: Operation, version: str) -> Watched:
        slug = str(operation.slug)
        seen = Watched(operation.name, "gateway", slug, Verdict.SAME, version=version)
        try:
            found = self._tool(operation, version)
            if found is None:
                gone = f"The gateway has no {slug} in the toolkit version {version}."
                return replace(seen, verdict=Verdict.BREAKS, because=(gone,))
            ours = sent.facts_of(operation.name, sent.to_gateway(operation), {})
            seen = replace(_with(seen, judged([(ours, found.facts)])), version=found.version or version)
            return replace(seen, doubts=(*seen.doubts, _DEPRECATED)) if found.is_deprecated else seen
        except FactsError as problem:
            return replace(seen, verdict=Verdict.UNKNOWN, because=(str(problem),))

    def _tool(self, operation: Operation, version: str) -> Tool | None:
        """Asks for a tool once. Raises a `FactsError` when no request is left."""
        key = operation.name, version
        if key not in self._tools:
            self.count()
            answer = self.ask(operation, version)
            self._tools[key] = None if answer is None else tool(answer, operation.name, str(operation.slug))
        return self._tools[key]

    def count(self) -> None:
        """Counts a request that is about to be made. Raises a `FactsError` when none is left."""
        if self.asked >= self.most:
            what = f"{self.most} requests have been made, which is the most"
            raise FactsError(what, "Ask for fewer operations with --used")
        self.asked += 1

    def _fitting(self, operation: Operation, seen: Watched) -> str:
        """The newest version that fits, among those that can still be asked for."""
        fits = seen.verdict in (Verdict.SAME, Verdict.ADDITIVE)
        if seen.verdict is Verdict.UNKNOWN:
            return ""
        for version in self._candidates(operation):
            if version == seen.version and fits:
                break
            if self.asked >= self.most:
                break
            other = self._seen(operation, version)
            if other.verdict in (Verdict.SAME, Verdict.ADDITIVE):
                return other.version
        return seen.version if fits else ""

    def _candidates(self, operation: Operation) -> tuple[str, ...]:
        """All versions of a tool, the newest first; the latest one where they are not known."""
        found = self._tools.get((operation.name, self.version))
        return found.versions if found is not None else ("latest",)
