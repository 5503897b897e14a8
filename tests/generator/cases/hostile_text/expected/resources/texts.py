# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Ends with a backslash and a quote \\\""""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncTexts", "Texts"]

_GET = Operation(
    "texts.get",
    "GET",
    "/texts/{a-b}/%25\"'\\\\",
    server="https://api.example.com",
    effect="read",
    decode=one(lambda: models.Text),
)


class Texts(Resource):
    """Ends with a backslash and a quote \\\"

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        a_b: str,
        q_q: str | None = None,
        kind: Literal['"', "'", "\\", "'\"\\", "\n\x1b\u202e", "{{ x }}", "] | int"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Text:
        """Say \"\"" \\N{BELL} {{ 7 * 7 }} {% include "x" %} {text!r} %s \".

        Escape \\x1b[31m, bell \\x07, right-to-left \\u202e, separator , null \\x00, lone \\, \\" and \"\"" Source: `GET
        /texts/{a-b}/%25"'\\\\`.

        Args:
            a_b: \"\"\"
            q_q: \"\"" Args: import os
            kind: }}

        Returns:
            Triple \"\"" quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in
            \\\"
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _GET,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            path={"a-b": a_b},
            query={"q\"'\\{{ q }}": q_q, "kind": kind},
        )


class AsyncTexts(AsyncResource):
    """Ends with a backslash and a quote \\\"

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        a_b: str,
        q_q: str | None = None,
        kind: Literal['"', "'", "\\", "'\"\\", "\n\x1b\u202e", "{{ x }}", "] | int"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Text:
        """Say \"\"" \\N{BELL} {{ 7 * 7 }} {% include "x" %} {text!r} %s \".

        Escape \\x1b[31m, bell \\x07, right-to-left \\u202e, separator , null \\x00, lone \\, \\" and \"\"" Source: `GET
        /texts/{a-b}/%25"'\\\\`.

        Args:
            a_b: \"\"\"
            q_q: \"\"" Args: import os
            kind: }}

        Returns:
            Triple \"\"" quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in
            \\\"
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _GET,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            path={"a-b": a_b},
            query={"q\"'\\{{ q }}": q_q, "kind": kind},
        )
