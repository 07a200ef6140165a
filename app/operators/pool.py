"""Pooling: a window slides over each channel by itself and one rule makes a value of its cells.

Sizes, `ceil_mode`, `count_include_pad` and `divisor_override` are PyTorch's (torch.nn.functional.max_pool1d …
avg_pool3d): with `ceil_mode` a window must start inside the input or its left padding, and the divisor counts taps
inside the padded extent. Padding may exceed half the kernel, as in ONNX, but no window may lie wholly in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any, ClassVar

import numpy as np

from app.operators import exact
from app.operators.errors import refuse
from app.operators.exact import Array, Layout
from app.operators.fitting import check_gradient, input_shape
from app.operators.operator import AXIS_NAMES, DILATION, INPUT, Operator, Plan, register
from app.operators.parameters import Divisor, Parameter, PerAxis, Positive, Sides, Switch
from app.operators.rules import Average, Norm, Rule, Select
from app.operators.shapes import Shape, cells, pairs
from app.operators.sliding import padded, window_paddings
from app.operators.taps import Axis, WindowAxis, window_axis

KERNEL_SIZE = PerAxis(
    "kernel_size",
    {"en": "Kernel size", "zh-Hans": "核大小"},
    {"en": "cells of the window along each axis", "zh-Hans": "窗口沿每个轴的格数"},
    default=2,
    required=True,
)
STRIDE = PerAxis(
    "stride",
    {"en": "Stride", "zh-Hans": "步幅"},
    {
        "en": "cells the window moves at each step; the kernel size if left out",
        "zh-Hans": "窗口每步移动的格数；省略时等于核大小",
    },
    nullable=True,
    basic=True,
)
PADDING = Sides(
    "padding",
    {"en": "Padding", "zh-Hans": "填充"},
    {"en": "cells put around the input; they never win and add nothing", "zh-Hans": "在输入四周补的格数；不参与取值"},
    default=0,
    basic=True,
    names=("valid", "same", "same_lower", "full", "causal"),
)
CEIL_MODE = Switch(
    "ceil_mode",
    {"en": "Ceil mode", "zh-Hans": "向上取整"},
    {"en": "a last window may hang over the end", "zh-Hans": "允许最后一个窗口伸出末端"},
    default=False,
)


class Pool(Operator):
    """What every pooling shares: windows of one channel, a rule, and where the gradient goes."""

    section = {"en": "pooling", "zh-Hans": "池化"}
    rule: ClassVar[Rule]
    answers_indices: ClassVar[bool] = False

    def make_plan(
        self, shapes: Mapping[str, Shape], settings: Mapping[str, Any], axes: tuple[Axis, ...], **params: Any
    ) -> Plan:
        channels = input_shape(self, shapes)[0]
        output = (channels, *(axis.output for axis in axes))
        drawn = {"padded": (channels, *(axis.drawn for axis in axes))} if "padding" in self.fields else {}
        taps = prod(axis.kernel for axis in axes)
        return check_gradient(
            Plan(
                operator=self,
                settings=settings,
                params=params,
                axes=axes,
                channels=len(shapes["input"]) > self.dimensions,
                groups=channels,
                fan_in=1,
                fan_out=1,
                shapes={"input": (channels, *(axis.input for axis in axes)), **drawn, "output": output},
                counts={"parameters": 0, "macs": 0},
                work=cells(output) * taps,
                kind="gather",
                total=cells(output),
                step_values=taps + 3 * self.dimensions + 6,
            ),
            shapes,
        )

    def divisor(self, plan: Plan, place: Layout) -> Array:
        """What each window's sum is divided by where the rule divides."""
        counts: Array = (exact.rows(place.index) >= 0).sum(axis=1).astype(float)
        return counts

    def windows(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> tuple[Layout, Array, Any]:
        """Layout, windows [n, taps] and the rule's columns of some steps."""
        place = exact.layout(plan, offset, count)
        window = exact.rows(exact.windows(grids["input"], place, np.nan))
        with np.errstate(over="ignore", invalid="ignore"):
            columns = self.rule.reduce(window, self.divisor(plan, place), plan.settings)
        return place, window, columns

    def steps(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> dict[str, Any]:
        place, window, columns = self.windows(plan, grids, offset, count)
        tap = columns.pop("tap", None)
        shaped = window.reshape(place.index.shape)
        result = {"output": place.output, "origin": place.origin, "window": shaped, **columns}
        if tap is not None:
            winner = np.take_along_axis(exact.rows(place.index), tap[:, None], axis=1)[:, 0]
            result["selected"] = np.stack(np.unravel_index(winner, plan.shapes["input"]), axis=1)
        return result

    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        steps = self.steps(plan, grids, offset, count)
        exact.finite(steps["value"], *([steps["sum"]] if "sum" in steps else []))
        if not whole and self.safe(plan, grids):
            return {"steps": steps}
        values, flat = self.all_values(plan, grids)
        exact.finite(values)
        answer: dict[str, Any] = {"output": values.reshape(plan.shapes["output"]), "steps": steps}
        if "padded" in plan.shapes:
            answer["padded"] = padded(plan, grids["input"], np.nan)
        if self.answers_indices and flat is not None:
            answer["indices"] = flat.reshape(plan.shapes["output"]) % prod(plan.input)
        return answer

    def safe(self, plan: Plan, grids: Mapping[str, Any]) -> bool:
        """Whether no window can leave float64: not even one full of the largest cell."""
        window = np.full((1, plan.window), np.abs(grids["input"]).max())
        with np.errstate(over="ignore"):
            columns = self.rule.reduce(window, np.ones(1), plan.settings)
        return all(np.isfinite(columns[name]).all() for name in ("sum", "value") if name in columns)

    def all_values(self, plan: Plan, grids: Mapping[str, Any]) -> tuple[Array, Any]:
        """Values of all steps, and the flat input index of each winner where the rule has winners."""
        values, winners = [], []
        for offset, count in exact.chunks(plan.total, prod(plan.kernel)):
            place, _, columns = self.windows(plan, grids, offset, count)
            values.append(columns["value"])
            if "tap" in columns:
                index = exact.rows(place.index)
                winners.append(np.take_along_axis(index, columns["tap"][:, None], axis=1)[:, 0])
        return np.concatenate(values), np.concatenate(winners) if winners else None

    @np.errstate(over="ignore", invalid="ignore")
    def gradients(self, plan: Plan, grids: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        grad = grids["grad_output"].reshape(-1)
        result = np.zeros(cells(plan.shapes["input"]))
        for offset, count in exact.chunks(plan.total, prod(plan.kernel)):
            place, window, columns = self.windows(plan, grids, offset, count)
            shares = self.rule.share(window, columns, plan.settings) * grad[offset : offset + count, None]
            index = exact.rows(place.index)
            np.add.at(result, index[index >= 0], shares[index >= 0])
        exact.finite(result)
        return {"input": result.reshape(plan.shapes["input"])}

    def entries(self, plan: Plan, grids: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
        """Row, column and value of every meeting of an output cell with an input cell; there are no weights."""
        place, window, columns = self.windows(plan, grids, 0, plan.total)
        index = exact.rows(place.index)
        row, tap = np.nonzero(index >= 0)
        return row, index[row, tap], self.rule.share(window, columns, plan.settings)[row, tap], None


class SlidingPool(Pool):
    """A pooling whose window slides with a stride over a padded input."""

    settings: ClassVar[tuple[Parameter, ...]] = ()
    parameters: ClassVar[tuple[Parameter, ...]] = (INPUT, KERNEL_SIZE, STRIDE, PADDING, DILATION, CEIL_MODE)
    defaults = {
        1: "input=1,3,2,9,4,7,5,6&kernel_size=2",
        2: "input=1,3,2,4;5,6,1,2;7,2,9,1;3,4,0,8&kernel_size=2",
        3: "input=random:4x4x4:7&kernel_size=2",
    }

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        _, *sizes = input_shape(self, shapes)
        kernel = settings["kernel_size"]
        settings = {**settings, "stride": settings["stride"] or kernel}
        padding = window_paddings(self, sizes, kernel, settings)
        measures = zip(
            AXIS_NAMES[self.dimensions], sizes, kernel, settings["stride"], settings["dilation"], padding, strict=True
        )
        axes = tuple(window_axis(*measure, ceil=settings["ceil_mode"]) for measure in measures)
        self.check_windows(axes, settings)
        params = {
            "kernel_size": list(kernel),
            "stride": list(settings["stride"]),
            "padding": pairs(padding),
            "dilation": list(settings["dilation"]),
            "ceil_mode": settings["ceil_mode"],
            **{one.name: settings[one.name] for one in self.settings},
        }
        return self.make_plan(shapes, settings, axes, **params)

    def check_windows(self, axes: tuple[WindowAxis, ...], settings: Mapping[str, Any]) -> None:
        """Refuses a pooling one of whose windows reads nothing at all."""
        if all(axis.every_window_reads() for axis in axes):
            return
        less = [[min(axis.effective_kernel - 1, side) for side in axis.padding] for axis in axes]
        half = [[min(axis.effective_kernel // 2, side) for side in axis.padding] for axis in axes]
        repairs = [
            {"padding": less},
            {"padding": half},
            {"ceil_mode": False},
            {"padding": less, "ceil_mode": False},
            {"padding": 0},
            {"dilation": 1},
            {"padding": 0, "dilation": 1},
        ]
        most = min(axis.effective_kernel - 1 for axis in axes)
        raise refuse("padding", "window_in_padding", pairs(tuple(axis.padding for axis in axes)), repairs, most=most)


@register
class MaxPool(SlidingPool):
    """Keeps the largest cell of each window."""

    family = "max_pool"
    title = {"en": "max pooling", "zh-Hans": "最大池化"}
    help = {"en": "Each window keeps its largest cell.", "zh-Hans": "每个窗口保留最大的格子。"}
    rule = Select(np.argmax, -np.inf, np.maximum)
    answers_indices = True


@register
class AvgPool(SlidingPool):
    """The mean of each window."""

    family = "avg_pool"
    title = {"en": "average pooling", "zh-Hans": "平均池化"}
    help = {"en": "Each window gives the mean of its cells.", "zh-Hans": "每个窗口给出其格子的平均值。"}
    rule = Average()
    linear = True
    settings = (
        Switch(
            "count_include_pad",
            {"en": "Count padding", "zh-Hans": "计入填充"},
            {"en": "padding cells count in the divisor", "zh-Hans": "除数中计入填充格"},
            default=True,
        ),
        Divisor(
            "divisor_override",
            {"en": "Divisor", "zh-Hans": "除数"},
            {"en": "divide every sum by this number", "zh-Hans": "用此数除每个和"},
        ),
    )
    parameters = (*SlidingPool.parameters, *settings)

    def divisor(self, plan: Plan, place: Layout) -> Array:
        settings = plan.settings
        if settings["divisor_override"] is not None:
            return np.full(len(place.output), float(settings["divisor_override"]))
        if not settings["count_include_pad"]:
            return super().divisor(plan, place)
        counts = np.ones(len(place.output))
        for axis, position in zip(plan.axes, place.output[:, 1:].T, strict=True):
            counts *= (axis.places(position) < axis.input + axis.padding[1]).sum(axis=1)
        return counts


@register
class LpPool(SlidingPool):
    """The p-norm of each window."""

    family = "lp_pool"
    title = {"en": "Lp pooling", "zh-Hans": "Lp 池化"}
    help = {"en": "Each window gives the p-norm of its cells.", "zh-Hans": "每个窗口给出其格子的 p 范数。"}
    rule = Norm()
    settings = (
        Positive(
            "norm_type",
            {"en": "Norm p", "zh-Hans": "范数 p"},
            {
                "en": "the power p: 1 sums sizes, 2 is the Euclidean norm",
                "zh-Hans": "幂次 p：1 为绝对值之和，2 为欧几里得范数",
            },
            default=2,
        ),
    )
    parameters = (*SlidingPool.parameters, *settings)
    defaults = {size: f"{query}&norm_type=2" for size, query in SlidingPool.defaults.items()}
