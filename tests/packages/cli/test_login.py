"""Keys that are kept: by whom they are tried, where they are, and that nobody else gets to see them."""

from __future__ import annotations

import errno
import getpass
import os
import subprocess
import sys
import tomllib
from types import SimpleNamespace

import click
import pytest
from toolzz_cal_cli import keyrings, profile_file, profiles
from toolzz_cal_cli import login as login_command
from toolzz_cal_cli.sources import profiles_file

from tests.support import command_line
from tests.support.command_line import WHOLE, Terminal, environment

pytest.importorskip("pty", reason="files are closed to others, and terminals are terminals, on POSIX only")
keyring = pytest.importorskip("keyring")

KEY = "cal_example_login"
OWN = """\
# My profiles, by hand.
[default]   # at work
cal_api_key = "cal_example_before"
note = "mine"   # what the command does not know

# For support.
[support]
composio_api_key = "ak_example"
"""


@pytest.fixture(autouse=True)
def without_keyring(monkeypatch):
    """No test asks the keyring of whoever runs it."""
    monkeypatch.setattr(keyrings, "find_spec", lambda name: None)


@pytest.fixture
def folder(bare, tmp_path):
    """The folder of the profiles, which is not there yet."""
    return tmp_path / "config" / "toolzz-cal"


@pytest.fixture
def ring(monkeypatch):
    """A keyring of the system that keeps secrets, as a dict by service and account."""
    kept = {}

    class Ring(keyring.backend.KeyringBackend):
        priority = 5
        name = "Example Keyring"

        def get_password(self, service, username):
            return kept.get((service, username))

        def set_password(self, service, username, password):
            kept[service, username] = password

        def delete_password(self, service, username):
            del kept[service, username]

    monkeypatch.setattr(keyrings, "find_spec", lambda name: name)
    monkeypatch.setattr(keyring, "get_keyring", Ring)
    yield kept
    # Backends enlist themselves by being defined.
    keyring.backend.KeyringBackend._classes.discard(Ring)


def login(bare, mock, *words, key=KEY, upstream="cal"):
    """Logs in at the mock with a key from the standard input."""
    return bare(
        "login",
        "--upstream",
        upstream,
        "--with-key",
        "--base-url",
        mock.url,
        "--retries",
        "0",
        *words,
        stdin=f"{key}\n",
    )


def written(folder):
    """The file of profiles as data."""
    return tomllib.loads((folder / "profiles.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("upstream", "option", "called"),
    [
        ("cal", "cal_api_key", "me.get"),
        ("gateway", "composio_api_key", "me.get"),
        ("toolzz", "toolzz_token", "calcom_integrations.get"),
    ],
)
def test_a_key_is_tried_and_kept(upstream, option, called, bare, mock, folder):
    """By one read of its upstream; then it is used by default, and shown nowhere."""
    ended = login(bare, mock, upstream=upstream)
    assert (ended.code, ended.err) == (0, f"Trying the key at {mock.url} …\n")
    assert [each.operation for each in mock.calls()] == [called]
    assert KEY not in ended.out
    assert "works" in ended.out
    assert {"default": {option: KEY, "base_url": mock.url}} == written(folder)
    assert (folder.stat().st_mode & 0o777, (folder / "profiles.toml").stat().st_mode & 0o777) == (0o700, 0o600)
    shown = bare("doctor")
    assert (shown.code, KEY in shown.out) == (0, False)


def test_a_key_that_is_refused_is_not_kept(bare, mock, folder):
    """Neither when the upstream refuses it, nor when something else answers, nor when nobody does."""
    mock.faults.add("status", status=401, operation="me.get")
    ended = login(bare, mock)
    assert ended.code == 1
    assert "not kept, as trying the key at Cal.com failed: refused: " in ended.err
    ended = bare("login", "--upstream", "cal", "--with-key", "--base-url", "http://127.0.0.1:1", stdin=KEY)
    assert ended.code == 1
    assert "not kept, as trying the key at Cal.com failed: ConnectError" in ended.err
    assert not folder.exists()
    assert KEY not in ended.out + ended.err


def test_the_address_of_the_environment_is_not_for_it(bare, mock, folder, monkeypatch):
    """As the profile would go to Cal.com itself, the key is tried there; that is said, and what to type instead."""
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", mock.url)
    ended = bare("login", "--upstream", "cal", "--with-key", stdin=KEY)
    assert (ended.code, mock.calls()) == (70, [])  # no test may go to Cal.com
    told = ended.err.splitlines()[:2]
    assert told == [
        "Trying the key at Cal.com …",
        "TOOLZZ_CAL_BASE_URL of the environment is for its own keys; name an address for this one with --base-url",
    ]


def test_a_key_may_be_kept_untried(bare, mock, folder):
    """`--no-check` calls nobody."""
    assert login(bare, mock, "--no-check", "--profile", "work").code == 0
    assert (mock.calls(), list(written(folder))) == ([], ["work"])


@pytest.mark.parametrize("key", ["", " ", "two words", "ключ", "a\x00b", "x" * 10_001, "a\nb"])
def test_what_is_no_key(key, bare, mock, folder):
    """It is refused before anything is sent, and not shown."""
    ended = login(bare, mock, key=key)
    assert (ended.code, mock.calls(), folder.exists()) == (2, [], False)
    assert "that is no key" in ended.err


def test_nobody_can_be_asked(bare, folder):
    """In a script the key comes from the standard input, and it has to be said whose it is."""
    assert "--upstream cal|gateway|toolzz" in bare("login").err
    assert "`toolzz-cal login --with-key`" in bare("login", "--upstream", "cal").err
    assert bare("login", "--key", KEY).code == 2  # there is no such option
    assert bare("login", "--env-file", "x").code == 2


@pytest.mark.parametrize("name", ["use", "a b", "a.b", "../x", "x" * 65])
def test_what_is_no_name(name, bare, mock, folder):
    """It is refused before anything is sent."""
    assert (login(bare, mock, f"--profile={name}").code, mock.calls(), folder.exists()) == (2, [], False)


def test_a_person_is_asked(bare, mock, folder, monkeypatch):
    """Which upstream, until the answer is one; and for the key, which is read without being shown."""
    prompts = []
    typed = {"getpass": lambda prompt, stream: prompts.append((prompt, stream)) or KEY}
    monkeypatch.setattr(login_command, "getpass", SimpleNamespace(**{**vars(getpass), **typed}))
    monkeypatch.setattr(command_line, "io", SimpleNamespace(StringIO=Terminal))
    ended = bare("login", "--base-url", mock.url, stdin="9\n1\n")
    assert ended.code == 0
    assert ended.err.count("Whose key is it? [1-3]") == 2
    assert prompts == [("API key of Cal.com (not shown): ", sys.stderr)]
    assert written(folder)["default"]["cal_api_key"] == KEY
    assert bare("login", stdin="").code == 4


def test_what_is_typed_is_not_shown(mock, tmp_path):
    """On a real terminal, where the key is typed blind."""
    import pty

    start = (
        "import fcntl, os, sys, termios\n"
        "os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"
    )
    words = ["login", "--upstream", "cal", "--base-url", mock.url, "--no-keyring"]
    master, slave = pty.openpty()
    settings = environment(XDG_CONFIG_HOME=str(tmp_path), PYTHONUTF8="1")
    settings = {
        name: value for name, value in settings.items() if not name.startswith(("CAL_", "COMPOSIO_", "TOOLZZ_"))
    }
    command = subprocess.Popen(
        [sys.executable, "-c", start, *WHOLE, *words], stdin=slave, stdout=slave, stderr=slave, env=settings
    )
    os.close(slave)
    shown = b""
    while b"(not shown): " not in shown:
        shown += os.read(master, 65536)
    os.write(master, f"{KEY}\n".encode())
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        shown += piece
    assert command.wait(60) == 0, shown
    os.close(master)
    assert b"Kept in the profile default" in shown
    assert KEY.encode() not in shown
    assert KEY in (tmp_path / "toolzz-cal" / "profiles.toml").read_text("utf-8")


def test_what_the_owner_wrote_stays(bare, mock, folder):
    """Comments, order, and keys that the command does not know; a profile that it does not use may hold anything."""
    folder.mkdir(parents=True)
    path = folder / "profiles.toml"
    path.write_text(OWN, "utf-8")
    path.chmod(0o600)
    assert login(bare, mock, "--profile", "work").code == 0
    text = path.read_text("utf-8")
    assert text.startswith(OWN)
    assert written(folder)["work"] == {"cal_api_key": KEY, "base_url": mock.url}
    assert bare("profile", "use", "work").code == 0
    text = path.read_text("utf-8")
    assert all(line in text for line in OWN.splitlines())
    assert written(folder)["use"] == "work"
    assert bare("me", "get", "--query", "id").data == 31790
    assert bare("profile", "remove", "work", "--yes").code == 0
    assert tomllib.loads(OWN) == written(folder)
    assert all(line in path.read_text("utf-8") for line in OWN.splitlines())


def test_the_settings_of_a_profile_stay(bare, mock, folder):
    """A second key goes beside the first, and is tried at the profile's own address."""
    assert login(bare, mock, "--account", "user-example").code == 0
    ended = bare("login", "--upstream", "toolzz", "--with-key", stdin="example-token\n")
    assert (ended.code, ended.err) == (0, f"Trying the key at {mock.url} …\n")
    kept = {"cal_api_key": KEY, "base_url": mock.url, "user_id": "user-example", "toolzz_token": "example-token"}
    assert {"default": kept} == written(folder)
    assert [each.operation for each in mock.calls()] == ["me.get", "calcom_integrations.get"]


def test_it_is_said_what_holds_over_a_profile(bare, mock, folder, monkeypatch):
    """The environment, and another profile that is the default."""
    assert login(bare, mock).code == 0
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    ended = login(bare, mock, "--profile", "work")
    assert "The environment has COMPOSIO_API_KEY, which is used before any profile" in ended.err
    assert "Use it with --profile work, or always after `toolzz-cal profile use work`" in ended.err
    assert "The environment has COMPOSIO_API_KEY" in bare("profile", "use", "work").err


# The keyring


def test_the_keyring_keeps_the_key(bare, mock, folder, ring):
    """The file only says that it does; the key is used from there, shown as masked, and forgotten with the profile."""
    ended = login(bare, mock)
    assert "the key is in the keyring (Example Keyring)" in ended.out
    assert ring == {("toolzz-cal", "default/cal_api_key"): KEY}
    assert {"default": {"base_url": mock.url, "keyring": ["cal_api_key"]}} == written(folder)
    assert bare("me", "get", "--query", "id").data == 31790
    assert "cal_api_key           *** (in the keyring)" in bare("profile", "show").out
    assert bare("profile", "remove", "default", "--yes").code == 0
    assert (ring, written(folder)) == ({}, {})


def test_a_key_moves_between_file_and_keyring(bare, mock, folder, ring):
    """It is in one place at a time."""
    login(bare, mock, "--no-keyring")
    assert (ring, written(folder)["default"]) == ({}, {"cal_api_key": KEY, "base_url": mock.url})
    login(bare, mock)
    assert written(folder)["default"] == {"base_url": mock.url, "keyring": ["cal_api_key"]}
    login(bare, mock, "--no-keyring")
    assert (ring, written(folder)["default"]) == ({}, {"cal_api_key": KEY, "base_url": mock.url})


def test_a_keyring_that_is_gone(bare, mock, folder, ring, monkeypatch):
    """The profile can't be used, and the message says what to do; nothing is sent without the key."""
    login(bare, mock)
    before = len(mock.calls())
    ring.clear()
    ended = bare("me", "get")
    assert ended.code == 3
    assert "toolzz-cal login --profile default" in ended.err
    monkeypatch.setattr(keyrings, "find_spec", lambda name: None)
    ended = bare("me", "get")
    assert (ended.code, len(mock.calls())) == (3, before)
    assert "pip install 'toolzz-cal[keyring]'" in ended.err


def test_a_keyring_that_fails(bare, mock, folder, ring, monkeypatch):
    """A line without what it was given, and no file."""

    def locked(*given):
        raise RuntimeError(f"locked: {given}")

    monkeypatch.setattr(keyring.get_keyring, "set_password", locked)
    ended = login(bare, mock)
    assert (ended.code, folder.exists()) == (3, False)
    assert "the keyring (Example Keyring) can't be used: RuntimeError; is it locked?" in ended.err
    assert KEY not in ended.err


@pytest.mark.parametrize("kind", ["fail", "null", "plain", "chain of plain"])
def test_what_is_no_keyring(kind, monkeypatch):
    """Backends that fail, forget, or write plain text do not count; one behind a chain of them does."""
    from keyring.backends import chainer, fail, null

    class PlaintextKeyring:
        priority = 0.5

    class Closed:
        priority = 5
        name = "closed"

    class Chain(chainer.ChainerBackend):
        backends = (PlaintextKeyring(),)

    backend = {"fail": fail.Keyring, "null": null.Keyring, "plain": PlaintextKeyring, "chain of plain": Chain}[kind]
    monkeypatch.setattr(keyrings, "find_spec", lambda name: name)
    monkeypatch.setattr(keyring, "get_keyring", backend)
    assert keyrings.keyring() is None
    Chain.backends = (PlaintextKeyring(), Closed())
    monkeypatch.setattr(keyring, "get_keyring", Chain)
    assert keyrings.keyring().name == "closed"
    keyring.backend.KeyringBackend._classes.discard(Chain)


# The file


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("deed", ["fsync", "replace"])
def test_a_file_that_can_not_be_written(deed, problem, bare, mock, folder, monkeypatch):
    """What was there stays as it was, nothing is left over, and the message says why."""
    login(bare, mock)
    before = (folder / "profiles.toml").read_bytes()

    def fail(*_):
        raise OSError(problem, os.strerror(problem))

    monkeypatch.setattr(profile_file.os, deed, fail)
    ended = login(bare, mock, "--profile", "work")
    assert ended.code == 3
    assert f"can't be written: {os.strerror(problem)}. Nothing was changed" in ended.err
    monkeypatch.undo()
    assert ([each.name for each in folder.iterdir()], (folder / "profiles.toml").read_bytes()) == (
        ["profiles.toml"],
        before,
    )


def test_a_key_whose_profile_can_not_be_written_is_in_no_keyring(bare, mock, folder, ring, monkeypatch):
    """Nobody would know that it is there."""

    def fail(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(profile_file, "_replace", fail)
    assert login(bare, mock).code == 3
    assert ring == {}


def test_a_link_stays_one(bare, mock, folder, tmp_path):
    """What it leads to is written, unless others could change it there."""
    folder.mkdir(parents=True)
    kept = tmp_path / "dotfiles"
    kept.mkdir(mode=0o755)
    (kept / "cal.toml").write_text("# kept\n", "utf-8")
    (kept / "cal.toml").chmod(0o600)
    (folder / "profiles.toml").symlink_to(kept / "cal.toml")
    assert login(bare, mock).code == 0
    assert (folder / "profiles.toml").is_symlink()
    assert (kept / "cal.toml").read_text("utf-8").startswith("# kept\n")
    assert kept.stat().st_mode & 0o777 == 0o755
    kept.chmod(0o777)
    ended = login(bare, mock)
    assert ended.code == 3
    assert "chmod go-w" in ended.err


def test_a_folder_of_somebody_else(bare, mock, folder, monkeypatch):
    """It is not written to, as its owner could change what stands there."""
    login(bare, mock)
    monkeypatch.setattr(profile_file, "os", SimpleNamespace(**{**vars(os), "geteuid": lambda: 4242}))
    monkeypatch.setattr(profile_file, "_TRUSTED", ())
    ended = login(bare, mock)
    assert ended.code == 3
    assert "belongs to somebody else" in ended.err


def test_an_open_folder_is_closed(bare, mock, folder):
    """The folder is our own, so it is closed to others."""
    folder.mkdir(parents=True, mode=0o755)
    assert login(bare, mock).code == 0
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_can_read(bare, mock, folder):
    """It is refused as it is by every other command, before the key is even read."""
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_text("[default]\n", "utf-8")
    (folder / "profiles.toml").chmod(0o644)
    ended = login(bare, mock)
    assert (ended.code, mock.calls()) == (3, [])
    assert "chmod 600" in ended.err


# The profiles


def test_profiles_are_listed_shown_and_removed(bare, mock, folder):
    """Without a secret; what is removed is asked for, and gone."""
    assert "`toolzz-cal login` makes one" in bare("profile", "list").err
    assert bare("profile", "show").code == 3
    login(bare, mock)
    login(bare, mock, "--profile", "support", upstream="gateway", key="ak_example")
    assert bare("profile", "list").out.splitlines() == ["* default  cal_api_key", "  support  composio_api_key"]
    assert [each["default"] for each in bare("profile", "list", "--json").data] == [True, False]
    shown = bare("profile", "show", "support")
    assert shown.out.splitlines()[1:] == [f"  base_url              {mock.url}", "  composio_api_key      ***"]
    assert bare("profile", "show", "--json").data["settings"]["cal_api_key"] == "***"
    for words in (("show", "nobody"), ("use", "nobody"), ("remove", "nobody", "--yes")):
        ended = bare("profile", *words)
        assert ended.code == 3
        assert "there are: default, support" in ended.err
    context = click.Context(click.Command("use"))
    assert ["support"] == [
        each.value for each in profiles.command().commands["use"].params[0].shell_complete(context, "s")
    ]
    ended = bare("profile", "remove", "support")
    assert ended.code == 4
    assert f": Remove the profile support, with its settings in {folder / 'profiles.toml'}; add --yes" in ended.err
    assert bare("profile", "remove", "support", "--yes").code == 0
    assert list(written(folder)) == ["default"]


def test_who_wins(bare, mock, folder, monkeypatch):
    """A profile that is named; else the one of the variable; else the environment's credential; else the default."""
    urls = {"default": "http://127.0.0.1:1", "work": "http://127.0.0.1:2", "named": "http://127.0.0.1:3"}
    for name, url in urls.items():
        bare("login", "--no-check", "--upstream", "cal", "--with-key", "--profile", name, "--base-url", url, stdin=KEY)

    def used(*words):
        return bare("doctor", "--offline", "--json", *words).data["settings"].get("base_url")

    assert used() == urls["default"]
    bare("profile", "use", "work")
    assert used() == urls["work"]
    monkeypatch.setenv("CAL_API_KEY", "cal_example")
    assert used() is None
    monkeypatch.setenv("TOOLZZ_CAL_PROFILE", "default")
    assert used() == urls["default"]
    assert used("--profile", "named") == urls["named"]


def test_a_default_that_is_not_there(bare, folder):
    """It is said, and no other profile is taken in its place."""
    folder.mkdir(parents=True)
    path = profiles_file(os.environ)
    path.write_text('use = "gone"\n[default]\ncal_api_key = "cal_example"\n', "utf-8")
    path.chmod(0o600)
    ended = bare("me", "get")
    assert ended.code == 3
    assert "there is no profile 'gone'" in ended.err
    assert "there are: default" in ended.err
