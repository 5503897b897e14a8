# Edit this in generator/runtime/actions.py; `make generate` copies it into the client.
"""Actions for callers that know only slugs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ._engine import AsyncEngine, SyncEngine
from ._operation import Effect, Operation
from ._redaction import hidden, quoted
from .errors import UnknownAction
from .results import ActionResult

if TYPE_CHECKING:
    from ._config import Config
    from .permissions import Integration

__all__ = ["Actions", "AsyncActions", "Description"]


class Description(NamedTuple):
    """What an action does and takes.

    Attributes:
        slug: The action, such as `CAL_CANCEL_BOOKING_VIA_UID`.
        operation: The method that runs it, such as `bookings.cancel`.
        summary: One line.
        description: A few sentences.
        effect: Whether it reads, writes or destroys.
        arguments: JSON Schema of its arguments, names as the upstream spells them.
        cal: The Cal.com request it stands for.
        note: What to know of it on either route; empty when there is nothing.
    """

    slug: str
    operation: str
    summary: str
    description: str
    effect: Effect
    arguments: dict[str, Any]
    cal: str
    note: str


class Catalogue:
    """All actions of the client: which module holds each, and the facts behind it, read when asked for."""

    __slots__ = ("_package", "_places")

    def __init__(self, package: str, places: Mapping[str, tuple[str, str]]) -> None:
        self._package, self._places = package, places

    def slugs(self) -> tuple[str, ...]:
        """Every slug, in order."""
        return tuple(self._places)

    def operation(self, slug: str) -> Operation[Any]:
        """The operation of a slug, or an `UnknownAction` with the nearest slugs."""
        if not isinstance(slug, str):  # pyright: ignore[reportUnnecessaryIsInstance] - not every caller checks types
            raise TypeError(f"A slug must be text, not {type(slug).__name__}")
        if slug not in self._places:
            near = get_close_matches(slug.upper(), self._places, n=3, cutoff=0.5)
            hint = f"; did you mean {', '.join(near)}?" if near else "; `client.actions.list()` has them all"
            raise UnknownAction(f"No action is called {quoted(slug)}{hint}", suggestions=near)
        module, constant = self._places[slug]
        operation: Operation[Any] = getattr(import_module(f"{self._package}.resources.{module}"), constant)
        return operation

    def describe(self, slug: str) -> Description:
        """What an action does and takes."""
        name = self.operation(slug).name
        from ._facts import operations  # a large file, rarely needed

        facts: dict[str, Any] = operations()[name]
        return Description(
            slug,
            name,
            facts["summary"],
            facts["description"],
            facts["effect"],
            deepcopy(facts["arguments"]),
            f"{facts['cal']['method']} {facts['cal']['path']}",
            facts.get("note", ""),
        )


class _Actions:
    """What needs no waiting."""

    __slots__ = ("_catalogue", "_config", "_engine")

    def describe(self, slug: str) -> Description:
        """What an action does and takes, without a call.

        Args:
            slug: The action, such as `CAL_CANCEL_BOOKING_VIA_UID`.

        Raises:
            UnknownAction: No action has this slug; the nearest are named.
        """
        return self._catalogue.describe(slug)

    def list(self) -> tuple[str, ...]:
        """Every slug, in alphabetical order, without a call."""
        return self._catalogue.slugs()

    def allowed_for(self, integration: Integration) -> tuple[str, ...]:
        """The actions that an integration lets its agent run, without a call.

        Args:
            integration: The integration, from `calcom_integrations.get`.

        Returns:
            Slugs in alphabetical order; none if the integration is not active.

        Raises:
            ArgumentError: It is no integration.
        """
        from .permissions import Permissions

        permissions = Permissions.of(integration).within(self._config.permissions)
        catalogue = self._catalogue
        return tuple(slug for slug in catalogue.slugs() if permissions.allows(catalogue.operation(slug)))

    _catalogue: Catalogue
    _config: Config


class Actions(_Actions):
    """Runs any action by its slug, on the same route and with the same types as its method."""

    __slots__ = ()

    def __init__(self, engine: SyncEngine, catalogue: Callable[[], Catalogue]) -> None:
        self._engine, self._config, self._catalogue = engine, engine.config, catalogue()

    def execute(
        self,
        slug: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        reconcile: bool = False,
        timeout: float | None = None,
    ) -> ActionResult[Any]:
        """Runs an action.

        Args:
            slug: The action, such as `CAL_CANCEL_BOOKING_VIA_UID`.
            arguments: Its arguments, names as the upstream spells them: `{"bookingUid": …}`.
            reconcile: Whether to look for what was made when the outcome is unknown, and answer with it. Only for
                actions whose method has this argument.
            timeout: Seconds for one attempt.

        Returns:
            What the action's method returns; `data` is the same model.

        Raises:
            UnknownAction: No action has this slug; the nearest are named.
            ArgumentError: An argument can't be sent, or the action can't be reconciled.
            ActionFailed: The action was run and failed.
            OutcomeUnknown: A write was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
        """
        operation = self._catalogue.operation(slug)
        arguments = hidden(arguments)
        if reconcile:
            from ._reconcile import run

            return run(self._engine, operation, {}, arguments, timeout)
        result: ActionResult[Any] = self._engine.run(self._engine.call(operation, {}, arguments, timeout))
        return result


class AsyncActions(_Actions):
    """Runs any action by its slug, on the same route and with the same types as its method."""

    __slots__ = ()

    def __init__(self, engine: AsyncEngine, catalogue: Callable[[], Catalogue]) -> None:
        self._engine, self._config, self._catalogue = engine, engine.config, catalogue()

    async def execute(
        self,
        slug: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        reconcile: bool = False,
        timeout: float | None = None,
    ) -> ActionResult[Any]:
        """Runs an action; arguments, result and errors are those of `Actions.execute`."""
        operation = self._catalogue.operation(slug)
        arguments = hidden(arguments)
        if reconcile:
            from ._reconcile import run_async

            return await run_async(self._engine, operation, {}, arguments, timeout)
        result: ActionResult[Any] = await self._engine.run(self._engine.call(operation, {}, arguments, timeout))
        return result
