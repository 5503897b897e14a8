"""How commands end: each exit code, questions before something is destroyed, and what needs no extra."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import toolzz_cal_cli.application as application
from toolzz_cal import errors
from toolzz_cal_cli import __main__ as entry
from toolzz_cal_cli import sources
from toolzz_cal_cli.failures import Exit, Refusal, code_of
from toolzz_cal_cli.session import Session

from tests.support import command_line
from tests.support.command_line import WHOLE, Terminal, environment, process, variables
from tests.support.tables import every

BOOKING = ("--booking-uid", "bk4Zr8YqLw2TnVx6")
CREATE = (
    *("bookings", "create", "--start", "2027-03-12T13:00:00Z", "--event-type-id", "10482"),
    *("--attendee.name", "Ana Prado", "--attendee.email", "ana.prado@example.com", "--attendee.time-zone", "UTC"),
)


def test_done(run):
    """0: it was done."""
    assert run(*CREATE).code == 0


def test_failed(run):
    """1: the upstream was asked and refused."""
    ended = run("bookings", "get", "--booking-uid", "nothing")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("error: bookings.get: ")


def test_unknown_outcome(run, mock):
    """5: a write was sent, and nobody knows whether it happened; it is not repeated."""
    mock.faults.add("drop_after", operation="bookings.create")
    ended = run(*CREATE)
    assert ended.code == 5
    assert "may or may not have happened" in ended.err
    mock.calls.assert_called_once("bookings.create")


def test_unreachable(run):
    """6: nobody answered, so nothing happened."""
    assert run(*CREATE, "--base-url", "http://127.0.0.1:1", "--retries", "0").code == 6


def test_too_late(run, mock):
    """6 as well: a read that was not answered in time."""
    mock.faults.add("latency", latency=0.5, operation="me.get", times=1)
    assert run("me", "get", "--timeout", "0.05", "--retries", "0").code == 6


def test_a_mistake_of_ours(run, monkeypatch):
    """70: an error that nobody foresaw is one line, not a traceback."""
    monkeypatch.setattr(application, "root", lambda: 1 / 0)
    ended = run("me", "get")
    assert ended.code == 70
    assert ended.err == "error: this should not happen, please report it: ZeroDivisionError: division by zero\n"


def test_stopped(run, monkeypatch):
    """130: stopped by the person."""

    def stop():
        raise KeyboardInterrupt

    monkeypatch.setattr(application, "root", stop)
    ended = run("me", "get")
    assert (ended.code, ended.err) == (130, "stopped\n")


def test_without_a_credential_login_is_named(bare):
    """Who types a command need not know of arguments in Python alone."""
    ended = bare("me", "get")
    assert ended.code == 3
    assert ended.err.endswith("; `toolzz-cal login` keeps one for this machine\n")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.MissingCredential, Exit.SETUP),
        (errors.RouteUndecided, Exit.SETUP),
        (errors.NaiveDatetime, Exit.USAGE),
        (errors.OutcomeUnknown, Exit.UNKNOWN),
        (errors.RequestTimeout, Exit.UNREACHABLE),
        (errors.ConnectionFailed, Exit.UNREACHABLE),
        (errors.RateLimited, Exit.FAILED),
        (errors.ActionFailed, Exit.FAILED),
        (errors.DecodeError, Exit.FAILED),
    ],
)
def test_every_error_has_a_code(kind, code):
    """Each kind of the client's errors ends with its documented code."""
    assert code_of(kind("…")) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refusal("…", Exit.UNCONFIRMED), Exit.UNCONFIRMED),
        (errors.OutcomeUnknown("…"), Exit.UNKNOWN),
        (OSError(errno.ENOSPC, "No space left on device"), Exit.FAILED),
        (PermissionError(errno.EACCES, "Permission denied", "x"), Exit.FAILED),
        (OSError(errno.EROFS, "Read-only file system", "x"), Exit.FAILED),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), Exit.USAGE),
        (MemoryError(), Exit.FAILED),
        (RecursionError("maximum recursion depth exceeded"), Exit.FAILED),
        (ModuleNotFoundError("No module named 'rich'", name="rich"), Exit.USAGE),
        (httpx.InvalidURL("URL too long"), Exit.USAGE),
        (LookupError("…"), Exit.BUG),
    ],
)
def test_every_kind_of_error_has_a_code(error, code, run, monkeypatch):
    """Each ends with its documented code, in one line; only what nobody foresaw is to be reported."""

    def fail():
        raise error

    monkeypatch.setattr(application, "root", fail)
    ended = run("me", "get")
    assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1)
    assert ("report it" in ended.err) == (code == Exit.BUG)


PROXIES = {
    "HTTP_PROXY": "nonsense://user:example-secret@127.0.0.1:1",
    "ALL_PROXY": "http://user:example-secret@127.0.0.1:port",
    "SSL_CERT_FILE": "/nowhere/ca.pem",
}


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("HTTP_PROXY", ("me", "get")),
        ("ALL_PROXY", ("bookings", "list", "--all")),
        ("SSL_CERT_FILE", ("batch", "calls.jsonl")),
    ],
)
def test_a_proxy_that_can_not_be(variable, words, mock, tmp_path):
    """3: the variable is named, its value is not, and there is no journal yet."""
    (tmp_path / "calls.jsonl").write_text('{"operation": "me.get"}\n', "utf-8")
    settings = environment(**variables(mock.url), **{variable: PROXIES[variable]})
    done = process(*words, env=settings, folder=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert variable in done.stderr
    assert "example-secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert mock.calls() == []
    assert not (tmp_path / "calls.jsonl.journal").exists()


def test_doctor_tells_of_such_a_proxy(mock):
    """1: each credential that could not be tried is told of."""
    done = process("doctor", env=environment(**variables(mock.url), HTTP_PROXY=PROXIES["HTTP_PROXY"]))
    assert done.returncode == 1
    assert done.stdout.count("failed: ") == 2
    assert "report it" not in done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["long", "deep"])
@pytest.mark.parametrize("format", ["--json", "--yaml", "--text", "--table"])
def test_an_answer_that_can_not_be_shown(format, kind, run, monkeypatch):
    """1: the call was made, which is said; it is no mistake of the command."""
    deep = []
    for _ in range(100_000):
        deep = [deep]
    monkeypatch.setattr(Session, "run", lambda *_: {"value": deep if kind == "deep" else 10**5000})
    ended = run("me", "get", format, "--show-secrets")
    assert ended.code == 1
    assert ended.err.startswith("error: the call was made, but its answer can't be shown as ")
    monkeypatch.undo()  # before it is taken apart, which is as deep


@pytest.mark.parametrize("words", [("me", "get"), ("doctor", "--offline"), ("batch", "calls.jsonl")])
def test_a_folder_that_can_not_be_searched(words, bare, monkeypatch):
    """3: where the profiles are."""

    class Unsearchable:
        def exists(self):
            raise PermissionError(errno.EACCES, "Permission denied")

        def __str__(self):
            return "profiles.toml"

    monkeypatch.setattr(sources, "profiles_file", lambda _: Unsearchable())
    ended = bare(*words)
    assert (ended.code, ended.out) == ((3, "") if words[0] != "batch" else (2, ""))
    assert words[0] == "batch" or ended.err.endswith("profiles.toml: Permission denied\n")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no /dev/zero here")  # noqa: PTH110
@pytest.mark.parametrize(
    ("words", "code"), [(("batch", "/dev/zero"), 2), (("me", "get", "--env-file", "/dev/zero"), 3)]
)
def test_a_file_without_an_end(words, code, run):
    """It is refused at its size, not read until the memory is gone."""
    ended = run(*words)
    assert ended.code == code
    assert "has over " in ended.err


def test_nothing_is_destroyed_without_a_question(run, mock):
    """4: nobody can be asked, and `--yes` is missing. Nothing was sent."""
    ended = run("bookings", "cancel", *BOOKING)
    assert (ended.code, ended.out, mock.calls()) == (4, "", [])
    assert "--yes" in ended.err


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "nope\n", "yess\n"])
def test_anything_but_yes_is_no(answer, run, mock, monkeypatch):
    """4: the person said no, or nothing. The booking has been read, for the question, and that is all."""
    assert asked(run, monkeypatch, answer).code == 4
    assert [each.operation for each in mock.calls()] == ["bookings.get"]


@pytest.mark.parametrize("answer", ["y\n", "YES\n", " yes \n"])
def test_yes_is_yes(answer, run, mock, monkeypatch):
    """The question names what will be gone, stands on the standard error, and yes does it."""
    ended = asked(run, monkeypatch, answer)
    assert (ended.code, ended.data) == (0, "cancelled")
    assert ended.err == (
        "Cancel 'Support call between Mia Reis and Ana Prado' on Tue 9 Mar 2027, 14:00\N{EN DASH}14:30 (UTC) "
        "with Ana Prado? [y/N] "
    )


def asked(run, monkeypatch, answer):
    """Cancels a booking with a person at the terminal."""
    monkeypatch.setattr(command_line, "io", SimpleNamespace(StringIO=Terminal))
    return run("bookings", "cancel", *BOOKING, "--query", "status", stdin=answer)


def test_what_can_not_be_sent_asks_nobody(bare, monkeypatch):
    """Without a credential there is no question."""
    ended = asked(bare, monkeypatch, "y\n")
    assert ended.code == 3
    assert "[y/N]" not in ended.err


def test_arguments_from_the_standard_input(run, mock):
    """`@-` reads them, and then nobody can be asked."""
    text = '{"booking_uid": "bk4Zr8YqLw2TnVx6"}'
    assert run("bookings", "get", "--arguments", "@-", stdin=text).data["uid"] == "bk4Zr8YqLw2TnVx6"
    assert run("bookings", "cancel", "--arguments", "@-", stdin=text).code == 4
    assert run("bookings", "cancel", "--arguments", "@-", "--yes", stdin=text).code == 0


def test_options_hold_over_arguments(run, mock):
    """An option holds over the file, key by key inside an object."""
    whole = '{"attendee": {"name": "Ana Prado", "email": "a@example.com", "timeZone": "UTC"}, "eventTypeId": 1}'
    start = ("--start", "2027-03-12T13:00:00Z", "--event-type-id", "10482")
    ended = run("bookings", "create", "--arguments", whole, *start, "--attendee.email", "ana.prado@example.com")
    assert ended.code == 0
    sent = mock.calls("bookings.create")[-1].arguments
    assert sent["attendee"] == {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
    assert sent["eventTypeId"] == 10482


def test_an_unknown_value_is_passed_on(run, mock):
    """A value that the specification does not list is warned of, and sent: the upstream may know it."""
    ended = run("bookings", "list", "--status", "someday")
    assert ended.err.startswith("warning: `--status`: 'someday' is none of the known values upcoming, ")
    assert mock.calls("bookings.list")[-1].arguments == {"status": ["someday"]}


def test_underscores_and_hyphens(run):
    """Commands and options take both spellings, and the upstream's own."""
    for words in (
        ("event-types", "get", "--event-type-id", "10482"),
        ("event_types", "get", "--event_type_id", "10482"),
        ("event_types", "get", "--eventTypeId", "10482"),
    ):
        assert run(*words, "--query", "id").data == 10482


def test_help_and_version(bare):
    """`--help`, `-h` and `--version` end with 0; no command at all is a wrong use."""
    assert "bookings" in bare("--help").out
    assert bare("bookings", "-h").out == bare("bookings", "--help").out
    assert bare("--version").out.startswith("toolzz-cal, version ")
    ended = bare()
    assert (ended.code, ended.out) == (2, "")
    assert "Usage:" in ended.err


# Stages


def loaded(*words):
    """The modules that a command has imported by its end."""
    program = (
        "import sys, toolzz_cal_cli.__main__ as cli\n"
        "try: cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True, env=environment())
    return {each.partition(".")[0] for each in done.stderr.split()}


@pytest.mark.parametrize("words", [("mock", "--help"), ("routes", "bookings.cancel"), ("routes", "nothing")])
def test_stages_import_no_extra(words):
    """`mock` and `routes` import nothing of the extra."""
    assert loaded(*words).isdisjoint({"click", "dotenv", "rich", "jmespath", "yaml", "httpx"})


def test_help_imports_no_http():
    """Help needs no HTTP library and no validator."""
    assert loaded("bookings", "list", "--help").isdisjoint({"dotenv", "rich", "jmespath", "yaml", "httpx"})


def test_the_client_imports_nothing_of_the_command():
    """`import toolzz_cal` knows nothing of the command line."""
    program = "import sys, toolzz_cal; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=True, env=environment()
    )
    assert {"click", "rich", "toolzz_cal_cli"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("words", [("mock", "--port", "70000"), ("mock", "--bogus")])
def test_stages_behave_as_before(words):
    """Output, errors and exit code are those of the command they are handed to."""
    one = process(*words)
    other = subprocess.run(
        [sys.executable, "-m", "toolzz_cal_mock", *words],
        capture_output=True, text=True, timeout=300, check=False, env=environment(),
    )  # fmt: skip
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)


@pytest.mark.parametrize("missing", ["click", "dotenv", "rich", "jmespath", "tomlkit", "yaml"])
def test_without_the_extra(missing, bare, monkeypatch):
    """Version and help are there, `routes` goes on; any other command says what to install and ends with 2."""
    with_extra = bare("--version")
    real = entry.find_spec
    monkeypatch.setattr(entry, "find_spec", lambda name: None if name == missing else real(name))
    for words in (("bookings", "list"), ("doctor",), ("bookings", "--help"), ("--profile", "x", "--help")):
        ended = bare(*words)
        assert (ended.code, ended.out) == (2, "")
        assert "pip install 'toolzz-cal[cli]'" in ended.err
    assert bare("--version") == with_extra
    for words, code, stream in (((), 2, "err"), (("--help",), 0, "out"), (("-h",), 0, "out")):
        ended = bare(*words)
        assert ended.code == code
        assert "pip install 'toolzz-cal[cli]'" in getattr(ended, stream)
        assert ended.out + ended.err == getattr(ended, stream)
    assert bare("routes", "bookings.cancel").code == 0


def test_mcp_is_handed_on(bare, monkeypatch):
    """`mcp` goes to its own package, which is told the words behind it; without it, one is told what to install."""
    seen = []
    module = SimpleNamespace(main=lambda words: seen.append(words) or 7)
    monkeypatch.setitem(sys.modules, "toolzz_cal_mcp.__main__", module)
    assert bare("mcp", "--allow", "write").code == 7
    assert seen == [["--allow", "write"]]

    class Absent:
        @property
        def main(self):
            raise ModuleNotFoundError("No module named 'mcp'", name="mcp")

    monkeypatch.setitem(sys.modules, "toolzz_cal_mcp.__main__", Absent())
    ended = bare("mcp")
    assert (ended.code, ended.err) == (2, "error: mcp is missing: pip install 'toolzz-cal[mcp]'\n")


@pytest.mark.parametrize("words", [("--route", "direct", "mock"), ("--timeout", "1", "mcp", "--allow", "write")])
def test_a_stage_is_the_first_word(words, bare):
    """Options of the connection are not for these commands, which is said rather than passed over."""
    ended = bare(*words)
    assert ended.code == 2
    assert "must be the first word" in ended.err


# Streams


@every(
    "words, closed",
    [
        ("me get", [0]),
        ("me get --table", [1]),
        ("bookings cancel", [2]),
        *((words, [0, 1, 2]) for words in ("me get", "bookings list --help", "doctor", "bookings cancel")),
    ],
)
def test_closed_streams(words, closed, mock):
    """Without standard streams there is still an exit code, and no traceback."""
    done = process(*words.split(), env=environment(**variables(mock.url)), closed=closed)
    assert done.returncode == (2 if "cancel" in words else 0)
    assert "Traceback" not in done.stderr


def test_a_start_with_closed_streams(mock):
    """The same of an interpreter that is started like that."""
    settings = environment(**variables(mock.url))
    command = f"exec {' '.join(WHOLE)} me get <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", command], timeout=300, env=settings, check=False)
    assert done.returncode == 0


FULL = [
    "me get", "me get --table", "me get --yaml", "me get --text", "me get --dry-run", "bookings list --all",
    "bookings list --help", "slots show --event-type-id 10482", "doctor --offline", "doctor --json",
    "completion bash", "routes", "routes --json", "mock --help", "mcp --help", "--version",
]  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
@every("words", FULL)
def test_a_full_disk(words, mock):
    """1: what can't be written is said, without a traceback."""
    settings = environment(**variables(mock.url), PYTHONUNBUFFERED="")
    with full() as out:
        done = process(*words.split(), env=settings, out=out.fileno())
    assert done.returncode == 1
    assert done.stderr.startswith("error: [Errno 28]")
    assert "Traceback" not in done.stderr


def full():
    """A disk that is full."""
    return Path("/dev/full").open("wb")


def unread():
    """A pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "wb")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize("opened", [full, unread])
def test_a_batch_whose_output_can_not_be_written(opened, mock, tmp_path):
    """1: that is said once, and the next run does the rest and nothing twice."""
    line = (
        '{"operation": "bookings.create", "arguments": {"eventTypeId": 10482, "start": "2027-03-12T%d:00:00Z", '
        '"attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}}}\n'
    )
    (tmp_path / "calls.jsonl").write_text("".join(line % hour for hour in (13, 14, 15, 16, 17, 18)), "utf-8")
    settings = environment(**variables(mock.url))
    words = ("batch", "calls.jsonl", "--concurrency", "1")
    with opened() as out:
        done = process(*words, env=settings, folder=tmp_path, out=out.fileno())
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 1
    assert done.stderr.startswith("error: the output ")
    assert "start it again with the same command" in done.stderr
    assert mock.calls("bookings.create")
    done = process("batch", "calls.jsonl", env=settings, folder=tmp_path)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 6)
    assert len(mock.calls("bookings.create")) == 6


# Shells


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell, bare):
    """Each shell gets a function of its own."""
    ended = bare("completion", shell)
    assert ended.code == 0
    assert "_TOOLZZ_CAL_COMPLETE" in ended.out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("toolzz-cal boo", {"bookings"}),
        ("toolzz-cal mo", {"mock"}),
        ("toolzz-cal organizations teams event-types cre", {"create", "create-phone-call"}),
        ("toolzz-cal bookings list --sta", {"--status"}),
        ("toolzz-cal bookings list --status pas", {"past"}),
        ("toolzz-cal bookings create --attendee.e", {"--attendee.email"}),
    ],
)
def test_words_are_completed(line, offered, bare, monkeypatch):
    """Commands, options and known values are offered from the same tree."""
    monkeypatch.setenv("_TOOLZZ_CAL_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    ended = bare()
    assert {each.partition(",")[2] for each in ended.out.split()} == offered


def test_completion_in_bash(tmp_path):
    """A real bash completes a word with what is printed."""
    program = tmp_path / "toolzz-cal"
    program.write_text(f'#!/bin/sh\nexec {" ".join(WHOLE)} "$@"\n', "utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(toolzz-cal completion bash)"; COMP_WORDS=(toolzz-cal boo); COMP_CWORD=1; '
        '_toolzz_cal_completion toolzz-cal; echo "${COMPREPLY[@]}"'
    )
    settings = environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, timeout=300, env=settings, check=False
    )
    assert (done.returncode, done.stdout) == (0, "bookings\n"), done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("NO_PROXY", "[::1]"), ("ALL_PROXY", "socks://127.0.0.1:9"), ("SSL_CERT_FILE", "/nowhere/example.pem")],
)
def test_a_variable_of_the_environment_that_cannot_be_used(run, mock, monkeypatch, variable, value):
    """It is named, and nothing is sent; it is the set-up that is wrong, not this program."""
    for each in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(variable, value)
    ended = run("me", "get")
    assert (ended.code, mock.calls()) == (3, [])
    assert variable in ended.err
    assert "report it" not in ended.err
