"""Tests as users write them with full types, of one import: mypy and pyright find nothing in them in strict mode."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import assert_type

import pytest
from toolzz_cal import AsyncClient, Client
from toolzz_cal.models import AttendeeInputDict
from toolzz_cal_mock import (
    Call,
    Calls,
    Clock,
    Deliveries,
    Delivery,
    Fault,
    Faults,
    Mock,
    MockFactory,
    MockServer,
    Seed,
    Settings,
)

ANA: AttendeeInputDict = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
START = datetime(2027, 3, 9, 14, tzinfo=UTC)


def book(client: Client, start: datetime = START) -> str:
    """What is tested."""
    return client.bookings.create(start=start, event_type_id=10482, attendee=ANA).data.uid


def test_a_call_and_a_delivery(toolzz_cal_mock: Mock) -> None:
    """What was asked and what webhooks are told, by number and one after the other: of the test's own webhook only."""
    webhook = toolzz_cal_mock.seed.webhook("http://127.0.0.1:9/hooks", "BOOKING_CREATED", secret="example-secret")
    uid = book(toolzz_cal_mock.client)
    call = toolzz_cal_mock.calls[0]
    assert (call.operation, call.status, len(toolzz_cal_mock.calls)) == ("bookings.create", 200, 1)
    assert [each.number for each in toolzz_cal_mock.calls] == [1]
    (delivery,) = toolzz_cal_mock.deliveries
    assert toolzz_cal_mock.deliveries[0] is toolzz_cal_mock.deliveries[-1] is delivery
    assert (len(toolzz_cal_mock.deliveries), toolzz_cal_mock.deliveries[1:]) == (1, [])
    assert (delivery.webhook_id, delivery.json()["payload"]["uid"]) == (webhook["id"], uid)
    assert toolzz_cal_mock.deliveries.of("BOOKING_CREATED") == [delivery]


def test_what_the_fixture_gives(toolzz_cal_mock: Mock, toolzz_cal_mock_server: MockServer) -> None:
    """Each has a name that can be imported, which is what it is."""
    mock, server = toolzz_cal_mock, toolzz_cal_mock_server
    assert_type(mock.client, Client)
    assert_type(mock.async_client, AsyncClient)
    assert_type(mock.calls[0:1], list[Call])
    assert_type(mock.calls("bookings.create"), list[Call])
    assert_type(mock.deliveries[0:1], list[Delivery])
    assert_type(mock.faults.add("status", status=503), Fault)
    assert_type(server.environment, dict[str, str])
    assert server.mock is mock
    for name, kind in {
        "calls": Calls, "clock": Clock, "deliveries": Deliveries, "faults": Faults, "seed": Seed, "settings": Settings,
    }.items():  # fmt: skip
        assert type(getattr(mock, name)) is kind
        assert getattr(server, name) is getattr(mock, name)


@pytest.fixture(scope="module")
def desk(toolzz_cal_mock_factory: MockFactory) -> Mock:
    """A mock that all tests of this module share."""
    return toolzz_cal_mock_factory(now=START - timedelta(days=7))


@pytest.fixture(scope="module")
def booked(desk: Mock) -> str:
    """A booking that is made once for all of them."""
    return book(desk.client)


@pytest.mark.parametrize("_turn", [1, 2])
def test_a_module_shares_a_mock(desk: Mock, booked: str, toolzz_cal_mock: Mock, _turn: int) -> None:
    """It is not the session's, whose reset does not touch it."""
    assert desk.client.bookings.get(booking_uid=booked).data.status == "accepted"
    assert desk.clock.now() == START - timedelta(days=7)
    assert len(desk.calls("bookings.create")) == 1
    assert len(toolzz_cal_mock.calls) == 0


def test_a_factory_serves(toolzz_cal_mock_factory: MockFactory) -> None:
    """On a port of its own, with options of its own."""
    server = toolzz_cal_mock_factory.server(seed_data="empty")
    with Client(base_url=server.url, composio_api_key="ak_example", user_id="user-example") as client:
        assert client.bookings.list().data == []
    server.calls.assert_called_once("bookings.list")
