"""What the operations on payments do: a Stripe account of a user, or of a team."""

from __future__ import annotations

import re
from typing import Any

from ..problems import BadRequest, NotFound
from . import consent
from .access import manages, must_belong
from .base import Arguments, Caller, Row, Whole, World, behaves
from .lookups import number
from .needs import needed

SUCCESS = {"status": "success"}


def new_stripe(world: World, user_id: int, team_id: int | None = None, **fields: Any) -> Row:
    """Connects a Stripe account of a user or, with `team_id`, of a team, in place of an earlier one."""
    row: Row = {
        "id": number(world, "credentials", "credential"),
        "type": "stripe_payment",
        "userId": user_id,
        "teamId": team_id,
        "appId": "stripe",
        "invalid": False,
        **fields,
    }
    return world.put("stripe", f"{user_id}" if team_id is None else f"team:{team_id}", row)


@behaves("stripe.connect")
def connect(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Stripe's consent page. The pages to go to afterwards have had two names at Cal.com."""
    state = consent.state_for(
        world,
        caller.user_id,
        returnTo=arguments.get("returnTo") or arguments.get("redir") or consent.HOME,
        onErrorReturnTo=arguments.get("onErrorReturnTo") or arguments.get("errorRedir") or consent.HOME,
        fromApp=False,
        **({"teamId": arguments["teamId"]} if arguments.get("teamId") else {}),
    )
    return {"authUrl": consent.consent_url("stripe", state, "read_write")}


@behaves("stripe.save")
def save(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Stripe's redirect after consent: connects the account, or sends the browser to the page for failures."""
    needed(arguments, "state")
    state = consent.read_state(arguments["state"])
    user_id, team_id = consent.owner_of(world, state), _team_id(state.get("teamId"))
    refused = user_id is None or bool(arguments.get("error"))
    if user_id is not None and state.get("teamId") is not None:
        refused = refused or team_id is None or not manages(world, user_id, team_id)
    if user_id is None or refused or not consent.spend(world, "stripe", arguments.get("code")):
        return consent.redirect(state.get("onErrorReturnTo"), consent.ERROR_PAGE)
    new_stripe(world, user_id, team_id)
    return consent.redirect(state.get("returnTo"))


@behaves("stripe.check")
def check(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Whether the caller can take payments."""
    return _checked(world.table("stripe").get(f"{caller.user_id}"))


@behaves("stripe.check_team")
def check_team(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Whether a team of the caller can take payments."""
    team_id = _team_id(arguments["teamId"])
    if team_id is None:
        raise BadRequest("Validation failed (numeric string is expected)")
    must_belong(world, caller, team_id)
    return _checked(world.table("stripe").get(f"team:{team_id}"))


def _checked(row: Row | None) -> Whole:
    if row is None:
        raise NotFound("Credentials for stripe not found.")
    if row["invalid"]:
        raise BadRequest("Invalid stripe credentials.")
    return Whole(SUCCESS)


def _team_id(value: object) -> int | None:
    return int(str(value)) if re.fullmatch(r"[0-9]{1,15}", str(value)) else None
