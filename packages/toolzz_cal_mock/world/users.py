"""Accounts: how they are made, changed and shown, and the operations on the caller's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..problems import Conflict, Unauthorized
from . import zones
from .access import role_in
from .base import Arguments, Caller, Row, World, behaves, shown, stamp
from .lookups import USERS, number, slugify
from .memberships import new_membership
from .needs import refused

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOCALES = (
    *("ar", "az", "bg", "ca", "cs", "da", "de", "el", "en", "es", "es-419", "et", "eu", "fi", "fr", "he", "hr", "hu"),
    *("id", "it", "iw", "ja", "km", "ko", "lv", "nl", "no", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sr", "sv", "ta"),
    *("th", "tr", "uk", "vi", "zh-CN", "zh-TW"),
)
# What a call may change in a profile. `username`, `metadata` and the colours are for those whose route reads them.
PROFILE = ("name", "email", "locale", "timeZone", "avatarUrl", "weekStart", "timeFormat", "defaultScheduleId")


def new_user(
    world: World,
    *,
    id: int | None = None,
    name: str | None,
    email: str,
    username: str | None = None,
    time_zone: str = "Europe/London",
    key: str | None = None,
    organization_id: int | None = None,
    managed_by: str | None = None,
    role: str = "MEMBER",
    accepted: bool = True,
    **fields: Any,
) -> Row:
    """Opens an account, in an organization if one is named.

    Without a username it is made from the email address, as Cal.com does. `fields` are further keys of the row, such as
    `weekStart`; `managed_by` is the id of the OAuth client that owns the user, whose address is taken as it stands.
    """
    if organization_id is not None:
        world.find("organizations", organization_id, "Organization")
    user_id = number(world, "users", "user") if id is None else id
    row: Row = {
        "id": user_id,
        "uuid": world.dice.text("user-example-", 8),
        "username": "",
        "email": "",
        "name": None,
        "emailVerified": stamp(world.now()),
        "bio": None,
        "avatarUrl": None,
        "timeZone": "Europe/London",
        "weekStart": "Sunday",
        "timeFormat": 12,
        "locale": "en",
        "theme": None,
        "appTheme": None,
        "brandColor": None,
        "darkBrandColor": None,
        "hideBranding": False,
        "allowDynamicBooking": True,
        "verified": False,
        "invitedTo": None,
        "defaultScheduleId": None,
        "metadata": {},
        "createdDate": stamp(world.now()),
        "organizationId": organization_id if accepted else None,
        "_key": key,
        "_managed_by": managed_by,
        "_tokens": None,
        "_earlier_tokens": [],
        "_profile_username": None,
    }
    wishes = {"name": name, "email": email, "username": username, "timeZone": time_zone, **fields}
    row.update(_checked(world, row, wishes, organization_id))
    if not row["username"]:
        row["username"] = free_username(world, email, organization_id)
    USERS.put(world, row)
    if organization_id is not None:
        new_membership(world, user_id, organization_id, role, accepted)
    return row


def user(world: World, id: int) -> Row:
    """A user by id, or `NotFound`."""
    return world.find("users", id, "User")


def user_by_email(world: World, email: str) -> Row | None:
    """The user with an email address, in whatever case it is written."""
    return USERS.one(world, ("email", email.lower()))


def user_by_key(world: World, key: str) -> Row | None:
    """The user to whom an API key belongs."""
    return USERS.one(world, ("key", key))


def change_user(world: World, row: Row, wishes: Mapping[str, Any], names: tuple[str, ...] = PROFILE) -> Row:
    """Changes those of the named keys that are sent, all or none, and keeps the schedules in step."""
    changes = _checked(world, row, {name: wishes.get(name) for name in names}, row["organizationId"])
    before = row["defaultScheduleId"]
    row.update(changes)
    USERS.put(world, row)
    if row["defaultScheduleId"] != before:
        for schedule_id, is_default in ((before, False), (row["defaultScheduleId"], True)):
            _change_schedule(world, schedule_id, "isDefault", is_default)
    return row


def organization_user(world: World, row: Row, membership: Row) -> Row:
    """A user as the organization of the membership sees it, with the profile there."""
    profile = {
        "id": membership["id"],
        "organizationId": membership["teamId"],
        "userId": row["id"],
        "username": row["_profile_username"] or row["username"],
    }
    return without_empty_metadata(shown(row, *_ORGANIZATION_USER)) | {"profile": profile}


def without_empty_metadata(answer: Row) -> Row:
    """A user whose metadata are shown only if there are some."""
    return answer if answer["metadata"] else {name: value for name, value in answer.items() if name != "metadata"}


_ORGANIZATION_USER = (
    *("id", "username", "name", "email", "emailVerified", "bio", "avatarUrl", "timeZone", "weekStart", "appTheme"),
    *("theme", "defaultScheduleId", "locale", "timeFormat", "hideBranding", "brandColor", "darkBrandColor"),
    *("allowDynamicBooking", "createdDate", "verified", "invitedTo", "metadata"),
)


_OWN = (*PROFILE, "bio", "metadata")
# What may stand in a row. Cal.com checks it in the request, partly stricter than the arguments are described.


def zone(value: Any) -> str:
    """The name of a time zone that exists."""
    if zones.zone(value) is None:
        raise refused("timeZone", "isTimeZone", "timeZone must be a valid IANA time-zone")
    return str(value)


def clock_face(value: Any) -> int:
    """12 or 24 hours."""
    if value not in (12, 24) or isinstance(value, bool):
        raise refused("timeFormat", "isIn", "timeFormat must be one of the following values: 12, 24")
    return int(value)


def text(name: str) -> Callable[[Any], str]:
    """A check for text."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise refused(name, "isString", f"{name} must be a string")
        return value

    return check


def named(name: str) -> Callable[[Any], str]:
    """A check for text that is not empty."""

    def check(value: Any) -> str:
        if not text(name)(value).strip():
            raise refused(name, "isNotEmpty", f"{name} should not be empty")
        return str(value)

    return check


def _kind(name: str, kind: type, words: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise refused(name, "type", f"{name} must be {words}")
        return value

    return check


def _email(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise refused("email", "isEmail", "email must be an email")
    return value


def _weekday(value: Any) -> str:
    day = str(value).capitalize()
    if day not in WEEKDAYS:
        raise refused("weekStart", "isEnum", f"weekStart must be one of the following values: {', '.join(WEEKDAYS)}")
    return day


def _locale(value: Any) -> str:
    if not isinstance(value, str) or value not in LOCALES:
        raise refused("locale", "isEnum", f"locale must be one of the following values: {', '.join(LOCALES)}")
    return value


_CHECKS: dict[str, Callable[[Any], Any]] = {
    **{name: text(name) for name in ("name", "bio", "avatarUrl", "theme", "appTheme", "brandColor", "darkBrandColor")},
    "email": _email,
    "username": named("username"),
    "timeZone": zone,
    "timeFormat": clock_face,
    "weekStart": _weekday,
    "locale": _locale,
    "hideBranding": _kind("hideBranding", bool, "a boolean value"),
    "metadata": _kind("metadata", dict, "an object"),
    "defaultScheduleId": _kind("defaultScheduleId", int, "an integer number"),
}


def _checked(world: World, row: Row, wishes: Mapping[str, Any], org_id: int | None) -> Row:
    """The wishes that were made, each of them possible."""
    made = {name: _CHECKS.get(name, _as_it_is)(value) for name, value in wishes.items() if value is not None}
    if "email" in made:
        other = user_by_email(world, made["email"])
        if other is not None and other["id"] != row["id"]:
            raise Conflict("A user already exists with that email")
    if "username" in made and _username_taken(world, made["username"], org_id, row["id"]):
        raise Conflict("Username is already taken")
    return made


def _as_it_is(value: Any) -> Any:
    return value


def _username_taken(world: World, username: str, org_id: int | None, user_id: int) -> bool:
    """Whether somebody else in the organization has the username; outside of organizations, anybody else there."""
    for other in USERS.rows(world, ("username", username)):
        if other["id"] != user_id and (
            other["organizationId"] == org_id or (org_id is not None and role_in(world, other["id"], org_id))
        ):
            return True
    return False


def free_username(world: World, email: str, org_id: int | None) -> str:
    """A username from an address: its first half and, in an organization, the name of the domain as well."""
    person, _, domain = email.partition("@")
    wanted = slugify(person if org_id is None else f"{person}-{domain.split('.')[0]}")
    username, again = wanted, 1
    while _username_taken(world, username, org_id, -1):
        again += 1
        username = f"{wanted}-{again}"
    return username


def _change_schedule(world: World, schedule_id: int | None, name: str, value: Any) -> None:
    schedule = world.table("schedules").get(schedule_id)
    if schedule is not None:
        world.put("schedules", schedule_id, schedule | {name: value})


# Operations


def _me(world: World, caller: Caller) -> Row:
    row = world.table("users").get(caller.user_id)
    if row is None:
        raise Unauthorized("The user behind the credential does not exist.")
    return row


def _profile(world: World, row: Row) -> Row:
    names = ("id", "username", "email", "timeFormat", "defaultScheduleId", "weekStart", "timeZone", "organizationId")
    return shown(row, *names, "name", "avatarUrl", "bio")


@behaves("me.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The caller's profile, with their organization if they are in one."""
    row = _me(world, caller)
    organization = world.table("organizations").get(row["organizationId"])
    found = {} if organization is None else {"organization": shown(organization, "id", "isPlatform")}
    return _profile(world, row) | found


@behaves("me.organization_ids")
def organization_ids(world: World, caller: Caller, arguments: Arguments) -> list[str]:
    """The caller's organization, as text, or nothing."""
    org_id = _me(world, caller)["organizationId"]
    return [] if org_id is None else [str(org_id)]


@behaves("me.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes the caller's profile. Schedules keep their zone, and the address stays until another is confirmed."""
    me, wanted = _me(world, caller), arguments.get("defaultScheduleId")
    owned = world.table("schedules").get(wanted, {}).get("ownerId") == me["id"]
    names = tuple(name for name in _OWN if name != "email" and (owned or name != "defaultScheduleId"))
    row = change_user(world, me, arguments, names)
    # As on Cal.com nobody looks whose schedule it is, and a name can be taken away.
    if wanted is not None:
        row["defaultScheduleId"] = wanted
    if "name" in arguments:
        row["name"] = arguments["name"]
    if arguments.get("email") == "":  # no address to confirm, so as there it is gone at once
        row["email"] = ""
    return _profile(world, USERS.put(world, row))
