"""Text in, layers out, and back: which framework reads it, and the input shape where the text says it.

Knows formats by name.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from app.networks.network import Network
from app.networks.text.keras_reader import Keras
from app.networks.text.keras_writer import KerasWriter
from app.networks.text.reading import Layer
from app.networks.text.torch_reader import Torch
from app.networks.text.torch_writer import TorchWriter
from app.operators.errors import nearest, refuse
from app.operators.parameters import is_list

FORMATS = ("torch", "keras")


class Source(NamedTuple):
    """What a text says."""

    layers: list[Layer]
    input: list[int] | None = None


def read(format: Any, text: Any, most: int, input: Any = None) -> Source:
    """The layers of a text in a format; `input` is the shape that is known otherwise.

    >>> read("torch", "nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU())", most=10).layers[1]
    {'op': 'relu'}
    """
    if format == "torch":
        return Source(Torch(most).network(text))
    if format == "keras":
        channels = input[0] if is_list(input) and input and isinstance(input[0], int) else None
        keras = Keras(most, channels)
        layers = keras.network(text)
        return Source(layers, keras.input)
    likely = nearest(format, FORMATS) if isinstance(format, str) else FORMATS[0]
    repairs = [{"source.format": one} for one in FORMATS]
    raise refuse("source.format", "not_choice", format, repairs, choices=", ".join(FORMATS), nearest=likely)


def format_of(text: str) -> str:
    """Which framework a text is most likely written for."""
    return "keras" if "keras" in text or "layers." in text else "torch"


def write(network: Network, format: Any) -> str:
    """A network as the text of a framework; Refused where the framework has no such layer."""
    writers = {"torch": TorchWriter, "keras": KerasWriter}
    if format not in writers:
        likely = nearest(format, FORMATS) if isinstance(format, str) else FORMATS[0]
        repairs = [{"framework": one} for one in FORMATS]
        raise refuse("framework", "not_choice", format, repairs, choices=", ".join(FORMATS), nearest=likely)
    return writers[format]().text(network)
