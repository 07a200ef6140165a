"""Large grids of whole numbers are written as integers, and lose nothing by it: not even the sign of −0.0."""

from __future__ import annotations

import json
from math import copysign

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.answers import compact, dumps


def written(values: np.ndarray) -> list[float]:
    return json.loads(dumps(compact({"grid": values})))["grid"]


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
