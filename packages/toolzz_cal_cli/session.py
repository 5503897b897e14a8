"""One client for one command: its options settled, its calls built and sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from toolzz_cal import Client
from toolzz_cal._by_name import ByName, Call, alone
from toolzz_cal._json import is_array
from toolzz_cal.errors import ToolzzCalError
from toolzz_cal.operations import Operation
from toolzz_cal.results import Deprecation, response_of

from .sources import Source, source

if TYPE_CHECKING:
    from toolzz_cal._journal_store import Store

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
        self.source, self.options = found, options
        self.deprecation: Deprecation | None = None  # what the last answer said of its upstream's end
        self._client = alone(Client, **options)
        self._operations = ByName(self._client)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def credentials(self) -> list[str]:
        """Every credential there is, to be masked."""
        return self._operations.credentials

    @property
    def route(self) -> str | None:
        """How actions are carried; None where that is not decided."""
        return self._operations.route

    def connect(self) -> None:
        """Makes the HTTP client. Raises a `ConfigurationError` for a proxy or certificates that can't be used."""
        self._operations.connect()

    def call(self, operation: Operation, arguments: Mapping[str, Any]) -> Call[Any]:
        """The request of an operation, not sent. Raises what can be known without sending."""
        return self._operations.request(operation, arguments)

    def run(self, operation: Operation, arguments: Mapping[str, Any]) -> Any:
        """What an operation answers, as JSON data without Cal.com's and the gateway's wrappers."""
        return data_of(operation, self.answer(operation, arguments))

    def answer(self, operation: Operation, arguments: Mapping[str, Any], key: str | None = None) -> Any:
        """What an operation answers: the result of an action, else a model. With a key the journal has it done once."""
        try:
            answer = self._operations.run(operation, arguments, key)
        except ToolzzCalError as problem:
            self.deprecation = problem.deprecation
            raise
        response = response_of(answer)
        self.deprecation = response.deprecation if response is not None else None
        return answer

    @property
    def store(self) -> Store:
        """What keeps the entries of the journal, which the session must have."""
        return self._operations.store

    def name_in_journal(self, operation: Operation, arguments: Mapping[str, Any]) -> str:
        """What the journal's entry of this call has, or would have, as its `call`."""
        return self._operations.name_in_journal(operation, arguments)

    def can_be_sought(self, operation: Operation, arguments: Mapping[str, Any]) -> bool:
        """Whether the journal has a way to find out later whether this call happened."""
        return self._operations.can_be_sought(operation, arguments)

    @property
    def toolkit_version(self) -> str:
        """The version of the gateway's toolkit that calls ask for."""
        return self._operations.toolkit_version

    def tool(self, operation: Operation, slug: str, version: str) -> Any:
        """What the gateway says of an action by this name in a toolkit version, as it came."""
        return self._operations.tool(operation, slug, version)

    def pages(self, operation: Operation, arguments: Mapping[str, Any]) -> Iterator[tuple[list[Any], int | None]]:
        """Walks over a list: the items of each page, and how many there are altogether, if the upstream says so."""
        for items, total in self._operations.pages(operation, arguments):
            yield [_json(item) for item in items], total


def data_of(operation: Operation, answer: Any) -> Any:
    """An answer as JSON data."""
    if operation.slug is None:
        return _json(answer)
    return _json(answer.items if len(answer.items) > 1 else answer.data)


def _json(value: Any) -> Any:
    if is_array(value):
        return [_json(each) for each in value]
    return value.to_dict() if hasattr(value, "to_dict") else value
