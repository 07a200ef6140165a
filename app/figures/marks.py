"""What is marked at a step: windows, the ring of the current cell, winners, and the beams that join them.

The same places as the page's static/js/stage/marks.js, windows.js and beams.js; knows boxes, draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.figures.boards import Board, Box, Prefix
from app.figures.moments import Moment
from app.figures.reading import Index, Reading
from app.operators.operator import Plan

OVERHANG = 40  # how far a window may stand out of its board
FRAME = 6  # how far a beam keeps from the cells of a board
Point = tuple[float, float]


class View(NamedTuple):
    """A board with the planes that it draws at a step."""

    board: Board
    prefixes: list[Prefix]

    def visible(self, index: Index) -> Box | None:
        """The box of a cell, None where another sheet lies over it."""
        spot = self.board.locate(self.prefixes, index)
        return None if spot is None or (self.board.place["stacked"] and spot[0]) else self.board.box(*spot)


Views = Mapping[str, View]


class Shapes(NamedTuple):
    """What lies over the boards, and the two beams under them."""

    windows: Sequence[Box] = ()
    next: Sequence[Box] = ()  # where windows would stand that do not fit any more
    ring: Box | None = None
    winner: Box | None = None
    earlier: Sequence[Box] = ()
    beams: Sequence[Sequence[Point] | None] = (None, None)  # into the kernel, into the output


def shapes_of(plan: Plan, views: Views, moment: Moment) -> Shapes:
    """The shapes of a step; none without one."""
    reading = moment.reading
    if reading is None:
        return Shapes()
    view = views[reading.role]
    found = window_boxes(view, reading)
    windows = [] if plan.kind == "unpool" else found
    spread = views["input"].visible(reading.input) if reading.input else None
    won = [views["input"].visible(index) for index in moment.earlier]
    return Shapes(
        windows=[*windows, *([spread] if spread else [])],
        next=next_boxes(plan, view, reading) if plan.kind == "gather" else [],
        ring=views["output"].visible(reading.output) if reading.output else None,
        winner=views["input"].visible(reading.winner) if reading.winner else None,
        earlier=[box for box in won if box],
        beams=beams_of(views, reading, next(iter(found), None)),
    )


def window_boxes(view: View, reading: Reading) -> list[Box]:
    """The boxes round what a reading reads or paints, one a visible sheet."""
    drawn = reading.drawn
    if not all(drawn):
        return []
    depths = set(drawn[0]) if len(drawn) == 3 else None
    sheets = [
        plane
        for plane, prefix in enumerate(view.prefixes)
        if prefix[0] in reading.channels and (depths is None or prefix[1] in depths)
    ]
    if view.board.place["stacked"]:
        sheets = sheets[:1]
    boxes = [(plane, reach_box(view.board, plane, reading.reach)) for plane in sheets]
    return [box.within(view.board.wholes[plane].grown(OVERHANG)) for plane, box in boxes if box]


def reach_box(board: Board, plane: int, reach: Sequence[Sequence[int]]) -> Box | None:
    """The box of all places of a window in a sheet, those outside the board too."""
    spans = [(min(places), max(places) - min(places) + 1) for places in reach[-2:] if places]
    if len(spans) < min(2, len(reach)):
        return None
    (row, rows), (column, columns) = ((0, 1), *spans)[-2:]
    return board.box(plane, row, column, rows, columns)


def next_boxes(plan: Plan, view: View, reading: Reading) -> list[Box]:
    """Where the next window along an axis would stand, if it fitted: what the floor leaves out."""
    plane = next((at for at, prefix in enumerate(view.prefixes) if prefix[0] in reading.channels), None)
    if plane is None or reading.role != "input" or not any(view.board.leftover):
        return []
    found = []
    for number, axis in enumerate(plan.axes):
        if number < len(plan.axes) - 2 or not axis.stride or not view.board.leftover[number]:
            continue
        after = [place + axis.stride for place in axis.reads[-1].tolist()]
        reach = [after if at == number else places for at, places in enumerate(reading.reach)]
        box = reach_box(view.board, plane, reach)
        if box:
            found.append(box.within(view.board.wholes[plane].grown(OVERHANG)))
    return found


def beams_of(views: Views, reading: Reading, window: Box | None) -> list[list[Point] | None]:
    """The two beams: what is read to the kernel, the kernel to what is made; `window` is read, or painted."""
    painting = reading.role == "output"
    source, output = views["input" if painting else reading.role], views["output"]
    near = next((views[role] for role in ("window", "weight", "indices") if role in views), None)
    far = next((views[role] for role in ("partial", "product", "weight", "indices") if role in views), None)

    start = source.visible(reading.input) if reading.input else window
    end = window if painting else output.visible(reading.output) if reading.output else None
    out, into = source.board.bounds, output.board.bounds
    if near is None or far is None:
        return [None, _beam(start, end, out, into)]
    first, last = near.board.bounds, far.board.bounds
    return [_beam(start, first, out, first), _beam(last, end, last, into)]


def _beam(start: Box | None, end: Box | None, out: Box, into: Box) -> list[Point] | None:
    """To the right where the boards stand side by side, downwards where below each other, none otherwise."""
    if start is None or end is None:
        return None
    left, right = out.x + out.width + FRAME, into.x - FRAME
    if left < right:
        lower = end.y + end.height, start.y + start.height
        return [(left, start.y), (right, end.y), (right, lower[0]), (left, lower[1])]
    top, bottom = out.y + out.height + FRAME, into.y - FRAME
    if top >= bottom:
        return None
    ends = end.x + end.width, start.x + start.width
    return [(start.x, top), (end.x, bottom), (ends[0], bottom), (ends[1], top)]
