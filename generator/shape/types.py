"""How a type is written in Python: the words of its annotation, and what has to be imported for them."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.parse import Type

ANY = Type("any")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of an annotation.

    Attributes:
        text: What is written.
        module: Where its name is imported from; empty for what needs no import.
        name: The name that is imported; empty when the module itself is.
        model: The model or named enum that it stands for, if it is one.
    """

    text: str
    module: str = ""
    name: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A type as Python writes it."""

    words: tuple[Word, ...]

    def __str__(self) -> str:
        return "".join(word.text for word in self.words)

    def with_words(self, others: Mapping[str, Word]) -> Annotation:
        """The same with other words for some of its own."""
        return Annotation(tuple(others.get(word.text, word) for word in self.words))


Imports = tuple[tuple[str, tuple[str, ...]], ...]


def imports(annotations: Iterable[Annotation], besides: Mapping[str, Iterable[str]] | None = None) -> Imports:
    """The names to import, by module, for these annotations and for what is used besides."""
    needed: dict[str, set[str]] = {module: set(names) for module, names in (besides or {}).items()}
    for annotation in annotations:
        for word in annotation.words:
            if word.module:
                needed.setdefault(word.module, set()).update({word.name} - {""})
    return tuple((module, tuple(sorted(needed[module]))) for module in sorted(needed))


def of_argument(kind: Type, *, required: bool) -> Annotation:
    """What a caller may give: more forms than answers have, and of an enum only what is known."""
    return _or_none(_request(kind, _from_models), can_be_none=not required)


def of_key(kind: Type, *, required: bool) -> Annotation:
    """What stands under a key of a dict that a caller gives; None is sent, as null."""
    given = _or_none(_request(kind, _sibling), can_be_none=kind.nullable)
    return _holding(Word("Required", "typing", "Required"), given) if required else given


def dict_name(model: str) -> str:
    """What the dict is called that may be given for a model."""
    return f"{model}Dict"


def of_field(kind: Type, *, required: bool) -> Annotation:
    """What an attribute of a model can be; enums are open. The classes of models stand in modules beside it."""
    return _or_none(_reply(kind, _sibling), can_be_none=kind.nullable or not required)


def of_answer(kind: Type) -> Annotation:
    """What a method reads out of an answer. Only of objects has the client a reader that takes null."""
    return _or_none(_reply(kind, _from_models), can_be_none=kind.nullable and kind.kind == "model")


def in_result(kind: Type) -> Annotation:
    """What the method of an action returns: a result that holds the answer."""
    if kind.kind == "list":
        return _holding(Word("ListResult", "..results", "ListResult"), of_answer(kind.item or ANY))
    return _holding(Word("ActionResult", "..results", "ActionResult"), of_answer(kind))


def parts(kind: Type) -> Iterator[Type]:
    """A type, and what it holds."""
    yield kind
    if kind.item is not None:
        yield from parts(kind.item)


def holds(kind: Type, *kinds: str) -> bool:
    """Whether a type, or anything that it holds, is of one of these kinds."""
    return any(each.kind in kinds for each in parts(kind))


def module_name(name: str) -> str:
    """Booking → booking, EventType → event_type, Class → class_."""
    module = "".join(f"_{c.lower()}" if c.isupper() and index else c.lower() for index, c in enumerate(name))
    return f"{module}_" if keyword.iskeyword(module) else module


_OR = Word(" | ")
_NONE = (_OR, Word("None"))
_ANY = Word("Any", "typing", "Any")
_DATETIME = Word("datetime", "datetime", "datetime")
_DATE = Word("date", "datetime", "date")
_TEXT = Word("str")
_SCALARS = {
    "str": (_TEXT,),
    "int": (Word("int"),),
    "bool": (Word("bool"),),
    "number": (Word("float"),),
    "local_moment": (_DATETIME,),
    "any": (_ANY,),
}
_REPLIES = {**_SCALARS, "uuid": (_TEXT,), "moment": (_DATETIME,), "day": (_DATE,)}
_REQUESTS = {
    **_SCALARS,
    "uuid": (Word("UUID", "uuid", "UUID"), _OR, _TEXT),
    "moment": (_DATETIME, _OR, _TEXT),
    "day": (_DATE, _OR, _TEXT),
}


def _reply(kind: Type, model: Callable[[str], Word]) -> Annotation:
    """A type in an answer, nullability left to the caller; `model` writes the name of a model or enum."""
    match kind.kind:
        case "literal":
            shown = model(kind.name) if kind.name else _values(kind)
            return Annotation((shown, _OR, _TEXT))
        case "list":
            return _holding(Word("list"), _reply(kind.item or ANY, model))
        case "map":
            return _keyed(Word("dict"), _reply(kind.item or ANY, model))
        case "object":
            return _keyed(Word("dict"), Annotation((_ANY,)))
        case "model":
            return Annotation((model(kind.name),))
        case scalar:
            return Annotation(_REPLIES[scalar])


def _request(kind: Type, model: Callable[[str], Word]) -> Annotation:
    """A type among the arguments, nullability left to the caller; `model` writes the name of a class."""
    match kind.kind:
        case "literal":
            return Annotation((model(kind.name) if kind.name else _values(kind),))
        case "list":
            return _holding(Word("Sequence", "collections.abc", "Sequence"), _request(kind.item or ANY, model))
        case "map" | "object":
            return _any_mapping()
        case "model":
            given = model(kind.name)
            return Annotation((given, _OR, _dict_of(given)))
        case "any" if kind.variants:
            return _either(kind.variants, model)
        case scalar:
            return Annotation(_REQUESTS[scalar])


def _either(variants: Iterable[Type], model: Callable[[str], Word]) -> Annotation:
    """What may be given in several forms, each of them written once."""
    forms: list[tuple[Word, ...]] = []
    for each in variants:
        forms += [form for form in _forms(_request(each, model)) if form not in forms]
    words = [word for form in forms for word in (_OR, *form)]
    return Annotation(tuple(words[1:]))


def _forms(annotation: Annotation) -> Iterator[tuple[Word, ...]]:
    for is_between, words in groupby(annotation.words, _OR.__eq__):
        if not is_between:
            yield tuple(words)


def _or_none(annotation: Annotation, *, can_be_none: bool) -> Annotation:
    if can_be_none and annotation.words != (_ANY,):
        return Annotation((*annotation.words, *_NONE))
    return annotation


def _holding(holder: Word, item: Annotation) -> Annotation:
    return Annotation((holder, Word("["), *item.words, Word("]")))


def _keyed(holder: Word, item: Annotation) -> Annotation:
    return Annotation((holder, Word("["), _TEXT, Word(", "), *item.words, Word("]")))


def _any_mapping() -> Annotation:
    return _keyed(Word("Mapping", "collections.abc", "Mapping"), Annotation((_ANY,)))


def _values(kind: Type) -> Word:
    return Word(f"Literal[{', '.join(repr(value) for value in kind.values)}]", "typing", "Literal")


def _sibling(name: str) -> Word:
    return Word(name, f".{module_name(name)}", name, name)


def _dict_of(model: Word) -> Word:
    """The dict of a model. That of a sibling stands in the same module as those who name it."""
    text = dict_name(model.text)
    return Word(text, model.module, model.name) if model.name == "models" else Word(text)


def _from_models(name: str) -> Word:
    return Word(f"models.{name}", "..", "models", name)
