"""Every type in every place: what is emitted for it imports what it names, and type checkers understand it."""

import subprocess
import sys
from typing import NamedTuple

import pytest

from generator.parse import Type
from generator.shape.types import ANY, imports, of_answer, of_argument, of_field
from tests.support.generator import generate, specification
from tests.support.typechecking import mypy

SIMPLE = {
    "text": "{type: string}",
    "whole": "{type: integer}",
    "number": "{type: number}",
    "flag": "{type: boolean}",
    "moment": "{type: string, format: date-time}",
    "local": "{type: string, format: date-time-local}",
    "day": "{type: string, format: date}",
    "uuid": "{type: string, format: uuid}",
    "values": "{type: string, enum: [Mapping, 'datetime', 'models.Part']}",
    "named_values": "{$ref: components/schemas/Shade.yaml}",
    "open_object": "{type: object}",
    "model": "{$ref: components/schemas/Part.yaml}",
    "anything": "{}",
}
# A list of these can be no attribute of a model; as an argument it can be anything.
IN_LISTS = {"text", "whole", "flag", "uuid", "values", "named_values", "open_object", "model", "anything"}
LISTS = {f"{name}_list": f"{{type: array, items: {schema}}}" for name, schema in SIMPLE.items()}
MAPS = {f"{name}_map": f"{{type: object, additionalProperties: {schema}}}" for name, schema in SIMPLE.items()}
MAPS["model_list_map"] = f"{{type: object, additionalProperties: {LISTS['model_list']}}}"
ARGUMENTS = {**SIMPLE, **LISTS, **MAPS}
FIELDS = {**SIMPLE, **{name: LISTS[name] for name in LISTS if name.removesuffix("_list") in IN_LISTS}, **MAPS}
PATHS = ("text", "whole", "number", "flag", "moment", "day", "uuid", "values", "named_values")
ANSWERS = {
    "text": SIMPLE["text"],
    "uuid": SIMPLE["uuid"],
    "texts": LISTS["text_list"],
    "uuids": LISTS["uuid_list"],
    "model": SIMPLE["model"],
    "maybe_model": "{anyOf: [{$ref: components/schemas/Part.yaml}, {type: 'null'}]}",
    "models": LISTS["model_list"],
    "open_object": SIMPLE["open_object"],
    "anything": SIMPLE["anything"],
    "maybe_text": "{type: [string, 'null']}",
    "maybe_models": f"{{type: [array, 'null'], items: {SIMPLE['model']}}}",
}
REQUIRED = (True, False)


class Case(NamedTuple):
    """A resource with one operation, which stands alone in its module: nothing else brings in what it needs."""

    name: str
    method: str
    parameters: str
    body: str
    answer: str

    @property
    def yaml(self):
        """Its path in the specification."""
        path = f"/{self.name}/{{given}}" if "in: path" in self.parameters else f"/{self.name}"
        return (
            f"  {path}:\n    {self.method}:\n      operationId: {self.name}.run\n      x-effect: write\n"
            f"{self.parameters}{self.body}"
            '      responses: {"200": {description: ., content: {application/json: {schema: '
            f"{self.answer}}}}}}}}}\n"
        )


def parameter(place, schema, required):
    """An argument in the path or in the query."""
    return f"      parameters: [{{name: given, in: {place}, required: {str(required).lower()}, schema: {schema}}}]\n"


def body(schema, required):
    """An argument in the body."""
    keys = "required: [given], " if required else ""
    inner = f"{{type: object, {keys}properties: {{given: {schema}}}}}"
    return f"      requestBody: {{content: {{application/json: {{schema: {inner}}}}}}}\n"


def cases():
    """A case for every type in every place in which it may stand."""
    text = SIMPLE["text"]
    for name, schema in ARGUMENTS.items():
        for required in REQUIRED:
            kind = "needed" if required else "optional"
            yield Case(f"{name}_in_body_{kind}", "post", "", body(schema, required), text)
            if name in SIMPLE or name in LISTS:
                yield Case(f"{name}_in_query_{kind}", "get", parameter("query", schema, required), "", text)
    for name in PATHS:
        yield Case(f"{name}_in_path", "get", parameter("path", SIMPLE[name], True), "", text)
    for name, schema in ANSWERS.items():
        yield Case(f"{name}_answered", "get", "", "", schema)


def model_name(name, required, nullable):
    """The class of the model with one attribute of a type."""
    parts = [*name.split("_"), "needed" if required else "optional", *(["nullable"] if nullable else [])]
    return "".join(part.capitalize() for part in parts)


def models():
    """A model for every type an attribute may have: required, not required, and with null."""
    for name, schema in FIELDS.items():
        for required in REQUIRED:
            keys = "required: [given]\n" if required else ""
            yield model_name(name, required, False), f"type: object\n{keys}properties:\n  given: {schema}\n"
            if schema.startswith("{type: ") and "enum" not in schema:
                kind, _, rest = schema.removeprefix("{type: ").partition(",")
                kind = kind.removesuffix("}")
                nullable = f"{{type: [{kind}, 'null']{',' + rest if rest else '}'}"
                text = f"type: object\n{keys}properties:\n  given: {nullable}\n"
                yield model_name(name, required, True), text.replace("components/schemas/", "")


@pytest.fixture(scope="module")
def emitted(tmp_path_factory):
    """A package with a module for each type in each place."""
    folder = tmp_path_factory.mktemp("types")
    found = dict(models())
    paths = "".join(case.yaml for case in cases())
    for name in found:
        schema = f"{{$ref: components/schemas/{name}.yaml}}"
        paths += Case(f"of_{name.lower()}", "get", "", "", schema).yaml
    root = f'openapi: 3.1.0\ninfo: {{title: T, version: "1"}}\nservers: [{{url: https://api.example.com}}]\npaths:\n{paths}'
    files = {f"components/schemas/{name}.yaml": text.replace("components/schemas/", "") for name, text in found.items()}
    files["components/schemas/Part.yaml"] = "type: object\nproperties: {size: {type: integer}}\n"
    files["components/schemas/Shade.yaml"] = "type: string\nenum: [light, dark]\n"
    assert 0 == generate(specification(folder / "spec", {"openapi.yaml": root, **files}), folder / "typed")
    return folder


def test_each_module_names_nothing_that_it_does_not_import(emitted):
    """And imports nothing that it does not name."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select=F", "typed"]
    done = subprocess.run(command, cwd=emitted, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert len(list((emitted / "typed" / "resources").glob("*.py"))) > 200
    assert len(list((emitted / "typed" / "models").glob("*.py"))) > 80


def test_mypy_understands_every_module(emitted):
    """Signatures, attributes and what the methods return fit together."""
    done = mypy("--strict", "--config-file=", "-p", "typed", cwd=emitted)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_imports_follow_the_words_of_annotations():
    """Never the text of values: those only look like types."""
    values = Type("literal", values=("datetime", "Sequence[UUID]"))
    annotations = [
        of_argument(values, required=True),
        of_argument(Type("uuid"), required=False),
        of_field(ANY, required=False),
    ]
    assert (("typing", ("Any", "Literal")), ("uuid", ("UUID",))) == imports(annotations)
    assert ["Literal['datetime', 'Sequence[UUID]']", "UUID | str | None", "Any"] == [str(each) for each in annotations]
    assert ((".part", ("Part",)),) == imports([of_field(Type("model", "Part"), required=True)])
    assert (("..", ("models",)),) == imports([of_answer(Type("list", item=Type("model", "Part")))])
