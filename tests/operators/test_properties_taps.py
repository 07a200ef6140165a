"""Knows that the tap tables of whatever is drawn are the whole wiring: windows, grids, sums and sizes follow."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.experiments import (
    ALL,
    POOLING,
    SUMMING,
    TRANSPOSED,
    WINDOWED,
    Answer,
    Arguments,
    all_steps,
    assert_close,
    assert_same,
    drawn,
    examples,
    scale,
    traced,
    with_view,
)
from tests.reference.windows import places

GATHERED = pytest.mark.parametrize("operator", WINDOWED)


def gathered(data: st.DataObject, operator: str) -> tuple[Arguments, Answer]:
    """An experiment in the reading in which output cells collect, with its first 300 steps."""
    arguments = drawn(data, operator)
    if operator in TRANSPOSED:
        arguments["view"] = "gather"
    return arguments, traced(operator, arguments, limit=300)


def turned(answer: Answer, arguments: Arguments) -> bool:
    """Whether kernel position 0 of the given weight meets the last place of a window."""
    return answer["operator"] in TRANSPOSED or bool(arguments.get("flip"))


def meshed(answer: Answer, place: np.ndarray, table: str) -> list[np.ndarray]:
    """One table's row for each axis of an output position."""
    return [np.asarray(axis[table])[at] for axis, at in zip(answer["axes"], place, strict=True)]


def looked_up(grid: np.ndarray, channels: range, rows: list[np.ndarray], outside: float) -> np.ndarray:
    """The cells behind all combinations of these indices; `outside` where one of them is negative."""
    found = np.full((len(channels), *map(len, rows)), outside)
    for number, channel in enumerate(channels):
        for tap in places(found.shape[1:]):
            index = [int(row[k]) for row, k in zip(rows, tap, strict=True)]
            if min(index) >= 0:
                found[(number, *tap)] = grid[(channel, *index)]
    return found


def read_channels(answer: Answer, channel: int) -> range:
    """The input channels that an output channel reads."""
    fan_in = answer["steps"]["window"].shape[1]
    fan_out = answer["shapes"]["output"][0] // answer["params"].get("groups", answer["shapes"]["output"][0])
    return range(channel // fan_out * fan_in, channel // fan_out * fan_in + fan_in)


@GATHERED
@given(data=st.data())
@examples(20)
def test_a_window_holds_the_input_behind_its_taps(operator: str, data: st.DataObject) -> None:
    arguments, answer = gathered(data, operator)
    outside = np.nan if operator in POOLING else 0.0
    back = (slice(None), *(slice(None, None, -1),) * len(answer["axes"]))
    for output, window in zip(answer["steps"]["output"], answer["steps"]["window"], strict=True):
        rows = meshed(answer, output[1:], "taps")
        found = looked_up(arguments["input"], read_channels(answer, output[0]), rows, outside)
        assert_same(window, found[back] if turned(answer, arguments) else found, f"window of {output}")


@GATHERED
@given(data=st.data())
@examples(20)
def test_a_read_is_a_place_of_the_grid_that_is_drawn(operator: str, data: st.DataObject) -> None:
    arguments, answer = gathered(data, operator)
    shift = [0] * len(answer["axes"])
    grid = arguments["input"]
    if "padded" in answer:
        grid, shift = answer["padded"], [axis["padding"][0] for axis in answer["axes"]]
    elif "stretched" in answer:
        grid = answer["stretched"]
    back = (slice(None), *(slice(None, None, -1),) * len(answer["axes"]))
    for output, window in zip(answer["steps"]["output"], answer["steps"]["window"], strict=True):
        rows = [row + more for row, more in zip(meshed(answer, output[1:], "reads"), shift, strict=True)]
        # With ceil_mode a window may hang over the padded grid; what lies there is nothing.
        rows = [np.where(row < size, row, -1) for row, size in zip(rows, grid.shape[1:], strict=True)]
        outside = np.nan if operator in POOLING else math.inf
        found = looked_up(grid, read_channels(answer, output[0]), rows, outside)
        assert_same(window, found[back] if turned(answer, arguments) else found, f"window of {output}")


@GATHERED
@given(data=st.data())
@examples(20)
def test_the_origin_is_the_smallest_place_of_a_window(operator: str, data: st.DataObject) -> None:
    _, answer = gathered(data, operator)
    for output, origin in zip(answer["steps"]["output"], answer["steps"]["origin"], strict=True):
        rows = meshed(answer, output[1:], "reads")
        if operator.startswith("adaptive"):  # there −1 is no place but fills up a shorter window
            rows = [row[row >= 0] for row in rows]
        assert [row.min() for row in rows] == origin.tolist()


@pytest.mark.parametrize("operator", SUMMING)
@given(data=st.data())
@examples(20)
def test_an_output_is_the_sum_over_its_taps_of_weight_times_input(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator, without=("bias", "activation")))
    answer = traced(operator, arguments, limit=0)
    weight, groups = arguments["weight"], answer["params"]["groups"]
    if operator in TRANSPOSED:  # [in, out/groups, …] seen from the output: [out, in/groups, …]
        parts = weight.reshape(groups, -1, *weight.shape[1:]).swapaxes(1, 2)
        weight = parts.reshape(-1, *parts.shape[2:])
    fan_out, fan_in = weight.shape[0] // groups, weight.shape[1]
    found = np.zeros(answer["output"].shape)
    for place in places(found.shape[1:]):
        rows = meshed(answer, np.array(place), "taps")
        for channel in range(found.shape[0]):
            first = channel // fan_out * fan_in
            window = looked_up(arguments["input"], range(first, first + fan_in), rows, 0.0)
            found[(channel, *place)] = np.sum(window * weight[channel])
    assert_close(found, answer["output"], 1e-12 * scale(operator, arguments))


@GATHERED
@given(data=st.data())
@examples(30)
def test_taps_are_the_reads_that_meet_an_input_cell(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    answer = traced(operator, arguments, limit=0)
    for axis in answer["axes"]:
        taps, reads = np.asarray(axis["taps"]), np.asarray(axis["reads"])
        assert taps.shape == reads.shape == (axis["output"], axis["kernel"])
        assert taps.min() >= -1 and taps.max() < axis["input"]
        if operator in TRANSPOSED:
            assert np.all(np.diff(reads, axis=1) == -axis["dilation"])
            assert np.all(np.diff(reads, axis=0) == 1)
        elif operator.startswith("adaptive"):
            assert_same(taps, reads)
        else:
            inside = (reads >= 0) & (reads < axis["input"])
            assert_same(taps[inside], reads[inside])
            if answer["params"].get("padding_mode", "zeros") == "zeros":
                assert np.all(taps[~inside] == -1)
            steps = np.diff(reads, axis=1)
            assert np.all(steps == (-1 if turned(answer, arguments) else 1) * axis["dilation"])
            assert np.all(np.diff(reads, axis=0) == axis["stride"])


@GATHERED
@given(data=st.data())
@examples(30)
def test_unused_names_exactly_the_inputs_that_no_tap_meets(operator: str, data: st.DataObject) -> None:
    answer = traced(operator, drawn(data, operator), limit=0)
    for axis in answer["axes"]:
        met = set(np.ravel(axis["taps"]).tolist())
        assert list(axis["unused"]) == [cell for cell in range(axis["input"]) if cell not in met]


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
@examples(25)
def test_counts_are_those_of_counting_one_by_one(operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    answer = traced(operator, arguments, limit=0)
    counts, shapes = answer["counts"], answer["shapes"]
    if operator not in SUMMING:
        assert counts == {"parameters": 0, "macs": 0}
        return
    # The framework's loop: painting goes over every input cell, collecting over every output cell.
    walked = {"view": "scatter"} if operator in TRANSPOSED else {}
    products = all_steps(operator, arguments | walked)["steps"]["product"].size
    inputs, outputs, biased = np.prod(shapes["input"]), np.prod(shapes["output"]), "bias" in arguments
    assert counts == {
        "parameters": arguments["weight"].size + (shapes["output"][0] if biased else 0),
        "macs": products,
        "dense_parameters": inputs * outputs + (outputs if biased else 0),
        "unshared_parameters": products + (outputs if biased else 0),
    }


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
@examples(40)
def test_every_equation_of_a_formula_is_true(operator: str, data: st.DataObject) -> None:
    answer = traced(operator, with_view(data, operator, drawn(data, operator)), limit=0)
    assert [axis["output"] for axis in answer["axes"]] == answer["shapes"]["output"][1:]
    for axis in answer["axes"]:
        formula = axis["formula"]
        if "…" in formula:  # windows of different lengths have no one size
            continue
        for sentence in formula.split(";"):
            sentence = sentence.split(": ")[-1]  # after the reason why a last window is dropped
            left, _, right = sentence.partition("=")
            assert evaluated(left) == evaluated(right), formula
        if not operator.startswith("adaptive"):
            assert formula.endswith(f"= {axis['output']}")


def evaluated(text: str) -> float:
    """The number that a written-out formula stands for."""
    for sign, meaning in {"−": "-", "·": "*", "⌊": "math.floor(", "⌋": ")", "⌈": "math.ceil(", "⌉": ")"}.items():
        text = text.replace(sign, meaning)
    assert re.fullmatch(r"[-+*/() \d]*(math\.(floor|ceil)\([-+*/() \d]*\)[-+*/() \d]*)?", text), text
    return eval(text.strip(), {"math": math})


@pytest.mark.parametrize("operator", ["conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"])
@given(data=st.data())
@examples(20)
def test_a_drawn_grid_has_the_size_that_the_axis_tells(operator: str, data: st.DataObject) -> None:
    _, answer = gathered(data, operator)
    for name in ("padded", "stretched"):
        if name in answer:
            assert list(answer[name].shape) == list(answer["shapes"][name])
    if operator in TRANSPOSED:
        sizes = [axis["output"] + axis["effective_kernel"] - 1 for axis in answer["axes"]]
        assert answer["shapes"]["stretched"][1:] == sizes
    else:
        assert answer["shapes"]["padded"][1:] == [axis["input"] + sum(axis["padding"]) for axis in answer["axes"]]
    for axis in answer["axes"]:
        assert axis["effective_kernel"] == axis["dilation"] * (axis["kernel"] - 1) + 1


@pytest.mark.parametrize("dimensions", [1, 2, 3])
@given(data=st.data())
@examples(10)
def test_unpooling_has_no_tables_since_its_indices_decide(dimensions: int, data: st.DataObject) -> None:
    operator = f"max_unpool{dimensions}d"
    for axis in traced(operator, drawn(data, operator), limit=0)["axes"]:
        assert axis["taps"] is None and axis["reads"] is None and axis["unused"] == []
