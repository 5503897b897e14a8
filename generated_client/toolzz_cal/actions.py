# Edit this in generator/runtime/actions.py; `make generate` copies it into the client.
"""Actions for callers that know only slugs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._engine import AsyncEngine, SyncEngine
from ._nearest import did_you_mean, nearest
from ._operation import Effect, Operation, anything
from ._redaction import hidden, quoted
from .errors import ArgumentError, UnknownAction
from .results import ActionResult

if TYPE_CHECKING:
    from ._config import Config
    from .operations import Operation as Described
    from .permissions import Integration

__all__ = ["Actions", "AsyncActions"]

_SLUG = r"[A-Za-z0-9_-]{1,200}"


class Catalogue:
    """All actions of the client: which module holds each, and the facts behind it, read when asked for."""

    __slots__ = ("_others", "_package", "_places")

    def __init__(
        self, package: str, places: Mapping[str, tuple[str, str]], others: Mapping[str, str] | None = None
    ) -> None:
        """`others` are further slugs, which some versions of the gateway have, each with the documented one."""
        self._package, self._places, self._others = package, places, others or {}

    def slugs(self) -> tuple[str, ...]:
        """Every slug, in order."""
        return tuple(self._places)

    def operation(self, slug: str) -> Operation[Any]:
        """The operation of a slug, or an `UnknownAction` with the nearest slugs."""
        if not isinstance(slug, str):  # pyright: ignore[reportUnnecessaryIsInstance] - not everybody checks types
            raise TypeError(f"A slug must be text, not {type(slug).__name__}")
        slug = self._others.get(slug, slug)
        if slug not in self._places:
            near = nearest(slug.upper(), self._places)
            hint = did_you_mean(near) or "; `client.actions.list()` has them all"
            raise UnknownAction(f"No action is called {quoted(slug)}{hint}", suggestions=near)
        module, constant = self._places[slug]
        operation: Operation[Any] = getattr(import_module(f"{self._package}.resources.{module}"), constant)
        return operation

    def further(self, slug: str, effect: Effect) -> Operation[Any]:
        """An operation for a slug that is not here, which is run as all others are."""
        known = self.operation(next(iter(self._places)))
        path = known.path.removesuffix(known.slug or "") + slug
        return Operation(slug, known.method, path, server=known.server, effect=effect, decode=anything, slug=slug)


class _Actions:
    """What needs no waiting."""

    __slots__ = ("_catalogue", "_config", "_engine")

    def describe(self, slug: str) -> Described:
        """What an action does and takes, without a call.

        Args:
            slug: The action, such as `CAL_CANCEL_BOOKING_VIA_UID`.

        Returns:
            The operation behind it, as `toolzz_cal.operations` describes it.

        Raises:
            UnknownAction: No action has this slug; the nearest are named.
        """
        from .operations import get  # which reads a large file, rarely needed

        return get(self._catalogue.operation(slug).name)

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

    def _operation(self, slug: str, effect: Effect | None) -> Operation[Any]:
        if effect is None:
            return self._catalogue.operation(slug)
        from ._requests import checked_effect  # rarely needed

        stated = checked_effect(effect)
        try:
            return self._catalogue.operation(slug)
        except UnknownAction:
            if not re.fullmatch(_SLUG, slug):
                raise
        if self._config.route == "direct":
            what = f"No action is called {quoted(slug)} here, so its Cal.com request is unknown"
            raise ArgumentError(f"{what}; send that with client.request(), or the action through the gateway")
        return self._catalogue.further(slug, stated)

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
        effect: Effect | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[Any]:
        """Runs an action.

        Args:
            slug: The action, such as `CAL_CANCEL_BOOKING_VIA_UID`.
            arguments: Its arguments, names as the upstream spells them: `{"bookingUid": …}`. Where a version of the
                gateway takes them in another form, documented ones are translated; what has that form passes as it is.
            effect: What an action does that this version does not know: `read`, `write` or `destroy`, which decides
                whether it may be repeated. With it, such a slug is run through the gateway, its arguments as they are
                given, and `data` is the payload as it came. An action that is known has its own.
            reconcile: Whether to look for what was made when the outcome is unknown, and answer with it. Only for
                actions whose method has this argument.
            idempotency_key: A name of 1 to 255 characters for what is to be done, under which the client's `journal`
                has it done once, as every method that writes takes it. Not for actions that read.
            extra_headers: Sent with each request of the call, as of any method.
            timeout: Seconds for one attempt.

        Returns:
            What the action's method returns; `data` is the same model.

        Raises:
            UnknownAction: No action has this slug, and no effect was given; the nearest are named.
            ArgumentError: An argument can't be sent, the action can't be reconciled, or the key is none of this call.
            ActionFailed: The action was run and failed.
            OutcomeUnknown: A write was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
        """
        arguments, extra_headers = hidden(arguments), hidden(extra_headers)
        operation = self._operation(slug, effect)
        engine = self._engine.adding(extra_headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run as run_keyed

            kept: ActionResult[Any] = run_keyed(engine, operation, {}, arguments, timeout, idempotency_key)
            return kept
        if reconcile:
            from ._reconcile import run

            return run(engine, operation, {}, arguments, timeout)
        result: ActionResult[Any] = engine.run(engine.call(operation, {}, arguments, timeout))
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
        effect: Effect | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[Any]:
        """Runs an action; arguments, result and errors are those of `Actions.execute`."""
        arguments, extra_headers = hidden(arguments), hidden(extra_headers)
        operation = self._operation(slug, effect)
        engine = self._engine.adding(extra_headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run_async as run_keyed

            kept: ActionResult[Any] = await run_keyed(engine, operation, {}, arguments, timeout, idempotency_key)
            return kept
        if reconcile:
            from ._reconcile import run_async

            return await run_async(engine, operation, {}, arguments, timeout)
        result: ActionResult[Any] = await engine.run(engine.call(operation, {}, arguments, timeout))
        return result
