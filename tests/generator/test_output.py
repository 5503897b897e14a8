"""How a folder is compared with what belongs there, written, and recognised as current."""

import json

from generator.output import MANIFEST, Difference, compare, digest, is_current, manifest, put


def lay(folder, files):
    """Writes files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def with_manifest(files, inputs="inputs"):
    """Files, and the manifest that lists them."""
    return {**files, MANIFEST: manifest(inputs, files)}


def test_a_difference_tells_what_is_to_be_done(tmp_path):
    """Each file is in one of the kinds, or the same."""
    lay(tmp_path, with_manifest({"same.py": "a", "changed.py": "b", "edited.py": "c", "deep/stale.py": "d"}))
    lay(tmp_path, {"edited.py": "by hand", "foreign.py": "e"})
    files = {"same.py": "a", "changed.py": "x", "edited.py": "c", "new/missing.py": "f"}
    found = compare(tmp_path, files)
    wanted = Difference(
        ("changed.py", "edited.py"), ("new/missing.py",), ("deep/stale.py",), ("foreign.py",), ("edited.py",)
    )
    assert wanted == found
    assert (5, True) == (len(found), bool(found))


def test_a_folder_that_is_not_there_lacks_everything(tmp_path):
    """No folder is no error."""
    assert Difference((), ("a.py",), ()) == compare(tmp_path / "nope", {"a.py": ""})
    assert not compare(tmp_path / "nope", {})


def test_line_ends_are_written_as_they_are(tmp_path):
    """On any machine the same bytes."""
    put(tmp_path / "out", {"a.py": "a\nb\r\n"})
    assert b"a\nb\r\n" == (tmp_path / "out" / "a.py").read_bytes()


def test_a_folder_without_files_goes_with_the_last_of_them(tmp_path):
    """Nothing stale is left, not even an empty folder; those that nothing was removed from are not touched."""
    put(tmp_path / "out", with_manifest({"deep/er/stale.py": ""}))
    lay(tmp_path, {"beside/a.py": ""})
    (tmp_path / "empty").mkdir()
    (tmp_path / "out" / "mine").mkdir()
    put(tmp_path / "out", with_manifest({"a.py": ""}))
    assert {"a.py", MANIFEST, "mine"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert {"out", "beside", "empty"} == {path.name for path in tmp_path.iterdir()}


def test_a_package_is_current_only_to_the_byte(tmp_path):
    """Same inputs, same files, none more and none fewer."""
    files = with_manifest({"a.py": "a", "deep/b.py": "b"})
    lay(tmp_path, files)
    assert 3 == is_current(tmp_path, "inputs")
    assert 0 == is_current(tmp_path, "other inputs")
    assert 0 == is_current(tmp_path / "nope", "inputs")
    for path, text in (("a.py", "x"), ("new.py", ""), (MANIFEST, json.dumps({"inputs": "inputs"}))):
        lay(tmp_path, {**files, path: text})
        assert 0 == is_current(tmp_path, "inputs"), path
        (tmp_path / path).unlink()
    lay(tmp_path, files)
    assert 3 == is_current(tmp_path, "inputs")


def test_a_digest_depends_on_names_and_contents_but_not_on_the_place(tmp_path):
    """A checkout elsewhere has the same; a renamed file or a moved line has another."""

    def of(name, files):
        lay(tmp_path / name, files)
        return digest(tmp_path.joinpath(name).rglob("*.yaml"), tmp_path / name)

    one = of("one", {"a.yaml": "x", "b/c.yaml": "y"})
    assert one == of("elsewhere", {"b/c.yaml": "y", "a.yaml": "x"})
    others = [{"a.yaml": "x", "b/d.yaml": "y"}, {"a.yaml": "xy", "b/c.yaml": ""}, {"a.yaml": "x"}]
    assert 4 == len({one, *(of(f"other{number}", files) for number, files in enumerate(others))})
