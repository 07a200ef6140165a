"""Knows how to draw small networks with dilation, stride, transposed layers, borders and branches.

All weights are ones and nothing is curved, so that a gradient is not 0 exactly where there is a path.
"""

from typing import Any

from hypothesis import strategies as st

from app.networks.network import Network, network
from app.operators.errors import Refused

Draw = Any
Layer = dict[str, Any]


def ones(op: str, kernel: int, axes: int, **settings: Any) -> Layer:
    """A layer of one channel whose weights are ones."""
    grid: Any = 1
    for _ in range(axes):
        grid = [grid] * kernel
    return {"op": f"{op}{axes}d", "weight": [[grid]], "bias": False, **settings}


def pair(draw: Draw, axes: int, most: int) -> list[list[int]]:
    return [[draw(st.integers(0, most)), draw(st.integers(0, most))] for _ in range(axes)]


def plain_layer(draw: Draw, axes: int) -> Layer:
    """A layer that may change the size."""
    kind = draw(st.sampled_from(["conv", "conv", "conv_transpose", "avg_pool", "zero_pad", "crop", "upsample"]))
    kernel, dilation = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    stride = [draw(st.integers(1, 3)) for _ in range(axes)]
    if kind == "conv":
        return ones(kind, kernel, axes, stride=stride, dilation=dilation, padding=pair(draw, axes, 3))
    if kind == "conv_transpose":
        more = [draw(st.integers(0, max(one, dilation) - 1)) for one in stride]
        crop = pair(draw, axes, 2)
        return ones(kind, kernel, axes, stride=stride, dilation=dilation, padding=crop, output_padding=more)
    if kind == "avg_pool":
        return {
            "op": f"avg_pool{axes}d",
            "kernel_size": kernel,
            "stride": stride,
            "padding": pair(draw, axes, kernel // 2),
        }
    if kind == "upsample":
        return {"op": kind, "scale_factor": [draw(st.integers(1, 3)) for _ in range(axes)]}
    return {"op": kind, "padding": pair(draw, axes, 2)}


def keeping_row(draw: Draw, axes: int) -> list[Layer]:
    """A row that gives back the size that it is given."""
    kind = draw(st.sampled_from(["none", "conv", "conv", "uneven", "down and up", "pool"]))
    dilation = draw(st.integers(1, 3))
    if kind == "conv":
        return [ones("conv", draw(st.sampled_from([1, 3, 5])), axes, dilation=dilation, padding="same")]
    if kind == "uneven":
        before = draw(st.integers(0, 2))
        return [ones("conv", 3, axes, padding=[[before, 2 - before]] * axes)]
    if kind == "down and up":
        return [
            ones("conv", 2, axes, stride=2),
            ones("conv_transpose", draw(st.sampled_from([2, 4])), axes, stride=2, padding="same"),
        ]
    if kind == "pool":
        return [{"op": f"avg_pool{axes}d", "kernel_size": 3, "stride": 1, "padding": 1}]
    return []


def block(draw: Draw, axes: int, deeper: bool) -> Layer:
    """A residual sum; now and then with another one inside."""
    rows = [keeping_row(draw, axes), keeping_row(draw, axes)]
    if deeper and draw(st.booleans()):
        rows[0].append(block(draw, axes, deeper=False))
    return {"op": "residual", "layers": rows[0], "shortcut": rows[1]}


@st.composite
def networks(draw: Draw, axes: int, size: int, most: int) -> Network:
    """A network that is possible: a layer that does not fit is left out."""
    rows: list[Layer] = []
    made = network([1, *[size] * axes], [])
    for _ in range(draw(st.integers(1, most))):
        branched = draw(st.integers(0, 2)) == 0
        layer = block(draw, axes, deeper=True) if branched else plain_layer(draw, axes)
        try:
            longer = network(made.input, [*rows, layer])
        except Refused:
            continue
        if max(longer.output[1:]) <= 4 * size:
            rows.append(layer)
            made = longer
    return made
