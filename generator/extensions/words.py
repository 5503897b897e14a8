"""What people call the things and deeds of operations, in several languages, out of `x-words`."""

from __future__ import annotations

from generator.document.reading import Mapping
from generator.extensions.values import known_keys, mapping, names

LANGUAGES = ("en", "pt", "es")
_CURE = "Write a word of operations, and for each language a list of words that mean it"


def words(document: Mapping) -> dict[str, dict[str, tuple[str, ...]]]:
    """For a word of operations, by language, what means it. Raises a `SpecError` for what could not be kept."""
    if "x-words" not in document:
        return {}
    said = mapping(document, "x-words", _CURE)
    return {word: _by_language(said, word) for word in said}


def _by_language(said: Mapping, word: str) -> dict[str, tuple[str, ...]]:
    told = known_keys(mapping(said, word, _CURE), LANGUAGES, "x-words")
    return {language: names(told, language) for language in told}
