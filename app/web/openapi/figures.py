"""Figures as OpenAPI: one address for every operator and format.

Data for document.py; formats and their types stand in images.py.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from app.figures.figure import KINDS
from app.operators.operator import Operator
from app.operators.text import words
from app.web.images import TYPES
from app.web.openapi.presentation import FIGURES, references
from app.web.openapi.statuses import responses

SUMMARY = {
    "en": "An experiment as a picture, a drawing for print or a table",
    "zh-Hans": "把一个实验画成图片、印刷用图或表格",
}
DESCRIPTION = {
    "en": "The same query string as the answer's; without step or strip, the figure shows the whole.",
    "zh-Hans": "查询字符串与数字答复的相同；不给 step 或 strip 时，图中显示整体。",
}
OPERATOR = {"en": "whose experiment it is", "zh-Hans": "实验所属的算子"}
FORMAT = {"en": "the format by its ending", "zh-Hans": "以扩展名表示的格式"}
FIELDS = {"en": "the fields of the operator", "zh-Hans": "该算子的字段"}


def paths(operators: list[Operator], language: str) -> dict[str, Any]:
    """The address of figures; the first operator of a plane is the example."""
    shown = next(one for one in operators if one.dimensions == 2)
    answered = responses(None, {"type": "string"})
    types = dict.fromkeys(TYPES[kind].partition(";")[0] for kind in KINDS)
    answered["200"]["content"] = {one: {"schema": {"type": "string"}} for one in types}
    named = [
        in_path("operator", words(OPERATOR, language), [one.id for one in operators], shown.id),
        in_path("format", words(FORMAT, language), list(KINDS), KINDS[0]),
    ]
    figure = {
        "operationId": "figure",
        "tags": ["figures"],
        "summary": words(SUMMARY, language),
        "description": words(DESCRIPTION, language),
        "parameters": [*named, experiment_of(shown, language), *references(FIGURES)],
        "responses": answered,
    }
    return {"/api/v1/{operator}.{format}": {"get": figure}}


def experiment_of(shown: Operator, language: str) -> dict[str, Any]:
    """The fields of an operator as one parameter, exploded: each of them is a key of its own."""
    return {
        "name": "experiment",
        "in": "query",
        "required": True,
        "style": "form",
        "explode": True,
        "description": words(FIELDS, language),
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        "example": dict(parse_qsl(shown.default)),
    }


def in_path(name: str, description: str, choices: list[str], example: str) -> dict[str, Any]:
    """A part of the path."""
    schema = {"type": "string", "enum": choices}
    told = {"name": name, "in": "path", "required": True, "description": description, "schema": schema}
    return {**told, "example": example}
