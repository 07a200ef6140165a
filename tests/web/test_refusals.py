"""Knows which status each kind of wrong request gets, and that the answer says what would work."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.web.asking import asgi_get, assert_problem, assert_refused, errors_of, example, ok, post

CONV = example("conv2d")
TEXT = json.dumps(CONV)
JSON = {"Content-Type": "application/json"}


def send(client: TestClient, text: str | bytes, path: str = "/api/v1/conv2d", **headers: str) -> Any:
    return client.post(path, content=text, headers=JSON | headers)


def test_an_unknown_key_is_refused_with_the_nearest(client: TestClient) -> None:
    for response in (
        client.get("/api/v1/conv1d?input=1,2&weight=1&strid=2"),
        post(client, "conv2d", {**CONV, "strid": 2}),
    ):
        error = assert_refused(response, "strid", "unknown_field")
        assert error["arguments"]["nearest"] == "stride" and "stride" in error["hint"]
    error = assert_refused(client.get("/api/v1/conv1d?input=1,2&weight=1&layuot=wide"), "layuot", "unknown_field")
    assert "layout" in error["hint"]


def test_a_field_of_another_operator_is_unknown_here(client: TestClient) -> None:
    assert_refused(post(client, "max_pool2d", {**example("max_pool2d"), "weight": [[1]]}), "weight", "unknown_field")
    assert_refused(post(client, "conv2d", {**CONV, "kernel_size": 2}), "kernel_size", "unknown_field")
    assert_refused(post(client, "conv2d", {**CONV, "__proto__": 2}), "__proto__", "unknown_field")


def test_the_catalogue_knows_its_keys_too(client: TestClient) -> None:
    assert_refused(client.get("/api/v1/operators?lag=en"), "lag", "unknown_field")
    assert_refused(client.get("/api/v1/operators?lang=en&lang=en"), "lang", "repeated")


def test_a_repeated_key_in_an_address_is_refused(client: TestClient) -> None:
    assert_refused(client.get("/api/v1/conv1d?input=1,2&weight=1&stride=1&stride=2"), "stride", "repeated")
    assert_refused(client.get("/api/v1/conv1d?input=1,2&weight=1&lang=en&lang=en"), "lang", "repeated")
    assert_refused(client.get("/api/v1/solve?input=5&input=5&output=5"), "input", "repeated")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "{", TEXT[:-1], TEXT + "}", TEXT + TEXT, "{'input': 1}", '{"input": 01}', '{"input": [1,]}', "nul",
        '{"input": NaN}', '{"input": [Infinity]}', '{"input": -Infinity}', '{"input": [1], "input": [1]}',
        '{"a": {"b": 1, "b": 2}}', "[" * 100_000, '{"input": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a":' * 50_000 + "1" + "}" * 50_000, '{"input": ' + "9" * 5000 + "}", b'{"input": "\xff"}',
        b"\xef\xbb\xbf{}",
        b"\x00", "// a comment",
    ],
    ids=lambda text: repr(text[:24]),
)  # fmt: skip
def test_what_is_not_json_is_400(client: TestClient, text: str | bytes) -> None:
    body = assert_problem(send(client, text), 400)
    assert "JSON" in body["detail"]


@pytest.mark.parametrize("text", ["[]", "1", '"conv2d"', "null", "true", "[[1]]"])
def test_a_body_that_is_no_object_is_422(client: TestClient, text: str) -> None:
    assert_refused(send(client, text), "body", "not_object")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json", "application/jsonp"]
)
def test_a_body_of_another_kind_is_415(client: TestClient, kind: str) -> None:
    body = assert_problem(client.post("/api/v1/conv2d", content=TEXT, headers={"Content-Type": kind}), 415)
    assert "application/json" in body["detail"]


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON", "application/vnd.x+json"])
def test_json_may_be_called_by_its_other_names(client: TestClient, kind: str) -> None:
    ok(client.post("/api/v1/conv2d", content=TEXT, headers={"Content-Type": kind}))


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "gzip, identity"])
def test_a_packed_body_is_415(client: TestClient, packing: str) -> None:
    assert_problem(send(client, TEXT, **{"Content-Encoding": packing}), 415)


def test_the_experiment_of_a_post_stands_in_its_body(client: TestClient) -> None:
    response = client.post("/api/v1/conv2d?stride=2", json=CONV)
    assert assert_refused(response, "stride", "not_in_query")["hint"]
    ok(client.post("/api/v1/conv2d?lang=en&step=3", json=CONV))


@pytest.mark.parametrize(
    ("name", "likely"),
    [("conv2", "conv2d"), ("Conv2d", "conv2d"), ("maxpool2d", "max_pool2d"), ("conv4d", "conv"), ("avgpool1d",
    "avg_pool1d")],
)  # fmt: skip
def test_an_unknown_operator_is_404_with_the_nearest(client: TestClient, name: str, likely: str) -> None:
    for response in (client.get(f"/api/v1/{name}"), post(client, name, CONV), client.get(f"/api/v1/{name}/matrix")):
        error = assert_refused(response, "operator", "unknown_operator", 404)
        assert likely in error["hint"]


@pytest.mark.parametrize("name", ["a.b.c", "..%2e", "%F0%9F%90%88", "conv2d%00", "x" * 5000, "%ED%A0%80", "*"])
def test_names_of_any_kind_are_404(client: TestClient, name: str) -> None:
    assert_problem(client.get(f"/api/v1/{name}"), 404)
    assert_problem(client.post(f"/api/v1/{name}", json=CONV), 404)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v2/conv2d", "/api/v1/conv2d/nothing", "/api/v1/conv2d/matrix/x"])
def test_an_address_of_the_api_without_anything_is_404(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
def test_other_methods_are_405_and_are_told_which_there_are(client: TestClient, method: str) -> None:
    for path in ("/api/v1/conv2d", "/api/v1/conv2d/matrix"):
        response = client.request(method, path)
        assert_problem(response, 405)
        assert {"GET", "POST"} <= {one.strip() for one in response.headers["allow"].split(",")}


@pytest.mark.parametrize("path", ["/api/v1/operators", "/api/v1/solve", "/healthz", "/openapi.json"])
def test_what_can_only_be_read_is_405_for_a_post(client: TestClient, path: str) -> None:
    response = client.post(path, json=CONV)
    assert_problem(response, 405)
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize("length", [65_536, 70_000, 1_000_000])
def test_an_address_that_is_too_long_is_414_and_points_to_post(length: int) -> None:
    response = asgi_get(create_app(Settings()), "/api/v1/conv1d", f"weight=1&input={'1,' * (length // 2)}1")
    body = assert_problem(response, 414)
    assert "POST" in body["detail"]


def test_an_address_just_below_64_kib_is_read(client: TestClient) -> None:
    query = f"weight=1&limit=0&input={'1,' * 32_000}1"
    assert ok(client.get(f"/api/v1/conv1d?{query}"))["shapes"]["output"] == [1, 32_001]


def test_thousands_of_unknown_keys_are_answered_shortly(client: TestClient) -> None:
    many = {f"key{number}": number for number in range(30_000)}
    assert len(errors_of(post(client, "conv2d", {**CONV, **many}))) == 5
    query = "&".join(f"k{number}=1" for number in range(5000))
    assert_problem(client.get(f"/api/v1/conv2d?{query}"), 422)
    query = "&".join(f"k{number}=1" for number in range(500))
    assert len(errors_of(client.get(f"/api/v1/conv2d?{query}"))) <= 5


def test_several_faults_are_told_at_once(client: TestClient) -> None:
    wrong = {"input": [[1, "2"]], "weight": [[1], [2, 3]], "stride": 0, "dilation": "x", "groups": 1.5, "flip": 1}
    fields = [error["field"] for error in errors_of(post(client, "conv2d", wrong))]
    assert len(fields) == 5 and set(fields) <= set(wrong)


@pytest.mark.parametrize("where", ["query", "body", "address of a post"])
def test_a_refusal_is_told_in_the_language_asked_for(client: TestClient, where: str) -> None:
    if where == "query":
        response = client.get("/api/v1/conv2d?input=1,2;3,4&weight=1;&stride=0&lang=zh-Hans")
    elif where == "body":
        response = post(client, "conv2d", {**CONV, "stride": 0, "lang": "zh-Hans"})
    else:
        response = client.post("/api/v1/conv2d?lang=zh-Hans", json={**CONV, "stride": 0})
    error = assert_refused(response, "stride", "too_small")
    assert (error["detail"], error["hint"]) == ("stride 为 0，至少应为 1", "请使用不小于 1 的值")
    assert error["arguments"] == {"given": 0, "minimum": 1}
    assert response.json()["detail"].startswith("stride: stride 为 0")


def test_other_languages_fall_back_to_english(client: TestClient) -> None:
    for language in ("fr", "", "en", "x" * 500):
        response = client.get(f"/api/v1/conv2d?input=1,2;3,4&weight=1;&stride=0&lang={language}")
        assert assert_refused(response, "stride", "too_small")["hint"] == "use 1 or more"


def test_when_all_is_busy_heavy_work_is_503_and_light_work_goes_on() -> None:
    app = create_app(Settings(heavy_threads=1, heavy_queue=1))
    with TestClient(app) as client:
        app.state.pool._inside = 2  # as many as there is room for
        heavy = client.get("/api/v1/conv2d?input=ramp:200x200&weight=ones:5x5&limit=0")
        assert_problem(heavy, 503)
        assert int(heavy.headers["retry-after"]) >= 1
        ok(post(client, "conv2d", CONV))
        app.state.pool._inside = 0
        ok(client.get("/api/v1/conv2d?input=ramp:200x200&weight=ones:5x5&limit=0"))


def test_a_mistake_of_ours_shows_nothing_of_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**sizes: int) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("app.web.api.solve", broken)
    with TestClient(create_app(Settings()), raise_server_exceptions=False) as client:
        response = client.get("/api/v1/solve?input=5&output=5")
        assert_problem(response, 500)
        assert "secret" not in response.text
        assert response.headers.get_list("x-content-type-options") == ["nosniff"]
