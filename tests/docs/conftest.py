"""What tests of pages share."""

import os

import pytest


@pytest.fixture
def environment(toolzz_cal_mock, toolzz_cal_mock_server, monkeypatch):
    """The variables that the guide's page on installing sets, and those that other pages name."""
    for name in list(os.environ):
        if name.startswith(("CAL_", "COMPOSIO_", "TOOLZZ_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name, value in {**toolzz_cal_mock_server.environment, "CAL_WEBHOOK_SECRET": "example-webhook-secret"}.items():
        monkeypatch.setenv(name, value)
    toolzz_cal_mock.seed.account({"id": toolzz_cal_mock.world.indexes["default_user"]}, user_id="user-1")
