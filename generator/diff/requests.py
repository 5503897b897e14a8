"""Compares the Cal.com requests that actions stand for. Who uses the direct route sends them."""

from __future__ import annotations

from generator.diff.changes import Changes, Use
from generator.diff.sides import CalRequest, Operation
from generator.diff.table import Side
from generator.diff.values import text
from generator.diff.words import code

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


def compare_requests(one: Operation, two: Operation, use: Use, changes: Changes) -> None:
    """Compares what an operation is on the direct route."""
    if one.cal is None and two.cal is None:
        return
    if one.cal is None or two.cal is None:
        changes.add("no-action" if two.cal is None else "became-action", Side.OPERATION, use)
        return
    _compare_bindings(one.cal, two.cal, use, changes)
    shared = [(held, two.cal.lines[line]) for line, held in one.cal.lines.items() if line in two.cal.lines]
    _compare(*(shared[0] if shared else (one.cal, two.cal)), use, changes)


def _compare_bindings(one: CalRequest, two: CalRequest, use: Use, changes: Changes) -> None:
    """Compares which requests there are. Who has one that stays goes on to it without help."""
    before, after = list(one.lines), list(two.lines)
    if set(before).isdisjoint(after):
        return  # another request altogether, which the comparison of the first ones tells
    is_preferred = before[0] != after[0] and before[0] in after
    if is_preferred:
        changes.add("direct-binding-preferred", Side.OPERATION, use, old=code(before[0]), new=code(after[0]))
    for line in after:
        if line not in before and not (is_preferred and line == after[0]):
            changes.add("direct-binding-added", Side.OPERATION, use, new=code(line))
    for line in before:
        if line not in after:
            changes.add("direct-binding-removed", Side.OPERATION, use, old=code(line))


def _compare(one: CalRequest, two: CalRequest, use: Use, changes: Changes) -> None:
    """Compares two requests in everything."""
    _compare_line(one, two, use, changes)
    _compare_credential(one, two, use, changes)
    if text(one.body) != text(two.body):
        changes.add("direct-body-changed", Side.OPERATION, use, old=text(one.body), new=text(two.body))
    for name in sorted(set(two.needs) - set(one.needs)):
        changes.add("direct-needs-more", Side.OPERATION, use, new=name)
    for name in sorted(set(one.needs) - set(two.needs)):
        changes.add("direct-needs-less", Side.OPERATION, use, old=name)
    if one.state != two.state:
        kind = "direct-state-broken" if two.state else "direct-state-mended"
        changes.add(kind, Side.OPERATION, use, old=one.state, new=two.state)


def _compare_line(one: CalRequest, two: CalRequest, use: Use, changes: Changes) -> None:
    """Compares method, path and version, and where arguments go."""
    old, new = f"{one.method} {one.path}", f"{two.method} {two.path}"
    if old != new:
        changes.add("direct-request-changed", Side.OPERATION, use, old=code(old), new=code(new))
    if one.version != two.version:
        old, new = (code(cal.version or "of its own choice") for cal in (one, two))
        changes.add("direct-version-changed", Side.OPERATION, use, old=old, new=new)
    if (one.method in _BODILESS) != (two.method in _BODILESS):
        return  # arguments go elsewhere then, which the new method says
    for name in one.arguments.keys() & two.arguments.keys():
        before, after = _placed(one.arguments[name]), _placed(two.arguments[name])
        if before != after:
            at = Use(use.operation, "arguments", (name,))
            changes.add("direct-argument-changed", Side.REQUEST, at, old=before, new=after)


def _placed(argument: dict[str, str]) -> str:
    encoded = f", encoded as `{argument['encode']}`" if "encode" in argument else ""
    return f"{argument.get('in')} {code(argument.get('name'))}{encoded}"


def _compare_credential(one: CalRequest, two: CalRequest, use: Use, changes: Changes) -> None:
    old, new = one.credential or _USUAL, two.credential or _USUAL
    if old != new:
        kind = "direct-credential-loosened" if new in _ENOUGH.get(old, ()) else "direct-credential-tightened"
        changes.add(kind, Side.OPERATION, use, old=old, new=new)
