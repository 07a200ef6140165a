"""A picture of at most 256 colours: what lies along an edge is the colour most like the mixture.

Knows masks and colours; no operation and no theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.figures.themes import Colour, rgb

LEVELS = 5  # steps from nothing to covered along an edge
MOST = 255  # colours; the last entry stands for what stays as it was
SEEN = (2, 4, 3)  # how much differences in red, green and blue are seen
Indices = NDArray[np.uint8]


class Colours:
    """A palette; a colour that is not in it is the one most like it."""

    def __init__(self, listed: Iterable[Colour]) -> None:
        self.listed = list(dict.fromkeys(listed))[:MOST]
        self.table = np.array(self.listed)
        self.known = {colour: number for number, colour in enumerate(self.listed)}
        self.mixing: dict[int, NDArray[np.int16]] = {}
        self.faint: dict[tuple[int, int, float], Indices] = {}

    def of(self, colour: str) -> int:
        """The number of #rrggbb."""
        return self.number(rgb(colour))

    def number(self, colour: Colour) -> int:
        found = self.known.get(colour)
        if found is None:
            found = self.known[colour] = int(self.nearest(np.array([colour]))[0])
        return found

    def nearest(self, colours: NDArray[Any]) -> NDArray[np.intp]:
        """The numbers of the colours most like these."""
        away = ((colours[:, None] - self.table[None]) ** 2) @ np.array(SEEN)
        found: NDArray[np.intp] = away.argmin(axis=1)
        return found

    def mixed(self, over: int, levels: Indices, under: Indices) -> Indices:
        """The numbers of a colour laid over others, covering so much of each."""
        table = self.mixing.get(over)
        if table is None:
            table = self.mixing[over] = np.full((LEVELS + 1, MOST), -1, dtype=np.int16)
            table[0], table[LEVELS] = np.arange(MOST), over
        found = table[levels, under]
        if found.min(initial=0) < 0:
            missing = np.unique(levels[found < 0].astype(np.intp) * MOST + under[found < 0])
            level, other = np.divmod(missing, MOST)
            share = (level / LEVELS)[:, None]
            table[level, other] = self.nearest(self.table[over] * share + self.table[other] * (1 - share))
            found = table[levels, under]
        return found.astype(np.uint8)

    def shades(self, over: int, under: int, opacity: float) -> Indices:
        """The numbers of a colour that lets most of another one through, at each level."""
        key = over, under, opacity
        if key not in self.faint:
            share = np.linspace(0, opacity, LEVELS + 1)[:, None]
            found = self.nearest(self.table[over] * share + self.table[under] * (1 - share))
            self.faint[key] = found.astype(np.uint8)
        return self.faint[key]


class Stamp(NamedTuple):
    """The pixels that a shape covers, and how much of each, from its upper left corner."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    levels: Indices


def stamp(coverage: NDArray[np.float64]) -> Stamp:
    """A stamp from how much of each pixel is covered, 0 to 1."""
    levels = np.rint(coverage * LEVELS).astype(np.uint8)
    rows, columns = np.nonzero(levels)
    return Stamp(rows, columns, levels[rows, columns])


class Canvas:
    """Pixels with a palette."""

    def __init__(self, pixels: Indices, colours: Colours) -> None:
        self.pixels, self.colours = pixels, colours

    def fill(self, left: int, top: int, right: int, bottom: int, colour: int) -> None:
        """A rectangle of one colour."""
        self.pixels[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = colour

    def press(self, left: int, top: int, shape: Stamp, colour: int) -> None:
        """A shape in a colour, mixed into what lies under its edges."""
        rows, columns, levels = shape.rows + top, shape.columns + left, shape.levels
        if not len(rows):
            return
        high, wide = self.pixels.shape
        if rows.min() < 0 or rows.max() >= high or columns.min() < 0 or columns.max() >= wide:
            inside = (rows >= 0) & (rows < high) & (columns >= 0) & (columns < wide)
            rows, columns, levels = rows[inside], columns[inside], levels[inside]
        self.pixels[rows, columns] = self.colours.mixed(colour, levels, self.pixels[rows, columns])

    def rounded(self, left: int, top: int, width: int, height: int, radius: float, colour: int) -> None:
        """A rounded rectangle; of a large one only the corners are pressed."""
        corner = ceil(radius)
        if min(width, height) <= 2 * corner:
            return self.press(left, top, filled(width, height, radius), colour)
        right, bottom = left + width, top + height
        self.fill(left, top + corner, right, bottom - corner, colour)
        self.fill(left + corner, top, right - corner, top + corner, colour)
        self.fill(left + corner, bottom - corner, right - corner, bottom, colour)
        if corner:
            self.press(left, top, spread(filled(2 * corner, 2 * corner, radius), corner, width, height), colour)

    def outline(self, left: int, top: int, width: int, height: int, line: Line, colour: int) -> None:
        """The outline of a rounded rectangle; of a large one only the corners are pressed."""
        far = line.inset + (line.width + 1) // 2
        near, margin = far - line.width, line.width
        corner = max(ceil(line.radius), far) + 1
        if min(width, height) <= 2 * corner:
            return self.press(left - margin, top - margin, outlined(width, height, line), colour)
        shape = outlined(2 * corner, 2 * corner, line._replace(dash=None))
        shape = spread(shape, corner + margin, width + 2 * margin, height + 2 * margin)
        self.press(left - margin, top - margin, shape, colour)
        right, bottom = left + width, top + height
        for start, end in pieces(corner, width - corner, line.dash):
            self.fill(left + start, top + near, left + end, top + far, colour)
            self.fill(left + start, bottom - far, left + end, bottom - near, colour)
        for start, end in pieces(corner, height - corner, line.dash):
            self.fill(left + near, top + start, left + far, top + end, colour)
            self.fill(right - far, top + start, right - near, top + end, colour)


class Line(NamedTuple):
    """The line round a rectangle: its width, how far it lies inside (0: its middle is on the edge), its corners."""

    width: int
    inset: int
    radius: float
    dash: tuple[float, float] | None = None


def spread(shape: Stamp, corner: int, width: int, height: int) -> Stamp:
    """The four quarters of a stamp that is two corners wide and high, at the corners of something larger."""
    rows = shape.rows + (shape.rows >= corner) * (height - 2 * corner)
    columns = shape.columns + (shape.columns >= corner) * (width - 2 * corner)
    return Stamp(rows, columns, shape.levels)


def pieces(first: int, last: int, dash: tuple[float, float] | None) -> list[tuple[int, int]]:
    """From where to where a line is drawn."""
    if dash is None:
        return [(first, last)]
    on, off = dash
    starts = [number * (on + off) for number in range(int(last / (on + off)) + 1)]
    found = [(max(first, round(start)), min(last, round(start + on))) for start in starts]
    return [(start, end) for start, end in found if start < end]


def distance(width: int, height: int, inset: float, radius: float, margin: int) -> NDArray[np.float64]:
    """How far the middle of each pixel lies outside a rounded rectangle; negative inside.

    The rectangle is `inset` smaller than width and height on each side, the pixels reach `margin` beyond these.
    """
    across = _beyond(width, inset, radius, margin)[None, :]
    down = _beyond(height, inset, radius, margin)[:, None]
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    result: NDArray[np.float64] = outside + np.minimum(np.maximum(across, down), 0) - radius
    return result


def _beyond(size: int, inset: float, radius: float, margin: int) -> NDArray[np.float64]:
    middles = np.arange(-margin, size + margin, dtype=np.float64) + 0.5
    beyond: NDArray[np.float64] = np.abs(middles - size / 2) - (size / 2 - inset - radius)
    return beyond


@lru_cache(maxsize=256)
def filled(width: int, height: int, radius: float) -> Stamp:
    """A small rounded rectangle."""
    return stamp(np.clip(0.5 - distance(width, height, 0, radius, 0), 0, 1))


@lru_cache(maxsize=256)
def outlined(width: int, height: int, line: Line) -> Stamp:
    """The outline of a small rounded rectangle, as many pixels beyond it as the line is wide."""
    middle = line.inset + (0.5 if line.width % 2 else 0)
    away = distance(width, height, middle, max(0, line.radius - middle), line.width)
    coverage = np.clip(0.5 + line.width / 2 - np.abs(away), 0, 1)
    if line.dash:
        on, off = line.dash
        across, down = np.arange(-line.width, width + line.width), np.arange(-line.width, height + line.width)
        level = np.abs(down[:, None] + 0.5 - height / 2) / height > np.abs(across[None, :] + 0.5 - width / 2) / width
        coverage = coverage * (np.where(level, across[None, :], down[:, None]) % (on + off) < on)
    return stamp(coverage)


@lru_cache(maxsize=64)
def ring(radius: float, line: float) -> Stamp:
    """A circle; its middle is the corner of pixels in the middle of the stamp."""
    reach = ceil(radius + line)
    middles = np.arange(-reach, reach) + 0.5
    return stamp(np.clip(0.5 + line / 2 - np.abs(np.hypot(middles[:, None], middles[None, :]) - radius), 0, 1))


@lru_cache(maxsize=16)
def hatched(width: int, height: int, radius: float, apart: float, line: float, way: tuple[int, bool]) -> Stamp:
    """Lines inside a rounded rectangle; `way` says how they are turned, in degrees, and whether others cross them."""
    turned, crossed = way
    across, down = np.arange(width)[None, :], np.arange(height)[:, None]
    lines = _lines((across + down) / 2**0.5 if turned else down + 0 * across, apart, line)
    if crossed:
        lines = np.maximum(lines, _lines((across - down) / 2**0.5, apart, line))
    return stamp(lines * np.clip(0.5 - distance(width, height, 0, radius, 0), 0, 1))


def _lines(along: NDArray[Any], apart: float, line: float) -> NDArray[np.float64]:
    offset = np.abs((along + apart / 2) % apart - apart / 2)
    coverage: NDArray[np.float64] = np.clip(line / 2 + 0.5 - offset, 0, 1)
    return coverage
