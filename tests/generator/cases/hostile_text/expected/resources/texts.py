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

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def get(
        self,
        *,
        a_b: str,
        q_q: str | None = None,
        kind: Literal['"', "'", "\\", "'\"\\", "\n\x1b\u202e", "{{ x }}", "] | int"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Text:
        """Say \"\"" \\N{BELL} {{ 7 * 7 }} {% include "x" %} {text!r} %s \".

        Escape \\x1b[31m, bell \\x07, right-to-left \\u202e, separator , null \\x00, lone \\, \\" and \"\"\"

        Args:
            a_b: \"\"\"
            q_q: \"\"" Args: import os
            kind: }}

        Returns:
            Triple \"\"" quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in
            \\\"

        Source: `GET /texts/{a-b}/%25"'\\\\`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(
            _GET, {}, extra_arguments, timeout, path={"a-b": a_b}, query={"q\"'\\{{ q }}": q_q, "kind": kind}
        )


class AsyncTexts(AsyncResource):
    """Ends with a backslash and a quote \\\"

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def get(
        self,
        *,
        a_b: str,
        q_q: str | None = None,
        kind: Literal['"', "'", "\\", "'\"\\", "\n\x1b\u202e", "{{ x }}", "] | int"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Text:
        """Say \"\"" \\N{BELL} {{ 7 * 7 }} {% include "x" %} {text!r} %s \".

        Escape \\x1b[31m, bell \\x07, right-to-left \\u202e, separator , null \\x00, lone \\, \\" and \"\"\"

        Args:
            a_b: \"\"\"
            q_q: \"\"" Args: import os
            kind: }}

        Returns:
            Triple \"\"" quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in
            \\\"

        Source: `GET /texts/{a-b}/%25"'\\\\`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(
            _GET, {}, extra_arguments, timeout, path={"a-b": a_b}, query={"q\"'\\{{ q }}": q_q, "kind": kind}
        )
