"""Knows that answers survive the way through JSON, and that numbers come in and go out as they should."""

from itertools import accumulate
from typing import Any

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.operators import OPERATORS, Refused, apply, trace
from app.operators.exact import running_sums
from app.operators.trace import answer as answered
from tests.experiments import (
    ALL,
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

EACH = pytest.mark.parametrize("operator", ALL)


def assert_survives(found: Any, sent: Any, where: str = "answer") -> None:
    """What came out of JSON equals what went in: null for NaN, lists for arrays, every number the same."""
    if isinstance(sent, dict):
        assert list(found) == list(sent), where
        for name, value in sent.items():
            assert_survives(found[name], value, f"{where}.{name}")
    elif isinstance(sent, np.ndarray):
        as_numbers = np.array(found, dtype=float).reshape(sent.shape)  # None is NaN
        assert_same(as_numbers, sent.astype(float), where)
    elif isinstance(sent, list | tuple):
        assert len(found) == len(sent), where
        for number, (one, other) in enumerate(zip(found, sent, strict=True)):
            assert_survives(one, other, f"{where}[{number}]")
    else:
        assert found == sent and type(found) is type(sent), where


@EACH
@given(data=st.data(), seed=st.integers(0, 99))
@examples(15)
def test_an_answer_survives_json_with_every_number(operator: str, data: st.DataObject, seed: int) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    shape = traced(operator, arguments, limit=0)["output"].shape
    answer = trace(operator, **arguments, grad_output=numbers(shape, seed))
    text = orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY, default=lambda array: array.tolist())
    assert b"NaN" not in text and b"Infinity" not in text
    assert_survives(orjson.loads(text), answer)


@EACH
@given(data=st.data())
@examples(15)
def test_lists_and_arrays_of_any_kind_say_the_same(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    grids = [name for name in ("input", "weight", "bias", "indices") if name in arguments]
    expected = traced(operator, arguments)
    listed = {name: np.asarray(arguments[name]).tolist() for name in grids}
    turned = {name: np.asfortranarray(arguments[name]) for name in grids}
    frozen = {name: np.array(arguments[name]) for name in grids}
    for one in frozen.values():
        one.setflags(write=False)
    settings = {
        name: tuple(value) if isinstance(value, list) else np.int64(value) if type(value) is int else value
        for name, value in arguments.items()
        if name not in grids and name != "norm_type"
    }
    for form in (listed, turned, frozen):
        answer = trace(operator, **arguments | form)
        assert_same(answer["output"], expected["output"])
        assert_same(answer["steps"]["value"], expected["steps"]["value"])
        within = 1e-12 * scale(operator, arguments)  # another memory layout may add in another order
        assert_close(apply(operator, **arguments | form), apply(operator, **arguments), within)
    assert_same(trace(operator, **arguments | settings)["output"], expected["output"])


@EACH
@given(data=st.data())
@examples(15)
def test_a_page_alone_holds_the_same_steps(operator: str, data: st.DataObject) -> None:
    """`only=steps` leaves the grids out and changes nothing else."""
    arguments = with_view(data, operator, drawn(data, operator))
    whole = traced(operator, arguments, offset=1, limit=9)
    page = answered(*planned(operator, arguments), 1, 9, whole=False)
    assert not {"input", "output", "padded", "weight", "gradients", "indices"} & set(page)
    assert page["steps"].keys() == whole["steps"].keys()
    for name, column in whole["steps"].items():
        if isinstance(column, np.ndarray):
            assert_same(page["steps"][name], column, name)
    assert page["axes"][0]["formula"] == whole["axes"][0]["formula"]


@EACH
def test_a_result_beyond_float64_is_refused_by_field(operator: str) -> None:
    dimensions = int(operator[-2])
    largest = np.full((2,) * dimensions, 1.7e308)
    arguments: dict[str, Any] = {"input": largest}
    if operator.startswith("conv"):
        arguments["weight"] = np.full((2,) * dimensions, 1.7e308)
    elif operator.startswith(("avg", "lp")):
        arguments["kernel_size"] = 2
    elif operator.startswith("adaptive_avg"):
        arguments["output_size"] = 1
    else:  # what only chooses cells cannot leave float64
        return
    for whole in ({}, {"limit": 0}):
        with pytest.raises(Refused) as refused:
            trace(operator, **arguments, **whole)
        assert [(one.field, one.code) for one in refused.value.problems] == [("input", "beyond_float64")]


def test_a_gradient_beyond_float64_is_refused() -> None:
    with pytest.raises(Refused, match="beyond float64"):
        trace("conv1d", [1.0, 1.0], weight=[1e300, 1e300], grad_output=[1e300])


HIDDEN = {  # what is beyond float64 on the way, and not in the output
    "an activation": ("conv1d", {"input": [1e308, 1e308], "weight": [-1, -1], "activation": "relu"}),
    "a cropped cell": ("conv_transpose1d", {"input": [1e200, 1], "weight": [1e200, 1], "padding": [[1, 0]]}),
}


@pytest.mark.parametrize("operator, arguments", HIDDEN.values(), ids=HIDDEN)
def test_a_number_beyond_float64_on_the_way_is_refused_too(operator: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="beyond float64"):
        trace(operator, **arguments)


@pytest.mark.parametrize("rows", [2, 200])
@pytest.mark.parametrize("taps", [1, 2, 5])
def test_running_sums_are_a_loop_s_in_few_rows_and_in_many(rows: int, taps: int) -> None:
    products = np.random.default_rng(taps).choice([-0.0, 0.0, 0.1, -0.3, 1e16, -1e16], (rows, taps))
    loops = [list(accumulate(row, initial=0.0))[1:] for row in products.tolist()]
    assert repr(running_sums(products).tolist()) == repr(loops)


def test_sums_start_at_plus_zero_and_round_as_python_does() -> None:
    answer = trace("conv1d", [-0.0, 0.1, 0.2, 0.3], weight=[1, 1, 1])
    assert not np.signbit(trace("conv1d", [-0.0], weight=[1])["output"][0])
    assert answer["output"].tolist() == [0.0 + -0.0 + 0.1 + 0.2, 0.1 + 0.2 + 0.3]


@pytest.mark.parametrize("power", [np.int64(2), np.float64(2), np.float32(2), 2, 2.0])
def test_a_number_from_numpy_is_a_number(power: Any) -> None:
    assert trace("lp_pool1d", [3.0, 4.0], kernel_size=np.int32(2), norm_type=power)["output"].tolist() == [5.0]


NO_GRIDS = [None, "1,2", True, [[1, "2"]], [[1, None]], [[1], [1, 2]], [], [[]], {"a": 1}, object(), np.array([1j])]


@pytest.mark.parametrize("door", [trace, apply])
@pytest.mark.parametrize("wrong", NO_GRIDS, ids=lambda wrong: type(wrong).__name__)
def test_what_is_no_grid_is_refused_by_name(door: Any, wrong: Any) -> None:
    for name, operator in OPERATORS.items():
        fields = {"weight": [1], "indices": [0], "kernel_size": 1, "output_size": 1}
        with pytest.raises(Refused) as refused:
            door(name, wrong, **{key: value for key, value in fields.items() if key in operator.fields})
        assert refused.value.problems[0].field == "input"


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(Refused, match="conv2d"):
        trace("conv2", [1])
    with pytest.raises(Refused, match="did you mean stride"):
        trace("conv1d", [1, 2], weight=[1], strid=2)
    with pytest.raises(Refused, match="did you mean padding"):
        apply("conv1d", np.ones(2), weight=np.ones(1), paddings=2)
