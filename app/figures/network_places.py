"""Where each box of a network stands: one scale for all faces, at most eight sheets, shelves where one row is too long.

Knows shapes and how wide texts become; draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.figures.network_boxes import Box

EDGE, TOP, GAP, BETWEEN = 20, 50, 22, 26  # round the drawing; names over faces; between boxes; between shelves
TAGS, FIELDS = 30, 16  # below faces: sizes of regions; below ways: fields
ROOM = 1240  # width of a shelf
TALLEST, WIDEST, LARGEST = 190, 420, 36  # of a face; of a cell
BAR, VECTOR, LEAST = 14, 110, 6  # a grid of one axis and a vector; the smallest side
SHEETS = 8
WAY = 12  # between two ways round
NAME, SHAPE = 14, 12  # heights of texts
LONGEST = 18  # letters of a name
Ends = Sequence[Sequence[int]]


class Area(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


class Place(NamedTuple):
    """The face of a box and the sheets behind it; without rows it is a vector."""

    face: Area
    rows: int
    columns: int
    sheets: int
    shift: float
    slot: float  # width with all texts
    shelf: int

    def part(self, ends: Ends) -> Area:
        """The part of the face between first and last along each axis, large enough to be seen."""
        if not self.rows or not ends:
            return self.face
        down, across = (ends[0], (0, self.columns - 1)) if len(ends) == 1 else ends[-2:]
        y, height = _along(self.face.y, self.face.height / self.rows, down)
        x, width = _along(self.face.x, self.face.width / self.columns, across)
        return Area(x, y, width, height)


class Shelf(NamedTuple):
    """One row of boxes."""

    top: float
    bottom: float  # of its faces


class Places(NamedTuple):
    """All of a drawing."""

    places: list[Place]
    shelves: list[Shelf]
    width: float
    height: float
    deepest: int  # of the blocks with ways round, −1 without any

    def way(self, shelf: int, depth: int) -> float:
        """The height at which the way round a block of this depth runs."""
        return self.shelves[shelf].bottom + TAGS + (self.deepest - depth) * WAY

    def low(self, shelf: int) -> float:
        """The base line of the texts below a shelf."""
        return self.shelves[shelf].bottom + TAGS + (self.deepest + 1) * WAY + FIELDS / 2


def wide(text: str, size: float) -> float:
    """About how wide a text becomes."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in text) * size


def short(name: str) -> str:
    """A name with its middle left out where it is long.

    >>> short("encoder_block_3_convolution")
    'encoder_…olution'
    """
    return name if len(name) <= LONGEST else f"{name[:8]}…{name[-7:]}"


def sizes(numbers: Sequence[int]) -> str:
    return " × ".join(map(str, numbers))


def places_of(boxes: Sequence[Box], below: Sequence[str]) -> Places:
    """Every box with its texts: the name and the shape above it, one more `below`."""
    scale = _scale(boxes)
    longest = max((box.output[0] for box in boxes if len(box.output) == 1), default=1)
    sized = [_sized(box, scale, longest) for box in boxes]
    texts = [
        max(wide(short(box.name), NAME), wide(sizes(box.output), SHAPE), wide(text, SHAPE))
        for box, text in zip(boxes, below, strict=True)
    ]
    slots = [max(one.face.width + (one.sheets - 1) * one.shift, text) for one, text in zip(sized, texts, strict=True)]
    deepest = max((box.depth for box in boxes if box.source is not None), default=-1)
    shelves, placed, top, end = [], [], float(EDGE), 0.0
    for shelf, row in enumerate(_shelved(slots)):
        high = max(sized[at].face.height + (sized[at].sheets - 1) * sized[at].shift for at in row)
        x = float(EDGE)
        for at in row:
            one = sized[at]
            up = (high - one.face.height + (one.sheets - 1) * one.shift) / 2
            face = one.face._replace(x=x, y=top + TOP + up)
            placed.append(one._replace(face=face, slot=slots[at], shelf=shelf))
            x += slots[at] + GAP
        end = max(end, x - GAP + EDGE)
        shelves.append(Shelf(top, top + TOP + high))
        top += TOP + high + TAGS + (deepest + 1) * WAY + FIELDS + BETWEEN
    return Places(placed, shelves, end, top - BETWEEN + EDGE / 2, deepest)


def _shelved(slots: Sequence[float]) -> list[range]:
    """Rows of boxes, each as long as there is room."""
    starts, x = [0], 0.0
    for at, slot in enumerate(slots):
        if x and x + slot > ROOM:
            starts.append(at)
            x = 0.0
        x += slot + GAP
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(slots)], strict=True)]


def _face(box: Box) -> tuple[int, int]:
    """Rows and columns of a plane; a grid of one axis stands upright."""
    axes = box.output[1:]
    if len(axes) < 2:
        return (axes[0], 1) if axes else (0, 0)
    return axes[-2], axes[-1]


def _scale(boxes: Sequence[Box]) -> float:
    faces = [_face(box) for box in boxes]
    rows, columns = max(1, *(one for one, _ in faces)), max(1, *(one for _, one in faces))
    return min(TALLEST / rows, WIDEST / columns, LARGEST)


def _sized(box: Box, scale: float, longest: int) -> Place:
    """A box at no place yet."""
    rows, columns = _face(box)
    if not rows:
        return Place(Area(0, 0, BAR, max(12, VECTOR * box.output[0] / longest)), 0, 0, 1, 0, 0, 0)
    height = max(LEAST, rows * scale)
    width = BAR if len(box.output) == 2 else max(LEAST, columns * scale)
    shift = max(1.5, min(5, height * 0.035))
    return Place(Area(0, 0, width, height), rows, columns, min(SHEETS, box.output[0]), shift, 0, 0)


def _along(origin: float, pitch: float, ends: Sequence[int]) -> tuple[float, float]:
    first, last = ends
    size = (last - first + 1) * pitch
    grown = max(LEAST, size)
    return origin + first * pitch - (grown - size) / 2, grown
