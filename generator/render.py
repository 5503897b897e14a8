"""Writes the shape down as files: templates filled in, the runtime copied, everything formatted."""

from __future__ import annotations

import json
import re
import subprocess
import textwrap
from pathlib import Path
from typing import Any

import jinja2
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from generator.errors import SpecError
from generator.shape.kinds import Shape
from generator.stopping import scratch

WIDTH = 120
HERE = Path(__file__).parent
# Names of the package's front, by module. `Client` and `AsyncClient` come from the template `client.py`.
EXPORTS = {
    "_own_clients": ("async_http_client", "http_client"),
    "client": ("AsyncClient", "Client"),
    "errors": ("ActionFailed", "OutcomeUnknown", "ToolzzCalError"),
    "permissions": ("Permissions",),
    "rate_limits": ("RateLimit",),
    "results": ("ActionResult", "Mismatch", "Response", "response_of"),
    "retries": ("RetryEvent", "RetryPolicy"),
}
# The module of the dicts that may be given for models; no class can have a module of this name.
DICTS = "_dicts"
# Names of `webhooks.py` beside the events.
OF_WEBHOOKS = ("Event", "Headers", "UntypedEvent", "parse", "receive", "verify")


def render(shape: Shape) -> dict[str, str]:
    """The package's files by path, in the form they are written in."""
    environment = _environment()
    named = [*((each.name, each.module) for each in shape.models), *((each.name, each.module) for each in shape.enums)]
    named += [(each.name, DICTS) for each in shape.dicts]
    modules = ["errors", "journal", "models", *(["webhooks"] if shape.events else [])]
    files = {
        "__init__.py": _filled(
            environment,
            "__init__.py",
            shape=shape,
            exports=EXPORTS,
            modules=modules,
            all_names=sorted([*modules, *(name for names in EXPORTS.values() for name in names)]),
        ),
        "client.py": _filled(environment, "client.py", shape=shape),
        "_catalogue.py": _filled(environment, "_catalogue.py", places=_places(shape), others=_others(shape)),
        "models/__init__.py": _filled(environment, "models/__init__.py", named=sorted(named)),
        "resources/__init__.py": _filled(environment, "resources/__init__.py", shape=shape),
    }
    for model in shape.models:
        files[f"models/{model.module}.py"] = _filled(environment, "models/_model.py", model=model)
    for enum in shape.enums:
        files[f"models/{enum.module}.py"] = _filled(environment, "models/_enum.py", enum=enum)
    if shape.dicts:
        files[f"models/{DICTS}.py"] = _filled(environment, "models/_dicts.py", shape=shape)
    for resource in shape.all_resources:
        files[f"resources/{resource.module}.py"] = _filled(environment, "resources/_resource.py", resource=resource)
    if shape.events:
        names = sorted([*OF_WEBHOOKS, *(event.name for event in shape.events)])
        files["webhooks.py"] = _filled(environment, "webhooks.py", shape=shape, names=names)
    files = _formatted(files)
    files["operations.json"] = _json(shape.catalogue)
    files["py.typed"] = ""
    for source in sorted((HERE / "runtime").glob("*.py")):
        if source.name != "__init__.py":
            files[source.name] = source.read_text("utf-8")
    return dict(sorted(files.items()))


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates", encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the filters below escape for Python
    )
    environment.filters |= {"literal": literal, "docstring": docstring, "paragraph": paragraph}
    return environment


def _filled(environment: jinja2.Environment, name: str, **context: Any) -> str:
    return environment.get_template(f"{name}.jinja").render(**context)


def _places(shape: Shape) -> list[tuple[str, str, str]]:
    return sorted((each.slug, each.module, each.constant) for each in shape.operations if each.slug)


def _others(shape: Shape) -> dict[str, str]:
    """Further slugs of actions, each with the documented one."""
    pairs = [(each.slug, binding.slug) for each in shape.operations for binding in each.bindings]
    return {other: slug for slug, other in sorted(pairs) if other not in ("", slug)}


def literal(value: object) -> str:
    """Text, and data of JSON, as Python that holds exactly it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{literal(key)}: {literal(item)}' for key, item in value.items())}}}"
    return repr(value if not isinstance(value, str) else str(value))


def docstring(text: str) -> str:
    """Text that can stand in a docstring: one line, nothing in it is read as Python."""
    line = " ".join(text.split())
    shown = line
    if not line.isprintable():  # which few lines are, and looking at each character takes long
        shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)
    # A quote before another, or at the end, could close the docstring.
    return re.sub(r'"(?="|$)', r"\"", shown.replace("\\", r"\\"))


def _json(catalogue: dict[str, Any]) -> str:
    """JSON without indents, an entry a line, so that a change shows where it is. Letters beyond ASCII stay.

    Of lists, which hold names, a line has as many as fit.
    """
    sections = [f"{_compact(name)}:{_section(entries)}" for name, entries in catalogue.items()]
    text = "{" + ",\n".join(sections) + "}\n"
    if not text.replace("\n", "").isprintable():
        text = "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text)
    return text


def _section(entries: dict[str, Any] | list[str]) -> str:
    if isinstance(entries, list):
        lines = textwrap.wrap(", ".join(map(_compact, entries)), WIDTH, break_long_words=False, break_on_hyphens=False)
        return "[\n" + "\n".join(lines).replace(", ", ",") + "\n]"
    return "{\n" + ",\n".join(f"{_compact(name)}:{_compact(entry)}" for name, entry in entries.items()) + "\n}"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def paragraph(text: str, indent: int, hang: int | None = None, lead: int = 0) -> str:
    """`docstring` text, wrapped. The first line begins after `indent + lead`, the others after `hang` or `indent`."""
    lines = textwrap.wrap(
        docstring(text),
        width=WIDTH,
        initial_indent=" " * (indent + lead),
        subsequent_indent=" " * (hang or indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).lstrip(" ")


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """All files in ruff's format, imports sorted."""
    with scratch() as folder:
        name = str(folder)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(re.sub(r"\n{4,}", "\n\n\n", text), "utf-8", newline="\n")
        common = ["--isolated", "--no-cache", "--quiet", "--line-length", str(WIDTH), "--target-version", "py311", name]
        # What fits into a line stands in one, whatever commas the templates leave.
        sort = ["check", "--select", "I", "--fix", "--config", "lint.isort.split-on-trailing-comma=false"]
        for step in (sort, ["format", "--config", "format.skip-magic-trailing-comma=true"]):
            command = [find_ruff_bin(), *step, *common]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                told = (done.stderr or done.stdout).strip().replace(name, "")
                raise SpecError(None, f"What the specification became is no Python: {told}", "Report this as a bug")
        return {path: (folder / path).read_text("utf-8") for path in files}
