"""Figures as OpenAPI: one address for every operator and format, one for many figures, one for a stage in a file.

Data for document.py; formats and their types stand in images.py.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from app.figures.figure import KINDS
from app.operators.operator import Operator
from app.operators.text import words
from app.web.batch import MOST
from app.web.images import TYPES
from app.web.openapi.presentation import FIGURES, references
from app.web.openapi.statuses import responses, without_304

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
MANY = {"en": "Up to {} figures at once, as an archive", "zh-Hans": "一次得到至多 {} 个图，打包成一个文件"}
NAME = {"en": "its name in the archive, with the ending of its format", "zh-Hans": "在包中的文件名，扩展名表示格式"}
FIGURE = {
    "en": "the experiment, as operator?query or as an object with operator and its fields",
    "zh-Hans": "实验，写成 算子?查询，或写成含 operator 及其字段的对象",
}
FILE = {
    "en": "The stage with its answer in one file, to be played without a server",
    "zh-Hans": "把实验页和答复装进一个文件，无需服务器即可播放",
}


def paths(operators: list[Operator], language: str) -> dict[str, Any]:
    """The addresses of figures; the first operator of a plane is the example."""
    shown = next(one for one in operators if one.dimensions == 2)
    operator = in_path("operator", words(OPERATOR, language), [one.id for one in operators], shown.id)
    figure = still_or_moving(operator, shown, language)
    file = {
        "operationId": "alone",
        "tags": ["figures"],
        "summary": words(FILE, language),
        "parameters": [operator, experiment_of(shown, language), *references(("step", "theme", "lang"))],
        "responses": responses(None, {"type": "string"}, "text/html"),
    }
    return {
        "/api/v1/{operator}.{format}": {"get": figure},
        "/api/v1/{operator}.html": {"get": file},
        "/api/v1/figures": {"post": archive(shown, language)},
    }


def still_or_moving(operator: dict[str, Any], shown: Operator, language: str) -> dict[str, Any]:
    """One figure in any format."""
    answered = responses(None, {"type": "string"})
    types = dict.fromkeys(TYPES[kind].partition(";")[0] for kind in KINDS)
    answered["200"]["content"] = {one: {"schema": {"type": "string"}} for one in types}
    format = in_path("format", words(FORMAT, language), list(KINDS), KINDS[0])
    return {
        "operationId": "figure",
        "tags": ["figures"],
        "summary": words(SUMMARY, language),
        "description": words(DESCRIPTION, language),
        "parameters": [operator, format, experiment_of(shown, language), *references(FIGURES)],
        "responses": answered,
    }


def archive(shown: Operator, language: str) -> dict[str, Any]:
    """Many figures at once."""
    entry = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": words(NAME, language)},
            "figure": {"type": ["string", "object"], "description": words(FIGURE, language)},
        },
        "required": ["name", "figure"],
    }
    schema = {"type": "array", "items": entry, "minItems": 1, "maxItems": MOST}
    example = [{"name": f"{shown.id}.{kind}", "figure": f"{shown.id}?{shown.default}"} for kind in KINDS[:2]]
    return {
        "operationId": "figures",
        "tags": ["figures"],
        "summary": words(MANY, language).format(MOST),
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}},
        "responses": without_304(responses(None, {"type": "string"}, "application/zip")),
    }


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
