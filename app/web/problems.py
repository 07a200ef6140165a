"""Errors as answers: application/problem+json (RFC 9457) that names the field and the way out.

Translates the engine's refusals; nobody else writes an error body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from starlette.responses import Response

from app.operators.errors import Problem, Refused

MEDIA_TYPE = "application/problem+json"
LIMITS = (
    "body_bytes",
    "cells",
    "work",
    "entries",
    "code_bytes",
    "layers",
    "taps",
    "values",
    "beyond",
    "text_length",
    "frames",
    "pixels",
    "animation_pixels",
    "figures",
    "program_numbers",
    "file_numbers",
)
_TITLES = {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}
_VALUE = 80  # characters of a value that are told again
_REPAIR = 2048  # characters of a repair


def refused(error: Refused, language: str = "en") -> Response:
    """The answer to an experiment that cannot be."""
    return problem(status_of(error), error.problems, language)


def status_of(error: Refused) -> int:
    codes = {one.code for one in error.problems}
    if "unknown_operator" in codes:
        return 404
    return 413 if codes & set(LIMITS) else 422


def told(one: Problem, language: str) -> dict[str, Any]:
    """One error: field, code, what is wrong, the value given, what would work."""
    return {
        "field": one.field,
        "code": one.code,
        "detail": one.detail(language),
        "value": shown(one.value),
        "hint": one.hint(language),
        "repairs": [repair for repair in one.repairs if len(orjson.dumps(repair)) <= _REPAIR],
        "arguments": {name: shown(value) for name, value in one.arguments.items()},
    }


def problem(
    status: int,
    problems: Sequence[Problem] = (),
    language: str = "en",
    headers: Mapping[str, str] | None = None,
    detail: str = "",
) -> Response:
    """A problem answer; with `problems` (five at most are told) the first one's words are the detail."""
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if problems:
        errors = [told(one, language) for one in problems[:5]]
        body["detail"] = f"{errors[0]['field']}: {errors[0]['detail']}; {errors[0]['hint']}"
        body["errors"] = errors
    return Response(
        orjson.dumps(printable(body)),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def shown(value: Any) -> Any:
    """A value short and safe enough to be told again."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < 2**53 else repr(value)[:_VALUE]
    text = value if isinstance(value, str) else _text(value)
    return text if len(text) <= _VALUE else text[: _VALUE - 1] + "…"


def _text(value: Any) -> str:
    """The beginning of a list or object as text; its end is never looked at."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{str(key)[:_VALUE]}: …" for key in list(value)[:8]) + "}"
    parts: list[str] = []
    for one in list(value[:_VALUE]) if hasattr(value, "__getitem__") else []:
        parts.append(_text(one) if isinstance(one, list | tuple | dict) else str(shown(one)))
        if sum(map(len, parts)) > _VALUE:
            break
    return "[" + ", ".join(parts)[: _VALUE * 2] + "]"


def printable(value: Any) -> Any:
    """The same with lone surrogates escaped, so that it can be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {printable(key): printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list | tuple) else value
