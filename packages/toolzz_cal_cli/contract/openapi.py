"""A document of Cal.com's own API, as facts of the operations that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolzz_cal._json import is_array, is_object

from .cleaning import Cleaner
from .sent import Facts, in_path, operation_of, parameter
from .values import Schema, Values
from .words import FactsError

_METHODS = ("get", "put", "post", "delete", "patch")
_VERSION_HEADER = "cal-api-version"
_VERSION = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)
# Headers that say who asks, which the client sends by itself.
_OWN_HEADERS = ("accept", "authorization", "content-type", "x-cal-")
_JSON = "application/json"
_LONGEST_CHAIN = 8


class Document:
    """What a document tells, by method and path."""

    def __init__(self, content: dict[str, Any], shown: str) -> None:
        """Reads it. `shown` is how messages name it. Raises a `FactsError` for one that is no document of an API."""
        self._content, self.shown = content, shown
        if not str(content.get("openapi", "")).startswith("3.") or not is_object(content.get("paths")):
            raise FactsError(f"{shown} is no OpenAPI document of version 3", "Give the one that Cal.com publishes")
        components = content.get("components")
        self._clean = Cleaner(shown, components.get("schemas") if is_object(components) else None, is_prose=True)
        self.schemas = self._clean.schemas
        self._items = {_blank(path): (path, item) for path, item in content["paths"].items() if is_object(item)}

    def operation(self, ours: Facts) -> Facts | None:
        """What the document tells of a request, as facts; what it does not tell is as the client has it.

        None when it has none by this method and path, whatever names the path has.
        """
        method, path = ours["method"], ours["path"]
        theirs, item = self._items.get(_blank(path), ("", {}))
        operation = item.get(method.lower()) if method.lower() in _METHODS else None
        if not is_object(operation):
            return None
        renamed = dict(zip(in_path(theirs), in_path(path), strict=False))
        # What stands in the path is taken there, whether or not it is listed as well.
        parameters = {("path", name): parameter(name, "path", {}, is_required=True) for name in in_path(path)}
        versions: tuple[str, ...] = ()
        for told in self._parameters(item, operation):
            name, place = str(told["name"]), str(told["in"])
            if place == "header" and name.lower() == _VERSION_HEADER:
                versions = _versions(told)
            elif place == "query" or (place == "path" and name in renamed) or _is_missed(name, place, told):
                name = renamed[name] if place == "path" else name.partition("[")[0]
                schema = self._clean.schema(told.get("schema"))
                parameters[place, name] = parameter(name, place, schema, is_required=told.get("required") is True)
        body = self._content_of(self._followed(operation.get("requestBody")))
        if not Values(self.schemas).of(body).properties:
            body = ours["arguments"]
        cal = ours["cal"]
        if versions and cal.get("version") not in versions:
            cal = {**cal, "version": versions[0]}
        more = {"parameters": list(parameters.values()), "answer": self._answer(operation), "cal": cal}
        return operation_of(method, path, body, **more)

    def _parameters(self, item: dict[str, Any], operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for holder in (item, operation):
            listed = holder.get("parameters")
            for told in listed if is_array(listed) else ():
                found = self._followed(told)
                if isinstance(found.get("name"), str) and isinstance(found.get("in"), str):
                    yield found

    def _answer(self, operation: dict[str, Any]) -> Schema:
        responses = operation.get("responses")
        told = responses if is_object(responses) else {}
        success = next((told[status] for status in sorted(told) if str(status).startswith("2")), None)
        answer = self._content_of(self._followed(success))
        values = Values(self.schemas)
        whole = values.of(answer).properties
        payload = values.of(whole.get("data", {})).properties
        # An envelope that is its own payload is a slip of whoever wrote the document, and tells nothing.
        return {} if "data" in payload and payload.keys() == whole.keys() else answer

    def _content_of(self, holder: dict[str, Any]) -> Schema:
        """The schema of a body in JSON, or else of the first kind that is told."""
        content = holder.get("content")
        kinds = content if is_object(content) else {}
        kind = kinds.get(_JSON, next(iter(kinds.values()), None))
        return self._clean.schema(kind.get("schema")) if is_object(kind) else {}

    def _followed(self, node: object) -> dict[str, Any]:
        """What a reference inside the document leads to."""
        for _ in range(_LONGEST_CHAIN):
            if not is_object(node) or "$ref" not in node:
                return node if is_object(node) else {}
            reference = str(node["$ref"])
            node = self._content if reference.startswith("#/components/") else None
            for step in reference.split("/")[1:]:
                node = node.get(step) if is_object(node) else None
            if node is None:
                cure = "Give one document that holds all it refers to; neither files nor addresses are followed"
                raise FactsError(f"{self.shown} refers to {reference!r}, which it does not hold", cure)
        raise FactsError(f"{self.shown}: references form a circle, or too long a chain", "Break the circle")


def _blank(path: str) -> str:
    """A path, whatever the names in it."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/")


def _versions(told: dict[str, Any]) -> tuple[str, ...]:
    """The versions that a header is told to have: those it lists, or else those that its text names."""
    schema: dict[str, Any] = told["schema"] if is_object(told.get("schema")) else {}
    listed: list[Any] = [schema.get("default"), told.get("example")]
    if is_array(schema.get("enum")):
        listed = schema["enum"]
    texts = [value for value in (*listed, told.get("description")) if isinstance(value, str)]
    return tuple(dict.fromkeys(version for text in texts for version in _VERSION.findall(text[:2_000])))


def _is_missed(name: str, place: str, told: dict[str, Any]) -> bool:
    """Whether a header or cookie has to be sent that the client does not know."""
    is_own = place == "header" and name.lower().startswith(_OWN_HEADERS)
    return place in ("header", "cookie") and told.get("required") is True and not is_own
