"""A linear operator as a matrix over the flattened input.

Knows entries only: which output cell meets which input cell through which weight, from the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.grids import prepared
from app.operators.operator import Plan
from app.operators.shapes import cells


def matrix(plan: Plan, grids: Mapping[str, Array]) -> dict[str, Any]:
    """`rows`, `columns` and `entries` (row, column, value, weight index) with output = matrix · input (+ bias).

    The weight index counts through the given weight row by row, None where the operator has no weights. With padding
    that repeats the input, several entries may share a place. Refused when the operator is not linear.
    """
    operator = plan.operator
    if not operator.linear:
        raise refuse("operator", "not_linear", operator=operator.id)
    if plan.settings.get("activation", "none") != "none":
        raise refuse("activation", "activation_not_linear", repairs=[{"activation": "none"}])
    ready = prepared(plan, grids)
    row, column, value, weight = operator.entries(plan, ready)
    result = {
        "operator": operator.id,
        "params": plan.params,
        "shapes": {name: list(shape) for name, shape in plan.shapes.items()},
        "rows": cells(plan.shapes["output"]),
        "columns": cells(plan.shapes["input"]),
        "entries": (row, column, value, weight),
    }
    if "bias" in operator.fields:
        bias = ready.get("bias")
        result["bias"] = None if bias is None else np.repeat(bias, prod(plan.output))
    return result


def most_entries(plan: Plan) -> int:
    """How many entries the matrix can have at most."""
    if plan.kind == "unpool":
        return plan.total
    return cells(plan.shapes["output"]) * plan.fan_in * prod(plan.kernel)
