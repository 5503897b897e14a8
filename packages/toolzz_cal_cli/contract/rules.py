"""What each kind of change means, for requests and answers apart. This table is the whole of the policy.

Requests may only grow: what was accepted stays accepted. Answers may only shrink: what comes was possible before. Two
openings are no break for answers, because this client is built for them: keys and enum values that it does not know.
What a webhook tells is judged as an answer is.

In the texts, `{who}` are the methods, `[one|many]` is chosen by their number, `{what}` is the argument or field,
`{old}` and `{new}` are values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Level(StrEnum):
    """How much a change matters to who uses the interface."""

    BREAKING = "breaking"
    SAFE = "safe"
    DOCUMENTATION = "documentation"


class Side(StrEnum):
    """What a change is about: what is sent, what comes back, or the operation itself."""

    REQUEST = "request"
    ANSWER = "answer"
    OPERATION = "operation"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change on one side."""

    level: Level
    text: str
    note: str = ""


_breaks, _safe, _told = (partial(Rule, level) for level in Level)

_R, _A, _O = Side.REQUEST, Side.ANSWER, Side.OPERATION
_OPEN_ENUM = "Enums are open: the client passes on values that it does not know."
_OPEN_OBJECT = "Models are open: the client keeps keys that it does not know."
_RELEASED = "The arguments stay, but released clients still send the old request."
_DIRECT = "This concerns the direct route."
_COMES = "{what}, in what {who} [answers|answer],"

RULES: dict[tuple[str, Side], Rule] = {
    # Operations
    ("operation-added", _O): _safe("{who} [is|are] new"),
    ("operation-removed", _O): _breaks("{who} [is|are] gone"),
    ("operation-renamed", _O): _breaks("`{old}` is now called `{new}`"),
    ("operation-moved", _O): _breaks("{who} [is|are] now sent to {new}", _RELEASED),
    ("server-changed", _O): _breaks("{who} [goes|go] to {new} instead of {old}", _RELEASED),
    ("server-removed", _O): _breaks("{who} can no longer be sent to {old}"),
    ("server-added", _O): _safe("{who} can also be sent to {new}"),
    ("server-preferred", _O): _safe("{who} [goes|go] to {new} by default; {old} still serves"),
    ("deprecated", _O): _safe("{who} [is|are] deprecated", "It still works; plan for its end."),
    ("undeprecated", _O): _safe("{who} [is|are] no longer deprecated"),
    ("effect-raised", _O): _breaks(
        "{who} [is|are] now a {new}, no longer a {old}", "Failed calls are repeated less, and agents ask first."
    ),
    ("effect-lowered", _O): _safe(
        "{who} [is|are] now a {new}, no longer a {old}", "Failed calls may be repeated, and agents may run it."
    ),
    ("described", _O): _told("{who}: {keyword} changed"),
    ("specification-described", _O): _told("{keyword} of the specification changed"),
    ("pages-added", _O): _safe("{who} can be asked for page after page"),
    ("pages-removed", _O): _breaks("{who} can no longer be asked for page after page"),
    ("reconcile-added", _O): _safe("{who} [takes|take] `reconcile`, which looks up an unknown outcome"),
    ("reconcile-removed", _O): _breaks("{who} no longer [takes|take] `reconcile`"),
    ("permission-added", _O): _safe("An agent may run {who} where its integration has `{new}` on"),
    ("permission-removed", _O): _breaks("No flag of an integration permits {who} any more; `{old}` did"),
    ("permission-changed", _O): _breaks("{who} [is|are] permitted by `{new}` of an integration instead of `{old}`"),
    ("event-added", _O): _safe("The webhook {what} is new"),
    ("event-removed", _O): _breaks("The webhook {what} is gone"),
    ("event-renamed", _O): _breaks("`webhooks.{old}` is now `webhooks.{new}`"),
    ("class-removed", _O): _breaks("`models.{old}` is gone"),
    ("class-renamed", _O): _breaks("`models.{old}` is now `models.{new}`", "Nothing changes in what travels."),
    ("status-changed", _O): _breaks("{who} [succeeds|succeed] with {new} instead of {old}"),
    ("error-added", _O): _safe("{who} may fail with {new}", "Errors are raised by the family of their status."),
    ("error-removed", _O): _safe("{who} no longer [fails|fail] with {old}"),
    # The request behind an action
    ("direct-request-changed", _O): _breaks(
        "On the direct route, {who} [sends|send] {new} instead of {old}", "Released clients still send the old one."
    ),
    ("direct-binding-preferred", _O): _safe(
        "On the direct route, {who} [begins|begin] with {new}; {old} stands in where that is missing"
    ),
    ("direct-binding-added", _O): _safe("On the direct route, {who} can also be sent as {new}"),
    ("direct-binding-removed", _O): _safe(
        "On the direct route, {who} [is|are] no longer sent as {old}", "Released clients go on to what is left."
    ),
    ("became-action", _O): _breaks("{who} [is|are] now an action and [answers|answer] an `ActionResult`"),
    ("no-action", _O): _breaks("{who} [is|are] no longer an action, and [answers|answer] the model itself"),
    ("direct-version-changed", _O): _breaks(
        "On the direct route, {who} [speaks|speak] version {new} of Cal.com's API instead of {old}"
    ),
    ("direct-credential-tightened", _O): _breaks(
        "On the direct route, {who} now [asks|ask] for the credential `{new}` instead of `{old}`"
    ),
    ("direct-credential-loosened", _O): _safe(
        "On the direct route, the credential `{new}` is enough for {who}; it was `{old}`"
    ),
    ("direct-body-changed", _O): _breaks("On the direct route, {who} [sends|send] other fixed fields"),
    ("direct-needs-more", _O): _breaks(
        "On the direct route, {who} also [needs|need] {what}", "It goes into `extra_arguments`."
    ),
    ("direct-needs-less", _O): _safe("On the direct route, {who} no longer [needs|need] {what}"),
    ("direct-state-broken", _O): _breaks("On the direct route, {who} [is|are] now marked `{new}`"),
    ("direct-state-mended", _O): _safe("On the direct route, {who} [is|are] no longer marked `{old}`"),
    ("forms-added", _O): _safe("{who} can be run by further versions of the gateway"),
    ("forms-removed", _O): _breaks("{who} can be run by one version of the gateway only"),
    ("forms-changed", _O): _safe("The versions of the gateway that can run {who} changed"),
    ("direct-argument-changed", _R): _breaks("{who} [sends|send] {what} another way: {old} → {new}", _DIRECT),
    # Credentials
    ("security-tightened", _R): _breaks("{who} no longer [accepts|accept] {old}"),
    ("security-loosened", _R): _safe("{who} also [accepts|accept] {new}"),
    # Arguments and fields
    ("added", _R): _safe("{who} also [takes|take] {what}"),
    ("added", _A): _safe("{what} is new in what {who} [answers|answer]", _OPEN_OBJECT),
    ("added-required", _R): _breaks("{who} now [requires|require] {what}"),
    ("removed", _R): _breaks("{who} no longer [takes|take] {what}"),
    ("removed", _A): _breaks("{what} is gone from what {who} [answers|answer]"),
    ("removed-required", _A): _breaks("{what} is gone from what {who} [answers|answer]", "It was always there."),
    ("renamed", _R): _breaks("{who} [takes|take] `{new}` instead of `{old}`"),
    ("moved", _R): _breaks("{who} [sends|send] {what} in the {new} instead of the {old}", _RELEASED),
    ("required", _R): _breaks("{who} now [requires|require] {what}"),
    ("required", _A): _safe("{what} is always there in what {who} [answers|answer]"),
    ("optional", _R): _safe("{who} no longer [requires|require] {what}"),
    ("optional", _A): _breaks("{what} may be missing from what {who} [answers|answer]"),
    # Types
    ("type-changed", _R): _breaks("{who} [takes|take] {what} as {new} instead of {old}"),
    ("type-changed", _A): _breaks(f"{_COMES} is {{new}} instead of {{old}}"),
    ("type-widened", _R): _safe("{who} [takes|take] {what} as {new}, which was {old}"),
    ("type-widened", _A): _breaks(f"{_COMES} is {{new}}, which was {{old}}"),
    ("type-narrowed", _R): _breaks("{who} [takes|take] {what} only as {new}, which was {old}"),
    ("type-narrowed", _A): _safe(f"{_COMES} is only {{new}}, which was {{old}}"),
    ("null-added", _R): _safe("{who} [takes|take] null for {what}"),
    ("null-added", _A): _breaks(f"{_COMES} may be `None`"),
    ("null-removed", _R): _breaks("{who} no longer [takes|take] null for {what}"),
    ("null-removed", _A): _safe(f"{_COMES} is never `None`"),
    ("decoded-otherwise", _A): _breaks(f"{_COMES} is read as `{{new}}` instead of `{{old}}`"),
    # Values
    ("values-added", _R): _safe("{who} [takes|take] {new} for {what}"),
    ("values-added", _A): _safe(f"{_COMES} may be {{new}}", _OPEN_ENUM),
    ("values-removed", _R): _breaks("{who} no longer [takes|take] {old} for {what}"),
    ("values-removed", _A): _safe(f"{_COMES} is never {{old}}"),
    ("values-replaced", _R): _breaks("{who} [takes|take] {new} for {what} instead of {old}"),
    ("values-replaced", _A): _breaks(f"{_COMES} is {{new}} instead of {{old}}"),
    ("values-closed", _R): _breaks("{who} [takes|take] only {new} for {what}"),
    ("values-closed", _A): _safe(f"{_COMES} is one of {{new}}"),
    ("values-opened", _R): _safe("{who} [takes|take] other values than {old} for {what}"),
    ("values-opened", _A): _safe(f"{_COMES} may be other than {{old}}", _OPEN_ENUM),
    # Limits, and other constraints
    ("limit-tightened", _R): _breaks("{who} [limits|limit] {what} more: {keyword} {old} → {new}"),
    ("limit-tightened", _A): _safe(f"{_COMES} is limited more: {{keyword}} {{old}} → {{new}}"),
    ("limit-loosened", _R): _safe("{who} [limits|limit] {what} less: {keyword} {old} → {new}"),
    ("limit-loosened", _A): _breaks(f"{_COMES} may exceed its former limit: {{keyword}} {{old}} → {{new}}"),
    ("limit-changed", _R): _breaks("{who} [limits|limit] {what} otherwise: {keyword} {old} → {new}"),
    ("limit-changed", _A): _breaks(f"{_COMES} is limited otherwise: {{keyword}} {{old}} → {{new}}"),
    # What is told
    ("default-changed", _R): _breaks("{who} without {what} now [means|mean] {new}, not {old}"),
    ("default-added", _R): _safe("{who} without {what} [means|mean] {new}", "The default is told now."),
    ("default-removed", _R): _breaks("{who} without {what} no longer [means|mean] {old}"),
    ("default-changed", _A): _told("The default told for {what} changed: {old} → {new}"),
    ("default-added", _A): _told("A default is told for {what}: {new}"),
    ("default-removed", _A): _told("No default is told any more for {what}; it was {old}"),
    ("deprecated", _R): _safe("{what} of {who} is deprecated", "It still works; plan for its end."),
    ("deprecated", _A): _safe("{what}, which {who} [answers|answer], is deprecated", "It still comes."),
    ("undeprecated", _R): _safe("{what} of {who} is no longer deprecated"),
    ("undeprecated", _A): _safe("{what}, which {who} [answers|answer], is no longer deprecated"),
    ("secret", _R): _safe("{what} of {who} is no longer printed", "It is a secret now: reprs and logs mask it."),
    ("secret", _A): _safe("{what}, which {who} [answers|answer], is no longer printed", "Reprs and logs mask it."),
    ("no-secret", _R): _breaks("{what} of {who} is printed in reprs and logs, where it was masked"),
    ("no-secret", _A): _breaks("{what}, which {who} [answers|answer], is printed in reprs and logs"),
    ("described", _R): _told("{keyword} of {what} changed, for {who}"),
    ("described", _A): _told("{keyword} of {what} changed, in what {who} [answers|answer]"),
}
