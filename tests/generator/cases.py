"""Rewrites what every case is expected to become: `python -m tests.generator.cases`."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.support.generator import CASES, emitted, generate


def rewrite(case):
    """Writes the `expected` folder of a case anew."""
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "package"
        if generate(case / "spec" / "openapi.yaml", output):
            return False
        shutil.rmtree(case / "expected", ignore_errors=True)
        for path, content in emitted(output).items():
            (case / "expected" / path).parent.mkdir(parents=True, exist_ok=True)
            (case / "expected" / path).write_bytes(content)
    return True


if __name__ == "__main__":
    done = [rewrite(case) for case in sorted(CASES.iterdir())]
    sys.exit(0 if all(done) else 1)
