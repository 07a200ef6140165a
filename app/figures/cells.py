"""How the cells of a board look: at rest by their number and kind, and in the window or being made.

The states of the page's static/css/cells.css, in their order; knows no step, it is told what is marked.
"""

from __future__ import annotations

from math import isnan

from app.figures.boards import PADDING, STUFFED, UNUSED, Board
from app.figures.numbers import compact
from app.figures.numerals import weight_size
from app.figures.operations import FUTURE, Look
from app.figures.themes import Tone


def tone_of(board: Board, value: float, full: bool) -> Tone:
    """The colour of a number on its board."""
    if isnan(value) or not board.domain:
        return Tone(0.0, full)
    return Tone(round(max(-1.0, min(1.0, value / board.domain)), 3), full)


def at_rest(board: Board, kind: int, value: float | None, size: float) -> Look:
    """A cell with a number, NaN where its number is none, None where it is still to come; `size` 0 is for shades."""
    shades = size == 0
    if value is None:
        edge, dash = ("line", ()) if shades else ("line-strong", FUTURE)
        return Look(board.role, None, edge, 1, dash)
    text = "" if shades else compact(value)
    if kind == PADDING:
        return Look(board.role, None, "pad-line", 1, (), "padding", text, size, "pad", 300)
    if kind == STUFFED:
        return Look(board.role, None, "line", 1, (), "", text, size, "zero")
    if kind == UNUSED:
        return Look(board.role, "sunken", None, 1, (), "unused", text, size, "zero")
    stripes = "negative" if shades and value < 0 else ""
    return Look(board.role, tone_of(board, value, shades), hatch=stripes, text=text, size=size)


def in_window(board: Board, rest: Look, value: float | None, times: str) -> Look:
    """A cell that is read or painted, with its weight in the corner where there is room."""
    shades = rest.size == 0
    tint = "kernel-tint" if rest.face else "empty-tint"
    size = weight_size(times, board.place["cell"])
    return rest._replace(
        face=tone_of(board, value or 0.0, True) if shades else tint,
        hatch="read" if rest.hatch == "padding" else rest.hatch,
        ink="read",
        weight=600,
        times=times if size else "",
        times_size=size,
    )


def being_made(rest: Look) -> Look:
    """The output cell of the step."""
    return rest._replace(face="output-tint", edge=None, ink="made", weight=700)
