"""One axis: which input index each output position reads through each kernel position.

The only place that works out `output · stride − padding + kernel · dilation`. Everything else reads the tables made
here: by output it is the forward pass, by input the gradient and the transposed operator, by weight the sharing.
Knows integers only, no values and no channels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.operators.formula import adaptive_formula, transposed_formula, window_formula
from app.operators.sizes import Pair, transposed_size, window_size

IntArray = NDArray[np.intp]
Mask = NDArray[np.bool_]
Mode = Literal["zeros", "reflect", "replicate", "circular"]
NONE = -1
_SMALL = 2048  # cells of a table that is worth keeping


@dataclass(frozen=True)
class Axis:
    """One axis of an operator: its sizes and, by `places` and `source`, its table of taps.

    A *place* is a position in the drawn grid (input coordinates; for a transposed operator those of the stretched
    grid). `turned` says that kernel position 0 meets the last place of a window (flip, transposed).
    """

    name: str
    input: int
    kernel: int
    stride: int | None
    dilation: int
    padding: Pair
    output: int
    formula: str
    turned: bool = False
    wired: bool = True

    @property
    def effective_kernel(self) -> int:
        """Cells from the first to the last tap of a window."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def drawn(self) -> int:
        """Cells of the grid that windows are drawn on: padded, or stretched."""
        return self.input + sum(self.padding)

    def places(self, outputs: IntArray) -> IntArray:
        """Where the windows of these output positions lie, in ascending order, shape (outputs, kernel)."""
        raise NotImplementedError  # each kind of axis has its own arithmetic

    def source(self, places: IntArray) -> IntArray:
        """The input index behind each place, -1 where there is none."""
        return np.where((places >= 0) & (places < self.input), places, NONE)

    def endless(self, outputs: IntArray) -> tuple[IntArray, Mask]:
        """Input positions that these outputs read as if the axis had no ends, and where there is one."""
        places = self.places(outputs)
        return places, np.ones(places.shape, dtype=bool)

    def column(self, position: int) -> tuple[slice, slice]:
        """All taps of one window position: the outputs, and the cells of the drawn grid that they read."""
        raise NotImplementedError

    @property
    def table_cells(self) -> int:
        return self.output * self.kernel

    @property
    def reads(self) -> IntArray:
        """Place in the drawn grid of every tap, shape (output, kernel), kernel in the order of the given weight."""
        return _tables(self)[0] if self.table_cells <= _SMALL else _make_tables(self)[0]

    @property
    def taps(self) -> IntArray:
        """Input index of every tap, shape (output, kernel), kernel in the order of the given weight; -1 is none."""
        return _tables(self)[1] if self.table_cells <= _SMALL else _make_tables(self)[1]

    @property
    def unused(self) -> list[int]:
        """Input indices that no window reads."""
        unread: list[int] = np.setdiff1d(np.arange(self.input), self.used()).tolist()
        return unread

    def used(self) -> IntArray:
        """Input indices that some window reads, in any order."""
        return np.arange(self.input)


def _make_tables(axis: Axis) -> tuple[IntArray, IntArray]:
    places = axis.places(np.arange(axis.output))
    if axis.turned:
        places = places[:, ::-1]
    reads, found = np.ascontiguousarray(places), np.ascontiguousarray(axis.source(places))
    reads.setflags(write=False)
    found.setflags(write=False)
    return reads, found


_tables = lru_cache(maxsize=256)(_make_tables)


@dataclass(frozen=True)
class WindowAxis(Axis):
    """A window that slides over a padded input: convolution and pooling."""

    mode: Mode = "zeros"

    def places(self, outputs: IntArray) -> IntArray:
        stride = self.stride or 1
        return outputs[:, None] * stride - self.padding[0] + np.arange(self.kernel) * self.dilation

    def source(self, places: IntArray) -> IntArray:
        if self.mode == "zeros":
            return super().source(places)
        if self.mode == "replicate":
            return np.clip(places, 0, self.input - 1)
        if self.mode == "circular":
            return places % self.input
        period = max(1, 2 * (self.input - 1))  # a mirror behind another mirror repeats the picture
        around = places % period
        return np.minimum(around, period - around)

    def column(self, position: int) -> tuple[slice, slice]:
        """Outputs and cells of the *padded* grid, so that every output has a tap."""
        start, stride = position * self.dilation, self.stride or 1
        return slice(0, self.output), slice(start, start + (self.output - 1) * stride + 1, stride)

    def used(self) -> IntArray:
        read = np.zeros(self.drawn, dtype=bool)
        for position in range(self.kernel):
            read[self.column(position)[1]] = True
        return self.padded()[read]

    def every_window_reads(self) -> bool:
        """Whether each window has a tap inside the input; in integers, so that it may be asked of any size."""
        stride, before = self.stride or 1, self.padding[0]
        if (self.output - 1) * stride - before >= self.input or -(-before // self.dilation) >= self.kernel:
            return False  # the last window begins behind the input, or the first one ends before it
        if self.dilation <= self.input:
            return True
        last = (self.output - 1) * stride - before
        for lap in range(-(-before // self.dilation)):  # taps of windows that begin in one lap stride over the same gap
            top = min(-lap * self.dilation - 1, last)
            start = top - (top + before) % stride
            if start >= max(-before, -(lap + 1) * self.dilation) and start % self.dilation >= self.input:
                return False
        return True

    def padded(self) -> IntArray:
        """The input index of every cell of the padded grid, -1 in a ring of zeros."""
        return self.source(np.arange(-self.padding[0], self.input + self.padding[1]))


@dataclass(frozen=True)
class TransposedAxis(Axis):
    """A window axis with its two ends swapped: each input paints a window, padding crops what was painted.

    Its places are those of the gather reading: the input with `stride - 1` zeros between cells and a ring around,
    over which a window slides by one.
    """

    output_padding: int = 0

    @property
    def drawn(self) -> int:
        """Cells of the stretched grid, ring included."""
        return self.output + self.effective_kernel - 1

    @property
    def lead(self) -> int:
        """Place of input 0 in the stretched grid; negative when cropping reaches into the input."""
        return self.effective_kernel - 1 - self.padding[0]

    def places(self, outputs: IntArray) -> IntArray:
        return outputs[:, None] + np.arange(self.kernel) * self.dilation

    def source(self, places: IntArray) -> IntArray:
        cell, real = self.behind(places)
        return np.where(real & (cell >= 0) & (cell < self.input), cell, NONE)

    def endless(self, outputs: IntArray) -> tuple[IntArray, Mask]:
        return self.behind(self.places(outputs))

    def behind(self, places: IntArray) -> tuple[IntArray, Mask]:
        """The input position behind each place, and where it is one and not a stuffed zero."""
        cell, between = np.divmod(places - self.lead, self.stride or 1)
        return cell, between == 0

    def painted(self, inputs: IntArray) -> IntArray:
        """The outputs that these inputs paint, shape (inputs, kernel); outside 0…output-1 where cropped."""
        return inputs[:, None] * (self.stride or 1) - self.padding[0] + np.arange(self.kernel) * self.dilation

    def used(self) -> IntArray:
        read = np.zeros(self.input, dtype=bool)
        for position in range(self.kernel):
            read[self.column(position)[1]] = True
        return np.flatnonzero(read)

    def column(self, position: int) -> tuple[slice, slice]:
        """Outputs and *input* cells that meet through one window position: only real cells, no stuffed zeros."""
        stride = self.stride or 1
        shift = (self.kernel - 1 - position) * self.dilation - self.padding[0]  # input i paints output i·stride + shift
        low = max(0, -(shift // stride))
        high = min(self.input, (self.output - 1 - shift) // stride + 1)
        if low >= high:
            return slice(0, 0), slice(0, 0)
        return slice(low * stride + shift, (high - 1) * stride + shift + 1, stride), slice(low, high)


@dataclass(frozen=True)
class AdaptiveAxis(Axis):
    """Windows spread over the input so that a given number of outputs comes out; they may differ in length."""

    def places(self, outputs: IntArray) -> IntArray:
        start = outputs * self.input // self.output
        end = -((-(outputs + 1) * self.input) // self.output)
        places = start[:, None] + np.arange(self.kernel)
        return np.where(places < end[:, None], places, NONE)

    def endless(self, outputs: IntArray) -> tuple[IntArray, Mask]:
        places = self.places(outputs)
        return places, places != NONE


@lru_cache(maxsize=1024)
def window_axis(
    name: str,
    size: int,
    kernel: int,
    stride: int = 1,
    dilation: int = 1,
    padding: Pair = (0, 0),
    mode: Mode = "zeros",
    ceil: bool = False,
    turned: bool = False,
) -> WindowAxis:
    """The axis of a sliding window that is known to fit.

    >>> window_axis("length", size=5, kernel=3, stride=2).taps
    array([[0, 1, 2],
           [2, 3, 4]])
    >>> window_axis("length", size=3, kernel=3, padding=(1, 1), mode="reflect").taps
    array([[1, 0, 1],
           [0, 1, 2],
           [1, 2, 1]])
    """
    effective = dilation * (kernel - 1) + 1
    output = window_size(size, effective, stride, padding, ceil)
    formula = window_formula(size, kernel, stride, dilation, padding, output, ceil)
    return WindowAxis(name, size, kernel, stride, dilation, padding, output, formula, turned, mode=mode)


@lru_cache(maxsize=1024)
def transposed_axis(
    name: str, size: int, kernel: int, stride: int = 1, dilation: int = 1, crop: Pair = (0, 0), output_padding: int = 0
) -> TransposedAxis:
    """The axis of a transposed operator; `crop` is its padding. Relation 14 of Dumoulin & Visin (2016).

    >>> transposed_axis("length", size=2, kernel=3, stride=2).taps
    array([[ 0, -1, -1],
           [-1,  0, -1],
           [ 1, -1,  0],
           [-1,  1, -1],
           [-1, -1,  1]])
    """
    output = transposed_size(size, kernel, stride, dilation, crop, output_padding)
    formula = transposed_formula(size, kernel, stride, dilation, crop, output_padding, output)
    return TransposedAxis(
        name, size, kernel, stride, dilation, crop, output, formula, turned=True, output_padding=output_padding
    )


@lru_cache(maxsize=1024)
def adaptive_axis(name: str, size: int, output: int) -> AdaptiveAxis:
    """Window o runs from floor(o·size/output) to ceil((o+1)·size/output) - 1 (PyTorch).

    >>> adaptive_axis("length", size=5, output=3).taps
    array([[ 0,  1, -1],
           [ 1,  2,  3],
           [ 3,  4, -1]])
    """
    # o·size mod output takes every multiple of their common divisor, so the longest window starts at the largest rest
    common = math.gcd(size, output)
    window = -(-(size + output - common) // output)
    stride = size // output if size % output == 0 else None
    return AdaptiveAxis(name, size, window, stride, 1, (0, 0), output, adaptive_formula(size, output, window))
