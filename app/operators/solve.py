"""The inverse question: which settings turn one size into another.

Knows sizes only, by the same functions that the operators plan with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.operators.formula import transposed_formula, window_formula
from app.operators.parameters import Whole
from app.operators.sizes import Pair, transposed_size, window_size

SIZES = {
    one.name: one
    for one in (
        Whole(
            "input",
            {"en": "Input size", "zh-Hans": "输入大小"},
            {"en": "cells of the input along the axis", "zh-Hans": "输入沿该轴的格数"},
            required=True,
        ),
        Whole(
            "output",
            {"en": "Output size", "zh-Hans": "输出大小"},
            {"en": "cells of the output along the axis", "zh-Hans": "输出沿该轴的格数"},
            required=True,
        ),
        Whole(
            "kernel",
            {"en": "Kernel size", "zh-Hans": "核大小"},
            {"en": "only this kernel", "zh-Hans": "只考虑这一核大小"},
        ),
        Whole(
            "stride",
            {"en": "Stride", "zh-Hans": "步幅"},
            {"en": "only this stride", "zh-Hans": "只考虑这一步幅"},
        ),
        Whole(
            "dilation",
            {"en": "Dilation", "zh-Hans": "膨胀"},
            {"en": "only this dilation", "zh-Hans": "只考虑这一膨胀"},
        ),
        Whole(
            "padding",
            {"en": "Padding", "zh-Hans": "填充"},
            {"en": "only this padding, the same on both sides", "zh-Hans": "只考虑这一填充，两侧相同"},
            minimum=0,
        ),
        Whole(
            "output_padding",
            {"en": "Output padding", "zh-Hans": "输出填充"},
            {"en": "only this output padding", "zh-Hans": "只考虑这一输出填充"},
            minimum=0,
        ),
    )
}
RANGES: Mapping[str, range] = {
    "kernel": range(1, 12),
    "stride": range(1, 9),
    "dilation": range(1, 5),
    "padding": range(0, 6),
    "output_padding": range(0, 4),
}


def solve(input: int, output: int, **fixed: int) -> dict[str, Any]:
    """Every small setting of a convolution (or pooling) and of a transposed convolution that gives the output size.

    `fixed` holds kernel, stride, dilation, padding or output_padding to one value. Simplest settings first: no
    dilation, even padding, small strides and kernels.

    >>> [one["kernel"] for one in solve(5, 5, stride=1, padding=1, dilation=1)["solutions"]]
    [3, 3]
    """
    ranges = {name: [fixed[name]] if name in fixed else list(values) for name, values in RANGES.items()}
    found = [*_direct(input, output, ranges), *_transposed(input, output, ranges)]
    found.sort(key=_simplicity)
    searched = {name: [min(values), max(values)] for name, values in ranges.items()}
    return {"input": input, "output": output, "searched": searched, "count": len(found), "solutions": found}


def _direct(input: int, output: int, ranges: Mapping[str, list[int]]) -> Iterator[dict[str, Any]]:
    if 0 not in ranges["output_padding"]:
        return
    for kernel, dilation, stride, padding in _settings(ranges):
        reach = dilation * (kernel - 1) + 1
        if max(padding) < reach and window_size(input, reach, stride, padding) == output:
            formula = window_formula(input, kernel, stride, dilation, padding, output)
            yield _solution("conv", kernel, stride, dilation, padding, 0, formula)


def _transposed(input: int, output: int, ranges: Mapping[str, list[int]]) -> Iterator[dict[str, Any]]:
    for kernel, dilation, stride, crop in _settings(ranges):
        if max(crop) > dilation * (kernel - 1):
            continue
        for more in ranges["output_padding"]:
            if more < max(stride, dilation) and transposed_size(input, kernel, stride, dilation, crop, more) == output:
                formula = transposed_formula(input, kernel, stride, dilation, crop, more, output)
                yield _solution("conv_transpose", kernel, stride, dilation, crop, more, formula)


def _settings(ranges: Mapping[str, list[int]]) -> Iterator[tuple[int, int, int, Pair]]:
    uneven = len(ranges["padding"]) > 1
    for kernel in ranges["kernel"]:
        for dilation in ranges["dilation"]:
            if kernel == 1 and dilation > min(ranges["dilation"]):
                continue  # one tap has nothing to spread
            for stride in ranges["stride"]:
                for padding in ranges["padding"]:
                    yield kernel, dilation, stride, (padding, padding)
                    if uneven:
                        yield kernel, dilation, stride, (padding, padding + 1)


def _solution(
    family: str, kernel: int, stride: int, dilation: int, padding: Pair, output_padding: int, formula: str
) -> dict[str, Any]:
    return {
        "operator": family,
        "kernel": kernel,
        "stride": stride,
        "padding": list(padding),
        "dilation": dilation,
        "output_padding": output_padding,
        "formula": formula,
    }


def _simplicity(one: Mapping[str, Any]) -> tuple[Any, ...]:
    before, after = one["padding"]
    same = one["kernel"] // 2 == before
    return (
        one["dilation"],
        one["operator"],
        one["output_padding"],
        before != after,
        not same,
        one["stride"],
        one["kernel"],
        before,
    )
