"""Generation beside stock openapi-python-client, and how it grows."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks import data, measuring, peer
from benchmarks.report import Row

TURNS, AGAIN, COPIES, GROWN = 4, 3, 14, 2
NOTES = f"""
Generation: wall seconds of the command, interpreter included, from an empty folder, {TURNS} turns; with nothing
changed, {TURNS * AGAIN} turns. The peer's is its own command line with its own formatting.

Growth: seconds per operation with every operation {COPIES} times under other names, over seconds per operation of the
specification itself; the quicker of {GROWN} runs, one for the peer.
"""


def rows(folder: Path) -> list[Row]:
    """All lines of the table. The peer's package stays in `folder`."""
    single, many = folder / "single.json", folder / "many.json"
    single.write_text(json.dumps(data.document()), "utf-8")
    root = _grown(data.SPEC.parent, folder / "grown", COPIES)
    measuring.command(_ours(root, folder / "unused", command="bundle"), data.ROOT)
    shutil.copy(folder / "unused" / "openapi.json", many)
    operations = _count(json.loads(single.read_text("utf-8")))
    grown = _count(json.loads(many.read_text("utf-8")))

    ours: list[float] = []
    stock: list[float] = []
    again: list[float] = []
    for _ in range(TURNS):
        shutil.rmtree(folder / "ours", ignore_errors=True)
        ours.append(measuring.command(_ours(data.SPEC, folder / "ours"), data.ROOT))
        shutil.rmtree(folder / peer.PACKAGE, ignore_errors=True)
        stock.append(peer.generate(single, folder / peer.PACKAGE))
        again.append(min(measuring.command(_ours(data.SPEC, folder / "ours"), data.ROOT) for _ in range(AGAIN)))
    ours_grown: list[float] = []
    for _ in range(GROWN):
        shutil.rmtree(folder / "ours_grown", ignore_errors=True)
        ours_grown.append(measuring.command(_ours(root, folder / "ours_grown"), data.ROOT))
    stock_grown = peer.generate(many, folder / "stock_grown")

    base, first, unchanged = (measuring.Times(tuple(each)) for each in (stock, ours, again))
    factor = operations / grown
    return [
        Row(f"generate {operations} operations (stock)", first.ratio(base), 1.0, 1.0, first.median_ratio(base)),
        Row("generate, nothing changed (stock)", unchanged.ratio(base), 0.05, 1.0, unchanged.median_ratio(base)),
        Row(
            f"growth to {grown:,} operations (linear)",
            min(ours_grown) / first.best * factor,
            1.1,
            stock_grown / base.best * factor,
        ),
        Row(f"generate {grown:,} operations (stock)", min(ours_grown) / stock_grown, None, 1.0),
    ]


def _ours(spec: Path, output: Path, command: str = "generate") -> list[str]:
    return [sys.executable, "-m", "generator", command, "--spec", str(spec), "--output", str(output)]


def _count(document: dict[str, Any]) -> int:
    methods = ("get", "put", "post", "delete", "patch")
    return sum(method in item for item in document["paths"].values() for method in methods)


def _grown(source: Path, target: Path, copies: int) -> Path:
    """The specification with every operation `copies` times: more files, resources and paths, the same schemas."""
    shutil.copytree(source, target)
    root = target / "openapi.yaml"
    top = yaml.safe_load(root.read_text("utf-8"))
    paths = dict(top["paths"])
    for path, item in paths.items():
        file = target / item["$ref"]
        content = yaml.safe_load(file.read_text("utf-8"))
        for number in range(2, copies + 1):
            for operation in content.values():
                if isinstance(operation, dict) and "operationId" in operation:
                    operation["operationId"] = _renamed(operation["operationId"], number)
                    if "x-reconcile" in operation:
                        operation["x-reconcile"]["list"] = _renamed(operation["x-reconcile"]["list"], number)
            copy = file.with_stem(f"{file.stem}_copy{number}")
            copy.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
            top["paths"][f"{path}_COPY{number}"] = {"$ref": copy.relative_to(target).as_posix()}
    root.write_text(yaml.safe_dump(top, sort_keys=False, allow_unicode=True), "utf-8")
    return root


def _renamed(name: str, number: int) -> str:
    resource, _, rest = name.partition(".")
    return f"{resource.rsplit('_copy', 1)[0]}_copy{number}.{rest}"
