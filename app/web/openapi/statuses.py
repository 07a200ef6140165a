"""The statuses of an answer as OpenAPI: success with its example, every error, the body of an error.

Shared by all modules that describe addresses; the words of refusals stand in messages.py.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson

from app.operators.errors import Refused
from app.operators.operator import lookup
from app.operators.text import words
from app.settings import Settings
from app.web.problems import MEDIA_TYPE, refused
from app.web.question import from_query

STATUSES = {
    400: {"en": "the body is not JSON", "zh-Hans": "正文不是 JSON"},
    404: {"en": "there is no such operator or address", "zh-Hans": "没有这个算子或地址"},
    405: {"en": "the address does not take this method", "zh-Hans": "此地址不接受该方法"},
    413: {
        "en": "body, grid or work is over a limit; the answer names the limit and the number",
        "zh-Hans": "正文、网格或计算量超过上限；答复会指出上限和实际数值",
    },
    414: {
        "en": "the address is longer than 64 KiB; send the fields by POST",
        "zh-Hans": "地址超过 64 KiB；请用 POST 发送字段",
    },
    415: {"en": "the body is not application/json", "zh-Hans": "正文不是 application/json"},
    422: {
        "en": "a field is wrong, or the experiment is impossible; the answer names the field and what would work",
        "zh-Hans": "字段有误，或实验不可能成立；答复会指出字段和可行的办法",
    },
    503: {"en": "busy; try again after Retry-After seconds", "zh-Hans": "服务器正忙；请在 Retry-After 秒后重试"},
}
IMPOSSIBLE = ("conv2d", "input=ramp:3x3&weight=ones:5x5")  # a window larger than its input


def responses(
    example: Any = None, schema: dict[str, Any] | None = None, media_type: str = "application/json"
) -> dict[str, Any]:
    """Every status of a GET, with an answer that was really given."""
    content: dict[str, Any] = {"schema": schema or {"type": "object"}}
    if example is not None:
        content["example"] = example
    return {
        "200": {"description": "the answer", "content": {media_type: content}},
        "304": {"description": "the client has it"},
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in STATUSES},
    }


def without_304(statuses: dict[str, Any]) -> dict[str, Any]:
    """The statuses of a POST, whose answers carry no ETag."""
    return {status: one for status, one in statuses.items() if status != "304"}


def errors(language: str) -> dict[str, Any]:
    """The error statuses, to be referred to."""
    content = {"schema": {"$ref": "#/components/schemas/Problem"}}
    impossible = {"summary": "/api/v1/{}?{}".format(*IMPOSSIBLE), "value": refusal(language)}
    return {
        str(status): {
            "description": words(text, language),
            "content": {MEDIA_TYPE: {**content, **({"examples": {"impossible": impossible}} if status == 422 else {})}},
        }
        for status, text in STATUSES.items()
    }


def refusal(language: str) -> Any:
    """The answer to an experiment that cannot be."""
    name, query = IMPOSSIBLE
    try:
        from_query(lookup(name), parse_qsl(query)).plan(Settings())
    except Refused as error:
        return orjson.loads(refused(error, language).body)
    raise AssertionError(f"{name}?{query} is possible")


def problem() -> dict[str, Any]:
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
