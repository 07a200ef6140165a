"""Knows that every golden network and stack agrees layer by layer: shapes, parameters, MACs, receptive fields."""

from typing import Any

import pytest

from app.networks.answer import answer
from app.networks.network import network
from tests.networks.vectors import layers_of, networks, read, walk

EACH = pytest.mark.parametrize("name", sorted(networks()))


def answered(golden: dict[str, Any]) -> dict[str, Any]:
    return answer(network(golden["input_shape"], layers_of(golden)))


@EACH
def test_every_layer_has_the_peer_s_shape_parameters_and_macs(name: str) -> None:
    golden = networks()[name]
    found = {one["name"]: one for one in walk(answered(golden)["layers"])}
    shortcuts = [layer for one in golden["shortcuts"] for layer in one["layers"]]
    for layer in [*golden["layers"], *shortcuts]:
        ours = found[layer["name"]]
        told = (ours["output"], ours["parameters"], ours["macs"])
        assert told == (layer["output_shape"], layer["params"], layer["macs"]), layer["name"]


@EACH
def test_the_totals_are_the_peer_s_and_the_published_ones(name: str) -> None:
    golden, totals = networks()[name], answered(networks()[name])["totals"]
    assert (totals["parameters"], totals["macs"]) == (golden["total_params"], golden["total_macs"])
    assert totals["parameters"] == golden["published_params"]


@EACH
def test_receptive_fields_along_the_main_path_are_the_peer_s(name: str) -> None:
    golden = networks()[name]
    found = {one["name"]: one["receptive_field"] for one in walk(answered(golden)["layers"])}
    for layer in golden["layers"]:
        if "receptive_field" in layer:
            known = layer["receptive_field"]
            assert found[layer["name"]] == {key: [known[key]] * 2 for key in ("size", "jump", "start")}, layer["name"]


@pytest.mark.parametrize("number", range(len(read("stacks.json")["random_1d_stacks"])))
def test_a_stack_in_one_dimension_grows_its_field_as_the_peer_says(number: int) -> None:
    stack = read("stacks.json")["random_1d_stacks"][number]
    layers = [
        {"op": "conv1d", "out_channels": 1, "kernel_size": one["kernel"]}
        | {name: one[name] for name in ("stride", "padding", "dilation")}
        for one in stack["layers"]
    ]
    found = answer(network([1, 20_000], layers))["layers"]
    for ours, known in zip(found, stack["receptive_field"], strict=True):
        assert ours["receptive_field"] == {key: [known[key]] for key in ("size", "jump", "start")}
        assert ours["union"] == ours["receptive_field"]


def test_a_flatten_ends_the_fields_and_so_does_an_uneven_adaptive_pooling() -> None:
    pooled = answer(network([1, 7], [{"op": "adaptive_avg_pool1d", "output_size": 3}]))["layers"]
    flat = answer(network([1, 7], [{"op": "flatten"}, {"op": "linear", "out_features": 2}, {"op": "relu"}]))["layers"]
    assert [one["receptive_field"] for one in (*pooled, *flat)] == [None] * 4
    assert [one["union"] for one in (*pooled, *flat)] == [None] * 4


def test_an_even_adaptive_pooling_is_a_pooling() -> None:
    (one,) = answer(network([1, 6], [{"op": "adaptive_avg_pool1d", "output_size": 3}]))["layers"]
    assert one["receptive_field"] == {"size": [2], "jump": [2], "start": [1.0]}


def test_a_transposed_convolution_halves_the_jump() -> None:
    (one,) = answer(network([1, 8], [{"op": "conv_transpose1d", "out_channels": 1, "kernel_size": 2, "stride": 2}]))[
        "layers"
    ]
    assert one["receptive_field"] == {"size": [1], "jump": [0.5], "start": [0.5]}


def test_same_padding_depends_on_the_size() -> None:
    """TensorFlow's rule: at an even size nothing is put before, so the first centre lies one cell further right."""
    layer = {"op": "conv1d", "out_channels": 1, "kernel_size": 3, "stride": 2, "padding": "same"}
    odd, even = (answer(network([1, size], [layer]))["layers"][0]["receptive_field"] for size in (7, 8))
    assert (odd["start"], even["start"]) == ([0.5], [1.5])


def test_memory_is_four_bytes_a_cell() -> None:
    totals = answer(network([1, 4], [{"op": "conv1d", "out_channels": 2, "kernel_size": 2}, {"op": "relu"}]))["totals"]
    assert (totals["activations"], totals["activation_bytes"]) == (12, 48)
    assert (totals["parameters"], totals["parameter_bytes"]) == (6, 24)
