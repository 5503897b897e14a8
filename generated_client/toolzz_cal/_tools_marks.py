# Edit this in generator/runtime/_tools_marks.py; `make generate` copies it into the client.
"""What others wrote, as models are shown it: between « and », bounded, and without what does not show."""

from __future__ import annotations

import re
from typing import Any

OPENS, CLOSES = "«", "»"
LONGEST = 2_000  # characters of one text
# What does not show, or turns the direction of what follows: the classes Cc, Cf, Zl, Zp and private use, letters
# without a form of their own, and what picks a variant of the character before it.
_INVISIBLE = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000fffff"
    "\U00100000-\U0010ffff"
)
_BREAKS = re.compile("[\t\n\v\f\r\u0085\u2028\u2029]+")
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_ID = re.compile(r"[A-Za-z0-9_.:@/+=~#-]{0,128}")
_LONGEST_ID = 128
_MARKS = str.maketrans({OPENS: "<", CLOSES: ">"})


def marked(text: str, longest: int = LONGEST) -> str:
    """A text of others between marks, which it can't end: on one line, and cut to so many characters."""
    return f"{OPENS}{shown(text, longest)}{CLOSES}"


def shown(text: str, longest: int = LONGEST) -> str:
    """The same without the marks, for what stands between them."""
    text = text[: 4 * longest]  # of which some may be taken out
    if not text.isprintable():
        text = _HIDDEN.sub("", _BREAKS.sub(" ", text))
    elif not text.isascii():
        text = _HIDDEN.sub("", text)
    text = text.translate(_MARKS) if OPENS in text or CLOSES in text else text
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def as_id(text: Any) -> Any:
    """A text that should be an id, or a word that an upstream picks: marked unless it can be no more than that."""
    return marked(text, _LONGEST_ID) if isinstance(text, str) and not _ID.fullmatch(text) else text


def unmarked(text: str) -> str:
    """A text without the marks that a model may have copied together with it."""
    inner = text[1:-1]
    is_marked = len(text) > 1 and text.startswith(OPENS) and text.endswith(CLOSES)
    return text if not is_marked or OPENS in inner or CLOSES in inner else inner
