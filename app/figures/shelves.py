"""Which grids stand below and beside each other, and the largest pitch at which they fit a page.

Knows boxes and pages; where on the page a grid comes to stand is the scene's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from app.figures.boxes import SMALL_ROLES, Box
from app.figures.sheets import Spread, spread

Flow = Literal["row", "column"]
CLEAR = 40  # pitch of small grids beside cells without numerals, at most
UNDER, STACK = 28, 16  # pixels between shelves, between the grids of one column
TITLES = 66  # pixels that a title takes at most


class Page(NamedTuple):
    """The picture that the grids should fit into."""

    width: int
    height: int
    margin: int
    gap: int  # between columns


class Pitches(NamedTuple):
    """Pitches to be tried, and where they are too small for numerals, the least ones of small grids, best first."""

    least: int
    most: int
    small: tuple[int, ...] = ()


class Column(NamedTuple):
    """Grids one below the other, to be centred on a line `above` of which their upper end lies."""

    stack: Sequence[Spread]
    width: int
    above: int
    below: int


Shelf = Sequence[Column]


def columns(shown: Sequence[Box], below: Sequence[str]) -> list[list[Box]]:
    """The grids as columns."""
    found: list[list[Box]] = []
    for box in shown:
        if box.role in below and found[-1][-1].role in SMALL_ROLES:
            found[-1].append(box)
        else:
            found.append([box])
    return found


def trial(shown: Sequence[Box], below: Sequence[str], flow: Flow, page: Page, pitches: Pitches) -> Trial:
    """The grids on a page, those named in `below` hanging under one of the kernel's size before them."""
    return Trial(parts(columns(shown, below), flow), flow, page, pitches)


def parts(found: list[list[Box]], flow: Flow) -> list[list[list[Box]]]:
    """The columns that may share a shelf: all of a row; else the input's grid, and what follows it.

    In one dimension every row has a shelf of its own, but for those of the kernel's size.
    """
    if flow == "row":
        return [found]
    if not found[0][0].flat:
        return [found[:1], found[1:]]
    shared = [found[:1]]
    for before, after in pairwise(found):
        if after[0].role in ("weight", "bias") and before[0].role in SMALL_ROLES:
            shared[-1].append(after)
        else:
            shared.append([after])
    return shared


def column(stack: Sequence[Spread]) -> Column:
    """The grids as a column; a bias hangs below what is centred."""
    height, width = -STACK, 0
    for one in stack:
        height += STACK + one.title + one.height
        width = max(width, one.column)
    last = stack[-1]
    hanging = STACK + last.title + last.height if last.box.role == "bias" and len(stack) > 1 else 0
    above = (stack[0].title + height - hanging) // 2
    return Column(stack, width, above, height - above)


@dataclass(frozen=True)
class Trial:
    """Grids to be drawn on a page at one of some pitches."""

    parts: list[list[list[Box]]]  # columns that may share a shelf
    flow: Flow
    page: Page
    pitches: Pitches

    def best(self) -> list[Shelf]:
        """The shelves at the largest pitch that fits, none when there is no such pitch.

        Small grids are as large as leaves the others their size.
        """
        least, most, floors = self.pitches
        for floor in floors or (0,):
            cell = largest(least, most, lambda cell: self.fits(cell, floor))  # noqa: B023
            if cell:
                small = largest(floor, CLEAR, lambda small: self.fits(cell, small)) if floor else 0  # noqa: B023
                return self.shelves(cell, small)
        return []

    def fits(self, cell: int, small: int) -> bool:
        width, height = extent(self.shelves(cell, small), self.page)
        return width <= self.page.width and height <= self.page.height

    def shelves(self, cell: int, small: int) -> list[Shelf]:
        """Everything at a pitch, small grids at theirs; a shelf ends where the page does."""
        page, row = self.page, self.flow == "row"
        width, height = page.width - 2 * page.margin, page.height - 2 * page.margin
        found: list[Shelf] = []
        for part in self.parts:
            shelf: list[Column] = []
            for boxes in part:
                room = height // len(boxes) - TITLES
                pitch = [max(cell, small) if box.small else cell for box in boxes]
                stack = [spread(box, one, None if row else width, room) for box, one in zip(boxes, pitch, strict=True)]
                shelf.append(column(stack))
                if not row and len(shelf) > 1 and taken(shelf, page) > width - outdent(found[0][0]):
                    found.append(shelf[:-1])
                    shelf = shelf[-1:]
            found.append(shelf)
        return found


def taken(shelf: Shelf, page: Page) -> int:
    """Width of a shelf."""
    return sum(column.width for column in shelf) + page.gap * (len(shelf) - 1)


def outdent(column: Column) -> int:
    """How far a row's ring of padding sticks out to the left of its first cell; 0 for planes."""
    first = column.stack[0]
    return first.box.beside[0] * first.cell if first.box.flat else 0


def extent(shelves: Sequence[Shelf], page: Page) -> tuple[int, int]:
    """Width and height of the picture."""
    inside = outdent(shelves[0][0])
    width = max(inside - outdent(shelf[0]) + taken(shelf, page) for shelf in shelves)
    height = sum(high(shelf) for shelf in shelves) + UNDER * (len(shelves) - 1)
    return width + 2 * page.margin, height + 2 * page.margin


def high(shelf: Shelf) -> int:
    """Height of a shelf whose columns are centred on one line."""
    return max(column.above for column in shelf) + max(column.below for column in shelf)


def largest(least: int, most: int, fits: Callable[[int], bool]) -> int:
    """The largest number that fits, 0 when not even the least does; what fits, fits smaller too."""
    if not fits(least):
        return 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least
