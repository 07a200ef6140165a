"""Knows what is worth saying of a network that works."""

from typing import Any

from app.networks.answer import answer
from app.networks.network import network


def advised(input: list[int], layers: list[dict[str, Any]], language: str = "en") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(network(input, layers), language=language)["advice"]
    return found


def conv(kernel: int, **fields: Any) -> dict[str, Any]:
    return {"op": "conv1d", "out_channels": 1, "kernel_size": kernel, **fields}


def test_the_first_layer_whose_field_exceeds_the_input_is_named() -> None:
    """Input 6; fields 3, 5, 7."""
    (one,) = advised([1, 6], [conv(3, padding=1)] * 3)
    assert (one["layer"], one["code"]) == ("layers[2]", "field_exceeds")
    assert one["arguments"] == {"size": 7, "axis": "length", "input": 6}
    assert "7" in one["detail"] and "6" in advised([1, 6], [conv(3, padding=1)] * 3, "zh-Hans")[0]["detail"]


def test_a_kernel_that_the_stride_does_not_divide_paints_a_checkerboard() -> None:
    up = {"op": "conv_transpose1d", "out_channels": 1, "kernel_size": 3, "stride": 2}
    (one,) = advised([1, 9], [up])
    assert (one["code"], one["arguments"]["better"], one["repairs"]) == (
        "checkerboard",
        4,
        [{"layers[0].kernel_size": 4}],
    )
    assert advised([1, 9], [{**up, "kernel_size": 4}]) == []


def test_branches_that_look_at_different_places_are_named() -> None:
    """TensorFlow's SAME at an even size: the 3-kernel's first centre lies at 1.5, the shortcut's at 0.5."""
    main, shortcut = conv(3, stride=2, padding="same"), conv(1, stride=2)
    (one,) = advised([1, 8], [{"op": "residual", "layers": [main], "shortcut": [shortcut]}])
    assert (one["layer"], one["code"], one["arguments"]["apart"]) == ("layers[0]", "not_aligned", 1)
    assert advised([1, 9], [{"op": "residual", "layers": [main], "shortcut": [shortcut]}]) == []


def test_branches_of_other_speeds_have_no_field_in_common() -> None:
    """Stride 2 on one side; on the other a crop that happens to give the same size."""
    layers = [{"op": "residual", "layers": [conv(2, stride=2)], "shortcut": [{"op": "crop", "padding": [[0, 4]]}]}]
    (one,) = answer(network([1, 8], layers))["layers"]
    assert (one["aligned"], one["union"]) == (False, None)
    assert one["receptive_field"] == {"size": [2], "jump": [2], "start": [1.0]}
    assert advised([1, 8], layers)[0]["code"] == "drifting"
