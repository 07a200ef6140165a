"""Keras programs: keras.ops, on whatever backend Keras runs.

Knows that Keras keeps channels last, pads evenly or not at all, and has no dilated pooling; NumPy pads for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from app.operators.sizes import Pair
from app.snippets.arrays import Arrays
from app.snippets.experiment import Experiment
from app.snippets.text import LETTERS, comment, cut, each, one_or_each, window, wrapped
from app.snippets.with_numpy import MODES, flipped
from app.snippets.writer import Lines, pairs

ACTIVATIONS = {
    "none": "",
    "relu": "keras.ops.relu(y)",
    "sigmoid": "keras.ops.sigmoid(y)",
    "tanh": "keras.ops.tanh(y)",
}


class Keras(Arrays):
    """keras.ops on grids made by NumPy; the check allows for a backend of 32 bits."""

    title = "Keras"
    imports = ("import keras", "import numpy as np")
    operations = "keras.ops"
    digits = 6

    def assertion(self, experiment: Experiment) -> Lines:
        return ["y = keras.ops.convert_to_numpy(y)", *super().assertion(experiment)]

    # convolution

    def convolved(self, experiment: Experiment, call: str, arguments: list[str]) -> Lines:
        """A convolution between axes moved to the end and back."""
        axes = ", ".join(axis.name for axis in experiment.plan.axes)
        kernel = "out, in" if call == "conv_transpose" else "in, out"
        return [
            comment(f"Keras keeps channels last: [batch, {axes}, channels] and [{axes}, {kernel}]"),
            "x = np.moveaxis(x, 0, -1)[None]",
            "weight = np.moveaxis(weight, (0, 1), (-1, -2))",
            wrapped(f"y = keras.ops.{call}(", ["x", "weight", *arguments], ")"),
            "y = keras.ops.moveaxis(y[0], -1, 0)",
        ]

    def conv(self, experiment: Experiment) -> Lines:
        lines: Lines = []
        mode, padding = MODES.get(experiment.setting("padding_mode")), "valid"
        stride, dilation = experiment.stride, experiment.dilation
        both = max(stride) > 1 and max(dilation) > 1
        if experiment.plan.settings["padding"] == "same" and not mode and experiment.padded and not both:
            padding = "same"
        elif experiment.padded:
            why = "Keras pads with zeros only" if mode else 'keras.ops.conv pads as "same" or not at all'
            lines.append(comment(f"{why}: pad first"))
            filling = f'mode="{mode}"' if mode else ""
            lines.append(wrapped("x = np.pad(", ["x", pairs(experiment.padding, 1), filling], ")"))
        lines += flipped(experiment, True)
        arguments = [
            "" if both or set(stride) == {1} else f"strides={one_or_each(stride)}",
            f'padding="{padding}"',
            "" if set(dilation) == {1} else f"dilation_rate={one_or_each(dilation)}",
        ]
        lines += self.convolved(experiment, "conv", arguments)
        if both:
            lines.append(comment("not every backend has stride and dilation at once: stride afterwards"))
            lines.append(f"y = y[:, {', '.join(f'::{step}' for step in stride)}]")
        return [*lines, *self.biased(experiment, ACTIVATIONS)]

    def conv_transpose(self, experiment: Experiment) -> Lines:
        plain = experiment.groups == 1 and set(experiment.dilation) == {1} and not any(experiment.beyond)
        lines = self.transposed(experiment) if plain else self.stuffed(experiment)
        full = [have + more for have, more in zip(experiment.painted, experiment.beyond, strict=True)]
        if plain:  # Keras keeps whole strides
            full = [
                max(have, size * s) for have, size, s in zip(full, experiment.sizes, experiment.stride, strict=True)
            ]
        if [(0, size) for size in full] != experiment.kept:
            lines.append(comment("crop by hand: padding and output_padding differ between frameworks"))
            lines.append(f"y = y[:, {', '.join(cut(*one) for one in experiment.kept)}]")
        return [*lines, *self.biased(experiment, ACTIVATIONS)]

    def transposed(self, experiment: Experiment) -> Lines:
        """Keras's own transposed convolution, uncropped."""
        strides = f"strides={one_or_each(experiment.stride)}"
        return self.convolved(experiment, "conv_transpose", [strides, 'padding="valid"'])

    def stuffed(self, experiment: Experiment) -> Lines:
        """A convolution over the stretched input, for what Keras's own has not."""
        ring = [(reach - 1, reach - 1 + more) for reach, more in zip(experiment.reach, experiment.beyond, strict=True)]
        lines = self.turned(experiment)
        if max(experiment.stride) > 1:
            between = ", ".join(f"::{step}" for step in experiment.stride)
            shape = each([experiment.plan.shapes["input"][0], *experiment.stretched])
            lines += [f"stretched = np.zeros({shape})", f"stretched[:, {between}] = x", "x = stretched"]
        lines.append(wrapped("x = np.pad(", ["x", pairs(ring, 1)], ")"))
        dilation = "" if set(experiment.dilation) == {1} else f"dilation_rate={one_or_each(experiment.dilation)}"
        return [*lines, *self.convolved(experiment, "conv", ['padding="valid"', dilation])]

    # pooling

    def reduced(self, experiment: Experiment, target: str, grid: str, ring: Sequence[Pair], largest: bool) -> Lines:
        lines: Lines = []
        first = grid != "inside"  # of two reductions only the first is explained
        if any(map(any, ring)):
            if first:
                why = 'Keras pads as "same" or not at all: pad first'
                lines.append(comment("Keras has no ceil_mode: pad the end first" if experiment.hangs else why))
            filling = "constant_values=-np.inf" if largest else ""
            lines.append(wrapped("padded = np.pad(", [grid, pairs(ring, 1), filling], ")"))
            grid = "padded"
        if set(experiment.dilation) != {1}:
            return [*lines, *self.dilated(experiment, target, grid, largest, first)]
        windows = [one_or_each(experiment.kernel), f"strides={one_or_each(experiment.stride)}", 'padding="valid"']
        alone = [comment("every channel by itself, as if it were one of a batch")] if first else []
        name = "max_pool" if largest else "average_pool"
        after = "" if largest else f" * {prod(experiment.kernel)}"
        call = wrapped(f"{target} = keras.ops.{name}(", [f"{grid}[..., None]", *windows], f")[..., 0]{after}")
        return [*lines, *alone, call]

    def dilated(self, experiment: Experiment, target: str, grid: str, largest: bool, first: bool) -> Lines:
        """The grids that each tap of the window reads, stacked."""
        slices = []
        measures = zip(LETTERS, experiment.dilation, experiment.outputs, experiment.stride, strict=False)
        for letter, dilation, output, stride in measures:
            slices.append(window(letter, dilation, (output - 1) * stride + 1, stride))
        names = LETTERS[: experiment.dimensions]
        comma = "," if len(names) == 1 else ""
        return [
            *([comment("Keras has no dilated pooling: stack what each tap of the window reads")] if first else []),
            "taps = [",
            wrapped(f"{grid}[", [":", *slices], "]", "    "),
            f"    for {', '.join(names)}{comma} in np.ndindex{each(experiment.kernel)}",
            "]",
            f"{target} = keras.ops.{'max' if largest else 'sum'}(keras.ops.stack(taps), axis=0)",
        ]

    def scattered(self, experiment: Experiment, shape: tuple[int, int]) -> Lines:
        return [
            f"first = {shape[1]} * np.arange({shape[0]})[:, None]  # of each plane",
            f"places = (first + indices.reshape({shape[0]}, -1)).reshape(-1, 1)",
            f"y = keras.ops.scatter(places, x.reshape(-1), ({prod(shape)},))",
            f"y = keras.ops.reshape(y, {each([shape[0], *experiment.outputs])})",
        ]
