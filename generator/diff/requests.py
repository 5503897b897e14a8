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
    _compare_line(one.cal, two.cal, use, changes)
    _compare_credential(one.cal, two.cal, use, changes)
    if text(one.cal.body) != text(two.cal.body):
        changes.add("direct-body-changed", Side.OPERATION, use, old=text(one.cal.body), new=text(two.cal.body))
    for name in sorted(set(two.cal.needs) - set(one.cal.needs)):
        changes.add("direct-needs-more", Side.OPERATION, use, new=name)
    for name in sorted(set(one.cal.needs) - set(two.cal.needs)):
        changes.add("direct-needs-less", Side.OPERATION, use, old=name)
    if one.cal.state != two.cal.state:
        kind = "direct-state-broken" if two.cal.state else "direct-state-mended"
        changes.add(kind, Side.OPERATION, use, old=one.cal.state, new=two.cal.state)


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
