"""Knows the inverse question: which settings turn one size into another."""

from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.reference.windows import window_count
from tests.web.asking import assert_problem, errors_of, ok, post


def solutions(client: TestClient, query: str) -> list[dict[str, Any]]:
    found = ok(client.get(f"/api/v1/solve?{query}"))
    assert found["count"] == len(found["solutions"])
    return found["solutions"]


def size_of(client: TestClient, size: int, solution: dict[str, Any]) -> int:
    """The size that an experiment with these settings really has."""
    body = {"input": f"ones:{size}", "weight": f"ones:{solution['kernel']}", "limit": 0}
    body |= {"stride": solution["stride"], "dilation": solution["dilation"], "padding": [solution["padding"]]}
    if solution["operator"] == "conv_transpose":
        body["output_padding"] = solution["output_padding"]
    answer = ok(post(client, f"{solution['operator']}1d", body))
    assert answer["axes"][0]["formula"] == solution["formula"]
    return answer["shapes"]["output"][1]


@pytest.mark.parametrize(
    ("size", "wanted"), [(5, 5), (5, 3), (7, 4), (3, 6), (2, 9), (1, 1), (1, 12), (28, 28), (224, 112), (32, 33)]
)
def test_every_solution_really_gives_the_size(client: TestClient, size: int, wanted: int) -> None:
    found = solutions(client, f"input={size}&output={wanted}")
    assert found
    for solution in Random(0).sample(found, min(60, len(found))) + found[:10]:
        assert size_of(client, size, solution) == wanted


def test_the_simplest_settings_come_first(client: TestClient) -> None:
    first = solutions(client, "input=224&output=112&kernel=3")[0]
    assert (first["kernel"], first["stride"], first["dilation"], first["output_padding"]) == (3, 2, 1, 0)


@pytest.mark.parametrize(("size", "wanted"), [(7, 4), (9, 9), (6, 2), (10, 3)])
def test_no_small_setting_is_left_out(client: TestClient, size: int, wanted: int) -> None:
    query = f"input={size}&output={wanted}&dilation=1&output_padding=0"
    found = [one for one in solutions(client, query) if one["operator"] == "conv"]
    told = {(one["kernel"], one["stride"], *one["padding"]) for one in found}
    for kernel in range(1, 8):
        for stride in range(1, 9):
            for padding in range(min(6, kernel)):
                try:
                    count = window_count(size, (padding, padding), kernel - 1, stride)
                except ValueError:
                    count = 0
                assert ((kernel, stride, padding, padding) in told) == (count == wanted), (kernel, stride, padding)


@pytest.mark.parametrize(
    "fixed", ["kernel=3", "stride=2", "dilation=2", "padding=1", "output_padding=1", "kernel=3&stride=2"]
)
def test_what_is_fixed_stays_fixed(client: TestClient, fixed: str) -> None:
    found = solutions(client, f"input=8&output=16&{fixed}") + solutions(client, f"input=8&output=4&{fixed}")
    for name, value in (pair.split("=") for pair in fixed.split("&")):
        for solution in found:
            assert solution[name] == (int(value) if name != "padding" else [int(value)] * 2)


@pytest.mark.parametrize("query", ["input=5&output=1000", "input=1000&output=999&kernel=1", "input=1000000&output=3"])
def test_sizes_that_cannot_be_have_no_solution(client: TestClient, query: str) -> None:
    assert solutions(client, query) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("input=5", "output"), ("output=5", "input"), ("", "input"), ("input=0&output=5", "input"),
        ("input=-5&output=5", "input"), ("input=x&output=5", "input"), ("input=5&output=1.5", "output"),
        ("input=5&output=5&kernel=0", "kernel"), ("input=5&output=5&stride=0", "stride"),
        ("input=5&output=5&padding=-1", "padding"), ("input=5&output=5&kernal=3", "kernal"),
        ("input=5&output=5&input=5", "input"), ("input=1000000000&output=5", "input"),
        ("input=5&output=5&dilation=1e999", "dilation"), ("input=5,5&output=5", "input"), ("input=&output=5", "input"),
        (f"input={'9' * 5000}&output=5", "input"),
    ],
)  # fmt: skip
def test_bad_questions_are_refused_by_field(client: TestClient, query: str, field: str) -> None:
    assert field in [error["field"] for error in errors_of(client.get(f"/api/v1/solve?{query}"))]


def test_refusals_of_a_solve_are_translated(client: TestClient) -> None:
    response = client.get("/api/v1/solve?input=0&output=5&lang=zh-Hans")
    assert "至少应为" in assert_problem(response, 422)["detail"]
