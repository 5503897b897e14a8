"""The operations of a document with everything that belongs to each, wherever the document keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.diff.check import METHODS
from generator.diff.forms import Schema, text
from generator.diff.load import Document

_VARIABLE = re.compile(r"\{([^{}]*)\}")
# Headers that OpenAPI describes elsewhere.
_UNREAD = {"accept", "content-type", "authorization"}
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Media:
    """What a body or answer holds in one format."""

    schema: Schema
    encoding: str
    examples: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument outside the body."""

    name: str
    place: str
    required: bool
    schema: Schema
    style: str
    node: Node


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answers with a status."""

    node: Node
    media: dict[str, Media]
    headers: dict[str, Parameter]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation. `named` tells that it has an operationId; `credentials` are alternatives, each a set of needs."""

    name: str
    named: bool
    method: str
    path: str
    servers: tuple[str, ...]
    credentials: frozenset[frozenset[str]]
    parameters: dict[tuple[str, str], Parameter]
    body: Node | None
    media: dict[str, Media]
    answers: dict[str, Answer]
    node: Node

    @property
    def is_action(self) -> bool:
        """Whether the gateway runs it: arguments and answers are wrapped then."""
        return "x-cal" in self.node

    @property
    def template(self) -> str:
        """The path whatever its arguments are called."""
        return _VARIABLE.sub("{}", self.path)

    @property
    def path_names(self) -> list[str]:
        """The names in the path, in its order."""
        return _VARIABLE.findall(self.path)


def operations(document: Document) -> list[Operation]:
    """Every operation of `paths`, in the document's order."""
    return [
        _operation(document, path, method, item)
        for path, item in (document.content.get("paths") or {}).items()
        if path.startswith("/")
        for method, item in _methods(document, item)
    ]


def called_back(document: Document, node: Any, name: str = "") -> dict[str, Operation]:
    """What the server calls: the `webhooks` of a document or the `callbacks` of an operation, by name."""
    return {
        " ".join(filter(None, (name, str(key), method))): _operation(document, str(key), method, item)
        for key, item in (node or {}).items()
        if not str(key).startswith("x-")
        for method, item in _methods(document, item)
    }


def _methods(document: Document, item: Any) -> Iterator[tuple[str, Node]]:
    node = document.resolve(item)[1]
    return ((method, node) for method in METHODS if method in node)


def _operation(document: Document, path: str, method: str, item: Node) -> Operation:
    node: Node = item[method]
    root = document.content
    servers = node.get("servers") or item.get("servers") or root.get("servers") or [{"url": "/"}]
    body = document.resolve(node["requestBody"])[1] if "requestBody" in node else None
    parameters = {}
    for holder in (item, node):
        for each in holder.get("parameters") or ():
            parameter = _parameter(document, document.resolve(each)[1])
            if parameter.place != "header" or parameter.name.lower() not in _UNREAD:
                key = parameter.name.lower() if parameter.place == "header" else parameter.name
                parameters[parameter.place, key] = parameter
    return Operation(
        str(node.get("operationId") or f"{method.upper()} {path}"),
        bool(node.get("operationId")),
        method.upper(),
        path,
        tuple(_server(each) for each in servers),
        _credentials(document, node.get("security", root.get("security"))),
        parameters,
        body,
        _media(document, body or {}),
        {
            str(status): _answer(document, document.resolve(each)[1])
            for status, each in (node.get("responses") or {}).items()
            if not str(status).startswith("x-")
        },
        node,
    )


def _parameter(document: Document, node: Node, *, name: str = "", place: str = "") -> Parameter:
    place = place or str(node["in"])
    media = next(iter((node.get("content") or {}).items()), None)
    style = str(node.get("style") or ("form" if place in ("query", "cookie") else "simple"))
    explode = node.get("explode", style == "form")
    told = f"{style}{', exploded' if explode else ''}{', reserved' if node.get('allowReserved') else ''}"
    schema = node.get("schema", True)
    if media is not None:
        told, schema = media[0], media[1].get("schema", True)
    elif place in ("path", "query", "header", "cookie") and _is_plain(document, schema):
        told = told.replace(", exploded", "")  # one value is written the same either way
    required = node.get("required") is True or place == "path"
    return Parameter(name or str(node["name"]), place, required, (schema,), told, node)


def _is_plain(document: Document, schema: Any) -> bool:
    node = document.resolve(schema)[1]
    told = node.get("type") if isinstance(node, dict) else None
    kinds: list[Any] = [told] if isinstance(told, str) else list(told or ())
    return bool(kinds) and "array" not in kinds and "object" not in kinds


def _media(document: Document, holder: Node) -> dict[str, Media]:
    found = {}
    for name, node in (holder.get("content") or {}).items():
        examples = text([node.get("example"), node.get("examples")])
        found[name.split(";")[0].strip().lower()] = Media(
            (node.get("schema", True),), text(node.get("encoding") or {}), examples
        )
    return found


def _answer(document: Document, node: Node) -> Answer:
    headers = {
        name.lower(): _parameter(document, document.resolve(each)[1], name=name, place="answer")
        for name, each in (node.get("headers") or {}).items()
        if name.lower() != "content-type"
    }
    return Answer(node, _media(document, node), headers)


def _server(node: Node) -> str:
    url = str(node["url"])
    for name, variable in (node.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url.rstrip("/")


def _credentials(document: Document, security: Any) -> frozenset[frozenset[str]]:
    schemes = (document.content.get("components") or {}).get("securitySchemes") or {}
    return frozenset(
        frozenset(
            need
            for name, scopes in each.items()
            for need in _needs(document.resolve(schemes.get(name, {"type": name}))[1], scopes)
        )
        for each in (security or [{}])
    )


def _needs(scheme: Node, scopes: Iterable[str]) -> Iterator[str]:
    """What a scheme asks for, by what it is and not by its name."""
    kind = str(scheme.get("type"))
    told = {
        "apiKey": f"an API key in the {scheme.get('in')} `{scheme.get('name')}`",
        "http": f"HTTP {str(scheme.get('scheme', '')).lower()} authentication",
        "oauth2": "OAuth 2",
        "openIdConnect": f"OpenID Connect of {scheme.get('openIdConnectUrl')}",
    }.get(kind, kind)
    yield told
    yield from (f"the scope `{scope}` of {told}" for scope in scopes)
