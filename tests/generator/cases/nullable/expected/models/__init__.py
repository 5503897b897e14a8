# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The models of requests and answers. Each is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._model import json_default as json_default
    from ._dicts import LidDict as LidDict
    from .box import Box as Box
    from .lid import Lid as Lid

_MODULES = {"Box": "box", "Lid": "lid", "LidDict": "_dicts", "json_default": "._model"}
if not TYPE_CHECKING:  # which reads the imports above; with this function it would take any spelling for a name
    __all__ = list(_MODULES)

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
