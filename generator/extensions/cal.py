"""The Cal.com requests that an action stands for, out of its `x-cal`: one binding, or several in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.document.reading import Mapping
from generator.errors import SpecError
from generator.extensions.places import BODILESS, Line, Placed, Places
from generator.extensions.values import flag, known_keys, matching, names, one_of, text

CREDENTIALS = ("key-or-client", "client", "optional", "none", "user-token")
STATES = ("redirect", "removed", "broken", "composed")
SERVED = ("anybody", "cookie", "keyless", "piped", "undocumented")
DAYS = "days"
KEYS = (
    "request", "status", "version", "until", "credential", "public", "served", "body", "needs", "state", "picks",
    "arguments", "answer", "gone", "doubt", "note",
)  # fmt: skip
KEYS_OF_DOCUMENT = ("version",)
_REQUEST = re.compile(r"(GET|POST|PUT|PATCH|DELETE) /\S*")
_IN_PATH = re.compile(r"\{(\w+)\}", re.ASCII)
_VERSION = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_KEY = re.compile(r"\w+", re.ASCII)
_DATE = "Write a date in quotes"
_BINDING = "Write request:, a method and a path, and what else there is to say of it"
_BINDINGS = f"{_BINDING}; or a list of such objects, the one that is asked first at the top"
_A_REQUEST = "Write a method and a path, such as GET /v2/me"


@dataclass(frozen=True, slots=True)
class DirectRequest:
    """A Cal.com request. Texts are empty, and `body` is None, where nothing is said.

    `status` is that of its success, `version` the only one that has it, `until` the last one, `usual` the one that is
    sent where any will do; `picks` is the key of which a composed answer is made, `answer` the form of an answer that
    is not the action's, `is_public` tells that it asks nobody who they are, and `served` how the server treats it
    unlike others. `documented` are those of `needs` that the documents list as optional: the direct route sends a call
    without them. `optional` are names in the path that need not be given. `others` are the bindings after it.
    """

    line: Line
    status: int
    places: Places
    version: str = ""
    until: str = ""
    usual: str = ""
    credential: str = ""
    is_public: bool = False
    served: tuple[str, ...] = ()
    body: dict[str, Any] | None = None
    needs: tuple[str, ...] = ()
    documented: frozenset[str] = frozenset()
    optional: tuple[str, ...] = ()
    state: str = ""
    picks: str = ""
    answer: str = ""
    gone: str = ""
    doubt: str = ""
    note: str = ""
    others: tuple[DirectRequest, ...] = ()

    @property
    def method(self) -> str:
        """HTTP method."""
        return self.line.method

    @property
    def path(self) -> str:
        """Path, with a name in braces for each argument in it."""
        return self.line.path

    @property
    def arguments(self) -> dict[str, Placed]:
        """Where each argument travels that has a counterpart."""
        return self.places.placed

    @property
    def form(self) -> str:
        """The form of an answer of any of the bindings that is not the action's."""
        return next((each.answer for each in (self, *self.others) if each.answer), "")

    @property
    def sends(self) -> str:
        """The version that is sent; empty for none."""
        return self.version or ("" if self.until and self.until < self.usual else self.usual)

    def facts(self) -> Iterator[tuple[str, object]]:
        """What is said of the request besides its method, its path and its arguments."""
        yield "elsewhere", self.line.elsewhere
        yield "status", self.status
        yield from self._said("version", "until")
        if self.sends:
            yield "sends", self.sends
        yield from self._said("credential")
        if self.is_public:
            yield "public", True
        yield from self._said("served", "body", "needs", "state", "picks", "answer", "gone", "doubt")
        if self.places.without:
            yield "without", self.places.without

    def keywords(self) -> Iterator[tuple[str, object]]:
        """What differs from the rule, as keyword arguments of the client's `CalRequest`, without the other bindings."""
        if self.version or self.sends != self.usual:
            yield "version", self.sends
        yield from self._said("credential", "body")
        if undocumented := tuple(name for name in self.needs if name not in self.documented):
            yield "needs", undocumented
        yield from self._said("optional", "state", "picks", "form", "gone", "doubt")
        yield from ((key, told) for key, told in self.places.differing() if told)

    def _said(self, *keys: str) -> Iterator[tuple[str, object]]:
        for key in keys:
            value = getattr(self, key)
            if value is not None and value not in ("", ()):
                yield key, value


def usual_version(document: Mapping) -> str:
    """The version that is sent with requests that any version has, out of the document's own `x-cal`."""
    if "x-cal" not in document:
        return ""
    cal = document["x-cal"]
    if not isinstance(cal, Mapping):
        raise SpecError(document.where("x-cal"), f"x-cal is {cal!r}", "Write version: and a date")
    return matching(known_keys(cal, KEYS_OF_DOCUMENT, "x-cal"), "version", _VERSION, _DATE)


def direct_request(operation: Mapping, arguments: Mapping | None, usual: str = "") -> DirectRequest:
    """The first request of an action with these arguments, with the others after it.

    Raises a `SpecError` for one that could not be sent.
    """
    bindings = _bindings(operation)
    found = [_request(operation, each, arguments, len(bindings) > 1) for each in bindings]
    _check_several(bindings, found)
    first, *others = (replace(each, usual=usual) for each in found)
    return replace(first, others=tuple(others))


def _bindings(operation: Mapping) -> list[Mapping]:
    """What an operation says of its requests: the one place that reads the form of `x-cal`."""
    cal: Any = operation["x-cal"]
    bindings: list[Any] = cal if isinstance(cal, list) else [cal]
    if not bindings or not all(isinstance(each, Mapping) for each in bindings):
        raise SpecError(operation.where("x-cal"), f"x-cal is {cal!r}", _BINDINGS)
    for each in bindings:
        if "request" not in known_keys(each, KEYS, "x-cal"):
            raise SpecError(each.where(), "x-cal has no 'request'", _A_REQUEST)
    return bindings


def _request(operation: Mapping, cal: Mapping, arguments: Mapping | None, is_of_several: bool) -> DirectRequest:
    method, path = matching(cal, "request", _REQUEST, _A_REQUEST).split()
    line = Line(method, path, tuple(_IN_PATH.findall(path)))
    properties: dict[str, Mapping] = arguments.get("properties", {}) if arguments is not None else {}
    required: list[str] = list(arguments.get("required") or ()) if arguments is not None else []
    needs = names(cal, "needs")
    _check_needs(cal, needs, required)
    _check_path(operation, cal, line, properties if is_of_several else required)
    request = DirectRequest(
        line,
        _status(cal, method),
        Places(line, properties, cal),
        version=matching(cal, "version", _VERSION, _DATE),
        until=matching(cal, "until", _VERSION, _DATE),
        credential=one_of(cal, "credential", CREDENTIALS),
        is_public=flag(cal, "public"),
        served=names(cal, "served", SERVED),
        body=_body(cal, method),
        needs=needs,
        documented=frozenset(name for name in needs if name in properties and "x-source" not in properties[name]),
        optional=tuple(name for name in line.in_path if name not in required),
        state=one_of(cal, "state", STATES),
        picks=matching(cal, "picks", _KEY, "Name a key of Cal.com's answer"),
        answer=matching(cal, "answer", _KEY, f"Write {DAYS}, or name the key of Cal.com's answer that is the action's"),
        gone=text(cal, "gone"),
        doubt=text(cal, "doubt"),
        note=text(cal, "note"),
    )
    _check_together(operation, cal, request)
    return request


def _check_needs(cal: Mapping, needs: tuple[str, ...], required: list[str]) -> None:
    if known := sorted(set(required) & set(needs)):
        what = f"needs names {', '.join(known)}, which the action requires anyway"
        raise SpecError(cal.where("needs"), what, "Name only what the documents do not require")


def _check_path(operation: Mapping, cal: Mapping, line: Line, known: Any) -> None:
    """Refuses a path whose names are no arguments, or, where no other binding takes over, no required ones."""
    for name in line.in_path:
        if name not in known:
            kind = "argument" if isinstance(known, dict) else "required argument"
            what = f"{line.path} has {{{name}}}, which is no {kind} of {operation['operationId']}"
            raise SpecError(cal.where("request"), what, "Add the argument, or write the path with one there is")


def _check_together(operation: Mapping, cal: Mapping, request: DirectRequest) -> None:
    """Refuses keys that contradict each other."""
    if request.version and request.until:
        raise SpecError(cal.where("until"), "until stands beside version", "Keep one of them")
    if (request.state == "composed") != bool(request.picks):
        where = cal.where("picks" if request.picks else "state")
        raise SpecError(where, "state composed and picks belong together", "Write both, or neither")
    if request.picks and request.answer:
        raise SpecError(cal.where("answer"), "answer stands beside picks", "Keep one of them")
    if request.doubt and operation["x-effect"] == "read":
        raise SpecError(cal.where("doubt"), "doubt is for what changes something", "Remove this key")


def _check_several(bindings: list[Mapping], found: list[DirectRequest]) -> None:
    """Refuses bindings that could not stand in for each other."""
    for index, (cal, request) in enumerate(zip(bindings, found, strict=True)):
        if any((request.line, request.version) == (each.line, each.version) for each in found[:index]):
            raise SpecError(cal.where("request"), f"{request.line} is there twice", "Remove one of them")
        if request.answer and any(each.answer not in ("", request.answer) for each in found[:index]):
            what = "The bindings have different forms of an answer"
            raise SpecError(cal.where("answer"), what, "Name one form, and leave out that of the action")
        for key in ("doubt", "picks") if index else ():
            if key in cal:
                what = f"{key} is said of a further binding"
                raise SpecError(cal.where(key), what, "Say it of the first one, which speaks for all")


def _status(cal: Mapping, method: str) -> int:
    """The status of the success: what is said, or 201 for POST and 200 for other methods."""
    status = cal.get("status", 201 if method == "POST" else 200)
    if type(status) is not int or not 200 <= status < 300:
        raise SpecError(cal.where("status"), f"status is {status!r}", "Write that of a success, such as 200")
    return status


def _body(cal: Mapping, method: str) -> dict[str, Any] | None:
    value = cal.get("body")
    if "body" not in cal:
        return None
    if method in BODILESS:
        raise SpecError(cal.where("body"), f"{cal['request']} has no body", "Remove this key")
    if not isinstance(value, dict) or not all(type(each) in (str, int, bool) for each in value.values()):
        cure = "Write an object of plain values, {} for an empty one"
        raise SpecError(cal.where("body"), f"body is {value!r}", cure)
    return dict(value)
