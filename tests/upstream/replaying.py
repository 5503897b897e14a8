"""Replays a recorded journey on a mock in process, through its Cal.com door, and tells what differs in each step."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.wire import path_of, request_from

from . import tolerances
from .comparing import Comparison, Difference
from .identities import Identities

JOURNEYS = Path(__file__).with_name("journeys")
SECRET, SIGNING = "example-client-secret", b"s3cret"
JSON = "application/json"


@dataclass
class Outcome:
    """What came of a step. One that is undetermined was not compared; `blocked` asks about what the mock never made."""

    step: dict[str, Any]
    status: int | None = None
    differences: list[Difference] = field(default_factory=list)
    blocked: bool = False
    undetermined: bool = False

    @property
    def family(self) -> str:
        """The family of operations that the step belongs to."""
        if "deliveries" in self.step:
            return "deliveries"
        name = self.step.get("operation")
        if name:
            parts = name.split(".")
            return ".".join(parts[: 2 if parts[0] == "organizations" else 1])
        return "plain " + (self.step["request"]["path"].split("/") + [""] * 3)[2]


def replay(file: Path, *, as_is: bool | None = None) -> Iterator[Outcome]:
    """Replays the journey in a file.

    Args:
        file: The journey.
        as_is: Whether the mock serves Cal.com's own faults; by default where the journey met them.
    """
    text = file.read_text("utf-8")
    receiver = the_receiver() if "{{receiver}}" in text else None
    if receiver is not None:
        receiver.arrived.clear()
        text = text.replace("{{receiver}}", receiver.address)
    recording = json.loads(text.replace("{{feeds}}", "http://127.0.0.1:9"))
    if as_is is None:
        as_is = recording["name"] in tolerances.AS_IS
    return Journey(recording, receiver, as_is=as_is).run()


class Journey:
    """One journey under way."""

    def __init__(self, recording: dict[str, Any], receiver: Receiver | None = None, *, as_is: bool = False) -> None:
        self.recording, self.receiver = recording, receiver
        self.began = datetime.fromisoformat(recording["now"])
        self.mock = Mock(
            seed_data="empty",
            strict_auth=True,
            now=self.began,
            running=False,
            as_is=as_is,
        )
        self.identities = Identities()
        self.people: dict[str, dict[str, Any]] = {}
        self._begin(recording["start"])

    def _begin(self, start: dict[str, Any]) -> None:
        seed, by_id = self.mock.seed, {}
        for each in start["users"]:
            by_id[each["id"]] = self.people[each["key"]] = seed.user(
                each["name"],
                with_schedule=False,
                time_zone=each["timeZone"],
                key=f"cal_{each['key']}",
                **{name: each[name] for name in ("id", "email", "username", "weekStart", "timeFormat")},
            )
            self.identities.pair("user", each["id"], each["id"])
        organizations = {}
        for each in start["organizations"]:
            organizations[each["id"]] = seed.organization(
                each["name"],
                by_id[each["owner"]],
                [by_id[id] for id in each.get("members", ())],
                id=each["id"],
                slug=each["slug"],
                is_platform=each.get("platform", False),
            )
            self.identities.pair("team", each["id"], each["id"])
        for each in start["platform_clients"]:
            organization = organizations[each["organization"]]
            redirects = tuple(each["redirects"])
            seed.platform_client(organization, each["name"], id=each["id"], secret=SECRET, redirect_uris=redirects)

    def run(self) -> Iterator[Outcome]:
        """Takes every step, with the mock's clock at the moment it was recorded."""
        for step in self.recording["steps"]:
            self.mock.clock.set(self.began + timedelta(seconds=step.get("t", 0)))
            if "setup" in step:
                getattr(self, f"_set_up_{step['setup']}")(step)
            elif "deliveries" in step:
                yield Outcome(step, differences=self._delivered(step))
            else:
                yield self._asked(step)

    # What was made behind the API

    def _set_up_event_type(self, step: dict[str, Any]) -> None:
        settings = self.identities.ours(step["body"], "/v2/event-types")
        row = self.mock.seed.event_type(self.people[step["who"]], length=settings.pop("lengthInMinutes"), **settings)
        self.identities.pair("eventType", step["id"], row["id"])

    def _set_up_schedule(self, step: dict[str, Any]) -> None:
        self.mock.seed.schedule(self.people[step["who"]], **step["row"])

    def _set_up_booking_in_past(self, step: dict[str, Any]) -> None:
        now = self.mock.clock.now()
        uid = self.identities.text(step["uid"])
        self.mock.seed.move_booking(uid, now - timedelta(hours=1), now - timedelta(minutes=30))

    def _set_up_connections(self, step: dict[str, Any]) -> None:
        seed, by_id = self.mock.seed, {each["id"]: each for each in self.people.values()}
        for what, user, *name in step["rows"]:
            if what == "conferencing":
                seed.conferencing(by_id[user], name[0])
            elif what == "credential":
                seed.calendar_account(by_id[user], name[0], email="x@example.com")
            else:
                seed.stripe(by_id[user])

    def _set_up_rate_limit(self, step: dict[str, Any]) -> None:
        self.mock.rate_limit = step["limit"]

    # Requests

    def _asked(self, step: dict[str, Any]) -> Outcome:
        recorded = step["response"]
        outcome = Outcome(step, blocked=self._is_blocked(step), undetermined=_allowed(step, "undetermined") is True)
        state = None
        if step["request"]["method"] != "GET" and recorded["status"] >= 400 and not outcome.undetermined:
            state = self.mock.seed.state()
        reply = self._send(step, step.get("who"))
        if state is not None and reply.status < 400:
            self.mock.seed.put_back(state)  # refused in truth: what follows must not rest on it
        outcome.status = reply.status
        comparison = self._comparison(step)
        body = _read(reply)
        if outcome.undetermined:
            comparison.compare(recorded["body"], body)
            return outcome
        self._compare(comparison, step, reply.status, body)
        self._compare_headers(comparison, recorded, reply)
        outcome.differences = comparison.found
        return outcome

    def _send(self, step: dict[str, Any], who: str | None) -> Reply:
        request = step["request"]
        headers = self._credentials(who) | request.get("headers", {})
        if request.get("version"):
            headers["cal-api-version"] = request["version"]
        query = [
            (name, str(self.identities.ours(value, request["path"], re.sub(r"\[.*", "", name))))
            for name, value in request.get("query", [])
        ]
        body = b""
        if "content" in request:
            body = request["content"].encode()
        elif "body" in request:
            body = json.dumps(self.identities.ours(request["body"], request["path"])).encode()
            headers.setdefault("content-type", JSON)
        pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        path = self.identities.path(request["path"])
        return self.mock.handle(
            request_from(request["method"], path_of(path.encode()), urlencode(query).encode(), pairs, body)
        )

    def _credentials(self, who: str | None) -> dict[str, str]:
        headers: dict[str, str] = {}
        if who and who.startswith("client"):
            client = self.recording["start"]["platform_clients"][0]["id"]
            headers = {"x-cal-client-id": client, "x-cal-secret-key": SECRET}
            who = who.partition("+")[2]
        if who and who.startswith("token:"):
            token = who.removeprefix("token:")
            headers["authorization"] = f"Bearer {self.identities.texts.get(token, token)}"
        elif who:
            headers["authorization"] = f"Bearer cal_{who}"
        return headers

    def _is_blocked(self, step: dict[str, Any]) -> bool:
        text = json.dumps([step["request"], step.get("who")])
        return any(isinstance(each, str) and each in text for each in self.identities.unmade)

    # Replies

    def _comparison(self, step: dict[str, Any]) -> Comparison:
        undetermined = _allowed(step, "undetermined")
        return Comparison(
            self.identities,
            step["request"]["path"],
            step["operation"],
            undetermined=frozenset(undetermined if isinstance(undetermined, list) else ()),
            may_lack=frozenset(_allowed(step, "or_missing") or ()),
            may_add=frozenset(_allowed(step, "or_extra") or ()),
            samples=frozenset(_allowed(step, "trimmed") or ()),
            any_order=bool(_allowed(step, "unordered")),
        )

    def compared(self, step: dict[str, Any], status: int, body: Any) -> list[Difference]:
        """What differs between a step's reply and this one."""
        comparison = self._comparison(step)
        self._compare(comparison, step, status, body)
        return comparison.found

    def _compare(self, comparison: Comparison, step: dict[str, Any], status: int, body: Any) -> None:
        recorded, other = step["response"], _allowed(step, "or") or {}
        if status != recorded["status"]:
            comparison.miss(recorded["body"])
            if tolerances.BROKEN in tolerances.RULES and recorded["status"] >= 500 > status >= 400:
                return
            if other.get("status") != status:
                text = json.dumps(body, ensure_ascii=False)[:160]
                comparison.note("status", f"{status}, recorded {recorded['status']}: {text}")
            elif status >= 400:
                comparison.compare_errors(other.get("body"), body)
        elif status >= 400:
            comparison.compare_errors(recorded["body"], body)
            if comparison.found and other.get("status") == status:
                again = Comparison(self.identities, comparison.path)
                again.compare_errors(other.get("body"), body)
                if not again.found:
                    comparison.found.clear()
        else:
            comparison.compare(recorded["body"], body)

    def _compare_headers(self, comparison: Comparison, recorded: dict[str, Any], reply: Reply) -> None:
        for name, value in recorded.get("headers", {}).items():
            given = reply.headers.get(name)
            if given is None:
                comparison.note("keys", f"header {name} is missing")
            elif given != value:
                comparison.note("values", f"header {name} is {given}, recorded {value}")

    def _delivered(self, step: dict[str, Any]) -> list[Difference]:
        """Compares the webhooks that arrived since the last such step, path by path."""
        assert self.receiver is not None
        self.mock.deliveries.drain_sync()
        arrived, self.receiver.arrived[:] = list(self.receiver.arrived), []
        recorded, left = sorted(step["deliveries"], key=_place), sorted(arrived, key=_place)
        comparison = Comparison(
            self.identities, "/webhook", undetermined=frozenset(_allowed(step, "undetermined") or ())
        )
        if [each["path"] for each in recorded] != [each["path"] for each in left]:
            paths = [each["path"] for each in left]
            comparison.note("values", f"delivered to {paths}, recorded {[each['path'] for each in recorded]}")
        for each in recorded:
            other = next((one for one in left if one["path"] == each["path"]), None)
            if other is None:
                continue
            left.remove(other)
            if each["signed"] is not None and each["signed"] != other["signed"]:
                comparison.note("values", f"{each['path']} is signed {other['signed']}, recorded {each['signed']}")
            if each["content_type"] != other["content_type"]:
                comparison.note("values", f"{each['path']} is {other['content_type']}, recorded {each['content_type']}")
            body = Comparison(self.identities, "/webhook", undetermined=comparison.undetermined)
            body.compare(each["body"], other["body"])
            comparison.found += [Difference(kind, f"{each['path']} {words}") for kind, words in body.found]
        return comparison.found


def _allowed(step: dict[str, Any], key: str) -> Any:
    """What a step says under a key of `tolerances.RECORDED`."""
    return step[key] if key in step and key in tolerances.RECORDED else None


def _read(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except ValueError:
        return reply.body.decode("utf-8", "replace")


def _place(delivery: dict[str, Any]) -> tuple[str, str]:
    body = delivery["body"]
    payload = body.get("payload") if isinstance(body, dict) else None
    return delivery["path"], str((payload or {}).get("startTime"))


class Receiver:
    """Takes deliveries of webhooks on loopback."""

    def __init__(self) -> None:
        arrived = self.arrived = list[dict[str, Any]]()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                signature = self.headers.get("x-cal-signature-256")
                wanted = hmac.new(SIGNING, body, hashlib.sha256).hexdigest()
                try:
                    content = json.loads(body)
                except ValueError:
                    content = body.decode("utf-8", "replace")
                signed = signature == wanted if signature else None
                kind = self.headers.get("content-type")
                arrived.append({"path": self.path, "content_type": kind, "signed": signed, "body": content})
                self.send_response(200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}"


@cache
def the_receiver() -> Receiver:
    """The receiver of this process."""
    return Receiver()
