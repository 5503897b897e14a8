"""docs/mapping.md: which Cal.com request each action stands for, made from the specification."""

import copy
import re

import pytest

from tests.support.bindings import bindings, first, notes
from tests.support.client import actions, document
from tests.support.counts import ACTIONS
from tests.support.direct import dated
from workshop.site import mapping

PAGE = mapping.PAGE.read_text("utf-8")


def test_page_is_current():
    """The page is what `make generate` writes, byte for byte."""
    assert mapping.page(mapping.facts()).encode() == mapping.PAGE.read_bytes()


def test_page_has_every_action_once():
    """Each action has one row, below its resource, with the specification's request."""
    rows = {}
    for section in PAGE.split("\n### ")[1:]:
        resource = section.partition("\n")[0].strip("`")
        for line in section.splitlines():
            cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
            if re.fullmatch("CAL_[A-Z0-9_]+", cells[1] if len(cells) > 1 else ""):
                assert cells[1] not in rows
                rows[cells[1]] = (f"{resource}.{cells[0]}", *cells[2:])
    assert len(rows) == ACTIONS
    for each in actions():
        told = document()["paths"][each.path]["post"]
        version, credential = dated(first(told)), first(told).get("credential", "key")
        assert (each.name, first(told)["request"], version, credential) == rows[each.slug]
        assert notes(told) in PAGE
    headings = re.findall(r"^### `(.*)`$", PAGE, re.M)
    assert sorted(set(headings)) == headings


def test_every_trap_is_named():
    """What the specification says of states, missing fields, and arguments that travel otherwise stands on the page."""
    for each in actions():
        told = document()["paths"][each.path]["post"]
        section = PAGE.split(f"### `{each.name.rpartition('.')[0]}`\n")[1].partition("\n### ")[0]
        short = each.name.rpartition(".")[2]
        remark = next((line for line in section.splitlines() if line.startswith(f"- `{short}`:")), "")
        needs = first(told).get("needs", ())
        for said in bindings(told):
            assert f"**{said['state']}**" in remark if "state" in said else True, each.name
            assert said is first(told) or f"`{said['request']}`" in remark
            assert all(f"`{name}`" in remark for name in said.get("arguments", {}))
        assert ("**Needs**" in remark) == bool(needs), each.name
        assert all(f"`{name}`" in remark for name in needs), each.name
        for name, schema in each.properties.items():
            travels = schema.get("x-cal", {})
            if "as" in travels:
                place, _, wire = travels["as"].partition(":")
                assert f"`{name}` as `{wire}` in the {place}" in remark
            if "encode" in travels:
                assert f"Travels otherwise: `{name}` as" in remark or f", `{name}` as" in remark
        bent = any("x-cal" in schema for schema in each.properties.values())
        bent = bent or any("arguments" in said for said in bindings(told))
        assert ("Travels otherwise" in remark) == bent, each.name


def test_what_versions_of_the_gateway_want_is_named():
    """Every other slug and every other place of an argument stands in the action's remark."""
    for each in actions():
        section = PAGE.split(f"### `{each.name.rpartition('.')[0]}`\n")[1].partition("\n### ")[0]
        short = each.name.rpartition(".")[2]
        for binding in document()["paths"][each.path]["post"].get("x-gateway", ())[1:]:
            remark = next(line for line in section.splitlines() if line.startswith(f"- `{short}`:"))
            assert f"`{binding.get('slug', '')}`" in remark or "slug" not in binding
            for name, to in binding.get("arguments", {}).items():
                assert f"`{name}` as `{to if isinstance(to, str) else to['as']}`" in remark


CHANGES = {
    "path": "/v2/moved",
    "method": "PUT",
    "sends": "2030-01-01",
    "credential": "none",
    "state": "removed",
    "needs": ["reason"],
    "body": {"enabled": False},
    "arguments": {"bookingUid": {"in": "query", "name": "uid"}},
}


@pytest.mark.parametrize("key", CHANGES)
def test_page_follows_the_facts(key):
    """Another request, version, credential, state, need, body or place of an argument makes another page."""
    operations = copy.deepcopy(mapping.facts())
    operations["bookings.cancel"]["cal"][key] = CHANGES[key]
    assert mapping.page(operations) != PAGE


@pytest.mark.parametrize("change", [{"note": "Another gap."}, {"note": ""}, {"slug": "CAL_CANCEL_BOOKING"}], ids=str)
def test_page_follows_names_and_notes(change):
    """So does another remark, or another name."""
    operations = mapping.facts()
    operations["bookings.cancel"] = {**operations["bookings.cancel"], **change}
    assert mapping.page(operations) != PAGE


def test_page_follows_what_there_is():
    """An operation that comes or goes makes another page."""
    operations = mapping.facts()
    gone = operations.pop("bookings.cancel")
    assert mapping.page(operations) != PAGE
    made = mapping.page({**operations, "bookings.revoke": gone})
    assert "| `revoke` |" in made
    assert f"Of {ACTIONS} actions" in made
