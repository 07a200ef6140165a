"""Knows convolution as a plain loop: every output cell reads one window.  Knows no other operator."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.reference.activation import activate, slope
from tests.reference.windows import (
    Cells,
    Pairs,
    Place,
    cells,
    check_padding_mode,
    check_shape,
    filled,
    finite,
    padded_index,
    padding_pairs,
    per_axis,
    places,
    whole,
    window_count,
)


def conv(input: Any, *, weight: Any, bias: Any = None, activation: str = "none", **settings: Any) -> dict[str, Any]:
    """Cross-correlation; input [C, *spatial], weight [out, in/groups, *kernel], output [out, *positions]."""
    layer = _resolve(input, weight, bias, **settings)
    output = {cell: activate(activation, layer.before_activation(cell)) for cell in places(layer.output_shape)}
    return {"output": filled(layer.output_shape, output)}


def conv_gradients(
    input: Any, grad_output: Any, *, weight: Any, bias: Any = None, activation: str = "none", **settings: Any
) -> dict[str, Any]:
    """Gradients of sum(output · grad_output) with respect to input, weight and bias (None without a bias)."""
    layer = _resolve(input, weight, bias, **settings)
    check_shape("grad_output", grad_output, layer.output_shape)
    arriving, _ = cells(grad_output)
    to_input, to_weight, to_bias = dict.fromkeys(layer.input, 0.0), dict.fromkeys(layer.weight, 0.0), {}
    for cell in places(layer.output_shape):
        push = arriving[cell] * slope(activation, layer.before_activation(cell))
        to_bias[cell[:1]] = to_bias.get(cell[:1], 0.0) + push
        for source, tap in layer.window(cell):
            if source is not None:
                to_input[source] += push * layer.weight[tap]
                to_weight[tap] += push * layer.input[source]
    return {
        "input": filled(layer.input_shape, to_input),
        "weight": filled(layer.weight_shape, to_weight),
        "bias": None if bias is None else filled(layer.output_shape[:1], to_bias),
    }


@dataclass(frozen=True)
class _Convolution:
    input: Cells
    input_shape: Place
    weight: Cells
    weight_shape: Place
    bias: list[float] | None
    stride: Place
    dilation: Place
    pads: Pairs
    mode: str
    groups: int
    flip: bool
    output_shape: Place

    def window(self, cell: Place) -> Iterator[tuple[Place | None, Place]]:
        """Input cell (None: a padding zero) and weight cell of each product, in the order in which they are added."""
        channel, *position = cell
        out_channels, in_each, *kernel = self.weight_shape
        first = channel // (out_channels // self.groups) * in_each
        for plane in range(in_each):
            for step in places(kernel):
                source = self._source(position, step)
                turned = tuple(size - 1 - at for size, at in zip(kernel, step, strict=True)) if self.flip else step
                yield (None if source is None else (first + plane, *source)), (channel, plane, *turned)

    def _source(self, position: list[int], step: Place) -> Place | None:
        source = []
        for axis, size in enumerate(self.input_shape[1:]):
            place = position[axis] * self.stride[axis] - self.pads[axis][0] + step[axis] * self.dilation[axis]
            source.append(padded_index(place, size, self.mode))
        return None if None in source else tuple(source)

    def before_activation(self, cell: Place) -> float:
        """The sum of one window from +0.0 on, the bias last."""
        total = 0.0
        for source, tap in self.window(cell):
            total += (0.0 if source is None else self.input[source]) * self.weight[tap]
        if self.bias is not None:
            total += self.bias[cell[0]]
        return finite(total)


def _resolve(
    input: Any,
    weight: Any,
    bias: Any,
    stride: Any = 1,
    padding: Any = 0,
    padding_mode: str = "zeros",
    dilation: Any = 1,
    groups: Any = 1,
    flip: bool = False,
) -> _Convolution:
    numbers, shape = cells(input)
    taps, weight_shape = cells(weight)
    sizes, kernel = shape[1:], weight_shape[2:]
    groups = whole("groups", groups, 1)
    if len(weight_shape) != len(shape) + 1 or 0 in weight_shape:
        raise ValueError(f"weight: {weight_shape} does not suit an input of {shape}")
    if shape[0] != weight_shape[1] * groups or weight_shape[0] % groups:
        raise ValueError(f"groups: {groups} does not divide {shape[0]} and {weight_shape[0]} channels")
    stride, dilation = per_axis("stride", stride, len(sizes)), per_axis("dilation", dilation, len(sizes))
    pads = padding_pairs(padding, sizes, kernel, stride, dilation)
    check_padding_mode(padding_mode, sizes, pads)
    counts = tuple(
        window_count(size, pair, apart * (taps_along - 1), step)
        for size, pair, apart, taps_along, step in zip(sizes, pads, dilation, kernel, stride, strict=True)
    )
    return _Convolution(
        *(numbers, shape, taps, weight_shape, bias_of(bias, weight_shape[0])),
        *(stride, dilation, pads, padding_mode, groups, flip, (weight_shape[0], *counts)),
    )


def bias_of(bias: Any, channels: int) -> list[float] | None:
    """One bias for each output channel, from none, one number for all, or one each."""
    if bias is None:
        return None
    values = [float(bias)] * channels if np.ndim(bias) == 0 else [float(value) for value in bias]
    if len(values) != channels:
        raise ValueError(f"bias: {len(values)} numbers for {channels} channels")
    return values
