"""NumPy programs: plain loops over windows, as one would compute by hand.

Knows slices and loops; every setting is possible.
"""

from __future__ import annotations

from app.snippets.experiment import Experiment
from app.snippets.text import INDENT, LETTERS, comment, cut, each, loop, numeral, window, wrapped
from app.snippets.writer import Lines, Writer, pairs

MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}
ACTIVATIONS = {"none": "", "relu": "np.maximum(y, 0)", "sigmoid": "(1 + np.tanh(y / 2)) / 2", "tanh": "np.tanh(y)"}


def channel(experiment: Experiment, text: str) -> list[str]:
    """What stands for the channel axis, where there is one."""
    return [text] if experiment.channels else []


def letters(experiment: Experiment, text: str) -> list[str]:
    """The names of a cell's index in a loop, the channel's first."""
    return [*channel(experiment, text), *LETTERS[: experiment.dimensions]]


def windows(experiment: Experiment) -> list[str]:
    """The slices of the window of output cell i, j, k."""
    measures = zip(LETTERS, experiment.stride, experiment.reach, experiment.dilation, strict=False)
    return [window(*one) for one in measures]


def padding(experiment: Experiment, mode: str) -> Lines:
    """The line that pads, if there is padding."""
    if not experiment.padded:
        return []
    return [wrapped("padded = np.pad(", ["x", pairs(experiment.padding, int(experiment.channels)), mode], ")")]


def flipped(experiment: Experiment, channels: bool, module: str = "np") -> Lines:
    """The kernel of `flip`; `channels` says that the weight has channel axes."""
    if not experiment.setting("flip"):
        return []
    axes = each(range(2, 2 + experiment.dimensions) if channels else range(experiment.dimensions))
    return [
        comment("the mathematician's convolution turns the kernel by 180 degrees"),
        f"weight = {module}.flip(weight, {axes})",
    ]


def unpooled(experiment: Experiment, channels: bool, module: str = "np", real: str = "", flat: str = "ravel") -> Lines:
    """Every cell to the place that its index names, in a loop; of equal indices the last one stays."""
    if not channels and experiment.dimensions == 1:
        return [
            f"y = np.zeros({experiment.outputs[0]})",
            "for index, value in zip(indices, x):",
            f"{INDENT}y[index] = value",
        ]
    outputs = each(experiment.plan.shapes["output"] if channels else experiment.outputs)
    made = wrapped(f"y = {module}.zeros(", [outputs, real and f"dtype={real}"], ")")
    view = "reshape(-1)  # a view: what is written stands in y"
    if not channels:
        put = [f"for index, value in zip(indices.{flat}(), x.{flat}()):", f"{INDENT}plane[index] = value"]
        return [made, f"plane = y.{view}", *put]
    return [
        made,
        f"for c in range({experiment.plan.shapes['input'][0]}):",
        f"{INDENT}plane = y[c].{view}",
        f"{INDENT}for index, value in zip(indices[c].{flat}(), x[c].{flat}()):",
        f"{INDENT * 2}plane[index] = value",
    ]


class NumPy(Writer):
    """Loops over the cells of the output; a transposed convolution loops over those of the input."""

    title = "NumPy"
    imports = ("import numpy as np",)
    own_channels = False

    def zeros(self, experiment: Experiment, sizes: list[int], name: str = "y") -> str:
        shape = [*channel(experiment, str(experiment.plan.shapes["output"][0])), *map(str, sizes)]
        return f"{name} = np.zeros({shape[0] if len(shape) == 1 else '(' + ', '.join(shape) + ')'})"

    def finished(self, experiment: Experiment) -> Lines:
        """Bias and activation."""
        lines = []
        if "bias" in experiment.grids:
            axes = f"[:, {', '.join(['None'] * experiment.dimensions)}]" if experiment.channels else ""
            lines.append(f"y = y + bias{axes}")
        activation = ACTIVATIONS[experiment.setting("activation")]
        return [*lines, *([f"y = {activation}"] if activation else [])]

    def conv(self, experiment: Experiment) -> Lines:
        mode = MODES.get(experiment.setting("padding_mode"), "")
        source = "padded" if experiment.padded else "x"
        lines = [*padding(experiment, mode and f'mode="{mode}"'), *flipped(experiment, experiment.channels)]
        lines += [self.zeros(experiment, experiment.outputs), loop(letters(experiment, "o"), "y")]
        channels = ":"
        if experiment.groups > 1:
            fan_in, fan_out = experiment.plan.fan_in, experiment.plan.fan_out
            lines.append(f"{INDENT}first = o // {fan_out} * {fan_in}  # a filter reads the channels of its group")
            channels = f"first : first + {fan_in}"
        parts = [*channel(experiment, channels), *windows(experiment)]
        lines.append(wrapped(f"window = {source}[", parts, "]", INDENT))
        weight = "weight[o]" if experiment.channels else "weight"
        lines.append(f"{INDENT}y[{', '.join(letters(experiment, 'o'))}] = np.sum(window * {weight})")
        return [*lines, *self.finished(experiment)]

    def conv_transpose(self, experiment: Experiment) -> Lines:
        sizes = [have + more for have, more in zip(experiment.painted, experiment.beyond, strict=True)]
        whole = sizes == experiment.outputs and not any(before for before, _ in experiment.kept)
        name = "y" if whole else "painted"
        lines = [self.zeros(experiment, sizes, name), loop(letters(experiment, "c"), "x")]
        channels = ":"
        if experiment.groups > 1:
            fan_in, fan_out = experiment.plan.fan_in, experiment.plan.fan_out
            lines.append(f"{INDENT}first = c // {fan_in} * {fan_out}  # a channel paints the filters of its group")
            channels = f"first : first + {fan_out}"
        value = f"x[{', '.join(letters(experiment, 'c'))}] * weight{'[c]' if experiment.channels else ''}"
        parts = [*channel(experiment, channels), *windows(experiment)]
        lines.append(wrapped(f"{name}[", parts, f"] += {value}", INDENT))
        if not whole:
            lines.append(comment("padding crops what was painted, output_padding keeps more of its end"))
            parts = [*channel(experiment, ":"), *(cut(*one) for one in experiment.kept)]
            lines.append(f"y = painted[{', '.join(parts)}]")
        return [*lines, *self.finished(experiment)]

    def pooled(self, experiment: Experiment, value: str, outside: str = "") -> Lines:
        """A loop over windows, each of which becomes one value."""
        lines = padding(experiment, outside)
        if experiment.hangs:
            lines.append(comment("ceil_mode: the last window hangs over the end, where its slice is cut short"))
        parts = [*channel(experiment, "c"), *windows(experiment)]
        index = letters(experiment, "c")
        return [
            *lines,
            self.zeros(experiment, experiment.outputs),
            loop(index, "y"),
            wrapped(f"window = {'padded' if experiment.padded else 'x'}[", parts, "]", INDENT),
            f"{INDENT}y[{', '.join(index)}] = {value}",
        ]

    def max_pool(self, experiment: Experiment) -> Lines:
        return self.pooled(experiment, "np.max(window)", "constant_values=-np.inf")

    def avg_pool(self, experiment: Experiment) -> Lines:
        divisor = experiment.setting("divisor_override")
        if divisor is not None:
            return self.pooled(experiment, f"np.sum(window) / {divisor}")
        if experiment.padded and not experiment.setting("count_include_pad"):
            why = comment("count_include_pad=False: cells of the padding are no numbers and do not count")
            return [why, *self.pooled(experiment, "np.nanmean(window)", "constant_values=np.nan")]
        return self.pooled(experiment, "np.mean(window)")

    def lp_pool(self, experiment: Experiment) -> Lines:
        power = numeral(experiment.setting("norm_type"))
        return self.pooled(experiment, f"np.sum(np.abs(window) ** {power}) ** (1 / {power})")

    def adaptive(self, experiment: Experiment, rule: str) -> Lines:
        measures = zip(LETTERS, experiment.sizes, experiment.outputs, strict=False)
        parts = [*channel(experiment, "c"), *(f"span({', '.join(map(str, one))})" for one in measures)]
        index = letters(experiment, "c")
        return [
            "",
            "def span(place, size, outputs):",
            f"{INDENT}# from the floor to the ceiling: spans may overlap and differ in length",
            f"{INDENT}return slice(place * size // outputs, -(-(place + 1) * size // outputs))",
            "",
            "",
            self.zeros(experiment, experiment.outputs),
            loop(index, "y"),
            wrapped("window = x[", parts, "]", INDENT),
            f"{INDENT}y[{', '.join(index)}] = np.{rule}(window)",
        ]

    def adaptive_avg_pool(self, experiment: Experiment) -> Lines:
        return self.adaptive(experiment, "mean")

    def adaptive_max_pool(self, experiment: Experiment) -> Lines:
        return self.adaptive(experiment, "max")

    def max_unpool(self, experiment: Experiment) -> Lines:
        return unpooled(experiment, experiment.channels)
