# Edit this in generator/runtime/_said.py; `make generate` copies it into the client.
"""What an operation is about, in words: the sentence that a person reads before it is done.

Much of it was written by others, such as the title of a booking: it is bounded, one line, and shows no secret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from ._json import is_array, is_object
from ._redaction import masked
from .operations import Operation, of_resource

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
# Named here, as `strftime` speaks the language of the machine.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a person knows a thing by, best first; and what a person is called.
NAMES = ("title", "name", "label", "subscriberUrl", "value", "email", "username", "slug")
_PEOPLE = ("attendees", "attendee", "user")
_TO = "\N{EN DASH}"
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_LONGEST = 80  # characters of one text of others
_MOST = 3  # names of a list that are told
_MOST_CHANGES = 6


class Reading(NamedTuple):
    """What to ask an upstream first, so that the sentence can name more than ids.

    Attributes:
        operation: It reads, and takes no other identifiers.
        arguments: What to call it with.
    """

    operation: Operation
    arguments: dict[str, Any]


def reading_for(operation: Operation, arguments: Mapping[str, Any]) -> Reading | None:
    """The one read that tells what an operation is about; None where there is none.

    That is the `get` of its resource, if both have the same identifiers. What destroys may have a `list` instead, of
    which `describe_for_people` picks what it is about: one thing, or all that will be gone.
    """
    own = set(operation.identifiers)
    siblings = {each.function: each for each in of_resource(operation.resource) if each.effect == "read"}
    if operation.effect == "read" or not own <= arguments.keys():
        return None
    get, found = siblings.get("get"), siblings.get("list")
    if get is not None and set(get.identifiers) == own:
        return _reading(get, arguments)
    if found is not None and operation.effect == "destroy" and set(found.identifiers) <= own:
        return _reading(found, arguments)
    return None


def describe_for_people(
    operation: Operation, arguments: Mapping[str, Any], found: Any = None, *, zone: tzinfo = UTC
) -> str:
    """What a call would do, in one sentence without a full stop.

    `Cancel 'Intro call' on Tue 9 Mar 2027, 15:00-15:30 (America/Sao_Paulo) with Ana Prado` is one, with a longer dash.

    Args:
        operation: The operation.
        arguments: What it would be called with, under the upstream's names.
        found: What `reading_for` answered, as JSON data; None where it failed or there was nothing to ask.
        zone: The zone of the person who reads it.
    """
    arguments, found = masked(dict(arguments)), masked(found)
    makes = operation.function == "create"
    things = [arguments] if makes else list(_things(operation, arguments, found))
    said = {*operation.identifiers, *(_SAID if makes else ())}
    changes = {name: value for name, value in arguments.items() if name not in said and value is not None}
    return f"{_subject(operation, arguments, things, zone)}{_changes(changes, zone)}"


def moment(text: Any) -> datetime | None:
    """A time with its offset, as upstreams write it; None for anything else."""
    if not isinstance(text, str) or _MOMENT.fullmatch(text) is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if 1 < when.year < 9999 else None  # in another zone it must be a time, too


def day(when: datetime) -> str:
    """The day of a time, such as `Tue 9 Mar 2027`."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def period(start: datetime, end: datetime | None, zone: tzinfo) -> str:
    """From when to when, such as `Tue 9 Mar 2027, 15:00–15:30`.

    Args:
        start: When it begins.
        end: When it is over; None where that is not known.
        zone: The zone in which it is told.
    """
    first = start.astimezone(zone)
    told = f"{day(first)}, {first:%H:%M}"
    if end is None:
        return told
    last = end.astimezone(zone)
    return f"{told}{_TO}{last:%H:%M}" if last.date() == first.date() else f"{told} {_TO} {day(last)}, {last:%H:%M}"


def name_of(thing: Any) -> str | None:
    """What a person knows a thing by: its title, name, address or the like; None where it has none."""
    if isinstance(thing, str):
        return thing or None
    if not is_object(thing):
        return None
    named = next((thing[key] for key in NAMES if isinstance(thing.get(key), str) and thing[key]), None)
    return named or (name_of(thing["user"]) if is_object(thing.get("user")) else None)


def plain(text: str) -> str:
    """Text of others for a line of ours: bounded, without what steers a screen, hides text or ends a quotation."""
    shown = "".join(each if each.isprintable() else " " for each in text[: 2 * _LONGEST])
    shown = " ".join(shown.split()).replace("'", _APOSTROPHE)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def singular(resource: str) -> str:
    """What one thing of a resource is called: `organizations.event_types` has an event type."""
    word = resource.rpartition(".")[2].replace("_", " ")
    return _SINGULAR.get(word) or word.removesuffix("s")


_SAID = ("start", "end", *NAMES, *_PEOPLE)  # what the subject of a sentence tells of something that is to be made
_SINGULAR = {
    "calcom integrations": "Cal.com integration",
    "conferencing": "conferencing app",
    "google calendar": "Google Calendar",
    "ics feeds": "ICS feeds",
    "me": "own profile",
    "oauth clients": "platform client",
    "stripe": "Stripe account",
}


def _reading(operation: Operation, arguments: Mapping[str, Any]) -> Reading | None:
    required = operation.shared_schema.get("required", ())
    if not set(required) <= arguments.keys():
        return None
    return Reading(operation, {name: arguments[name] for name in required})


def _things(operation: Operation, arguments: Mapping[str, Any], found: Any) -> Iterator[dict[str, Any]]:
    """The things that an operation is about, among what was read."""
    if is_object(found):
        yield found
    if not is_array(found) or not operation.identifiers:
        return
    things = [each for each in found if is_object(each)]
    name = own_identifier(operation) or operation.identifiers[-1]
    wanted = str(arguments.get(name))
    by_id = [each for each in things if wanted in (str(each.get("id")), str(each.get("uid")))]
    # All of a series, or all that belongs to a thing, has its identifier under a name that ends in the argument's.
    yield from by_id[:1] or [
        each for each in things if any(str(value) == wanted for key, value in each.items() if _ends_in(key, name))
    ]


def own_identifier(operation: Operation) -> str | None:
    """The identifier of the very thing that an operation is about; the others are of what it is in."""
    thing = singular(operation.resource)
    fitting = [name for name in operation.identifiers if name in ("id", "uid") or thing.endswith(_noun(name))]
    return fitting[-1] if fitting else None


def _ends_in(key: str, name: str) -> bool:
    return key.lower().endswith(name.lower())


def _subject(
    operation: Operation, arguments: Mapping[str, Any], things: Sequence[Mapping[str, Any]], zone: tzinfo
) -> str:
    """What is done to what: its name, its time, its people, and what else tells it from others."""
    about: Mapping[str, Any] = things[0] if things else {}
    own = own_identifier(operation)
    title = name_of(about)
    start = moment(about.get("start"))
    beside = {name: arguments[name] for name in operation.identifiers if name in arguments}
    words = singular(operation.resource)
    is_spoken = "_" in operation.function  # its name is more than a verb, so its summary says what it does
    if not is_spoken:
        words = f"{_article(words, operation.function)} {words}"
    if title is not None:
        names = _listed([f"'{plain(name)}'" for each in things if (name := name_of(each)) is not None])
        words = f"'{plain(title)}'" if start else f"{words} {names}"  # an appointment needs no noun, as it has a time
    elif own in beside:
        words = f"{words} {plain(str(beside.pop(own)))}"
    elif is_spoken:
        words = ""
    if start:
        words += f" on {period(start, moment(about.get('end')), zone)} ({zone})"
        beside.pop(own or "", None)
    if start and len(things) > 1:
        words += f", the first of {len(things)},"
    if people := _people(about, title):
        words += f" with {people}"
    within = [f"{_noun(name)} {plain(str(value))}" for name, value in beside.items()]
    told = operation.function.capitalize()
    if is_spoken:
        told = f"{operation.summary}:" if words else operation.summary
    return " ".join(filter(None, (told, words, f"({', '.join(within)})" if within else "")))


def _article(noun: str, function: str) -> str:
    if noun.startswith("own "):
        return "your"
    if function != "create":
        return "the"
    return "an" if noun[0] in "aeio" else "a"


def _people(about: Mapping[str, Any], title: str | None) -> str:
    found: list[Any] = []
    for key in _PEOPLE:
        value = about.get(key)
        found += value if is_array(value) else [value]
    names = [plain(name) for each in found if (name := name_of(each)) is not None and name != title]
    return _listed(names)


def _listed(names: Sequence[str]) -> str:
    shown, more = list(names[:_MOST]), len(names) - _MOST
    if more > 0:
        shown.append(f"{more} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _changes(arguments: dict[str, Any], zone: tzinfo) -> str:
    """The other arguments: what changes, or how it is done."""
    start = moment(arguments.get("start"))
    to = f" to {period(start, None, zone)} ({zone})" if start is not None else ""
    told = [
        f"; {_spelt(name)}: {_value(value, zone)}" for name, value in arguments.items() if not to or name != "start"
    ]
    more = f"; and {len(told) - _MOST_CHANGES} more" if len(told) > _MOST_CHANGES else ""
    return f"{to}{''.join(told[:_MOST_CHANGES])}{more}"


def _value(value: Any, zone: tzinfo) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if (when := moment(value)) is not None:
        return f"{period(when, None, zone)} ({zone})"
    if isinstance(value, str):
        return f"'{plain(value)}'"
    if is_array(value):
        return _listed([_value(each, zone) for each in value]) or "none"
    if is_object(value):
        name = name_of(value)
        return f"'{plain(name)}'" if name is not None else plain(json.dumps(value, ensure_ascii=False))
    return plain(str(value))


def _spelt(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()


def _noun(name: str) -> str:
    """What an identifier is of: `eventTypeId` of an event type, `orgId` of an organization."""
    word = _spelt(name).removesuffix(" id").removesuffix(" uid")
    return {"org": "organization", "client": "platform client"}.get(word, word)
