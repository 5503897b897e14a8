# Edit this in generator/runtime/_gateway.py; `make generate` copies it into the client.
"""An action that versions of the gateway take in several ways: by another slug, or with arguments of another form.

The binding that has been taken before is sent, or the one that the toolkit's version is known to have. Where a refusal
proves that nothing was done, the gateway is asked for its tool's schema, once, and the call goes on with the binding
that fits it; without a schema the names in the refusal decide. Nothing is written more than once after a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from ._calls import Call, GatewayCall, lengthen, log
from ._config import Config
from ._json import is_object
from ._known import Known
from ._operation import Operation
from ._redaction import Hidden, quoted
from ._refusals import Refused, has_no_tool, refused_arguments
from ._shapes import Form, counted, form_of, is_documented, misfit, parents, places, preferred, translated
from ._wire import dumps, loads
from .errors import ActionFailed, ToolzzCalError
from .results import ActionResult

T = TypeVar("T")
Binding = Mapping[str, Any]

_LARGEST_SCHEMA = 2**20  # bytes
_MOST_TOLD = 12  # names
_RUN = "/execute/"


class ShapedCall(GatewayCall[T]):
    """A call of such an action, with one of its bindings. `arguments` are those that are sent."""

    __slots__ = ("_choice", "arguments", "binding")

    def __init__(self, *given: Any, choice: Choice[T], binding: Binding, arguments: Mapping[str, Any]) -> None:
        super().__init__(*given)
        self._choice, self.binding, self.arguments = choice, binding, arguments

    def result(self, answer: Any) -> ActionResult[T]:
        """As of any call; the binding is remembered that led to it."""
        result: Any = super().result(answer)
        self._choice.note(self.binding)
        return result  # type: ignore[no-any-return]

    def instead(self, error: ToolzzCalError) -> Call[T] | None:
        """The question for the tool's schema, or the call with another binding, after a refusal that proves itself."""
        return self._choice.after(self, error)

    def is_in_time(self) -> bool:
        """Whether anything can be sent before the deadline."""
        return self._in_time(0)


class _Refusal(NamedTuple):
    """The call that was refused, how, and what the refusal says of arguments."""

    call: ShapedCall[Any]
    error: ToolzzCalError
    arguments: Refused


class _Answered(ToolzzCalError):
    """The end of a question, whose answer is no result of the call that it was asked for."""


class Question(Call[T]):
    """Asks the gateway for the schema of a tool. Whatever comes, the call that it was asked for goes on."""

    __slots__ = ("_choice", "_form", "_refusal")

    def __init__(self, *given: Any, choice: Choice[T], refusal: _Refusal) -> None:
        super().__init__(*given)
        self._choice, self._refusal = choice, refusal
        self._form: Form | None = None

    @property
    def most(self) -> int:
        """The largest schema that is read, in bytes."""
        return min(super().most, _LARGEST_SCHEMA)

    def result(self, answer: Any) -> Any:
        """Keeps the schema, if there is one."""
        if answer.status_code == 200:
            try:
                tool = loads(answer.content)
            except ValueError:
                tool = None
            self._form = form_of(tool.get("input_parameters")) if is_object(tool) else None
        raise _Answered("The question is answered", operation=self.operation.name)

    def instead(self, error: ToolzzCalError) -> Call[T]:
        """The call that goes on. Raises the refusal if none can."""
        return self._choice.answered(self._refusal, self._form)


class Choice(Generic[T]):
    """The bindings of one call, and whether one was refused."""

    __slots__ = (
        "_address",
        "_arguments",
        "_config",
        "_envelope",
        "_headers",
        "_known",
        "_operation",
        "_refusal",
    )

    def __init__(
        self,
        config: Config,
        known: Known,
        operation: Operation[T],
        arguments: dict[str, Any],
        envelope: Mapping[str, Any],
        headers: Mapping[str, str],
    ) -> None:
        self._config, self._known, self._operation = config, known, operation
        self._arguments: dict[str, Any] = Hidden(arguments)
        self._envelope, self._headers = envelope, headers
        self._address = config.root(operation.server, "gateway_base_url")
        self._refusal: _Refusal | None = None

    def first(self, timeout: float | None) -> ShapedCall[T]:
        """The call with the binding that has been taken before, or the one that the version has."""
        return self._call(self._taken or preferred(self._operation.bindings, self._version), timeout)

    def note(self, binding: Binding) -> None:
        """A binding has been taken. Arguments of which nothing is to go elsewhere tell of no form."""
        if binding is not self._taken and (self._is_documented or "slug" in binding):
            self._known.note_taken(self._address, self._version, self._operation.name, binding)

    def after(self, call: ShapedCall[T], error: ToolzzCalError) -> Call[T] | None:
        """What is sent after an error; None if nothing is."""
        slug = self._slug(call.binding)
        if has_no_tool(error, slug):
            return self._by_another_name(call, error)
        refused = refused_arguments(error, self._names())
        if refused is None:
            if isinstance(error, ActionFailed) and self._refusal is not None:
                self.note(call.binding)  # what fails now is another matter
            return None
        refusal, form = _Refusal(call, error, refused), self._known.form(self._address, self._version, slug)
        if self._refusal is not None or not call.is_in_time():
            self._tell(refusal, form)
            return None
        self._refusal = refusal
        if form is None and _RUN in self._operation.path:
            return self._question(refusal)
        return self.answered(refusal, form)

    def answered(self, refusal: _Refusal, form: Form | None) -> ShapedCall[T]:
        """The call with the binding that fits a schema, or the names in the refusal where there is none.

        Raises the refusal if none does.
        """
        call, error, refused = refusal
        if form is not None and self._version != "latest":
            self._known.note_form(self._address, self._version, self._slug(call.binding), form)
        binding = self._named(call, refused) if form is None else self._fitting(call, form)
        if binding is None or not call.is_in_time():
            self._tell(refusal, form)
            raise error
        log.info("%s: the gateway takes no %s, next is %s", self._operation.name, _name(call.binding), _name(binding))
        return self._call(binding, call.timeout).goes_on(call)

    def _by_another_name(self, call: ShapedCall[T], error: ToolzzCalError) -> ShapedCall[T] | None:
        slug = self._slug(call.binding)
        others = [each for each in self._operation.bindings if self._slug(each) != slug]
        if self._refusal is not None:
            first = self._refusal.error
            lengthen(first, f"The gateway has no {self._slug(self._refusal.call.binding)} and no {slug}")
            raise first
        if not others or not call.is_in_time():
            return None
        self._refusal = _Refusal(call, error, Refused(frozenset(), frozenset()))
        log.info("%s: the gateway has no %s, next is %s", self._operation.name, slug, self._slug(others[0]))
        return self._call(others[0], call.timeout).goes_on(call)

    @property
    def _taken(self) -> Binding | None:
        """The binding that has been taken before."""
        return self._known.taken(self._address, self._version, self._operation.name)

    @property
    def _is_documented(self) -> bool:
        """Whether the arguments are in the documented form, as far as another form differs from it."""
        return is_documented(self._operation.bindings, self._arguments)

    @property
    def _version(self) -> str:
        version: str = self._envelope["version"]
        return version

    def _slug(self, binding: Binding) -> str:
        slug: str = binding.get("slug", self._operation.slug)
        return slug

    def _call(self, binding: Binding, timeout: float | None) -> ShapedCall[T]:
        operation = self._operation
        arguments = self._in(binding)
        url = f"{self._address}{operation.path.removesuffix(operation.slug or '')}{self._slug(binding)}"
        content = dumps({"arguments": arguments, **self._envelope})
        given = self._config, operation, operation.method, url, self._headers, content, timeout
        return ShapedCall(*given, choice=self, binding=binding, arguments=arguments)

    def _in(self, binding: Binding) -> dict[str, Any]:
        """The arguments in a binding's form, if they are in the documented one."""
        if "arguments" not in binding or not self._is_documented:
            return self._arguments
        return Hidden(translated(binding, self._arguments))

    def _question(self, refusal: _Refusal) -> Question[T]:
        """Asks for the schema of the tool."""
        call = refusal.call
        url = tool_address(call.url, self._version)
        headers = Hidden({name: value for name, value in self._headers.items() if name != "content-type"})
        given = self._config, self._operation, "GET", url, headers, None, call.timeout
        return Question(*given, choice=self, refusal=refusal).goes_on(call)

    def _others(self, call: ShapedCall[T]) -> Iterator[tuple[Binding, dict[str, Any]]]:
        """The other bindings with the same slug, each with the arguments in its form."""
        for binding in self._operation.bindings:
            if binding is not call.binding and self._slug(binding) == self._slug(call.binding):
                yield binding, self._in(binding)

    def _names(self) -> set[str]:
        """Every place that a refusal may speak of."""
        found = set(places(self._arguments))
        for binding in self._operation.bindings:
            found |= set(places(self._in(binding)))
            for source, to in binding.get("arguments", {}).items():
                found |= {*parents(source), *parents(to if isinstance(to, str) else to["as"])}
        return found

    def _fitting(self, call: ShapedCall[T], form: Form) -> Binding | None:
        """The binding that fits a schema, of several the one with the least that the schema does not speak of."""
        fits = [(len(of.foreign), each) for each, given in self._others(call) if (of := misfit(form, given)).fits]
        foreign, binding = min(fits, key=lambda pair: pair[0], default=(0, None))
        own = misfit(form, call.arguments)
        return None if own.fits and len(own.foreign) <= foreign else binding

    def _named(self, call: ShapedCall[T], refused: Refused) -> Binding | None:
        """The first binding that has what lacks, and nothing that is not known."""
        had = frozenset(places(call.arguments))
        for binding, arguments in self._others(call):
            has = frozenset(places(arguments))
            is_better = refused.missing - had or refused.unknown & had
            if is_better and refused.missing <= has and not refused.unknown & has:
                return binding
        return None

    def _tell(self, refusal: _Refusal, form: Form | None) -> None:
        """Makes a refusal say what the gateway wants, and what to do."""
        call, error, refused = refusal
        wanted = sorted(refused.missing)
        if form is not None:
            own = misfit(form, call.arguments)
            if not own.fits or own.foreign:
                wanted = sorted(form.required or form.members)
            elif self._refusal is None or self._refusal.call is call:
                return  # it is not the form that was refused
        told = [f"In toolkit {self._version} the gateway takes {_listed(wanted)} here"] if wanted else []
        told += self._uncounted(refused, form)
        told.append("Set another `toolkit_version`, or give what it takes in `extra_arguments`")
        lengthen(error, ". ".join(told))

    def _uncounted(self, refused: Refused, form: Form | None) -> Iterator[str]:
        """What could be counted from an argument that was not given, if nothing else lacks."""
        for binding in self._operation.bindings:
            sources, arguments = counted(binding), self._in(binding)
            lacks = refused.missing - {*places(arguments)} if form is None else misfit(form, arguments).missing
            if lacks and sources.keys() >= set(lacks):
                yield from (f"`{place}` is counted from `{sources[place]}`: give that" for place in sorted(lacks))


def tool_address(run_at: str, version: str) -> str:
    """Where the gateway tells of the tool that is run at an address."""
    before, _, slug = run_at.rpartition(_RUN)
    return f"{before}/{slug}?{urlencode({'version': version})}"


def _name(binding: Binding) -> str:
    return str(binding.get("shape") or binding.get("slug"))


def _listed(names: Iterable[str]) -> str:
    """Names of others for a message."""
    shown = list(names)
    more = f" and {len(shown) - _MOST_TOLD} more" if len(shown) > _MOST_TOLD else ""
    return ", ".join(map(quoted, shown[:_MOST_TOLD])) + more
