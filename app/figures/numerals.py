"""How large numerals may be: one height for a whole board, none where they would be too small to read.

The same rule as the page's static/js/stage/numerals.js; measures in digits, since faces differ.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from app.figures.numbers import MINUS, TIMES, compact
from app.figures.sheets import NUMERALS
from app.operators.exact import Array

SMALLEST, SMALLEST_WEIGHT = 10.5, 8.5  # heights that can be read
WEIGHTED = 29  # pitch from which the cells of a window show their weights
DIGIT, WIDTHS = 0.65, {MINUS: 0.84, TIMES: 0.84, ".": 0.34}  # to the height, in the widest of the usual faces
SHARES = (0.48, 0.4, 0.32)  # heights to the pitch


def numeral_size(values: Array, pitch: float) -> float:
    """Height of the numerals that these values need at a pitch, 0 for none."""
    if pitch < NUMERALS:
        return 0
    longest = max([DIGIT, *(width_of(compact(value)) for value in np.unique(values).tolist())])
    for share in SHARES:
        if longest * share <= 0.9 and share * pitch >= SMALLEST:
            return share * pitch
    fitting = 0.9 * pitch / longest
    return fitting if fitting >= SMALLEST * 0.85 else 0


@lru_cache(maxsize=4096)
def weight_size(text: str, pitch: float) -> float:
    """Height of a weight in the corner of a cell, 0 where it has no room."""
    if not text or pitch < WEIGHTED:
        return 0
    fitting = min(0.94 * pitch / width_of(text), max(pitch * 0.25, 10))
    return fitting if fitting >= SMALLEST_WEIGHT else 0


def width_of(text: str) -> float:
    """Width of a text to its height."""
    return sum(WIDTHS.get(sign, DIGIT) for sign in text)
