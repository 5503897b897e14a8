# Edit this in generator/runtime/_operation.py; `make generate` copies it into the client.
"""What the client knows of an operation: where it is sent, what it does, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args

from ._json import is_array, is_object

if TYPE_CHECKING:
    from ._model import Model
    from ._portable import Mismatch

T = TypeVar("T")
M = TypeVar("M", bound="Model")
Effect = Literal["read", "write", "destroy"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)
Decoder = Callable[[Any, "list[Mismatch]"], T]


_NOTHING: Mapping[str, Any] = {}


class CalRequest:
    """The Cal.com request that an action stands for.

    Attributes:
        method: HTTP method.
        path: Path below the root of the API, with `{name}` for each argument in it.
        elsewhere: Where arguments travel that are neither in the path nor in `places`: `query` or `body`.
        version: The header `cal-api-version`; empty when none is sent, None for the one that any request has.
        credential: What signs it, as `x-cal` has it; `key` is an API key as bearer token.
        body: Fixed members of the body; None when a body is sent only if an argument travels in it.
        needs: Fields that Cal.com requires and the documents do not list.
        optional: Names in the path that an action need not be given.
        state: Why it does not work like others, as `x-cal` has it.
        picks: Key of Cal.com's answer whose value, as a list of texts, is the answer of a composed action.
        form: How answers may come besides the action's own form, as `x-cal` has it; of the first binding, which speaks
            for all.
        gone: What to tell with a 404, which means that the upstream has no such request any more.
        doubt: Words of an error after which it may have been done all the same; of the first binding.
        places: `place:name` of the arguments that do not travel as the method has it.
        encodings: How arguments are written, if not plainly.
        without: Arguments that have no counterpart here, each with what is told to who gives it.
        refused: Arguments without which the request is sent again, each with the words of the refusal and the
            argument that names the thing for which it is refused.
        others: The bindings that take over where an upstream does not have this one, in their order.
    """

    __slots__ = (
        "body",
        "credential",
        "doubt",
        "elsewhere",
        "encodings",
        "form",
        "gone",
        "method",
        "needs",
        "optional",
        "others",
        "path",
        "picks",
        "places",
        "refused",
        "state",
        "version",
        "without",
    )

    def __init__(
        self,
        method: str,
        path: str,
        elsewhere: str = "query",
        *,
        version: str | None = None,
        credential: str = "key",
        body: Mapping[str, Any] | None = None,
        needs: Sequence[str] = (),
        optional: Sequence[str] = (),
        state: str | None = None,
        picks: str | None = None,
        form: str | None = None,
        gone: str | None = None,
        doubt: str | None = None,
        places: Mapping[str, str] = _NOTHING,
        encodings: Mapping[str, str] = _NOTHING,
        without: Mapping[str, str] = _NOTHING,
        refused: Mapping[str, tuple[str, str]] = _NOTHING,
        others: Sequence[CalRequest] = (),
    ) -> None:
        self.method, self.path, self.elsewhere = method, path, elsewhere
        self.version, self.credential = version, credential
        self.body, self.needs, self.optional, self.state, self.picks = body, needs, optional, state, picks
        self.form, self.gone, self.doubt = form, gone, doubt
        self.places, self.encodings, self.without, self.refused = places, encodings, without, refused
        self.others = others

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def all(self) -> tuple[CalRequest, ...]:
        """This one and the others."""
        return (self, *self.others)


# The name, in what `Reconcile.mark` names, under which a call carries its mark.
MARK = "idempotencyKey"


class Reconcile:
    """How to find out whether a call made something after all.

    Attributes:
        list: The operation that lists what may have been made.
        same: Keys of an item as dotted paths, each with the argument it must be like, as a dotted path, and how they
            are compared: as a `moment`, as an `email`, or as they are.
        id: Key that tells items apart.
        filters: Arguments of the list, each with the argument that it takes, as a dotted path, and the form: `text`,
            `list`, or as it is.
        created: Key that tells when an item was made; without one, what was there before the call has to be known.
        series: Key, as a dotted path, that only items have which were made together with others.
        several: Argument that tells how many are made together.
        moved: Key that only items have which took another's place.
        shared: Key, as a dotted path, that only items have in which several calls make something.
        mark: Argument in which a call with an idempotency key carries a mark, under the name `MARK`; None if none does.
        marked: Keys of an item, as dotted paths, where the mark then is.
        unless: Arguments with which the list does not tell.
        pages: Whether the list takes `skip` and `take`.
    """

    __slots__ = (
        "created",
        "filters",
        "id",
        "list",
        "mark",
        "marked",
        "moved",
        "pages",
        "same",
        "series",
        "several",
        "shared",
        "unless",
    )

    def __init__(
        self,
        list: Operation[Any],
        *,
        same: Mapping[str, tuple[str, str]],
        id: str,
        filters: Mapping[str, tuple[str, str]] | None = None,
        created: str | None = None,
        series: str | None = None,
        several: str | None = None,
        moved: str | None = None,
        shared: str | None = None,
        mark: str | None = None,
        marked: Sequence[str] = (),
        unless: Sequence[str] = (),
        pages: bool = False,
    ) -> None:
        self.list, self.same, self.id, self.filters = list, same, id, filters or {}
        self.created, self.series, self.several, self.moved = created, series, several, moved
        self.shared, self.mark, self.marked, self.unless, self.pages = shared, mark, marked, unless, pages


class Reread:
    """How to find out whether a change of one thing happened after all: by reading it.

    Attributes:
        list: The operation that reads it.
        filters: Arguments of that operation, each with the argument that it takes.
        done: Keys of what it gives, with the value that they have once it has happened; none of what is deleted.
        gone: Keys as dotted paths, each with an argument: where that is given, they hold it no more once it happened.
        held: As `gone`, but they hold it once it happened.
        unless: Arguments with which the one thing does not tell.
        pages: Whether it is a list that takes `skip` and `take`.
    """

    __slots__ = ("done", "filters", "gone", "held", "list", "pages", "unless")

    def __init__(
        self,
        list: Operation[Any],
        *,
        filters: Mapping[str, str] | None = None,
        done: Mapping[str, str] | None = None,
        gone: Mapping[str, str] | None = None,
        held: Mapping[str, str] | None = None,
        unless: Sequence[str] = (),
        pages: bool = False,
    ) -> None:
        self.list, self.filters, self.done = list, filters or {}, done or {}
        self.gone, self.held, self.unless, self.pages = gone or {}, held or {}, unless, pages


class Repeat:
    """There is no need to find out whether a call happened: sent again, it leaves what it would leave if sent once."""

    __slots__ = ()


class Operation(Generic[T]):
    """One operation, as the specification gives it.

    Attributes:
        name: Its name, such as `bookings.cancel`.
        method: HTTP method.
        path: Path with `{name}` for each path argument.
        server: Root of the upstream that the specification names.
        effect: Whether it reads, writes or destroys.
        slug: Its action at the gateway; None for a ToolzzAI operation.
        cal: The Cal.com request that the action stands for; None for a ToolzzAI operation.
        flag: The flag of an integration that lets its agent run it; None when none does.
        timezone: The argument that takes the integration's time zone where it is missing, as a dotted path.
        reconcile: How to find out whether it happened, or that it may be sent again; None when there is no way.
        bindings: The ways in which the gateway takes the action, by its toolkit's version, as `operations.json` has
            them, the documented one first; none where there is but one.
        moments: Arguments that are moments, and so need a zone, as dotted paths.
        decode: Turns the payload of an answer into what the method returns.
    """

    __slots__ = (
        "bindings",
        "cal",
        "decode",
        "effect",
        "flag",
        "method",
        "moments",
        "name",
        "path",
        "reconcile",
        "server",
        "slug",
        "timezone",
    )

    def __init__(
        self,
        name: str,
        method: str,
        path: str,
        *,
        server: str,
        effect: Effect,
        decode: Decoder[T],
        slug: str | None = None,
        cal: CalRequest | None = None,
        flag: str | None = None,
        timezone: str | None = None,
        reconcile: Reconcile | Reread | Repeat | None = None,
        bindings: Sequence[Mapping[str, Any]] = (),
        moments: Sequence[str] = (),
    ) -> None:
        self.bindings, self.moments = bindings, moments
        self.name, self.method, self.path, self.server = name, method, path, server
        self.effect, self.decode, self.slug, self.cal = effect, decode, slug, cal
        self.flag, self.timezone, self.reconcile = flag, timezone, reconcile

    def __repr__(self) -> str:
        return f"<Operation {self.name}>"


class Gateway:
    """Where actions are run: each at an address that ends in its slug.

    Attributes:
        method: HTTP method.
        server: Root of the upstream that the specification names.
        path: Path, up to the slug.
        version: The version that goes to Cal.com with requests which any version has; None for none.
    """

    __slots__ = ("method", "path", "server", "version")

    def __init__(self, method: str, server: str, path: str, version: str | None = None) -> None:
        self.method, self.server, self.path, self.version = method, server, path, version

    def action(
        self,
        name: str,
        slug: str,
        effect: Effect,
        decode: Decoder[T],
        cal: CalRequest,
        *,
        flag: str | None = None,
        timezone: str | None = None,
        moments: Sequence[str] = (),
        reconcile: Reconcile | Reread | Repeat | None = None,
        bindings: Sequence[Mapping[str, Any]] = (),
    ) -> Operation[T]:
        """The operation that runs an action here; the arguments are attributes of `Operation`."""
        for each in cal.all:
            each.version = self.version if each.version is None else each.version
        return Operation(
            name,
            self.method,
            f"{self.path}{slug}",
            server=self.server,
            effect=effect,
            decode=decode,
            slug=slug,
            cal=cal,
            flag=flag,
            timezone=timezone,
            moments=moments,
            reconcile=reconcile,
            bindings=bindings,
        )


def one(model: Callable[[], type[M]]) -> Decoder[M]:
    """Reads an object. The model comes from a function, so that it is imported when it is first needed."""

    def decode(payload: Any, mismatches: list[Mismatch]) -> M:
        if is_object(payload):
            return model().from_dict(payload)
        return _unexpected(payload, mismatches, "object")  # type: ignore[no-any-return]

    return decode


class one_or_more(Generic[M]):  # noqa: N801 - called as the functions beside it are
    """Reads an object, or a list of such objects: what was made or read of one kind at once, such as a series.

    Called, it gives the first of them.
    """

    __slots__ = ("_read",)

    def __init__(self, model: Callable[[], type[M]]) -> None:
        self._read: Decoder[M] = one(model)

    def __call__(self, payload: Any, mismatches: list[Mismatch]) -> M:
        return self.all(payload, mismatches)[0]

    def all(self, payload: Any, mismatches: list[Mismatch]) -> list[M]:
        """Every one of them, in the upstream's order; at least one."""
        if not is_array(payload) or not payload:
            return [self._read(payload, mismatches)]
        return [
            self._read(item, mismatches) if is_object(item) else _unexpected(item, mismatches, "object", f"[{index}]")
            for index, item in enumerate(payload)
        ]


def one_or_none(model: Callable[[], type[M]]) -> Decoder[M | None]:
    """Reads an object, or null, which Cal.com also tells by a reply that has no more than a status."""
    read = one(model)

    def decode(payload: Any, mismatches: list[Mismatch]) -> M | None:
        return None if payload is None or payload == _NO_MORE else read(payload, mismatches)

    return decode


def many(model: Callable[[], type[M]]) -> Decoder[list[M]]:
    """Reads a list of objects."""

    def decode(payload: Any, mismatches: list[Mismatch]) -> list[M]:
        if not is_array(payload):
            return _unexpected(payload, mismatches, "array")  # type: ignore[no-any-return]
        read = model().from_dict
        try:
            return [read(item) for item in payload]
        except TypeError:
            return [
                read(item) if is_object(item) else _unexpected(item, mismatches, "object", f"[{index}]")
                for index, item in enumerate(payload)
            ]

    return decode


def text(payload: Any, mismatches: list[Mismatch]) -> str:
    """Reads a string."""
    return payload if type(payload) is str else _unexpected(payload, mismatches, "string")


def texts(payload: Any, mismatches: list[Mismatch]) -> list[str]:
    """Reads a list of strings."""
    if not is_array(payload):
        return _unexpected(payload, mismatches, "array")  # type: ignore[no-any-return]
    for index, item in enumerate(payload):
        if type(item) is not str:
            _unexpected(item, mismatches, "string", f"[{index}]")
    return payload


def open_object(payload: Any, mismatches: list[Mismatch]) -> dict[str, Any]:
    """Reads an object of unknown shape."""
    return payload if is_object(payload) else _unexpected(payload, mismatches, "object")


def anything(payload: Any, mismatches: list[Mismatch]) -> Any:
    """Takes the payload as it comes."""
    return payload


_NO_MORE = {"status": "success"}


def _unexpected(value: Any, mismatches: list[Mismatch], expected: str, place: str = "") -> Any:
    from ._portable import Mismatch

    mismatches.append(Mismatch(f"data{place}", value, expected))
    return value
