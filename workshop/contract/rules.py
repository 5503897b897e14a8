"""Our own rules, for what neither linter sees. Each takes the bundled document and gives findings, a line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from workshop.contract.documents import document
from workshop.contract.running import Failed

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON = "application/json"
Document = dict[str, Any]
_NAMED = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)`")
_TEXTS = ("summary", "description", "note")


def check() -> str:
    """All of them."""
    findings = [found for rule in RULES for found in rule(document())]
    if findings:
        raise Failed(findings)
    return f"{len(RULES)} rules, {len(list(_operations(document())))} operations"


def links(document: Document) -> Iterator[str]:
    """A link leads to an operation that exists, and fills parameters that it has."""
    operations = {operation["operationId"]: operation for _, operation in _operations(document)}
    for place, link in _links(document):
        name = link.get("operationId")
        if name is None:
            continue
        if name not in operations:
            yield f"{place}: there is no operation {name!r}"
            continue
        known = {_followed(document, each)["name"] for each in operations[name].get("parameters", ())}
        for parameter in link.get("parameters", {}):
            if parameter.rpartition(".")[2] not in known:
                yield f"{place}: {name} has no parameter {parameter!r}"


def names_in_texts(document: Document) -> Iterator[str]:
    """An operation that a text names exists."""
    names = {operation["operationId"] for _, operation in _operations(document)}
    families = {name.partition(".")[0] for name in names}
    for place, node in _nodes(document):
        for key in _TEXTS:
            if isinstance(text := node.get(key), str):
                for name in _NAMED.findall(text):
                    if name.partition(".")[0] in families and name not in names:
                        yield f"{place}/{key}: there is no operation {name!r}"


def ids_of_examples(document: Document) -> Iterator[str]:
    """The example of reading one thing answers the thing that its example asks for."""
    for place, operation in _operations(document):
        if not operation["operationId"].endswith(".get"):
            continue
        asked = _asked(document, operation)
        answer = _answered(document, operation)
        path = operation.get("x-cal", {}).get("request", place)  # the last name in it is the thing's own
        for name in [name for name in re.findall(r"{(\w+)}", path)[-1:] if name in asked]:
            key = "uid" if name.endswith("Uid") else "id"
            if isinstance(answer, dict) and key in answer and str(answer[key]) != str(asked[name]):
                yield f"{place}: the example asks for {name} {asked[name]!r} and answers {key} {answer[key]!r}"


def triggers_of_examples(document: Document) -> Iterator[str]:
    """The example of a webhook's body names a trigger that has this body."""
    users: dict[str, list[str]] = {}
    for trigger, item in document.get("webhooks", {}).items():
        users.setdefault(str(item["post"]["requestBody"].get("$ref", trigger)), []).append(trigger)
    for trigger, item in document.get("webhooks", {}).items():
        body = item["post"]["requestBody"]
        example = _followed(document, body)["content"][JSON].get("example")
        named = example.get("triggerEvent") if isinstance(example, dict) else None
        if named not in users[str(body.get("$ref", trigger))]:
            yield f"#/webhooks/{trigger}: the example's triggerEvent is {named!r}"


RULES: tuple[Callable[[Document], Iterator[str]], ...] = (links, names_in_texts, ids_of_examples, triggers_of_examples)


def _operations(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", {"parameters": [], **item, **item[method]}


def _links(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, node in _nodes(document):
        has_links = "description" in node or place.endswith("/components")  # else `links` is a name like any other
        if not has_links:
            continue
        for name, link in (node.get("links") or {}).items():
            yield f"{place}/links/{name}", _followed(document, link)


def _nodes(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the document with its place; what is inside an example is data."""
    stack: list[tuple[str, Any]] = [("#", document)]
    while stack:
        place, node = stack.pop()
        if isinstance(node, list):
            stack += [(f"{place}/{index}", each) for index, each in enumerate(node)]
        elif isinstance(node, dict):
            yield place, node
            stack += [(f"{place}/{key}", each) for key, each in node.items() if key not in ("example", "examples")]


def _followed(document: Document, node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def _asked(document: Document, operation: dict[str, Any]) -> dict[str, Any]:
    """What the examples of an operation's arguments are."""
    parameters = [_followed(document, each) for each in operation.get("parameters", ())]
    asked = {each["name"]: each["example"] for each in parameters if "example" in each}
    body = _followed(document, operation.get("requestBody", {})).get("content", {}).get(JSON, {}).get("example", {})
    arguments = body.get("arguments", body) if isinstance(body, dict) else {}
    return {**asked, **arguments}


def _answered(document: Document, operation: dict[str, Any]) -> Any:
    """The example of an answer, out of the wrappings of the gateway and of Cal.com."""
    answer = _followed(document, operation["responses"].get("200", {})).get("content", {}).get(JSON, {}).get("example")
    for _ in range(2):
        if isinstance(answer, dict) and isinstance(answer.get("data"), dict) and "id" not in answer:
            answer = answer["data"]
    return answer
