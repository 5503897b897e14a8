# Edit this in generator/runtime/_nearest.py; `make generate` copies it into the client.
"""What somebody may have meant by a name that does not exist.

Names are compared word by word, as `CAL_GET_BOOKING` means `CAL_RETRIEVE_BOOKING_DETAILS_BY_UID` rather than
`CAL_GET_WEBHOOK_BY_ID`, and letter by letter. A word counts for more, the fewer names have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_CLOSE = 0.5  # from 0, nothing alike, to 1, the same
_LETTERS = 0.3  # how much letters count beside words
_LIKE = 0.75  # the same of two words that may be one, mistyped
_BESIDE = 0.7  # of the best, what is told beside it
_SAME_SENSE = 0.9
_OTHER_NUMBER = 0.9  # one thing and several
_LONGEST = 100  # characters that are compared, as it takes long
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SENSES = (
    ("get", "retrieve", "fetch", "list", "find", "read", "show"),
    ("create", "add", "make", "new", "post"),
    ("update", "patch", "edit", "change", "modify", "set"),
    ("delete", "remove", "destroy", "cancel"),
    ("organization", "organisation", "org"),
)
_SENSE = {word: number for number, words in enumerate(_SENSES) for word in words}
# Words that are in a name for its grammar's sake.
_SMALL = frozenset(
    ("all", "and", "by", "details", "for", "from", "in", "information", "of", "on", "the", "to", "using", "via", "with")
)
_SMALL_WEIGHT = 0.05


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that are most like this one, best first; of equals those that come first."""
    from difflib import SequenceMatcher  # rarely needed

    names = list(dict.fromkeys(known))
    words = {each: _words(each) for each in names}
    wanted = _words(name[:_LONGEST])
    weights = _Weights(words.values())
    matcher = SequenceMatcher()
    matcher.set_seq2(name[:_LONGEST])
    likeness: dict[str, Mapping[str, float]] = {}
    found: dict[str, float] = {}
    for each in names:
        matcher.set_seq1(each)
        letters = matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0
        for word in words[each]:
            if word not in likeness:
                likeness[word] = {other: _likeness(word, other) for other in wanted}
        sense = _overlap(wanted, words[each], likeness, weights)
        if max(letters, sense) >= _CLOSE:
            found[each] = sense + _LETTERS * letters
    least = _BESIDE * max(found.values(), default=0)
    return sorted((each for each in found if found[each] >= least), key=lambda each: -found[each])[:most]


def did_you_mean(near: Iterable[str]) -> str:
    """A question to be put behind a sentence; nothing where there is nothing near."""
    names = ", ".join(near)
    return f"; did you mean {names}?" if names else ""


class _Weights:
    """How much each word counts among names."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._names = [set(each) for each in names]
        self._having = Counter(word for each in self._names for word in each)

    def of(self, word: str) -> float:
        if word in _SMALL:
            return _SMALL_WEIGHT
        return 1 / (1 + 4 * self._having[word] / (len(self._names) + 4))


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _overlap(
    wanted: Sequence[str], other: Sequence[str], likeness: Mapping[str, Mapping[str, float]], weights: _Weights
) -> float:
    """How much of both names is in the other: 0 for nothing, 1 for all."""
    if not wanted or not other:
        return 0.0
    best = {mine: max(likeness[theirs][mine] for theirs in other) for mine in wanted}
    back = {theirs: max(likeness[theirs].values()) for theirs in other}
    # A mistyped word is no rarer than the one that it stands for.
    one = sum(best[mine] * weights.of(mine) for mine in wanted) / sum(map(weights.of, wanted))
    two = sum(back[theirs] * weights.of(theirs) for theirs in other) / sum(map(weights.of, other))
    return 2 * one * two / (one + two) if one + two else 0.0


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.removesuffix("s") == other.removesuffix("s"):
        return _OTHER_NUMBER
    if _SENSE.get(one, -1) == _SENSE.get(other):
        return _SAME_SENSE
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other)
    close = matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
    return close if close >= _LIKE else 0.0
