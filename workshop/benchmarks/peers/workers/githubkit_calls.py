"""A call of `githubkit`: the webhook of a repository, with its cache of answers off, as it costs the most by far."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
from githubkit import GitHub  # type: ignore[import-not-found]
from turns import work  # type: ignore[import-not-found]

HOOK = {
    "type": "Repository",
    "id": 31790,
    "name": "web",
    "active": True,
    "events": ["push", "pull_request"],
    "config": {"content_type": "json", "insecure_ssl": "0", "url": "https://hooks.example.com/cal"},
    "updated_at": "2027-03-02T10:15:02Z",
    "created_at": "2027-03-02T10:15:00Z",
    "url": "https://api.example.com/hooks/1",
    "test_url": "https://api.example.com/hooks/1/test",
    "ping_url": "https://api.example.com/hooks/1/pings",
    "last_response": {"code": None, "status": "unused", "message": None},
}


def prepare(given: dict[str, Any]) -> tuple[dict[str, Callable[[], Any]], dict[str, Any]]:
    """The one job, on one HTTP client that is kept open."""
    content = json.dumps(HOOK, separators=(",", ":")).encode()
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers=given["headers"]))
    github = GitHub("ghp_example", base_url="https://api.example.com/", transport=transport, http_cache=False)
    github.__enter__()  # until the process ends

    def direct() -> Any:
        return github.rest.repos.get_webhook("leo-souza", "agenda", 31790).parsed_data

    answer = direct()
    same = json.loads(answer.model_dump_json(exclude_unset=True)) == HOOK
    return {"direct": direct}, {"type": type(answer).__name__, "same": same}


if __name__ == "__main__":
    work(prepare)
