"""Which requests of Cal.com's API servers of a generation serve, and which of their forms serves a version."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from toolzz_cal.operations import CalRequest

from ..paths import Paths, names_in
from ..specification import Specification
from ..world.further import FURTHER
from .cursors import OPERATION, VERSION, ByCursor
from .forms import ALIKE, Form, Further

EARLIEST = "2024-04-15"
_VERSIONS = (EARLIEST, "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")


class Generation(NamedTuple):
    """What servers of one time have.

    Attributes:
        versions: The versions that they know; who asks for another is served as if none were named.
        has_removed: Whether they still have what newer ones removed.
        has_undocumented: Whether they still have what is not in Cal.com's document of 2026.
    """

    versions: tuple[str, ...]
    has_removed: bool = False
    has_undocumented: bool = True

    def has(self, request: CalRequest) -> bool:
        """Whether they have a request at all."""
        if request.state == "removed":
            return self.has_removed
        if request.version is not None and request.version not in self.versions:
            return False
        return self.has_undocumented or "undocumented" not in request.served


GENERATIONS = {
    "documents": Generation(_VERSIONS[:-1], has_removed=True),
    "2024-09-04": Generation(_VERSIONS),
    "2026": Generation((*_VERSIONS, *ALIKE), has_undocumented=False),
}
USUAL = "2024-09-04"


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path: the forms that serve it, each for other versions, and the names of what varies in it.

    `given` are arguments of the path that this route holds fixed, and `twins` the names of operations whose request is
    the same.
    """

    names: tuple[str, ...]
    forms: list[Form | Further] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    twins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a request leads: the form that serves it, or else one that would at another version."""

    form: Form | Further | None = None
    is_served: bool = False
    version: str = EARLIEST
    arguments: dict[str, str] = field(default_factory=dict)
    twins: tuple[str, ...] = ()


class Routes:
    """The requests of Cal.com's API as servers of one generation serve them; those that they lack are known, too."""

    def __init__(self, specification: Specification, generation: Generation) -> None:
        self._generation, self._latest = generation, max(generation.versions)
        self._paths: Paths[Route] = Paths()
        every = [each for each in specification.operations.values() if each.requests]
        if VERSION in generation.versions:
            listed = specification.operations[OPERATION]
            self._add(ByCursor(listed, listed.requests[0], specification))
        # Those with several requests come last: one of theirs may be another operation's already.
        for operation in sorted(every, key=lambda each: len(each.requests) > 1):
            for request in operation.requests:
                # `me.organization_ids` is composed from `me`: it has no route of its own.
                if request.state != "composed":
                    self._add(Form(operation, request, specification, is_there=generation.has(request)))
        for method, path, version, behaviour in FURTHER:
            if version in generation.versions:
                self._forms(method, path).append(Further(behaviour, version))

    def find(self, method: str, path: str, version: str | None) -> Leads:
        """Where a request leads."""
        version = version if version in self._generation.versions else EARLIEST
        found, values = self._paths.find(path)
        if found is None or method not in found:
            return Leads(version=version)
        route = found[method]
        arguments = {**dict(zip(route.names, values, strict=True)), **route.given}
        for form in route.forms:
            if form.serves(version, self._latest):
                return Leads(form, True, version, arguments, route.twins)
        return Leads(route.forms[0], False, version, arguments, route.twins)

    def _add(self, form: Form) -> None:
        operation, request = form.operation, form.request
        found, values = self._paths.find(request.path)
        known = found.get(request.method) if found is not None else None
        if known is None or names_in(request.path) or len(operation.requests) == 1:
            self._forms(request.method, request.path).append(form)
            return
        given = dict(zip(known.names, values, strict=True))
        route = Route((), known.forms, given, (*known.twins, operation.name))
        self._paths.at(request.path)[request.method] = route

    def _forms(self, method: str, path: str) -> list[Form | Further]:
        """What there is for a method and path, to be added to."""
        return self._paths.at(path).setdefault(method, Route(tuple(names_in(path)))).forms


@cache
def routes(specification: Specification, generation: str) -> Routes:
    """The requests of a generation, by its name."""
    return Routes(specification, GENERATIONS[generation])
