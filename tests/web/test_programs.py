"""Knows the address of a program: its type, its name, its tag, its refusals."""

import contextlib
import io

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from app.snippets import FRAMEWORKS
from app.web.programs import LIMIT
from tests.web.asking import assert_refused

EDGE = "input=edge:6x6&weight=-1,0,1;-1,0,1;-1,0,1"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_experiment_is_a_program_for_each_framework(client: TestClient, framework: str) -> None:
    answer = client.get(f"/api/v1/conv2d.py?{EDGE}&framework={framework}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/x-python; charset=utf-8"
    assert answer.headers["content-disposition"] == f'inline; filename="conv2d_{framework}.py"'
    assert answer.headers["vary"] == "Accept-Encoding" and answer.headers["cache-control"] == "no-cache"
    assert f"import {framework}" in answer.text


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_program_without_a_framework_is_numpys_and_gives_the_answer_of_the_same_address(
    client: TestClient, operator: str
) -> None:
    query = OPERATORS[operator].default
    text, names = client.get(f"/api/v1/{operator}.py?{query}").text, {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text, "program.py", "exec"), names)
    told = client.get(f"/api/v1/{operator}?{query}").json()["output"]
    np.testing.assert_allclose(names["y"], told, rtol=1e-12)


def test_a_program_has_a_tag_and_is_not_sent_twice(client: TestClient) -> None:
    address = f"/api/v1/conv2d.py?{EDGE}&framework=torch"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert client.get(address).content == first.content
    assert client.get(f"/api/v1/conv2d.py?{EDGE}&framework=jax").headers["etag"] != first.headers["etag"]
    assert client.head(address).status_code == 200


def test_steps_gradients_and_presentation_leave_a_program_as_it_is(client: TestClient) -> None:
    plain = client.get("/api/v1/conv1d.py?input=1,2,3&weight=1,1")
    more = client.get("/api/v1/conv1d.py?input=1,2,3&weight=1,1&offset=1&limit=1&grad_output=1,1&step=1&theme=dark")
    assert more.content == plain.content


def test_a_framework_that_is_none_is_refused_with_those_that_are(client: TestClient) -> None:
    error = assert_refused(client.get(f"/api/v1/conv2d.py?{EDGE}&framework=caffe"), "framework", "not_choice")
    assert error["arguments"]["choices"] == "numpy, torch, keras, jax"
    assert error["repairs"] == [{"framework": "numpy"}]


@pytest.mark.parametrize(
    ("grid", "fits"),
    [("sample:camera:200x200", "sample:camera:100x100"), ("random:400x300:7", "random:100x75:7")],
)
def test_a_program_that_nobody_would_read_is_refused_with_a_smaller_grid(
    client: TestClient, grid: str, fits: str
) -> None:
    error = assert_refused(
        client.get(f"/api/v1/conv2d.py?input={grid}&weight=box:3x3"), "input", "program_numbers", 413
    )
    assert error["arguments"]["given"] > error["arguments"]["limit"] == LIMIT
    assert error["repairs"] == [{"input": fits}]
    assert client.get(f"/api/v1/conv2d.py?input={fits}&weight=box:3x3").status_code == 200


def test_the_refusal_is_told_in_the_language_asked_for(client: TestClient) -> None:
    answer = client.get("/api/v1/max_pool2d.py?input=random:400x400&kernel_size=2&lang=zh-Hans")
    assert answer.status_code == 413 and "程序将包含 200000 个数，上限为 32768" in answer.json()["detail"]


def test_where_no_smaller_input_helps_none_is_offered(client: TestClient) -> None:
    answer = client.get("/api/v1/conv1d.py?input=1&weight=ones:40000x1x1")
    assert assert_refused(answer, "input", "program_numbers", 413)["repairs"] == []


@pytest.mark.parametrize(
    ("address", "field", "status"),
    [
        ("/api/v1/conv9d.py?input=1", "operator", 404),
        ("/api/v1/conv1d.py?input=1,2&weight=1,2,3", "weight", 422),
        ("/api/v1/conv1d.py?input=1,2&weight=1&colour=red", "colour", 422),
    ],
)
def test_an_impossible_experiment_is_refused_as_at_its_other_addresses(
    client: TestClient, address: str, field: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status and answer.json()["errors"][0]["field"] == field


def test_sums_beyond_float64_have_no_program(client: TestClient) -> None:
    assert client.get("/api/v1/conv1d.py?input=1e308,1e308&weight=1,1").status_code == 422


def test_a_program_is_not_posted_to(client: TestClient) -> None:
    assert client.post("/api/v1/conv1d.py", json={"input": [1], "weight": [1]}).status_code == 405
