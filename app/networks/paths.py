"""The effective receptive field: through how many paths, or how strongly, each input cell reaches one cell.

Path counts follow the tap tables as if every weight were 1 and there was one channel (Luo et al., 2016: with random
weights they are what gradients are on average); gradients are those of given weights.
"""

from __future__ import annotations

from math import frexp
from typing import Any, NamedTuple

import numpy as np

from app.networks.network import Network
from app.networks.node import INPUT, Node, Wiring
from app.networks.reach import Budget, node_of, position_of
from app.networks.values import Run, gradients
from app.operators.exact import Array
from app.operators.shapes import cells
from app.operators.taps import Axis


class Count(NamedTuple):
    """Numbers of paths, as numbers times 2^power: after a hundred layers no float64 holds them otherwise."""

    grid: Array
    power: int = 0

    def kept(self) -> Count:
        """The same with a grid of moderate numbers."""
        exponent = frexp(self.grid.max(initial=0.0))[1]
        return Count(np.ldexp(self.grid, -exponent), self.power + exponent)

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        power = max(self.power, other.power)
        grids = (np.ldexp(one.grid, max(one.power - power, -2000)) for one in (self, other))
        return Count(sum(grids, np.zeros(())), power)


def path_counts(network: Network, layer: Any, position: Any, limit: int) -> Array:
    """By input cell (without channels) its share of all paths that end in one cell of a layer; they sum to 1."""
    node, budget = node_of(network, layer), Budget(limit)
    shape = node.output if node else network.input
    place = position_of(position, shape)
    budget.spend(cells(shape[1:]))
    start = np.zeros(shape[1:])
    start[place] = 1.0
    found = {INPUT if node is None else node.number: Count(start)}
    for one, sources in reversed(network.steps):
        if one.number in found:
            count = found.pop(one.number)
            ahead = count if one.branches else before(one, count, budget).kept()
            for source in sources:
                found[source] = found[source] + ahead if source in found else ahead
    return shares(found[INPUT].grid)


def before(node: Node, count: Count, budget: Budget) -> Count:
    """The paths that begin in front of a layer."""
    grid = count.grid
    budget.spend(cells(node.input[1:]))
    if node.wiring is Wiring.ALL:
        return Count(np.full(node.input[1:], float(grid.sum())), count.power)
    if isinstance(node.wiring, tuple):
        for number, axis in enumerate(node.wiring):
            budget.spend(grid.size // axis.output * (axis.input + axis.output * axis.kernel))
            grid = along(axis, grid, number)
    return Count(grid, count.power)


def along(axis: Axis, grid: Array, number: int) -> Array:
    """The same along one axis: what each output has is given to every cell that it reads."""
    back = np.zeros((axis.input, *np.delete(grid.shape, number)))
    rows = np.moveaxis(grid, number, 0)
    for reads in axis.taps.T:
        inside = reads >= 0
        np.add.at(back, reads[inside], rows[inside])
    return np.moveaxis(back, 0, number)


def gradient_sizes(made: Run, layer: Any, position: Any) -> Array:
    """By input cell, the size of the gradient of one cell, channels added up; they sum to 1."""
    node = node_of(made.network, layer)
    shape = node.output if node else made.network.input
    place: Any = (slice(None), *position_of(position, shape))
    start = np.zeros(shape)
    start[place] = 1.0
    back = start if node is None else gradients(made, start, node).input
    return shares(np.abs(back).sum(axis=0))


def shares(grid: Array) -> Array:
    """Parts of a whole; all 0 where there is nothing."""
    largest = grid.max(initial=0.0)
    if largest == 0:
        return grid
    scaled = grid / largest
    parts: Array = scaled / scaled.sum()
    return parts
