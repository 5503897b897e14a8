"""What would let one test disturb another: shared data that is changed, and library code that is patched."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

OURS = {
    "generator", "tests", "workshop",
    "toolzz_cal", "toolzz_cal_cli", "toolzz_cal_mcp", "toolzz_cal_mock",
}  # fmt: skip
_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (_ROOT, _ROOT / "generated_client", _ROOT / "packages")
TOGETHER = 10  # modules of tests
PATIENCE = 300  # seconds after which a process is taken to hang


# Data that tests share


def helpers() -> list[ModuleType]:
    """The modules of `tests.support` that are in use: what they hold, all test modules share."""
    return [each for name, each in sorted(sys.modules.items()) if name.startswith("tests.support.")]


class Shared:
    """What all test modules share. It is large, so it is looked at after several of them, who are named together."""

    def __init__(self) -> None:
        self._told = fingerprints(*helpers())
        self._users: list[str] = []

    def used_by(self, module: str) -> None:
        """The tests of a module have run."""
        self._users.append(module)
        if len(self._users) == TOGETHER:
            self.look()

    def look(self) -> None:
        """Fails if something is not as it was when it was last looked at."""
        before, users = self._told, ", ".join(self._users)
        self._told = before | fingerprints(*helpers())
        self._users = []
        changed = [name for name, told in before.items() if self._told.get(name) != told]
        assert not changed, f"Changed while tests ran: {', '.join(changed)}; one of {users} has to change a copy"


def fingerprints(*modules: ModuleType) -> dict[str, int]:
    """What tells whether data of some modules has changed, by name.

    Names with an underscore are left out: they are notes that a module keeps for itself.
    """
    found: dict[str, int] = {}
    for module in modules:
        for name, value in vars(module).items():
            data = None if name.startswith("_") else _data(module, value)
            if data is not None:
                with suppress(ValueError, RecursionError):  # some examples are too large or too deep to be written
                    found[f"{module.__name__.rpartition('.')[2]}.{name}"] = hash(repr(data))
    return found


def _data(module: ModuleType, value: Any) -> Any:
    """A container, or that which the module's own cached function answers; None for anything else."""
    if isinstance(value, dict | list | set | tuple):
        return value
    if hasattr(value, "cache_info") and value.__module__ == module.__name__ and not signature(value).parameters:
        return value()
    return None


# Code that all threads share


def foreign_patches(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each attribute that a test module sets on a module or class which is not the project's own.

    Such a thing is shared by all threads, those of servers among them that another test has started.
    """
    tree = ast.parse(source)
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        for line, owner, attribute in _set_by(node, names):
            found = None if _is_our_module(owner) else _found(owner)
            if found is not None and _home(found) not in OURS:
                yield line, f"{_title(found)}.{attribute}"


_WAITING = ("subprocess.run", ".communicate")


def short_patience(source: str) -> Iterator[tuple[int, float]]:
    """Line and seconds of each limit on a process that a slow machine might pass although nothing hangs."""
    if not any(name in source for name in _WAITING):
        return  # most files, which need not be parsed
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_WAITING):
            for given in node.keywords:
                if given.arg == "timeout" and isinstance(given.value, ast.Constant) and given.value.value < PATIENCE:
                    yield node.lineno, given.value.value


def _called(node: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each name that an import binds, anywhere in a module, with what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                first = each.name.partition(".")[0]
                yield each.asname or first, each.name if each.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                yield each.asname or each.name, f"{node.module}.{each.name}"


def _set_by(node: ast.AST, names: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    """Line, owner and attribute of what a statement or a call sets: `owner.attribute = …`, `setattr(owner, …)`."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        yield node.lineno, _spelt(node.value, names), node.attr
    if not isinstance(node, ast.Call) or not node.args:
        return
    called = _called(node)
    owner, *rest = node.args
    if called in ("setattr", "delattr", "patch") and isinstance(owner, ast.Constant):
        path, _, attribute = str(owner.value).rpartition(".")
        yield node.lineno, path, attribute
    elif called in ("setattr", "delattr", "object") and rest and isinstance(rest[0], ast.Constant):
        yield node.lineno, _spelt(owner, names), str(rest[0].value)


def _spelt(node: ast.expr, names: dict[str, str]) -> str:
    """The whole name of what an expression stands for, if an import has bound it; else an empty one."""
    first, _, rest = ast.unparse(node).partition(".")
    return ".".join(filter(None, (names[first], rest))) if first in names else ""


def _is_our_module(name: str) -> bool:
    """Whether a module of the project has that name: it need not be imported to know whose it is."""
    path = f"{name.replace('.', '/')}.py"
    return name.partition(".")[0] in OURS and any((folder / path).exists() for folder in _FOLDERS)


def _found(owner: str) -> Any:
    """The module or class of that name; None for anything else, such as an object that a test has made."""
    path = owner.split(".")
    found: Any = None
    for length, part in enumerate(path, 1):
        with suppress(ImportError, ValueError):
            found = importlib.import_module(".".join(path[:length]))
            continue
        found = getattr(found, part, None)
    return found if isinstance(found, ModuleType | type) else None


def _home(found: Any) -> str:
    """The package that a module or class belongs to."""
    return (found.__name__ if isinstance(found, ModuleType) else found.__module__).partition(".")[0]


def _title(found: Any) -> str:
    if isinstance(found, ModuleType):
        return found.__name__
    # Where a library keeps a class is its own business, and changes with its version: `pathlib._local`.
    public = [part for part in found.__module__.split(".") if not part.startswith("_")]
    return ".".join([*public, found.__qualname__])
