"""The API as OpenAPI 3.1, made from the operators' declarations, with an example of each that was really computed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson

from app import __version__
from app.operators.operator import OPERATORS, Operator
from app.operators.parameters import FACTS, Parameter
from app.operators.text import words
from app.settings import Settings
from app.web import answers, network_openapi
from app.web.api import SIZES
from app.web.catalogue import parameters
from app.web.question import from_query

PROBLEMS = {
    400: "the body is not JSON",
    404: "there is no such operator",
    405: "the address does not take this method",
    413: "body, grid or work is over a limit; the answer names the limit and the number",
    414: "the address is longer than 64 KiB; use POST",
    415: "the body is not application/json",
    422: "a field is wrong, or the experiment is impossible; the answer names the field and what would work",
    503: "busy; try again after Retry-After seconds",
}


def schema(settings: Settings) -> dict[str, Any]:
    """The whole description."""
    return _schema(settings, tuple(OPERATORS))


def written(settings: Settings) -> bytes:
    """The whole description as JSON."""
    return _written(settings, tuple(OPERATORS))


@lru_cache(maxsize=4)
def _written(settings: Settings, names: tuple[str, ...]) -> bytes:
    return answers.dumps(_schema(settings, names))


@lru_cache(maxsize=4)
def _schema(settings: Settings, names: tuple[str, ...]) -> dict[str, Any]:
    paths: dict[str, Any] = {
        "/api/v1/operators": {"get": plain("catalogue", "All operators, generators, presets and limits", [])},
        "/api/v1/solve": {"get": plain("solve", "Settings that turn one size into another", sizes())},
        "/healthz": {"get": health()},
    }
    for name in names:
        paths |= operator_paths(OPERATORS[name], settings)
    paths |= network_openapi.paths(responses, without_304)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "convscope",
            "version": __version__,
            "description": "Every number of a convolution, a pooling or their relatives, step by step and exact.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": {"Problem": problem_schema()}, "responses": problem_responses()},
    }


def operator_paths(operator: Operator, settings: Settings) -> dict[str, Any]:
    """The addresses of one operator."""
    example = from_query(operator, parse_qsl(f"{operator.default}&limit=2"))
    shown = orjson.loads(answers.traced(example, example.plan(settings), settings))
    tag, title = operator.family, operator.name()
    paths = {
        f"/api/v1/{operator.id}": {
            "get": {
                "operationId": operator.id,
                "tags": [tag],
                "summary": title,
                "description": words(operator.help),
                "parameters": query(operator),
                "responses": responses(shown, "json"),
            },
            "post": {
                "operationId": f"{operator.id}_post",
                "tags": [tag],
                "summary": f"{title}, from a JSON body",
                "description": "The same bytes as GET, for grids that are too large for an address.",
                "requestBody": body(operator),
                "responses": without_304(responses(shown, "json")),
            },
        }
    }
    if operator.linear:
        matrix = orjson.loads(answers.as_matrix(example, example.plan(settings), settings))
        matrix["entries"] = matrix["entries"][:6]
        paths[f"/api/v1/{operator.id}/matrix"] = {
            "get": {
                "operationId": f"{operator.id}_matrix",
                "tags": [tag],
                "summary": f"{title} as a matrix",
                "parameters": query(operator),
                "responses": responses(matrix, "json"),
            },
            "post": {
                "operationId": f"{operator.id}_matrix_post",
                "tags": [tag],
                "summary": f"{title} as a matrix, from a JSON body",
                "requestBody": body(operator),
                "responses": without_304(responses(matrix, "json")),
            },
        }
    return paths


def query(operator: Operator) -> list[dict[str, Any]]:
    """The fields of an operator as query parameters, in the notation of addresses."""
    examples = dict(parse_qsl(operator.default))
    return [
        {
            "name": name,
            "in": "query",
            "required": one.required,
            "description": words(one.help),
            "schema": in_query(one, operator.dimensions),
            **({"example": examples[name]} if name in examples else {}),
        }
        for name, one in operator.fields.items()
    ]


def in_query(parameter: Parameter, dimensions: int) -> dict[str, Any]:
    """The schema of a parameter's text in an address: numbers and names as they are, lists and grids as text."""
    declared = parameter.values(dimensions)
    if parameter.kind in ("axes", "padding", "grid"):
        return {"type": "string"}
    return {key: value for key, value in declared.items() if key != "not"} | {"type": declared["type"]}


def body(operator: Operator) -> dict[str, Any]:
    """The JSON body, with the operator's first experiment as its example."""
    declared = parameters(operator)
    declared["properties"] = {name: without_null_default(one) for name, one in declared["properties"].items()}
    content = {"schema": declared, "example": example_body(operator)}
    return {"required": True, "content": {"application/json": content}}


def without_null_default(one: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in one.items()
        if key not in ("kind", "basic", *FACTS) and (key != "default" or value is not None)
    }


def example_body(operator: Operator) -> dict[str, Any]:
    """The first experiment as a JSON body, its grids as numbers."""
    asked = from_query(operator, parse_qsl(operator.default))
    named = dict(parse_qsl(operator.default))
    grids = {name: source.make().tolist() for name, source in asked.sources.items()}
    settings = {name: asked.settings[name] for name in named if name not in grids}
    return orjson.loads(orjson.dumps({**grids, **settings}))  # type: ignore[no-any-return]  # tuples as lists


def sizes() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": name in ("input", "output"),
            "description": words(one.help),
            "schema": one.values(1),
            **({"example": {"input": 224, "output": 112}[name]} if name in ("input", "output") else {}),
        }
        for name, one in SIZES.items()
    ]


def plain(identifier: str, summary: str, query: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "operationId": identifier,
        "tags": ["all"],
        "summary": summary,
        "parameters": query,
        "responses": responses(None, "json"),
    }


def health() -> dict[str, Any]:
    return {
        "operationId": "health",
        "tags": ["all"],
        "summary": "That the service answers",
        "responses": {"200": {"description": "it does", "content": {"text/plain": {"schema": {"type": "string"}}}}},
    }


def responses(example: Any, kind: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"type": "object"}}
    if example is not None:
        content["example"] = example
    answer = {"description": "the answer", "content": {f"application/{kind}": content}}
    return {
        "200": answer,
        "304": {"description": "the client has it"},
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS},
    }


def without_304(statuses: dict[str, Any]) -> dict[str, Any]:
    """The statuses of a POST, whose answers carry no ETag."""
    return {status: one for status, one in statuses.items() if status != "304"}


def problem_responses() -> dict[str, Any]:
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        str(status): {"description": text, "content": {"application/problem+json": reference}}
        for status, text in PROBLEMS.items()
    }


def problem_schema() -> dict[str, Any]:
    """RFC 9457, with what went wrong in each field."""
    text: dict[str, Any] = {"type": "string"}
    anything: dict[str, Any] = {}
    error = {
        "field": text,
        "code": text,
        "detail": text,
        "value": anything,
        "hint": text,
        "repairs": {"type": "array", "items": {"type": "object"}},
        "arguments": {"type": "object"},
    }
    return {
        "type": "object",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "array", "items": {"type": "object", "properties": error}},
        },
        "required": ["type", "title", "status", "detail"],
    }
