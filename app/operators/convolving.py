"""What a convolution and its transpose share: weights, channels, groups, sums, steps and gradients.

Knows no padding rule and no axis: a family brings those.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from app.operators import exact
from app.operators.errors import Shaped, refuse
from app.operators.exact import Array, Column
from app.operators.fitting import check_gradient, input_shape, wrong_axes
from app.operators.operator import Operator, Plan
from app.operators.parameters import Choice, Grid, Whole
from app.operators.shapes import Shape, cells
from app.operators.taps import Axis

WEIGHT_TITLE = {"en": "Weights", "zh-Hans": "权重"}
BIAS = Grid(
    "bias",
    {"en": "Bias", "zh-Hans": "偏置"},
    {"en": "a number, or one for each output channel, added last", "zh-Hans": "一个数，或每个输出通道一个，最后相加"},
    axes=("out",),
)
ACTIVATION = Choice(
    "activation",
    {"en": "Activation", "zh-Hans": "激活函数"},
    {"en": "applied to each output cell, last", "zh-Hans": "最后作用于每个输出格子"},
    default="none",
    choices=exact.ACTIVATIONS,
)
GROUPS = Whole(
    "groups",
    {"en": "Groups", "zh-Hans": "分组"},
    {
        "en": "channels are split into groups that do not see each other; as many groups as channels is depthwise",
        "zh-Hans": "通道被分成互不相见的组；组数等于通道数即为逐通道卷积",
    },
    default=1,
    divides=("in", "out"),
)


class Convolving(Operator):
    """What a convolution and its transpose share: weights, channels, sums, gradients."""

    linear = True
    transposed = False

    # shapes

    def weight_shape(self, shapes: Mapping[str, Shape], channels: int) -> Shape:
        """Shape of the weight with both channel axes; Refused when it has other axes."""
        given = shapes["weight"]
        if len(given) == self.dimensions:
            if channels > 1:
                each = Shaped((channels, 1, *given))
                every = each if self.transposed else Shaped((1, channels, *given))
                repairs = [{"weight": every}, {"weight": each, "groups": channels}]
                raise refuse("weight", "one_kernel_many_channels", repairs=repairs, channels=channels)
            return (1, 1, *given)
        if len(given) != self.dimensions + 2:
            kernel = (*(1,) * (self.dimensions - len(given)), *given)[-self.dimensions :]
            most = self.dimensions + 2
            fixed = [
                Shaped((1, channels, *kernel)) if len(given) < self.dimensions and not self.transposed else None,
                Shaped((channels, 1, *kernel)) if len(given) < self.dimensions and self.transposed else None,
                Shaped((*given, *(1,) * most)[:most] if len(given) < most else given[:2] + kernel),
                Shaped((channels, channels, *(1,) * self.dimensions)),
            ]
            repairs = [{"weight": shape} for shape in fixed if shape]
            raise wrong_axes(self, "weight", given, self.dimensions, self.dimensions + 2, repairs)
        return given

    def check_bias(self, shapes: Mapping[str, Shape], filters: int) -> None:
        given = shapes.get("bias")
        if given not in (None, (), (1,), (filters,)):
            repairs = [{"bias": Shaped((filters,))}, {"bias": None}]
            if len(given or ()) > 1:
                raise refuse("bias", "shape_differs", repairs=repairs, given=list(given or ()), needed=[filters])
            raise refuse("bias", "bias_length", repairs=repairs, given=cells(given or ()), needed=filters)

    def make_plan(
        self,
        shapes: Mapping[str, Shape],
        settings: Mapping[str, Any],
        axes: tuple[Axis, ...],
        weight: Shape,
        filters: int,
        drawn: Mapping[str, Shape],
        kind: str,
        **params: Any,
    ) -> Plan:
        """The plan once axes and channels are known."""
        channels, groups = input_shape(self, shapes)[0], settings["groups"]
        self.check_bias(shapes, filters)
        output = (filters, *(axis.output for axis in axes))
        kernel = weight[2:]
        full = {"input": (channels, *(axis.input for axis in axes)), **drawn, "weight": weight, "output": output}
        starts = full["input"] if self.transposed else output  # each of these cells meets the whole window once
        macs = cells(starts) * weight[1] * prod(kernel)
        biased = "bias" in shapes
        counts = {
            "parameters": cells(weight) + filters * biased,
            "macs": macs,
            "dense_parameters": cells(full["input"]) * cells(output) + cells(output) * biased,
            "unshared_parameters": macs + cells(output) * biased,
        }
        fan_in, fan_out = channels // groups, filters // groups
        scatter = kind == "scatter"
        return check_gradient(
            Plan(
                operator=self,
                settings=settings,
                params=params,
                axes=axes,
                channels=len(shapes["input"]) > self.dimensions or len(shapes["weight"]) > self.dimensions,
                groups=groups,
                fan_in=fan_in,
                fan_out=fan_out,
                shapes=full,
                counts=counts,
                work=macs * (3 if "grad_output" in shapes else 1),
                kind=kind,
                total=cells(full["input"] if scatter else output),
                step_values=(2 * fan_out if scatter else 3 * fan_in) * prod(kernel) + 2 * self.dimensions + 5,
            ),
            shapes,
        )

    # values

    def arranged(self, plan: Plan, weight: Any) -> Any:
        """The weight as [groups, filters, channels, *kernel] in window order."""
        raise NotImplementedError

    def filters(self, plan: Plan, weight: Array) -> Array:
        """The weight as [filters, channels, *kernel] in window order."""
        filters: Array = self.arranged(plan, weight).reshape(plan.shapes["output"][0], plan.fan_in, *plan.kernel)
        return filters

    def given(self, plan: Plan, arranged: Array) -> Array:
        """The way back: a gradient in the shape of the weight."""
        raise NotImplementedError

    def read_grid(self, plan: Plan, grid: Array) -> Array:
        """The grid whose cells the columns name: the padded input, or the input itself."""
        raise NotImplementedError

    def columns(self, plan: Plan) -> list[list[Column]]:
        """(output, read) slices of every window position, by axis."""
        return [[axis.column(position) for position in range(axis.kernel)] for axis in plan.axes]

    def sums(self, plan: Plan, grids: Mapping[str, Any]) -> Array:
        """Sums before the bias, [filters, *output], by shift-and-accumulate."""
        read = self.read_grid(plan, grids["input"])
        source = read.reshape(plan.groups, plan.fan_in, *read.shape[1:])
        weight = self.arranged(plan, grids["weight"])
        total = exact.accumulate(source, weight, self.columns(plan), plan.output)
        return total.reshape(plan.shapes["output"])

    def finish(self, plan: Plan, sums: Array, bias: Array | None) -> tuple[Array, Array]:
        """Values before and after the activation."""
        if bias is not None:
            sums = sums + bias.reshape(-1, *(1,) * (sums.ndim - 1))
        return sums, exact.activate(plan.settings["activation"], sums)

    def gather(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> dict[str, Any]:
        """Step columns of the reading in which each output cell collects its products."""
        place = exact.layout(plan, offset, count)
        window = exact.windows(grids["input"], place, 0.0)
        weight = self.filters(plan, grids["weight"])
        products = window * (weight if len(weight) == 1 else weight[place.output[:, 0]])
        running = exact.running_sums(products.reshape(count, plan.window))
        sums = value = running[:, -1].copy()
        columns = {
            "output": place.output,
            "origin": place.origin,
            "window": window,
            "product": products,
            "running": running.reshape(products.shape),
            "sum": sums,
        }
        if grids.get("bias") is not None:
            value = sums + grids["bias"][place.output[:, 0]]
        if plan.settings["activation"] != "none":
            columns["pre_activation"] = value
            value = exact.activate(plan.settings["activation"], value)
        columns["value"] = value
        return columns

    def steps(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int) -> dict[str, Any]:
        return self.gather(plan, grids, offset, count)

    @exact.bounded
    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        columns = self.steps(plan, grids, offset, count)
        answer: dict[str, Any] = {"steps": columns}
        if not whole and self.safe(plan, grids):
            return answer
        if plan.kind == "gather" and count == plan.total:
            before = output = columns["value"].reshape(plan.shapes["output"])
            if "pre_activation" in columns:
                before = columns["pre_activation"].reshape(plan.shapes["output"])
        else:
            before, output = self.finish(plan, self.sums(plan, grids), grids.get("bias"))
        return {"output": output, "before_activation": before, **answer}

    def safe(self, plan: Plan, grids: Mapping[str, Any]) -> bool:
        """Whether no sum can leave float64, whatever the order."""
        bias = grids.get("bias")
        largest = float(np.abs(grids["input"]).max()) * float(np.abs(grids["weight"]).max())
        return largest * plan.fan_in * prod(plan.kernel) + (0 if bias is None else float(np.abs(bias).max())) < 1e308

    @exact.bounded
    def gradients(self, plan: Plan, grids: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        """Gradients of sum(output · grad_output): the input's by the operator with its ends swapped."""
        slope = exact.slope(plan.settings["activation"], answer["before_activation"], answer["output"])
        grad = (grids["grad_output"] * slope).reshape(plan.groups, plan.fan_out, *plan.output)
        read = self.read_grid(plan, grids["input"])
        source = read.reshape(plan.groups, plan.fan_in, *read.shape[1:])
        weight = self.arranged(plan, grids["weight"])
        columns = self.columns(plan)
        swapped = [[(reads, writes) for writes, reads in column] for column in columns]
        to_read = exact.accumulate(grad, weight.swapaxes(1, 2), swapped, read.shape[1:], backwards=True)
        gradients = {
            "input": self.fold(plan, to_read.reshape(read.shape)),
            "weight": self.given(plan, exact.weight_sums(source, grad, columns, plan.kernel)),
        }
        if grids.get("bias") is not None:
            gradients["bias"] = exact.in_order(grad.reshape(plan.shapes["output"][0], -1))
        return gradients

    def entries(self, plan: Plan, grids: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
        """Row, column, value and weight index of every meeting of an output cell with an input cell."""
        place = exact.layout(plan, 0, cells(plan.shapes["output"]))
        index = exact.rows(place.index)
        row, tap = np.nonzero(index >= 0)
        numbered = np.arange(cells(plan.shapes["weight"])).reshape(plan.shapes["weight"])
        weight = self.arranged(plan, numbered).reshape(plan.shapes["output"][0], -1)[place.output[row, 0], tap]
        return row, index[row, tap], grids["weight"].reshape(-1)[weight], weight

    def fold(self, plan: Plan, grad: Array) -> Array:
        """The gradient of the read grid brought back to the input."""
        return grad


def turned(weight: Any, dimensions: int) -> Any:
    """The kernel turned by 180°."""
    back: Any = (..., *(slice(None, None, -1),) * dimensions)
    return weight[back]
