"""What a client is told of day and time when it connects, and of credentials that are missing."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime

import pytest
from mcp import Client
from toolzz_cal_mcp import Settings, create_server, today
from toolzz_cal_mcp import __main__ as entry

NIGHT = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/Sao_Paulo", "Sunday, 2027-02-28, 22:30 (America/Sao_Paulo, UTC-03:00)"),
        ("Asia/Kathmandu", "Monday, 2027-03-01, 07:15 (Asia/Kathmandu, UTC+05:45)"),
        (None, "Monday, 2027-03-01, 01:30 (UTC+00:00)"),
    ],
)
def test_the_day_is_that_of_the_zone(zone, told):
    """Weekday, date and time are those of the zone, which is named with its offset."""
    assert today.told(zone, NIGHT) == f"When this connection began it was {told}."


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "America", "x" * 500])
def test_what_is_no_zone_is_refused(name, toolzz_cal_mock, capsys):
    """By the settings and as an option, before anything is sent."""
    with pytest.raises(ValueError, match="is no time zone"):
        create_server(toolzz_cal_mock.async_client, Settings(time_zone=name))
    with pytest.raises(SystemExit) as end:
        entry.main(["--time-zone", name])
    assert end.value.code == 2
    assert "write it like America/Sao_Paulo" in capsys.readouterr().err


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_instructions_are_made_for_each_connection(mode, toolzz_cal_mock, monkeypatch):
    """A server that has run for days tells a new client the day on which it connects."""
    moments = []
    monkeypatch.setattr(today, "told", lambda zone: f"<{zone} {len(moments)}>")
    server = create_server(toolzz_cal_mock.async_client, Settings(time_zone="Asia/Kathmandu"))

    async def instructions():
        async with Client(server, mode=mode) as session:
            return session.instructions

    for number in range(2):
        assert asyncio.run(instructions()).startswith(f"<Asia/Kathmandu {number}> Schedules with Cal.com")
        moments.append(number)


@pytest.mark.parametrize(
    ("own", "integration", "zone"),
    [
        (None, "America/Sao_Paulo", "America/Sao_Paulo"),
        ("Asia/Kathmandu", "America/Sao_Paulo", "Asia/Kathmandu"),
        (None, "Mars/Olympus", None),
        (None, None, None),
    ],
)
def test_the_integration_s_zone_is_used_where_none_is_named(own, integration, zone):
    """What the platform has is used, if it is a zone."""
    assert entry._in_its_zone(Settings(time_zone=own), integration).time_zone == zone


@pytest.mark.parametrize(
    ("variables", "is_warned"),
    [
        ({}, True),
        ({"TOOLZZ_ACCESS_TOKEN": "example-token"}, True),
        ({"COMPOSIO_API_KEY": "ak_example"}, False),
        ({"CAL_API_KEY": "cal_example"}, False),
    ],
)
def test_missing_credentials_are_warned_of_at_the_start(variables, is_warned, monkeypatch, capsys):
    """On the standard error, with what to set; the server starts all the same, as a client may only want the list."""
    for name in ("COMPOSIO_API_KEY", "CAL_API_KEY", "CAL_CLIENT_SECRET", "TOOLZZ_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    served: list[argparse.Namespace] = []

    async def serve(options):
        served.append(options)

    monkeypatch.setattr(entry, "_served", serve)
    monkeypatch.setattr("toolzz_cal_mcp.logs.to_stderr", lambda verbose: None)
    assert entry.main([]) == 0
    told = capsys.readouterr()
    assert len(served) == 1
    assert told.out == ""
    assert ("Set COMPOSIO_API_KEY" in told.err and "CAL_API_KEY" in told.err) == is_warned
