"""Knows that whatever is drawn has the plain loop's numbers: outputs, indices, gradients, and the fast way's."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.operators import Refused, apply, trace
from tests.experiments import (
    ALL,
    SELECTING,
    SUMMING,
    TRANSPOSED,
    assert_close,
    assert_same,
    drawn,
    examples,
    numbers,
    scale,
    traced,
    with_view,
)
from tests.reference import GRADIENTS, TWINS

EACH = pytest.mark.parametrize("operator", ALL)


def twin_of(operator: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The plain loop's answer; what it refuses is passed over."""
    try:
        return TWINS[operator](**arguments)
    except ValueError:
        assume(False)
        raise


@EACH
@given(data=st.data())
@examples(40)
def test_the_output_is_that_of_a_plain_loop_bit_for_bit(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    expected = twin_of(operator, arguments)["output"]
    found = trace(operator, **with_view(data, operator, arguments), limit=0)["output"]
    if operator.startswith("lp_pool"):
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=0)
    else:
        assert_same(found, expected)


@EACH
@given(data=st.data())
@examples(30)
def test_the_engine_refuses_exactly_what_the_plain_loop_refuses(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    field = data.draw(st.sampled_from(["stride", "padding", "dilation", "kernel_size", "groups", "output_padding"]))
    if field in arguments and field != "groups":
        arguments[field] = data.draw(st.integers(0, 9))
    elif field in arguments:
        arguments[field] = data.draw(st.integers(1, 4))
        arguments.pop("bias", None)  # a bias of one number is one number for all channels, however many there are
    try:
        expected = TWINS[operator](**arguments)["output"]
    except ValueError:
        with pytest.raises(Refused):
            trace(operator, **arguments, limit=0)
        return
    assert_close(trace(operator, **arguments, limit=0)["output"], expected, 1e-9 * np.abs(expected).max())


@pytest.mark.parametrize("operator", SELECTING)
@given(data=st.data())
@examples(25)
def test_indices_name_the_first_winner_of_each_window(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    assert_same(traced(operator, arguments)["indices"], twin_of(operator, arguments)["indices"])


@EACH
@given(data=st.data(), seed=st.integers(0, 99))
@examples(25)
def test_gradients_are_those_of_a_plain_loop(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = drawn(data, operator)
    grad_output = numbers(twin_of(operator, arguments)["output"].shape, seed)
    expected = GRADIENTS[operator](grad_output=grad_output, **arguments)
    found = trace(operator, **with_view(data, operator, arguments), grad_output=grad_output, limit=0)["gradients"]
    assert set(found) == {name for name, grid in expected.items() if grid is not None}
    sizes = max(np.abs(arguments[name]).max() for name in ("input", "weight") if name in arguments)
    for name, grid in found.items():
        met = 1e-12 * max(np.abs(expected[name]).max(), np.abs(grad_output).max() * max(sizes, 1) * 8)
        assert_close(grid, expected[name], met, name)


@pytest.mark.parametrize("operator", TRANSPOSED)
@given(data=st.data(), seed=st.integers(0, 99))
@examples(20)
def test_painting_and_gathering_agree_in_every_bit(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = drawn(data, operator)
    scatter = traced(operator, arguments | {"view": "scatter"}, limit=0)
    gather = traced(operator, arguments | {"view": "gather"}, limit=0)
    assert_same(gather["output"], scatter["output"])
    assert gather["counts"] == scatter["counts"]
    grad_output = numbers(scatter["output"].shape, seed)
    asked = [traced(operator, arguments | {"view": view}, grad_output=grad_output) for view in ("scatter", "gather")]
    for name in asked[0]["gradients"]:
        assert_same(asked[0]["gradients"][name], asked[1]["gradients"][name], name)


@EACH
@given(data=st.data())
@examples(25)
def test_the_fast_way_equals_the_exact_way_within_rounding(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    expected = traced(operator, arguments, limit=0)["output"]
    found = apply(operator, **arguments)
    assert found.dtype == np.float64
    assert_close(found, expected, 1e-12 * scale(operator, arguments))
    assert_same(apply(operator, **arguments), found, "a second call")


@EACH
@given(data=st.data())
@examples(25)
def test_single_precision_stays_single_precision(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    grids = {name: np.float32(arguments[name]) for name in ("input", "weight", "bias") if name in arguments}
    expected = traced(operator, arguments | grids, limit=0)["output"]
    found = apply(operator, **arguments | grids)
    assert found.dtype == np.float32
    assert_close(found, expected, 2e-4 * scale(operator, arguments))


@EACH
@given(data=st.data(), seed=st.integers(0, 99))
@examples(20)
def test_arrays_that_come_in_are_never_changed(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = drawn(data, operator)
    given_arrays = {name: value for name, value in arguments.items() if isinstance(value, np.ndarray)}
    before = {name: value.copy() for name, value in given_arrays.items()}
    output = traced(operator, with_view(data, operator, arguments))["output"]
    apply(operator, **arguments)[...] = 7.0  # what comes out is the caller's own as well
    trace(operator, **arguments, grad_output=numbers(output.shape, seed))
    for name, value in before.items():
        assert_same(given_arrays[name], value, name)


@EACH
@given(data=st.data())
@examples(20)
def test_an_answer_shares_no_memory_with_what_came_in_or_with_the_next_answer(
    operator: str, data: st.DataObject
) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    first = traced(operator, arguments)
    kept = first["output"].copy()
    for name in ("input", "padded", "weight", "output", "stretched"):
        if isinstance(first.get(name), np.ndarray) and first[name].flags.writeable:
            first[name][...] = 99.0
    assert_same(traced(operator, arguments)["output"], kept)


@EACH
@given(data=st.data())
@examples(20)
def test_resolved_parameters_ask_the_same_question_again(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    first = traced(operator, arguments)
    grids = {name: value for name, value in arguments.items() if name in ("input", "weight", "bias", "indices")}
    again = trace(operator, **grids, **first["params"])
    assert_same(again["output"], first["output"])
    assert again["params"] == first["params"]
    assert [axis["formula"] for axis in again["axes"]] == [axis["formula"] for axis in first["axes"]]


@EACH
@given(data=st.data())
@examples(15)
def test_a_grid_without_a_channel_axis_gives_the_same_numbers(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    arguments["input"] = arguments["input"][:1]
    if operator in SUMMING:
        arguments |= {"weight": arguments["weight"][:1, :1], "groups": 1}
        arguments.pop("bias", None)
    if "indices" in arguments:
        arguments["indices"] = arguments["indices"][:1]
    alone = {name: arguments[name][0] for name in ("input", "indices") if name in arguments}
    if "weight" in arguments:
        alone["weight"] = arguments["weight"][0, 0]
    with_channel, without = traced(operator, arguments), traced(operator, arguments | alone)
    for name in ("output", "padded", "stretched", "indices"):
        assert (name in without) == (name in with_channel)
        if name in without:
            assert_same(without[name], with_channel[name][0], name)
    assert without["shapes"] == with_channel["shapes"]
    assert without["steps"].keys() == with_channel["steps"].keys()
