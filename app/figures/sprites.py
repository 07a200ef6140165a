"""Ready-made pictures of cells, by how they look, and stamps of marks, so that each is drawn once.

Knows looks, a theme and a scale; not where anything stands.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

import numpy as np

from app.figures.canvas import Canvas, Indices, Line, Stamp, hatched, stamp
from app.figures.lettering import Lettering, lettering
from app.figures.operations import GAP, LOW, RIGHT, ROUNDING, SHIFT_ACROSS, SHIFT_UP, Look, hatch, outline
from app.figures.palettes import SHADES, palette, tints
from app.figures.svg import HATCHES, MIDDLE
from app.figures.themes import Paint, Theme, Tone

LEAST = 5.5  # height of a weight that can still be read
MOST_KEPT = 16_000_000  # pixels of ready-made cells at one scale


@lru_cache(maxsize=4)
def sprites(theme: Theme, scale: float, pictures: bool) -> Sprites:
    """The cells of a theme at a scale, kept from figure to figure."""
    return Sprites(theme, scale, pictures)


class Sprites:
    """Cells in one theme at one scale."""

    def __init__(self, theme: Theme, scale: float, pictures: bool) -> None:
        self.theme, self.scale, self.colours = theme, scale, palette(theme, pictures)
        self.tints, self.kept = tints(pictures), 0
        self.paper = self.colours.of(theme.colours["paper"])
        self.made: dict[tuple[int, int, Look], Indices] = {}
        self.plates: dict[Hashable, Indices] = {}

    def cell(self, width: int, height: int, look: Look) -> Indices:
        """A cell of so many pixels, the gap round it included."""
        key = (width, height, look)
        found = self.made.get(key)
        if found is None:
            if self.kept > MOST_KEPT:
                self.made, self.kept = {}, 0
            found = self.made[key] = self.drawn(width, height, look)
            self.kept += found.size
        return found

    def colour(self, paint: Paint, role: str = "") -> int:
        """The palette's number for a paint, whose shares are rounded to as many steps as it has room for."""
        if isinstance(paint, Tone):
            steps = SHADES if paint.full else self.tints
            paint = Tone(round(paint.share * steps) / steps, paint.full)
        return self.colours.of(self.theme.colour(paint, role))

    def drawn(self, width: int, height: int, look: Look) -> Indices:
        canvas = Canvas(self.plate(width, height, look).copy(), self.colours)
        if look.text:
            self.letter(canvas, look, width, height)
        return canvas.pixels

    def plate(self, width: int, height: int, look: Look) -> Indices:
        """A cell without its number."""
        key = (width, height, look.role, look.face, look.edge, look.line, look.dash, look.hatch)
        found = self.plates.get(key)
        if found is None:
            found = self.plates[key] = self.empty(width, height, look)
        return found

    def empty(self, width: int, height: int, look: Look) -> Indices:
        canvas = Canvas(np.full((height, width), self.paper, dtype=np.uint8), self.colours)
        square = self.theme.square
        gap = 0 if square else max(1, round(min(width, height) * GAP))
        radius = 0 if square else min(width, height) * ROUNDING
        wide, high, half = width - gap, height - gap, gap // 2
        if look.face:
            canvas.rounded(half, half, wide, high, radius, self.colour(look.face, look.role))
        if kind := hatch(look, self.theme):
            paint, apart, _, turned = HATCHES[kind]
            lines = hatched(wide, high, radius, apart * self.scale, 1.6 * self.scale, (turned, kind == "unused"))
            canvas.press(half, half, lines, self.colour(paint))
        edge, line, dashes = outline(look, self.theme)
        if edge:
            thick = max(1, round(line * self.scale))
            dash = (dashes[0] * self.scale, dashes[1] * self.scale) if dashes else None
            canvas.outline(half, half, wide, high, Line(thick, thick // 2, radius, dash), self.colour(edge))
        return canvas.pixels

    def letter(self, canvas: Canvas, look: Look, width: int, height: int) -> None:
        """The number in a cell, and the weight in its corner."""
        x, y = width / 2, height / 2
        size, small = look.size * self.scale, look.times_size * self.scale
        if small >= LEAST:
            x, y = x - SHIFT_ACROSS * width, y - SHIFT_UP * width
        self.write(canvas, (x, y + MIDDLE * size, 0.5), look.text, size, look.weight, look.ink)
        if small >= LEAST:
            self.write(canvas, (RIGHT * width, LOW * height + MIDDLE * small, 1), look.times, small, 650, "times")

    def write(
        self, canvas: Canvas, place: tuple[float, float, float], text: str, size: float, weight: int, ink: str
    ) -> None:
        """A text in a cell; `place` is a point, its base line, and how much of the text lies before it."""
        x, y, before = place
        made, shape = pressed(text, size, weight, False)
        left = round(x - before * made.advance) + made.left
        canvas.press(left, round(y) - made.up, shape, self.colour(ink))


@lru_cache(maxsize=512)
def pressed(text: str, size: float, weight: int, letter: bool) -> tuple[Lettering, Stamp]:
    """A text as it is measured, and as it is pressed."""
    made = lettering(text, size, weight, letter)
    return made, stamp(made.mask / np.float64(255))
