"""The sentences of the engine's refusals, English and Simplified Chinese, by code.

Knows words only: numbers come in as arguments. app/web/messages.py adds those of requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

# code: {language: (what came and what is needed, what would work)}
MESSAGES: dict[str, Mapping[str, tuple[str, str]]] = {
    # one field by itself
    "unknown_operator": {
        "en": ("there is no operator {given}", "did you mean {nearest}? /api/v1/operators lists all of them"),
        "zh-Hans": ("没有名为 {given} 的算子", "是否想用 {nearest}？全部算子见 /api/v1/operators"),
    },
    "unknown_field": {
        "en": ("{given} is not a field of {operator}", "did you mean {nearest}?"),
        "zh-Hans": ("{operator} 没有字段 {given}", "是否想用 {nearest}？"),
    },
    "required": {
        "en": ("{field} is missing", "give {field}, for example {example}"),
        "zh-Hans": ("缺少 {field}", "请给出 {field}，例如 {example}"),
    },
    "not_whole": {
        "en": ("{field} takes whole numbers", "use a whole number such as {example}"),
        "zh-Hans": ("{field} 需要整数", "请使用整数，例如 {example}"),
    },
    "not_number": {
        "en": ("{field} takes a number", "use a number such as {example}"),
        "zh-Hans": ("{field} 需要一个数", "请使用数字，例如 {example}"),
    },
    "not_boolean": {
        "en": ("{field} is true or false", "use true or false"),
        "zh-Hans": ("{field} 只能是 true 或 false", "请使用 true 或 false"),
    },
    "not_choice": {
        "en": ("{field} is one of {choices}", "did you mean {nearest}?"),
        "zh-Hans": ("{field} 只能取 {choices}", "是否想用 {nearest}？"),
    },
    "too_small": {
        "en": ("{field} is {given}, at least {minimum} is needed", "use {minimum} or more"),
        "zh-Hans": ("{field} 为 {given}，至少应为 {minimum}", "请使用不小于 {minimum} 的值"),
    },
    "too_large": {
        "en": ("{field} is {given}, at most {maximum} is allowed", "use {maximum} or less"),
        "zh-Hans": ("{field} 为 {given}，至多为 {maximum}", "请使用不大于 {maximum} 的值"),
    },
    "not_positive": {
        "en": ("{field} is {given}, a number above 0 is needed", "use a number such as 2"),
        "zh-Hans": ("{field} 为 {given}，必须大于 0", "请使用例如 2 的数"),
    },
    "zero": {
        "en": ("{field} is 0, and nothing can be divided by 0", "use 1 or more, or leave it out"),
        "zh-Hans": ("{field} 为 0，不能除以 0", "请使用 1 或更大的数，或省略它"),
    },
    "wrong_count": {
        "en": (
            "{field} has {given} entries for {axes} spatial axes",
            "give one number, or one for each of the {axes} axes",
        ),
        "zh-Hans": ("{field} 有 {given} 项，而空间轴有 {axes} 个", "给出一个数，或为 {axes} 个轴各给一个"),
    },
    "not_a_pair": {
        "en": (
            "{field} takes two numbers for an axis, before and after",
            "give each axis as one number or as [before, after]",
        ),
        "zh-Hans": ("{field} 的每个轴需要前后两个数", "每个轴给出一个数，或 [前, 后]"),
    },
    "padding_name": {
        "en": ("{field} cannot be called that here; it is numbers or one of {choices}", "use {nearest} or numbers"),
        "zh-Hans": ("此处 {field} 不能用这个名称；可用数字或 {choices}", "请使用 {nearest} 或数字"),
    },
    # grids
    "not_grid": {
        "en": (
            "{field} is no grid of numbers",
            "write numbers as 1,2;3,4 or [[1,2],[3,4]], or a generator such as {example}",
        ),
        "zh-Hans": ("{field} 不是数字网格", "请写成 1,2;3,4 或 [[1,2],[3,4]]，或用生成器，例如 {example}"),
    },
    "not_numbers": {
        "en": ("{field} holds something that is not a number", "every cell is a finite number, without quotes"),
        "zh-Hans": ("{field} 中有不是数字的内容", "每个格子都应是有限的数，不加引号"),
    },
    "not_finite": {
        "en": ("{field} holds a number beyond float64", "use numbers below 1.8e308 in size"),
        "zh-Hans": ("{field} 中有超出 float64 范围的数", "请使用绝对值小于 1.8e308 的数"),
    },
    "ragged": {
        "en": ("{field} has rows of different lengths", "give every row the same number of cells"),
        "zh-Hans": ("{field} 各行长度不同", "请让每一行的格数相同"),
    },
    "empty": {
        "en": ("{field} has an axis without cells", "give at least one number along every axis"),
        "zh-Hans": ("{field} 有一个轴没有格子", "每个轴至少给出一个数"),
    },
    "wrong_axes": {
        "en": (
            "{field} has {given} axes; {operator} takes {least} (one channel) or {most}",
            "give {least} or {most} axes",
        ),
        "zh-Hans": (
            "{field} 有 {given} 个轴；{operator} 需要 {least} 个（单通道）或 {most} 个",
            "请给出 {least} 或 {most} 个轴",
        ),
    },
    # an experiment as a whole
    "channels_differ": {
        "en": (
            "the weight reads {given} channels where each group of the input has {needed}",
            "give the weight {needed} input channels",
        ),
        "zh-Hans": ("权重读取 {given} 个通道，而输入每组有 {needed} 个", "请让权重有 {needed} 个输入通道"),
    },
    "weight_channels": {
        "en": (
            "the weight starts from {given} channels, the input has {needed}",
            "give the weight {needed} input channels",
        ),
        "zh-Hans": ("权重从 {given} 个通道出发，而输入有 {needed} 个", "请让权重有 {needed} 个输入通道"),
    },
    "one_kernel_many_channels": {
        "en": (
            "one kernel without a channel axis meets {channels} input channels",
            "repeat the kernel for each channel",
        ),
        "zh-Hans": ("没有通道轴的卷积核遇到了 {channels} 个输入通道", "请为每个通道重复该卷积核"),
    },
    "groups_input": {
        "en": (
            "{groups} groups do not divide {channels} input channels",
            "use a number of groups that divides {channels}",
        ),
        "zh-Hans": ("{groups} 个组不能整除 {channels} 个输入通道", "请使用能整除 {channels} 的组数"),
    },
    "groups_output": {
        "en": (
            "{groups} groups do not divide {channels} output channels",
            "use a number of groups that divides {channels}",
        ),
        "zh-Hans": ("{groups} 个组不能整除 {channels} 个输出通道", "请使用能整除 {channels} 的组数"),
    },
    "bias_length": {
        "en": ("the bias has {given} numbers for {needed} output channels", "give one number, or {needed}"),
        "zh-Hans": ("偏置有 {given} 个数，而输出通道有 {needed} 个", "给出一个数，或 {needed} 个"),
    },
    "window_too_large": {
        "en": (
            "a window of {window} does not fit in {room} (input {input} + padding {padding})",
            "use a window of {room} or less, or {missing} more of padding",
        ),
        "zh-Hans": (
            "大小为 {window} 的窗口放不进 {room}（输入 {input} + 填充 {padding}）",
            "请使用不大于 {room} 的窗口，或再填充 {missing} 格",
        ),
    },
    "window_in_padding": {
        "en": (
            "a pooling window would read nothing but padding",
            "use at most {most} of padding on a side, and a dilation that does not step over the input",
        ),
        "zh-Hans": ("有池化窗口只读到填充", "每侧填充至多 {most}，且膨胀不要跨过整个输入"),
    },
    "reflect_too_large": {
        "en": ("reflect padding of {given} needs an input larger than that; it has {size}", "use {most} or less"),
        "zh-Hans": ("reflect 填充 {given} 需要更大的输入；输入为 {size}", "请使用 {most} 或更小"),
    },
    "circular_too_large": {
        "en": ("circular padding of {given} goes round an input of {size} more than once", "use {most} or less"),
        "zh-Hans": ("circular 填充 {given} 绕过大小为 {size} 的输入不止一圈", "请使用 {most} 或更小"),
    },
    "crop_too_large": {
        "en": (
            "padding crops {given} cells of an output of {size}; nothing is left",
            "crop {most} cells or less in all",
        ),
        "zh-Hans": ("填充从大小为 {size} 的输出中裁去 {given} 格，什么也不剩", "总共至多裁去 {most} 格"),
    },
    "output_padding_too_large": {
        "en": (
            "output padding {given} is not smaller than stride {stride} or dilation {dilation}",
            "use {most} or less",
        ),
        "zh-Hans": ("输出填充 {given} 不小于步幅 {stride} 或膨胀 {dilation}", "请使用 {most} 或更小"),
    },
    "same_with_output_padding": {
        "en": ("same padding already fixes the output's size", "leave output_padding out"),
        "zh-Hans": ("same 填充已经决定了输出大小", "请去掉 output_padding"),
    },
    "unpool_size": {
        "en": ("an output of {given} cannot be unpooled here", "use a size from {least} to {most}"),
        "zh-Hans": ("此处无法反池化到 {given}", "请使用 {least} 到 {most} 之间的大小"),
    },
    "shape_differs": {
        "en": ("{field} has the shape {given}, {needed} is needed", "give it the shape {needed}"),
        "zh-Hans": ("{field} 的形状为 {given}，应为 {needed}", "请使用形状 {needed}"),
    },
    "index_outside": {
        "en": ("index {given} lies outside an output plane of {size} cells", "use indices from 0 to {most}"),
        "zh-Hans": ("索引 {given} 超出有 {size} 个格子的输出平面", "请使用 0 到 {most} 的索引"),
    },
    "beyond_float64": {
        "en": ("a number of the result is beyond float64", "use smaller numbers"),
        "zh-Hans": ("结果中有数超出 float64 范围", "请使用更小的数"),
    },
    "not_linear": {
        "en": ("{operator} is not linear, so no matrix computes it", "take avg_pool or a convolution to see a matrix"),
        "zh-Hans": ("{operator} 不是线性的，没有矩阵能计算它", "想看矩阵请用 avg_pool 或卷积"),
    },
    "activation_not_linear": {
        "en": ("with an activation the operator is not linear", "leave the activation out"),
        "zh-Hans": ("带激活函数的算子不是线性的", "请去掉激活函数"),
    },
    # limits
    "cells": {
        "en": ("{grid} would have {given} cells, the limit is {limit}", "use a smaller grid or less padding"),
        "zh-Hans": ("{grid} 将有 {given} 个格子，上限为 {limit}", "请使用更小的网格或更少的填充"),
    },
    "work": {
        "en": (
            "the experiment takes {given} products, the limit is {limit}",
            "use a smaller grid, a smaller kernel or a larger stride",
        ),
        "zh-Hans": ("该实验需要 {given} 次乘法，上限为 {limit}", "请使用更小的网格、更小的卷积核或更大的步幅"),
    },
}


def sentence(code: str, part: Literal["detail", "hint"], language: str, arguments: Mapping[str, Any]) -> str:
    """One sentence of a code with its arguments filled in; English where the language is missing."""
    texts = MESSAGES[code]
    return texts.get(language, texts["en"])[part == "hint"].format_map(arguments)
