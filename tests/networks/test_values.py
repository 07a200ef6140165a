"""Knows the numbers of small networks, by eye; curves and their slopes by difference."""

import math
from typing import Any

import numpy as np
import pytest

from app.networks.network import Limits, network
from app.networks.values import check_size, gradients, run
from app.operators import Refused

Layers = list[dict[str, Any]]


def computed(layers: Layers, values: Any, seed: int = 0) -> list[Any]:
    grid = np.array(values, float)
    made = run(network(grid.shape, layers), grid, seed)
    return [made.grids[node.number].tolist() for node in made.network.layers]


def test_a_small_network_can_be_watched() -> None:
    layers = [
        {"op": "conv1d", "weight": [[[-1, 1]]], "bias": [1]},
        {"op": "relu"},
        {"op": "max_pool1d", "kernel_size": 2},
        {"op": "flatten"},
        {"op": "linear", "out_features": 2, "weight": [[1], [-2]], "bias": [0, 5]},
    ]
    assert computed(layers, [[0, 0, 9, 4]]) == [[[1, 10, -4]], [[1, 10, 0]], [[10]], [10], [10, -15]]


def test_a_residual_sum_adds_and_a_concatenation_puts_side_by_side() -> None:
    double = {"op": "conv1d", "weight": [[[2]]], "bias": False}
    assert computed([{"op": "residual", "layers": [double]}], [[1, 2]]) == [[[3, 6]]]
    assert computed([{"op": "concat", "branches": [[double], []]}], [[1, 2]]) == [[[2, 4], [1, 2]]]


def test_batch_norm_uses_its_own_statistics() -> None:
    norm = {"op": "batch_norm", "running_mean": [1], "running_var": [4], "eps": 1e-300, "weight": [10], "bias": [3]}
    assert computed([norm], [[1, 5]]) == [[[3, 23]]]


def test_what_a_pooling_took_an_unpooling_puts_back() -> None:
    layers = [{"op": "max_pool1d", "kernel_size": 2}, {"op": "max_unpool1d", "kernel_size": 2}]
    assert computed(layers, [[3, 7, 5, 1]]) == [[[7, 5]], [[0, 7, 5, 0]]]


def test_borders_pad_crop_and_repeat() -> None:
    layers = [
        {"op": "zero_pad", "padding": [[1, 0]]},
        {"op": "upsample", "scale_factor": 2},
        {"op": "crop", "padding": 1},
    ]
    assert computed(layers, [[1, 2]]) == [[[0, 1, 2]], [[0, 0, 1, 1, 2, 2]], [[0, 1, 1, 2]]]


def test_global_pooling_leaves_one_cell_a_channel() -> None:
    assert computed([{"op": "global_avg_pool"}], [[[1, 2], [3, 6]]]) == [[[[3]]]]
    assert computed([{"op": "global_max_pool"}], [[[1, 2], [3, 6]]]) == [[[[6]]]]


@pytest.mark.parametrize(
    ("op", "value", "known"),
    [
        ("leaky_relu", -2.0, -0.02),
        ("gelu", 1.0, 0.8413447460685429),
        ("silu", 1.0, 1 / (1 + math.exp(-1))),
        ("sigmoid", 0.0, 0.5),
        ("tanh", 0.0, 0.0),
        ("dropout", 3.0, 3.0),
    ],
)
def test_a_curve_has_its_value(op: str, value: float, known: float) -> None:
    assert computed([{"op": op}], [[value]])[0][0][0] == pytest.approx(known, rel=1e-15)


def test_softmax_shares_out_each_place() -> None:
    assert computed([{"op": "softmax"}], [[0, 0], [0, math.log(3)]]) == [
        [[0.5, pytest.approx(0.25)], [0.5, pytest.approx(0.75)]]
    ]


EVERY: Layers = [
    {"op": "conv2d", "out_channels": 2, "kernel_size": 3, "padding": 1},
    {"op": "batch_norm", "running_mean": [1, 2], "running_var": [4, 9], "weight": [0.5, 2], "bias": [1, -1]},
    {"op": "gelu"},
    {"op": "residual", "layers": [{"op": "conv2d", "out_channels": 2, "kernel_size": 1}, {"op": "tanh"}]},
    {"op": "concat", "branches": [[{"op": "silu"}], [{"op": "sigmoid"}]]},
    {"op": "zero_pad", "padding": 1},
    {"op": "crop", "padding": [[1, 1], [1, 0]]},
    {"op": "upsample", "scale_factor": 2},
    {"op": "avg_pool2d", "kernel_size": 3},
    {"op": "leaky_relu", "negative_slope": 0.1},
    {"op": "softmax"},
    {"op": "global_avg_pool"},
    {"op": "flatten"},
    {"op": "linear", "out_features": 3},
]  # fmt: skip


def test_gradients_are_differences() -> None:
    """Central differences through every smooth kind of layer, for some cells of the input."""
    values = np.linspace(-1, 1, 16).reshape(1, 4, 4)
    made = network(values.shape, EVERY)
    slope = np.array([1.0, -2.0, 0.5])
    found = gradients(run(made, values, 7), slope).input
    for cell in [(0, 0, 0), (0, 1, 2), (0, 3, 3)]:
        ends = []
        for step in (1e-5, -1e-5):
            moved = values.copy()
            moved[cell] += step
            ends.append(run(made, moved, 7).grids[made.layers[-1].number] @ slope)
        assert found[cell] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-6, abs=1e-9)


def test_a_seed_gives_small_whole_weights_and_the_same_ones_again() -> None:
    layers = [{"op": "conv1d", "out_channels": 3, "kernel_size": 2}]
    first, again, other = (computed(layers, [[1, 2, 3]], seed) for seed in (1, 1, 2))
    assert first == again != other
    assert all(float(one).is_integer() for row in first[0] for one in row)


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(cells=7), "cells"), (Limits(values=15), "values"), (Limits(work=23), "work")]
)
def test_numbers_are_bounded_before_they_are_made(limits: Limits, code: str) -> None:
    made = network([1, 9], [{"op": "conv1d", "out_channels": 1, "kernel_size": 2}, {"op": "relu"}])
    check_size(made, Limits(cells=8, values=16, work=24))
    with pytest.raises(Refused) as caught:
        check_size(made, limits)
    assert caught.value.problems[0].code == code


def test_numbers_beyond_float64_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        computed([{"op": "conv1d", "weight": [[[1e200]]], "bias": False}] * 2, [[1e150]])
    assert caught.value.problems[0].code == "beyond_float64"


def test_the_input_of_one_channel_may_come_without_it() -> None:
    made = network([1, 3], [{"op": "relu"}])
    assert run(made, np.array([1.0, -1, 2])).grids[0].tolist() == [[1, 0, 2]]
    with pytest.raises(Refused):
        run(made, np.zeros((2, 3)))
