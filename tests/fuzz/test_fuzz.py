"""Each target with a number of inputs, the same in every run; by hand, `python -m tests.fuzz` runs them for longer."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.fuzz.__main__ import NAMES, kept
from tests.fuzz.mutation import mutated
from tests.fuzz.targets import TARGETS
from tests.support.generator import ROOT
from tests.support.json_values import same
from tests.support.tables import every

# Inputs for each target, a second's worth. What a longer run finds gets a test of its own, in `test_found.py`.
RUNS = {"decoder": 1_200, "answer": 1_000, "webhook": 1_600, "timestamp": 4_000, "specification": 200}


def test_every_target_can_be_run():
    """The command knows the targets that there are."""
    assert list(NAMES) == list(TARGETS)


@every("name", TARGETS)
def test_the_seeds_keep_every_promise(name):
    """What a run begins with breaks no promise, with atheris or without."""
    assert len(kept(name)) > 10
    for seed in (*TARGETS[name].seeds(), *kept(name)):
        TARGETS[name].run(seed)


@pytest.fixture(scope="module")
def short_run(tmp_path_factory):
    """What a short run of all targets prints, target by target, and where it keeps what it found."""
    pytest.importorskip("atheris", reason="atheris is not installed; it is made for Linux only")
    folder = tmp_path_factory.mktemp("fuzz")
    runs = ",".join(str(RUNS[name]) for name in NAMES)
    command = [sys.executable, "-m", "tests.fuzz", "--runs", runs, "--seed", "1", "--folder", str(folder)]
    surroundings = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    said = re.split(r"^(\w+ ended with \d+)$", done.stderr, flags=re.M)
    return {end.partition(" ")[0]: f"{text}{end}" for text, end in zip(said[::2], said[1::2], strict=False)}, folder


@every("name", TARGETS)
def test_nothing_is_found(name, short_run):
    """A short run, led by what it covers, finds no input that breaks a promise."""
    said, folder = short_run
    assert said[name].endswith(f"{name} ended with 0"), said[name][-3000:]
    assert f"stat::number_of_executed_units: {RUNS[name]}" in said[name]
    assert {"corpus", "order"} == {path.name for path in (folder / name).iterdir()}


def test_json_is_changed_as_json():
    """Most changes give other JSON, and the same chance gives the same change."""
    content = b'{"a":[1,{"b":null}],"c":"text"}'
    made = [mutated(content, seed) for seed in range(200)]
    assert made == [mutated(content, seed) for seed in range(200)]
    assert 100 < len(set(made))
    kinds = {type(json.loads(each)) for each in made if len(each) < 500}
    assert {dict, list} <= kinds
    assert mutated(b"no JSON", 1) is None


@every(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (0.0, -0.0),
        ([1], [1, 2]),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": None}, {}),
        ("a", "b"),
        ([{}], [[]]),
    ],
)
def test_what_differs_is_not_the_same(one, other):
    """Equality to the letter, which the targets promise."""
    assert same([one], [json.loads(json.dumps(one))])
    assert not same([one], [other])
    assert same(float("nan"), float("nan"))
