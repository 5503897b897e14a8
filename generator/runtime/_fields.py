# Edit this in generator/runtime/_fields.py; `make generate` copies it into the client.
"""What is found by those who walk the fields of attrs classes, in place of what a model holds."""

from __future__ import annotations

from typing import Any

from attrs import define, fields


@define(eq=False, repr=False)
class _Shown:
    _shown: dict[str, Any]


FOUND = fields(_Shown)
