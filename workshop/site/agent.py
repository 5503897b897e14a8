"""An agent that finds a free slot and books it through the tools, against the mock server, told as it happens.

Where a real agent asks a language model, this one follows a script, so that it needs no network: `Model.next` gets what
a vendor would get, the definitions of the tools and the conversation, and answers with the next call or with words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from toolzz_cal import Client
from toolzz_cal.models import CalcomIntegration
from toolzz_cal.tools import Tools

from workshop.site.journey import mock_server, tell

WISH = "Please book me an onboarding call on the ninth of March. I am Ana Prado, ana.prado@example.com."
MOST_TURNS = 8


@dataclass(frozen=True)
class ToolCall:
    """What a model asks for: a tool, and its arguments as JSON text."""

    name: str
    arguments: str


class Model:
    """Stands in for a language model: it looks for slots, books the third, and reports."""

    def next(self, definitions: list[dict[str, Any]], conversation: list[dict[str, Any]]) -> ToolCall | str:
        """The next call, or the last words."""
        last = conversation[-1]
        if last["role"] == "user":
            day = {"startTime": "2027-03-09T00:00:00Z", "endTime": "2027-03-10T00:00:00Z"}
            return ToolCall("slots_available", json.dumps({"eventTypeId": 10482, **day, "slotFormat": None}))
        if last["is_error"]:
            return f"I could not do it. {last['content']}"
        data = json.loads(last["content"])["data"]
        if last["name"] == "slots_available":
            slot = data["slots"]["2027-03-09"][2]
            attendee = {"name": "Ana Prado", "email": "ana.prado@example.com"}
            # Nobody offered this tool if the integration forbids booking. A model may ask for it all the same.
            return ToolCall(
                "bookings_create", json.dumps({"start": slot["time"], "eventTypeId": 10482, "attendee": attendee})
            )
        return f"Booked: {data['title']}, {data['start']}."


def run_agent(client: Client, integration: CalcomIntegration, wish: str) -> str:
    """The loop: offer the tools, run what the model asks for, give the results back, until it answers in words."""
    tools, model = Tools(client, allowed_for=integration), Model()
    definitions = tools.definitions("openai", strict=True)
    tell("Tools offered", len(definitions), "booking allowed" if "bookings_create" in tools else "booking not allowed")
    conversation: list[dict[str, Any]] = [{"role": "user", "content": wish}]
    for _ in range(MOST_TURNS):
        step = model.next(definitions, conversation)
        if isinstance(step, str):
            return step
        result = tools.run(step.name, step.arguments)
        tell(f"{step.name} {step.arguments}"[:44], "refused" if result.is_error else f"{len(result.text):,} characters")
        conversation.append({"role": "tool", "name": step.name, "content": result.text, "is_error": result.is_error})
    raise SystemExit("The model did not come to an end")


def upcoming(client: Client) -> int:
    """How many bookings lie ahead."""
    return len(list(client.bookings.iterate(status=["upcoming"])))


def main() -> None:
    """Runs the agent with an integration that lets it book, and with one that does not."""
    settings: dict[str, Any] = {
        "title": "Scheduling desk",
        "unit_id": "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35",
        "calcom_username": "leo-souza",
        "timezone": "America/Sao_Paulo",
        "prompt": "Offer two free times and book the one the customer picks.",
        "check_availability_enabled": True,
    }
    with (
        mock_server() as url,
        Client(base_url=url, toolzz_token="example-token", composio_api_key="ak_example", user_id="user-1") as client,  # noqa: S106 - fakes
    ):
        before = upcoming(client)
        print(f"\nAn agent and its tools, against the mock server at {url}:\n")
        integration = client.calcom_integrations.create(
            **settings,
            api_key="cal_example",
            create_booking_enabled=True,
        )
        tell("The agent says", run_agent(client, integration, WISH))
        print("\nThe same after booking was switched off on the platform:\n")
        integration = client.calcom_integrations.update(
            integration_id=str(integration.id), **settings, create_booking_enabled=False
        )
        tell("The agent says", run_agent(client, integration, WISH))
        tell("Bookings made", upcoming(client) - before)


if __name__ == "__main__":
    main()
