# Edit this in generator/runtime/_tools_text.py; `make generate` copies it into the client.
"""Answers and errors as a model reads them: short, without secrets, and never mistaken for instructions of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from . import errors
from ._json import is_array, is_object
from ._model import Model
from ._outcome import unwrapped
from ._pages import cursor_of, more_of
from ._redaction import masked
from ._tools_marks import CLOSES, OPENS, as_id, marked
from ._tools_shown import Texts, texts_of_page
from .results import ActionResult

LONGEST = 20_000  # characters of a result's text
_LONGEST_REASON = 1_000
_LEVELS = (400, 100, 50, 25, 12, 6, 3, 1)  # items of every list, until the text is short enough
_LONGEST_TEXTS = (2_000, 500, 100)
_BY_CURSOR = "There are more. Narrow the call, such as to fewer days, for what follows."
# What does not show, or turns the direction of what follows: the classes Cc, Cf, Zl, Zp and private use.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\ud800-\udfff]"
)

_CORRECT = "Nothing was sent. Correct the arguments and call again."
_OPERATOR = "Nothing was sent. Only whoever runs this program can repair it; tell the user."
_REFUSED = (
    "The calendar refused it. Read the reason, look at what is there, and change the arguments before another try."
)
# The first class that an error is an instance of decides.
_ADVICE: tuple[tuple[type[errors.ToolzzCalError], str], ...] = (
    (errors.Declined, "Nothing was sent. Do not try again unless the person asks for it."),
    (errors.OutcomeUnknown, "It may or may not have happened. Do not repeat it: look first{look}."),
    (errors.NotPermitted, "Nothing was sent. Do not try again or look for a way around it; tell the user."),
    (errors.ArgumentError, _CORRECT),
    (errors.ConfigurationError, _OPERATOR),
    (errors.ClientClosed, _OPERATOR),
    (errors.CredentialUnavailable, _OPERATOR),
    (errors.WaitTooLong, "Nothing was sent. Wait{wait} before the next call."),
    (errors.RateLimited, "Too many calls; this one did nothing. Wait{wait} before the next."),
    (errors.ConnectionFailed, "Nothing was sent. Try again later."),
    (errors.TransportError, "No answer came. Reading again is safe."),
    (errors.AuthenticationFailed, "The credential is missing, wrong or expired. Do not try again; tell the user."),
    (errors.PermissionDenied, "The credential may not do this. Do not try again; tell the user."),
    (errors.NotFound, "There is no such thing, or not for this account. Check the ids{look}."),
    (errors.Conflict, _REFUSED),
    (errors.Gone, "This no longer exists upstream. Do not try again."),
    (errors.ServerError, "The calendar failed. Reading again later is safe."),
    (errors.StatusError, _REFUSED),
    (errors.ActionFailed, _REFUSED),
    (errors.PaginationError, "The list does not end as it should. Narrow the call, or read one page of it."),
)


def answer(
    result: Any, secrets: Sequence[str], arguments: dict[str, Any], pages: bool, longest: int, texts: Texts
) -> dict[str, Any]:
    """What a call gave, as JSON data that a model can be shown: `data`, perhaps `pagination` and `note`.

    Args:
        result: What the client gave back.
        secrets: Texts that are masked wherever they stand.
        arguments: What was asked for, for the note on further pages.
        pages: Whether the operation takes `skip` and `take`.
        longest: Characters that the text may have; lists, and then texts, are cut until it fits.
        texts: Which texts are marked.
    """
    reply: Any = result
    paging: Any = None
    if isinstance(result, ActionResult):
        reply = result.reply
        if is_object(reply):
            paging = reply.get("pagination")
        reply = unwrapped(reply)
    elif isinstance(result, Model):
        reply = result.to_dict()
    told: dict[str, Any] = {"data": texts.shown(masked(reply, secrets))}
    if is_object(paging):
        told["pagination"] = texts_of_page().shown(masked(paging, secrets))
    return _short(told, arguments, pages, longest)


def listing(
    rows: list[Any],
    secrets: Sequence[str],
    fields: frozenset[str],
    rest: Mapping[str, Any],
    longest: int,
    texts: Texts,
) -> dict[str, Any]:
    """Rows of several pages, as `answer` has one page's; `rest` is the argument that leads to unread ones."""
    if fields:
        rows = [{key: row[key] for key in row if key in fields} if is_object(row) else row for row in rows]
    told: dict[str, Any] = {"data": texts.shown(masked(rows, secrets)), "total": len(rows)}
    if "skip" in rest:
        told["note"] = f"There are more. Call again with skip={rest['skip']}."
    elif rest:
        told["note"] = _BY_CURSOR
    short = _short(told, {}, False, longest)
    if short is not told:
        notes = [short["note"]]
        if "note" in told:
            notes.append(told["note"])
        notes.append("Name fewer `fields` to see more rows.")
        short["note"] = " ".join(notes)
    return short


def text(told: dict[str, Any]) -> str:
    """JSON in one line. Characters that do not show are written as escapes, so that nothing is hidden in it."""
    return _INVISIBLE.sub(_escaped, json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def problem(error: errors.ToolzzCalError, look: Sequence[str]) -> dict[str, Any]:
    """An error as data: its kind, what happened, and what to do. `look` names tools that show the present state."""
    wait = f" {error.retry_after:g} seconds" if error.retry_after else " a while"
    shown = f", for example with {' or '.join(look)}" if look else ""
    advice = next((advice for kind, advice in _ADVICE if isinstance(error, kind)), "")
    if isinstance(error, errors.UnknownAction):
        advice = "Nothing was sent. Use a name that exists."
    reason = line(error.message)
    if error._quotes:  # pyright: ignore[reportPrivateUsage]
        reason = marked(reason, _LONGEST_REASON)
    told: dict[str, Any] = {"kind": type(error).__name__, "message": reason}
    if error.operation:
        told["operation"] = error.operation
    if error.status_code:
        told["status"] = error.status_code
    if error.request_id:
        told["request"] = as_id(line(error.request_id))
    told["advice"] = advice.format(wait=wait, look=shown)
    return told


def problem_text(told: dict[str, Any]) -> str:
    """The same in words. What the upstream said stands between marks, as it may be anybody's text."""
    where = f"{told['operation']}: " if "operation" in told else ""
    status = f" (status {told['status']})" if "status" in told else ""
    message = told["message"]
    said = message if message.startswith(OPENS) else json.dumps(message, ensure_ascii=False)
    return f"{where}{told['kind']}{status}: {said}. {told['advice']}".strip()


def line(text: str) -> str:
    """A text of an error, whose secrets are masked already, as one line of a limited length."""
    shown = _INVISIBLE.sub(" ", text)
    return shown if len(shown) <= _LONGEST_REASON else f"{shown[: _LONGEST_REASON - 1]}…"


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def _short(told: dict[str, Any], arguments: dict[str, Any], pages: bool, longest: int) -> dict[str, Any]:
    data: Any = told["data"]
    if _fits(told, longest):
        return _paged(told, len(data), arguments) if pages and is_array(data) else told
    if is_array(data) and (shown := _fitting(data, longest)):
        cut = {**told, "data": data[:shown]}
        if pages:
            return _paged(cut, shown, arguments, of=len(data))
        return {**cut, "note": f"Only the first {shown} of {len(data)} are shown. Narrow the call to see others."}
    for most in _LEVELS:
        for characters in _LONGEST_TEXTS:
            note = f"Lists are cut to {most} items and texts to {characters:,} characters. Narrow the call for more."
            cut = {**told, "data": _cut(data, most, characters), "note": note}
            if _fits(cut, longest):
                return cut
    return {"note": "The answer is too long to be shown. Narrow the call."}


def _fits(told: dict[str, Any], longest: int) -> bool:
    return len(text(told)) <= longest


def _fitting(items: list[Any], longest: int) -> int:
    """How many items fit, with room for what stands around them."""
    left = longest - 600
    for count, item in enumerate(items):
        left -= len(text(item)) + 1
        if left < 0:
            return count
    return len(items)


def _paged(told: dict[str, Any], shown: int, arguments: dict[str, Any], of: int = 0) -> dict[str, Any]:
    """The same with a word on how to go on, where there is or may be more."""
    skip = arguments.get("skip", 0)
    paging = told.get("pagination", {})
    more = more_of(paging)
    if of > shown:
        what = f"Only the first {shown} of these {of} are shown"
    elif more is not False and cursor_of(paging) is not None:
        return {**told, "note": _BY_CURSOR}
    elif more is True or (more is None and shown and shown == arguments.get("take")):
        what = "There are more" if more else "There may be more"
    else:
        return told
    return {**told, "note": f"{what}. Call again with skip={skip + shown} for what follows."}


def _cut(value: Any, most: int, characters: int) -> Any:
    if is_object(value):
        return {key: _cut(inner, most, characters) for key, inner in value.items()}
    if is_array(value):
        return [_cut(inner, most, characters) for inner in value[:most]]
    if isinstance(value, str) and len(value) > characters:
        return f"{value[:characters]}…{CLOSES if value.startswith(OPENS) else ''}"
    return value
