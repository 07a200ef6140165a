"""Knows the numbers of every generator, small enough to check by eye."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.samples import GENERATORS, KERNELS, Unfit, generate
from app.samples.generators import FIXED, binomial, splitmix64

SHAPES = st.lists(st.integers(1, 6), min_size=1, max_size=4).map(tuple)


def twin(seed: int, count: int) -> list[int]:
    """SplitMix64 as its authors print it, one number after the other."""
    state, values = seed % 2**64, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        value = state
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        value = (value ^ value >> 27) * 0x94D049BB133111EB % 2**64
        values.append(value ^ value >> 31)
    return values


def assert_grid(grid: np.ndarray, expected: object) -> None:
    assert grid.dtype == np.float64
    assert grid.tolist() == expected


def test_splitmix64_gives_its_published_numbers_for_seed_0() -> None:
    known = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert twin(0, 3) == known
    assert splitmix64(0, 3).tolist() == known


@given(seed=st.integers() | st.integers(-(2**200), 2**200), count=st.integers(0, 50))
def test_splitmix64_equals_the_plain_loop_for_any_seed(seed: int, count: int) -> None:
    assert splitmix64(seed, count).tolist() == twin(seed, count)


@pytest.mark.parametrize("role", ["input", "bias", "indices", "grad_output"])
def test_random_numbers_are_the_last_decimal_digits(role: str) -> None:
    grid = generate("random", (2, 3), 2, seed=5, role=role)
    digits = [value % 10 for value in twin(5, 6)]
    assert_grid(grid, [digits[:3], digits[3:]])


def test_random_weights_lie_between_minus_2_and_2() -> None:
    weight = generate("random", (40, 5), 2, role="weight")
    assert weight.ravel().tolist() == [value % 5 - 2 for value in twin(0, 200)]
    assert set(weight.ravel()) == {-2, -1, 0, 1, 2}


def test_random_numbers_of_seed_0_are_the_same_in_every_version() -> None:
    assert_grid(generate("random", (2, 5), 2), [[5, 0, 9, 4, 7], [0, 3, 0, 9, 0]])
    assert_grid(generate("random", (3, 3), 2, role="weight"), [[-2, -2, 2], [2, 0, -2], [1, -2, 2]])


def test_a_seed_counts_modulo_2_to_the_64() -> None:
    assert_grid(generate("random", (4,), 1, seed=-1), generate("random", (4,), 1, seed=2**64 - 1).tolist())


def test_a_ramp_counts_row_by_row() -> None:
    assert_grid(generate("ramp", (2, 2, 2), 2), [[[0, 1], [2, 3]], [[4, 5], [6, 7]]])


def test_zeros_and_ones_are_what_they_say() -> None:
    assert_grid(generate("zeros", (1, 2), 2), [[0, 0]])
    assert_grid(generate("ones", (2, 1), 2), [[1], [1]])


def test_an_edge_is_0_in_the_left_half() -> None:
    assert_grid(generate("edge", (2, 4), 2), [[0, 0, 1, 1], [0, 0, 1, 1]])
    assert_grid(generate("edge", (5,), 1), [0, 0, 0, 1, 1])


def test_a_checkerboard_starts_at_0_in_every_channel() -> None:
    assert_grid(generate("checker", (2, 2, 3), 2), [[[0, 1, 0], [1, 0, 1]]] * 2)
    assert_grid(generate("checker", (2, 3), 1), [[0, 1, 0]] * 2)
    assert_grid(generate("checker", (2, 2, 2), 3), [[[0, 1], [1, 0]], [[1, 0], [0, 1]]])


@pytest.mark.parametrize("name", ["delta", "identity"])
def test_a_delta_stands_at_half_the_size_of_each_plane_axis(name: str) -> None:
    assert_grid(generate(name, (3, 3), 2), [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    assert_grid(generate(name, (2, 4), 2), [[0, 0, 0, 0], [0, 0, 1, 0]])
    assert_grid(generate(name, (2, 3), 1), [[0, 1, 0]] * 2)
    assert_grid(generate(name, (3, 1, 1), 3), [[[0]], [[1]], [[0]]])


def test_a_box_averages_over_the_plane_axes() -> None:
    assert_grid(generate("box", (2, 2, 2), 2), [[[0.25] * 2] * 2] * 2)
    assert_grid(generate("box", (2, 2, 2), 3), [[[0.125] * 2] * 2] * 2)
    assert_grid(generate("box", (2, 3), 1), [[1 / 3] * 3] * 2)


def test_a_gaussian_is_the_outer_product_of_binomial_rows() -> None:
    assert_grid(16 * generate("gaussian", (3, 3), 2), [[1, 2, 1], [2, 4, 2], [1, 2, 1]])
    assert_grid(8 * generate("gaussian", (2, 3), 2), [[1, 2, 1], [1, 2, 1]])
    assert_grid(16 * generate("gaussian", (5,), 1), [1, 4, 6, 4, 1])
    assert_grid(generate("gaussian", (1, 1), 2), [[1]])
    assert (64 * generate("gaussian", (3, 3, 3), 3))[1].tolist() == [[2, 4, 2], [4, 8, 4], [2, 4, 2]]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=3).map(tuple))
def test_a_gaussian_sums_to_exactly_1(shape: tuple[int, ...]) -> None:
    assert generate("gaussian", shape, len(shape)).sum() == 1


@pytest.mark.parametrize("size", [57, 58, 59, 60, 200, 201, 1001])
def test_a_long_binomial_row_equals_pascals_triangle_within_rounding(size: int) -> None:
    expected = [math.comb(size - 1, k) / 2 ** (size - 1) for k in range(size)]
    row = binomial(size)
    np.testing.assert_allclose(row, expected, rtol=1e-12)
    assert row.tolist() == row[::-1].tolist()


def test_a_binomial_row_of_any_length_is_made_at_once() -> None:
    row = binomial(262_144)
    assert row.shape == (262_144,)
    assert math.fsum(row) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sharpen", [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        ("sobel_x", [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        ("sobel_y", [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
        ("laplacian", [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
        ("emboss", [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
        ("outline", [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    ],
)
def test_a_fixed_kernel_is_the_contracts_and_repeats_over_leading_axes(name: str, expected: list[list[int]]) -> None:
    assert_grid(generate(name, (3, 3), 2, role="weight"), expected)
    assert_grid(generate(name, (2, 3, 3, 3), 2, role="weight"), [[expected] * 3] * 2)
    assert_grid(generate(name, (1, 3, 3), 3, role="weight"), [expected])


def test_sobel_x_of_a_row_is_a_difference() -> None:
    assert_grid(generate("sobel_x", (3,), 1), [-1, 0, 1])
    assert_grid(generate("sobel_x", (2, 1, 3), 1), [[[-1, 0, 1]]] * 2)


@pytest.mark.parametrize(
    ("name", "shape", "dimensions", "existing", "repair"),
    [
        ("sharpen", (5, 5), 2, "3x3", "sharpen:3x3"),
        ("sharpen", (3,), 2, "3x3", "sharpen:3x3"),
        ("sobel_x", (3,), 2, "3x3", "sobel_x:3x3"),
        ("emboss", (3, 4, 4), 3, "1x3x3", "emboss:1x3x3"),
        ("sobel_x", (5,), 1, "3", "sobel_x:3"),
        ("outline", (3,), 1, "3x3", "sobel_x:3"),
        ("outline", (3, 3), 1, "3x3", "sobel_x:3"),
    ],
)
def test_a_fixed_kernel_in_another_shape_is_unfit_and_says_what_would_work(
    name: str, shape: tuple[int, ...], dimensions: int, existing: str, repair: str
) -> None:
    with pytest.raises(Unfit, match=f"{name} exists as {existing} only") as caught:
        generate(name, shape, dimensions)
    assert isinstance(caught.value, ValueError)
    assert (caught.value.shape, caught.value.repair) == (existing, repair)
    other, _, works = repair.partition(":")
    assert generate(other, tuple(map(int, works.split("x"))), dimensions).size % 3 == 0


@given(
    name=st.sampled_from([name for name in GENERATORS if name not in FIXED]), shape=SHAPES, dimensions=st.integers(1, 3)
)
def test_every_other_generator_fills_every_shape_with_an_array_of_its_own(
    name: str, shape: tuple[int, ...], dimensions: int
) -> None:
    grid = generate(name, shape, dimensions)
    assert grid.shape == shape
    assert grid.dtype == np.float64
    assert grid.flags.c_contiguous
    before = generate(name, shape, dimensions)
    grid += 1
    assert generate(name, shape, dimensions).tolist() == before.tolist()


@pytest.mark.parametrize("name", FIXED)
def test_a_fixed_kernel_is_the_callers_to_change(name: str) -> None:
    generate(name, (2, 3, 3), 2)[0, 0, 0] = 99
    assert generate(name, (3, 3), 2)[0, 0] != 99


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        generate("sobel", (3, 3), 2)


def test_the_generators_are_those_of_the_contract() -> None:
    grids = ("ramp", "zeros", "ones", "delta", "checker", "edge", "random")
    kernels = ("identity", "box", "gaussian", "sharpen", "sobel_x", "sobel_y", "laplacian", "emboss", "outline")
    assert grids + kernels == GENERATORS
    assert kernels == KERNELS
