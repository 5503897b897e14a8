"""The generator as a black box: one awkward thing in, the whole package out."""

import copy
import importlib
import json
import pickle
import re
import shutil
import subprocess
import sys
from datetime import date
from typing import get_args

import httpx
import pytest

from tests.support.generator import CASES, ROOT, RUNTIME, emitted, generate, tree
from tests.support.tables import every
from tests.support.typechecking import mypy

NAMES = sorted(case.name for case in CASES.iterdir())
# Modules that are the same in every package.
COPIED = sorted(path.stem for path in RUNTIME.glob("*.py") if path.name != "__init__.py")


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Every case generated, as packages `case_<name>` of one importable folder."""
    folder = tmp_path_factory.mktemp("cases")
    for name in NAMES:
        assert 0 == generate(CASES / name / "spec" / "openapi.yaml", folder / f"case_{name}")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    for module in [each for each in sys.modules if each.startswith("case_")]:
        del sys.modules[module]


@pytest.fixture
def load(packages):
    """Imports a module of a case: `load("enum.models")`."""
    return lambda name: importlib.import_module(f"case_{name}")


@pytest.fixture
def call(load):
    """A client of a case that answers every request with one body, and the requests it was sent."""
    clients = []

    def made(name, body, status=200):
        requests = []

        def answer(request):
            requests.append(request)
            return httpx.Response(status, content=json.dumps(body))

        http = httpx.Client(transport=httpx.MockTransport(answer))
        clients.append(http)
        credentials = {"toolzz_token": "example-token", "composio_api_key": "example-key"}
        return load(name).Client(http_client=http, retries=0, **credentials), requests

    yield made
    for http in clients:
        http.close()


def problem(model, data):
    """Decodes and encodes; empty when nothing is lost and nothing differs."""
    read = model.from_dict(data)
    return [each for each in (read.mismatches, read.to_dict() != data) if each]


@every("name", NAMES)
def test_a_case_becomes_what_is_expected(packages, name):
    """What a case is made into equals its `expected` folder; `python -m tests.generator.cases` rewrites that."""
    assert tree(CASES / name / "expected") == emitted(packages / f"case_{name}")


@every("name", NAMES)
def test_a_case_is_small(name):
    """A case is read at one glance."""
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in (CASES / name / "spec").rglob("*.yaml"))
    assert lines <= 40


def test_every_case_passes_mypy(packages, tmp_path):
    """What is emitted for awkward input is as well typed as the rest; each uses the runtime of the first one."""
    first = f"case_{NAMES[0]}"
    shutil.copytree(packages / first, tmp_path / first, ignore=shutil.ignore_patterns("__pycache__"))
    copies = f"(?:{'|'.join(COPIED)})"
    for name in NAMES[1:]:
        for path, content in emitted(packages / f"case_{name}").items():
            place = tmp_path / f"case_{name}" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            text = re.sub(rf"(?<=from )\.+(?={copies} import )", f"{first}.", content.decode())
            text = re.sub(rf"(?<=from )\.+(?= import {copies}\b)", first, text)
            place.write_text(text, "utf-8")
    done = mypy(
        "--strict", "--config-file=", *(part for name in NAMES for part in ("-p", f"case_{name}")), cwd=tmp_path
    )
    assert 0 == done.returncode, done.stdout + done.stderr


def test_every_case_is_formatted_python_without_unused_names(packages):
    """Emitted modules are in ruff's format, import all they use, and nothing else."""
    ruff = [sys.executable, "-m", "ruff"]
    common = ["--isolated", "--no-cache", "--line-length=120", "--target-version=py311", "."]
    for step in (["check", "--select=F,I"], ["format", "--check"]):
        done = subprocess.run([*ruff, *step, *common], cwd=packages, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stdout + done.stderr


@every("name", NAMES)
def test_every_module_of_a_case_imports(packages, load, name):
    """Each module can be the first one that is imported; of the runtime, which is copied, in one of the packages."""
    package = packages / f"case_{name}"
    paths = [path for path in package.rglob("*.py") if name == NAMES[0] or path.stem not in COPIED]
    for module in [path.relative_to(packages).with_suffix("") for path in paths]:
        for each in [each for each in sys.modules if each.startswith("case_")]:
            del sys.modules[each]
        importlib.import_module(".".join(module.parts).removesuffix(".__init__"))


def test_words_that_python_keeps_get_an_underscore(load, call):
    """Reserved words are names of arguments, attributes and modules, and travel as the upstream spells them."""
    client, requests = call("reserved_word", {"class": "noun", "from": "Latin", "None": 0, "1st": "Ana Prado"})
    word = client.words.replace(from_="a/b", print_=True, class_="verb", type_="x", models="m", self_="s")
    assert ("noun", "Latin", 0, "Ana Prado") == (word.class_, word.from_, word.none, word.field_1st)
    assert "https://api.example.com/words/a%2Fb?print=true" == str(requests[0].url)
    assert b'{"class":"verb","type":"x","models":"m","self":"s"}' == requests[0].content.replace(b": ", b":")
    assert "case_reserved_word.models.class_" == load("reserved_word").models.Class.__module__


@pytest.mark.parametrize("kind", ["Things", "AsyncThings"])
def test_a_deprecated_operation_is_marked(load, kind):
    """With the reason that ends its description, or a plain one; not a method that is merely called so."""
    things = getattr(load("deprecated.resources.things"), kind)
    assert 'use `new` """\\ {it}.' == things.old.__deprecated__
    assert "It may be removed." == things.list.__deprecated__
    assert not hasattr(things.deprecated, "__deprecated__")
    described = load("deprecated.operations")
    assert [described.get(f"things.{name}").deprecated for name in ("old", "list", "deprecated")] == [
        'use `new` """\\ {it}.',
        "It may be removed.",
        None,
    ]


def test_values_of_an_enum_are_open_in_answers(load):
    """Known and unknown values decode alike, without a mismatch; another type is recorded."""
    lamp = load("enum.models").Lamp
    assert [] == problem(lamp, {"colour": "red", "state": "on", "mode": None, "palette": ["models.Seq[", "mauve"]})
    assert [] == problem(lamp, {"colour": "mauve", "state": "broken", "before": None})
    assert ["state"] == [each.path for each in lamp.from_dict({"colour": "", "state": 1}).mismatches]


def test_values_of_an_enum_stay_in_the_order_of_the_specification(load):
    """The parser keeps values in a set; the client shows them as they were written."""
    assert ("red", "green", "", "models.Seq[", "datetime") == get_args(load("enum.models").Colour)


def test_objects_inside_objects_become_models(load):
    """An object that stands inside a schema is a model, named after its place."""
    models = load("nested_object.models")
    data = {
        "address": {"street": "Rua 1", "place": {"latitude": 1}},
        "rooms": [{"name": "Hall"}],
        "owner": {"name": "L"},
    }
    house = models.House.from_dict(data)
    assert (models.HouseAddress, models.HouseAddressPlace) == (type(house.address), type(house.address.place))
    assert [models.HouseRoomsItem] == [type(room) for room in house.rooms]
    assert [] == problem(models.House, data)


def test_the_data_of_an_action_is_the_model_inside_both_wrappers(load, call):
    """The gateway's envelope and Cal.com's own are taken off."""
    body = {"data": {"status": "success", "data": {"uid": "bk1"}}, "successful": True, "error": None}
    client, requests = call("typed_result", body)
    result = client.bookings.get(booking_uid="bk1")
    assert load("typed_result").models.Booking is type(result.data)
    assert "bk1" == result.data.uid
    assert "https://gateway.example.com/execute/CAL_GET_BOOKING" == str(requests[0].url)


def test_hostile_text_stays_text(load):
    """Quotes, backslashes, braces, tags and control characters of descriptions are read back, not run."""
    text = load("hostile_text.models").Text
    for part in (
        'Triple """ quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in \\"',
        'A quote " inside and at the end "',
        "A ' and a \\N{DASH}",
        "C:\\new\\x\\u",
        "{{ braces }} {% raw %} {# note #}",
        "New line tab return",
    ):
        assert part in text.__doc__
    get = load("hostile_text.resources.texts").Texts.get
    assert get.__doc__.startswith('Say """ \\N{BELL} {{ 7 * 7 }} {% include "x" %} {text!r} %s ".\n')
    assert 'lone \\, \\" and """' in get.__doc__
    assert 'Ends with a backslash and a quote \\"' == load("hostile_text.resources.texts").__doc__
    assert 'Client for Hostile """ \\ {{ title }} {% raw %}' in load("hostile_text").__doc__
    assert '1"\n' == load("hostile_text").__version__


def test_hostile_names_and_values_travel_unchanged(load, call):
    """Keys and values with quotes and control characters are exact, both ways."""
    data = {'quo"te': "a", "back\\slash": "b", "{% tag %}": 1, "line\nbreak": True, "esc\x1b[31m": "\x1b[0m"}
    assert [] == problem(load("hostile_text.models").Text, data)
    client, requests = call("hostile_text", data)
    client.texts.get(a_b="1", q_q="2", kind="\n\x1b\u202e")
    assert {"q\"'\\{{ q }}": "2", "kind": "\n\x1b\u202e"} == dict(requests[0].url.params)


def test_no_emitted_file_shows_text_in_another_order():
    """Characters that turn the direction of text stand in no emitted module, not even in a comment."""
    for path in (CASES / "hostile_text" / "expected").rglob("*.py"):
        text = path.read_text("utf-8")
        assert [] == [c for c in text if c != "\n" and not c.isprintable()], path


def test_schemas_in_a_circle_decode_whichever_comes_first(load):
    """Models that refer to themselves or to each other decode, encode, copy and pickle."""
    models = load("recursive_schema.models")
    tree = {"text": "a", "replies": [{"text": "b", "replies": [{"text": "c"}]}]}
    assert [] == problem(models.Comment, tree)
    assert "c" == models.Comment.from_dict(tree).replies[0].replies[0].text
    document = {"folder": {"documents": [{"folder": {"comment": tree}}, {"folder": {}}]}}
    read = models.Document.from_dict(document)
    assert [] == problem(models.Document, document)
    assert (models.Folder, models.Comment) == (type(read.folder), type(read.folder.documents[0].folder.comment))
    assert read == copy.deepcopy(read) == pickle.loads(pickle.dumps(read))
    path = "folder.documents[1].folder.comment.text"
    broken = {"folder": {"documents": [{"folder": {}}, {"folder": {"comment": {"text": 1}}}]}}
    assert [path] == [each.path for each in models.Document.from_dict(broken).mismatches]


def test_recursive_arguments_are_described_once(packages):
    """In the facts, a schema that leads back to itself is referred to and stands in `$defs`; others are written out."""
    facts = json.loads((packages / "case_recursive_schema" / "operations.json").read_text("utf-8"))
    arguments = facts["operations"]["folders.create"]["arguments"]
    assert "#/$defs/Folder" == arguments["properties"]["parent"]["$ref"]
    assert ["Comment", "Document", "Folder"] == sorted(arguments["$defs"])


def test_a_list_with_skip_and_take_can_be_iterated(call, load):
    """`iterate` walks over the pages, and its items are models."""
    client, requests = call("paging", {"data": {"status": "success", "data": [{"id": 1}]}, "successful": True})
    assert [1] == [team.id for team in client.teams.iterate(take=2)]
    assert 1 == len(requests)
    assert load("paging").models.Team is type(client.teams.list().data[0])


def test_rest_operations_take_arguments_from_path_query_and_body(call, load):
    """A plain REST operation has its own server, a path filled in, a query, and answers the model."""
    client, requests = call("toolzz_style", [{"secret": "example-secret"}])
    keys = client.units.keys.list(unit_id="u 1", is_active=False, take=2)
    assert "https://other.example.com/units/u%201/keys?isActive=false&take=2" == str(requests[0].url)
    assert ["example-secret"] == [key.secret for key in keys]
    assert "example-secret" not in repr(keys)
    assert not hasattr(client.units.keys, "iterate")
    client, requests = call("toolzz_style", {"secret": "x"}, status=201)
    assert load("toolzz_style").models.Key is type(client.units.keys.create(unit_id="u", secret="x"))
    assert ("POST", b'{"secret":"x"}') == (requests[0].method, requests[0].content.replace(b": ", b":"))


def test_null_and_absent_differ(load, call):
    """What may be null decodes from null without a mismatch; what may not is recorded."""
    box = load("nullable.models").Box
    assert [] == problem(box, {"label": None, "lid": None, "weight": None, "sealed": None, "tags": None, "lids": None})
    assert [] == problem(box, {"label": "a", "lid": {"colour": "red"}, "notes": {"x": 1}, "lids": [{}]})
    assert {"label", "lid"} == {each.path for each in box.from_dict({}).mismatches}
    client, _ = call("nullable", None)
    assert client.boxes.create(label="a", lid=None) is None


def test_maps_decode_their_values(load, call):
    """Objects with any keys hold models, lists of models, or plain values."""
    models = load("maps.models")
    data = {"books": {"a": {"title": "A"}}, "rows": {"b": [{"title": "B"}]}, "labels": {"c": "C"}, "open": {"d": 1}}
    shelves = models.Shelves.from_dict(data)
    assert (models.Book, "B", "C") == (type(shelves.books["a"]), shelves.rows["b"][0].title, shelves.labels["c"])
    assert [] == problem(models.Shelves, data)
    client, requests = call("maps", {})
    client.shelves.replace(books={"a": models.Book(title="A")})
    assert b'{"books":{"a":{"title":"A"}}}' == requests[0].content.replace(b": ", b":")


def test_times_decode_though_an_attribute_is_called_date(load, call):
    """Dates, moments and local times decode and are written back to the letter."""
    holiday = load("times.models").Holiday
    data = {"date": "2027-03-09", "observed": "2027-03-10", "datetime": "2027-03-09T00:00:00Z"}
    assert [] == problem(holiday, {**data, "entered": "2026-11-02 13:45:07.318"})
    client, requests = call("times", data)
    assert date(2027, 3, 10) == client.days.create(date=date(2027, 3, 9)).observed
    assert "date=2027-03-09" == requests[0].url.query.decode()


def test_a_client_without_models_works(call, load):
    """Operations that answer plain values need no models."""
    client, _ = call("no_models", {"data": ["a"], "successful": True})
    assert ["a"] == client.ids.list().data
    assert ["json_default"] == load("no_models.models").__all__
    assert ("CAL_LIST_IDS",) == client.actions.list()


def test_the_expected_files_are_left_alone_by_ruff():
    """The project's ruff neither lints nor formats the expected packages: they are written by the generator only."""
    command = [sys.executable, "-m", "ruff", "check", "--show-files", "tests/generator"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "test_cases.py" in listed
    assert "expected" not in listed
