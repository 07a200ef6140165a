"""Knows that every preset is a possible experiment, and that it shows what its title says."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.samples import presets
from app.settings import Settings

PRESETS = {one["name"]: one for one in presets("en")}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings())) as client:
        yield client


def answer(client: TestClient, name: str) -> dict[str, Any]:
    one = PRESETS[name]
    response = client.get(f"/api/v1/{one['operator']}?{one['query']}")
    assert response.status_code == 200, response.text[:600]
    return response.json()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_answered(client: TestClient, name: str) -> None:
    assert answer(client, name)["steps"]["count"] > 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "notes",
            [6, 2, 6, 8, 5, 6, 4, 7, 6, 1, 8, 3, 2, 8, 6, 4, 2, 6, 6, -5, 15, 10, 50],
        ),
        ("row-mean", [3, 3, 3, 1, 3, 6, 8, 9]),
        ("row-edge", [0, 5, 5, 0, -3, -3, 0]),
        ("causal-dilated", [1, 2, 4, 6, 9, 12, 15, 18]),
        ("flipped", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
        ("pool-norm", [[5, 10], [13, 2]]),
        ("pool-mean-padded", [[1] * 4] * 4),
        ("unpool", [[0, 0, 8, 0], [0, 6, 0, 0], [0, 0, 0, 9], [7, 0, 0, 0]]),
    ],
)
def test_a_presets_output_can_be_checked_by_eye(client: TestClient, name: str, expected: list[Any]) -> None:
    assert answer(client, name)["output"] == expected


def test_a_kernel_of_3_at_stride_2_overlaps_unevenly_and_one_of_4_evenly(client: TestClient) -> None:
    assert answer(client, "overlap")["output"][2] == [2, 2, 4, 2, 4, 2, 2]
    inner = [row[1:-1] for row in answer(client, "even-overlap")["output"][1:-1]]
    assert inner == [[4] * 4] * 4


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("same", [1, 5, 5], [1, 5, 5]),
        ("strided", [1, 6, 6], [1, 3, 3]),
        ("full", [1, 3, 3], [1, 5, 5]),
        ("channels", [3, 5, 5], [2, 3, 3]),
        ("pointwise", [3, 4, 4], [2, 4, 4]),
        ("transposed-same", [1, 2, 2], [1, 4, 4]),
        ("pool-ceil", [1, 5, 5], [1, 3, 3]),
        ("adaptive", [1, 7, 7], [1, 3, 3]),
        ("global", [3, 4, 4], [3, 1, 1]),
    ],
)
def test_a_preset_turns_one_shape_into_another(
    client: TestClient, name: str, before: list[int], after: list[int]
) -> None:
    shapes = answer(client, name)["shapes"]
    assert (shapes["input"], shapes["output"]) == (before, after)


def test_the_stride_that_leaves_cells_unread_does(client: TestClient) -> None:
    assert [axis["unused"] for axis in answer(client, "unused")["axes"]] == [[5], [5]]


def test_the_identity_leaves_the_photograph_as_it_is(client: TestClient) -> None:
    told = answer(client, "photo-identity")
    assert told["output"] == [row[1:-1] for row in told["input"][1:-1]]
