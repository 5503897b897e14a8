"""The Python of README.md and docs/, taken out of the pages so that tests can run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(
    r"""^(?P<edge> *)```(?P<language>\w*)(?: title="(?P<file>[^"\n]+)")?[^\n]*\n(?P<code>.*?)^(?P=edge)```""",
    re.S | re.M,
)


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a page, the line on which its code begins, and the file of which it is a copy, if of any."""

    page: str
    line: int
    language: str
    code: str
    file: str | None = None

    @property
    def promised(self) -> list[str]:
        """What the comments behind `print(…)` say is printed, in order; `…` in them stands for anything."""
        told = re.findall(r"\bprint\(.*\)  # (.+)$", self.code, re.M)
        return [part.strip() for comment in told for part in comment.split("…") if part.strip()]

    def run(self, namespace: dict[str, object]) -> None:
        """Runs it; a traceback names page and line."""
        code = compile("\n" * (self.line - 1) + self.code, str(ROOT / self.page), "exec")
        exec(code, namespace)


def hand_written() -> list[str]:
    """Every page that a person wrote, as a path below the root: README.md and all of docs/."""
    return ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]


def snippets(text: str, page: str) -> Iterator[Snippet]:
    """The fenced blocks of a page."""
    for found in _FENCE.finditer(text):
        edge = len(found["edge"])
        code = "".join(line[edge:] or "\n" for line in found["code"].splitlines(keepends=True))
        yield Snippet(page, text.count("\n", 0, found.start("code")) + 1, found["language"], code, found["file"])


def python_of(page: str) -> list[Snippet]:
    """The Python of a page of this tree, in order, but for copies of files."""
    found = snippets((ROOT / page).read_text("utf-8"), page)
    return [each for each in found if each.language in ("python", "py") and each.file is None]
