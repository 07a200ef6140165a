"""Layers that read all places at once: flatten and the fully connected layer.

Knows rows of features; after them nothing has a place any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.networks.layer import BEFORE, BIAS, WEIGHT, Layer, Place, check_expected, check_shape, expected, register
from app.networks.node import Node, Wiring
from app.operators import exact
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.parameters import Whole
from app.operators.shapes import Shape, cells


def wired(shape: Shape) -> Wiring:
    """A row of features has no places to mix."""
    return Wiring.ALL if len(shape) > 1 else Wiring.SAME


class Flatten(Layer):
    """All cells in one row, channel by channel."""

    title = {"en": "flatten", "zh-Hans": "展平"}

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        row = (cells(shape),)
        return Node(self, place.path, place.number, place.name, settings, shape, row, wiring=wired(shape))

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        return grid.reshape(-1)

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return grad.reshape(node.input), {}


class Linear(Layer):
    """Every output is the sum of all features, each times its weight (torch.nn.Linear)."""

    title = {"en": "fully connected", "zh-Hans": "全连接"}
    parameters = (
        expected("in_features", "Input features", "输入特征"),
        Whole(
            "out_features",
            {"en": "Units", "zh-Hans": "单元"},
            {"en": "numbers that the layer gives", "zh-Hans": "该层给出的数的个数"},
            default=10,
            required=True,
        ),
        WEIGHT,
        BIAS,
    )

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        features, units = cells(shape), settings["out_features"]
        if features != shape[0]:
            told = {"shape": list(shape), "features": features}
            raise refuse("op", "needs_flatten", self.op, [{BEFORE: {"op": "flatten"}}], **told)
        check_expected("in_features", settings["in_features"], features)
        weights: dict[str, Shape] = {"weight": (units, features)}
        if settings["bias"]:
            weights["bias"] = (units,)
        for name, needed in weights.items():
            check_shape(name, place.given, needed)
        macs = units * features
        return Node(
            self, place.path, place.number, place.name, settings, shape, (units,),
            wiring=wired(shape), weights=weights, macs=macs, work=macs, grids=place.given,
        )  # fmt: skip

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        kept[node.number] = row = grid.reshape(-1)
        sums = exact.running_sums(weights["weight"] * row)[:, -1]
        output: Array = sums + weights["bias"] if "bias" in weights else sums
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        made = {"weight": np.outer(grad, kept[node.number]), "bias": grad}
        return (grad @ weights["weight"]).reshape(node.input), {name: made[name] for name in node.weights}


register(Flatten("flatten"), Linear("linear"))
