"""What an integration lets its agent run: `actions.allowed_for` and `acting_for`, on both routes."""

import copy
import json
import pickle
from itertools import product
from types import SimpleNamespace

import pytest
from toolzz_cal import Permissions, errors, models

from tests.support.client import (
    CAL_KEY,
    Example,
    Reply,
    Upstream,
    document,
    done,
    example,
    examples,
    iterator,
    pageable,
    waited_for,
)
from tests.support.tables import every

CHECK, BOOK = "checkAvailabilityEnabled", "createBookingEnabled"
ZONE = "America/Sao_Paulo"
ODD = [None, "true", "True", 1, 1.0, [True], {"enabled": True}, "yes", False, 0, ""]
BOOKING = {"start": "2027-03-09T14:00:00Z", "event_type_id": 10482}
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com"}
COMBINATIONS = every(("active", "check", "book"), list(product([True, False], repeat=3)))
SLOTS = {"event_type_id": 10482, "start_time": "2027-03-09T00:00:00Z", "end_time": "2027-03-10T00:00:00Z"}


def integration(**changes):
    """An integration that permits everything, as the platform's answer with other keys changed; ... removes one."""
    told = {**example("calcom_integrations.get").answer, "isActive": True, CHECK: True, BOOK: True, "timezone": ZONE}
    return models.CalcomIntegration.from_dict(
        {key: value for key, value in {**told, **changes}.items() if value is not ...}
    )


def flag_of(each: Example):
    """The flag that the specification names for an operation."""
    return document()["paths"][each.path][each.method.lower()].get("x-agent", {}).get("flag")


def permitted(*flags):
    """The names of the operations that the specification puts under these flags."""
    return {each.name for each in examples() if flag_of(each) in flags}


@pytest.fixture(params=["gateway", "direct"])
def route(request):
    """Which way actions go."""
    return request.param


@pytest.fixture
def acting(api, route):
    """Makes an `Api` of either kind on either route whose client acts for integrations, one after the other."""

    def made(upstream, *integrations):
        found = api(upstream, route=route, cal_api_key=CAL_KEY)
        for each in integrations:
            found.client = found.client.acting_for(each)
        return found

    return made


def sent(upstream, route):
    """The arguments of the only request, wherever they travelled."""
    (request,) = upstream.requests
    body = json.loads(request.content) if request.content else {}
    return body["arguments"] if route == "gateway" else {**dict(request.url.params), **body}


def ran(client):
    """The names of all operations that a client runs with their examples. Those it refuses, it does not send."""
    found = set()
    for each in examples():
        before = client.upstream.count
        refused = None
        try:
            client.run(each)
        except errors.NotPermitted as problem:
            refused = problem.operation
        assert before + (refused is None) == client.upstream.count
        if refused is None:
            found.add(each.name)
        else:
            assert each.name == refused
    return found


def replying(route):
    """An upstream that answers any of the permitted operations so that it can be read."""
    reply = {"status": "success", "data": {}}
    return Upstream(done(reply) if route == "gateway" else Reply(200, reply))


@COMBINATIONS
def test_every_operation_in_all_combinations(active, check, book, acting, route):
    """Of all operations, those run whose flag is on, by method; the rest is refused unsent."""
    client = acting(replying(route), integration(isActive=active, **{CHECK: check, BOOK: book}))
    flags = [flag for flag, on in ((CHECK, check), (BOOK, book)) if on and active]
    assert permitted(*flags) == ran(client)


@COMBINATIONS
def test_allowed_for_in_all_combinations(active, check, book, acting):
    """`allowed_for` gives the slugs of the same operations, in order, without a call."""
    upstream = Upstream()
    told = integration(isActive=active, **{CHECK: check, BOOK: book})
    slugs = acting(upstream).call("actions.allowed_for", told)
    flags = [flag for flag, on in ((CHECK, check), (BOOK, book)) if on and active]
    assert tuple(sorted(each.slug for each in examples() if each.name in permitted(*flags))) == slugs
    assert upstream.count == 0


def test_what_the_flags_cover():
    """Each flag permits what it is for, and none permits what destroys, the ToolzzAI API, or moving a booking."""
    assert {"slots.available", "calendars.busy_times"} <= permitted(CHECK)
    assert {"bookings.create", "slots.reserve"} <= permitted(BOOK)
    flagged = [each for each in examples() if flag_of(each)]
    assert "destroy" not in {each.effect for each in flagged}
    assert None not in {each.slug for each in flagged}
    assert "bookings.reschedule" not in permitted(CHECK, BOOK)


@every("key", ["isActive", CHECK, BOOK])
@every("value", [*ODD, ...], ids=repr)
def test_only_a_plain_true_permits(key, value, acting, route):
    """Null, text, numbers, lists and a missing key forbid, in the model that the client reads from such an answer."""
    odd = integration(**{key: value})
    left = {"isActive": (), CHECK: (BOOK,), BOOK: (CHECK,)}[key]
    client = acting(Upstream(), odd)
    by_flag = {CHECK: client.method("slots.available"), BOOK: client.method("bookings.create")}
    for flag, method in by_flag.items():
        if flag not in left:
            with pytest.raises(errors.NotPermitted):
                waited_for(method(**(SLOTS if flag == CHECK else {**BOOKING, "attendee": ANA})))
    assert client.upstream.count == 0
    slugs = {each.slug for each in examples() if each.name in permitted(*left)}
    assert slugs == set(client.call("actions.allowed_for", odd))


@every("value", ODD, ids=repr)
def test_own_integrations_are_read_the_same_way(value):
    """Anything with the four attributes will do, and only a plain true permits there too."""
    told = {"is_active": True, "check_availability_enabled": True, "create_booking_enabled": value, "timezone": ZONE}
    assert {CHECK} == Permissions.of(SimpleNamespace(**told)).flags
    assert not Permissions.of(SimpleNamespace(**{**told, "is_active": value})).flags


@every(
    "wrong", [None, {}, {"isActive": True, CHECK: True}, "0b6f9a52", models.Function.from_dict({}, strict=False), []]
)
def test_what_is_no_integration(wrong, acting):
    """Anything else is an `ArgumentError` at once, which names what it was."""
    client = acting(Upstream())
    for method in (client.method("actions.allowed_for"), client.client.acting_for):
        with pytest.raises(errors.ArgumentError, match=f"{type(wrong).__name__} is no integration"):
            method(wrong)


def test_by_slug(acting, route):
    """`actions.execute` is guarded like the methods: of all slugs, those under a flag that is on are sent."""
    client = acting(replying(route), integration(**{BOOK: False}))
    allowed = set(client.call("actions.allowed_for", integration(**{BOOK: False})))
    for each in examples():
        if each.slug is None:
            continue
        before = client.upstream.count
        if each.slug in allowed:
            client.call("actions.execute", each.slug, each.arguments)
            assert before + 1 == client.upstream.count
        else:
            with pytest.raises(errors.NotPermitted) as refused:
                client.call("actions.execute", each.slug, each.arguments)
            assert (before, each.name) == (client.upstream.count, refused.value.operation)
    with pytest.raises(errors.UnknownAction):
        client.call("actions.execute", "CAL_NO_SUCH_ACTION")


@every("each", pageable(), ids=str)
def test_pages(each, acting):
    """A walk over pages is refused at its first step and fetches no page."""
    assert flag_of(each) is None
    client = acting(Upstream(), integration())
    arguments = {key: value for key, value in each.keywords(client.method(each.name)).items() if key != "skip"}
    with pytest.raises(errors.NotPermitted):
        client.call(iterator(each.name), **arguments)
    assert client.upstream.count == 0


def test_refused_before_anything_else(acting):
    """A refused call says so even where its arguments or its credential are wrong too."""
    client = acting(Upstream(), integration())
    with pytest.raises(errors.NotPermitted):
        client.call("bookings.cancel", booking_uid="../..", timeout=-1)
    client.client = client.client.with_options(route="direct", cal_client_secret="")
    with pytest.raises(errors.NotPermitted):
        client.call("oauth_clients.users.list", client_id="client_example_4821")
    assert client.upstream.count == 0


def test_copies_stay_as_narrow(acting, route):
    """Options change, the guard and the time zone stay; the client that it was made from is as free as before."""
    client = acting(replying(route))
    free = client.client
    client.client = free.acting_for(integration(**{CHECK: False})).with_options(timeout=5, user_id="user-second")
    with pytest.raises(errors.NotPermitted):
        client.call("slots.available", **SLOTS)
    assert client.upstream.count == 0
    client.call("bookings.create", **BOOKING, attendee=ANA)
    assert ZONE == sent(client.upstream, route)["attendee"]["timeZone"]
    client.client = free
    client.call("slots.available", **SLOTS)
    assert client.upstream.count == 2


@every(
    ("first", "second", "flags"),
    [
        ({CHECK: False}, {}, [BOOK]),
        ({}, {CHECK: False}, [BOOK]),
        ({CHECK: False}, {BOOK: False}, []),
        ({"isActive": False}, {}, []),
        ({}, {"isActive": False}, []),
        ({}, {}, [CHECK, BOOK]),
    ],
)
def test_acting_twice_only_narrows(first, second, flags, acting, route):
    """A copy of a copy runs what both integrations permit, whichever came first."""
    client = acting(replying(route), integration(**first), integration(**second))
    assert permitted(*flags) == ran(client)


@every(("second", "zone"), [("Europe/Lisbon", "Europe/Lisbon"), (None, ZONE), ("", ZONE)])
def test_time_zone_of_a_copy_of_a_copy(second, zone, acting, route):
    """The newer integration's time zone holds; where it has none, the older one's."""
    client = acting(replying(route), integration(), integration(timezone=second))
    client.call("slots.available", **SLOTS)
    assert zone == sent(client.upstream, route)["timeZone"]


def test_flags_are_read_once(acting, route):
    """What happens to the integration afterwards changes nothing."""
    told = integration(**{BOOK: False})
    client = acting(replying(route), told)
    told.create_booking_enabled, told.check_availability_enabled = True, False
    told.timezone = "Europe/Lisbon"
    client.call("slots.available", **SLOTS)
    assert ZONE == sent(client.upstream, route)["timeZone"]
    with pytest.raises(errors.NotPermitted):
        client.call("bookings.create", **BOOKING, attendee=ANA)


@every(("given", "zone"), [({}, ZONE), ({"time_zone": "Europe/Lisbon"}, "Europe/Lisbon")])
def test_time_zone_of_slots(given, zone, acting, route):
    """Free times are asked for in the integration's time zone, unless another is given."""
    client = acting(replying(route), integration())
    client.call("slots.available", **SLOTS, **given)
    assert zone == sent(client.upstream, route)["timeZone"]


def test_time_zone_in_place_of_null(acting, route):
    """A null in the extra arguments is no time zone."""
    client = acting(replying(route), integration())
    client.call("slots.available", **SLOTS, extra_arguments={"timeZone": None})
    assert ZONE == sent(client.upstream, route)["timeZone"]


@every(("given", "zone"), [({}, ZONE), ({"loggedInUsersTz": "UTC"}, "UTC")])
def test_time_zone_of_busy_times_by_slug(given, zone, acting, route):
    """Busy times too, by slug."""
    client = acting(replying(route), integration())
    arguments = {"credentialId": 512, "externalId": "leo.souza@example.com", "dateFrom": "2027-03-09", **given}
    before = copy.deepcopy(arguments)
    client.call("actions.execute", "CAL_RETRIEVE_CALENDAR_BUSY_TIMES", arguments)
    assert zone == sent(client.upstream, route)["loggedInUsersTz"]
    assert before == arguments


@every("given", [{}, {"timeZone": None}, {"timeZone": "Europe/Lisbon"}], ids=str)
@every("read", [dict, models.AttendeeInput.from_dict])
def test_time_zone_of_an_attendee(given, read, acting, route):
    """An attendee without a time zone gets the integration's, as a dict and as a model, which stay as they were."""
    client = acting(replying(route), integration())
    attendee, same = read({**ANA, **given}), read({**ANA, **given})
    client.call("bookings.create", **BOOKING, attendee=attendee)
    assert {**ANA, "timeZone": given.get("timeZone") or ZONE} == sent(client.upstream, route)["attendee"]
    assert same == attendee


def test_no_attendee_is_invented(acting, route):
    """Where there is no attendee, or none that a time zone fits in, nothing is added."""
    for given in ({}, {"attendee": "Ana Prado"}, {"attendee": None}):
        client = acting(replying(route), integration())
        client.call("actions.execute", "CAL_POST_NEW_BOOKING_REQUEST", {"start": BOOKING["start"], **given})
        assert {"start": BOOKING["start"], **given} == sent(client.upstream, route)


@every("zone", [None, "", 3, [ZONE], ...], ids=repr)
def test_no_time_zone(zone, acting, route):
    """An integration without a readable time zone leaves it to Cal.com."""
    client = acting(replying(route), integration(timezone=zone))
    client.call("slots.available", **SLOTS)
    assert "timeZone" not in sent(client.upstream, route)


def test_no_time_zone_without_an_integration(acting, route):
    """A client that acts for nobody sends what it is given."""
    client = acting(replying(route))
    client.call("slots.available", **SLOTS)
    assert "timeZone" not in sent(client.upstream, route)


@every(
    ("changes", "name", "why"),
    [
        ({BOOK: False}, "bookings.create", "the integration's createBookingEnabled is off"),
        ({CHECK: None}, "slots.available", "the integration's checkAvailabilityEnabled is off"),
        ({"isActive": False}, "bookings.create", "the integration is not active"),
        ({}, "bookings.cancel", "no flag of an integration permits it"),
        ({"isActive": False}, "bookings.cancel", "no flag of an integration permits it"),
        ({}, "functions.get", "no flag of an integration permits it"),
    ],
)
def test_what_a_refusal_says(changes, name, why, acting):
    """The error names the operation and what would permit it, survives pickling, and is Python's own too."""
    client = acting(Upstream(), integration(**changes))
    with pytest.raises(PermissionError) as refused:
        client.run(example(name))
    for error in (refused.value, pickle.loads(pickle.dumps(refused.value)), copy.copy(refused.value)):
        assert type(error) is errors.NotPermitted
        assert not isinstance(error, errors.StatusError | errors.ArgumentError)
        assert (name, f"The agent may not run this: {why}") == (error.operation, error.message)
        assert f"{name}: The agent may not run this: {why}" == str(error)
        assert (None, None) == (error.url, error.status_code)


def test_permissions_are_values():
    """Permissions compare, hash and travel between processes."""
    told = Permissions.of(integration())
    assert told == Permissions.of(integration()) == pickle.loads(pickle.dumps(told))
    assert hash(told) == hash(Permissions.of(integration()))
    assert told != Permissions.of(integration(timezone="UTC"))


def test_an_agent_books_within_its_permissions(kind, route, toolzz_cal_mock):
    """An integration made on the platform governs an agent: it looks, books and reads, and cancels nothing."""
    mock = toolzz_cal_mock
    client = mock.client if kind == "sync" else mock.async_client
    client = client.with_options(route=route, cal_api_key="cal_example")
    told = example("calcom_integrations.create")
    made = waited_for(client.calcom_integrations.create(**told.keywords(client.calcom_integrations.create)))
    agent = client.acting_for(made)
    start = waited_for(agent.slots.available(**SLOTS)).data.slots["2027-03-09"][0].time
    booked = waited_for(agent.bookings.create(start=start, event_type_id=10482, attendee=ANA)).data
    assert ZONE == mock.calls.last("bookings.create").arguments["attendee"]["timeZone"]
    assert "accepted" == waited_for(agent.bookings.get(booking_uid=booked.uid)).data.status
    with pytest.raises(errors.NotPermitted):
        waited_for(agent.bookings.cancel(booking_uid=booked.uid))
    mock.calls.assert_not_called("bookings.cancel")

    update = example("calcom_integrations.update").keywords(client.calcom_integrations.update)
    changed = {**update, "integration_id": made.id, "create_booking_enabled": False}
    narrower = client.acting_for(waited_for(client.calcom_integrations.update(**changed)))
    with pytest.raises(errors.NotPermitted):
        waited_for(narrower.bookings.get(booking_uid=booked.uid))
    waited_for(narrower.slots.available(**SLOTS))
    assert len(mock.calls("bookings.get")) == 1
