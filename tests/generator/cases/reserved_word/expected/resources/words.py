# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Words that Python keeps for itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncWords", "Words"]

_REPLACE = Operation(
    "words.replace",
    "PUT",
    "/words/{from}",
    server="https://api.example.com",
    effect="write",
    decode=one(lambda: models.Class),
)


class Words(Resource):
    """Words that Python keeps for itself.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def replace(
        self,
        *,
        from_: str,
        class_: str,
        print_: bool | None = None,
        type_: str | None = None,
        models: str | None = None,
        self_: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Class:
        """Replace a word.

        Stores the word under another name. Source: `PUT /words/{from}`.

        Args:
            from_: Name so far.
            class_: Its class.
            print_: Whether to print it.
            type_: Its type.
            models: A name that the module imports.
            self_: What methods call themselves.

        Returns:
            A word, in a module that can't be called `class`.
        """
        _given = {"class": class_, "type": type_, "models": models, "self": self_}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _REPLACE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            path={"from": from_},
            query={"print": print_},
            idempotency_key=idempotency_key,
        )


class AsyncWords(AsyncResource):
    """Words that Python keeps for itself.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def replace(
        self,
        *,
        from_: str,
        class_: str,
        print_: bool | None = None,
        type_: str | None = None,
        models: str | None = None,
        self_: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Class:
        """Replace a word.

        Stores the word under another name. Source: `PUT /words/{from}`.

        Args:
            from_: Name so far.
            class_: Its class.
            print_: Whether to print it.
            type_: Its type.
            models: A name that the module imports.
            self_: What methods call themselves.

        Returns:
            A word, in a module that can't be called `class`.
        """
        _given = {"class": class_, "type": type_, "models": models, "self": self_}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _REPLACE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            path={"from": from_},
            query={"print": print_},
            idempotency_key=idempotency_key,
        )
