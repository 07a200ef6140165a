"""The size of an output written out with the numbers of one axis.

Knows notation only: the sizes come in, nothing is worked out twice.
"""

from __future__ import annotations

from app.operators.sizes import Pair


def _sides(padding: Pair, sign: str) -> str:
    return f" {sign} {padding[0]} {sign} {padding[1]}" if any(padding) else ""


def _effective(kernel: int, dilation: int) -> tuple[int, str]:
    """The effective kernel, and how it comes about where dilation changes it."""
    effective = dilation * (kernel - 1) + 1
    if dilation == 1 or kernel == 1:
        return effective, ""
    return effective, f"{kernel} + ({kernel}−1)·({dilation}−1) = {effective}; "


def window_formula(
    size: int, kernel: int, stride: int, dilation: int, padding: Pair, output: int, ceil: bool = False
) -> str:
    """Size of a convolution or pooling.

    >>> window_formula(5, 3, 1, 1, (1, 1), 5)
    '⌊(5 + 1 + 1 − 3) / 1⌋ + 1 = 5'
    >>> window_formula(7, 3, 1, 2, (0, 0), 3)
    '3 + (3−1)·(2−1) = 5; ⌊(7 − 5) / 1⌋ + 1 = 3'
    """
    effective, prefix = _effective(kernel, dilation)
    inner = f"({size}{_sides(padding, '+')} − {effective}) / {stride}"
    if not ceil:
        return f"{prefix}⌊{inner}⌋ + 1 = {output}"
    count = -(-(size + sum(padding) - effective) // stride) + 1
    dropped = f"; ({count} − 1) · {stride} ≥ {size + padding[0]}: {count} − 1 = {output}" if count != output else ""
    return f"{prefix}⌈{inner}⌉ + 1 = {count}{dropped}"


def transposed_formula(
    size: int, kernel: int, stride: int, dilation: int, crop: Pair, output_padding: int, output: int
) -> str:
    """Size of a transposed convolution.

    >>> transposed_formula(3, 3, 2, 1, (1, 1), 1, 6)
    '(3 − 1) · 2 + 3 − 1 − 1 + 1 = 6'
    """
    effective, prefix = _effective(kernel, dilation)
    more = f" + {output_padding}" if output_padding else ""
    return f"{prefix}({size} − 1) · {stride} + {effective}{_sides(crop, '−')}{more} = {output}"


def adaptive_formula(size: int, output: int, window: int) -> str:
    """Windows of an adaptive pooling.

    >>> adaptive_formula(6, 3, 2)
    '6 / 3 = 2'
    """
    if size % output == 0:
        return f"{size} / {output} = {window}"
    return f"⌊o · {size} / {output}⌋ … ⌈(o + 1) · {size} / {output}⌉ − 1, o = 0 … {output - 1}"


def unpool_formula(size: int, kernel: int, stride: int, padding: Pair, natural: int, output: int) -> str:
    """Size of an unpooling, and the size asked for where it differs.

    >>> unpool_formula(2, 2, 2, (0, 0), 4, 5)
    '(2 − 1) · 2 + 2 = 4; 4 + 1 = 5'
    """
    formula = f"({size} − 1) · {stride} + {kernel}{_sides(padding, '−')} = {natural}"
    if output == natural:
        return formula
    sign = "+" if output > natural else "−"
    return f"{formula}; {natural} {sign} {abs(output - natural)} = {output}"
