"""Announcing an end: headers beside answers that are otherwise as ever."""

import json
from datetime import UTC, datetime

import pytest
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.faults import Fault, FaultError
from toolzz_cal_mock.messages import Request

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
HEADERS = ("deprecation", "sunset", "link", "composio-deprecated-toolkits")
AT = "Tue, 01 Jun 2027 00:00:00 GMT"
# 2027-06-01 and 92 days before, in seconds.
END, SINCE = 1811808000, 1803859200


@pytest.fixture
def mock():
    """A mock whose clock stands."""
    return Mock(now=NOON, running=False)


def execute(mock, version="20260721_00"):
    """A reply of the gateway."""
    slug = next(each.slug for each in mock.specification.operations.values() if each.name == "me.get")
    body = {"arguments": {}} if version is None else {"arguments": {}, "version": version}
    path = f"/api/v3.1/tools/execute/{slug}"
    return mock.handle(Request("POST", path, (), {"x-api-key": "ak_example"}, json.dumps(body).encode()))


def get(mock, path="/v2/me", **headers):
    """A reply of Cal.com."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return mock.handle(Request("GET", path, (), {"authorization": "Bearer cal_example", **named}))


def without(reply):
    """Status and body; ids of runs differ from one to the next."""
    body = reply.json()
    body.pop("log_id", None)
    return reply.status, body


def test_the_gateway_names_the_version_that_ends(mock):
    """All four headers, in their own forms, and the answer as ever."""
    before = without(execute(mock))
    mock.faults.add("sunset", sunset="2027-06-01")
    reply = execute(mock)
    assert before == without(reply)
    assert (f"@{SINCE}", AT) == (reply.headers["deprecation"], reply.headers["sunset"])
    told = f'"CAL";version="20260721_00";deprecated=@{SINCE};sunset=@{END};reason="lifecycle"'
    assert told == reply.headers["composio-deprecated-toolkits"]
    assert 'rel="deprecation"' in reply.headers["link"]
    assert '"CAL";version="latest";' in execute(mock, None).headers["composio-deprecated-toolkits"]


def test_other_upstreams_have_no_toolkit(mock):
    """Cal.com's own routes end without one, errors too."""
    mock.faults.add("sunset", sunset="2027-06-01T00:00:00Z")
    for reply in (get(mock), get(mock, "/v2/nowhere")):
        assert AT == reply.headers["sunset"]
        assert "composio-deprecated-toolkits" not in reply.headers


def test_only_what_asks_for_the_version_is_told(mock):
    """Who has moved on hears nothing any more."""
    mock.faults.add("sunset", version="20260721_00")
    assert "sunset" in execute(mock).headers
    for reply in (execute(mock, "20261015_00"), execute(mock, None), get(mock)):
        assert not set(HEADERS) & set(reply.headers)
    mock.faults.clear()
    mock.faults.add("sunset", version="2024-06-14")
    assert "sunset" in get(mock, "/v2/event-types", cal_api_version="2024-06-14").headers
    assert "sunset" not in get(mock).headers


@pytest.mark.parametrize("text", ["+10", "2027-03-11", "2027-03-11T00:00:00+00:00", "2027-03-10T21:00:00-03:00"])
def test_an_end_is_said_in_days_or_as_a_moment(mock, text):
    """Days count from the mock's day."""
    mock.faults.add(f"sunset={text}")
    assert get(mock).headers["sunset"] == "Thu, 11 Mar 2027 00:00:00 GMT"


def test_without_an_end_there_are_92_days(mock):
    """From the day on."""
    for fault in ("sunset", Fault("sunset"), Fault.parse("sunset; times=1")):
        mock.faults.clear()
        mock.faults.add(fault)
        assert AT == get(mock).headers["sunset"]
        assert f"@{SINCE}" == get(mock).headers.get("deprecation", f"@{SINCE}")


def test_an_end_is_announced_beside_other_faults(mock):
    """It takes no other's turn, in whichever order they were added."""
    for order in (("sunset=2027-06-01", "status=503"), ("status=503", "sunset=2027-06-01")):
        mock.faults.clear()
        for each in order:
            mock.faults.add(each)
        reply = get(mock)
        assert (503, AT) == (reply.status, reply.headers["sunset"])
    mock.faults.clear()
    mock.faults.add("status=503; sunset=2027-06-01")
    assert (503, AT) == (get(mock).status, get(mock).headers["sunset"])


@pytest.mark.parametrize("text", ["soon", "+", "+1000000", "2027-13-01", "1e9", "2027-06-01\r\nx: y"])
def test_what_is_no_end_is_refused(text):
    """Before anything is asked."""
    with pytest.raises(FaultError, match="sunset must be"):
        Fault("sunset", sunset=text)


@pytest.mark.parametrize("version", ['a"b', "a\\b", "a\r\nx: y", "é", 7, None, ["a"]])
def test_a_version_stays_within_its_header(mock, version):
    """What a caller writes ends up in a header, quoted or left out."""
    mock.faults.add("sunset", sunset="2027-06-01")
    told = execute(mock, version).headers["composio-deprecated-toolkits"]
    assert told.isascii()
    assert told.isprintable()
    assert told.endswith(f';deprecated=@{SINCE};sunset=@{END};reason="lifecycle"')
    assert told.count('"') - told.count('\\"') == 6
