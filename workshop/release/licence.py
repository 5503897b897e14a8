"""The licence that an installed package declares."""

from __future__ import annotations

from importlib.metadata import PackageMetadata, distribution


def licence_of(name: str) -> str:
    """The licence of an installed package, as it words it; empty when it says none.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    told = distribution(name).metadata
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License ::")
    ]
    return str(_first(told, "License-Expression") or "; ".join(classified) or _first(told, "License"))


def _first(told: PackageMetadata, key: str) -> str:
    return str((told.get_all(key) or [""])[0])
