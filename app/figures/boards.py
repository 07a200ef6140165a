"""The grids of a scene joined with the numbers they show: which index each cell has and where it stands.

The same boards as the page's static/js/stage/boards.js; knows places and values, no step and no colours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.operators.exact import Array
from app.operators.operator import Plan

SYMBOLS = {"input": "x", "weight": "w", "bias": "b", "output": "y"}
CHANGING = ("window", "product", "partial", "output")  # boards whose numbers follow the step
PLAIN, PADDING, UNUSED, STUFFED = range(4)  # what a cell is, apart from its number
Prefix = tuple[int, ...]


class Box(NamedTuple):
    """A rectangle of the scene."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def within(self, bounds: Box) -> Box:
        """What of it lies inside another."""
        x, y = max(self.x, bounds.x), max(self.y, bounds.y)
        right = min(self.x + self.width, bounds.x + bounds.width)
        bottom = min(self.y + self.height, bounds.y + bounds.height)
        return Box(x, y, max(0, right - x), max(0, bottom - y))


def around(boxes: Sequence[Box]) -> Box:
    """The box round several boxes."""
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Box(x, y, right - x, bottom - y)


@dataclass(frozen=True, eq=False)
class Board:
    """One grid of a scene; `values` has the drawn shape, ring of padding included, and begins at `start`."""

    place: Mapping[str, Any]
    role: str
    values: Array
    start: tuple[int, ...]
    domain: float  # the largest magnitude, to which colours stretch
    channels: int
    kinds: tuple[NDArray[np.uint8], ...]  # what the places along each axis are

    @cached_property
    def tail(self) -> int:
        """How many entries of an index tell row and column."""
        return {"bias": 1, "partial": 0}.get(self.role, min(2, len(self.kinds)))

    @cached_property
    def ring(self) -> tuple[tuple[int, int], tuple[int, int]]:
        (above, below), (left, right) = self.place["ring"]
        return (above, below), (left, right)

    @cached_property
    def picture(self) -> bool:
        """Whether its cells are drawn as pixels."""
        return bool(self.place["form"] == "picture")

    @cached_property
    def special(self) -> bool:
        """Whether some cell is more than a number."""
        return any(kinds.any() for kinds in self.kinds)

    @cached_property
    def leftover(self) -> tuple[bool, ...]:
        """Whether windows along each axis leave cells unread."""
        return tuple(bool((kinds == UNUSED).any()) for kinds in self.kinds)

    def front(self, prefix: Prefix) -> Prefix:
        """Where the plane with these leading indices begins in the values."""
        return tuple(one - first for one, first in zip(prefix, self.start, strict=False))

    def plane(self, values: Array, prefix: Prefix) -> Array:
        """Rows and columns of the plane with these leading indices."""
        if self.role == "bias":
            return values[: self.place["columns"]].reshape(1, -1)
        return np.atleast_2d(values[self.front(prefix)])

    def kinds_of(self, prefix: Prefix) -> NDArray[np.uint8]:
        """What each cell of a plane is: padding, read by no window, or a zero put between cells."""
        if not self.special:
            (above, below), (left, right) = self.ring
            rows, columns = self.place["rows"] + above + below, self.place["columns"] + left + right
            return np.zeros((rows, columns), dtype=np.uint8)
        rows, columns = (np.zeros(1, dtype=np.uint8), *self.kinds)[-2:]
        found: NDArray[np.uint8] = _stronger(rows[:, None], columns[None, :])
        if len(self.kinds) == 3:
            found = _stronger(found, self.kinds[0][prefix[-1] - self.start[-3]])
        return found

    def index_at(self, prefix: Prefix, row: int, column: int) -> tuple[int, ...]:
        """The index of a cell; rows and columns count from the first cell inside the ring."""
        if self.role == "bias":
            return (column,)
        return (*prefix, *(row, column)[2 - self.tail :])

    def locate(self, prefixes: Sequence[Prefix], index: Sequence[int]) -> tuple[int, int, int] | None:
        """Plane, row and column of an index, None where the board does not draw it."""
        if self.role == "bias":
            return (0, 0, index[0]) if index[0] < self.place["columns"] else None
        front = tuple(index[: len(index) - self.tail])
        if front not in prefixes:
            return None
        (above, below), (left, right) = self.ring
        row = index[-2] if self.tail == 2 else 0
        column = index[-1] if self.tail else 0
        rows, columns = self.place["rows"] + below, self.place["columns"] + right
        drawn = -above <= row < rows and -left <= column < columns
        return (prefixes.index(front), row, column) if drawn else None

    def box(self, plane: int, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
        """Where some rows and columns of a plane stand."""
        sheet, wide, high = self.place["sheets"][plane], self.place["cell"], self.place["cell_height"]
        return Box(sheet["x"] + column * wide, sheet["y"] + row * high, columns * wide, rows * high)

    @cached_property
    def wholes(self) -> list[Box]:
        """Where each plane stands with its ring."""
        (above, below), (left, right) = self.ring
        rows, columns = self.place["rows"] + above + below, self.place["columns"] + left + right
        return [self.box(plane, -above, -left, rows, columns) for plane in range(self.place["planes"])]

    def inner(self, plane: int) -> Box:
        """Where a plane stands without its ring."""
        return self.box(plane, 0, 0, self.place["rows"], self.place["columns"])

    @cached_property
    def bounds(self) -> Box:
        """The box round all its planes."""
        return around(self.wholes)


def _stronger(one: Any, other: Any) -> Any:
    """Padding along any axis is padding; else unread or stuffed along any."""
    return np.where((one == PADDING) | (other == PADDING), PADDING, np.maximum(one, other)).astype(np.uint8)


def boards_of(plan: Plan, scene: Mapping[str, Any], grids: Mapping[str, Array]) -> dict[str, Board]:
    """The boards of a scene by role, in its order; `grids` hold their channel axes."""
    return {place["role"]: board_of(plan, place, grids) for place in scene["grids"]}


def board_of(plan: Plan, place: Mapping[str, Any], grids: Mapping[str, Array]) -> Board:
    role = place["role"]
    fan = plan.fan_out if plan.kind == "scatter" else plan.fan_in
    start: tuple[int, ...] = ()
    kinds: tuple[NDArray[np.uint8], ...] = tuple(np.zeros(1, dtype=np.uint8) for _ in plan.axes)
    if role == "input":
        values = grids.get("padded", grids["input"])
        before = [axis.padding[0] if "padded" in grids else 0 for axis in plan.axes]
        start, kinds = (0, *(-one for one in before)), _input_kinds(plan, "padded" in grids)
    elif role in grids:
        values = grids[role]
        kinds = _stuffing(plan) if role == "stretched" else kinds
    else:
        values = np.zeros((fan,) if role == "partial" else (fan, *plan.kernel))
    return Board(
        place=place,
        role=role,
        values=values,
        start=start or (0,) * values.ndim,
        domain=_domain(role, values, grids),
        channels=fan if role in ("weight", "partial", "window", "product") else values.shape[0],
        kinds=kinds,
    )


def largest(values: Array) -> float:
    """The largest magnitude; cells without a number have none."""
    return float(np.nanmax(np.abs(values), initial=0.0))


def _domain(role: str, values: Array, grids: Mapping[str, Array]) -> float:
    if role == "window":
        return largest(grids["input"])
    if role in ("product", "partial"):
        return largest(grids["input"]) * largest(grids["weight"])
    return largest(values)


@lru_cache(maxsize=64)
def _input_kinds(plan: Plan, padded: bool) -> tuple[NDArray[np.uint8], ...]:
    """Padding round each axis, and the places that no window reads."""
    found = []
    for axis in plan.axes:
        kinds = np.zeros(axis.input, dtype=np.uint8)
        kinds[axis.unused if axis.wired else []] = UNUSED
        found.append(np.pad(kinds, axis.padding if padded else 0, constant_values=PADDING))
    return tuple(found)


@lru_cache(maxsize=64)
def _stuffing(plan: Plan) -> tuple[NDArray[np.uint8], ...]:
    """The places of the stretched input that stand for no input cell."""
    return tuple(
        np.where(axis.source(np.arange(axis.drawn)) < 0, STUFFED, PLAIN).astype(np.uint8) for axis in plan.axes
    )


def prefixes_of(board: Board, plan: Plan, front: int, output: int, input: int) -> list[Prefix]:
    """How the indices of each drawn plane begin.

    `front` is the channel that lies in front, `output` and `input` those of the cells that are made and spread.
    """
    channels, sheets = board.channels, board.place["sheets"]
    turns = board.place["stacked"] or channels > board.place["planes"]
    found: list[Prefix] = []
    for sheet in sheets:
        index = tuple(sheet["index"])
        if turns and index:
            index = ((index[0] + front) % channels, *index[1:])
        if board.role == "weight":
            local, *rest = index or (0,)
            if plan.kind == "scatter":
                index = (input, local, *rest)
            elif "stretched" not in plan.shapes:
                index = (output, local, *rest)
            else:
                index = (output // plan.fan_out * plan.fan_in + local, output % plan.fan_out, *rest)
        found.append(index)
    return found
