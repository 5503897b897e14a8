"""Runs a target for so many seconds or inputs; without one, each in turn. The exit code tells if anything was found.

With `--runs` and `--seed` the work is the same wherever it is done: it begins with the inputs of the specification's
examples and those in `tests/fuzz/corpus`, in the same order, and leaves no inputs behind.

Inputs that led further are kept in `build/fuzz/TARGET/corpus`, and a run goes on from them; one that breaks a promise
is kept beside it, and `--input FILE` runs it again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

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
    parser.add_argument("--runs", type=int, metavar="N", help="inputs for each target, instead of seconds")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of chance; 0 takes another each time")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz", help="where inputs are kept")
    parser.add_argument("--input", type=Path, metavar="FILE", help="run this one input only")
    options = parser.parse_args()
    if options.target is None:
        ended = [subprocess.call([sys.executable, "-m", "tests.fuzz", name, *sys.argv[1:]], cwd=ROOT) for name in NAMES]
        return max(ended)
    sys.path[:0] = [str(ROOT / "generated_client"), str(ROOT)]
    _fuzz(options)
    return 0


def kept(name: str) -> list[bytes]:
    """Inputs of a target that are no examples of the specification, and worth beginning with."""
    return [b64decode(line) for line in (CORPUS / f"{name}.txt").read_text().split()]


def _fuzz(options: argparse.Namespace) -> None:
    """Does not come back: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["toolzz_cal", "generator"]):
        from tests.fuzz.targets import TARGETS
    from tests.fuzz.mutation import mutated

    target = TARGETS[options.target]
    begin = target.json_from

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        if begin is not None and seed % 2:
            made = mutated(data[begin:], seed)
            if made is not None and begin + len(made) <= longest:
                return data[:begin] + made
        changed: bytes = atheris.Mutate(data, longest)
        return changed

    folder: Path = options.folder / options.target
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    named = []
    for seed in (*target.seeds(), *kept(options.target)):
        path = corpus / sha256(seed).hexdigest()[:20]
        path.write_bytes(seed)
        named.append(str(path))
    arguments = [sys.argv[0], f"-artifact_prefix={folder}/", f"-rss_limit_mb={MEMORY}", f"-timeout={SLOWEST}"]
    arguments += [f"-max_len={LARGEST}", f"-seed={options.seed}", "-print_final_stats=1"]
    if options.runs is not None:
        order = folder / "order"
        order.write_text(",".join(named))
        arguments += [f"-runs={options.runs}", f"-seed_inputs=@{order}"]
    else:
        arguments += [f"-max_total_time={options.seconds}", str(options.input or corpus)]
    if begin is not None:
        atheris.Setup(arguments, target.run, custom_mutator=mutate)
    else:
        atheris.Setup(arguments, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
