"""Windows that slide over a padded input, for convolution and pooling alike: padding, and whether a window fits.

Knows sizes and rings, no weights and no sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.operators.errors import Refused, Shaped, refuse
from app.operators.exact import Array
from app.operators.operator import Operator, Plan
from app.operators.shapes import Shape
from app.operators.sizes import Pair, named_padding, window_size
from app.operators.taps import WindowAxis


def padded(plan: Plan, grid: Array, ring: float) -> Array:
    """The input with its padding; `ring` where the padding repeats nothing."""
    if not any(sum(axis.padding) for axis in plan.axes):
        return grid
    for number, axis in enumerate(plan.axes, start=1):
        if isinstance(axis, WindowAxis) and any(axis.padding):
            source = axis.padded()
            grid = grid.take(source, axis=number)
            grid[(slice(None),) * number + (source < 0,)] = ring
    return grid


def fold(plan: Plan, grad: Array) -> Array:
    """The gradient of the padded grid brought back: each padded cell's is added to the input cell behind it."""
    for number, axis in enumerate(plan.axes, start=1):
        if isinstance(axis, WindowAxis) and any(axis.padding):
            source = axis.padded()
            folded = np.zeros((*grad.shape[:number], axis.input, *grad.shape[number + 1 :]))
            inside = grad.compress(source >= 0, axis=number)
            behind: Any = (*(slice(None),) * number, source[source >= 0])
            np.add.at(folded, behind, inside)
            grad = folded
    return grad


def window_paddings(
    operator: Operator, sizes: list[int], kernel: Shape, settings: Mapping[str, Any], weight: Shape | None = None
) -> tuple[Pair, ...]:
    """Padding by axis, names resolved; Refused when a window does not fit. `weight` is the weight's shape as given."""
    given, strides, dilations = settings["padding"], settings["stride"], settings["dilation"]
    reaches = [d * (k - 1) + 1 for k, d in zip(kernel, dilations, strict=True)]
    padding = (
        tuple(named_padding(given, n, reach, s) for n, reach, s in zip(sizes, reaches, strides, strict=True))
        if isinstance(given, str)
        else given
    )
    ceil = settings.get("ceil_mode", False)
    counts = [window_size(*one, ceil) for one in zip(sizes, reaches, strides, padding, strict=True)]
    if min(counts) < 1:
        raise _window_too_large(sizes, kernel, reaches, padding, settings, weight)
    return padding


def _window_too_large(
    sizes: list[int],
    kernel: Shape,
    reaches: list[int],
    padding: tuple[Pair, ...],
    settings: Mapping[str, Any],
    weight: Shape | None,
) -> Refused:
    """The refusal of a window that does not fit; less dilation, more padding or a smaller kernel are the ways out."""
    rooms = [size + sum(sides) for size, sides in zip(sizes, padding, strict=True)]
    lacking = [max(0, reach - room) for reach, room in zip(reaches, rooms, strict=True)]
    worst = lacking.index(max(lacking))
    smaller = tuple(min(k, (room - 1) // d + 1) for k, room, d in zip(kernel, rooms, settings["dilation"], strict=True))
    closer = [
        min(d, (room - 1) // max(1, k - 1)) for k, d, room in zip(kernel, settings["dilation"], rooms, strict=True)
    ]
    more = [[a + (short + 1) // 2, b + (short + 1) // 2] for (a, b), short in zip(padding, lacking, strict=True)]
    dilated = min(closer) > 0
    if weight is None:
        shrunk: dict[str, Any] = {"kernel_size": list(smaller)}
        if settings["stride"] == kernel:  # the stride follows the kernel, as it does when it is left out
            shrunk["stride"] = list(smaller)
    else:
        shrunk = {"weight": Shaped((*weight[: -len(kernel)], *smaller))}
    return refuse(
        "dilation" if dilated else next(iter(shrunk)),
        "window_too_large",
        repairs=[
            {"dilation": closer} if dilated else None,
            {"padding": more},
            {"padding": more, "padding_mode": "zeros"} if settings.get("padding_mode", "zeros") != "zeros" else None,
            shrunk,
        ],
        window=reaches[worst],
        room=rooms[worst],
        input=sizes[worst],
        padding=sum(padding[worst]),
        missing=lacking[worst],
    )
