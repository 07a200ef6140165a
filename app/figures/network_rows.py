"""A short network along one axis as rows of cells, the input lowest, with a line from every cell to each that it reads.

Knows boxes, taps and what a cell sees; no format and no colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import NamedTuple

from app.figures.network_boxes import Box
from app.figures.network_places import EDGE, NAME, SHAPE, short, sizes, wide
from app.figures.operations import Beam, Drawing, Layer, Operation, Rect, Run, Text

MOST = 64  # cells of a row
APART, ROOM = 84, 900  # from row to row; width of the longest one
CELL, LEAST = 22, 3  # sides of cells
Taps = Mapping[str, Sequence[Sequence[int]]]


class Row(NamedTuple):
    """The cells of one box: the middle of each, the height of all, their side."""

    middles: list[float]
    y: float
    side: float


def are_rows(boxes: Sequence[Box]) -> bool:
    """Whether a network is drawn so."""
    return len(boxes) > 1 and all(len(box.output) == 2 and box.output[1] <= MOST for box in boxes)


def rows_of(boxes: Sequence[Box]) -> tuple[list[Row], float]:
    """The rows behind their texts, and where they end."""
    texts = max(max(wide(short(box.name), NAME), wide(sizes(box.output), SHAPE)) for box in boxes) + 2 * EDGE
    inputs = boxes[0].output[1]
    centres = [list(_centres(box, inputs)) for box in boxes]
    low, high = min(map(min, centres)) - 0.5, max(map(max, centres)) + 0.5
    pitch = min(40.0, ROOM / (high - low))
    rows = []
    for at, middles in enumerate(centres):
        step = min(1.0, middles[1] - middles[0] if len(middles) > 1 else 1.0)
        y = EDGE + CELL + (len(boxes) - 1 - at) * APART
        rows.append(Row([texts + (one - low) * pitch for one in middles], y, _side(step * pitch)))
    return rows, texts + (high - low) * pitch


def drawing(
    boxes: Sequence[Box], taps: Taps, seen: Mapping[int, Sequence[int]], chosen: int | None, below: Sequence[str]
) -> Drawing:
    """The picture; `seen` are the cells of each box that the chosen one sees, itself in its own box included."""
    rows, end = rows_of(boxes)
    sides = max(wide(text, SHAPE) for text in below)
    strong: list[Operation] = []
    faint: list[Operation] = []
    for at in range(1, len(boxes)):
        for cell, reads in enumerate(_reads(boxes[at], taps)):
            for tap in reads:
                sees = cell in seen.get(at, ()) and tap in seen.get(at - 1, ())
                (strong if sees else faint).append(_line(rows[at], cell, rows[at - 1], tap, sees))
    cells = [one for at, row in enumerate(rows) for one in _cells(row, at, seen.get(at, ()), at == chosen)]
    told = [one for at, row in enumerate(rows) for one in _told(boxes[at], row, at, below[at], end)]
    layers = [Layer([*strong, *faint]), Layer(cells), Layer(told)]
    return Drawing(end + 14 + sides + EDGE, EDGE + CELL + (len(boxes) - 1) * APART + CELL + EDGE, layers)


def _side(step: float) -> float:
    return max(LEAST, min(CELL, step * 0.8))


def _centres(box: Box, inputs: int) -> Iterator[float]:
    """Where the cells of a box stand over the input's: in the middle of what they see."""
    start = box.field["start"][0] if box.field else None
    jump = box.field["jump"][0] if start is not None and box.field else inputs / box.output[1]
    first = jump / 2 if start is None else start
    return (first + at * jump for at in range(box.output[1]))


def _reads(box: Box, taps: Taps) -> Sequence[Sequence[int]]:
    """The cells of the row below that each cell reads; a sum of branches reads the one below it."""
    return taps.get(box.path, [[at] for at in range(box.output[1])])


def _line(upper: Row, cell: int, lower: Row, tap: int, sees: bool) -> Beam:
    x, y = upper.middles[cell], upper.y + upper.side / 2
    to, end = lower.middles[tap], lower.y - lower.side / 2
    half = (0.9 if sees else 0.5) * hypot(to - x, end - y) / (end - y)
    points = ((x - half, y), (to - half, end), (to + half, end), (x + half, y))
    return Beam(points, "output" if sees else "line-strong", 1.0 if sees else 0.4)


def _cells(row: Row, at: int, seen: Sequence[int], chosen: bool) -> Iterator[Operation]:
    edge = "line-strong" if at else "input"
    for cell, middle in enumerate(row.middles):
        sees = cell in seen
        fill = "output" if sees and chosen else "output-tint" if sees else "paper"
        x, y = middle - row.side / 2, row.y - row.side / 2
        yield Rect(
            x, y, row.side, row.side, row.side / 5, "output" if sees else edge, 2 if sees else 1, fill, (), "tab"
        )


def _told(box: Box, row: Row, at: int, below: str, end: float) -> Iterator[Text]:
    yield Text(EDGE, row.y - 2, (Run(short(box.name), "ink" if at else "input", NAME, 650),))
    yield Text(EDGE, row.y + 15, (Run(sizes(box.output), "ink-3", SHAPE),))
    yield Text(end + 14, row.y + 4, (Run(below, "ink-3", SHAPE),))
