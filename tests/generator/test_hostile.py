"""Specifications that mean harm are refused in a line, or become a package that does nothing but what it should.

Each file in `hostile/` is a specification. Its first line says what becomes of it: `# refused: ` with a part of the
message, or `# harmless`. What is large or no text is made below.
"""

import subprocess

import pytest
from ruff import find_ruff_bin

from tests.support.generator import ROOT, RUNTIME

pytest.importorskip("resource", reason="processes can't be limited here")
from tests.support import limited_process

HOSTILE = ROOT / "tests" / "generator" / "hostile"
PLAIN = (HOSTILE / "a_circle_of_models.yaml").read_text("utf-8")
NAME = "        name: {type: string, description: Its name.}\n"
DESCRIPTION = "      description: A thing.\n"


def _thing(old, new):
    assert 1 == PLAIN.count(old)
    return PLAIN.replace(old, new).encode()


def _properties(count):
    return "".join(f"        p{i}: {{}}\n" for i in range(count))


def _text(text):
    return _thing(DESCRIPTION, f"      description: '{text}'\n")


def _joined(count, size):
    """Schemas that each join the same large one."""
    large = f"    Large:\n      properties:\n{_properties(size)}"
    small = "".join(f"    S{i}: {{allOf: [{{$ref: '#/components/schemas/Large'}}]}}\n" for i in range(count))
    return (PLAIN + large + small).encode()


VALUES = ", ".join(f"v{i}" for i in range(9_000))
BOMB = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 123))
# Name: the specification, and a part of the message; without one it is harmless.
MADE = {
    "100,000 properties": (_thing(NAME, _properties(100_000)), "Over 10,000 entries stand side by side"),
    "9,000 properties": (_thing(NAME, _properties(9_000)), "over 1,000 properties"),
    "1,000 properties": (_thing(NAME, _properties(998)), ""),
    "100,000 joined properties": (_joined(101, 990), "All allOf join over 50,000 properties"),
    "9,000 values": (_thing(NAME, f"        name: {{type: string, enum: [{VALUES}]}}\n"), ""),
    "a key of 500,000 letters": (_thing(NAME, f"        ? '{'k' * 500_000}'\n        : {{type: string}}\n"), ""),
    "a text of 1,500,000 letters": (_text("d" * 1_500_000), ""),
    "300,000 quotes": (_text('"' * 300_000), ""),
    "300,000 backslashes": (_text("\\" * 300_000), ""),
    "300,000 braces": (_text("} {{ " * 300_000), ""),
    "an alias bomb": (BOMB, "The alias *a is not supported"),
    "a deep nest": (_thing(NAME, f"        name: {'[' * 100_000}\n"), "Nested over 64 levels deep"),
    "an endless quote": (PLAIN.encode() + b'x: "' + b"x" * 1_000_000, "Broken YAML"),
    "too many bytes": (PLAIN.encode() + b"#" * 2_000_000, "over 2,000,000 bytes"),
    "a null byte": (_thing("A thing.\n", "A\0thing.\n"), "Broken YAML: control characters"),
    "an escape": (_thing("A thing.\n", "A\x1b[2Jthing.\n"), "Broken YAML: control characters"),
    "half a character": (PLAIN.encode().replace(b"A thing.\n", b"A \xc3\n"), "not UTF-8"),
    "a surrogate in UTF-8": (PLAIN.encode().replace(b"A thing.\n", b"A \xed\xa0\x80\n"), "not UTF-8"),
    "an overlong slash": (PLAIN.encode().replace(b"A thing.\n", b"A \xc0\xaf\n"), "not UTF-8"),
    "UTF-16": (PLAIN.encode("utf-16"), "not UTF-8"),
}
FILES = {path.stem: path for path in sorted(HOSTILE.glob("*.yaml"))}


def _run(folder, content):
    (folder / "spec").mkdir(parents=True)
    (folder / "spec" / "openapi.yaml").write_bytes(content)
    return limited_process.run(folder / "spec" / "openapi.yaml", folder / "package")


def _check_refused(folder, outcome, reason):
    """One printable line: file, line, what, and what to do. Nothing is written."""
    assert 1 == outcome.code, outcome
    file, line, told = outcome.told.removeprefix("error: ").split(":", 2)
    assert "spec/openapi.yaml" == file
    assert line.isdigit()
    assert reason in told
    assert outcome.told.endswith(".\n")
    assert outcome.told[:-1].isprintable()
    assert len(outcome.told) < 1000
    assert ["spec"] == [path.name for path in folder.iterdir()]


def _check_harmless(folder, outcome):
    """It was made and imported, nothing else happened, and what was emitted is our own code and visible text."""
    assert (0, []) == (outcome.code, outcome.seen), outcome
    assert ["package", "spec"] == sorted(path.name for path in folder.iterdir())
    runtime = {path.name for path in RUNTIME.glob("*.py")} - {"__init__.py"}
    package = folder / "package"
    for path in [path for path in package.rglob("*") if path.is_file()]:
        place = path.relative_to(package)
        assert place.as_posix().isascii()
        assert place.parts[:-1] in ((), ("models",), ("resources",))
        if place.as_posix() not in runtime:
            assert [] == limited_process.strange(path, path.read_text("utf-8")), place
    copies = f"--exclude={','.join(runtime)}"
    options = ["--isolated", "--no-cache", "--line-length=120", "--target-version=py311", copies, str(package)]
    for step in (["check", "--quiet", "--select=F,I"], ["format", "--quiet", "--check"]):
        command = [find_ruff_bin(), *step, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_specification_does_no_harm(name, tmp_path):
    """It ends as its first line says, within the limits of its process."""
    content = FILES[name].read_bytes()
    kind, _, reason = content.decode().partition("\n")[0].removeprefix("# ").partition(": ")
    outcome = _run(tmp_path / name, content)
    if kind == "refused":
        _check_refused(tmp_path / name, outcome, reason)
    else:
        assert kind == "harmless"
        _check_harmless(tmp_path / name, outcome)


@pytest.mark.parametrize("name", MADE)
def test_a_large_or_broken_specification_does_no_harm(name, tmp_path):
    """It ends as is told above, within the limits of its process."""
    content, reason = MADE[name]
    folder = tmp_path / name.replace(" ", "_").replace(",", "")
    outcome = _run(folder, content)
    if reason:
        _check_refused(folder, outcome, reason)
    else:
        _check_harmless(folder, outcome)


def test_the_canary_sings(tmp_path):
    """Were code of a specification run or written down, it would be seen: by what it does, and by what stands there."""
    package = tmp_path / "package"
    package.mkdir()
    code = "__import__('builtins').__dict__.update(canary=1)\nimport os\nos.system('true')\nn\u0430me = open('x', 'w')"
    (package / "__init__.py").write_text(code, "utf-8")
    seen = limited_process.load(package).seen
    assert ["os.system", "open", "the canary was set free"] == [each.partition("(")[0] for each in seen]
    assert {"import os", "__import__(…)", "open(…)", "'n\\u0430me'"} == set(
        limited_process.strange(package / "a.py", code)
    )
    assert ["a.py: '\\u202e'"] == limited_process.strange(package / "a.py", "# \u202e\n")
