"""Two linters that others wrote, on the files of the specification and on the bundled document: not one finding."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from workshop.contract.documents import SPLIT, bundle
from workshop.contract.running import Failed
from workshop.contract.tools import FOLDER, REDOCLY, ROOT, last_error, npm_program, run

SPECTRAL = ("@stoplight/spectral-cli", "6.16.3", "dist/index.js")
LINTING = 300  # seconds
RULESET = FOLDER / "spectral.yaml"
Finding = dict[str, Any]


def redocly() -> str:
    """Redocly with its strictest rules."""
    program = npm_program(*REDOCLY)
    return _nothing([finding for file in _files() for finding in lint(program, file)])


def lint(program: Sequence[str], file: Path) -> list[str]:
    """What Redocly finds in a document, a line each."""
    options = ["lint", "--extends", "recommended-strict", "--format", "json", "--max-problems", "1000", str(file)]
    problems = _answer([*program, *options], file)["problems"]
    return [_redocly_line(each, file) for each in problems if not each.get("ignored")]


def spectral() -> str:
    """Spectral with the rules for OpenAPI that it recommends."""
    program = npm_program(*SPECTRAL)
    RULESET.write_text('extends: ["spectral:oas"]\n', "utf-8")
    is_referred_path = _referred_paths(SPLIT)
    findings = []
    set_aside = 0
    for file in _files():
        for finding in _answer([*program, "lint", "--ruleset", str(RULESET), "--format", "json", str(file)], file):
            if file == SPLIT and is_referred_path(finding):
                set_aside += 1
            else:
                findings.append(_spectral_line(finding, file))
    summary = _nothing(findings)
    return f"{summary}; set aside: {set_aside} paths that are a $ref, which its schema of 3.1 does not know"


def _files() -> tuple[Path, ...]:
    whole = bundle()
    return SPLIT, whole, whole.with_suffix(".yaml")


def _nothing(findings: Sequence[str]) -> str:
    if findings:
        raise Failed(findings)
    return "0 errors, 0 warnings on the files and on the bundle as JSON and YAML"


def _answer(command: Sequence[str], file: Path) -> Any:
    """What a linter says as JSON. It ends with 1 when it found something; an answer is needed all the same."""
    try:
        done = run(command, seconds=LINTING)
        start = min((at for at in map(done.stdout.find, "[{") if at >= 0), default=0)
        return json.JSONDecoder().raw_decode(done.stdout[start:])[0]
    except subprocess.TimeoutExpired:
        raise Failed([f"{_shown(file)}: the linter did not end in {LINTING} s"]) from None
    except ValueError:
        raise Failed([f"{_shown(file)}: the linter gave up: {last_error(done.stderr or done.stdout)}"]) from None


def _referred_paths(file: Path) -> Callable[[Finding], bool]:
    """Tells of a finding whether it is no more than that a path of the root is a reference.

    OpenAPI 3.1 has `$ref` among the fields of a Path Item; the schema that Spectral 6 brings has not. The bundle has
    no such reference, so there the same rule looks at every path.
    """
    paths = yaml.safe_load(file.read_text("utf-8"))["paths"]

    def is_one(finding: Finding) -> bool:
        keys = [str(part).replace("~1", "/").replace("~0", "~") for part in finding["path"]]
        if finding["code"] != "oas3-schema" or len(keys) != 2 or keys[0] != "paths":
            return False
        return list(paths.get(keys[1], ())) == ["$ref"]

    return is_one


def _redocly_line(finding: Finding, file: Path) -> str:
    location: dict[str, Any] = {}
    if finding.get("location"):
        location = finding["location"][0]
    source = Path(location.get("source", {}).get("ref", file))
    where = location.get("pointer") or location.get("start", {}).get("line", "")
    return f"{_shown(source)}{where}: {finding['message']} ({finding['ruleId']}, {finding['severity']})"


def _spectral_line(finding: Finding, file: Path) -> str:
    line = finding["range"]["start"]["line"] + 1
    level = ("error", "warning", "info", "hint")[finding["severity"]]
    return f"{_shown(Path(finding.get('source') or file))}:{line}: {finding['message']} ({finding['code']}, {level})"


def _shown(path: Path) -> str:
    absolute = (ROOT / path).resolve()
    if absolute.is_relative_to(ROOT):
        absolute = absolute.relative_to(ROOT)
    return absolute.as_posix()
