"""What is told of scenarios: by the command, as JSON, as a page, and by pytest."""

import json
import re
from html.parser import HTMLParser

import pytest
from toolzz_cal_mock.gym import run, scenarios
from toolzz_cal_mock.gym.report import as_data, in_words, page
from toolzz_cal_mock.gym.scripted import Scripted

from tests.packages.gym.sample import TEXT, parsed
from tests.support.command_line import cleared, runner

pytest_plugins = ["pytester"]
HOSTILE = "</pre><script>alert(1)</script>\\u202e{{results}}&lt;"


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Runs the command in an empty folder."""
    cleared(monkeypatch, tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


class Tags(HTMLParser):
    """The tags of a page, and what is between them."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_a_page_escapes_what_it_shows():
    """Titles, names, arguments, answers and what tools said are text, and characters that do not show are spelt out."""
    text = TEXT.replace("Is Ana coming?", f'"{HOSTILE}"').replace("name: Ana Prado", f'name: "{HOSTILE}"')
    scenario = parsed(text.replace("title: A sample.", f'title: "{HOSTILE}"'))

    def agent(turn, tools):
        tools.run("bookings_list", {"attendeeName": turn.text})
        tools.run(turn.text)
        return turn.text

    written = page([run(scenario, agent)])
    found = Tags()
    found.feed(written)
    assert {"script", "a", "img"}.isdisjoint(tag for tag, _ in found.tags)
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on") or name == "src"]
    assert "\u202e" not in written
    assert found.text.count(HOSTILE.replace("&lt;", "&lt;")) >= 5
    assert "default-src 'none'" in written
    assert re.findall("https?://(?!video.example.com)", written) == []


def test_json_holds_everything():
    """Checks, turns, calls, and the calendar before and after."""
    (scenario,) = [each for each in scenarios() if each.name == "move-an-hour-later"]
    told = json.loads(json.dumps(as_data([run(scenario, Scripted())])))
    assert (1, 1) == (told["scenarios"], told["passed"])
    (result,) = told["results"]
    assert ["bookings.list", "bookings.reschedule"] == [call["operation"] for call in result["calls"]]
    assert ["2027-03-09T14:00:00.000Z"] == [row["start"] for row in result["before"]]
    shown = [(row["name"], row["start"], row["status"]) for row in result["after"]]
    assert [("ana", "2027-03-09T14:00:00.000Z", "cancelled"), ("new", "2027-03-09T15:00:00.000Z", "accepted")] == shown
    assert result["turns"][0]["answer"].endswith("Outcome: done")


def test_the_command_runs_and_tells(command, tmp_path):
    """A table and a page; 0 when all pass, 1 when one fails, whose check is named."""
    done = command(*["gym", "--agent", "scripted", "--tag", "recurring", "--html", "page.html"])
    assert 0 == done.code, done.err
    assert "3 of 3 scenarios pass" in done.out
    assert "cancel-one-occurrence" in (tmp_path / "page.html").read_text("utf-8")
    (tmp_path / "mine.py").write_text("def agent(turn, tools):\n    return 'Outcome: done'\n")
    failed = command(*["gym", "--agent", "mine:agent", "--only", "book-plain", "--only", "look-and-leave", "--json"])
    assert 1 == failed.code
    told = json.loads(failed.out)
    assert ["book-plain", "look-and-leave"] == [each["name"] for each in told["results"]]
    assert 0 == told["passed"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("gym", "name what is tested"),
        ("gym --agent scripted --mcp-client x", "name what is tested"),
        ("gym --agent scripted --only book-plian", "there is no scenario 'book-plian'; did you mean book-plain"),
        ("gym --agent scripted --tag zone", "no scenario has the tag 'zone'; there are booking,"),
        ("gym --agent scripted --scenarios nowhere", "there is no folder nowhere"),
        ("gym --agent scripted --html notes.txt", "notes.txt is there and is no page of a gym"),
        ("gym --agent nothing:agent", "there is no module nothing"),
    ],
)
def test_the_command_refuses_what_it_can_not_do(command, words, told, tmp_path):
    """Before anything is run; what is there already is left alone."""
    (tmp_path / "notes.txt").write_text("mine")
    refused = command(*words.split())
    assert (2, "mine") == (refused.code, (tmp_path / "notes.txt").read_text())
    assert told in refused.err


def test_the_command_lists_and_takes_scenarios_of_ones_own(command, tmp_path):
    """With what each measures; a file that can't be is told with its line."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.yaml").write_text(TEXT)
    assert "mine       booking   A sample." in command(*["gym", "--scenarios", "own", "--list"]).out
    assert 60 == len(json.loads(command(*["gym", "--list", "--json"]).out))
    (own / "bad.yaml").write_text(TEXT.replace("owner: leo", "owner: me"))
    refused = command(*["gym", "--scenarios", "own", "--agent", "scripted"])
    assert (2, True) == (refused.code, "bad.yaml:7: event_types.call.owner: there is no person 'me'" in refused.err)


def test_the_command_says_which_extra_is_missing(command, monkeypatch):
    """Where the mock can't run."""
    monkeypatch.setattr("toolzz_cal._extras.find_spec", lambda name: None)
    refused = command("gym", "--agent", "scripted")
    assert (2, True) == (refused.code, "pip install 'toolzz-cal[cli,mock]'" in refused.err)


def test_pytest_runs_a_test_for_each_scenario(pytester):
    """By names, by tags or all of a folder; what is wrong is told in words."""
    (pytester.mkdir("own") / "mine.yaml").write_text(TEXT)
    pytester.makepyfile(
        """
        import pytest
        from toolzz_cal_mock.gym import assert_passes, named_agent

        @pytest.mark.scheduling_gym("book-plain", "book-taken")
        def test_named(scenario):
            assert_passes(scenario, named_agent("scripted"))

        @pytest.mark.scheduling_gym(tags={"seats"})
        def test_tagged(scenario):
            assert_passes(scenario, named_agent("scripted"))

        @pytest.mark.scheduling_gym(folder="own")
        def test_own(scenario):
            assert_passes(scenario, lambda turn, tools: "Outcome: done")

        @pytest.mark.scheduling_gym("book-plain")
        def test_failing(scenario):
            assert_passes(scenario, lambda turn, tools: "Outcome: done")
        """
    )
    run = pytester.runpytest_inprocess("-p", "no:randomly", "--strict-markers", "-p", "no:cacheprovider")
    run.assert_outcomes(passed=5, failed=1)
    run.stdout.fnmatch_lines(["*test_failing?book-plain?*", "*exactly 1 where*there are 0*"])


def test_pytest_refuses_a_name_that_no_scenario_has(pytester):
    """With the nearest."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.scheduling_gym("book-plian")
        def test_it(scenario):
            pass
        """
    )
    run = pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:cacheprovider")
    assert 0 != run.ret
    run.stdout.fnmatch_lines(["*there is no scenario 'book-plian'; did you mean book-plain*"])


def test_a_failure_in_words_has_what_was_called_and_said():
    """Without characters that would hide something."""
    (scenario,) = [each for each in scenarios() if each.name == "orders-between-the-letters"]
    result = run(scenario, lambda turn, tools: tools.run("bookings_list").text + "\nOutcome: not done")
    told = in_words(result)
    assert "told: the outcome is 'done'; it says 'not done'" in told
    assert "called bookings.list null" in told
    assert "\u200b" not in told
