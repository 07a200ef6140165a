"""The fast way to compute: `apply`, a forward pass on arrays for large grids.

Equal to the exact way within rounding. How an operator of one shape is best computed is decided once and kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.operators import exact
from app.operators.conv import Conv
from app.operators.convolving import Convolving
from app.operators.errors import Refused
from app.operators.grids import as_given, as_values, prepared, with_numbers
from app.operators.operator import Plan, lookup
from app.operators.pool import SlidingPool
from app.operators.rules import Quick
from app.operators.trace import grids_of, settings_of

Values = NDArray[Any]
Way = Callable[..., Values]  # (input, weight, bias) -> output
_INDEXED = 1 << 14  # numbers of a gather index that beats filling a matrix
_STRIP = 384 * 1024  # bytes of a strip of windows that stays in the second-level cache
_ways: dict[Any, Way] = {}


def apply(operator: str, input: Any, **fields: Any) -> Values:
    """The output of an operator on a grid [channels, *axes] or [*axes] (no batch axis).

    `fields` are torch.nn.functional's names. float32 stays float32, everything else is float64. Equal to `trace`'s
    output within rounding. Raises Refused, which names the field and what would work.

    >>> apply("conv2d", np.eye(3), weight=np.ones((2, 2))).tolist()
    [[2.0, 1.0], [1.0, 2.0]]
    """
    try:
        weight = fields["weight"]
        others = tuple([one for one in fields.items() if one[0] != "weight"]) if len(fields) > 1 else ()
        way = _ways[operator, input.shape, input.dtype, weight.shape, weight.dtype, others]
    except (KeyError, AttributeError, TypeError):  # not seen before, or not made of arrays and plain numbers
        return _first(operator, input, fields)
    return way(input, weight)


def _first(operator: str, input: Any, fields: Mapping[str, Any]) -> Values:
    """The first call of a kind: reads and plans, and keeps the way for the next call where a key can be made."""
    one = lookup(operator)
    settings = one.read(settings_of(one, fields))
    del settings["offset"], settings["limit"]
    grids = {name: as_values(name, value) for name, value in grids_of(one, input, fields).items()}
    try:
        plan = one.planned({name: grid.shape for name, grid in grids.items()}, settings)
    except Refused as refused:
        raise with_numbers(refused, grids) from None
    way = way_of(plan, grids["input"].dtype)
    weight = fields.get("weight")
    kept = isinstance(input, np.ndarray) and isinstance(weight, np.ndarray) and set(grids) == {"input", "weight"}
    if kept and grids["input"] is input and grids["weight"] is weight and weight.dtype == input.dtype:
        others = tuple(item for item in fields.items() if item[0] != "weight")
        try:
            if len(_ways) >= 1024:
                _ways.clear()
            _ways[operator, input.shape, input.dtype, weight.shape, weight.dtype, others] = way
        except TypeError:  # a list among the settings
            pass
    dtype = grids["input"].dtype
    return way(*(grids[name].astype(dtype, copy=False) for name in one.grids if name in grids))


def way_of(plan: Plan, dtype: Any) -> Way:
    """How a plan is best computed, as a function of its grids in the operator's order."""
    operator = plan.operator
    names = [name for name in operator.grids if name in plan.shapes or name == "bias"]
    if (
        isinstance(operator, Conv)
        and math.prod(plan.shapes["weight"][:2]) == 1
        and plan.total * math.prod(plan.kernel) <= _INDEXED
    ):
        return _indexed(plan, dtype)

    if isinstance(operator, Convolving):
        convolve = _strips if isinstance(operator, Conv) else _painted

        def linear(input: Values, weight: Values, bias: Values | None = None) -> Values:
            sums = convolve(operator, plan, input.reshape(plan.shapes["input"]), operator.arranged(plan, weight))
            shaped = None if bias is None else bias.reshape(-1, *(1,) * len(plan.output))
            return as_given(plan, "output", _finished(plan, sums.reshape(plan.shapes["output"]), shaped))

        return linear
    if isinstance(operator, SlidingPool) and operator.rule.quick is not None:
        return _sliding(operator, operator.rule.quick, plan)

    def exactly(*grids: Values) -> Values:
        ready = prepared(plan, {name: np.asarray(grid, float) for name, grid in zip(names, grids, strict=False)})
        output = operator.compute(plan, ready, 0, 0, True)["output"]
        return as_given(plan, "output", output).astype(dtype, copy=False)

    return exactly


def _indexed(plan: Plan, dtype: Any) -> Way:
    """One channel, one filter, few cells: the windows by one index, times the kernel."""
    place = exact.rows(exact.layout(plan, 0, plan.total).index)
    taps = place[:, ::-1] if plan.settings["flip"] else place
    shape = plan.shapes["output"] if plan.channels else plan.output
    index = np.ascontiguousarray(taps)
    zero = np.zeros(1, dtype=dtype)

    if (index >= 0).all() and plan.settings["activation"] == "none":

        def inside(input: Values, weight: Values, bias: Values | None = None) -> Values:
            sums: Values = input.take(index).dot(weight.ravel()).reshape(shape)  # so few numbers take @ twice as long
            return sums if bias is None else sums + bias.ravel()[0]

        return inside

    def ringed(input: Values, weight: Values, bias: Values | None = None) -> Values:
        sums = np.concatenate((input.ravel(), zero)).take(index).dot(weight.ravel()).reshape(shape)
        return _finished(plan, sums, None if bias is None else bias.ravel()[:1].reshape((1,) * sums.ndim))

    return ringed


def _finished(plan: Plan, sums: Values, bias: Values | None) -> Values:
    """Sums with the bias, shaped to fit them, and the activation."""
    if bias is not None:
        sums += bias
    activation = plan.settings["activation"]
    if activation == "relu":
        return np.maximum(sums, 0, out=sums)
    if activation == "tanh":
        return np.tanh(sums, out=sums)
    if activation == "sigmoid":
        with np.errstate(over="ignore"):
            return np.asarray(1 / (1 + np.exp(-sums)), dtype=sums.dtype)
    return sums


def _strips(operator: Convolving, plan: Plan, input: Values, weight: Values) -> Values:
    """Windows laid out as a matrix, a strip of output rows at a time, times the weights."""
    read = operator.read_grid(plan, input)
    source = read.reshape(plan.groups, plan.fan_in, *read.shape[1:])
    factors = np.ascontiguousarray(weight.reshape(plan.groups, plan.fan_out, -1))
    columns = operator.columns(plan)
    rows, rest = plan.output[0], plan.output[1:]
    output = np.empty((plan.groups, plan.fan_out, rows, math.prod(rest)), dtype=input.dtype)
    row_size = factors.shape[0] * factors.shape[2] * math.prod(rest) * input.itemsize
    height = max(1, min(rows, _STRIP // row_size))
    for top in range(0, rows, height):
        count = min(height, rows - top)
        strip = np.empty((plan.groups, plan.fan_in, *plan.kernel, count, *rest), dtype=input.dtype)
        for position in np.ndindex(*plan.kernel):
            reads = [column[k][1] for column, k in zip(columns, position, strict=True)]
            step, first = reads[0].step, reads[0].start
            reads[0] = slice(first + top * step, first + (top + count - 1) * step + 1, step)
            strip[(slice(None), slice(None), *position)] = source[(slice(None), slice(None), *reads)]
        made = factors @ strip.reshape(plan.groups, factors.shape[2], -1)
        output[:, :, top : top + count] = made.reshape(plan.groups, plan.fan_out, count, -1)
    return output


def _painted(operator: Convolving, plan: Plan, input: Values, weight: Values) -> Values:
    """One product of matrices for each weight position, added where it paints."""
    source = input.reshape(plan.groups, plan.fan_in, *plan.input)
    output = np.zeros((plan.groups, plan.fan_out, *plan.output), dtype=input.dtype)
    columns = operator.columns(plan)
    for position in np.ndindex(*plan.kernel):
        written, reads = zip(*(column[k] for column, k in zip(columns, position, strict=True)), strict=True)
        met = source[(slice(None), slice(None), *reads)]
        made = weight[(..., *position)] @ met.reshape(plan.groups, plan.fan_in, -1)
        output[(slice(None), slice(None), *written)] += made.reshape(plan.groups, plan.fan_out, *met.shape[2:])
    return output


def _sliding(operator: SlidingPool, quick: Quick, plan: Plan) -> Way:
    """Pooling by folding one shifted picture after the other, for every window at once."""
    plane = exact.layout_of(plan, np.arange(math.prod(plan.output)))
    divisor = operator.divisor(plan, plane).reshape(plan.output)
    extents = [max(axis.drawn, axis.column(axis.kernel - 1)[1].stop) for axis in plan.axes]
    inside = tuple(slice(axis.padding[0], axis.padding[0] + axis.input) for axis in plan.axes)
    columns = [[axis.column(k)[1] for k in range(axis.kernel)] for axis in plan.axes]

    def pool(input: Values) -> Values:
        ringed = np.full((plan.shapes["input"][0], *extents), quick.outside, dtype=input.dtype)
        ringed[(slice(None), *inside)] = quick.before(input.reshape(plan.shapes["input"]), plan.settings)
        total: Values | None = None
        for reads in product(*columns):
            some = ringed[(slice(None), *reads)]
            total = some.copy() if total is None else quick.fold(total, some, out=total)
        done = quick.after(total, divisor.astype(input.dtype), plan.settings)
        return as_given(plan, "output", done.astype(input.dtype, copy=False))

    return pool
