"""Events on demand: what Cal.com would send of what need not happen here, and listeners that hear everything."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from toolzz_cal import operations
from toolzz_cal._nearest import did_you_mean, nearest

from .deliveries import Deliveries, Delivery
from .payload_bookings import STATUS
from .payloads import FORMS, MEETINGS, body_of
from .problems import BadRequest, NotFound
from .targets import refusal
from .world.base import Event, Row, World, stamp
from .world.webhooks import LISTENER, TRIGGERS, VERSION, WEBHOOKS

MOST_LISTENERS = 100
_LONGEST = 200  # characters of a path


@cache
def events() -> dict[str, Row]:
    """What the specification says of each event, by its name. Shared: not to be changed."""
    return operations.events()


def trigger(world: World, deliveries: Deliveries, name: object, overrides: Mapping[str, Any]) -> list[Delivery]:
    """Has every active webhook that subscribes to an event be sent one, whoever it belongs to.

    The body is what the mock sends of the latest booking, or the specification's example where it sends none.

    Args:
        world: Whose rows it is about.
        deliveries: What sends it.
        name: Of the event, such as `BOOKING_CREATED`.
        overrides: What else the payload says, by dotted paths in it: `attendees.0.email`.

    Raises:
        BadRequest: There is no such event, or a path leads nowhere.
    """
    known = events()
    if not isinstance(name, str) or name not in known:
        hint = did_you_mean(nearest(str(name)[:80].upper(), known, most=2))
        raise BadRequest(f"there is no event {str(name)[:80]!r}{hint}; there are {', '.join(known)}")
    for path in overrides:
        _steps(path)  # whether or not anybody is told
    event = _event(world, name)
    found = [row for row in world.table("webhooks").values() if row["active"] and name in row["triggers"]]
    made = [(webhook, _body(world, event, webhook, overrides)) for webhook in found]
    return [deliveries.announce(event, webhook, body) for webhook, body in made]


def listen(world: World, deliveries: Deliveries, asked: Mapping[str, Any]) -> Row:
    """Makes a webhook that hears every event of these, whomever it concerns; nobody else gets to see it.

    Args:
        world: Where.
        deliveries: What sends to it.
        asked: `url`, `secret`, and `events`, without which it hears all.

    Raises:
        BadRequest: One of them can't be so.
    """
    url, secret, wanted = asked.get("url"), asked.get("secret"), asked.get("events") or list(events())
    if not isinstance(url, str) or not isinstance(secret, str) or not secret or not isinstance(wanted, list):
        raise BadRequest('Send {"url": "http://127.0.0.1:4000/", "secret": "…"}, and perhaps {"events": [...]}')
    if unknown := [str(each)[:80] for each in wanted if each not in events()]:
        hint = did_you_mean(nearest(unknown[0].upper(), events(), most=2))
        raise BadRequest(f"there is no event {unknown[0]!r}{hint}")
    if (why := refusal(url, deliveries.allowed_hosts, deliveries.own_ports)) is not None:
        raise BadRequest(why)
    listeners = WEBHOOKS.rows(world, (LISTENER, True))
    if len(listeners) >= MOST_LISTENERS:
        raise BadRequest(f"there are {MOST_LISTENERS} listeners already")
    return WEBHOOKS.put(
        world,
        {
            "id": f"listener_{uuid.uuid4().hex}",
            "subscriberUrl": url,
            "triggers": wanted,
            "active": True,
            "payloadTemplate": None,
            "secret": secret,
            "createdAt": stamp(world.now()),
            "platform": False,
            "version": VERSION,
            LISTENER: True,
        },
    )


def unlisten(world: World, id: str) -> None:
    """Takes a listener away, with nothing else that a webhook leaves behind. Raises `NotFound` if there is none."""
    row = world.table("webhooks").get(id)
    if row is None or not row.get(LISTENER):
        raise NotFound(f"There is no listener {id[:80]}")
    world.remove("webhooks", id)


def _event(world: World, name: str) -> Event:
    """An event of what is there: the latest booking, else what the example tells."""
    now = stamp(world.now())
    example = _example(name)
    if name == "OOO_CREATED":
        return Event(name, now, example["payload"]["oooEntry"], {})
    if name in FORMS:
        return Event(name, now, example["payload"], {})
    bookings = [row for row in world.table("bookings").values() if row["status"] != "cancelled"]
    if name in TRIGGERS and bookings:
        return Event(name, now, bookings[-1], {})
    return Event(name, now, {}, {})


def _body(world: World, event: Event, webhook: Row, overrides: Mapping[str, Any]) -> Row:
    """The body of a delivery, with what is said otherwise."""
    if event.row:
        body = deepcopy(body_of(world, event, webhook))
    else:
        body = {**_example(event.trigger), "triggerEvent": event.trigger}
        if "createdAt" in body:
            body["createdAt"] = event.created_at
        if event.trigger in STATUS and isinstance(body.get("payload"), dict):
            body["payload"]["status"] = STATUS[event.trigger]
    target = body if event.trigger in MEETINGS or not isinstance(body.get("payload"), dict) else body["payload"]
    for path, value in overrides.items():
        _put(target, path, value)
    return body


def _example(name: str) -> Row:
    """The specification's example of a body. Events of one kind share one."""
    found: Row = deepcopy(events()[name].get("example") or {"triggerEvent": name, "createdAt": "", "payload": {}})
    return found


def _put(target: Any, path: str, value: Any) -> None:
    """Puts a value at a dotted path: keys of objects, which are made if need be, and numbers of entries of lists."""
    *steps, last = _steps(path)
    for step in steps:
        if isinstance(target, list):
            target = target[_index(target, step, path)]
        elif isinstance(target, dict):
            if not isinstance(target.get(step), dict | list):
                target[step] = {}
            target = target[step]
    if isinstance(target, list):
        target[_index(target, last, path)] = value
    else:
        target[last] = value


def _steps(path: str) -> list[str]:
    """The keys of a path."""
    steps = path.split(".")
    if len(path) > _LONGEST or not all(steps):
        raise BadRequest(f"{path[:80]!r} is no path; write keys with dots between, such as attendees.0.email")
    return steps


def _index(entries: list[Any], step: str, path: str) -> int:
    if not step.isdecimal() or int(step) >= len(entries):
        raise BadRequest(f"{path[:80]!r} leads nowhere: at {step[:20]!r} there are {len(entries)} entries, from 0 on")
    return int(step)
