"""Drawings as pixels of a palette, from step to step: only what has changed is drawn again.

Knows how each operation is painted; no file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import ceil
from typing import NamedTuple

import numpy as np

from app.figures.canvas import LEVELS, Canvas, Indices, Stamp, filled, outlined, ring
from app.figures.lettering import Lettering
from app.figures.operations import Beam, Cell, Circle, Drawing, Layer, Operation, Pixels, Rect, Run, Text
from app.figures.palettes import GREY, SHADES, palette
from app.figures.sprites import pressed, sprites
from app.figures.svg import MIDDLE
from app.figures.themes import Theme

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
        changed = [
            (layer, [pair for pair in zip_longest(layer.operations, old.operations if old else ()) if differs(*pair)])
            for layer, old in zip_longest(layers, self.before)
        ]
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
        if isinstance(one, Cell):
            self.paint_cell(canvas, one)
        elif isinstance(one, Rect):
            self.paint_rect(canvas, one)
        elif isinstance(one, Text):
            self.paint_text(canvas, one)
        elif isinstance(one, Circle):
            self.paint_circle(canvas, one)
        elif isinstance(one, Beam):
            self.paint_beam(canvas, one)
        else:
            self.paint_pixels(canvas, one)

    def paint_cell(self, canvas: Canvas, cell: Cell) -> None:
        place = self.scaling
        left, top = place.x(cell.x), place.y(cell.y)
        right, bottom = place.x(cell.x + cell.width), place.y(cell.y + cell.height)
        canvas.paste(left, top, self.sprites.cell(right - left, bottom - top, cell.look))

    def paint_rect(self, canvas: Canvas, rect: Rect) -> None:
        if self.theme.square and rect.kind == "frame":
            return
        place, factor = self.scaling, self.scaling.factor
        left, top = place.x(rect.x), place.y(rect.y)
        wide, high = place.x(rect.x + rect.width) - left, place.y(rect.y + rect.height) - top
        radius = round(rect.radius * factor, 1)
        if rect.fill:
            canvas.press(left, top, filled(wide, high, 0, radius), self.sprites.colour(rect.fill))
        if rect.edge:
            line = max(1, round(rect.line * factor))
            inset = 0.5 if line % 2 else 0.0
            dash = (rect.dash[0] * factor, rect.dash[1] * factor) if rect.dash else None
            outline = outlined(wide, high, inset, max(0, radius - inset), line, dash, line)
            canvas.press(left - line, top - line, outline, self.sprites.colour(rect.edge))

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
            made, shape = pressed(run.text, round(run.size * factor, 2), run.weight, run.letter)
            start = x - made.advance / 2 if text.centred else x
            yield run, round(start) + made.left, round(y) - made.up, made, shape
            x += made.advance

    def clear(self, layer: Layer) -> None:
        """Paper where the frames of a layer stood."""
        place = self.scaling
        for one in layer.operations:
            if isinstance(one, Rect):
                wide = max(1, round(one.line * place.factor))
                right, bottom = place.x(one.x + one.width) + wide, place.y(one.y + one.height) + wide
                self.base.fill(place.x(one.x) - wide, place.y(one.y) - wide, right, bottom, self.sprites.paper)

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
        along = ((np.arange(begin, end) + 0.5 - first) / (last - first))[None, :]
        low, high = max(0, int(min(one, other))), int(max(one_end, other_end)) + 1
        region = canvas.pixels if across else canvas.pixels.T
        part = region[low:high, begin:end]
        places = np.arange(low, low + len(part))[:, None]
        upper, lower = one + (other - one) * along, one_end + (other_end - one_end) * along
        coverage = np.minimum(lower, places + 1) - np.maximum(upper, places)
        levels = (np.minimum(np.maximum(coverage, 0), 1) * LEVELS + 0.5).astype(np.uint8)
        paper = self.sprites.paper
        shades = self.colours.shades(self.sprites.colour(beam.fill), paper, beam.opacity)
        part[...] = np.where(part == paper, shades[levels], part)

    def paint_pixels(self, canvas: Canvas, pixels: Pixels) -> None:
        """A plane; its cells are as large as whole pixels allow."""
        place = self.scaling
        left, top = place.x(pixels.x), place.y(pixels.y)
        wide, high = place.x(pixels.x + pixels.width) - left, place.y(pixels.y + pixels.height) - top
        colours = pixels.colours(self.theme, GREY if pixels.grey else 2 * SHADES + 1)
        packed = colours.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
        found, back = np.unique(packed, return_inverse=True)
        numbers = [self.colours.number((one >> 16, one >> 8 & 255, one & 255)) for one in found.tolist()]
        cells = np.array(numbers, dtype=np.uint8)[back.reshape(packed.shape)]
        rows = np.arange(high) * cells.shape[0] // high
        columns = np.arange(wide) * cells.shape[1] // wide
        canvas.paste(left, top, cells[rows[:, None], columns[None, :]])


def is_loose(one: Operation) -> bool:
    """Whether it lies over or between boards and is drawn anew in every picture."""
    return isinstance(one, Beam | Circle) or (isinstance(one, Rect) and one.kind == "mark")


def loose(layers: Sequence[Layer]) -> Iterator[Operation]:
    return (one for layer in layers if not layer.role for one in layer.operations if is_loose(one))


def differs(one: Operation | None, other: Operation | None) -> bool:
    return one is not other and one != other
