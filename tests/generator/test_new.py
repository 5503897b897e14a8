"""`python -m generator new`: what it writes, and what it refuses."""

import os
import shutil
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.document.reading import read_yaml
from generator.new.scaffold import scaffold, write
from generator.new.wanted import NewError, wanted
from tests.support.client import ROOT
from tests.support.counts import ACTIONS

GUESTS = {
    "slug": "CAL_ADD_GUESTS_TO_BOOKING",
    "method": "POST",
    "path": "/v2/bookings/{bookingUid}/guests",
    "effect": "write",
}
NEEDED = ("spec", "tests/contract/documented", "tests/support/counts.py", "packages/toolzz_cal_mock/world")


@pytest.fixture
def tree(tmp_path):
    """A copy of what the command reads and writes."""
    for each in NEEDED:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / each).is_dir():
            shutil.copytree(ROOT / each, tmp_path / each, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / each, tmp_path / each)
    (tmp_path / "tests/packages/mock").mkdir(parents=True)
    return tmp_path


def held(tree):
    """Every file with its content."""
    return {path: path.read_bytes() for path in sorted(tree.rglob("*")) if path.is_file()}


def arguments(tree, name="bookings.add_guests", **given):
    options = [f"--{option}={value}" for option, value in {**GUESTS, **given}.items()]
    return ["new", name, *options, f"--tree={tree}"]


def test_every_place_has_it(tree, capsys):
    """In alphabetical order, with what is known of its arguments; what is left to say is marked; steps are told."""
    assert main(arguments(tree)) == 0
    told = capsys.readouterr().out
    assert "wrote spec/operations/bookings/add_guests.yaml\n" in told
    assert "1. Write what TODO stands for" in told
    file = Path("spec/operations/bookings/add_guests.yaml")
    made = read_yaml(tree / file, file)["post"]
    assert made["operationId"] == "bookings.add_guests"
    assert made["x-cal"] == {
        "request": "POST /v2/bookings/{bookingUid}/guests", "status": 201, "version": "2024-08-13", "body": {},
    }  # fmt: skip
    assert made["responses"]["200"] == {"$ref": "../../components/responses/Booking.yaml"}
    example = made["requestBody"]["content"]["application/json"]["example"]
    assert example["arguments"] == {"bookingUid": "bk4Zr8YqLw2TnVx6"}
    paths = list(read_yaml(tree / "spec/openapi.yaml", Path("spec/openapi.yaml"))["paths"])
    at = paths.index("/api/v3.1/tools/execute/CAL_ADD_GUESTS_TO_BOOKING")
    assert paths[at + 1].endswith("CAL_CANCEL_BOOKING_VIA_UID")
    documented = tree / "tests/contract/documented"
    for name in ("operations", "cal_requests", "placement"):
        before, after = (
            (each / f"{name}.tsv").read_text("utf-8") for each in (ROOT / "tests/contract/documented", documented)
        )
        rows = after.splitlines()
        assert sorted(set(rows) - set(before.splitlines())) == [rows[1]]
        assert rows[1].startswith("bookings.add_guests\t")
    actions = read_yaml(documented / "actions.yaml", Path("actions.yaml"))
    assert actions["CAL_ADD_GUESTS_TO_BOOKING"]["arguments"] == {"bookingUid": {"type": "string", "required": True}}
    assert f"ACTIONS = {ACTIONS + 1}\n" in (tree / "tests/support/counts.py").read_text("utf-8")
    assert "    bookings_add_guests,\n" in (tree / "packages/toolzz_cal_mock/world/behaviours.py").read_text("utf-8")
    assert 'unwritten("bookings.add_guests")' in (
        tree / "packages/toolzz_cal_mock/world/bookings_add_guests.py"
    ).read_text("utf-8")
    compile((tree / "tests/packages/mock/test_bookings_add_guests.py").read_text("utf-8"), "test", "exec")


REFUSED = (
    ("bookings.cancel", {}, "bookings.cancel exists already"),
    ("bookings.Add", {}, "is no name such as"),
    ("add_guests", {}, "is no name such as"),
    ("bookings.import", {}, "a word of Python"),
    ("booking.add_guests", {}, "no resource 'booking' (perhaps bookings)"),
    ("organizations.teams.memberships", {}, "is a resource"),
    ("bookings.add_guests", {"slug": "CAL_CANCEL_BOOKING_VIA_UID"}, "exists already, in spec/openapi.yaml"),
    ("bookings.add_guests", {"slug": "ADD"}, "is no slug"),
    ("bookings.add_guests", {"method": "PSOT"}, "the method must be one of"),
    ("bookings.add_guests", {"path": "/v3/x"}, "is no path of Cal.com's API"),
    ("bookings.add_guests", {"path": "/v2/../x"}, "is no path of Cal.com's API"),
    ("bookings.add_guests", {"path": "/v2/bookings/{uid}/cancel"}, "is the request of bookings.cancel already"),
    ("bookings.add_guests", {"effect": "writes"}, "the effect must be one of"),
    ("bookings.add_guests", {"effect": "read"}, "as POST is no read"),
    ("bookings.add_guests", {"method": "DELETE"}, "has the effect destroy"),
    ("bookings.add_guests", {"answer": "Bookin"}, "(perhaps Booking)"),
)


def test_what_can_not_be_is_refused(tree, capsys):
    """Names that exist or have no place, and what contradicts itself; nothing is written."""
    before = held(tree)
    for name, given, said in REFUSED:
        assert main(arguments(tree, name, **given)) == 1
        assert said in capsys.readouterr().err
    assert main(["new", "bookings.add_guests", f"--tree={tree}"]) == 1
    assert "--slug, --method, --path, --effect must be given" in capsys.readouterr().err
    assert held(tree) == before


def test_no_file_is_written_over(tree):
    """One that is there, even as a link that leads nowhere, stops all of it."""
    there = tree / "tests/packages/mock/test_bookings_add_guests.py"
    there.symlink_to(tree / "nowhere")
    before = held(tree)
    new = wanted(tree, "bookings.add_guests", **GUESTS)
    with pytest.raises(NewError, match="is there already"):
        write(tree, *scaffold(tree, new))
    assert held(tree) == before
    assert os.path.lexists(there)


def test_all_or_nothing(tree):
    """What can't be written to the end is taken back."""
    before = held(tree)
    made, changed = scaffold(tree, wanted(tree, "bookings.add_guests", **GUESTS))
    changed[Path("tests/support/counts.py")] = "\ud800"  # can't be encoded
    with pytest.raises(UnicodeEncodeError):
        write(tree, made, changed)
    assert held(tree) == before
