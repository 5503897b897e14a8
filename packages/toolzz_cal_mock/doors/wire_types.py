"""What Cal.com's own routes want otherwise than the arguments of the actions say.

The documents of some actions describe keys in types that Cal.com refuses, or leave out that it needs them. Arguments of
the gateway are judged by the documents; a request to Cal.com itself is judged by what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..problems import Wrong
from ..world.event_type_rows import BUILT_IN
from ..world.local_time import is_iso

Check = Callable[[str, Any], Wrong | None]
ABSENT = object()


def own_checks(operation: str) -> Mapping[str, Check]:
    """The checks of an operation by the argument they are for; what the schema says of these does not count."""
    return _OWN.get(operation, {})


def never_null(operation: str) -> frozenset[str]:
    """Arguments that may be left out, but not sent as null: the column behind them must hold something."""
    return _NEVER_NULL.get(operation, frozenset())


def is_free(argument: str) -> bool:
    """Whether Cal.com takes any text for an argument, or reads it in a way of its own, whatever the schema says."""
    return argument in _FREE


def takes(operation: str, path: str, value: Any) -> bool:
    """Whether Cal.com takes a value that the schema of an argument does not know."""
    if operation not in ("teams.event_types.create", "organizations.teams.event_types.create"):
        return False
    if path in ("recurrence", "seats"):
        return bool(value == [])
    return re.fullmatch(r"bookingFields\[\d+\]\.type", path) is not None and value in BUILT_IN


def _any_text(name: str, value: Any) -> Wrong | None:
    if value is ABSENT or value is None or isinstance(value, str):
        return None
    return Wrong(name, "isString", f"{name} must be a string")


def _named(name: str, value: Any) -> Wrong | None:
    if isinstance(value, str) and value:
        return None
    return Wrong(name, "isLength", f"{name} must be longer than or equal to 1 characters")


def is_object(name: str, value: Any) -> Wrong | None:
    """Refuses what is no object: text with JSON inside, which an action has, as well."""
    if value is ABSENT or value is None or isinstance(value, dict):
        return None
    return Wrong(name, "isObject", f"{name} must be an object")


def _list(name: str, value: Any) -> Wrong | None:
    if value is ABSENT or isinstance(value, list):
        return None
    return Wrong(name, "isArray", f"{name} must be an array")


def _needed_text(name: str, value: Any) -> Wrong | None:
    return None if isinstance(value, str) else Wrong(name, "isString", f"{name} must be a string")


def _needed_number(name: str, value: Any) -> Wrong | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return None
    return Wrong(name, "isInt", f"{name} must be an integer number")


def _addresses(name: str, value: Any) -> Wrong | None:
    """One address or several, in a query."""
    values = value if isinstance(value, list) else [value]
    if value is ABSENT or all(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(each)) for each in values):
        return None
    return Wrong(name, "IsEmailStringOrArray", f"{name} must hold valid email addresses only")


def _address(name: str, value: Any) -> Wrong | None:
    """An address or, as Cal.com takes it from people themselves, an empty text."""
    if value is ABSENT or value in (None, "") or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value)):
        return None
    return Wrong(name, "isEmail", f"{name} must be an email")


def _moment(name: str, value: Any) -> Wrong | None:
    """A day or a moment; what is missing is looked for later."""
    if value is ABSENT or is_iso(value):
        return None
    return Wrong(name, "isDateString", f"{name} must be a valid ISO 8601 date string")


def _anything(name: str, value: Any) -> Wrong | None:
    return None


_TEAM: dict[str, Check] = {"timeFormat": _any_text, "timeZone": _any_text}
_SELECTED: dict[str, Check] = {
    "integration": _needed_text,
    "externalId": _needed_text,
    "credentialId": _needed_number,
}
_OWN: dict[str, Mapping[str, Check]] = {
    "me.update": {"email": _address},
    "teams.create": _TEAM,
    "teams.update": {**_TEAM, "name": _named},
    "organizations.teams.create": _TEAM,
    "organizations.teams.update": {**_TEAM, "name": _named},
    "organizations.users.list": {"emails": _addresses},
    "organizations.users.create": {"username": _anything},
    "organizations.attributes.create": {"options": _list},
    "oauth_clients.users.create": {"email": _needed_text},
    "organizations.webhooks.create": {"subscriberUrl": _needed_text},
    "organizations.webhooks.update": {"subscriberUrl": _any_text},
    "selected_calendars.add": _SELECTED,
    "slots.available": {"startTime": _moment, "endTime": _moment},
}
_FREE = frozenset({"subscriberUrl", "slotFormat", "schedulingType"})
_OF_TEAMS = frozenset({"isPrivate", "hideBranding", "hideBookATeamMember", "timeZone", "weekStart"})
_OF_MEMBERSHIPS = frozenset({"role", "accepted", "disableImpersonation"})
_OF_WEBHOOKS = frozenset({"active", "subscriberUrl", "triggers"})
_OF_USERS = frozenset({"email", "timeZone", "weekStart"})
_NEVER_NULL = {
    **{f"{place}teams.{verb}": _OF_TEAMS for place in ("", "organizations.") for verb in ("create", "update")},
    **{
        f"{family}.memberships.{verb}": _OF_MEMBERSHIPS
        for family in ("teams", "organizations", "organizations.teams")
        for verb in ("create", "update")
    },
    **{f"{place}webhooks.update": _OF_WEBHOOKS for place in ("", "event_types.", "organizations.", "oauth_clients.")},
    **{f"{place}schedules.update": frozenset({"name"}) for place in ("", "organizations.users.")},
    "me.update": _OF_USERS,
    "oauth_clients.users.update": _OF_USERS,
    "organizations.users.update": _OF_USERS | {"hideBranding"},
    "organizations.attributes.create": frozenset({"enabled"}),
    "organizations.attributes.update": frozenset({"name", "slug", "type", "enabled"}),
    "organizations.attributes.options.update": frozenset({"value", "slug"}),
}
