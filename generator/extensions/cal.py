"""The Cal.com request that an action stands for, out of its `x-cal`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from generator.document.reading import Mapping
from generator.errors import SpecError

CREDENTIALS = ("key-or-client", "client", "optional", "none", "user-token")
STATES = ("redirect", "removed", "broken", "composed")
SERVED = ("anybody", "cookie", "keyless", "piped")
ENCODINGS = {"body": ("list", "integers", "object"), "query": ("brackets", "comma")}
BODILESS = ("GET", "DELETE")
KEYS = (
    "request", "status", "version", "until", "credential", "public", "served", "body", "needs", "state", "picks",
    "note",
)  # fmt: skip
KEYS_OF_ARGUMENTS = ("as", "encode")
_REQUEST = re.compile(r"(GET|POST|PUT|PATCH|DELETE) /\S*")
_PLACE = re.compile(r"(body|query):[^\s:]+")
_IN_PATH = re.compile(r"\{(\w+)\}", re.ASCII)
_VERSION = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_KEY = re.compile(r"\w+", re.ASCII)
_DATE = "Write a date in quotes"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an argument travels: `place` is path, query or body, `wire` its name there."""

    place: str
    wire: str
    encode: str = ""


@dataclass(frozen=True, slots=True)
class DirectRequest:
    """A Cal.com request. Texts are empty, and `body` is None, where nothing is said.

    `status` is that of its success, `until` the last version that has it, `picks` the key of which a composed answer is
    made, `is_public` tells that it asks nobody who they are, and `served` how the server treats it unlike others.
    `documented` are those of `needs` that the documents list as optional: the direct route sends a call without them.
    """

    method: str
    path: str
    status: int
    arguments: dict[str, Placed]
    version: str = ""
    until: str = ""
    credential: str = ""
    is_public: bool = False
    served: tuple[str, ...] = ()
    body: dict[str, Any] | None = None
    needs: tuple[str, ...] = ()
    documented: frozenset[str] = frozenset()
    state: str = ""
    picks: str = ""
    note: str = ""
    in_path: tuple[str, ...] = field(default=(), repr=False)

    @property
    def elsewhere(self) -> str:
        """Where an argument travels that is not in the path and says nothing else."""
        return "query" if self.method in BODILESS else "body"

    def facts(self) -> Iterator[tuple[str, object]]:
        """What is said of the request besides its method, its path and its arguments."""
        yield "status", self.status
        yield from self._said("version", "until", "credential")
        if self.is_public:
            yield "public", True
        yield from self._said("served", "body", "needs", "state", "picks")

    def keywords(self) -> Iterator[tuple[str, object]]:
        """What differs from the rule, as keyword arguments of the client's `CalRequest`."""
        yield from self._said("version", "credential", "body")
        if undocumented := tuple(name for name in self.needs if name not in self.documented):
            yield "needs", undocumented
        yield from self._said("state", "picks")
        places = {
            name: f"{placed.place}:{placed.wire}"
            for name, placed in self.arguments.items()
            if placed.place != "path" and (placed.place, placed.wire) != (self.elsewhere, name)
        }
        encodings = {name: placed.encode for name, placed in self.arguments.items() if placed.encode}
        if places:
            yield "places", places
        if encodings:
            yield "encodings", encodings

    def _said(self, *names: str) -> Iterator[tuple[str, object]]:
        for name in names:
            value = getattr(self, name)
            if value is not None and value not in ("", ()):
                yield name, value


def direct_request(operation: Mapping, arguments: Mapping | None) -> DirectRequest:
    """The request of an action with these arguments. Raises a `SpecError` for one that could not be sent."""
    cal = _binding(operation)
    method, path = _matching(cal, "request", _REQUEST, "Write a method and a path, such as GET /v2/me").split()
    properties: dict[str, Mapping] = arguments.get("properties", {}) if arguments is not None else {}
    in_path = tuple(_IN_PATH.findall(path))
    _check_path(operation, cal, in_path, arguments)
    needs = _needs(cal, arguments.get("required") or () if arguments is not None else ())
    request = DirectRequest(
        method,
        path,
        _status(cal, method),
        {},
        version=_matching(cal, "version", _VERSION, _DATE),
        until=_matching(cal, "until", _VERSION, _DATE),
        credential=_one_of(cal, "credential", CREDENTIALS),
        is_public=_flag(cal, "public"),
        served=_names(cal, "served", SERVED),
        body=_object(cal, "body", method),
        needs=needs,
        documented=frozenset(name for name in needs if name in properties and "x-source" not in properties[name]),
        state=_one_of(cal, "state", STATES),
        picks=_matching(cal, "picks", _KEY, "Name a key of Cal.com's answer"),
        note=_text(cal, "note"),
        in_path=in_path,
    )
    _check_together(cal, request)
    request.arguments.update({name: _placed(name, schema, request) for name, schema in properties.items()})
    return request


def _binding(operation: Mapping) -> Mapping:
    """What an operation says of its request: the one place that reads the form of `x-cal`."""
    cal = _mapping(operation, KEYS, "Write request:, a method and a path, and what else there is to say of it")
    if "request" not in cal:
        raise SpecError(cal.where(), "x-cal has no 'request'", "Write a method and a path, such as GET /v2/me")
    return cal


def _mapping(holder: Mapping, keys: tuple[str, ...], cure: str) -> Mapping:
    """The value of `x-cal`, which has these keys."""
    cal = holder["x-cal"]
    if not isinstance(cal, Mapping):
        raise SpecError(holder.where("x-cal"), f"x-cal is {cal!r}", cure)
    for key in cal:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            meant = f"Perhaps {near[0]!r} is meant" if near else f"There are {', '.join(keys)}"
            raise SpecError(cal.where(key), f"{key!r} is not supported in x-cal", meant)
    return cal


def _check_path(operation: Mapping, cal: Mapping, in_path: tuple[str, ...], arguments: Mapping | None) -> None:
    """Refuses a path whose names are no required arguments."""
    required = arguments.get("required") or () if arguments is not None else ()
    properties = arguments.get("properties") or () if arguments is not None else ()
    for name in in_path:
        if name not in properties or name not in required:
            path = str(cal["request"]).split()[1]
            what = f"{path} has {{{name}}}, which is no required argument of {operation['operationId']}"
            raise SpecError(cal.where("request"), what, "Add the argument, or write the path with one there is")


def _check_together(cal: Mapping, request: DirectRequest) -> None:
    """Refuses keys that contradict each other."""
    if request.version and request.until:
        raise SpecError(cal.where("until"), "until stands beside version", "Keep one of them")
    if (request.state == "composed") != bool(request.picks):
        where = cal.where("picks" if request.picks else "state")
        raise SpecError(where, "state composed and picks belong together", "Write both, or neither")


def _status(cal: Mapping, method: str) -> int:
    """The status of the success: what is said, or 201 for POST and 200 for other methods."""
    status = cal.get("status", 201 if method == "POST" else 200)
    if type(status) is not int or not 200 <= status < 300:
        raise SpecError(cal.where("status"), f"status is {status!r}", "Write that of a success, such as 200")
    return status


def _placed(name: str, schema: Mapping, request: DirectRequest) -> Placed:
    if "x-cal" not in schema:
        return Placed("path", name) if name in request.in_path else Placed(request.elsewhere, name)
    cal = _mapping(schema, KEYS_OF_ARGUMENTS, "Write as:, a place and a name, or encode:, or both")
    if name in request.in_path:
        what = f"The argument {name!r} stands in the path {request.path}"
        raise SpecError(schema.where("x-cal"), what, "Remove this key")
    encode = _one_of(cal, "encode", (*ENCODINGS["body"], *ENCODINGS["query"]))
    place, _, wire = _matching(cal, "as", _PLACE, "Write body: or query: and a name").partition(":")
    place = place or request.elsewhere
    if place == "body" and request.method in BODILESS:
        what = f"{request.method} {request.path} has no body for {name!r}"
        raise SpecError(cal.where("as"), what, "Write query: and a name")
    if encode and encode not in ENCODINGS[place]:
        what = f"encode is {encode!r}, but {name!r} travels in the {place}"
        raise SpecError(cal.where("encode"), what, f"Write one of {', '.join(ENCODINGS[place])}")
    return Placed(place, wire or name, encode)


def _matching(holder: Mapping, key: str, form: re.Pattern[str], cure: str) -> str:
    value = holder.get(key, "")
    if key in holder and not (isinstance(value, str) and form.fullmatch(value)):
        raise SpecError(holder.where(key), f"{key} is {value!r}", cure)
    return str(value)


def _one_of(holder: Mapping, key: str, known: tuple[str, ...]) -> str:
    value = holder.get(key, "")
    if key in holder and value not in known:
        raise SpecError(holder.where(key), f"{key} is {value!r}", f"Write one of {', '.join(known)}")
    return str(value)


def _flag(holder: Mapping, key: str) -> bool:
    value = holder.get(key, False)
    if not isinstance(value, bool):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Write true, or leave it out")
    return value


def _text(holder: Mapping, key: str) -> str:
    value = holder.get(key, "")
    if not isinstance(value, str):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Put it in quotes if it is a text")
    return " ".join(value.split())


def _object(holder: Mapping, key: str, method: str) -> dict[str, Any] | None:
    value = holder.get(key)
    if key not in holder:
        return None
    if method in BODILESS:
        raise SpecError(holder.where(key), f"{holder['request']} has no body", "Remove this key")
    if not isinstance(value, dict) or not all(type(each) in (str, int, bool) for each in value.values()):
        raise SpecError(
            holder.where(key), f"{key} is {value!r}", "Write an object of plain values, {} for an empty one"
        )
    return dict(value)


def _names(holder: Mapping, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    value: Any = holder.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Write a list of names")
    if known and (other := sorted(set(value).difference(known))):
        raise SpecError(holder.where(key), f"{key} has {', '.join(other)}", f"There are {', '.join(known)}")
    return tuple(value)


def _needs(holder: Mapping, required: Collection[str]) -> tuple[str, ...]:
    needs = _names(holder, "needs")
    if known := sorted(set(required) & set(needs)):
        what = f"needs names {', '.join(known)}, which the action requires anyway"
        raise SpecError(holder.where("needs"), what, "Name only what the documents do not require")
    return needs
