"""Knows that what the strategies draw can really be computed, and that nothing worth testing is left out."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from tests.reference import TWINS
from tests.strategies import STRATEGIES


def drawn_from(operator: str, count: int = 100) -> list[dict[str, Any]]:
    """The same draws at every run."""
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(STRATEGIES[operator])
    def draw(arguments: dict[str, Any]) -> None:
        found.append(arguments)

    draw()
    return found


def is_accepted(operator: str, arguments: dict[str, Any]) -> bool:
    """Whether the twin computes it; any other error than ValueError is a mistake of the twin's."""
    try:
        TWINS[operator](**arguments)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("operator", sorted(TWINS))
def test_the_twin_accepts_nearly_everything_that_is_drawn(operator: str) -> None:
    accepted = [is_accepted(operator, arguments) for arguments in drawn_from(operator)]
    assert len(accepted) >= 50
    assert sum(accepted) >= 0.9 * len(accepted)


@pytest.mark.parametrize("operator", sorted(TWINS))
def test_grids_stay_small(operator: str) -> None:
    for arguments in drawn_from(operator):
        channels, *sizes = arguments["input"].shape
        assert channels <= 4
        assert max(sizes) <= (4 if operator.endswith("3d") else 7)


def test_convolutions_are_drawn_with_everything_they_have() -> None:
    draws = drawn_from("conv1d", 500)
    names = {arguments["padding"] for arguments in draws if isinstance(arguments["padding"], str)}
    assert names == {"valid", "same", "same_lower", "full", "causal"}
    assert {arguments["padding_mode"] for arguments in draws} == {"zeros", "reflect", "replicate", "circular"}
    assert {arguments["activation"] for arguments in draws} == {"none", "relu", "sigmoid", "tanh"}
    assert {np.ndim(arguments["bias"]) for arguments in draws if "bias" in arguments} == {0, 1}
    assert {arguments["groups"] for arguments in draws} == {1, 2, 3, 4}
    assert any(np.min(arguments["stride"]) > arguments["weight"].shape[-1] for arguments in draws)


def test_unpooling_is_drawn_with_equal_indices() -> None:
    draws = drawn_from("max_unpool2d")
    assert any(len(set(plane.flat)) < plane.size for arguments in draws for plane in arguments["indices"])
