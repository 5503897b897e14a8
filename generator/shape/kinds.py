"""What the client consists of, as frozen dataclasses made for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

from generator.check.rules import class_name, usual_key
from generator.extensions.agent import Permission
from generator.extensions.cal import DirectRequest
from generator.extensions.gateway import GatewayBinding
from generator.extensions.reconcile import Reconcile, Repeat, Reread
from generator.parse import Type
from generator.shape.types import (
    Annotation,
    Imports,
    Word,
    dict_name,
    holds,
    imports,
    in_result,
    of_answer,
    of_argument,
    of_field,
    of_key,
)

# Inside a class, an attribute called `date` would stand for the type, and so would a method called `list`.
_DATE = {"date": Word("date_", "datetime", "date as date_")}
_LIST = {"list": Word("builtins.list", "builtins")}
_LONG = 50  # characters that arguments may take up in a call for it to stay on its line


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a model. `reads` names the macro that decodes it, with `target`: a model, a helper or a Python type.

    What is `usual` need not be there, and is typed as if it were.
    """

    key: str
    name: str
    type: Type
    required: bool
    reads: str
    target: str
    expected: str
    description: str
    sensitive: bool
    usual: bool

    @property
    def annotation(self) -> Annotation:
        """Its type as Python writes it."""
        return of_field(self.type, required=self.required or self.usual)

    @property
    def can_be_none(self) -> bool:
        """Whether None may be given for it."""
        return self.type.nullable or self.type.kind == "any" or not (self.required or self.usual)


def hides_date(fields: Iterable[Field]) -> bool:
    """Whether one of a model's attributes is called `date` and another one is a date."""
    is_hidden = any(field.name == "date" for field in fields)
    return is_hidden and any(field.name != "date" and holds(field.type, "day") for field in fields)


@dataclass(frozen=True, slots=True)
class Model:
    """A model and the module it stands in.

    `siblings` are the models it names; `later` those of them that lead back to it, which can't be imported at first.
    """

    name: str
    module: str
    description: str
    fields: tuple[Field, ...]
    siblings: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    helpers: tuple[str, ...]

    @property
    def imports(self) -> Imports:
        """What its annotations need, and the standard library's names that every model needs."""
        beside = {module for _, module in self.later} | {self.module}
        typing = ("Any", "ClassVar") if self.spellings or self.sensitive else ("Any",)
        found = imports(map(self.annotation, self.fields), {"typing": typing})
        return tuple((module, names) for module, names in found if module.removeprefix(".") not in beside)

    @property
    def spellings(self) -> dict[str, str]:
        """The keys of fields whose names do not tell them."""
        return {field.name: field.key for field in self.fields if usual_key(field.name) != field.key}

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The keys of what is never printed."""
        return tuple(field.key for field in self.fields if field.sensitive)

    def annotation(self, field: Field) -> Annotation:
        """The type of one of its fields, as it is written in its class."""
        return field.annotation.with_words(_DATE) if hides_date(self.fields) else field.annotation


@dataclass(frozen=True, slots=True)
class Dict:
    """The dict that may be given for a model: its keys as they travel, with the types of what a caller may give."""

    model: Model

    @property
    def name(self) -> str:
        """The name of its class."""
        return dict_name(self.model.name)

    @property
    def is_plain(self) -> bool:
        """Whether every key can be written as an attribute of a class."""
        keys = [field.key for field in self.model.fields]
        return all(key.isidentifier() and not iskeyword(key) and not key.startswith("__") for key in keys)

    @property
    def keys(self) -> tuple[tuple[str, Annotation], ...]:
        """Each key with the type of what stands there."""
        words = _DATE if hides_date(self.model.fields) else {}
        return tuple(
            (field.key, of_key(field.type, required=field.required).with_words(words)) for field in self.model.fields
        )


@dataclass(frozen=True, slots=True)
class Enum:
    """A named set of values, as a type alias."""

    name: str
    module: str
    description: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a method. `place` is body, path or query."""

    key: str
    name: str
    type: Type
    required: bool
    description: str
    place: str
    sensitive: bool

    @property
    def annotation(self) -> Annotation:
        """Its type as Python writes it."""
        return of_argument(self.type, required=self.required)

    @property
    def hidden(self) -> bool:
        """Whether it may hold a secret, by itself or inside."""
        forms = self.type.variants or (self.type,)
        return self.sensitive or any(holds(each, "any", "map", "model", "object") for each in forms)


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where actions are run: the constant that holds it, and the address below which each has its slug.

    `version` is the one that is sent to Cal.com with requests that any version has; empty for none.
    """

    constant: str
    method: str
    server: str
    path: str
    version: str


def module_of(resource: Iterable[str]) -> str:
    """The name of the module of a resource, given the parts of its name."""
    return "_".join(resource)


@dataclass(frozen=True, slots=True)
class Operation:
    """A method. `decoder` is the function that reads an `answer`, for objects with their `model`.

    `deprecated` is the reason to use it no longer, empty for most.
    `gateway` is the constant of the gateway that runs an action; `slug` and it are empty for a ToolzzAI operation.
    `bindings` are the ways in which that gateway takes it, none where there is but one.
    """

    name: str
    method: str
    constant: str
    http_method: str
    path: str
    server: str
    effect: str
    slug: str
    gateway: str
    direct: DirectRequest | None
    bindings: tuple[GatewayBinding, ...]
    permission: Permission | None
    reconcile: Reconcile | Reread | Repeat | None
    moments: tuple[str, ...]
    summary: str
    description: str
    deprecated: str
    arguments: tuple[Argument, ...]
    answer: Type
    decoder: str
    model: str
    returned: str
    iterates: str

    @property
    def module(self) -> str:
        """The name of its resource's module."""
        return module_of(self.name.split(".")[:-1])

    @property
    def returns(self) -> Annotation:
        """What the method returns, as Python writes it."""
        return in_result(self.answer) if self.slug else of_answer(self.answer)

    @property
    def item(self) -> Annotation:
        """What iterating over the pages gives, one at a time."""
        return of_answer(self.answer.item or self.answer)

    @property
    def is_reconciled(self) -> bool:
        """Whether there is a way to look if it happened."""
        return isinstance(self.reconcile, Reconcile | Reread)

    @property
    def hides(self) -> tuple[str, ...]:
        """The names of the arguments that no report of an error is to show."""
        return tuple(each.name for each in self.arguments if each.hidden)

    @property
    def names_given(self) -> bool:
        """Whether what is given in the body has a name of its own in the method: it hides something, or is long."""
        pairs = "".join(f'"{each.key}": {each.name}, ' for each in self.placed("body"))
        return bool(self.hides) or len(pairs) > _LONG

    @property
    def source(self) -> str:
        """What it stands for: its action, or the request to the ToolzzAI API."""
        return f"action `{self.slug}`" if self.slug else f"`{self.http_method} {self.path}`"

    def placed(self, place: str) -> tuple[Argument, ...]:
        """The arguments of one place."""
        return tuple(each for each in self.arguments if each.place == place)


@dataclass(frozen=True, slots=True)
class Resource:
    """A class of methods and of resources below it."""

    path: tuple[str, ...]
    description: str
    operations: tuple[Operation, ...]
    children: tuple[Resource, ...]
    imports: Imports

    @property
    def name(self) -> str:
        """The name of its attribute."""
        return self.path[-1]

    @property
    def module(self) -> str:
        """The name of its module."""
        return module_of(self.path)

    @property
    def title(self) -> str:
        """The name of its class."""
        return class_name(self.module)

    @property
    def has_actions(self) -> bool:
        """Whether any of its methods runs an action."""
        return any(each.slug for each in self.operations)

    def returns(self, operation: Operation) -> Annotation:
        """What one of its methods returns, as it is written in its class."""
        if any(each.method == "list" for each in self.operations):
            return operation.returns.with_words(_LIST)
        return operation.returns


@dataclass(frozen=True, slots=True)
class Event:
    """What a webhook tells. `model` is the payload's class; without one the payload is a dict."""

    trigger: str
    name: str
    description: str
    payload: str
    model: str
    is_flat: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The whole client."""

    title: str
    version: str
    models: tuple[Model, ...]
    dicts: tuple[Dict, ...]
    enums: tuple[Enum, ...]
    gateways: tuple[Gateway, ...]
    resources: tuple[Resource, ...]
    all_resources: tuple[Resource, ...]
    events: tuple[Event, ...]
    catalogue: dict[str, Any]

    @property
    def imports_of_dicts(self) -> Imports:
        """What the module of the dicts imports."""
        annotations = [annotation for each in self.dicts for _, annotation in each.keys]
        return imports(annotations, {"typing": ["TypedDict"]})

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, resource by resource."""
        return tuple(each for resource in self.all_resources for each in resource.operations)
