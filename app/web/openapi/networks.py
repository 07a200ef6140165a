"""The addresses of networks as OpenAPI, with examples that were really computed.

Data for document.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import orjson

from app.networks.network import Limits
from app.networks.presets import PRESETS
from app.networks.regions import DIRECTION, EFFECTIVE
from app.networks.text.source import FORMATS
from app.operators.text import Text, words
from app.web import answers
from app.web.images import TYPES
from app.web.network import KEYS, Question, from_body, from_query, reached, whole
from app.web.network_figures import KINDS
from app.web.openapi.figures import FORMAT, in_path
from app.web.openapi.presentation import references
from app.web.openapi.statuses import responses, without_304

WHOLES = {"type": "array", "items": {"type": "integer"}}
ROWS = {"type": "array", "items": {"type": "object", "required": ["op"], "properties": {"op": {"type": "string"}}}}
GRID = {"anyOf": [{"type": "array"}, {"type": "number"}, {"type": "string"}]}
SOURCE = {
    "type": "object",
    "required": ["format", "text"],
    "properties": {"format": {"enum": list(FORMATS)}, "text": {"type": "string"}},
}
FIELDS: dict[str, tuple[Text, dict[str, Any]]] = {
    "input": (
        {
            "en": "shape of the input, channels first; a preset has its own",
            "zh-Hans": "输入的形状，通道在前；预设自带形状",
        },
        WHOLES,
    ),
    "layers": (
        {"en": "layers in a row, as in /api/v1/networks", "zh-Hans": "依次排列的层，写法见 /api/v1/networks"},
        ROWS,
    ),
    "source": (
        {"en": "the network as text that is read, never executed", "zh-Hans": "以代码文本给出的网络，只读取，不执行"},
        SOURCE,
    ),
    "preset": ({"en": "a known network", "zh-Hans": "已知网络的名称"}, {"enum": list(PRESETS)}),
    "values": (
        {
            "en": "numbers of the input; every layer then answers its grid",
            "zh-Hans": "输入的数值；给出后每层都答复其网格",
        },
        GRID,
    ),
    "seed": (
        {"en": "of weights that are not given", "zh-Hans": "未给出的权重的随机种子"},
        {"type": "integer", "minimum": 0, "default": 0},
    ),
    "grad_output": (
        {"en": "a grid in the output's shape; asks for gradients", "zh-Hans": "与输出同形状的网格；用于求梯度"},
        GRID,
    ),
    "layer": (
        {"en": "its number in the row, −1 for the input, or its path", "zh-Hans": "层的序号，−1 为输入，也可以是路径"},
        {"type": ["integer", "string"]},
    ),
    "position": ({"en": "the cell, without its channel", "zh-Hans": "格的位置，不含通道"}, WHOLES),
    "direction": (DIRECTION.help, {**DIRECTION.values(2), "default": DIRECTION.default}),
    "effective": (EFFECTIVE.help, {**EFFECTIVE.values(2), "default": EFFECTIVE.default}),
}
REQUIRED = ("layer", "position")
WORK = {"network": whole, "reach": reached}
ROW = {"input": [1, 4, 4], "layers": [{"op": "conv2d", "out_channels": 1, "kernel_size": 3}, {"op": "relu"}]}
SEEN = "preset=lenet5&layer=2&position=3,3"
# By operation: its address, what it answers, and an example as an address and as a body.
ASKED: dict[str, tuple[str, Text, str, dict[str, Any]]] = {
    "network": (
        "/api/v1/network",
        {
            "en": "The table of a network: shapes, parameters, MACs, receptive fields of every layer",
            "zh-Hans": "网络的表：各层的形状、参数量、MAC 数、感受野",
        },
        "preset=lenet5",
        ROW,
    ),
    "reach": (
        "/api/v1/network/reach",
        {
            "en": "What one cell of a network sees in every earlier layer, or reaches in every later one",
            "zh-Hans": "网络中的一个格在前面各层看到什么，或影响后面各层的哪些格",
        },
        SEEN,
        {**ROW, "layer": 1, "position": [0, 1]},
    ),
}
DRAWN = {"en": "A network drawn to scale, with what one cell sees", "zh-Hans": "按比例画出的网络，以及一个格所看到的"}
ALL = {"en": "All kinds of layers and all known networks", "zh-Hans": "全部层的种类和全部已知网络"}


def paths(language: str) -> dict[str, Any]:
    """The addresses of networks."""
    listed = {"tags": ["networks"], "summary": words(ALL, language)}
    networks = {"operationId": "networks", **listed, "parameters": [], "responses": responses()}
    return {
        **{address: methods(name, language) for name, (address, *_) in ASKED.items()},
        "/api/v1/network.{format}": {"get": figure(language)},
        "/api/v1/networks": {"get": networks},
    }


def figure(language: str) -> dict[str, Any]:
    """A network as a picture or a drawing for print."""
    format = in_path("format", words(FORMAT, language), list(KINDS), KINDS[0])
    fields = [in_query(one, dict(parse_qsl(SEEN)), language, ()) for one in KEYS["figure"]]
    answered = responses(None, {"type": "string"})
    answered["200"]["content"] = {TYPES[kind].partition(";")[0]: {"schema": {"type": "string"}} for kind in KINDS}
    return {
        "operationId": "network_figure",
        "tags": ["networks"],
        "summary": words(DRAWN, language),
        "parameters": [format, *fields, *references(("theme", "width", "scale", "lang"))],
        "responses": answered,
    }


def methods(name: str, language: str) -> dict[str, Any]:
    """GET and POST of one question about a network."""
    _, summary, query, body = ASKED[name]
    pairs, spoken = parse_qsl(query), [("lang", language)]
    shared = {"tags": ["networks"], "summary": words(summary, language)}
    return {
        "get": {
            "operationId": name,
            **shared,
            "parameters": [in_query(one, dict(pairs), language) for one in KEYS[name]],
            "responses": responses(answered(name, from_query(name, pairs + spoken))),
        },
        "post": {
            "operationId": f"{name}_post",
            **shared,
            "requestBody": {"required": True, "content": {"application/json": content(name, body, language)}},
            "responses": without_304(responses(answered(name, from_body(name, body, spoken)))),
        },
    }


def answered(name: str, question: Question) -> Any:
    return orjson.loads(answers.dumps(WORK[name](question, Limits())))


def in_query(
    name: str, examples: Mapping[str, str], language: str, required: Sequence[str] = REQUIRED
) -> dict[str, Any]:
    """A field as a query parameter: shapes as 3,224,224, layers and source as JSON text."""
    text, schema = FIELDS[name]
    kept = schema if "enum" in schema or schema.get("type") == "integer" else {"type": "string"}
    told = {"name": name, "in": "query", "required": name in required, "description": words(text, language)}
    return {**told, "schema": kept, **({"example": examples[name]} if name in examples else {})}


def content(name: str, example: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The JSON body."""
    properties = {
        one: {**FIELDS[one][1], "title": one, "description": words(FIELDS[one][0], language)} for one in KEYS[name]
    }
    required = [one for one in KEYS[name] if one in REQUIRED]
    return {"schema": {"type": "object", "properties": properties, "required": required}, "example": example}
