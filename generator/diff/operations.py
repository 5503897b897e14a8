"""Compares operations: where they are, who may call them, what they take and what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.rules import EFFECTS
from generator.diff.changes import Changes, Use
from generator.diff.requests import compare_requests
from generator.diff.sides import Facts, Operation, Schema
from generator.diff.table import Side
from generator.diff.values import text
from generator.diff.words import code

# What a method has or has not, with the kinds of change.
_HAS = {
    "deprecated": ("deprecated", "undeprecated"),
    "pages": ("pages-added", "pages-removed"),
    "reconcile": ("reconcile-added", "reconcile-removed"),
}
_IN_PATH = re.compile(r"\{([^{}]*)\}")
Names = tuple[str, str]


def compare_operations(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares two sides operation by operation."""
    pairs = _pairs(old.operations, new.operations)
    for before, after in pairs:
        _Pair(old, new, before, after, changes).compare()
    for name in old.operations.keys() - {before for before, _ in pairs}:
        changes.add("operation-removed", Side.OPERATION, Use(name, "operation"))
    for name in new.operations.keys() - {after for _, after in pairs}:
        changes.add("operation-added", Side.OPERATION, Use(name, "operation"))


def _pairs(old: Mapping[str, Operation], new: Mapping[str, Operation]) -> list[Names]:
    """The same operation on both sides: by its name, else by its request, which is how a renaming is seen."""
    pairs = [(name, name) for name in old if name in new]
    requests = {_request(each): name for name, each in new.items() if name not in old}
    for name, each in old.items():
        if name not in new and _request(each) in requests:
            pairs.append((name, requests.pop(_request(each))))
    return pairs


def _request(operation: Operation) -> Names:
    """Method and path, whatever the arguments in it are called."""
    return operation.method, _IN_PATH.sub("{}", operation.path)


class _Pair:
    """An operation as it was and as it is."""

    def __init__(self, old: Facts, new: Facts, before: str, after: str, changes: Changes) -> None:
        self._old, self._new, self._changes = old, new, changes
        self._before, self._after = before, after
        self._one, self._two = old.operations[before], new.operations[after]

    def compare(self) -> None:
        """Compares everything."""
        if self._before != self._after:
            self._add("operation-renamed", old=self._before, new=self._after)
        self._compare_place()
        self._compare_credentials()
        self._compare_method()
        self._compare_permission()
        for key in ("summary", "description", "note", "tags", "example"):
            if text(getattr(self._one, key)) != text(getattr(self._two, key)):
                self._add("described", keyword=key)
        compare_requests(self._one, self._two, Use(self._after, "operation"), self._changes)
        self._compare_arguments()
        self._compare_answers()

    def _add(self, kind: str, old: str = "", new: str = "", keyword: str = "") -> None:
        use = Use(self._after, "operation")
        self._changes.add(kind, Side.OPERATION, use, old=old, new=new, keyword=keyword)

    def _add_argument(self, kind: str, name: str, old: str, new: str) -> None:
        self._changes.add(kind, Side.REQUEST, Use(self._after, "arguments", (name,)), old=old, new=new)

    def _compare_place(self) -> None:
        one, two = self._one, self._two
        # A part of the path may stand in the server as well.
        is_same = one.method == two.method and one.server + _request(one)[1] == two.server + _request(two)[1]
        if not is_same and _request(one) != _request(two):
            self._add("operation-moved", code(f"{one.method} {one.path}"), code(f"{two.method} {two.path}"))
        if not is_same and one.server != two.server:
            kind = "server-preferred" if one.server in two.servers else "server-changed"
            self._add(kind, code(one.server), code(two.server))
        for server in one.servers[1:]:
            if server not in (*two.servers, two.server):
                self._add("server-removed", old=code(server))
        for server in two.servers[1:]:
            if server not in (*one.servers, one.server):
                self._add("server-added", new=code(server))

    def _compare_credentials(self) -> None:
        use = Use(self._after, "operation")
        before, after = _credentials(self._one, self._old), _credentials(self._two, self._new)
        for needs in sorted(before, key=sorted):
            if not any(others <= needs for others in after):
                self._changes.add("security-tightened", Side.REQUEST, use, old=_needed(needs))
        for needs in sorted(after, key=sorted):
            if not any(others <= needs for others in before):
                self._changes.add("security-loosened", Side.REQUEST, use, new=_needed(needs))

    def _compare_method(self) -> None:
        """Compares what the method does and offers beside its arguments."""
        one, two = self._one, self._two
        if one.effect != two.effect:
            is_known = {one.effect, two.effect} <= set(EFFECTS)
            is_lowered = is_known and EFFECTS.index(two.effect) < EFFECTS.index(one.effect)
            self._add("effect-lowered" if is_lowered else "effect-raised", one.effect, two.effect)
        for key, (gained, lost) in _HAS.items():
            if bool(getattr(one, key)) != bool(getattr(two, key)):
                self._add(gained if getattr(two, key) else lost)
        if one.reconcile and two.reconcile and text(one.reconcile) != text(two.reconcile):
            self._add("described", keyword="how an unknown outcome is looked up")

    def _compare_permission(self) -> None:
        old, new = self._one.agent.get("flag", ""), self._two.agent.get("flag", "")
        if not old and new:
            self._add("permission-added", new=new)
        elif old and not new:
            self._add("permission-removed", old=old)
        elif old != new:
            self._add("permission-changed", old, new)
        if old and new and self._one.agent.get("timezone") != self._two.agent.get("timezone"):
            self._add("described", keyword="the argument that takes the integration's time zone")

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
        old, new = _IN_PATH.findall(self._one.path), _IN_PATH.findall(self._two.path)
        if len(old) != len(new):
            return {}
        kept = _places(self._one).keys() & _places(self._two).keys()
        return {was: now for was, now in zip(old, new, strict=True) if was not in kept and now not in kept}

    def _compare_answers(self) -> None:
        one, two = self._one, self._two
        if one.status != two.status:
            self._add("status-changed", code(one.status), code(two.status))
        answer = Use(self._after, "answer", is_action=two.cal is not None)
        self._changes.compare(one.answer, two.answer, Side.ANSWER, answer)
        for status in dict.fromkeys((*one.errors, *two.errors)):
            before, after = _error(one.errors, status), _error(two.errors, status)
            if before is None:
                self._add("error-added", new=code(status))
            elif after is None:
                self._add("error-removed", old=code(status))
            else:
                self._changes.compare(before, after, Side.ANSWER, Use(self._after, f"error {status}"))


def _places(operation: Operation) -> dict[str, str]:
    """Where each argument travels."""
    in_body = dict.fromkeys(operation.arguments.get("properties", {}), "body")
    return in_body | {each.name: each.place for each in operation.parameters}


def _taken(operation: Operation, renamed: Mapping[str, str]) -> Schema:
    """One schema of all arguments, of which some have another name."""
    properties: dict[str, Schema] = {}
    for each in operation.parameters:
        notes = {key: getattr(each, key) for key in ("deprecated", "description", "example", "examples")}
        own = {key: value for key, value in notes.items() if value is not None}
        properties[renamed.get(each.name, each.name)] = {"allOf": [each.schema], **own}
    required = [renamed.get(each.name, each.name) for each in operation.parameters if each.required]
    return {"allOf": [operation.arguments], "properties": properties, "required": required}


def _error(errors: Mapping[str, Any], status: str) -> Any:
    """The schema of a status. One without an entry of its own is answered as its family is, or as `default` tells."""
    keys = (status, f"{status[:1]}XX", "default")
    return next((errors[key] for key in keys if key in errors), None)


def _credentials(operation: Operation, side: Facts) -> set[frozenset[str]]:
    """The alternatives of an operation, each a set of what has to be there."""
    found = set()
    for alternative in operation.security or [{}]:
        needs = (_needs(side.credentials.get(name, {}), name, scopes) for name, scopes in alternative.items())
        found.add(frozenset(need for each in needs for need in each))
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
