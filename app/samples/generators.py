"""Grids made from a name and a shape: patterns, fixed random numbers and well-known kernels.

Knows neither the notation that names them nor the pictures; the same call gives the same numbers on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Shape = tuple[int, ...]

FIXED: dict[str, tuple[tuple[int, ...], ...]] = {
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "sobel_x": ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
    "sobel_y": ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
    "laplacian": ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
    "emboss": ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
    "outline": ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
}
FIXED_IN_A_ROW = {"sobel_x": (-1, 0, 1)}

_TURN = 2**64
_GOLDEN = 0x9E3779B97F4A7C15
_EXACT_ROW = 57  # the longest binomial row whose every number is a whole float64


class Unfit(ValueError):
    """A kernel that does not exist in the shape asked for.

    `shape` is the one in which it exists (`3x3`), `repair` a generator that works in the dimensions asked for.
    """

    def __init__(self, name: str, given: Shape, shape: str, repair: str) -> None:
        super().__init__(f"{name} exists as {shape} only, not as {_spelled(given)}; use {repair}")
        self.shape = shape
        self.repair = repair


def generate(name: str, shape: Shape, dimensions: int, *, seed: int = 0, role: str = "input") -> Array:
    """The named grid in a shape; `dimensions` are the operator's spatial axes, `role` the field it is made for.

    Axes before the last `dimensions` are channels: `delta` (`identity`), `checker`, `box` and `gaussian` are the same
    in each, so that in 3-D too an identity changes nothing and a box averages. The fixed 3×3 kernels stand in the last
    two axes of any shape. `seed` and `role` matter to `random` only.
    Raises KeyError for a name not in GENERATORS, Unfit for a fixed kernel in a shape of its own.

    >>> generate("ramp", (2, 3), 2).tolist()
    [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    """
    if name == "random":
        return _random(shape, seed, role)
    if name in FIXED:
        return _fixed(name, shape, dimensions)
    if name in _WHOLE:
        return _WHOLE[name](shape)
    plane = _IN_PLANE[name](shape[-min(dimensions, len(shape)) :])
    return np.broadcast_to(plane, shape).copy()


def _ramp(shape: Shape) -> Array:
    return np.arange(math.prod(shape), dtype=np.float64).reshape(shape)


def _edge(shape: Shape) -> Array:
    """0 in the left half of the last axis, 1 in the right; the middle column of an odd size is left."""
    size = shape[-1]
    return np.broadcast_to((2 * np.arange(size) >= size).astype(np.float64), shape).copy()


def _delta(plane: Shape) -> Array:
    grid = np.zeros(plane)
    grid[tuple(size // 2 for size in plane)] = 1
    return grid


def _checker(plane: Shape) -> Array:
    places: Array = np.indices(plane).sum(axis=0) % 2
    return places.astype(np.float64)


def _box(plane: Shape) -> Array:
    return np.full(plane, 1 / math.prod(plane))


def _gaussian(plane: Shape) -> Array:
    grid = np.ones(())
    for size in plane:
        grid = np.multiply.outer(grid, binomial(size))
    return grid


def binomial(size: int) -> Array:
    """Row `size - 1` of Pascal's triangle divided by its sum, 2^(size − 1).

    Up to 57 entries every value is exact. Longer rows, whose numbers no float64 holds, are built from the middle
    outwards by their ratios: the same on every machine, their sum 1 within rounding.

    >>> (16 * binomial(5)).tolist()
    [1.0, 4.0, 6.0, 4.0, 1.0]
    """
    last = size - 1
    if size <= _EXACT_ROW:
        return np.array([math.comb(last, k) / 2**last for k in range(size)])
    k = np.arange(size // 2, last, dtype=np.float64)
    right = np.cumprod(np.concatenate(([1.0], (last - k) / (k + 1))))  # from the middle entry to the last
    row = np.concatenate((right[size % 2 :][::-1], right))
    return row / math.fsum(row)


def _fixed(name: str, shape: Shape, dimensions: int) -> Array:
    """A kernel that exists as 3×3 only, in 1-D as a row of three or not at all."""
    if dimensions == 1:
        row = FIXED_IN_A_ROW.get(name)
        if row is None:
            raise Unfit(name, shape, "3x3", "sobel_x:3")
        if shape[-1] != 3:
            raise Unfit(name, shape, "3", f"{name}:3")
        return np.broadcast_to(np.array(row, np.float64), shape).copy()
    if shape[-2:] != (3, 3):
        existing = "x".join([*["1"] * (dimensions - 2), "3x3"])
        raise Unfit(name, shape, existing, f"{name}:{existing}")
    return np.broadcast_to(np.array(FIXED[name], np.float64), shape).copy()


def _random(shape: Shape, seed: int, role: str) -> Array:
    """Whole numbers 0…9, for a weight −2…2."""
    values = splitmix64(seed, math.prod(shape)).reshape(shape)
    if role == "weight":
        return (values % np.uint64(5)).astype(np.float64) - 2
    return (values % np.uint64(10)).astype(np.float64)


def splitmix64(seed: int, count: int) -> NDArray[np.uint64]:
    """The first outputs of SplitMix64 (Steele, Lea and Flood, 2014); seeds count modulo 2^64.

    >>> hex(splitmix64(seed=0, count=1)[0])
    '0xe220a8397b1dcdaf'
    """
    state = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(_GOLDEN) + np.uint64(seed % _TURN)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def _spelled(shape: Shape) -> str:
    return "x".join(map(str, shape))


_WHOLE: dict[str, Callable[[Shape], Array]] = {"ramp": _ramp, "zeros": np.zeros, "ones": np.ones, "edge": _edge}
_IN_PLANE: dict[str, Callable[[Shape], Array]] = {
    "delta": _delta,
    "checker": _checker,
    "identity": _delta,
    "box": _box,
    "gaussian": _gaussian,
}
KERNELS = ("identity", "box", "gaussian", *FIXED)
GENERATORS = ("ramp", "zeros", "ones", "delta", "checker", "edge", "random", *KERNELS)
