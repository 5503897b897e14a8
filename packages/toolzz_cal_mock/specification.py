"""What the mock knows of the specification: arguments, routes of the ToolzzAI API, and validators.

It is what the client knows, so that both always speak of the same specification.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from toolzz_cal import operations
from toolzz_cal.operations import Operation

from .paths import Paths, names_in

ENVELOPE = "ExecuteRequest"  # the schema of what the gateway needs besides arguments


class Specification:
    """All operations, found by name, by slug or, those of the ToolzzAI API, by route."""

    def __init__(self) -> None:
        self.schemas = operations.schemas()
        self.operations = {each.name: each for each in operations.every()}
        self.by_slug = {slug: each for each in operations.every() for slug in each.slugs}
        self._toolzz: Paths[tuple[Operation, list[str]]] = Paths()
        for each in operations.every():
            if each.request is None:
                self._toolzz.at(each.path)[each.method] = (each, names_in(each.path))

    def toolzz(self, method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
        """The operation of a ToolzzAI request, its path arguments, and whether the path exists for any method."""
        found, values = self._toolzz.find(path)
        if found is None or method not in found:
            return None, {}, found is not None
        operation, names = found[method]
        return operation, dict(zip(names, values, strict=True)), True

    def toolzz_methods(self, path: str) -> list[str]:
        """The methods that a path of the ToolzzAI API has."""
        return sorted(self._toolzz.find(path)[0] or ())

    def argument_errors(self, operation: Operation, arguments: object) -> list[Violation]:
        """What is wrong with arguments; empty when nothing is."""
        return _violations(self._validator(operation.name, "arguments"), arguments)

    def answer_errors(self, operation: Operation, body: object) -> list[Violation]:
        """What is wrong with an answer; empty when nothing is."""
        return _violations(self._validator(operation.name, "answer"), body)

    def envelope_errors(self, body: object) -> list[Violation]:
        """What is wrong with what an action's request has besides the arguments; empty when nothing is."""
        return _violations(self._envelope_validator(), body)

    def validator(self, schema: dict[str, Any]) -> Callable[[object], list[Violation]]:
        """What tells what is wrong by a schema."""
        built = self._built(schema)
        return lambda value: _violations(built, value)

    def whole(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A schema with the schemas that it refers to, and no others."""
        needed = {each: self.schemas[each] for each in _reachable(schema, self.schemas)}
        return {**schema, "$defs": {**needed, **schema.get("$defs", {})}} if needed else schema

    @cache  # noqa: B019 - one specification lives as long as the process
    def _validator(self, name: str, part: str) -> Any:
        return self._built(self.operations[name].facts[part])

    @cache  # noqa: B019
    def _envelope_validator(self) -> Any:
        return self._built(self.schemas[ENVELOPE])

    def _built(self, schema: dict[str, Any]) -> Any:
        import jsonschema_rs

        # Only the schemas it reaches: with all of them each validator would take long to build and much memory.
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.whole(schema)}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


class Violation(NamedTuple):
    """One thing that is wrong: where, which keyword says so, in words; the value there, and what the keyword wants."""

    path: str
    keyword: str
    message: str
    value: Any = None
    limit: Any = None

    @property
    def told(self) -> str:
        """Where and what in the words of the validator, which knows what is missing only by what lacks it."""
        place = self.path.rpartition(".")[0] if self.keyword == "required" else self.path
        return f"{place}: {self.message}" if place else self.message

    @property
    def rule(self) -> str:
        """The rule of class-validator that Cal.com has in place of the keyword."""
        if self.keyword == "type":
            return _TYPE_RULES.get(str(self.limit), ("type", ""))[0]
        if self.keyword == "format":
            return _FORMAT_RULES.get(self.limit, ("isString", ""))[0]
        return _RULES.get(self.keyword, (self.keyword or "schema", ""))[0]

    @property
    def words(self) -> str:
        """What is wrong, in words, with the name of the argument."""
        name = self.path or "body"
        if self.keyword == "type":
            form = _TYPE_RULES.get(str(self.limit), ("", ""))[1]
        elif self.keyword == "format":
            form = _FORMAT_RULES.get(self.limit, ("", ""))[1]
        else:
            form = _RULES.get(self.keyword, ("", ""))[1]
        listed = ", ".join(map(str, self.limit)) if isinstance(self.limit, list) else self.limit
        return f"{name} {form.format(listed)}" if form else f"{name}: {self.message}"


# Per keyword, type and format of a schema: the rule of class-validator, and its words.
_RULES = {
    "required": ("isNotEmpty", "should not be empty"),
    "enum": ("isEnum", "must be one of the following values: {}"),
    "minimum": ("min", "must not be less than {}"),
    "maximum": ("max", "must not be greater than {}"),
    "minLength": ("minLength", "must be longer than or equal to {} characters"),
    "maxLength": ("maxLength", "must be shorter than or equal to {} characters"),
    "minItems": ("arrayMinSize", "must contain at least {} elements"),
    "maxItems": ("arrayMaxSize", "must contain no more than {} elements"),
    "pattern": ("matches", "must match {} regular expression"),
    "additionalProperties": ("whitelistValidation", "should not exist"),
}
_TYPE_RULES = {
    "string": ("isString", "must be a string"),
    "integer": ("isInt", "must be an integer number"),
    "number": ("isNumber", "must be a number"),
    "boolean": ("isBoolean", "must be a boolean value"),
    "object": ("isObject", "must be an object"),
    "array": ("isArray", "must be an array"),
}
_FORMAT_RULES = {
    "date-time": ("isDateString", "must be a valid ISO 8601 date string"),
    "date": ("isIso8601", "must be a valid ISO 8601 date string"),
    "email": ("isEmail", "must be an email"),
    "uri": ("isUrl", "must be a URL address"),
}


@cache
def specification() -> Specification:
    """The specification of the installed client."""
    return Specification()


def _reachable(schema: Any, schemas: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    stack = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in schemas and name not in found:
                found.append(name)
                stack.append(schemas[name])
            stack.extend(node.values())
    return found


def _violations(validator: Any, value: object) -> list[Violation]:
    return [] if validator.is_valid(value) else list(_found(validator, value))


def _found(validator: Any, value: object) -> Iterator[Violation]:
    for error in validator.iter_errors(value):
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
        keyword = str(error.schema_path[-1]) if error.schema_path else ""
        if keyword.isdigit() and len(error.schema_path) > 1:
            keyword = str(error.schema_path[-2])
        if keyword == "required":
            path += f".{error.kind.property}"
        limit = error.kind.value[-1] if keyword == "type" else error.kind.value
        yield Violation(path.lstrip("."), keyword, error.message, error.instance, limit)
