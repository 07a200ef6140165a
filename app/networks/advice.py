"""What is worth knowing about a network that works: fields beyond the input, checkerboards, branches out of line.

Knows fields and settings; what cannot work at all is refused where it is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.networks.network import Network
from app.networks.node import Node
from app.networks.sight import Sight, fault_of
from app.operators.errors import Problem
from app.operators.operator import AXIS_NAMES
from app.operators.shapes import cells
from app.operators.taps import TransposedAxis


def advice(network: Network, seen: Mapping[int, Sight], language: str = "en") -> list[dict[str, Any]]:
    """Each piece with the layer's path, a stable code, a sentence and what would help."""
    found = [*exceeding(network, seen), *painted(network), *astray(network, seen)]
    return [
        {
            "layer": one.field,
            "code": one.code,
            "detail": one.detail(language),
            "hint": one.hint(language),
            "arguments": dict(one.arguments),
            "repairs": list(one.repairs),
        }
        for one in found
    ]


def names(network: Network) -> tuple[str, ...]:
    return AXIS_NAMES[len(network.input) - 1]


def exceeding(network: Network, seen: Mapping[int, Sight]) -> Iterator[Problem]:
    """The first layer of the main row whose field is larger than the input, along the axis that it exceeds most."""
    for node in network.layers:
        fields = seen[node.number].union
        if fields is None or cells(node.output[1:]) == 1:  # nothing to see, or meant to see everything
            return
        beyond = [field.size - size for field, size in zip(fields, network.input[1:], strict=True)]
        if max(beyond) > 0 and max(network.input[1:]) > 1:
            axis = beyond.index(max(beyond))
            told = {"size": fields[axis].size, "axis": names(network)[axis], "input": network.input[1 + axis]}
            yield Problem(node.path, "field_exceeds", arguments=told)
            return


def painted(network: Network) -> Iterator[Problem]:
    """Transposed convolutions that paint some cells more often than others (Odena, Dumoulin & Olah, 2016)."""
    for node in network.nodes:
        if node.weights and isinstance(node.wiring, tuple):
            for axis in node.wiring:
                stride = axis.stride or 1
                if isinstance(axis, TransposedAxis) and axis.kernel % stride:
                    better = -(-axis.kernel // stride) * stride
                    told = {"kernel": axis.kernel, "stride": stride, "better": better}
                    yield Problem(node.path, "checkerboard", None, told, repair(node, better))
                    break


def repair(node: Node, kernel: int) -> tuple[dict[str, Any], ...]:
    return ({f"{node.path}.kernel_size": kernel},) if "weight" not in node.grids else ()


def astray(network: Network, seen: Mapping[int, Sight]) -> Iterator[Problem]:
    """The first block whose branches stop being aligned."""
    for node in network.nodes:
        fault = fault_of(seen[node.number])
        if fault is not None:
            axis = names(network)[fault.axis]
            if fault.apart:
                yield Problem(node.path, "not_aligned", arguments={"axis": axis, "apart": fault.apart})
            else:
                yield Problem(node.path, "drifting", arguments={"axis": axis, "jumps": fault.jumps})
            return
