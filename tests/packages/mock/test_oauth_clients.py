"""OAuth clients, the users they manage, their tokens, and what a front end asks about them."""

from datetime import timedelta

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound, Problem, Unauthorized
from toolzz_cal_mock.world import provider  # noqa: F401 - registers its operations
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.oauth_clients import new_managed_user, new_oauth_client, user_by_access_token
from toolzz_cal_mock.world.users import user

from tests.support.behaviours import NOON, ask, people

CLIENT = "client_example_4821"


@pytest.fixture
def them():
    them = people()
    new_oauth_client(them.world, 1205, id=CLIENT, name="Example platform")
    return them


def create(them, **arguments):
    wishes = {"name": "Mia Reis", "email": "mia@example.com", "clientId": CLIENT, **arguments}
    return ask(them.world, them.owner, "oauth_clients.users.create", **wishes)


# Managed users


def test_managed_user_bears_the_clients_id(them):
    """Address and username of a managed user contain the id of the client."""
    made = create(them)["user"]
    assert made["email"] == "mia+client_example_4821@example.com"
    assert made["username"] == "mia-client-example-4821-example-com"
    assert made == ask(them.world, them.owner, "oauth_clients.users.get", clientId=CLIENT, userId=made["id"])
    assert ask(them.world, made, "me.get")["organizationId"] == 1205
    assert "secret" not in str(made)
    assert not any(name.startswith("_") for name in made)


def test_managed_user_is_furnished(them):
    """Everybody gets event types; only somebody with a time zone gets office hours, in that zone."""
    without = create(them)["user"]
    made = create(them, email="leo@example.com", timeZone="America/Sao_Paulo")["user"]
    schedule = them.world.table("schedules")[made["defaultScheduleId"]]
    assert ("America/Sao_Paulo", made["id"], True) == tuple(
        schedule[name] for name in ("timeZone", "ownerId", "isDefault")
    )
    assert without["defaultScheduleId"] is None
    assert len(them.world.table("schedules")) == 1
    owned = [row["slug"] for row in them.world.table("event_types").values() if row["ownerId"] == without["id"]]
    assert {"thirty-minutes", "thirty-minutes-video", "sixty-minutes", "sixty-minutes-video"} == set(owned)
    assert len(owned) == 4


def test_address_in_use_is_a_conflict(them):
    """The same address cannot be managed twice by one client, but by another and as an ordinary account."""
    create(them, email="ana.prado@example.com")
    with pytest.raises(Conflict):
        create(them, email="ana.prado@example.com")
    new_oauth_client(them.world, 1205, id="client_example_2")
    create(them, email="ana.prado@example.com", clientId="client_example_2")


def test_wishes_are_checked_and_kept(them):
    """Settings at creation are those of the profile; what is impossible leaves nobody behind."""
    made = create(them, locale="pt-BR", weekStart="Monday", timeFormat=24, avatarUrl="https://example.com/a.png")
    assert tuple(made["user"][name] for name in ("locale", "weekStart", "timeFormat")) == ("pt-BR", "Monday", 24)
    before = len(them.world.table("users"))
    with pytest.raises(BadRequest):
        create(them, email="x@example.com", timeZone="Mars")
    assert before == len(them.world.table("users"))


def test_list_is_limited(them):
    """The first users of the client come, at most `limit`; Cal.com also filters by address and skips."""
    ids = [create(them, email=f"user{number}@example.com")["user"]["id"] for number in range(3)]
    new_oauth_client(them.world, 1205, id="client_example_2")
    create(them, clientId="client_example_2")

    def listed(**arguments):
        answer = ask(them.world, them.owner, "oauth_clients.users.list", clientId=CLIENT, **arguments)
        return [each["id"] for each in answer]

    assert ids == listed()
    assert ids[:2] == listed(limit=2)
    assert ids[1:2] == listed(limit=1, offset="1")
    assert ids[2:] == listed(emails=["user2@example.com"])
    assert ids[2:] == listed(emails=f"user2+{CLIENT}@example.com")


def test_update_with_a_new_address_renames(them):
    """A new address gets the client's id again, and the username follows it; other changes leave both."""
    made = create(them)["user"]
    place = {"clientId": CLIENT, "userId": made["id"]}
    named = ask(them.world, them.owner, "oauth_clients.users.update", **place, name="Mia R.", timeFormat=24)
    assert {**made, "name": "Mia R.", "timeFormat": 24} == named
    moved = ask(them.world, them.owner, "oauth_clients.users.update", **place, email="reis@example.com")
    assert moved["email"] == "reis+client_example_4821@example.com"
    assert moved["username"] == "reis-client-example-4821-example-com"
    other = create(them, email="leo@example.com")["user"]
    place["userId"] = other["id"]
    with pytest.raises(Conflict):
        ask(them.world, them.owner, "oauth_clients.users.update", **place, email="reis@example.com")


def test_delete_removes_the_account(them):
    """The answer is the user as it was; the account and all it owned are gone."""
    made = create(them, timeZone="America/Sao_Paulo")
    place = {"clientId": CLIENT, "userId": made["user"]["id"]}
    assert made["user"] == ask(them.world, them.owner, "oauth_clients.users.delete", **place)
    assert {} == them.world.table("schedules") == them.world.table("event_types")
    with pytest.raises(NotFound):
        ask(them.world, them.owner, "oauth_clients.users.get", **place)
    with pytest.raises(Unauthorized):
        user_by_access_token(them.world, made["accessToken"])
    create(them)


@pytest.mark.parametrize("operation", ["get", "update", "delete", "force_refresh"])
def test_users_of_others_are_not_found(them, operation):
    """Ordinary users and those of another client are none of this client."""
    new_oauth_client(them.world, 1205, id="client_example_2")
    other = create(them, clientId="client_example_2")["user"]["id"]
    for user_id in (them.member["id"], other, 1):
        with pytest.raises(NotFound):
            ask(them.world, them.owner, f"oauth_clients.users.{operation}", clientId=CLIENT, userId=user_id)


@pytest.mark.parametrize("operation", ["list", "create", "get", "update", "delete", "force_refresh"])
def test_clients_are_for_administrators_of_their_organization(them, operation):
    """Members, strangers and managed users are turned away, whatever client they claim to be."""
    made = create(them)["user"]
    arguments = {"list": {}, "create": {"name": "X", "email": "x@example.com"}}.get(operation, {"userId": made["id"]})
    for who in (them.member, them.stranger, made):
        with pytest.raises(Forbidden):
            ask(them.world, who, f"oauth_clients.users.{operation}", clientId=CLIENT, **arguments)
        caller = Caller(who["id"], CLIENT)
        with pytest.raises(Forbidden):
            BEHAVIOURS[f"oauth_clients.users.{operation}"](them.world, caller, {"clientId": CLIENT, **arguments})
    with pytest.raises(NotFound):
        ask(them.world, them.owner, f"oauth_clients.users.{operation}", clientId="client_none", **arguments)


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("oauth_clients.users.create", {"name": "X"}),
        ("oauth_clients.users.create", {}),
        ("oauth_clients.refresh_token", {}),
    ],
)
def test_what_is_missing_is_a_bad_request(them, operation, arguments):
    """A request to Cal.com itself may lack what the action demands."""
    with pytest.raises(BadRequest):
        BEHAVIOURS[operation](them.world, Caller(31790), {"clientId": CLIENT, **arguments})


# Tokens


def test_tokens_expire_by_the_clock_of_the_mock(them):
    """The access token lasts 60 minutes, the refresh token a year, and both are recognizably fakes."""
    made = create(them)
    now = NOON.timestamp()
    assert (now + 3600) * 1000 == made["accessTokenExpiresAt"]
    assert (now + 365 * 86400) * 1000 == made["refreshTokenExpiresAt"]
    assert "example" in made["accessToken"]
    assert "example" in made["refreshToken"]
    assert made["user"]["id"] == user_by_access_token(them.world, made["accessToken"])["id"]
    them.world.clock.advance(timedelta(minutes=60))
    with pytest.raises(Problem) as refused:
        user_by_access_token(them.world, made["accessToken"])
    assert refused.value.status == 498


def test_refresh_rotates(them):
    """A refresh token works once; access tokens hold until they run out, whatever comes after them."""
    old = create(them)
    arguments = {"clientId": CLIENT, "refreshToken": old["refreshToken"]}
    them.world.clock.advance(timedelta(hours=2))
    new = ask(them.world, them.owner, "oauth_clients.refresh_token", **arguments)
    assert {"accessToken", "refreshToken", "accessTokenExpiresAt", "refreshTokenExpiresAt"} == set(new)
    assert old["user"]["id"] == user_by_access_token(them.world, new["accessToken"])["id"]
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "oauth_clients.refresh_token", **arguments)
    with pytest.raises(Problem, match="expired"):
        user_by_access_token(them.world, old["accessToken"])
    ask(them.world, them.owner, "oauth_clients.refresh_token", clientId=CLIENT, refreshToken=new["refreshToken"])
    assert old["user"]["id"] == user_by_access_token(them.world, new["accessToken"])["id"]


def test_refresh_is_refused(them):
    """Unknown tokens, those of another client, late ones and clients of others are refused with 400."""
    new_oauth_client(them.world, 1205, id="client_example_2")
    token = create(them)["refreshToken"]
    for who, client, refresh in (
        (them.owner, CLIENT, "example-refresh-unknown"),
        (them.owner, "client_example_2", token),
        (them.owner, "client_none", token),
        (them.stranger, CLIENT, token),
    ):
        with pytest.raises(BadRequest):
            ask(them.world, who, "oauth_clients.refresh_token", clientId=client, refreshToken=refresh)
    them.world.clock.advance(timedelta(days=365))
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "oauth_clients.refresh_token", clientId=CLIENT, refreshToken=token)


def test_forced_refresh_needs_no_old_token(them):
    """New tokens come without the old ones, which are worth nothing then."""
    old = create(them)
    place = {"clientId": CLIENT, "userId": old["user"]["id"]}
    new = ask(them.world, them.owner, "oauth_clients.users.force_refresh", **place)
    assert not {old["accessToken"], old["refreshToken"]} & set(map(str, new.values()))
    refresh = {"clientId": CLIENT, "refreshToken": old["refreshToken"]}
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "oauth_clients.refresh_token", **refresh)


# provider


def test_provider_is_public(them):
    """Everybody may see the public face of a client; an unknown one is answered with 401."""
    expected = {"clientId": CLIENT, "organizationId": 1205, "name": "Example platform"}
    assert expected == ask(them.world, 1, "provider.get", clientId=CLIENT)
    with pytest.raises(Unauthorized):
        ask(them.world, them.owner, "provider.get", clientId="client_none")


def test_access_token_is_verified(them):
    """A good token brings success and nothing else; a late or foreign one, or none, an error."""
    new_oauth_client(them.world, 1205, id="client_example_2")
    made = create(them)["user"]["id"]
    assert ask(them.world, made, "provider.verify_access_token", clientId=CLIENT) == {"status": "success"}
    assert ask(them.world, them.owner, "provider.verify_access_token", clientId=CLIENT) == {"status": "success"}
    for who, client in ((made, "client_example_2"), (made, "client_none"), (1, CLIENT)):
        with pytest.raises(Unauthorized):
            ask(them.world, who, "provider.verify_access_token", clientId=client)
    them.world.clock.advance(timedelta(minutes=60))
    with pytest.raises(Problem) as refused:
        ask(them.world, made, "provider.verify_access_token", clientId=CLIENT)
    assert refused.value.status == 498


def test_constructed_managed_user_has_tokens(them):
    """The constructor gives a managed user with tokens and a username of choice."""
    made = new_managed_user(
        them.world, CLIENT, id=5, name="Mia", email="mia@example.com", username="mia-reis", time_zone="Europe/Lisbon"
    )
    assert (made["username"], made["timeZone"], made["_managed_by"]) == ("mia-reis", "Europe/Lisbon", CLIENT)
    assert made is user(them.world, 5)
    assert made is user_by_access_token(them.world, made["_tokens"]["accessToken"])
