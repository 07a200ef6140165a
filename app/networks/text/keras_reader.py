"""Keras' `keras.Sequential([…])` and single layers as layers of ours.

Knows rows, the input that a text names, and the channels that a depthwise layer does not name. Keras counts channels
last; shapes come out channels first.
"""

from __future__ import annotations

from app.networks.text.keras_layers import IGNORED, WORDS
from app.networks.text.program import Call
from app.networks.text.reading import Framework, Layer, Word, bordered, cropped, refuse_argument


class Keras(Framework):
    """Reads keras.layers; follows the channels, which a depthwise layer does not name."""

    ignored = IGNORED
    words = WORDS

    def __init__(self, most: int, channels: int | None = None) -> None:
        super().__init__(most)
        self.channels = channels
        self.input: list[int] | None = None

    def read(self, word: Word, call: Call) -> list[Layer]:
        self.note_input(call)
        name = call.named.pop("name", None)
        layers = super().read(word, call)
        if layers and isinstance(name, str):
            layers[0] = {**layers[0], "name": name}
        if call.name.startswith(("Depthwise", "Separable")):
            layers = self.depthwise(call, layers)
        for layer in layers:
            made = layer.get("out_channels", layer.get("out_features", self.channels))
            self.channels = made if isinstance(made, int) else None
        return layers

    def note_input(self, call: Call) -> None:
        """The shape of the input, where the text says it."""
        batch = call.named.get("batch_shape")
        given = call.named.get("shape") or call.named.get("input_shape") or (isinstance(batch, list) and batch[1:])
        if call.name == "Input" and call.arguments:
            given = call.arguments[0]
        if self.input is None and isinstance(given, list) and given and all(isinstance(one, int) for one in given):
            self.input = [given[-1], *given[:-1]]
            self.channels = self.input[0]

    def depthwise(self, call: Call, layers: list[Layer]) -> list[Layer]:
        """A convolution with as many groups as channels; separable: and one of a single cell behind it."""
        first, *rest = layers
        times = first.pop("depth_multiplier", 1)
        if self.channels is None or not isinstance(times, int):
            raise refuse_argument(call.line, call.name, "channels that are not known")
        separable = "Separable" in call.name
        kept: Layer = {name: first.pop(name) for name in ("out_channels", "bias") if name in first and separable}
        spread = {**first, "groups": self.channels, "out_channels": self.channels * times}
        if not separable:
            return [spread, *rest]
        return [{**spread, "bias": False}, {"op": first["op"], "kernel_size": 1, **kept}, *rest]

    def branches(self, call: Call, count: int | None = None) -> list[list[Layer]]:
        """Each branch begins with the channels in front of the block."""
        before, ends, rows = self.channels, [], []
        for one in [*call.arguments, *call.named.values()]:
            self.channels = before
            rows.append(self.row([one], call.line))
            ends.append(self.channels)
        if call.name == "Concat" and None not in ends:
            self.channels = sum(one for one in ends if one is not None)
        elif ends:
            self.channels = ends[0]
        if not rows or (count is not None and len(rows) != count):
            raise refuse_argument(call.line, call.name, f"{len(rows)} rows")
        return rows

    def folded(self, row: list[Layer]) -> list[Layer]:
        border, inner = row
        if (
            border["op"] == "zero_pad"
            and inner["op"].startswith("max_pool")
            and inner.get("padding", "valid") == "valid"
        ):
            return [{**inner, "padding": border["padding"]}]  # Keras has no other way to write it
        one = bordered(*row) or cropped(*row)
        return [one] if one else row
