"""Knows max unpooling: every input cell is written where its index says.  Knows nothing of how indices were found."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.reference.windows import (
    Cells,
    Place,
    cells,
    check_shape,
    filled,
    numeric_pairs,
    per_axis,
    places,
    whole,
)


def max_unpool(input: Any, *, indices: Any, **settings: Any) -> dict[str, Any]:
    """Zeros with the input's cells in their places; of equal indices the last in reading order stays."""
    unpool = _resolve(input, indices, **settings)
    output = {}
    for source in places(unpool.input_shape):
        output[unpool.targets[source]] = unpool.input[source]
    return {"output": filled(unpool.output_shape, output)}


def max_unpool_gradients(input: Any, grad_output: Any, *, indices: Any, **settings: Any) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): only the last writer of a cell gets that cell's share."""
    unpool = _resolve(input, indices, **settings)
    check_shape("grad_output", grad_output, unpool.output_shape)
    arriving, _ = cells(grad_output)
    last_writer = {unpool.targets[source]: source for source in places(unpool.input_shape)}
    to_input = {source: arriving[target] for target, source in last_writer.items()}
    return {"input": filled(unpool.input_shape, to_input)}


@dataclass(frozen=True)
class _Unpool:
    input: Cells
    input_shape: Place
    targets: dict[Place, Place]
    output_shape: Place


def _resolve(
    input: Any, indices: Any, kernel_size: Any, stride: Any = None, padding: Any = 0, output_size: Any = None
) -> _Unpool:
    numbers, shape = cells(input)
    check_shape("indices", indices, shape)
    sizes = _sizes(shape[1:], kernel_size, stride, padding, output_size)
    targets = {}
    for source, index in np.ndenumerate(np.asarray(indices)):
        flat = whole("indices", index.item(), 0)
        place: Place = ()
        for size in reversed(sizes):
            flat, at = divmod(flat, size)
            place = (at, *place)
        if flat:
            raise ValueError(f"indices: {index} lies outside an output of {sizes}")
        targets[source] = (source[0], *place)
    return _Unpool(numbers, shape, targets, (shape[0], *sizes))


def _sizes(sizes: Place, kernel_size: Any, stride: Any, padding: Any, output_size: Any) -> Place:
    """The output's size: the default, or a given one within one stride of it (PyTorch)."""
    dimensions = len(sizes)
    kernel = per_axis("kernel_size", kernel_size, dimensions)
    stride = kernel if stride is None else per_axis("stride", stride, dimensions)
    pads = numeric_pairs(0 if padding == "valid" else padding, dimensions)
    default = [
        (size - 1) * step + taps - sum(pair) for size, step, taps, pair in zip(sizes, stride, kernel, pads, strict=True)
    ]
    if output_size is None:
        return tuple(whole("output_size", size, 1) for size in default)
    wanted = per_axis("output_size", output_size, dimensions)
    if any(not -step < want - usual < step for want, usual, step in zip(wanted, default, stride, strict=True)):
        raise ValueError(f"output_size: {wanted} is not within a stride of {default}")
    return wanted
