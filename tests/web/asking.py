"""Knows how one experiment is written, as a JSON body and as a query, and what every error answer looks like."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import httpx2
import numpy as np

from app.operators import OPERATORS
from app.web.headers import SECURITY

GRIDS = ("input", "weight", "bias", "indices", "grad_output")
SEPARATORS = (",", ";", "|")


def as_body(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as JSON values, whole numbers as integers."""
    return {name: tidy(value.tolist() if isinstance(value, np.ndarray) else value) for name, value in arguments.items()}


def tidy(value: Any) -> Any:
    """Whole numbers as int, all the way down."""
    if isinstance(value, list | tuple):
        return [tidy(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_query(body: dict[str, Any], short: bool = True) -> str:
    """The same experiment as an address has it: short forms, or JSON text."""
    return "&".join(f"{name}={quote(written(name, value, short), safe=',;|:@=')}" for name, value in body.items())


def written(name: str, value: Any, short: bool) -> str:
    """One value in query notation."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not short or (name in GRIDS and np.ndim(value) > 3):
        return json.dumps(value)
    if name in GRIDS:
        return joined(value, np.ndim(value))
    if any(isinstance(one, list) for one in value):  # padding as pairs, one axis after the other
        pairs = [",".join(map(str, one)) for one in value]
        return pairs[0] + ";" if len(pairs) == 1 else ";".join(pairs)
    return ",".join(json.dumps(one) for one in value)


def joined(value: list[Any], axes: int) -> str:
    """Cells with the separators , ; | from the last axis outwards; one at the end where an outer axis has one entry."""
    if axes == 1:
        return ",".join(map(repr, value))
    separator = SEPARATORS[axes - 1]
    return separator.join(joined(one, axes - 1) for one in value) + (separator if len(value) == 1 else "")


def example(operator: str) -> dict[str, Any]:
    """A small possible experiment of an operator, as a JSON body."""
    one, dimensions = OPERATORS[operator], int(operator[-2])
    ramp = np.arange(4**dimensions).reshape((4,) * dimensions).tolist()
    body: dict[str, Any] = {"input": ramp}
    if "weight" in one.fields:
        body["weight"] = np.ones((2,) * dimensions, dtype=int).tolist()
    if "kernel_size" in one.fields:
        body["kernel_size"] = 2
    if "indices" in one.fields:
        body["indices"] = ramp
    if operator.startswith("adaptive"):
        body["output_size"] = 3
    if operator.startswith("lp_pool"):
        body["norm_type"] = 2
    return body


def post(client: Any, operator: str, body: Any, **more: Any) -> httpx2.Response:
    return client.post(f"/api/v1/{operator}", json=body, **more)


def asgi_get(app: Any, path: str, query: str) -> httpx2.Response:
    """A GET past the client, which itself refuses addresses of 64 KiB."""
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "root_path": "",
        "raw_path": path.encode(), "query_string": query.encode(), "headers": [], "server": ("testserver", 80),
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as elsewhere:  # a browser test may have left a loop running in this thread
        elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return httpx2.Response(sent[0]["status"], headers=sent[0]["headers"], content=body)


def ok(response: httpx2.Response) -> dict[str, Any]:
    """The answer; fails with the server's words when it is not 200."""
    assert response.status_code == 200, response.text[:600]
    assert response.headers["content-type"] == "application/json"
    return response.json()


def assert_problem(response: httpx2.Response, *statuses: int) -> dict[str, Any]:
    """The body of an error as the contract describes it, whatever went wrong."""
    assert response.status_code in statuses, f"{response.status_code}: {response.text[:600]}"
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    for name, value in SECURITY.items():
        assert response.headers[name] == value
    assert len(response.content) <= 4096, f"{len(response.content)} bytes"
    body = response.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == response.status_code
    assert isinstance(body["detail"], str) and body["detail"] and isinstance(body["title"], str)
    assert "Traceback" not in response.text and ".py" not in response.text
    if response.status_code == 422 and "errors" in body:
        assert body["errors"]
    assert len(body.get("errors", [])) <= 5
    for error in body.get("errors", []):
        assert set(error) == {"field", "code", "detail", "value", "hint", "repairs", "arguments"}
        assert isinstance(error["repairs"], list) and all(isinstance(repair, dict) for repair in error["repairs"])
        assert error["detail"] and error["hint"] and "{" not in error["hint"].replace('{"', "")
        assert len(json.dumps(error["value"])) <= 200
    return body


def errors_of(response: httpx2.Response, *statuses: int) -> list[dict[str, Any]]:
    """The errors of a refusal."""
    return assert_problem(response, *(statuses or (422,)))["errors"]


def assert_refused(response: httpx2.Response, field: str, code: str, status: int = 422) -> dict[str, Any]:
    """The one error of a refusal, of this field and code."""
    (error,) = errors_of(response, status)
    assert (error["field"], error["code"]) == (field, code)
    return error
