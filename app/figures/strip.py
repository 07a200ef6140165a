"""Several drawings side by side, each under its caption, for print.

Knows drawings and how their operations move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.figures.operations import Beam, Drawing, Layer, Operation, Pixels, Run, Text

CAPTION, SIZE, MARGIN = 28, 14, 16  # room for a caption, its height, and from the left edge


def side_by_side(drawings: Sequence[Drawing], captions: Sequence[str]) -> Drawing:
    """The drawings from left to right."""
    layers: list[Layer] = []
    left = 0.0
    for drawing, caption in zip(drawings, captions, strict=True):
        title = Text(left + MARGIN, MARGIN + SIZE / 2, (Run(caption, "ink-2", SIZE, 650),))
        layers.append(Layer([title]))
        for layer in drawing.layers:
            layers.append(layer._replace(operations=[moved(one, left, CAPTION) for one in layer.operations]))
        left += drawing.width
    return Drawing(left, max(drawing.height for drawing in drawings) + CAPTION, layers)


def moved(one: Operation, right: float, down: float) -> Operation:
    """An operation somewhere else."""
    if isinstance(one, Beam):
        return one._replace(points=tuple((x + right, y + down) for x, y in one.points))
    if isinstance(one, Pixels):
        return replace(one, x=one.x + right, y=one.y + down)
    return one._replace(x=one.x + right, y=one.y + down)
