"""Resources that can be created, listed, changed and deleted, found in the specification, and what to put in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from toolzz_cal.operations import Operation
from toolzz_cal_mock.seed import CLIENT, COLLEAGUE, EVENT_TYPE, ORGANIZATION, TEAM
from toolzz_cal_mock.specification import specification

OPERATIONS = specification().operations
# What a family is looked at within: its team, its organization and so on.
SCOPES: dict[str, Any] = {
    "attributeId": "attr_7f3k2m",
    "clientId": CLIENT,
    "eventTypeId": EVENT_TYPE,
    "orgId": ORGANIZATION,
    "teamId": TEAM,
    "userId": COLLEAGUE,
}
# Changing one of these also changes lists of the others, as the same rows are seen there.
SEEN_ELSEWHERE = {
    "oauth_clients.users": {"organizations.memberships", "organizations.users"},
    "organizations.memberships": {"organizations.users"},
    "organizations.teams": {"teams"},
    "organizations.users": {"organizations.memberships"},
}
NOT_DRAWN = {
    "autoAccept", "autoAcceptCreator",  # decide who is in a list
    "defaultScheduleId", "isDefault", "scheduleId", "userId",  # numbers of other rows
    "metadata", "bookingLimits", "includeManagedEventsInLimits",  # are not in the answer as they are sent
    "color__darkThemeHex", "color__lightThemeHex",  # one is not taken without the other
    "destinationCalendar__externalId", "destinationCalendar__integration",  # name a calendar that is connected
}  # fmt: skip
# What Cal.com answers in another form: a managed user's address has the client's id in it, and a new member's week has
# Cal.com's own first day.
OTHERWISE = {"oauth_clients.users": {"email"}, "organizations.users": {"weekStart"}}
# What follows from something else, and so changes with it.
FOLLOWS = {"oauth_clients.users": {"username"}, "organizations.memberships": {"customRoleId"}}
# Creating one for somebody who has one overwrites it.
OVERWRITES = {"organizations.memberships"}
UNIQUE = {"email", "slug", "subscriberUrl", "username"}
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
HOURS = st.builds(
    lambda day, hour: {"days": [day], "startTime": f"{hour:02}:00", "endTime": "17:00"},
    st.sampled_from(["Monday", "Tuesday", "Saturday"]),
    st.integers(7, 11),
)
DRAWN: dict[str, st.SearchStrategy[Any]] = {
    "availability": st.lists(HOURS, min_size=1, max_size=1),
    "brandColor": st.sampled_from(["#1a73e8", "#0b8043"]),
    "darkBrandColor": st.sampled_from(["#1a73e8", "#0b8043"]),
    "lengthInMinutes": st.sampled_from([15, 45]),
    "locale": st.sampled_from(["en", "es"]),
    "theme": st.sampled_from(["dark", "light"]),
    "appTheme": st.sampled_from(["dark", "light"]),
    "timeFormat": st.sampled_from([12, 24]),
    "timeZone": st.sampled_from(["America/Sao_Paulo", "Europe/Lisbon", "Asia/Kolkata"]),
    "weekStart": st.sampled_from(["Monday", "Sunday"]),
    "weekday": st.sampled_from(["Monday", "Sunday"]),
}
ALWAYS: dict[str, dict[str, Any]] = {
    "organizations.attributes": {"options": [{"value": "Example", "slug": "example"}]},
    "organizations.teams": {"autoAcceptCreator": True},
    "organizations.users.schedules": {"isDefault": False},
    "schedules": {"isDefault": False},
    "teams": {"autoAcceptCreator": True},
    "teams.event_types": {
        "hosts": [{"userId": COLLEAGUE}],
        "lengthInMinutesOptions": ["15", "45"],
        "schedulingType": "roundRobin",
    },
}


@dataclass(frozen=True)
class Family:
    """A resource, the argument that names one of it, and the arguments that say where it is."""

    name: str
    id: str
    scope: Mapping[str, Any]
    verbs: Mapping[str, Operation] = field(repr=False)

    def arguments(self, verb: str, item: Any = None) -> dict[str, Any]:
        """The arguments that name the place and, unless it is None, an item, as this operation has them."""
        properties = self.verbs[verb].arguments["properties"]
        named = dict(self.scope)
        if item is not None:
            named[self.id] = str(item) if properties[self.id]["type"] == "string" else item
        return {name: value for name, value in named.items() if name in properties}

    def drawable(self, verb: str) -> dict[str, st.SearchStrategy[Any]]:
        """For each argument that values can be drawn for, the values."""
        left_out = NOT_DRAWN | self.scope.keys() | {self.id} | ALWAYS.get(self.name, {}).keys()
        found = {
            name: DRAWN[name] if name in DRAWN else _values(schema)
            for name, schema in self.verbs[verb].arguments["properties"].items()
            if name not in left_out
        }
        return {name: values for name, values in found.items() if values is not None}

    @property
    def takes_a_person(self) -> bool:
        """Whether what is created is somebody's membership."""
        return self.name.endswith("memberships")

    def new(self) -> st.SearchStrategy[dict[str, Any]]:
        """What to create: everything required, and some of the rest."""
        required = set(self.verbs["create"].arguments["required"])
        drawable = self.drawable("create")
        fixed = {name: values for name, values in drawable.items() if name in required}
        rest = {name: values for name, values in drawable.items() if name not in required}
        return st.fixed_dictionaries(fixed, optional=rest)

    def changes(self) -> st.SearchStrategy[dict[str, Any]]:
        """What to change: one thing or several."""
        drawable = self.drawable("update")
        return st.fixed_dictionaries({}, optional=drawable).filter(bool)


def shown(name: str, value: Any) -> Any:
    """A sent value as the answer has it."""
    return [value] if name == "triggers" else value


def made_unique(fields: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The same fields, but with texts that nothing else has where two may not be the same."""
    return {name: _numbered(name, value, number) if name in UNIQUE else value for name, value in fields.items()}


def families() -> tuple[Family, ...]:
    """Every resource that can be created, listed and deleted."""
    found = []
    for name in sorted({each.rpartition(".")[0] for each in OPERATIONS}):
        verbs = {verb: OPERATIONS[at] for verb in _VERBS if (at := f"{name}.{verb}") in OPERATIONS}
        if not {"create", "list", "delete"} <= verbs.keys():
            continue
        listed = verbs["list"].arguments.get("required", ())
        (id,) = (each for each in verbs["delete"].arguments["required"] if each not in listed)
        found.append(Family(name, id, {each: SCOPES[each] for each in listed}, verbs))
    return tuple(found)


_VERBS = ("create", "get", "update", "list", "delete")


def _values(schema: Mapping[str, Any]) -> st.SearchStrategy[Any] | None:
    if "enum" in schema.get("anyOf", [{}])[0]:
        schema = schema["anyOf"][0]  # what the documents name, which every server knows
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"), schema.get("format"):
        case "boolean", _:
            return st.booleans()
        case "string", "uri":
            return WORD.map(lambda word: f"https://hooks.example.com/{word}")
        case "string", "email":
            return WORD.map(lambda word: f"{word}@example.com")
        case "string", None:
            return WORD
    return None


def _numbered(name: str, value: str, number: int) -> str:
    return f"{number}.{value}" if name == "email" else f"{value}-{number}"
