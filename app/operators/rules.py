"""What a pooling does with the cells of a window: the largest, the average, the norm.

A rule sees windows as rows, NaN where a window leaves the input. Knows no axes and no channels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from app.operators.exact import Array, in_order
from app.operators.taps import IntArray

Columns = dict[str, Any]


@dataclass(frozen=True)
class Quick:
    """A rule for whole pictures: the pictures that the taps see, folded into one. Not in teaching order."""

    outside: float
    fold: np.ufunc
    before: Callable[[Any, Mapping[str, Any]], Any] = lambda cells, settings: cells
    after: Callable[[Any, Any, Mapping[str, Any]], Any] = lambda total, divisor, settings: total


class Rule(Protocol):
    """How a window becomes one value, and how that value's gradient goes back."""

    linear: bool

    @property
    def quick(self) -> Quick | None:
        """The same for whole pictures, where there is such a way."""
        ...

    def reduce(self, window: Array, divisor: Array, settings: Mapping[str, Any]) -> Columns:
        """Columns of these windows [n, taps]: `value`, and what else the rule knows of a step.

        `tap`, where it is a column, is the window position that won.
        """
        ...

    def share(self, window: Array, columns: Columns, settings: Mapping[str, Any]) -> Array:
        """Derivative of the value with respect to each tap, [n, taps]."""
        ...


class Select:
    """One cell of the window wins; of equal cells the first in window order (PyTorch)."""

    linear = False

    def __init__(self, best: Any, worst: float, fold: np.ufunc | None = None) -> None:
        self.best = best  # np.argmax, say
        self.worst = worst  # what can never win
        self.quick = fold and Quick(worst, fold)

    def reduce(self, window: Array, divisor: Array, settings: Mapping[str, Any]) -> Columns:
        tap: IntArray = self.best(np.where(np.isnan(window), self.worst, window), axis=1)
        return {"value": np.take_along_axis(window, tap[:, None], axis=1)[:, 0], "tap": tap}

    def share(self, window: Array, columns: Columns, settings: Mapping[str, Any]) -> Array:
        won: Array = (np.arange(window.shape[1]) == columns["tap"][:, None]).astype(float)
        return won


class Average:
    """The sum of the cells inside the input, divided."""

    linear = True
    quick = Quick(0.0, np.add, after=lambda total, divisor, settings: total / divisor)

    def reduce(self, window: Array, divisor: Array, settings: Mapping[str, Any]) -> Columns:
        total = in_order(np.where(np.isnan(window), 0.0, window))
        return {"sum": total, "divisor": divisor, "value": total / divisor}

    def share(self, window: Array, columns: Columns, settings: Mapping[str, Any]) -> Array:
        shares: Array = np.where(np.isnan(window), 0.0, 1 / columns["divisor"][:, None])
        return shares


class Norm:
    """The p-norm of the cells inside the input: |x|^p summed, then the p-th root (ONNX LpPool).

    PyTorch drops the bars and rescales windows that are cut by the border; the definition does neither. The gradient
    of an all-zero window is 0, as in PyTorch.
    """

    linear = False
    quick = Quick(
        0.0,
        np.add,
        before=lambda cells, settings: np.abs(cells) ** settings["norm_type"],
        after=lambda total, divisor, settings: total ** (1 / settings["norm_type"]),
    )

    def reduce(self, window: Array, divisor: Array, settings: Mapping[str, Any]) -> Columns:
        power = settings["norm_type"]
        total = in_order(np.where(np.isnan(window), 0.0, np.abs(window)) ** power)
        return {"sum": total, "value": total ** (1 / power)}

    def share(self, window: Array, columns: Columns, settings: Mapping[str, Any]) -> Array:
        norm = columns["value"][:, None]
        inside = ~np.isnan(window) & (window != 0)
        ratio = np.divide(np.abs(window), norm, out=np.ones_like(window), where=inside)
        return np.where(inside, np.sign(window) * ratio ** (settings["norm_type"] - 1), 0.0)
