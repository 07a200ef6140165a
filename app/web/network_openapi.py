"""The routes of networks as OpenAPI, with examples that were really computed.

Data for openapi.py, which knows the answers that every route shares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from app.networks.network import Limits
from app.networks.presets import PRESETS
from app.networks.regions import DIRECTION, EFFECTIVE
from app.web import answers
from app.web.network import KEYS, Question, reached, whole

Responses = Callable[[Any, str], dict[str, Any]]
EXAMPLE = {"input": [1, 4, 4], "layers": [{"op": "conv2d", "out_channels": 1, "kernel_size": 3}, {"op": "relu"}]}
CELL = {"layer": 1, "position": [0, 1]}
WHOLES = {"type": "array", "items": {"type": "integer"}}
ROWS = {"type": "array", "items": {"type": "object", "required": ["op"], "properties": {"op": {"type": "string"}}}}
GRID = {"anyOf": [{"type": "array"}, {"type": "number"}, {"type": "string"}]}
FIELDS: dict[str, tuple[str, dict[str, Any], Any]] = {  # what it says, its schema, an example in an address
    "input": ("shape of the input, channels first; a preset has its own", WHOLES, "1,4,4"),
    "layers": ("layers in a row, as in /api/v1/networks", ROWS, '[{"op":"conv2d","out_channels":1,"kernel_size":3}]'),
    "source": (
        "the network as text that is read, never executed",
        {
            "type": "object",
            "required": ["format", "text"],
            "properties": {"format": {"enum": ["torch", "keras"]}, "text": {"type": "string"}},
        },
        None,
    ),
    "preset": ("a known network", {"enum": list(PRESETS)}, None),
    "values": ("numbers of the input; every layer then answers its grid", GRID, None),
    "seed": ("of weights that are not given", {"type": "integer", "minimum": 0}, None),
    "grad_output": ("a grid in the output's shape; asks for gradients", GRID, None),
    "layer": ("its number in the row, −1 for the input, or its path", {"type": ["integer", "string"]}, "0"),
    "position": ("the cell, without its channel", WHOLES, "0,1"),
    "direction": (str(DIRECTION.help), DIRECTION.values(2), None),
    "effective": (str(EFFECTIVE.help), EFFECTIVE.values(2), None),
}


def paths(responses: Responses, without_304: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """The addresses of networks."""
    table = orjson.loads(answers.dumps(whole(Question(EXAMPLE, {}), Limits())))
    regions = orjson.loads(answers.dumps(reached(Question({**EXAMPLE, **CELL}, {}), Limits())))
    told = {
        "network": ("A network: shapes, parameters, MACs, receptive fields", EXAMPLE, table),
        "reach": ("What one cell of a network sees, or reaches", {**EXAMPLE, **CELL}, regions),
    }
    found: dict[str, Any] = {
        "/api/v1/networks": {
            "get": {
                "operationId": "networks",
                "tags": ["networks"],
                "summary": "All kinds of layers and all known networks",
                "parameters": [],
                "responses": responses(None, "json"),
            }
        }
    }
    for name, (summary, body, shown) in told.items():
        address = "/api/v1/network" if name == "network" else "/api/v1/network/reach"
        shared = {"tags": ["networks"], "summary": summary}
        found[address] = {
            "get": {
                "operationId": name,
                **shared,
                "parameters": [in_query(one) for one in KEYS[name]],
                "responses": responses(None, "json"),
            },
            "post": {
                "operationId": f"{name}_post",
                **shared,
                "requestBody": {"required": True, "content": {"application/json": content(name, body)}},
                "responses": without_304(responses(shown, "json")),
            },
        }
    return found


def in_query(name: str) -> dict[str, Any]:
    """A field as a query parameter: shapes as 3,224,224, layers and source as JSON text."""
    said, schema, example = FIELDS[name]
    kept = schema if "enum" in schema or schema.get("type") == "integer" else {"type": "string"}
    shown: Mapping[str, Any] = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "required": name in CELL, "description": said, "schema": kept, **shown}


def content(name: str, example: Mapping[str, Any]) -> dict[str, Any]:
    properties = {one: {**FIELDS[one][1], "title": one, "description": FIELDS[one][0]} for one in KEYS[name]}
    required = [one for one in KEYS[name] if one in CELL]
    return {"schema": {"type": "object", "properties": properties, "required": required}, "example": example}
