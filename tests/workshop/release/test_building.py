"""What goes out: a description that reads well where it is shown, and a bill of materials that says what is needed."""

import json
import re
import tarfile
import tomllib
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.tables import every
from workshop.release import bill, building, checks
from workshop.release.metadata_hook import ReadmeHook, readable

EPOCH = "1767225600"  # 2026-01-01T00:00:00Z
PROJECT = tomllib.loads((checks.ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The project's wheel with sdist and bill beside it, built as a release builds them."""
    return building.build(tmp_path_factory.mktemp("built") / "dist")


def small_wheel(folder, *needs):
    """A wheel that declares these requirements, and has nothing else."""
    lines = ["Metadata-Version: 2.4", "Name: toolzz-cal", "Version: 1.4.0", "License-Expression: MIT"]
    path = folder / "toolzz_cal-1.4.0-py3-none-any.whl"
    with ZipFile(path, "w") as files:
        text = "\n".join([*lines, *(f"Requires-Dist: {need}" for need in needs), "", "[a page](docs/mock.md)\n"])
        files.writestr("toolzz_cal-1.4.0.dist-info/METADATA", text)
    return path


def test_what_goes_out_is_without_fault(wheel):
    """Wheel, sdist and bill stand side by side; the release check finds nothing in them."""
    version = checks.version()
    names = {path.name for path in wheel.parent.iterdir()}
    assert {wheel.name, f"toolzz_cal-{version}.tar.gz", f"toolzz_cal-{version}.cdx.json"} == names
    assert [] == building.faults(wheel)


def test_no_relative_link_is_left(wheel):
    """The README has some, the description of wheel and sdist none; both say the rest of it."""
    readme = (checks.ROOT / "README.md").read_text("utf-8")
    assert "docs/mock.md" in building.relative_links(readme)
    told = bill.metadata_of(wheel).description
    assert [] == building.relative_links(told)
    assert readme.splitlines()[0] == told.splitlines()[0]
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as files:
        (name,) = (each for each in files.getnames() if re.fullmatch(r"[^/]+/PKG-INFO", each))
        assert told.strip() in files.extractfile(name).read().decode("utf-8")


def test_every_declared_dependency_is_in_the_bill(wheel):
    """Those of pyproject.toml and of each extra, with their ranges; nothing else is."""
    document = json.loads(bill.path_beside(wheel).read_text("utf-8"))
    told = {
        each["name"]: [Requirement(kept["value"]) for kept in each["properties"]] for each in document["components"]
    }
    scopes = {each["name"]: each["scope"] for each in document["components"]}
    needed = [Requirement(each) for each in PROJECT["dependencies"]]
    optional = [Requirement(each) for extra in PROJECT["optional-dependencies"].values() for each in extra]
    names = {canonicalize_name(each.name) for each in (*needed, *optional)}
    assert names - {"toolzz-cal"} == set(told)
    for each in (*needed, *optional):
        if each.name != "toolzz-cal":
            assert each.specifier in [line.specifier for line in told[canonicalize_name(each.name)]]
    assert {each.name for each in needed} == {name for name, scope in scopes.items() if scope == "required"}
    assert checks.version() == document["metadata"]["component"]["version"]


def test_the_same_wheel_gives_the_same_bill(wheel):
    """No time but the one that is given, no number by luck, no place of this machine, no host of an index."""
    text = bill.bill(wheel, {})
    assert text == bill.bill(wheel, {})
    assert "timestamp" not in text
    dated = json.loads(bill.bill(wheel, {"SOURCE_DATE_EPOCH": EPOCH}))
    assert "2026-01-01T00:00:00+00:00" == dated["metadata"].pop("timestamp")
    assert json.loads(text) == dated
    assert str(checks.ROOT) not in text
    assert str(wheel.parent) not in text
    addresses = re.findall(r'"purl": "([^"]+)"', text)
    assert [] == [each for each in addresses if not re.fullmatch(r"pkg:pypi/[a-z0-9-]+(@[\d.]+)?", each)]
    assert re.findall(r"\w+://[^\"]+", text) == ["http://cyclonedx.org/schema/bom-1.6.schema.json"]


def test_another_wheel_has_another_number(tmp_path):
    """A bill is known by its serial number, which follows what the wheel holds."""
    numbers = {
        json.loads(bill.bill(small_wheel(tmp_path, need), {}))["serialNumber"] for need in ("httpx", "httpx>=0.27")
    }
    assert 2 == len(numbers)


def test_a_licence_is_told_where_it_is_known(tmp_path):
    """That of an installed package as it words it, and none for one that is not here."""
    document = json.loads(bill.bill(small_wheel(tmp_path, "attrs", "not-installed-example"), {}))
    licences = {each["name"]: each.get("licenses") for each in document["components"]}
    assert {"attrs": [{"license": {"id": "MIT"}}], "not-installed-example": None} == licences


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("httpx>=0.27", "httpx>=0.1"), "the bill lacks httpx>=0.27"),
        (lambda text: text.replace('"CycloneDX"', '"Other"'), "the bill is no CycloneDX 1.6: $.bomFormat"),
        (lambda text: text.replace('"scope": "required"', '"scope": "perhaps"'), "the bill is no CycloneDX 1.6"),
        (lambda text: text.replace('"purl"', '"where"'), "the bill is no CycloneDX 1.6"),
    ],
)
def test_a_wrong_bill_stops_the_release(tmp_path, spoil, told):
    """What is not of the form, or lacks something, is named; so are a missing bill and a link that leads nowhere."""
    wheel = small_wheel(tmp_path, "httpx>=0.27")
    link = f"the description in {wheel.name} links to docs/mock.md"
    assert [link, "toolzz_cal-1.4.0.cdx.json is missing"] == building.faults(wheel)
    path = bill.write(wheel)
    assert [link] == building.faults(wheel)
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    assert any(each.startswith(told) for each in building.faults(wheel))


FILES = "https://example.com/team/toolzz-cal/blob/v1.4.0"


@every(
    ("text", "alone", "linked"),
    [
        ("[The mock](docs/mock.md).", "The mock (`docs/mock.md`).", f"[The mock]({FILES}/docs/mock.md)."),
        ("[docs/mock.md](docs/mock.md)", "docs/mock.md", f"[docs/mock.md]({FILES}/docs/mock.md)"),
        ("[`LICENSE`](LICENSE)", "`LICENSE`", f"[`LICENSE`]({FILES}/LICENSE)"),
        ("[a](docs/a.md#b)", "a (`docs/a.md`)", f"[a]({FILES}/docs/a.md#b)"),
        ("[below](#below)", "below", f"[below]({FILES}/README.md#below)"),
        ("[there](https://example.com/a)", "[there](https://example.com/a)", "[there](https://example.com/a)"),
        ("![A b](docs/a.svg)", "", f"![A b]({FILES.replace('blob', 'raw')}/docs/a.svg)"),
        ("`made[0](x)`", "`made[0](x)`", "`made[0](x)`"),
        ("```python\nmade[0](x)\n```\n", "```python\nmade[0](x)\n```\n", "```python\nmade[0](x)\n```\n"),
    ],
)
def test_a_link_leads_somewhere_or_is_text(text, alone, linked):
    """With an address of the tree links lead there, without one they tell the path; code is code."""
    assert alone == readable(text, "")
    assert linked == readable(text, FILES)
    assert [] == building.relative_links(linked) == building.relative_links(alone)


@every("text", ["[a](b.md)", "![a](b.png)", "[a]\n\n[a]: b.md", '<a href="b.md">a</a>', "[a](#b)"])
def test_links_are_found_however_they_are_written(text):
    """Inline, as a picture, by reference, in HTML, and to a heading."""
    assert 1 == len(building.relative_links(text))


def test_one_setting_gives_every_address():
    """A fork sets the repository, and nothing else; what is no address is refused."""
    told = {"version": "1.4.0"}
    ReadmeHook(str(checks.ROOT), {"repository": "https://example.com/team/toolzz-cal/"}).update(told)
    pages = {"Documentation": f"{FILES}/docs/index.md", "Changelog": f"{FILES}/CHANGELOG.md"}
    assert {"Source": FILES.partition("/blob")[0], **pages} == told["urls"]
    assert f"{FILES}/docs/mock.md" in told["readme"]["text"]
    assert [] == building.relative_links(told["readme"]["text"])
    ReadmeHook(str(checks.ROOT), {"repository": ""}).update(told)
    assert {} == told["urls"]
    with pytest.raises(ValueError, match="repository is 'team/toolzz-cal'"):
        ReadmeHook(str(checks.ROOT), {"repository": "team/toolzz-cal"}).update(told)
