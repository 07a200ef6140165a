"""What one cell sees in every earlier layer, and what it reaches in every later one.

Follows the tap tables from cell to cell, axis by axis. Unclipped: as if no grid had a border. Clipped: the cells that
are really there; a cell in the padding shows nothing. Branches add up along each axis by itself: the region of a plane
is the box round what all of them see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from app.networks.network import Network
from app.networks.node import INPUT, Node, Wiring
from app.operators.errors import refuse
from app.operators.parameters import is_list, whole
from app.operators.shapes import Shape
from app.operators.taps import Axis, IntArray

Cells = tuple[IntArray, ...]  # by axis, in ascending order


class Region(NamedTuple):
    """Some cells of one layer, by axis."""

    unclipped: Cells
    clipped: Cells


class Budget:
    """How many taps may be followed."""

    def __init__(self, limit: int) -> None:
        self.limit, self.spent = limit, 0

    def spend(self, taps: int) -> None:
        self.spent += taps
        if self.spent > self.limit:
            raise refuse("layer", "work", given=min(self.spent, 10**18), limit=self.limit)


def node_of(network: Network, layer: Any) -> Node | None:
    """The layer of a number in the row, or of a path; None for the input."""
    found = next((one for one in network.nodes if one.path == layer), None) if isinstance(layer, str) else None
    number = whole(layer)
    if number is not None and INPUT <= number < len(network.layers):
        return None if number == INPUT else network.layers[number]
    if found is None:
        repairs = [{"layer": len(network.layers) - 1}]
        raise refuse("layer", "no_such_layer", layer, repairs, given=str(layer)[:64], most=len(network.layers) - 1)
    return found


def position_of(value: Any, shape: Shape) -> tuple[int, ...]:
    """A cell of a grid, without its channel."""
    sizes = shape[1:]
    middle = [size // 2 for size in sizes]
    if not is_list(value) or len(value) != len(sizes):
        given = len(value) if is_list(value) else 1
        raise refuse("position", "position_axes", value, [{"position": middle}], given=given, needed=len(sizes))
    cells = [whole(one) for one in value]
    if not all(one is not None and 0 <= one < size for one, size in zip(cells, sizes, strict=True)):
        raise refuse("position", "position_outside", value, [{"position": middle}], shape=list(sizes))
    return tuple(one for one in cells if one is not None)


def reach(network: Network, layer: Any, position: Any, limit: int) -> dict[int, Region]:
    """By a layer's number (−1: the input), what one cell of a layer sees there."""
    node, budget = node_of(network, layer), Budget(limit)
    place = tuple(np.array([one]) for one in position_of(position, node.output if node else network.input))
    number = INPUT if node is None else node.number
    found = {number: Region(place, place)}
    for one, sources in reversed(network.steps):
        if one.number in found:
            ahead = found[one.number] if one.branches else back(one, found[one.number], budget)
            for source in sources:
                found[source] = united([found[source], ahead]) if source in found else ahead
    del found[number]
    return found


def spread(network: Network, layer: Any, position: Any, limit: int) -> dict[int, Cells]:
    """By a layer's number, the cells of every later layer in which one cell of a layer (−1: the input) has a part."""
    node, budget = node_of(network, layer), Budget(limit)
    place = tuple(np.array([one]) for one in position_of(position, node.output if node else network.input))
    number = INPUT if node is None else node.number
    found = {number: place}
    for one, sources in network.steps:
        met = [found[source] for source in sources if source in found]
        if met and one.number not in found:
            cells = tuple(map(_union, zip(*met, strict=True)))
            found[one.number] = cells if one.branches else onward(one, cells, budget)
    del found[number]
    return found


def united(regions: Sequence[Region]) -> Region:
    """The cells of any of these regions, along each axis."""
    if len(regions) == 1:
        return regions[0]
    return Region(*(tuple(map(_union, zip(*each, strict=True))) for each in zip(*regions, strict=True)))


def _union(cells: tuple[IntArray, ...]) -> IntArray:
    return np.unique(np.concatenate(cells))


def back(node: Node, region: Region, budget: Budget) -> Region:
    """The cells that a layer without branches reads for a region of its output."""
    if node.wiring is Wiring.ALL:
        budget.spend(sum(node.input[1:]))
        whole_grid = tuple(np.arange(size) for size in node.input[1:])
        return Region(whole_grid, whole_grid)
    if isinstance(node.wiring, Wiring):
        return region
    for axis, *both in zip(node.wiring, *region, strict=True):
        budget.spend(sum(map(len, both)) * axis.kernel)
    return Region(
        box(_endless(axis, cells) for axis, cells in zip(node.wiring, region.unclipped, strict=True)),
        box(_real(axis, cells) for axis, cells in zip(node.wiring, region.clipped, strict=True)),
    )


def box(cells: Iterable[IntArray]) -> Cells:
    """Cells by axis; where an axis has none, there is no cell at all."""
    each = tuple(cells)
    return each if all(map(len, each)) else tuple(one[:0] for one in each)


def _endless(axis: Axis, outputs: IntArray) -> IntArray:
    cells, real = axis.endless(outputs)
    return np.unique(cells[real])


def _real(axis: Axis, outputs: IntArray) -> IntArray:
    cells = np.unique(axis.source(axis.places(outputs)))
    return cells[cells >= 0]


def onward(node: Node, cells: Cells, budget: Budget) -> Cells:
    """The cells of a layer's output that read any of these cells of its input."""
    if node.wiring is Wiring.ALL:
        return tuple(np.arange(size) for size in node.output[1:])
    if isinstance(node.wiring, Wiring):
        return cells
    for axis in node.wiring:
        budget.spend(axis.input + axis.table_cells)
    return box(_readers(axis, one) for axis, one in zip(node.wiring, cells, strict=True))


def _readers(axis: Axis, inputs: IntArray) -> IntArray:
    wanted = np.zeros(axis.input + 1, dtype=bool)  # the last one for the taps that read nothing
    wanted[inputs] = True
    return np.flatnonzero(wanted[axis.taps].any(axis=1))
