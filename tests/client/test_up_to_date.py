"""The committed client is what the generator makes, and its parts know only what they may know."""

import ast
import json
import subprocess
import sys

from tests.support.generator import ROOT, RUNTIME, generate, tree
from tests.support.tables import every

CLIENT = ROOT / "generated_client" / "toolzz_cal"
RUNTIME_FILES = sorted(path for path in RUNTIME.glob("*.py") if path.name != "__init__.py")
GENERATOR_FILES = sorted((ROOT / "generator").rglob("*.py"))
HEADER = "# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator."
# Modules of the client that are made from templates.
EMITTED = {"client", "_catalogue", "models", "resources", "webhooks"}


def imports(path):
    """The modules a file imports, anywhere in it; relative ones with their dots, and each name they bring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield start
            yield from (f"{start}{'' if start.endswith('.') else '.'}{each.name}" for each in node.names)


def test_the_committed_client_equals_a_fresh_one(tmp_path):
    """Nothing was edited by hand, nothing forgotten; `make generate` mends it."""
    assert 0 == generate(ROOT / "spec" / "openapi.yaml", tmp_path / "toolzz_cal")
    fresh, committed = tree(tmp_path / "toolzz_cal"), tree(CLIENT)
    assert sorted(fresh) == sorted(committed)
    assert [] == [path for path in fresh if fresh[path] != committed[path]]


@every("path", RUNTIME_FILES, ids=lambda path: path.name)
def test_the_runtime_is_copied_byte_for_byte(path):
    """What does not depend on the specification is the same file in both places, and says where to edit it."""
    assert path.read_bytes() == (CLIENT / path.name).read_bytes()
    assert path.read_text("utf-8").startswith(f"# Edit this in generator/runtime/{path.name}; `make generate` copies")


def test_the_manifest_lists_every_file():
    """The client's folder holds no file that was not made."""
    listed = json.loads((CLIENT / "manifest.json").read_text("utf-8"))["files"]
    assert sorted([*listed, "manifest.json"]) == sorted(tree(CLIENT))


def test_every_emitted_module_says_what_made_it():
    """The first line of a module made from a template warns of editing it."""
    runtime = {path.name for path in RUNTIME_FILES}
    for path in CLIENT.rglob("*.py"):
        if path.parent != CLIENT or path.name not in runtime:
            assert HEADER == path.read_text("utf-8").partition("\n")[0], path


def test_one_module_imports_the_parser():
    """openapi-python-client is a private interface: whatever it changes must be mended in one place."""
    users = [path.name for path in GENERATOR_FILES if any(m.startswith("openapi_python_client") for m in imports(path))]
    assert ["parse.py"] == users


@every("path", RUNTIME_FILES, ids=lambda path: path.name)
def test_the_runtime_imports_no_emitted_module(path):
    """The runtime gets models, operations and catalogue as arguments: it could serve any specification."""
    for module in imports(path):
        assert not (module.startswith(".") and EMITTED & set(module.split("."))), module
        assert not module.startswith(("toolzz_cal", "generator", "tests")), module


# The modules that nobody imports before a journal of their kind is opened.
EXTRAS = {
    "_journal_tables.py": {"sqlalchemy"},
    "_journal_sql.py": {"sqlalchemy"},
    "_journal_sqlite.py": {"sqlalchemy"},
    "_journal_postgres.py": {"sqlalchemy", "psycopg"},
    "_journal_redis.py": {"redis"},
    "_pydantic.py": {"pydantic", "pydantic_core"},
    "_tools_frameworks.py": {"pydantic"},
    "tracing.py": {"opentelemetry"},
}


@every("path", RUNTIME_FILES, ids=lambda path: path.name)
def test_the_runtime_needs_only_what_the_wheel_requires(path):
    """Outside the standard library stand httpx and attrs, and extras: orjson if there, others if asked for.

    httpx requires anyio, which tells in every event loop how to wait. What marks methods as deprecated is read from
    typing_extensions by type checkers alone, which bring its types.
    """
    for module in imports(path):
        top = module.partition(".")[0]
        if (path.name, top) == ("_deprecated.py", "typing_extensions"):
            continue
        wanted = EXTRAS.get(path.name, {"orjson", "limits"})
        assert not top or top in {*sys.stdlib_module_names, "httpx", "anyio", "attr", "attrs", *wanted}, module


COMPARISON = "toolzz_cal_cli.contract."


def test_the_generator_imports_nothing_of_the_client():
    """Arrows go one way: the generator copies the runtime, and never runs it. Only `diff` needs the comparison."""
    for path in GENERATOR_FILES:
        if path.parent != RUNTIME:
            found = [m for m in imports(path) if m.startswith(("toolzz_cal", "generator.runtime", "packages"))]
            allowed = COMPARISON if path.parent.name == "diff" else "nothing"
            assert [] == [m for m in found if not m.startswith(allowed)], path


def test_the_comparison_needs_no_client():
    """It compares what is to become one: neither the emitted package nor what the command line needs is imported."""
    program = (
        "import sys; from toolzz_cal_cli.contract.compare import compare; from generator.diff import report, version; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'toolzz_cal', 'click', 'httpx', 'attr'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert (0, "[]\n") == (done.returncode, done.stdout), done.stderr


def test_generating_does_not_import_the_comparison():
    """Whoever makes the client may have nothing of it yet."""
    program = "import sys; from generator.__main__ import _parser; _parser(); print('toolzz_cal_cli' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert (0, "False\n") == (done.returncode, done.stdout), done.stderr
