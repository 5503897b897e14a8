# Edit this in generator/runtime/_by_name.py; `make generate` copies it into the client.
"""Operations run by what describes them, with arguments as upstreams spell them: for agents and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ._calls import Call
from ._client import SyncClient
from ._config import ENVIRONMENT, Config, collected
from ._engine import AsyncEngine, SyncEngine
from ._operation import Operation as Sent
from ._operation import anything
from ._pages import Pages
from ._pool import Pool
from ._redaction import Hidden
from ._wire import in_path
from .operations import Operation

if TYPE_CHECKING:
    from ._journal_store import Store

__all__ = ["ByName", "Call", "alone", "request"]
C = TypeVar("C", bound=SyncClient)


def request(
    engine: SyncEngine | AsyncEngine, operation: Operation, arguments: Mapping[str, Any], timeout: float | None = None
) -> Call[Any]:
    """The call of an operation, not sent; raises what can be known without sending. `timeout` is in seconds."""
    parts = _placed(operation, arguments)
    return engine.call(operation.run_by(), {}, parts["body"], timeout, parts["path"], parts["query"])


def _placed(operation: Operation, arguments: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Arguments by where they travel."""
    parts: dict[str, dict[str, Any]] = {"path": Hidden(), "query": Hidden(), "body": Hidden()}
    # A route places an action's arguments by itself.
    travels = operation.travels if operation.slug is None else {}
    for name, value in arguments.items():
        parts[travels.get(name, "body")][name] = value
    return parts


def alone(kind: type[C], **options: Any) -> C:
    """A client of this kind that heeds these options only, and nothing of the environment."""
    client = kind.__new__(kind)
    nothing: dict[str, str | None] = dict.fromkeys(ENVIRONMENT)
    client._engine = SyncEngine(Config(collected(**options), nothing), Pool(None, "Client"))  # pyright: ignore[reportPrivateUsage]
    return client


class ByName:
    """What runs operations of a client."""

    __slots__ = ("_engine",)

    def __init__(self, client: SyncClient) -> None:
        self._engine = client._engine  # pyright: ignore[reportPrivateUsage]

    @property
    def credentials(self) -> list[str]:
        """Every credential of the client, to be masked."""
        return self._engine.config.credentials()

    @property
    def route(self) -> str | None:
        """How the client's actions are carried; None where that is not decided."""
        return self._engine.config.route

    def connect(self) -> None:
        """Makes the HTTP client, which the first call would do. Raises a `ConfigurationError` if that can't be."""
        self._engine.pool.sender()

    def request(self, operation: Operation, arguments: Mapping[str, Any]) -> Call[Any]:
        """What would be sent. Raises what can be known without sending."""
        return request(self._engine, operation, arguments)

    def run(self, operation: Operation, arguments: Mapping[str, Any], idempotency_key: str | None = None) -> Any:
        """What the operation answers: the result of an action, else a model. With a key it is done once, reads too."""
        if idempotency_key is not None:
            from ._keyed import run  # not before it is needed

            parts = _placed(operation, arguments)
            sent_by, path, query = operation.run_by(), parts["path"], parts["query"]
            return run(self._engine, sent_by, {}, parts["body"], None, idempotency_key, path, query, reads=True)
        return self._engine.run(self.request(operation, arguments))

    @property
    def store(self) -> Store:
        """What keeps the entries of the client's journal, which it must have."""
        from ._lease import store_of

        return store_of(self._engine.config.journal)  # type: ignore[arg-type]

    def name_in_journal(self, operation: Operation, arguments: Mapping[str, Any]) -> str:
        """What the journal's entry of this call has, or would have, as its `call`."""
        name: str = self._seen(operation, arguments).name_in(self.store.salt())
        return name

    def can_be_sought(self, operation: Operation, arguments: Mapping[str, Any]) -> bool:
        """Whether the journal has a way to find out later whether this call happened."""
        return bool(self._seen(operation, arguments).can_be_sought())

    def _seen(self, operation: Operation, arguments: Mapping[str, Any]) -> Any:
        from ._keyed import seen_from_outside  # not before it is needed

        parts = _placed(operation, arguments)
        return seen_from_outside(self._engine, operation.run_by(), parts["body"], parts["path"], parts["query"])

    @property
    def toolkit_version(self) -> str:
        """The version of the gateway's toolkit that the client asks for."""
        return self._engine.config.toolkit_version

    def tool(self, operation: Operation, slug: str, version: str) -> Any:
        """What the gateway says of an action by one of its slugs, as it came: `GET /api/v3.1/tools/{slug}`.

        Raises:
            MissingCredential: There is no key for the gateway.
            ToolzzCalError: It did not answer, or refused.
        """
        from ._gateway import tool_address  # rarely needed

        config = self._engine.config
        path = f"{operation.path.removesuffix(operation.slug or '')}{in_path('slug', slug)}"
        url = tool_address(config.root(operation.server, "gateway_base_url") + path, version)
        sent = Sent("tools.get", "GET", path, server=operation.server, effect="read", decode=anything)
        headers = Hidden({"x-api-key": config.gateway_key()})
        return self._engine.run(Call(config, sent, sent.method, url, headers, None, config.timeout))

    def pages(self, operation: Operation, arguments: Mapping[str, Any]) -> Iterator[tuple[list[Any], int | None]]:
        """Walks over a list: the items of each page, and how many there are altogether, if the upstream says so."""
        pages = Pages(operation.run_by(), {}, arguments, self.credentials, self._engine.pool)
        while not pages.done:
            items = pages.items(self.run(operation, pages.extra()))
            yield items, pages.total
