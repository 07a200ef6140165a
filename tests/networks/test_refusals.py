"""Knows that the first layer that cannot be is named with its field, and that what is offered works when followed."""

from typing import Any

import pytest

from app.networks.answer import answer
from app.networks.mending import applied
from app.networks.network import Limits, network
from app.operators import Refused
from app.operators.errors import Problem


def conv(**fields: Any) -> dict[str, Any]:
    return {"op": "conv2d", "out_channels": 4, "kernel_size": 3, **fields}


def residual(*layers: Any) -> dict[str, Any]:
    return {"op": "residual", "layers": list(layers)}


def concat(*branches: Any) -> dict[str, Any]:
    return {"op": "concat", "branches": list(branches)}


def problem_of(input: Any, layers: Any, limits: Limits | None = None) -> Problem:
    with pytest.raises(Refused) as caught:
        network(input, layers, limits)
    return caught.value.problems[0]


SAME = conv(padding=1)
POOL = {"op": "max_pool2d", "kernel_size": 2}
UP = {"op": "conv_transpose2d", "out_channels": 4, "kernel_size": 2, "stride": 2}
CASES: list[tuple[str, str, Any, Any, bool]] = [  # field, code, input, layers, whether something is offered
    ("layers[0].kernel_size", "window_too_large", [3, 8, 8], [conv(kernel_size=9)], True),
    ("layers[1].kernel_size", "window_too_large", [3, 4, 4], [conv(), conv()], True),
    ("layers[0].groups", "groups_input", [3, 8, 8], [conv(groups=2)], True),
    ("layers[0].groups", "groups_output", [2, 8, 8], [{**UP, "out_channels": 3, "groups": 2}], True),
    ("layers[1].in_channels", "layer_channels", [3, 8, 8], [conv(), conv(in_channels=3)], True),
    ("layers[1].num_features", "layer_channels", [3, 8, 8], [conv(), {"op": "batch_norm", "num_features": 3}], True),
    ("layers[0].in_features", "layer_channels", [9], [{"op": "linear", "out_features": 1, "in_features": 8}], True),
    ("layers[0].op", "layer_axes", [3, 8, 8], [{"op": "conv1d", "out_channels": 1, "kernel_size": 1}], True),
    ("layers[1].op", "needs_flatten", [3, 8, 8], [conv(), {"op": "linear", "out_features": 1}], True),
    ("layers[0].op", "unknown_layer", [3, 8, 8], [conv(op="conv2")], True),
    ("layers[0].out_channels", "required", [3, 8, 8], [{"op": "conv2d", "kernel_size": 3}], True),
    ("layers[0].kernels", "unknown_field", [3, 8, 8], [conv(kernels=3)], False),
    ("layers[0].stride", "too_small", [3, 8, 8], [conv(stride=0)], True),
    ("layers[0].padding", "crop_too_large", [3, 8, 8], [{"op": "crop", "padding": 4}], True),
    ("layers[0].padding", "window_in_padding", [3, 8, 8], [{**POOL, "padding": 5}], True),
    ("layers[0].shortcut", "sum_differs", [3, 8, 8], [residual(conv(stride=2))], True),
    ("layers[0].shortcut", "sum_differs", [4, 8, 8], [residual(conv())], True),
    ("layers[0].branches", "concat_differs", [3, 21, 21], [concat([POOL, UP], [])], True),
    ("layers[0].layers[1].stride", "not_whole", [4, 8, 8], [residual(SAME, {**SAME, "stride": "2"})], True),
    ("layers[0].branches[1][0].op", "unknown_layer", [4, 8, 8], [concat([], [{**SAME, "op": "conv"}])], True),
    ("layers[0].branches", "not_layers", [4, 8, 8], [concat(conv())], False),
    ("layers[0].op", "no_pool", [2, 8, 8], [{"op": "max_unpool2d", "kernel_size": 2}], False),
    ("layers[0].op", "no_axes", [5], [{"op": "global_avg_pool"}], False),
    ("layers[0].weight", "shape_differs", [2, 8, 8], [{"op": "batch_norm", "weight": [1, 2, 3]}], True),
    ("layers[0].p", "too_large", [2], [{"op": "dropout", "p": 1.5}], True),
    ("layers[0]", "not_a_layer", [2], ["relu"], False),
    ("layers[0].op", "required", [2], [{}], True),
    ("layers", "not_layers", [2], {"op": "relu"}, False),
    ("input", "not_a_shape", [3, 0], [], True),
    ("input", "not_a_shape", "3,8,8", [], True),
    ("layers[0]", "beyond", [10**6, 10**6, 10**6], [{"op": "relu"}], False),
]  # fmt: skip


@pytest.mark.parametrize(("field", "code", "input", "layers", "offered"), CASES)
def test_what_cannot_be_is_named_and_what_is_offered_works(
    field: str, code: str, input: Any, layers: Any, offered: bool
) -> None:
    problem = problem_of(input, layers)
    assert (problem.field, problem.code) == (field, code)
    for language in ("en", "zh-Hans"):
        assert problem.detail(language) and problem.hint(language)
    assert bool(problem.repairs) == offered
    for repair in problem.repairs:
        mended = applied({"input": input, "layers": layers}, repair)
        network(mended["input"], mended["layers"])


def test_an_odd_size_is_met_by_output_padding_by_a_crop_or_by_padding() -> None:
    """21 → 10 → 20: the way up of an encoder and decoder is one cell short."""
    layers = [{"op": "concat", "branches": [[POOL, UP, {"op": "relu"}], []]}]
    first, second, third = problem_of([3, 21, 21], layers).repairs
    assert first == {"layers[0].branches[0][1].output_padding": [1, 1]}
    assert second == {"layers[0].branches[1]": [{"op": "crop", "padding": [[0, 1], [0, 1]]}]}
    assert third["layers[0].branches[0]"][-1] == {"op": "zero_pad", "padding": [[0, 1], [0, 1]]}


def test_a_sum_of_other_channels_and_stride_is_met_by_a_projection() -> None:
    """He et al., option B: a 1×1 convolution with the main path's channels and stride."""
    (repair,) = problem_of([3, 8, 8], [{"op": "residual", "layers": [conv(stride=2, padding=1)]}]).repairs
    projection = {"op": "conv2d", "out_channels": 4, "kernel_size": 1, "stride": [2, 2], "bias": False}
    assert repair == {"layers[0].shortcut": [projection]}


def test_two_layers_in_a_row_inside_blocks_are_counted() -> None:
    block = {"op": "residual", "layers": [{"op": "relu"}, {"op": "relu"}]}
    assert network([1, 4], [block], Limits(layers=3)).output == (1, 4)
    problem = problem_of([1, 4], [block], Limits(layers=2))
    assert (problem.field, problem.code, problem.arguments["limit"]) == ("layers", "layers", 2)


def test_blocks_inside_blocks_end_somewhere() -> None:
    layers: list[dict[str, Any]] = [{"op": "relu"}]
    for _ in range(40):
        layers = [{"op": "residual", "layers": layers}]
    assert problem_of([1, 4], layers).code == "too_deep"


def test_kernels_of_a_million_are_bounded_together() -> None:
    layers = [{"op": "conv1d", "out_channels": 1, "kernel_size": 900_000, "padding": 450_000}] * 3
    assert problem_of([1, 9], layers).code == "taps"


def test_huge_sizes_stay_numbers_that_can_be_written() -> None:
    """A stride of a million, again and again: the field is no longer told, everything else is."""
    layers = [{"op": "conv1d", "out_channels": 1, "kernel_size": 1, "stride": 10**6, "padding": 10**6}] * 50
    last = answer(network([1, 10**6], layers))["layers"][-1]
    assert last["receptive_field"] is None and last["output"][0] == 1
