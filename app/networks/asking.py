"""One question about a network, however it is put: as layers, as a preset's name, as a framework's text.

Knows which field says what; where the fields come from, and what is done with the network, it does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.networks.layer import LAYERS
from app.networks.network import Limits, Network, Reader, network
from app.networks.presets import Preset, preset
from app.networks.text import source
from app.operators.errors import Refused, refuse

SAYING = ("layers", "source", "preset")  # exactly one of them is given
FIELDS = ("input", *SAYING)


class Asked(NamedTuple):
    """The network of a question; where it was not given as layers, its layers, and the preset that it is."""

    network: Network
    layers: Any = None
    preset: Preset | None = None

    @property
    def question(self) -> dict[str, Any]:
        """What asks for the same network by its layers."""
        return {"input": list(self.network.input), "layers": self.layers}


def asked(fields: Mapping[str, Any], limits: Limits | None = None, grid: Reader | None = None) -> Asked:
    """The network that these fields name; Refused when they name none, or one that cannot be.

    >>> asked({"preset": "lenet5"}).network.output
    (10,)
    """
    limits = limits or Limits()
    given = [name for name in SAYING if fields.get(name) is not None]
    if not given:
        raise refuse("layers", "no_network", repairs=[{"preset": "lenet5"}])
    if len(given) > 1:
        raise refuse(given[1], "two_networks", other=given[0], repairs=[{name: None} for name in given[1:]])
    if given == ["layers"]:
        return Asked(network(needed(fields.get("input")), fields["layers"], limits, grid))
    if given == ["preset"]:
        known = preset(fields["preset"])
        shape = fields.get("input") or list(known.input)
        return made(shape, known.build(), limits, known)
    return from_text(fields["source"], fields.get("input"), limits)


def from_text(value: Any, input: Any, limits: Limits) -> Asked:
    """The network of `{"format": "torch" or "keras", "text": "…"}`."""
    if not isinstance(value, Mapping) or set(value) != {"format", "text"}:
        raise refuse("source", "not_source", value)
    said = source.read(value["format"], value["text"], limits.layers, input)
    return made(needed(input or said.input, said.layers), said.layers, limits)


def made(input: Any, layers: Any, limits: Limits, known: Preset | None = None) -> Asked:
    """A network whose layers were not given as such, so that no repair of theirs can be applied."""
    try:
        return Asked(network(input, layers, limits), layers, known)
    except Refused as refused:
        raise Refused(*(replace(one, repairs=()) for one in refused.problems)) from None


def needed(input: Any, layers: Any = ()) -> Any:
    """The input's shape; Refused when nobody says it, with one that the first layer could read."""
    if input is not None:
        return input
    first = layers[0] if layers else {"op": "conv2d"}
    kind = LAYERS.get(first["op"])
    axes = kind.dimensions if kind is not None and kind.dimensions else 2
    example = [first.get("in_features")] if "in_features" in first else [first.get("in_channels", 3), *[224] * axes]
    raise refuse("input", "required", repairs=[{"input": example}], example=example)
