"""Drawings as pixels of a palette, from step to step: only what has changed is drawn again.

Knows how each operation is painted; no file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from math import ceil
from typing import Any, NamedTuple

import numpy as np

from app.figures.canvas import LEVELS, Canvas, Indices, Line, Stamp, ring
from app.figures.lettering import Lettering
from app.figures.operations import Beam, Cell, Circle, Drawing, Layer, Operation, Pixels, Rect, Run, Text
from app.figures.palettes import GREY, SHADES, palette
from app.figures.sprites import pressed, sprites
from app.figures.svg import MIDDLE
from app.figures.themes import Theme
from app.figures.words import NOTE, TITLE

READABLE, ROOM = 10, 1.25  # height of a title that is sought, and how much larger than planned it may become
CRISP = 8  # pitch from which cells are as many whole pixels wide


class Scaling(NamedTuple):
    """From the scene to pixels."""

    factor: float
    left: int
    top: int

    def x(self, value: float) -> int:
        return self.left + round(value * self.factor)

    def y(self, value: float) -> int:
        return self.top + round(value * self.factor)

    def corners(self, x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels."""
        factor, left, top = self
        return (
            left + round(x * factor),
            top + round(y * factor),
            left + round((x + width) * factor),
            top + round((y + height) * factor),
        )


def scaling(drawing: Drawing, width: int, height: int) -> Scaling:
    """The largest scale that fits and at which the cells of the widest board are whole pixels."""
    factor = width / drawing.width
    pitch = max((one.width for layer in drawing.layers for one in layer.operations if isinstance(one, Cell)), default=0)
    if pitch * factor >= CRISP:
        factor = int(pitch * factor + 1e-9) / pitch
    spare = width - round(drawing.width * factor), height - round(drawing.height * factor)
    return Scaling(factor, spare[0] // 2, max(0, spare[1] // 2))


class Raster:
    """Pictures of one size in one theme on one palette."""

    def __init__(self, theme: Theme, size: tuple[int, int], pictures: bool) -> None:
        self.theme, self.size, self.shaded = theme, size, pictures
        self.colours = palette(theme, pictures)
        self.before: Sequence[Layer] = ()
        self.painters: dict[type, Callable[[Canvas, Any], None]] = {
            Cell: self.paint_cell,
            Rect: self.paint_rect,
            Text: self.paint_text,
            Circle: self.paint_circle,
            Beam: self.paint_beam,
            Pixels: self.paint_pixels,
        }

    def pictures(self, drawings: Iterable[Drawing]) -> Iterator[Indices]:
        """The pixels of each drawing."""
        for drawing in drawings:
            if not self.before:
                self.begin(drawing)
            self.renew(drawing.layers)
            over = Canvas(self.base.pixels.copy(), self.colours)
            for one in loose(drawing.layers):
                self.paint(over, one)
            yield over.pixels

    def begin(self, drawing: Drawing) -> None:
        """Chooses the scale, and lays the paper."""
        width, height = self.size
        self.scaling = scaling(drawing, width, height)
        self.sprites = sprites(self.theme, self.scaling.factor, self.shaded)
        # everything but what lies over and between boards
        self.base = Canvas(np.full((height, width), self.sprites.paper, dtype=np.uint8), self.colours)

    def renew(self, layers: Sequence[Layer]) -> None:
        """Brings the boards up to date: of a board whose planes lie on each other all, else only what differs."""
        changed = [(layer, differing(layer, old)) for layer, old in zip_longest(layers, self.before)]
        stacked = {layer.role for layer, pairs in changed if pairs and layer.stacked}
        for layer in layers:
            if layer.role in stacked:
                self.clear(layer)
        for layer, pairs in changed:
            whole = layer.stacked and layer.role in stacked
            todo = [(one, None) for one in layer.operations] if whole else pairs
            for new, old in todo:
                if isinstance(old, Text):
                    self.erase(old)
                if new is not None and not is_loose(new):
                    self.paint(self.base, new)
        self.before = layers

    def paint(self, canvas: Canvas, one: Operation) -> None:
        """One operation."""
        self.painters[type(one)](canvas, one)

    def paint_cell(self, canvas: Canvas, cell: Cell) -> None:
        x, y, width, height, look, _, _ = cell
        left, top, right, bottom = self.scaling.corners(x, y, width, height)
        canvas.pixels[top:bottom, left:right] = self.sprites.cell(right - left, bottom - top, look)

    def paint_rect(self, canvas: Canvas, rect: Rect) -> None:
        if self.theme.square and rect.kind == "frame":
            return
        factor = self.scaling.factor
        left, top, right, bottom = self.scaling.corners(rect.x, rect.y, rect.width, rect.height)
        wide, high = right - left, bottom - top
        radius = round(rect.radius * factor, 1)
        if rect.fill:
            canvas.rounded(left, top, wide, high, radius, self.sprites.colour(rect.fill))
        if rect.edge:
            line = max(1, round(rect.line * factor))
            dash = (rect.dash[0] * factor, rect.dash[1] * factor) if rect.dash else None
            canvas.outline(left, top, wide, high, Line(line, 0, radius, dash), self.sprites.colour(rect.edge))

    def paint_text(self, canvas: Canvas, text: Text) -> None:
        for run, left, top, _, shape in self.lettered(text):
            canvas.press(left, top, shape, self.sprites.colour(run.ink))

    def erase(self, text: Text) -> None:
        """Paper where a text stood."""
        for _, left, top, made, _ in self.lettered(text):
            high, wide = made.mask.shape
            self.base.fill(left, top, left + wide, top + high, self.sprites.paper)

    def lettered(self, text: Text) -> Iterator[tuple[Run, int, int, Lettering, Stamp]]:
        """The runs of a text, each with the place of its upper left corner, its mask and its stamp."""
        factor, left, top = self.scaling
        x, y = left + text.x * factor, top + text.y * factor
        if text.centred:
            y += MIDDLE * text.runs[0].size * factor
        for run in text.runs:
            size = run.size * factor
            if run.size >= NOTE:
                size = min(max(size, READABLE * run.size / TITLE), size * ROOM)
            made, shape = pressed(run.text, round(size, 2), run.weight, run.letter)
            start = x - made.advance / 2 if text.centred else x
            yield run, round(start) + made.left, round(y) - made.up, made, shape
            x += made.advance

    def clear(self, layer: Layer) -> None:
        """Paper where the frames of a layer stood."""
        for one in layer.operations:
            if isinstance(one, Rect):
                wide = max(1, round(one.line * self.scaling.factor))
                left, top, right, bottom = self.scaling.corners(one.x, one.y, one.width, one.height)
                self.base.fill(left - wide, top - wide, right + wide, bottom + wide, self.sprites.paper)

    def paint_circle(self, canvas: Canvas, circle: Circle) -> None:
        factor = self.scaling.factor
        radius, line = round(circle.radius * factor, 1), max(1, round(circle.line * factor, 1))
        left, top, reach = self.scaling.x(circle.x), self.scaling.y(circle.y), ceil(radius + line)
        canvas.press(left - reach, top - reach, ring(radius, line), self.sprites.colour(circle.edge))

    def paint_beam(self, canvas: Canvas, beam: Beam) -> None:
        """A beam lies under everything: only paper takes its colour."""
        factor, left, top = self.scaling
        points = [(left + x * factor, top + y * factor) for x, y in beam.points]
        across = beam.points[0][0] == beam.points[3][0]
        if not across:  # it leads downwards
            points = [(y, x) for x, y in points]
        (first, one), (last, other), (_, other_end), (_, one_end) = points
        begin, end = round(first), round(last)
        low, high = max(0, int(min(one, other))), int(max(one_end, other_end)) + 1
        region = canvas.pixels if across else canvas.pixels.T
        part = region[low:high, begin:end]
        levels = slanted(begin, end, low, low + len(part), (first, last, one, other, one_end, other_end))
        paper = self.sprites.paper
        shades = self.colours.shades(self.sprites.colour(beam.fill), paper, beam.opacity)
        part[...] = np.where(part == paper, shades[levels], part)

    def paint_pixels(self, canvas: Canvas, pixels: Pixels) -> None:
        """A plane; its cells are as large as whole pixels allow."""
        left, top, right, bottom = self.scaling.corners(pixels.x, pixels.y, pixels.width, pixels.height)
        wide, high = right - left, bottom - top
        colours = pixels.colours(self.theme, GREY if pixels.grey else 2 * SHADES + 1)
        packed = colours.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
        found, back = np.unique(packed, return_inverse=True)
        numbers = [self.colours.number((one >> 16, one >> 8 & 255, one & 255)) for one in found.tolist()]
        cells = np.array(numbers, dtype=np.uint8)[back.reshape(packed.shape)]
        rows = np.arange(high) * cells.shape[0] // high
        columns = np.arange(wide) * cells.shape[1] // wide
        canvas.pixels[top:bottom, left:right] = cells[rows[:, None], columns[None, :]]


def is_loose(one: Operation) -> bool:
    """Whether it lies over or between boards and is drawn anew in every picture."""
    return isinstance(one, Beam | Circle) or (isinstance(one, Rect) and one.kind == "mark")


def loose(layers: Sequence[Layer]) -> Iterator[Operation]:
    return (one for layer in layers if not layer.role for one in layer.operations if is_loose(one))


def differing(layer: Layer, old: Layer | None) -> list[tuple[Operation | None, Operation | None]]:
    """The slots of a layer that hold something else than before."""
    if layer is old:
        return []
    pairs = zip_longest(layer.operations, old.operations if old else ())
    return [pair for pair in pairs if pair[0] is not pair[1] and pair[0] != pair[1]]


@lru_cache(maxsize=64)
def slanted(begin: int, end: int, low: int, high: int, ends: tuple[float, ...]) -> Indices:
    """How much of each pixel between two slanting lines is covered: from where to where they lead, and their ends."""
    first, last, one, other, one_end, other_end = ends
    along = ((np.arange(begin, end) + 0.5 - first) / (last - first))[None, :]
    places = np.arange(low, high)[:, None]
    upper, lower = one + (other - one) * along, one_end + (other_end - one_end) * along
    coverage = np.minimum(lower, places + 1) - np.maximum(upper, places)
    levels: Indices = (np.minimum(np.maximum(coverage, 0), 1) * LEVELS + 0.5).astype(np.uint8)
    return levels
