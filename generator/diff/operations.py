"""Compares operations: where they are, who may call them, what they take and what they answer."""

from __future__ import annotations

from typing import Any

from generator.diff import answers, direct
from generator.diff.changes import Changes
from generator.diff.consequences import Use
from generator.diff.forms import text
from generator.diff.interface import Operation, Parameter, called_back, operations
from generator.diff.load import Document
from generator.diff.names import code, snake
from generator.diff.table import Side
from generator.diff.told import compare_told

_R, _A, _O = Side.REQUEST, Side.ANSWER, Side.OPERATION
_EFFECTS = ("read", "write", "destroy")
_TOLD = ("summary", "description", "tags", "externalDocs")
# Told by other changes, or of the operation itself.
_HANDLED = {"x-effect"}


def compare_operations(old: Document, new: Document, changes: Changes) -> None:
    """Compares two documents operation by operation."""
    before, after = operations(old), operations(new)
    pairs = _pairs(before, after)
    matched = {id(each) for pair in pairs for each in pair}
    for one, two in pairs:
        _compare(old, new, one, two, changes)
    for one in before:
        if id(one) not in matched:
            changes.add("operation-removed", _O, _use(one, "operation"))
    for two in after:
        if id(two) not in matched:
            changes.add("operation-added", _O, _use(two, "operation"))
    _compare_calls(
        called_back(old, old.content.get("webhooks")), called_back(new, new.content.get("webhooks")), "", changes
    )
    _compare_document(old.content, new.content, changes)


def _use(operation: Operation, part: str, name: str = "") -> Use:
    where = f"{operation.method} {operation.path}" if part == "operation" else name
    return Use(operation.name, operation.is_action, part, where)


def _pairs(before: list[Operation], after: list[Operation]) -> list[tuple[Operation, Operation]]:
    """The same operation on both sides: by its name, else by its request, which is how a renaming is seen."""
    names = {each.name: each for each in after}
    pairs = [(each, names[each.name]) for each in before if each.name in names]
    matched = {id(each) for pair in pairs for each in pair}
    requests = {(each.method, each.template): each for each in after if id(each) not in matched}
    for each in before:
        key = (each.method, each.template)
        if id(each) not in matched and key in requests:
            pairs.append((each, requests.pop(key)))
    return pairs


def _compare(old: Document, new: Document, one: Operation, two: Operation, changes: Changes) -> None:
    use = _use(two, "operation")
    if one.named and two.named and one.name != two.name:
        changes.add("operation-renamed", _O, _use(one, "operation"), old=one.name, new=two.name)
    _compare_place(one, two, changes)
    _compare_credentials(one, two, changes)
    _compare_effect(one, two, changes)
    direct.compare(one.node, two.node, use, changes)
    for key in _TOLD:
        if text(one.node.get(key)) != text(two.node.get(key)):
            changes.add("described", _O, use, keyword=key)
    for key in sorted(one.node.keys() | two.node.keys()):
        told = key.startswith("x-") and key not in _HANDLED and key not in direct.HANDLED
        if told and text(one.node.get(key)) != text(two.node.get(key)):
            changes.add("described", _O, use, keyword=key)
    if (one.node.get("deprecated") is True) != (two.node.get("deprecated") is True):
        changes.add("deprecated" if two.node.get("deprecated") else "undeprecated", _O, use)
    _compare_parameters(one, two, changes)
    _compare_bodies(one, two, changes, _R)
    answers.compare(one, two, changes, _A)
    for name in sorted((one.node.get("callbacks") or {}).keys() | (two.node.get("callbacks") or {}).keys()):
        first = called_back(old, old.resolve((one.node.get("callbacks") or {}).get(name))[1], name)
        second = called_back(new, new.resolve((two.node.get("callbacks") or {}).get(name))[1], name)
        _compare_calls(first, second, f"{two.name} ", changes)


def _compare_calls(before: dict[str, Operation], after: dict[str, Operation], prefix: str, changes: Changes) -> None:
    """Compares what the server calls: its request is an answer to us, our answer a request."""
    for name in before.keys() | after.keys():
        use = Use(prefix + name, False, "webhook")
        if name not in after:
            changes.add("webhook-removed", _O, use, old=prefix + name)
        elif name not in before:
            changes.add("webhook-added", _O, use, new=prefix + name)
        else:
            _compare_bodies(before[name], after[name], changes, _A)
            answers.compare(before[name], after[name], changes, _R)


def _compare_place(one: Operation, two: Operation, changes: Changes) -> None:
    use = _use(two, "operation")
    urls = [[server + each.template for server in each.servers] for each in (one, two)]
    if urls[0][0] == urls[1][0] and one.method == two.method:
        moved = False  # a part of the path may stand in the server as well
    else:
        moved = (one.method, one.template) != (two.method, two.template)
    if moved:
        changes.add(
            "operation-moved", _O, use, old=code(f"{one.method} {one.path}"), new=code(f"{two.method} {two.path}")
        )
    same = one.template == two.template
    before, after = (list(one.servers), list(two.servers)) if same else urls if not moved else ([""], [""])
    if moved and one.servers[0] != two.servers[0]:
        before, after = [one.servers[0]], [two.servers[0]]
    if before[0] != after[0]:
        kind = "server-preferred" if before[0] in after else "server-changed"
        changes.add(kind, _O, use, old=code(before[0] or "/"), new=code(after[0] or "/"))
    for each in before[1:]:
        if each not in after:
            changes.add("server-removed", _O, use, old=code(each))
    for each in after[1:]:
        if each not in before:
            changes.add("server-added", _O, use, new=code(each))


def _compare_credentials(one: Operation, two: Operation, changes: Changes) -> None:
    use = _use(two, "operation")
    for each in sorted(one.credentials, key=sorted):
        if not any(other <= each for other in two.credentials):
            changes.add("security-tightened", _R, use, old=_needed(each), new=_needed_any(two))
    for each in sorted(two.credentials, key=sorted):
        if not any(other <= each for other in one.credentials):
            changes.add("security-loosened", _R, use, old=_needed_any(one), new=_needed(each))


def _needed(credential: frozenset[str]) -> str:
    return " with ".join(sorted(credential)) or "calls without a credential"


def _needed_any(operation: Operation) -> str:
    return ", or ".join(sorted(_needed(each) for each in operation.credentials))


def _compare_effect(one: Operation, two: Operation, changes: Changes) -> None:
    was, now = one.node.get("x-effect"), two.node.get("x-effect")
    if was == now:
        return
    lowered = was in _EFFECTS and now in _EFFECTS and _EFFECTS.index(now) < _EFFECTS.index(was)
    kind = "effect-lowered" if lowered else "effect-raised"
    changes.add(
        kind, _O, _use(two, "operation"), old=was or "call of no told effect", new=now or "call of no told effect"
    )


def _compare_parameters(one: Operation, two: Operation, changes: Changes) -> None:
    before, after = dict(one.parameters), dict(two.parameters)
    if len(one.path_names) == len(two.path_names):
        # In a path, the place counts and not the name, which only Python shows.
        for was, now in zip(one.path_names, two.path_names, strict=True):
            if was != now and ("path", was) in before and ("path", now) in after and ("path", now) not in before:
                if snake(was) != snake(now):
                    changes.add("renamed", _R, _use(two, "path", was), old=snake(was), new=snake(now))
                _compare_parameter(before.pop(("path", was)), after.pop(("path", now)), two, changes)
    for key in [key for key in before if key not in after]:
        # Names of headers are told apart without their case.
        found = next((k for k in after if k[1].lower() == key[1].lower() and k[0] != key[0] and k not in before), None)
        parameter = before.pop(key)
        if found is None:
            changes.add("removed", _R, _use(two, parameter.place, parameter.name))
            continue
        other = after.pop(found)
        changes.add("moved", _R, _use(two, other.place, other.name), old=parameter.place, new=other.place)
        _compare_parameter(parameter, other, two, changes)
    for key, parameter in after.items():
        if key in before:
            _compare_parameter(before[key], parameter, two, changes)
        else:
            kind = "added-required" if parameter.required else "added"
            changes.add(kind, _R, _use(two, parameter.place, parameter.name))


def _compare_parameter(one: Parameter, two: Parameter, operation: Operation, changes: Changes) -> None:
    use = _use(operation, two.place, two.name)
    if one.required != two.required:
        changes.add("required" if two.required else "optional", _R, use)
    if one.place == two.place and one.style != two.style:
        changes.add("style-changed", _R, use, old=one.style, new=two.style)
    compare_told(one.node, two.node, use, changes, _R)
    changes.compare(one.schema, two.schema, _R, use)


def _compare_bodies(one: Operation, two: Operation, changes: Changes, side: Side) -> None:
    use = _use(two, "body")
    if one.body is None and two.body is None:
        return
    if one.body is None or two.body is None:
        needed = "-required" if two.body and two.body.get("required") is True else ""
        kind = "body-removed" if two.body is None else f"body-added{needed}"
        if side is _A:
            kind = "content-removed" if two.body is None else "content-added"
        changes.add(kind, side, use, old="body")
        return
    if side is _R and (one.body.get("required") is True) != (two.body.get("required") is True):
        changes.add("body-required" if two.body.get("required") else "body-optional", side, use)
    compare_told(one.body, two.body, use, changes, side)
    answers.compare_media(one.media, two.media, use, changes, side)


def _compare_document(old: dict[str, Any], new: dict[str, Any], changes: Changes) -> None:
    """Compares what is told of the document as a whole. Its version is no change: it follows from the changes."""
    parts = {
        f"info.{key}": ("info", key)
        for key in ("title", "summary", "description", "termsOfService", "contact", "license")
    }
    parts |= {key: ("", key) for key in ("tags", "externalDocs")}
    for told, (holder, key) in parts.items():
        one, two = (each.get(holder) or {} if holder else each for each in (old, new))
        if text(one.get(key)) != text(two.get(key)):
            changes.add("document-described", _O, Use("", False, told), keyword=code(told))
