"""What JAX and Keras programs share: pooling by sums of windows, pooling axis by axis, kernels turned round.

Knows how sums become means and norms; how windows are summed is a framework's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import ClassVar

from app.operators.sizes import Pair
from app.snippets.experiment import Experiment
from app.snippets.text import INDENT, comment, each, numeral, wrapped
from app.snippets.with_numpy import unpooled
from app.snippets.writer import Lines, Writer, pairs


class Arrays(Writer):
    """A framework with windows that are summed or compared, and no more of pooling."""

    operations: ClassVar[str]  # where mean, max and stack are found

    def reduced(self, experiment: Experiment, target: str, grid: str, ring: Sequence[Pair], largest: bool) -> Lines:
        """The sums, or the largest cells, of all windows of a grid with a ring round it."""
        raise NotImplementedError

    def max_pool(self, experiment: Experiment) -> Lines:
        return self.reduced(experiment, "y", "x", experiment.ring, largest=True)

    def avg_pool(self, experiment: Experiment) -> Lines:
        lines = self.reduced(experiment, "total", "x", experiment.ring, largest=False)
        divisor, include = experiment.setting("divisor_override"), experiment.setting("count_include_pad")
        if divisor is None and not experiment.hangs and (include or not experiment.padded):
            divisor = prod(experiment.kernel)
        if divisor is not None:
            return [*lines, f"y = total / {divisor}"]
        inside, ring, why = [f"inside = {self.module}.ones_like(x)"], experiment.ring, "the padding does not count"
        if include:
            why, ring = "the padding counts, what hangs over it does not", experiment.overhang
            if experiment.padded:
                ones = ["inside", pairs(experiment.padding, 1), "constant_values=1"]
                inside.append(wrapped(f"inside = {self.module}.pad(", ones, ")"))
        counts = self.reduced(experiment, "count", "inside", ring, largest=False)
        return [*lines, comment(f"how many cells of each window count: {why}"), *inside, *counts, "y = total / count"]

    def lp_pool(self, experiment: Experiment) -> Lines:
        power = numeral(experiment.setting("norm_type"))
        sums = self.reduced(experiment, "total", "powers", experiment.ring, largest=False)
        return [f"powers = abs(x) ** {power}", *sums, f"y = total ** (1 / {power})"]

    def adaptive(self, experiment: Experiment, rule: str) -> Lines:
        calls = [f"y = pool(y, {axis}, {size}, {rule})" for axis, size in enumerate(experiment.outputs, start=1)]
        return [
            "",
            "def pool(grid, axis, outputs, rule):",
            f"{INDENT}# {self.title} has no adaptive pooling: its windows are boxes, so pool by axis",
            f"{INDENT}size = grid.shape[axis]",
            f"{INDENT}parts = []",
            f"{INDENT}for place in range(outputs):",
            f"{INDENT * 2}# from the floor to the ceiling: spans may overlap and differ in length",
            f"{INDENT * 2}first = place * size // outputs",
            f"{INDENT * 2}end = -(-(place + 1) * size // outputs)",
            f"{INDENT * 2}span = {self.module}.arange(first, end)",
            f"{INDENT * 2}parts.append(rule({self.operations}.take(grid, span, axis), axis))",
            f"{INDENT}return {self.operations}.stack(parts, axis)",
            "",
            "",
            calls[0].replace("pool(y", "pool(x"),
            *calls[1:],
        ]

    def adaptive_avg_pool(self, experiment: Experiment) -> Lines:
        return self.adaptive(experiment, f"{self.operations}.mean")

    def adaptive_max_pool(self, experiment: Experiment) -> Lines:
        return self.adaptive(experiment, f"{self.operations}.max")

    def max_unpool(self, experiment: Experiment) -> Lines:
        if experiment.repeated:
            why = f"two cells go to one place, where a scatter of {self.title} does not say which stays"
            return [comment(f"{why}: put them one by one"), *unpooled(experiment, True)]
        channels = experiment.plan.shapes["input"][0]
        shape = (channels, prod(experiment.outputs))
        return [comment(f"{self.title} has no unpooling: scatter"), *self.scattered(experiment, shape)]

    def scattered(self, experiment: Experiment, shape: tuple[int, int]) -> Lines:
        """Cells put to their places in planes of this shape."""
        raise NotImplementedError

    def turned(self, experiment: Experiment) -> Lines:
        """The kernel of a transposed convolution as that of the direct one over the stretched input."""
        axes = each(range(2, 2 + experiment.dimensions))
        lines = [comment("a convolution over the input with zeros between its cells, by the kernel turned round")]
        if experiment.groups > 1:
            fan_in, fan_out, groups = experiment.plan.fan_in, experiment.plan.fan_out, experiment.groups
            kernel = list(experiment.kernel)
            grouped = each([groups, fan_in, fan_out, *kernel])
            filters = each([groups * fan_out, fan_in, *kernel])
            lines.append(f"weight = weight.reshape{grouped}.swapaxes(1, 2)")
            lines.append(f"weight = {self.module}.flip(weight.reshape{filters}, {axes})")
        else:
            lines.append(f"weight = {self.module}.flip(weight.swapaxes(0, 1), {axes})")
        return lines

    def biased(self, experiment: Experiment, activations: dict[str, str]) -> Lines:
        """Bias and activation."""
        lines = []
        if "bias" in experiment.grids:
            lines.append(f"y = y + bias[:, {', '.join(['None'] * experiment.dimensions)}]")
        activation = activations[experiment.setting("activation")]
        return [*lines, *([f"y = {activation}"] if activation else [])]
