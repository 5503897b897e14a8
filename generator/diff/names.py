"""How things are called in Python: methods, arguments and attributes."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata

from generator.errors import printable

_DELIMITERS = ". _-"
# As the parser of the generator has them; a test compares the two.
_RESERVED = (set(dir(builtins)) | {"self", "true", "false", "datetime"}) - {"id"}


def snake(key: str) -> str:
    """The argument or attribute that a key becomes: eventTypeId → event_type_id."""
    known = "".join(c for c in key if c.isidentifier() or c.isdecimal() or c in _DELIMITERS)
    spaced = " ".join(re.split("([A-Z]?[a-z]+)", known)) if any(c.isupper() for c in known) else known
    name = "_".join(re.findall(r"[^. _\-]+", spaced)).lower()
    if name in _RESERVED or keyword.iskeyword(name):
        name += "_"
    if not name.isidentifier() or known.startswith("_"):
        name = f"field_{name}"
    return unicodedata.normalize("NFKC", name)


def code(told: object) -> str:
    """A text of a document as code in Markdown, on one line and without a way out of it."""
    line = printable(str(told))
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"
