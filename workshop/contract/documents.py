"""The specification as the checks read it: its root file, and the bundled document, made anew."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from workshop.contract.running import Failed
from workshop.contract.tools import FOLDER, ROOT, run

SPLIT = ROOT / "spec" / "openapi.yaml"


@cache
def bundle() -> Path:
    """The bundled document as a JSON file; the same as YAML is beside it. Raises `Failed` when it can't be made."""
    folder = FOLDER / "bundle"
    try:
        done = run([sys.executable, "-m", "generator", "bundle", "--output", str(folder)], seconds=300)
    except subprocess.TimeoutExpired:
        raise Failed(["spec/openapi.yaml: bundling did not end in five minutes"]) from None
    if done.returncode:
        raise Failed([done.stderr.strip() or done.stdout.strip()])
    return folder / "openapi.json"


@cache
def document() -> dict[str, Any]:
    """The bundled document."""
    read: dict[str, Any] = json.loads(bundle().read_text("utf-8"))
    return read
