"""Knows that `POST /api/v1/{operator}` answers the numbers of the peers.  Knows only HTTP and JSON."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from tests.golden import Figure, Golden, assert_agrees, figures, golden_cases

CASES = golden_cases()
ONE_PLANE = [case for case in CASES if case.id.startswith(("seed", "figure"))]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app()) as client:
        yield client


def answered(client: TestClient, operator: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer to an experiment that is possible, without a page of steps."""
    response = client.post(f"/api/v1/{operator}", json={**body, "limit": 0})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_answer_holds_the_numbers_of_the_peers(client: TestClient, case: Golden) -> None:
    asks = {} if case.gradients is None else {"grad_output": case.grad_output}
    answer = answered(client, case.operator, case.arguments | asks)
    assert answer["operator"] == case.operator
    assert answer["shapes"]["output"] == list(np.shape(case.output))
    assert answer["steps"]["total"] == case.step_count
    assert_agrees(answer["output"], case.output, case.exact)
    if case.indices is not None:
        assert_agrees(answer["indices"], case.indices, exact=True, what="indices")
    for name, expected in (case.gradients or {}).items():
        assert_agrees(answer["gradients"][name], expected, exact=False, what=name)
    assert ("gradients" in answer) == (case.gradients is not None)


@pytest.mark.parametrize("case", ONE_PLANE, ids=lambda case: case.id)
def test_a_grid_without_a_channel_axis_is_answered_without_one(client: TestClient, case: Golden) -> None:
    body = case.arguments | {"input": case.arguments["input"][0]}
    if "weight" in body:
        body["weight"] = body["weight"][0][0]
    answer = answered(client, case.operator, body)
    assert_agrees(answer["output"], case.output[0], case.exact)
    assert answer["shapes"]["output"] == list(np.shape(case.output))


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.name)
def test_every_figure_of_the_guide_has_its_output_size_and_its_steps(client: TestClient, figure: Figure) -> None:
    # The guide draws a transposed convolution by its output cells, which is our gather view.
    view = {"view": "gather"} if figure.operator.startswith("conv_transpose") else {}
    answer = answered(client, figure.operator, figure.arguments | view)
    assert answer["shapes"]["output"] == [1, *figure.output_shape]
    assert answer["steps"]["total"] == figure.steps
