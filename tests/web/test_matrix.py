"""Knows the matrix of a linear operator over HTTP: GET and POST, its numbers, and why some operators have none."""

from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.experiments import ALL, LINEAR
from tests.web.asking import as_query, assert_refused, example, ok, post


def dense(found: dict[str, Any]) -> np.ndarray:
    table = np.zeros((found["rows"], found["columns"]))
    for row, column, value, _ in found["entries"]:
        table[row, column] += value
    return table


@pytest.mark.parametrize("operator", LINEAR)
def test_matrix_times_input_is_the_output_by_get_and_by_post(client: TestClient, operator: str) -> None:
    body = example(operator)
    if operator.startswith("conv"):
        body["bias"] = 3
    posted = post(client, f"{operator}/matrix", body)
    assert client.get(f"/api/v1/{operator}/matrix?{as_query(body, short=False)}").content == posted.content
    found, output = ok(posted), np.ravel(ok(post(client, operator, body))["output"])
    bias = 0 if found.get("bias") is None else np.array(found["bias"])
    np.testing.assert_allclose(dense(found) @ np.ravel(body["input"]) + bias, output, rtol=1e-12)


@pytest.mark.parametrize("operator", [name for name in ALL if name not in LINEAR])
def test_what_is_not_linear_is_refused_with_the_reason(client: TestClient, operator: str) -> None:
    body = example(operator)
    for response in (
        post(client, f"{operator}/matrix", body),
        client.get(f"/api/v1/{operator}/matrix?{as_query(body)}"),
    ):
        error = assert_refused(response, "operator", "not_linear")
        assert operator in error["detail"] and "not linear" in error["detail"]


def test_an_activation_is_refused_with_the_way_out(client: TestClient) -> None:
    body = {**example("conv2d"), "activation": "tanh"}
    error = assert_refused(post(client, "conv2d/matrix", body), "activation", "activation_not_linear")
    ok(post(client, "conv2d/matrix", {**body, **error["repairs"][0]}))


def test_entries_can_be_read_by_eye(client: TestClient) -> None:
    found = ok(client.get("/api/v1/conv1d/matrix?input=1,2,3&weight=10,1&bias=5"))
    assert (found["rows"], found["columns"], found["bias"]) == (2, 3, [5, 5])
    assert found["entries"] == [[0, 0, 10, 0], [0, 1, 1, 1], [1, 1, 10, 0], [1, 2, 1, 1]]


def test_an_operator_without_weights_has_entries_without_a_weight(client: TestClient) -> None:
    found = ok(client.get("/api/v1/avg_pool1d/matrix?input=1,2,3,4&kernel_size=2"))
    assert found["entries"] == [[0, 0, 0.5, None], [0, 1, 0.5, None], [1, 2, 0.5, None], [1, 3, 0.5, None]]


def test_impossible_experiments_have_no_matrix_either(client: TestClient) -> None:
    assert_refused(client.get("/api/v1/conv1d/matrix?input=1,2&weight=1&stride=0"), "stride", "too_small")
    assert_refused(client.get("/api/v1/conv1d/matrix?input=1,2"), "weight", "required")
