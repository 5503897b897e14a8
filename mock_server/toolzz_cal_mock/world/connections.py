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
from .base import Row, World, stamp
from .lookups import number

CALENDAR_KEYS = (
    "externalId",
    "integration",
    "name",
    "primary",
    "readOnly",
    "email",
    "isSelected",
    "credentialId",
    "delegationCredentialId",
)


@dataclass(frozen=True, slots=True)
class Provider:
    """A calendar app as Cal.com's app store describes it."""

    name: str
    type: str
    slug: str
    title: str

    def described(self) -> Row:
        """The app as `calendars.list` shows it."""
        folder = self.slug.replace("-calendar", "calendar")
        return {
            "name": self.title,
            "title": self.title,
            "description": f"Reads and writes calendars of {self.title}",
            "type": self.type,
            "slug": self.slug,
            "variant": "calendar",
            "category": "calendar",
            "categories": ["calendar"],
            "logo": f"/app-store/{folder}/icon.svg",
            "publisher": "Cal.com",
            "url": "https://calendar.example.com",
            "email": "help@example.com",
            "dirName": folder,
            "installed": True,
            "locationOption": None,
        }


PROVIDERS = {
    each.name: each
    for each in (
        Provider("google", "google_calendar", "google-calendar", "Google Calendar"),
        Provider("office365", "office365_calendar", "office365-calendar", "Outlook Calendar"),
        Provider("apple", "apple_calendar", "apple-calendar", "Apple Calendar"),
        Provider("ics-feed", "ics-feed_calendar", "ics-feed", "ICS Feed"),
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
    """Keeps ICS feeds, in place of earlier ones; gives the credential that all of them share."""
    feeds = world.table("ics_feeds").get(user_id)
    credential = world.table("credentials").get(feeds["credentialId"]) if feeds else None
    if credential is None:
        credential = new_credential(world, user_id, "ics-feed", calendars=())
    old = {each["externalId"] for each in calendars_of(world, credential["id"])}
    for gone in old - set(urls):
        _remove_calendar(world, world.table("calendars")[_key(credential["id"], gone)])
    for url in dict.fromkeys(urls):
        if url not in old:
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
    _mark(world, calendar, selected=True)
    return world.put("selected_calendars", _selected_key(chosen), chosen)


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
    """What blocks a user's booking times: `{start, end}` of every event in the calendars selected."""
    found: list[Row] = []
    for chosen in world.table("selected_calendars").values():
        if chosen["userId"] == user_id:
            calendar = calendar_of(world, chosen["credentialId"], chosen["externalId"])
            found.extend(calendar["_busy"] if calendar is not None else ())
    return found


def set_destination(world: World, calendar: Row) -> Row:
    """Makes a calendar the one that bookings are written to."""
    user_id = calendar["userId"]
    earlier = world.table("destination_calendars").get(user_id)
    row = {
        "id": earlier["id"] if earlier else world.dice.number("destination_calendar"),
        "integration": calendar["integration"],
        "externalId": calendar["externalId"],
        "credentialId": calendar["credentialId"],
        "delegationCredentialId": None,
        "userId": user_id,
        "eventTypeId": None,
        "primaryEmail": calendar["email"],
    }
    return world.put("destination_calendars", user_id, row)


def ensure_destination(world: World, user_id: int) -> None:
    """Chooses a destination for a user who has none: a main calendar before others."""
    if user_id in world.table("destination_calendars"):
        return
    writable = [row for row in world.table("calendars").values() if row["userId"] == user_id and not row["readOnly"]]
    if writable:
        set_destination(world, next((row for row in writable if row["primary"]), writable[0]))


def disconnect(world: World, credential: Row) -> Row:
    """Forgets an account with its calendars and every choice that rests on them."""
    for calendar in calendars_of(world, credential["id"]):
        _remove_calendar(world, calendar)
    user_id = credential["userId"]
    feeds = world.table("ics_feeds").get(user_id)
    if feeds is not None and feeds["credentialId"] == credential["id"]:
        world.remove("ics_feeds", user_id)
    world.remove("credentials", credential["id"])
    ensure_destination(world, user_id)
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
