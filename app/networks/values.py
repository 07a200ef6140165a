"""The numbers of a network: every layer's grid from an input and weights, and gradients on the way back.

Knows rows and branches; how one layer computes is its family's. Sums are exact, as the operators' are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from app.networks.blocks import Block
from app.networks.network import Limits, Network
from app.networks.node import INPUT, Node
from app.operators import exact
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.shapes import Shape, cells
from app.samples import generate

Weights = dict[str, Array]


class Run(NamedTuple):
    """A network that has computed: grids (−1: the input), weights and what the way back needs, by a layer's number."""

    network: Network
    grids: dict[int, Array]
    weights: dict[int, Weights]
    kept: dict[int, Any]


class Gradients(NamedTuple):
    """Gradients of sum(output · grad_output), with respect to the input and by a layer's number to its weights."""

    input: Array
    weights: dict[int, Weights]


def check_size(network: Network, limits: Limits, backwards: bool = False) -> None:
    """Refuses a network whose numbers or whose work are over a limit, before any is made."""
    for node in network.nodes:
        for shape in (node.output, *node.weights.values()):
            if cells(shape) > limits.cells:
                given = min(cells(shape), 10**18)
                raise refuse(node.path, "cells", given=given, limit=limits.cells, grid=node.name)
    total = sum(node.activations for node in network.layers)
    if total > limits.values:
        raise refuse("layers", "values", given=min(total, 10**18), limit=limits.values)
    work = sum(node.work for node in network.nodes) * (3 if backwards else 1)
    if work > limits.work:
        raise refuse("layers", "work", given=min(work, 10**18), limit=limits.work)


def run(network: Network, values: Array, seed: int = 0) -> Run:
    """Every layer's grid; weights that are not given come from the seed.

    >>> from app.networks.network import network
    >>> layers = [{"op": "conv1d", "weight": [-1, 1], "bias": False}, {"op": "relu"}]
    >>> run(network([1, 4], layers), np.array([[1.0, 5, 2, 3]])).grids[1].tolist()
    [[4.0, 0.0, 1.0]]
    """
    if values.shape not in (network.input, network.input[1:] if network.input[0] == 1 else network.input):
        raise refuse("values", "shape_differs", given=list(values.shape), needed=list(network.input))
    weights = {node.number: weights_of(node, seed) for node in network.nodes}
    made = Run(network, {INPUT: values.reshape(network.input)}, weights, {})
    with np.errstate(over="ignore", invalid="ignore"):
        for node, sources in network.steps:
            made.grids[node.number] = _forward(made, node, [made.grids[source] for source in sources])
    return made


def _forward(made: Run, node: Node, grids: list[Array]) -> Array:
    if isinstance(node.layer, Block):
        output = node.layer.join(grids)
    else:
        output = node.layer.forward(node, grids[0], made.weights[node.number], made.kept)
    exact.finite(output)
    return output


def weights_of(node: Node, seed: int) -> Weights:
    """The weights of a layer: as given, as a fresh layer has them, or small whole numbers from the seed."""
    return {name: _weight(node, name, shape, seed) for name, shape in node.weights.items()}


def _weight(node: Node, name: str, shape: Shape, seed: int) -> Array:
    if name in node.grids:
        grid = node.grids[name].make()
        return np.broadcast_to(grid.reshape(-1), shape) if name == "bias" else grid.reshape(shape)
    fresh = node.layer.fresh(name, shape)
    if fresh is not None:
        return fresh
    return generate("random", shape, 1, seed=seed + 2 * node.number + (name == "bias"), role="weight")


def gradients(made: Run, grad_output: Array, node: Node | None = None) -> Gradients:
    """Gradients of sum(output · grad_output), the output being the network's or that of one of its layers."""
    last = node or made.network.layers[-1]
    if grad_output.shape != last.output:
        raise refuse("grad_output", "shape_differs", given=list(grad_output.shape), needed=list(last.output))
    weights: dict[int, Weights] = {}
    back = {INPUT: np.zeros(made.network.input), last.number: grad_output}
    with np.errstate(over="ignore", invalid="ignore"):
        for one, sources in reversed(made.network.steps):
            if one.number in back:
                for source, grad in zip(sources, _backward(made, one, back.pop(one.number), weights), strict=True):
                    back[source] = back[source] + grad if source in back else grad
    exact.finite(back[INPUT], *(grid for each in weights.values() for grid in each.values()))
    return Gradients(back[INPUT], weights)


def _backward(made: Run, node: Node, grad: Array, weights: dict[int, Weights]) -> list[Array]:
    if isinstance(node.layer, Block):
        return node.layer.part(node, grad)
    back, found = node.layer.backward(node, grad, made.weights[node.number], made.kept)
    if found:
        weights[node.number] = found
    return [back]


def named(grids: Mapping[int, Weights], network: Network) -> dict[str, Weights]:
    """Weights or their gradients by the layers' paths."""
    return {network.nodes[number].path: found for number, found in grids.items()}
