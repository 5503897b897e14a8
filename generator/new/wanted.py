"""What a new action is to be, and whether there is a place for it."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
EFFECTS = ("read", "write", "destroy")
OPERATIONS = Path("spec/operations")
RESPONSES = Path("spec/components/responses")
EXECUTE = "/api/v3.1/tools/execute/"
_FAILURES = ("GatewayError", "GatewayRateLimited")


class NewError(Exception):
    """There can be no such action; the message says why, and what can be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action that is to be.

    Attributes:
        name: Of the operation, such as `bookings.add_guests`.
        slug: What the gateway calls it, `CAL_…`.
        method: Of the Cal.com request.
        path: Of the Cal.com request; each of its parameters becomes an argument.
        effect: `read`, `write` or `destroy`.
        version: The header cal-api-version.
        answer: A file of spec/components/responses, without `.yaml`.
    """

    name: str
    slug: str
    method: str
    path: str
    effect: str
    version: str
    answer: str

    @property
    def file(self) -> Path:
        """Its file below `spec/operations`."""
        return Path(*self.name.split(".")).with_suffix(".yaml")

    @property
    def parameters(self) -> list[str]:
        """The parameters of its path, in order."""
        return re.findall(r"\{(\w+)\}", self.path)


def wanted(
    root: Path,
    name: str,
    *,
    slug: str,
    method: str,
    path: str,
    effect: str,
    version: str | None = None,
    answer: str | None = None,
) -> Wanted:
    """A new action of a tree; version and answer are those of its neighbours unless they are named.

    Raises:
        NewError: It exists, has no place, or contradicts itself.
    """
    method = method.upper()
    known = operations(root)
    _check_name(root, name, known)
    if re.fullmatch(r"CAL_[A-Z0-9_]+", slug) is None:
        raise NewError(f"{slug!r} is no slug such as CAL_CANCEL_BOOKING_VIA_UID")
    if f"{EXECUTE}{slug}:" in (root / "spec/openapi.yaml").read_text("utf-8"):
        raise NewError(f"{slug} exists already, in spec/openapi.yaml")
    if method not in METHODS:
        raise NewError(f"the method must be one of {', '.join(METHODS)}, not {method!r}")
    if re.fullmatch(r"/v2(/[A-Za-z0-9-]+|/\{[a-z][A-Za-z0-9]*\})+", path) is None:
        raise NewError(f"{path!r} is no path of Cal.com's API such as /v2/bookings/{{bookingUid}}/cancel")
    _check_effect(method, effect)
    if (taken := _taken(known, f"{method} {path}")) is not None:
        raise NewError(f"{method} {path} is the request of {taken} already")
    siblings = [each for other, each in known.items() if other.rpartition(".")[0] == name.rpartition(".")[0]]
    version = version or _usual_version(siblings)
    if version is None:
        raise NewError("no neighbour says which cal-api-version it is for: name it with --version")
    answer = answer or _usual_answer(siblings)
    answers = sorted(each.stem for each in (root / RESPONSES).glob("*.yaml") if each.stem not in _FAILURES)
    if answer not in answers:
        near = _near(answer or "", answers)
        raise NewError(f"there is no answer {answer!r} in {RESPONSES}{near}; name one with --answer")
    return Wanted(name, slug, method, path, effect, version, answer)


def operations(root: Path) -> dict[str, dict[str, Any]]:
    """The actions of a tree by name, each as its file says it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for file in sorted((root / OPERATIONS).rglob("*.yaml")):
        for held in yaml.load(file.read_text("utf-8"), loader).values():  # noqa: S506 - both loaders are safe
            if isinstance(held, dict) and "operationId" in held:
                found[held["operationId"]] = held
    return found


def _check_name(root: Path, name: str, known: Iterable[str]) -> None:
    if re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", name) is None:
        raise NewError(f"{name!r} is no name such as bookings.add_guests: a resource, a dot, a verb, in lower case")
    resource, _, verb = name.rpartition(".")
    if keyword.iskeyword(verb):
        raise NewError(f"{verb} is a word of Python, and can be no method")
    if name in known:
        raise NewError(f"{name} exists already")
    resources = {each.rpartition(".")[0] for each in known}
    if resource not in resources:
        near = _near(resource, resources)
        raise NewError(f"there is no resource {resource!r}{near}; a new one needs a tag and a folder first")
    if (root / OPERATIONS / Path(*name.split("."))).is_dir():
        raise NewError(f"{name} is a resource, and can be no operation as well")


def _check_effect(method: str, effect: str) -> None:
    if effect not in EFFECTS:
        raise NewError(f"the effect must be one of {', '.join(EFFECTS)}, not {effect!r}")
    if method == "DELETE" and effect != "destroy":
        raise NewError("what Cal.com does as DELETE has the effect destroy")
    if method not in ("GET", "DELETE") and effect == "read":
        raise NewError(f"what Cal.com does as {method} is no read")


def _requests(held: dict[str, Any]) -> list[dict[str, Any]]:
    said = held.get("x-cal") or []
    return said if isinstance(said, list) else [said]


def _taken(known: dict[str, dict[str, Any]], request: str) -> str | None:
    plain = re.sub(r"\{\w+\}", "{}", request)
    for name, held in known.items():
        if plain in [re.sub(r"\{\w+\}", "{}", str(each.get("request"))) for each in _requests(held)]:
            return name
    return None


def _usual_version(siblings: list[dict[str, Any]]) -> str | None:
    found = [str(each["version"]) for held in siblings for each in _requests(held) if "version" in each]
    return max(found, key=found.count) if found else None


def _usual_answer(siblings: list[dict[str, Any]]) -> str | None:
    found = [Path(str(held["responses"].get("200", {}).get("$ref", ""))).stem for held in siblings]
    found = [each for each in found if each]
    return max(found, key=found.count) if found else None


def _near(name: str, known: Iterable[str]) -> str:
    found = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" (perhaps {found[0]})" if found else ""
