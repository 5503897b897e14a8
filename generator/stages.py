"""Runs the stages from a specification's files to the shape of its client."""

from __future__ import annotations

from pathlib import Path

from generator.check.rules import check
from generator.document.bundle import bundle
from generator.normalise import normalise
from generator.parse import parse
from generator.shape.client import shape
from generator.shape.kinds import Shape


def shaped(spec: Path, shown: Path) -> Shape:
    """The shape of the client of a specification.

    Args:
        spec: The root file.
        shown: Its path as messages name it.

    Raises:
        SpecError: No client can be made of it.
    """
    document = bundle(spec, shown)
    check(document)
    normalised = normalise(document)
    return shape(normalised, parse(normalised.reduced, normalised.where))
