"""What `doctor`, and any command, tells of an upstream that says when it is to end."""

import json

import httpx
import pytest
from toolzz_cal import Client
from toolzz_cal_cli import session as sessions

TOOLKIT = '"CAL";version="20260721_00";deprecated=@1767225600;sunset=@1775174400;reason="life\\"cycle"'
HEADERS = {"Composio-Deprecated-Toolkits": TOOLKIT, "Link": "<https://a.example/why>; rel=sunset"}
ME = {"status": "success", "data": {"id": 7, "email": "leo.souza@example.com"}}
SAID = {
    "version": "20260721_00",
    "deprecated": "2026-01-01T00:00:00+00:00",
    "sunset": "2026-04-03T00:00:00+00:00",
    "reason": 'life"cycle',
    "link": "https://a.example/why",
}


@pytest.fixture
def ending(bare, monkeypatch):
    """Runs the command in front of a gateway that is to end, with this status."""

    def run(status, *arguments):
        body = {"successful": True, "error": None, "data": ME} if status == 200 else {"error": {"message": "no"}}

        def answer(request):
            return httpx.Response(status, json=body, headers=HEADERS)

        def made(kind, **options):
            http = httpx.Client(transport=httpx.MockTransport(answer))
            return Client(**{**options, "http_client": http})

        monkeypatch.setattr(sessions, "alone", made)
        monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
        return bare(*arguments)

    return run


@pytest.mark.parametrize(("status", "code", "word"), [(200, 0, "ok"), (410, 1, "failed"), (401, 1, "failed")])
def test_doctor_tells_it_with_its_credential(status, code, word, ending):
    """Of a good answer and of a refusal, once, with the version, the dates, the reason and the page."""
    ended = ending(status, "doctor")
    assert (ended.code, ended.err) == (code, "")
    assert f"  {word}: " in ended.out
    lines = ended.out.splitlines()
    (start,) = (number for number, line in enumerate(lines) if line.startswith("  deprecated: "))
    told = " ".join(" ".join(lines[start : start + 2]).split())
    assert told == (
        'deprecated: version 20260721_00, since 2026-01-01, stops working on 2026-04-03, life"cycle, https://a.example/why'
    )
    assert max(map(len, lines)) <= 80


def test_doctor_tells_it_as_data(ending):
    """In JSON it is an object with the credential whose upstream said it, and null with the others."""
    told = {each["credential"]: each["deprecation"] for each in ending(200, "doctor", "--json").data["credentials"]}
    assert told.pop("composio_api_key") == SAID
    assert set(told.values()) == {None}


def test_doctor_offline_knows_nothing_of_it(ending):
    """Whoever asks nobody hears nothing."""
    ended = ending(200, "doctor", "--offline", "--json")
    assert {each["deprecation"] for each in ended.data["credentials"]} == {None}


@pytest.mark.filterwarnings("always")
def test_a_command_warns_in_a_line(ending):
    """Any other command does its work, and says it on standard error without a place in the program."""
    ended = ending(200, "me", "get")
    assert ended.code == 0
    assert json.loads(ended.out)["id"] == 7
    (line,) = ended.err.splitlines()
    assert line.startswith("warning: The gateway says that version 20260721_00 of its toolkit is deprecated since")
