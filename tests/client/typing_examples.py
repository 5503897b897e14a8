"""Uses of the client as the documentation shows them, for mypy and pyright in strict mode. Nothing here is run."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any, Literal, assert_type
from uuid import UUID

import attrs
import httpx
from toolzz_cal import (
    ActionFailed,
    ActionResult,
    AsyncClient,
    Client,
    Mismatch,
    OutcomeUnknown,
    Permissions,
    Response,
    RetryEvent,
    RetryPolicy,
    ToolzzCalError,
    errors,
    models,
    response_of,
)
from toolzz_cal.models import AttendeeInput, Booking
from toolzz_cal.operations import Operation


def make_clients() -> None:
    """Clients, copies and context managers."""
    client = Client(
        toolzz_token="example",
        composio_api_key="example",
        user_id="user-example",
        connected_account_id="ca_example",
        toolkit_version="20260721_00",
        cal_api_key="example",
        route="gateway",
        base_url="http://127.0.0.1:8787",
        toolzz_base_url=None,
        gateway_base_url=None,
        cal_base_url=None,
        timeout=10,
        retries=2,
        strict=True,
        http_client=httpx.Client(),
    )
    assert_type(client.with_options(user_id="user-second", timeout=2.5), Client)
    assert_type(client.close(), None)
    with Client() as opened:
        assert_type(opened, Client)


def token() -> str:
    """A credential."""
    return "example"


async def token_later() -> str:
    """A credential that has to be waited for."""
    return token()


class Vault:
    """What knows a credential."""

    def __call__(self) -> str:
        """The present one."""
        return token()

    async def later(self) -> str:
        """The same, waited for."""
        return token()


def take_credentials_from_functions() -> None:
    """Functions in place of texts; what has to be awaited only for the async client."""
    client = Client(toolzz_token=token, composio_api_key=lambda: "example", cal_client_id="example")
    assert_type(client.with_options(cal_client_secret=Vault(), cal_api_key=None), Client)
    later = AsyncClient(toolzz_token=token, cal_api_key=token_later, cal_client_secret=Vault().later)
    assert_type(later.with_options(cal_api_key=lambda: token_later(), cal_client_id=Vault()), AsyncClient)


class Traced(Client):
    """A client of one's own."""


def keep_the_class(traced: Traced) -> None:
    """A copy of a derived client is one."""
    assert_type(traced.with_options(timeout=3), Traced)
    with traced as same:
        assert_type(same, Traced)


class Recorder:
    """An HTTP client of one's own."""

    def request(self, method: str, url: str, /, **options: Any) -> httpx.Response:
        """Answers as httpx does."""
        return httpx.request(method, url, **options)


def bring_an_http_client() -> Client:
    """Any object with httpx's `request` will do."""
    return Client(http_client=Recorder())


def create(client: Client) -> None:
    """A write, with its arguments as plain data, as a model, as text and as datetimes."""
    result = client.bookings.create(
        start=datetime(2027, 3, 9, 14, tzinfo=UTC),
        event_type_id=10482,
        attendee={"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"},
        metadata={"source": "crm"},
        extra_arguments={"instant": True},
        timeout=5,
    )
    assert_type(result, ActionResult[Booking])
    assert_type(result.items, list[Booking])  # the occurrences of a recurring one
    assert_type(result.data, Booking)
    assert_type(result.successful, bool)
    assert_type(result.error, str | None)
    assert_type(result.log_id, str | None)
    assert_type(result.raw, dict[str, Any])
    assert_type(result.mismatches, tuple[Mismatch, ...])
    assert_type(result.response, Response)
    assert_type(result.response.status_code, int)
    assert_type(result.response.headers, Mapping[str, str])
    assert_type(result.response.content, bytes)
    assert_type(result.data.uid, str)
    assert_type(result.data.start, datetime)
    assert_type(result.data.cancellation_reason, str | None)
    assert_type(result.data.attendees, list[models.Attendee])
    attendee = AttendeeInput(name="Ana Prado", email="ana.prado@example.com", time_zone="America/Sao_Paulo")
    guests = ("rui.lima@example.com",)
    client.bookings.create(start="2027-03-09T14:00:00Z", event_type_id=10482, attendee=attendee, guests=guests)


def give_dicts(client: Client, stored: dict[str, Any]) -> None:
    """Dicts for models, and what has no type of its own, read as a model."""
    attendee: models.AttendeeInputDict = {"name": "Ana Prado", "timeZone": "America/Sao_Paulo", "language": "pt"}
    result = client.slots.available(start_time="2027-03-09", end_time="2027-03-12", event_type_id=10482)
    for day, slots in (result.data.slots or {}).items():
        assert_type(day, str)
        for slot in slots:
            assert_type(slot.time, datetime)
            client.bookings.create(start=slot.time, event_type_id=10482, attendee=attendee)
    client.bookings.create(start="2027-03-09T14:00:00Z", event_type_id=10482, attendee=AttendeeInput.from_dict(stored))
    hours: models.ScheduleAvailabilityDict = {"days": ["Monday", "Friday"], "startTime": "09:00", "endTime": "17:00"}
    client.schedules.create(
        name="Office",
        time_zone="America/Sao_Paulo",
        is_default=False,
        availability=[hours, models.ScheduleAvailability(days=["Sunday"], start_time="10:00", end_time="12:00")],
        overrides=[{"date": date(2027, 3, 9), "startTime": "09:00", "endTime": "12:00"}],
    )
    client.teams.event_types.create(
        team_id=7,
        title="Call",
        slug="call",
        length_in_minutes=30,
        length_in_minutes_options=["30"],
        scheduling_type="collective",
        hosts=[{"userId": 5}],
        confirmation_policy={"type": "time", "noticeThreshold": {"unit": "hours", "count": 2}},
    )


def change_copies(booking: Booking) -> None:
    """Copies of models with other attributes."""
    assert_type(attrs.evolve(booking, title="Onboarding call"), Booking)
    assert_type(dict(booking), dict[str, Any])
    assert_type(json.dumps([booking], default=models.json_default), str)


def read_lists(client: Client) -> None:
    """Lists, their pages, and answers of other kinds."""
    listed = client.bookings.list(take=50, status=["upcoming", "past"], sort_start="asc")
    assert_type(listed, ActionResult[list[Booking]])
    assert_type(listed.items, list[Booking])
    for booking in listed.data:
        assert_type(booking, Booking)
    pages = client.bookings.iterate(take=100, after_start=datetime(2027, 1, 1, tzinfo=UTC))
    assert_type(pages, Iterator[Booking])
    for booking in pages:
        assert_type(booking.hosts, list[models.BookingHost])
    assert_type(client.organizations.teams.iterate(org_id=12), Iterator[models.Team])
    assert_type(client.me.organization_ids().data, list[str])
    assert_type(client.schedules.get_default().data, models.Schedule | None)


def use_slugs(client: Client) -> None:
    """Actions by slug."""
    assert_type(client.actions.execute("CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": "bk"}), ActionResult[Any])
    told = client.actions.describe("CAL_CANCEL_BOOKING_VIA_UID")
    assert_type(told, Operation)
    assert_type(told.effect, Literal["read", "write", "destroy"])
    assert_type(told.arguments, dict[str, Any])
    assert_type(client.actions.list(), tuple[str, ...])


def use_toolzz(client: Client) -> None:
    """The ToolzzAI API gives the model itself."""
    integration = client.calcom_integrations.get(integration_id="0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20")
    assert_type(integration, models.CalcomIntegration)
    unit = UUID("5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35")
    updated = client.calcom_integrations.update(
        integration_id=unit,
        title="Scheduling desk",
        unit_id=unit,
        calcom_username="leo-souza",
        timezone="America/Sao_Paulo",
        prompt="Offer three free times.",
        check_availability_enabled=True,
        create_booking_enabled=False,
    )
    assert_type(updated, models.CalcomIntegration)
    response = response_of(updated)
    assert_type(response, Response | None)
    if response is not None:
        assert_type(response.status_code, int)
    assert_type(client.functions.get(function_id=unit), models.Function)


def act_for_agents(client: Client, traced: Traced) -> None:
    """Clients that run what an integration permits."""
    integration = client.calcom_integrations.get(integration_id="0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20")
    agent = client.acting_for(integration)
    assert_type(agent, Client)
    assert_type(agent.with_options(timeout=5).acting_for(integration), Client)
    assert_type(traced.acting_for(integration), Traced)
    assert_type(client.actions.allowed_for(integration), tuple[str, ...])
    assert_type(Permissions.of(integration).flags, frozenset[str])
    try:
        agent.bookings.cancel(booking_uid="bk")
    except errors.NotPermitted as refused:
        assert_type(refused.operation, str | None)
    except PermissionError:
        raise


@dataclass
class OwnIntegration:
    """What a program of one's own keeps of an integration."""

    is_active: bool
    check_availability_enabled: bool
    create_booking_enabled: bool
    timezone: str | None = None


def act_for_own(client: Client) -> None:
    """Anything with the four attributes is an integration."""
    own = OwnIntegration(is_active=True, check_availability_enabled=True, create_booking_enabled=False)
    assert_type(client.acting_for(own), Client)
    assert_type(client.actions.allowed_for(own), tuple[str, ...])


def use_models() -> None:
    """Models by themselves."""
    booking = Booking.from_dict({"uid": "bk"}, strict=False)
    assert_type(booking, Booking)
    assert_type(booking.to_dict(), dict[str, Any])
    assert_type(booking.extra, dict[str, Any])
    assert_type(booking.nulls, frozenset[str])
    assert_type(booking.mismatches, tuple[Mismatch, ...])
    for each in booking.mismatches:
        assert_type(each.path, str)
        assert_type(each.expected, str)
    booking.title = "Onboarding call"
    if booking.status == "accepted":
        booking.status = "a status of tomorrow"
    override = models.ScheduleOverride(date=date(2027, 3, 9), start_time="09:00", end_time="12:00")
    assert_type(override.date, date)


def handle_errors(client: Client) -> str | None:
    """Exceptions and what they carry."""
    try:
        client.bookings.cancel(booking_uid="bk")
    except OutcomeUnknown as error:
        assert_type(error.request_id, str | None)
        return error.message
    except ActionFailed as error:
        assert_type(error.error, str)
        assert_type(error.log_id, str | None)
    except errors.RateLimited as error:
        assert_type(error.retry_after, float | None)
    except errors.StatusError as error:
        assert_type(error.status_code, int | None)
        assert_type(error.headers, Mapping[str, str])
    except errors.CredentialUnavailable as error:
        assert_type(error.__cause__, BaseException | None)
    except errors.UnknownAction as error:
        assert_type(error.suggestions, tuple[str, ...])
    except ToolzzCalError as error:
        assert_type(error.url, str | None)
    return None


def watch(event: RetryEvent) -> None:
    """A hook."""
    assert_type(event.operation, str)
    assert_type(event.attempt, int)
    assert_type(event.delay, float)
    assert_type(event.error, ToolzzCalError)


async def watch_later(event: RetryEvent) -> None:
    """A hook that is awaited."""
    watch(event)


def set_retries() -> None:
    """Policies."""
    policy = RetryPolicy(3, base=0.2, cap=4, retry_after_cap=30, deadline=None, on_retry=watch, rng=Random(5))
    Client(retries=policy)
    AsyncClient(retries=RetryPolicy(on_retry=watch_later))
    Client().with_options(retries=0)


async def await_everything() -> None:
    """The async twins."""
    async with AsyncClient(composio_api_key="example", http_client=httpx.AsyncClient()) as client:
        assert_type(client, AsyncClient)
        assert_type(client.with_options(user_id="user-second"), AsyncClient)
        result = await client.bookings.create(
            start=datetime(2027, 3, 9, 14, tzinfo=UTC),
            event_type_id=10482,
            attendee={"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"},
        )
        assert_type(result, ActionResult[Booking])
        assert_type(await client.bookings.list(), ActionResult[list[Booking]])
        pages = client.bookings.iterate(take=100)
        assert_type(pages, AsyncIterator[Booking])
        async for booking in pages:
            assert_type(booking, Booking)
        integration = await client.calcom_integrations.get(integration_id="i")
        assert_type(integration, models.CalcomIntegration)
        assert_type(client.acting_for(integration), AsyncClient)
        assert_type(client.actions.allowed_for(integration), tuple[str, ...])
        assert_type(await client.actions.execute("CAL_FETCH_ALL_BOOKINGS"), ActionResult[Any])
        assert_type(client.actions.list(), tuple[str, ...])
    await AsyncClient().aclose()
