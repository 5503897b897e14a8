"""What `--dry-run` prints: a line for the shell that sends what the command itself would send."""

from __future__ import annotations

import json
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from toolzz_cal_cli.curl import curl
from toolzz_cal_mock.seed import CLIENT, PROJECT_KEY, TOKEN

from tests.support.command_line import direct, environment, variables

NASTY = 'it\'s "$HOME" `id` $(id) \\ !! *\n%s \N{PARTY POPPER} \u202e & ; | > #'
CANCEL = ("bookings", "cancel", "bk4Zr8YqLw2TnVx6", "--cancellation-reason", NASTY, "--yes")
CASES = {
    "gateway": (variables, CANCEL),
    "direct": (direct, CANCEL),
    "a query": (direct, ("bookings", "list", "--attendee-name", NASTY.replace("\n", ""), "--take", "3")),
    "a platform client": (direct, ("oauth-clients", "users", "list", CLIENT)),
    "ToolzzAI": (variables, ("calcom-integrations", "list", "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35")),
}


def sent(exchange):
    """A request without what each program says of itself."""
    of_program = ("user-agent", "accept", "accept-encoding", "connection", "host", "content-length")
    request = exchange.request
    headers = {name: value for name, value in request.headers.items() if name not in of_program}
    return request.method, request.path, request.raw_query, headers, json.loads(request.body or "null")


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
@pytest.mark.parametrize("name", CASES)
def test_the_printed_line_runs(name, bare, mock, monkeypatch):
    """In sh, with the variables set, curl sends the same request; the line holds no credential, but is not masked."""
    settings, words = CASES[name]
    settings = settings(mock.url)
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    assert bare(*words).code == 0
    itself = sent(mock.calls()[-1])
    line = bare(*words, "--dry-run").out
    secrets = [value for variable, value in settings.items() if variable != "TOOLZZ_CAL_BASE_URL"]
    assert not any(secret in line.replace("/" + CLIENT, "") for secret in secrets)
    assert '"' in line
    assert "***" not in line
    done = subprocess.run(
        ["sh", "-c", line], env=environment(**settings), capture_output=True, timeout=300, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert sent(mock.calls()[-1]) == itself
    assert len(mock.calls()) == 2


def test_what_stands_beside_a_credential_is_quoted():
    """Whatever is special to a shell stays as it is, and so does what could be read as part of the variable's name."""
    value = 'odd "$HOME" `id` \\ example-key9'
    call = SimpleNamespace(method="GET", url="http://127.0.0.1", headers={"authorization": value}, content=None)
    line = curl(call, {"example-key": "KEY"}).removeprefix("curl")
    script = f"KEY=example-key; set -- {line}; printf '%s\\n' \"$@\""
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=300, check=True, text=True)
    assert done.stdout.splitlines()[-1] == f"authorization: {value}"
    assert "example-key" not in line


def test_secrets_are_written_out_where_that_is_asked_for(run):
    """The key itself, and a secret among the arguments, which is masked otherwise."""
    words = ("webhooks", "create", "--secret", "example-secret", "--subscriber-url", "https://example.com", "--active")
    line = run(*words, "--triggers", "BOOKING_CREATED", "--dry-run").out
    assert '"x-api-key: $COMPOSIO_API_KEY"' in line
    assert "example-secret" not in line
    line = run(*words, "--triggers", "BOOKING_CREATED", "--dry-run", "--show-secrets").out
    assert f"'x-api-key: {PROJECT_KEY}'" in line
    assert "example-secret" in line


def test_a_key_of_a_profile_is_not_printed(bare, mock, tmp_path):
    """Wherever a key comes from, its variable stands for it."""
    file = tmp_path / "variables.env"
    file.write_text(f"TOOLZZ_ACCESS_TOKEN={TOKEN}\nTOOLZZ_CAL_BASE_URL={mock.url}\n", "utf-8")
    line = bare("functions", "get", "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35", "--env-file", str(file), "--dry-run").out
    assert '"authorization: Bearer $TOOLZZ_ACCESS_TOKEN"' in line
    assert TOKEN not in line
