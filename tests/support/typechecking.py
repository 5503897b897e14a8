"""mypy in tests: what the project's own run has understood of the client is not read again."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from tests.support.independence import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".mypy_cache"  # by `make`


def mypy(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What mypy says. It is strict if the arguments say so: options for all modules that are others cost seconds.

    Args:
        arguments: Options, and what to check.
        cwd: Where it runs.
    """
    command: Sequence[str] = [sys.executable, "-m", "mypy", "--cache-dir", str(_cache()), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=PATIENCE)


@cache
def _cache() -> Path:
    """A folder of this process, with a copy of what is kept: several processes can't write into one."""
    folder = Path(tempfile.mkdtemp(prefix="toolzz-cal-mypy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for kept in KEPT.glob("3.*/*.db"):
        copy = folder / kept.relative_to(KEPT)
        copy.parent.mkdir(exist_ok=True)
        # Whole, even if it is being written.
        with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    return folder
