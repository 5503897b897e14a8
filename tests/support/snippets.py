"""The Python of README.md and docs/, taken out of the pages so that tests can run it and check its types.

`python -m tests.support.snippets FOLDER` writes each program of the pages into a folder, for type checkers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(
    r"""^(?P<edge> *)```(?P<language>\w*)(?: title="(?P<file>[^"\n]+)")?[^\n]*\n(?P<code>.*?)^(?P=edge)```""",
    re.S | re.M,
)
_PROMISE = re.compile(r"\bprint\(.*\)(?:  # (.+)|((?:\n *# .+)+))$", re.M)


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a page, the line on which its code begins, and the file that its title names, if it has one."""

    page: str
    line: int
    language: str
    code: str
    file: str | None = None

    @property
    def is_python(self) -> bool:
        """Whether it is Python, and no program of another language or what one prints."""
        return self.language in ("python", "py")

    @property
    def is_copy(self) -> bool:
        """Whether it is the copy of a file of this tree; a title without a folder is a file that the reader makes."""
        return self.file is not None and "/" in self.file

    @property
    def promised(self) -> list[str]:
        """What the comments behind `print(…)`, or on lines below it, say is printed, in order; `…` stands for anything."""
        told = (behind or " ".join(re.findall(r"# (.+)", below)) for behind, below in _PROMISE.findall(self.code))
        return [part.strip() for comment in told for part in comment.split("…") if part.strip()]

    def run(self, namespace: dict[str, object]) -> None:
        """Runs it; a traceback names page and line."""
        code = compile("\n" * (self.line - 1) + self.code, str(ROOT / self.page), "exec")
        exec(code, namespace)


@dataclass(frozen=True)
class Program:
    """Snippets of a page that are one program, in order: a block with a file's name alone, or all blocks without one."""

    page: str
    snippets: tuple[Snippet, ...]

    @property
    def module(self) -> str:
        """The name of a module of it, which says where it stands."""
        page = self.page.removesuffix(".md")
        file = (self.snippets[0].file or "").removesuffix(".py")
        return re.sub(r"\W+", "_", f"{page} {file}".strip())

    @property
    def code(self) -> str:
        """Its code, whose lines have the numbers that they have on the page."""
        lines: list[str] = []
        for snippet in self.snippets:
            lines += [""] * (snippet.line - 1 - len(lines))
            lines += snippet.code.splitlines()
        return "\n".join(lines) + "\n"


def hand_written() -> list[str]:
    """Every page that a person wrote, as a path below the root: README.md and all of docs/."""
    return ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]


def snippets(text: str, page: str) -> Iterator[Snippet]:
    """The fenced blocks of a page."""
    for found in _FENCE.finditer(text):
        edge = len(found["edge"])
        code = "".join(line[edge:] or "\n" for line in found["code"].splitlines(keepends=True))
        yield Snippet(page, text.count("\n", 0, found.start("code")) + 1, found["language"], code, found["file"])


def snippets_of(page: str) -> list[Snippet]:
    """The fenced blocks of a page of this tree."""
    return list(snippets((ROOT / page).read_text("utf-8"), page))


def programs(found: Sequence[Snippet]) -> Iterator[Program]:
    """The Python programs among the blocks of a page; copies of files are not among them."""
    python = [each for each in found if each.is_python and not each.is_copy]
    if plain := tuple(each for each in python if each.file is None):
        yield Program(plain[0].page, plain)
    for each in python:
        if each.file is not None:
            yield Program(each.page, (each,))


def every_program() -> list[Program]:
    """The programs of all pages."""
    return list(chain.from_iterable(programs(snippets_of(page)) for page in hand_written()))


def write(found: Sequence[Program], folder: Path) -> list[Path]:
    """Writes each program as a module into a folder, in which no other stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.py"):
        stale.unlink()
    written = [folder / f"{each.module}.py" for each in found]
    assert len(set(written)) == len(written), "two programs have one name"
    for path, program in zip(written, found, strict=True):
        path.write_text(program.code, "utf-8")
    return written


if __name__ == "__main__":
    write(every_program(), Path(sys.argv[1]))
