"""JAX programs: one general convolution and one general window reduction of jax.lax do nearly everything.

Knows lax's arguments; uneven padding, gaps in the input and in the kernel are among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.operators.sizes import Pair
from app.snippets.arrays import Arrays
from app.snippets.experiment import Experiment
from app.snippets.text import comment, each, wrapped
from app.snippets.with_numpy import MODES, flipped
from app.snippets.writer import Lines, pairs

ACTIVATIONS = {"none": "", "relu": "jax.nn.relu(y)", "sigmoid": "jax.nn.sigmoid(y)", "tanh": "jnp.tanh(y)"}


def gaps(name: str, values: Sequence[int], leading: int = 0) -> str:
    return "" if set(values) == {1} else f"{name}={each([1] * leading + list(values))}"


class Jax(Arrays):
    """jax.lax in double precision."""

    title = "JAX"
    imports = ("import jax", "import jax.numpy as jnp", "import numpy as np", "from jax import lax")
    setup = 'jax.config.update("jax_enable_x64", True)  # or numbers are rounded to 32 bits'
    module = "jnp"
    array = "jnp.array"
    operations = "jnp"

    def convolved(self, experiment: Experiment, grid: str, stride: str, padding: str, *more: str) -> Lines:
        """The general convolution, which wants a batch axis."""
        arguments = [f"{grid}[None]", "weight", f"window_strides={stride}", f"padding={padding}", *more]
        dilation = gaps("rhs_dilation", experiment.dilation)
        groups = f"feature_group_count={experiment.groups}" if experiment.groups > 1 else ""
        call = wrapped("y = lax.conv_general_dilated(", [*arguments, dilation, groups], ")[0]")
        return [call, *self.biased(experiment, ACTIVATIONS)]

    def conv(self, experiment: Experiment) -> Lines:
        mode = MODES.get(experiment.setting("padding_mode"))
        lines = flipped(experiment, True, "jnp")
        padding, grid = pairs(experiment.padding), "x"
        if mode and experiment.padded:
            lines.append(comment("lax pads with zeros only: pad first"))
            lines.append(wrapped("padded = jnp.pad(", ["x", pairs(experiment.padding, 1), f'mode="{mode}"'], ")"))
            padding, grid = pairs([(0, 0)] * experiment.dimensions), "padded"
        return [*lines, *self.convolved(experiment, grid, each(experiment.stride), padding)]

    def conv_transpose(self, experiment: Experiment) -> Lines:
        sides = []
        for axis, size in zip(experiment.plan.axes, experiment.stretched, strict=True):
            lead = axis.effective_kernel - 1 - axis.padding[0]  # negative where cropping reaches into the input
            sides.append((lead, axis.output + axis.effective_kernel - 1 - lead - size))
        lines, grid, stretch = self.turned(experiment), "x", gaps("lhs_dilation", experiment.stride)
        if stretch and experiment.groups > 1:
            why = "XLA on a CPU fails with lhs_dilation and groups at 64 bits: stretch by hand"
            shape = each([experiment.plan.shapes["input"][0], *experiment.stretched])
            between = ", ".join(f"::{step}" for step in experiment.stride)
            lines += [comment(why), f"stretched = jnp.zeros({shape}).at[:, {between}].set(x)"]
            grid, stretch = "stretched", ""
        ones = each([1] * experiment.dimensions)
        return [*lines, *self.convolved(experiment, grid, ones, pairs(sides), stretch)]

    def reduced(self, experiment: Experiment, target: str, grid: str, ring: Sequence[Pair], largest: bool) -> Lines:
        arguments = [
            grid,
            *(["-jnp.inf", "lax.max"] if largest else ["0.0", "lax.add"]),
            f"window_dimensions={each([1, *experiment.kernel])}",
            f"window_strides={each([1, *experiment.stride])}",
            f"padding={pairs(ring, 1)}",
            gaps("window_dilation", experiment.dilation, 1),
        ]
        why = [comment("ceil_mode: pad the end for the last window")] if experiment.hangs and grid != "inside" else []
        return [*why, wrapped(f"{target} = lax.reduce_window(", arguments, ")")]

    def scattered(self, experiment: Experiment, shape: tuple[int, int]) -> Lines:
        return [
            f"channel = jnp.arange({shape[0]})[:, None]",
            f"places = indices.reshape({shape[0]}, -1)",
            f"values = x.reshape({shape[0]}, -1)",
            f"y = jnp.zeros({shape}).at[channel, places].set(values)",
            f"y = y.reshape{each([shape[0], *experiment.outputs])}",
        ]
