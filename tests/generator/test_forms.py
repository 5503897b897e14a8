"""What may have one of several forms: an answer of one or several, an argument with a choice."""

import pytest

from tests.support.generator import changed, generate, specification, tree

ONE = "{$ref: components/schemas/Lamp.yaml}"
COLOUR = "{$ref: components/schemas/Colour.yaml}"
SPEC = f"""\
openapi: 3.1.0
info: {{title: Example, version: "1"}}
servers: [{{url: https://gateway.example.com}}]
paths:
  /execute/CAL_ADD_LAMP:
    post:
      operationId: lamps.add
      x-effect: write
      x-cal:
        request: POST /v2/lamps
        needs: [shade, start]
      requestBody:
        content:
          application/json:
            schema:
              properties:
                arguments:
                  type: object
                  properties:
                    shade: {{type: string, description: Its shade.}}
                    place:
                      description: Where it stands.
                      x-source: cal-api-v2
                      anyOf: [{ONE}, {{type: string}}]
                    colours:
                      description: What it shines in.
                      x-source: cal-api-v2
                      anyOf: [{COLOUR}, {{type: string}}, {{type: array, items: {{type: string}}}}]
                    glow:
                      description: What it glows in.
                      x-source: cal-api-v2
                      anyOf: [{COLOUR}, {{type: string}}]
                    parts:
                      description: What it is made of.
                      x-source: cal-api-v2
                      anyOf: [{ONE}, {{type: string}}, {{type: array, items: {{type: string}}}}]
                    start:
                      x-source: cal-api-v2
                      description: From when.
                      anyOf: [{{type: string, format: date-time}}, {{type: string, format: date}}]
      responses:
        "200":
          description: Done.
          content:
            application/json:
              schema:
                properties:
                  data:
                    type: object
                    properties:
                      data:
                        description: The lamp, or a set of them.
                        anyOf: [{ONE}, {{type: array, items: {ONE}}}]
"""
LAMP = {
    "components/schemas/Lamp.yaml": "{title: Lamp, type: object, properties: {id: {type: integer}}}\n",
    "components/schemas/Colour.yaml": "{title: Colour, type: string, enum: [RED, BLUE]}\n",
}


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    """The module of the resource, on one line."""
    folder = tmp_path_factory.mktemp("forms")
    assert 0 == generate(specification(folder / "spec", {"openapi.yaml": SPEC, **LAMP}), folder / "out")
    return " ".join(tree(folder / "out")["resources/lamps.py"].decode().split())


def test_an_answer_of_one_or_several_is_a_series(lamps):
    """The method says so by its type, its words and what reads the answer."""
    assert "-> ActionResult[models.Lamp]:" in lamps
    assert "one_or_more(lambda: models.Lamp)" in lamps
    assert "The lamp, or a set of them. `items` holds all of them, and `data` the first." in lamps


def test_an_argument_has_each_of_its_forms(lamps):
    """A choice of an object or text, of a known text, any or several, and of a moment or a day, is the annotation."""
    assert "colours: models.Colour | str | Sequence[str] | None = None" in lamps
    assert "glow: models.Colour | str | None = None" in lamps
    assert "parts: models.Lamp | models.LampDict | str | Sequence[str] | None = None" in lamps
    assert "place: models.Lamp | models.LampDict | str | None = None" in lamps
    assert "start: datetime | str | date | None = None" in lamps
    assert "from datetime import date, datetime" in lamps


def test_what_is_beyond_the_documents_tells_its_source(lamps):
    """An argument that is marked says in its docstring where it comes from; others do not."""
    assert "place: Where it stands. (Source: Cal.com's API v2.)" in lamps
    assert "shade: Its shade. place:" in lamps


def test_only_what_the_documents_lack_is_refused_before_sending(lamps):
    """What the documents list as optional can be left out, though Cal.com needs it."""
    assert "needs=('start',)" in lamps or 'needs=("start",)' in lamps


@pytest.mark.parametrize(
    "forms",
    [
        "[{type: string}, {type: integer}]",
        "[{type: string, format: date}, {type: string, format: date-time}]",
        f"[{ONE}, {{type: array, items: {{type: string}}}}]",
        f"[{ONE}, {{type: integer}}]",
        f"[{COLOUR}, {{type: string}}, {{type: array, items: {{type: integer}}}}]",
        f"[{COLOUR}, {{type: array, items: {{type: string}}}}, {{type: string}}]",
        f"[{ONE}, {ONE}]",
        f"[{ONE}]",
    ],
)
def test_other_choices_are_refused(tmp_path, forms, capsys):
    """Whatever would be read as anything is told, with its place."""
    text = changed(SPEC, f"anyOf: [{ONE}, {{type: string}}]", f"anyOf: {forms}")
    assert 1 == generate(specification(tmp_path / "spec", {"openapi.yaml": text, **LAMP}), tmp_path / "out")
    assert "anyOf is supported only for" in capsys.readouterr().err
