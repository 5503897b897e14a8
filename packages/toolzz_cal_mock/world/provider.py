"""What a platform customer's front end asks: whether an OAuth client and an access token are good."""

from __future__ import annotations

from ..problems import Unauthorized
from .base import Arguments, Caller, Row, Whole, World, behaves
from .oauth_clients import must_be_fresh


@behaves("provider.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The public face of an OAuth client, for everybody."""
    client = _client(world, arguments)
    return {"clientId": client["id"], "organizationId": client["organizationId"], "name": client["name"]}


@behaves("provider.verify_access_token")
def verify_access_token(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Success when the credential of the call still holds; as on Cal.com that of an ordinary user does, too."""
    client = _client(world, arguments)
    row = world.table("users").get(caller.user_id)
    if row is None:
        raise Unauthorized("Invalid access token")
    if row["_managed_by"] is not None:
        if row["_managed_by"] != client["id"]:
            raise Unauthorized("The access token belongs to another OAuth client")
        must_be_fresh(world, row)
    return Whole({"status": "success"})


def _client(world: World, arguments: Arguments) -> Row:
    client = world.table("oauth_clients").get(arguments["clientId"])
    if client is None:
        raise Unauthorized("Unauthorized")
    return client
