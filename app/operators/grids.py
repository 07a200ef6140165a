"""Grids of numbers as they come and go: from nested lists or arrays to float64 and back to the given axes.

Knows finite numbers and shapes, no operator's rules.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.operators.errors import Problem, Refused, Repair, Shaped, refuse
from app.operators.exact import Array
from app.operators.operator import Plan
from app.operators.shapes import Shape

_NUMBERS = {int, float}
TOLD = 512  # cells of a grid that a repair still writes out


def nested_shape(field: str, value: Any) -> tuple[Shape, list[Any]]:
    """Shape and cells, row by row, of nested lists; Refused when they are ragged, empty or hold no numbers."""
    shape: list[int] = []
    level: list[Any] = [value]
    while type(level[0]) is list:
        length = len(level[0])
        for one in level:
            if type(one) is not list or len(one) != length:
                raise refuse(field, "ragged")
        shape.append(length)
        if length == 0:
            filled = [size or 8 for size in shape]
            raise refuse(field, "empty", repairs=[{field: "ramp:" + "x".join(map(str, filled))}])
        level = list(chain.from_iterable(level))
    if not set(map(type, level)) <= _NUMBERS:
        kind = "ragged" if any(type(cell) is list for cell in level) else "not_numbers"
        raise refuse(field, kind)
    return tuple(shape), level


def make_array(field: str, shape: Shape, cells: list[Any]) -> Array:
    """Cells as a float64 array; Refused when one is beyond float64."""
    try:
        array = np.array(cells, dtype=np.float64)
    except OverflowError:  # an integer too large for a float
        raise refuse(field, "not_finite") from None
    if not math.isfinite(sum(cells, 0.0)) and not np.isfinite(array).all():  # the sum is quick, and may overflow
        raise refuse(field, "not_finite")
    return array.reshape(shape)


def as_array(field: str, value: Any) -> Array:
    """Anything array-like as finite float64, never the caller's own memory."""
    array = np.array(as_values(field, value), dtype=np.float64)
    if not np.isfinite(array).all():
        raise refuse(field, "not_finite")
    return array


def as_values(field: str, value: Any) -> NDArray[Any]:
    """Anything array-like as numbers: float32 and float64 as they are, everything else as float64."""
    if isinstance(value, list | int | float) and not isinstance(value, bool):
        return make_array(field, *nested_shape(field, value))
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        raise refuse(field, "not_numbers")
    if array.size == 0:
        raise refuse(field, "empty", repairs=[{field: np.ones([size or 8 for size in array.shape]).tolist()}])
    return array if array.dtype in (np.float32, np.float64) else array.astype(np.float64)


def prepared(plan: Plan, grids: Mapping[str, Array]) -> dict[str, Array]:
    """The grids with their channel axes, the bias as one number an output channel."""
    ready = {name: grid.reshape(plan.shapes[name]) for name, grid in grids.items() if name in plan.shapes}
    if "bias" in grids:
        ready["bias"] = np.broadcast_to(grids["bias"].reshape(-1), plan.shapes["output"][:1])
    if "grad_output" in grids:
        ready["grad_output"] = grids["grad_output"].reshape(plan.shapes["output"])
    return ready


def as_given(plan: Plan, name: str, grid: Array) -> Array:
    """A grid without its channel axes when the experiment was given without."""
    if plan.channels or name == "bias":
        return grid
    alone: Array = grid[0, 0] if name == "weight" else grid[0]
    return alone


def fit(grid: Array, shape: Shape) -> Array:
    """The same numbers in another shape: cut where that is shorter, repeated where it is longer.

    >>> fit(np.array([[1.0, 2.0]]), (2, 1, 2)).tolist()
    [[[1.0, 2.0]], [[1.0, 2.0]]]
    """
    if grid.size == prod(shape):
        return grid.reshape(shape)
    grid = grid.reshape((1,) * (len(shape) - grid.ndim) + grid.shape) if grid.ndim <= len(shape) else grid.reshape(-1)
    if grid.ndim != len(shape):
        return np.resize(grid, shape)
    for axis, size in enumerate(shape):
        grid = grid.take(np.arange(size) % grid.shape[axis], axis=axis)
    return grid


def with_numbers(refused: Refused, grids: Mapping[str, Array]) -> Refused:
    """The refusal with the grids of its repairs written out as numbers; those too large to tell are left out."""

    def written(repair: Repair) -> dict[str, Any] | None:
        result = dict(repair)
        for name, value in repair.items():
            if isinstance(value, Shaped):
                if name not in grids or prod(value.shape) > TOLD:
                    return None
                result[name] = plain(fit(grids[name], value.shape))
        return result

    def told(problem: Problem) -> Problem:
        return replace(problem, repairs=tuple(r for r in map(written, problem.repairs) if r is not None))

    return Refused(*map(told, refused.problems))


def plain(grid: Array) -> Any:
    """Nested lists, whole numbers as int."""
    return _whole(grid.tolist())


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else value
