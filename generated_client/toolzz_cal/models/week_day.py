# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The values of WeekDay."""

from typing import Literal, TypeAlias

WeekDay: TypeAlias = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
"""English name of a day of the week."""
