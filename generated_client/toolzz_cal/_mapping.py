# Edit this in generator/runtime/_mapping.py; `make generate` copies it into the client.
"""What each action is on the direct route, in words: for the command line and for pages, out of `operations.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

CREDENTIALS = {
    "key": "API key",
    "key-or-client": "API key, or platform client",
    "client": "platform client: cal_client_id and cal_client_secret; else the API key of an owner of its organization",
    "optional": "API key or platform client, if there is one",
    "none": "nothing",
    "user-token": "access token of a managed user, as cal_api_key",
}
STATES = {
    "redirect": "Cal.com answers a redirect; its target is the answer and is not followed",
    "removed": "newer servers of Cal.com no longer have it",
    "broken": "Cal.com's servers are known to refuse it",
    "composed": "Cal.com has no such request; the answer is made from another one",
}
_ENCODINGS = {
    "list": "a list of one",
    "integers": "distinct whole numbers",
    "object": "the JSON object that the text holds",
    "brackets": "`{name}[]` for each value",
    "comma": "one value with commas",
}


class Mapped(NamedTuple):
    """An action, and the Cal.com request that it stands for.

    Attributes:
        operation: The method that runs it, such as `bookings.cancel`.
        slug: The action.
        effect: Whether it reads, writes or destroys.
        method: HTTP method.
        path: Path below the root of the API, with `{name}` for each argument in it.
        version: The header `cal-api-version`; None when none is sent.
        credential: What signs the request, a key of `CREDENTIALS`.
        body: Fixed members of the body; None when a body is sent only if an argument travels in it.
        needs: Fields that Cal.com requires and the documents do not.
        state: Why it does not work like others, a key of `STATES`; None when it does.
        arguments: Place (`in`), name and perhaps encoding (`encode`) of each argument.
        flag: The flag of an integration that lets its agent run it; None when none does.
        timezone: The argument that takes the integration's time zone; None when none does.
        note: What to know before choosing a route; empty when there is nothing.
    """

    operation: str
    slug: str
    effect: str
    method: str
    path: str
    version: str | None
    credential: str
    body: dict[str, Any] | None
    needs: tuple[str, ...]
    state: str | None
    arguments: dict[str, dict[str, str]]
    flag: str | None
    timezone: str | None
    note: str

    @property
    def resource(self) -> str:
        """What the method belongs to, such as `bookings`."""
        return self.operation.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The method without its resource."""
        return self.operation.rpartition(".")[2]

    def otherwise(self) -> Iterator[tuple[str, str]]:
        """The arguments that do not go as they are to where their method puts them, each with how it travels."""
        usual = "query" if self.method in ("GET", "DELETE") else "body"
        for name, placed in self.arguments.items():
            wire, place = placed["name"], placed["in"]
            told = [_ENCODINGS[placed["encode"]].format(name=wire)] if "encode" in placed else []
            if place != "path" and (wire, place) != (name, usual):
                told.insert(0, f"`{wire}` in the {place}")
            if told:
                yield name, ", ".join(told)


def mapped(operations: Mapping[str, Any]) -> tuple[Mapped, ...]:
    """Every action among these facts, resource by resource, in the order of names."""
    found = [_mapped(name, told) for name, told in operations.items() if "cal" in told]
    return tuple(sorted(found, key=lambda each: (each.resource, each.name)))


def _mapped(name: str, told: Mapping[str, Any]) -> Mapped:
    cal, agent = told["cal"], told.get("agent", {})
    return Mapped(
        operation=name,
        slug=told["slug"],
        effect=told["effect"],
        method=cal["method"],
        path=cal["path"],
        version=cal.get("version"),
        credential=cal.get("credential", "key"),
        body=cal.get("body"),
        needs=tuple(cal.get("needs", ())),
        state=cal.get("state"),
        arguments=cal["arguments"],
        flag=agent.get("flag"),
        timezone=agent.get("timezone"),
        note=told.get("note", ""),
    )
