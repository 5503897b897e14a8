"""Every piece of Python in README.md and docs/ runs, in the order of its page, against the mock."""

import os
import traceback
from importlib.util import find_spec

import pytest
from toolzz_cal import Client, webhooks
from toolzz_cal_mock.seed import ACCOUNT, BOOKING, INTEGRATION

from tests.support.snippets import ROOT, hand_written, python_of, snippets

# What a page takes for granted: names that it uses without making them, `name=other` for one that stands for another
# thing. A page with Python that is missing here fails.
GIVEN = {
    "README.md": ("client", "uid"),
    "docs/guide/agents.md": (),
    "docs/guide/booking.md": (),
    "docs/guide/concurrency.md": (),
    "docs/guide/credentials.md": (),
    "docs/guide/errors.md": (),
    "docs/guide/http-clients.md": (),
    "docs/guide/install.md": (),
    "docs/guide/logging.md": (),
    "docs/guide/paging.md": (),
    "docs/guide/requests.md": (),
    "docs/guide/retries.md": (),
    "docs/guide/tests.md": (),
    "docs/gym.md": (),
    "docs/idempotency.md": (),
    "docs/index.md": (),
    "docs/mcp.md": ("client=async_client",),
    "docs/mock.md": ("toolzz_cal_mock",),
    "docs/models.md": (),
    "docs/operations.md": (),
    "docs/permissions.md": ("client", "integration_id"),
    "docs/rate-limits.md": (),
    "docs/reconcile.md": ("client",),
    "docs/routes.md": ("client",),
    "docs/tools.md": ("client",),
    "docs/webhooks.md": ("client", "handle", "os"),
}
# What a page needs and an environment may not have.
NEEDS = {
    "docs/guide/concurrency.md": "trio",
    "docs/guide/http-clients.md": "httpx2",
    "docs/guide/logging.md": "opentelemetry.sdk",
    "docs/mcp.md": "mcp_types",
}
WITH_PYTHON = [page for page in hand_written() if python_of(page)]


@pytest.fixture
def environment(toolzz_cal_mock_server, monkeypatch):
    """The variables that the guide's page on installing sets, and those that other pages name."""
    for name in list(os.environ):
        if name.startswith(("CAL_", "COMPOSIO_", "TOOLZZ_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name, value in {**toolzz_cal_mock_server.environment, "CAL_WEBHOOK_SECRET": "example-webhook-secret"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def given(environment, toolzz_cal_mock):
    """Everything that a page can take for granted."""
    toolzz_cal_mock.seed.account({"id": toolzz_cal_mock.mock.world.indexes["default_user"]}, user_id="user-1")
    return {
        "client": toolzz_cal_mock.client.with_options(user_id=ACCOUNT),
        "async_client": toolzz_cal_mock.async_client,
        "handle": webhooks.Event,
        "integration_id": INTEGRATION,
        "os": os,
        "toolzz_cal_mock": toolzz_cal_mock,
        "uid": BOOKING,
    }


def in_order(parts, text):
    """Whether all of these stand in a text, one behind the other."""
    place = 0
    for part in parts:
        place = text.find(part, place) + len(part)
        if place < len(part):
            return False
    return True


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_a_page_runs(page, given, toolzz_cal_mock, capsys, tmp_path, monkeypatch):
    """Top to bottom, in one namespace with what it is given.

    It prints what comments behind `print` say, and tests that it defines pass, each on a new mock.
    """
    assert page in GIVEN, f"{page} has Python: say in GIVEN what it takes for granted, () for nothing"
    monkeypatch.chdir(tmp_path)
    if page in NEEDS and find_spec(NEEDS[page]) is None:
        pytest.skip(f"{NEEDS[page]} is not installed")
    names = {"__name__": "__main__"}
    taken = [name.partition("=")[::2] for name in GIVEN[page]]
    clients, ran = [], set()
    for snippet in python_of(page):
        names |= {name: given[other or name] for name, other in taken}
        snippet.run(names)
        said = capsys.readouterr()
        assert in_order(snippet.promised, said.out), said.out
        assert "Traceback" not in said.err
        clients += [each for each in names.values() if isinstance(each, Client)]
        for name in [name for name in names if name.startswith("test_") and name not in ran]:
            ran.add(name)
            toolzz_cal_mock.mock.reset()
            names[name](toolzz_cal_mock)
    for client in clients:
        client.close()


def test_no_page_is_listed_in_vain():
    """What GIVEN names has Python, and uses what it is given."""
    assert sorted(GIVEN) == WITH_PYTHON
    for page, names in GIVEN.items():
        code = "\n".join(each.code for each in python_of(page))
        assert [name for name in names if name.partition("=")[0] not in code] == [], page


def test_snippets_are_found_where_they_stand():
    """Fences of any language, indented ones too, with the line of their code."""
    page = "# A\n\n```python\nx = 1\n```\n\n- b\n\n    ```sh\n    ls\n\n    ```\n"
    found = [(each.line, each.language, each.code) for each in snippets(page, "a.md")]
    assert [(4, "python", "x = 1\n"), (10, "sh", "ls\n\n")] == found


def test_what_a_comment_promises_is_looked_for():
    """Behind `print` only, with `…` for anything; all of it, in order."""
    page = "```python\nprint(1)  # one … two\nx = 1  # no\nprint(\n    3)  # three\n```\n"
    (snippet,) = snippets(page, "a.md")
    assert ["one", "two"] == snippet.promised
    assert in_order(snippet.promised, "one and two")
    assert not in_order(snippet.promised, "two and one")
    assert not in_order(snippet.promised, "one")


def test_a_failing_snippet_names_its_page_and_line():
    """So that whoever broke it finds it."""
    (snippet,) = snippets("# A\n\n```python\nx = 1\nnone.such\n```\n", "a.md")
    with pytest.raises(NameError) as caught:
        snippet.run({})
    assert (str(ROOT / "a.md"), 5) == traceback.extract_tb(caught.tb)[-1][:2]
