"""Large grids of whole numbers are written as integers, and lose nothing by it: not even the sign of −0.0."""

from __future__ import annotations

import json
from math import copysign
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.answers import dumps
from app.web.whole import compact


def written(values: np.ndarray) -> list[float]:
    return json.loads(dumps(compact({"grid": values})))["grid"]


def plain(value: Any) -> str:
    """The same, number by number."""
    if isinstance(value, list):
        return f"[{','.join(map(plain, value))}]"
    return "-0.0" if value == 0 and copysign(1, value) < 0 else str(int(value))


def same(values: np.ndarray, told: list[float]) -> bool:
    pairs = zip(values.tolist(), told, strict=True)
    return all(value == one and copysign(1, value) == copysign(1, one) for value, one in pairs)


@given(st.lists(st.integers(-130, 130) | st.just(-0.0), min_size=1, max_size=40))
def test_every_number_and_its_sign_comes_back(some: list[float]) -> None:
    values = np.array(some * (512 // len(some) + 1), dtype=float)
    assert same(values, written(values))


@pytest.mark.parametrize("edge", [2.0**53, -(2.0**53), 1e18, -(2.0**62), -(2.0**63), 1e300, 0.5])
def test_numbers_at_the_edge_come_back_beside_a_negative_zero(edge: float) -> None:
    values = np.array([-0.0, 1.0, edge] * 200)
    assert same(values, written(values))


def test_whole_numbers_take_no_decimal_point() -> None:
    assert dumps(compact({"grid": np.full(600, 12.0)})).startswith(b'{"grid":[12,12,')


def test_missing_cells_stay_null() -> None:
    assert written(np.array([np.nan, 1.0] * 300))[:2] == [None, 1]


SHORT_ROWS = [(600, 1, 1), (100, 3, 2), (40, 2, 3, 3), (9, 2, 2, 4, 8), (80, 1, 3, 9), (3, 2, 2, 2, 5, 5)]


@pytest.mark.parametrize("shape", SHORT_ROWS, ids=str)
@given(st.lists(st.integers(-12, 12) | st.sampled_from([-0.0, 9_999, -9_999, 10_000, -10_000, 2**40]), min_size=1))
def test_short_rows_are_written_as_number_by_number(shape: tuple[int, ...], some: list[float]) -> None:
    values = np.resize(np.array(some, dtype=float), shape)
    assert dumps(compact({"grid": values})).decode() == f'{{"grid":{plain(values.tolist())}}}'
