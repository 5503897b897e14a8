"""State machines for what is not created, listed and deleted like the rest: calendars and ToolzzAI's integrations."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.seed import CREDENTIAL

from tests.support.crud_resources import OPERATIONS
from tests.support.mock import ToolzzHeaders
from tests.support.model import Model

CALENDARS = ("desk@example.com", "holidays@example.com")
EXAMPLE = OPERATIONS["calcom_integrations.update"].example or {}
SETTINGS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Desk", "Front desk"]),
        "prompt": st.sampled_from(["Offer two times.", "Offer three times."]),
        "unitId": st.sampled_from(["5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35", "6e3d8f95-02bc-4a4f-9b71-3fad5c802b46"]),
        "createBookingEnabled": st.booleans(),
        "checkAvailabilityEnabled": st.booleans(),
    }
)


class SelectedCalendars(Model):
    """Selects calendars and takes that back."""

    def begin_with_more(self) -> None:
        """What the list of calendars says before anything is done."""
        self.selected = self.now_selected()

    def now_selected(self) -> set[str]:
        """The calendars of the account that are marked as selected."""
        found = self.answer("calendars.list")["connectedCalendars"]
        return {
            each["externalId"]
            for group in found
            for each in group.get("calendars", ())
            if each["isSelected"] and each["externalId"] in CALENDARS
        }

    @rule(calendar=st.sampled_from(CALENDARS))
    def add(self, calendar: str) -> None:
        """It is selected from then on."""
        place = {"integration": "google_calendar", "credentialId": CREDENTIAL}
        self.answer("selected_calendars.add", externalId=calendar, **place)
        self.selected.add(calendar)
        assert self.now_selected() == self.selected, "selected_calendars.add"

    @rule(calendar=st.sampled_from(CALENDARS))
    def remove(self, calendar: str) -> None:
        """It is no more; one that is not selected is refused."""
        place = {"integration": "google_calendar", "credentialId": str(CREDENTIAL)}
        done, _ = self.ask("selected_calendars.remove", externalId=calendar, **place)
        assert done is (calendar in self.selected)
        self.selected.discard(calendar)
        assert self.now_selected() == self.selected, "selected_calendars.remove: it lingers"


class Integrations(Model):
    """Makes integrations and changes them."""

    def begin_with_more(self) -> None:
        """None has been made yet."""
        self.integrations: dict[str, dict[str, Any]] = {}

    def call(self, verb: str, path: str = "", body: dict[str, Any] | None = None) -> Any:
        """What ToolzzAI answers."""
        content = json.dumps(body).encode() if body else b""
        reply = self.mock.handle(Request(verb, f"/api/v1/calcom/integration{path}", (), dict(ToolzzHeaders), content))
        assert reply.status == 200, reply.body
        self.succeeded[f"calcom_integrations: {verb}"] = 1
        return reply.json()

    @rule(settings=SETTINGS)
    def make(self, settings: dict[str, Any]) -> None:
        """Each has an id of its own and what was sent."""
        made = self.call("POST", "", {**EXAMPLE, **settings, "apiKey": "cal_example"})
        assert made["id"] not in self.integrations
        self.integrations[made["id"]] = made
        self.look(made["id"], settings)

    @precondition(lambda self: self.integrations)
    @rule(data=st.data(), settings=SETTINGS)
    def change(self, data: st.DataObject, settings: dict[str, Any]) -> None:
        """It has what was sent, and all others are as before."""
        id = data.draw(st.sampled_from(sorted(self.integrations)))
        self.integrations[id] = self.call("PUT", f"/{id}", {**EXAMPLE, **settings})
        self.look(id, settings)

    def look(self, id: str, settings: dict[str, Any]) -> None:
        """Reads all of them."""
        assert settings == {name: self.integrations[id][name] for name in settings}
        for each, held in self.integrations.items():
            assert self.call("GET", f"/{each}") == held, "calcom_integrations.get: it is another"
        unit = self.integrations[id]["unitId"]
        listed = [each for each in self.call("GET", f"/unit/{unit}")["data"] if each["id"] in self.integrations]
        every = [held for held in self.integrations.values() if held["unitId"] == unit]
        assert listed == every, "calcom_integrations.list: not those of the unit"
