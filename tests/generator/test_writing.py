"""Files are written only where they differ, all or none, and `check` sees every difference."""

import json
import os
import shutil
import subprocess
import sys

import pytest
import yaml

from generator.__main__ import main
from generator.output import MANIFEST
from tests.support.generator import OPENAPI, ROOT, SCHEMA, THING, changed, command, generate, specification, tree

OTHER = """\
  /others:
    get:
      operationId: others.get
      x-effect: read
      responses:
        "200": {description: One., content: {application/json: {schema: {$ref: components/schemas/Other.yaml}}}}
"""
OTHER_FILES = {"openapi.yaml": OPENAPI + OTHER, "components/schemas/Other.yaml": THING}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A specification of two operations, and what it was made into."""
    folder = tmp_path_factory.mktemp("made")
    assert 0 == generate(specification(folder / "spec", OTHER_FILES), folder / "package")
    return folder


@pytest.fixture
def spec(made, tmp_path):
    """A specification of two operations."""
    shutil.copytree(made / "spec", tmp_path / "spec")
    return tmp_path / "spec" / "openapi.yaml"


@pytest.fixture
def package(made, tmp_path, capsys):
    """What it was made into."""
    shutil.copytree(made / "package", tmp_path / "out" / "package")
    capsys.readouterr()
    return tmp_path / "out" / "package"


def check(spec, package):
    """`python -m generator check`, in this process."""
    return main(["check", "--spec", str(spec), "--output", str(package)])


def python(*arguments, cwd):
    """Python with the project's modules, in a folder."""
    command = [sys.executable, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)


def identities(folder):
    """Which file, in the sense of the file system, stands at each path, and when it was written."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def touched(before, folder):
    """The paths of what was written since, manifest apart."""
    after = identities(folder)
    new = {path for path, identity in after.items() if before.get(path) != identity}
    return {path.relative_to(folder).as_posix() for path in new | (before.keys() - after.keys())} - {MANIFEST}


def test_an_unchanged_run_writes_nothing(spec, package, capsys):
    """The second run finds the same files, the same inodes, and says so."""
    before = identities(package)
    assert 0 == generate(spec, package)
    assert before == identities(package)
    assert f"{package}: {len(before)} files are up to date (" in capsys.readouterr().out


def test_a_run_with_other_inputs_but_the_same_output_writes_only_the_manifest(spec, package, capsys):
    """A comment in the specification changes no module."""
    before = identities(package)
    spec.write_text("# A comment.\n" + spec.read_text("utf-8"), "utf-8")
    assert 0 == generate(spec, package)
    assert set() == touched(before, package)
    assert "; 1 written, 0 removed (" in capsys.readouterr().out


def test_one_character_of_a_description_touches_only_what_shows_it(spec, package):
    """A model's description stands in its module, in the methods that answer it, and in the facts."""
    before = identities(package)
    specification(spec.parent, {**OTHER_FILES, SCHEMA: changed(THING, "A thing.", "A thing!")})
    assert 0 == generate(spec, package)
    assert {"models/thing.py", "operations.json", "resources/things.py"} == touched(before, package)


def test_what_is_gone_from_the_specification_is_removed(spec, package, capsys):
    """A removed operation takes its resource and its model with it, caches included."""
    cache = package / "resources" / "__pycache__" / "others.cpython-311.pyc"
    cache.parent.mkdir()
    cache.write_bytes(b"")
    specification(spec.parent, {"openapi.yaml": OPENAPI})
    assert 0 == generate(spec, package)
    assert "2 removed" in capsys.readouterr().out
    assert not (package / "resources" / "others.py").exists()
    assert not (package / "models" / "other.py").exists()
    fresh = package.parent / "fresh"
    assert 0 == generate(spec, fresh)
    assert tree(fresh) == tree(package)


def test_the_output_is_restored_byte_for_byte(spec, package):
    """The whole folder may be deleted at any time."""
    before = tree(package)
    shutil.rmtree(package)
    assert 0 == generate(spec, package)
    assert before == tree(package)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("client.py", "differs"), ("_engine.py", "differs"), ("models/thing.py", "is missing")],
)
def test_an_edit_is_noticed_and_repaired(path, kind, spec, package, capsys):
    """`check` names the file and how to mend it, and changes nothing; `generate` mends it."""
    before = tree(package)
    if kind == "is missing":
        (package / path).unlink()
    else:
        with (package / path).open("a", encoding="utf-8") as file:
            file.write("# an edit\n")
    edited = tree(package)
    assert 1 == check(spec, package)
    told = capsys.readouterr().err
    assert f"{package}/{path} {kind}\n1 files; run `make generate` and commit what it writes.\n" == told
    assert edited == tree(package)
    assert 0 == generate(spec, package)
    assert before == tree(package)
    assert 0 == check(spec, package)
    assert f"{package} is up to date: 2 operations" in capsys.readouterr().out


def test_check_sees_an_edited_manifest(spec, package, capsys):
    """The record of what was made is itself checked."""
    manifest = package / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace("make generate", "hand"), "utf-8")
    assert 1 == check(spec, package)
    assert f"{package}/{MANIFEST} differs" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"inputs": 1}', "\0"])
def test_a_damaged_manifest_is_written_anew(damage, spec, package):
    """What the manifest says is trusted only as far as it fits."""
    before = tree(package)
    (package / MANIFEST).write_text(damage, "utf-8")
    assert 0 == generate(spec, package)
    assert before == tree(package)


@pytest.mark.parametrize("blocked", ["_calls.py", "client.py", "resources/things.py"])
@pytest.mark.parametrize("empty", [True, False])
def test_a_failure_half_way_leaves_the_tree_as_it_was(blocked, empty, spec, package, capsys):
    """When one file can't be put in place, those before it are put back, and nothing is left lying about."""
    (package / blocked).unlink()
    (package / blocked).mkdir()
    if not empty:
        (package / blocked / "note.txt").write_text("mine", "utf-8")
    (package / "__init__.py").write_text("# edited\n", "utf-8")
    (package / "stale.py").write_text("# stale\n", "utf-8")
    before, identity = tree(package.parent), identities(package)
    assert 1 == generate(spec, package)
    told = capsys.readouterr().err
    assert told.startswith(f"error: {package}/{blocked}: ")
    assert told.endswith(". Mend that and try again; nothing has been changed.\n")
    assert before == tree(package.parent)
    assert identity == identities(package)


def test_a_failure_of_the_first_run_leaves_no_folder(spec, tmp_path, capsys):
    """Folders made on the way are taken away again."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_text("mine", "utf-8")
    before = tree(tmp_path)
    assert 1 == generate(spec, tmp_path / "a" / "file" / "b" / "package")
    assert 1 == generate(spec, tmp_path / "a" / "file")
    assert 2 == capsys.readouterr().err.count("nothing has been changed")
    assert before == tree(tmp_path)


def test_a_full_disk_leaves_no_folder(spec, tmp_path):
    """When a file can't be written to its end, what was made before goes again."""
    before = tree(tmp_path)
    done = python(
        "-c",
        "import resource, sys\n"
        "from generator.__main__ import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "sys.exit(main(sys.argv[1:]))",
        *("generate", "--spec", spec, "--output", tmp_path / "new" / "er" / "package"),
        cwd=ROOT,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert "File too large. Mend that and try again; nothing has been changed." in done.stderr
    assert before == tree(tmp_path)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize("verb", ["bundle", "generate", "check"])
def test_a_report_that_can_not_be_written(verb, spec, package):
    """That is said, once and without a traceback, and not that nothing has been changed."""
    out = package.parent / "bundle" if verb == "bundle" else package
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "generator", verb, "--spec", spec, "--output", out],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=300,
        )  # fmt: skip
    assert 1 == done.returncode
    assert done.stderr.startswith("error: standard output: It can't be written: No space left on device. ")
    assert 1 == done.stderr.count("\n")


def test_a_change_of_the_generator_is_seen(spec, tmp_path):
    """What was made by another version of the generator is not up to date."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator")
    generating = ("-m", "generator", "generate", "--spec", spec, "--output", tmp_path / "package")
    assert " 0 removed" in python(*generating, cwd=tmp_path).stdout
    template = tmp_path / "generator" / "templates" / "client.py.jinja"
    template.write_text(template.read_text("utf-8") + "# One line more.\n", "utf-8")
    assert " 2 written, 0 removed" in python(*generating, cwd=tmp_path).stdout
    assert "# One line more.\n" in (tmp_path / "package" / "client.py").read_text("utf-8")


def test_a_file_where_a_folder_belongs_is_not_written_over(spec, package, capsys):
    """A file called like one of the package's folders is somebody's; it is named, and nothing is changed."""
    shutil.rmtree(package / "models")
    (package / "models").write_text("mine", "utf-8")
    before = tree(package.parent)
    assert 1 == generate(spec, package)
    assert f"error: {package}/models: This was not written by the generator" in capsys.readouterr().err
    assert before == tree(package.parent)


def test_a_link_is_replaced_and_its_target_left_alone(spec, package, tmp_path):
    """Writing goes to the package, not through a symbolic link out of it."""
    before = tree(package)
    (tmp_path / "mine.py").write_text("mine", "utf-8")
    (package / "client.py").unlink()
    (package / "client.py").symlink_to(tmp_path / "mine.py")
    assert 0 == generate(spec, package)
    assert "mine" == (tmp_path / "mine.py").read_text("utf-8")
    assert not (package / "client.py").is_symlink()
    assert before == tree(package)


def test_caches_are_no_difference(spec, package):
    """A package that was imported is still up to date."""
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "client.cpython-311.pyc").write_bytes(b"")
    before = identities(package)
    assert 0 == check(spec, package)
    assert 0 == generate(spec, package)
    assert before == identities(package)


def test_a_change_of_any_file_of_the_specification_is_seen(spec, package):
    """Files that are referred to count as much as the root."""
    specification(spec.parent, {**OTHER_FILES, SCHEMA: changed(THING, "name:", "title:")})
    assert 1 == check(spec, package)
    assert 0 == generate(spec, package)
    assert b"title" in (package / "models" / "thing.py").read_bytes()


def test_bundle_writes_the_document_in_one_piece(spec, tmp_path, capsys):
    """Both files hold the same document, with references to its own components only."""
    assert 0 == main(["bundle", "--spec", str(spec), "--output", str(tmp_path / "build")])
    assert "bundled 2 paths into " in capsys.readouterr().out
    as_json = json.loads((tmp_path / "build" / "openapi.json").read_text("utf-8"))
    as_yaml = yaml.safe_load((tmp_path / "build" / "openapi.yaml").read_text("utf-8"))
    assert as_json == as_yaml
    assert ["Other", "Thing"] == list(as_json["components"]["schemas"])
    assert "yaml" not in json.dumps(as_json)


@pytest.mark.parametrize("verb", ["", "bundle", "generate", "check"])
def test_every_command_explains_itself(verb, capsys):
    """`--help` says what a command does and which folders it takes."""
    with pytest.raises(SystemExit) as stopped:
        main([*filter(None, [verb]), "--help"])
    told = capsys.readouterr().out
    assert 0 == stopped.value.code
    assert all(word in told for word in (["--spec", "--output"] if verb else ["bundle", "generate", "check"]))


def test_a_wrong_command_is_no_traceback():
    """An unknown verb shows the usage and exits with 2."""
    done = command("generat")
    assert 2 == done.returncode
    assert "invalid choice" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_works_from_any_folder(spec, package, tmp_path):
    """As a process started elsewhere: same files, and paths in messages as seen from there."""
    generating = ("-m", "generator", "generate", "--spec", "spec/openapi.yaml", "--output", "out/again")
    done = python(*generating, cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("out/again: 2 operations, 2 models, ")
    assert tree(package) == tree(tmp_path / "out" / "again")
