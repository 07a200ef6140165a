"""What a network may be made of: every kind of layer with its fields, and every preset.

Made from the layers' own declarations.
"""

from __future__ import annotations

from typing import Any

from app.networks.layer import LAYERS, Layer
from app.networks.presets import PRESETS, described
from app.networks.text.source import FORMATS
from app.operators.text import words


def catalogue(language: str = "en") -> dict[str, Any]:
    """Kinds of layers, presets, formats of text."""
    return {
        "layers": [kind(one, language) for one in LAYERS.values()],
        "presets": [{**described(one, language), "input": list(one.input)} for one in PRESETS.values()],
        "formats": list(FORMATS),
    }


def kind(layer: Layer, language: str) -> dict[str, Any]:
    """One kind of layer: its title and its fields as JSON Schema."""
    axes = layer.dimensions or 2
    return {
        "op": layer.op,
        "title": words(layer.title, language),
        "dimensions": layer.dimensions,
        "parameters": {
            "type": "object",
            "properties": {name: one.schema(axes, language) for name, one in layer.fields.items()},
            "required": [name for name, one in layer.fields.items() if one.required],
        },
    }
