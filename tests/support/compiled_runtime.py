"""The runtime, compiled once: every package has a copy of it. Whoever forks imports this before."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from tests.support.generator import RUNTIME

CODE = {path.read_bytes(): compile(path.read_bytes(), path, "exec", dont_inherit=True) for path in RUNTIME.glob("*.py")}
for name in sorted(path.stem for path in RUNTIME.glob("*.py")):
    import_module(f"generator.runtime.{name}")  # so that whatever it needs of other packages is there


class Loader(SourceFileLoader):
    """Compiles what is not of the runtime, to the byte."""

    def source_to_code(self, data: Any, path: Any, **options: Any) -> CodeType:
        """The code of a module."""
        return CODE.get(bytes(data)) or super().source_to_code(data, path, **options)


def used(folder: Path) -> None:
    """Has this process import by `Loader` whatever lies below a folder."""

    def finder(path: str) -> FileFinder:
        if not Path(path).is_relative_to(folder):
            raise ImportError
        return FileFinder(path, (Loader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, finder)
