"""`python -m generator`: bundle the specification, generate or check the client, compare versions, begin an action."""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until `program` listens, Ctrl-C ends the process without a traceback

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import stopping
from generator.errors import OutputError, SpecError, printable

if TYPE_CHECKING:
    from generator.output import Difference

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "toolzz_cal"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and answers its exit code.

    Args:
        arguments: What stands after the program's name; by default what it was started with.

    Returns:
        0 done; 1 the specification, the tree or the output folder is not right; 2 a wrong option, or, of `diff`, an
        input; 130 stopped with Ctrl-C, 143 by SIGTERM.
    """
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        return code
    except (SpecError, OutputError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    except OSError as problem:
        where = printable(str(problem.filename2 or problem.filename or "A file"))
        cure = "Mend that and try again; nothing has been changed."
        print(f"error: {where}: {problem.strerror}. {cure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt as stop:
        stopping.tell()
        return stopping.code_of(stop)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Any, told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told, description=told)
        made.add_argument(
            "--spec", type=Path, default=ROOT / "spec" / "openapi.yaml", help="root file of the specification"
        )
        made.set_defaults(run=run)
        return made

    bundle = command("bundle", _bundle, "Join the specification into one document, as JSON and as YAML.")
    bundle.add_argument("--output", type=Path, default=ROOT / "build", help="folder for openapi.json and openapi.yaml")
    generate = command("generate", _generate, "Write the client; only files that differ are touched.")
    check = command("check", _check, "Say which files of the client differ from what the specification gives.")
    for made in (generate, check):
        made.add_argument(
            "--output", type=Path, default=ROOT / "generated_client" / PACKAGE, help="folder of the client's package"
        )
    from generator.diff import command as diff

    diff.add_options(commands.add_parser("diff", help=diff.TOLD, description=diff.TOLD), ROOT)
    from generator.new import command as new

    new.add_options(commands.add_parser("new", help=new.TOLD, description=new.TOLD), ROOT)
    return parser


def _shown(path: Path) -> Path:
    """A path as messages show it: from the working folder when it is below, so that an editor can open it."""
    absolute = path.resolve()
    here = Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def _say(text: str) -> None:
    """Prints how a command went. That this fails changes nothing of what has been done."""
    try:
        print(text, flush=True)
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left in the buffer would fail once more at exit
        what = f"It can't be written: {problem.strerror}"
        raise OutputError(Path("standard output"), what, f"What it was to say: {text}") from None


def _bundle(options: argparse.Namespace) -> int:
    from generator.check.rules import check
    from generator.document.bundle import bundle
    from generator.output import put

    document = bundle(options.spec, _shown(options.spec))
    check(document)
    plain = json.loads(json.dumps(document))
    put(options.output, {"openapi.json": _as_json(plain), "openapi.yaml": _as_yaml(plain)}, _compared_pair)
    _say(f"bundled {len(plain['paths'])} paths into {_shown(options.output)}/openapi.json and openapi.yaml")
    return 0


def _compared_pair(folder: Path, files: Mapping[str, str]) -> Difference:
    """What a bundle changes. Two files that do not hold the same document are not an earlier bundle, and stay."""
    from generator.output import Difference, recorded

    present = [path for path in files if os.path.lexists(folder / path)]
    if present and not recorded(folder) and not _is_bundle(folder):
        what = "This is not what an earlier bundle has written"
        raise OutputError(folder / present[0], what, "Move it away, or name another folder with --output")
    return Difference(tuple(present), tuple(path for path in files if path not in present), ())


def _is_bundle(folder: Path) -> bool:
    try:
        as_json, as_yaml = ((folder / f"openapi.{kind}").read_text("utf-8") for kind in ("json", "yaml"))
        plain = json.loads(as_json)
        return as_json == _as_json(plain) and as_yaml == _as_yaml(plain)
    except (OSError, ValueError, RecursionError):
        return False


def _as_json(plain: Any) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _as_yaml(plain: Any) -> str:
    import yaml

    text: str = yaml.dump(plain, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=120)
    return text


def _dumper() -> Any:
    import yaml

    return getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _inputs(spec: Path) -> str:
    from generator.output import digest

    here = Path(__file__).parent
    own = [path for path in here.rglob("*") if path.suffix in (".py", ".jinja") and "__pycache__" not in path.parts]
    apart = (here / "diff", here / "new")  # nothing is generated by them
    own = [path for path in own if not any(path.is_relative_to(folder) for folder in apart)]
    root = spec.resolve()
    texts = {path for path in root.parent.rglob("*.yaml") if path.is_file()} | ({root} if root.is_file() else set())
    return digest(own, here) + digest(texts, root.parent)


def _made(spec: Path, inputs: str) -> tuple[dict[str, str], str]:
    from generator.output import MANIFEST, manifest
    from generator.render import render
    from generator.stages import shaped

    shape = shaped(spec, _shown(spec))
    files = render(shape)
    files[MANIFEST] = manifest(inputs, files)
    lines = sum(text.count("\n") for path, text in files.items() if path.endswith(".py"))
    told = f"{len(shape.operations)} operations, {len(shape.models)} models, {len(files)} files, {lines:,} lines"
    return files, told


def _generate(options: argparse.Namespace) -> int:
    from generator.output import is_current, put, tidy

    started = time.perf_counter()
    inputs = _inputs(options.spec)
    folder = _shown(options.output)
    if count := is_current(options.output, inputs):
        tidy(options.output)
        _say(f"{folder}: {count} files are up to date ({time.perf_counter() - started:.2f} s)")
        return 0
    files, told = _made(options.spec, inputs)
    difference = put(options.output, files)
    for path in difference.edited:
        done = "removed" if path in difference.stale else "written anew"
        print(f"{folder}/{path} had been edited by hand; it was {done}", file=sys.stderr)
    for path in difference.foreign:
        print(f"{folder}/{path} was not written by the generator; it was left alone", file=sys.stderr)
    written, removed = len(difference.changed) + len(difference.missing), len(difference.stale)
    took = time.perf_counter() - started
    _say(f"{folder}: {told}; {written} written, {removed} removed ({took:.2f} s)")
    return 0


def _check(options: argparse.Namespace) -> int:
    from generator.output import compare

    files, told = _made(options.spec, _inputs(options.spec))
    difference = compare(options.output, files)
    if not difference:
        _say(f"{_shown(options.output)} is up to date: {told}")
        return 0
    foreign = [path for path in difference.foreign if path not in difference.changed]
    kinds = (
        ("differs", difference.changed),
        ("is missing", difference.missing),
        ("is stale", difference.stale),
        ("was not written by the generator: move it away", foreign),
    )
    for told, paths in kinds:
        for path in paths:
            print(f"{_shown(options.output)}/{path} {told}", file=sys.stderr)
    print(f"{len(difference)} files; run `make generate` and commit what it writes.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(stopping.program(main))
