"""The specification, bundled once in a process: every test module would otherwise do it while it is imported."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.document.bundle import bundle
from generator.document.reading import Mapping

ROOT = Path(__file__).resolve().parents[2]


@cache
def bundled() -> Mapping:
    """The whole specification, whose mappings know their places."""
    return bundle(ROOT / "spec" / "openapi.yaml", Path("spec/openapi.yaml"))


@cache
def document() -> dict[str, Any]:
    """The same as plain data. All tests share it: whoever changes a part copies it first."""
    plain: dict[str, Any] = json.loads(json.dumps(bundled()))
    return plain
