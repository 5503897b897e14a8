"""Which door a request is for, and what it asks for there."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..messages import Request
from ..problems import Problem
from ..specification import specification
from .base import Door, Target
from .cal import Cal
from .gateway import Gateway
from .toolzz import Toolzz


@cache
def doors() -> tuple[Door, ...]:
    """One for each upstream; the last takes what is for none."""
    known = specification()
    return Gateway(known), Toolzz(known), Cal(known)


def target_of(request: Request) -> Target:
    """Where a request leads."""
    for door in doors():
        target = door.target(request)
        if target is not None:
            return target
    return Target(doors()[-1], None, {})


def arguments_of(request: Request) -> dict[str, Any]:
    """The arguments of a request's operation, by the operation's own names; none if they can't be read."""
    target = target_of(request)
    try:
        return target.door.read(request, target)
    except Problem:
        return {}
