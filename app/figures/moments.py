"""What the boards show at each step: how far the output has come, and the numbers that change from step to step.

The numbers are the engine's; all that is added here are the products of one channel, for its partial sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from app.figures.reading import Index, Reading, reading_of
from app.operators.conv_transpose import painted_cells
from app.operators.exact import Array, running_sums
from app.operators.grids import prepared
from app.operators.operator import Plan
from app.operators.trace import answer

MOST_WINNERS = 256  # steps of which the earlier winners are marked
_PAGE = 1 << 18  # numbers of steps that are made at once


class Moment(NamedTuple):
    """One step, or the whole without a step; `shown` are boards that follow it, NaN in an output still to come."""

    step: int | None
    reading: Reading | None
    row: Mapping[str, Any]
    shown: Mapping[str, Array]
    earlier: Sequence[Index] = ()  # cells that won in steps before


@dataclass(frozen=True)
class Experiment:
    """A plan with its grids and what the engine makes of them, channel axes included."""

    plan: Plan
    given: Mapping[str, Array]
    grids: Mapping[str, Array]

    @classmethod
    def of(cls, plan: Plan, given: Mapping[str, Array]) -> Experiment:
        """The experiment of a plan and the grids as they were given."""
        made = answer(plan, given, 0, 0)
        names = [name for name in (*plan.shapes, "bias") if made.get(name) is not None]
        shapes = {"bias": plan.shapes["output"][:1], **plan.shapes}
        return cls(
            plan, prepared(plan, given), {name: made[name].astype(float).reshape(shapes[name]) for name in names}
        )

    def page(self, offset: int, count: int) -> Mapping[str, Array]:
        """The columns of some steps."""
        with np.errstate(over="ignore", invalid="ignore"):
            made = self.plan.operator.compute(self.plan, self.given, offset, count, False)
        columns: Mapping[str, Array] = made["steps"]
        return columns

    def pages(self, offset: int, count: int) -> Iterator[tuple[int, Mapping[str, Array]]]:
        """The same in pieces that are not too large, each with its first step."""
        size = max(1, _PAGE // self.plan.step_values)
        for start in range(offset, offset + count, size):
            yield start, self.page(start, min(size, offset + count - start))

    def rows(self, steps: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The columns of each of these steps; those that follow each other are asked for together."""
        breaks = [0, *(at for at, (one, next) in enumerate(pairwise(steps), 1) if next != one + 1), len(steps)]
        for first, last in pairwise(breaks):
            for start, columns in self.pages(steps[first], last - first):
                for at in range(len(next(iter(columns.values())))):
                    yield start + at, {name: column[at] for name, column in columns.items()}


def moments(experiment: Experiment, steps: Sequence[int]) -> Iterator[Moment]:
    """What is shown at each of these steps."""
    plan = experiment.plan
    painting = Painting(experiment)
    for step, row in experiment.rows(steps):
        chosen = {name: _index(row[column]) for name, column in _CHOSEN[plan.kind].items() if column in row}
        reading = reading_of(plan, step, **chosen)
        shown = {"output": painting.at(step)}
        shown |= {name: row[name] for name in ("window", "product") if name in row}
        if plan.kind == "gather" and "product" in row:
            shown["partial"] = running_sums(row["product"].reshape(plan.fan_in, -1))[:, -1]
        yield Moment(step, reading, row, shown, _earlier(experiment, reading))


def whole(experiment: Experiment) -> Moment:
    """The result, with no step marked."""
    return Moment(None, None, {}, {"output": experiment.grids["output"]})


_CHOSEN = {"gather": {"winner": "selected"}, "scatter": {}, "unpool": {"output": "output"}}


def _index(row: Any) -> Index:
    return tuple(int(one) for one in row)


def _earlier(experiment: Experiment, reading: Reading) -> list[Index]:
    """The cells that won in the steps before, of the same channel."""
    if reading.winner is None or reading.output is None or experiment.plan.total > MOST_WINNERS:
        return []
    won = experiment.page(0, reading.step)["selected"].tolist() if reading.step else []
    found = {_index(one): None for one in won if one[0] == reading.output[0]}
    return [one for one in found if one != reading.winner]


class Painting:
    """The output as it comes about, step by step; NaN where nothing is yet."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment, self.done = experiment, -1
        self.values = np.full(experiment.grids["output"].size, np.nan)

    def at(self, step: int) -> Array:
        """The output after a step."""
        plan, output = self.experiment.plan, self.experiment.grids["output"]
        if step >= plan.total - 1:
            return output
        if step < self.done:
            self.done, self.values = -1, np.full(output.size, np.nan)
        if plan.kind == "gather":
            self.values[self.done + 1 : step + 1] = output.reshape(-1)[self.done + 1 : step + 1]
        else:
            for start, columns in self.experiment.pages(self.done + 1, step - self.done):
                self.paint(start, columns)
        self.done = step
        return self.values.reshape(output.shape).copy()

    def paint(self, start: int, columns: Mapping[str, Array]) -> None:
        """Adds what some steps paint; of several on one cell the last holds their sum."""
        plan = self.experiment.plan
        if plan.kind == "unpool":
            places = tuple(columns["output"].T.astype(np.intp))
            target, held = np.ravel_multi_index(places, plan.shapes["output"]), columns["value"]
        else:
            steps = np.arange(start, start + len(columns["product"]))
            _, target = painted_cells(plan, np.unravel_index(steps, plan.shapes["input"]))
            held = columns["before"] + columns["product"]
        target, held = target.reshape(-1)[::-1], held.reshape(-1)[::-1]
        painted, last = np.unique(target, return_index=True)
        inside = painted >= 0
        self.values[painted[inside]] = held[last[inside]]
