"""Who imports whom in the generator."""

import ast
from pathlib import Path

import generator
from generator.document.cycles import circles

ROOT = Path(generator.__file__).parent


# The rooms in the order in which data goes through them.
ORDER = (
    "errors",
    "stopping",
    "document",
    "webhooks",
    "check",
    "normalise",
    "parse",
    "extensions",
    "shape",
    "stages",
    "render",
    "output",
)


def imported(path):
    """The modules of the generator that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator"):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def graph():
    """Every module outside the runtime, which is a package of its own, with the modules that it imports."""
    paths = {path for path in ROOT.rglob("*.py") if not path.is_relative_to(ROOT / "runtime")}
    names = {".".join(("generator", *path.relative_to(ROOT).with_suffix("").parts)): path for path in paths}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    return {name: {each for each in imported(path) if each in names} for name, path in names.items()}


def rooms(modules):
    """The same graph between folders; a module beside them is a room of its own."""
    found = {}
    for name, targets in modules.items():
        room = ".".join(name.split(".")[:2])
        found.setdefault(room, set()).update({".".join(each.split(".")[:2]) for each in targets} - {room})
    return found


def test_no_module_leads_back_to_itself():
    """Each can be understood after those that it imports."""
    modules = graph()
    assert {"generator.errors", "generator.shape.client", "generator.document.bundle"} <= modules.keys()
    assert len(modules) > 20
    assert {} == circles(modules)


def test_the_stages_do_not_look_ahead():
    """A stage imports only stages before it; the comparison, new resources and the command line stand outside."""
    found = rooms(graph())
    assert {*ORDER, "diff", "new", "__main__"} == {name.removeprefix("generator.") for name in found} - {"generator"}
    for place, name in enumerate(ORDER):
        before = {f"generator.{each}" for each in ORDER[:place]}
        assert found[f"generator.{name}"] - {"generator"} <= before, name
    assert {} == circles(found)
