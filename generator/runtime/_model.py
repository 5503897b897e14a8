# Edit this in generator/runtime/_model.py; `make generate` copies it into the client.
"""What every model shares: it keeps the object it was read from, so that nothing is lost on the way back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from ._json import IN_ITSELF, Levels, alike, is_array, is_object
from ._portable import Mismatch, Portable
from ._redaction import MASK, masked
from .errors import DecodeError

if TYPE_CHECKING:
    from inspect import Signature

    from attr import define as define  # as type checkers and editors know what models are

T = TypeVar("T")
new = object.__new__
parse = datetime.fromisoformat
_OWN = ("_received", "_notes")  # what a model holds beside its attributes
_ABSENT = object()  # stands for a required key that is not there


class _Notes(Portable):
    """What few models have: mismatches, and the HTTP answer they came with."""

    __slots__ = ("found", "response")

    def __init__(self) -> None:
        self.found: list[Mismatch] = []
        self.response: object = None


class _View(dict[str, Any]):
    """What is shown of a model, and whose view it is."""

    __slots__ = ("model",)

    model: Model


class _FieldsFound:
    """The fields of every model, for who asks its class for them as attrs does.

    Printers and serialisers would show secrets in clear, so they find only what is shown. `attrs.evolve` gives what it
    finds to the new model, whose view tells which model it is made of. Nothing stands in the class itself, where
    msgspec looks for a sign that it may write all attributes under Python's names.
    """

    def __get__(self, _instance: object, _owner: type) -> Any:
        from ._fields import FOUND

        return FOUND


class _Constructor:
    """The signature of a model's constructor, for who asks its class for it as `inspect` does."""

    def __get__(self, _instance: object, owner: type[Model]) -> Signature:
        from inspect import Parameter, Signature

        annotations: dict[str, str] = {}
        for kind in owner.__mro__:  # of a subclass those of its model
            annotations = {**getattr(kind, "__annotations__", {}), **annotations}

        def parameter(name: str) -> Parameter:
            default = Parameter.empty if name in owner._required else None  # pyright: ignore[reportPrivateUsage]
            return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotations[name])

        return Signature([parameter(name) for name in owner._keys.values()])  # pyright: ignore[reportPrivateUsage]


class Model(Portable):
    """Base of all models.

    A model made by `from_dict` remembers that object, unknown keys included: `to_dict` gives it back, with every
    attribute that was changed since. An attribute is None when its key was absent or null; `nulls` tells which.
    """

    _keys: ClassVar[dict[str, str]] = {}  # the name of each attribute by its key
    _spellings: ClassVar[dict[str, str]] = {}  # the keys of attributes that `key_of` does not tell
    _names: ClassVar[frozenset[str]] = frozenset()  # of all that it holds
    _required: ClassVar[tuple[str, ...]] = ()  # the attributes that a constructor must be given
    _sensitive: ClassVar[frozenset[str]] = frozenset()
    _received: dict[str, Any] | None
    _notes: _Notes | None
    __slots__ = (*_OWN, "__weakref__")

    def __init__(self, **given: Any) -> None:
        view = given.get("shown")
        if type(view) is _View:  # from `attrs.evolve`
            del given["shown"]
            for name in self._names:
                setattr(self, name, getattr(view.model, name))
            self._change(given)
            return
        if missing := [name for name in self._required if name not in given]:
            raise TypeError(f"{type(self).__name__}() lacks the arguments {', '.join(missing)}")
        if unknown := given.keys() - self._keys.values():
            raise TypeError(f"{type(self).__name__}() takes no argument {min(unknown)!r}")
        self._received = self._notes = None
        for name in self._keys.values():
            setattr(self, name, given.get(name))

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Self:
        """Reads a JSON object; each model has its own.

        Args:
            data: The object. It is kept, not copied: leave it unchanged afterwards.
            strict: Whether to raise `DecodeError` on any difference from the schema, instead of recording it.
        """
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from.

        Attributes that are None are left out, unless they came as null. What came stays to the letter while the
        attribute still means the same.
        """
        out: dict[str, Any] = dict(self._received or ())
        for key, name in self._keys.items():
            value: object = getattr(self, name)
            kind = type(value)
            if kind is str or kind is int or kind is bool or kind is float:
                out[key] = value
            elif value is not None:
                _put(out, key, value)
            elif out.get(key) is not None:
                del out[key]
        return out

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The keys of `to_dict` with their values, so that `dict(model)` is the same."""
        return iter(self.to_dict().items())

    @property
    def extra(self) -> dict[str, Any]:
        """Keys of the answer that the schema does not have."""
        return {key: value for key, value in (self._received or {}).items() if key not in self._keys}

    @property
    def nulls(self) -> frozenset[str]:
        """Keys that were there with the value null."""
        return frozenset(key for key, value in (self._received or {}).items() if value is None)

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Every difference between the answer and its schema, in nested objects too."""
        try:
            return tuple(self._walk(""))
        except RecursionError:
            pass
        raise ValueError(IN_ITSELF)

    if not TYPE_CHECKING:  # checkers know the attributes from the classes
        __attrs_attrs__ = _FieldsFound()
        __signature__ = _Constructor()

        def __getattr__(self, name: str) -> None:
            # Only a slot that was never set ends here: `from_dict` leaves those of absent keys unset, which is quicker.
            if name in self._names:
                return
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)) or type(self) is not type(other):
            return NotImplemented
        return alike(self.to_dict(), other.to_dict())

    __hash__ = None  # type: ignore[assignment]

    def __replace__(self, /, **changes: Any) -> Self:
        """A copy with other attributes, as `copy.replace` and `attrs.evolve` make it: what came otherwise is kept."""
        made = copy(self)
        made._change(changes)
        return made

    def _change(self, changes: dict[str, Any]) -> None:
        keys = [key for key, name in self._keys.items() if name in changes]
        if len(keys) < len(changes):
            unknown = min(changes.keys() - self._keys.values())
            raise TypeError(f"{type(self).__name__} has no attribute {unknown!r} that could be replaced")
        for name, value in changes.items():
            setattr(self, name, value)
        if (notes := self._notes) is not None:  # which the original has too
            self._notes = _Notes()
            self._notes.response = notes.response
            self._notes.found = [each for each in notes.found if not _is_at(each, keys)]

    @property
    def _shown(self) -> _View:
        """The attributes that are set, secrets masked."""
        view = _View(
            (name, MASK if key in self._sensitive else masked(value))
            for key, name in self._keys.items()
            if (value := getattr(self, name)) is not None
        )
        view.model = self
        return view

    @recursive_repr("...")
    def __repr__(self) -> str:
        if "pprint" in sys.modules:
            from . import _printers

            _printers.teach_pprint(Model.__repr__)
        shown = ", ".join(f"{name}={value!r}" for name, value in self._shown.items())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        yield from self._shown.items()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The same for IPython."""
        from . import _printers

        _printers.write_pretty(type(self).__name__, {} if cycle else self._shown, printer)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """How pydantic reads and writes it: as `from_dict` and `to_dict` do."""
        from . import _pydantic

        return _pydantic.core_schema_of(cls)

    @classmethod
    def _padded(cls, data: dict[str, Any], required: tuple[str, ...], strict: bool) -> Self:
        """Reads an object that lacks required keys; each is recorded as a mismatch."""
        self = cls.from_dict({**dict.fromkeys(required, _ABSENT), **data})
        self._received = data
        for key in required:
            if key not in data:
                setattr(self, cls._keys[key], None)
        return self._matching() if strict else self

    def _walk(self, path: str) -> Iterator[Mismatch]:
        """This model's mismatches and those below it; `path` ends with a dot unless it is empty."""
        for each in self._notes.found if self._notes else ():
            yield each.at(path + each.path)
        received = self._received or {}
        for key, name in self._keys.items():
            value = getattr(self, name)
            if value is not received.get(key):  # what is kept as it came holds no models
                yield from _walk_value(value, f"{path}{key}")

    def _matching(self) -> Self:
        """This model, if it has no mismatches; raises `DecodeError` if there are any."""
        if mismatches := self.mismatches:
            raise DecodeError(differs(type(self).__name__, mismatches), mismatches=mismatches)
        return self


if not TYPE_CHECKING:

    def define(**_: bool) -> Callable[[type[Model]], type[Model]]:
        """Makes a model of a class that is written as one of attrs.

        A model reads, copies and shows itself, so that of attrs it would need only slots and a constructor. Importing
        attrs would take as long as importing all else that a first call needs of this package.
        """
        return _with_slots


def _with_slots(written: type[Model]) -> Any:
    """The class again, with slots for its attributes."""
    inherited = Model.__annotations__
    names = [name for name in written.__annotations__ if name not in inherited]
    spellings = written._spellings  # pyright: ignore[reportPrivateUsage]
    body = {name: value for name, value in vars(written).items() if name not in names and name != "__dict__"}
    body["__slots__"] = names
    body["_keys"] = {spellings.get(name) or key_of(name): name for name in names}
    body["_names"] = frozenset({*names, *_OWN})
    body["_required"] = tuple(name for name in names if name not in vars(written))
    return type(written.__name__, written.__bases__, body)


def _is_at(mismatch: Mismatch, keys: list[str]) -> bool:
    """Whether a mismatch is at one of these keys of its model, or inside."""
    return any(mismatch.path == key or mismatch.path.startswith((f"{key}.", f"{key}[")) for key in keys)


def key_of(name: str) -> str:
    """The key that an attribute is read from, unless its class says otherwise: time_zone → timeZone."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def differs(what: str, found: tuple[Mismatch, ...]) -> str:
    """The message of strict mode."""
    listed = ", ".join(f"{each.path} is no {each.expected}" for each in found[:5])
    rest = f" and {len(found) - 5} more" if len(found) > 5 else ""
    return f"{what} differs from its schema: {listed}{rest}"


def note(owner: Model, key: str, value: Any, expected: str) -> Any:
    """Records a value of an unexpected type and gives it back."""
    if expected == "integer" and type(value) is float and value.is_integer():
        return value
    _notes_of(owner).found.append(Mismatch(key, None if value is _ABSENT else value, expected))
    return value


def _notes_of(model: Model) -> _Notes:
    notes = model._notes  # pyright: ignore[reportPrivateUsage]
    if notes is None:
        notes = model._notes = _Notes()  # pyright: ignore[reportPrivateUsage]
    return notes


def moment(owner: Model, key: str, value: Any) -> Any:
    """A date-time with its zone, as an aware datetime."""
    try:
        parsed = parse(value)
        if parsed.tzinfo is not None:
            return parsed
    except (TypeError, ValueError):
        pass
    return note(owner, key, value, "date-time")


def local_moment(owner: Model, key: str, value: Any) -> Any:
    """A date and time without a zone, as a naive datetime."""
    try:
        parsed = parse(value)
        if parsed.tzinfo is None and len(value) > 10:
            return parsed
    except (TypeError, ValueError):
        pass
    return note(owner, key, value, "date and time")


def day(owner: Model, key: str, value: Any) -> Any:
    """A date."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return note(owner, key, value, "date")


def one(owner: Model, key: str, value: Any, read: Callable[[Any], Any]) -> Any:
    """An object."""
    return read(value) if type(value) is dict else note(owner, key, value, "object")


def many(owner: Model, key: str, value: Any, read: Callable[[Any], Any]) -> Any:
    """A list of objects."""
    if value.__class__ is not list:  # quicker than a call, and no type checker narrows it to a list of unknowns
        return note(owner, key, value, "array")
    try:
        return list(map(read, value))
    except TypeError:
        return [
            read(item) if is_object(item) else note(owner, f"{key}[{index}]", item, "object")
            for index, item in enumerate(value)
        ]


def listed(owner: Model, key: str, value: Any, kind: type, expected: str) -> Any:
    """A list of strings, numbers or booleans."""
    if not is_array(value):
        return note(owner, key, value, "array")
    for item in value:
        if type(item) is not kind:
            break
    else:
        return value
    for index, item in enumerate(value):
        if type(item) is not kind:
            note(owner, f"{key}[{index}]", item, expected)
    return value


def mapped(owner: Model, key: str, value: Any, read: Callable[[Any], Any]) -> Any:
    """An object whose values are objects."""
    if not is_object(value):
        return note(owner, key, value, "object")
    return {name: one(owner, f"{key}.{name}", item, read) for name, item in value.items()}


def mapped_lists(owner: Model, key: str, value: Any, read: Callable[[Any], Any]) -> Any:
    """An object whose values are lists of objects."""
    if not is_object(value):
        return note(owner, key, value, "object")
    return {name: many(owner, f"{key}.{name}", item, read) for name, item in value.items()}


def _walk_value(value: Any, path: str) -> Iterator[Mismatch]:
    levels = Levels([(path, value)])
    for path, value in levels:
        if isinstance(value, Model):
            yield from value._walk(f"{path}.")  # pyright: ignore[reportPrivateUsage]
        elif is_array(value) or is_object(value):
            levels.enter(value, _inside(value, path))


def _inside(value: list[Any] | dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    if is_object(value):
        return ((f"{path}.{key}", item) for key, item in value.items())
    return ((f"{path}[{index}]", item) for index, item in enumerate(value))


def attach_response(model: Model, response: object) -> None:
    """Lets `response_of` find the HTTP answer that a model came with."""
    _notes_of(model).response = response


def attached_response(model: Model) -> Any:
    """The HTTP answer that a model came with, if any."""
    notes: Any = getattr(model, "_notes", None)
    return notes.response if notes else None


def require(data: object) -> dict[str, Any]:
    """Refuses what is no JSON object, in words."""
    if is_object(data):
        return data
    raise TypeError(f"from_dict() takes a dict, not {type(data).__name__}")


def _put(out: dict[str, Any], key: str, value: object) -> None:
    """Puts an attribute that is no plain value into the object to send.

    A timestamp keeps the digits and the zone that it came with while it means the same.
    """
    if isinstance(value, datetime | date):
        before = out.get(key)
        if not (isinstance(before, str) and _means(before, value)):
            out[key] = written(value, like=before)
    else:
        out[key] = json_ready(value)


def _means(text: str, value: date) -> bool:
    try:
        parsed = parse(text) if isinstance(value, datetime) else date.fromisoformat(text)
        # Equal moments in different zones are written differently.
        return parsed == value and getattr(parsed, "tzinfo", None) == getattr(value, "tzinfo", None)
    except ValueError:
        return False


def written(value: date, like: Any = None) -> str:
    """A date or datetime as the upstreams write it: UTC with `Z`, or, without a zone, with a space."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        short = isinstance(like, str) and len(like) == 23
        return value.isoformat(sep=" ", timespec="milliseconds" if short else "microseconds")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def json_ready(value: Any) -> Any:
    """Models, lists and objects as plain JSON data, all of it copies. Raises ValueError for what contains itself."""
    out: list[Any] = [value]
    levels = Levels(_places(out))
    for holder, key, item in levels:
        if isinstance(item, Model):
            holder[key] = _as_object(item)
        elif is_array(item) or is_object(item):
            holder[key] = item.copy()
            levels.enter(item, _places(holder[key]))
        elif isinstance(item, date):
            holder[key] = written(item)
    return out[0]


def json_default(value: object) -> Any:
    """What JSON writers ask for values that they do not know: `json.dumps(booking, default=json_default)`.

    As good for orjson's `default` and for msgspec's `enc_hook`.

    Args:
        value: A model, a date or a datetime.

    Returns:
        The model as its `to_dict` gives it, or the moment as the upstreams write it.

    Raises:
        TypeError: It is something else.
    """
    if isinstance(value, Model):
        return _as_object(value)
    if isinstance(value, date):
        return written(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _as_object(model: Model) -> dict[str, Any]:
    try:
        return model.to_dict()
    except RecursionError:
        pass
    raise ValueError(IN_ITSELF)


def _places(holder: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Where each item of a list or object stands, and the item."""
    if is_object(holder):
        return ((holder, key, item) for key, item in holder.items())
    items: list[Any] = holder
    return ((holder, place, item) for place, item in enumerate(items))
