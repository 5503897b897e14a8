"""References inside the document are followed, and `allOf` is folded in."""

import pytest

from generator.document.bundle import bundle
from generator.document.cycles import circles, reachable
from generator.document.references import follow, mentioned, merged, named
from generator.errors import SpecError


@pytest.fixture
def document(tmp_path):
    """A document with components that refer to each other."""
    (tmp_path / "openapi.yaml").write_text(
        """\
a: {$ref: '#/components/schemas/Alias'}
far: {$ref: '#/components/schemas/Nope'}
components:
  schemas:
    Alias: {$ref: '#/components/schemas/Thing', description: Beside.}
    Thing: {type: object, required: [x], properties: {x: {type: string}, y: {type: string}}}
    More:
      allOf:
        - $ref: '#/components/schemas/Thing'
        - {allOf: [{properties: {y: {type: integer}}}, {title: inner, required: [y]}]}
      title: outer
      properties: {z: {$ref: '#/components/schemas/More'}}
    Self: {allOf: [{$ref: '#/components/schemas/Self'}]}
""",
        "utf-8",
    )
    return bundle(tmp_path / "openapi.yaml")


def test_a_reference_is_followed_to_its_end(document):
    """The name is that of the last component on the way."""
    name, found = named(document, document["a"])
    assert ("Thing", "object") == (name, found["type"])
    assert found is follow(document, document["a"])


def test_what_is_no_reference_stays(document):
    """Anything else is its own end, without a name."""
    thing = document["components"]["schemas"]["Thing"]
    assert ("", thing) == named(document, thing)
    assert ("", None) == named(document, None)


def test_a_reference_to_nothing_says_where_it_stands(document):
    """The error names the reference's own line."""
    with pytest.raises(SpecError, match=r"openapi\.yaml:2: .*leads nowhere: no 'Nope'"):
        follow(document, document["far"])


def test_branches_are_folded_in_and_the_later_key_wins(document):
    """Properties are joined, required keys add up, and what stands beside `allOf` comes last."""
    joined = merged(document, document["components"]["schemas"]["More"])
    assert ["x", "y", "z"] == list(joined["properties"])
    assert {"type": "integer"} == joined["properties"]["y"]
    assert (["x", "y"], "outer", "object") == (joined["required"], joined["title"], joined["type"])
    assert "allOf" not in joined
    assert 6 == joined["properties"].where("x").line


def test_joined_branches_leave_the_document_as_it_was(document):
    """Folding makes a copy."""
    before = repr(document)
    merged(document, document["components"]["schemas"]["More"])
    assert before == repr(document)


def test_a_branch_that_is_the_whole_is_told(document):
    """An `allOf` of itself has no end."""
    with pytest.raises(SpecError, match="allOf leads in a circle"):
        merged(document, document["components"]["schemas"]["Self"])


def test_mentioned_names_are_those_of_references_only():
    """Examples are data, and a property may be called `example`."""
    node = {
        "properties": {"example": {"$ref": "#/components/schemas/A"}},
        "items": [{"$ref": "#/components/schemas/B"}],
        "example": {"$ref": "#/components/schemas/C"},
    }
    assert {"A", "B"} == mentioned(node)


def test_circles_are_found_and_nothing_else():
    """What leads into a circle, or out of one, is in none."""
    graph = {"in": ["a"], "a": ["b"], "b": ["c", "out"], "c": ["a"], "out": [], "self": ["self"], "x": ["nowhere"]}
    abc = frozenset("abc")
    assert {"a": abc, "b": abc, "c": abc, "self": frozenset(["self"])} == circles(graph)
    assert {} == circles({"a": ["b", "c"], "b": ["c"], "c": []})


def test_reachable_counts_the_start_only_in_a_circle():
    """One step at least."""
    graph = {"a": ["b"], "b": ["c"], "c": ["b"]}
    assert {"b", "c"} == reachable(graph, "a") == reachable(graph, "b")
    assert set() == reachable(graph, "d")
