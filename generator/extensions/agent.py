"""Which flag of a ToolzzAI integration lets its agent run an operation, out of `x-agent`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.reading import Mapping
from generator.errors import SpecError

FLAGS = ("checkAvailabilityEnabled", "createBookingEnabled")


@dataclass(frozen=True, slots=True)
class Permission:
    """The flag, and the argument, as a dotted path, that takes the integration's time zone where it is missing."""

    flag: str
    timezone: str = ""


def permission(operation: Mapping, arguments: Mapping | None) -> Permission | None:
    """What an operation says, if anything. Raises a `SpecError` for what could not be kept."""
    if "x-agent" not in operation:
        return None
    told = operation["x-agent"]
    if not isinstance(told, Mapping) or not {"flag"} <= told.keys() <= {"flag", "timezone"}:
        raise SpecError(operation.where("x-agent"), f"x-agent is {told!r}", "Write flag:, and timezone: if need be")
    if told["flag"] not in FLAGS:
        raise SpecError(told.where("flag"), f"flag is {told['flag']!r}", f"Write one of {', '.join(FLAGS)}")
    timezone = told.get("timezone", "")
    properties = arguments.get("properties", {}) if arguments is not None else {}
    if "timezone" in told and (not isinstance(timezone, str) or timezone.split(".")[0] not in properties):
        what = f"timezone is {timezone!r}, which {operation['operationId']} does not have"
        raise SpecError(told.where("timezone"), what, "Name an argument")
    return Permission(told["flag"], timezone)
