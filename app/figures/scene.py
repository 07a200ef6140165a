"""Where everything of an experiment stands: the one layout that page and figures share.

Pure data from a plan; knows no colours and no values. Every cell of a scene has the same pitch, so that sizes can be
compared by eye.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

from app.operators.operator import Plan
from app.operators.sizes import Pair

Layout = Literal["wide", "tall"]
LAYOUTS: tuple[Layout, ...] = ("wide", "tall")
MARGIN, LABEL, GAP = 24, 32, 56  # pixels around the scene, above each grid, and between grids
WIDTHS = {"wide": 960, "tall": 390}
LARGEST, SMALLEST = 64, 2  # pitch of a cell, in pixels
SHEET = 0.5  # gap between the sheets of a grid, in cells


@dataclass(frozen=True, slots=True)
class Box:
    """One grid before it has a place: sheets of rows and columns, one below the other, each with a ring of padding."""

    role: str
    planes: int
    rows: int
    columns: int
    above: Pair = (0, 0)  # rows of padding before and after
    beside: Pair = (0, 0)  # columns of padding before and after

    @property
    def wide(self) -> int:
        return self.columns + sum(self.beside)

    @property
    def sheet(self) -> int:
        """Rows of one sheet with its ring."""
        return self.rows + sum(self.above)

    @property
    def high(self) -> float:
        return self.planes * self.sheet + (self.planes - 1) * SHEET


def scene(plan: Plan, layout: Layout) -> dict[str, object]:
    """Width, height and grids, in pixels.

    A grid has the place of its first cell (the ring of the input lies outside it), its pitch `cell`, and how far its
    sheets lie apart. A 3-D grid has a sheet for each channel and depth, those of the ring included.
    """
    boxes = drawn(plan)
    rows = [boxes] if layout == "wide" else [boxes[:1], boxes[1:]]
    cell = min(pitch(row, WIDTHS[layout]) for row in rows)
    grids: list[dict[str, object]] = []
    width = top = MARGIN
    for row in rows:
        high = max(box.high for box in row) * cell
        left = MARGIN
        for box in row:
            grids.append(placed(box, left, top + LABEL + round((high - box.high * cell) / 2), cell))
            left += box.wide * cell + GAP
        width = max(width, left - GAP + MARGIN)
        top += LABEL + round(high) + MARGIN
    return {"layout": layout, "width": width, "height": top, "grids": grids}


def drawn(plan: Plan) -> list[Box]:
    """The grids of an experiment in reading order."""
    names = ["stretched" if "stretched" in plan.shapes else "input", "indices", "weight", "output"]
    return [box(plan, name) for name in names if name in plan.shapes]


def box(plan: Plan, name: str) -> Box:
    shape = plan.shapes["padded" if name == "input" and "padded" in plan.shapes else name]
    padding = [axis.padding for axis in plan.axes] if name == "input" and "padded" in plan.shapes else []
    plane = shape[-min(2, len(plan.axes)) :]
    above, beside = ((0, 0), (0, 0), *padding)[-2:] if len(plane) == 2 else ((0, 0), ((0, 0), *padding)[-1])
    rows, columns = plane if len(plane) == 2 else (1, *plane)
    sheets = prod(shape) // (rows * columns)
    return Box(name, sheets, rows - sum(above), columns - sum(beside), above, beside)


def pitch(row: list[Box], width: int) -> int:
    """The largest pitch at which a row of grids fits."""
    room = width - 2 * MARGIN - GAP * (len(row) - 1)
    return max(SMALLEST, min(LARGEST, room // sum(box.wide for box in row)))


def placed(box: Box, x: int, y: int, cell: int) -> dict[str, object]:
    return {
        "role": box.role,
        "x": x + box.beside[0] * cell,
        "y": y + box.above[0] * cell,
        "cell": cell,
        "rows": box.rows,
        "columns": box.columns,
        "planes": box.planes,
        "ring": [list(box.above), list(box.beside)],
        "sheet": round((box.sheet + SHEET) * cell),
    }
