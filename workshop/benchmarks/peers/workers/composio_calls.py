"""Calls of `composio-client`: `tools.execute` of the actions that are given, with the answers that are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import composio_client  # type: ignore[import-not-found]
import httpx
from turns import work  # type: ignore[import-not-found]


def prepare(given: dict[str, Any]) -> tuple[dict[str, Callable[[], Any]], dict[str, Any]]:
    """A job for each case: the `root` and `path` that it is sent to, its `body`, and the `answer`."""
    jobs = {name: _job(case, given["headers"]) for name, case in given["cases"].items()}
    answers = {name: job() for name, job in jobs.items()}
    facts = {
        name: {"body": answer.model_dump(exclude_unset=True), "data": type(answer.data).__name__}
        for name, answer in answers.items()
    }
    return jobs, facts


def _job(case: dict[str, Any], headers: dict[str, str]) -> Callable[[], Any]:
    content = case["answer"].encode()
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers=headers))
    http = httpx.Client() if case["root"].startswith("http:") else httpx.Client(transport=transport)
    client = composio_client.Composio(api_key="ak_example", base_url=case["root"], http_client=http)
    slug, body = case["path"].rpartition("/")[2], case["body"]
    return lambda: client.tools.execute(slug, **body)


if __name__ == "__main__":
    work(prepare)
