"""Knows that a new family is one class: the toy family of this file takes the smallest cell of each window."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from app.operators import OPERATORS, Refused, apply, trace
from app.operators.operator import register
from app.operators.pool import SlidingPool
from app.operators.rules import Select

NAMES = ["min_pool1d", "min_pool2d", "min_pool3d"]


class MinPool(SlidingPool):
    """Keeps the smallest cell of each window."""

    family = "min_pool"
    title = "minimum pooling"
    help = "Each window keeps its smallest cell."
    rule = Select(np.argmin, np.inf, np.minimum)


@contextmanager
def registered() -> Iterator[None]:
    """The toy family among the operators, and taken away afterwards."""
    register(MinPool)
    try:
        yield
    finally:
        for name in NAMES:
            OPERATORS.pop(name, None)


@pytest.fixture(autouse=True)
def with_the_family() -> Iterator[None]:
    with registered():
        yield


def min_pool(
    input: np.ndarray, kernel: tuple[int, int], stride: tuple[int, int], pads: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """The twin in plain loops: smallest cells, and where in the plane they stood first."""
    channels, height, width = input.shape
    rows = (height + sum(pads[0]) - kernel[0]) // stride[0] + 1
    columns = (width + sum(pads[1]) - kernel[1]) // stride[1] + 1
    output, indices = np.zeros((channels, rows, columns)), np.zeros((channels, rows, columns), dtype=int)
    for channel, row, column in np.ndindex(channels, rows, columns):
        smallest, where = np.inf, -1
        for i in range(kernel[0]):
            for j in range(kernel[1]):
                y, x = row * stride[0] - pads[0][0] + i, column * stride[1] - pads[1][0] + j
                if 0 <= y < height and 0 <= x < width and input[channel, y, x] < smallest:
                    smallest, where = input[channel, y, x], y * width + x
        output[channel, row, column], indices[channel, row, column] = smallest, where
    return output, indices


def drawn(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(-5, 5, (2, 6, 7)).astype(float)


@pytest.mark.parametrize("seed", range(10))
def test_both_ways_to_compute_have_the_numbers_of_the_plain_loop(seed: int) -> None:
    input, pads = drawn(seed), ((1, 0), (1, 2))
    expected, indices = min_pool(input, (2, 3), (2, 1), pads)
    settings = {"kernel_size": [2, 3], "stride": [2, 1], "padding": [list(pad) for pad in pads]}
    answer = trace("min_pool2d", input, **settings)
    assert np.array_equal(answer["output"], expected)
    assert np.array_equal(apply("min_pool2d", input, **settings), expected)
    flat = np.ravel_multi_index(tuple(answer["steps"]["selected"].T[1:]), (6, 7))
    assert np.array_equal(flat, indices.reshape(-1))


def test_the_gradient_goes_to_the_smallest() -> None:
    answer = trace("min_pool1d", [3.0, 1, 2, 2], kernel_size=2, grad_output=[10.0, 20.0])
    assert answer["output"].tolist() == [1, 2]
    assert answer["gradients"]["input"].tolist() == [0, 10, 20, 0]


def test_it_works_in_every_dimension() -> None:
    assert trace("min_pool1d", [3.0, 1], kernel_size=2)["output"].tolist() == [1]
    assert trace("min_pool3d", np.arange(8.0).reshape(2, 2, 2), kernel_size=2)["output"].tolist() == [[[0]]]


def test_it_refuses_what_every_pooling_refuses() -> None:
    with pytest.raises(Refused, match="kernel_size"):
        trace("min_pool1d", [1.0, 2], kernel_size=3)
    with pytest.raises(Refused, match="nothing but padding"):
        trace("min_pool1d", [1.0, 2], kernel_size=2, padding=[[2, 0]])


def test_a_title_in_one_language_serves_for_all() -> None:
    assert OPERATORS["min_pool2d"].name("zh-Hans") == OPERATORS["min_pool2d"].name() == "2-D minimum pooling"
