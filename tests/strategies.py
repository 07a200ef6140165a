"""Knows how to draw experiments that the contract allows: sizes, settings and numbers of every operator.

Knows no operator's arithmetic.  `STRATEGIES[id]` draws `arguments` for `apply`, `trace` and the twins: grids are
float64 arrays with a channel axis (`indices` int64), settings are as a caller may write them.
"""

from functools import partial
from random import Random
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.reference.windows import padding_pairs

Draw = Any
MODES = ("zeros", "zeros", "reflect", "replicate", "circular")
ACTIVATIONS = ("none", "none", "none", "relu", "sigmoid", "tanh")
INTEGERS = st.integers(-9, 9).map(float)
DYADIC = st.integers(-64, 64).map(lambda quarters: quarters / 4)
# Away from 0 no number is so small that a power of it underflows; 0 itself comes often enough.
GENERAL = st.one_of(st.just(0.0), st.floats(1e-3, 1e3), st.floats(-1e3, -1e-3))


def _numbers(draw: Draw, shape: tuple[int, ...], values: st.SearchStrategy[float]) -> np.ndarray:
    """A grid filled from a few drawn numbers, so that it shrinks to simple ones and ties are common."""
    pool = draw(st.lists(values, min_size=1, max_size=12))
    order = Random(draw(st.integers(0, 2**16)))
    return np.array([order.choice(pool) for _ in range(int(np.prod(shape)))]).reshape(shape)


def _values(draw: Draw) -> st.SearchStrategy[float]:
    return draw(st.sampled_from([INTEGERS, DYADIC, GENERAL]))


def _most(dimensions: int) -> int:
    """The longest axis that is drawn."""
    return 4 if dimensions == 3 else 7


def _sizes(draw: Draw, dimensions: int, most: int | None = None) -> list[int]:
    return [draw(st.integers(1, most or _most(dimensions))) for _ in range(dimensions)]


def _written(draw: Draw, entries: list[int]) -> int | list[int]:
    """One number for all axes where that says the same, or one per axis."""
    return entries[0] if len(set(entries)) == 1 and draw(st.booleans()) else list(entries)


def _written_pads(draw: Draw, pads: list[tuple[int, int]]) -> Any:
    """Padding as pairs, or as the shorter forms where both sides are equal."""
    if any(before != after for before, after in pads):
        return [list(pair) for pair in pads]
    sides = [before for before, _ in pads]
    return draw(st.sampled_from([_written(draw, sides), [list(pair) for pair in pads]]))


def _steps(draw: Draw, dimensions: int) -> list[int]:
    return [draw(st.integers(1, 3)) for _ in range(dimensions)]


def _pair(draw: Draw, most: int = 3) -> tuple[int, int]:
    before = draw(st.integers(0, max(most, 0)))
    return before, draw(st.one_of(st.just(before), st.integers(0, max(most, 0))))


def _channels(draw: Draw) -> tuple[int, int, int]:
    """Groups, channels in and out per group; depthwise (one in) and full (one group) are among them."""
    groups = draw(st.sampled_from([1, 1, 2, 3, 4]))
    return groups, draw(st.integers(1, 4 // groups)), draw(st.integers(1, 4 // groups))


def _names(dimensions: int, *names: str) -> st.SearchStrategy[str | None]:
    """A padding name, or None for numbers, which are drawn as often as all names together."""
    allowed = [*names, "causal"] if dimensions == 1 else list(names)
    return st.one_of(st.none(), st.sampled_from(allowed))


def _bias(draw: Draw, channels: int, values: st.SearchStrategy[float]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["none", "one", "each"]))
    if kind == "none":
        return {}
    return {"bias": draw(values) if kind == "one" else _numbers(draw, (channels,), values)}


@st.composite
def conv(draw: Draw, dimensions: int) -> dict[str, Any]:
    """Direct convolution: every padding name and mode, groups, dilation, flip, bias and activation."""
    sizes, stride, dilation = _sizes(draw, dimensions), _steps(draw, dimensions), _steps(draw, dimensions)
    mode, name = draw(st.sampled_from(MODES)), draw(_names(dimensions, "valid", "same", "same_lower", "full"))
    limits = [{"reflect": size - 1, "circular": size}.get(mode, 3) for size in sizes]
    pads = [_pair(draw, min(limit, 3)) for limit in limits]
    kernel = []
    for axis in zip(sizes, pads, stride, dilation, limits, strict=True):
        longest = draw(st.integers(1, 3 if dimensions == 3 else 4))
        kernel.append(next(taps for taps in range(longest, 0, -1) if _fits(taps, name, mode, *axis)))
    values, (groups, in_each, out_each) = _values(draw), _channels(draw)
    return {
        "input": _numbers(draw, (groups * in_each, *sizes), values),
        "weight": _numbers(draw, (groups * out_each, in_each, *kernel), values),
        **_bias(draw, groups * out_each, values),
        "activation": draw(st.sampled_from(ACTIVATIONS)),
        "stride": _written(draw, stride),
        "padding": _written_pads(draw, pads) if name is None else name,
        "padding_mode": mode,
        "dilation": _written(draw, dilation),
        "groups": groups,
        "flip": draw(st.booleans()),
    }


def _fits(
    taps: int, name: str | None, mode: str, size: int, pair: tuple[int, int], stride: int, dilation: int, limit: int
) -> bool:
    """Whether a window of so many taps stands on this axis with padding that its mode can supply; one tap always."""
    if name is not None:
        (pair,) = padding_pairs(name, (size,), (taps,), (stride,), (dilation,))
        if mode in ("reflect", "circular") and max(pair) > limit:
            return False
    return size + sum(pair) > dilation * (taps - 1)


@st.composite
def conv_transpose(draw: Draw, dimensions: int) -> dict[str, Any]:
    """Transposed convolution: cropping by numbers and names, output padding below max(stride, dilation)."""
    sizes, stride, dilation = _sizes(draw, dimensions, 3), _steps(draw, dimensions), _steps(draw, dimensions)
    kernel = _sizes(draw, dimensions, 3 if dimensions == 3 else 4)
    name = draw(_names(dimensions, "valid", "same"))
    extra = [draw(st.integers(0, max(pair) - 1)) for pair in zip(stride, dilation, strict=True)]
    pads = []
    for size, step, apart, taps, more in zip(sizes, stride, dilation, kernel, extra, strict=True):
        spare = (size - 1) * step + apart * (taps - 1) + more  # cells that can go so that one stays
        before = draw(st.integers(0, min(spare, 3)))
        pads.append((before, draw(st.integers(0, min(spare - before, 3)))))
    values, (groups, in_each, out_each) = _values(draw), _channels(draw)
    return {
        "input": _numbers(draw, (groups * in_each, *sizes), values),
        "weight": _numbers(draw, (groups * in_each, out_each, *kernel), values),
        **_bias(draw, groups * out_each, values),
        "activation": draw(st.sampled_from(ACTIVATIONS)),
        "stride": _written(draw, stride),
        "padding": _written_pads(draw, pads) if name is None else name,
        "output_padding": 0 if name == "same" else _written(draw, extra),
        "dilation": _written(draw, dilation),
        "groups": groups,
    }


@st.composite
def pool(draw: Draw, dimensions: int, own: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """Max, average or lp pooling; `own` draws what only this family has."""
    sizes, stride, dilation = _sizes(draw, dimensions), _steps(draw, dimensions), _steps(draw, dimensions)
    kernel = _sizes(draw, dimensions, 3 if dimensions == 3 else 4)
    ceil_mode, name = draw(st.booleans()), draw(_names(dimensions, "valid", "same", "same_lower", "full"))
    by_default = draw(st.booleans())
    pads = [_pair(draw, min(apart * (taps - 1), 3)) for apart, taps in zip(dilation, kernel, strict=True)]
    for axis in range(dimensions):
        kernel[axis], pads[axis], dilation[axis] = _standing(
            *(name, sizes[axis], kernel[axis], None if by_default else stride[axis]),
            *(dilation[axis], pads[axis], ceil_mode),
        )
    return {
        "input": _numbers(draw, (draw(st.integers(1, 4)), *sizes), _values(draw)),
        "kernel_size": _written(draw, kernel),
        **({} if by_default else {"stride": _written(draw, stride)}),
        "padding": _written_pads(draw, pads) if name is None else name,
        "dilation": _written(draw, dilation),
        "ceil_mode": ceil_mode,
        **draw(own),
    }


def _standing(
    name: str | None, size: int, taps: int, stride: int | None, apart: int, pair: tuple[int, int], ceil_mode: bool
) -> tuple[int, tuple[int, int], int]:
    """The drawn kernel, padding and dilation of an axis, or the nearest where every window reads an input cell."""
    tries = [(taps, pair, apart), (taps, pair, 1), (taps, (0, 0), 1), (min(taps, size), (0, 0), 1)]
    for kernel, pads, dilation in tries:
        step = stride or kernel
        if name is not None:
            (pads,) = padding_pairs(name, (size,), (kernel,), (step,), (dilation,))
        if _every_window_reads(size, kernel, step, dilation, pads, ceil_mode):
            return kernel, pads, dilation
    return 1, (0, 0), 1


def _every_window_reads(
    size: int, kernel: int, step: int, dilation: int, pads: tuple[int, int], ceil_mode: bool
) -> bool:
    ends = size + sum(pads) - dilation * (kernel - 1)  # starts lie below this, or hang over with ceil_mode
    starts = list(range(0, max(ends, 0), step))
    if ceil_mode and (ends - 1) % step:
        starts += [start for start in [len(starts) * step] if start < size + pads[0] and ends - 1 > start - step]
    reads = [[0 <= start - pads[0] + tap * dilation < size for tap in range(kernel)] for start in starts]
    return bool(reads) and all(any(window) for window in reads)


@st.composite
def adaptive(draw: Draw, dimensions: int) -> dict[str, Any]:
    """Adaptive pooling: sizes that divide or not, larger than the input, or None for the input's own."""
    wanted = [draw(st.one_of(st.integers(1, _most(dimensions) + 1), st.none())) for _ in range(dimensions)]
    return {
        "input": _numbers(draw, (draw(st.integers(1, 4)), *_sizes(draw, dimensions)), _values(draw)),
        "output_size": _written(draw, wanted),
    }


@st.composite
def max_unpool(draw: Draw, dimensions: int) -> dict[str, Any]:
    """Max unpooling: any valid indices, duplicates included; output sizes within a stride of the default."""
    sizes, stride = _sizes(draw, dimensions, 2 if dimensions == 3 else 4), _steps(draw, dimensions)
    kernel, by_default, sized = _sizes(draw, dimensions, 3), draw(st.booleans()), draw(st.booleans())
    stride = kernel if by_default else stride
    pads, output = [], []
    for size, step, taps in zip(sizes, stride, kernel, strict=True):
        spare = (size - 1) * step + taps - 1  # cells that can go so that one stays
        before = draw(st.integers(0, min(spare, 1)))
        pads.append((before, draw(st.integers(0, min(spare - before, 1)))))
        usual = spare + 1 - sum(pads[-1])
        output.append(draw(st.integers(max(usual - step + 1, 1), usual + step - 1)) if sized else usual)
    values, channels, order = _values(draw), draw(st.integers(1, 4)), Random(draw(st.integers(0, 2**16)))
    steps, room = int(np.prod(sizes)), int(np.prod(output))
    distinct = steps <= room and draw(st.booleans())
    planes = [
        order.sample(range(room), steps) if distinct else order.choices(range(room), k=steps) for _ in range(channels)
    ]
    return {
        "input": _numbers(draw, (channels, *sizes), values),
        "indices": np.array(planes, dtype=np.int64).reshape(channels, *sizes),
        "kernel_size": _written(draw, kernel),
        **({} if by_default else {"stride": _written(draw, stride)}),
        "padding": _written_pads(draw, pads),
        **({"output_size": _written(draw, output)} if sized else {}),
    }


DIVISORS = st.fixed_dictionaries(
    {"count_include_pad": st.booleans(), "divisor_override": st.one_of(st.none(), st.integers(1, 7))}
)
NORMS = st.fixed_dictionaries({"norm_type": st.sampled_from([0.5, 1, 1.5, 2, 2.0, 3, 4])})

FAMILIES = {
    "conv": conv,
    "conv_transpose": conv_transpose,
    "max_pool": partial(pool, own=st.just({})),
    "avg_pool": partial(pool, own=DIVISORS),
    "lp_pool": partial(pool, own=NORMS),
    "adaptive_avg_pool": adaptive,
    "adaptive_max_pool": adaptive,
    "max_unpool": max_unpool,
}
STRATEGIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    f"{name}{dimensions}d": family(dimensions) for name, family in FAMILIES.items() for dimensions in (1, 2, 3)
}
