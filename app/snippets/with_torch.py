"""PyTorch programs: torch.nn.functional in one call where it can, else padded or cropped by hand.

Knows what PyTorch has and has not: no uneven padding, no padding beyond half a pooling kernel, no dilated means.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from app.operators.sizes import Pair
from app.snippets.experiment import Experiment
from app.snippets.text import comment, cut, each, named, numeral, one_or_each, wrapped
from app.snippets.with_numpy import unpooled
from app.snippets.writer import Lines, Writer

ACTIVATIONS = {"none": "", "relu": "torch.relu(y)", "sigmoid": "torch.sigmoid(y)", "tanh": "torch.tanh(y)"}

NEVER = 'value=float("-inf")'


def sides(padding: Sequence[Pair]) -> str:
    """Padding as F.pad writes it: the last axis first."""
    return each([side for pair in reversed(padding) for side in pair])


def pad(grid: str, padding: Sequence[Pair], more: str = "") -> str:
    return f"F.pad({grid}, {sides(padding)}{more and ', ' + more})"


class Torch(Writer):
    """Calls of torch.nn.functional on tensors without a batch axis."""

    title = "PyTorch"
    imports = ("import torch", "import torch.nn.functional as F")
    module = "torch"
    array = "torch.tensor"
    real = "torch.double"
    whole = "torch.long"
    check = "torch.testing.assert_close"

    def call(self, name: str, experiment: Experiment, *arguments: str, target: str = "y", after: str = "") -> str:
        return wrapped(f"{target} = F.{name}{experiment.dimensions}d(", arguments, f"){after}")

    def activated(self, experiment: Experiment) -> Lines:
        activation = ACTIVATIONS[experiment.setting("activation")]
        return [f"y = {activation}"] if activation else []

    def conv(self, experiment: Experiment) -> Lines:
        lines, given = [], "x"
        mode = experiment.setting("padding_mode")
        named_same = experiment.plan.settings["padding"] == "same" and set(experiment.stride) == {1}
        padding = named("padding", [before for before, _ in experiment.padding], 0)
        if experiment.padded and (mode != "zeros" or not (experiment.even or named_same)):
            why = "F.conv pads with zeros only" if mode != "zeros" else "F.conv pads both sides alike"
            if experiment.plan.settings["padding"] == "same" and mode == "zeros":
                why = 'padding="same" knows no stride in PyTorch'
            lines.append(comment(f"{why}: pad first; F.pad wants the last axis first"))
            more = "" if mode == "zeros" else f'mode="{mode}"'
            lines.append(f"padded = {pad('x', experiment.padding, more)}")
            given, padding = "padded", ""
        elif named_same and experiment.padded:
            padding = 'padding="same"'
        if experiment.setting("flip"):
            axes = each(range(2, 2 + experiment.dimensions))
            lines.append(comment("the mathematician's convolution turns the kernel by 180 degrees"))
            lines.append(f"weight = weight.flip({axes})")
        arguments = [
            given,
            "weight",
            "bias" if "bias" in experiment.grids else "",
            named("stride", experiment.stride, 1),
            padding,
            named("dilation", experiment.dilation, 1),
            named("groups", [experiment.groups], 1),
        ]
        return [*lines, self.call("conv", experiment, *arguments), *self.activated(experiment)]

    def conv_transpose(self, experiment: Experiment) -> Lines:
        more, lines, padding, after = experiment.setting("output_padding"), [], "", ""
        if experiment.even:
            padding = named("padding", [before for before, _ in experiment.padding], 0)
        else:
            lines.append(comment("padding crops both sides alike in PyTorch: crop by hand"))
            after = f"[:, {', '.join(cut(*one) for one in experiment.kept)}]"
        arguments = [
            "x",
            "weight",
            "bias" if "bias" in experiment.grids else "",
            named("stride", experiment.stride, 1),
            padding,
            named("output_padding", more, 0),
            named("groups", [experiment.groups], 1),
            named("dilation", experiment.dilation, 1),
        ]
        return [*lines, self.call("conv_transpose", experiment, *arguments, after=after), *self.activated(experiment)]

    # pooling

    def lacks(self, experiment: Experiment, dilation: bool = True) -> str:
        """What PyTorch's pooling cannot do of this experiment; empty where it can do all."""
        half = all(max(sides) <= k // 2 for sides, k in zip(experiment.padding, experiment.kernel, strict=True))
        reasons = [
            "pads both sides alike" if not experiment.even else "",
            "pads by half the kernel at most" if not half else "",
            "has no dilation" if dilation and set(experiment.dilation) != {1} else "",
        ]
        return " and ".join(filter(None, reasons))

    def windowed(self, experiment: Experiment) -> list[str]:
        """Kernel size and stride as arguments."""
        same = experiment.stride == experiment.kernel
        return [one_or_each(experiment.kernel), "" if same else f"stride={one_or_each(experiment.stride)}"]

    def max_pool(self, experiment: Experiment) -> Lines:
        dilation = named("dilation", experiment.dilation, 1)
        lacks = self.lacks(experiment, dilation=False)
        if not lacks:
            padding = named("padding", [before for before, _ in experiment.padding], 0)
            ceil = "ceil_mode=True" if experiment.hangs else ""
            return [self.call("max_pool", experiment, "x", *self.windowed(experiment), padding, dilation, ceil)]
        return [
            comment(f"F.max_pool {lacks}: pad first, with what never wins"),
            f"padded = {pad('x', experiment.ring, NEVER)}",
            self.call("max_pool", experiment, "padded", *self.windowed(experiment), dilation),
        ]

    def summed(self, experiment: Experiment, target: str, grid: str, padding: Sequence[Pair]) -> Lines:
        """The sums of all windows, by unfolding one axis after the other."""
        steps = zip(range(1, 4), experiment.reach, experiment.stride, strict=False)
        unfolded = "".join(f".unfold({axis}, {reach}, {stride})" for axis, reach, stride in steps)
        taps = ", ".join("::" if d == 1 else f"::{d}" for d in experiment.dilation)
        every = f"[..., {taps}]" if set(experiment.dilation) != {1} else ""
        axes = each(range(-experiment.dimensions, 0))
        padded = f"{pad(grid, padding)}" if any(map(any, padding)) else grid
        return [f"windows = {padded}", f"windows = windows{unfolded}{every}", f"{target} = windows.sum({axes})"]

    def avg_pool(self, experiment: Experiment) -> Lines:
        divisor, include = experiment.setting("divisor_override"), experiment.setting("count_include_pad")
        lacks = self.lacks(experiment)
        if not lacks and divisor is not None and experiment.dimensions == 1:
            lacks = "has no divisor_override in 1-D"
        if not lacks:
            padding = named("padding", [before for before, _ in experiment.padding], 0)
            ceil = "ceil_mode=True" if experiment.hangs else ""
            counted = "" if include or not padding else "count_include_pad=False"
            forced = "" if divisor is None else f"divisor_override={divisor}"
            return [self.call("avg_pool", experiment, "x", *self.windowed(experiment), padding, ceil, counted, forced)]
        lines = [
            comment(f"F.avg_pool {lacks}: sum the windows"),
            *self.summed(experiment, "total", "x", experiment.ring),
        ]
        return [*lines, *self.divided(experiment, divisor, include)]

    def divided(self, experiment: Experiment, divisor: int | None, include: bool) -> Lines:
        """Sums of windows divided by what counts in them."""
        if divisor is None and not experiment.hangs and (include or not experiment.padded):
            divisor = prod(experiment.kernel)
        if divisor is not None:
            return [f"y = total / {divisor}"]
        inside, ring, why = "torch.ones_like(x)", experiment.ring, "the padding does not count in the divisor"
        if include:
            why = "the padding counts in the divisor, what hangs over it does not"
            ring = experiment.overhang
            inside = pad(inside, experiment.padding, "value=1") if experiment.padded else inside
        counts = self.summed(experiment, "count", "inside", ring)
        return [comment(why), f"inside = {inside}", *counts, "y = total / count"]

    def lp_pool(self, experiment: Experiment) -> Lines:
        power = numeral(experiment.setting("norm_type"))
        why = "F.lp_pool sums x ** p without the bars: take them first"
        if experiment.hangs:
            why += "; it also rescales a window that ceil_mode cuts: pad, so that none is cut"
        elif experiment.padded:
            why += "; it has no padding: pad with zeros, which add nothing"
        if set(experiment.dilation) != {1}:
            lines = [comment("F.lp_pool has no dilation: sum the windows"), f"powers = x.abs() ** {power}"]
            lines += self.summed(experiment, "total", "powers", experiment.ring)
            return [*lines, f"y = total ** (1 / {power})"]
        ring = any(map(any, experiment.ring))
        given = f"sizes = {pad('x.abs()', experiment.ring) if ring else 'x.abs()'}"
        return [comment(why), given, self.call("lp_pool", experiment, "sizes", power, *self.windowed(experiment))]

    def adaptive_avg_pool(self, experiment: Experiment) -> Lines:
        return [self.call("adaptive_avg_pool", experiment, "x", one_or_each(experiment.outputs))]

    def adaptive_max_pool(self, experiment: Experiment) -> Lines:
        return [self.call("adaptive_max_pool", experiment, "x", one_or_each(experiment.outputs))]

    def max_unpool(self, experiment: Experiment) -> Lines:
        if experiment.repeated or not experiment.even:
            why = "two cells go to one place, where F.max_unpool does not say which stays"
            if not experiment.repeated:
                why = "F.max_unpool crops both sides alike"
            return [comment(f"{why}: put them one by one"), *unpooled(experiment, True, "torch", self.real, "flatten")]
        padding = named("padding", [before for before, _ in experiment.padding], 0)
        size = f"output_size={each(experiment.outputs)}"
        return [self.call("max_unpool", experiment, "x", "indices", *self.windowed(experiment), padding, size)]
