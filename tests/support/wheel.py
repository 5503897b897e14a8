"""Builds the wheel, and lets tests use the client from it instead of from the tree."""

from __future__ import annotations

import atexit
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def build(folder: Path) -> Path:
    """Builds the wheel into a folder and answers its path."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def unpack(wheel: Path, folder: Path) -> None:
    """Installs a wheel of pure Python into a folder."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)


def put_first(wanted: str) -> Path:
    """Makes `import toolzz_cal` find the wheel at this path, or for `1` one that is built now, and proves it."""
    kept = tempfile.TemporaryDirectory(prefix="toolzz-cal-wheel-")
    atexit.register(kept.cleanup)
    folder = Path(kept.name).resolve()
    wheel = build(folder) if wanted == "1" else Path(wanted)
    unpack(wheel, folder / "installed")
    assert "toolzz_cal" not in sys.modules, "the tree's client is already imported"
    sys.path.insert(0, str(folder / "installed"))
    import toolzz_cal

    place = Path(toolzz_cal.__file__).resolve()
    assert place.is_relative_to(folder), f"toolzz_cal comes from {place}, not from the wheel"
    return place.parent
