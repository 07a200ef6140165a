"""Knows what linearity promises of whatever is drawn: adjoints, and the operator as a matrix."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.operators import Refused, trace
from app.operators.matrix import matrix, most_entries
from tests.experiments import (
    ALL,
    LINEAR,
    SUMMING,
    assert_close,
    assert_same,
    drawn,
    examples,
    numbers,
    planned,
    scale,
    traced,
    with_view,
)

SEEDS = st.integers(0, 99)
LINEARLY = ("bias", "activation")


def test_every_operator_is_linear_but_those_that_choose_or_take_powers() -> None:
    assert {name[:-2] for name in ALL if name not in LINEAR} == {"max_pool", "adaptive_max_pool", "lp_pool"}


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data(), seed=SEEDS)
@examples(25)
def test_the_gradient_of_the_input_is_the_adjoint(operator: str, data: st.DataObject, seed: int) -> None:
    # Pooling by maximum or by a norm is not linear, but homogeneous: Euler's theorem gives it the same identity.
    arguments = with_view(data, operator, drawn(data, operator, without=LINEARLY))
    output = traced(operator, arguments, limit=0)["output"]
    grad_output = numbers(output.shape, seed)
    gradients = trace(operator, **arguments, grad_output=grad_output, limit=0)["gradients"]
    there = np.sum(output * grad_output)
    within = 1e-12 * scale(operator, arguments) * max(1.0, np.abs(grad_output).sum())
    assert_close(there, np.sum(arguments["input"] * gradients["input"]), within, "input")
    if operator in SUMMING:
        assert_close(there, np.sum(arguments["weight"] * gradients["weight"]), within, "weight")


@pytest.mark.parametrize("operator", SUMMING)
@given(data=st.data(), seed=SEEDS)
@examples(15)
def test_the_gradient_of_a_bias_is_the_sum_over_its_channel(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = with_view(data, operator, drawn(data, operator, without=LINEARLY))
    filters = traced(operator, arguments, limit=0)["shapes"]["output"][0]
    one_each = arguments | {"bias": numbers((filters,), seed)}
    shape = traced(operator, one_each, limit=0)["output"].shape
    grad_output = numbers(shape, seed + 1)
    found = trace(operator, **one_each, grad_output=grad_output, limit=0)["gradients"]["bias"]
    assert_same(found, grad_output.reshape(filters, -1).sum(axis=1))


@pytest.mark.parametrize("operator", ["conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
@given(data=st.data(), seed=SEEDS)
@examples(10)
def test_gradients_agree_with_small_changes(operator: str, activation: str, data: st.DataObject, seed: int) -> None:
    arguments = drawn(data, operator) | {"activation": activation}
    for name in ("input", "weight"):  # small enough for the activation to have a slope
        arguments[name] = numbers(arguments[name].shape, seed) / 50
    arguments.pop("bias", None)
    grad_output = numbers(traced(operator, arguments, limit=0)["output"].shape, seed)
    gradients = trace(operator, **arguments, grad_output=grad_output, limit=0)["gradients"]
    for name in ("input", "weight"):
        direction = numbers(arguments[name].shape, seed + 1)
        moved = [arguments | {name: arguments[name] + step * direction} for step in (1e-5, -1e-5)]
        ends = [np.sum(trace(operator, **one, limit=0)["output"] * grad_output) for one in moved]
        expected = np.sum(gradients[name] * direction)
        assert_close((ends[0] - ends[1]) / 2e-5, expected, 1e-6 * (1 + np.abs(gradients[name]).sum() * 9), name)


def dense(found: dict[str, Any]) -> np.ndarray:
    """The matrix of the entries; those that share a place add up."""
    row, column, value, _ = found["entries"]
    result = np.zeros((found["rows"], found["columns"]))
    np.add.at(result, (row, column), value)
    return result


@pytest.mark.parametrize("operator", LINEAR)
@given(data=st.data())
@examples(25)
def test_matrix_times_input_plus_bias_is_the_output(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator, without=("activation",)))
    answer = traced(operator, arguments, limit=0)
    plan, grids = planned(operator, arguments)
    found = matrix(plan, grids)
    sums = dense(found) @ arguments["input"].reshape(-1)
    if found.get("bias") is not None:
        sums = sums + found["bias"]
    assert (found["rows"], found["columns"]) == (answer["output"].size, arguments["input"].size)
    assert found["params"] == answer["params"] and found["shapes"] == answer["shapes"]
    assert_close(sums, answer["output"].reshape(-1), 1e-12 * scale(operator, arguments))
    assert len(found["entries"][0]) <= most_entries(plan)


@pytest.mark.parametrize("operator", LINEAR)
@given(data=st.data())
@examples(25)
def test_an_entry_names_the_weight_whose_value_it_holds(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator, without=("activation",)))
    if "weight" in arguments:  # numbered from 1 on, so that a value says which weight it is
        arguments["weight"] = np.arange(1.0, arguments["weight"].size + 1).reshape(arguments["weight"].shape)
    traced(operator, arguments, limit=0)
    _, _, value, weight = matrix(*planned(operator, arguments))["entries"]
    if operator in SUMMING:
        assert_same(value, weight + 1.0)
    else:
        assert weight is None


@pytest.mark.parametrize("operator", LINEAR)
@given(data=st.data(), seed=SEEDS)
@examples(15)
def test_the_transposed_matrix_carries_the_gradient_back(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = with_view(data, operator, drawn(data, operator, without=LINEARLY))
    grad_output = numbers(traced(operator, arguments, limit=0)["output"].shape, seed)
    gradient = trace(operator, **arguments, grad_output=grad_output, limit=0)["gradients"]["input"]
    table = dense(matrix(*planned(operator, arguments)))
    within = 1e-12 * max(1.0, float((np.abs(table).T @ np.abs(grad_output.reshape(-1))).max()))
    assert_close(table.T @ grad_output.reshape(-1), gradient.reshape(-1), within)


@pytest.mark.parametrize("family", ["conv", "conv_transpose"])
@pytest.mark.parametrize("dimensions", [1, 2, 3])
@given(data=st.data())
@examples(10)
def test_a_transposed_convolution_is_the_matrix_of_the_convolution_turned_round(
    family: str, dimensions: int, data: st.DataObject
) -> None:
    """conv_transpose(x, w) has the matrix of conv(·, w) transposed, where its sizes leave nothing over."""
    transposed, direct = f"conv_transpose{dimensions}d", f"conv{dimensions}d"
    arguments = drawn(data, transposed, without=LINEARLY)
    answer = traced(transposed, arguments, limit=0)
    params = answer["params"]
    there = matrix(*planned(transposed, arguments))
    asked = {name: params[name] for name in ("stride", "padding", "dilation", "groups")}
    back = {"input": np.zeros(answer["output"].shape), "weight": arguments["weight"], **asked}
    try:
        found = matrix(*planned(direct, back))
    except Refused:  # a window of the convolution need not fit where output padding is all there is
        return
    if trace(direct, **back, limit=0)["shapes"]["output"] == answer["shapes"]["input"]:
        assert_same(dense(there), dense(found).T)


@pytest.mark.parametrize("operator", [name for name in ALL if name not in LINEAR])
@given(data=st.data())
@examples(3)
def test_what_is_not_linear_has_no_matrix_and_the_refusal_says_why(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    traced(operator, arguments, limit=0)
    with pytest.raises(Refused) as refused:
        matrix(*planned(operator, arguments))
    assert [one.code for one in refused.value.problems] == ["not_linear"]
    assert "not linear" in str(refused.value)


def test_an_activation_leaves_no_matrix() -> None:
    arguments = {"input": np.ones((1, 3)), "weight": np.ones((1, 1, 2)), "activation": "relu"}
    with pytest.raises(Refused) as refused:
        matrix(*planned("conv1d", arguments))
    assert refused.value.problems[0].field == "activation"
    assert refused.value.problems[0].repairs == ({"activation": "none"},)


def test_the_matrix_of_a_small_convolution_can_be_read() -> None:
    found = matrix(*planned("conv1d", {"input": np.array([1.0, 2, 3]), "weight": np.array([10.0, 1])}))
    assert dense(found).tolist() == [[10, 1, 0], [0, 10, 1]]
    assert found["entries"][3].tolist() == [0, 1, 0, 1]
