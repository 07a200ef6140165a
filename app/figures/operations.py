"""What a drawing is made of: cells, frames, circles, beams, texts and pixels, by roles instead of colours.

Knows no format and no theme; whoever writes a format knows how to draw each of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.figures.themes import GREYS, Paint, Theme, rgb
from app.operators.exact import Array

GAP, ROUNDING = 0.055, 0.11  # between cells, and of their corners, to the pitch
SHIFT_ACROSS, SHIFT_UP = 0.08, 0.1  # of a numeral that makes room for a weight
RIGHT, LOW = 0.92, 0.83  # where a weight ends, and its middle, in a cell
DASH, FUTURE = (5, 5), (4, 4)


class Look(NamedTuple):
    """How a cell is drawn, wherever it stands."""

    role: str
    face: Paint | None = None
    edge: str | None = None
    line: float = 1
    dash: tuple[int, ...] = ()
    hatch: str = ""  # "padding", "read" (padding that is read), "unused" or "negative"
    text: str = ""
    size: float = 0
    ink: str = "ink"
    weight: int = 400
    times: str = ""  # the weight in the corner
    times_size: float = 0


class Cell(NamedTuple):
    """A cell `at` an index with its number, None where it has none."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    at: tuple[int, ...]
    value: float | None


class Rect(NamedTuple):
    """A frame, or a ground where it has a fill."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    edge: str | None
    line: float = 1
    fill: str | None = None
    dash: tuple[int, ...] = ()
    kind: str = "frame"  # "frame" and "ground" of boards, "tab", or "mark"


class Circle(NamedTuple):
    """A ring round the middle of a cell."""

    x: float
    y: float
    radius: float
    edge: str
    line: float


class Beam(NamedTuple):
    """A faint band between boards."""

    points: tuple[tuple[float, float], ...]
    fill: str
    opacity: float = 0.13


class Run(NamedTuple):
    """A piece of text in one style; `letter` is a mathematical letter."""

    text: str
    ink: str
    size: float
    weight: int = 400
    letter: bool = False


class Text(NamedTuple):
    """Runs of text on one line: from `x` on the base line `y`, or round the point when `centred`."""

    x: float
    y: float
    runs: tuple[Run, ...]
    centred: bool = False


@dataclass(frozen=True, eq=False)
class Pixels:
    """A plane drawn as pixels; NaN is left open, `faint` are cells of padding."""

    x: float
    y: float
    width: float
    height: float
    values: Array
    faint: NDArray[np.bool_]
    domain: float
    grey: bool
    role: str

    def colours(self, theme: Theme, steps: int = GREYS) -> NDArray[np.uint8]:
        """Red, green and blue of every cell, in about so many steps of the scale."""
        scale = theme.scale(self.grey)
        share = np.nan_to_num(self.values) / (self.domain or 1)
        entry = np.rint(np.rint((share if self.grey else (share + 1) / 2) * (steps - 1)) * (GREYS - 1) / (steps - 1))
        found = scale[np.clip(entry, 0, GREYS - 1).astype(np.intp)].astype(float)
        ground: Any = np.array(rgb(theme.colours["sunken"]), dtype=float)
        found[self.faint] = found[self.faint] * FAINT + ground * (1 - FAINT)
        found[np.isnan(self.values)] = ground
        return found.round().astype(np.uint8)


FAINT = 110 / 255  # how opaque padding is in a picture

Operation = Cell | Rect | Circle | Beam | Text | Pixels


class Layer(NamedTuple):
    """Operations from back to front; a slot keeps its place from step to step.

    `role` is that of its board, if it has one; `stacked` says that other planes may lie over it.
    """

    operations: Sequence[Operation]
    role: str = ""
    stacked: bool = False


class Drawing(NamedTuple):
    """A picture: layers from back to front."""

    width: float
    height: float
    layers: Sequence[Layer]


def inside(cell: Cell) -> tuple[float, float, float, float, float]:
    """A cell without the gap round it: place, size and rounding."""
    pitch = cell.width
    gap = max(1, pitch * GAP)
    half = gap / 2
    return cell.x + half, cell.y + half, pitch - gap, cell.height - gap, min(pitch, cell.height) * ROUNDING


def outline(look: Look, theme: Theme) -> tuple[str | None, float, tuple[int, ...]]:
    """The line round a cell: its colour, if it has one, its width and its dashes."""
    if not theme.square:
        return look.edge, look.line, look.dash
    return (look.edge or "ink"), look.line, FUTURE if look.hatch == "padding" else look.dash


def hatch(look: Look, theme: Theme) -> str:
    """The hatch of a cell; a theme without gaps tells padding by dashes, all but print tell negative shades by hue."""
    if look.hatch == "negative":
        return look.hatch if theme.name == "print" else ""
    return "" if theme.square and look.hatch in ("padding", "read") else look.hatch
