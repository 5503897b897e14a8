"""The command, set up for the mock on a port of this machine."""

from __future__ import annotations

import socket

import pytest

from tests.support.command_line import cleared, runner, variables

_resolved = socket.getaddrinfo


def _on_this_machine(host, *rest, **more):
    assert host == "127.0.0.1", f"a test is on its way to {host}"
    return _resolved(host, *rest, **more)


@pytest.fixture
def bare(monkeypatch, capsys, tmp_path):
    """Runs the command with nothing configured."""
    cleared(monkeypatch, tmp_path / "config")
    monkeypatch.setattr(socket, "getaddrinfo", _on_this_machine)
    return runner(monkeypatch, capsys)


@pytest.fixture
def run(bare, monkeypatch, toolzz_cal_mock_server):
    """Runs the command against the mock, by the gateway."""
    for name, value in variables(toolzz_cal_mock_server.url).items():
        monkeypatch.setenv(name, value)
    return bare


@pytest.fixture
def mock(toolzz_cal_mock_server):
    """The mock behind `run`."""
    return toolzz_cal_mock_server
