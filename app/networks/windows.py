"""Layers that are operators: convolution, transposed convolution, pooling, unpooling, global pooling.

Sizes, wiring and numbers are the operators' own; known here is only how a layer's fields become an experiment's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.networks.layer import BIAS, WEIGHT, Layer, Place, check_expected, expected, lacking, register
from app.networks.node import Node
from app.operators.conv_transpose import ConvTranspose
from app.operators.errors import Problem, Refused, Shaped, refuse
from app.operators.exact import Array
from app.operators.grids import prepared
from app.operators.operator import OPERATORS, Operator, Plan
from app.operators.parameters import Parameter, PerAxis, Whole
from app.operators.pool import KERNEL_SIZE
from app.operators.shapes import Shape
from app.operators.taps import Axis, transposed_axis

LEFT_OUT = {"input", "weight", "bias", "indices", "grad_output", "offset", "limit", "view", "flip", "activation"}
CHANNELS = expected("in_channels", "Input channels", "输入通道")
FILTERS = Whole(
    "out_channels",
    {"en": "Filters", "zh-Hans": "滤波器"},
    {"en": "channels that the layer gives", "zh-Hans": "该层给出的通道数"},
    default=1,
)
KERNEL = PerAxis("kernel_size", KERNEL_SIZE.title, KERNEL_SIZE.help, default=3)


class OperatorLayer(Layer):
    """A layer that is one operator of the catalogue."""

    own: tuple[Parameter, ...] = ()

    def __init__(self, op: str, operator: Operator) -> None:
        self.parameters = (*self.own, *(one for name, one in operator.fields.items() if name not in LEFT_OUT))
        self.title = operator.title
        super().__init__(op)
        self.dimensions: int = operator.dimensions
        self.operator = operator
        self._settings = {one.name for one in self.parameters if one.name in operator.fields and one not in self.own}

    def planned(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        """The operator's plan for these settings of the layer."""
        values = {name: settings[name] for name in self._settings if settings[name] is not None}
        complete = self.operator.read(values)
        del complete["offset"], complete["limit"]
        return self.operator.planned(shapes, complete)

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        plan = self.planned({"input": shape}, settings)
        node = self.node(place, shape, settings, plan, plan.axes)
        if getattr(self.operator, "answers_indices", False):
            place.pools.append(node)
        return node

    def node(
        self, place: Place, shape: Shape, settings: Mapping[str, Any], plan: Plan, axes: tuple[Axis, ...], **more: Any
    ) -> Node:
        work, macs = plan.work, plan.counts["macs"]
        made = {"wiring": axes, "macs": macs, "work": work, "plan": plan, **more}
        return Node(self, place.path, place.number, place.name, settings, shape, plan.shapes["output"], **made)

    def shown(self, node: Node) -> dict[str, Any]:
        assert node.plan is not None
        own = {name: value for name, value in super().shown(node).items() if name not in self._settings}
        resolved = {name: value for name, value in node.plan.params.items() if name in self._settings}
        return {**own, **resolved}

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        assert node.plan is not None
        grids = prepared(node.plan, {"input": grid, **weights})
        made = self.operator.compute(node.plan, grids, 0, 0, True)
        kept[node.number] = grids, made
        output: Array = made["output"]
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        assert node.plan is not None
        grids, made = kept[node.number]
        gradients = self.operator.gradients(node.plan, {**grids, "grad_output": grad}, made)
        return gradients.pop("input"), gradients


class Kernel(OperatorLayer):
    """A convolution or its transpose: a layer with weights."""

    own = (CHANNELS, FILTERS, KERNEL, WEIGHT, BIAS)

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        check_expected("in_channels", settings["in_channels"], shape[0])
        settings, weight = self.with_weight(place, shape, settings)
        filters = settings["out_channels"]
        shapes = {"input": shape, "weight": weight, **({"bias": self.bias(place, filters)} if settings["bias"] else {})}
        try:
            plan = self.planned(shapes, settings)
        except Refused as refused:
            raise self.translated(refused, weight, settings, "weight" in place.given) from None
        learnt = {"weight": plan.shapes["weight"], **({"bias": (filters,)} if settings["bias"] else {})}
        return self.node(place, shape, settings, plan, plan.axes, weights=learnt, grids=place.given)

    def with_weight(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> tuple[dict[str, Any], Shape]:
        """Settings with filters and kernel, and the weight's shape; numbers that are given say both."""
        groups, given = settings["groups"], place.given.get("weight")
        transposed = isinstance(self.operator, ConvTranspose)
        if given is not None:
            lone = len(given.shape) == self.dimensions
            sizes = (1, 1, *given.shape) if lone else given.shape
            if len(sizes) == self.dimensions + 2:
                filters = sizes[1] * groups if transposed else sizes[0]
                told = {"out_channels": filters, "kernel_size": sizes[2:]}
                for name, one in told.items():
                    if settings[name] not in (None, one):
                        raise refuse(name, "not_the_weight", settings[name], [{name: one}], needed=one)
                settings = {**settings, **told}
            return dict(settings), given.shape
        for one in (FILTERS, KERNEL):
            if settings[one.name] is None:
                raise lacking(one)
        filters = settings["out_channels"]
        if transposed and filters % groups:
            kept = max(1, filters // groups) * groups
            raise refuse(
                "groups",
                "groups_output",
                groups,
                [{"groups": 1}, {"out_channels": kept}],
                groups=groups,
                channels=filters,
            )
        ends = (shape[0], filters // groups) if transposed else (filters, max(1, shape[0] // groups))
        return dict(settings), (*ends, *settings["kernel_size"])

    def bias(self, place: Place, filters: int) -> Shape:
        return place.given["bias"].shape if "bias" in place.given else (filters,)

    def read(self, values: Mapping[str, Any], axes: int) -> dict[str, Any]:
        none = {FILTERS.name: None, KERNEL.name: None}
        return super().read(values, axes) | {name: none[name] for name in none if name not in values}

    def translated(self, refused: Refused, weight: Shape, settings: Mapping[str, Any], given: bool) -> Refused:
        """The operator's refusal in the layer's words: it speaks of a weight where the layer has a kernel size."""

        def repair(one: Mapping[str, Any]) -> dict[str, Any] | None:
            told = dict(one)
            shaped = told.pop("weight", None)
            if isinstance(shaped, Shaped):
                if given or len(shaped.shape) != len(weight):
                    return None
                if shaped.shape[2:] != weight[2:]:
                    told["kernel_size"] = list(shaped.shape[2:])
                transposed = isinstance(self.operator, ConvTranspose)
                filters = shaped.shape[1] * settings["groups"] if transposed else shaped.shape[0]
                if filters != settings["out_channels"]:
                    told["out_channels"] = filters
            return told or None

        def problem(one: Problem) -> Problem:
            name = "kernel_size" if one.field == "weight" and not given else one.field
            kept = tuple(told for told in map(repair, one.repairs) if told is not None)
            return replace(one, field=name, repairs=kept)

        return Refused(*map(problem, refused.problems))


class Unpool(OperatorLayer):
    """Puts each cell back where the last max pooling took it from.

    Where a cell goes is in that pooling's indices; the wiring is that of every place it could go to.
    """

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        pool = next((one for one in reversed(place.pools) if one.output == shape), None)
        if pool is None:
            raise refuse("op", "no_pool", self.op, shape=list(shape))
        if settings["output_size"] is None:
            settings = {**settings, "output_size": pool.input[1:]}
        plan = self.planned({"input": shape, "indices": shape}, settings)
        if plan.shapes["output"] != pool.input:
            wanted = list(pool.input[1:])
            raise refuse("output_size", "not_the_pool", list(plan.output), [{"output_size": wanted}], needed=wanted)
        place.pools.remove(pool)
        axes = tuple(
            replace(
                transposed_axis(one.name, one.input, one.kernel, one.stride or 1, 1, one.padding), output=one.output
            )
            for one in plan.axes
        )
        return self.node(place, shape, settings, plan, axes, source=pool.number)

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        assert node.source is not None
        indices = kept[node.source][1]["indices"]
        return super().forward(node, grid, {"indices": indices.astype(float)}, kept)


class GlobalPool(Layer):
    """One number a channel: the mean or the largest of all its cells; the axes stay, one cell long."""

    def __init__(self, op: str, family: str) -> None:
        self.pools = {d: OperatorLayer(op, OPERATORS[f"{family}{d}d"]) for d in (1, 2, 3)}
        kind, chinese = ("average", "平均") if "avg" in op else ("max", "最大")
        self.title = {"en": f"global {kind} pooling", "zh-Hans": f"全局{chinese}池化"}
        super().__init__(op)

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        axes = len(shape) - 1
        if axes == 0:
            raise refuse("op", "no_axes", self.op, op=self.op)
        node = self.pools[axes].plan(place, shape, {"output_size": (1,) * axes, "name": settings["name"]})
        return replace(node, layer=self, settings=settings)

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        return self.pools[grid.ndim - 1].forward(node, grid, weights, kept)

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return self.pools[grad.ndim - 1].backward(node, grad, weights, kept)


KINDS = {"conv": Kernel, "conv_transpose": Kernel, "max_unpool": Unpool}
register(*(KINDS.get(one.family, OperatorLayer)(name, one) for name, one in OPERATORS.items()))
register(
    GlobalPool("global_avg_pool", "adaptive_avg_pool"),
    GlobalPool("global_max_pool", "adaptive_max_pool"),
)
