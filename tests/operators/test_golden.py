"""Knows that the Python door, `apply` and `trace`, gives the numbers of the peers.  Knows no HTTP."""

from typing import Any

import numpy as np
import pytest

from app.operators import apply, trace
from tests.golden import (
    Figure,
    Golden,
    assert_agrees,
    figures,
    golden_cases,
    relation_arguments,
    relations,
)

CASES = golden_cases()
WITH_INDICES = [case for case in CASES if case.indices is not None]
WITH_GRADIENTS = [case for case in CASES if case.gradients is not None]
ONE_PLANE = [case for case in CASES if case.id.startswith(("seed", "figure"))]


def traced(case: Golden, **more: Any) -> dict[str, Any]:
    """The whole answer without a page of steps."""
    return trace(case.operator, **case.arrays(), limit=0, **more)


def float_arrays(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same arguments with float64 arrays for grids."""
    grids = {name: np.array(arguments[name], dtype=np.float64) for name in ("input", "weight") if name in arguments}
    return arguments | grids


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_apply_gives_the_outputs_of_the_peers(case: Golden) -> None:
    output = apply(case.operator, **case.arrays())
    assert output.dtype == np.float64
    assert_agrees(output, case.output, case.exact)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_trace_gives_the_outputs_of_the_peers(case: Golden) -> None:
    answer = traced(case)
    assert_agrees(answer["output"], case.output, case.exact)
    assert list(answer["shapes"]["output"]) == list(np.shape(case.output))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_step_stands_for_each_cell_of_the_side_that_is_walked(case: Golden) -> None:
    assert traced(case)["steps"]["total"] == case.step_count


@pytest.mark.parametrize("case", WITH_INDICES, ids=lambda case: case.id)
def test_trace_names_the_cells_that_the_peers_name(case: Golden) -> None:
    assert_agrees(traced(case)["indices"], case.indices, exact=True, what="indices")


@pytest.mark.parametrize("case", WITH_GRADIENTS, ids=lambda case: case.id)
def test_trace_gives_the_gradients_of_the_peers(case: Golden) -> None:
    gradients = traced(case, grad_output=np.array(case.grad_output, dtype=np.float64))["gradients"]
    for name, expected in case.gradients.items():
        assert_agrees(gradients[name], expected, exact=False, what=name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_arrays_that_come_in_are_never_changed(case: Golden) -> None:
    arguments, before = case.arrays(), case.arrays()
    apply(case.operator, **arguments)
    trace(case.operator, **arguments, limit=0)
    for name, value in before.items():
        assert np.array_equal(arguments[name], value), name


@pytest.mark.parametrize("case", ONE_PLANE, ids=lambda case: case.id)
def test_a_grid_without_a_channel_axis_is_answered_without_one(case: Golden) -> None:
    arguments = case.arrays()
    arguments["input"] = arguments["input"][0]
    if "weight" in arguments:
        arguments["weight"] = arguments["weight"][0, 0]
    assert_agrees(apply(case.operator, **arguments), case.output[0], case.exact)
    answer = trace(case.operator, **arguments, limit=0)
    assert_agrees(answer["output"], case.output[0], case.exact)
    assert list(answer["shapes"]["output"]) == list(np.shape(case.output))


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.name)
def test_every_figure_of_the_guide_has_its_output_size_and_its_steps(figure: Figure) -> None:
    # The guide draws a transposed convolution by its output cells, which is our gather view.
    view = {"view": "gather"} if figure.operator.startswith("conv_transpose") else {}
    answer = trace(figure.operator, **float_arrays(figure.arguments), **view, limit=0)
    assert list(answer["shapes"]["output"]) == [1, *figure.output_shape]
    assert answer["steps"]["total"] == figure.steps


@pytest.mark.parametrize("number", range(1, 16))
def test_the_relations_of_the_guide_hold(number: int) -> None:
    instances = [relation for relation in relations() if relation.number == number]
    assert len(instances) == 20
    for relation in instances:
        output = apply(relation.operator, **float_arrays(relation_arguments(relation)))
        assert output.shape == (1, relation.o), relation
