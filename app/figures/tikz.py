"""A drawing as a TikZ document that compiles alone.

Knows how each operation is written in TikZ; colours are a theme's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from app.figures.numbers import MINUS, TIMES
from app.figures.operations import (
    LOW,
    RIGHT,
    SHIFT_ACROSS,
    SHIFT_UP,
    Beam,
    Cell,
    Circle,
    Drawing,
    Pixels,
    Rect,
    Run,
    Text,
    hatch,
    inside,
    outline,
)
from app.figures.svg import HATCHES, MIDDLE, number
from app.figures.themes import Theme
from app.figures.words import About

POINTS = 0.75  # to a pixel
BOLD = 550
SPECIAL = {"\\": r"\textbackslash{}", MINUS: "$-$", TIMES: r"$\times$", "·": r"$\cdot$", "…": r"\dots{}"}
SPECIAL |= {sign: "\\" + sign for sign in "#$%&_{}"} | {"^": r"\^{}", "~": r"\~{}"}
PATTERNS = {
    "padding": "north east lines",
    "read": "north east lines",
    "unused": "crosshatch",
    "negative": "horizontal lines",
}


def tikz(drawing: Drawing, theme: Theme, about: About, width: float) -> str:
    """The picture as a document; `width` is in pixels of 0.75 points."""
    writer = _Writer(theme, POINTS * width / drawing.width)
    content = [line for layer in drawing.layers for one in layer.operations for line in writer.lines(one)]
    whole = f"(0,0) rectangle ({number(drawing.width)},{number(drawing.height)});"
    ground = rf"\fill[{writer.colour('paper')}] {whole}"
    chinese = about.language != "en"
    told = [about.title, about.description, about.address, about.licence]
    return "\n".join(
        (
            *(f"% {line}" for text in told if text for line in text.splitlines()),
            *(["% Compile with xelatex."] if chinese else []),
            r"\documentclass[tikz]{standalone}",
            r"\usepackage{ctex}" if chinese else r"\usepackage{lmodern}",
            r"\usetikzlibrary{patterns}",
            r"\renewcommand{\familydefault}{\sfdefault}",
            *(rf"\definecolor{{{name}}}{{HTML}}{{{name[1:].upper()}}}" for name in sorted(writer.colours)),
            r"\begin{document}",
            rf"\begin{{tikzpicture}}[x={writer.unit:g}pt, y=-{writer.unit:g}pt, every node/.style={{inner sep=0pt}}]",
            rf"\clip {whole}",
            ground,
            *content,
            r"\end{tikzpicture}",
            r"\end{document}",
            "",
        )
    )


def escaped(text: str) -> str:
    """A text as TeX reads it.

    >>> escaped("−1.5 × 2")
    '$-$1.5 $\\\\times$ 2'
    """
    return "".join(SPECIAL.get(sign, sign) for sign in text)


class _Writer:
    """Writes operations, and notes which colours they have."""

    def __init__(self, theme: Theme, unit: float) -> None:
        self.theme, self.unit = theme, round(unit, 4)
        self.colours: set[str] = set()
        self.writers: dict[type, Callable[[Any], Iterator[str]]] = {
            Cell: self.cell,
            Rect: self.rect,
            Circle: self.circle,
            Beam: self.beam,
            Text: self.text,
            Pixels: self.pixels,
        }

    def lines(self, one: Any) -> Iterator[str]:
        return self.writers[type(one)](one)

    def colour(self, paint: Any, role: str = "") -> str:
        return self.named(self.theme.colour(paint, role))

    def named(self, colour: str) -> str:
        """The name of #rrggbb in the document."""
        name = "c" + colour[1:]
        self.colours.add(name)
        return name

    def length(self, pixels: float) -> str:
        return f"{number(pixels * self.unit)}pt"

    def stroke(self, edge: str, line: float, dash: tuple[int, ...]) -> str:
        dashes = f", dash pattern=on {self.length(dash[0])} off {self.length(dash[1])}" if dash else ""
        return f"draw={self.colour(edge)}, line width={self.length(line)}{dashes}"

    def cell(self, cell: Cell) -> Iterator[str]:
        look = cell.look
        square = self.theme.square
        x, y, width, height, radius = (cell.x, cell.y, cell.width, cell.height, 0) if square else inside(cell)
        place = f"({number(x)},{number(y)}) rectangle ({number(x + width)},{number(y + height)});"
        corners = [f"rounded corners={self.length(radius)}"] if radius else []
        edge, line, dash = outline(look, self.theme)
        fill = [f"fill={self.colour(look.face, look.role)}"] if look.face else []
        stroke = [self.stroke(edge, line, dash)] if edge else []
        if fill or stroke:
            yield rf"\path[{', '.join((*fill, *stroke, *corners))}] {place}"
        if lines := hatch(look, self.theme):
            pattern = f"pattern={PATTERNS[lines]}, pattern color={self.colour(HATCHES[lines][0])}"
            yield rf"\path[{', '.join((pattern, *corners))}] {place}"
        if look.text:
            yield from self.numeral(cell)

    def numeral(self, cell: Cell) -> Iterator[str]:
        """The number in a cell, and the weight in its corner."""
        look, x, y = cell.look, cell.x + cell.width / 2, cell.y + cell.height / 2
        if look.times:
            x, y = x - SHIFT_ACROSS * cell.width, y - SHIFT_UP * cell.width
        yield self.node(x, y + MIDDLE * look.size, "base", look.text, look.size, look.weight, look.ink)
        if look.times:
            low = cell.y + LOW * cell.height + MIDDLE * look.times_size
            yield self.node(cell.x + RIGHT * cell.width, low, "base east", look.times, look.times_size, 650, "times")

    def node(self, x: float, y: float, anchor: str, text: str, size: float, weight: int, ink: str) -> str:
        style = f"anchor={anchor}, text={self.colour(ink)}, font={self.font(size, weight)}"
        return rf"\node[{style}] at ({number(x)},{number(y)}) {{{escaped(text)}}};"

    def font(self, size: float, weight: int) -> str:
        height = number(size * self.unit)
        return rf"\fontsize{{{height}}}{{{height}}}\selectfont" + (r"\bfseries" if weight >= BOLD else "")

    def rect(self, rect: Rect) -> Iterator[str]:
        if self.theme.square and rect.kind == "frame":
            return
        style = [f"fill={self.colour(rect.fill)}"] if rect.fill else []
        style += [self.stroke(rect.edge, rect.line, rect.dash)] if rect.edge else []
        style += [f"rounded corners={self.length(rect.radius)}"] if rect.radius else []
        corner = f"({number(rect.x + rect.width)},{number(rect.y + rect.height)})"
        yield rf"\path[{', '.join(style)}] ({number(rect.x)},{number(rect.y)}) rectangle {corner};"

    def circle(self, circle: Circle) -> Iterator[str]:
        place = f"({number(circle.x)},{number(circle.y)}) circle[radius={self.length(circle.radius)}]"
        yield rf"\path[{self.stroke(circle.edge, circle.line, ())}] {place};"

    def beam(self, beam: Beam) -> Iterator[str]:
        points = " -- ".join(f"({number(x)},{number(y)})" for x, y in beam.points)
        yield rf"\fill[{self.colour(beam.fill)}, opacity={beam.opacity:g}] {points} -- cycle;"

    def text(self, text: Text) -> Iterator[str]:
        runs = "".join(self.run(run) for run in text.runs)
        low = MIDDLE * text.runs[0].size if text.centred else 0
        anchor = "base" if text.centred else "base west"
        yield rf"\node[anchor={anchor}] at ({number(text.x)},{number(text.y + low)}) {{{runs}}};"

    def run(self, run: Run) -> str:
        content = f"${run.text}$" if run.letter else escaped(run.text).replace(" ", r"\ ")
        return rf"{{\color{{{self.colour(run.ink)}}}{self.font(run.size, run.weight)} {content}}}"

    def pixels(self, pixels: Pixels) -> Iterator[str]:
        """A plane, row by row, neighbours of one colour as one rectangle."""
        colours = pixels.colours(self.theme, 64)
        high, wide = pixels.height / colours.shape[0], pixels.width / colours.shape[1]
        for row, line in enumerate(colours):
            starts = [0, *(np.flatnonzero((line[1:] != line[:-1]).any(axis=1)) + 1).tolist(), len(line)]
            top, bottom = pixels.y + row * high, pixels.y + (row + 1) * high
            for start, end in pairwise(starts):
                red, green, blue = line[start].tolist()
                name = self.named(f"#{red:02x}{green:02x}{blue:02x}")
                first, last = pixels.x + start * wide, pixels.x + end * wide
                yield rf"\fill[{name}] ({number(first)},{number(top)}) rectangle ({number(last)},{number(bottom)});"
