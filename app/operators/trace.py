"""Everything one experiment answers: grids, axes, counts, a page of steps and gradients, as arrays.

Knows operators and NumPy; no HTTP, no JSON, no limits but those it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from app.operators.errors import Refused
from app.operators.exact import Array
from app.operators.grids import as_array, as_given, prepared, with_numbers
from app.operators.operator import Operator, Plan, lookup, missing
from app.operators.taps import Axis

TABLE_CELLS = 1_000_000


def trace(operator: str, input: Any, *, offset: int = 0, limit: int = 256, **fields: Any) -> dict[str, Any]:
    """The steps of an operator on a grid, with every number they are made of.

    `input` is [channels, *axes] or [*axes]; `fields` are torch.nn.functional's names (weight, bias, stride, padding,
    …, and `grad_output` to ask for gradients). Sums are exact: bit for bit those of a plain float64 loop in the
    order channel, row, column. Raises Refused, which names the field and what would work.

    >>> answer = trace("conv1d", [0, 0, 9, 9], weight=[-1, 0, 1])
    >>> answer["output"].tolist(), answer["steps"]["product"].tolist()
    ([9.0, 9.0], [[[-0.0, 0.0, 9.0]], [[-0.0, 0.0, 9.0]]])
    """
    one = lookup(operator)
    settings = one.read({"offset": offset, "limit": limit, **settings_of(one, fields)})
    offset, limit = settings.pop("offset"), settings.pop("limit")
    grids = {name: as_array(name, value) for name, value in grids_of(one, input, fields).items()}
    try:
        plan = one.planned({name: grid.shape for name, grid in grids.items()}, settings)
        return answer(plan, grids, offset, limit)
    except Refused as refused:
        raise with_numbers(refused, grids) from None


def settings_of(operator: Operator, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are no grids; Refused when one is not the operator's."""
    given = {name: value for name, value in fields.items() if not operator.field(name).is_grid}
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in given.items()}


def grids_of(operator: Operator, input: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The grids that are given, input first; None stands for a grid that is left out."""
    given = {"input": input, **{name: fields[name] for name in operator.grids if name in fields}}
    for name in operator.grids:
        if operator.fields[name].required and given.get(name) is None:
            raise missing(operator, operator.fields[name])
    return {name: value for name, value in given.items() if value is not None}


def answer(
    plan: Plan,
    grids: Mapping[str, Array],
    offset: int = 0,
    limit: int = 256,
    values: int | None = None,
    whole: bool = True,
    facts: Callable[[Plan], Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The answer of a plan; at most `values` numbers in its page of steps; without the grids unless `whole`.

    `facts` may give what follows from the plan alone in a form of the caller's.
    """
    operator = plan.operator
    ready = prepared(plan, grids)
    count = plan.page(offset, limit, values)
    known = (facts or plan_facts)(plan)
    result = {"operator": known["operator"], "params": known["params"], "shapes": known["shapes"]}
    made = operator.compute(plan, ready, offset, count, whole)
    if whole:
        shown = {**ready, **made}
        for name in operator.shown:
            if name in shown:
                result[name] = as_given(plan, name, shown[name])
            elif name == "bias":
                result[name] = None
    result["axes"], result["counts"] = known["axes"], known["counts"]
    result["steps"] = {"total": plan.total, "offset": offset, "count": count, "kind": plan.kind, **made["steps"]}
    if whole and "grad_output" in ready:
        gradients = operator.gradients(plan, ready, made)
        result["gradients"] = {name: as_given(plan, name, grid) for name, grid in gradients.items()}
    return result


def plan_facts(plan: Plan) -> dict[str, Any]:
    """What follows from the plan alone: no number of any grid."""
    return {
        "operator": plan.operator.id,
        "params": plan.params,
        "shapes": {name: list(shape) for name, shape in plan.shapes.items()},
        "axes": [axis_answer(axis) for axis in plan.axes],
        "counts": plan.counts,
    }


def axis_answer(axis: Axis) -> dict[str, Any]:
    """One axis: its sizes, its formula and its tables (null where it has none, or too large ones to tell)."""
    told = axis.wired and axis.table_cells <= TABLE_CELLS
    return {
        "name": axis.name,
        "input": axis.input,
        "kernel": axis.kernel,
        "effective_kernel": axis.effective_kernel,
        "stride": axis.stride,
        "dilation": axis.dilation,
        "padding": list(axis.padding),
        "output": axis.output,
        "unused": axis.unused if axis.wired else [],
        "formula": axis.formula,
        "taps": axis.taps if told else None,
        "reads": axis.reads if told else None,
    }
