"""Knows how an experiment is drawn and asked for in property tests.  Knows no operator's arithmetic."""

import os
from random import Random
from typing import Any

import numpy as np
from hypothesis import assume, settings
from hypothesis import strategies as st

from app.operators import OPERATORS, Refused, trace
from app.operators.grids import as_array
from app.operators.operator import Plan, lookup
from app.operators.trace import grids_of, settings_of
from tests.reference import TWINS
from tests.strategies import STRATEGIES

ALL = sorted(TWINS)
SUMMING = [name for name in ALL if name.startswith("conv")]
TRANSPOSED = [name for name in ALL if name.startswith("conv_transpose")]
LINEAR = [name for name in ALL if OPERATORS[name].linear]
POOLING = [name for name in ALL if "pool" in name and "unpool" not in name]
WINDOWED = [*SUMMING, *POOLING]
SELECTING = [name for name in ALL if "max_pool" in name]
PAGE = 4096

Arguments = dict[str, Any]
Answer = dict[str, Any]


def examples(count: int) -> settings:
    """Settings of a test that draws so many examples, or as many as CONVSCOPE_EXAMPLES says where that is more."""
    return settings(max_examples=max(count, int(os.environ.get("CONVSCOPE_EXAMPLES", 0))))


def some(operator: str, count: int) -> int:
    """Fewer examples where there are three axes, since each takes far longer."""
    return max(1, count // 3) if operator.endswith("3d") else count


def drawn(data: st.DataObject, operator: str, without: tuple[str, ...] = ()) -> Arguments:
    """Arguments that the contract allows, some of them left out."""
    arguments = data.draw(STRATEGIES[operator], label="arguments")
    return {name: value for name, value in arguments.items() if name not in without}


def with_view(data: st.DataObject, operator: str, arguments: Arguments) -> Arguments:
    """The same with a reading drawn, where there are two."""
    if operator not in TRANSPOSED:
        return arguments
    return arguments | {"view": data.draw(st.sampled_from(["scatter", "gather"]), label="view")}


def traced(operator: str, arguments: Arguments, **more: Any) -> Answer:
    """The answer of an experiment; a drawing that the engine refuses is passed over (a test of its own counts them)."""
    try:
        return trace(operator, **arguments, **more)
    except Refused:
        assume(False)
        raise


def all_steps(operator: str, arguments: Arguments, page: int = PAGE) -> Answer:
    """The answer with all its steps, put together from as many pages as it takes."""
    answer = traced(operator, arguments, limit=page)
    columns = columns_of(answer)
    parts = {name: [column] for name, column in columns.items()}
    for offset in range(page, answer["steps"]["total"], page):
        for name, column in columns_of(traced(operator, arguments, offset=offset, limit=page)).items():
            parts[name].append(column)
    whole = {name: np.concatenate(found) for name, found in parts.items()}
    return answer | {"steps": answer["steps"] | whole}


def columns_of(answer: Answer) -> dict[str, np.ndarray]:
    """The columns of a page of steps, without its numbers."""
    return {name: value for name, value in answer["steps"].items() if isinstance(value, np.ndarray)}


def planned(operator: str, arguments: Arguments) -> tuple[Plan, dict[str, np.ndarray]]:
    """The plan of an experiment and its grids, as the web layer makes them."""
    one = lookup(operator)
    fields = {name: value for name, value in arguments.items() if name != "input"}
    read = one.read(settings_of(one, fields))
    del read["offset"], read["limit"]
    grids = {name: as_array(name, value) for name, value in grids_of(one, arguments["input"], fields).items()}
    return one.planned({name: grid.shape for name, grid in grids.items()}, read), grids


def numbers(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """Whole numbers from −9 to 9, the same for the same seed."""
    order = Random(seed)
    return np.array([float(order.randint(-9, 9)) for _ in range(int(np.prod(shape)))]).reshape(shape)


def without_bars(operator: str, arguments: Arguments) -> Arguments:
    """The experiment of the sizes of all numbers, without bias and activation: what rounding is measured against."""
    grids = {name: np.abs(arguments[name]) for name in ("input", "weight") if name in arguments}
    rest = {name: value for name, value in arguments.items() if name not in ("bias", "activation")}
    return rest | grids


def scale(operator: str, arguments: Arguments) -> float:
    """The largest sum of sizes in an experiment, so that a sum that cancels is not held to more digits than it has."""
    bias = np.abs(arguments.get("bias", 0.0)).max()
    largest = np.abs(traced(operator, without_bars(operator, arguments), limit=0)["output"]).max()
    return float(largest + bias)


def assert_close(found: Any, expected: Any, within: float, what: str = "") -> None:
    """Same shape, and no cell further apart than `within`."""
    found, expected = np.asarray(found), np.asarray(expected)
    assert found.shape == expected.shape, f"{what}: shape {found.shape}, expected {expected.shape}"
    np.testing.assert_allclose(found, expected, rtol=0, atol=within, err_msg=what)


def assert_same(found: Any, expected: Any, what: str = "") -> None:
    """Same shape, same numbers bit for bit; NaN equals NaN, and −0.0 equals 0.0."""
    found, expected = np.asarray(found), np.asarray(expected)
    assert found.shape == expected.shape, f"{what}: shape {found.shape}, expected {expected.shape}"
    assert np.array_equal(found, expected, equal_nan=found.dtype.kind == "f"), f"{what}:\n{found}\nexpected\n{expected}"
