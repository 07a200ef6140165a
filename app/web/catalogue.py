"""The catalogue: every operator with its parameters, and what an address may name besides.

Made from the operators' own declarations.
"""

from __future__ import annotations

from typing import Any

from app.operators.operator import AXIS_NAMES, OPERATORS, Operator
from app.operators.text import words
from app.samples import generators, presets
from app.settings import Settings
from app.web import presentation


def catalogue(settings: Settings, language: str) -> dict[str, Any]:
    """What the page builds its controls from."""
    return {
        "operators": [described(operator, language) for operator in OPERATORS.values()],
        "generators": generators(language),
        "presets": presets(language),
        "presentation": list(presentation.KEYS),
        "limits": settings.limits(),
    }


def described(operator: Operator, language: str) -> dict[str, Any]:
    """One operator: its names, its parameters as JSON Schema and its calm first experiment."""
    return {
        "id": operator.id,
        "title": operator.name(language),
        "description": words(operator.help, language),
        "family": operator.family,
        "dimensions": operator.dimensions,
        "axes": list(AXIS_NAMES[operator.dimensions]),
        "parameters": parameters(operator, language),
        "default": operator.default,
    }


def parameters(operator: Operator, language: str = "en") -> dict[str, Any]:
    """JSON Schema of an experiment's fields."""
    return {
        "type": "object",
        "properties": {name: one.schema(operator.dimensions, language) for name, one in operator.fields.items()},
        "required": [name for name, one in operator.fields.items() if one.required],
    }
