"""Compares an operation as it was with what it is: where it is, who may call it, what it takes and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .aspects import Aspect, always
from .changes import Changes, Use
from .rules import Side
from .values import Schema
from .words import code, text

Facts = dict[str, Any]
Operation = dict[str, Any]
_EFFECTS = ("read", "write", "destroy")
_BODILESS = {"GET", "DELETE"}
_USUAL = "an API key"
# What is enough for each kind of credential, beside itself.
_ENOUGH = {
    _USUAL: {"optional", "key-or-client", "none"},
    "client": {"key-or-client", "none"},
    "optional": {"none"},
    "user-token": {"none"},
    "key-or-client": {"none"},
    "none": {"optional"},
}
_IN_PATH = re.compile(r"\{([^{}]*)\}")


def _effect(old: str, new: str) -> str:
    is_known = {old, new} <= set(_EFFECTS)
    return "effect-lowered" if is_known and _EFFECTS.index(new) < _EFFECTS.index(old) else "effect-raised"


def _credential(old: str, new: str) -> str:
    return f"direct-credential-{'loosened' if new in _ENOUGH.get(old, ()) else 'tightened'}"


ASPECTS = (
    Aspect("effect", "", "", _effect, str),
    Aspect("deprecated", "deprecated", "undeprecated", ""),
    Aspect("pages", "pages-added", "pages-removed", ""),
    Aspect("reconcile", "reconcile-added", "reconcile-removed", ""),
    Aspect("reconcile", "", "", "described", keyword="how an unknown outcome is looked up"),
    always("repeat", "described", keyword="whether it may be sent again"),
    Aspect("agent", "permission-added", "permission-removed", "", lambda agent: str(agent.get("flag"))),
    Aspect("agent.flag", "", "", "permission-changed", str),
    always("agent.timezone", "described", keyword="the argument that takes the integration's time zone"),
    *(always(key, "described", keyword=key) for key in ("summary", "description", "note", "tags", "example")),
    Aspect("status", "", "", "status-changed", code),
    Aspect("cal", "became-action", "no-action", ""),
    always("cal.line", "direct-request-changed", code),
    always("cal.version", "direct-version-changed", code),
    Aspect("cal.credential", "", "", _credential, str),
    always("cal.body", "direct-body-changed", text),
    Aspect("gateway", "forms-added", "forms-removed", "forms-changed"),
    Aspect("cal.state", "direct-state-broken", "direct-state-mended", "direct-state-broken", str),
)


def request_of(operation: Operation) -> tuple[str, str]:
    """Method and path, whatever the arguments in it are called."""
    return str(operation["method"]), _IN_PATH.sub("{}", operation["path"])


class Pair:
    """An operation as it was and as it is."""

    def __init__(self, old: Facts, new: Facts, before: str, after: str, changes: Changes) -> None:
        self._old, self._new, self._changes = old, new, changes
        self._before, self._after = before, after
        self._one, self._two = _whole(old["operations"][before]), _whole(new["operations"][after])

    def compare(self) -> None:
        """Compares everything."""
        if self._before != self._after:
            self._add("operation-renamed", self._before, self._after)
        self._compare_servers()
        self._compare_sets("security", _credentials(self._one, self._old), _credentials(self._two, self._new))
        self._compare_bindings()
        for aspect in ASPECTS:
            if moved := aspect.between(self._one, self._two):
                self._add(*moved)
        if self._one["cal"] and self._two["cal"]:
            self._compare_request(self._one["cal"], self._two["cal"])
        self._compare_arguments()
        self._compare_answers()

    def _add(self, kind: str, old: str = "", new: str = "", keyword: str = "") -> None:
        use = Use(self._after, "operation")
        self._changes.add(kind, Side.OPERATION, use, old=old, new=new, keyword=keyword)

    def _add_argument(self, kind: str, name: str, old: str, new: str) -> None:
        self._changes.add(kind, Side.REQUEST, Use(self._after, "arguments", (name,)), old=old, new=new)

    def _compare_servers(self) -> None:
        one, two = self._one, self._two
        # A part of the path may stand in the server as well.
        is_same = one["method"] == two["method"] and _address(one) == _address(two)
        if not is_same and request_of(one) != request_of(two):
            self._add("operation-moved", code(_line(one)), code(_line(two)))
        if not is_same and one["server"] != two["server"]:
            kind = "server-preferred" if one["server"] in two["servers"] else "server-changed"
            self._add(kind, code(one["server"]), code(two["server"]))
        for server in one["servers"][1:]:
            if server not in (*two["servers"], two["server"]):
                self._add("server-removed", old=code(server))
        for server in two["servers"][1:]:
            if server not in (*one["servers"], one["server"]):
                self._add("server-added", new=code(server))

    def _compare_sets(self, kind: str, before: set[frozenset[str]], after: set[frozenset[str]]) -> None:
        """Compares alternatives, each a set of what has to be there."""
        use = Use(self._after, "operation")
        for needs in sorted(before, key=sorted):
            if not any(others <= needs for others in after):
                self._changes.add(f"{kind}-tightened", Side.REQUEST, use, old=_needed(needs))
        for needs in sorted(after, key=sorted):
            if not any(others <= needs for others in before):
                self._changes.add(f"{kind}-loosened", Side.REQUEST, use, new=_needed(needs))

    def _compare_bindings(self) -> None:
        """Compares which direct requests there are; the first that stays is compared in everything.

        Who has one that stays goes on to it without help.
        """
        before, after = _bindings(self._one["cal"]), _bindings(self._two["cal"])
        shared = next((line for line in before if line in after), None)
        if shared is None:
            return  # another request altogether, which the comparison of the first ones tells
        self._one["cal"], self._two["cal"] = before[shared], after[shared]
        first, now = next(iter(before)), next(iter(after))
        is_preferred = first != now and first in after
        if is_preferred:
            self._add("direct-binding-preferred", code(first), code(now))
        for line in after:
            if line not in before and not (is_preferred and line == now):
                self._add("direct-binding-added", new=code(line))
        for line in before:
            if line not in after:
                self._add("direct-binding-removed", old=code(line))

    def _compare_request(self, one: dict[str, Any], two: dict[str, Any]) -> None:
        """Compares what the Cal.com request needs, and where it takes each argument. The rest are aspects."""
        before, after = set(one.get("needs", ())), set(two.get("needs", ()))
        for name in sorted(after - before):
            self._add("direct-needs-more", new=name)
        for name in sorted(before - after):
            self._add("direct-needs-less", old=name)
        if (one["method"] in _BODILESS) != (two["method"] in _BODILESS):
            return  # arguments go elsewhere then, which the new method says
        for name in one["arguments"].keys() & two["arguments"].keys():
            was, now = _placed(one["arguments"][name]), _placed(two["arguments"][name])
            if was != now:
                self._add_argument("direct-argument-changed", name, was, now)

    def _compare_arguments(self) -> None:
        """Compares arguments as one schema, wherever they travel, and where that is."""
        renamed = self._renamed()
        for old, new in renamed.items():
            argument, other = self._changes.python(old), self._changes.python(new)
            if argument != other:
                self._add_argument("renamed", old, argument, other)
        before, after = _places(self._one), _places(self._two)
        for name in before.keys() & after.keys():
            if before[name] != after[name]:
                self._add_argument("moved", name, before[name], after[name])
        one, two = _taken(self._one, renamed), _taken(self._two, {})
        self._changes.compare(one, two, Side.REQUEST, Use(self._after, "arguments"))

    def _renamed(self) -> dict[str, str]:
        """Arguments of the path under another name: there the place counts, and only Python shows the name."""
        old, new = _IN_PATH.findall(self._one["path"]), _IN_PATH.findall(self._two["path"])
        if len(old) != len(new):
            return {}
        kept = _places(self._one).keys() & _places(self._two).keys()
        return {was: now for was, now in zip(old, new, strict=True) if was not in kept and now not in kept}

    def _compare_answers(self) -> None:
        one, two = self._one, self._two
        answer = Use(self._after, "answer", is_action=bool(two["cal"]))
        self._changes.compare(one["answer"], two["answer"], Side.ANSWER, answer)
        for status in dict.fromkeys((*one["errors"], *two["errors"])):
            before, after = _error(one["errors"], status), _error(two["errors"], status)
            if before is None:
                self._add("error-added", new=code(status))
            elif after is None:
                self._add("error-removed", old=code(status))
            else:
                self._changes.compare(before, after, Side.ANSWER, Use(self._after, f"error {status}"))


def _whole(operation: Operation) -> Operation:
    """An operation with what need not be said of it, and its Cal.com request as one line."""
    whole: Operation = {"servers": [], "parameters": [], "security": [], "errors": {}, "cal": None, **operation}
    if whole["cal"]:
        whole["cal"] = _whole_request(whole["cal"])
    return whole


def _whole_request(request: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {"version": "of its own choice", "credential": _USUAL, "arguments": {}, "others": []}
    return {**usual, **request, "line": _line(request)}


def _bindings(request: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Every direct request of an action by its method and path, in their order."""
    every = [] if request is None else [request, *map(_whole_request, request["others"])]
    return {binding["line"]: binding for binding in every}


def _line(request: Mapping[str, Any]) -> str:
    return f"{request['method']} {request['path']}"


def _address(operation: Operation) -> str:
    return str(operation["server"]) + request_of(operation)[1]


def _placed(argument: dict[str, str]) -> str:
    encoded = f", encoded as `{argument['encode']}`" if "encode" in argument else ""
    return f"{argument.get('in')} {code(argument.get('name'))}{encoded}"


def _places(operation: Operation) -> dict[str, str]:
    """Where each argument travels."""
    in_body = dict.fromkeys(operation["arguments"].get("properties", {}), "body")
    return in_body | {parameter["name"]: parameter["in"] for parameter in operation["parameters"]}


def _taken(operation: Operation, renamed: Mapping[str, str]) -> Schema:
    """One schema of all arguments, of which some have another name."""
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for parameter in operation["parameters"]:
        name = renamed.get(parameter["name"], parameter["name"])
        notes = {key: parameter[key] for key in ("description", "example", "examples") if key in parameter}
        properties[name] = {"allOf": [parameter["schema"]], "deprecated": parameter.get("deprecated", False), **notes}
        if parameter.get("required"):
            required.append(name)
    return {"allOf": [operation["arguments"]], "properties": properties, "required": required}


def _error(errors: Mapping[str, Any], status: str) -> Any:
    """The schema of a status. One without an entry of its own is answered as its family is, or as `default` tells."""
    keys = (status, f"{status[:1]}XX", "default")
    return next((errors[key] for key in keys if key in errors), None)


def _credentials(operation: Operation, side: Facts) -> set[frozenset[str]]:
    """The alternatives of an operation, each a set of what has to be there."""
    found: set[frozenset[str]] = set()
    alternatives: list[dict[str, list[str]]] = operation["security"] or [{}]
    for alternative in alternatives:
        schemes: Iterable[tuple[str, list[str]]] = alternative.items()
        known: dict[str, Any] = side.get("credentials", {})
        needs = [need for name, scopes in schemes for need in _needs(known.get(name, {}), name, scopes)]
        found.add(frozenset(needs))
    return found


def _needs(scheme: Mapping[str, Any], name: str, scopes: list[str]) -> Iterator[str]:
    """What a scheme asks for, by what it is and not by its name."""
    kind = str(scheme.get("type", name))
    known = {
        "apiKey": f"an API key in the {scheme.get('in')} {code(scheme.get('name'))}",
        "http": f"HTTP {str(scheme.get('scheme', '')).lower()} authentication",
        "oauth2": "OAuth 2",
        "openIdConnect": f"OpenID Connect of {scheme.get('openIdConnectUrl')}",
    }
    yield known.get(kind, kind)
    for scope in scopes:
        yield f"the scope {code(scope)} of {known.get(kind, kind)}"


def _needed(needs: frozenset[str]) -> str:
    return " with ".join(sorted(needs)) or "calls without a credential"
