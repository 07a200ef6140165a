"""The drawing of one board from step to step: frames and cells of its planes, of which only what changes is made anew.

Knows a board, the numbers it shows and which cells are marked; no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from app.figures.boards import CHANGING, PADDING, Board, Box, Prefix
from app.figures.cells import at_rest, being_made, in_window
from app.figures.numerals import numeral_size
from app.figures.operations import Cell, Layer, Operation, Pixels, Rect, Run, Text
from app.figures.reading import Index
from app.figures.words import Words, plane_name, short_name
from app.operators.exact import Array

EDGES = {
    "input": ("input", 2.0),
    "stretched": ("input", 2.0),
    "window": ("kernel-line", 2.0),
    "weight": ("kernel-line", 3.5),
    "product": ("kernel-line", 3.5),
    "bias": ("kernel-line", 2.0),
    "output": ("output", 2.0),
}
OTHER = ("line-strong", 2.0)
TABS = ("input", "stretched", "weight", "output")  # boards whose tabs have their colour
TAB = 22  # size of a tab


class Planes:
    """The planes of a board."""

    def __init__(self, board: Board, words: Words) -> None:
        self.board, self.words = board, words
        known = board.values if board.role not in CHANGING[:3] else np.array([board.domain, -board.domain])
        self.size = numeral_size(known, board.place["cell"])
        self.grey = board.role == "input" and not bool((board.values < 0).any())
        self.prefixes: list[Prefix] = []
        self.shown: list[Array | None] = []
        self.fixed: list[list[Operation]] = []  # frames under the cells
        self.cells: list[list[Cell]] = []
        self.pixels: list[Pixels] = []
        self.quiet: dict[int, tuple[list[Cell], Layer]] = {}  # planes without marks, which stay until a cell changes

    def layers(
        self, prefixes: list[Prefix], values: Array | None, marked: Mapping[Index, str], made: Index | None
    ) -> Iterator[Layer]:
        """The planes from back to front; `marked` are the window's cells with their weights, `made` is the current."""
        board = self.board
        if not self.fixed:
            self.fixed = [list(self.frames(plane)) for plane in range(len(prefixes))]
        for plane, prefix in enumerate(prefixes):
            self.renew(plane, prefix, values)
        self.prefixes = list(prefixes)
        spots = {} if board.picture else self.spots(marked, made)
        order = range(len(prefixes))
        for plane in reversed(order) if board.place["stacked"] else order:
            yield self.layer(plane, prefixes[plane], spots.get(plane, ()))

    def layer(self, plane: int, prefix: Prefix, spots: Sequence[tuple[int, str | None]]) -> Layer:
        """One plane with its marks."""
        board = self.board
        if board.picture:
            return Layer([*self.fixed[plane], self.pixels[plane]], board.role, board.place["stacked"])
        cells = self.cells[plane]
        if not spots and plane in self.quiet and self.quiet[plane][0] is cells:
            return self.quiet[plane][1]
        content = list(cells)
        for at, times in spots:
            content[at] = self.marked(content[at], times)
        name = self.name(plane, prefix)
        made = Layer([*self.fixed[plane], *content, *name], board.role, board.place["stacked"])
        if not spots:
            self.quiet[plane] = cells, made
        return made

    def renew(self, plane: int, prefix: Prefix, values: Array | None) -> None:
        """Makes the cells of a plane anew, or those of them whose number has changed."""
        board = self.board
        known = plane < len(self.prefixes) and self.prefixes[plane] == prefix
        if known and (board.role not in CHANGING or (values is None and self.shown[plane] is None)):
            return
        numbers = None if values is None else board.plane(values, prefix)
        before = self.shown[plane] if known else None
        if numbers is not None and before is not None and np.array_equal(numbers, before, equal_nan=True):
            return
        if plane == len(self.shown):
            self.shown.append(None)
        self.shown[plane] = None if numbers is None else numbers.copy()
        if board.picture:
            self.pixels[plane : plane + 1] = [self.picture(plane, prefix, numbers)]
        elif before is None or numbers is None:
            self.cells[plane : plane + 1] = [list(self.plane(plane, prefix, numbers))]
        else:
            self.change(plane, numbers, before)

    def plane(self, plane: int, prefix: Prefix, numbers: Array | None) -> Iterator[Cell]:
        """Every cell of a plane at rest, row by row."""
        board = self.board
        kinds = board.kinds_of(prefix)
        (above, _), (left, _) = board.ring
        listed = kinds.tolist()
        for row, line in enumerate(listed):
            given = [None] * len(line) if numbers is None else numbers[row].tolist()
            for column, (kind, number) in enumerate(zip(line, given, strict=True)):
                index = board.index_at(prefix, row - above, column - left)
                box = board.box(plane, row - above, column - left)
                yield self.cell(box, index, kind, number)

    def cell(self, box: Box, index: Index, kind: int, number: float | None) -> Cell:
        value = None if number is None or number != number else number
        if self.board.role == "output" and number is not None and value is None:
            number = None  # of an output it says that the number is still to come
        return Cell(*box, at_rest(self.board, kind, number, self.size), index, value)

    def change(self, plane: int, numbers: Array, before: Array) -> None:
        """Only the cells whose number is another."""
        differs = (numbers != before) & ~(np.isnan(numbers) & np.isnan(before))
        cells = self.cells[plane] = list(self.cells[plane])
        wide = numbers.shape[1]
        for row, column in np.argwhere(differs).tolist():
            cell = cells[row * wide + column]
            box = Box(cell.x, cell.y, cell.width, cell.height)
            cells[row * wide + column] = self.cell(box, cell.at, 0, float(numbers[row, column]))

    def picture(self, plane: int, prefix: Prefix, numbers: Array | None) -> Pixels:
        """A plane as pixels."""
        board, box = self.board, self.board.wholes[plane]
        faint = board.kinds_of(prefix) == PADDING
        values = np.full(faint.shape, np.nan) if numbers is None else numbers.copy()
        return Pixels(*box, values, faint, board.domain, self.grey, board.role)

    def spots(self, marked: Mapping[Index, str], made: Index | None) -> dict[int, list[tuple[int, str | None]]]:
        """The marked cells by plane: their slot and their weight, None for the one that is made."""
        board = self.board
        (above, _), (left, right) = board.ring
        wide = left + board.place["columns"] + right
        found: dict[int, list[tuple[int, str | None]]] = {}
        for index, times in [*marked.items(), *([(made, None)] if made else [])]:
            if spot := board.locate(self.prefixes, index):
                plane, row, column = spot
                found.setdefault(plane, []).append(((row + above) * wide + column + left, times))
        return found

    def marked(self, cell: Cell, times: str | None) -> Cell:
        """A cell of the window with its weight, or the one that is made."""
        if times is None:
            return cell._replace(look=being_made(cell.look))
        return cell._replace(look=in_window(self.board, cell.look, cell.value, times))

    def frames(self, plane: int) -> Iterator[Rect]:
        """The frames of a plane, one form for each role; a second one lies round the true input."""
        board = self.board
        whole = board.wholes[plane]
        edge, line = EDGES.get(board.role, OTHER)
        if board.picture:
            double = board.role == "output"
            for by, wide in ((2.83, 1.67), (6.17, 1.67)) if double else ((3, 2.0),):
                yield Rect(*whole.grown(by), 0, edge, wide)
            return
        if board.role == "partial":
            return
        if board.place["stacked"]:
            yield Rect(*whole.grown(10 if board.role == "output" else 6), 12, None, fill="paper", kind="ground")
        yield Rect(*whole.grown(6), 10, edge, line)
        if board.role == "output":
            yield Rect(*whole.grown(10), 13, edge, 1)
        if any(map(any, board.ring)):
            yield Rect(*board.inner(plane).grown(1), 6, edge, line)

    def name(self, plane: int, prefix: Prefix) -> Iterator[Operation]:
        """The tab of a stacked plane, or the name over one that lies by itself."""
        board = self.board
        whole = board.wholes[plane]
        if board.picture or not prefix or len(board.place["sheets"]) == 1:
            return
        if board.place["stacked"]:
            edge = EDGES[board.role][0] if board.role in TABS else OTHER[0]
            box = Box(whole.x + whole.width - TAB + 8, whole.y - TAB + 4, TAB, TAB)
            yield Rect(*box, 6, edge, 2, "paper", kind="tab")
            run = Run(str(prefix[-1] + 1), "ink", 12, 600)
            yield Text(box.x + TAB / 2, box.y + TAB / 2 + 0.5, (run,), centred=True)
            return
        label = plane_name(board, prefix, self.words)
        text = short_name(board, prefix, whole.width, label)
        yield Text(whole.x - 4, whole.y - 11, (Run(text, "ink-3", 11),))
