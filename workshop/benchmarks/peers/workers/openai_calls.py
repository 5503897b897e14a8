"""A call of `openai`: `files.retrieve`, whose answer is about as large as a webhook's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import openai  # type: ignore[import-not-found]
from turns import work  # type: ignore[import-not-found]

FILE = {
    "id": "file-example",
    "object": "file",
    "bytes": 120000,
    "created_at": 1803982500,
    "expires_at": 1806574500,
    "filename": "onboarding-call-between-leo-souza-and-ana-prado.jsonl",
    "purpose": "user_data",
    "status": "error",
    "status_details": "The file was read; line 31790 of it is no JSON object: Expecting ',' delimiter (column 904).",
}


def prepare(given: dict[str, Any]) -> tuple[dict[str, Callable[[], Any]], dict[str, Any]]:
    """The one job."""
    content = json.dumps(FILE, separators=(",", ":")).encode()
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=content, headers=given["headers"]))
    client = openai.OpenAI(
        api_key="sk-example", base_url="https://api.example.com/v1", http_client=httpx2.Client(transport=transport)
    )

    def direct() -> Any:
        return client.files.retrieve("file-example")

    answer = direct()
    facts = {"type": type(answer).__name__, "same": answer.model_dump() == FILE}
    return {"direct": direct}, facts


if __name__ == "__main__":
    work(prepare)
