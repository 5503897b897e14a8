# Edit this in generator/runtime/_tools_search.py; `make generate` copies it into the client.
"""Finds tools by a few words, in the languages of which the specification has words (`x-words`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ._facts import facts
from ._tools_catalogue import Tool

# In the order in which they are told.
LANGUAGES = {"en": "English", "pt": "Portuguese", "es": "Spanish"}

_LONGEST = 2000  # characters of a query
_WORD = re.compile(r"[a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Words that say nothing about which operation is meant.
_EMPTY = frozenset(
    {
        *("a", "an", "and", "by", "for", "from", "how", "i", "in", "is", "it", "my", "of", "on", "or", "the", "to"),
        *("what", "which", "with", "ao", "como", "da", "de", "do", "e", "em", "eu", "meu", "minha", "na", "o"),
        *(
            "os",
            "para",
            "por",
            "que",
            "um",
            "uma",
            "al",
            "con",
            "del",
            "el",
            "en",
            "la",
            "las",
            "los",
            "mi",
            "una",
            "y",
        ),
    }
)
# How plurals end, and the singular's end; the first that fits.
_PLURALS = (("oes", "ao"), ("iones", "ion"), ("eis", "el"), ("dades", "dad"), ("ss", "ss"), ("s", ""))

Words = tuple[str, ...]
Term = frozenset[Words]  # what may be meant by one word or expression: each some words of operations


def search(tools: Iterable[Tool], query: str) -> list[Tool]:
    """The tools that fit, best first.

    Args:
        tools: Those among which to look.
        query: A few words, in any of `LANGUAGES`; capitals, accents and plurals count alike.
    """
    terms = _terms(query)
    scores = {each.name: (_score(each, terms), each) for each in tools}
    found = [(score, tool) for score, tool in scores.values() if score > 0]
    found.sort(key=lambda pair: (-pair[0], len(pair[1].name), pair[1].name))
    return [tool for _, tool in found]


def is_empty(query: str) -> bool:
    """Whether a query has no word that could tell operations apart."""
    return not _terms(query)


def stems(text: str) -> Words:
    """The words of a text that say something, without capitals, accents and endings of plurals."""
    spaced = unicodedata.normalize("NFKD", _HUMP.sub(" ", text[:_LONGEST]))
    plain = "".join(each for each in spaced if not unicodedata.combining(each))
    return tuple(_stem(word) for word in _WORD.findall(plain.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    if len(word) > 3:
        for plural, singular in _PLURALS:
            if word.endswith(plural):
                return word.removesuffix(plural) + singular
    return word


def _terms(query: str) -> list[Term]:
    """What is asked for, expressions of several words first."""
    words, meanings, found = stems(query), _meanings(), list[Term]()
    longest = max(map(len, meanings), default=1)
    while words:
        for length in range(min(longest, len(words)), 0, -1):
            said = words[:length]
            if said in meanings:
                found.append(meanings[said] | {said})
                break
        else:
            length = 1
            found.append(frozenset({words[:1]}))
        words = words[length:]
    return found


@cache
def _meanings() -> Mapping[Words, Term]:
    """What each word or expression of a person may mean."""
    told: dict[str, dict[str, list[str]]] = facts().get("words", {})
    found: dict[Words, Term] = {}
    for word, by_language in told.items():
        for said in (each for words in by_language.values() for each in words):
            found[stems(said)] = found.get(stems(said), frozenset()) | {stems(word)}
    return found


def _score(tool: Tool, terms: list[Term]) -> int:
    """Words in the name count most, then those of the summary, then the rest; and the more of them fit, the more."""
    weights = _weights(tool)
    found = [max(_weight(words, weights) for words in term) for term in terms]
    return sum(found) * sum(each > 0 for each in found)


def _weight(words: Words, weights: Mapping[str, int]) -> int:
    """What an expression counts: as much as its least word."""
    return min(weights.get(each, 0) for each in words)


def _weights(tool: Tool) -> dict[str, int]:
    properties: dict[str, Any] = tool.schema["properties"]
    texts = (
        (8, f"{tool.operation} {tool.slug or ''}".replace("_", " ")),
        (4, tool.summary),
        (2, " ".join(properties)),
        (1, tool.description),
    )
    weights: dict[str, int] = {}
    for weight, text in texts:
        for word in stems(text):
            weights[word] = max(weights.get(word, 0), weight)
    return weights
