"""The reference of classes and functions has every public name, with what its docstring and its signature say."""

import inspect
import re
from functools import cache
from importlib import import_module
from types import ModuleType

import pytest
import toolzz_cal
import toolzz_cal_mock
from toolzz_cal import AsyncClient, Client, RetryPolicy, _config
from toolzz_cal._http_clients import DEFAULT_TIMEOUT

from workshop.site import python_api
from workshop.site.reference import pages, source

HEADING = re.compile(r"^##+ `(?P<name>[\w.]+)` \{ #(?P<anchor>[\w.]+) \}$", re.M)
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", re.M)


@cache
def _pages():
    """The pages of classes and functions by their file."""
    return python_api.pages()


def section(page, name):
    """What a page says of a class or a function, up to the next."""
    found = re.search(rf"^## `{name}` \{{.*?\}}\n(.*?)(?=^## |\Z)", _pages()[page], re.S | re.M)
    return found[1]


def public(package):
    """The public names of a package, and those of the modules that are among them."""
    for name in package.__all__:
        member = getattr(package, name)
        if isinstance(member, ModuleType):
            yield from (f"{name}.{each}" for each in member.__all__)
        else:
            yield name


@pytest.mark.parametrize("package", [toolzz_cal, toolzz_cal_mock], ids=lambda each: each.__name__)
def test_every_public_name_has_a_page(package):
    """A heading, or a row of the pages of models and events, which come from the specification."""
    all_pages = pages(source())
    headings = {found["name"] for page in all_pages.values() for found in HEADING.finditer(page)}
    events = set(re.findall(r"^\| `[A-Z_]+` \| `(\w+)` \|", all_pages["events.md"], re.M))
    dicts = set(re.findall(r"`(\w+Dict)`", all_pages["models.md"]))
    own = {"Model", "json_default", "Headers"}  # what all models share, which docs/models.md tells, and a type
    missing = [name for name in public(package) if name.rpartition(".")[2] not in headings | events | dicts | own]
    assert missing == []


def test_every_option_of_the_client_is_told():
    """In the docstring, which `help` shows, and on the page; of those with a default, the right one."""
    rows = {
        name: (kind, told) for name, kind, told in ROW.findall(section("client.md", "Client").partition("\n### ")[0])
    }
    assert sorted(rows) == sorted([*_config.Options.__annotations__, "http_client"])
    for client in (Client, AsyncClient):
        assert all(f"\n        {name}: " in client.__doc__ for name in rows)
    assert rows["composio_api_key"][0] == "<code>str &#124; Callable[[], str] &#124; None</code>"
    assert rows["route"][0] == "<code>Literal['gateway', 'direct'] &#124; None</code>"
    with Client(composio_api_key="ak_example") as made:
        config = made._engine.config
    assert f"By default {DEFAULT_TIMEOUT:.0f};" in rows["timeout"][1]
    assert f"by default {RetryPolicy().retries}," in rows["retries"][1]
    assert f"by default {config.max_answer_bytes // 2**20} MiB;" in rows["max_answer_bytes"][1]
    assert f"`{_config.TOOLKIT_VERSION}`" in rows["toolkit_version"][1]
    for name, variable in _config.ENVIRONMENT.items():
        assert variable in rows[name][1].replace("\\", ""), name


def test_errors_are_told_as_the_tree_has_them():
    """Each after those that it descends from, with its attributes; the tree is drawn."""
    names = [found["name"] for found in HEADING.finditer(_pages()["errors.md"]) if "." not in found["name"]]
    assert sorted(names) == sorted(toolzz_cal.errors.__all__)
    for name in names:
        for base in getattr(toolzz_cal.errors, name).__bases__:
            if base.__name__ in names:
                assert names.index(base.__name__) < names.index(name)
                assert f"[`{base.__name__}`](errors.md#{base.__name__.lower()})" in section("errors.md", name)
    assert "│   ├── MissingCredential" in _pages()["errors.md"]
    assert "| `retry_after` |" in section("errors.md", "ToolzzCalError")


def test_defaults_and_methods_come_from_signatures():
    """Of a class its arguments, of a function all of it."""
    for name, each in inspect.signature(RetryPolicy).parameters.items():
        assert f"| `{name}` |" in section("retries.md", "RetryPolicy")
        assert f"default <code>{each.default!r}</code>" in section("retries.md", "RetryPolicy")
    told = section("client.md", "Client")
    assert "### `Client.with_options` { #client.with_options }" in told
    assert "    effect: Literal['read', 'write', 'destroy'] | None = None,\n" in told


def test_fixtures_are_told_with_what_they_give():
    """All that the plugin has, and what they give first."""
    plugin = import_module("toolzz_cal_mock.pytest_plugin")
    rows = {name: gives for name, gives, _ in ROW.findall(_pages()["testing.md"].partition("\n## `")[0])}
    assert sorted(rows) == sorted(name for name in vars(plugin) if name.startswith("toolzz_cal_mock"))
    assert rows["toolzz_cal_mock"] == "`Mock`"
    assert rows["toolzz_cal_mock_server"] == "`MockServer`"


def test_a_section_that_no_page_shows_is_refused():
    """So that nothing of a docstring is lost."""

    def strange():
        """Does.

        Examples:
            >>> 1
        """

    with pytest.raises(ValueError, match="a docstring has a section that no page shows: examples"):
        list(python_api._function("strange", strange, "## `strange`"))
