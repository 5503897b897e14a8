"""What the rules are tried on: a mock at a standing clock, asked over HTTP in process, with short ways to fill it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.wire import path_of, request_from

BOOKINGS, EVENT_TYPES, SCHEDULES, SLOTS = "2024-08-13", "2024-06-14", "2024-06-11", "2024-04-15"
ROME = "Europe/Rome"
START = "2030-01-08T13:00:00.000Z"
Row = dict[str, Any]
_NONE: Any = object()


class Answer:
    """A reply, read."""

    def __init__(self, reply: Reply) -> None:
        self.status, self.headers = reply.status, reply.headers
        self.text = reply.body.decode()
        self.body = json.loads(self.text) if self.text.startswith(("{", "[")) else self.text

    @property
    def data(self) -> Any:
        """The payload, if there is one."""
        return self.body.get("data") if isinstance(self.body, dict) else None

    @property
    def message(self) -> str:
        """The words of a refusal, with or without Cal.com's envelope."""
        inner = self.body.get("error", self.body) if isinstance(self.body, dict) else {"message": self.body}
        return str(inner.get("message"))

    def must(self, status: int, *words: str) -> Answer:
        """Asserts the status, and that the body says all of the words."""
        assert self.status == status, self.text[:300]
        assert [word for word in words if word.lower() not in self.text.lower()] == [], self.text[:300]
        return self


class Cal:
    """A mock. Strict: each key sees its own data and no key is a 401; else no key is nobody's in particular."""

    def __init__(self, *, strict: bool = True) -> None:
        now = datetime(2027, 3, 1, 12, tzinfo=UTC)
        self.mock = Mock(now=now, running=False, seed_data="empty", strict_auth=strict)
        self.world, self.seed, self.clock = self.mock.world, self.mock.seed, self.mock.clock
        self.cookies: dict[str, str] = {}
        self._made = 0

    def number(self) -> int:
        """A number that was not given before."""
        self._made += 1
        return self._made

    def call(
        self,
        method: str,
        path: str,
        body: Any = _NONE,
        *,
        key: str | Row | None = None,
        version: str | None = BOOKINGS,
        client: Row | None = None,
        headers: dict[str, str] | None = None,
        query: Any = None,
    ) -> Answer:
        """Sends a request: `key` is a key or its user, `query` text or pairs, `client` the OAuth client that asks."""
        sent = {} if body is _NONE else {"content-type": "application/json"}
        if key:
            sent["authorization"] = f"Bearer {key if isinstance(key, str) else key['_key']}"
        if version:
            sent["cal-api-version"] = version
        if client:
            sent |= {"x-cal-client-id": client["id"], "x-cal-secret-key": client["secret"]}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        path, _, inline = path.partition("?")
        written = query if isinstance(query, str) else urlencode(query or (), doseq=True)
        content = b"" if body is _NONE else json.dumps(body).encode()
        pairs = [(name.lower().encode(), value.encode()) for name, value in (sent | (headers or {})).items()]
        whole = "&".join(part for part in (inline, written) if part).encode()
        answer = Answer(self.mock.handle(request_from(method, path_of(path.encode()), whole, pairs, content)))
        assert self.mock.errors == []
        if "set-cookie" in answer.headers:
            name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def user(self, name: str = "Owner", zone: str = ROME, *, schedule: bool = True, **fields: Any) -> Row:
        """A user, with office hours in their zone unless said otherwise."""
        number = self.number()
        settings = {"email": f"u{number}@api.com", "username": f"user-{number}", "key": f"cal_key_{number}", **fields}
        row = self.seed.user(f"{name} {number}", with_schedule=schedule, time_zone=zone, **settings)
        return self.world.table("users")[row["id"]]

    def _kind(self, length: int, fields: Row) -> Row:
        number = self.number()
        return {"title": f"Kind {number}", "slug": f"kind-{number}", "length": length, **fields}

    def kind(self, owner: Row, length: int = 60, **fields: Any) -> Row:
        """An event type of a user."""
        return self.seed.event_type(owner, **self._kind(length, fields))

    def team_kind(self, team: Row, hosts: Any, scheduling: str, length: int = 60, **fields: Any) -> Row:
        """An event type of a team; hosts are ids or rows."""
        chosen = [{"userId": each} if isinstance(each, int) else each for each in hosts]
        return self.seed.team_event_type(team, chosen, scheduling, **self._kind(length, fields))

    def team(self, owner: Row, org: Row | None = None, **fields: Any) -> Row:
        """A team of one, in an organization or outside."""
        name = fields.pop("name", f"Team {self.number()}")
        return self.seed.team_of(owner, name=name, organization=org, **fields)

    def org(self, owner: Row | None, **fields: Any) -> Row:
        """An organization."""
        return self.seed.organization(fields.pop("name", f"Org {self.number()}"), owner, **fields)

    def join(self, user: Row, team: Row, role: str = "MEMBER", accepted: bool = True) -> Row:
        """Makes a user a member of a team or organization."""
        return self.seed.membership(user, team, role, accepted=accepted)

    def booking(self, kind: Row, start: Any, **fields: Any) -> Row:
        """A booking that nobody asked for, whether or not its time is free."""
        oldie = {"name": "Oldie", "email": "oldie@gmail.com", "timeZone": ROME, "language": "lv"}
        return self.seed.booking(kind, start, fields.pop("attendee", oldie), **fields)

    def order(self, kind: Row | None, start: str = START, **more: Any) -> Row:
        """The body of a booking."""
        rita = {"name": "Rita", "email": "rita@example.org", "timeZone": ROME, "language": "it"}
        chosen = {} if kind is None else {"eventTypeId": kind["id"]}
        return {"start": start, "attendee": rita | more.pop("attendee", {}), **more, **chosen}

    def book(self, kind: Row, start: str = START, *, key: Any = None, **more: Any) -> Answer:
        """Books."""
        return self.call("POST", "/v2/bookings", self.order(kind, start, **more), key=key)

    def slots(self, query: Any, key: Any = None, version: str = SLOTS) -> Answer:
        """Asks for slots."""
        return self.call("GET", "/v2/slots/available", key=key, version=version, query=query)


def one_user(strict: bool = True, **kind: Any) -> tuple[Cal, Row, Row]:
    """A mock with a user and an event type of theirs."""
    cal = Cal(strict=strict)
    owner = cal.user()
    return cal, owner, cal.kind(owner, **kind)


def org_with_team(strict: bool = True) -> dict[str, Any]:
    """An organization with an owner, an admin, two members and a team of these; and an outsider with a team."""
    cal = Cal(strict=strict)
    found: dict[str, Any] = {name: cal.user(name.title()) for name in ("admin", "one", "two", "outsider", "boss")}
    found["org"] = cal.org(found["boss"])
    found["team"] = cal.team(found["boss"], found["org"])
    for name, role in (("admin", "ADMIN"), ("one", "MEMBER"), ("two", "MEMBER")):
        cal.join(found[name], found["org"], role)
    for name in ("one", "two"):
        cal.join(found[name], found["team"])
    return found | {"cal": cal, "other": cal.team(found["outsider"])}


def times(slots: Any) -> dict[str, list[str]]:
    """When slots begin, day by day."""
    return {day: [each["time"] for each in rows] for day, rows in slots["slots"].items()}


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    year, month, day, *rest = parts
    return datetime(year, month, day, *rest, tzinfo=UTC)
