"""What one step reads or paints: the places of its window, their weights, the cell that is made.

Follows the tables of the axes, as the page's static/js/stage/reading.js does; computes no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from app.operators.operator import Plan
from app.operators.taps import Axis, TransposedAxis

Index = tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """One step; `places[axis][k]` is where kernel position k lies in the board of `role`, None where nowhere."""

    plan: Plan
    step: int
    role: str  # the board that is read or painted
    channels: range  # of it that are
    places: tuple[tuple[int | None, ...], ...]
    input: Index | None = None  # the cell that is spread
    output: Index | None = None  # the cell that is made
    winner: Index | None = None

    @cached_property
    def reach(self) -> tuple[list[int], ...]:
        """All places of the window along each axis, those outside the board too."""
        return tuple([one for one in places if one is not None] for places in self.places)

    @property
    def drawn(self) -> tuple[list[int], ...]:
        """The places that the board draws."""
        spans = (_span(self.plan, self.role, number) for number in range(len(self.places)))
        pairs = zip(self.reach, spans, strict=True)
        return tuple([place for place in places if place in span] for places, span in pairs)

    def taps(self) -> Iterator[tuple[Index, Index]]:
        """The drawn cells of the window, each with the index of its weight."""
        plan = self.plan
        spans = [_span(plan, self.role, number) for number in range(len(self.places))]
        along = [
            [(place, k) for k, place in enumerate(places) if place is not None and place in span]
            for places, span in zip(self.places, spans, strict=True)
        ]
        for local, channel in enumerate(self.channels):
            for pairs in product(*along):
                kernel = tuple(k for _, k in pairs)
                yield (channel, *(place for place, _ in pairs)), (*self.front(local, channel), *kernel)

    def front(self, local: int, channel: int) -> Index:
        """The filter's indices for a channel of the window."""
        if self.input is not None:
            return self.input[0], local
        output = self.output or (0,)
        return (output[0], local) if self.role == "input" else (channel, output[0] % self.plan.fan_out)


def reading_of(plan: Plan, step: int, output: Index | None = None, winner: Index | None = None) -> Reading:
    """The reading of a step; `output` is where an unpooling puts its cell, `winner` what a maximum chose."""
    if plan.kind == "gather":
        return _collecting(plan, step, winner)
    cell = _unravelled(step, plan.shapes["input"])
    if plan.kind == "unpool":
        places: tuple[tuple[int | None, ...], ...] = tuple((place,) for place in cell[1:])
        return Reading(plan, step, "input", range(cell[0], cell[0] + 1), places, cell, output)
    first = cell[0] // plan.fan_in * plan.fan_out
    places = tuple(_painted(axis, place) for axis, place in zip(plan.axes, cell[1:], strict=True))
    return Reading(plan, step, "output", range(first, first + plan.fan_out), places, cell)


def _collecting(plan: Plan, step: int, winner: Index | None) -> Reading:
    cell = _unravelled(step, plan.shapes["output"])
    first = cell[0] // plan.fan_out * plan.fan_in
    role = "stretched" if "stretched" in plan.shapes else "input"
    places = tuple(_read(axis, place) for axis, place in zip(plan.axes, cell[1:], strict=True))
    return Reading(plan, step, role, range(first, first + plan.fan_in), places, output=cell, winner=winner)


def _read(axis: Axis, output: int) -> tuple[int | None, ...]:
    """A row of an axis's table; None where a window is shorter than its kernel, which lies before any padding."""
    places = axis.places(np.array([output]))[0].tolist()
    return tuple(None if one < -axis.padding[0] else one for one in (places[::-1] if axis.turned else places))


def _painted(axis: Axis, input: int) -> tuple[int | None, ...]:
    """The output that an input paints through each kernel position, None where it is cropped."""
    assert isinstance(axis, TransposedAxis)
    return tuple(one if 0 <= one < axis.output else None for one in axis.painted(np.array([input]))[0].tolist())


def _span(plan: Plan, role: str, number: int) -> range:
    """The places of an axis that a board draws."""
    axis = plan.axes[number]
    if role == "output":
        return range(axis.output)
    if role == "stretched":
        return range(axis.drawn)
    before, after = axis.padding if "padded" in plan.shapes else (0, 0)
    return range(-before, axis.input + after)


def _unravelled(flat: int, shape: Index) -> Index:
    return tuple(int(one) for one in np.unravel_index(flat, shape))
