"""How large one grid is at a pitch, how its planes lie, and how much room its title needs.

Knows a box and a pitch, nothing of the other grids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.figures.boxes import Box

NUMERALS, SHADES = 22, 8  # least pitch at which cells carry numerals; at which they are apart
MOST_CELLS = 1000  # cells of a grid that are drawn one by one
ROW = 28  # least height of a one-dimensional row
BESIDE, BELOW = 24, 34  # gaps between planes that lie by themselves; a plane's name stands in the one below
TITLE, LINE, ASCENT = 28, 20, 15  # room for a title of one line, for one line more, and above a baseline
LONG = 240  # width of a grid whose title needs no second line for its note
LEAST, SHORT, SIZE = 132, 64, 36  # widths of titles: at least; without sizes; for each size that one tells
NAMES = {"stretched": 126}  # widths of long names
FRAME, OUTER = 6, 10  # how far outside its cells a grid's frame lies, and an output's second one


class Spread(NamedTuple):
    """A box at a pitch; `across` planes stand beside each other."""

    box: Box
    cell: int
    tall: int  # height of a cell
    across: int
    shift: int  # from one stacked plane to the next, rightwards and upwards
    beside: int  # gaps between planes
    below: int
    width: int
    height: int
    lines: int  # of its title
    title: int  # room above for it

    @property
    def column(self) -> int:
        """The width that it takes in a column."""
        sizes = self.box.sizes
        return max(self.width, max(LEAST, NAMES.get(self.box.role, SHORT - FRAME) + SIZE * sizes) if sizes else SHORT)

    @property
    def form(self) -> str:
        """How its cells are drawn."""
        if self.cell < SHADES or self.box.cells > MOST_CELLS:
            return "picture"
        return "numerals" if self.cell >= NUMERALS else "shades"

    def places(self) -> Iterator[tuple[int, int]]:
        """Where the first cell of each plane stands, ring excluded, from the grid's upper left corner."""
        box, cell, tall = self.box, self.cell, self.tall
        left, top = box.beside[0] * cell, box.above[0] * tall
        if box.stacked:
            for plane in range(box.planes):
                yield left + plane * self.shift, top + (box.planes - 1 - plane) * self.shift
            return
        lines = -(-box.depth // self.across)
        for channel in range(box.channels):
            for slice_ in range(box.depth):
                row, column = divmod(slice_, self.across)
                row += channel * lines
                down = row * (box.high * tall + self.below)
                yield left + column * (box.wide * cell + self.beside), top + down


def spread(box: Box, cell: int, width: int | None, height: int) -> Spread:
    """The box at a pitch, its slices beside each other: as many as `width` takes, else as few as `height` needs."""
    tall = max(ROW, cell) if box.flat else cell
    wide, high = box.wide * cell, box.high * tall
    beside, below = BESIDE, BELOW + box.spaced * tall
    if box.flat:
        below = max(tall // 4, 2 * frame(box) + 2)
    shift, across = 0, 1
    if box.stacked:
        shift = overlap(cell, box.planes)
        wide += shift * (box.planes - 1)
        high += shift * (box.planes - 1)
    else:
        if box.depth > 1:
            across = abreast(box, width, height, wide + beside, high + below)
        lines = box.channels * -(-box.depth // across)
        wide, high = across * (wide + beside) - beside, lines * (high + below) - below
    lines = 2 if box.noted and wide < LONG else 1
    return Spread(box, cell, tall, across, shift, beside, below, wide, high, lines, title(box, lines))


def frame(box: Box) -> int:
    """How far its frames stick out."""
    return OUTER if box.role == "output" else FRAME


def overlap(cell: int, planes: int) -> int:
    """How far stacked planes lie apart: about three quarters of a cell, less when they are many."""
    return min(30, max(14, cell * 3 // 4), 96 // (planes - 1))


def abreast(box: Box, width: int | None, height: int, wide: int, high: int) -> int:
    """How many slices stand beside each other; `wide` and `high` are a plane's with the gap behind it."""
    if width is None:
        lines = (height + BELOW) // high // box.channels
    else:
        lines = -(-box.depth // max(1, (width + BESIDE) // wide))
    return -(-box.depth // min(box.depth, max(1, lines)))


def title(box: Box, lines: int) -> int:
    """Room above a grid: its title, over the outer line of an output, the tab of a stack or the name of a plane."""
    room = TITLE + LINE * (lines - 1) + frame(box) - FRAME
    if box.stacked:
        room += 10
    elif box.planes > 1 and not box.flat and box.role != "partial":
        room += 14
    return room
