"""How a single change to the base is written down, with what is to be said of it and of taking it back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """What is expected of a change: `breaking`, `safe` or `documentation`, on which side, in which words."""

    level: str
    side: str
    text: str


@dataclass(frozen=True)
class Single:
    """A change: the edits that make it, and what is expected of it and of its reverse."""

    name: str
    edits: tuple
    there: Said
    back: Said


def breaking(text, side="request"):
    """It breaks those who use the interface."""
    return Said("breaking", side, text)


def safe(text, side="request"):
    """Nobody needs to do anything."""
    return Said("safe", side, text)


def told(text, side="operation"):
    """Only words changed."""
    return Said("documentation", side, text)


def single(name, *edits, there, back):
    """A change with its name."""
    return Single(name, edits, there, back)
