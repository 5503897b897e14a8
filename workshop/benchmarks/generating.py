"""Generation beside stock openapi-python-client, and how it grows."""

from __future__ import annotations

import compileall
import json
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workshop.benchmarks import data, importing, measuring
from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.peers import stock
from workshop.benchmarks.report import Row

OURS = "our_client"
TURNS, AGAIN, IMPORTS = 4, 3, 15
GROWN, GROWN_TURNS = (500, 2_000), 2  # operations; the stock generator, which takes minutes, has one turn
NOTES = f"""
Generation: wall seconds of the command, interpreter included, from an empty folder, {TURNS} turns; with nothing
changed, the median of {AGAIN} in each turn. The peer's is its own command line with its own formatting.

Growth: the specification with its operations again under other names until there are as many, {GROWN_TURNS} turns, one
for the peer; "linear" is seconds per operation over those of the specification itself in the same turn.
Imports of what was generated are measured as above, {IMPORTS} turns, the emitted clients of both sizes in the same
turns.
"""


@dataclass(frozen=True)
class Runs:
    """Wall seconds for one specification, one a turn.

    Attributes:
        ours: Of our generator.
        stock: Of the stock generator.
        share: Operations of the specification itself over those of this one.
        ours_itself: Of our generator, for the specification itself in the same turns.
        stock_itself: Of the stock generator, likewise.
    """

    ours: tuple[float, ...]
    stock: tuple[float, ...]
    share: float
    ours_itself: tuple[float, ...]
    stock_itself: tuple[float, ...]

    def growth(self, operations: int) -> Row:
        """The line that tells how far from linear it is."""
        return Row(
            f"growth to {operations:,} operations (linear)",
            measuring.of_turns(self._linear(self.ours, self.ours_itself)),
            1.1,
            {stock.NAME: measuring.of_turns(self._linear(self.stock, self.stock_itself))},
        )

    def _linear(self, turns: tuple[float, ...], itself: tuple[float, ...]) -> list[float]:
        return [many / few * self.share for many, few in zip(turns, itself, strict=True)]

    def row(self, operations: int) -> Row:
        """The line that a curve over the number of operations is drawn from."""
        return Row(
            f"generate {operations:,} operations, s",
            measuring.of_turns(self.ours),
            peers={stock.NAME: measuring.of_turns(self.stock)},
        )


def rows(folder: Path) -> list[Row]:
    """All lines of the table. The peer's package stays in `folder`."""
    single = folder / "single.json"
    single.write_text(json.dumps(data.document()), "utf-8")
    operations = _count(data.document())
    ours: list[float] = []
    theirs: list[float] = []
    again: list[float] = []
    for _ in range(TURNS):
        ours.append(_generated(data.SPEC, folder / OURS))
        theirs.append(_generated_by_stock(single, folder / stock.PACKAGE))
        again.append(statistics.median(_unchanged(folder) for _ in range(AGAIN)))
    base, first, unchanged = (measuring.Times(tuple(each)) for each in (theirs, ours, again))
    runs = {operations: Runs(first.turns, base.turns, 1.0, first.turns, base.turns)}
    runs |= {count: _runs(folder, single, count) for count in GROWN}
    itself, most = {stock.NAME: Figure(1.0)}, max(GROWN)
    return [
        Row(f"generate {operations} operations (stock)", first.against(base), 1.0, itself),
        Row("generate, nothing changed (stock)", unchanged.against(base), 0.05, itself),
        *(each.row(count) for count, each in runs.items()),
        runs[most].growth(most),
        *_imports(folder, operations, most),
    ]


def _unchanged(folder: Path) -> float:
    return measuring.command(_ours(data.SPEC, folder / OURS), data.ROOT)


def _runs(folder: Path, single: Path, operations: int) -> Runs:
    """Runs for a specification of so many operations, and for `single` in turns; what they emit stays in the folder."""
    root = grown(data.SPEC.parent, folder / f"specification_{operations}", operations)
    bundled = folder / f"bundled_{operations}"
    measuring.command(_ours(root, bundled, command="bundle"), data.ROOT)
    document = bundled / "openapi.json"
    if (found := _count(json.loads(document.read_text("utf-8")))) != operations:
        raise AssertionError(f"{found} operations instead of {operations}")
    ours_itself, ours = [], []
    for _ in range(GROWN_TURNS):
        ours_itself.append(_generated(data.SPEC, folder / OURS))
        ours.append(_generated(root, folder / f"{OURS}_{operations}"))
    stock_itself = _generated_by_stock(single, folder / stock.PACKAGE)
    of_stock = _generated_by_stock(document, folder / f"{stock.PACKAGE}_{operations}")
    share = _count(data.document()) / operations
    return Runs(tuple(ours), (of_stock,), share, tuple(ours_itself), (stock_itself,))


def _generated(spec: Path, output: Path) -> float:
    shutil.rmtree(output, ignore_errors=True)
    return measuring.command(_ours(spec, output), data.ROOT)


def _generated_by_stock(document: Path, output: Path) -> float:
    shutil.rmtree(output, ignore_errors=True)
    return stock.generate(document, output)


def _imports(folder: Path, few: int, many: int) -> list[Row]:
    """What the emitted client of many operations costs, beside `import httpx` and beside the client of a few."""
    packages = {few: (OURS, stock.PACKAGE), many: (f"{OURS}_{many}", f"{stock.PACKAGE}_{many}")}
    scripts = {"httpx": "import httpx"}
    for count, (own, other) in packages.items():
        scripts[f"import {count}"], scripts[f"import {count} stock"] = f"import {own}", f"import {other}"
        scripts[f"first {count}"] = (
            f"import httpx\nfrom {own} import Client\nClient(composio_api_key='ak_example').bookings"
        )
        scripts[f"first {count} stock"] = (
            f"from {other}.client import AuthenticatedClient\n"
            "AuthenticatedClient(base_url='https://gateway.example.com', token='ak_example')\n"
            f"import {stock.module('bookings.create').replace(stock.PACKAGE, other, 1)}"
        )
        for package in (own, other):
            compileall.compile_dir(folder / package, quiet=1)
    times = measuring.interpreters(scripts, [folder], IMPORTS, own=importing.alone())

    def row(what: str, name: str, base: str, told: str) -> Row:
        peer = f"{base} stock" if f"{base} stock" in times else base
        return Row(
            f"{what} at {many:,} operations ({told})",
            times[f"{name} {many}"].against(times[base]),
            peers={stock.NAME: times[f"{name} {many} stock"].against(times[peer])},
        )

    kinds = {"import": "import of the package", "first": "client + first resource"}
    return [row(what, name, "httpx", "import httpx") for name, what in kinds.items()] + [
        row(what, name, f"{name} {few}", f"at {few}") for name, what in kinds.items()
    ]


def _ours(spec: Path, output: Path, command: str = "generate") -> list[str]:
    return [sys.executable, "-m", "generator", command, "--spec", str(spec), "--output", str(output)]


def _count(document: dict[str, Any]) -> int:
    methods = ("get", "put", "post", "delete", "patch")
    return sum(method in item for item in document["paths"].values() for method in methods)


def grown(source: Path, target: Path, operations: int) -> Path:
    """A specification with so many operations: its paths again and again under other names, with the same schemas.

    Args:
        source: Its folder.
        target: The folder to put the larger one in.
        operations: How many there are to be; a path of two methods may make it one more.

    Returns:
        The larger one's root file.
    """
    shutil.copytree(source, target)
    root = target / "openapi.yaml"
    top = yaml.safe_load(root.read_text("utf-8"))
    items = {path: target / item["$ref"] for path, item in top["paths"].items()}
    contents = {path: yaml.safe_load(file.read_text("utf-8")) for path, file in items.items()}
    count = _count({"paths": contents})
    # A path with two methods comes last, so that the number is met by those with one.
    copied = sorted(contents, key=lambda path: _count({"paths": {path: contents[path]}}))
    number = 1
    while count < operations:
        number += 1
        for path in copied[: operations - count]:
            content = _copied(contents[path], number)
            copy = items[path].with_stem(f"{items[path].stem}_copy{number}")
            copy.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
            top["paths"][f"{path}_COPY{number}"] = {"$ref": copy.relative_to(target).as_posix()}
            count += _count({"paths": {path: content}})
    root.write_text(yaml.safe_dump(top, sort_keys=False, allow_unicode=True), "utf-8")
    return root


def _copied(item: dict[str, Any], number: int) -> dict[str, Any]:
    """A path's operations under other names. What finds out about an unknown outcome stays with the first."""
    methods = {key for key, each in item.items() if isinstance(each, dict) and "operationId" in each}
    copy = {key: dict(each) if key in methods else each for key, each in item.items()}
    for method in methods:
        copy[method]["operationId"] = _renamed(item[method]["operationId"], number)
        copy[method].pop("x-reconcile", None)
        if "x-gateway" in item[method]:
            copy[method]["x-gateway"] = [_with_slug(binding, number) for binding in item[method]["x-gateway"]]
    return copy


def _with_slug(binding: dict[str, Any], number: int) -> dict[str, Any]:
    """A form of an action at the gateway, whose slug, if it has one of its own, is the copy's."""
    return {**binding, "slug": f"{binding['slug']}_COPY{number}"} if "slug" in binding else binding


def _renamed(name: str, number: int) -> str:
    resource, _, rest = name.partition(".")
    return f"{resource}_copy{number}.{rest}"
