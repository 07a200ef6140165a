"""Adaptive pooling: the output's size is given, the windows follow.

Window o reads from floor(o · size / output) to ceil((o + 1) · size / output) - 1, so windows may overlap and differ in
length (torch.nn.functional.adaptive_avg_pool1d … adaptive_max_pool3d); TensorFlow has no such operator.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.operators.fitting import input_shape
from app.operators.operator import AXIS_NAMES, INPUT, Plan, register
from app.operators.parameters import PerAxis
from app.operators.pool import Pool
from app.operators.rules import Average, Select
from app.operators.shapes import Shape
from app.operators.taps import adaptive_axis


class AdaptivePool(Pool):
    """A pooling whose windows are spread so that a given number of outputs comes out."""

    parameters = (
        INPUT,
        PerAxis(
            "output_size",
            {"en": "Output size", "zh-Hans": "输出大小"},
            {
                "en": "cells of the output along each axis; null keeps the input's size",
                "zh-Hans": "输出沿每个轴的格数；null 保持输入大小",
            },
            nullable_entries=True,
            required=True,
        ),
    )
    defaults = {
        1: "input=1,3,2,9,4,7,5&output_size=3",
        2: "input=ramp:5x5&output_size=3",
        3: "input=random:4x4x4:7&output_size=2",
    }

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        _, *sizes = input_shape(self, shapes)
        outputs = [
            size if wanted is None else wanted for size, wanted in zip(sizes, settings["output_size"], strict=True)
        ]
        axes = tuple(
            adaptive_axis(*measure) for measure in zip(AXIS_NAMES[self.dimensions], sizes, outputs, strict=True)
        )
        return self.make_plan(shapes, settings, axes, output_size=outputs)


@register
class AdaptiveAvgPool(AdaptivePool):
    """The mean of each window."""

    family = "adaptive_avg_pool"
    title = {"en": "adaptive average pooling", "zh-Hans": "自适应平均池化"}
    help = {"en": "Means over as many windows as the output has cells.", "zh-Hans": "按输出格数划分窗口并取平均。"}
    rule = Average()
    linear = True


@register
class AdaptiveMaxPool(AdaptivePool):
    """The largest cell of each window."""

    family = "adaptive_max_pool"
    title = {"en": "adaptive max pooling", "zh-Hans": "自适应最大池化"}
    help = {
        "en": "Largest cells of as many windows as the output has cells.",
        "zh-Hans": "按输出格数划分窗口并取最大值。",
    }
    rule = Select(np.argmax, -np.inf, np.maximum)
    answers_indices = True
