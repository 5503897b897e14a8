"""Holds what the client sends against what its upstreams say of themselves, operation by operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from toolzz_cal.operations import CalRequest, Operation, schemas

from . import sent
from .cleaning import Cleaner
from .gateway import Tool, tool
from .judging import Judgement, Verdict, chosen, gone, judged
from .openapi import Document
from .words import FactsError, code

Ask = Callable[[Operation, str, str], dict[str, Any] | None]
Moved = Callable[[int, int | None], None]
FITTING = (Verdict.SAME, Verdict.ADDITIVE, Verdict.ADAPTS)
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
    first, *_ = operation.requests
    seen = Watched(operation.name, "direct", str(first), Verdict.SAME, version=first.sends or "")
    try:
        return _with(seen, chosen(_ways_at_cal(operation, document, clean)))
    except FactsError as problem:
        return replace(seen, verdict=Verdict.UNKNOWN, because=(str(problem),))


def _ways_at_cal(operation: Operation, document: Document, clean: Cleaner) -> Iterator[tuple[str, Judgement]]:
    """The direct requests of an action in words, each with what becomes of it, up to one that there is."""
    for request in operation.requests:
        judgement = _judged_at_cal(operation, request, document, clean)
        if judgement is not None:
            yield code(request), judgement
            return
        yield code(request), gone(f"{document.shown} has no {code(request)}.")


def _judged_at_cal(operation: Operation, request: CalRequest, document: Document, clean: Cleaner) -> Judgement | None:
    """What becomes of a request that the document has."""
    ways: list[tuple[sent.Facts, sent.Facts]] = []
    written, read = (sent.to_cal(operation, request, clean, is_as_written=each) for each in (True, False))
    for ours in [written] if written == read else [written, read]:
        theirs = document.operation(ours)
        if theirs is None:
            return None
        one = sent.facts_of(operation.name, ours, clean.schemas)
        two = sent.facts_of(operation.name, theirs, document.schemas)
        ways.append((one, two))
    return judged(ways, is_prose=True)


def _with(seen: Watched, judgement: Judgement) -> Watched:
    return replace(seen, verdict=judgement.verdict, because=judgement.because, doubts=judgement.doubts)


@dataclass(slots=True)
class Gateway:
    """Asks the gateway for its tools.

    Attributes:
        ask: Gives the gateway's answer about an action, by one of its slugs, in a version; None when there is no such
            tool or version.
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
        seen = Watched(operation.name, "gateway", str(operation.slug), Verdict.SAME, version=version)
        try:
            seen = _with(seen, chosen(self._ways(operation, version)))
        except FactsError as problem:
            return replace(seen, verdict=Verdict.UNKNOWN, because=(str(problem),))
        if not (known := self._known(operation, version)):
            return seen
        found = known[0]
        seen = replace(seen, version=found.version or version)
        return replace(seen, doubts=(*seen.doubts, _DEPRECATED)) if found.is_deprecated else seen

    def _ways(self, operation: Operation, version: str) -> Iterator[tuple[str, Judgement]]:
        """Each way in which the client runs an action, and what becomes of it. Asks as far as it is gone through."""
        for binding in operation.gateway_in(version) or (None,):
            slug = str((binding and binding.slug) or operation.slug)
            way = f"the form `{binding.shape}`" if binding and binding.shape else code(slug)
            found = self._tool(operation, slug, version)
            if found is None:
                yield way, gone(f"The gateway has no {slug} in the toolkit version {version}.")
                continue
            ours = sent.facts_of(operation.name, sent.to_gateway(operation, slug, binding), {})
            yield way, judged([(ours, found.facts)])

    def _tool(self, operation: Operation, slug: str, version: str) -> Tool | None:
        """Asks for a tool once. Raises a `FactsError` when no request is left."""
        if (slug, version) not in self._tools:
            self.count()
            answer = self.ask(operation, slug, version)
            self._tools[slug, version] = None if answer is None else tool(answer, operation.name, slug)
        return self._tools[slug, version]

    def count(self) -> None:
        """Counts a request that is about to be made. Raises a `FactsError` when none is left."""
        if self.asked >= self.most:
            what = f"{self.most} requests have been made, which is the most"
            raise FactsError(what, "Ask for fewer operations with --used")
        self.asked += 1

    def _fitting(self, operation: Operation, seen: Watched) -> str:
        """The newest version that fits, among those that can still be asked for."""
        fits = seen.verdict in FITTING
        if seen.verdict is Verdict.UNKNOWN:
            return ""
        for version in self._candidates(operation):
            if version == seen.version and fits:
                break
            if self.asked >= self.most:
                break
            other = self._seen(operation, version)
            if other.verdict in FITTING:
                return other.version
        return seen.version if fits else ""

    def _candidates(self, operation: Operation) -> tuple[str, ...]:
        """All versions of a tool, the newest first; the latest one where they are not known."""
        known = self._known(operation, self.version)
        return known[0].versions if known else ("latest",)

    def _known(self, operation: Operation, version: str) -> list[Tool]:
        """The tools of an action that a version is known to have."""
        asked = (self._tools.get((slug, version)) for slug in operation.slugs)
        return [found for found in asked if found is not None]
