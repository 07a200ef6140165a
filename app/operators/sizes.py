"""How many outputs an axis has, and how much padding a name stands for.

Knows sizes as integers, so that any size may be asked for; which cells are read is in taps.py.
"""

from __future__ import annotations

Pair = tuple[int, int]


def window_size(size: int, effective: int, stride: int, padding: Pair, ceil: bool = False) -> int:
    """Number of windows; below 1 when none fits.

    With `ceil` the last window may hang over the end but must start inside the input or its left padding (PyTorch).
    Relations 6 and 15 of Dumoulin & Visin (2016).

    >>> window_size(5, 3, 2, (1, 1))
    3
    >>> window_size(5, 2, 2, (0, 0), ceil=True)
    3
    """
    room = size + sum(padding) - effective
    if not ceil:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - 1 if (count - 1) * stride >= size + padding[0] else count


def transposed_size(size: int, kernel: int, stride: int, dilation: int, crop: Pair, output_padding: int) -> int:
    """Output size of a transposed axis; below 1 when the crop leaves nothing.

    >>> transposed_size(3, kernel=3, stride=2, dilation=1, crop=(1, 1), output_padding=1)
    6
    """
    return (size - 1) * stride + dilation * (kernel - 1) + 1 - sum(crop) + output_padding


def same_padding(size: int, effective: int, stride: int, lower: bool = False) -> Pair:
    """Padding that keeps ceil(size / stride) outputs; the odd cell goes after (`lower`: before).

    TensorFlow SAME, ONNX SAME_UPPER (and SAME_LOWER); PyTorch's "same" is this at stride 1.

    >>> same_padding(6, effective=3, stride=2), same_padding(6, effective=3, stride=2, lower=True)
    ((0, 1), (1, 0))
    """
    total = max((-(-size // stride) - 1) * stride + effective - size, 0)
    half = total // 2
    return (total - half, half) if lower else (half, total - half)


def named_padding(name: str, size: int, effective: int, stride: int) -> Pair:
    """Cells before and after for a padding that has a name (relations 3 and 4 of Dumoulin & Visin, 2016)."""
    reach = effective - 1
    fixed: dict[str, Pair] = {"valid": (0, 0), "full": (reach, reach), "causal": (reach, 0)}
    return fixed[name] if name in fixed else same_padding(size, effective, stride, lower=name == "same_lower")


def named_crop(name: str, effective: int, stride: int) -> tuple[Pair, int]:
    """Crop and appended zeros of a transposed operator's padding that has a name.

    `same` gives size · stride outputs: it crops what the effective kernel has beyond the stride, the smaller half
    before, or appends what it lacks (JAX, TensorFlow). `causal` crops the end, so that no output reads a later input.

    >>> named_crop("same", effective=4, stride=1), named_crop("same", effective=2, stride=3)
    (((1, 2), 0), ((0, 0), 1))
    """
    if name == "same":
        total = max(effective - stride, 0)
        return (total // 2, total - total // 2), max(stride - effective, 0)
    return ((0, effective - 1) if name == "causal" else (0, 0)), 0
