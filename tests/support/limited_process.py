"""The generator in a process of its own, with limits, and what its output does when it is imported there."""

import ast
import builtins
import contextlib
import importlib
import io
import multiprocessing
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from generator.__main__ import main

MEMORY, SECONDS, FILE = 2 << 30, 60, 64 << 20  # bytes, seconds of a processor, bytes
# What no import of a client has any reason to do; `open` only counts when it is for writing.
DEEDS = ("os.", "subprocess.", "socket.", "shutil.", "ctypes.", "urllib.", "webbrowser.", "pty.")
HARMLESS = {"os.listdir", "os.scandir", "os.putenv"}
# All that emitted modules may import from outside the package, and may never call.
MODULES = {"__future__", "attr", "builtins", "collections.abc", "datetime", "functools", "importlib", "typing", "uuid"}
CALLS = {"__import__", "breakpoint", "canary", "compile", "eval", "exec", "input", "open", "vars"}


@dataclass(frozen=True)
class Outcome:
    """How the generator ended: its exit code (negative: the signal that ended it), what it said, what was seen."""

    code: int
    told: str = ""
    seen: list[str] = field(default_factory=list)


def run(spec: Path, output: Path) -> Outcome:
    """Generates a package from a specification and, where that works, imports every module of it."""
    return _apart(_generated, spec, output)


def load(package: Path) -> Outcome:
    """Imports every module of a package."""
    return _apart(_loaded, package)


def _apart(task: Callable[..., Outcome], *arguments: Path) -> Outcome:
    processes = multiprocessing.get_context("forkserver")
    preloaded = ["generator.parse", "generator.render", "tests.support.compiled_runtime", __name__]
    processes.set_forkserver_preload(preloaded)
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=_confined, args=(theirs, task, *arguments))
    child.start()
    theirs.close()
    outcome = None
    with contextlib.suppress(EOFError):
        outcome = ours.recv()
    child.join()
    return outcome or Outcome(child.exitcode or 0, "nothing: the process was ended")


def _confined(answers: Connection, task: Callable[..., Outcome], *arguments: Path) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.chdir(arguments[-1].parent)
    answers.send(task(*arguments))


def _generated(spec: Path, output: Path) -> Outcome:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["generate", "--spec", str(spec), "--output", str(output)])
    return Outcome(code, said.getvalue(), [] if code else _imported(output))


def _loaded(package: Path) -> Outcome:
    return Outcome(0, seen=_imported(package))


def _imported(package: Path) -> list[str]:
    """What is seen while every module of a package is imported; nothing should be."""
    seen: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and set("wax+") & set(str(arguments[1] or ""))
        if writes or (event.startswith(DEEDS) and event not in HARMLESS):
            seen.append(f"{event}{arguments!r}"[:200])

    from tests.support import compiled_runtime  # in this process alone, which has it already

    compiled_runtime.used(package.parent)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(package.parent))
    sys.addaudithook(watch)
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        importlib.import_module(name)
    return [*seen, "the canary was set free"] if hasattr(builtins, "canary") else seen


def strange(path: Path, text: str) -> list[str]:
    """What an emitted module holds that none should: other names than in ASCII, foreign imports, calls of `CALLS`."""
    found = [f"{path.name}: {c!a}" for c in text if c != "\n" and not c.isprintable()]
    if path.suffix != ".py":
        return found
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                found += [f"import {each.name}" for each in names if each.name not in MODULES]
            case ast.ImportFrom(module=module, level=0) if module not in MODULES:
                found.append(f"from {module} import …")
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                found.append(f"{name}(…)")
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) if not name.isascii():
                found.append(ascii(name))
            case _:
                pass
    return found
