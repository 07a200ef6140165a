"""Knows transposed convolution as painting: every input cell adds its window to the output.  Knows no gathering."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.reference.activation import activate, slope
from tests.reference.conv import bias_of
from tests.reference.windows import (
    Cells,
    Pairs,
    Place,
    cells,
    check_shape,
    filled,
    finite,
    numeric_pairs,
    per_axis,
    places,
    whole,
)


def conv_transpose(
    input: Any, *, weight: Any, bias: Any = None, activation: str = "none", **settings: Any
) -> dict[str, Any]:
    """Transposed convolution; input [C, *spatial], weight [in, out/groups, *kernel], output [out, *positions]."""
    layer = _resolve(input, weight, bias, **settings)
    sums = layer.before_activation()
    output = {cell: activate(activation, value) for cell, value in sums.items()}
    return {"output": filled(layer.output_shape, output)}


def conv_transpose_gradients(
    input: Any, grad_output: Any, *, weight: Any, bias: Any = None, activation: str = "none", **settings: Any
) -> dict[str, Any]:
    """Gradients of sum(output · grad_output) with respect to input, weight and bias (None without a bias)."""
    layer = _resolve(input, weight, bias, **settings)
    check_shape("grad_output", grad_output, layer.output_shape)
    sums, (arriving, _) = layer.before_activation(), cells(grad_output)
    push = {cell: arriving[cell] * slope(activation, sums[cell]) for cell in sums}
    to_input, to_weight, to_bias = dict.fromkeys(layer.input, 0.0), dict.fromkeys(layer.weight, 0.0), {}
    for source, tap, target in layer.strokes():
        to_input[source] += push[target] * layer.weight[tap]
        to_weight[tap] += push[target] * layer.input[source]
    for cell in sums:
        to_bias[cell[:1]] = to_bias.get(cell[:1], 0.0) + push[cell]
    return {
        "input": filled(layer.input_shape, to_input),
        "weight": filled(layer.weight_shape, to_weight),
        "bias": None if bias is None else filled(layer.output_shape[:1], to_bias),
    }


@dataclass(frozen=True)
class _Transposed:
    input: Cells
    input_shape: Place
    weight: Cells
    weight_shape: Place
    bias: list[float] | None
    stride: Place
    dilation: Place
    crops: Pairs
    groups: int
    output_shape: Place

    def strokes(self) -> Iterator[tuple[Place, Place, Place]]:
        """Input cell, weight cell and painted output cell of each product, input ascending; cropped ones left out."""
        channels, out_each, *kernel = self.weight_shape
        for source in places(self.input_shape):
            first = source[0] // (channels // self.groups) * out_each
            for plane in range(out_each):
                for step in places(kernel):
                    target = self._target(source[1:], step)
                    if target is not None:
                        yield source, (source[0], plane, *step), (first + plane, *target)

    def _target(self, position: Place, step: Place) -> Place | None:
        target = []
        for axis, size in enumerate(self.output_shape[1:]):
            place = position[axis] * self.stride[axis] + step[axis] * self.dilation[axis] - self.crops[axis][0]
            if not 0 <= place < size:
                return None
            target.append(place)
        return tuple(target)

    def before_activation(self) -> Cells:
        """Every output cell's sum from +0.0 on, the bias last."""
        sums = dict.fromkeys(places(self.output_shape), 0.0)
        for source, tap, target in self.strokes():
            sums[target] += self.input[source] * self.weight[tap]
        if self.bias is not None:
            sums = {cell: value + self.bias[cell[0]] for cell, value in sums.items()}
        return {cell: finite(value) for cell, value in sums.items()}


def _resolve(
    input: Any,
    weight: Any,
    bias: Any,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    dilation: Any = 1,
    groups: Any = 1,
) -> _Transposed:
    numbers, shape = cells(input)
    taps, weight_shape = cells(weight)
    dimensions, kernel = len(shape) - 1, weight_shape[2:]
    groups = whole("groups", groups, 1)
    if len(weight_shape) != len(shape) + 1 or 0 in weight_shape or 0 in shape:
        raise ValueError(f"weight: {weight_shape} does not suit an input of {shape}")
    if shape[0] != weight_shape[0] or shape[0] % groups:
        raise ValueError(f"groups: {groups} does not divide {shape[0]} and {weight_shape[0]} channels")
    stride, dilation = per_axis("stride", stride, dimensions), per_axis("dilation", dilation, dimensions)
    extra = per_axis("output_padding", output_padding, dimensions, least=0)
    if any(more >= max(step, apart) for more, step, apart in zip(extra, stride, dilation, strict=True)):
        raise ValueError("output_padding: must be less than the stride or the dilation")
    reaches = tuple(apart * (size - 1) for apart, size in zip(dilation, kernel, strict=True))
    crops, extra = _crops(padding, reaches, stride, extra)
    sizes = tuple(
        (size - 1) * step + reach + 1 - sum(crop) + more
        for size, step, reach, crop, more in zip(shape[1:], stride, reaches, crops, extra, strict=True)
    )
    if min(sizes) < 1:
        raise ValueError(f"padding: crops everything away, {sizes} would be left")
    out_channels = weight_shape[1] * groups
    return _Transposed(
        *(numbers, shape, taps, weight_shape, bias_of(bias, out_channels)),
        *(stride, dilation, crops, groups, (out_channels, *sizes)),
    )


def _crops(padding: Any, reaches: Place, stride: Place, extra: Place) -> tuple[Pairs, Place]:
    """What is cut off before and after, and how many cells are appended, for each axis."""
    if not isinstance(padding, str):
        return numeric_pairs(padding, len(stride)), extra
    if padding == "valid":
        return [(0, 0) for _ in stride], extra
    if padding == "causal" and len(stride) == 1:
        return [(0, reaches[0])], extra
    if padding == "same" and not any(extra):
        spare = [reach + 1 - step for reach, step in zip(reaches, stride, strict=True)]
        crops = [(max(cut, 0) // 2, max(cut, 0) - max(cut, 0) // 2) for cut in spare]
        return crops, tuple(max(-cut, 0) for cut in spare)
    raise ValueError(f"padding: {padding!r} is refused on a transposed convolution with these settings")
