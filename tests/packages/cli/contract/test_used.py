"""Which operations a recording holds calls of, whoever wrote it and by whatever route they went."""

import json

import pytest
import yaml
from toolzz_cal.operations import every
from toolzz_cal_cli.contract.used import used
from toolzz_cal_cli.contract.words import FactsError

CALLS = {
    "bookings.cancel": ("POST", "https://api.cal.com/v2/bookings/bk4Zr8/cancel"),
    "bookings.create": ("POST", "https://backend.composio.dev/api/v3.1/tools/execute/CAL_POST_NEW_BOOKING_REQUEST"),
    "calcom_integrations.create": ("POST", "https://example.com/below/api/v1/calcom/integration"),
}


def cassette(write):
    """A cassette of vcrpy, as a text."""
    interactions = [
        {"request": {"method": method, "uri": uri, "body": "{}", "headers": {}}, "response": {"status": {"code": 200}}}
        for method, uri in CALLS.values()
    ]
    return write({"version": 1, "interactions": interactions})


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump])
def test_a_cassette(write, tmp_path):
    """Addresses of all three upstreams, below whatever root."""
    path = tmp_path / "cassette"
    path.write_text(cassette(write), "utf-8")
    assert set(CALLS) == used(path, every())


def test_the_request_of_every_operation_is_known(tmp_path):
    """By either route; where two operations are the same request, one of them is found."""
    path = tmp_path / "cassette.json"
    for operation in every():
        ways = [(operation.method, operation.path)]
        if operation.request is not None:
            ways.append((operation.request.method, operation.request.path))
        for method, template in ways:
            address = template.replace("{", "").replace("}", "")
            interaction = {"request": {"method": method, "uri": f"http://127.0.0.1:8787{address}?a=b"}}
            path.write_text(json.dumps({"version": 1, "interactions": [interaction]}), "utf-8")
            (name,) = used(path, every())
            assert name == operation.name or {name, operation.name} == {"me.get", "me.organization_ids"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"a: [b",
        b'{"version": 1, "interactions": [{"request": {}}]}',
        b'{"version": 1, "interactions": [{"request": {"method": "GET", "uri": "https://example.com/other"}}]}',
        b'{"toolzz_cal_recording":1}\n{"operation": "me.get"}\n',
        b'{"a":' * 100_000,
        b"[" * 1_000,
    ],
)
def test_what_is_no_recording_is_refused(content, tmp_path):
    """In one line that says what to give."""
    path = tmp_path / "recording"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        used(path, every())
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    """It is told as the system tells it."""
    with pytest.raises(FactsError, match="No such file"):
        used(tmp_path / "none", every())
