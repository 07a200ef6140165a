"""The addresses of operators as OpenAPI, made from their declarations.

Data for document.py: an experiment and its matrix, each by GET and by POST.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import orjson

from app.operators.exact import Array
from app.operators.operator import Operator
from app.operators.parameters import FACTS, Parameter
from app.operators.text import Text, words
from app.settings import Settings
from app.web import answers
from app.web.catalogue import parameters
from app.web.openapi.presentation import ANSWERS, references
from app.web.openapi.statuses import responses, without_304
from app.web.question import from_query

FEW = "limit=2"  # steps in an example
ANSWER, MATRIX = ({"$ref": f"#/components/schemas/{name}"} for name in ("Answer", "Matrix"))
AS_MATRIX = {
    "en": "The operator over the flattened input: output = matrix · input, plus the bias.",
    "zh-Hans": "算子作用于展平的输入：输出 = 矩阵 · 输入，再加偏置。",
}


def paths(operator: Operator, language: str) -> dict[str, Any]:
    """The addresses of one operator."""
    settings = Settings()  # an example is within the limits that there are unless somebody sets others
    asked = f"{operator.default}&{FEW}"
    example = from_query(operator, parse_qsl(asked))
    plan = example.plan(settings)
    shown = orjson.loads(answers.traced(example, plan, settings))
    told = named(operator, operator.family, operator.help, language)
    found = {f"/api/v1/{operator.id}": methods(operator, operator.id, told, asked, responses(shown, ANSWER), language)}
    if operator.linear:
        matrix = responses(orjson.loads(answers.as_matrix(example, plan, settings)), MATRIX)
        name, told = f"{operator.id}_matrix", named(operator, "matrix", AS_MATRIX, language)
        found[f"/api/v1/{operator.id}/matrix"] = methods(operator, name, told, operator.default, matrix, language)
    return found


def named(operator: Operator, heading: str, text: Text, language: str) -> dict[str, Any]:
    """What is said of a question in words."""
    return {"tags": [heading], "summary": operator.name(language), "description": words(text, language)}


def methods(
    operator: Operator, name: str, told: dict[str, Any], asked: str, answered: dict[str, Any], language: str
) -> dict[str, Any]:
    """GET and POST of one question about an operator, whose answers are the same bytes."""
    get = {"operationId": name, **told, "parameters": query(operator, asked, language), "responses": answered}
    post = {
        "operationId": f"{name}_post",
        **told,
        "requestBody": body(operator, asked, language),
        "responses": without_304(answered),
    }
    return {"get": get, "post": post}


def query(operator: Operator, asked: str, language: str) -> list[dict[str, Any]]:
    """The fields of an operator as query parameters, in the notation of addresses, and the presentation keys."""
    examples = dict(parse_qsl(asked))
    fields = [
        {
            "name": name,
            "in": "query",
            "required": one.required,
            "description": words(one.help, language),
            "schema": in_query(one, operator.dimensions),
            **({"example": examples[name]} if name in examples else {}),
        }
        for name, one in operator.fields.items()
    ]
    return [*fields, *references(ANSWERS)]


def in_query(parameter: Parameter, dimensions: int) -> dict[str, Any]:
    """The schema of a parameter's text in an address: numbers and names as they are, lists and grids as text."""
    declared = parameter.values(dimensions)
    if parameter.kind in ("axes", "padding", "grid"):
        return {"type": "string"}
    return {key: value for key, value in declared.items() if key != "not"} | {"type": declared["type"]}


def body(operator: Operator, asked: str, language: str) -> dict[str, Any]:
    """The JSON body, with the operator's first experiment as its example."""
    declared = parameters(operator, language)
    declared["properties"] = {name: without_null_default(one) for name, one in declared["properties"].items()}
    content = {"schema": declared, "example": example_body(operator, asked)}
    return {"required": True, "content": {"application/json": content}}


def without_null_default(one: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in one.items()
        if key not in ("kind", "basic", *FACTS) and (key != "default" or value is not None)
    }


def example_body(operator: Operator, asked: str) -> dict[str, Any]:
    """The experiment of an address as a JSON body, its grids as numbers."""
    question = from_query(operator, parse_qsl(asked))
    grids = {name: numbers(source.make()) for name, source in question.sources.items()}
    known = {**question.settings, "limit": question.limit}
    settings = {name: known[name] for name in dict(parse_qsl(asked)) if name not in grids}
    return orjson.loads(answers.dumps({**grids, **settings}))  # type: ignore[no-any-return]  # tuples as lists


def numbers(grid: Array) -> Any:
    """A grid as nested lists, of integers where all are whole."""
    whole = grid.astype(np.int64)
    return (whole if (whole == grid).all() else grid).tolist()
