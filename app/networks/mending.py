"""What makes branches meet: cropping, padding, output padding, a projection.

Proposes settings for branches whose ends differ; whether a proposal works is tried by whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.networks.node import Node, Wiring
from app.operators.parameters import is_list
from app.operators.shapes import Shape
from app.operators.sizes import window_size

Repair = dict[str, Any]
Rows = tuple[tuple[Node, ...], ...]
STRIDES = range(1, 9)


def concat_repairs(ends: list[Shape], branches: Rows, given: Any) -> list[Repair]:
    """Ways to give all branches one size: more output padding, cropping to the smallest, padding to the largest."""
    axes = {len(end) for end in ends}
    if len(axes) > 1:
        return []
    least = tuple(map(min, zip(*(end[1:] for end in ends), strict=True)))
    most = tuple(map(max, zip(*(end[1:] for end in ends), strict=True)))
    cropped = {
        f"branches[{n}]": [*given[n], border("crop", end[1:], least)] for n, end in enumerate(ends) if end[1:] != least
    }
    padded = {
        f"branches[{n}]": [*given[n], border("zero_pad", end[1:], most)]
        for n, end in enumerate(ends)
        if end[1:] != most
    }
    grown = [enlarged(row, f"branches[{n}]", most) for n, row in enumerate(branches) if ends[n][1:] != most]
    together = {key: value for one in grown if one for key, value in one.items()} if all(grown) else {}
    return [one for one in (together, cropped, padded) if one]


def sum_repairs(ends: list[Shape], branches: Rows, given: Mapping[str, Any], shape: Shape) -> list[Repair]:
    """Ways to give main path and shortcut one shape: padding, a projection, a cropped shortcut, output padding."""
    main, other = ends
    if len(main) != len(other):
        return []
    repairs = [keeping(branches[0], "layers")]
    repairs += [projection(main, shape)] if not given["shortcut"] else []
    if main[0] == other[0]:
        rows = (("layers", main, branches[0]), ("shortcut", other, branches[1]))
        for (name, end, _), (small, goal, row) in (rows, rows[::-1]):
            if all(a >= b for a, b in zip(end[1:], goal[1:], strict=True)):
                repairs.append({name: [*given[name], border("crop", end[1:], goal[1:])]})
                repairs.append(enlarged(row, small, end[1:]))
    return [one for one in repairs if one]


def border(op: str, size: Shape, goal: Shape) -> dict[str, Any]:
    """The crop or padding between two sizes, the odd cell after."""
    apart = [abs(a - b) for a, b in zip(size, goal, strict=True)]
    return {"op": op, "padding": [[one // 2, one - one // 2] for one in apart]}


def enlarged(row: tuple[Node, ...], path: str, goal: Shape) -> Repair:
    """More output padding in the transposed convolution that a row ends with, if there is one."""
    for place in range(len(row) - 1, -1, -1):
        node = row[place]
        if node.wiring is Wiring.SAME and not node.branches:
            continue
        if node.plan is None or "output_padding" not in node.settings or isinstance(node.settings["padding"], str):
            return {}
        missing = [wanted - size for wanted, size in zip(goal, node.output[1:], strict=True)]
        more = [old + one for old, one in zip(node.plan.params["output_padding"], missing, strict=True)]
        return {f"{path}[{place}].output_padding": more} if min(more) >= 0 else {}
    return {}


def keeping(row: tuple[Node, ...], path: str) -> Repair:
    """Padding that keeps the size, for every convolution of a row that does not stride."""
    return {
        f"{path}[{place}].padding": "same"
        for place, node in enumerate(row)
        if node.plan and node.plan.operator.family == "conv" and all(one == 1 for one in node.plan.params["stride"])
    }


def projection(main: Shape, shape: Shape) -> Repair:
    """A 1×1 convolution as the shortcut, with the main path's channels and stride (He et al., 2015, option B)."""
    axes = len(main) - 1
    strides = []
    for size, goal in zip(shape[1:], main[1:], strict=True):
        strides.append(next((one for one in STRIDES if window_size(size, 1, one, (0, 0)) == goal), 0))
    if not axes or not all(strides):
        return {}
    layer = {"op": f"conv{axes}d", "out_channels": main[0], "kernel_size": 1, "stride": strides, "bias": False}
    return {"shortcut": [layer]}


def applied(body: Any, repair: Mapping[str, Any]) -> Any:
    """A question with some of its fields set anew; the one given stays as it was.

    >>> applied({"layers": [{"op": "relu"}]}, {"layers[0].op": "tanh"})
    {'layers': [{'op': 'tanh'}]}
    """
    for path, value in repair.items():
        body = _set(body, _steps(path), value)
    return body


def _steps(path: str) -> list[str | int]:
    steps: list[str | int] = []
    for part in path.split("."):
        name, *indices = part.replace("]", "").split("[")
        steps += [name, *map(int, indices)]
    return steps


def _set(body: Any, steps: list[str | int], value: Any) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if isinstance(step, int):
        assert is_list(body)
        return [*body[:step], _set(body[step], rest, value), *body[step + 1 :]]
    return {**body, step: _set(body.get(step), rest, value)}
