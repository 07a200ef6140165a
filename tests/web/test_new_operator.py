"""Knows that a new family is one class: registered, it is on the API, in its description and on a page."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings, template_folder
from tests.operators.test_new_operator import min_pool, registered
from tests.web.asking import assert_refused, ok, post

BODY: dict[str, Any] = {"input": "random:2x6x7:3", "kernel_size": [2, 3], "padding": [[1, 0], [1, 2]], "stride": [2, 1]}


@pytest.fixture
def client() -> Iterator[TestClient]:
    """An application that starts after the family was registered; nothing else was changed for it."""
    with registered(), TestClient(create_app(Settings())) as client:
        yield client


def test_it_answers_the_numbers_of_its_plain_loop(client: TestClient) -> None:
    answer = ok(post(client, "min_pool2d", BODY))
    expected, indices = min_pool(np.array(answer["input"]), (2, 3), (2, 1), ((1, 0), (1, 2)))
    assert answer["output"] == expected.tolist()
    assert answer["steps"]["value"] == expected.reshape(-1).tolist()
    flat = np.ravel_multi_index(np.array(answer["steps"]["selected"]).T[1:], (6, 7))
    assert flat.tolist() == indices.reshape(-1).tolist()


def test_it_answers_an_address_with_the_same_bytes(client: TestClient) -> None:
    got = client.get("/api/v1/min_pool2d?input=random:2x6x7:3&kernel_size=2,3&padding=1,0;1,2&stride=2,1")
    assert got.content == post(client, "min_pool2d", BODY).content


def test_it_is_in_the_catalogue_and_falls_back_to_english(client: TestClient) -> None:
    for language in ("en", "zh-Hans"):
        found = {one["id"]: one for one in ok(client.get(f"/api/v1/operators?lang={language}"))["operators"]}
        for dimensions in (1, 2, 3):
            one = found[f"min_pool{dimensions}d"]
            assert one["title"] == f"{dimensions}-D minimum pooling"
            ok(client.get(f"/api/v1/{one['id']}?{one['default']}"))


def test_it_is_in_the_description_of_the_api(client: TestClient) -> None:
    paths = ok(client.get("/openapi.json"))["paths"]
    for dimensions in (1, 2, 3):
        path = paths[f"/api/v1/min_pool{dimensions}d"]
        example = path["post"]["requestBody"]["content"]["application/json"]["example"]
        ok(post(client, f"min_pool{dimensions}d", example))
    assert "/api/v1/min_pool2d/matrix" not in paths


def test_its_refusals_are_those_of_every_operator(client: TestClient) -> None:
    assert_refused(post(client, "min_pool2d", {**BODY, "stride": 0}), "stride", "too_small")
    assert_refused(post(client, "min_pool2d/matrix", BODY), "operator", "not_linear")
    assert "min_pool2d" in assert_refused(client.get("/api/v1/min_pol2d"), "operator", "unknown_operator", 404)["hint"]


def test_it_has_a_page(client: TestClient) -> None:
    if not (template_folder() / "stage.html").exists():
        pytest.fail("templates/stage.html is not written yet")
    response = client.get("/min_pool2d")
    assert response.status_code == 200 and response.headers["content-type"].startswith("text/html")
    assert "inimum pooling" in response.text


def test_afterwards_it_is_gone() -> None:
    with TestClient(create_app(Settings())) as client:
        assert_refused(client.get("/api/v1/min_pool2d"), "operator", "unknown_operator", 404)
        assert "/api/v1/min_pool2d" not in ok(client.get("/openapi.json"))["paths"]
