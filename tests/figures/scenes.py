"""Scenes to be tested, of easy and of hard experiments, and what of the picture each of their grids takes.

Knows how far frames and titles reach, no promise.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from app.figures.scene import Layout, scene
from app.operators import OPERATORS
from app.samples.experiments import EXPERIMENTS
from app.settings import Settings
from app.web.question import from_query

HARD = (
    "conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,-1",
    "conv2d?input=random:4x5x5&weight=random:4x2x3x3&groups=2",
    "conv2d?input=random:3x5x5&weight=random:3x1x3x3&groups=3",
    "conv2d?input=random:5x6x6&weight=random:2x5x3x3&bias=1,2",
    "conv2d?input=random:64x8x8&weight=random:64x64x3x3&bias=1",
    "conv2d?input=ramp:7x7&weight=ones:3x3&padding=1&stride=2&bias=1",
    "conv2d?input=ramp:5x4&weight=ones:3x3&padding=1,0;2,1",
    "conv2d?input=ramp:1x1&weight=ones:1x1&bias=1",
    "conv2d?input=ramp:28x28&weight=ones:8x8&bias=1",
    "conv2d?input=ramp:28x28&weight=ones:15x15",
    "conv2d?input=sample:camera:64x64&weight=sobel_x:3x3&bias=1",
    "conv2d?input=sample:camera:224x224&weight=sobel_x:3x3",
    "conv3d?input=ramp:2x3x4x5&weight=ones:1x2x2x2x2&padding=1&bias=1",
    "conv3d?input=random:8x6x6x6&weight=random:8x8x3x3x3",
    "conv3d?input=ramp:200x1x1&weight=ones:2x1x1",
    "conv1d?input=ramp:25&weight=1,2,1&padding=2",
    "conv1d?input=ramp:300&weight=1,2,1&padding=1",
    "conv1d?input=random:3x9&weight=random:2x3x3&padding=1&bias=1,2",
    "conv1d?input=random:8x16&weight=random:8x8x3&bias=1",
    "conv_transpose2d?input=ramp:3x3&weight=ones:3x3&stride=2&padding=1&bias=1",
    "conv_transpose2d?input=ramp:3x3&weight=ones:3x3&stride=2&padding=1&view=gather&bias=1",
    "conv_transpose2d?input=ramp:2x14x14&weight=random:2x3x3x3&stride=2",
    "conv_transpose1d?input=ramp:5&weight=1,2,1&stride=2&view=gather&bias=1",
    "conv_transpose3d?input=ramp:2x2x3x3&weight=ones:2x2x2x2x2&stride=2",
    "max_pool2d?input=ramp:28x28&kernel_size=2",
    "max_pool2d?input=ramp:33x32&kernel_size=2",
    "max_unpool2d?input=random:2x2x2&indices=0,3;9,15|0,3;9,15&kernel_size=2",
    "adaptive_avg_pool2d?input=ramp:3x9x9&output_size=1",
    "adaptive_max_pool2d?input=ramp:28x28&output_size=3,5",
)
ALL = [
    *(f"{one.id}?{one.default}" for one in OPERATORS.values()),
    *(f"{one.operator}?{one.query}" for one in EXPERIMENTS),
    *HARD,
]


class Area(NamedTuple):
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def drawn(query: str, layout: Layout = "wide") -> dict[str, Any]:
    operator, _, fields = query.partition("?")
    return scene(from_query(OPERATORS[operator], parse_qsl(fields)).planned(Settings()), layout)


def grids(query: str, layout: Layout = "wide") -> dict[str, dict[str, Any]]:
    return {grid["role"]: grid for grid in drawn(query, layout)["grids"]}


def frames(grid: dict[str, Any]) -> list[Area]:
    """What each plane takes: its outermost frame, 6 px outside its ring or 10 where it is double, and its name.

    A plane's name stands 22 px above its cells, a stacked plane's on a tab at the right, which sticks out by 8.
    """
    (above, below), (left, right) = grid["ring"]
    wide, high, out = grid["cell"], grid["cell_height"], 10 if grid["role"] == "output" else 6
    named = grid["planes"] > 1 and (grid["rows"] > 1 or len(grid["sheets"][0]["index"]) > 1)
    up, aside = (18, 8) if grid["stacked"] else (22 if named else 0, 0)
    return [
        Area(
            sheet["x"] - left * wide - out,
            sheet["y"] - above * high - max(out, up),
            sheet["x"] + (grid["columns"] + right) * wide + max(out, aside),
            sheet["y"] + (grid["rows"] + below) * high + out,
        )
        for sheet in grid["sheets"]
    ]


def whole(grid: dict[str, Any]) -> Area:
    """The rectangle round all planes with their frames and names."""
    left, top, right, bottom = zip(*frames(grid), strict=True)
    return Area(min(left), min(top), max(right), max(bottom))


def title(grid: dict[str, Any]) -> Area:
    """The room of a title of 17 px: 15 above its baseline, 5 below, and as wide as its name and its sizes.

    "Kernel w 3 × 3" is 136 px wide in a wide face, and 36 more for channels and for slices.
    """
    deep = len(grid["sheets"][0]["index"]) > 1
    several = len({tuple(sheet["index"][:1]) for sheet in grid["sheets"]}) > 1 and grid["rows"] > 1
    words = {"bias": 58, "partial": 58}.get(grid["role"], 136 + 36 * (deep + several))
    x, y, lines = grid["label"]["x"], grid["label"]["y"], grid["label"]["lines"]
    return Area(x, y - 15, x + words, y + 5 + 20 * (lines - 1))
