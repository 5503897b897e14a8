"""Changes JSON as JSON: types swapped, keys dropped, copied or written twice, nulls, nests, endless numbers."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.0, -0.0, 1e308, float("inf"), float("nan"), 10**40, 2**63, "", "null", "\ud800", "\x00", "𝄞",
    "2027-03-09T14:00:00Z", "2027-02-30", "2027-03-09 14:00:00.123", [], {}, [[]], [{}], {"": {}}, [None, 1, "1", True],
)  # fmt: skip
NESTS = (3, 60, 300, 700, 990, 5_000)


def mutated(content: bytes, seed: int) -> bytes | None:
    """Other JSON like this; None for what is no JSON."""
    chance = random.Random(seed)
    try:
        value = json.loads(content)
        for _ in range(chance.randint(1, 4)):
            value = _changed(value, chance)
        made = json.dumps(value, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)
    except (ValueError, RecursionError):  # no JSON, or too deep a nest
        return None
    if chance.random() < 0.1:
        depth = chance.choice(NESTS)
        made = made.replace("null", "[" * depth + "]" * depth, 1)
    if chance.random() < 0.1 and made.startswith('{"'):
        made = made[:-1] + "," + made[1 : made.find(":")] + ":7}"
    return made.encode("utf-8", "surrogatepass")


def _changed(value: Any, chance: random.Random) -> Any:
    if not isinstance(value, dict | list) or not value or chance.random() < 0.05:
        return _odd(chance)
    key = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
    turn = chance.random()
    if turn < 0.5:
        value[key] = _changed(value[key], chance)
    elif turn < 0.7:
        value[key] = _odd(chance)
    elif turn < 0.8:
        del value[key]
    elif isinstance(value, list):
        value.append(copy.deepcopy(value[key]))
    else:
        other = chance.choice(list(value))
        value[key], value[other] = value[other], value[key]
        if turn > 0.95:
            value[f"{key}x"] = _odd(chance)
    return value


def _odd(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice(ODD))
