"""A network as PyTorch text: `nn.Sequential(…)`, with a small class for sums and one for concatenations.

Knows the layers of torch.nn; what it cannot pad by itself becomes a row of two, a padding layer and the layer.
"""

from __future__ import annotations

from typing import Any

from app.networks.network import Network
from app.networks.node import Node
from app.networks.text.writing import Writer, called, even, listed, one_or_each, quoted, unusual
from app.operators.shapes import cells

RESIDUAL = """class Residual(nn.Module):
    def __init__(self, layers, shortcut):
        super().__init__()
        self.layers, self.shortcut = layers, shortcut

    def forward(self, x):
        return self.layers(x) + self.shortcut(x)
"""
CONCAT = """class Concat(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=1)
"""
PADS = {"zeros": "ZeroPad", "reflect": "ReflectionPad", "replicate": "ReplicationPad", "circular": "CircularPad"}
CURVES = {"relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "gelu": "GELU", "silu": "SiLU"}
POOLS = {"max_pool": "MaxPool", "avg_pool": "AvgPool", "lp_pool": "LPPool"}
ADAPTIVE = {"adaptive_avg_pool": "AdaptiveAvgPool", "adaptive_max_pool": "AdaptiveMaxPool"}


class TorchWriter(Writer):
    """Writes torch.nn."""

    framework = "PyTorch"
    helpers = {"Residual": RESIDUAL, "Concat": CONCAT}

    def text(self, network: Network) -> str:
        body = self.sequential(network.layers)
        lines = ["import torch"] if "class Concat" in "".join(self.used(network)) else []
        lines += ["from collections import OrderedDict"] if "OrderedDict(" in body else []
        lines += ["from torch import nn", ""]
        shape = ", ".join(map(str, network.input))
        return "\n".join([*lines, *self.used(network), f"# input: (batch, {shape})", f"model = {body}", ""])

    def sequential(self, row: tuple[Node, ...]) -> str:
        values = self.row(row)
        if any(node.settings.get("name") for node in row):
            pairs = [f"({quoted(node.name)}, {value})" for node, value in zip(row, values, strict=True)]
            return listed("nn.Sequential(OrderedDict([", pairs, "]))")
        return self.wrapped(values)

    def wrapped(self, calls: list[str]) -> str:
        if not calls:
            return "nn.Identity()"
        return listed("nn.Sequential(", calls, ")")

    def layer(self, node: Node, following: Node | None) -> list[str]:
        family, axes, shown = node.layer.op.rstrip("123d"), len(node.input) - 1, node.layer.shown(node)
        if family in ("conv", "conv_transpose"):
            return self.kernel(node, family, axes, shown)
        if family in POOLS:
            return self.pool(node, family, axes, shown)
        if family in ADAPTIVE:
            return [called(f"nn.{ADAPTIVE[family]}{axes}d", one_or_each(shown["output_size"]))]
        if node.layer.op in CURVES:
            return [f"nn.{CURVES[node.layer.op]}()"]
        return self.other(node, axes, shown)

    def kernel(self, node: Node, family: str, axes: int, shown: dict[str, Any]) -> list[str]:
        padding, mode = shown["padding"], shown.get("padding_mode", "zeros")
        told = {
            "stride": unusual(shown["stride"], 1),
            "padding": unusual([before for before, _ in padding], 0) if even(padding) else None,
            "output_padding": unusual(shown.get("output_padding", [0]), 0),
            "dilation": unusual(shown["dilation"], 1),
            "groups": shown["groups"] if shown["groups"] > 1 else None,
            "bias": None if shown["bias"] else False,
            "padding_mode": mode if mode != "zeros" and even(padding) else None,
        }
        ends = node.input[0], node.output[0], one_or_each(shown["kernel_size"])
        name = "ConvTranspose" if family == "conv_transpose" else "Conv"
        call = called(f"nn.{name}{axes}d", *ends, **told)
        if even(padding):
            return [call]
        if family == "conv_transpose":
            return [call, pad("ZeroPad", axes, padding, crop=True)]
        return [pad(PADS[mode], axes, padding), call]

    def pool(self, node: Node, family: str, axes: int, shown: dict[str, Any]) -> list[str]:
        kernel, stride, padding = shown["kernel_size"], shown["stride"], shown["padding"]
        small = all(2 * max(sides) <= one for sides, one in zip(padding, kernel, strict=True))
        inside = even(padding) and small and (family != "lp_pool" or not any(map(any, padding)))
        counted = shown.get("count_include_pad", True)
        if not inside and (shown["ceil_mode"] or not counted):
            raise self.cannot(node)
        dilated = unusual(shown["dilation"], 1)
        if family != "max_pool" and dilated is not None:
            raise self.cannot(node)
        norm = [shown["norm_type"]] if family == "lp_pool" else []
        call = called(
            f"nn.{POOLS[family]}{axes}d", *norm, one_or_each(kernel),
            stride=None if stride == kernel else one_or_each(stride),
            padding=unusual([before for before, _ in padding], 0) if inside else None,
            dilation=dilated,
            ceil_mode=shown["ceil_mode"] or None,
            count_include_pad=None if counted else False,
            divisor_override=shown.get("divisor_override"),
        )  # fmt: skip
        if inside:
            return [call]
        return [
            pad("ConstantPad", axes, padding, float("-inf")) if family == "max_pool" else pad("ZeroPad", axes, padding),
            call,
        ]

    def other(self, node: Node, axes: int, shown: dict[str, Any]) -> list[str]:
        op = node.layer.op
        if op == "batch_norm":
            if shown["affine"] == "shift":
                raise self.cannot(node)
            affine = None if shown["affine"] == "both" else False
            eps = None if shown["eps"] == 1e-5 else shown["eps"]
            return [called(f"nn.BatchNorm{max(1, axes)}d", node.input[0], eps=eps, affine=affine)]
        if op == "linear":
            call = called("nn.Linear", cells(node.input), node.output[0], bias=None if shown["bias"] else False)
            return [call] if axes == 0 else ["nn.Flatten()", call]
        if op == "leaky_relu":
            slope = shown["negative_slope"]
            return [called("nn.LeakyReLU", *([] if slope == 0.01 else [slope]))]
        if op == "dropout":
            return [called("nn.Dropout", *([] if shown["p"] == 0.5 else [shown["p"]]))]
        if op in ("zero_pad", "crop"):
            return [pad("ZeroPad", axes, shown["padding"], crop=op == "crop")]
        if op == "upsample":
            return [called("nn.Upsample", scale_factor=one_or_each(list(shown["scale_factor"])))]
        fixed = {
            "flatten": "nn.Flatten()",
            "softmax": "nn.Softmax(dim=1)",
            "global_avg_pool": f"nn.AdaptiveAvgPool{axes}d(1)",
            "global_max_pool": f"nn.AdaptiveMaxPool{axes}d(1)",
        }
        if op not in fixed:
            raise self.cannot(node)  # an unpooling takes two inputs
        return [fixed[op]]


def pad(name: str, axes: int, padding: list[list[int]], value: float | None = None, crop: bool = False) -> str:
    """A padding layer: its numbers go from the last axis to the first, negative ones crop."""
    flat = [-one if crop else one for pair in reversed(padding) for one in pair]
    return called(f"nn.{name}{axes}d", flat, *([] if value is None else [value]))
