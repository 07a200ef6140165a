"""The layout that page and figures share: everything inside the picture, nothing on top of another, one pitch."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.figures.scene import LAYOUTS
from app.main import create_app
from app.operators import OPERATORS

CLIENT = TestClient(create_app())


def scene(query: str, layout: str) -> dict[str, Any]:
    response = CLIENT.get(f"/api/v1/{query}&layout={layout}&only=steps&limit=0")
    assert response.status_code == 200, response.text[:300]
    return response.json()["scene"]


def extent(grid: dict[str, Any]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a grid with its ring and all its sheets."""
    (above, below), (left, right) = grid["ring"]
    cell = grid["cell"]
    bottom = grid["y"] + (grid["planes"] - 1) * grid["sheet"] + (grid["rows"] + below) * cell
    return grid["x"] - left * cell, grid["y"] - above * cell, grid["x"] + (grid["columns"] + right) * cell, bottom


QUERIES = [f"{one.id}?{one.default}" for one in OPERATORS.values()] + [
    "conv2d?input=ramp:3x7x5&weight=ones:2x3x3x3&padding=2,1;0,3",
    "conv3d?input=ramp:2x3x4x5&weight=ones:1x2x2x2x2&padding=1",
    "conv_transpose2d?input=ramp:3x3&weight=ones:3x3&stride=2&padding=1&view=gather",
    "conv1d?input=ramp:300&weight=1,2,1",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_every_grid_lies_inside_the_picture_and_beside_the_others(query: str, layout: str) -> None:
    drawn = scene(query, layout)
    extents = [extent(grid) for grid in drawn["grids"]]
    for left, top, right, bottom in extents:
        assert 0 <= left < right <= drawn["width"] and 0 <= top < bottom <= drawn["height"]
    for one, other in combinations(extents, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert len({grid["cell"] for grid in drawn["grids"]}) == 1


def test_the_input_stands_in_its_ring_and_the_sizes_are_those_of_the_shapes() -> None:
    first, kernel, output = scene("conv2d?input=ramp:5x4&weight=ones:3x3&padding=1,0;2,1", "wide")["grids"]
    assert (first["role"], first["rows"], first["columns"], first["ring"]) == ("input", 5, 4, [[1, 0], [2, 1]])
    assert (kernel["role"], kernel["rows"], kernel["columns"]) == ("weight", 3, 3)
    assert (output["role"], output["rows"], output["columns"]) == ("output", 4, 5)


def test_tall_puts_the_input_above_and_wide_beside() -> None:
    above, _, below = scene("conv2d?input=ramp:5x5&weight=ones:3x3", "tall")["grids"]
    assert extent(above)[3] <= extent(below)[1]
    left, _, right = scene("conv2d?input=ramp:5x5&weight=ones:3x3", "wide")["grids"]
    assert extent(left)[2] <= extent(right)[0]


def test_another_layout_is_refused_by_name() -> None:
    response = CLIENT.get("/api/v1/conv1d?input=1,2&weight=1&layout=round")
    assert response.status_code == 422 and response.json()["errors"][0]["field"] == "layout"
