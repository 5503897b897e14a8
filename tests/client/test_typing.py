"""What type checkers find in code that uses the client: nothing when it is right, and what is wrong when it is not."""

import ast
import re

import pytest

from tests.support.client import ROOT
from tests.support.tables import every
from tests.support.typechecking import mypy

EXAMPLES = ROOT / "tests" / "client" / "typing_examples.py"
TESTS = ROOT / "tests" / "packages" / "mock" / "test_typed.py"  # as users write them
START = (
    "from datetime import UTC, datetime\n"
    "from toolzz_cal import AsyncClient, Client, RetryPolicy, models\n"
    "client = Client()\n"
)
WRONG = {
    "missing argument": ("client.bookings.get()", "booking_uid"),
    "misspelt argument": ('client.bookings.get(booking_id="bk", booking_uid="bk")', "booking_id"),
    "positional argument": ('client.bookings.get("bk")', "positional"),
    "wrong type": ('client.event_types.delete(event_type_id="x", timeout="soon")', "timeout"),
    "misspelt word": ('client.bookings.list(sort_start="up")', "sort_start"),
    "misspelt option": ('Client(composio_key="example")', "composio_key"),
    "misspelt route": ('Client(route="gate")', "route"),
    "misspelt option of a copy": ("client.with_options(retry=3)", "retry"),
    "coroutine function for the sync client": ("Client(cal_api_key=AsyncClient().aclose)", "cal_api_key"),
    "function that gives no text": ("AsyncClient(cal_api_key=lambda: 5)", "cal_api_key"),
    "function with an argument": ("Client().with_options(toolzz_token=str.lower)", "toolzz_token"),
    "wrong policy": ("RetryPolicy(on_retry=print, retries=1.5)", "retries"),
    "attribute that is not there": ('client.bookings.get(booking_uid="bk").data.Uid', "Uid"),
    "attribute that may be None": (
        'client.bookings.get(booking_uid="bk").data.cancellation_reason.upper()',
        "upper",
    ),
    "attribute of the wrong type": ('client.bookings.get(booking_uid="bk").data.start = "now"', "datetime"),
    "coroutine that is not awaited": ('AsyncClient().bookings.get(booking_uid="bk").data', "Coroutine"),
    "misspelt key of a dict": (
        'client.bookings.create(start="2027-03-09T14:00:00Z", event_type_id=1, attendee={"nam": "a"})',
        "AttendeeInputDict",
    ),
    "missing key of a dict": (
        'client.bookings.create(start="2027-03-09T14:00:00Z", event_type_id=1, attendee={"name": "a"})',
        "AttendeeInputDict",
    ),
    "key under Python's name": (
        'a: models.AttendeeInputDict = {"name": "a", "timeZone": "UTC", "time_zone": "UTC"}',
        'Extra key "time_zone"',
    ),
    "misspelt key in a list": (
        'client.schedules.update(schedule_id=1, availability=[{"day": ["Monday"], "startTime": "9", "endTime": "10"}])',
        "ScheduleAvailabilityDict",
    ),
    "misspelt word in a dict": (
        'b: models.ScheduleAvailabilityDict = {"days": ["Mondey"], "startTime": "09:00", "endTime": "17:00"}',
        "Mondey",
    ),
    "wrong type in a dict": ('c: models.NoticeThresholdDict = {"unit": "hours", "count": "2"}', "count"),
    "http client without request": ("Client(http_client=object())", "HttpClient"),
    "resource that is not there": ("client.booking", "booking"),
    "misspelt name of the package": ("from toolzz_cal import Clinet", "Clinet"),
    "misspelt model": ("from toolzz_cal.models import Boking", "Boking"),
    "misspelt name of the mock": ("from toolzz_cal_mock import Mok", "Mok"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What mypy says of the examples, and of a file with one wrong use a line."""
    wrong = tmp_path_factory.mktemp("wrong") / "wrong_uses.py"
    wrong.write_text(START + "\n".join(use for use, _ in WRONG.values()) + "\n", "utf-8")
    # The project's own settings name what to check; here only the files given are.
    settings = wrong.with_name("mypy.ini")
    settings.write_text(f"[mypy]\nmypy_path = {ROOT / 'generated_client'}:{ROOT / 'packages'}\n", "utf-8")
    options = ("--strict", "--no-error-summary", "--hide-error-context", "--config-file", settings)
    ran = mypy(*options, EXAMPLES, TESTS, wrong, cwd=ROOT)
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_right_uses_are_accepted(found):
    """Mypy in strict mode finds nothing in the documented uses, whose types are asserted."""
    assert [line for line in found if "wrong_uses.py" not in line] == []
    assert EXAMPLES.read_text("utf-8").count("assert_type(") > 60


@every("name", WRONG)
def test_wrong_uses_are_reported(name, found):
    """Mypy reports each wrong use where it stands, by the name that is wrong."""
    number = START.count("\n") + list(WRONG).index(name) + 1
    lines = [line for line in found if re.search(rf"wrong_uses\.py:{number}: error:", line)]
    assert lines
    assert any(WRONG[name][1] in line for line in lines), lines


def test_no_module_has_every_name():
    """What imports on first use is hidden from type checkers, for which it would make each misspelt name one of Any."""
    found = {}
    for path in [*(ROOT / "generated_client").rglob("*.py"), *(ROOT / "packages").rglob("*.py")]:
        text = path.read_text("utf-8")
        if "def __getattr__(name: str) -> Any:" not in text:
            continue
        open_to_all = [each for each in ast.parse(text).body if getattr(each, "name", "") == "__getattr__"]
        found[path.relative_to(ROOT).as_posix()] = len(open_to_all)
    assert {"generated_client/toolzz_cal/__init__.py", "packages/toolzz_cal_mock/__init__.py"} < set(found)
    assert {name for name, count in found.items() if count} == set()


def test_examples_can_be_run_too():
    """The file with the examples is valid at run time: what it imports is there."""
    space: dict = {"__name__": "typing_examples"}
    exec(compile(EXAMPLES.read_text("utf-8"), EXAMPLES.name, "exec"), space)
    assert callable(space["make_clients"])
