"""Schemas in a form that only depends on what they allow.

A schema is read as its forms: for each JSON type the ways in which a value of that type can be right. References,
`allOf`, unions with null, enums with null, lists of types and the rest of the wording leave no trace in them, so that
what is written anew without a change of meaning compares equal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.diff.forms import ANYTHING, FREE, TYPES, Form, Forms, Schema, bounds, either, kind_of, meet, text
from generator.diff.load import Document

MAX_FORMS = 400

_SIZES = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}
_WHOLE: dict[str, tuple[str, ...]] = {
    "string": ("contentEncoding", "contentMediaType", "contentSchema"),
    "array": ("contains", "minContains", "maxContains", "unevaluatedItems"),
    "object": ("patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies"),
}
_WHOLE_ANY = ("not", "if", "then", "else")
_TOLD = {"title", "description", "example", "examples", "default", "deprecated", "externalDocs", "$comment"}


class Reader:
    """Reads the schemas of one document. Its nodes are told apart by identity, so they must outlive the reader."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, ...], Forms] = {}
        self._named: dict[int, Forms] = {}

    def forms(self, schema: Schema) -> Forms:
        """The forms of a value that all nodes of a schema apply to."""
        key = tuple(map(id, schema))
        if key not in self._known:
            forms = ANYTHING
            for node in schema:
                forms = self._both(forms, self._node(node, ()))
            self._known[key] = forms
        return self._known[key]

    def component(self, schema: Schema) -> tuple[str, Any]:
        """The name and node of the component that a schema is, texts beside the reference apart; else no name."""
        node = schema[0] if len(schema) == 1 else None
        while isinstance(node, dict):
            if "$ref" in node and (self._document.is_3_0 or all(_is_told(key) for key in node.keys() - {"$ref"})):
                return self._document.resolve(node)
            branches = node.get("allOf")
            if not branches or len(branches) > 1 or not all(_is_told(key) for key in node.keys() - {"allOf"}):
                break
            node = branches[0]
        return "", None

    def notes(self, schema: Schema) -> dict[str, tuple[Any, bool]]:
        """What is told about a value without constraining it, and whether it stands outside any component."""
        found: dict[str, tuple[Any, bool]] = {}
        stack = [(node, True, 0) for node in reversed(schema)]
        while stack:
            node, own, depth = stack.pop()
            if not isinstance(node, dict) or depth > 20:
                continue
            if "$ref" in node:
                name, target = self._document.resolve(node)
                stack.append((target, own and not name, depth + 1))
                if self._document.is_3_0:
                    continue
            else:
                inner = list(node.get("allOf") or ())
                if "allOf" not in node:
                    variants = [*(node.get("anyOf") or ()), *(node.get("oneOf") or ())]
                    some = [each for each in variants if not isinstance(each, dict) or each.get("type") != "null"]
                    inner = some if len(some) == 1 else []
                stack.extend((each, own, depth + 1) for each in reversed(inner))
            for key, value in node.items():
                if _is_told(key) and key not in ("nullable", "$comment"):
                    found.setdefault(key, (value, own))
        return found

    def _node(self, node: Any, trail: tuple[int, ...]) -> Forms:
        if not isinstance(node, dict):
            return {} if node is False else ANYTHING
        if id(node) in trail:  # a schema that is no more than itself
            return ANYTHING
        if len(trail) > 60:
            raise self._document.problem("References and allOf form too long a chain", "Shorten it")
        key, trail = (id(node),), (*trail, id(node))
        if key in self._known:
            return self._known[key]
        if "$ref" in node:
            forms = self._component(node, trail)
            if not self._document.is_3_0:
                forms = self._both(self._variants(node, self._own(node), trail), forms)
        else:
            forms = self._variants(node, self._own(node), trail)
            if self._document.is_3_0 and node.get("nullable") is True:
                forms = {**forms, "null": (FREE["null"],)}
        self._known[key] = forms
        return forms

    def _component(self, node: dict[str, Any], trail: tuple[int, ...]) -> Forms:
        name, target = self._document.resolve(node)
        forms = self._node(target, trail)
        if not name:
            return forms
        if id(target) not in self._named:
            self._named[id(target)] = {
                kind: tuple(each if each.name or each.is_free else replace(each, name=name) for each in every)
                for kind, every in forms.items()
            }
        return self._named[id(target)]

    def _variants(self, node: dict[str, Any], forms: Forms, trail: tuple[int, ...]) -> Forms:
        for branch in node.get("allOf") or ():
            forms = self._both(forms, self._node(branch, trail))
        for key in ("anyOf", "oneOf"):
            if node.get(key):
                forms = self._both(forms, either([self._node(each, trail) for each in node[key]]))
        return forms

    def _own(self, node: dict[str, Any]) -> Forms:
        told = node.get("type")
        values = node.get("enum") if "const" not in node else [node["const"]]
        kinds = [told] if isinstance(told, str) else list(told or ())
        if not kinds:
            kinds = list(TYPES) if values is None else [kind_of(each) for each in values]
        is_whole = "integer" in kinds and "number" not in kinds
        kinds = ["number" if each == "integer" else each for each in kinds]
        found: Forms = {}
        for kind in TYPES:
            if kind not in kinds:
                continue
            form = self._of_type(kind, node, whole=is_whole)
            if values is not None:
                unique = {text(each): each for each in values if kind_of(each) == kind}
                if not unique:
                    continue
                every = kind == "null" or (kind == "boolean" and len(unique) == 2)
                form = form if every else replace(form, values=tuple(unique.values()))
            found[kind] = (FREE[kind] if form.is_free else form,)
        return found

    def _of_type(self, kind: str, node: dict[str, Any], *, whole: bool) -> Form:
        limits = {key: node[key] for key in _SIZES.get(kind, ()) if node.get(key) and key.startswith("min")}
        limits |= {key: node[key] for key in _SIZES.get(kind, ()) if key in node and key.startswith("max")}
        if kind == "string" and "pattern" in node:
            limits["pattern"] = frozenset([node["pattern"]])
        if kind in ("string", "number") and "format" in node:
            limits["format"] = node["format"]
        if kind == "number":
            limits |= bounds(node, whole=whole)
        if kind == "array" and node.get("uniqueItems") is True:
            limits["uniqueItems"] = True
        others = {key: self._print(node[key], ()) for key in _WHOLE.get(kind, ()) if key in node}
        others |= {key: self._print(node[key], ()) for key in _WHOLE_ANY if key in node}
        if kind == "array":
            items = () if node.get("items", True) in (True, {}) else (node["items"],)
            return Form(
                kind,
                limits=limits,
                whole=others,
                items=items,
                prefix=tuple((each,) for each in node.get("prefixItems") or ()),
            )
        if kind != "object":
            return Form(kind, limits=limits, whole=others)
        extra = [node.get("additionalProperties", True), node.get("unevaluatedProperties", True)]
        if "discriminator" in node:
            others["discriminator"] = str(node["discriminator"].get("propertyName"))
        return Form(
            kind,
            limits=limits,
            whole=others,
            properties={key: (each,) for key, each in (node.get("properties") or {}).items() if each is not False},
            required=frozenset(node.get("required") or ()),
            extra=tuple(each for each in extra if each not in (True, {})),
        )

    def _print(self, node: Any, trail: tuple[int, ...]) -> str:
        """The text of a constraint with references written out and everything told left out."""
        if isinstance(node, list):
            return f"[{', '.join(self._print(each, trail) for each in node)}]"
        if not isinstance(node, dict):
            return text(node)
        name, target = self._document.resolve(node)
        if id(target) in trail or len(trail) > 8:
            return f"<{name}>"
        if target is not node:
            return self._print(target, (*trail, id(target)))
        inner = (f"{text(key)}: {self._print(node[key], trail)}" for key in sorted(node) if not _is_told(key))
        return f"{{{', '.join(inner)}}}"

    def _both(self, first: Forms, second: Forms) -> Forms:
        if first is ANYTHING or second is ANYTHING:
            return second if first is ANYTHING else first
        found: Forms = {}
        for kind in first:
            pairs = [(a, b) for a in first[kind] for b in second.get(kind, ())]
            if len(pairs) > MAX_FORMS:
                raise self._document.problem("Unions inside allOf multiply beyond measure", "Write them more plainly")
            if met := tuple(form for a, b in pairs if (form := meet(a, b)) is not None):
                found[kind] = met
        return found


def _is_told(key: str) -> bool:
    return key in _TOLD or key.startswith("x-") or key in ("readOnly", "writeOnly")
