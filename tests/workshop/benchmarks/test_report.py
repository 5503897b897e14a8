"""What tables, pages and pictures say of a run; the committed ones are what the committed run gives."""

import gc
import json
import re
from xml.etree import ElementTree as ET

import pytest

from tests.support.tables import every
from workshop.benchmarks import pages, pictures, plots, rendering, results
from workshop.benchmarks.__main__ import TABLES
from workshop.benchmarks.__main__ import _module as benchmarks_of
from workshop.benchmarks.__main__ import main as benchmarks
from workshop.benchmarks.measuring import Figure, Times, in_turns, of_turns
from workshop.benchmarks.report import Row, Table, absences, ahead, number, plain, short, verdict

STOCK, OTHER = "openapi-python-client 0.29.1", "example-peer 1.2"
FAULTED = (
    " | ".join(("client", "runs", *pages.COUNTS)),
    "---|---:|---:|---:|---:|---:|---:|---:|---:",
    "ours | 5 | 10 | 7 | 0 | 0 | 0 | 0 | 3",
    "ours, reconcile=True | 5 | 10 | 10 | 0 | 0 | 0 | 0 | 0",
    "naive loop | 5 | 10 | 9 | 2 | 0 | 0 | 1 | 0",
    "b 1.0 | not measured, because it rains |  |  |  |  |  |  | ",
)
BY_KIND = "\n## By kind\n\n| client | what | made twice |\n|---|---|---:|\n| ours | schedules | 4 |\n"
FAULTS = pages.Faults.read("# A\n\n" + "".join(f"| {line} |\n" for line in FAULTED) + BY_KIND)
COUNTED = (
    "way | asked for | made | made twice | refused | killed | retried",
    "---|---:|---:|---:|---:|---:|---:",
    "create() | 110 | 109 | 4 | 0 | 3 | 9",
    "idempotency_key, SQLite | 110 | 100 | 0 | 0 | 3 | 12",
    "idempotency_key, Redis | not measured, because it snows |  |  |  |  | ",
)
QUEUE = pages.Counted.read("".join(f"| {line} |\n" for line in COUNTED))
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 60_000  # bytes of a picture


def figure(value):
    return Figure(value, *(round(value * each, 6) for each in (0.98, 1.04)))


IMPORT = Row("import of the package (import httpx)", figure(0.003), 0.05, {STOCK: figure(1.1), OTHER: figure(0.001)})
CALL = Row("one small call (bare httpx)", figure(1.2), 1.15, {STOCK: figure(1.3)}, absent={OTHER: "it can't call"})
RATES = {"slow 1.0": figure(500.0), "Prism 5.14": figure(1000.0)}
RATE = Row("GET by id, requests/s", figure(900.0), None, RATES, least=True)
GROWTH = [
    Row(f"generate {each} operations, s", figure(each / 40), None, {STOCK: figure(each / 20)}) for each in (9, 80)
]
RUN = results.Run(
    "2027-03-09",
    "CPython 3.11.7",
    "An example processor, 2 cores",
    {"httpx": "0.28.1"},
    [Table("Imports", [IMPORT]), Table("Calls", [CALL]), Table("Mock server", [RATE]), Table("Generation", GROWTH)],
    ["First:\ntold.", "Second."],
)


def picture(name):
    return next(each for each in pictures.PICTURES if each.name == name)


def words(svg):
    """The texts of a picture."""
    return [each.text for each in ET.fromstring(svg).iter(f"{SVG}text")]


# Figures


def test_a_ratio_is_the_median_of_the_ratios_turn_by_turn():
    """Not of the quickest turns, which need not be of one moment; so it lies inside its own spread."""
    own, base = Times((2.0, 3.0, 8.0)), Times((2.0, 1.0, 2.0))
    assert Figure(3.0, 1.4, 3.8) == own.against(base)


def test_every_figure_is_the_median_of_its_turns():
    """Percentiles beside it; what was taken once has none."""
    assert Figure(3.0, 1.4, 4.6) == of_turns([5.0, 1.0, 2.0, 4.0, 3.0])
    assert Figure(7.0) == of_turns([7.0])


def test_candidates_take_turns_with_the_collector_as_users_have_it():
    """After one run of each, so many turns in alternating order; the collector is on and nothing is kept from it."""
    ran = []

    def candidate(name):
        return lambda: ran.append((name, gc.isenabled(), gc.get_freeze_count() > before))

    before = gc.get_freeze_count()
    times = in_turns({"a": candidate("a"), "b": candidate("b")}, 2)
    assert [(name, True, False) for name in "ababba"] == ran
    assert {"a": 2, "b": 2} == {name: len(each.turns) for name, each in times.items()}


@every(
    ("value", "shown"),
    [(0.0034, "0.003"), (1.2049, "1.20"), (43.53, "43.5"), (984.6, "985"), (12676.5, "12,676"), (-0.01, "-0.010")],
)
def test_a_figure_has_no_more_digits_than_it_is_worth(value, shown):
    """Fewer behind the point, the larger it is."""
    assert shown == number(value)


# Tables


@every(
    ("row", "met", "word"),
    [
        (Row("a", Figure(0.2), 0.3), True, "yes"),
        (Row("a", Figure(0.4), 0.3), False, "NO"),
        (Row("a", Figure(9.0), 8.0, least=True), True, "yes"),
        (Row("a", Figure(7.9), 8.0, least=True), False, "NO"),
        (Row("a", Figure(7.9)), None, ""),
        (Row("a", None, 8.0, least=True, missing="it rains"), False, "not measured, because it rains"),
        (Row("a", None, missing="there is no wrk"), None, "not measured, because there is no wrk"),
    ],
)  # fmt: skip
def test_a_row_says_whether_its_bound_holds(row, met, word):
    """At most or at least the bound; a figure that is missing meets none."""
    assert met is row.met
    assert word == row.within


def test_the_verdict_tells_missed_from_not_measured():
    """Both are named, and neither is counted as met; rows without a bound are left out."""
    rows = [
        Row("quick", Figure(0.2), 0.3),
        Row("slow", Figure(0.4), 0.3),
        Row("unknown", None, 8.0, missing="x"),
        Row("told", Figure(5.0)),
    ]
    tables = [Table("One", rows[:1]), Table("Two", rows[1:])]
    assert "1 of 3 bounds are met; missed: slow; not measured: unknown" == verdict(tables)


def test_every_table_has_its_own_peers():
    """A column each, also for those without any figure, whose reason is told below."""
    head, line = Table("Calls", [CALL]).lines
    assert ("axis", "bound", "within", "ours", STOCK, OTHER) == head
    assert ("≤ 1.15", "NO", "1.20 (1.18 to 1.25)", "1.30 (1.27 to 1.35)", "") == line[1:]
    assert [f"{OTHER}: it can't call"] == list(absences(Table("Calls", [CALL])))
    assert [f"{OTHER} at “one small call (bare httpx)”: it can't call"] == list(absences(Table("", [IMPORT, CALL])))
    assert all(each in plain(RUN.tables) for each in ("Calls", STOCK, "Prism 5.14"))


def test_a_peer_that_is_ahead_is_told():
    """By less where less is better, by more where more is; one whose figure reads the same as ours is not."""
    assert [
        f"{OTHER} is ahead at “import of the package (import httpx)”: 0.001 against our 0.003.",
        "Prism 5.14 is ahead at “GET by id, requests/s”: 1,000 against our 900.",
    ] == list(ahead(RUN.tables))
    same = Row("a", Figure(1.304), None, {STOCK: Figure(1.301)})
    assert [] == list(ahead([Table("", [same])]))


def test_a_missed_bound_is_told():
    """With what was promised; so is one of which nothing is known."""
    rows = [CALL, Row("quick", None, 3.0, missing="it rains"), Row("slow", None, missing="it rains")]
    assert [
        "“one small call (bare httpx)” misses its bound: 1.20, promised ≤ 1.15.",
        "“quick” was not measured, because it rains.",
    ] == list(short([Table("", [IMPORT, *rows])]))


# The file of a run


def test_a_run_survives_its_file():
    """Written and read it is the same, and writing that again gives the same text."""
    again = results.read(results.written(RUN))
    assert results.written(RUN) == results.written(again)
    assert (RUN.tables[0].title, [IMPORT, CALL]) == (again.tables[0].title, [each.rows[0] for each in again.tables[:2]])
    assert RUN.notes == again.notes
    assert {"axis": "told", "ours": {"value": 1.23457}} == json.loads(
        results.written(results.Run("", "", "", {}, [Table("", [Row("told", Figure(1.23456789))])], []))
    )["tables"][0]["rows"][0]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tables": [{"title": "a"}], "notes": []}'])
def test_a_file_that_is_no_run_is_refused(text):
    """With the command that writes one."""
    with pytest.raises(ValueError, match=r"results\.json is not the file of a run .*`make bench` writes it"):
        results.read(text)


@every("name", TABLES)
def test_each_table_is_of_a_module_that_measures(name):
    """Each module is there by the name that the command asks for."""
    module = benchmarks_of(name)
    assert callable(module.rows)
    assert module.NOTES


# Pages


def test_the_table_of_faults_is_read():
    """Each client's counts by column; one that was not measured has a reason in place of the first of them.

    The page's second table, which has the same columns for each kind of thing, is none of it.
    """
    assert {"ours": "7", "ours, reconcile=True": "10", "naive loop": "9"} == FAULTS.of("made")
    assert {"ours": "0", "ours, reconcile=True": "0", "naive loop": "2"} == FAULTS.of("made twice")
    assert "not measured, because it rains" == FAULTS.of("runs")["b 1.0"]


def test_a_page_tells_who_is_ahead_and_what_is_missed():
    """In words, every case, and in the alternative text of the picture, every figure."""
    page = pages.page(RUN, FAULTS, QUEUE)
    assert all(f"- {each}\n" in page for each in (*ahead(RUN.tables), *short(RUN.tables)))
    assert "1 of 2 bounds are met." in page
    more = (
        "naive loop is told of more that was made while requests fail: 9 of 10 against our 7; 10 with `reconcile=True`"
    )
    assert f"- {more}." in page
    alternative = re.search(r"!\[(.*)\]\(figures/import\.svg\)", page)[1]
    assert all(each in alternative for each in ("Toolzz Cal: 0.003", f"{STOCK}: 1.10", f"{OTHER}: 0.001", "≤ 0.05"))
    assert "| of 5 journeys | ours | ours, reconcile=True | naive loop |" in page
    assert "| made twice | 0 | 0 | 2 |" in page
    assert "b 1.0: not measured, because it rains." in page
    nobody = results.Run("", "", "", {}, [Table("Growth", GROWTH)], [])
    alone = pages.Faults(FAULTS.lines[:2])
    assert "No peer is ahead anywhere in this run." in pages.page(nobody, alone, QUEUE)


def test_ways_of_a_queue_are_told_side_by_side():
    """Whatever was counted of them, and why one was not measured."""
    page = pages.page(RUN, FAULTS, QUEUE)
    assert "|  | create() | idempotency_key, SQLite |\n|---|---:|---:|\n| asked for | 110 | 110 |\n" in page
    assert (
        "| made twice | 4 | 0 |\n| killed | 3 | 3 |\n\nidempotency_key, Redis: not measured, because it snows.\n"
        in page
    )


def test_the_readme_keeps_what_stands_around_its_table():
    """Peers without their versions, those ahead of ours in bold; a text without the marks is refused."""
    before, after = "# A\n\n" + pages.START, pages.END + "\n\nMore.\n"
    found = pages.readme(f"{before}old\n{after}", RUN, FAULTS)
    assert found.startswith(before)
    assert found.endswith(after)
    cells = "(import httpx = 1) | 0.003 | **example-peer 0.001** · openapi-python-client 1.10 |"
    assert f"| It costs nothing to import | Import of the package {cells}" in found
    assert "| Nothing is made twice | Made twice (of 10 creations while requests fail) | 0 | naive loop 2 |" in found
    assert found == pages.readme(found, RUN, FAULTS)
    with pytest.raises(ValueError, match=r"README\.md lacks the marks"):
        pages.readme("# A\n", RUN, FAULTS)


# Pictures


def test_a_picture_ranks_everybody():
    """The best on top, each with its figure; the bound is named."""
    found = words(plots.drawn(picture("import"), RUN.tables))
    assert [OTHER, pictures.OURS, STOCK] == [each for each in found if each in (OTHER, pictures.OURS, STOCK)]
    assert {"0.001", "0.003", "1.10", "- - bound ≤ 0.05"} <= set(found)
    rates = words(plots.drawn(picture("mock-requests"), RUN.tables))
    assert rates.index("Prism 5.14") < rates.index(pictures.OURS)


def spans(svg):
    """Where each path of a picture begins and ends from left to right, by its style."""
    for path in ET.fromstring(svg).iter(f"{SVG}path"):
        places = [float(each) for each in re.findall(r"[ML] ([\d.]+)", path.get("d"))]
        yield path.get("style"), min(places), max(places)


def test_a_bar_is_as_long_as_its_figure():
    """In proportion, whatever the scale; the last grey one is the slowest."""
    lengths = {style: right - left for style, left, right in spans(plots.drawn(picture("mock-requests"), RUN.tables))}
    ours, other = (lengths[f"fill: {color}"] for color in (plots.BLUE, plots.GREY))
    assert pytest.approx(900 / 500) == ours / other


def test_spread_and_bound_are_drawn_to_scale():
    """A line from the 10th to the 90th percentile, and one at the bound, measured by the bar of 1.2."""
    found = list(spans(plots.drawn(picture("small-call"), RUN.tables)))
    zero, end = next((left, right) for style, left, right in found if style == f"fill: {plots.BLUE}")
    shown = [((left - zero) / (end - zero) * 1.2, (right - zero) / (end - zero) * 1.2) for _, left, right in found]
    assert pytest.approx((1.2 * 0.98, 1.2 * 1.04)) in shown
    (dashed,) = [style for style, *_ in found if plots.ORANGE in style]
    assert "stroke-dasharray" in dashed
    assert pytest.approx((1.15, 1.15)) == shown[[style for style, *_ in found].index(dashed)]


def test_growth_is_drawn_as_lines():
    """A line each, with every number of operations below and the last figures beside."""
    found = words(plots.drawn(picture("growth"), RUN.tables))
    assert {"9", "80", pictures.OURS, "2.00 s", STOCK, "4.00 s"} <= set(found)


def test_a_run_without_a_figure_has_no_picture():
    """Neither a file nor a place on the page."""
    assert "" == plots.drawn(picture("decode"), RUN.tables)
    assert "figures/decode.svg" not in pages.page(RUN, FAULTS, QUEUE)


def test_drawing_does_not_depend_on_settings():
    """The same bytes again, whatever a user's own settings of the library are."""
    import matplotlib as mpl  # only now: it takes half a second

    before = plots.drawn(picture("import"), RUN.tables)
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red", "svg.hashsalt": None}):
        assert before == plots.drawn(picture("import"), RUN.tables)


# What is committed


@pytest.fixture(scope="module")
def expected():
    """Every file as the committed run gives it."""
    return rendering.expected()


def test_what_is_committed_is_what_the_run_gives(expected):
    """`python -m workshop.benchmarks render` writes it, byte for byte."""
    assert [] == [path.name for path, text in expected.items() if text.encode() != path.read_bytes()]


def test_rendering_takes_pictures_of_earlier_runs_away(monkeypatch, tmp_path):
    """Files that the run has are written, others in the folder of pictures are gone."""
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "stale.svg").write_text("old")
    monkeypatch.setattr(rendering, "FOLDER", folder)
    monkeypatch.setattr(rendering, "expected", lambda: {folder / "new.svg": "new\n"})
    assert 0 == benchmarks(["render"])
    assert {"new.svg": b"new\n"} == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_no_other_picture_is_committed(expected):
    """Each picture is of this run, and small."""
    found = set(rendering.FOLDER.iterdir())
    assert found == {path for path in expected if path.suffix == ".svg"}
    assert {path.name for path in found} == {f"{each.name}.svg" for each in (*pictures.PICTURES, pictures.TWICE)}
    assert max(path.stat().st_size for path in found) < LARGEST


def test_the_run_names_no_place_of_the_computer():
    """No path of a person, of a temporary folder or of this tree."""
    place = re.compile(r"/(?:home|root|tmp|var|Users)/|[A-Z]:\\\\|" + re.escape(str(pages.ROOT)))
    assert [] == place.findall(results.FILE.read_text("utf-8"))
    assert place.findall('because "/tmp/example-1/openapi.json" is gone')


def test_the_readme_has_every_row_that_it_should():
    """Nothing that was chosen is missing from the run."""
    text = pages.README.read_text("utf-8").partition(pages.START)[2].partition(pages.END)[0]
    assert [pages.NEVER_TWICE, *pages.PROMISES] == re.findall(r"^\| (\w[^|]*?) \| \w", text, re.M)[1:]


def test_commands_on_the_page_are_there(capsys):
    """Each measures what stands above it; another word is refused with the choices."""
    assert {each.command for each in pictures.PICTURES} <= set(TABLES)
    with pytest.raises(SystemExit):
        benchmarks(["everything"])
    assert "there is no 'everything'; choose among imports, calls" in capsys.readouterr().err
