"""Known networks by name, with where each comes from.

Knows which there are; what a layer is, it does not.
"""

from __future__ import annotations

from typing import Any

from app.networks.presets import classic, dense_prediction, residual
from app.networks.presets.preset import Layers, Preset
from app.operators.errors import nearest, refuse
from app.operators.text import words

PRESETS = {one.name: one for one in (*classic.PRESETS, *residual.PRESETS, *dense_prediction.PRESETS)}


def preset(name: Any) -> Preset:
    """The known network of that name; Refused with the nearest name otherwise."""
    if isinstance(name, str) and name in PRESETS:
        return PRESETS[name]
    likely = nearest(str(name), PRESETS)
    raise refuse("preset", "unknown_preset", name, [{"preset": likely}], given=str(name)[:64], nearest=likely)


def described(one: Preset, language: str = "en") -> dict[str, Any]:
    """Name, title, source and note, for people."""
    title, note = words(one.title, language), words(one.note, language)
    return {"name": one.name, "title": title, "source": one.source, "note": note}


__all__ = ["PRESETS", "Layers", "Preset", "described", "preset"]
