"""The addresses of the service itself as OpenAPI: the inverse question, the catalogue, QR codes, health.

Data for document.py, with an example that was really computed.
"""

from __future__ import annotations

from typing import Any

import orjson

from app.operators.solve import SIZES, solve
from app.operators.text import Text, words
from app.web import answers
from app.web.openapi.statuses import responses

SOLVED = {"input": 224, "output": 112, "kernel": 3}
SUMMARIES: dict[str, Text] = {
    "solve": {"en": "Settings that turn one size into another", "zh-Hans": "把一个大小变成另一个的设置"},
    "catalogue": {"en": "All operators, generators, presets and limits", "zh-Hans": "全部算子、生成器、预设和上限"},
    "code": {"en": "An address of this site as a QR code", "zh-Hans": "本站地址的二维码"},
    "health": {"en": "That the service answers", "zh-Hans": "服务是否应答"},
}
PATH = {"en": "what follows the host, its query included", "zh-Hans": "主机名之后的部分，包括查询"}


def paths(language: str) -> dict[str, Any]:
    """The addresses of the service."""
    sizes = [
        in_query(name, one.help, one.values(1), one.required, language, SOLVED.get(name)) for name, one in SIZES.items()
    ]
    path = in_query("path", PATH, {"type": "string", "pattern": "^/"}, True, language, "/conv2d")
    solved = responses(orjson.loads(answers.dumps(solve(**SOLVED))))
    picture = responses(None, {"type": "string"}, "image/svg+xml")
    well = {"description": "", "content": {"text/plain": {"schema": {"type": "string"}, "example": "ok"}}}
    return {
        "/api/v1/solve": plain("solve", "solve", sizes, solved, language),
        "/api/v1/operators": plain("catalogue", "catalogue", [], responses(), language),
        "/qr.svg": plain("code", "codes", [path], picture, language),
        "/healthz": plain("health", "health", [], {"200": well}, language),
    }


def in_query(
    name: str, text: Text, schema: dict[str, Any], required: bool, language: str, example: Any
) -> dict[str, Any]:
    """One parameter of an address."""
    told = {"name": name, "in": "query", "required": required, "description": words(text, language), "schema": schema}
    return told if example is None else {**told, "example": example}


def plain(
    identifier: str, tag: str, query: list[dict[str, Any]], answered: dict[str, Any], language: str
) -> dict[str, Any]:
    """An address that takes GET only."""
    summary = words(SUMMARIES[identifier], language)
    operation = {"operationId": identifier, "tags": [tag], "summary": summary, "parameters": query}
    return {"get": {**operation, "responses": answered}}
