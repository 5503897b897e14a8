"""What the operations on conferencing apps do. Cal Video is built in; the others have to be connected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..problems import BadRequest
from . import consent
from .base import Arguments, Caller, Row, Whole, World, behaves, shown
from .connections import credentials_of
from .event_type_rows import EVENT_TYPES, VIDEO
from .lookups import number
from .needs import needed

SUCCESS = {"status": "success"}
CAL_VIDEO = "daily-video"


@dataclass(frozen=True, slots=True)
class App:
    """A conferencing app: its slug, the type of its credential and its name as a location of event types."""

    slug: str
    type: str
    location: str


APPS = {
    each.slug: each
    for each in (
        App("google-meet", "google_video", "google-meet"),
        App("zoom", "zoom_video", "zoom"),
        App("msteams", "office365_video", "office365-video"),
    )
}
_CHOICE = "defaultConferencingApp"
BY_CONSENT = ("zoom", "msteams")


def new_conferencing(world: World, user_id: int, app: str, id: int | None = None, **fields: Any) -> Row:
    """Connects `google-meet`, `zoom` or `msteams` for a user, in place of an earlier connection."""
    row: Row = {
        "id": id if id is not None else number(world, "credentials", "credential"),
        "type": APPS[app].type,
        "userId": user_id,
        "teamId": None,
        "appId": app,
        "subscriptionId": None,
        "paymentStatus": None,
        "billingCycleStart": None,
        "invalid": False,
        "delegationCredentialId": None,
        **fields,
    }
    return world.put("conferencing", f"{user_id}:{app}", row)


@behaves("conferencing.list")
def list_apps(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The apps that the caller has connected."""
    return [shown(row) for row in world.table("conferencing").values() if row["userId"] == caller.user_id]


@behaves("conferencing.connect")
def connect(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Adds Google Meet, which comes with a connected Google Calendar."""
    app = _app(arguments["app"], ("google-meet",))
    if next(credentials_of(world, caller.user_id, "google_calendar"), None) is None:
        raise BadRequest("Google Meet app requires a Google Calendar connection")
    if _connected(world, caller.user_id, app.slug):
        raise BadRequest("Google Meet is already connected")
    return {**shown(new_conferencing(world, caller.user_id, app.slug)), "key": {}, "encryptedKey": None}


@behaves("conferencing.authorization_url")
def authorization_url(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The consent page of Zoom or Microsoft Teams."""
    app = _app(arguments["app"], BY_CONSENT)
    pages = {name: arguments.get(name) or consent.HOME for name in ("returnTo", "onErrorReturnTo")}
    state = consent.state_for(world, caller.user_id, **pages, fromApp=False)
    return {"url": consent.consent_url(app.slug, state, "meeting:write")}


@behaves("conferencing.authorization_callback")
def authorization_callback(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """The app's redirect after consent: connects it, or sends the browser to the page for failures."""
    needed(arguments, "state")
    state = consent.read_state(arguments["state"])
    app, user_id = arguments["app"], consent.needed_owner(world, state)
    if app not in BY_CONSENT or arguments.get("error"):
        return consent.redirect(state.get("onErrorReturnTo"), consent.ERROR_PAGE)
    if not consent.spend(world, app, arguments.get("code")):
        return consent.redirect(state.get("onErrorReturnTo"), consent.ERROR_PAGE)
    new_conferencing(world, user_id, app)
    return consent.redirect(state.get("returnTo"))


@behaves("conferencing.get_default")
def get_default(world: World, caller: Caller, arguments: Arguments) -> Any:
    """The app the caller prefers. Without a choice the reply has no `data`."""
    chosen = _user(world, caller)["metadata"].get(_CHOICE)
    return shown(chosen) if chosen else Whole(SUCCESS)


@behaves("conferencing.set_default")
def set_default(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Prefers a connected app, or Cal Video."""
    slug = arguments["app"]
    if slug != CAL_VIDEO:
        _must_be_connected(world, caller.user_id, slug)
    _prefer(world, _user(world, caller), {"appSlug": slug})
    return Whole(SUCCESS)


@behaves("conferencing.disconnect")
def disconnect(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Removes an app. The caller's event types that met there move to Cal Video."""
    app = _must_be_connected(world, caller.user_id, arguments["app"])
    world.remove("conferencing", f"{caller.user_id}:{app.slug}")
    user = _user(world, caller)
    if user["metadata"].get(_CHOICE) == {"appSlug": app.slug}:
        _prefer(world, user, None)
    for row in EVENT_TYPES.rows(world, ("owner", caller.user_id)):
        if any(each.get("integration") == app.location for each in row["locations"]):
            moved = [VIDEO if each.get("integration") == app.location else each for each in row["locations"]]
            EVENT_TYPES.put(world, {**row, "locations": moved})
    return Whole(SUCCESS)


def _prefer(world: World, user: Row, choice: Row | None) -> None:
    """Keeps which app a user prefers where Cal.com does: among the metadata that are shown with them."""
    metadata = {name: value for name, value in user["metadata"].items() if name != _CHOICE}
    if choice is not None:
        metadata[_CHOICE] = choice
    world.put("users", user["id"], user | {"metadata": metadata})


def is_connected(world: World, user_id: int, location: object) -> bool:
    """Whether a user has connected the app that locations of event types call so."""
    return any(app.location == location and _connected(world, user_id, app.slug) for app in APPS.values())


def _app(slug: object, allowed: tuple[str, ...]) -> App:
    if slug not in allowed:
        raise BadRequest(f"Invalid conferencing app, available apps are: {', '.join(allowed)}")
    return APPS[str(slug)]


def _connected(world: World, user_id: int, slug: str) -> bool:
    return f"{user_id}:{slug}" in world.table("conferencing")


def _must_be_connected(world: World, user_id: int, slug: object) -> App:
    if slug not in (*APPS, CAL_VIDEO):
        raise BadRequest(f"Invalid app, available apps are: {', '.join((*APPS, CAL_VIDEO))}")
    if slug == CAL_VIDEO or not _connected(world, user_id, str(slug)):
        raise BadRequest(f"{slug} not connected.")
    return APPS[str(slug)]


def _user(world: World, caller: Caller) -> Row:
    return world.find("users", caller.user_id, "User")
