"""Each target with a number of inputs, the same in every run; by hand, `python -m tests.fuzz` runs them for longer."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

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


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed; it is made for Linux only")
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found(name, tmp_path):
    """A short run, led by what it covers, finds no input that breaks a promise."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--runs", RUNS[name], "--seed", "1", "--folder", tmp_path]
    same = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(list(map(str, command)), cwd=ROOT, env=same, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr[-3000:] + done.stdout[-3000:]
    assert f"stat::number_of_executed_units: {RUNS[name]}" in done.stderr
    assert {"corpus", "order"} == {path.name for path in (tmp_path / name).iterdir()}


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
