"""Which door a request is for, and what it asks for there."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from ..messages import Request
from ..problems import Problem
from ..shapes import shapes
from ..specification import specification
from .base import Door, Target
from .cal import Cal
from .gateway import Gateway
from .routes import USUAL, Leads, routes
from .toolzz import Toolzz


@cache
def doors(generation: str) -> tuple[Door, ...]:
    """One for each upstream, Cal.com as servers of a generation are; the last takes what is for none."""
    known = specification()
    return Gateway(known, shapes()), Toolzz(known), Cal(partial(routes, known, generation))


def target_of(request: Request, generation: str = USUAL) -> Target:
    """Where a request leads."""
    for door in doors(generation):
        target = door.target(request)
        if target is not None:
            return target
    return Target(doors(generation)[-1], None, Leads())


def arguments_of(request: Request, target: Target | None = None) -> dict[str, Any]:
    """The arguments of a request's operation, by the operation's own names; none if they can't be read.

    They are read from what came, as the door reads them. What became of them in the mock since changes nothing here.
    """
    target = target or target_of(request)
    try:
        return target.door.read(request, target)
    except Problem:
        return {}
