"""Asks the user before something is destroyed, where the client can ask."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

_KEY = "confirm"
_SCHEMA: types.ElicitRequestedSchema = {
    "type": "object",
    "properties": {"confirm": {"type": "boolean", "title": "Yes, do it", "description": "There is no way back."}},
    "required": ["confirm"],
}


class Confirmation:
    """Asks once for each call. A yes counts for the very call it was asked for, and no other."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def can_ask(self, context: ServerRequestContext[Any, Any]) -> bool:
        """Whether the client can put a question to its user."""
        capabilities = context.session.client_capabilities
        asked = capabilities.elicitation if capabilities is not None else None
        # Before there were kinds of questions, an empty capability meant forms.
        can = asked is not None and (asked.form is not None or asked.url is None)
        return can and (_is_modern(context) or context.session.can_send_request)

    async def ask(
        self,
        context: ServerRequestContext[Any, Any],
        params: types.CallToolRequestParams,
        question: Callable[[], Awaitable[str]],
    ) -> bool | types.InputRequiredResult:
        """Whether the user agrees, or what the client has to be told so that it asks.

        Args:
            context: The context of the call.
            params: The call, which holds the answer if the client has asked already.
            question: Gives what the user is asked, if they are.
        """
        if not _is_modern(context):
            answer = await context.session.elicit_form(await question(), _SCHEMA, context.request_id)
            return _agrees(answer)
        state = self._state(params)
        given = (params.input_responses or {}).get(_KEY)
        if given is not None and hmac.compare_digest((params.request_state or "").encode(), state.encode()):
            return isinstance(given, types.ElicitResult) and _agrees(given)
        asked = types.ElicitRequest(
            params=types.ElicitRequestFormParams(message=await question(), requested_schema=_SCHEMA)
        )
        return types.InputRequiredResult(input_requests={_KEY: asked}, request_state=state)

    def _state(self, params: types.CallToolRequestParams) -> str:
        call = json.dumps([params.name, params.arguments], sort_keys=True)
        return hmac.new(self._secret, call.encode(), hashlib.sha256).hexdigest()


def _is_modern(context: ServerRequestContext[Any, Any]) -> bool:
    return context.protocol_version in MODERN_PROTOCOL_VERSIONS


def _agrees(answer: types.ElicitResult) -> bool:
    return answer.action == "accept" and (answer.content or {}).get("confirm") is True
