"""Programs as OpenAPI: one address for every operator and framework.

Data for document.py; frameworks stand in the snippets.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from app.operators.operator import Operator
from app.operators.text import words
from app.settings import Settings
from app.snippets import FRAMEWORKS
from app.web.openapi.figures import OPERATOR, experiment_of, in_path
from app.web.openapi.presentation import references
from app.web.openapi.statuses import responses
from app.web.programs import TYPE, text
from app.web.question import from_query

SUMMARY = {
    "en": "An experiment as a program for NumPy, PyTorch, Keras or JAX",
    "zh-Hans": "把一个实验写成 NumPy、PyTorch、Keras 或 JAX 程序",
}
DESCRIPTION = {
    "en": "The same query string as the answer's. The program runs by itself and asserts its output.",
    "zh-Hans": "查询字符串与数字答复的相同。程序可独立运行，并断言其输出。",
}
FRAMEWORK = {"en": "what the program is written for", "zh-Hans": "程序所用的框架"}


def paths(operators: list[Operator], language: str) -> dict[str, Any]:
    """The address of programs; the first operator of a plane is the example."""
    shown = next(one for one in operators if one.dimensions == 2)
    question = from_query(shown, parse_qsl(shown.default))
    example = text(question, question.plan(Settings()), FRAMEWORKS[0]).decode()
    framework = {
        "name": "framework",
        "in": "query",
        "required": False,
        "description": words(FRAMEWORK, language),
        "schema": {"type": "string", "enum": list(FRAMEWORKS), "default": FRAMEWORKS[0]},
    }
    operator = in_path("operator", words(OPERATOR, language), [one.id for one in operators], shown.id)
    program = {
        "operationId": "program",
        "tags": ["programs"],
        "summary": words(SUMMARY, language),
        "description": words(DESCRIPTION, language),
        "parameters": [operator, experiment_of(shown, language), framework, *references(("lang",))],
        "responses": responses(example, {"type": "string"}, TYPE.partition(";")[0]),
    }
    return {"/api/v1/{operator}.py": {"get": program}}
