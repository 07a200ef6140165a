"""The bundled grey pictures, fitted to any shape.

Knows cropping and averaging in whole numbers; where the pictures come from stands in PICTURES.md.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PICTURES = ("camera", "brick", "horse", "disk", "cross")

Pixels = NDArray[np.int64]
_STORE = Path(__file__).with_name("pictures.npz")


def picture(name: str, shape: tuple[int, ...], dimensions: int) -> NDArray[np.float64]:
    """The picture in a shape, whole numbers 0…255; KeyError for a name not in PICTURES.

    The last two axes hold it: cut to their aspect around its centre, then each cell is the mean of the pixels that it
    covers, rounded half up; a grid finer than the picture takes the nearest pixel. In 1-D the last axis holds the
    middle row. Axes in front (channels, depth) repeat it.
    """
    flat = dimensions == 1 or len(shape) == 1
    grid = _row(name, shape[-1]) if flat else _plane(name, shape[-2], shape[-1])
    return np.broadcast_to(grid, shape).astype(np.float64)


@cache
def stored(name: str) -> NDArray[np.uint8]:
    """The picture as it is kept, 256×256."""
    with np.load(_STORE) as archive:
        pixels: NDArray[np.uint8] = archive[name]
    return pixels


@lru_cache(maxsize=64)
def _plane(name: str, rows: int, columns: int) -> NDArray[np.uint8]:
    return fitted(stored(name), rows, columns)


@lru_cache(maxsize=64)
def _row(name: str, columns: int) -> NDArray[np.uint8]:
    pixels = stored(name)
    middle = pixels[len(pixels) // 2]
    sums, area = resampled(middle.astype(np.int64), columns, columns)
    return rounded(sums, area)


def fitted(pixels: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.uint8]:
    """A square picture cut and resampled to rows × columns.

    >>> fitted(np.array([[0, 1], [4, 5]], np.uint8), 1, 2).tolist()
    [[2, 3]]
    """
    longer = max(rows, columns)
    down, height = resampled(pixels.astype(np.int64), rows, longer)
    across, width = resampled(down.T, columns, longer)
    return rounded(across.T, height * width)


def rounded(sums: Pixels, area: int) -> NDArray[np.uint8]:
    """Sums over `area` units as means, half up."""
    return ((2 * sums + area) // (2 * area)).astype(np.uint8)


def resampled(pixels: Pixels, cells: int, longer: int) -> tuple[Pixels, int]:
    """The first axis of `pixels` as `cells` cells: sums over each, and how many units a cell is long.

    `longer` cells would cover the whole axis; fewer of them stand around its centre. With 1 / (2 · longer) of a pixel
    as the unit of length a pixel is 2 · longer units and a cell twice as many units as the axis has pixels, so all ends
    of cells are whole numbers and every sum is exact.
    """
    size, pixel = len(pixels), 2 * longer
    ends = size * (longer - cells) + 2 * size * np.arange(cells + 1)
    if longer > size:
        middles = ends[:-1] + size
        return pixels[middles // pixel], 1
    before, part = np.divmod(ends, pixel)
    nothing = np.zeros_like(pixels[:1])
    whole = np.concatenate((nothing, np.cumsum(pixels, axis=0)))[before] * pixel  # the pixels wholly in front of an end
    cut = np.concatenate((pixels, nothing))[before] * part.reshape(-1, *[1] * (pixels.ndim - 1))  # the one it cuts
    return np.diff(whole + cut, axis=0), 2 * size
