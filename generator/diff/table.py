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


_B, _S, _D = Level.BREAKING, Level.SAFE, Level.DOCUMENTATION
_R, _A, _O = Side.REQUEST, Side.ANSWER, Side.OPERATION
_OPEN_ENUM = "Enums are open: the client passes on values that it does not know."
_OPEN_OBJECT = "Models are open: the client keeps keys that it does not know."
_RELEASED = "The arguments stay, but released clients still send the old request."
_DIRECT = "This concerns the direct route."
_COMES = "{what}, in what {who} [answers|answer],"

RULES: dict[tuple[str, Side], Rule] = {
    # Operations
    ("operation-added", _O): Rule(_S, "{who} [is|are] new"),
    ("operation-removed", _O): Rule(_B, "{who} [is|are] gone"),
    ("operation-renamed", _O): Rule(_B, "`{old}` is now called `{new}`"),
    ("operation-moved", _O): Rule(_B, "{who} [is|are] now sent to {new}", _RELEASED),
    ("server-changed", _O): Rule(_B, "{who} [goes|go] to {new} instead of {old}", _RELEASED),
    ("server-removed", _O): Rule(_B, "{who} can no longer be sent to {old}"),
    ("server-added", _O): Rule(_S, "{who} can also be sent to {new}"),
    ("server-preferred", _O): Rule(_S, "{who} [goes|go] to {new} by default; {old} still serves"),
    ("deprecated", _O): Rule(_S, "{who} [is|are] deprecated", "It still works; plan for its end."),
    ("undeprecated", _O): Rule(_S, "{who} [is|are] no longer deprecated"),
    ("effect-raised", _O): Rule(
        _B, "{who} [is|are] now a {new}, no longer a {old}", "Failed calls are repeated less, and agents ask first."
    ),
    ("effect-lowered", _O): Rule(
        _S, "{who} [is|are] now a {new}, no longer a {old}", "Failed calls may be repeated, and agents may run it."
    ),
    ("described", _O): Rule(_D, "{who}: {keyword} changed"),
    ("specification-described", _O): Rule(_D, "{keyword} of the specification changed"),
    ("pages-added", _O): Rule(_S, "{who} can be asked for page after page"),
    ("pages-removed", _O): Rule(_B, "{who} can no longer be asked for page after page"),
    ("reconcile-added", _O): Rule(_S, "{who} [takes|take] `reconcile`, which looks up an unknown outcome"),
    ("reconcile-removed", _O): Rule(_B, "{who} no longer [takes|take] `reconcile`"),
    ("permission-added", _O): Rule(_S, "An agent may run {who} where its integration has `{new}` on"),
    ("permission-removed", _O): Rule(_B, "No flag of an integration permits {who} any more; `{old}` did"),
    ("permission-changed", _O): Rule(_B, "{who} [is|are] permitted by `{new}` of an integration instead of `{old}`"),
    ("event-added", _O): Rule(_S, "The webhook {what} is new"),
    ("event-removed", _O): Rule(_B, "The webhook {what} is gone"),
    ("event-renamed", _O): Rule(_B, "`webhooks.{old}` is now `webhooks.{new}`"),
    ("class-removed", _O): Rule(_B, "`models.{old}` is gone"),
    ("class-renamed", _O): Rule(_B, "`models.{old}` is now `models.{new}`", "Nothing changes in what travels."),
    ("status-changed", _O): Rule(_B, "{who} [succeeds|succeed] with {new} instead of {old}"),
    ("error-added", _O): Rule(_S, "{who} may fail with {new}", "Errors are raised by the family of their status."),
    ("error-removed", _O): Rule(_S, "{who} no longer [fails|fail] with {old}"),
    # The request behind an action
    ("direct-request-changed", _O): Rule(
        _B, "On the direct route, {who} [sends|send] {new} instead of {old}", "Released clients still send the old one."
    ),
    ("direct-binding-preferred", _O): Rule(
        _S, "On the direct route, {who} [begins|begin] with {new}; {old} stands in where that is missing"
    ),
    ("direct-binding-added", _O): Rule(_S, "On the direct route, {who} can also be sent as {new}"),
    ("direct-binding-removed", _O): Rule(
        _S, "On the direct route, {who} [is|are] no longer sent as {old}", "Released clients go on to what is left."
    ),
    ("became-action", _O): Rule(_B, "{who} [is|are] now an action and [answers|answer] an `ActionResult`"),
    ("no-action", _O): Rule(_B, "{who} [is|are] no longer an action, and [answers|answer] the model itself"),
    ("direct-version-changed", _O): Rule(
        _B, "On the direct route, {who} [speaks|speak] version {new} of Cal.com's API instead of {old}"
    ),
    ("direct-credential-tightened", _O): Rule(
        _B, "On the direct route, {who} now [asks|ask] for the credential `{new}` instead of `{old}`"
    ),
    ("direct-credential-loosened", _O): Rule(
        _S, "On the direct route, the credential `{new}` is enough for {who}; it was `{old}`"
    ),
    ("direct-body-changed", _O): Rule(_B, "On the direct route, {who} [sends|send] other fixed fields"),
    ("direct-needs-more", _O): Rule(
        _B, "On the direct route, {who} also [needs|need] {what}", "It goes into `extra_arguments`."
    ),
    ("direct-needs-less", _O): Rule(_S, "On the direct route, {who} no longer [needs|need] {what}"),
    ("direct-state-broken", _O): Rule(_B, "On the direct route, {who} [is|are] now marked `{new}`"),
    ("direct-state-mended", _O): Rule(_S, "On the direct route, {who} [is|are] no longer marked `{old}`"),
    ("direct-argument-changed", _R): Rule(_B, "{who} [sends|send] {what} another way: {old} → {new}", _DIRECT),
    # Credentials
    ("security-tightened", _R): Rule(_B, "{who} no longer [accepts|accept] {old}"),
    ("security-loosened", _R): Rule(_S, "{who} also [accepts|accept] {new}"),
    # Arguments and fields
    ("added", _R): Rule(_S, "{who} also [takes|take] {what}"),
    ("added", _A): Rule(_S, "{what} is new in what {who} [answers|answer]", _OPEN_OBJECT),
    ("added-required", _R): Rule(_B, "{who} now [requires|require] {what}"),
    ("removed", _R): Rule(_B, "{who} no longer [takes|take] {what}"),
    ("removed", _A): Rule(_B, "{what} is gone from what {who} [answers|answer]"),
    ("renamed", _R): Rule(_B, "{who} [takes|take] `{new}` instead of `{old}`"),
    ("moved", _R): Rule(_B, "{who} [sends|send] {what} in the {new} instead of the {old}", _RELEASED),
    ("required", _R): Rule(_B, "{who} now [requires|require] {what}"),
    ("required", _A): Rule(_S, "{what} is always there in what {who} [answers|answer]"),
    ("optional", _R): Rule(_S, "{who} no longer [requires|require] {what}"),
    ("optional", _A): Rule(_B, "{what} may be missing from what {who} [answers|answer]"),
    # Types
    ("type-changed", _R): Rule(_B, "{who} [takes|take] {what} as {new} instead of {old}"),
    ("type-changed", _A): Rule(_B, f"{_COMES} is {{new}} instead of {{old}}"),
    ("type-widened", _R): Rule(_S, "{who} [takes|take] {what} as {new}, which was {old}"),
    ("type-widened", _A): Rule(_B, f"{_COMES} is {{new}}, which was {{old}}"),
    ("type-narrowed", _R): Rule(_B, "{who} [takes|take] {what} only as {new}, which was {old}"),
    ("type-narrowed", _A): Rule(_S, f"{_COMES} is only {{new}}, which was {{old}}"),
    ("null-added", _R): Rule(_S, "{who} [takes|take] null for {what}"),
    ("null-added", _A): Rule(_B, f"{_COMES} may be `None`"),
    ("null-removed", _R): Rule(_B, "{who} no longer [takes|take] null for {what}"),
    ("null-removed", _A): Rule(_S, f"{_COMES} is never `None`"),
    ("decoded-otherwise", _A): Rule(_B, f"{_COMES} is read as `{{new}}` instead of `{{old}}`"),
    # Values
    ("values-added", _R): Rule(_S, "{who} [takes|take] {new} for {what}"),
    ("values-added", _A): Rule(_S, f"{_COMES} may be {{new}}", _OPEN_ENUM),
    ("values-removed", _R): Rule(_B, "{who} no longer [takes|take] {old} for {what}"),
    ("values-removed", _A): Rule(_S, f"{_COMES} is never {{old}}"),
    ("values-replaced", _R): Rule(_B, "{who} [takes|take] {new} for {what} instead of {old}"),
    ("values-replaced", _A): Rule(_B, f"{_COMES} is {{new}} instead of {{old}}"),
    ("values-closed", _R): Rule(_B, "{who} [takes|take] only {new} for {what}"),
    ("values-closed", _A): Rule(_S, f"{_COMES} is one of {{new}}"),
    ("values-opened", _R): Rule(_S, "{who} [takes|take] other values than {old} for {what}"),
    ("values-opened", _A): Rule(_S, f"{_COMES} may be other than {{old}}", _OPEN_ENUM),
    # Limits, and other constraints
    ("limit-tightened", _R): Rule(_B, "{who} [limits|limit] {what} more: {keyword} {old} → {new}"),
    ("limit-tightened", _A): Rule(_S, f"{_COMES} is limited more: {{keyword}} {{old}} → {{new}}"),
    ("limit-loosened", _R): Rule(_S, "{who} [limits|limit] {what} less: {keyword} {old} → {new}"),
    ("limit-loosened", _A): Rule(_B, f"{_COMES} may exceed its former limit: {{keyword}} {{old}} → {{new}}"),
    ("limit-changed", _R): Rule(_B, "{who} [limits|limit] {what} otherwise: {keyword} {old} → {new}"),
    ("limit-changed", _A): Rule(_B, f"{_COMES} is limited otherwise: {{keyword}} {{old}} → {{new}}"),
    # What is told
    ("default-changed", _R): Rule(_B, "{who} without {what} now [means|mean] {new}, not {old}"),
    ("default-added", _R): Rule(_S, "{who} without {what} [means|mean] {new}", "The default is told now."),
    ("default-removed", _R): Rule(_B, "{who} without {what} no longer [means|mean] {old}"),
    ("default-changed", _A): Rule(_D, "The default told for {what} changed: {old} → {new}"),
    ("default-added", _A): Rule(_D, "A default is told for {what}: {new}"),
    ("default-removed", _A): Rule(_D, "No default is told any more for {what}; it was {old}"),
    ("deprecated", _R): Rule(_S, "{what} of {who} is deprecated", "It still works; plan for its end."),
    ("deprecated", _A): Rule(_S, "{what}, which {who} [answers|answer], is deprecated", "It still comes."),
    ("undeprecated", _R): Rule(_S, "{what} of {who} is no longer deprecated"),
    ("undeprecated", _A): Rule(_S, "{what}, which {who} [answers|answer], is no longer deprecated"),
    ("secret", _R): Rule(_S, "{what} of {who} is no longer printed", "It is a secret now: reprs and logs mask it."),
    ("secret", _A): Rule(_S, "{what}, which {who} [answers|answer], is no longer printed", "Reprs and logs mask it."),
    ("no-secret", _R): Rule(_B, "{what} of {who} is printed in reprs and logs, where it was masked"),
    ("no-secret", _A): Rule(_B, "{what}, which {who} [answers|answer], is printed in reprs and logs"),
    ("described", _R): Rule(_D, "{keyword} of {what} changed, for {who}"),
    ("described", _A): Rule(_D, "{keyword} of {what} changed, in what {who} [answers|answer]"),
}
