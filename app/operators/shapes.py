"""Shapes of grids: how many cells, with or without channels, as they stand in an answer.

Knows no operator and no values.
"""

from __future__ import annotations

from math import prod
from typing import Any

from app.operators.sizes import Pair

Shape = tuple[int, ...]


def cells(shape: Shape) -> int:
    """How many cells a grid of this shape has."""
    return prod(shape)


def nested(value: Any) -> Shape:
    """Shape of nested lists that are known to be even."""
    return (len(value), *nested(value[0])) if isinstance(value, list) else ()


def pairs(sides: tuple[Pair, ...]) -> list[list[int]]:
    """Padding as it stands in an answer."""
    return [list(side) for side in sides]
