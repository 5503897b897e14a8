"""Draws the pictures: bars, or lines for growth, in one style; the same figures give the same bytes everywhere.

Text stays text, set at fixed places, so that no font of the computer that draws has a say.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.pictures import COUNTED, OURS, Picture, is_ratio, ranked, scale, shown, title
from workshop.benchmarks.report import Row, Table, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Colours that stay apart for those who see few of them, and in grey.
BLUE, GREY, DARK, ORANGE, PALE = "#0072b2", "#b4b8be", "#24292f", "#c04a00", "#d5d9de"
TEXT, SMALL, TINY = 9.0, 8.0, 7.5  # points
WIDTH, BAR, HEAD, GAP, EDGE = 345.0, 19.0, 31.0, 13.0, 11.0  # points; one point is a unit of the picture
NAMES, VALUES = 136.0, 50.0  # room for names left of the bars, for figures right of them
LINES_HEIGHT, LINES_LEFT, LINES_FOOT = 210.0, 46.0, 34.0
STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
    "font.size": TEXT,
    "svg.fonttype": "none",
    "svg.hashsalt": "toolzz-cal",
    "text.color": DARK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": DARK,
    "xtick.color": DARK,
    "ytick.color": DARK,
    "figure.facecolor": "white",
    "path.simplify": False,
}


def drawn(picture: Picture, tables: Sequence[Table]) -> str:
    """A picture of a run as SVG, or nothing where the run has no figure for it."""
    rows = picture.rows(tables)
    if not rows:
        return ""
    from matplotlib import style  # only now: it takes half a second

    with style.context(["default", STYLE]):
        canvas = _growth(rows) if picture.lines else _bars(rows)
        kept = io.StringIO()
        # A date, or the name of a version, would make each drawing another one.
        canvas.savefig(kept, format="svg", metadata={"Date": None, "Creator": None, "Title": picture.title})
    return "\n".join(line.rstrip() for line in kept.getvalue().splitlines()) + "\n"


def _canvas(height: float) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    return Canvas(figsize=(WIDTH / 72, height / 72), dpi=72)


def _bars(rows: Sequence[Row]) -> Canvas:
    """A panel for each row, below each other, each with a scale of its own from zero."""
    heights = [HEAD + BAR * len(ranked(row)) for row in rows]
    whole = sum(heights) + GAP * (len(rows) - 1) + 2 * EDGE
    canvas, top = _canvas(whole), whole - EDGE
    for row, height in zip(rows, heights, strict=True):
        _text(canvas, EDGE, top - TEXT, title(row), whole, weight="bold")
        _text(canvas, EDGE, top - TEXT - 12, scale(row), whole, size=SMALL)
        if row.promised:
            _text(
                canvas,
                WIDTH - EDGE,
                top - TEXT - 12,
                f"- - bound {row.promised}",
                whole,
                size=SMALL,
                color=ORANGE,
                ha="right",
            )
        box = (NAMES / WIDTH, (top - height) / whole, (WIDTH - NAMES - VALUES) / WIDTH, (height - HEAD) / whole)
        _panel(canvas.add_axes(box), row)
        top -= height + GAP
    return canvas


def _panel(axes: Axes, row: Row) -> None:
    everybody = ranked(row)
    ends = [max(figure.value, figure.high or 0) for _, figure in everybody]
    right = max([*ends, row.bound or 0, 1.0 if is_ratio(row) else 0]) or 1.0
    axes.set_xlim(0, right)
    axes.set_ylim(len(everybody) - 0.5, -0.5)
    axes.axis("off")
    axes.plot([0, 0], [-0.5, len(everybody) - 0.5], color=DARK, linewidth=0.8, clip_on=False)
    if is_ratio(row):
        axes.axvline(1, color=DARK, linewidth=0.6, alpha=0.5, clip_on=False)
    for place, ((name, figure), end) in enumerate(zip(everybody, ends, strict=True)):
        ours = name.startswith(OURS)
        weight = "bold" if ours else "normal"
        axes.barh(place, figure.value, height=0.62, color=BLUE if ours else GREY, zorder=2)
        _whisker(axes, figure, place)
        _beside(axes, (0, place), name.replace(", ", "\n"), ha="right", offset=-5, weight=weight)
        _beside(axes, (end, place), shown(figure), ha="left", offset=5, weight=weight)
    if row.bound is not None:
        axes.axvline(row.bound, color=ORANGE, linewidth=1.2, linestyle=(0, (3, 2)), zorder=4, clip_on=False)


def _whisker(axes: Axes, figure: Figure, place: float) -> None:
    """How far the turns lie apart."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return
    axes.plot([figure.low, figure.high], [place, place], color=DARK, linewidth=1, zorder=3, clip_on=False)
    for end in (figure.low, figure.high):
        axes.plot([end, end], [place - 0.14, place + 0.14], color=DARK, linewidth=1, zorder=3, clip_on=False)


def _growth(rows: Sequence[Row]) -> Canvas:
    """Lines over the number of operations, which the axes name."""
    canvas = _canvas(LINES_HEIGHT)
    whole, wide = LINES_HEIGHT, WIDTH - LINES_LEFT - NAMES
    _text(canvas, EDGE, whole - EDGE - TEXT, "Seconds by operations", whole, weight="bold")
    _text(canvas, EDGE, whole - EDGE - TEXT - 12, "less is better", whole, size=SMALL)
    box = (LINES_LEFT / WIDTH, LINES_FOOT / whole, wide / WIDTH, (whole - LINES_FOOT - HEAD - EDGE) / whole)
    axes = canvas.add_axes(box)
    names = [OURS, *dict.fromkeys(name for row in rows for name in row.peers)]
    for name in names:
        found = [(_operations(row), row.ours if name == OURS else row.peers.get(name)) for row in rows]
        points = sorted((count, figure) for count, figure in found if figure is not None)
        _line(axes, name, points)
    counts = sorted(_operations(row) for row in rows)
    axes.set_xlim(0, counts[-1])
    axes.set_ylim(bottom=0)
    axes.set_xticks(counts, [f"{count:,}" for count in counts], fontsize=SMALL)
    axes.tick_params(labelsize=SMALL, length=3)
    axes.set_xlabel("operations", fontsize=SMALL)
    axes.spines[["top", "right"]].set_visible(False)
    return canvas


def _operations(row: Row) -> int:
    found = COUNTED.fullmatch(row.axis)
    if found is None:
        raise ValueError(f"{row.axis!r} does not name how many operations")
    return int(found[1].replace(",", ""))


def _line(axes: Axes, name: str, points: Sequence[tuple[int, Figure]]) -> None:
    ours = name == OURS
    color, marker = (BLUE, "o") if ours else (DARK, "s")
    axes.plot(
        [count for count, _ in points],
        [figure.value for _, figure in points],
        color=color,
        marker=marker,
        markersize=4,
        linewidth=2 if ours else 1.2,
        linestyle="-" if ours else (0, (4, 2)),
        clip_on=False,
    )
    for count, figure in points:
        if figure.low is not None and figure.high is not None:
            axes.plot([count, count], [figure.low, figure.high], color=color, linewidth=1, clip_on=False)
    end, last = points[-1]
    weight = "bold" if ours else "normal"
    _beside(axes, (end, last.value), f"{name}\n{number(last.value)} s", ha="left", offset=6, weight=weight)


def _text(canvas: Canvas, x: float, y: float, told: str, whole: float, **options: Any) -> None:
    """Words at a place in points from the lower left corner."""
    canvas.text(x / WIDTH, y / whole, told, **{"va": "baseline", **options})


def _beside(axes: Axes, at: tuple[float, float], told: str, *, ha: str, offset: float, weight: str) -> None:
    """Words beside a place of the scale, on white where a line would cross them."""
    axes.annotate(
        told,
        at,
        (offset, 0),
        textcoords="offset points",
        ha=ha,
        va="center",
        weight=weight,
        size=TINY,
        annotation_clip=False,
        zorder=5,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
    )
