"""Files are joined: components keep their names, everything else is written out where it is referred to."""

import json

import pytest

from generator.document.bundle import bundle


@pytest.fixture
def joined(tmp_path):
    """Bundles files, the first of which is the root."""

    def joining(root, **files):
        for name, text in {"openapi": root, **files}.items():
            path = tmp_path / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return bundle(tmp_path / "openapi.yaml")

    return joining


THING = {"components__schemas__Thing": "type: object\n"}


def test_a_component_keeps_its_name(joined):
    """A file right below components/<kind> becomes a component, once, however often it is referred to."""
    document = joined("a: {$ref: components/schemas/Thing.yaml}\nb: {$ref: ./components/schemas/Thing.yaml}\n", **THING)
    assert {"$ref": "#/components/schemas/Thing"} == document["a"] == document["b"]
    assert {"schemas": {"Thing": {"type": "object"}}} == document["components"]


def test_anything_else_is_written_out(joined):
    """A part of a file, and a file outside components, stand where they were referred to."""
    document = joined("a: {$ref: 'f.yaml#/x/y'}\nb: {$ref: g/h.yaml}\n", f="x: {y: {z: 1}}\n", g__h="{i: 2}\n")
    assert {"a": {"z": 1}, "b": {"i": 2}, "components": {}} == document


def test_keys_beside_a_reference_win(joined):
    """A type comes from the field, the description from where it is used; under both rules."""
    document = joined(
        "a: {$ref: 'f.yaml#/x', description: mine}\nb: {$ref: components/schemas/Thing.yaml, description: mine}\n",
        f="x: {type: string, description: theirs}\n",
        **THING,
    )
    assert {"type": "string", "description": "mine"} == document["a"]
    assert {"$ref": "#/components/schemas/Thing", "description": "mine"} == document["b"]


def test_references_are_relative_to_their_file(joined):
    """From within a folder, `..` leads out of it, and `#` to the file itself."""
    document = joined(
        "a: {$ref: g/h.yaml}\n", g__h="{x: {$ref: '../f.yaml#/y'}, z: {$ref: '#/w'}, w: {v: 1}}\n", f="y: {u: 2}\n"
    )
    assert {"x": {"u": 2}, "z": {"v": 1}, "w": {"v": 1}} == document["a"]


def test_keys_of_a_pointer_are_unescaped(joined):
    """`~1` is a slash and `~0` a tilde."""
    assert {"x": 1} == joined("a: {$ref: 'f.yaml#/a~1b~0c'}\n", f="a/b~c: {x: 1}\n")["a"]


def test_a_component_may_refer_to_itself(joined):
    """A circle of components is kept: it is finite as it stands."""
    document = joined(
        "a: {$ref: components/schemas/A.yaml}\n",
        components__schemas__A="items: {$ref: B.yaml}\n",
        components__schemas__B="items: {$ref: A.yaml}\n",
    )
    assert {"A": {"items": {"$ref": "#/components/schemas/B"}}, "B": {"items": {"$ref": "#/components/schemas/A"}}} == (
        document["components"]["schemas"]
    )


def test_components_are_in_order(joined):
    """Whichever is found first, names decide."""
    files = {f"components__schemas__{name}": "{}\n" for name in "CAB"}
    document = joined("a: [{$ref: components/schemas/C.yaml}, {$ref: components/schemas/A.yaml}]\n", **files)
    assert ["A", "C"] == list(document["components"]["schemas"])


def test_data_is_left_alone(joined):
    """A key called `$ref` in an example, a default or an extension is no reference."""
    data = {"example": {"$ref": "x"}, "default": {"$ref": "y"}, "x-note": {"$ref": "z"}}
    assert {**data, "components": {}} == joined(json.dumps(data))


def test_properties_may_have_any_name(joined):
    """A property called `default` or `example` is a schema like others; so is an answer called `default`."""
    document = joined(
        "properties: {default: {$ref: 'f.yaml#/a'}, example: {$ref: 'f.yaml#/a'}, x-y: {$ref: 'f.yaml#/a'}}\n"
        "responses: {default: {$ref: 'f.yaml#/a'}}\n",
        f="a: {b: 1}\n",
    )
    assert {"default": {"b": 1}, "example": {"b": 1}, "x-y": {"b": 1}} == document["properties"]
    assert {"default": {"b": 1}} == document["responses"]


def test_places_follow_what_is_written_out(joined):
    """A key knows its own file, whether it was written out or stands beside the reference."""
    document = joined("\na: {$ref: 'f.yaml#/x'}\nb: {$ref: 'f.yaml#/x',\n  d: 1}\n", f="x:\n  c: 1\n  d: 2\n")
    names = [(key, each.where(key).file.name, each.where(key).line) for each in (document["a"], document["b"])
             for key in ("c", "d")]  # fmt: skip
    assert [("c", "f.yaml", 2), ("d", "f.yaml", 3), ("c", "f.yaml", 2), ("d", "openapi.yaml", 4)] == names
