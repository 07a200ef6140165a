"""Layers that leave every cell at its place: activations, softmax, batch norm, dropout.

Knows their numbers and slopes; they have no taps, since each place reads itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from app.networks.layer import Layer, Place, register
from app.networks.node import Node
from app.operators import exact
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.parameters import Positive
from app.operators.shapes import Shape, cells
from app.operators.text import Text

Function = Callable[[float], float]


def normal(number: float) -> float:
    """The share of a standard normal below a number."""
    return 0.5 * math.erfc(-number / math.sqrt(2))


def gelu_slope(number: float) -> float:
    return normal(number) + number * math.exp(-number * number / 2) / math.sqrt(2 * math.pi)


def sigmoid(number: float) -> float:
    """1 / (1 + e^-x), without overflow."""
    power = math.exp(-abs(number))
    return (1 if number >= 0 else power) / (1 + power)


def silu_slope(number: float) -> float:
    share = sigmoid(number)
    return share * (1 + number * (1 - share))


class Curve(NamedTuple):
    """One function of one number, and its derivative."""

    title: Text
    value: Function
    slope: Function


CURVES = {
    "gelu": Curve({"en": "GELU", "zh-Hans": "GELU"}, lambda x: x * normal(x), gelu_slope),
    "silu": Curve({"en": "SiLU (swish)", "zh-Hans": "SiLU（swish）"}, lambda x: x * sigmoid(x), silu_slope),
}
TITLES = {
    "relu": {"en": "ReLU", "zh-Hans": "ReLU"},
    "sigmoid": {"en": "sigmoid", "zh-Hans": "sigmoid"},
    "tanh": {"en": "tanh", "zh-Hans": "tanh"},
}


class Pointwise(Layer):
    """A layer whose output has its input's shape."""

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        return Node(self, place.path, place.number, place.name, settings, shape, shape, work=cells(shape))


class Activation(Pointwise):
    """One of the operators' own activations."""

    def __init__(self, op: str) -> None:
        self.title = TITLES[op]
        super().__init__(op)

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        kept[node.number] = grid, exact.activate(self.op, grid)
        output: Array = kept[node.number][1]
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return grad * exact.slope(self.op, *kept[node.number]), {}


class Curved(Pointwise):
    """An activation that only networks have."""

    def __init__(self, op: str) -> None:
        self.title = CURVES[op].title
        super().__init__(op)
        self.value, self.slope = (np.frompyfunc(one, 1, 1) for one in CURVES[op][1:])

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        kept[node.number] = grid
        return np.asarray(self.value(grid), dtype=np.float64)

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return grad * np.asarray(self.slope(kept[node.number]), dtype=np.float64), {}


class Leaky(Pointwise):
    """ReLU that lets a little of negative numbers through."""

    title = {"en": "leaky ReLU", "zh-Hans": "Leaky ReLU"}
    parameters = (
        Positive(
            "negative_slope",
            {"en": "Negative slope", "zh-Hans": "负半轴斜率"},
            {"en": "what negative numbers are multiplied by", "zh-Hans": "负数所乘的系数"},
            default=0.01,
        ),
    )

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        kept[node.number] = np.where(grid > 0, 1.0, node.settings["negative_slope"])
        output: Array = grid * kept[node.number]
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return grad * kept[node.number], {}


class Softmax(Pointwise):
    """Shares that sum to 1 over the channels of each place."""

    title = {"en": "softmax", "zh-Hans": "softmax"}

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        power = np.exp(grid - grid.max(axis=0))
        kept[node.number] = power / power.sum(axis=0)
        output: Array = kept[node.number]
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        share = kept[node.number]
        return share * (grad - (grad * share).sum(axis=0)), {}


class Dropout(Pointwise):
    """Nothing at all, once training is over."""

    title = {"en": "dropout", "zh-Hans": "随机失活"}
    parameters = (
        Positive(
            "p",
            {"en": "Share dropped", "zh-Hans": "丢弃比例"},
            {"en": "of the cells, in training", "zh-Hans": "训练时丢弃的格子比例"},
            default=0.5,
        ),
    )

    def read(self, values: Mapping[str, Any], axes: int) -> dict[str, Any]:
        settings = super().read(values, axes)
        if settings["p"] > 1:
            raise refuse("p", "too_large", settings["p"], [{"p": 0.5}], given=settings["p"], maximum=1)
        return settings

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        return grid

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        return grad, {}


register(
    Activation("relu"),
    Leaky("leaky_relu"),
    Activation("sigmoid"),
    Activation("tanh"),
    *map(Curved, CURVES),
    Softmax("softmax"),
    Dropout("dropout"),
)
