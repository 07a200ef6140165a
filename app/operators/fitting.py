"""Whether grids fit an operator: enough axes, the output's shape; the refusals that every family shares.

Knows shapes and plans, no values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.operators.errors import Refused, Shaped, refuse
from app.operators.operator import Operator, Plan
from app.operators.shapes import Shape


def input_shape(operator: Operator, shapes: Mapping[str, Shape]) -> Shape:
    """Shape of the input with its channel axis; Refused when it has too few or too many axes."""
    return with_channels(operator, "input", shapes["input"])


def with_channels(operator: Operator, field: str, shape: Shape) -> Shape:
    """A shape with one channel in front where it has none."""
    dimensions = operator.dimensions
    if len(shape) == dimensions:
        return (1, *shape)
    if len(shape) != dimensions + 1:
        fixed = shape[-dimensions - 1 :] if len(shape) > dimensions else (*(1,) * (dimensions - len(shape)), *shape)
        raise wrong_axes(operator, field, shape, dimensions, dimensions + 1, [{field: Shaped(fixed)}])
    return shape


def wrong_axes(operator: Operator, field: str, shape: Shape, least: int, most: int, repairs: list[Any]) -> Refused:
    """The refusal of a grid with too few or too many axes."""
    return refuse(field, "wrong_axes", repairs=repairs, given=len(shape), operator=operator.id, least=least, most=most)


def check_gradient(plan: Plan, shapes: Mapping[str, Shape]) -> Plan:
    """The plan itself; Refused when an output gradient is given in another shape than the output's."""
    given = shapes.get("grad_output")
    needed = plan.shapes["output"]
    if given is not None and given != needed and (plan.channels or needed[0] > 1 or given != needed[1:]):
        wanted = needed if plan.channels else needed[1:]
        repairs = [{"grad_output": Shaped(wanted)}]
        raise refuse("grad_output", "shape_differs", repairs=repairs, given=list(given), needed=list(wanted))
    return plan
