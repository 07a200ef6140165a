"""A network as Keras text: `keras.Sequential([…])`, with a small class for sums and one for concatenations.

Knows the layers of keras.layers; what it cannot pad by itself becomes a row of two, a padding layer and the layer.
"""

from __future__ import annotations

from typing import Any

from app.networks.network import Network
from app.networks.node import Node
from app.networks.text.writing import Writer, called, listed, one_or_each, quoted, spelled, unusual
from app.operators.sizes import named_crop, named_padding

RESIDUAL = """class Residual(layers.Layer):
    def __init__(self, row, shortcut):
        super().__init__()
        self.row, self.shortcut = row, shortcut

    def call(self, x):
        return self.row(x) + self.shortcut(x)
"""
CONCAT = """class Concat(layers.Layer):
    def __init__(self, *branches):
        super().__init__()
        self.branches = list(branches)

    def call(self, x):
        return keras.ops.concatenate([branch(x) for branch in self.branches], axis=-1)
"""
CURVES = ("sigmoid", "tanh", "gelu", "silu")
POOLS = {"max_pool": "MaxPooling", "avg_pool": "AveragePooling"}
ADAPTIVE = {"adaptive_avg_pool": "AdaptiveAveragePooling", "adaptive_max_pool": "AdaptiveMaxPooling"}
GLOBAL = {"global_avg_pool": "GlobalAveragePooling", "global_max_pool": "GlobalMaxPooling"}


class KerasWriter(Writer):
    """Writes keras.layers."""

    framework = "Keras"
    helpers = {"Residual": RESIDUAL, "Concat": CONCAT}

    def text(self, network: Network) -> str:
        channels, *sizes = network.input
        first = f"keras.Input({spelled((*sizes, channels))})"
        body = self.wrapped([first, *self.row(network.layers)])
        return "\n".join(["import keras", "from keras import layers", "", *self.used(network), f"model = {body}", ""])

    def wrapped(self, calls: list[str]) -> str:
        if not calls:
            return "layers.Identity()"
        return listed("keras.Sequential([", calls, "])")

    def layer(self, node: Node, following: Node | None) -> list[str]:
        calls = self.calls(node, following)
        name = node.settings.get("name")
        if name:  # on the layer itself, not on its border
            place = 1 if len(calls) == 2 and ("ZeroPadding" in calls[0] or "Flatten" in calls[0]) else 0
            inner = calls[place][:-1]
            calls[place] = f"{inner}{'' if inner.endswith('(') else ', '}name={quoted(name)})"
        return calls

    def calls(self, node: Node, following: Node | None) -> list[str]:
        op, axes, shown = node.layer.op, len(node.input) - 1, node.layer.shown(node)
        family = op.rstrip("123d")
        if family == "conv":
            return self.conv(node, axes, shown)
        if family == "conv_transpose":
            return self.transposed(node, axes, shown)
        if family in POOLS:
            return self.pool(node, family, axes, shown)
        if family in ADAPTIVE:
            return [called(f"layers.{ADAPTIVE[family]}{axes}D", one_or_each(shown["output_size"]))]
        if op in GLOBAL:
            keep = None if following is not None and following.layer.op == "linear" else True
            return [called(f"layers.{GLOBAL[op]}{axes}D", keepdims=keep)]
        return self.other(node, axes, shown)

    def conv(self, node: Node, axes: int, shown: dict[str, Any]) -> list[str]:
        stride, dilation, padding = shown["stride"], shown["dilation"], shown["padding"]
        if shown["padding_mode"] != "zeros" or (unusual(stride, 1) and unusual(dilation, 1)):
            raise self.cannot(node)
        name = named(node, padding, ("valid", "same", "causal") if axes == 1 else ("valid", "same"))
        call = called(
            f"layers.Conv{axes}D", node.output[0], one_or_each(shown["kernel_size"]),
            strides=unusual(stride, 1),
            padding=name if name not in (None, "valid") else None,
            dilation_rate=unusual(dilation, 1),
            groups=shown["groups"] if shown["groups"] > 1 else None,
            use_bias=None if shown["bias"] else False,
        )  # fmt: skip
        return [call] if name else [border("ZeroPadding", axes, padding), call]

    def transposed(self, node: Node, axes: int, shown: dict[str, Any]) -> list[str]:
        stride, dilation, crop, more = (shown[one] for one in ("stride", "dilation", "padding", "output_padding"))
        if shown["groups"] > 1 or (unusual(stride, 1) and unusual(dilation, 1)):
            raise self.cannot(node)
        reaches = [d * (k - 1) + 1 for k, d in zip(shown["kernel_size"], dilation, strict=True)]
        usual = [named_crop("same", reach, step) for reach, step in zip(reaches, stride, strict=True)]
        same = [(list(one), extra) for one, extra in usual] == list(zip(crop, more, strict=True))
        short = any(reach < step for reach, step in zip(reaches, stride, strict=True))
        call = called(
            f"layers.Conv{axes}DTranspose", node.output[0], one_or_each(shown["kernel_size"]),
            strides=unusual(stride, 1),
            padding="same" if same else None,
            output_padding=one_or_each(more) if not same and (any(more) or short) else None,
            dilation_rate=unusual(dilation, 1),
            use_bias=None if shown["bias"] else False,
        )  # fmt: skip
        return [call] if same or not any(map(any, crop)) else [call, border("Cropping", axes, crop)]

    def pool(self, node: Node, family: str, axes: int, shown: dict[str, Any]) -> list[str]:
        kernel, stride, padding = shown["kernel_size"], shown["stride"], shown["padding"]
        counted, padded = shown.get("count_include_pad", True), any(map(any, padding))
        if shown["ceil_mode"] or unusual(shown["dilation"], 1) or shown.get("divisor_override"):
            raise self.cannot(node)
        name = named(node, padding, ("valid", "same"))
        if family == "avg_pool" and padded and counted == (name == "same"):
            name = None  # Keras' "same" leaves the padding out of the mean
            if not counted:
                raise self.cannot(node)
        call = called(
            f"layers.{POOLS[family]}{axes}D", one_or_each(kernel),
            strides=None if stride == kernel else one_or_each(stride),
            padding="same" if name == "same" else None,
        )  # fmt: skip
        return [call] if name else [border("ZeroPadding", axes, padding), call]

    def other(self, node: Node, axes: int, shown: dict[str, Any]) -> list[str]:
        op = node.layer.op
        if op == "batch_norm":
            affine = {"both": {}, "shift": {"scale": False}, "none": {"scale": False, "center": False}}[shown["affine"]]
            return [
                called("layers.BatchNormalization", epsilon=None if shown["eps"] == 1e-3 else shown["eps"], **affine)
            ]
        if op == "linear":
            call = called("layers.Dense", node.output[0], use_bias=None if shown["bias"] else False)
            return [call]
        if op in ("zero_pad", "crop"):
            return [border("ZeroPadding" if op == "zero_pad" else "Cropping", axes, shown["padding"])]
        if op == "upsample":
            return [called(f"layers.UpSampling{axes}D", one_or_each(list(shown["scale_factor"])))]
        if op in CURVES:
            return [called("layers.Activation", op)]
        fixed = {
            "relu": "layers.ReLU()",
            "leaky_relu": called("layers.LeakyReLU", negative_slope=shown.get("negative_slope")),
            "softmax": "layers.Softmax()",
            "flatten": "layers.Flatten()",
            "dropout": called("layers.Dropout", *([shown["p"]] if "p" in shown else [])),
        }
        if op not in fixed:
            raise self.cannot(node)
        return [fixed[op]]


def named(node: Node, padding: list[list[int]], names: tuple[str, ...]) -> str | None:
    """The name that stands for this padding at this size, if there is one."""
    assert node.plan is not None
    for name in names:
        usual = [named_padding(name, a.input, a.effective_kernel, a.stride or 1) for a in node.plan.axes]
        if padding == [list(one) for one in usual]:
            return name
    return None


def border(name: str, axes: int, padding: list[list[int]]) -> str:
    """A padding or cropping layer: pairs by axis, in 1-D the pair itself."""
    return called(f"layers.{name}{axes}D", padding[0] if axes == 1 else padding)
