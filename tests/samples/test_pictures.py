"""Knows that pictures are exact area averages, the same on every machine."""

import hashlib
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.samples import PICTURES, picture
from app.samples.pictures import fitted, stored

SHA256 = {
    "camera": "2757f14646846db670bb842571fb0e1fb78fb78fc327aefc5b205ecf32313246",
    "brick": "c09bc7bc852583b3d4acc5c29036d40bb14233ca3d408939f661fb7eac2f8b52",
    "horse": "055223728f86ce28ccd2e48f02b0b4dd8a3f9871e8f71f8ddf251d9148498250",
    "disk": "382b045161e14735c4b466ed5f237a0bd427fa1e04780884b43ed8e802d20baf",
    "cross": "bc73350991c11a71f7b59c618bbe040939994cf9dfe16e05b080dccc1db09bbb",
}


def overlap(first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> Fraction:
    return max(Fraction(0), min(first[1], second[1]) - max(first[0], second[0]))


def stretch(cell: int, cells: int, longer: int, size: int) -> tuple[Fraction, Fraction]:
    """The part of an axis of `size` pixels that one of `cells` cells around its centre covers."""
    side = Fraction(size, longer)
    start = (size - cells * side) / 2 + cell * side
    return start, start + side


def twin_cell(pixels: np.ndarray, rows: tuple[Fraction, Fraction], columns: tuple[Fraction, Fraction]) -> int:
    """The mean over a rectangle, rounded half up."""
    total = Fraction(0)
    for i in range(floor(rows[0]), min(len(pixels), floor(rows[1]) + 1)):
        for j in range(floor(columns[0]), min(len(pixels[0]), floor(columns[1]) + 1)):
            part = overlap(rows, (Fraction(i), Fraction(i + 1))) * overlap(columns, (Fraction(j), Fraction(j + 1)))
            total += part * int(pixels[i, j])
    mean = total / ((rows[1] - rows[0]) * (columns[1] - columns[0]))
    return floor(mean + Fraction(1, 2))


def twin(pixels: np.ndarray, rows: int, columns: int) -> list[list[int]]:
    """The fit cell by cell from its definition, in fractions."""
    size, longer = len(pixels), max(rows, columns)
    down = [stretch(i, rows, longer, size) for i in range(rows)]
    across = [stretch(j, columns, longer, size) for j in range(columns)]
    if longer > size:
        return [[int(pixels[floor(sum(i) / 2), floor(sum(j) / 2)]) for j in across] for i in down]
    return [[twin_cell(pixels, i, j) for j in across] for i in down]


def test_four_pixels_become_their_mean_rounded_half_up() -> None:
    assert fitted(np.array([[0, 1], [0, 1]], np.uint8), 1, 1).tolist() == [[1]]
    assert fitted(np.array([[0, 1], [0, 0]], np.uint8), 1, 1).tolist() == [[0]]


def test_a_wide_grid_takes_the_middle_of_the_picture() -> None:
    pixels = np.repeat(np.array([[9], [1], [3], [9]], np.uint8), 4, axis=1)
    assert fitted(pixels, 1, 2).tolist() == [[2, 2]]
    assert fitted(pixels.T.copy(), 2, 1).tolist() == [[2], [2]]


def test_a_finer_grid_repeats_the_nearest_pixel() -> None:
    pixels = np.array([[1, 2], [3, 4]], np.uint8)
    assert fitted(pixels, 4, 4).tolist() == [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]


@given(
    pixels=st.integers(1, 7).flatmap(lambda size: arrays(np.uint8, (size, size))),
    rows=st.integers(1, 9),
    columns=st.integers(1, 9),
)
def test_a_fit_equals_the_plain_loop_in_fractions(pixels: np.ndarray, rows: int, columns: int) -> None:
    assert fitted(pixels, rows, columns).tolist() == twin(pixels, rows, columns)


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (7, 2)])
def test_a_bundled_picture_equals_the_plain_loop_in_fractions(shape: tuple[int, int]) -> None:
    assert picture("camera", shape, 2).tolist() == twin(stored("camera"), *shape)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fitted_to_64_by_64_is_the_same_on_every_machine(name: str) -> None:
    grid = picture(name, (64, 64), 2)
    assert hashlib.sha256(grid.astype(np.uint8).tobytes()).hexdigest() == SHA256[name]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_in_its_own_size_is_kept_as_it_is(name: str) -> None:
    assert stored(name).dtype == np.uint8
    assert picture(name, (256, 256), 2).tolist() == stored(name).tolist()


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (28, 28), (64, 48), (300, 200), (200, 300), (512, 512)])
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fills_every_shape_with_whole_numbers(name: str, shape: tuple[int, int]) -> None:
    grid = picture(name, shape, 2)
    assert (grid.shape, grid.dtype) == (shape, np.float64)
    assert ((grid >= 0) & (grid <= 255) & (grid == np.floor(grid))).all()


def test_channels_and_depth_repeat_the_picture() -> None:
    plane = picture("camera", (6, 8), 2)
    for shape, dimensions in (((3, 6, 8), 2), ((4, 6, 8), 3), ((2, 3, 6, 8), 3)):
        grid = picture("camera", shape, dimensions)
        assert grid.tolist() == np.broadcast_to(plane, shape).tolist()


@pytest.mark.parametrize("length", [1, 5, 100, 255])
def test_in_one_dimension_a_picture_is_its_middle_row(length: int) -> None:
    middle = stored("camera")[128:129]
    expected = [twin_cell(middle, (Fraction(0), Fraction(1)), stretch(j, length, length, 256)) for j in range(length)]
    assert picture("camera", (length,), 1).tolist() == expected
    assert picture("camera", (2, length), 1).tolist() == [expected] * 2


def test_a_row_longer_than_the_picture_repeats_its_pixels() -> None:
    assert picture("camera", (512,), 1).tolist() == stored("camera")[128].repeat(2).tolist()


def test_a_grid_that_is_changed_leaves_the_picture_alone() -> None:
    before = picture("camera", (8, 8), 2).tolist()
    picture("camera", (8, 8), 2)[:] = 0
    assert picture("camera", (8, 8), 2).tolist() == before


def test_an_unknown_picture_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        picture("lena", (8, 8), 2)


def test_the_photographer_comes_first() -> None:
    assert PICTURES[0] == "camera"
    assert len(set(PICTURES)) == len(PICTURES)
