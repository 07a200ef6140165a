"""Knows that hints work when they are followed: any drawn experiment with one field spoilt can be repaired."""

from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.operators import OPERATORS
from tests.experiments import ALL, drawn, examples, with_view
from tests.web.asking import as_body, assert_problem, ok, post

SIZES = st.one_of(
    st.integers(-3, 30), st.sampled_from([1.5, True, "x", 10**7, [], [1, 2, 3, 4], [0, 0, 0], [9, 9], [9], [-1]])
)
PADS = st.one_of(
    SIZES,
    st.sampled_from(["sam", "full", "causal", "same", "same_lower", [[9, 9]], [[1, 2], [30, 0]], [[1, 2, 3]], None]),
)
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "axes": SIZES,
    "integer": SIZES,
    "padding": PADS,
    "choice": st.sampled_from(["", "mirror", "circular", "reflect", "Relu", 1, None]),
    "boolean": st.sampled_from([0, "true", None]),
    "number": st.sampled_from([0, -1, "2", True, None]),
}
SHAPES = st.lists(st.integers(1, 5), min_size=0, max_size=5)


# what is wrong with a field by itself, whatever the experiment
ALONE = {"not_whole", "too_small", "too_large", "not_number", "not_positive", "zero", "not_boolean", "not_choice"}
ALONE |= {"wrong_count", "not_a_pair", "padding_name"}


def spoilt(data: st.DataObject, operator: str) -> dict[str, Any]:
    """A body whose experiment was possible before one of its fields was drawn anew."""
    body = as_body(with_view(data, operator, drawn(data, operator)))
    name = data.draw(st.sampled_from(sorted(OPERATORS[operator].fields)), label="field")
    parameter = OPERATORS[operator].fields[name]
    if parameter.is_grid:
        shape = data.draw(SHAPES, label="shape")
        body[name] = (np.arange(np.prod(shape, dtype=int)) % 7).reshape(shape).tolist()
    else:
        body[name] = data.draw(BY_KIND[parameter.kind], label="value")
    return body


def assert_repairs_work(client: TestClient, operator: str, body: dict[str, Any], alone: bool) -> None:
    """Every repair of a refusal makes the experiment possible; only of one sort of refusal."""
    response = post(client, operator, body)
    if response.status_code == 200:
        return
    errors = assert_problem(response, 413, 422).get("errors", [])
    if len(errors) == 1 and (errors[0]["code"] in ALONE) == alone:
        for repair in errors[0]["repairs"]:
            assert set(repair) <= set(OPERATORS[operator].fields)
            ok(post(client, operator, {**body, **repair}))


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
@examples(40)
def test_an_impossible_experiment_is_possible_with_every_repair_that_is_offered(
    client: TestClient, operator: str, data: st.DataObject
) -> None:
    assert_repairs_work(client, operator, spoilt(data, operator), alone=False)


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
@examples(25)
def test_a_field_that_is_wrong_by_itself_is_repaired_to_fit_the_rest_of_the_experiment(
    client: TestClient, operator: str, data: st.DataObject
) -> None:
    assert_repairs_work(client, operator, spoilt(data, operator), alone=True)


@pytest.mark.parametrize("operator", ALL)
def test_leaving_out_what_is_required_is_repaired_by_an_example(client: TestClient, operator: str) -> None:
    """Following one hint after the other ends in an experiment that is possible."""
    body: dict[str, Any] = {}
    for _ in range(8):
        response = post(client, operator, body)
        if response.status_code == 200:
            return
        for error in assert_problem(response, 422)["errors"]:
            assert error["repairs"], error
            body |= error["repairs"][0]
    pytest.fail(f"still refused: {response.text[:400]}")
