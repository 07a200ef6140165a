"""Knows the headers that every answer carries, whatever its status."""

import pytest
from fastapi.testclient import TestClient

from app.settings import static_folder
from tests.web.asking import example, post

EXPERIMENT = "/api/v1/conv1d?input=1,2&weight=1"
STATIC = next(path for path in sorted(static_folder().rglob("*.css")))
ADDRESSES = {
    "200": EXPERIMENT, "catalogue": "/api/v1/operators", "404": "/api/v1/conv9d", "422": "/api/v1/conv1d",
    "health": "/healthz", "openapi": "/openapi.json", "static": f"/static/{STATIC.relative_to(static_folder())}",
    "static 404": "/static/nothing.js", "static outside": "/static/..%2f..%2fpyproject.toml",
}  # fmt: skip


def assert_safe(response) -> None:
    headers = response.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert policy.get("script-src", "'self'") == "'self'"
    assert not any("unsafe" in value or "http" in value or "*" in value for value in policy.values())
    assert "server" not in headers or "uvicorn" not in headers["server"]
    assert "Traceback" not in response.text


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_every_answer_carries_them(client: TestClient, address: str) -> None:
    assert_safe(client.get(address))


def test_so_do_304_405_413_415_and_an_answer_to_a_post(client: TestClient) -> None:
    tag = client.get(EXPERIMENT).headers["etag"]
    unchanged = client.get(EXPERIMENT, headers={"If-None-Match": tag})
    assert unchanged.status_code == 304
    for response in (
        unchanged,
        client.put(EXPERIMENT),
        client.head(EXPERIMENT),
        post(client, "conv2d", example("conv2d")),
        post(client, "conv2d", {**example("conv2d"), "padding": 900_000}),
        client.post("/api/v1/conv2d", content="x"),
    ):
        assert_safe(response)


@pytest.mark.parametrize(
    "path", ["..%2fapp%2fmain.py", "%2e%2e/app/main.py", "....//app/main.py", "css%00", "//etc/passwd"]
)
def test_static_files_end_at_their_folder(client: TestClient, path: str) -> None:
    response = client.get(f"/static/{path}")
    assert response.status_code == 404
    assert_safe(response)


def test_health_is_answered_in_a_word_and_never_kept(client: TestClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text, response.headers["cache-control"]) == (200, "ok", "no-store")


OPEN = "access-control-allow-origin"


@pytest.mark.parametrize("address", [EXPERIMENT, "/api/v1/operators", ADDRESSES["static"], ADDRESSES["422"]])
def test_a_script_of_any_page_may_read_the_api_and_the_static_files(client: TestClient, address: str) -> None:
    assert client.get(address).headers.get_list(OPEN) == ["*"]
    assert client.head(address).headers[OPEN] == "*"


def test_nothing_else_is_opened(client: TestClient) -> None:
    for answer in (
        client.get("/conv1d"),
        client.get("/embed/conv1d"),
        client.get("/healthz"),
        client.options(EXPERIMENT),
        post(client, "conv2d", example("conv2d")),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]
