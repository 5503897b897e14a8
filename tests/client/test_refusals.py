"""What a refusal means: Cal.com's status does not always tell, its words do."""

import pytest
from toolzz_cal import OutcomeUnknown, errors

from tests.support.client import Reply, Upstream, example
from tests.support.direct import DIRECT
from tests.support.tables import every

ROUTES = every("route", ["direct", "gateway"])


@pytest.fixture
def refused(api):
    """The error that an action's example ends with when Cal.com answers so."""

    def run(name, status, body):
        reply = Reply(status, body if not isinstance(body, str) else body.encode())
        with pytest.raises(errors.ToolzzCalError) as caught:
            api(Upstream(reply), **DIRECT).run(example(name))
        return caught.value

    return run


# Refusals whose status says something else


@every("word", ["booking_limit_reached", "duration_limit_reached", "team_limit_reached"])
def test_a_full_limit_is_no_matter_of_the_credential(refused, word):
    """A limit of the event type comes as 401, and is told from a wrong key."""
    problem = refused("bookings.create", 401, {"statusCode": 401, "message": word})
    assert type(problem) is errors.LimitReached
    assert (word, 401) == (problem.message, problem.status_code)
    assert not isinstance(problem, errors.AuthenticationFailed)


@every(("body", "wanted"), [
    ({"statusCode": 401, "message": "not_yours"}, errors.NotAuthorized),
    ({"status": "error", "error": {"code": "TRPCError", "message": "User is not authorized"}}, errors.NotAuthorized),
    ({"status": "error", "error": {"code": "UnauthorizedException", "message": "No"}}, errors.AuthenticationFailed),
    ({"status": "error", "error": {"code": "X", "message": "booking_limit_reached"}}, errors.LimitReached),
    ({"error": "Unauthorized", "statusCode": 401, "message": "Invalid"}, errors.AuthenticationFailed),
    ({"message": ["a", "b"]}, errors.AuthenticationFailed),
    ({"error": {"message": 5}}, errors.AuthenticationFailed),
    ([], errors.AuthenticationFailed),
    ("no JSON", errors.AuthenticationFailed),
])  # fmt: skip
def test_a_401_means_what_its_body_says(refused, body, wanted):
    """A key that is good and may not do this is told from a wrong one; both ways of catching it work."""
    problem = refused("bookings.confirm", 401, body)
    assert type(problem) is wanted
    if wanted is errors.NotAuthorized:
        assert isinstance(problem, errors.PermissionDenied)
        assert isinstance(problem, errors.AuthenticationFailed)


@ROUTES
@every("name", ["bookings.create", "bookings.get", "me.get", "webhooks.delete"])
def test_an_error_without_its_envelope_is_one(api, route, name):
    """`{statusCode, message}` is an error wherever it stands, with Cal.com's own words."""
    reply = {"statusCode": 401, "message": "booking_limit_reached"}
    answer = reply if route == "direct" else {"data": reply, "successful": True, "error": None}
    client = api(Upstream(Reply(200, answer)), **(DIRECT if route == "direct" else {}))
    with pytest.raises(errors.ActionFailed, match="booking_limit_reached"):
        client.run(example(name))


def test_the_gateway_tells_the_words_of_an_error_without_its_envelope(api):
    """A failed action whose envelope says little has Cal.com's own words in its message."""
    answer = {"data": {"statusCode": 401, "message": "booking_limit_reached"}, "successful": False, "error": None}
    with pytest.raises(errors.ActionFailed, match="booking_limit_reached"):
        api(Upstream(Reply(200, answer))).run(example("bookings.create"))


@pytest.mark.parametrize("reply", [{"statusCode": 200, "message": "ok"}, {"statusCode": 400, "note": "x"}])
def test_what_only_looks_like_an_error_is_none(api, reply):
    """A status that is no failure, or no number, fails nothing."""
    assert api(Upstream(Reply(200, reply)), **DIRECT).run(example("me.get")).reply == reply


# Told as failed, and done


GONE = "Invalid Query: The requested record was not found."
NOT_FOUND = {"status": "error", "error": {"code": "NOT_FOUND", "message": GONE}}


def test_a_seat_that_is_not_found_may_be_given_up(refused):
    """Cancelling a seat can answer 404 though the seat is gone: nobody knows, so nobody is told that it failed."""
    problem = refused("bookings.cancel", 404, NOT_FOUND)
    assert isinstance(problem, OutcomeUnknown)
    assert isinstance(problem.__cause__, errors.NotFound)
    assert GONE in problem.message
    assert problem.status_code == 404


def test_so_may_it_be_through_the_gateway(api):
    """The gateway passes the same words on as a failed action."""
    answer = {"data": NOT_FOUND, "successful": False, "error": f"404 NOT_FOUND: {GONE}"}
    with pytest.raises(OutcomeUnknown) as caught:
        api(Upstream(Reply(200, answer))).run(example("bookings.cancel"))
    assert isinstance(caught.value.__cause__, errors.ActionFailed)


@every(("name", "status", "message"), [
    ("bookings.cancel", 404, "Booking with uid=bk1 was not found in the database"),
    ("organizations.attributes.update", 404, GONE),
    ("bookings.cancel", 400, GONE),
])  # fmt: skip
def test_other_refusals_are_definite(refused, name, status, message):
    """A booking that is not there, and the same words of other requests, are plain failures."""
    body = {"status": "error", "error": {"code": "NOT_FOUND", "message": message}}
    assert isinstance(refused(name, status, body), errors.StatusError)
