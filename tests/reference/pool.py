"""Knows max, average and lp pooling as plain loops over one plane's window.  Knows no padding value."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import copysign, prod
from typing import Any

import numpy as np

from tests.reference.windows import (
    Cells,
    Pairs,
    Place,
    cells,
    check_shape,
    filled,
    finite,
    padding_pairs,
    per_axis,
    places,
    window_count,
)


def max_pool(input: Any, **settings: Any) -> dict[str, Any]:
    """The largest cell of each window, and where it stands in its plane (flat, int64); the first of equals wins."""
    pool = _resolve(input, **settings)
    winners = {cell: pool.winner(cell) for cell in places(pool.output_shape)}
    return answer_of_winners(pool.input, pool.input_shape, winners, pool.output_shape)


def max_pool_gradients(input: Any, grad_output: Any, **settings: Any) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): each output's share goes to its winner."""
    pool = _resolve(input, **settings)
    return pool.gradients(grad_output, lambda cell: [(pool.winner(cell), 1.0)])


def avg_pool(
    input: Any, *, count_include_pad: bool = True, divisor_override: Any = None, **settings: Any
) -> dict[str, Any]:
    """The sum of each window's cells inside the input, divided."""
    pool = _resolve(input, **settings)
    output = {}
    for cell in places(pool.output_shape):
        total = 0.0
        for source in pool.window(cell):
            total += pool.input[source]
        output[cell] = finite(total) / pool.divisor(cell, count_include_pad, divisor_override)
    return {"output": filled(pool.output_shape, output)}


def avg_pool_gradients(
    input: Any, grad_output: Any, *, count_include_pad: bool = True, divisor_override: Any = None, **settings: Any
) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): each output's share is divided as its sum was."""
    pool = _resolve(input, **settings)

    def shares(cell: Place) -> Iterator[tuple[Place, float]]:
        divisor = pool.divisor(cell, count_include_pad, divisor_override)
        return ((source, 1.0 / divisor) for source in pool.window(cell))

    return pool.gradients(grad_output, shares)


def lp_pool(input: Any, *, norm_type: Any, **settings: Any) -> dict[str, Any]:
    """(Σ |x|^p)^(1/p) over each window's cells inside the input; cut windows are not rescaled."""
    pool = _resolve(input, **settings)
    output = {cell: pool.norm(cell, norm_type) for cell in places(pool.output_shape)}
    return {"output": filled(pool.output_shape, output)}


def lp_pool_gradients(input: Any, grad_output: Any, *, norm_type: Any, **settings: Any) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): sign(x) (|x| / norm)^(p-1), and 0 at a zero cell or an all-zero window."""
    pool = _resolve(input, **settings)

    def shares(cell: Place) -> Iterator[tuple[Place, float]]:
        norm = pool.norm(cell, norm_type)
        for source in pool.window(cell):
            value = pool.input[source]
            if value != 0 and norm != 0:
                yield source, copysign(_power(abs(value) / norm, norm_type - 1), value)

    return pool.gradients(grad_output, shares)


@dataclass(frozen=True)
class _Pool:
    input: Cells
    input_shape: Place
    kernel: Place
    stride: Place
    dilation: Place
    pads: Pairs
    output_shape: Place

    def window(self, cell: Place) -> list[Place]:
        """The input cells that a window covers, in reading order."""
        channel, *position = cell
        covered = []
        for step in places(self.kernel):
            source = tuple(self._place(axis, position[axis], at) for axis, at in enumerate(step))
            if all(0 <= place < size for place, size in zip(source, self.input_shape[1:], strict=True)):
                covered.append((channel, *source))
        return covered

    def _place(self, axis: int, position: int, step: int) -> int:
        return position * self.stride[axis] - self.pads[axis][0] + step * self.dilation[axis]

    def winner(self, cell: Place) -> Place:
        """The first of the largest cells."""
        return first_largest(self.input, self.window(cell))

    def divisor(self, cell: Place, count_include_pad: bool, divisor_override: Any) -> float:
        """The override, or the taps inside the padded extent, or those inside the input."""
        if divisor_override is not None:
            if divisor_override == 0:
                raise ValueError("divisor_override: nothing can be divided by 0")
            return divisor_override
        if not count_include_pad:
            return len(self.window(cell))
        counts = []
        for axis, size in enumerate(self.input_shape[1:]):
            taps = [self._place(axis, cell[1 + axis], step) for step in range(self.kernel[axis])]
            counts.append(sum(place < size + self.pads[axis][1] for place in taps))
        return prod(counts)

    def norm(self, cell: Place, norm_type: Any) -> float:
        """(Σ |x|^p)^(1/p) of one window; ValueError unless p > 0."""
        if isinstance(norm_type, (str, bool)) or not norm_type > 0:
            raise ValueError(f"norm_type: {norm_type!r} is not above 0")
        total = 0.0
        for source in self.window(cell):
            total += _power(abs(self.input[source]), norm_type)
        return _power(finite(total), 1 / norm_type)

    def gradients(self, grad_output: Any, shares: Any) -> dict[str, Any]:
        """Every output's gradient times each of its `shares(cell)`: (input cell, factor)."""
        check_shape("grad_output", grad_output, self.output_shape)
        to_input = dict.fromkeys(self.input, 0.0)
        for cell, arriving in cells(grad_output)[0].items():
            for source, factor in shares(cell):
                to_input[source] += arriving * factor
        return {"input": filled(self.input_shape, to_input)}


def _resolve(
    input: Any, kernel_size: Any, stride: Any = None, padding: Any = 0, dilation: Any = 1, ceil_mode: bool = False
) -> _Pool:
    numbers, shape = cells(input)
    sizes, dimensions = shape[1:], len(shape) - 1
    kernel = per_axis("kernel_size", kernel_size, dimensions)
    stride = kernel if stride is None else per_axis("stride", stride, dimensions)
    dilation = per_axis("dilation", dilation, dimensions)
    pads = padding_pairs(padding, sizes, kernel, stride, dilation)
    counts = tuple(
        window_count(size, pair, apart * (taps - 1), step, ceil_mode)
        for size, pair, apart, taps, step in zip(sizes, pads, dilation, kernel, stride, strict=True)
    )
    pool = _Pool(numbers, shape, kernel, stride, dilation, pads, (shape[0], *counts))
    if not all(pool.window((0, *position)) for position in places(counts)):
        raise ValueError("padding: a pooling window would lie wholly in padding")
    return pool


def first_largest(numbers: Cells, window: list[Place]) -> Place:
    """The cell of a window that holds its largest number, the first of equals."""
    best = window[0]
    for source in window:
        if numbers[source] > numbers[best]:
            best = source
    return best


def answer_of_winners(
    numbers: Cells, input_shape: Place, winners: dict[Place, Place], shape: Place
) -> dict[str, np.ndarray]:
    """Output and flat indices of a max pooling, from the input cell that won each output cell."""
    indices = np.zeros(shape, dtype=np.int64)
    for cell, (_, *place) in winners.items():
        flat = 0
        for at, size in zip(place, input_shape[1:], strict=True):
            flat = flat * size + at
        indices[cell] = flat
    return {"output": filled(shape, {cell: numbers[winner] for cell, winner in winners.items()}), "indices": indices}


def _power(base: float, exponent: float) -> float:
    try:
        return base**exponent
    except OverflowError:
        raise ValueError("a number left the range of float64") from None
