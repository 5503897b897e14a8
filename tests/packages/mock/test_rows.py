"""Tables whose older rows are packed: what is read is what was put in, and little is kept."""

import gc
import json
import pickle

import pytest
from toolzz_cal_mock import encoding
from toolzz_cal_mock.world.rows import Rows


def row(number, **more):
    person = {"name": "Ana Prado", "email": f"ana.{number}@example.com", "timeZone": "UTC", "absent": False}
    return {"id": number, "uid": f"bk{number}", "attendees": [person], "_buffers": [0, 0], "rating": None, **more}


@pytest.fixture(params=["with orjson", "without"])
def rows(request, monkeypatch):
    """Ten rows, of which three stay plain."""
    if request.param == "without":
        monkeypatch.setattr(encoding, "orjson", None)
    return Rows({f"bk{number}": row(number) for number in range(10)}, plain=3)


def test_what_is_read_is_what_was_put_in(rows):
    """Whichever way it is read, and in the order in which keys came."""
    expected = {f"bk{number}": row(number) for number in range(10)}
    assert expected == {key: rows[key] for key in rows} == dict(rows.items()) == dict(rows)
    assert list(expected.values()) == list(rows.values())
    assert list(reversed(expected)) == list(reversed(rows))
    assert (row(0), None, 10) == (rows.get("bk0"), rows.get("nobody"), len(rows))
    assert "bk0" in rows
    assert "nobody" not in rows
    with pytest.raises(KeyError):
        rows["nobody"]


def test_older_rows_are_packed_and_the_latest_are_not(rows):
    """One that is put in anew is among the latest again, at the place that its key had."""
    assert [bytes] * 7 + [dict] * 3 == [type(each) for each in rows._rows.values()]
    rows["bk0"] = row(0, rating=5)
    assert [dict] + [bytes] * 7 + [dict] * 2 == [type(each) for each in rows._rows.values()]
    assert [5, "bk0"] == [rows["bk0"]["rating"], next(iter(rows))]


def test_who_changes_a_packed_row_changes_a_copy(rows):
    """The table keeps what was put in."""
    rows["bk0"]["attendees"][0]["name"] = "somebody else"
    assert row(0) == rows["bk0"]


def test_rows_can_go_and_come_back(rows):
    """One by one, all of them, and as a copy that packs as well."""
    del rows["bk0"]
    assert row(1) == rows.pop("bk1")
    assert 8 == len(rows)
    copy = pickle.loads(pickle.dumps(rows))
    assert isinstance(copy, Rows)
    assert copy == rows
    rows.clear()
    rows["bk0"] = row(0)
    assert {"bk0": row(0)} == rows


@pytest.mark.parametrize("value", [2**70, '\N{SNOWMAN} "quoted" \x7f\n', 1.5, {}, [], None, {"deep": [{"er": [1]}]}])
def test_every_value_of_json_survives(rows, value):
    """Integers beyond 64 bits as well, which orjson does not write."""
    for number in range(10, 20):
        rows[f"bk{number}"] = row(number, metadata=value)
    assert isinstance(rows._rows["bk10"], bytes)
    assert row(10, metadata=value) == rows["bk10"]


def test_a_row_is_packed_small_and_is_nothing_to_collect(rows):
    """Rows alike take a small part of their JSON, and Python's collector has nothing to visit."""
    packed = rows._rows["bk6"]
    assert len(packed) * 3 < len(json.dumps(row(6)))
    assert not gc.is_tracked(packed)
    assert not [each for each in gc.get_referents(rows._rows) if gc.is_tracked(each) and not isinstance(each, dict)]


def test_json_is_written_without_spaces_whoever_writes_it():
    """A half of a surrogate pair, which UTF-8 has not, is replaced."""
    assert b'{"a":"x","b":[1,null,true]}' == encoding.encoded({"a": "x", "b": [1, None, True]})
    assert b'"?"' == encoding.encoded("\ud800")
