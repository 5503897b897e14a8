"""Event types as rows: how they are made, found, shown and removed, and who their hosts are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from .base import Row, World, copied, shown
from .lookups import Lookup, number, slugify

DISABLED = {"disabled": True}
VIDEO = {"type": "integration", "integration": "cal-video"}
# Questions that every form has. Like all built-in ones they are named by their slug.
FIRST_FIELDS = ("name", "email")
_PLAIN_FIELD = {"disableOnPrefill": False, "hidden": False}
_BUILT_IN: tuple[Row, ...] = (
    {"type": "name", "slug": "name", "required": True, "label": "your_name", "disableOnPrefill": False},
    {"type": "email", "slug": "email", "required": True, **_PLAIN_FIELD},
    {"type": "radioInput", "slug": "location", "required": False, "hidden": False},
    {"type": "text", "slug": "title", "required": True, "disableOnPrefill": False, "hidden": True},
    {"type": "textarea", "slug": "notes", "required": False, **_PLAIN_FIELD},
    {"type": "multiemail", "slug": "guests", "required": False, **_PLAIN_FIELD},
    {"type": "textarea", "slug": "rescheduleReason", "required": False, **_PLAIN_FIELD},
)
BUILT_IN: dict[str, Row] = {each["slug"]: {"isDefault": True, **each} for each in _BUILT_IN}
_OWNER = ("id", "name", "username", "avatarUrl", "weekStart", "brandColor", "darkBrandColor", "metadata")
_TEAM = ("id", "slug", "name", "bannerUrl", "logoUrl", "weekStart", "brandColor", "darkBrandColor", "theme")
# How hosts share the bookings, as requests and replies spell it.
SPELLED = {"COLLECTIVE": "collective", "ROUND_ROBIN": "roundRobin", "MANAGED": "managed"}
_OF_TEAMS_ONLY = ("teamId", "parentEventTypeId", "hosts", "assignAllTeamMembers", "schedulingType")


def _terms(row: Row) -> Iterable[Hashable]:
    for term, key in (("owner", "ownerId"), ("team", "teamId"), ("parent", "parentEventTypeId")):
        if row.get(key) is not None:
            yield term, row[key]
    if row.get("scheduleId") is not None:
        yield "schedule", row["scheduleId"]


EVENT_TYPES = Lookup("event_types", _terms)


def new_event_type(
    world: World,
    owner_id: int | None = None,
    team_id: int | None = None,
    *,
    id: int | None = None,
    title: str = "Onboarding call",
    slug: str | None = None,
    length: int = 30,
    hosts: Sequence[int | Mapping[str, Any]] = (),
    scheduling_type: str | None = None,
    **fields: Any,
) -> Row:
    """Adds an event type of a user, or of a team with its hosts.

    `hosts` are user ids or `{userId, mandatory, priority}`; `scheduling_type` is ROUND_ROBIN unless said otherwise, and
    a MANAGED one is copied to each host. `fields` are settings by their names in replies, such as `slotInterval`.
    """
    if (owner_id is None) == (team_id is None):
        raise ValueError("an event type belongs either to a user or to a team")
    number_of = number(world, "event_types", "event_type") if id is None else id
    row = event_type_row(number_of, title=title, slug=slug, length=length, **fields) | {"ownerId": owner_id}
    if team_id is not None:
        row |= {
            "teamId": team_id,
            "parentEventTypeId": None,
            "hosts": [_host(each) for each in hosts],
            "schedulingType": scheduling_type or "ROUND_ROBIN",
        }
        row.setdefault("assignAllTeamMembers", False)
    EVENT_TYPES.put(world, row)
    if row.get("schedulingType") == "MANAGED":
        for host in row["hosts"]:
            _copy(world, row, host)
    return row


def event_type_row(id: int, *, title: str, slug: str | None, length: int, **fields: Any) -> Row:
    """An event type with Cal.com's defaults for what is not said, not yet stored."""
    return {
        "id": id,
        "title": title,
        "slug": slug or slugify(title),
        "description": "",
        "lengthInMinutes": length,
        "locations": [],
        "disableGuests": False,
        "slotInterval": None,
        "minimumBookingNotice": 120,
        "beforeEventBuffer": 0,
        "afterEventBuffer": 0,
        "recurrence": None,
        "metadata": {"multipleDuration": options} if (options := fields.get("lengthInMinutesOptions")) else {},
        "price": 0,
        "currency": "usd",
        "lockTimeZoneToggleOnBookingPage": False,
        "forwardParamsSuccessRedirect": True,
        "successRedirectUrl": None,
        "isInstantEvent": False,
        "scheduleId": None,
        "onlyShowFirstAvailableSlot": False,
        "bookingWindow": DISABLED,
        "confirmationPolicy": DISABLED,
        "seats": DISABLED,
        "requiresBookerEmailVerification": False,
        "hideCalendarNotes": False,
        "offsetStart": 0,
        "useDestinationCalendarEmail": False,
        "hideCalendarEventDetails": False,
        "hideOrganizerEmail": False,
        "calVideoSettings": {"sendTranscriptionEmails": True},
        "hidden": False,
        "bookingRequiresAuthentication": False,
        "bookerActiveBookingsLimit": DISABLED,
        "disableCancelling": {"disabled": False},
        "disableRescheduling": {"disabled": False},
        "interfaceLanguage": None,
        "allowReschedulingPastBookings": False,
        "allowReschedulingCancelledBookings": False,
        "showOptimizedSlots": False,
        **{name: _told(name, value) for name, value in fields.items() if name != "bookingFields"},
        "bookingFields": form(fields.get("bookingFields") or (), guests=not fields.get("disableGuests")),
    }


def _told(name: str, value: Any) -> Any:
    """A setting as replies tell it: some that are in use say so."""
    if name in ("recurrence", "seats") and isinstance(value, Mapping):
        return {"disabled": False, **value}
    return value


def form(wanted: Iterable[Mapping[str, Any]], *, guests: bool = True) -> list[Row]:
    """The questions of a form: name, email and place first, then the wanted ones, then the other built-in ones."""
    asked: list[Row] = []
    built_in = {name: dict(row) for name, row in BUILT_IN.items()}
    for each in wanted:
        name = each["type"] if each.get("type") in FIRST_FIELDS else each.get("slug")
        if name in BUILT_IN:
            shown_again = {"hidden": False} if "hidden" in built_in[name] else {}
            built_in[name] |= {**shown_again, **each, "isDefault": True, "slug": name, "type": BUILT_IN[name]["type"]}
        else:
            asked.append({"isDefault": False, **_PLAIN_FIELD, **each})
    if not guests:
        built_in["guests"]["hidden"] = True
    rows = list(built_in.values())
    return [*rows[:3], *asked, *rows[3:]]


def organizers(world: World, event_type: Row) -> tuple[list[int], list[Row]]:
    """Who holds the meetings: users who attend each one, and hosts of whom one is enough."""
    people = world.table("users")
    if event_type.get("teamId") is None:
        return ([event_type["ownerId"]] if event_type["ownerId"] in people else []), []
    hosts = [host for host in event_type["hosts"] if host["userId"] in people]
    kind = event_type["schedulingType"]
    if kind == "MANAGED":  # booked through the copies of its members
        return [], []
    if kind == "COLLECTIVE":
        return [host["userId"] for host in hosts], []
    fixed = [host["userId"] for host in hosts if host.get("mandatory")]
    return fixed, [host for host in hosts if not host.get("mandatory")]


def of_owner(world: World, user_id: int) -> list[Row]:
    """The event types of a user, copies of managed ones among them."""
    return EVENT_TYPES.rows(world, ("owner", user_id))


def of_team(world: World, team_id: int) -> list[Row]:
    """The event types of a team."""
    return EVENT_TYPES.rows(world, ("team", team_id))


def slugged(rows: Iterable[Row], slug: object) -> list[Row]:
    """Those rows that have the slug."""
    return [row for row in rows if row["slug"] == slug]


def as_own(world: World, row: Row, *, whole: bool) -> Row:
    """An event type of a user as it is shown, whole or, as in lists, without the hidden questions."""
    owner = world.table("users").get(row["ownerId"])
    answer = {name: value for name, value in shown(row).items() if name not in _OF_TEAMS_ONLY}
    answer["metadata"] = _metadata(row)
    if not whole:
        answer["bookingFields"] = [field for field in answer["bookingFields"] if not field.get("hidden")]
    if owner is not None:
        answer["users"] = [shown_owner(owner)]
        answer["bookingUrl"] = _page_of(owner, row)
    else:
        answer["users"] = []
    return answer


def shown_owner(user: Row) -> Row:
    """The owner of an event type, with the colours that they have chosen."""
    return shown(user, *_OWNER)


def as_team(world: World, row: Row, *, whole: bool) -> Row:
    """An event type of a team, or a member's copy of a managed one, as routes of teams show it.

    Only lists tell more of the team than its id. A booking page is named for copies alone.
    """
    answer = {
        **shown(row),
        "metadata": _metadata(row),
        "schedulingType": SPELLED.get(row["schedulingType"]),
        "hosts": [_shown_host(world, row, host) for host in row["hosts"] if host["userId"] in world.table("users")],
        "team": {"id": row["teamId"]} if whole else shown(world.table("teams")[row["teamId"]], *_TEAM),
        "bookingUrl": "",
        "rescheduleWithSameRoundRobinHost": False,
        "rrHostSubsetEnabled": False,
    }
    if row.get("parentEventTypeId") is not None:
        del answer["assignAllTeamMembers"]
        answer["bookingUrl"] = _page_of(world.table("users")[row["ownerId"]], row)
    return answer


def copies_of(world: World, event_type_id: int) -> list[Row]:
    """The members' copies of a managed event type."""
    return EVENT_TYPES.rows(world, ("parent", event_type_id))


def _shown_host(world: World, row: Row, host: Row) -> Row:
    """A host; how much weight they have is told only where they take turns."""
    person = world.table("users")[host["userId"]]
    weight = {name: host[name] for name in ("mandatory", "priority")} if row["schedulingType"] == "ROUND_ROBIN" else {}
    return {
        **weight,
        "userId": host["userId"],
        "name": person["name"] or person["username"],
        "username": person["username"],
        "avatarUrl": person["avatarUrl"],
    }


def _metadata(row: Row) -> Row:
    """The metadata, which of managed event types and their copies say so."""
    managed = row.get("schedulingType") == "MANAGED" or row.get("parentEventTypeId") is not None
    return {**copied(row["metadata"]), "managedEventConfig": {}} if managed else copied(row["metadata"])


def _page_of(owner: Row, row: Row) -> str:
    return f"https://book.example.com/{owner['username']}/{row['slug']}"


def _host(each: int | Mapping[str, Any]) -> Row:
    given: Mapping[str, Any] = {"userId": each} if isinstance(each, int) else each
    return {
        "userId": given["userId"],
        "mandatory": bool(given.get("mandatory")),
        "priority": given.get("priority") or "medium",
    }


def _copy(world: World, parent: Row, host: Row) -> Row:
    """A member's copy of a managed event type, which is bookable in place of the original."""
    copy = {
        **shown(parent),
        "id": number(world, "event_types", "event_type"),
        "ownerId": host["userId"],
        "teamId": None,
        "parentEventTypeId": parent["id"],
        "schedulingType": None,
        "hosts": [],
        "assignAllTeamMembers": False,
    }
    return EVENT_TYPES.put(world, copy)
