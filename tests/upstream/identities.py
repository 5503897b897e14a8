"""Which id of the mock stands for which id of a recording.

Both number and name things themselves. Wherever an id stands in two replies that are compared, the two belong together
from then on. Later requests are asked with the mock's, and an id that stands for another one than before is a
difference.
"""

from __future__ import annotations

import re
from typing import Any

IS_ID = re.compile(r"id|ids|uid|.*(Id|Ids|Uid|UID)")
LONG = 8  # characters from which on a text can't be meant by accident
# What a number identifies: by the segment of the path before it, or by the key of the object around it.
_BY_SEGMENT = {
    "me": "user",
    "members": "membership",
    "organizations": "team",
    "ics-feed": "credential",
    "conferencing": "credential",
    "calendars": "credential",
    "attribute-options": "option",
    **{f"{name}s": name for name in ("schedule", "booking", "team", "membership", "user", "webhook", "attribute")},
    **{f"{name}s": name for name in ("option", "credential")},
    "event-types": "eventType",
}
_BY_OBJECT = {
    **dict.fromkeys(("user", "users", "organizer", "host", "hosts", "owner", "reassignedTo"), "user"),
    **dict.fromkeys(("team", "teams", "organization"), "team"),
    **dict.fromkeys(("eventType", "eventTypes"), "eventType"),
    **dict.fromkeys(("schedule", "schedules"), "schedule"),
    **dict.fromkeys(("booking", "bookings"), "booking"),
    **dict.fromkeys(("connectedCalendars", "credentials"), "credential"),
    "attendees": "attendee",
    "options": "option",
    "calendars": "calendar",
    "profile": "profile",
}
_SYNONYMS = {
    "defaultSchedule": "schedule",
    **dict.fromkeys(("org", "organization", "teams"), "team"),
    **dict.fromkeys(("parentEventType", "parent"), "eventType"),
    **dict.fromkeys(("owner", "organizer"), "user"),
    "attributeOption": "option",
}


def kind_of(key: str, around: tuple[str, ...], path: str) -> str:
    """What an id at a key identifies: what the key says, else the object around it, else the path that was asked."""
    if key not in ("id", "uid", "ids"):
        noun = re.sub(r"(Ids?|Uid|UID)$", "", key)
        return _SYNONYMS.get(noun, noun)
    for name in reversed(around):
        if name in _BY_OBJECT:
            return _BY_OBJECT[name]
    for segment in reversed(path.strip("/").split("/")):
        if segment in _BY_SEGMENT:
            return _BY_SEGMENT[segment]
    return "id"


class Identities:
    """The pairs that are known so far, and what the mock never made."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, int], int] = {}
        self.texts: dict[str, str] = {}
        self.unmade: set[Any] = set()

    def pair(self, kind: str, recorded: Any, given: Any) -> bool:
        """Pairs two ids; false when the recorded one belongs to another."""
        if isinstance(recorded, str) and isinstance(given, str):
            if recorded.isdecimal() and given.isdecimal() and len(recorded) < LONG:
                return self.pair(kind, int(recorded), int(given))
            self.unmade.discard(recorded)
            return self.texts.setdefault(recorded, given) == given
        if type(recorded) is int and type(given) is int:
            self.unmade.discard((kind, recorded))
            return self.numbers.setdefault((kind, recorded), given) == given
        return recorded == given

    def renew(self, recorded: str, given: str) -> None:
        """Pairs two tokens, in place of what the recorded one stood for."""
        self.texts[recorded] = given

    def miss(self, kind: str, recorded: Any) -> None:
        """Notes an id for which the mock has none: what is asked about it can't be right."""
        if type(recorded) is int and (kind, recorded) not in self.numbers:
            self.unmade.add((kind, recorded))
        elif isinstance(recorded, str) and len(recorded) >= LONG and recorded not in self.texts:
            self.unmade.add(recorded)

    def ours(self, value: Any, path: str, key: str = "", around: tuple[str, ...] = ()) -> Any:
        """A value of a recorded request as the mock would be sent it."""
        if isinstance(value, dict):
            return {
                name: self.ours(each, path, name, (*around, name) if isinstance(each, (dict, list)) else around)
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [self.ours(each, path, key, around) for each in value]
        if type(value) is int and IS_ID.fullmatch(key):
            return self.numbers.get((kind_of(key, around, path), value), value)
        if isinstance(value, str):
            if IS_ID.fullmatch(key) and re.fullmatch(r"\d+(,\d+)*", value):
                kind = kind_of(key, around, path)
                return ",".join(str(self.numbers.get((kind, int(each)), int(each))) for each in value.split(","))
            return self.text(value)
        return value

    def text(self, value: str) -> str:
        """A text of the recording with the mock's ids in it."""
        if value in self.texts:
            return self.texts[value]
        for recorded, given in self.texts.items():
            if len(recorded) > LONG + 1 and recorded in value:
                value = value.replace(recorded, given)
        return value

    def path(self, path: str) -> str:
        """A path of the recording with the mock's ids in it. An external calendar's name after `calendars` is kept."""
        from urllib.parse import unquote

        segments = path.split("/")
        for at in range(2, len(segments)):
            before, segment = segments[at - 1], unquote(segments[at])
            if before == "calendars":
                continue
            if segment.isdecimal():
                number = int(segment)
                segments[at] = str(self.numbers.get((_BY_SEGMENT.get(before, before), number), number))
            elif segment in self.texts:
                segments[at] = self.texts[segment]
        return "/".join(segments)
