"""Which grids an experiment is drawn with, in reading order, and which of their planes.

Knows the plan only; neither pitch nor place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from app.operators.operator import Plan
from app.operators.sizes import Pair

NONE: Pair = (0, 0)
MOST_CHANNELS, MOST_SLICES = 8, 64  # planes drawn of one grid; which ones is the page's to say
MOST_WINDOW = 64  # cells of a window that is shown by itself
MOST_SMALL = 200  # cells of a grid that may be drawn larger than the others
SMALL_ROLES = ("window", "weight", "bias", "partial", "product")


@dataclass(frozen=True, slots=True)
class Box:
    """One grid without a place: planes of rows and columns, each with a ring of padding.

    The planes are those of `channels`, in three dimensions those of each channel's `slices`. They lie on each other
    (`stacked`), or each by itself.
    """

    role: str
    rows: int
    columns: int
    channels: int = 1
    slices: range | None = None
    above: Pair = NONE  # rows of padding before and after
    beside: Pair = NONE  # columns of padding before and after
    flat: bool = False  # one-dimensional: its planes are rows
    stacked: bool = False
    noted: bool = False  # its title carries a note
    spaced: int = 0  # rows left free between its planes

    @property
    def depth(self) -> int:
        """Slices of one channel."""
        return 1 if self.slices is None else len(self.slices)

    @property
    def planes(self) -> int:
        return self.channels * self.depth

    @property
    def sizes(self) -> int:
        """How many sizes its title tells."""
        return (
            0
            if self.role in ("bias", "partial")
            else (1 if self.flat else 2) + (self.slices is not None) + (self.channels > 1)
        )

    @property
    def wide(self) -> int:
        """Columns of a plane with its ring."""
        return self.columns + self.beside[0] + self.beside[1]

    @property
    def high(self) -> int:
        """Rows of a plane with its ring."""
        return self.rows + self.above[0] + self.above[1]

    @property
    def cells(self) -> int:
        return self.planes * self.wide * self.high

    @property
    def small(self) -> bool:
        """Whether it may have a larger pitch than the input and the output."""
        return self.role in SMALL_ROLES and self.cells <= MOST_SMALL

    def indices(self) -> Iterable[list[int]]:
        """How the indices of each plane's cells begin; a bias has one index for each of its cells."""
        if self.role == "bias":
            return [[]]
        if self.slices is None:
            return [[channel] for channel in range(self.channels)]
        return [[channel, depth] for channel in range(self.channels) for depth in self.slices]


def boxes(plan: Plan, window: bool = False, unfolded: bool = False, product: bool = True) -> list[Box]:
    """The grids of an experiment.

    `window` adds the values of the current window where they are few. `unfolded` draws each channel of the window
    beside its slice of the weight and its partial sum, one below the other. `product` adds what a step paints.
    """
    shown = [grid(plan, name) for name in ("input", "stretched", "indices") if name in plan.shapes]
    gather = plan.kind == "gather"
    fan = plan.fan_in if gather else plan.fan_out
    if unfolded or (window and gather and plan.window <= MOST_WINDOW):
        shown.append(kernel(plan, "window", fan, unfolded))
    if "weight" in plan.shapes:
        shown.append(kernel(plan, "weight", fan, unfolded, plan.shapes["output" if gather else "input"][0] > 1))
        if unfolded:
            shown.append(Box("partial", 1, 1, fan, spaced=plan.kernel[-2] - 1))
        if biased(plan):
            filters = min(plan.shapes["output"][0], MOST_CHANNELS)
            shown.append(Box("bias", 1, filters, flat=len(plan.axes) == 1))
    if product and plan.kind == "scatter":
        shown.append(kernel(plan, "product", fan, False))
    return [*shown, grid(plan, "output")]


def can_unfold(plan: Plan) -> bool:
    """Whether a window has few enough channels to be drawn beside each other's weights and sums."""
    convolves = plan.kind == "gather" and "weight" in plan.shapes and "stretched" not in plan.shapes
    return convolves and len(plan.axes) == 2 and 2 <= plan.fan_in <= 4


def biased(plan: Plan) -> bool:
    """Whether the experiment has a bias: it counts more parameters than the weight has."""
    return plan.counts["parameters"] > prod(plan.shapes["weight"])


def grid(plan: Plan, name: str) -> Box:
    """A grid of the plan with all its channels; the input with its padding."""
    padded = name == "input" and "padded" in plan.shapes
    rings = [axis.padding if padded else NONE for axis in plan.axes]
    return box(name, plan.shapes[name], rings, noted=any(map(sum, rings)))


def kernel(plan: Plan, role: str, fan: int, unfolded: bool, noted: bool = False) -> Box:
    """A grid of the kernel's size with the channels of one filter."""
    return box(role, (fan, *plan.kernel), [NONE] * len(plan.axes), noted, unfolded)


def box(role: str, shape: tuple[int, ...], rings: list[Pair], noted: bool, unfolded: bool = False) -> Box:
    channels, *sizes = (min(shape[0], MOST_CHANNELS), *shape[1:])
    depth = None
    if len(sizes) == 3:
        before, after = rings[0]
        depth = range(-before, sizes[0] + after)[:MOST_SLICES]
    return Box(
        role=role,
        rows=sizes[-2] if len(sizes) > 1 else 1,
        columns=sizes[-1],
        channels=channels,
        slices=depth,
        above=rings[-2] if len(sizes) > 1 else NONE,
        beside=rings[-1],
        flat=len(sizes) == 1,
        stacked=len(sizes) == 2 and channels > 1 and not unfolded,
        noted=noted,
    )
