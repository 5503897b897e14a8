# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Where each action's operation stands."""

from .actions import Catalogue

CATALOGUE = Catalogue(__name__.rpartition(".")[0], {"CAL_OLD": ("things", "_OLD")})
