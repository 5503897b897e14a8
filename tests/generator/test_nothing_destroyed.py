"""What the generator has not written stays as it is, whatever becomes of a run."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import generator.output as output
from generator import stopping
from generator.__main__ import main
from generator.errors import OutputError
from generator.output import ASIDE, MANIFEST, Difference, compare, manifest, put
from tests.support.generator import ROOT, generate, specification, tree
from tests.support.tables import Failures

FIRST = {"__init__.py": "1", "a.py": "1", "gone/b.py": "1", "same.py": "1"}
SECOND = {"__init__.py": "2", "a.py": "2", "new/c.py": "2", "same.py": "1"}


def whole(files):
    """Files, and the manifest that lists them."""
    return {**files, MANIFEST: manifest("inputs", files)}


def laid(folder, files):
    """Writes files that are not the generator's."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def bytes_of(files):
    """As `tree` has them."""
    return {path: text.encode() for path, text in files.items()}


@pytest.fixture
def client(tmp_path):
    """A folder that the generator has written, in one that holds nothing else."""
    put(tmp_path / "beside" / "client", whole(FIRST))
    return tmp_path / "beside" / "client"


def beside(client):
    """What stands beside the client."""
    return sorted(path.name for path in client.parent.iterdir())


# Folders


FOREIGN = [
    {"thesis.txt": "all of it"},
    {".git/config": "[core]"},
    {".hidden": ""},
    {"deep/er/notes.md": "mine"},
    {"__pycache__/mine.txt": "mine"},
    {"__init__.py": "# a package of somebody else\n"},
    {MANIFEST: "{}", "thesis.txt": ""},
    {MANIFEST: json.dumps({"name": "an app", "files": ["thesis.txt"]}), "thesis.txt": ""},
]


@pytest.mark.parametrize("files", FOREIGN)
def test_a_folder_of_somebody_else_is_refused(files, tmp_path):
    """It is said where, what and what to do, and nothing is changed."""
    laid(tmp_path / "out", files)
    before = tree(tmp_path)
    for step in (put, compare):
        with pytest.raises(OutputError) as refused:
            step(tmp_path / "out", whole(FIRST))
        assert_says_whose(str(refused.value), tmp_path / "out")
    assert before == tree(tmp_path)


@pytest.mark.parametrize("files", [FOREIGN[0], *(files for files in FOREIGN if MANIFEST in files)])
def test_the_commands_refuse_a_folder_of_somebody_else(files, tmp_path, capsys):
    """`generate` and `check` say so, also where a file is called as the manifest is, and change nothing."""
    spec = specification(tmp_path / "spec")
    laid(tmp_path / "out", files)
    before = tree(tmp_path)
    for verb in ("generate", "check"):
        assert 1 == main([verb, "--spec", str(spec), "--output", str(tmp_path / "out")])
        told = capsys.readouterr().err
        assert told.startswith("error: ")
        assert 1 == told.count("\n")
        assert_says_whose(told.removeprefix("error: ").rstrip("\n"), tmp_path / "out")
    assert before == tree(tmp_path)


def assert_says_whose(told, folder):
    assert told.startswith(f"{folder}: The folder is not empty, and ")
    assert told.endswith(" may be deleted and generated again.")


def test_an_empty_folder_inside_is_something(tmp_path):
    """A folder that holds but an empty one is not empty."""
    (tmp_path / "out" / "mine").mkdir(parents=True)
    with pytest.raises(OutputError):
        put(tmp_path / "out", whole(FIRST))


def test_an_empty_folder_is_written(tmp_path):
    """As is one that does not exist."""
    (tmp_path / "out").mkdir()
    put(tmp_path / "out", whole(FIRST))
    assert bytes_of(whole(FIRST)) == tree(tmp_path / "out")


@pytest.mark.parametrize(
    "path", ["../x.txt", "/x.txt", "a/../../x.txt", "./x.txt", "a//x.txt", "", ".git/x.txt", "a\\x", "C:/x.txt"]
)
def test_a_manifest_that_leads_elsewhere_is_none_of_ours(path, client, tmp_path):
    """Its paths are below its folder and in no hidden one; else nothing of it counts."""
    (client.parent / "x.txt").write_text("mine", "utf-8")
    record = json.loads((client / MANIFEST).read_text("utf-8"))
    record["files"][path.replace("/x.txt", f"{client.parent}/x.txt") if path == "/x.txt" else path] = "0" * 64
    (client / MANIFEST).write_text(json.dumps(record), "utf-8")
    before = tree(tmp_path)
    with pytest.raises(OutputError):
        put(client, whole(SECOND))
    assert before == tree(tmp_path)


@pytest.mark.parametrize("target", ["file", "folder"])
def test_a_link_inside_leads_nothing_out(target, client, tmp_path):
    """A link to a folder, where files are removed or written, is not followed; nor is one to a file."""
    mine = {"mine/b.py": "mine", "mine/c.py": "mine"}
    laid(tmp_path, mine)
    if target == "folder":
        shutil.rmtree(client / "gone")
        (client / "gone").symlink_to(tmp_path / "mine")
        (client / "new").symlink_to(tmp_path / "mine")
        with pytest.raises(OutputError, match="new: This was not written by the generator"):
            put(client, whole(SECOND))
        (client / "new").unlink()
        assert ("gone",) == put(client, whole(SECOND)).foreign
    else:
        for path in ("gone/b.py", "a.py"):
            (client / path).unlink()
            (client / path).symlink_to(tmp_path / "mine" / "b.py")
        put(client, whole(SECOND))
        assert bytes_of(whole(SECOND)) == tree(client)
    assert dict.fromkeys(mine, "mine") == {path: (tmp_path / path).read_text("utf-8") for path in mine}


def test_a_manifest_that_is_a_link_is_none(client, tmp_path):
    """It could be anybody's."""
    (client / MANIFEST).rename(tmp_path / MANIFEST)
    (client / MANIFEST).symlink_to(tmp_path / MANIFEST)
    with pytest.raises(OutputError):
        put(client, whole(SECOND))


# Files


def test_files_of_others_stay(client, capsys, tmp_path):
    """In a client's folder too: they are told of, and `check` fails as long as they are there."""
    laid(client, {"notes.txt": "mine", ".env": "mine", "gone/notes.txt": "mine"})
    done = put(client, whole(SECOND))
    assert (".env", "gone/notes.txt", "notes.txt") == done.foreign
    assert {**bytes_of(whole(SECOND)), **dict.fromkeys(done.foreign, b"mine")} == tree(client)
    assert Difference((), (), (), done.foreign) == compare(client, whole(SECOND))


def test_the_commands_tell_of_files_of_others(tmp_path, capsys):
    """`check` ends with 1, `generate` with 0, and both name the file."""
    spec, out = specification(tmp_path / "spec"), tmp_path / "out"
    assert 0 == generate(spec, out)
    laid(out, {"notes.txt": "mine"})
    assert 1 == main(["check", "--spec", str(spec), "--output", str(out)])
    assert f"{out}/notes.txt was not written by the generator: move it away\n" in capsys.readouterr().err
    assert 0 == generate(spec, out)
    assert f"{out}/notes.txt was not written by the generator; it was left alone\n" == capsys.readouterr().err
    assert "mine" == (out / "notes.txt").read_text("utf-8")


def test_a_file_of_others_in_the_way_is_refused(client, tmp_path):
    """One whose name a new file has is not overwritten, unless it says the same."""
    laid(client, {"new/c.py": "mine"})
    before = tree(tmp_path)
    with pytest.raises(OutputError, match=r"new/c\.py: This was not written by the generator"):
        put(client, whole(SECOND))
    assert before == tree(tmp_path)
    laid(client, {"new/c.py": SECOND["new/c.py"]})
    put(client, whole(SECOND))
    assert bytes_of(whole(SECOND)) == tree(client)


def test_what_was_edited_by_hand_is_told(tmp_path, capsys):
    """A path that the manifest lists is the generator's to write anew; that an edit is gone is said."""
    spec, out = specification(tmp_path / "spec"), tmp_path / "out"
    assert 0 == generate(spec, out)
    before = tree(out)
    (out / "client.py").write_text("# mine\n", "utf-8")
    assert 0 == generate(spec, out)
    assert f"{out}/client.py had been edited by hand; it was written anew\n" == capsys.readouterr().err
    assert before == tree(out)


def test_caches_of_others_stay(client):
    """With a module goes its own cache; what else is in such a folder stays, and the folder with it."""
    laid(client, {"gone/__pycache__/b.cpython-311.pyc": "", "gone/__pycache__/mine.cpython-311.pyc": ""})
    laid(client, {"__pycache__/mine.txt": "", "other/__pycache__/x.pyc": ""})
    put(client, whole(SECOND))
    left = sorted(path.relative_to(client).as_posix() for path in client.rglob("*") if "__pycache__" in path.parts)
    assert [
        "__pycache__", "__pycache__/mine.txt", "gone/__pycache__", "gone/__pycache__/mine.cpython-311.pyc",
        "other/__pycache__", "other/__pycache__/x.pyc",
    ] == left  # fmt: skip


def test_every_path_that_is_written_can_be_listed():
    """What the generator makes is recognised as its own."""
    for folder in (ROOT / "generated_client" / "toolzz_cal", *(ROOT / "tests/generator/cases").glob("*/expected")):
        paths = list(tree(folder))
        assert paths
        assert [] == [path for path in paths if output._PATH.fullmatch(path) is None]


# Bundles


def test_a_bundle_does_not_replace_a_document_of_others(tmp_path, capsys):
    """Its two files are overwritten only where both hold one document, as a bundle leaves them."""
    spec, out = specification(tmp_path / "spec"), tmp_path / "out"
    bundle = ["bundle", "--spec", str(spec), "--output", str(out)]
    assert 0 == main(bundle)
    made = tree(out)
    laid(out, {"notes.txt": "mine"})
    assert 0 == main(bundle)
    assert {**made, "notes.txt": b"mine"} == tree(out)
    (out / "openapi.yaml").write_text("openapi: 3.1.0\n", "utf-8")
    edited = tree(tmp_path)
    assert 1 == main(bundle)
    assert 1 == main([*bundle[:-1], str(spec.parent)])  # over its own source
    assert 2 == capsys.readouterr().err.count("This is not what an earlier bundle has written")
    assert edited == tree(tmp_path)


# Stopped


STEPS = [(os, "mkdir"), (os, "replace"), (os, "unlink"), (os, "rmdir"), (Path, "write_text")]


class Interrupter:
    """Interrupts the step of a number, before or after it is taken."""

    def __init__(self, monkeypatch, number, after):
        self.left, self.after, self.came = number, after, False
        for place, name in STEPS:
            monkeypatch.setattr(place, name, self.of(getattr(place, name)))

    def of(self, real):
        def step(*words, **more):
            self.left -= 1
            if self.left or self.came:
                return real(*words, **more)
            self.came = True
            if self.after:
                real(*words, **more)
            raise KeyboardInterrupt

        return step


def interrupted(folder, files, number, after):
    """Whether a run of `put` got as far as the step of this number, where it was interrupted."""
    with pytest.MonkeyPatch.context() as patches:
        stop = Interrupter(patches, number, after)
        try:
            put(folder, files)
        except KeyboardInterrupt:
            assert stop.came
        return stop.came


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("first", [True, False])
def test_interrupted_at_any_step(after, first, tmp_path):
    """The tree is the old one or the new one, and nothing lies beside it."""
    number, old, new = 0, {}, bytes_of(whole(SECOND))
    seen = set()
    while True:
        number += 1
        place = tmp_path / str(number)
        client = place / "some" / "client"
        if not first:
            put(client, whole(FIRST))
            old = tree(client)
        came = interrupted(client, whole(SECOND), number, after)
        there = tree(client)
        assert there in (old, new), number
        assert not list(place.rglob(f"{ASIDE}*")), number
        if there == old and first:
            assert not place.exists(), number
        seen.add(there == new)
        if not came:
            break
    assert number > 15
    assert {True, False} == seen
    assert bytes_of(whole(SECOND)) == there


class Killed(Exception):
    """Stands for SIGKILL: after it nothing is done any more."""


def killed(monkeypatch, folder, files, number):
    """Whether `put` got as far as the step of this number, from which on every step fails, as if it never came."""
    left = [number]

    def of(real):
        def step(*words, **more):
            left[0] -= 1
            if left[0] <= 0:
                raise Killed
            return real(*words, **more)

        return step

    with monkeypatch.context() as patches:
        for place, name in STEPS:
            patches.setattr(place, name, of(getattr(place, name)))
        try:
            put(folder, files)
        except Killed:
            return True
    return False


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("then", [SECOND, {"__init__.py": "3", "d.py": "3"}])
def test_killed_at_any_step(then, first, tmp_path, monkeypatch):
    """The next run knows what the killed one has left, mends the tree, and removes what lies beside it."""
    number = 0
    while True:
        number += 1
        client = tmp_path / str(number) / "client"
        if not first:
            put(client, whole(FIRST))
        if not killed(monkeypatch, client, whole(SECOND), number):
            break
        put(client, whole(then))
        assert bytes_of(whole(then)) == tree(client), number
        # An empty folder says of nobody that it is his: it was made, or was to be removed, in the next moment.
        assert [] == [path for each in client.parent.glob(f"{ASIDE}*") for path in each.iterdir()], number
    assert number > 15


def test_folders_of_others_beside_it_stay(client):
    """Only what says of itself that it is the generator's, for this very folder, is removed; and only what it lists."""
    record = {"made_by": "make generate", "folder": "client", "paths": ["a.py"]}
    cases = {
        "mine": {"thesis.txt": "mine"},
        "other": {"record.json": json.dumps({**record, "folder": "other"}), "new/a.py": ""},
        "climbs": {"record.json": json.dumps({**record, "paths": ["../../a.py"]}), "new/a.py": ""},
        "ours": {"record.json": json.dumps(record), "new/a.py": "", "old/a.py": ""},
        "both": {"record.json": json.dumps(record), "new/a.py": "", "new/thesis.txt": "mine"},
    }
    for name, files in cases.items():
        laid(client.parent / f"{ASIDE}{name}", files)
    put(client, whole(SECOND))
    assert [f"{ASIDE}{name}" for name in ("both", "climbs", "mine", "other")] == beside(client)[:-1]
    assert {"new/thesis.txt": b"mine"} == tree(client.parent / f"{ASIDE}both")


def test_leftovers_go_when_nothing_changed_too(tmp_path):
    """A run that finds the client up to date tidies all the same."""
    spec, out = specification(tmp_path / "spec"), tmp_path / "out"
    assert 0 == generate(spec, out)
    record = {"made_by": "make generate", "folder": "out", "paths": ["client.py"]}
    laid(tmp_path / f"{ASIDE}1", {"record.json": json.dumps(record), "new/client.py": ""})
    assert 0 == generate(spec, out)
    assert ["out", "spec"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("verb", "step"),
    [
        ("generate", "generator.stages.bundle"),
        ("generate", "generator.render.render"),
        ("generate", "generator.output.put"),
        ("generate", "generator.output.is_current"),
        ("check", "generator.output.compare"),
        ("bundle", "generator.document.bundle.bundle"),
        ("bundle", "generator.output.put"),
        ("diff", "generator.diff.sides.load"),
    ],
)
@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt(), 130), (stopping.Stopped(signal.SIGTERM), 143)])
def test_a_stopped_command_says_so(verb, step, stop, code, tmp_path, monkeypatch, capsys):
    """One word, no traceback, and a shell's exit code."""
    spec = str(specification(tmp_path / "spec"))

    def stopped(*_, **__):
        raise stop

    monkeypatch.setattr(step, stopped)
    words = [spec, spec] if verb == "diff" else ["--spec", spec, "--output", str(tmp_path / "out")]
    assert code == main([verb, *words])
    assert ("", "stopped\n") == capsys.readouterr()
    assert ["spec"] == [path.name for path in tmp_path.iterdir()]


# A process that forks for each case another one, which sends itself a signal when it comes to a certain function.
SIGNALLED = """
import importlib, json, os, signal, sys, traceback
from generator import __main__ as program, parse, render, stopping  # and not what has bound their functions already

def signalled(number, place, after):
    module, _, name = place.rpartition(".")
    found = importlib.import_module(module)
    real = getattr(found, name)
    def step(*words, **more):
        if after:
            done = real(*words, **more)
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)  # an impatient person
        return done if after else real(*words, **more)
    setattr(found, name, step)

def ended(case):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        for stream, path in zip((1, 2), case["streams"]):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
        os.environ["TMPDIR"] = case["temporary"]
        signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
        signalled(case["number"], case["place"], case["after"])
        sys.argv = ["generator", *case["words"]]
        try:
            code = stopping.program(program.main)
        except SystemExit as left:
            code = left.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

print(json.dumps([ended(case) for case in json.loads(sys.argv[1])]))
"""
# Signal, exit code, function, whether it has done its work, and whether the client is there then.
SIGNALS = [
    (signal.SIGINT, 130, "generator.stages.bundle", 0, False),
    (signal.SIGINT, 130, "generator.parse.parse", 1, False),
    (signal.SIGTERM, 143, "generator.render._formatted", 1, False),
    (signal.SIGINT, 130, "subprocess.run", 0, False),
    (signal.SIGTERM, 143, "generator.output._prepare", 0, True),
    (signal.SIGINT, 130, "generator.output._make", 0, False),
    (signal.SIGINT, 130, "generator.output._remove", 1, True),
]


def test_a_signal_leaves_nothing_half_done(tmp_path):
    """A signal waits while files are put in place; elsewhere it ends the run at once. Either way nothing is left."""
    cases = []
    for case, (number, _, place, after, _) in enumerate(SIGNALS):
        folder = tmp_path / str(case)
        spec = specification(folder / "spec")
        (folder / "temporary").mkdir()
        words = ["generate", "--spec", str(spec), "--output", str(folder / "out" / "client")]
        streams = [str(tmp_path / f"{case}.{name}") for name in ("out", "err")]
        given = {"number": int(number), "place": place, "after": after, "words": words, "streams": streams}
        cases.append({**given, "temporary": str(folder / "temporary")})
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED, json.dumps(cases)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    failures = Failures()
    for case, (given, code, (number, expected, place, after, written)) in enumerate(
        zip(cases, json.loads(done.stdout), SIGNALS, strict=True)
    ):
        with failures.of(f"{number.name} {'behind' if after else 'before'} {place}"):
            folder = tmp_path / str(case)
            out, err = (Path(stream).read_text("utf-8") for stream in given["streams"])
            assert (expected, "", "stopped\n") == (code, out, err)
            assert [] == list((folder / "temporary").iterdir())
            assert (["client"] if written else []) == [path.name for path in folder.glob("out/*")]
            if written:
                assert 0 == main(["check", "--spec", given["words"][2], "--output", given["words"][4]])
    failures.tell()
