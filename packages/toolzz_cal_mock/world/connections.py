"""Connected calendars: accounts at providers, the calendars behind them, and which of them count.

An account is a row of `credentials`, a calendar a row of `calendars` with its events in `_busy`. A selected calendar
blocks booking times; the destination calendar receives bookings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from ..problems import NotFound
from .base import Row, World, shown, stamp
from .lookups import number

FEEDS = "ics-feed_calendar"
_CALENDAR_KEYS = (
    *("externalId", "integration", "name", "primary", "readOnly", "email", "isSelected"),
    *("credentialId", "delegationCredentialId"),
)


@dataclass(frozen=True, slots=True)
class Provider:
    """A calendar app as Cal.com's app store describes it."""

    name: str
    type: str
    slug: str
    title: str
    description: str = ""

    def described(self) -> Row:
        """The app as `calendars.list` shows it."""
        folder = self.type.replace("_", "")
        return {
            "appData": None,
            "dirName": folder,
            "__template": "",
            "name": self.title,
            "title": self.title,
            "slug": self.slug,
            "type": self.type,
            "logo": f"/app-store/{folder}/icon.svg",
            "variant": "calendar",
            "categories": ["calendar"],
            "publisher": "Cal.com, Inc.",
            "email": "help@cal.com",
            "description": self.description or f"Reads and writes calendars of {self.title}",
            "isTemplate": False,
            "locationOption": None,
        }


PROVIDERS = {
    each.name: each
    for each in (
        Provider("google", "google_calendar", "google-calendar", "Google Calendar"),
        Provider("office365", "office365_calendar", "office365-calendar", "Outlook Calendar"),
        Provider("apple", "apple_calendar", "apple-calendar", "Apple Calendar"),
        Provider(
            "ics-feed",
            "ics-feed_calendar",
            "ics-feed",
            "ICS Feed",
            "Import events from an ICS Feed into [Cal.com](https://cal.com).",
        ),
    )
}
PROVIDER_OF_TYPE = {each.type: each for each in PROVIDERS.values()}


def new_credential(
    world: World,
    user_id: int,
    provider: str = "google",
    id: int | None = None,
    *,
    email: str | None = None,
    calendars: Iterable[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Row:
    """Connects an account of a user, with its calendars.

    Args:
        world: Where.
        user_id: The user.
        provider: `google`, `office365`, `apple` or `ics-feed`.
        id: Number of the credential.
        email: Address of the account; the user's by default.
        calendars: Arguments of `new_calendar` for each calendar; a main one and one of holidays by default.
        fields: Further keys of the credential, such as `invalid`.
    """
    kind = PROVIDERS[provider]
    address = email or world.find("users", user_id, "User")["email"]
    row: Row = {
        "id": id if id is not None else number(world, "credentials", "credential"),
        "type": kind.type,
        "userId": user_id,
        "teamId": None,
        "appId": kind.slug,
        "invalid": False,
        "_secret": {"email": address},
        **fields,
    }
    world.put("credentials", row["id"], row)
    if calendars is None:
        holidays = f"holidays@{address.rpartition('@')[2]}"
        calendars = (
            {"external_id": address, "name": address, "primary": True},
            {"external_id": holidays, "name": "Holidays", "readOnly": True},
        )
    made = [new_calendar(world, row, **each) for each in calendars]
    main = next((each for each in made if each["primary"] and not each["readOnly"]), None)
    if main is not None:
        select(world, main)
    if kind.type != FEEDS:
        ensure_destination(world, user_id)
    return row


def new_calendar(
    world: World, credential: Row, external_id: str, *, busy: Iterable[tuple[datetime, datetime]] = (), **fields: Any
) -> Row:
    """Adds a calendar to a connected account. `busy` are its events; `primary`, `readOnly` and `name` are fields."""
    row: Row = {
        "externalId": external_id,
        "integration": credential["type"],
        "name": external_id,
        "primary": None,
        "readOnly": False,
        "email": credential["_secret"]["email"],
        "isSelected": False,
        "credentialId": credential["id"],
        "delegationCredentialId": None,
        "userId": credential["userId"],
        "_busy": [],
        **fields,
    }
    world.put("calendars", _key(credential["id"], external_id), row)
    for start, end in busy:
        add_busy(world, row, start, end)
    return row


def add_busy(world: World, calendar: Row, start: datetime, end: datetime) -> None:
    """Puts an event into a calendar, as if its owner had written it there."""
    calendar["_busy"].append({"start": stamp(start), "end": stamp(end)})
    world.put("calendars", _key(calendar["credentialId"], calendar["externalId"]), calendar)


def save_feeds(world: World, user_id: int, urls: list[str], *, read_only: bool) -> Row:
    """Keeps ICS feeds beside earlier ones, the same once more as well; gives the credential that these share."""
    credential = new_credential(world, user_id, "ics-feed", calendars=())
    for url in dict.fromkeys(urls):
        name = unquote(urlsplit(url).path.rpartition("/")[2].removesuffix(".ics")) or url
        # Nothing can be written to a feed, whatever `readOnly` says.
        new_calendar(world, credential, url, name=name, readOnly=True)
    world.put(
        "ics_feeds",
        user_id,
        {"userId": user_id, "credentialId": credential["id"], "urls": urls, "readOnly": read_only},
    )
    return credential


def credentials_of(world: World, user_id: int, kind: str | None = None) -> Iterator[Row]:
    """A user's connected accounts, of one type or of all."""
    for row in world.table("credentials").values():
        if row["userId"] == user_id and kind in (None, row["type"]):
            yield row


def credential_of(world: World, user_id: int, credential_id: object) -> Row:
    """A user's account by its number; `NotFound` for those of others too."""
    row = world.table("credentials").get(credential_id)
    if row is None or row["userId"] != user_id:
        raise NotFound("Calendar credentials not found")
    return row


def calendars_of(world: World, credential_id: int) -> list[Row]:
    """The calendars behind an account."""
    return [row for row in world.table("calendars").values() if row["credentialId"] == credential_id]


def calendar_of(world: World, credential_id: object, external_id: object) -> Row | None:
    """A calendar by account and id."""
    return world.table("calendars").get(_key(credential_id, external_id))


def select(world: World, calendar: Row) -> Row:
    """Lets a calendar block booking times."""
    chosen = {key: calendar[key] for key in ("userId", "integration", "externalId", "credentialId")}
    if (there := calendar_of(world, chosen["credentialId"], chosen["externalId"])) is not None:
        _mark(world, there, selected=True)
    return world.put("selected_calendars", _selected_key(chosen), chosen)


def is_selected(world: World, calendar: Row) -> bool:
    """Whether a calendar of this user, kind and id blocks booking times."""
    return _selected_key(calendar) in world.table("selected_calendars")


def unselect(world: World, user_id: int, integration: object, external_id: object) -> Row | None:
    """Ends that; None when it was not selected."""
    key = _selected_key({"userId": user_id, "integration": integration, "externalId": external_id})
    if key not in world.table("selected_calendars"):
        return None
    row = world.remove("selected_calendars", key)
    calendar = calendar_of(world, row["credentialId"], row["externalId"])
    if calendar is not None:
        _mark(world, calendar, selected=False)
    return row


def selected_busy(world: World, user_id: int) -> list[Row]:
    """What blocks a user's booking times: `{start, end}` of every event in the calendars selected.

    As on Cal.com all feeds of an account do as soon as anything of it is selected, whatever its name.
    """
    found: list[Row] = []
    for chosen in world.table("selected_calendars").values():
        if chosen["userId"] != user_id:
            continue
        if chosen["integration"] == FEEDS:
            calendars = calendars_of(world, chosen["credentialId"])
        else:
            one = calendar_of(world, chosen["credentialId"], chosen["externalId"])
            calendars = [] if one is None else [one]
        found += [event for calendar in calendars for event in calendar["_busy"]]
    return found


def set_destination(world: World, calendar: Row) -> Row:
    """Makes a calendar the one that bookings are written to."""
    user_id = calendar["userId"]
    earlier = world.table("destination_calendars").get(user_id)
    now = stamp(world.now())
    row = {
        "id": earlier["id"] if earlier else world.dice.number("destination_calendar"),
        "integration": calendar["integration"],
        "externalId": calendar["externalId"],
        "credentialId": calendar["credentialId"],
        "delegationCredentialId": None,
        "domainWideDelegationCredentialId": None,
        "userId": user_id,
        "eventTypeId": None,
        "primaryEmail": calendar["email"] if calendar["integration"] != FEEDS else None,
        "createdAt": earlier["createdAt"] if earlier else now,
        "updatedAt": now,
        "customCalendarReminder": None,
    }
    return world.put("destination_calendars", user_id, row)


def ensure_destination(world: World, user_id: int) -> None:
    """Chooses a destination for a user who has none: a main calendar before others, and at worst one of a feed.

    As on Cal.com that happens when an account is connected, and else not before calendars are listed.
    """
    if user_id in world.table("destination_calendars"):
        return
    mine = [row for row in world.table("calendars").values() if row["userId"] == user_id]
    able = [row for row in mine if not row["readOnly"]] or [row for row in mine if row["integration"] == FEEDS]
    if able:
        set_destination(world, next((row for row in able if row["primary"]), able[0]))


def has_main_calendar(world: World, user_id: int) -> bool:
    """Whether a user has connected an account with a main calendar."""
    return any(row["userId"] == user_id and row["primary"] for row in world.table("calendars").values())


def shown_calendar(row: Row) -> Row:
    """A calendar as `calendars.list` shows it; one of a feed has no account with an address."""
    return shown(row, *(key for key in _CALENDAR_KEYS if key != "email" or row["integration"] != FEEDS))


def disconnect(world: World, credential: Row) -> Row:
    """Forgets an account with its calendars and every choice that rests on them."""
    for calendar in calendars_of(world, credential["id"]):
        _remove_calendar(world, calendar)
    user_id = credential["userId"]
    feeds = world.table("ics_feeds").get(user_id)
    if feeds is not None and feeds["credentialId"] == credential["id"]:
        world.remove("ics_feeds", user_id)
    world.remove("credentials", credential["id"])
    return credential


def forget_user(world: World, user_id: int) -> None:
    """Disconnects everything of a user who is deleted."""
    for credential in list(credentials_of(world, user_id)):
        disconnect(world, credential)


def _remove_calendar(world: World, calendar: Row) -> None:
    user_id = calendar["userId"]
    unselect(world, user_id, calendar["integration"], calendar["externalId"])
    destination = world.table("destination_calendars").get(user_id)
    place = ("credentialId", "externalId")
    if destination is not None and all(destination[key] == calendar[key] for key in place):
        world.remove("destination_calendars", user_id)
    world.remove("calendars", _key(calendar["credentialId"], calendar["externalId"]))


def _mark(world: World, calendar: Row, *, selected: bool) -> None:
    calendar["isSelected"] = selected
    world.put("calendars", _key(calendar["credentialId"], calendar["externalId"]), calendar)


def _key(credential_id: object, external_id: object) -> str:
    return f"{credential_id}:{external_id}"


def _selected_key(row: Mapping[str, Any]) -> str:
    return f"{row['userId']}:{row['integration']}:{row['externalId']}"
