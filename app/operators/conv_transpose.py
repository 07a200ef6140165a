"""Transposed convolution: the convolution that its parameters name, with input and output swapped.

Names and sizes are torch.nn.functional.conv_transpose1d…3d's: `stride`, `padding` and `dilation` are those of the
direct convolution, so `padding` crops, and `output_padding` tells the sizes apart that the direct one's floor maps to
one. `same` is JAX's and TensorFlow's (size · stride outputs); PyTorch has no name for it.
Two readings of one sum: *scatter* paints each input cell's weighted window into the output, *gather* collects each
output cell from the input with zeros stuffed between its cells. Both add in ascending input order.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from app.operators import exact
from app.operators.convolving import ACTIVATION, BIAS, GROUPS, WEIGHT_TITLE, Convolving, turned
from app.operators.errors import Shaped, refuse
from app.operators.exact import Array
from app.operators.fitting import input_shape
from app.operators.operator import AXIS_NAMES, DILATION, INPUT, Plan, register
from app.operators.parameters import Choice, Grid, PerAxis, Sides
from app.operators.shapes import Shape, pairs
from app.operators.sizes import Pair, named_crop, transposed_size
from app.operators.taps import IntArray, TransposedAxis, transposed_axis

CROP_NAMES = ("valid", "same", "causal")


@register
class ConvTranspose(Convolving):
    """Each input cell paints a window of the output, weighted by itself; what is painted on one cell adds up."""

    family = "conv_transpose"
    title = {"en": "transposed convolution", "zh-Hans": "转置卷积"}
    section = {"en": "transposed", "zh-Hans": "转置"}
    help = {
        "en": "Each input cell paints the kernel, times itself, into the output; overlaps add up.",
        "zh-Hans": "每个输入格子把核乘以自身画进输出；重叠处相加。",
    }
    transposed = True
    parameters = (
        INPUT,
        Grid(
            "weight",
            WEIGHT_TITLE,
            {
                "en": "the kernel: [in, out/groups, *kernel], or [*kernel] for one filter on one channel",
                "zh-Hans": "卷积核：[输入, 输出/组数, *核]，单通道单滤波器时为 [*核]",
            },
            required=True,
            axes=("in", "out/groups", "*kernel"),
            generators=("kernel", "grid"),
            smallest=("ones:{ones}", "ones:{channels}x1x{ones}"),
        ),
        BIAS,
        PerAxis(
            "stride",
            {"en": "Stride", "zh-Hans": "步幅"},
            {"en": "cells from one painted window to the next", "zh-Hans": "相邻两个绘制窗口的间隔"},
            default=1,
            basic=True,
        ),
        Sides(
            "padding",
            {"en": "Padding (crop)", "zh-Hans": "填充（裁剪）"},
            {
                "en": "cells cropped from the output: the padding of the convolution turned round",
                "zh-Hans": "从输出裁去的格数：即被反转的卷积的填充",
            },
            default=0,
            basic=True,
            names=CROP_NAMES,
        ),
        PerAxis(
            "output_padding",
            {"en": "Output padding", "zh-Hans": "输出填充"},
            {
                "en": "cells added at the end of the output, fewer than stride or dilation",
                "zh-Hans": "在输出末端增加的格数，小于步幅或膨胀",
            },
            default=0,
            minimum=0,
        ),
        DILATION,
        GROUPS,
        ACTIVATION,
        Choice(
            "view",
            {"en": "Reading", "zh-Hans": "读法"},
            {
                "en": "each input cell paints, or each output cell reads the zero-stuffed input: scatter or gather",
                "zh-Hans": "由每个输入格子绘制，或由每个输出格子读取插零后的输入：scatter 或 gather",
            },
            default="scatter",
            choices=("scatter", "gather"),
        ),
    )
    defaults = {
        1: "input=1,2,3&weight=1,2,1&stride=2",
        2: "input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2",
        3: "input=1,2;3,4|5,6;7,8&weight=ones:2x2x2&stride=2",
    }

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        channels, *sizes = input_shape(self, shapes)
        weight = self.weight_shape(shapes, channels)
        groups = settings["groups"]
        if channels % groups:
            repairs: list[Any] = [{"groups": 1}, {"groups": channels}]
            raise refuse("groups", "groups_input", groups, repairs, groups=groups, channels=channels)
        if weight[0] != channels:
            repairs = [{"weight": Shaped((channels, *weight[1:]))}]
            raise refuse("weight", "weight_channels", repairs=repairs, given=weight[0], needed=channels)
        crops, more = self.crops(weight[2:], settings)
        names, stride, dilation = AXIS_NAMES[self.dimensions], settings["stride"], settings["dilation"]
        measures = list(zip(sizes, weight[2:], stride, dilation, strict=True))
        uncropped = [transposed_size(*one, (0, 0), extra) for one, extra in zip(measures, more, strict=True)]
        for whole, crop in zip(uncropped, crops, strict=True):
            if whole - sum(crop) < 1:
                repairs = [{"padding": [(size - 1) // 2 for size in uncropped]}, {"padding": 0}]
                raise refuse("padding", "crop_too_large", repairs=repairs, given=sum(crop), size=whole, most=whole - 1)
        axes = tuple(
            transposed_axis(name, *one, crop, extra)
            for name, one, crop, extra in zip(names, measures, crops, more, strict=True)
        )
        gather = settings["view"] == "gather"
        drawn = {"stretched": (channels, *(axis.drawn for axis in axes))} if gather else {}
        params = {
            "stride": list(stride),
            "padding": pairs(crops),
            "output_padding": list(more),
            "dilation": list(dilation),
            "groups": groups,
            "activation": settings["activation"],
            "view": settings["view"],
        }
        kind = "gather" if gather else "scatter"
        return self.make_plan(shapes, settings, axes, weight, weight[1] * groups, drawn, kind, **params)

    def crops(self, kernel: Shape, settings: Mapping[str, Any]) -> tuple[tuple[Pair, ...], tuple[int, ...]]:
        """Crop and output padding by axis, names resolved."""
        given, more = settings["padding"], settings["output_padding"]
        reaches = [d * (k - 1) + 1 for k, d in zip(kernel, settings["dilation"], strict=True)]
        limits = [max(s, d) for s, d in zip(settings["stride"], settings["dilation"], strict=True)]
        for extra, limit, stride, dilation in zip(more, limits, settings["stride"], settings["dilation"], strict=True):
            if extra >= limit:
                repairs = [{"output_padding": [min(m, top - 1) for m, top in zip(more, limits, strict=True)]}]
                most = limit - 1
                told = {"given": extra, "stride": stride, "dilation": dilation, "most": most}
                raise refuse("output_padding", "output_padding_too_large", list(more), repairs, **told)
        if isinstance(given, str):
            if given == "same" and any(more):
                raise refuse("output_padding", "same_with_output_padding", list(more), [{"output_padding": 0}])
            named = [named_crop(given, reach, s) for reach, s in zip(reaches, settings["stride"], strict=True)]
            return tuple(crop for crop, _ in named), tuple(m + extra for m, (_, extra) in zip(more, named, strict=True))
        return given, more

    def arranged(self, plan: Plan, weight: Any) -> Any:
        grouped = weight.reshape(plan.groups, plan.fan_in, plan.fan_out, *plan.kernel)
        return turned(grouped.swapaxes(1, 2), self.dimensions)

    def given(self, plan: Plan, arranged: Array) -> Array:
        back: Array = turned(arranged, self.dimensions).swapaxes(1, 2).reshape(plan.shapes["weight"])
        return back

    def read_grid(self, plan: Plan, grid: Array) -> Array:
        return grid

    def steps(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> dict[str, Any]:
        read = self.gather if plan.kind == "gather" else self.scatter
        return read(plan, grids, offset, count)

    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        answer = super().compute(plan, grids, offset, count, whole)
        if whole and plan.kind == "gather":
            answer["stretched"] = stretched(plan, grids["input"])
        return answer

    def scatter(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> dict[str, Any]:
        """Step columns of the reading in which each input cell paints its window."""
        coordinates = np.unravel_index(np.arange(offset, offset + count), plan.shapes["input"])
        origin, target = painted_cells(plan, coordinates)
        value = grids["input"].reshape(-1)[offset : offset + count]
        weight = grids["weight"].reshape(plan.shapes["weight"])[coordinates[0]]
        products = value.reshape(-1, *(1,) * (weight.ndim - 1)) * weight
        return {
            "input": np.stack(coordinates, axis=1),
            "origin": origin,
            "value": value,
            "product": products,
            "before": self.before(plan, grids, offset, target, products),
        }

    def before(self, plan: Plan, grids: Mapping[str, Any], offset: int, target: IntArray, products: Array) -> Array:
        """What each painted cell held before its product came, NaN where cropped.

        A cell's products lie in the order of the steps in one row of a table, after what it held when the page
        began; the running sums along the rows are what it held at each time.
        """
        painted = np.flatnonzero(target.reshape(-1) >= 0)
        order = painted[np.argsort(target.reshape(-1)[painted], kind="stable")]
        cells, first, counts = np.unique(target.reshape(-1)[order], return_index=True, return_counts=True)
        row = np.repeat(np.arange(len(cells)), counts)
        turn = np.arange(len(order)) - first[row]
        table = np.zeros((len(cells), int(counts.max(initial=0)) + 1))
        table[:, 0] = self.held(plan, grids, cells, offset)
        table[row, turn + 1] = products.reshape(-1)[order]
        result = np.full(products.size, np.nan)
        result[order] = np.cumsum(table, axis=1)[row, turn]
        return result.reshape(products.shape)

    def held(self, plan: Plan, grids: Mapping[str, Any], cells: IntArray, offset: int) -> Array:
        """What these output cells hold after the first `offset` steps."""
        held = np.zeros(len(cells))
        if offset == 0:
            return held
        weight = self.arranged(plan, grids["weight"]).reshape(plan.shapes["output"][0], -1)
        for start, count in exact.chunks(len(cells), weight.shape[1]):
            some = cells[start : start + count]
            index = exact.rows(exact.layout_of(plan, some).index)
            window = exact.taken(grids["input"], np.where(index < offset, index, -1), 0.0)
            held[start : start + count] = exact.running_sums(window * weight[some // prod(plan.output)])[:, -1]
        return held


def painted_cells(plan: Plan, coordinates: tuple[IntArray, ...]) -> tuple[IntArray, IntArray]:
    """Where each input cell's window begins, and the flat output index of each cell painted, -1 where cropped.

    Shapes [n, d] and [n, fan_out, *kernel], kernel in the order of the given weight.
    """
    count, dimensions = len(coordinates[0]), len(plan.axes)
    origin = np.empty((count, dimensions), dtype=np.intp)
    plane = np.zeros((count,) + (1,) * dimensions, dtype=np.intp)
    cropped = np.zeros_like(plane, dtype=bool)
    for number, (axis, position) in enumerate(zip(plan.axes, coordinates[1:], strict=True)):
        assert isinstance(axis, TransposedAxis)
        painted = axis.painted(position)
        origin[:, number] = painted[:, 0]
        along = [count] + [1] * dimensions
        along[number + 1] = axis.kernel
        painted = painted.reshape(along)
        cropped = cropped | (painted < 0) | (painted >= axis.output)
        plane = plane * axis.output + painted
    filters = (coordinates[0] // plan.fan_in * plan.fan_out)[:, None] + np.arange(plan.fan_out)
    target = filters.reshape(count, plan.fan_out, *(1,) * dimensions) * prod(plan.output) + plane[:, None]
    return origin, np.where(cropped[:, None], -1, target)


def stretched(plan: Plan, grid: Array) -> Array:
    """The input with zeros between its cells and a ring around, as the gather reading sees it."""
    for number, axis in enumerate(plan.axes, start=1):
        source = axis.source(np.arange(axis.drawn))
        grid = grid.take(source, axis=number)
        grid[(slice(None),) * number + (source < 0,)] = 0.0
    return grid
