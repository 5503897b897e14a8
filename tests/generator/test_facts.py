"""The facts of operations: plain JSON, arguments without references."""

import json

import pytest
from jsonschema import Draft202012Validator

from generator.check.rules import python_name
from generator.errors import SpecError
from generator.stages import shaped
from tests.support.generator import CASES, SCHEMA, THING, generate, specification


def of_case(name):
    """The facts of a case, through JSON and back."""
    root = CASES / name / "spec" / "openapi.yaml"
    return json.loads(json.dumps(shaped(root, root).catalogue))


def test_an_action_has_its_slug_and_its_request():
    """Where each argument goes in the Cal.com request is told."""
    found = of_case("typed_result")["operations"]["bookings.get"]
    assert ("CAL_GET_BOOKING", "read", "POST") == (found["slug"], found["effect"], found["method"])
    placed = {"bookingUid": {"in": "path", "name": "bookingUid"}}
    request = {"method": "GET", "elsewhere": "query", "path": "/v2/bookings/{bookingUid}"}
    assert {**request, "arguments": placed, "status": 200} == found["cal"]


def test_what_is_said_of_a_request_is_told():
    """With its rules filled in, and the note beside it."""
    found = of_case("direct_route")["operations"]
    told = found["lamps.move"]["cal"]
    assert (202, True, "broken", ["start"]) == tuple(told[key] for key in ("status", "public", "state", "needs"))
    assert ("2024-08-13", "2024-08-13") == (told["version"], found["lamps.find"]["cal"]["until"])
    assert "Lamps of a room." == found["lamps.move"]["note"]
    assert "note" not in found["lamps.find"]


def test_a_rest_operation_has_its_parameters():
    """Each with its place and its schema."""
    found = of_case("toolzz_style")["operations"]["units.keys.list"]
    assert "slug" not in found
    assert {"unitId": "path", "isActive": "query", "take": "query", "skip": "query"} == {
        each["name"]: each["in"] for each in found["parameters"]
    }


def test_a_list_with_skip_and_take_has_pages():
    """Said of actions only: a REST operation has other ways to page."""
    assert of_case("paging")["operations"]["teams.list"]["pages"]
    assert all("pages" not in each for each in of_case("toolzz_style")["operations"].values())
    assert all("pages" not in each for each in of_case("typed_result")["operations"].values())


def test_arguments_hold_no_reference_unless_a_schema_leads_back_to_itself():
    """What can be written out is."""
    for name in (case.name for case in CASES.iterdir()):
        for operation in of_case(name)["operations"].values():
            assert ("$ref" in json.dumps(operation["arguments"])) == ("$defs" in operation["arguments"])
    assert "$defs" in of_case("recursive_schema")["operations"]["folders.create"]["arguments"]


def test_recursive_arguments_are_a_schema_that_validates():
    """The schema stands alone, and tells right from wrong at any depth."""
    validator = Draft202012Validator(of_case("recursive_schema")["operations"]["folders.create"]["arguments"])
    deep = {"parent": {"documents": [{"folder": {"comment": {"replies": [{"text": "a"}]}}}]}}
    assert validator.is_valid(deep)
    deep["parent"]["documents"][0]["folder"]["comment"]["replies"][0]["text"] = 1
    assert not validator.is_valid(deep)


@pytest.mark.parametrize("status", ["200", "201", "2XX"])
def test_the_answer_is_that_of_the_success(status, tmp_path):
    """Whatever its status."""
    spec = specification(tmp_path)
    spec.write_text(spec.read_text("utf-8").replace('"200"', f'"{status}"'), "utf-8")
    found = shaped(spec, spec).catalogue
    assert {"$ref": "#/$defs/Thing"} == found["operations"]["things.get"]["answer"]
    assert status == found["operations"]["things.get"]["status"]
    assert ["Thing"] == list(found["schemas"])


def with_plain(folder, told):
    """A specification whose `x-agent` says this."""
    root = specification(folder)
    root.write_text(f"x-agent: {told}\n{root.read_text('utf-8')}", "utf-8")
    return root


def test_texts_that_no_person_writes_are_told(tmp_path):
    """By schema; where the document says nothing, nothing is told."""
    root = with_plain(tmp_path, "{plain: {Thing: [name]}}")
    assert {"Thing": ["name"]} == shaped(root, root).catalogue["plain"]
    assert "plain" not in of_case("paging")


@pytest.mark.parametrize(
    "told",
    [
        *("{}", "5", "{plain: [Thing]}", "{plain: {Thing: [size]}}", "{plain: {Other: [name]}}"),
        *("{plain: {Thing: name}}", "{plain: {Thing: [5]}}", "{plain: {}, flag: createBookingEnabled}"),
    ],
)
def test_texts_that_do_not_exist_are_refused(told, tmp_path):
    """With the line, and what to write."""
    root = with_plain(tmp_path, told)
    with pytest.raises(SpecError, match=r"openapi\.yaml:1: .*Write plain:"):
        shaped(root, root)


def test_names_are_those_of_the_methods_and_models():
    """Each key is called as the emitted signature or attribute is, hostile and reserved words included."""
    for case in (case for case in CASES.iterdir() if (case / "spec").is_dir()):
        root = case / "spec" / "openapi.yaml"
        shape = shaped(root, root)
        told = shape.catalogue["names"]
        owners = (*shape.operations, *shape.models)
        for each in (
            field for owner in owners for field in (owner.arguments if hasattr(owner, "arguments") else owner.fields)
        ):
            assert each.name == told.get(each.key, python_name(each.key)), case.name
        assert shape.catalogue["classes"] == sorted(each.name for each in (*shape.models, *shape.enums))


def test_the_file_has_an_entry_a_line(tmp_path):
    """Small, and yet a change is seen where it is: nothing is indented, and each operation stands on its own line."""
    root = CASES / "direct_route" / "spec" / "openapi.yaml"
    assert 0 == generate(root, tmp_path / "package")
    text = (tmp_path / "package" / "operations.json").read_text("utf-8")
    lines = text.split("\n")
    assert ["lamps.find", "lamps.move"] == [line.split('"')[1] for line in lines if line.startswith('"lamps.')]
    facts = shaped(root, root).catalogue
    assert json.dumps(facts, separators=(",", ":"), ensure_ascii=False) == text.replace("\n", "")


def test_a_line_of_a_list_has_as_many_names_as_fit(tmp_path):
    """One that is too long for any line stays whole on its own."""
    names = sorted([*(f"{letter}{'nother' * 4}" for letter in "ABCDEFGH"), f"T{'h' * 150}ing"])
    keys = "".join(f"  {name.lower()}: {{$ref: {name}.yaml}}\n" for name in names)
    others = {f"components/schemas/{name}.yaml": THING for name in names}
    assert 0 == generate(specification(tmp_path, {**others, SCHEMA: THING + keys}), tmp_path / "package")
    text = (tmp_path / "package" / "operations.json").read_text("utf-8")
    lines = text.partition('"classes":[\n')[2].partition("\n]")[0].split("\n")
    assert ["Thing", *names] == sorted(json.loads(f"[{''.join(lines)}]"), key=["Thing", *names].index)
    assert [4, 4, 1, 1] == [len(json.loads(f"[{line.rstrip(',')}]")) for line in lines]
