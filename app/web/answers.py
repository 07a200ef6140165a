"""A question's answer as JSON bytes.

Asks the engine, writes its arrays straight to JSON. What follows from the geometry alone is written once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from app.figures.scene import LAYOUTS, scene
from app.operators.errors import Refused, refuse
from app.operators.exact import layout
from app.operators.grids import with_numbers
from app.operators.matrix import matrix, most_entries
from app.operators.operator import Plan
from app.operators.trace import answer, plan_facts
from app.settings import Settings
from app.web.presentation import wanted_choice, wanted_columns
from app.web.question import Question, within
from app.web.whole import LARGE, compact

_KEPT_CELLS = 4096  # cells of the tables of a geometry that is kept as JSON


def dumps(value: Any) -> bytes:
    """JSON; arrays row by row, NaN (where a window leaves the input) as null."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY, default=_contiguous)


def _contiguous(value: Any) -> Any:
    return value.tolist()


@lru_cache(maxsize=64)
def _kept_facts(plan: Plan) -> Mapping[str, Any]:
    return {name: orjson.Fragment(dumps(value)) for name, value in plan_facts(plan).items()}


@lru_cache(maxsize=64)
def _kept_places(plan: Plan, offset: int, count: int) -> Mapping[str, Any]:
    place = layout(plan, offset, count)
    return {"output": orjson.Fragment(dumps(place.output)), "origin": orjson.Fragment(dumps(place.origin))}


def written_facts(plan: Plan) -> Mapping[str, Any]:
    """What follows from the plan alone, already in JSON where that is small."""
    small = plan.table_cells + sum(plan.input) <= _KEPT_CELLS
    return _kept_facts(plan) if small else plan_facts(plan)


def cost(question: Question, plan: Plan) -> int:
    """About how many numbers the answer makes and writes."""
    page = plan.page(question.offset, question.limit)
    return plan.whole_cost + page * plan.step_values


def matrix_cost(question: Question, plan: Plan) -> int:
    """The same for a matrix, whose entries are rows of four."""
    return plan.whole_cost + 16 * most_entries(plan)


def traced(question: Question, plan: Plan, limits: Settings) -> bytes:
    """The experiment with its page of steps."""
    keys = question.keys
    columns = wanted_columns(keys) if keys else None
    arrangement = wanted_choice(keys, "layout", LAYOUTS) if keys else None
    whole = not keys or wanted_choice(keys, "only", ("steps",)) is None
    grids = question.grids()
    try:
        result = answer(
            plan,
            grids,
            question.offset,
            question.limit,
            values=limits.max_page_values,
            whole=whole,
            facts=written_facts,
        )
    except Refused as refused:
        raise with_numbers(refused, grids) from None
    steps = result["steps"]
    if plan.kind == "gather" and steps["count"] * plan.window <= _KEPT_CELLS:
        steps |= _kept_places(plan, steps["offset"], steps["count"])
    if columns is not None:
        kept = {"total", "offset", "count", "kind", *columns}
        result["steps"] = {name: column for name, column in steps.items() if name in kept}
    if plan.whole_cost + steps["count"] * plan.step_values >= LARGE:
        result = compact(result)
    if arrangement is not None:
        result["scene"] = scene(plan, arrangement)
    return dumps(result)


def as_matrix(question: Question, plan: Plan, limits: Settings) -> bytes:
    """The experiment as a matrix."""
    if not question.operator.linear:
        raise refuse("operator", "not_linear", operator=question.operator.id)
    within("entries", most_entries(plan), limits.max_entries, "input")
    result = matrix(plan, question.grids())
    row, column, value, weight = result["entries"]
    weights = [None] * len(row) if weight is None else weight.tolist()
    result["entries"] = list(zip(row.tolist(), column.tolist(), value.tolist(), weights, strict=True))
    return dumps(result)
