"""Layers that only move cells: zeros around a grid, a cropped border, nearest-neighbour enlargement.

Each is a window of one cell (padding), its transpose (cropping), or a transposed window as long as its stride.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.networks.layer import Layer, Place, register
from app.networks.node import Node
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.operator import AXIS_NAMES
from app.operators.parameters import PerAxis, Sides
from app.operators.shapes import Shape, cells, pairs
from app.operators.sizes import Pair, transposed_size
from app.operators.taps import Axis, transposed_axis, window_axis


class Border(Layer):
    """A layer whose every output cell is one input cell, or 0."""

    def axis(self, name: str, size: int, setting: Any) -> Axis:
        """The axis for one entry of the layer's only setting."""
        raise NotImplementedError

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        dimensions = len(shape) - 1
        if dimensions not in AXIS_NAMES:
            raise refuse("op", "no_axes", self.op, op=self.op)
        each = zip(AXIS_NAMES[dimensions], shape[1:], settings[self.parameters[0].name], strict=True)
        axes = tuple(self.axis(*one) for one in each)
        output = (shape[0], *(axis.output for axis in axes))
        return Node(
            self, place.path, place.number, place.name, settings, shape, output, wiring=axes, work=cells(output)
        )

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        for number, source in enumerate(sources(node), start=1):
            grid = grid.take(source, axis=number)
            grid[(slice(None),) * number + (source < 0,)] = 0.0
        return grid

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        for number, source in enumerate(sources(node), start=1):
            back = np.zeros((*grad.shape[:number], node.input[number], *grad.shape[number + 1 :]))
            np.add.at(back, (slice(None),) * number + (source[source >= 0],), grad.compress(source >= 0, axis=number))
            grad = back
        return grad, {}


def sources(node: Node) -> list[Any]:
    """By axis, the input index of every output, -1 for none: each output has one real tap at most."""
    assert isinstance(node.wiring, tuple)
    return [axis.taps.max(axis=1) for axis in node.wiring]


class Sided(Border):
    """A border told by the cells before and after each axis."""

    def shown(self, node: Node) -> dict[str, Any]:
        return {**super().shown(node), "padding": pairs(node.settings["padding"])}


class ZeroPad(Sided):
    """Zeros around the grid."""

    title = {"en": "zero padding", "zh-Hans": "补零"}
    parameters = (
        Sides(
            "padding",
            {"en": "Padding", "zh-Hans": "填充"},
            {"en": "zeros put around the grid", "zh-Hans": "在网格四周补的零"},
            default=1,
            required=True,
        ),
    )

    def axis(self, name: str, size: int, setting: Pair) -> Axis:
        return window_axis(name, size, 1, padding=setting)


class Crop(Sided):
    """The grid without its border."""

    title = {"en": "cropping", "zh-Hans": "裁剪"}
    parameters = (
        Sides(
            "padding",
            {"en": "Crop", "zh-Hans": "裁剪"},
            {"en": "cells cut from each side", "zh-Hans": "每侧裁去的格数"},
            default=1,
            required=True,
        ),
    )

    def axis(self, name: str, size: int, setting: Pair) -> Axis:
        if transposed_size(size, 1, 1, 1, setting, 0) < 1:
            told = {"given": sum(setting), "size": size, "most": size - 1}
            raise refuse("padding", "crop_too_large", repairs=[{"padding": 0}], **told)
        return transposed_axis(name, size, 1, crop=setting)


class Upsample(Border):
    """Every cell repeated (torch.nn.Upsample, mode nearest)."""

    title = {"en": "nearest upsampling", "zh-Hans": "最近邻上采样"}
    parameters = (
        PerAxis(
            "scale_factor",
            {"en": "Factor", "zh-Hans": "倍数"},
            {"en": "how often each cell is repeated along each axis", "zh-Hans": "每个格子沿每个轴重复的次数"},
            default=2,
            required=True,
        ),
    )

    def axis(self, name: str, size: int, setting: int) -> Axis:
        return transposed_axis(name, size, setting, setting)


register(ZeroPad("zero_pad"), Crop("crop"), Upsample("upsample"))
