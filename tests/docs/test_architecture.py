"""ARCHITECTURE.md: what it says of who imports whom is so."""

import ast
import re

import pytest

from tests.support.document import ROOT

FOLDERS = {
    "command line": "packages/toolzz_cal_cli",
    "MCP server": "packages/toolzz_cal_mcp",
    "mock server": "packages/toolzz_cal_mock",
}
ROW = re.compile(r"^\| `(_\w+)` \| ([^|]+) \| ([^|]+) \|$", re.M)


def private_imports(source):
    """The private modules of the client that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if re.match(r"toolzz_cal\._[a-z]", name))


@pytest.mark.parametrize("who", FOLDERS)
def test_private_modules_of_the_client_that_others_need(who):
    """The table lists every one that is imported, and no other, each with a reason."""
    rows = ROW.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    told = {module for module, users, reason in rows if who in users.split(", ") and reason.strip()}
    paths = list((ROOT / FOLDERS[who]).rglob("*.py"))
    assert paths
    assert told == {module for path in paths for module in private_imports(path.read_text("utf-8"))}


def test_imports_of_every_form_are_seen():
    """Else the table could lack some."""
    source = """
import toolzz_cal._one
from toolzz_cal import _two, Client
from toolzz_cal._three import name
def inside():
    from toolzz_cal._four.deeper import name
"""
    assert ["_four", "_one", "_three", "_two"] == sorted(set(private_imports(source)))
