"""What `make demo` shows: lint, bundle, regenerate, a call per upstream in process, and journeys against the mock."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from toolzz_cal import Client, models

from generator.__main__ import main as generator
from generator.check.rules import check, operations
from generator.document.bundle import bundle
from generator.document.reading import Mapping
from generator.document.references import follow
from workshop.site.journey import main as journey

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"


def answers(document: Mapping) -> httpx.MockTransport:
    """A transport that checks the credential and gives back the specification's own example of each answer."""
    routes = {(route.method.upper(), route.path): route.operation for route in operations(document)}

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.startswith("/api/v1/calcom/integration/"):
            path = "/api/v1/calcom/integration/{integrationId}"
        operation = routes[request.method, path]
        response = follow(document, operation["responses"]["200"])
        return httpx.Response(200, json=response["content"]["application/json"]["example"])

    return httpx.MockTransport(answer)


def summary(folder: Path, seconds: float) -> str:
    """Operations, models, files and lines of the emitted package."""
    sources = list(folder.rglob("*.py"))
    lines = sum(source.read_text("utf-8").count("\n") for source in sources)
    facts = json.loads((folder / "operations.json").read_text("utf-8"))["operations"]
    classes = len(list((folder / "models").glob("*.py"))) - 1
    return f"{len(facts)} operations, {classes} models, {len(sources)} files, {lines:,} lines, {seconds:.1f} s"


def main() -> int:
    """Runs the demonstration and answers an exit code."""
    started = time.perf_counter()
    document = bundle(SPEC, SPEC.relative_to(ROOT))
    check(document)
    print(f"linted   {len(list(operations(document)))} operations: nothing to complain about")
    for command in ("bundle", "generate"):
        if code := generator([command]):
            return code
    print("made     " + summary(ROOT / "generated_client" / "toolzz_cal", time.perf_counter() - started))
    print("\nOne call per upstream, answered in process with the specification's examples:\n")
    http = httpx.Client(transport=answers(document))
    with Client(
        toolzz_token="example-token",  # noqa: S106 - a fake
        composio_api_key="ak_example",
        user_id="user-example",
        http_client=http,
    ) as client:
        calls(client)
    journey()
    return 0


def calls(client: Client) -> None:
    """A ToolzzAI operation, a read and a write."""
    integration = client.calcom_integrations.get(integration_id="0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20")
    show("client.calcom_integrations.get(…)", integration.title, integration.timezone, integration.created_at)
    slots = client.slots.available(
        event_type_id=10482,
        start_time=datetime(2027, 3, 9, tzinfo=UTC),
        end_time=datetime(2027, 3, 12, tzinfo=UTC),
    )
    show("client.slots.available(…)", f"{sum(map(len, slots.data.slots.values()))} free slots", slots.log_id)
    booked = client.bookings.create(
        start=datetime(2027, 3, 9, 14, tzinfo=UTC),
        event_type_id=10482,
        attendee=models.AttendeeInput(name="Ana Prado", email="ana.prado@example.com", time_zone="America/Sao_Paulo"),
    )
    show("client.bookings.create(…)", booked.data.uid, booked.data.status, booked.data.start)


def show(call: str, *values: Any) -> None:
    """One line per call."""
    print(f"  {call:36} → {' · '.join(str(value) for value in values)}")


if __name__ == "__main__":
    sys.exit(main())
