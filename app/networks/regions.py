"""The answer about one cell: its regions in every earlier or later layer, and how strongly it depends on the input.

Pure data; the cells are followed by reach.py and paths.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from app.networks.network import Limits, Network
from app.networks.node import INPUT, Node
from app.networks.paths import gradient_sizes, path_counts
from app.networks.reach import Cells, Region, node_of, reach, spread
from app.networks.values import Run
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.parameters import Choice
from app.operators.shapes import Shape

DIRECTION = Choice(
    "direction",
    {"en": "Direction", "zh-Hans": "方向"},
    {"en": "what the cell sees, or what sees it", "zh-Hans": "该格看到什么，或什么看到该格"},
    "back",
    choices=("back", "forward"),
)
EFFECTIVE = Choice(
    "effective",
    {"en": "Effective field", "zh-Hans": "有效感受野"},
    {
        "en": "how strongly the cell depends on each input cell: by the number of paths, or by the gradient",
        "zh-Hans": "该格对每个输入格的依赖程度：按路径数，或按梯度",
    },
    "none",
    choices=("none", "paths", "gradient"),
)
REACH = ("layer", "position", DIRECTION.name, EFFECTIVE.name)


def regions(network: Network, fields: Mapping[str, Any], limits: Limits, numbers: Callable[[], Run]) -> dict[str, Any]:
    """Regions of the cell at `position` of `layer`; `numbers` computes the network where gradients are asked for."""
    for name in ("layer", "position"):
        if fields.get(name) is None:
            example = len(network.layers) - 1 if name == "layer" else [0] * (len(network.input) - 1)
            raise refuse(name, "required", repairs=[{name: example}], example=example)
    settings = {one.name: one.read(fields.get(one.name, one.default), 1) for one in (DIRECTION, EFFECTIVE)}
    layer, position = fields["layer"], fields["position"]
    node = node_of(network, layer)
    result: dict[str, Any] = {
        "layer": index_of(network, node),
        "path": node.path if node else "input",
        "position": list(position) if isinstance(position, list) else position,
        "direction": settings["direction"],
    }
    if settings["direction"] == "forward":
        onward = spread(network, layer, position, limits.work)
        return {**result, "regions": listed(network, onward, later)}
    result["regions"] = listed(network, reach(network, layer, position, limits.work), earlier)
    if settings["effective"] == "paths":
        result["effective"] = weighed(path_counts(network, layer, position, limits.work), limits)
    elif settings["effective"] == "gradient":
        result["effective"] = weighed(gradient_sizes(numbers(), layer, position), limits)
    return result


def index_of(network: Network, node: Node | None) -> Any:
    """The number in the row of a layer that is in the row; None for one inside a block, −1 for the input."""
    if node is None:
        return INPUT
    return next((place for place, one in enumerate(network.layers) if one is node), None)


def listed(network: Network, found: Mapping[int, Any], told: Callable[[Any, Shape], Any]) -> list[dict[str, Any]]:
    """Regions from the input on, those of inner layers under their block."""
    entries = []
    if INPUT in found:
        place = {"layer": INPUT, "path": "input", "name": "input", "output": list(network.input)}
        entries.append({**place, **told(found[INPUT], network.input)})
    for index, node in enumerate(network.layers):
        inner = within(node, found, told)
        if node.number in found or inner:
            entry = {"layer": index, **named(node)}
            entry |= told(found[node.number], node.output) if node.number in found else {}
            entries.append({**entry, **({"layers": inner} if inner else {})})
    return entries


def within(node: Node, found: Mapping[int, Any], told: Callable[[Any, Shape], Any]) -> list[dict[str, Any]]:
    """The regions of a block's inner layers, in order."""
    entries = []
    for row in node.branches:
        for inner in row:
            if inner.number in found:
                entries.append({**named(inner), **told(found[inner.number], inner.output)})
            entries += within(inner, found, told)
    return entries


def named(node: Node) -> dict[str, Any]:
    return {"path": node.path, "name": node.name, "output": list(node.output)}


def earlier(region: Region, shape: Shape) -> dict[str, Any]:
    """One region as it stands in an answer: its ends by axis, its cells, its holes, its share in padding."""
    unclipped = ends(region.unclipped)
    return {
        "unclipped": unclipped,
        "clipped": ends(region.clipped),
        "cells": [len(one) for one in region.clipped],
        "holes": [length(one) - len(one) for one in region.clipped],
        "padding": 0.0 if unclipped is None else outside(unclipped, shape[1:]),
    }


def later(cells: Cells, shape: Shape) -> dict[str, Any]:
    """The cells of a later layer in which a cell has a part."""
    return {"clipped": ends(cells), "cells": [len(one) for one in cells]}


def ends(cells: Cells) -> list[list[int]] | None:
    """First and last by axis; None where there is nothing."""
    return [[int(one[0]), int(one[-1])] for one in cells] if all(map(len, cells)) else None


def length(cells: Any) -> int:
    return int(cells[-1] - cells[0]) + 1 if len(cells) else 0


def outside(box: Sequence[Sequence[int]], sizes: Shape) -> float:
    """The share of a box that lies in no grid of these sizes."""
    inside = prod(
        max(0, min(last, size - 1) - max(first, 0) + 1) for (first, last), size in zip(box, sizes, strict=True)
    )
    return 1 - inside / prod(last - first + 1 for first, last in box)


def weighed(shares: Array, limits: Limits) -> dict[str, Any]:
    """The box of the cells that have a share, and the shares in it."""
    places = np.nonzero(shares)
    if not places[0].size:
        return {"first": None, "share": None}
    box = tuple(slice(int(one.min()), int(one.max()) + 1) for one in places)
    inner = shares[box]
    if inner.size > limits.cells:
        raise refuse("effective", "cells", given=inner.size, limit=limits.cells, grid="share")
    return {"first": [one.start for one in box], "share": np.ascontiguousarray(inner)}
