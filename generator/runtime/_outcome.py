# Edit this in generator/runtime/_outcome.py; `make generate` copies it into the client.
"""What an answer proves of a write: whether it leaves open that it happened.

A status proves that nothing happened, or it does not. A gateway answers 200 whatever became of the request behind it,
and tells that in its own words, so the status behind it is looked for in what it says.
"""

from __future__ import annotations

import re
from typing import Any

from ._json import is_array, is_object

# 4xx by which a server says that it, or the caller, stopped waiting: the request may have been carried out meanwhile.
_GIVEN_UP = frozenset({408, 460, 499})
# Redirects that answer for the address: it is elsewhere, or nothing has changed, so the request was not carried out.
# 303 answers for the request, which was, and 300 and numbers that nobody has defined may (RFC 9110, 15.4).
_ELSEWHERE = frozenset({301, 302, 304, 305, 307, 308})
_NOT_IMPLEMENTED = 501

_STATUS_NAMES = frozenset({"status", "statuscode", "httpstatus", "httpstatuscode", "httpcode", "responsestatus"})
_TEXT_NAMES = frozenset(
    {"code", "name", "type", "reason", "title", "detail", "details", "statustext", "exception", "cause", "description"}
    | {"data", "body", "response", "text"}
)
# A status in a sentence, such as `504 Server Error: Gateway Timeout`, `status code 502` or `HTTP/1.1 503`. Patterns are
# texts, compiled when first needed.
_IN_TEXT = (
    r"(?:^\W{0,9}"  # at the beginning, if what follows is no unit
    r"|(?i:\bhttp(?:/[\d.]{1,3})?\W{1,3}|\bstatus(?:[ _-]?code)?\W{1,4}(?:(?:is|was|of)\W)?"
    r"|\berror(?:[ _-]?code)?\W{1,4}|\b(?:answered|returned|responded|received|got)(?: with)?(?: an?)?\W{1,3}))"
    r"([3-9]\d\d)(?=\W{0,3}$|\s{0,3}[-:;,.()\"'}\]]|\s{1,3}[A-Z]|\s(?:from|for|by)\b)(?![.,:-]\d)"
    r"|\b([3-9]\d\d)\W{1,3}(?i:server|client|internal|bad|service|gateway|request|not found|conflict|forbidden|error)\b"
)
# Words in place of a number, with what stands for them; `~` is whatever joins words.
_WORDS = (
    (504, "time~d?~out|deadline~exceeded"),
    (503, "service~(?:temporarily~)?unavailable"),
    (502, "bad~gateway|proxy~error|max~retries~exceeded"),
    (500, "server~error"),
    (502, r"connection~(?:\w{1,9}~)?(?:reset|abort|closed|lost|broken|dropped|terminated)|broken~pipe|econn|epipe"),
    (502, "socket~hang~up|remote~(?:end|disconnected|protocol)|server~disconnected|unexpected~(?:eof|end~of)"),
)
_JOINT = r"[\W_]{0,3}"
_DEEPEST = 8
_MOST = 500  # values that are looked at
_LONGEST = 2_000  # characters of a text that are looked at


def leaves_open(status: int) -> bool:
    """Whether a write may have happened that was answered with this status, which is not one of success."""
    if 300 <= status < 400:
        return status not in _ELSEWHERE
    if 400 <= status < 500:
        return status in _GIVEN_UP
    return status != _NOT_IMPLEMENTED


def reports_error(reply: Any) -> bool:
    """Whether a reply that came with a status of success speaks of an error: Cal.com's wrapper, or its server's."""
    if not is_object(reply) or reply.get("status") == "success":
        return False
    if reply.get("status") == "error":
        return True
    numbers = [_number(reply.get(name)) or 0 for name in ("status", "statusCode", "status_code")]
    return max(numbers) >= 400 and not reply.keys().isdisjoint(("message", "error", "title", "detail"))


def status_behind(body: Any) -> int | None:
    """The HTTP status of what is behind the answering server, as the report of a failure tells it; None if it does not.

    Of several it is the first that leaves a write open. Words such as "timed out" stand for one where no number is.
    """
    numbers: list[int] = []
    texts: list[str] = []
    _gather(body, numbers, texts)
    for text in texts:
        numbers += [int(one or other) for one, other in re.findall(_IN_TEXT, text)]
    if numbers:
        return next((each for each in numbers if leaves_open(each)), numbers[0])
    for status, words in _WORDS:
        pattern = words.replace("~", _JOINT)
        if any(re.search(pattern, text, re.IGNORECASE) for text in texts):
            return status
    return None


def _gather(body: Any, numbers: list[int], texts: list[str]) -> None:
    """Collects what may be a status, and texts of errors, from everywhere in a body, the outermost first."""
    level: list[tuple[str, Any]] = [("", body)]
    looked = 0
    for _ in range(_DEEPEST):
        below: list[tuple[str, Any]] = []
        for name, value in level:
            looked += 1
            if looked > _MOST:
                return
            if is_object(value):
                below += value.items()
            elif is_array(value):
                below += [(name, each) for each in value]
            else:
                _note(name.replace("_", "").replace("-", "").lower(), value, numbers, texts)
        level = below


def _note(name: str, value: Any, numbers: list[int], texts: list[str]) -> None:
    number = _number(value)
    if number is None:
        if isinstance(value, str) and (name in _TEXT_NAMES or "error" in name or "message" in name):
            texts.append(value[:_LONGEST])
        return
    is_status = name in _STATUS_NAMES and number >= 300
    is_code = name in ("code", "errorcode") and 400 <= number < 600  # upstreams have numbers of their own, such as 1803
    if is_status or is_code:
        numbers.append(number)


def _number(value: Any) -> int | None:
    """A status of three digits, as a number or as text."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"\s*[1-9][0-9]{2}\s*", value) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 100 <= value <= 999:
        return None
    return int(value)


def unwrapped(reply: Any) -> Any:
    """What Cal.com's reply holds, out of its own wrapper if it has one."""
    is_wrapped = is_object(reply) and reply.get("status") == "success" and "data" in reply
    return reply["data"] if is_wrapped else reply


def in_own_form(payload: Any, form: str) -> Any:
    """A payload in the action's form, out of the other one that `x-cal` names; as it came if it is not in that.

    That is `days`, slots below their days with no key around them, or the key of an object that holds the payload.
    """
    if not is_object(payload):
        return payload
    if form != "days":
        return payload.get(form, payload)
    if not all(re.fullmatch(_DAY, key) and is_array(value) for key, value in payload.items()):
        return payload
    return {"slots": {day: [_slot(each) for each in slots] for day, slots in payload.items()}}


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _slot(slot: Any) -> Any:
    """A slot with the names of the action: a start alone is its time, and taken seats are attendees."""
    if not is_object(slot):
        return slot
    names = {"start": "startTime", "end": "endTime"} if "end" in slot else {"start": "time"}
    found = {names.get(key, key): value for key, value in slot.items()}
    if slot.get("seatsBooked"):
        found.setdefault("attendees", slot["seatsBooked"])
    return found
