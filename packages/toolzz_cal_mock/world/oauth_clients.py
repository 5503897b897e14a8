"""OAuth clients of platform customers, the users they manage, and the tokens of these."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from ..problems import BadRequest, Conflict, Forbidden, NotFound, Problem, Unauthorized
from .access import MANAGERS, role_in
from .base import Arguments, Caller, Row, World, behaves, shown
from .event_type_rows import VIDEO, new_event_type
from .lookups import USERS, slugify
from .needs import needed, whole
from .removal import remove_user
from .schedules import new_schedule
from .users import PROFILE, change_user, new_user, user, user_by_email, without_empty_metadata

ACCESS_MINUTES = 60  # that an access token lasts, where no setting says otherwise
REFRESH_LASTS = timedelta(days=365)
EXPIRED = 498  # Cal.com's own status for an access token that was good once

_SHOWN = (
    *("id", "email", "username", "name", "bio", "timeZone", "weekStart", "createdDate", "timeFormat"),
    *("defaultScheduleId", "locale", "avatarUrl", "metadata"),
)


def new_oauth_client(
    world: World,
    organization_id: int,
    *,
    name: str = "Example platform",
    id: str | None = None,
    secret: str | None = None,
    redirect_uris: tuple[str, ...] = (),
    permissions: int = 1023,
) -> Row:
    """Registers an OAuth client of an organization; by default it may do everything."""
    organization = world.find("organizations", organization_id, "Organization")
    row: Row = {
        "id": id or world.dice.text("client_example_", 10),
        "secret": secret or world.dice.text("example-secret-", 24),
        "name": name,
        "organizationId": organization_id,
        "redirectUris": list(redirect_uris),
        "permissions": permissions,
        "_owner_id": organization["_owner_id"],
    }
    return world.put("oauth_clients", row["id"], row)


def new_managed_user(world: World, client_id: str, *, name: str, email: str, **fields: Any) -> Row:
    """Opens an account that the client runs, with tokens; `fields` as in `new_user`.

    The address gets the client's id, and so does the username unless it is given.
    """
    client = world.find("oauth_clients", client_id, "OAuth client")
    address = managed_email(client_id, email)
    other = user_by_email(world, address)
    if other is not None:
        raise Conflict(f"User with the provided e-mail already exists. Existing user ID={other['id']}")
    row = new_user(
        world,
        name=name,
        email=address,
        organization_id=client["organizationId"],
        managed_by=client_id,
        **{"username": slugify(address), **fields},
    )
    row["locale"] = fields.get("locale")
    issue_tokens(world, row)
    return row


def furnish(world: World, user_id: int, *, with_schedule: bool) -> None:
    """Puts into a new account what Cal.com puts there: four event types and, given a time zone, office hours."""
    for length, slug in ((30, "thirty-minutes"), (60, "sixty-minutes")):
        for mark, places in (("", []), ("-video", [VIDEO])):
            row = new_event_type(
                world, user_id, title=f"{length} Minutes", slug=slug + mark, length=length, locations=places
            )
            row["bookingFields"][0].pop("label")  # which the forms of these lack
    if with_schedule:
        new_schedule(world, user_id, name="Default schedule", is_default=True)


def managed_email(client_id: str, email: str) -> str:
    """The address under which Cal.com keeps a managed user: the client's id stands behind a plus sign."""
    person, _, domain = email.partition("@")
    return f"{person}+{client_id}@{domain}"


def issue_tokens(world: World, row: Row) -> Row:
    """A fresh pair of tokens for a user, as Cal.com answers it. The pair before it is worth nothing from now on."""
    now = world.now()
    access_ends = now + timedelta(minutes=world.indexes.get("access_token_minutes", ACCESS_MINUTES))
    row["_earlier_tokens"] = []
    row["_tokens"] = {
        "accessToken": world.dice.text("example-access-", 24),
        "refreshToken": world.dice.text("example-refresh-", 24),
        "accessTokenExpiresAt": _milliseconds(access_ends.timestamp()),
        "refreshTokenExpiresAt": _milliseconds((now + REFRESH_LASTS).timestamp()),
    }
    USERS.put(world, row)
    return dict(row["_tokens"])


def expire_access_tokens(world: World, row: Row) -> Row:
    """Makes the access tokens of a managed user run out at this moment; the refresh token stays good."""
    if row["_tokens"] is None:
        raise BadRequest(f"User {row['id']} is no managed user, so there are no tokens to run out")
    ended = {"accessTokenExpiresAt": _milliseconds(world.now().timestamp())}
    row["_tokens"] |= ended
    row["_earlier_tokens"] = [tokens | ended for tokens in row["_earlier_tokens"]]
    return USERS.put(world, row)


def user_by_access_token(world: World, token: str) -> Row:
    """The managed user behind an access token; 401 for an unknown one, Cal.com's 498 for one that ran out."""
    row = USERS.one(world, ("access", token))
    if row is None:
        raise Unauthorized("Invalid Access Token.")
    must_be_fresh(world, row, token)
    return row


def must_be_fresh(world: World, row: Row, token: str | None = None) -> None:
    """Refuses a managed user whose access token, this one or the latest, has run out, or who has none."""
    tokens = next((each for each in row["_earlier_tokens"] if each["accessToken"] == token), row["_tokens"])
    if tokens is None:
        raise Unauthorized("Invalid Access Token.")
    if _milliseconds(world.now().timestamp()) >= tokens["accessTokenExpiresAt"]:
        raise Problem("Access token has expired.", status=EXPIRED, code="TokenExpiredException")


def must_run(world: World, caller: Caller, client_id: str) -> Row:
    """The client, for administrators of its organization.

    A call with the client's own credential comes as the owner of the organization, as on Cal.com.
    """
    client = world.table("oauth_clients").get(client_id)
    if client is None:
        raise NotFound("OAuth client not found.")
    if role_in(world, caller.user_id, client["organizationId"]) not in MANAGERS:
        raise Forbidden(f"OAuth client with id={client_id} does not belong to the organization of the caller.")
    return client


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _managed(world: World, caller: Caller, arguments: Arguments) -> Row:
    client = must_run(world, caller, arguments["clientId"])
    row = world.table("users").get(arguments["userId"])
    if row is None or row["_managed_by"] != client["id"]:
        raise NotFound(f"User with ID {arguments['userId']} is not part of this OAuth client.")
    return row


# Operations


@behaves("oauth_clients.users.list")
def list_users(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The first managed users of a client; Cal.com also reads `offset` and `emails`."""
    client_id = arguments["clientId"]
    must_run(world, caller, client_id)
    rows = USERS.rows(world, ("client", client_id))
    if emails := arguments.get("emails"):
        wanted = {email if client_id in email else managed_email(client_id, email) for email in _texts(emails)}
        rows = [row for row in rows if row["email"] in wanted]
    start = whole(arguments.get("offset") or 0, "offset", least=0)
    return [_shown(row) for row in rows[start : start + (arguments.get("limit") or 50)]]


def _shown(row: Row) -> Row:
    return without_empty_metadata(shown(row, *_SHOWN))


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


@behaves("oauth_clients.users.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Opens an account that the client runs, furnished with event types and, given a zone, with working hours."""
    must_run(world, caller, arguments["clientId"])
    needed(arguments, "name", "email")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", str(arguments["email"])):
        raise BadRequest("Invite failed because this is no valid email address", code="TRPCError")
    names = ("locale", "avatarUrl", "weekStart", "timeFormat", "bio", "metadata")
    row = new_managed_user(
        world,
        arguments["clientId"],
        name=arguments["name"],
        email=arguments["email"],
        time_zone="Europe/London" if arguments.get("timeZone") is None else arguments["timeZone"],
        **{name: arguments[name] for name in names if arguments.get(name) is not None},
    )
    furnish(world, row["id"], with_schedule=bool(arguments.get("timeZone")))
    row = user(world, row["id"])
    return {"user": _shown(row), **row["_tokens"]}


@behaves("oauth_clients.users.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A user of the client."""
    return _shown(_managed(world, caller, arguments))


@behaves("oauth_clients.users.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes a user of the client. Another address brings another username, and that breaks booking links."""
    row = _managed(world, caller, arguments)
    wishes = {name: arguments.get(name) for name in (*PROFILE, "bio", "metadata")}
    if wishes["email"]:
        wishes["email"] = managed_email(arguments["clientId"], wishes["email"])
        wishes["username"] = slugify(wishes["email"])
    return _shown(change_user(world, row, wishes, tuple(wishes)))


@behaves("oauth_clients.users.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes the whole account of a user of the client."""
    row = _managed(world, caller, arguments)
    remove_user(world, row["id"])
    return _shown(row)


@behaves("oauth_clients.users.force_refresh")
def force_refresh(world: World, caller: Caller, arguments: Arguments) -> Row:
    """New tokens for a user of the client, without the old ones."""
    return issue_tokens(world, _managed(world, caller, arguments))


@behaves("oauth_clients.refresh_token")
def refresh_token(world: World, caller: Caller, arguments: Arguments) -> Row:
    """New tokens for the latest refresh token, which is used up by that; access tokens hold until they run out."""
    try:
        client = must_run(world, caller, arguments["clientId"])
    except (NotFound, Forbidden):
        raise BadRequest("Invalid OAuthClient credentials.") from None
    needed(arguments, "refreshToken")
    row = USERS.one(world, ("refresh", arguments["refreshToken"]))
    if row is None or row["_managed_by"] != client["id"]:
        raise BadRequest("Invalid refresh token")
    if _milliseconds(world.now().timestamp()) >= row["_tokens"]["refreshTokenExpiresAt"]:
        raise BadRequest("Invalid refresh token")
    earlier = [*row["_earlier_tokens"], row["_tokens"]]
    issue_tokens(world, row)
    row["_earlier_tokens"] = earlier
    USERS.put(world, row)
    return dict(row["_tokens"])
