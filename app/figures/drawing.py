"""An experiment at a step as one list of drawing operations, the same for every format.

Joins scene, numbers and marks; knows no format and no colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from app.figures.boards import CHANGING, Box, boards_of, prefixes_of
from app.figures.marks import OVERHANG, Shapes, View, shapes_of
from app.figures.moments import Experiment, Moment
from app.figures.numbers import TIMES, compact
from app.figures.operations import DASH, Beam, Circle, Drawing, Layer, Operation, Rect
from app.figures.planes import Planes
from app.figures.reading import Index, Reading
from app.figures.scene import Layout, scene
from app.figures.sheets import OUTER
from app.figures.words import Words, described, note_of, title_of
from app.operators.operator import Plan

LEAST = 6  # smallest side of a mark
TITLE = 170  # width of the longest title over a narrow board
EDGE = 6  # beyond a window: its frame, and paper


class Drafting:
    """The drawings of an experiment's steps; what does not change is drawn once."""

    def __init__(self, experiment: Experiment, layout: Layout, words: Words, steps: bool = True) -> None:
        self.experiment, self.words = experiment, words
        self.scene = scene_of(experiment.plan, layout, steps)
        self.boards = boards_of(experiment.plan, self.scene, experiment.grids)
        self.planes = {role: Planes(board, words) for role, board in self.boards.items()}
        self.titled: dict[tuple[str, ...], Layer] = {}
        self.width, self.height = size_of(experiment.plan, layout, steps)

    @property
    def shaded(self) -> bool:
        """Whether the colours of some board tell its numbers."""
        return any(planes.size == 0 or planes.board.picture for planes in self.planes.values())

    def draw(self, moment: Moment) -> Drawing:
        """The drawing of a moment: beams, titles, boards and what lies over them."""
        plan, reading = self.experiment.plan, moment.reading
        views = self.views(moment)
        shapes = shapes_of(plan, views, moment)
        layers = [Layer(list(_beams(shapes))), self.titles(reading)]
        for role, view in views.items():
            values = moment.shown.get(role) if role in CHANGING else view.board.values
            made = reading.output if reading and role == "output" else None
            layers += self.planes[role].layers(view.prefixes, values, self.marked(role, moment), made)
        return Drawing(self.width, self.height, [*layers, Layer(list(_over(shapes)))])

    def titles(self, reading: Reading | None) -> Layer:
        """The titles of the boards, which stay until one of their notes changes."""
        plan, words = self.experiment.plan, self.words
        notes = tuple(note_of(plan, board, reading, words) for board in self.boards.values())
        if notes not in self.titled:
            pairs = zip(self.boards.values(), notes, strict=True)
            self.titled[notes] = Layer([one for board, note in pairs for one in title_of(plan, board, note, words)])
        return self.titled[notes]

    def describe(self, moment: Moment) -> str:
        """The same in words."""
        return described(self.experiment, self.boards, moment, self.words)

    def views(self, moment: Moment) -> dict[str, View]:
        """The boards with the planes that they draw: those of the channels at work lie in front."""
        plan, reading = self.experiment.plan, moment.reading
        made = reading.output[0] if reading and reading.output else 0
        spread = reading.input[0] if reading and reading.input else 0
        group = spread // plan.fan_in if plan.kind == "scatter" else made // plan.fan_out
        source = spread if plan.kind != "gather" else group * plan.fan_in
        target = group * plan.fan_out if plan.kind == "scatter" else made
        fronts = {"input": source, "stretched": source, "output": target}
        return {
            role: View(board, prefixes_of(board, plan, fronts.get(role, 0), made, spread))
            for role, board in self.boards.items()
        }

    def marked(self, role: str, moment: Moment) -> Mapping[Index, str]:
        """The cells of a board in the window, each with its weight as it is written in the corner."""
        reading, grids = moment.reading, self.experiment.grids
        if reading is None or self.boards[role].picture:
            return {}
        if role == reading.role or (role == "indices" and reading.plan.kind == "unpool"):
            weight = grids.get("weight")
            if weight is None:
                return {cell: "" for cell, _ in reading.taps()}
            return {cell: TIMES + compact(float(weight[index])) for cell, index in reading.taps()}
        if role == "input" and reading.input:
            return {reading.input: ""}
        if role == "bias" and reading.output and grids["bias"].size > 1:
            return {reading.output[:1]: ""}
        return {}


scene_of = lru_cache(maxsize=128)(scene)  # a figure asks for it more than once, and the next one again


def size_of(plan: Plan, layout: Layout, steps: bool = True) -> tuple[int, int]:
    """Width and height of a picture: the scene's, without room for the page's notes, with windows that hang over."""
    drawn: Mapping[str, Any] = scene_of(plan, layout, steps)
    grids, width, height = drawn["grids"], drawn["width"], drawn["height"]
    if drawn["notes"] is not None:
        margin = min(grid["label"]["x"] for grid in grids)
        ends = [grid["sheets"][-1]["x"] + (grid["columns"] + grid["ring"][1][1]) * grid["cell"] for grid in grids]
        titles = [grid["label"]["x"] + TITLE for grid in grids]
        width = min(width, math.ceil(max(*ends, *titles) + OUTER + margin))
    right, bottom = overhang(plan, grids[0])
    return max(width, right), max(height, bottom)


def overhang(plan: Plan, grid: Mapping[str, Any]) -> tuple[int, int]:
    """How far to the right and down windows reach on the input, those that do not fit any more included."""
    reaches = [0, 0]
    for number, axis in enumerate(plan.axes[-2:], 2 - min(2, len(plan.axes))):
        if plan.kind == "gather" and axis.wired and "stretched" not in plan.shapes:
            after = (axis.stride or 0) if axis.unused else 0
            last = int(axis.places(np.array([axis.output - 1])).max()) + after
            reaches[number] = max(0, last - (axis.input + axis.padding[1]) + 1)
    (_, below), (_, beside) = grid["ring"]
    cell, tall = grid["cell"], grid["cell_height"]
    right = max(sheet["x"] for sheet in grid["sheets"]) + (grid["columns"] + beside) * cell
    bottom = max(sheet["y"] for sheet in grid["sheets"]) + (grid["rows"] + below) * tall
    down, across = (min(OVERHANG, cells * size) + EDGE for cells, size in zip(reaches, (tall, cell), strict=True))
    return (right + across if reaches[1] else 0), (bottom + down if reaches[0] else 0)


def _beams(shapes: Shapes) -> Iterator[Beam]:
    for points, fill in zip(shapes.beams, ("kernel-line", "output"), strict=True):
        if points:
            yield Beam(tuple(points), fill)


def _over(shapes: Shapes) -> Iterator[Operation]:
    """What lies over the boards, in the order of the page's overlay."""
    yield from (_mark(box, 2, "line-strong", 1.5, DASH) for box in shapes.next)
    yield from (_mark(box, 2, "kernel-line", 4) for box in shapes.windows)
    if shapes.ring:
        yield _mark(shapes.ring, 0, "output", 4)
    yield from (_circle(box, "output", 1.75) for box in shapes.earlier)
    if shapes.winner:
        yield _circle(shapes.winner, "winner", 4)


def _circle(box: Box, edge: str, line: float) -> Circle:
    """A ring round the number of a cell."""
    radius = max(min(box.width, box.height) * 0.41, LEAST / 2)
    return Circle(box.x + box.width / 2, box.y + box.height / 2, radius, edge, line)


def _mark(box: Sequence[float], by: float, edge: str, line: float, dash: tuple[int, ...] = ()) -> Rect:
    """A frame round a box, never too small to be seen."""
    x, y, inner_width, inner_height = box
    width, height = max(inner_width, LEAST) + 2 * by, max(inner_height, LEAST) + 2 * by
    x, y = x + (inner_width - width) / 2, y + (inner_height - height) / 2
    return Rect(x, y, width, height, min(8, min(width, height) * 0.14), edge, line, dash=dash, kind="mark")
