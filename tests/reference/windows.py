"""Knows how the contract's settings are read along an axis: per-axis values, padding, the number of windows.

Knows no operator's arithmetic, and nothing of `app`: the twins are written from the definitions alone.
"""

import math
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

Place = tuple[int, ...]
Cells = dict[Place, float]
Pairs = list[tuple[int, int]]


def cells(grid: Any) -> tuple[Cells, Place]:
    """The cells of a grid as plain Python floats by their index, and the grid's shape."""
    array = np.asarray(grid, dtype=np.float64)
    return {place: float(value) for place, value in np.ndenumerate(array)}, array.shape


def places(shape: Sequence[int]) -> list[Place]:
    """Every index of a grid of this shape, in reading order."""
    return list(product(*map(range, shape)))


def filled(shape: Sequence[int], values: Cells) -> np.ndarray:
    """A float64 array of this shape; cells that have no value are +0.0."""
    array = np.zeros(tuple(shape))
    for place, value in values.items():
        array[place] = finite(value)
    return array


def finite(value: float) -> float:
    """The value itself; ValueError where float64 has run out (the contract's 422)."""
    if not math.isfinite(value):
        raise ValueError("a number left the range of float64")
    return value


def whole(name: str, value: Any, least: int) -> int:
    """An integer setting; `1.0` counts as 1, strings and booleans do not count."""
    if isinstance(value, (str, bool)) or value is None or int(value) != value or value < least:
        raise ValueError(f"{name}: {value!r} is not a whole number of {least} or more")
    return int(value)


def per_axis(name: str, value: Any, dimensions: int, least: int = 1) -> Place:
    """One integer for each axis, from one for all or exactly one each."""
    entries = list(value) if _is_list(value) else [value] * dimensions
    if len(entries) != dimensions:
        raise ValueError(f"{name}: {len(entries)} entries for {dimensions} axes")
    return tuple(whole(name, entry, least) for entry in entries)


def numeric_pairs(padding: Any, dimensions: int) -> Pairs:
    """`[before, after]` for each axis, from an int, one per axis, or a pair per axis."""
    entries = list(padding) if _is_list(padding) else [padding] * dimensions
    pairs = [tuple(entry) if _is_list(entry) else (entry, entry) for entry in entries]
    if len(pairs) != dimensions or any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"padding: {padding!r} does not describe {dimensions} axes")
    return [(whole("padding", before, 0), whole("padding", after, 0)) for before, after in pairs]


def padding_pairs(padding: Any, sizes: Place, kernel: Place, stride: Place, dilation: Place) -> Pairs:
    """`[before, after]` for each axis, names worked out (contract, section 2, Rules)."""
    if not isinstance(padding, str):
        return numeric_pairs(padding, len(sizes))
    if padding == "causal" and len(sizes) != 1:
        raise ValueError("padding: causal exists in one dimension only")
    return [_named_pair(padding, *axis) for axis in zip(sizes, kernel, stride, dilation, strict=True)]


def _named_pair(name: str, size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    reach = dilation * (kernel - 1)
    wanted = -(-size // stride)
    total = max((wanted - 1) * stride + reach + 1 - size, 0)
    pairs = {
        "valid": (0, 0),
        "full": (reach, reach),
        "causal": (reach, 0),
        "same": (total // 2, total - total // 2),
        "same_lower": (total - total // 2, total // 2),
    }
    if name not in pairs:
        raise ValueError(f"padding: no name {name!r}")
    return pairs[name]


def window_count(size: int, pair: tuple[int, int], reach: int, stride: int, ceil_mode: bool = False) -> int:
    """How many windows of `reach + 1` cells stand on a padded axis; ValueError when none does.

    With `ceil_mode` one more may hang over the far end, if it starts inside the input or its left padding.
    """
    before, after = pair
    room = size + before + after - reach - 1
    count = (-(-room // stride) if ceil_mode else room // stride) + 1
    if ceil_mode and (count - 1) * stride >= size + before:
        count -= 1
    if size < 1 or count < 1:
        raise ValueError(f"a window of {reach + 1} does not fit in {size} + {before} + {after}")
    return count


def padded_index(place: int, size: int, mode: str) -> int | None:
    """Which input index stands at a place of the padded axis (0 is the first input cell); None is a zero."""
    if 0 <= place < size:
        return place
    if mode == "zeros":
        return None
    if mode == "replicate":
        return 0 if place < 0 else size - 1
    if mode == "circular":
        return place % size
    return -place if place < 0 else 2 * (size - 1) - place


def check_padding_mode(mode: str, sizes: Place, pads: Pairs) -> None:
    """ValueError for an unknown mode, or padding beyond what reflecting or wrapping once can supply."""
    if mode not in ("zeros", "reflect", "replicate", "circular"):
        raise ValueError(f"padding_mode: no mode {mode!r}")
    for size, pair in zip(sizes, pads, strict=True):
        most = {"reflect": size - 1, "circular": size}.get(mode, max(pair))
        if max(pair) > most:
            raise ValueError(f"padding: {max(pair)} is more than {mode} of {size} cells allows")


def check_shape(name: str, grid: Any, shape: Sequence[int]) -> None:
    """ValueError when a grid does not have this shape."""
    if np.shape(grid) != tuple(shape):
        raise ValueError(f"{name}: {np.shape(grid)} came, {tuple(shape)} is needed")


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple, np.ndarray))
