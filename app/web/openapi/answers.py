"""An answer as OpenAPI: what each part of an experiment, each column of its steps and each part of a matrix says.

Data for document.py; the numbers come from the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.operators.text import Text, words

Parts = Mapping[str, tuple[str, Text]]  # JSON types and words by name

ANSWER: Parts = {
    "operator": ("string", {"en": "the operator that answers", "zh-Hans": "作答的算子"}),
    "params": (
        "object",
        {
            "en": "every parameter as it was used, names turned into numbers",
            "zh-Hans": "实际采用的全部参数，名称已换成数值",
        },
    ),
    "shapes": ("object", {"en": "the shape of every grid, channels first", "zh-Hans": "每个网格的形状，通道在前"}),
    "input": ("array", {"en": "the grid that is read", "zh-Hans": "被读取的网格"}),
    "padded": ("array", {"en": "the input with its padding", "zh-Hans": "加上填充后的输入"}),
    "stretched": (
        "array",
        {
            "en": "the input of a transposed convolution with zeros between its cells, where it is read by gather",
            "zh-Hans": "转置卷积以汇集方式读取时，格子之间插入零后的输入",
        },
    ),
    "weight": ("array", {"en": "the kernel", "zh-Hans": "卷积核"}),
    "bias": ("array null", {"en": "what is added last, null for nothing", "zh-Hans": "最后加上的数，没有时为 null"}),
    "indices": (
        "array",
        {
            "en": "where each maximum stood, counted flat in its channel as in PyTorch",
            "zh-Hans": "每个最大值在其通道中的位置，展平计数，与 PyTorch 相同",
        },
    ),
    "output": ("array", {"en": "the result", "zh-Hans": "结果"}),
    "axes": (
        "array",
        {
            "en": "for each axis its sizes, the size formula with its numbers, the cells that nothing reads (unused), "
            "and taps: which input cell each output takes through each kernel position, −1 for none",
            "zh-Hans": "各轴的大小、代入数值的尺寸公式、未被读取的格子（unused），"
            "以及 taps：每个输出经核的每个位置取自哪个输入格，−1 表示没有",
        },
    ),
    "counts": (
        "object",
        {
            "en": "weights to learn and products (macs), and what a fully and a locally connected layer would need",
            "zh-Hans": "可学习的权重数与乘积数（macs），以及全连接层和局部连接层所需的数量",
        },
    ),
    "steps": (
        "object",
        {
            "en": "a page of steps as columns; the first axis of each column is the step",
            "zh-Hans": "一页步骤，按列给出；每列的第一轴是步",
        },
    ),
    "gradients": (
        "object",
        {
            "en": "with grad_output: the gradients of input, weight and bias",
            "zh-Hans": "给出 grad_output 时：输入、权重、偏置的梯度",
        },
    ),
    "scene": (
        "object",
        {
            "en": "with layout: where every grid stands in the picture",
            "zh-Hans": "给出 layout 时：每个网格在画面中的位置",
        },
    ),
}

STEPS: Parts = {
    "total": ("integer", {"en": "steps there are", "zh-Hans": "总步数"}),
    "offset": ("integer", {"en": "steps passed over", "zh-Hans": "跳过的步数"}),
    "count": ("integer", {"en": "steps in this page", "zh-Hans": "本页的步数"}),
    "kind": (
        "string",
        {"en": "gather, scatter or unpool: what a step does", "zh-Hans": "gather、scatter 或 unpool：一步做什么"},
    ),
    "output": ("array", {"en": "channel and position of the cell being made", "zh-Hans": "正在产生的格的通道和位置"}),
    "origin": ("array", {"en": "position of the first tap", "zh-Hans": "第一个取样点的位置"}),
    "input": ("array", {"en": "channel and position of the cell being spread", "zh-Hans": "正在展开的格的通道和位置"}),
    "window": (
        "array",
        {"en": "the values read, null outside a pooling's input", "zh-Hans": "读到的值，池化窗口超出输入处为 null"},
    ),
    "product": ("array", {"en": "each value times its weight", "zh-Hans": "每个值乘以其权重"}),
    "running": ("array", {"en": "the sum so far, after each product", "zh-Hans": "每个乘积之后的累计和"}),
    "before": (
        "array",
        {"en": "what the painted cells held before this step", "zh-Hans": "这一步之前被叠加的格中的值"},
    ),
    "sum": ("array", {"en": "the sum before bias, division or root", "zh-Hans": "加偏置、相除或开方之前的和"}),
    "pre_activation": ("array", {"en": "the value before the activation", "zh-Hans": "激活之前的值"}),
    "value": ("array", {"en": "the cell's final value", "zh-Hans": "格的最终值"}),
    "selected": ("array", {"en": "the input cell that won", "zh-Hans": "胜出的输入格"}),
    "divisor": ("array", {"en": "what the sum is divided by", "zh-Hans": "和的除数"}),
}

MATRIX: Parts = {
    "operator": ANSWER["operator"],
    "params": ANSWER["params"],
    "shapes": ANSWER["shapes"],
    "rows": ("integer", {"en": "cells of the output", "zh-Hans": "输出的格数"}),
    "columns": ("integer", {"en": "cells of the input", "zh-Hans": "输入的格数"}),
    "entries": (
        "array",
        {
            "en": "row, column, value, and which weight it is (null without weights)",
            "zh-Hans": "行、列、值，以及是第几个权重（没有权重时为 null）",
        },
    ),
    "bias": (
        "array null",
        {"en": "what is added to each row, null for nothing", "zh-Hans": "每一行加上的数，没有时为 null"},
    ),
}


def schemas(language: str) -> dict[str, Any]:
    """The answers that every operator shares, as reusable schemas."""
    answer = described(ANSWER, language)
    answer["properties"]["steps"] |= described(STEPS, language)
    return {"Answer": answer, "Matrix": described(MATRIX, language)}


def described(parts: Parts, language: str) -> dict[str, Any]:
    """JSON Schema of an object with these parts, none of which must be there."""
    return {
        "type": "object",
        "properties": {
            name: {"type": kinds.split() if " " in kinds else kinds, "description": words(text, language)}
            for name, (kinds, text) in parts.items()
        },
    }
