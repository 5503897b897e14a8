"""Compares the Cal.com requests that actions stand for. Who uses the direct route sends them."""

from __future__ import annotations

from typing import Any

from generator.diff.changes import Changes
from generator.diff.consequences import Use
from generator.diff.forms import text
from generator.diff.names import code
from generator.diff.table import Side

HANDLED = {"x-cal", "x-cal-version", "x-cal-credential", "x-cal-body", "x-cal-needs", "x-cal-state"}
_USUAL = "an API key"
# What each kind of credential is satisfied with, beside itself.
_WIDER = {_USUAL: {"optional", "key-or-client", "none"}, "client": {"key-or-client", "none"}, "optional": {"none"}}
_WIDER["client-secret"] = {"client", "key-or-client", "none"}
_WIDER |= {"user-token": {"none"}, "key-or-client": {"none"}, "none": {"optional"}}


def compare(one: dict[str, Any], two: dict[str, Any], use: Use, changes: Changes) -> None:
    """Compares what the extensions of an operation tell about its direct request."""

    def add(kind: str, **told: object) -> None:
        changes.add(kind, Side.OPERATION, use, **told)  # type: ignore[arg-type]

    if ("x-cal" in one) != ("x-cal" in two):
        add("became-action" if "x-cal" in two else "no-action")
        return
    if one.get("x-cal") != two.get("x-cal"):
        add("direct-request-changed", old=code(one["x-cal"]), new=code(two["x-cal"]))
    if one.get("x-cal-version") != two.get("x-cal-version"):
        was, now = (code(each.get("x-cal-version") or "of its own choice") for each in (one, two))
        add("direct-version-changed", old=was, new=now)
    was, now = str(one.get("x-cal-credential", _USUAL)), str(two.get("x-cal-credential", _USUAL))
    if was != now:
        add(f"direct-credential-{'loosened' if now in _WIDER.get(was, ()) else 'tightened'}", old=was, new=now)
    if text(one.get("x-cal-body")) != text(two.get("x-cal-body")):
        add("direct-body-changed", old=text(one.get("x-cal-body")), new=text(two.get("x-cal-body")))
    before, after = one.get("x-cal-needs") or [], two.get("x-cal-needs") or []
    for name in sorted(set(after) - set(before)):
        add("direct-needs-more", new=name)
    for name in sorted(set(before) - set(after)):
        add("direct-needs-less", old=name)
    if one.get("x-cal-state") != two.get("x-cal-state"):
        kind = "direct-state-broken" if two.get("x-cal-state") else "direct-state-mended"
        add(kind, old=one.get("x-cal-state", ""), new=two.get("x-cal-state", ""))
