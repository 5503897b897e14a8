"""A tool of the gateway, as facts of the action that it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolzz_cal._json import is_array, is_object

from .cleaning import Cleaner
from .sent import Facts, facts_of, operation_of
from .words import FactsError


@dataclass(frozen=True, slots=True)
class Tool:
    """What the gateway says of a tool.

    Attributes:
        facts: The facts of its operation, for a comparison with what is sent.
        version: The toolkit version that this is said of; empty when that is not told.
        versions: All versions, the newest first.
        is_deprecated: Whether it is about to go.
    """

    facts: Facts
    version: str
    versions: tuple[str, ...]
    is_deprecated: bool


def tool(content: dict[str, Any], name: str, slug: str) -> Tool:
    """Reads the answer of `GET /api/v3.1/tools/{slug}`.

    Raises:
        FactsError: It is no answer about this tool, or its schema can't be read.
    """
    schema = content.get("input_parameters")
    if content.get("slug") != slug or not is_object(schema):
        raise FactsError(f"The gateway does not tell the arguments of {slug}", "Look whether the address is right")
    clean = Cleaner(slug, schema.get("$defs", schema.get("definitions")))
    facts = facts_of(name, operation_of("POST", f"/{slug}", clean.schema(schema)), clean.schemas)
    listed = content.get("available_versions")
    known = {each for each in (listed if is_array(listed) else ()) if isinstance(each, str) and len(each) <= 40}
    version = content.get("version")
    told = version if isinstance(version, str) and len(version) <= 40 else ""
    return Tool(facts, told, tuple(sorted(known, reverse=True)), content.get("is_deprecated") is True)
