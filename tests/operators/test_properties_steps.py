"""Knows that the steps of whatever is drawn, done one after the other by hand, make the output."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.operators import trace
from tests.experiments import (
    ALL,
    POOLING,
    SELECTING,
    SUMMING,
    TRANSPOSED,
    all_steps,
    assert_same,
    columns_of,
    drawn,
    examples,
    traced,
    with_view,
)
from tests.reference.activation import activate
from tests.reference.windows import places

EACH = pytest.mark.parametrize("operator", ALL)
COLUMNS = {
    "conv": {"output", "origin", "window", "product", "running", "sum", "value"},
    "conv_transpose": {"input", "origin", "product", "before", "value"},
    "max_pool": {"output", "origin", "window", "value", "selected"},
    "avg_pool": {"output", "origin", "window", "sum", "divisor", "value"},
    "lp_pool": {"output", "origin", "window", "sum", "value"},
    "adaptive_avg_pool": {"output", "origin", "window", "sum", "divisor", "value"},
    "adaptive_max_pool": {"output", "origin", "window", "value", "selected"},
    "max_unpool": {"input", "output", "value"},
}


@EACH
@given(data=st.data())
@examples(15)
def test_a_page_has_the_columns_of_its_kind_and_no_others(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    answer = traced(operator, arguments)
    expected = COLUMNS["conv" if arguments.get("view") == "gather" else operator[:-2]]
    activated = arguments.get("activation", "none") != "none" and arguments.get("view") != "scatter"
    assert set(columns_of(answer)) == expected | ({"pre_activation"} if activated else set())
    steps, d = answer["steps"], len(answer["axes"])
    assert steps["kind"] == {"conv": "gather", "max_unpool": "unpool"}.get(
        operator[:-2], arguments.get("view", "gather")
    )
    kernel = [axis["kernel"] for axis in answer["axes"]]
    groups = answer["params"].get("groups", 1)
    met = {"gather": arguments["input"].shape[0] // groups, "scatter": answer["shapes"]["output"][0] // groups}
    window = [1 if operator in POOLING else met.get(steps["kind"]), *kernel]
    for name, column in columns_of(answer).items():
        assert len(column) == steps["count"] == min(256, steps["total"])
        if name in ("output", "input", "selected"):
            assert column.shape[1:] == (1 + d,)
        elif name == "origin":
            assert column.shape[1:] == (d,)
        elif name in ("window", "product", "running", "before"):
            assert list(column.shape[1:]) == window
        else:
            assert column.ndim == 1


@EACH
@given(data=st.data())
@examples(25)
def test_steps_walk_row_by_row_channel_first(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    answer = all_steps(operator, arguments)
    side = "output" if answer["steps"]["kind"] == "gather" else "input"
    shape = answer["shapes"][side]
    assert answer["steps"]["total"] == np.prod(shape)
    assert_same(answer["steps"][side], np.array(places(shape)))


@EACH
@given(data=st.data())
@examples(25)
def test_the_cells_that_the_steps_make_are_the_output(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    answer = all_steps(operator, arguments)
    steps = answer["steps"]
    made = np.zeros(answer["output"].shape)
    if steps["kind"] in ("gather", "unpool"):
        for place, value in zip(steps["output"].tolist(), steps["value"], strict=True):
            made[tuple(place)] = value
    else:
        made = painted(operator, answer)
        if arguments.get("bias") is not None:
            made = made + np.reshape(arguments["bias"], (-1, *(1,) * (made.ndim - 1)))
        name = arguments.get("activation", "none")
        made = np.vectorize(lambda cell: activate(name, float(cell)), otypes=[float])(made)
    if operator.startswith("lp_pool"):  # a page and a whole may be laid out differently for a power
        np.testing.assert_allclose(made, answer["output"], rtol=1e-12)
    else:
        assert_same(made, answer["output"])


def painted(operator: str, answer: dict) -> np.ndarray:
    """The canvas after every product was painted in order; checks `before` against it on the way."""
    steps, canvas = answer["steps"], np.zeros(answer["shapes"]["output"])
    dilation = [axis["dilation"] for axis in answer["axes"]]
    group = answer["shapes"]["input"][0] // answer["params"]["groups"]
    fan_out = steps["product"].shape[1]
    taps = places(steps["product"].shape[1:])
    for step in range(steps["total"]):
        first = steps["input"][step][0] // group * fan_out
        assert steps["value"][step] == answer["input"][tuple(steps["input"][step])]
        for tap in taps:
            place = [o + k * d for o, k, d in zip(steps["origin"][step], tap[1:], dilation, strict=True)]
            before = steps["before"][(step, *tap)]
            if any(not 0 <= at < size for at, size in zip(place, canvas.shape[1:], strict=True)):
                assert np.isnan(before), f"step {step} tap {tap}: cropped, but it held {before}"
                continue
            cell = (first + tap[0], *place)
            assert before == canvas[cell], f"step {step} tap {tap}: held {before}, the canvas has {canvas[cell]}"
            canvas[cell] += steps["product"][(step, *tap)]
    return canvas


@pytest.mark.parametrize("operator", TRANSPOSED)
@given(data=st.data())
@examples(20)
def test_a_painted_product_is_the_value_times_the_weight(operator: str, data: st.DataObject) -> None:
    answer = all_steps(operator, drawn(data, operator))
    steps = answer["steps"]
    for step in range(steps["total"]):
        channel = steps["input"][step][0]
        assert_same(steps["product"][step], steps["value"][step] * answer["weight"][channel])


@EACH
@given(data=st.data())
@examples(20)
def test_any_page_is_a_cut_of_the_whole(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    whole = all_steps(operator, arguments)
    total = whole["steps"]["total"]
    offset = data.draw(st.integers(0, total + 3), label="offset")
    limit = data.draw(st.integers(0, total + 3).map(lambda one: min(one, 4096)), label="limit")
    page = trace(operator, **arguments, offset=offset, limit=limit)
    assert page["steps"]["total"] == total
    assert page["steps"]["count"] == max(0, min(limit, total - offset))
    assert set(columns_of(page)) == set(columns_of(whole))
    for name, column in columns_of(page).items():
        if operator.startswith("lp_pool") and name in ("sum", "value"):
            np.testing.assert_allclose(column, whole["steps"][name][offset : offset + limit], rtol=1e-12)
        else:
            assert_same(column, whole["steps"][name][offset : offset + limit], name)
    assert_same(page["output"], whole["output"])


@EACH
@given(data=st.data(), page=st.integers(1, 7))
@examples(6)
def test_small_pages_together_are_the_whole(operator: str, data: st.DataObject, page: int) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    whole = all_steps(operator, arguments)
    if whole["steps"]["total"] > 60:
        return
    together = all_steps(operator, arguments, page)
    for name, column in columns_of(whole).items():
        if operator.startswith("lp_pool"):
            np.testing.assert_allclose(column, together["steps"][name], rtol=1e-12)
        else:
            assert_same(together["steps"][name], column, name)


@pytest.mark.parametrize("operator", SUMMING)
@given(data=st.data())
@examples(20)
def test_running_sums_add_one_product_at_a_time_from_zero(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    if operator in TRANSPOSED:
        arguments["view"] = "gather"
    answer = traced(operator, arguments, limit=200)
    steps, bias = answer["steps"], arguments.get("bias")
    activation = arguments.get("activation", "none")
    for step in range(steps["count"]):
        total = 0.0
        for tap in places(steps["product"].shape[1:]):
            total += float(steps["product"][(step, *tap)])
            assert steps["running"][(step, *tap)] == total
        assert steps["sum"][step] == total
        if bias is not None:
            total += float(np.ravel(np.broadcast_to(bias, answer["shapes"]["output"][:1]))[steps["output"][step][0]])
        if activation != "none":
            assert steps["pre_activation"][step] == total
        assert steps["value"][step] == activate(activation, total)


@pytest.mark.parametrize("operator", [name for name in POOLING if "avg" in name])
@given(data=st.data())
@examples(25)
def test_an_average_times_its_divisor_is_the_sum(operator: str, data: st.DataObject) -> None:
    steps = all_steps(operator, drawn(data, operator))["steps"]
    sums, product = steps["sum"], steps["value"] * steps["divisor"]
    assert np.all(np.abs(product - sums) <= np.spacing(np.abs(sums)))
    assert np.all(steps["divisor"] != 0) and np.all(steps["divisor"] == np.round(steps["divisor"]))
    for window, total in zip(steps["window"].reshape(len(sums), -1), sums, strict=True):
        by_hand = 0.0
        for cell in window[~np.isnan(window)].tolist():
            by_hand += cell
        assert by_hand == total


@pytest.mark.parametrize("operator", [name for name in SELECTING if "unpool" not in name])
@given(data=st.data())
@examples(25)
def test_the_selected_cell_holds_the_value_and_is_what_the_indices_say(operator: str, data: st.DataObject) -> None:
    arguments = drawn(data, operator)
    answer = all_steps(operator, arguments)
    steps = answer["steps"]
    selected = steps["selected"]
    assert_same(arguments["input"][tuple(selected.T)], steps["value"])
    assert_same(selected[:, 0], steps["output"][:, 0])
    flat = np.ravel_multi_index(tuple(selected[:, 1:].T), arguments["input"].shape[1:])
    assert_same(flat, answer["indices"].reshape(-1))
    windows = steps["window"].reshape(len(selected), -1)
    assert_same(np.nanmax(windows, axis=1), steps["value"])
