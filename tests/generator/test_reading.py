"""YAML is read into plain values that know their lines."""

from pathlib import Path

import pytest

from generator.document.reading import MAX_DEPTH, Mapping, read_yaml
from generator.errors import SpecError, Where


@pytest.fixture
def read(tmp_path):
    """Reads a text as if it were the file `a.yaml`."""

    def reading(text):
        (tmp_path / "text.yaml").write_text(text, "utf-8")
        return read_yaml(tmp_path / "text.yaml", Path("a.yaml"))

    return reading


def test_mappings_know_where_they_and_their_keys_stand(read):
    """Lines count from 1; a key that is not there stands where its mapping does."""
    top = read("a: 1\n\nb:\n  - c: 2\n    d: {e: 3}\n")
    assert ("a.yaml:1", "a.yaml:3") == (str(top.where("a")), str(top.where("b")))
    inner = top["b"][0]
    assert ("a.yaml:4", "a.yaml:5") == (str(inner.where()), str(inner.where("d")))
    assert str(inner.where("d")) == str(inner["d"].where("e"))
    assert "a.yaml:4" == str(inner.where("absent"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2027-03-09", "2027-03-09"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("7", 7),
        ("-7", -7),
        ("007", 7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ('"7"', "7"),
        ("'null'", "null"),
        ('""', ""),
        ("|\n  7\n", "7\n"),
        (">-\n  a\n  b\n", "a b"),
        ('"\\u202e\\n"', "\u202e\n"),
    ],
)
def test_scalars_follow_the_core_schema(read, text, value):
    """As JSON's tools read YAML: `no` is a text, a date is a text, only plain words and numbers are more."""
    found = read(f"a: {text}\n")["a"]
    assert (type(value), value) == (type(found), found)


@pytest.mark.parametrize("key", ["null", "true", "7", "1.5", "no", '"a b"', "'$ref'"])
def test_keys_are_always_texts(read, key):
    """`200:` and `"200":` are the same key."""
    assert [key.strip("\"'")] == list(read(f"{key}: 1\n"))


def test_the_limit_of_depth_is_not_one_less(read):
    """What is just deep enough is read."""
    inside = MAX_DEPTH - 1
    value = read("a: " + "[" * inside + "]" * inside)["a"]
    for _ in range(inside - 1):
        (value,) = value
    assert [] == value
    with pytest.raises(SpecError):
        read("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_an_anchor_without_an_alias_is_harmless(read):
    """Only what repeats a node is refused."""
    assert {"a": "b"} == read("a: &x b\n")


def test_lines_of_windows_count_alike(read):
    """A carriage return before the line feed is no line of its own."""
    assert "a.yaml:3" == str(read("a: 1\r\nb: 2\r\nc: 3\r\n").where("c"))


def test_a_fresh_mapping_keeps_the_places():
    """A changed copy still knows where its keys were written."""
    one = Mapping(Path("a.yaml"), 3)
    one.places["b"] = Where(Path("b.yaml"), 9)
    copy = one.fresh({"b": 1})
    assert {"b": 1} == copy
    assert ("b.yaml:9", "a.yaml:3") == (str(copy.where("b")), str(copy.where()))
    assert {} == one
