"""Convolution, as deep learning means it: cross-correlation with channels and groups.

Frameworks agree on the sum (torch.nn.functional.conv1d…3d). Where they differ: `same` puts the odd cell after, as
TensorFlow and ONNX SAME_UPPER do at every stride and PyTorch at stride 1; a stride that does not divide floors, as
everywhere; `flip` turns the kernel by 180°, the mathematician's convolution (scipy.signal.convolve).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.operators.convolving import ACTIVATION, BIAS, GROUPS, WEIGHT_TITLE, Convolving, turned
from app.operators.errors import Shaped, refuse
from app.operators.exact import Array
from app.operators.fitting import input_shape
from app.operators.operator import AXIS_NAMES, DILATION, INPUT, Plan, register
from app.operators.parameters import Choice, Grid, PerAxis, Sides, Switch
from app.operators.shapes import Shape, pairs
from app.operators.sliding import fold, padded, window_paddings
from app.operators.taps import window_axis


@register
class Conv(Convolving):
    """Each output cell is the sum of a window's cells, each times its weight."""

    family = "conv"
    title = {"en": "convolution", "zh-Hans": "卷积"}
    help = {
        "en": "A small grid of weights slides over the input; each stop gives one sum of products.",
        "zh-Hans": "一小块权重在输入上滑动；每停一处得到一个乘积之和。",
    }
    parameters = (
        INPUT,
        Grid(
            "weight",
            WEIGHT_TITLE,
            {
                "en": "the kernel: [out, in/groups, *kernel], or [*kernel] for one filter on one channel",
                "zh-Hans": "卷积核：[输出, 输入/组数, *核]，单通道单滤波器时为 [*核]",
            },
            required=True,
            axes=("out", "in/groups", "*kernel"),
            generators=("kernel", "grid"),
            smallest=("ones:{ones}", "ones:1x{channels}x{ones}"),
        ),
        BIAS,
        PerAxis(
            "stride",
            {"en": "Stride", "zh-Hans": "步幅"},
            {"en": "cells the window moves at each step", "zh-Hans": "窗口每步移动的格数"},
            default=1,
            basic=True,
        ),
        Sides(
            "padding",
            {"en": "Padding", "zh-Hans": "填充"},
            {
                "en": "cells put around the input: a number, one an axis, [before, after], or a name",
                "zh-Hans": "在输入四周补的格数：一个数、每轴一个、[前, 后]，或名称",
            },
            default=0,
            basic=True,
            names=("valid", "same", "same_lower", "full", "causal"),
        ),
        Choice(
            "padding_mode",
            {"en": "Padding mode", "zh-Hans": "填充方式"},
            {
                "en": "what the padding repeats: nothing but zeros, or the input itself",
                "zh-Hans": "填充的内容：零，或输入自身",
            },
            default="zeros",
            choices=("zeros", "reflect", "replicate", "circular"),
        ),
        DILATION,
        GROUPS,
        Switch(
            "flip",
            {"en": "Flip kernel", "zh-Hans": "翻转卷积核"},
            {
                "en": "turn the kernel by 180°: the mathematician's convolution",
                "zh-Hans": "将核旋转 180°：数学意义上的卷积",
            },
            default=False,
        ),
        ACTIVATION,
    )
    defaults = {
        1: "input=0,0,0,9,9,9,0,0&weight=-1,0,1",
        2: "input=edge:6x6&weight=-1,0,1;-1,0,1;-1,0,1",
        3: "input=edge:4x4x4&weight=-1,1|-1,1",
    }

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        channels, *sizes = input_shape(self, shapes)
        weight = self.weight_shape(shapes, channels)
        filters, groups = weight[0], settings["groups"]
        self.check_groups(channels, weight, groups)
        padding = self.paddings(sizes, shapes["weight"], settings)
        axes = tuple(
            window_axis(name, size, kernel, stride, dilation, sides, settings["padding_mode"], turned=settings["flip"])
            for name, size, kernel, stride, dilation, sides in zip(
                AXIS_NAMES[self.dimensions],
                sizes,
                weight[2:],
                settings["stride"],
                settings["dilation"],
                padding,
                strict=True,
            )
        )
        drawn = {"padded": (channels, *(axis.drawn for axis in axes))}
        params = {
            "stride": list(settings["stride"]),
            "padding": pairs(padding),
            "padding_mode": settings["padding_mode"],
            "dilation": list(settings["dilation"]),
            "groups": groups,
            "flip": settings["flip"],
            "activation": settings["activation"],
        }
        return self.make_plan(shapes, settings, axes, weight, filters, drawn, "gather", **params)

    def check_groups(self, channels: int, weight: Shape, groups: int) -> None:
        filters, reads = weight[:2]
        repairs: list[Any]
        fitting = {"groups": channels // reads} if reads and channels % reads == 0 else None
        if channels % groups:
            repairs = [fitting, {"groups": 1}, {"groups": 1, "weight": Shaped((filters, channels, *weight[2:]))}]
            raise refuse("groups", "groups_input", groups, repairs, groups=groups, channels=channels)
        if filters % groups:
            kept = {"weight": Shaped((max(1, filters // groups) * groups, channels // groups, *weight[2:]))}
            repairs = [fitting, {"groups": 1}, kept]
            raise refuse("groups", "groups_output", groups, repairs, groups=groups, channels=filters)
        if reads * groups != channels:
            needed = channels // groups
            repairs = [fitting, {"weight": Shaped((filters, needed, *weight[2:]))}]
            raise refuse("weight", "channels_differ", repairs=repairs, given=reads, needed=needed)

    def paddings(self, sizes: list[int], weight: Shape, settings: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
        """Padding by axis, once it is known that a window fits."""
        padding = window_paddings(self, sizes, weight[-self.dimensions :], settings, weight)
        mode = settings["padding_mode"]
        if mode in ("reflect", "circular"):
            limits = [size - (mode == "reflect") for size in sizes]
            for size, most, sides in zip(sizes, limits, padding, strict=True):
                if max(sides) > most:
                    less = [[min(most, side) for side in one] for most, one in zip(limits, padding, strict=True)]
                    repairs = [{"padding": less}, {"padding_mode": "zeros"}]
                    given = max(sides)
                    raise refuse("padding", f"{mode}_too_large", given, repairs, given=given, size=size, most=most)
        return padding

    def arranged(self, plan: Plan, weight: Any) -> Any:
        grouped = weight.reshape(plan.groups, plan.fan_out, plan.fan_in, *plan.kernel)
        return turned(grouped, self.dimensions) if plan.settings["flip"] else grouped

    def filters(self, plan: Plan, weight: Array) -> Array:
        return turned(weight, self.dimensions) if plan.settings["flip"] else weight

    def given(self, plan: Plan, arranged: Array) -> Array:
        back = turned(arranged, self.dimensions) if plan.settings["flip"] else arranged
        return back.reshape(plan.shapes["weight"])

    def read_grid(self, plan: Plan, grid: Array) -> Array:
        return padded(plan, grid, 0.0)

    def fold(self, plan: Plan, grad: Array) -> Array:
        return fold(plan, grad)

    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        answer = super().compute(plan, grids, offset, count, whole)
        return {"padded": self.read_grid(plan, grids["input"]), **answer} if whole else answer
