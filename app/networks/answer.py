"""What a network answers: every layer's shape, counts and fields, the totals.

Pure data; which of it is shown, and in which form, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.networks.advice import advice
from app.networks.network import Network
from app.networks.node import Node
from app.networks.sight import Sight, fault_of, sights, told

BYTES = 4  # of a number in float32


def answer(network: Network, grids: Mapping[int, Any] | None = None, language: str = "en") -> dict[str, Any]:
    """The whole table; with `grids`, by a layer's number, each layer's numbers beside it."""
    seen = sights(network)
    layers = [entry(node, index, seen, grids) for index, node in enumerate(network.layers)]
    return {
        "input": list(network.input),
        "output": list(network.output),
        "layers": layers,
        "totals": totals(network),
        "advice": advice(network, seen, language),
    }


def entry(node: Node, index: int, seen: Mapping[int, Sight], grids: Mapping[int, Any] | None) -> dict[str, Any]:
    """One layer; a block's inner layers, branch by branch, under `layers`."""
    sight = seen[node.number]
    main = told(sight.main)
    result: dict[str, Any] = {
        "index": index,
        "path": node.path,
        "op": node.layer.op,
        "name": node.name,
        "settings": {name: value for name, value in node.layer.shown(node).items() if name != "name"},
        "output": list(node.output),
        "parameters": node.parameters,
        "macs": node.all_macs,
        "activations": node.activations,
        "receptive_field": main,
        "union": main if sight.union is sight.main else told(sight.union),
    }
    if node.branches:
        result["aligned"] = fault_of(sight) is None
        result["branches"] = [told(fields) for fields in sight.branches]
        result["layers"] = [
            {"branch": branch, **entry(inner, place, seen, grids)}
            for branch, row in enumerate(node.branches)
            for place, inner in enumerate(row)
        ]
    if grids is not None:
        result["grid"] = grids[node.number]
    return result


def totals(network: Network) -> dict[str, Any]:
    """Sums over all layers; memory as float32 numbers take it."""
    parameters = sum(node.parameters for node in network.layers)
    activations = sum(node.activations for node in network.layers)
    return {
        "layers": len(network.nodes),
        "parameters": parameters,
        "macs": sum(node.all_macs for node in network.layers),
        "activations": activations,
        "parameter_bytes": parameters * BYTES,
        "activation_bytes": activations * BYTES,
    }
