"""Where everything of an experiment stands: the one layout that page and figures share.

Pure data from a plan; knows no colours, no words and no values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from app.figures.boxes import boxes, can_unfold
from app.figures.sheets import ASCENT, NUMERALS, ROW, Spread, frame
from app.figures.shelves import STACK, UNDER, Flow, Page, Pitches, Shelf, Trial, extent, high, outdent, taken, trial
from app.operators.operator import Plan

Layout = Literal["wide", "tall"]
LAYOUTS: tuple[Layout, ...] = ("wide", "tall")
PAGES: dict[Layout, Page] = {"wide": Page(1040, 540, 24, 52), "tall": Page(358, 620, 16, 36)}
LARGEST, SMALLEST, READABLE = 64, 2, 30  # pitch of a cell, in pixels; of small grids, if possible
FOLDS = (2, 4)  # how many times as high a picture may become
NOTES, NOTES_WIDTH, NOTES_HEIGHT = 170, 360, 190  # how much higher an input leaves room for notes of which size
APART = 36  # from the grids to the notes under them


def scene(plan: Plan, layout: Layout, steps: bool = True) -> dict[str, object]:
    """Width, height, grids and a free rectangle for notes, in pixels.

    All grids have one pitch, the largest that fits, so that sizes can be compared by eye; where it is too small for
    numerals, small grids of the kernel's size take a larger one. Grids that change with each step (the window, what is
    painted, partial sums) are left out where no step is shown.
    """
    page = PAGES[layout]
    flow: Flow = "row" if layout == "wide" and len(plan.axes) > 1 else "column"
    shelves: list[Shelf] = []
    for one in trials(plan, page, flow, steps):
        if shelves := one.best():
            break
    else:
        shelves = one.shelves(SMALLEST, READABLE)
    width, height = extent(shelves, page)
    grids: list[dict[str, Any]] = []
    notes = None
    left, top = page.margin + outdent(shelves[0][0]), page.margin
    for shelf in shelves:
        lines = [top + max(column.above for column in shelf)] * len(shelf)
        if flow == "row" and (lifted := with_notes(shelf, top, page)):
            lines[1:] = [lifted] * (len(shelf) - 1)
            notes = under(shelf, lifted, left, top, page)
        grids += standing(shelf, left - outdent(shelf[0]), lines, page.gap)
        top += high(shelf) + UNDER
    if notes:
        width = max(width, notes["x"] + notes["width"] + page.margin)
    return {"layout": layout, "width": width, "height": height, "flow": flow, "grids": grids, "notes": notes}


def trials(plan: Plan, page: Page, flow: Flow, steps: bool) -> Iterator[Trial]:
    """What may be drawn and how large, the best first."""
    flat = len(plan.axes) == 1
    below = [] if flat else ["bias"]
    stacked = ["weight", "bias"]
    large, shades = Pitches(NUMERALS, LARGEST), Pitches(SMALLEST, NUMERALS - 1, (READABLE, NUMERALS))
    plain, lens = boxes(plan, product=steps), boxes(plan, window=steps, product=steps)
    twice, most = (page._replace(height=fold * page.height) for fold in FOLDS)
    if steps and flow == "row" and can_unfold(plan):
        yield trial(boxes(plan, unfolded=True), below, flow, page, large)
    yield trial(plain, below, flow, page, large)
    if flow == "row":
        yield trial(lens, stacked, flow, page, shades)
        yield trial(lens, below, flow, page, shades)
        yield trial(plain, below, flow, page, shades._replace(small=(*shades.small, SMALLEST)))
    else:
        yield trial(plain, below, flow, most, Pitches(NUMERALS, ROW if flat else NUMERALS))
    for longer in (twice, most):
        yield trial(lens, stacked if flow == "row" else below, flow, longer, shades)


def with_notes(shelf: Shelf, top: int, page: Page) -> int | None:
    """The line of the later columns when they move up to make room for notes, None when they need not."""
    first, *others = shelf
    above, below = max(one.above for one in others), max(one.below for one in others)
    free = (first.above + first.below) - above - below
    if free < NOTES or beside(shelf, page) < NOTES_WIDTH:
        return None
    return top + above + max(0, free - APART - NOTES_HEIGHT) // 2


def beside(shelf: Shelf, page: Page) -> int:
    """How wide the page is beside the first column, or the later columns where they are wider."""
    first, *others = shelf
    return max(taken(others, page), page.width - 2 * page.margin - outdent(first) - first.width - page.gap)


def under(shelf: Shelf, line: int, left: int, top: int, page: Page) -> dict[str, int]:
    """The free rectangle under the later columns, down to the lower end of the first."""
    first, *others = shelf
    x = left + first.width + page.gap
    y = line + max(one.below for one in others) + APART
    return {"x": x, "y": y, "width": beside(shelf, page), "height": top + (first.above + first.below) - y}


def standing(shelf: Shelf, x: int, lines: Sequence[int], gap: int) -> Iterator[dict[str, Any]]:
    """The grids of a shelf where they stand, each column centred on its line."""
    for column, line in zip(shelf, lines, strict=True):
        y = line - column.above
        for one in column.stack:
            y += one.title
            yield grid(one, x, y)
            y += one.height + STACK
        x += column.width + gap


def grid(one: Spread, left: int, top: int) -> dict[str, Any]:
    """One grid as the page and the figures read it; its outer corner stands at `left`, `top`."""
    box = one.box
    places = zip(one.places(), box.indices(), strict=True)
    sheets = [{"x": left + x, "y": top + y, "index": index} for (x, y), index in places]
    return {
        "role": box.role,
        "x": sheets[0]["x"],
        "y": sheets[0]["y"],
        "cell": one.cell,
        "cell_height": one.tall,
        "rows": box.rows,
        "columns": box.columns,
        "planes": len(sheets),
        "ring": [list(box.above), list(box.beside)],
        "sheets": sheets,
        "stacked": box.stacked,
        "form": one.form,
        "label": {"x": left - frame(box), "y": top - one.title + ASCENT, "lines": one.lines},
    }
