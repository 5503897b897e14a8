"""The gateway's official client, in an environment of its own: `composio_journeys.py ADDRESS` calls what it is told to.

Each line of its input is a call, each line of its output what came of it. This side imports nothing of this project.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

TIMEOUT = 0.1
# Its waits between attempts are cut short: they are no part of what is counted.
SHORT = 0.001


def main(address: str) -> None:
    """Answers calls until the input ends."""
    import composio_client  # type: ignore[import-not-found]

    true_sleep = asyncio.sleep

    async def short_sleep(seconds: float, *more: Any) -> Any:
        return await true_sleep(min(seconds, SHORT), *more)

    wait = time.sleep

    def short_wait(seconds: float) -> None:
        wait(min(seconds, SHORT))

    time.sleep = short_wait  # type: ignore[assignment]
    given: dict[str, Any] = {"api_key": "ak_example", "base_url": address, "timeout": TIMEOUT}
    client = composio_client.Composio(**given)
    later = composio_client.AsyncComposio(**given)
    composio_client._base_client.anyio.sleep = short_sleep
    loop = asyncio.new_event_loop()
    for line in sys.stdin:
        asked = json.loads(line)
        call = {"tool_slug": asked["slug"], **asked["body"]}
        try:
            answer: Any
            if asked["is_async"]:
                answer = loop.run_until_complete(later.tools.execute(**call))
            else:
                answer = client.tools.execute(**call)
            told: dict[str, Any] = {"body": answer.model_dump()}
        except Exception as problem:  # noqa: BLE001 - whatever it raises is what it tells
            told = {"unanswered": isinstance(problem, composio_client.APIConnectionError)}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
