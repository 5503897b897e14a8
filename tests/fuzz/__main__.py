"""Runs a target for so many seconds or inputs; without one, each in turn. The exit code tells if anything was found.

Making what is fuzzed tell what it covers takes longer than a short run, so it is done once: each target has a fork.

With `--runs` and `--seed` the work is the same wherever it is done: it begins with the inputs of the specification's
examples and those in `tests/fuzz/corpus`, in the same order, and leaves no inputs behind.

Inputs that led further are kept in `build/fuzz/TARGET/corpus`, and a run goes on from them; one that breaks a promise
is kept beside it, and `--input FILE` runs it again.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).parent / "corpus"  # a file for each target, an input in base64 a line
NAMES = ("decoder", "answer", "webhook", "timestamp", "specification")
MEMORY, SLOWEST = 2_048, 20  # megabytes, and seconds for one input
LARGEST = 16_384  # bytes of an input


def main() -> int:
    """Reads the options and runs."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", choices=NAMES, help="what to fuzz; all when left out")
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="for each target (default: %(default)s)")
    parser.add_argument(
        "--runs",
        type=_numbers,
        metavar="N",
        help="inputs for each target, instead of seconds; or several numbers with commas between them, one for each",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of chance; 0 takes another each time")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz", help="where inputs are kept")
    parser.add_argument("--input", type=Path, metavar="FILE", help="run this one input only")
    options = parser.parse_args()
    names = NAMES if options.target is None else (options.target,)
    runs = options.runs or [None]
    runs = runs * len(names) if len(runs) == 1 else runs
    if len(runs) != len(names):
        parser.error(f"--runs has {len(runs)} numbers for {len(names)} targets")
    sys.path[:0] = [str(ROOT / "generated_client"), str(ROOT)]
    targets = _instrumented()
    ended = []
    for name, count in zip(names, runs, strict=True):
        ended.append(_forked(name, targets[name], count, options))
        print(f"{name} ended with {ended[-1]}", file=sys.stderr, flush=True)
    return max(ended)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _instrumented() -> dict[str, Target]:
    """The targets, whose code tells libFuzzer what of it was run."""
    import atheris

    with atheris.instrument_imports(include=["toolzz_cal", "generator"]):
        from tests.fuzz.targets import TARGETS
    return TARGETS


def _forked(name: str, target: Target, runs: int | None, options: argparse.Namespace) -> int:
    """The exit code of a process that runs a target; an ended one has more than 128."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            _fuzz(name, target, runs, options)
        except Exception:  # noqa: BLE001 - whatever it is, it must not come back into `main`
            traceback.print_exc()
        os._exit(1)  # it has not even begun
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if code >= 0 else 128 - code


def kept(name: str) -> list[bytes]:
    """Inputs of a target that are no examples of the specification, and worth beginning with."""
    return [b64decode(line) for line in (CORPUS / f"{name}.txt").read_text().split()]


def _fuzz(name: str, target: Target, runs: int | None, options: argparse.Namespace) -> None:
    """Does not come back: libFuzzer ends the process."""
    import atheris

    from tests.fuzz.mutation import mutated

    begin = target.json_from

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        if begin is not None and seed % 2:
            made = mutated(data[begin:], seed)
            if made is not None and begin + len(made) <= longest:
                return data[:begin] + made
        changed: bytes = atheris.Mutate(data, longest)
        return changed

    folder: Path = options.folder / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    named = []
    for seed in (*target.seeds(), *kept(name)):
        path = corpus / sha256(seed).hexdigest()[:20]
        path.write_bytes(seed)
        named.append(str(path))
    arguments = [sys.argv[0], f"-artifact_prefix={folder}/", f"-rss_limit_mb={MEMORY}", f"-timeout={SLOWEST}"]
    arguments += [f"-max_len={LARGEST}", f"-seed={options.seed}", "-print_final_stats=1"]
    if runs is not None:
        order = folder / "order"
        order.write_text(",".join(named))
        arguments += [f"-runs={runs}", f"-seed_inputs=@{order}"]
    else:
        arguments += [f"-max_total_time={options.seconds}", str(options.input or corpus)]
    if begin is not None:
        atheris.Setup(arguments, target.run, custom_mutator=mutate)
    else:
        atheris.Setup(arguments, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
