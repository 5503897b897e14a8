"""Replays the recorded journeys on the mock and prints how many steps are equal, family by family.

A step is equal when status, keys, types and values of the mock's answer are those of the recorded one, but for what
`tolerances.py` lists. Its columns:

- `equal`, `steps`: how many are, of how many that are compared.
- `status`, `keys`, `types`, `values`: of how many the status is right and nothing of this kind differs.
- `differences`: all that differs, of every kind. It shows a change soonest, as a step that differs can't become more
  unequal.
- `blocked`: steps that differ and ask about what the mock did not make before. Look at the first difference of the
  journey instead.
- `undetermined`: steps that a real server, asked twice, answered in two ways; they are not compared.

`-v` tells each difference with its journey and step, `--only` narrows it to some. The steps that are known to differ
are in `unequal.txt`: one that becomes equal leaves it, and no other may come in unsaid. `--unequal` prints them as they
stand there.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from .replaying import JOURNEYS, replay

KINDS = ("status", "keys", "types", "values")


def main() -> int:
    """Prints the table; the exit status is 0 only when every step is equal."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m tests.upstream", description=__doc__, formatter_class=shape)
    parser.add_argument("files", nargs="*", type=Path, help="journeys; all that are kept by default")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every difference")
    parser.add_argument("--only", default="", help="only steps whose name or operation contains this")
    parser.add_argument("--unequal", action="store_true", help="print only which steps differ, as unequal.txt has them")
    options = parser.parse_args()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for file in options.files or sorted(JOURNEYS.glob("*.json")):
        for outcome in replay(file):
            name = f"{file.stem}:{outcome.step['step']} {outcome.step.get('operation') or ''}"
            if options.only not in name:
                continue
            differ = {each.kind for each in outcome.differences}
            for counts in (table[outcome.family], table["total"]):
                if outcome.undetermined:
                    counts["undetermined"] += 1
                    continue
                counts["steps"] += 1
                counts["equal"] += not differ
                counts["differences"] += len(outcome.differences)
                counts["blocked"] += outcome.blocked and bool(differ)
                for kind in KINDS:
                    counts[kind] += not differ & {kind, "status"}
            if options.unequal and differ:
                print(f"{file.stem} {outcome.step['step']}")
            if options.verbose and outcome.differences:
                print(name + (" (asks about what the mock did not make)" if outcome.blocked else ""))
                for each in outcome.differences:
                    print(f"    {each.kind}: {each.words}")
    if options.unequal:
        return 0
    print(f"{'family':26} {'equal':>6} {'steps':>6} {'':>7}" + "".join(f"{kind:>9}" for kind in KINDS), end="")
    print("  differences  blocked  undetermined")
    for family in (*sorted(table.keys() - {"total"}), "total"):
        counts = table[family]
        steps = counts["steps"] or 1
        line = f"{family:26} {counts['equal']:>6} {counts['steps']:>6} {counts['equal'] / steps:>7.1%}"
        line += "".join(f"{counts[kind] / steps:>9.1%}" for kind in KINDS)
        print(f"{line}  {counts['differences']:>11}  {counts['blocked']:>7}  {counts['undetermined']:>12}")
    return 0 if table["total"]["equal"] == table["total"]["steps"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
