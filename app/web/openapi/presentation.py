"""Presentation keys as OpenAPI: what may be said about showing an answer or a figure, told once for all addresses.

Data for document.py; the names of all keys stand in presentation.py.
"""

from __future__ import annotations

from typing import Any

from app.figures.scene import LAYOUTS
from app.figures.themes import THEMES
from app.operators.text import LANGUAGES, Text, words
from app.web.figures import FASTEST, FPS, HOLD, LONGEST, SCALE, WIDTH
from app.web.presentation import COLUMNS

TOLD: dict[str, tuple[Text, dict[str, Any]]] = {
    "lang": (
        {"en": "the language of titles, descriptions and errors", "zh-Hans": "标题、说明和错误所用的语言"},
        {"type": "string", "enum": list(LANGUAGES)},
    ),
    "only": (
        {"en": "leaves everything but the steps out of an answer", "zh-Hans": "答复中只保留步骤"},
        {"type": "string", "enum": ["steps"]},
    ),
    "columns": (
        {
            "en": "the columns of the steps that are wanted, as in output,value",
            "zh-Hans": "需要的步骤列，例如 output,value",
        },
        {"type": "string", "pattern": f"^({'|'.join(COLUMNS)}|,)*$"},
    ),
    "layout": (
        {
            "en": "grids side by side or below each other; asks an answer for its scene",
            "zh-Hans": "网格并排或上下排列；答复中会给出 scene",
        },
        {"type": "string", "enum": list(LAYOUTS)},
    ),
    "step": (
        {
            "en": "the step that a still figure shows; without it, the whole",
            "zh-Hans": "静态图所示的步；省略时显示整体",
        },
        {"type": "integer", "minimum": 0},
    ),
    "strip": (
        {"en": "steps of a still figure side by side, as in 0,3,8", "zh-Hans": "静态图中并排显示的若干步，例如 0,3,8"},
        {"type": "string"},
    ),
    "theme": ({"en": "the colours of a figure", "zh-Hans": "图的配色"}, {"type": "string", "enum": list(THEMES)}),
    "width": ({"en": "the width of a figure in pixels", "zh-Hans": "图的宽度，以像素计"}, WIDTH.values(1)),
    "scale": (
        {
            "en": "pixels of a picture to each of these, for sharp screens and print",
            "zh-Hans": "每个像素再细分的倍数，用于高分屏和印刷",
        },
        SCALE.values(1),
    ),
    "animate": (
        {"en": "a drawing in SVG that plays its steps by itself", "zh-Hans": "让 SVG 自行播放各步"},
        {"type": "boolean", "default": False},
    ),
    "fps": (
        {"en": "steps of an animation in a second", "zh-Hans": "动画每秒的步数"},
        {**FPS.values(1), "maximum": FASTEST, "default": FPS.default},
    ),
    "hold": (
        {"en": "seconds that the last step of an animation stays", "zh-Hans": "动画最后一步停留的秒数"},
        {**HOLD.values(1), "maximum": LONGEST, "default": HOLD.default},
    ),
}
ANSWERS = ("lang", "only", "columns", "layout")
FIGURES = ("step", "strip", "layout", "theme", "width", "scale", "animate", "fps", "hold", "lang")


def parameters(language: str) -> dict[str, Any]:
    """The keys, to be referred to."""
    return {
        name: {"name": name, "in": "query", "required": False, "description": words(text, language), "schema": schema}
        for name, (text, schema) in TOLD.items()
    }


def references(names: tuple[str, ...]) -> list[dict[str, str]]:
    """Some of the keys, for the parameters of an operation."""
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]
