"""The exact way to compute: every sum in teaching order, bit for bit a plain float64 loop's.

Two forms that agree in every bit, since both add one product at a time to +0.0: shift-and-accumulate over whole
arrays, and a cumulative sum over the windows of a page of steps. Knows plans and arrays, no operator by name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import pairwise, product
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.operators.errors import refuse
from app.operators.operator import Plan
from app.operators.taps import IntArray

Array = NDArray[np.float64]
P = ParamSpec("P")
Result = TypeVar("Result")
Column = tuple[slice, slice]
_CHUNK = 1 << 16  # numbers handled at once where a whole would be too large
_KEPT = 1 << 14  # numbers of a layout that is worth keeping


@dataclass(frozen=True)
class Layout:
    """Where the windows of a page of steps lie."""

    output: IntArray  # [n, 1+d] channel and position of the cell being made
    origin: IntArray  # [n, d] place of the first tap
    index: IntArray  # [n, fan_in, *kernel] flat input index (channel first), -1 outside
    inside: bool  # no window leaves the input


def layout(plan: Plan, offset: int, count: int) -> Layout:
    """The windows of the gather steps `offset` to `offset + count - 1`, kernel in window order."""
    return (_kept_layout if count * plan.window <= _KEPT else _layout)(plan, offset, count)


def _layout(plan: Plan, offset: int, count: int) -> Layout:
    return layout_of(plan, np.arange(offset, offset + count))


def layout_of(plan: Plan, cells: IntArray) -> Layout:
    """The windows of these output cells, given by flat index."""
    count = len(cells)
    coordinates = np.unravel_index(cells, plan.shapes["output"])
    origin = np.empty((count, len(plan.axes)), dtype=np.intp)
    plane = np.zeros((count,) + (1,) * len(plan.axes), dtype=np.intp)
    outside = np.zeros_like(plane, dtype=bool)
    for number, (axis, position) in enumerate(zip(plan.axes, coordinates[1:], strict=True)):
        places = axis.places(position)
        origin[:, number] = places[:, 0]
        along = [count] + [1] * len(plan.axes)
        along[number + 1] = axis.kernel
        source = axis.source(places).reshape(along)
        outside = outside | (source < 0)
        plane = plane * axis.input + source
    channels = coordinates[0] // plan.fan_out * plan.fan_in
    channels = (channels[:, None] + np.arange(plan.fan_in)).reshape(count, plan.fan_in, *(1,) * len(plan.axes))
    index = np.where(outside[:, None], -1, channels * math.prod(plan.input) + plane[:, None])
    result = Layout(np.stack(coordinates, axis=1), origin, index, not outside.any())
    for array in (result.output, result.origin, result.index):
        array.setflags(write=False)
    return result


_kept_layout = lru_cache(maxsize=64)(_layout)


def windows(grid: Array, place: Layout, outside: float) -> Array:
    """The values that windows read; `outside` where they leave the input."""
    return grid.take(place.index) if place.inside else taken(grid, place.index, outside)


def taken(grid: Array, index: IntArray, outside: float) -> Array:
    """The values behind a flat index; `outside` where it is -1, which is the last cell once there is one more."""
    return np.append(grid, outside).take(index)


def rows(steps: NDArray[Any]) -> NDArray[Any]:
    """One row a step, also when there is none."""
    return steps.reshape(len(steps), math.prod(steps.shape[1:]))


def chunks(total: int, values: int) -> Sequence[tuple[int, int]]:
    """(offset, count) of pages over `total` steps of `values` numbers each, small enough for the cache."""
    size = max(1, _CHUNK // max(1, values))
    return [(start, min(size, total - start)) for start in range(0, total, size)]


def running_sums(products: Array) -> Array:
    """Sums along the rows after each product, from +0.0 (a cumulative sum alone keeps a leading -0.0)."""
    if len(products) < 16 * products.shape[1]:
        sums = products.cumsum(axis=-1)
        sums += 0.0
        return sums
    sums = products + 0.0
    for before, after in pairwise(sums.T):  # of many short rows: all at once, product by product
        after += before
    return sums


def accumulate(
    source: Array, weight: Array, columns: Sequence[Sequence[Column]], shape: tuple[int, ...], backwards: bool = False
) -> Array:
    """Sums over channels and window positions, one product at a time for all outputs at once.

    `source` is [groups, A, *read], `weight` [groups, B, A, *kernel] in window order, `columns[axis][position]` the
    (written, read) slices; the result is [groups, B, *shape]. `backwards` walks the window from its end.
    """
    groups, filters, channels = weight.shape[:3]
    total = np.zeros((groups, filters, *shape))
    stretch = (...,) + (None,) * len(shape)
    positions = [range(len(column))[:: -1 if backwards else 1] for column in columns]
    for channel in range(channels):
        for position in product(*positions):
            written, read = zip(*(column[k] for column, k in zip(columns, position, strict=True)), strict=True)
            place: Any = (slice(None), slice(None), channel, *position)
            factor = weight[place][stretch]
            total[(slice(None), slice(None), *written)] += source[(slice(None), channel, *read)][:, None] * factor
    return total


def weight_sums(source: Array, grad: Array, columns: Sequence[Sequence[Column]], kernel: tuple[int, ...]) -> Array:
    """For each weight the sum of (what it read · gradient of what it wrote), in the order of the outputs.

    `source` [groups, A, *read], `grad` [groups, B, *written]; the result is [groups, B, A, *kernel] in window order.
    """
    groups, channels, filters = source.shape[0], source.shape[1], grad.shape[1]
    result = np.zeros((groups, filters, channels, *kernel))
    for position in np.ndindex(*kernel):
        written, read = zip(*(column[k] for column, k in zip(columns, position, strict=True)), strict=True)
        met = source[(slice(None), slice(None), *read)].reshape(groups, 1, channels, -1)
        made = grad[(slice(None), slice(None), *written)].reshape(groups, filters, 1, -1)
        sums = np.zeros((groups, filters, channels))
        for start, count in chunks(met.shape[-1], groups * filters * channels):
            products = met[..., start : start + count] * made[..., start : start + count]
            sums = np.cumsum(np.concatenate((sums[..., None], products), axis=-1), axis=-1)[..., -1]
        result[(..., *position)] = sums
    return result


def in_order(values: Array) -> Array:
    """Sum along the last axis, first to last from +0.0."""
    return np.cumsum(values, axis=-1)[..., -1] + 0.0


def _sigmoid(number: float) -> float:
    if number >= 0:
        return 1 / (1 + math.exp(-number))
    power = math.exp(number)
    return power / (1 + power)


# Python's own functions: NumPy's vectorised ones may differ in the last bit, and from machine to machine.
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "relu": lambda values: np.where(values > 0, values, 0.0),
    "sigmoid": np.frompyfunc(_sigmoid, 1, 1),
    "tanh": np.frompyfunc(math.tanh, 1, 1),
}
_SLOPES: dict[str, Callable[[Array, Array], Array]] = {
    "relu": lambda before, after: np.where(before > 0, 1.0, 0.0),
    "sigmoid": lambda before, after: after * (1 - after),
    "tanh": lambda before, after: 1 - after * after,
}
ACTIVATIONS = ("none", *_FUNCTIONS)


def activate(name: str, values: Array) -> Array:
    """The activation of each value."""
    return values if name == "none" else np.asarray(_FUNCTIONS[name](values), dtype=np.float64)


def slope(name: str, before: Array, after: Array) -> Array | float:
    """Derivative of the activation."""
    return 1.0 if name == "none" else _SLOPES[name](before, after)


def bounded(compute: Callable[P, Result]) -> Callable[P, Result]:
    """The same, refusing a number beyond float64 on the way, whether the result shows it or not."""
    strict = np.errstate(over="raise", invalid="ignore")(compute)

    @wraps(compute)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return strict(*args, **kwargs)
        except FloatingPointError:
            raise refuse("input", "beyond_float64") from None

    return refusing


def finite(*arrays: Array) -> None:
    """Refuses results beyond float64."""
    for array in arrays:
        if not math.isfinite(np.add.reduce(array, axis=None)) and not np.isfinite(array).all():
            raise refuse("input", "beyond_float64")
