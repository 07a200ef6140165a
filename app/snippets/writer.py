"""What every program shares: its grids on top, the operator in the middle, the check at the end.

Knows how a family is looked up; how it is computed is in the writer of a framework.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.sizes import Pair
from app.snippets.experiment import Experiment
from app.snippets.text import comment, each, literal, numeral, wrapped

Lines = list[str]
NAMES = {"input": "x", "output": "expected"}
SHAPES = {
    "input": "[channels, {axes}]",
    "weight": "[out, in/groups, {axes}]",
    "transposed": "[in, out/groups, {axes}]",
}
_PLAIN = 8  # cells up to which a grid is written out even if it follows a pattern


class Writer:
    """Writes an experiment for one framework; a family is a method of its name that computes `y` from `x`."""

    title: ClassVar[str]
    imports: ClassVar[tuple[str, ...]]
    setup: ClassVar[str] = ""  # a line after the imports
    module: ClassVar[str] = "np"
    array: ClassVar[str] = "np.array"
    real: ClassVar[str] = "float"
    whole: ClassVar[str] = "int"
    digits: ClassVar[int] = 12
    check: ClassVar[str] = "np.testing.assert_allclose"
    own_channels: ClassVar[bool] = True  # the framework wants a channel axis where the experiment has none

    def text(self, experiment: Experiment) -> str:
        """The whole program; Refused for a family that has none."""
        compute = getattr(self, experiment.family, None)
        if compute is None:
            raise refuse("operator", "no_program", operator=experiment.plan.operator.id)
        shapes = [each(experiment.plan.shapes[name]) for name in ("input", "output")]
        opening = f"{experiment.plan.operator.name()} in {self.title}: {shapes[0]} becomes {shapes[1]}."
        parts = [self.grids(experiment), compute(experiment), self.assertion(experiment)]
        body = "\n\n".join("\n".join(part) for part in parts)
        if self.setup:
            body = f"{self.setup}\n\n{body}"
        code = "\n".join(line for line in body.splitlines() if not line.startswith("#"))
        used = [line for line in self.imports if f"{line.split()[-1]}." in code]
        return "\n".join([comment(opening), *used, "", body, ""])

    # grids

    def grids(self, experiment: Experiment) -> Lines:
        lines = []
        for name in ("input", "weight", "bias", "indices"):
            grid = experiment.grids.get(name)
            if grid is not None:
                shape = "transposed" if name == "weight" and experiment.family == "conv_transpose" else name
                axes = ", ".join(axis.name for axis in experiment.plan.axes)
                if experiment.channels and shape in SHAPES:
                    lines.append(comment(SHAPES[shape].format(axes=axes)))
                lines.append(self.grid(experiment, name, grid))
        return lines

    def grid(self, experiment: Experiment, name: str, grid: Array) -> str:
        """One grid under its name, by a pattern where it follows one."""
        before = f"{NAMES.get(name, name)} = "
        kind = f"dtype={self.whole if name == 'indices' else self.real}"
        axes = self.added_axes(experiment, name)
        flat, shape = grid.reshape(-1), each(grid.shape)
        if grid.size > _PLAIN and np.array_equal(flat, np.arange(grid.size)):
            shaped = f".reshape{shape}" if grid.ndim > 1 else ""
            return wrapped(f"{before}{self.module}.arange(", [str(grid.size), kind], f"){shaped}{axes}")
        if grid.size > _PLAIN and (flat == flat[0]).all():
            return wrapped(f"{before}{self.module}.full(", [shape, numeral(flat[0]), kind], f"){axes}")
        return literal(grid, f"{before}{self.array}(", f", {kind}){axes}")

    def added_axes(self, experiment: Experiment, name: str) -> str:
        """The channel axes of a grid that has none, where the framework wants them."""
        if experiment.channels or not self.own_channels or name == "bias":
            return ""
        return "[None, None]" if name == "weight" else "[None]"

    def assertion(self, experiment: Experiment) -> Lines:
        tolerance = [f"rtol={'0' if self.digits > 6 else '1e-5'}", f"atol={experiment.within(self.digits)}"]
        return [
            self.grid(experiment, "output", experiment.grids["output"]),
            wrapped(f"{self.check}(", ["y", "expected", *tolerance], ")"),
            "print(y)",
        ]


def pairs(sides: Sequence[Pair], leading: int = 0) -> str:
    """Padding by axis as NumPy writes it, none for the leading axes."""
    return str(((0, 0),) * leading + tuple((int(before), int(after)) for before, after in sides))
