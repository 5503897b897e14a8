"""Every decision about names, types, order and annotations."""

import pytest
from toolzz_cal import models

from generator.check.rules import check, usual_key
from generator.document.bundle import bundle
from generator.normalise import normalise
from generator.parse import parse
from generator.runtime._model import key_of
from generator.shape.client import shape
from generator.shape.types import module_name
from tests.support.generator import CASES, OPENAPI, ROOT, changed, specification
from tests.support.tables import every


def shaped(spec):
    """The shape of a specification."""
    document = bundle(spec)
    check(document)
    normalised = normalise(document)
    return shape(normalised, parse(normalised.reduced, normalised.where))


@pytest.fixture
def made(tmp_path):
    """The shape of the small specification with other files in it."""
    return lambda files=None: shaped(specification(tmp_path, files))


def fields(name, case):
    """A case's model as annotation per attribute."""
    (model,) = [each for each in shaped(CASES / case / "spec" / "openapi.yaml").models if each.name == name]
    return {each.name: str(model.annotation(each)) for each in model.fields}


def arguments(case, operation=0):
    """A case's operation as annotation per argument."""
    shape = shaped(CASES / case / "spec" / "openapi.yaml")
    return {each.name: str(each.annotation) for each in shape.operations[operation].arguments}


def test_what_may_be_absent_or_null_may_be_none():
    """Required and never null: the plain type. Anything else: the type or None."""
    assert {
        "label": "str | None",
        "lid": "Lid | None",
        "weight": "float | None",
        "sealed": "datetime | None",
        "tags": "list[str] | None",
        "lids": "list[Lid] | None",
        "notes": "dict[str, Any] | None",
        "name": "str | None",
    } == fields("Box", "nullable")
    assert {"folder": "Folder"} == fields("Document", "recursive_schema")


def test_enums_are_open_in_answers_and_closed_in_requests():
    """A new value must not break reading; a wrong one should not be sent unnoticed."""
    assert "Colour | str" == fields("Lamp", "enum")["colour"]
    assert "Literal['on', 'off'] | str" == fields("Lamp", "enum")["state"]
    assert "list[Colour | str] | None" == fields("Lamp", "enum")["palette"]
    assert {
        "colour": "models.Colour",
        "room": "Literal['kitchen', 'hall'] | None",
        "others": "Sequence[models.Colour] | None",
        "sizes": "Sequence[Literal['small', 'large']] | None",
    } == arguments("enum")


def test_requests_take_more_forms_than_answers_have():
    """Texts for dates, dicts for models, any sequence for lists."""
    assert {"date": "date | str", "since": "datetime | str | None"} == arguments("times")
    assert {"books": "Mapping[str, Any]", "labels": "Mapping[str, Any] | None"} == arguments("maps")
    assert "models.Folder | models.FolderDict | None" == arguments("recursive_schema", 1)["parent"]
    assert "UUID | str" == arguments("toolzz_style")["unit_id"]


def test_required_arguments_come_first(made):
    """Otherwise the order is the document's."""
    text = changed(
        OPENAPI, "      parameters:\n", "      parameters:\n        - {name: a, in: query, schema: {type: integer}}\n"
    )
    (operation,) = made({"openapi.yaml": text}).operations
    assert ["thing_id", "a"] == [each.name for each in operation.arguments]
    assert (["thing_id"], ["a"]) == tuple([each.name for each in operation.placed(p)] for p in ("path", "query"))


def test_models_in_a_circle_are_imported_later():
    """Only siblings that lead back are late; a model needs no import of itself."""
    models = {each.name: each for each in shaped(CASES / "recursive_schema" / "spec" / "openapi.yaml").models}
    assert (("Document", "document"),) == models["Folder"].later
    assert (("Comment", "comment"),) == models["Folder"].siblings
    assert ((), ()) == (models["Comment"].siblings, models["Comment"].later)
    assert ".document" not in dict(models["Folder"].imports)


def test_only_what_an_operation_leads_to_becomes_a_module():
    """The gateway's wrapper has no model, and neither has a schema of errors."""
    assert ["Booking"] == [each.name for each in shaped(CASES / "typed_result" / "spec" / "openapi.yaml").models]


def test_every_list_that_takes_skip_and_take_can_be_iterated():
    """Of actions, that is: a REST operation has other ways to page."""
    (paging,) = shaped(CASES / "paging" / "spec" / "openapi.yaml").operations
    written = paging.iterates, str(paging.item), str(paging.returns)
    assert ("iterate", "models.Team", "ListResult[models.Team]") == written
    assert ["", ""] == [each.iterates for each in shaped(CASES / "toolzz_style" / "spec" / "openapi.yaml").operations]


def test_a_method_called_list_does_not_hide_the_type():
    """Inside its class, `list` would be the method."""
    resource = shaped(CASES / "toolzz_style" / "spec" / "openapi.yaml").all_resources[1]
    assert ["models.Key", "builtins.list[models.Key]"] == [str(resource.returns(each)) for each in resource.operations]


def test_resources_form_a_tree():
    """`units.keys.list` stands in a resource of its own, below one that may have no operations."""
    (units,) = shaped(CASES / "toolzz_style" / "spec" / "openapi.yaml").resources
    (keys,) = units.children
    assert ("units", "units_keys", "UnitsKeys") == (units.module, keys.module, keys.title)
    assert ((), 2) == (units.operations, len(keys.operations))
    assert ("Units.", "Keys of units.") == (units.description, keys.description)


def test_a_summary_ends_with_one_period():
    """The template adds it."""
    summaries = [each.summary for each in shaped(CASES / "toolzz_style" / "spec" / "openapi.yaml").operations]
    assert ["Create a key", "List keys"] == summaries


def test_values_that_look_like_types_import_nothing():
    """Imports follow annotations, not the texts in them."""
    (resource,) = shaped(CASES / "hostile_text" / "spec" / "openapi.yaml").resources
    found = dict(resource.imports)
    assert (("Any", "Literal"), ("Mapping",)) == (found["typing"], found["collections.abc"])
    assert "datetime" not in found
    (model,) = shaped(CASES / "times" / "spec" / "openapi.yaml").models
    assert ("date as date_", "datetime") == dict(model.imports)["datetime"]


def test_a_description_beside_a_reference_wins(made):
    """It says what the thing is here; the schema says what it is anywhere."""
    files = {
        "components/schemas/Thing.yaml": "type: object\nproperties: {a: {$ref: Part.yaml, description: Here.}, "
        "b: {$ref: Part.yaml}}\n",
        "components/schemas/Part.yaml": "type: object\ndescription: Anywhere.\nproperties: {c: {type: string}}\n",
    }
    thing = next(each for each in made(files).models if each.name == "Thing")
    assert {"a": "Here.", "b": "Anywhere."} == {each.name: each.description for each in thing.fields}


def test_a_secret_is_one_wherever_it_is_marked(made):
    """Beside a reference or in what it leads to."""
    files = {
        "components/schemas/Thing.yaml": "type: object\nproperties: {a: {$ref: 'F.yaml#/s'}, b: {type: string, "
        "x-sensitive: true}, c: {type: string, x-sensitive: false}}\n",
        "components/schemas/F.yaml": "s: {type: string, x-sensitive: true}\n",
    }
    (thing,) = made(files).models
    assert ["a", "b"] == [each.name for each in thing.fields if each.sensitive]


@pytest.mark.parametrize(
    ("name", "module"), [("Booking", "booking"), ("EventType", "event_type"), ("Class", "class_"), ("AB", "a_b")]
)
def test_a_module_is_called_after_its_class(name, module):
    """Words are set apart, and no module has a keyword's name."""
    assert module == module_name(name)


def test_models_know_the_key_of_each_attribute():
    """The usual ones they tell from the name; the others they are given."""
    made = shaped(ROOT / "spec" / "openapi.yaml").models
    assert any(model.spellings for model in made)
    for model in made:
        expected = [(field.key, field.name) for field in model.fields]
        assert expected == list(getattr(models, model.name)._keys.items()), model.name


@every("name", ["a", "a_b", "created_by_d_sync_id", "class_", "field_1st", "_a", "a__b", "aB_cD", "ß_ß"])
def test_the_runtime_tells_keys_as_the_generator_expects(name):
    """Else a model would be given no key, and read another one than it writes."""
    assert key_of(name) == usual_key(name)
