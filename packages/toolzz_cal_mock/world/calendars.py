"""What the operations on calendars do: connecting, listing, reading busy times, and choosing which calendars count."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from urllib.parse import quote, urlsplit

from ..problems import BadRequest, Invalid, NotFound, Unauthorized, Wrong
from . import consent
from .base import Arguments, Caller, Row, Whole, World, behaves, instant, shown, stamp
from .connections import (
    FEEDS,
    PROVIDER_OF_TYPE,
    PROVIDERS,
    Provider,
    calendar_of,
    calendars_of,
    credential_of,
    credentials_of,
    ensure_destination,
    is_selected,
    save_feeds,
    set_destination,
    shown_calendar,
    unselect,
)
from .connections import add_busy as add_busy
from .connections import disconnect as disconnect_credential
from .connections import forget_user as forget_user
from .connections import new_calendar as new_calendar
from .connections import new_credential as new_credential
from .connections import select as select_calendar
from .connections import selected_busy as selected_busy
from .needs import needed, refused, whole
from .zones import zone

NAMES = ("google", "office365", "apple")
BY_CONSENT = ("google", "office365")
CREDENTIAL_KEYS = ("id", "type", "userId", "teamId", "appId", "invalid")
SUCCESS = {"status": "success"}
# How far around the days asked for Cal.com looks into feeds, whatever zone they are in.
_BEFORE, _AFTER = timedelta(hours=11), timedelta(hours=14)
BROKEN = "The provider no longer accepts this connection"


@behaves("calendars.connect")
def connect(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The consent page of a provider."""
    provider = _provider(arguments["calendar"], BY_CONSENT)
    state = consent.state_for(
        world, caller.user_id, origin=consent.HOME, redir=arguments.get("redir"), isDryRun=_dry(arguments)
    )
    return {"authUrl": consent.consent_url(provider.name, state, f"{provider.type}.events")}


@behaves("calendars.save")
def save(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """The provider's redirect after consent: stores the account that the state's user let in."""
    provider = _provider(arguments["calendar"], BY_CONSENT)
    state = consent.read_state(arguments.get("state"))
    if not state.get("origin"):
        raise BadRequest("The state has no origin")
    user_id = consent.needed_owner(world, state)
    # Without a code the person declined; Cal.com sends both to the same page.
    if not _dry(state) and consent.spend(world, provider.name, arguments.get("code")):
        _connect(world, user_id, provider)
    return consent.redirect(state.get("redir"), state.get("origin"))


@behaves("calendars.save_credentials")
def save_credentials(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Connects an Apple calendar by user name and password."""
    provider = _provider(arguments["calendar"], ("apple",))
    username, password = arguments.get("username"), arguments.get("password")
    if not all(isinstance(each, str) and len(each) > 1 for each in (username, password)):
        raise BadRequest("Username or password cannot be empty")
    known = next((row for row in credentials_of(world, caller.user_id, provider.type) if _login(row) == username), None)
    if known is not None:
        world.put("credentials", known["id"], {**known, "invalid": False})
    else:
        new_credential(world, caller.user_id, "apple", email=username)
    return Whole(SUCCESS)


@behaves("calendars.check")
def check(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Whether a provider is connected."""
    return _checked(world, caller, _provider(arguments["calendar"], NAMES))


@behaves("calendars.disconnect")
def disconnect(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an account. As on Cal.com, only the number counts, not the provider that is named with it."""
    credential = _credential(world, caller, arguments, "id")
    return shown(disconnect_credential(world, credential), *CREDENTIAL_KEYS)


@behaves("calendars.list")
def list_calendars(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Every connected account with its calendars, and the destination."""
    known = caller.user_id in world.table("destination_calendars")
    ensure_destination(world, caller.user_id)
    accounts = [_account(world, row) for row in credentials_of(world, caller.user_id)]
    return {"connectedCalendars": accounts, "destinationCalendar": _destination(world, caller.user_id, known=known)}


@behaves("calendars.busy_times")
def busy_times(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The events of connected calendars in a range of days; those of feeds, which have headings, also around it."""
    wanted = _calendars_to_load(arguments)
    missing = [name for name in ("dateFrom", "dateTo") if not arguments.get(name)]
    if missing:
        words = "must be a valid ISO 8601 date string"
        raise Invalid(*(Wrong(name, "isDateString", f"{name} {words}") for name in missing))
    for credential_id, _ in wanted:
        row = world.table("credentials").get(credential_id)
        if row is None or row["userId"] != caller.user_id:
            raise Unauthorized("These credentials do not belong to you")
    name = arguments.get("timeZone") or arguments.get("loggedInUsersTz")
    needed({"loggedInUsersTz": name}, "loggedInUsersTz")
    where = zone(name)
    start = _span(arguments["dateFrom"], "dateFrom", where or UTC)[0]
    end = _span(arguments["dateTo"], "dateTo", where or UTC)[1]
    found: list[Row] = []
    for credential_id, external_id in wanted:
        credential = world.table("credentials")[credential_id]
        is_feed = credential["type"] == FEEDS
        low, high = (start - _BEFORE, end + _AFTER) if is_feed else (start, end)
        heading = {"title": "Busy"} if is_feed else {}  # our events have none of their own
        for event in _events(world, credential, external_id):
            begins, ends = instant(event["start"], "start"), instant(event["end"], "end")
            if begins < high and ends > low:
                found.append({"start": stamp(begins), "end": stamp(ends), **heading, "source": credential["appId"]})
    found.sort(key=lambda each: each["start"])
    if where is None:  # Cal.com writes the times in that zone, which is not there
        return [each | {"start": None, "end": None} for each in found]
    return found


@behaves("calendars.ics_feeds.save")
def save_ics_feeds(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Keeps the feeds; each must be an address that could be read."""
    urls = arguments.get("urls")
    if not urls:
        raise refused("urls", "arrayNotEmpty", "urls should not be empty")
    if not all(_readable(each) for each in urls):
        raise refused("urls", "IsICSUrlConstraint", "The URL must be a valid ICS URL (ending with .ics)")
    read_only = arguments.get("readOnly") is not False
    return shown(save_feeds(world, caller.user_id, list(urls), read_only=read_only), *CREDENTIAL_KEYS)


@behaves("calendars.ics_feeds.check")
def check_ics_feeds(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Whether feeds are saved."""
    return _checked(world, caller, PROVIDERS["ics-feed"])


@behaves("google_calendar.authorization_url")
def google_authorization_url(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Google's consent page, as `calendars.connect` gives it."""
    return connect(world, caller, {**arguments, "calendar": "google"})  # type: ignore[no-any-return]


@behaves("google_calendar.save_credentials")
def google_save_credentials(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Google's redirect after consent, passed on to `calendars.save`.

    Whoever does not follow the redirect is connected all the same, and following it changes nothing more: the code is
    used up only there.
    """
    state = consent.read_state(arguments.get("state"))
    user_id = consent.owner_of(world, state)
    code = str(arguments.get("code") or "")
    good = code not in ("", "undefined") and f"google:{code}" not in world.table("oauth_codes")
    if good and user_id is not None and not _dry(state):
        _connect(world, user_id, PROVIDERS["google"])
    query = f"code={quote(code, safe='')}&state={quote(str(arguments.get('state')), safe='')}"
    return consent.redirect(f"/v2/calendars/google/save?{query}")


@behaves("google_calendar.check")
def google_check(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Whether Google Calendar is connected."""
    return _checked(world, caller, PROVIDERS["google"])


@behaves("destination_calendars.update")
def update_destination(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Chooses the calendar that bookings are written to."""
    calendar = _connected(world, caller, arguments)
    if calendar is None or calendar["readOnly"]:
        raise NotFound(f"Could not find calendar {arguments['externalId']}")
    return shown(set_destination(world, calendar), "userId", "integration", "externalId", "credentialId")


@behaves("selected_calendars.add")
def add_selected(world: World, caller: Caller, arguments: Arguments) -> Row | Whole:
    """Lets a calendar block booking times, whether or not there is one; one that does already gives no data."""
    credential = _credential(world, caller, arguments, "credentialId")
    needed(arguments, "integration", "externalId")
    chosen = {
        "userId": caller.user_id,
        "integration": arguments["integration"],
        "externalId": arguments["externalId"],
        "credentialId": credential["id"],
    }
    if is_selected(world, chosen):
        return Whole(SUCCESS)
    return shown(select_calendar(world, chosen))


@behaves("selected_calendars.remove")
def remove_selected(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Ends that."""
    _credential(world, caller, arguments, "credentialId")
    needed(arguments, "integration", "externalId")
    row = unselect(world, caller.user_id, arguments["integration"], arguments["externalId"])
    if row is None:
        raise NotFound("No selected calendar found")
    return shown(row)


def _provider(name: object, allowed: tuple[str, ...]) -> Provider:
    if name not in allowed:
        raise BadRequest(f"Invalid calendar type, available calendars are: {', '.join(NAMES)}")
    return PROVIDERS[str(name)]


def _connect(world: World, user_id: int, provider: Provider) -> Row:
    """The user's account at a provider: mended when it was broken, made when there is none."""
    known = next(credentials_of(world, user_id, provider.type), None)
    if known is None:
        return new_credential(world, user_id, provider.name)
    return world.put("credentials", known["id"], {**known, "invalid": False})


def _checked(world: World, caller: Caller, provider: Provider) -> Whole:
    rows = list(credentials_of(world, caller.user_id, provider.type))
    if not rows:
        raise BadRequest(f"Credentials for {provider.type} not found.")
    if all(row["invalid"] for row in rows):
        raise BadRequest(f"Invalid {provider.title} credentials.")
    return Whole(SUCCESS)


def _account(world: World, credential: Row) -> Row:
    provider = PROVIDER_OF_TYPE[credential["type"]]
    account: Row = {
        "integration": provider.described(),
        "credentialId": credential["id"],
        "delegationCredentialId": None,
    }
    if credential["invalid"]:
        return {**account, "error": {"message": BROKEN}}
    calendars = [shown_calendar(row) for row in calendars_of(world, credential["id"])]
    # A feed has no main calendar; its first one stands for it.
    first = calendars[0] if calendars and credential["type"] == FEEDS else None
    main = next((row for row in calendars if row["primary"]), first)
    return {**account, **({"primary": dict(main)} if main is not None else {}), "calendars": calendars}


def _destination(world: World, user_id: int, *, known: bool) -> Row:
    """The destination as a row or, when it was known before this list, with what its calendar says."""
    row = world.table("destination_calendars").get(user_id)
    if row is None or not known:
        return {} if row is None else shown(row)
    told = {**shown(row), "integrationTitle": PROVIDER_OF_TYPE[row["integration"]].title}
    calendar = calendar_of(world, row["credentialId"], row["externalId"])
    if calendar is None:
        return told
    told |= shown(calendar, "name", "readOnly", "isSelected")
    if row["integration"] == FEEDS:
        del told["primaryEmail"]
        return told
    return told | shown(calendar, "primary", "email")


def _events(world: World, credential: Row, external_id: Any) -> list[Row]:
    """What one calendar of an account holds; of feeds, whichever is named, what all of them hold."""
    if credential["type"] == FEEDS:
        return [event for calendar in calendars_of(world, credential["id"]) for event in calendar["_busy"]]
    calendar = calendar_of(world, credential["id"], external_id)
    return [] if calendar is None else list(calendar["_busy"])


def _credential(world: World, caller: Caller, arguments: Arguments, name: str) -> Row:
    needed(arguments, name)
    return credential_of(world, caller.user_id, whole(arguments[name], name))


def _connected(world: World, caller: Caller, arguments: Arguments, credential_id: int | None = None) -> Row | None:
    """The caller's calendar of this id and kind, behind one account or behind any."""
    needed(arguments, "integration", "externalId")
    for credential in credentials_of(world, caller.user_id, arguments["integration"]):
        if credential_id in (None, credential["id"]):
            calendar = calendar_of(world, credential["id"], arguments["externalId"])
            if calendar is not None:
                return calendar
    return None


def _calendars_to_load(arguments: Arguments) -> list[tuple[int, Any]]:
    """The calendars asked about: the action's one, and those that a request to Cal.com lists further."""
    needed(arguments, "credentialId", "externalId")
    wanted = [(whole(arguments["credentialId"], "credentialId"), arguments["externalId"])]
    index = 1
    while (further := arguments.get(f"calendarsToLoad[{index}][credentialId]")) is not None:
        external_id = arguments.get(f"calendarsToLoad[{index}][externalId]")
        wanted.append((whole(further, f"calendarsToLoad[{index}].credentialId"), external_id))
        index += 1
    return list(dict.fromkeys(wanted))


def _span(text: object, name: str, where: tzinfo) -> tuple[datetime, datetime]:
    """From when to when a day lasts in a zone; a text with a time is that moment."""
    if isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            day = date.fromisoformat(text)
            midnights = [datetime.combine(each, time(), where) for each in (day, day + timedelta(days=1))]
            return midnights[0].astimezone(UTC), midnights[1].astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadRequest(f"{name} must be a valid ISO 8601 date string") from None
    moment = instant(str(text), name)
    return moment, moment


def _readable(url: object) -> bool:
    try:
        parts = urlsplit(str(url))
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path.endswith(".ics")
    except ValueError:
        return False


def _login(credential: Row) -> object:
    return credential["_secret"].get("email")


def _dry(values: Row) -> bool:
    return values.get("isDryRun") in (True, "true")
