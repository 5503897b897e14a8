"""Compares two published versions of a public document: `python -m tests.generator.diff.history [OLD NEW]`.

The document is GitHub's, out of the npm package @octokit/openapi. It is fetched with npm into a temporary folder and
not kept. Without npm, or without a registry, nothing is compared and the reason is told.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

from generator.diff.documents import compare
from generator.diff.load import load
from generator.diff.table import Level
from generator.diff.version import bump

PACKAGE = "@octokit/openapi"
MEMBER = "package/generated/api.github.com.json"
VERSIONS = ("22.0.0", "23.0.2")


def fetched(version, folder):
    """The document of a version of the package, in a folder of its own."""
    target = folder / version
    target.mkdir()
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{version}"], cwd=target, capture_output=True, check=False, timeout=300
    )
    archive = next(target.glob("*.tgz"), None)
    if done.returncode or archive is None:
        return None
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        content = member.read() if member else b""
    (target / "document.json").write_bytes(content)
    return target / "document.json"


def main(versions):
    """Prints what changed, by level and kind, and how long comparing took."""
    if shutil.which("npm") is None:
        print("not run: real history, because there is no npm")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [fetched(version, Path(folder)) for version in versions]
        if None in paths:
            print(f"not run: real history, because npm can't fetch {PACKAGE}")
            return 0
        started = time.perf_counter()
        old, new = (load(path) for path in paths)
        report = compare(old, new)
        took = time.perf_counter() - started
        same = [compare(each, each).changes for each in (old, new)]
    print(f"{PACKAGE} {' → '.join(versions)}: {', '.join(f'{len(report.of(level))} {level}' for level in Level)}")
    print(f"asks for a {bump(versions[0], report.level).part} version; compared in {took:.1f} s")
    for level in Level:
        for kind, count in Counter(change.kind for change in report.of(level)).most_common():
            print(f"  {level} {kind}: {count}")
    if any(same):
        print("a document differs from itself", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:3]) if len(sys.argv) > 2 else VERSIONS))
