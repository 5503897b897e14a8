"""How the client finds out whether a call made something after all, out of `x-reconcile`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from generator.document.reading import Mapping
from generator.document.references import follow, merged, named
from generator.errors import SpecError
from generator.normalise import Plan

READ_KEYS = {"read", "with", "done", "gone", "held", "unless"}
READ_CURE = "Write read:, what tells that it happened (done:, gone: or held:), and if need be with: and unless:"
NAMED = ("id", "created", "series", "moved")
ARGUMENTS = ("several", "mark")
NEEDED = {"list", "same", "id"}
KEYS = {"list", "filter", "same", "shared", "marked", "unless", *NAMED, *ARGUMENTS}
CURE = "Write list:, same: and id:, and if need be filter:, created: and series:, or more of what spec/README.md names"


@dataclass(frozen=True, slots=True)
class Reconcile:
    """What is looked for, and where.

    `filters` are arguments of the list, `same` keys of its items; both with the argument, as a dotted path, that they
    are like, and how: `text`, `list`, `moment`, `email`, or empty for as it is.
    """

    list: str
    constant: str
    filters: dict[str, tuple[str, str]]
    same: dict[str, tuple[str, str]]
    id: str
    created: str = ""
    series: str = ""
    several: str = ""
    moved: str = ""
    shared: str = ""
    mark: str = ""
    marked: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    pages: bool = False
    runtime: ClassVar[str] = "Reconcile"
    purpose: ClassVar[str] = "for what was made when the outcome is unknown"

    def keywords(self) -> Iterator[tuple[str, object]]:
        """What is known, as keyword arguments of the client's `Reconcile`."""
        for key in ("filters", "same", *NAMED, *ARGUMENTS, "shared", "marked", "unless", "pages"):
            if value := getattr(self, key):
                yield key, value


@dataclass(frozen=True, slots=True)
class Reread:
    """What tells whether a change of one thing happened: the action that reads it, and how it looks then.

    `filters` are arguments of that action, each with the argument that it takes; `done` keys of what it gives with the
    value they have then; `gone` keys that no longer hold an argument, where it was given, `held` keys that do; `unless`
    arguments with which one thing does not tell.
    """

    list: str
    constant: str
    filters: dict[str, str]
    done: dict[str, str]
    gone: dict[str, str]
    held: dict[str, str]
    unless: tuple[str, ...]
    pages: bool
    created: ClassVar[str] = ""
    runtime: ClassVar[str] = "Reread"
    purpose: ClassVar[str] = "what became of it when the outcome is unknown"

    def keywords(self) -> Iterator[tuple[str, object]]:
        """What is known, as keyword arguments of the client's `Reread`."""
        for key in ("filters", "done", "gone", "held", "unless", "pages"):
            if value := getattr(self, key):
                yield key, value


@dataclass(frozen=True, slots=True)
class Repeat:
    """That it may be sent again, as it then leaves what it would leave if sent once."""

    constant: ClassVar[str] = ""
    runtime: ClassVar[str] = "Repeat"

    def keywords(self) -> Iterator[tuple[str, object]]:
        """Nothing more is known."""
        yield from ()


def reconcile(document: Mapping, plan: Plan, plans: dict[str, Plan]) -> Reconcile | Reread | Repeat | None:
    """What an operation says, if anything. Raises a `SpecError` for what could not be done."""
    if "x-reconcile" not in plan.route.operation:
        return None
    told = plan.route.operation["x-reconcile"]
    if isinstance(told, Mapping) and "repeat" in told:
        return _repeat(plan, told)
    if isinstance(told, Mapping) and "read" in told:
        return _reread(document, plan, plans, told)
    told = _told(plan)
    looked = _looked(plan, plans, told)
    item = _item(document, plan, looked, told)
    named_keys = [(key, str(told[key])) for key in (*NAMED, "shared") if key in told]
    for key, path in (*named_keys, *(("marked", path) for path in _texts(told, "marked"))):
        if path.split(".")[0] not in item:
            what = f"{key} is {path!r}, which the items of {told['list']} do not have"
            raise SpecError(told.where(key), what, "Name a key of theirs")
    arguments = _properties(document, plan.arguments)
    for key in ARGUMENTS:
        if key in told and told[key] not in arguments:
            what = f"{key} is {told[key]!r}, which {plan.route.name} does not have"
            raise SpecError(told.where(key), what, "Name an argument")
    if ("mark" in told) != ("marked" in told):
        raise SpecError(told.where(), "mark and marked stand together", "Write both, or none of the two")
    return Reconcile(
        looked.route.name,
        looked.constant,
        _filters(document, plan, looked, told),
        _same(document, plan, item, told),
        **{key: str(told[key]) for key in (*NAMED, *ARGUMENTS, "shared") if key in told},
        marked=_texts(told, "marked"),
        unless=_unless(document, plan, told),
        pages=looked.has_pages,
    )


def _repeat(plan: Plan, told: Mapping) -> Repeat:
    operation = plan.route.operation
    if dict(told) != {"repeat": True}:
        raise SpecError(operation.where("x-reconcile"), f"x-reconcile is {told!r}", "Write repeat: true, and no more")
    if operation["x-effect"] == "read":
        what = f"{plan.route.name} has x-reconcile, which is for operations that write"
        raise SpecError(operation.where("x-reconcile"), what, "Remove this key")
    return Repeat()


def _told(plan: Plan) -> Mapping:
    """What `x-reconcile` says, where it may say something."""
    operation = plan.route.operation
    told = operation["x-reconcile"]
    if not isinstance(told, Mapping) or not NEEDED <= told.keys() <= KEYS:
        raise SpecError(operation.where("x-reconcile"), f"x-reconcile is {told!r}", CURE)
    if not plan.is_action or operation["x-effect"] != "write":
        what = f"{plan.route.name} has x-reconcile, which is for actions that write"
        raise SpecError(operation.where("x-reconcile"), what, "Remove this key")
    return told


def _looked(plan: Plan, plans: dict[str, Plan], told: Mapping) -> Plan:
    """The list in which is looked."""
    resource = plan.route.name.rpartition(".")[0]
    looked = plans.get(str(told["list"]))
    if looked is None or looked.route.name.rpartition(".")[0] != resource or not looked.is_action:
        what = f"list is {told['list']!r}, which is no action of {resource}"
        raise SpecError(told.where("list"), what, "Name an action of the same resource")
    return looked


def _filters(document: Mapping, plan: Plan, looked: Plan, told: Mapping) -> dict[str, tuple[str, str]]:
    """The arguments of the list, each with what it is like and how that is written."""
    asked = _properties(document, looked.arguments)
    found: dict[str, tuple[str, str]] = {}
    for key, path in _pairs(told, "filter"):
        if key not in asked:
            what = f"filter names {key!r}, which {told['list']} does not have"
            raise SpecError(told["filter"].where(key), what, "Name an argument of the list")
        given = _at(document, plan, path, told["filter"], key)
        found[key] = path, _as(follow(document, asked[key]).get("type"), given.get("type"))
    return found


def _same(document: Mapping, plan: Plan, item: dict[str, Mapping], told: Mapping) -> dict[str, tuple[str, str]]:
    """The keys of an item, each with what it is like and how they are compared."""
    found: dict[str, tuple[str, str]] = {}
    for key, path in _pairs(told, "same"):
        if key.split(".")[0] not in item:
            what = f"same names {key!r}, which the items of {told['list']} do not have"
            raise SpecError(told["same"].where(key), what, "Name a key of theirs")
        given = _at(document, plan, path, told["same"], key)
        found[key] = path, {"date-time": "moment", "email": "email"}.get(str(given.get("format", "")), "")
    if not found:
        raise SpecError(told.where("same"), "same names nothing", "Name what tells the thing from others")
    return found


def _reread(document: Mapping, plan: Plan, plans: dict[str, Plan], told: Mapping) -> Reread:
    operation, name = plan.route.operation, plan.route.name
    if not told.keys() <= READ_KEYS or told.keys().isdisjoint({"done", "gone", "held"}):
        raise SpecError(operation.where("x-reconcile"), f"x-reconcile is {told!r}", READ_CURE)
    resource = name.rpartition(".")[0]
    read = plans.get(str(told["read"]))
    if read is None or read.route.name.rpartition(".")[0] != resource or read.route.operation["x-effect"] != "read":
        what = f"read is {told['read']!r}, which reads nothing of {resource}"
        raise SpecError(told.where("read"), what, "Name an action of the same resource")
    if not plan.is_action or operation["x-effect"] == "read":
        what = f"{name} has x-reconcile, which is for actions that write"
        raise SpecError(operation.where("x-reconcile"), what, "Remove this key")
    arguments, asked = _properties(document, plan.arguments), _properties(document, read.arguments)
    given = _properties(document, follow(document, read.answer).get("items", read.answer))
    for part, known in (("with", asked), ("done", given), ("gone", given), ("held", given)):
        for key, _ in _pairs(told, part):
            if key.split(".")[0] not in known:
                what = f"{part} names {key!r}, which {told['read']} does not have"
                raise SpecError(told[part].where(key), what, "Name one that it has")
    for path in (path for part in ("with", "gone", "held") for _, path in _pairs(told, part)):
        if path not in arguments:
            what = f"x-reconcile names the argument {path!r}, which {name} does not have"
            raise SpecError(operation.where("x-reconcile"), what, "Name an argument")
    return Reread(
        read.route.name,
        read.constant,
        filters=dict(_pairs(told, "with")),
        done=dict(_pairs(told, "done")),
        gone=dict(_pairs(told, "gone")),
        held=dict(_pairs(told, "held")),
        unless=_unless(document, plan, told),
        pages=read.has_pages,
    )


def _unless(document: Mapping, plan: Plan, told: Mapping) -> tuple[str, ...]:
    """The arguments with which there is no way."""
    arguments = _properties(document, plan.arguments)
    for name in _texts(told, "unless"):
        if name not in arguments:
            what = f"x-reconcile names the argument {name!r}, which {plan.route.name} does not have"
            raise SpecError(told.where("unless"), what, "Name an argument")
    return _texts(told, "unless")


def _texts(told: Mapping, part: str) -> tuple[str, ...]:
    value = told.get(part, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise SpecError(told.where(part), f"{part} is {value!r}", "Write a list of names")
    return tuple(value)


def _item(document: Mapping, plan: Plan, looked: Plan, told: Mapping) -> dict[str, Mapping]:
    """The properties of the list's items, which must be what the operation answers."""
    items = follow(document, looked.answer).get("items")
    one, other = named(document, plan.answer)[0], named(document, items)[0]
    # A creation may answer with more than is listed, as where a team is to be paid for, but not without what tells.
    telling = {str(told["id"]), *(key.split(".")[0] for key, _ in _pairs(told, "same"))}
    is_more = bool(other) and telling <= _properties(document, plan.answer).keys()
    if not one or (one != other and not is_more):
        what = f"{told['list']} lists {other or 'no objects'}, and {plan.route.name} answers {one or 'no object'}"
        raise SpecError(told.where("list"), what, "Only what is listed as it is answered can be found")
    return _properties(document, items)


def _properties(document: Mapping, schema: Any) -> dict[str, Mapping]:
    found: dict[str, Mapping] = merged(document, schema).get("properties", {}) if schema is not None else {}
    return found


def _pairs(told: Mapping, part: str) -> list[tuple[str, str]]:
    value = told.get(part, {})
    if not isinstance(value, dict) or not all(isinstance(path, str) and path for path in value.values()):
        raise SpecError(told.where(part), f"{part} is {value!r}", "Write names, and for each an argument")
    return [(str(key), str(path)) for key, path in value.items()]


def _at(document: Mapping, plan: Plan, path: str, holder: Mapping, key: str) -> Mapping:
    """The schema of an argument, or of a key in it."""
    first, *rest = path.split(".")
    schema = _properties(document, plan.arguments).get(first)
    for part in rest:
        properties = _properties(document, schema) if schema is not None else {}
        schema = properties.get(part)
    if schema is None:
        what = f"{key} is like {path!r}, which {plan.route.name} does not have"
        raise SpecError(holder.where(key), what, "Name an argument")
    node: Mapping = follow(document, schema)
    return node


def _as(wanted: Any, given: Any) -> str:
    """How an argument's value is written as another's."""
    if wanted == "array":
        return "list"
    if wanted == "string" and given != "string":
        return "text"
    return ""
