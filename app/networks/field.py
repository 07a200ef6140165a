"""What the cells of one axis see of the network's input along that axis, away from borders.

A field repeats: after `period` cells the same picture lies `shift` input cells further on. Every stride of a
transposed convolution gives phases that see differently; without one the period is 1. Knows tap tables, no layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from typing import NamedTuple

import numpy as np

from app.operators.taps import AdaptiveAxis, Axis, IntArray, Mask, TransposedAxis, WindowAxis

FINEST = 1 << 16  # taps of one period that are looked at
FARTHEST = 1 << 50  # input cells between two that are told apart
Ends = tuple[int, int] | None  # first and last input cell seen, None for nothing


class Field(NamedTuple):
    """First and last input cell that cell 0, 1, … period − 1 sees; cells outside the input count, too."""

    ends: tuple[Ends, ...]
    shift: int

    @property
    def period(self) -> int:
        return len(self.ends)

    @property
    def jump(self) -> Fraction:
        """Input cells from one cell to the next."""
        return Fraction(self.shift, self.period)

    @property
    def size(self) -> int:
        """Cells from the first to the last one seen, of the cell that sees most."""
        return max((last - first + 1 for first, last in filter(None, self.ends)), default=0)

    @property
    def start(self) -> float | None:
        """Centre of what cell 0 sees, the centre of input cell 0 being at 0.5; None when it sees nothing."""
        ends = self.ends[0]
        return None if ends is None else (ends[0] + ends[1] + 1) / 2

    @property
    def edges(self) -> tuple[Fraction | int, Fraction | int] | None:
        """First and last of what cell 0 sees, evened out over the period; None when some cell sees nothing."""
        if None in self.ends or self.period == 1:
            return self.ends[0] if self.period == 1 else None
        drift = self.jump * (self.period - 1) / 2
        first, last = (Fraction(sum(each), self.period) - drift for each in zip(*filter(None, self.ends), strict=True))
        return first, last

    def at(self, cell: int) -> Ends:
        """First and last input cell that this cell sees."""
        lap, phase = divmod(cell, self.period)
        ends = self.ends[phase]
        return None if ends is None else (ends[0] + lap * self.shift, ends[1] + lap * self.shift)


ITSELF = Field(((0, 0),), 1)


def through(field: Field, axis: Axis) -> Field | None:
    """The field behind one more layer; None when its cells see too differently to repeat, or too far.

    >>> from app.operators.taps import window_axis
    >>> through(ITSELF, window_axis("length", size=8, kernel=3, stride=2, padding=(1, 1)))
    Field(ends=((-1, 1),), shift=2)
    """
    if isinstance(axis, AdaptiveAxis) and axis.stride is None:
        return None  # unequal windows
    if field.period == 1 and not isinstance(axis, TransposedAxis) and field.ends[0] is not None:
        first, last, stride = outermost(axis)
        (low, high), shift = field.ends[0], field.shift
        ahead = Field(((low + first * shift, high + last * shift),), stride * shift)
        return ahead if max(abs(first), abs(last), stride) * shift < FARTHEST else None
    outputs, inputs = rhythm(axis)
    laps = field.period // gcd(field.period, inputs)
    period = outputs * laps
    if period * axis.kernel > FINEST:
        return None
    cells, real = axis.endless(np.arange(period))
    if max(abs(int(cells.min())), int(cells.max()), inputs * laps) * field.shift >= FARTHEST:
        return None
    return Field(_extent(field, cells, real), field.shift * inputs * laps // field.period)


def rhythm(axis: Axis) -> tuple[int, int]:
    """After how many outputs the taps are the same again, and how many inputs further on."""
    stride = axis.stride or 1
    return (stride, 1) if isinstance(axis, TransposedAxis) else (1, stride)


@lru_cache(maxsize=4096)
def outermost(axis: Axis) -> tuple[int, int, int]:
    """First and last input position that output 0 reads, and the inputs from one output to the next."""
    if isinstance(axis, WindowAxis):
        first, last = (axis.column(tap)[1].start - axis.padding[0] for tap in (0, axis.kernel - 1))
        return first, last, axis.stride or 1
    return 0, axis.kernel - 1, axis.stride or 1


def _extent(field: Field, cells: IntArray, real: Mask) -> tuple[Ends, ...]:
    """First and last of what the taps of each row see."""
    seen = np.array([ends is not None for ends in field.ends])
    ends = np.array([one or (0, 0) for one in field.ends])
    lap, phase = np.divmod(cells, field.period)
    met = real & seen[phase]
    far = np.iinfo(np.intp).max
    first = np.where(met, ends[phase, 0] + lap * field.shift, far).min(axis=1)
    last = np.where(met, ends[phase, 1] + lap * field.shift, -far).max(axis=1)
    return tuple(
        (low, high) if any_met else None
        for low, high, any_met in zip(first.tolist(), last.tolist(), met.any(axis=1).tolist(), strict=True)
    )


def in_step(fields: Sequence[Field]) -> bool:
    """Whether all of them move by the same number of input cells from one cell to the next."""
    one = fields[0]
    return all(field.shift * one.period == one.shift * field.period for field in fields)


def joined(fields: Sequence[Field]) -> Field | None:
    """What cells see that read all of these fields; None when the fields drift apart or repeat too rarely."""
    one = fields[0]
    if all(field == one for field in fields):
        return one
    if not in_step(fields):
        return None
    period = lcm(*(field.period for field in fields))
    if period > FINEST:
        return None
    return Field(
        tuple(_union([field.at(cell) for field in fields]) for cell in range(period)),
        one.shift * period // one.period,
    )


def _union(ends: Sequence[Ends]) -> Ends:
    seen = [one for one in ends if one is not None]
    return (min(one[0] for one in seen), max(one[1] for one in seen)) if seen else None
