"""Properties that hold for every model and any JSON object, drawn by hypothesis from the specification's schemas.

What needs no schema to be found, `python -m tests.fuzz decoder` looks for.
"""

from __future__ import annotations

import copy
import json
import pickle
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolzz_cal._wire import loads
from toolzz_cal.errors import DecodeError

from tests.fuzz.mutation import mutated
from tests.support.json_values import same
from tests.support.models import (
    DAYS,
    MODELS,
    MOMENTS,
    TOOLZZ_MOMENTS,
    attribute,
    data_for,
    differences,
    example,
    expected,
    fits,
    letters,
    model,
    plain,
    properties,
    required,
    schema,
)
from tests.support.tables import every

every_model = every("name", MODELS)
# There are a hundred models: what some examples of one do not reach, those of another do.
few = settings(max_examples=settings().max_examples // 6)


def _listed(found):
    return sorted((path, letters(value), wanted) for path, value, wanted in found)


@every_model
@few
@given(draw=st.data())
def test_any_object_comes_back_to_the_letter(name, draw):
    """Any JSON object is read without an error, left as it was, and given back; absent, null and unknown stay apart."""
    data = draw.draw(data_for(name))
    before, known = letters(data), properties(name)
    read = model(name).from_dict(data)
    assert before == letters(read.to_dict())
    assert before == letters(data)
    assert {key for key, value in data.items() if value is None} == read.nulls
    assert letters({key: value for key, value in data.items() if key not in known}) == letters(read.extra)
    for key in known:
        assert (data.get(key) is None) == (getattr(read, attribute(name, key)) is None), key


@every_model
@few
@given(draw=st.data())
def test_mismatches_are_exactly_what_differs_from_the_schema(name, draw):
    """Each difference from the schema is recorded with path, value and expectation; strict mode raises for these."""
    data = draw.draw(data_for(name))
    wanted = _listed(differences(schema(name), data))
    assert wanted == _listed(model(name).from_dict(data).mismatches)
    if wanted:
        with pytest.raises(DecodeError) as caught:
            model(name).from_dict(data, strict=True)
        # Values are left out here: those of secret keys are masked in an error.
        found = sorted((each.path, each.expected) for each in caught.value.mismatches)
        assert sorted((path, expectation) for path, _, expectation in wanted) == found
    else:
        assert letters(data) == letters(model(name).from_dict(data, strict=True).to_dict())


@every_model
@few
@given(draw=st.data())
def test_copies_are_equal_and_apart(name, draw):
    """A pickled or deeply copied model equals the first in all it says, and changing it leaves the first alone.

    Attributes set to None lose their keys in `to_dict`, unless they came as null; the other keys stay to the letter.
    """
    data = draw.draw(data_for(name))
    gone = draw.draw(st.sets(st.sampled_from(sorted(properties(name)))))
    read = model(name).from_dict(data)
    for twin in (pickle.loads(pickle.dumps(read)), copy.deepcopy(read)):
        assert type(read) is type(twin)
        assert read == twin
        assert letters(data) == letters(twin.to_dict())
        assert _listed(read.mismatches) == _listed(twin.mismatches)
        assert read.nulls == twin.nulls
        assert letters(read.extra) == letters(twin.extra)
        for key in gone:
            setattr(twin, attribute(name, key), None)
        left = {key: value for key, value in data.items() if key not in gone or value is None}
        assert letters(left) == letters(twin.to_dict())
        assert (left == data) == (read == twin)
        assert letters(data) == letters(read.to_dict())


@every_model
def test_each_attribute_can_be_changed(name):
    """A new value of an attribute is what `to_dict` sends under its key; the other keys stay to the letter."""
    first, second = example(schema(name), 0), example(schema(name), 1)
    assert list(model(name).from_dict(first).mismatches) == []
    for key in properties(name):
        read = model(name).from_dict(first)
        setattr(read, attribute(name, key), getattr(model(name).from_dict(second), attribute(name, key)))
        assert letters({**first, key: second[key]}) == letters(read.to_dict()), key


@every_model
def test_each_key_of_a_wrong_type_is_recorded(name):
    """A value of a wrong type is a mismatch under its key, and stays as it came, whichever the key and the type."""
    for key, node in properties(name).items():
        for value in ("no date", 7, 7.5, 8.0, True, [], {}, ["text", 7, {}, None], {"unlikely": [7]}, {"unlikely": {}}):
            data = {key: value}
            read = model(name).from_dict(data)
            assert _listed(differences(schema(name), data)) == _listed(read.mismatches), (key, value)
            assert letters(data) == letters(read.to_dict())
            if not fits(node, value):
                assert (key, letters(value), expected(node)) in _listed(read.mismatches)
                assert letters(value) == letters(getattr(read, attribute(name, key)))


@every_model
def test_each_absent_required_key_is_recorded(name):
    """A required key that is absent is one mismatch with the value None; the rest is read as ever."""
    for key in required(name):
        node = properties(name)[key]
        data = example(schema(name))
        del data[key]
        read = model(name).from_dict(data)
        wanted = [(key, "null", expected(node))] if plain(node)[1] else []
        assert wanted == _listed(read.mismatches), key
        assert letters(data) == letters(read.to_dict())
        assert getattr(read, attribute(name, key)) is None


@every_model
@few
@given(seeds=st.lists(st.integers(0, 2**32), min_size=1, max_size=3))
def test_text_that_was_mutated_comes_back_to_the_letter(name, seeds):
    """Of JSON with NaN, lone surrogates, keys written twice, endless numbers and nests, nothing is lost or raised."""
    content = json.dumps(example(schema(name))).encode()
    for seed in seeds:
        content = mutated(content, seed) or content
    try:
        data, again = loads(content), loads(content)
    except ValueError:  # too deep a nest
        return
    if isinstance(data, dict):
        read = model(name).from_dict(data)
        assert same(again, read.to_dict())
        assert same(again, data)
        assert all(each.path and each.expected for each in read.mismatches)


def _keys_to_nest():
    """Of each model a key, and for each form of keys one in three models."""
    left = Counter(dict.fromkeys((expected(node) for name in MODELS for node in properties(name).values()), 3))
    for name in MODELS:
        known = {expected(node): key for key, node in properties(name).items()}
        chosen = [form for form in known if left[form] > 0] or list(known)[:1]
        left.subtract(chosen)
        yield name, [known[form] for form in chosen]


@every(("name", "keys"), _keys_to_nest)
def test_nests_are_no_matter(name, keys):
    """However deep a value is nested, whatever it should be, it is kept, recorded where it does not fit, and shown."""
    data = {}
    for key in keys:
        value = {}
        for turn in range(sys.getrecursionlimit() + 100):
            value = [value] if turn % 2 else {"a": value}
        data[key] = [value]
    read = model(name).from_dict(data)
    assert same(data, read.to_dict())
    found = {each.path.partition("[")[0] for each in read.mismatches}
    assert {key for key in keys if not fits(properties(name)[key], [{}])} <= found
    assert repr(read)


def _keys_with(form):
    return [
        (name, key)
        for name in MODELS
        for key, node in properties(name).items()
        if plain(node)[0].get("format") == form and plain(node)[1] == "string"
    ]


@every(("name", "key"), _keys_with("date-time"))
@few
@given(text=MOMENTS)
def test_moments_keep_every_digit(name, key, text):
    """A timestamp with a zone and 0 to 9 digits of a second is a datetime with a zone, and goes back as it came."""
    read = model(name).from_dict({**example(schema(name)), key: text})
    assert getattr(read, attribute(name, key)).utcoffset() is not None
    assert text == read.to_dict()[key]
    assert read.mismatches == ()


@every(("name", "key"), _keys_with("date-time-local"))
@few
@given(text=TOOLZZ_MOMENTS)
def test_moments_without_a_zone_keep_every_digit(name, key, text):
    """A ToolzzAI timestamp of 3 or 6 digits is a datetime without a zone, and goes back as it came."""
    read = model(name).from_dict({**example(schema(name)), key: text})
    assert getattr(read, attribute(name, key)).tzinfo is None
    assert text == read.to_dict()[key]
    assert read.mismatches == ()


@every(("name", "key"), _keys_with("date"))
@few
@given(text=DAYS)
def test_days_go_back_as_they_came(name, key, text):
    """A date is a `date`, and goes back as it came."""
    read = model(name).from_dict({**example(schema(name)), key: text})
    assert text == getattr(read, attribute(name, key)).isoformat() == read.to_dict()[key]
    assert read.mismatches == ()


@every(
    ("name", "key"),
    [(name, key) for name in MODELS for key, node in properties(name).items() if "enum" in plain(node)[0]],
)
@few
@given(text=st.text())
def test_unknown_enum_values_stay_text(name, key, text):
    """A value that an enum does not show is kept as text and is no mismatch."""
    read = model(name).from_dict({**example(schema(name)), key: text}, strict=True)
    assert text == getattr(read, attribute(name, key)) == read.to_dict()[key]
