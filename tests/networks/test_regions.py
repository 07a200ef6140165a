"""Knows what one cell sees and reaches, on stacks small enough to count by hand."""

from typing import Any

import pytest

from app.networks.network import Limits, network
from app.networks.presets import PRESETS
from app.networks.regions import regions
from app.operators import Refused

LIMITS = Limits()


def conv(kernel: int, **fields: Any) -> dict[str, Any]:
    return {"op": "conv1d", "out_channels": 1, "kernel_size": kernel, **fields}


def seen(size: int, layers: list[dict[str, Any]], layer: Any, position: Any, **fields: Any) -> list[dict[str, Any]]:
    made = network([1, size], layers)
    asked = {"layer": layer, "position": position, **fields}
    answer: list[dict[str, Any]] = regions(made, asked, LIMITS, lambda: pytest.fail("nothing to compute"))["regions"]
    return answer


def test_two_kernels_of_three_see_five_cells() -> None:
    """Cell 2 of the second layer: cells 2 to 4 of the first, cells 2 to 6 of the input."""
    input, first = seen(9, [conv(3), conv(3)], 1, [2])
    assert (input["layer"], input["unclipped"], input["clipped"], input["padding"]) == (-1, [[2, 6]], [[2, 6]], 0)
    assert (first["layer"], first["clipped"], first["cells"], first["holes"]) == (0, [[2, 4]], [3], [0])


def test_at_a_border_the_region_is_clipped_and_the_padding_has_its_share() -> None:
    """Cell 0 with two rings of padding 1 reaches from −2 to 2: two of five cells lie outside."""
    input, first = seen(9, [conv(3, padding=1), conv(3, padding=1)], 1, [0])
    assert (input["unclipped"], input["clipped"], input["padding"]) == ([[-2, 2]], [[0, 2]], pytest.approx(0.4))
    assert (first["unclipped"], first["clipped"], first["padding"]) == ([[-1, 1]], [[0, 1]], pytest.approx(1 / 3))


def test_dilation_leaves_holes_and_so_does_the_same_dilation_twice() -> None:
    """Gridding (Yu, Koltun & Funkhouser 2017): dilation 2 twice sees every second cell only."""
    (once,) = seen(15, [conv(3, dilation=2)], 0, [4])
    twice, _ = seen(15, [conv(3, dilation=2), conv(3, dilation=2)], 1, [3])
    mixed, _ = seen(15, [conv(3), conv(3, dilation=2)], 1, [3])
    assert (once["clipped"], once["cells"], once["holes"]) == ([[4, 8]], [3], [2])
    assert (twice["clipped"], twice["cells"], twice["holes"]) == ([[3, 11]], [5], [4])
    assert (mixed["cells"], mixed["holes"]) == ([7], [0])


def test_a_cell_of_a_transposed_convolution_sees_what_painted_it() -> None:
    """Kernel 3, stride 2: even cells are painted by two inputs, odd ones by one."""
    up = {"op": "conv_transpose1d", "out_channels": 1, "kernel_size": 3, "stride": 2}
    assert [seen(5, [up], 0, [cell])[0]["clipped"] for cell in (0, 1, 2, 3)] == [[[0, 0]], [[0, 0]], [[0, 1]], [[1, 1]]]
    assert seen(5, [up], 0, [0])[0]["unclipped"] == [[-1, 0]]


def test_branches_add_up_and_inner_layers_are_told() -> None:
    block = {"op": "residual", "layers": [conv(3, padding=1), conv(3, padding=1)]}
    input, first, inside = seen(9, [conv(1), block], 1, [4])
    assert (input["clipped"], first["clipped"]) == ([[2, 6]], [[2, 6]])
    assert "clipped" not in inside and len(inside["layers"]) == 2
    made = network([1, 9], [conv(1), block, {"op": "relu"}])
    answer = regions(made, {"layer": 2, "position": [4]}, LIMITS, lambda: pytest.fail())["regions"]
    inner = {one["path"]: one["clipped"] for one in answer[2]["layers"]}
    assert inner == {"layers[1].layers[0]": [[3, 5]], "layers[1].layers[1]": [[4, 4]]}


def test_a_cell_inside_a_block_is_named_by_its_path() -> None:
    block = {"op": "residual", "layers": [conv(3, padding=1), conv(3, padding=1)]}
    input = seen(9, [block], "layers[0].layers[0]", [4])[0]
    assert input["clipped"] == [[3, 5]]


def test_behind_a_flatten_everything_is_seen() -> None:
    layers = [conv(3), {"op": "flatten"}, {"op": "linear", "out_features": 2}]
    input, first, row = seen(9, layers, 2, [])
    assert (input["clipped"], first["clipped"], row["clipped"]) == ([[0, 8]], [[0, 6]], [])


def test_reflected_padding_shows_what_it_repeats() -> None:
    (input,) = seen(9, [conv(3, padding=2, padding_mode="reflect")], 0, [0])
    assert (input["unclipped"], input["clipped"], input["cells"]) == ([[-2, 0]], [[0, 2]], [3])


def test_forward_a_cell_is_followed_to_all_that_it_has_a_part_in() -> None:
    first, second = seen(9, [conv(3), conv(3)], -1, [4], direction="forward")
    assert (first["layer"], first["clipped"], second["clipped"]) == (0, [[2, 4]], [[0, 4]])
    (later,) = seen(9, [conv(3), conv(3)], 0, [0], direction="forward")
    assert (later["layer"], later["clipped"]) == (1, [[0, 0]])


def test_a_cell_that_nobody_reads_reaches_nothing() -> None:
    (pooled,) = seen(5, [{"op": "max_pool1d", "kernel_size": 2}], -1, [4], direction="forward")
    assert (pooled["clipped"], pooled["cells"]) == (None, [0])


def test_paths_of_two_kernels_of_three_are_one_two_three_two_one() -> None:
    made = network([1, 9], [conv(3), conv(3)])
    asked = {"layer": 1, "position": [2], "effective": "paths"}
    effective = regions(made, asked, LIMITS, lambda: pytest.fail())["effective"]
    assert effective["first"] == [2]
    assert (effective["share"] * 9).tolist() == pytest.approx([1, 2, 3, 2, 1])


def test_a_shortcut_doubles_the_paths_through_the_middle() -> None:
    made = network([1, 9], [{"op": "residual", "layers": [conv(3, padding=1)]}])
    effective = regions(made, {"layer": 0, "position": [4], "effective": "paths"}, LIMITS, lambda: pytest.fail())
    assert (effective["effective"]["share"] * 4).tolist() == [1, 2, 1]


def test_paths_through_a_thousand_layers_still_sum_to_one() -> None:
    made = network([1, 101], [conv(3, padding=1)] * 1000)
    share = regions(made, {"layer": 999, "position": [50], "effective": "paths"}, LIMITS, lambda: pytest.fail())
    assert share["effective"]["share"].sum() == pytest.approx(1)


def test_lenet_s_last_pooling_sees_a_quarter_of_the_picture() -> None:
    """The design's picture: S4, row 3, column 4 sees rows 12 to 27 and columns 16 to 31, counted from 0."""
    one = PRESETS["lenet5"]
    made = network(one.input, one.build())
    first = regions(made, {"layer": 5, "position": [3, 4]}, LIMITS, lambda: pytest.fail())["regions"][0]
    assert first["clipped"] == [[12, 27], [16, 31]]
    assert first["cells"][0] * first["cells"][1] / 32**2 == 0.25


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"layer": 2, "position": [0]}, "layer", "no_such_layer"),
        ({"layer": "layers[9]", "position": [0]}, "layer", "no_such_layer"),
        ({"layer": True, "position": [0]}, "layer", "no_such_layer"),
        ({"layer": 0, "position": [0, 0]}, "position", "position_axes"),
        ({"layer": 0, "position": 0}, "position", "position_axes"),
        ({"layer": 0, "position": [7]}, "position", "position_outside"),
        ({"layer": 0, "position": [-1]}, "position", "position_outside"),
        ({"layer": 0}, "position", "required"),
        ({"position": [0]}, "layer", "required"),
        ({"layer": 0, "position": [0], "direction": "up"}, "direction", "not_choice"),
        ({"layer": 0, "position": [0], "effective": "all"}, "effective", "not_choice"),
    ],
)
def test_a_cell_that_there_is_not_is_refused_by_field(fields: dict[str, Any], field: str, code: str) -> None:
    made = network([1, 9], [conv(3), conv(3)])
    with pytest.raises(Refused) as caught:
        regions(made, fields, LIMITS, lambda: pytest.fail())
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == (field, code)


def test_following_taps_is_bounded() -> None:
    made = network([1, 100_000], [conv(1000, padding=500)] * 50)
    with pytest.raises(Refused) as caught:
        regions(made, {"layer": 49, "position": [50_000]}, LIMITS, lambda: pytest.fail())
    assert caught.value.problems[0].code == "work"
