"""What a known network is here: an input shape, layers, and where it comes from; and the short words it is built with.

Knows how layers are written, no architecture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app.operators.text import Text

Layer = dict[str, Any]
Layers = list[Layer]


class Preset(NamedTuple):
    """One known network; `note` says what here differs from the source, or from what people expect."""

    name: str
    title: Text
    source: str
    input: tuple[int, ...]
    build: Callable[[], Layers]
    note: Text = ""


def conv(filters: int, kernel: int, stride: int = 1, padding: int | str = 0, axes: int = 2, **more: Any) -> Layer:
    """A convolution; what is left out is as in PyTorch."""
    layer: Layer = {"op": f"conv{axes}d", "out_channels": filters, "kernel_size": kernel}
    settings = {"stride": (stride, 1), "padding": (padding, 0)}
    return layer | {name: value for name, (value, usual) in settings.items() if value != usual} | more


def same(filters: int, kernel: int = 3, stride: int = 1, **more: Any) -> Layer:
    """A convolution with half its kernel of padding."""
    return conv(filters, kernel, stride, kernel // 2, **more)


def max_pool(kernel: int, stride: int | None = None, padding: int = 0) -> Layer:
    layer: Layer = {"op": "max_pool2d", "kernel_size": kernel}
    if stride is not None:
        layer["stride"] = stride
    return layer | ({"padding": padding} if padding else {})


def linear(units: int) -> Layer:
    return {"op": "linear", "out_features": units}


def normed(layer: Layer, activation: str | None = "relu") -> Layers:
    """A convolution without bias, batch norm, an activation."""
    ending = [{"op": activation}] if activation else []
    return [layer | {"bias": False}, {"op": "batch_norm"}, *ending]


def flat(*rows: Layers) -> Layers:
    """Rows one after the other."""
    return [layer for row in rows for layer in row]


def called(name: str, layer: Layer) -> Layer:
    return {**layer, "name": name}


RELU: Layer = {"op": "relu"}
FLATTEN: Layer = {"op": "flatten"}
GLOBAL: Layer = {"op": "global_avg_pool"}
DROPOUT: Layer = {"op": "dropout"}
