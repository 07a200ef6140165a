"""Batch normalization as it is once training is over.

Knows statistics and what is learnt; leaves every cell at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.networks.layer import Bias, Place, along, check_expected, check_shape, expected, register
from app.networks.node import Node
from app.networks.pointwise import Pointwise
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.parameters import Choice, Grid, Parameter, Positive
from app.operators.shapes import Shape, cells

STATISTICS = ("running_mean", "running_var")


def _numbers(name: str, english: str, chinese: str, help_english: str, help_chinese: str) -> Grid:
    return Grid(name, {"en": english, "zh-Hans": chinese}, {"en": help_english, "zh-Hans": help_chinese})


class BatchNorm(Pointwise):
    """Each channel shifted and scaled by its statistics, then by what was learnt (torch.nn.functional.batch_norm).

    Evaluation, not training: the statistics are given, or 0 and 1 as in a fresh layer, and never those of the grid.
    """

    title = {"en": "batch normalization", "zh-Hans": "批归一化"}
    parameters: tuple[Parameter, ...] = (
        expected("num_features", "Channels", "通道"),
        Positive(
            "eps",
            {"en": "Epsilon", "zh-Hans": "ε"},
            {"en": "added to the variance", "zh-Hans": "加到方差上的小数"},
            default=1e-5,
        ),
        Choice(
            "affine",
            {"en": "Learnt scale and shift", "zh-Hans": "可学习的缩放与平移"},
            {"en": "what is learnt: both, the shift only, or nothing", "zh-Hans": "学习的内容：两者、仅平移、或无"},
            default="both",
            choices=("both", "shift", "none"),
        ),
        _numbers("weight", "Scale", "缩放", "one number a channel", "每个通道一个数"),
        Bias(
            "bias",
            {"en": "Shift", "zh-Hans": "平移"},
            {"en": "one number a channel", "zh-Hans": "每个通道一个数"},
            default=True,
        ),
        _numbers("running_mean", "Mean", "均值", "of each channel", "每个通道的均值"),
        _numbers("running_var", "Variance", "方差", "of each channel", "每个通道的方差"),
    )

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        check_expected("num_features", settings["num_features"], shape[0])
        learnt = {"both": ("weight", "bias"), "shift": ("bias",), "none": ()}[settings["affine"]]
        for name in (*learnt, *STATISTICS):
            check_shape(name, place.given, shape[:1])
        weights = dict.fromkeys(learnt, shape[:1])
        return Node(
            self, place.path, place.number, place.name, settings, shape, shape,
            weights=weights, work=cells(shape), grids=place.given,
        )  # fmt: skip

    def shown(self, node: Node) -> dict[str, Any]:
        return {name: value for name, value in super().shown(node).items() if name != "bias"}

    def fresh(self, name: str, shape: Shape) -> Array:
        return np.zeros(shape) if name in ("bias", "running_mean") else np.ones(shape)

    def scale(self, node: Node, weights: Mapping[str, Array]) -> tuple[Array, Array]:
        """One over the deviation, and the learnt scale."""
        variance = self.statistic(node, "running_var")
        if (variance + node.settings["eps"] <= 0).any():
            raise refuse("running_var", "negative_variance")
        return 1 / np.sqrt(variance + node.settings["eps"]), weights.get("weight", np.ones(node.input[:1]))

    def statistic(self, node: Node, name: str) -> Array:
        return node.grids[name].make() if name in node.grids else self.fresh(name, node.input[:1])

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        axes = grid.ndim - 1
        narrow, scale = self.scale(node, weights)
        mean, shift = self.statistic(node, "running_mean"), weights.get("bias", np.zeros(node.input[:1]))
        kept[node.number] = level = (grid - along(mean, axes)) * along(narrow, axes)
        output: Array = level * along(scale, axes) + along(shift, axes)
        return output

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        narrow, scale = self.scale(node, weights)
        flat = grad.reshape(len(grad), -1)
        made = {"weight": (flat * kept[node.number].reshape(flat.shape)).sum(axis=1), "bias": flat.sum(axis=1)}
        return grad * along(narrow * scale, grad.ndim - 1), {name: made[name] for name in node.weights}


register(BatchNorm("batch_norm"))
