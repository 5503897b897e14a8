"""One client for one command: its options settled, its calls built and sent."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from toolzz_cal._calls import Call
from toolzz_cal._catalogue import CATALOGUE
from toolzz_cal._config import ENVIRONMENT, Config, Options, collected
from toolzz_cal._engine import Pages, SyncEngine
from toolzz_cal._json import is_array, is_object
from toolzz_cal._operation import Operation
from toolzz_cal._pool import Pool
from toolzz_cal._redaction import masked_text
from toolzz_cal.errors import ToolzzCalError
from toolzz_cal.results import ActionResult

from .failures import Exit, Refusal
from .sources import Source, source
from .tree import Described

# What httpx reads of the environment.
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_OF_HTTP = (*_PROXIES, *(name.lower() for name in _PROXIES), "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
# The options of a connection, on the command line and in a client.
_NAMES = {"account": "user_id", "connected_account": "connected_account_id"}


@dataclass(frozen=True, slots=True)
class Connection:
    """What a command says of its connection; None leaves it to the source.

    Attributes:
        profile: Name of a profile.
        env_file: File of variables.
        options: Options of a client that the command line names.
    """

    profile: str | None = None
    env_file: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Connection:
        """From options of the command line."""
        there = {name: value for name, value in given.items() if value is not None}
        profile, env_file = there.pop("profile", None), there.pop("env_file", None)
        return cls(profile, env_file, {_NAMES.get(name, name): value for name, value in there.items()})

    def source(self) -> Source:
        """Where the rest stands. Raises a `Refusal` if it can't be read."""
        return source(self.profile, self.env_file)

    def open(self, **changes: Any) -> Session:
        """A session; raises a `ConfigurationError` for options that can't be right."""
        found = self.source()
        return Session(found, {**found.options, **self.options, **changes})


class Session:
    """A client with its options only: the source has been chosen, and the environment is not asked again."""

    def __init__(self, found: Source, options: Mapping[str, Any]) -> None:
        self.source = found
        nothing: dict[str, str | None] = dict.fromkeys(ENVIRONMENT)
        given: Options = collected(**options)
        self.config = Config(given, nothing)
        self._pool = Pool(None, "Client")
        self._engine = SyncEngine(self.config, self._pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.closed = True
        if self._pool.own is not None:
            self._pool.own.close()

    def prepare(self) -> None:
        """Makes the HTTP client. Raises a `Refusal` for a proxy or certificate file that can't be used."""
        try:
            self._pool.sender()
        except ToolzzCalError:
            raise
        except Exception as problem:  # noqa: BLE001 - of httpx, of what it needs for a proxy, of the system or of ssl
            there = [name for name in _OF_HTTP if os.environ.get(name)] or ["its certificates"]
            what = f"no HTTP client can be made with {', '.join(there)}: {type(problem).__name__}"
            raise Refusal(f"{what}: {masked_text(str(problem))}", Exit.SETUP) from None

    def call(self, described: Described, arguments: Mapping[str, Any]) -> Call[Any]:
        """The request of an operation, not sent. Raises what can be known without sending."""
        operation = _operation(described.name, described.slug)
        path = {name: arguments[name] for name in described.parameters if name in arguments}
        rest = {name: value for name, value in arguments.items() if name not in path}
        return self._engine.call(operation, {}, rest, None, path)

    def run(self, described: Described, arguments: Mapping[str, Any]) -> Any:
        """What an operation answers, as JSON data without Cal.com's and the gateway's wrappers."""
        answer = self.answer(described, arguments)
        if described.slug is None:
            return _json(answer)
        return _json(answer.items if len(answer.items) > 1 else answer.data)

    def answer(self, described: Described, arguments: Mapping[str, Any]) -> Any:
        """What an operation answers: the result of an action, else a model."""
        self.prepare()
        return self._engine.run(self.call(described, arguments))

    def pages(self, described: Described, arguments: Mapping[str, Any]) -> Iterator[tuple[list[Any], int | None]]:
        """Walks over a list: the items of each page, and how many there are altogether, if the upstream says so."""
        self.prepare()
        operation = _operation(described.name, described.slug)
        secrets = self._engine.config.credentials()
        pages = Pages(operation, {}, arguments, secrets, self._engine.pool)
        while not pages.done:
            result: ActionResult[Any] = self._engine.run(self.call(described, pages.extra()))
            items = pages.items(result)
            yield [_json(item) for item in items], _total(result.reply)


def _json(value: Any) -> Any:
    if is_array(value):
        return [_json(each) for each in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def _total(reply: Any) -> int | None:
    paging = reply.get("pagination") if is_object(reply) else None
    total = paging.get("totalItems") if is_object(paging) else None
    return total if type(total) is int else None


@cache
def _operation(name: str, slug: str | None) -> Operation[Any]:
    if slug is not None:
        return CATALOGUE.operation(slug)
    module = import_module(f"toolzz_cal.resources.{name.rpartition('.')[0].replace('.', '_')}")
    found: list[Operation[Any]] = [each for each in vars(module).values() if isinstance(each, Operation)]
    return next(each for each in found if each.name == name)
