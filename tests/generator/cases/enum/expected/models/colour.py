# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The values of Colour."""

from typing import Literal, TypeAlias

Colour: TypeAlias = Literal["red", "green", "", "models.Seq[", "datetime"]
"""A colour; new ones come now and then."""
