"""Hooks by which PyInstaller finds what these packages read and import only when it is needed."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """Where the hooks are, as PyInstaller asks by its entry point `hook-dirs`."""
    return [str(Path(__file__).parent)]
