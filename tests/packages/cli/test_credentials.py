"""Where credentials come from, and that they are never mixed, left open or shown."""

from __future__ import annotations

import http.server
import json
import threading

import pytest
from toolzz_cal.errors import ActionFailed
from toolzz_cal_cli.failures import Refusal
from toolzz_cal_cli.session import Session
from toolzz_cal_cli.sources import Source, profiles_file, source

from tests.support.counts import ACTIONS, TOOLZZ

KEYS = ("COMPOSIO_API_KEY", "TOOLZZ_ACCESS_TOKEN", "TOOLZZ_CAL_BASE_URL")
ME = ("me", "get", "--query", "id")


@pytest.fixture
def profiles(tmp_path):
    """Writes the file of profiles where the command looks for it."""

    def write(text, mode=0o600):
        path = tmp_path / "config" / "toolzz-cal" / "profiles.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(mode)
        return path

    return write


def profile(url, key="cal_example"):
    """A profile of the mock's Cal.com."""
    return f'cal_api_key = "{key}"\nbase_url = "{url}"\n'


def test_nothing_is_configured(bare):
    """Without a credential the command says which to set, and ends with 3."""
    ended = bare(*ME)
    assert ended.code == 3
    assert "COMPOSIO_API_KEY" in ended.err
    assert "CAL_API_KEY" in ended.err


def test_environment(run, mock):
    """The environment's key goes to the environment's address."""
    assert run(*ME).data == 31790
    assert mock.calls("me.get")[-1].request.headers["x-api-key"] == "ak_example"


def test_account_of_the_environment(run, mock, monkeypatch):
    """The gateway's account is an option, or a variable of its own; the option holds."""
    mock.seed.account(mock.seed.user("Mia Reis", username="mia"), user_id="mia-example")
    monkeypatch.setenv("TOOLZZ_CAL_ACCOUNT", "mia-example")
    assert run("me", "get").data["username"] == "mia"
    assert run("me", "get", "--account", "user-example").data["username"] == "leo-souza"


def test_env_file(bare, mock, tmp_path):
    """`--env-file` is read with quotes, remarks and `export`, and replaces nothing in its values."""
    file = tmp_path / "example.env"
    file.write_text(
        "# keys\n\n"
        f"export TOOLZZ_CAL_BASE_URL='{mock.url}'\n"
        'COMPOSIO_API_KEY = "ak_example"   \n'
        "TOOLZZ_CAL_ACCOUNT=user-example # Leo\n"
        "OTHER=$(touch never)\n"
        "TOOLZZ_CAL_ROUTE=${TOOLZZ_CAL_ACCOUNT}\nTOOLZZ_CAL_ROUTE=gateway\n",
        "utf-8",
    )
    assert bare(*ME, "--env-file", str(file)).data == 31790
    assert mock.calls("me.get")[-1].sent["user_id"] == "user-example"
    assert bare("--env-file", str(file), *ME).data == 31790


def test_default_profile(bare, mock, profiles):
    """The profile `default` is used when the environment holds no credential."""
    profiles(f"[default]\n{profile(mock.url)}")
    assert bare(*ME).data == 31790
    assert mock.calls("me.get")[-1].request.path == "/v2/me"


def test_named_profile_alone(run, mock, profiles, monkeypatch):
    """A named profile is used with nothing of the environment, be it by option or by variable."""
    profiles(f"[work]\n{profile(mock.url)}")
    for settings in (("--profile", "work"), ()):
        if not settings:
            monkeypatch.setenv("TOOLZZ_CAL_PROFILE", "work")
        assert run(*ME, *settings).data == 31790
        request = mock.calls("me.get")[-1].request
        assert request.path == "/v2/me"
        assert "x-api-key" not in request.headers


def test_sources_are_not_mixed(run, mock, profiles):
    """A profile without an address does not take the environment's, to which its key was not meant to go."""
    profiles('[work]\ncal_api_key = "cal_example"\n')
    ended = run(*ME, "--profile", "work", "--dry-run")
    assert "https://api.cal.com/v2/me" in ended.out
    assert run("calcom-integrations", "get", "--integration-id", "x", "--profile", "work").code == 3
    assert mock.calls() == []


def test_the_environment_before_the_default_profile(run, mock, profiles):
    """A credential of the environment is used alone, whatever the default profile holds."""
    profiles("this is not even read")
    assert run(*ME).data == 31790
    assert mock.calls("me.get")[-1].request.headers["x-api-key"] == "ak_example"


def test_one_source_at_a_time(bare, tmp_path):
    """A profile and a file of variables can't both be named."""
    assert bare(*ME, "--profile", "work", "--env-file", str(tmp_path / "x")).code == 2


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_an_open_profile_is_refused(mode, bare, mock, profiles):
    """A file that others can read is not used, and the message says how to close it."""
    path = profiles(f"[default]\n{profile(mock.url)}", mode)
    ended = bare(*ME)
    assert (ended.code, mock.calls()) == (3, [])
    assert f"chmod 600 '{path}'" in ended.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cal_api_key = 'cal_example_hidden'", "stands outside a profile"),
        ("[default", "is no TOML"),
        ("[default]\ncal_apikey = 'cal_example_hidden'", "'cal_apikey' is no setting"),
        ("[default]\ncal_api_key = 7", "must be text in quotes"),
        ("[other]\ncal_api_key = 'cal_example_hidden'", "no profile 'default'"),
        ('[default]\ncal_api_key = "cal_example_hidden\\n"', "can't be sent in a header"),
        ("[default]\ncal_api_key = 'cal_example_hidden'\nbase_url = 'ftp://x'", "is not an address"),
        ("[default]\ncal_api_key = 'cal_example_hidden'\nroute = 'bus'", "route must be"),
    ],
)
def test_a_profile_that_can_not_be(text, told, bare, profiles):
    """A mistake in the file is named with its place, without the key, and ends with 3."""
    profiles(text)
    ended = bare(*ME, "--profile", "default")
    assert ended.code == 3
    assert told in ended.err
    assert "hidden" not in ended.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no sign hidden", "line 1"),
        ("\n\nhidden", "line 3"),
        ("A=b\n# remark\n\nC='hidden", "line 4"),
        ('A="b"\nC="x" hidden', "line 2"),
    ],
)
def test_an_env_file_that_can_not_be(text, told, bare, tmp_path):
    """A line that is no variable is named by its number, and nothing of it is shown."""
    file = tmp_path / "example.env"
    file.write_text(text, "utf-8")
    ended = bare(*ME, "--env-file", str(file))
    assert ended.code == 3
    assert f"{told}: write NAME=value" in ended.err
    assert "hidden" not in ended.out + ended.err


def test_files_that_are_not_there(bare, tmp_path):
    """A source that was named must be there."""
    assert bare(*ME, "--profile", "work").code == 3
    assert bare(*ME, "--env-file", str(tmp_path / "nothing")).code == 3
    (tmp_path / "bytes").write_bytes(b"\xff")
    assert bare(*ME, "--env-file", str(tmp_path / "bytes")).code == 3


def test_both_routes_need_a_choice(run, mock, monkeypatch):
    """Keys for both routes are a question, which `--route` answers."""
    monkeypatch.setenv("CAL_API_KEY", "cal_example")
    assert run(*ME).code == 3
    assert run(*ME, "--route", "direct").data == 31790
    assert mock.calls("me.get")[-1].request.path == "/v2/me"
    monkeypatch.setenv("TOOLZZ_CAL_ROUTE", "gateway")
    assert run(*ME).data == 31790
    assert mock.calls("me.get")[-1].request.path.startswith("/api/v3.1/")


def test_what_stands_behind_the_command_holds(run, mock):
    """Options of the connection may stand before the command; those behind it hold over them."""
    assert run("--base-url", "http://127.0.0.1:1", *ME, "--base-url", mock.url).data == 31790
    assert run("--base-url", "http://127.0.0.1:1", "--retries", "0", *ME).code == 6


def test_where_profiles_are(tmp_path):
    """They follow the XDG rules: a relative folder is ignored."""
    assert profiles_file({"XDG_CONFIG_HOME": "/etc/example"}).as_posix() == "/etc/example/toolzz-cal/profiles.toml"
    for odd in ({}, {"XDG_CONFIG_HOME": "relative"}):
        assert profiles_file({"HOME": str(tmp_path), **odd}) == tmp_path / ".config/toolzz-cal/profiles.toml"


def test_a_source_shows_no_value():
    """Its repr is safe to log."""
    assert "cal_example" not in repr(Source("the environment", {"cal_api_key": "cal_example"}))


def test_nothing_else_of_the_environment_counts(tmp_path):
    """Only the named variables are read."""
    found = source(None, None, {"CAL_API_KEY": "cal_example", "HOME": str(tmp_path), "USER_ID": "x", "ROUTE": "x"})
    assert found.options == {"cal_api_key": "cal_example"}
    with pytest.raises(Refusal):
        source("work", None, {"HOME": str(tmp_path)})


def test_doctor_tells_the_version_of_the_toolkit(run, monkeypatch):
    """It stands in the same variable as for the client, or in a profile, and reaches the gateway."""
    monkeypatch.setenv("COMPOSIO_TOOLKIT_VERSION_CAL", "20250801_00")
    assert "20250801_00" == run("doctor", "--offline", "--json").data["settings"]["toolkit_version"]
    monkeypatch.setenv("COMPOSIO_TOOLKIT_VERSION_CAL", "newest")
    ended = run(*ME)
    assert ended.code != 0
    assert "toolkit_version must be a version such as" in ended.err


@pytest.mark.parametrize("format", [(), ("--json",)])
def test_doctor_says_what_works(format, run, mock, monkeypatch):
    """Each credential that is there is tried with one read; what is missing is told with what it would sign."""
    monkeypatch.setenv("CAL_API_KEY", "cal_example")
    monkeypatch.setenv("CAL_CLIENT_ID", "client_example_4821")
    monkeypatch.setenv("CAL_CLIENT_SECRET", "example-client-secret")
    ended = run("doctor", *format)
    assert (ended.code, ended.err) == (0, "")
    for secret in ("ak_example", "example-token", "cal_example", "example-client-secret"):
        assert secret not in ended.out
    called = [each.operation for each in mock.calls()]
    assert called == ["calcom_integrations.get", "me.get", "me.get", "oauth_clients.users.list"]
    if format:
        assert [each["works"] for each in ended.data["credentials"]] == [True] * 4
        assert [each["operations"] for each in ended.data["credentials"]] == [TOOLZZ, ACTIONS, ACTIONS, 60]
        assert ended.data["source"] == "the environment"
    else:
        assert "ok: works, as leo.souza@example.com" in ended.out
        assert max(map(len, ended.out.splitlines())) <= 80


def test_doctor_says_what_is_refused(run, mock):
    """A key that the upstream does not take is told as such, and the exit code is 1."""
    mock.faults.add("status", status=401, operation="me.get")
    ended = run("doctor")
    assert ended.code == 1
    assert "failed: refused: " in ended.out
    assert "ok: works" in ended.out


def test_doctor_tells_a_good_key_from_a_lost_account(run, monkeypatch):
    """A key that is taken, for an account that can't be used, is told as unknown: the key is not what failed."""
    real = Session.run

    def failing(session, described, arguments):
        if described.name == "me.get":
            raise ActionFailed("No connected account")
        return real(session, described, arguments)

    monkeypatch.setattr(Session, "run", failing)
    ended = run("doctor")
    assert ended.code == 0
    assert "unknown: taken, but the account behind it did not answer: No connected account" in ended.out


PAGE = ("text/html", b"<html><title>404 Not Found</title><body>nginx</body></html>")
# What servers answer that are not the upstream, by status and as JSON.
ELSEWHERE = {
    "nginx": (404, PAGE),
    "a login page": (200, PAGE),
    "a proxy that wants a password": (401, PAGE),
    "a proxy without an upstream": (502, PAGE),
    "FastAPI": (404, {"detail": "Not Found"}),
    "Express": (404, {"statusCode": 404, "message": "Cannot GET /api/v1/x", "error": "Not Found"}),
    "an empty object": (200, {}),
    "an empty list": (200, []),
    "nothing": (404, ("text/plain", b"")),
    "another status": (404, {"statusCode": 200, "message": "x"}),
    "text": (200, "ok"),
    "a health check": (200, {"status": "success", "data": {"status": "up"}}),
    "an envelope of nothing": (200, {"successful": True, "data": {}, "error": None}),
}


@pytest.fixture
def elsewhere():
    """A server that answers everything with the same; the function says with what, and gives its address."""
    answer = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, content = answer[-1]
            kind, body = content if isinstance(content, tuple) else ("application/json", json.dumps(content).encode())
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def answering(status, content):
        answer.append((status, content))
        return f"http://127.0.0.1:{server.server_port}"

    yield answering
    server.shutdown()
    server.server_close()


KEYS = {
    "toolzz_token": {"TOOLZZ_ACCESS_TOKEN": "example-token"},
    "composio_api_key": {"COMPOSIO_API_KEY": "ak_example"},
    "cal_api_key": {"CAL_API_KEY": "cal_example"},
    "cal_client_secret": {"CAL_CLIENT_ID": "client-example", "CAL_CLIENT_SECRET": "example-client-secret"},
}


@pytest.mark.parametrize("credential", KEYS)
@pytest.mark.parametrize("server", ELSEWHERE)
def test_doctor_believes_the_upstream_only(server, credential, bare, monkeypatch, elsewhere):
    """No credential is proved by a server that does not answer as its upstream does."""
    for name, value in KEYS[credential].items():
        monkeypatch.setenv(name, value)
    ended = bare("doctor", "--json", "--retries", "0", "--base-url", elsewhere(*ELSEWHERE[server]))
    works = {each["credential"]: each["works"] for each in ended.data["credentials"]}
    assert (ended.code, works[credential]) == (1, False)


@pytest.mark.parametrize("path", ["/wrong", "/api/v1", "/v2"])
def test_doctor_at_a_wrong_root(path, run, mock):
    """A path that the upstreams do not have proves nothing, though they answer in their own shape."""
    for credential in ("toolzz_token", "composio_api_key"):
        ended = run("doctor", "--json", "--retries", "0", "--base-url", f"{mock.url}{path}")
        found = next(each for each in ended.data["credentials"] if each["credential"] == credential)
        assert (ended.code, found["works"]) == (1, False)


def test_doctor_without_a_network(run, mock):
    """`--offline` calls nobody; an address that nobody answers is told without a traceback."""
    ended = run("doctor", "--offline", "--json")
    assert (ended.code, mock.calls()) == (0, [])
    assert [each["configured"] for each in ended.data["credentials"]] == [True, True, False, False]
    ended = run("doctor", "--base-url", "http://127.0.0.1:1", "--retries", "0")
    assert ended.code == 1
    assert ended.out.count("failed: ") == 2


def test_doctor_with_nothing(bare):
    """With nothing configured the exit code is 3, and all variables are named."""
    ended = bare("doctor")
    assert ended.code == 3
    for name in ("TOOLZZ_ACCESS_TOKEN", "COMPOSIO_API_KEY", "CAL_API_KEY", "CAL_CLIENT_SECRET"):
        assert f"{name} (" in ended.out


def test_a_secret_without_its_client(bare, monkeypatch):
    """A platform client's secret needs the client's id beside it."""
    monkeypatch.setenv("CAL_CLIENT_SECRET", "example-client-secret")
    ended = bare("doctor")
    assert ended.code == 1
    assert "CAL_CLIENT_ID is missing" in ended.out


def test_dry_run_masks_secrets(run, mock):
    """The printed command holds neither the key nor a secret argument, and it is one that a shell can read."""
    arguments = {"subscriberUrl": "https://x.example.com/it's", "triggers": "BOOKING_CREATED", "active": True}
    secret = {"secret": "example-very-secret"}
    ended = run("webhooks", "create", "--arguments", json.dumps(arguments | secret), "--dry-run")
    assert (ended.code, mock.calls()) == (0, [])
    for hidden in ("very-secret", "ak_example"):
        assert hidden not in ended.out
    import shlex

    words = shlex.split(ended.out.replace("\\\n", ""))
    assert words[:3] == ["curl", "--request", "POST"]
    sent = json.loads(words[words.index("--data-raw") + 1])
    assert sent["arguments"] == {**arguments, "secret": "***"}


def test_a_link_to_an_open_file(bare, profiles):
    """What counts is the file that is read, not the link to it."""
    path = profiles("", 0o600)
    target = path.with_name("open.toml")
    target.write_text("[default]\ncal_api_key = 'cal_example'\n", "utf-8")
    target.chmod(0o644)
    path.unlink()
    path.symlink_to(target)
    ended = bare(*ME)
    assert ended.code == 3
    assert "chmod 600" in ended.err


@pytest.mark.filterwarnings("always::toolzz_cal.errors.InsecureAddress")
def test_plain_http_is_warned_of(bare, monkeypatch):
    """In one line for the user, beside the answer; an address of this machine needs no warning."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    ended = bare("--base-url", "http://calendar.example.com", "me", "get", "--dry-run")
    assert ended.code == 0
    assert [line.partition(" is ")[0] for line in ended.err.splitlines()] == [
        "warning: base_url 'http://calendar.example.com'"
    ]
    assert bare("--base-url", "http://127.0.0.1:9", "me", "get", "--dry-run").err == ""
