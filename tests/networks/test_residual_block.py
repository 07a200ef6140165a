"""Knows that a residual block's numbers and gradients are PyTorch's."""

from typing import Any

import numpy as np
import pytest

from app.networks.network import network
from app.networks.values import Run, gradients, named, run
from tests.networks.vectors import block_of, read

CASES = {one["id"]: one for one in read("residual_block.json")["cases"]}
EACH = pytest.mark.parametrize("name", sorted(CASES))
PATHS = {  # where each convolution and batch norm of a block stands, without and with batch norm
    False: {"conv1": "layers[0].layers[0]", "conv2": "layers[0].layers[2]"},
    True: {
        "conv1": "layers[0].layers[0]", "bn1": "layers[0].layers[1]",
        "conv2": "layers[0].layers[3]", "bn2": "layers[0].layers[4]",
    },
}  # fmt: skip


def computed(case: dict[str, Any]) -> Run:
    grid = np.array(case["input"][0], float)
    return run(network(grid.shape, block_of(case)), grid)


def assert_close(ours: Any, known: Any) -> None:
    known = np.array(known, float)
    assert np.shape(ours) == known.shape
    assert np.abs(ours - known).max() <= 1e-12 * max(1.0, np.abs(known).max())


@EACH
def test_branch_shortcut_and_output_are_the_peer_s(name: str) -> None:
    case = CASES[name]
    made = computed(case)
    grids = {node.path: made.grids[node.number] for node in made.network.nodes}
    assert_close(made.grids[made.network.layers[-1].number], case["output"][0])
    branch = made.network.layers[0].branches[0][-1]
    assert_close(grids[branch.path], case["branch"][0])
    if "shortcut_weight" in case["parameters"]:
        assert_close(grids["layers[0].shortcut[0]"], case["shortcut_output"][0])


@EACH
def test_gradients_through_the_block_are_the_peer_s(name: str) -> None:
    case = CASES[name]
    made = computed(case)
    found = gradients(made, np.array(case["grad_output"][0], float))
    assert_close(found.input, case["grad_input"][0])
    weights = named(found.weights, made.network)
    paths = {**PATHS[bool(case["batch_norm"])], "shortcut": "layers[0].shortcut[0]"}
    for key, known in case["grad_parameters"].items():
        layer, _, weight = key.partition("_")
        assert_close(weights[paths[layer]][weight], known)


@EACH
def test_the_parameters_are_counted_as_the_peer_counts_them(name: str) -> None:
    case = CASES[name]
    made = computed(case)
    assert sum(node.parameters for node in made.network.layers) == case["params_count"]
