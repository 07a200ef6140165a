"""Knows that fields, regions and path counts are those that the engine's own gradients show.

The independent twin: ones in all weights, one output cell, back-propagation. It sees where the gradient is not 0.
"""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.networks.network import Network
from app.networks.node import INPUT
from app.networks.paths import gradient_sizes, path_counts
from app.networks.reach import reach, spread
from app.networks.sight import sights
from app.networks.values import gradients, run
from tests.networks.stacks import networks

LINE = networks(axes=1, size=48, most=5)
PLANE = networks(axes=2, size=11, most=3)
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
WORK = 10**9


def seen_by(made: Network, cell: tuple[int, ...]) -> np.ndarray:
    """The gradient of one output cell with respect to the input, without its channel."""
    start = np.zeros(made.output)
    start[(0, *cell)] = 1.0
    return gradients(run(made, np.ones(made.input)), start).input[0]


def a_cell(draw: Any, made: Network) -> tuple[int, ...]:
    """A cell, in the middle more often than not."""
    return tuple(draw.draw(st.one_of(st.just(size // 2), st.integers(0, size - 1))) for size in made.output[1:])


def extents(grid: np.ndarray) -> list[Any]:
    """First and last index along each axis where a grid is not 0; None where it is 0 everywhere."""
    places = np.nonzero(grid)
    return [(int(one.min()), int(one.max())) if one.size else None for one in places]


@QUICK
@given(LINE | PLANE, st.data())
def test_away_from_borders_the_gradient_reaches_as_far_as_the_union(made: Network, draw: Any) -> None:
    if not made.layers:
        return
    cell = a_cell(draw, made)
    regions = reach(made, len(made.layers) - 1, list(cell), WORK).values()
    if any(not np.array_equal(*both) for one in regions for both in zip(*one, strict=True)):
        return  # some cell that it sees lies in a border
    union = sights(made)[made.layers[-1].number].union
    if union is not None:
        known = [field.at(place) for field, place in zip(union, cell, strict=True)]
        assert extents(seen_by(made, cell)) == (known if None not in known else [None] * len(known))


@QUICK
@given(LINE, st.data())
def test_at_borders_too_the_gradient_is_not_zero_exactly_in_the_clipped_region(made: Network, draw: Any) -> None:
    if not made.layers:
        return
    cell = a_cell(draw, made)
    region = reach(made, len(made.layers) - 1, list(cell), WORK)[INPUT]
    assert np.flatnonzero(seen_by(made, cell)).tolist() == region.clipped[0].tolist()
    inside = region.unclipped[0][(region.unclipped[0] >= 0) & (region.unclipped[0] < made.input[1])]
    assert set(region.clipped[0].tolist()) <= set(inside.tolist())


@QUICK
@given(PLANE, st.data())
def test_a_region_in_a_plane_is_the_box_round_the_gradient(made: Network, draw: Any) -> None:
    """Branches add up along each axis by itself, so that at a corner their box may hold a cell that neither sees."""
    if not made.layers:
        return
    cell = a_cell(draw, made)
    region = reach(made, len(made.layers) - 1, list(cell), WORK)[INPUT]
    for seen, known in zip(np.nonzero(seen_by(made, cell)), region.clipped, strict=True):
        assert set(seen.tolist()) <= set(known.tolist())
        if seen.size and not any(node.branches for node in made.nodes):
            assert np.unique(seen).tolist() == known.tolist()


@QUICK
@given(LINE | PLANE, st.data())
def test_path_counts_are_the_gradient_of_a_network_of_ones(made: Network, draw: Any) -> None:
    if not made.layers:
        return
    cell, last = a_cell(draw, made), len(made.layers) - 1
    if any(node.layer.op.startswith("avg") for node in made.nodes):
        return  # an average is no sum
    seen = seen_by(made, cell)
    counts = path_counts(made, last, list(cell), WORK)
    whole = seen.sum() or 1.0
    assert np.allclose(counts, seen / whole, rtol=1e-12, atol=1e-15)
    strengths = gradient_sizes(run(made, np.ones(made.input)), last, list(cell))
    assert np.allclose(strengths, counts, rtol=1e-12, atol=1e-15)


@QUICK
@given(LINE, st.data())
def test_what_a_cell_reaches_are_the_cells_that_see_it(made: Network, draw: Any) -> None:
    if not made.layers:
        return
    place, last = draw.draw(st.integers(0, made.input[1] - 1)), made.layers[-1].number
    reached = set(spread(made, INPUT, [place], WORK)[last][0].tolist())
    for cell in range(made.output[1]):
        sees = place in reach(made, len(made.layers) - 1, [cell], WORK)[INPUT].clipped[0]
        assert sees == (cell in reached)
