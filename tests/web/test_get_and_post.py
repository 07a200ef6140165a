"""Knows that an address and a JSON body that mean the same get the same bytes, and what notation means what."""

import json

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.main import create_app
from app.operators import trace
from app.settings import Settings
from tests.experiments import ALL, drawn, examples, traced, with_view
from tests.web.asking import as_body, as_query, example, ok, post


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
@examples(8)
def test_get_and_post_answer_the_same_bytes(client: TestClient, operator: str, data: st.DataObject) -> None:
    arguments = with_view(data, operator, drawn(data, operator))
    arguments |= {"limit": data.draw(st.integers(0, 5)), "offset": data.draw(st.integers(0, 9))}
    traced(operator, arguments)
    body = as_body(arguments)
    posted = post(client, operator, body)
    ok(posted)
    for short in (True, False):
        got = client.get(f"/api/v1/{operator}?{as_query(body, short)}")
        assert got.content == posted.content, got.text[:300]


@pytest.mark.parametrize("operator", ALL)
def test_an_answer_over_http_is_the_trace(client: TestClient, operator: str) -> None:
    body = example(operator)
    found, expected = ok(post(client, operator, body)), trace(operator, **body)
    assert found["output"] == expected["output"].tolist()
    assert found["steps"]["value"] == expected["steps"]["value"].tolist()
    assert list(found) == list(expected)
    assert list(found["steps"]) == list(expected["steps"])


# operator, query, the same as a JSON body
WRITTEN_ALIKE = [
    ("conv1d", "input=1,2,3&weight=1,1", '{"input": [1, 2, 3], "weight": [1, 1]}'),
    ("conv1d", "input=1,2,3;4,5,6&weight=[[[1],[2]]]", '{"input": [[1, 2, 3], [4, 5, 6]], "weight": [[[1], [2]]]}'),
    ("conv2d", "input=1,2;3,4&weight=1;1", '{"input": [[1, 2], [3, 4]], "weight": [[1], [1]]}'),
    ("conv2d", "input= 1, 2 ; 3 ,4 &weight=1;", '{"input": [[1, 2], [3, 4]], "weight": [[1]]}'),
    (
        "conv2d",
        "input=1,2;3,4|5,6;7,8&weight=[[[[1]],[[1]]]]",
        '{"input": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "weight": [[[[1]], [[1]]]]}',
    ),
    ("conv3d", "input=1,2|3,4&weight=1,1|", '{"input": [[[1, 2]], [[3, 4]]], "weight": [[[1, 1]]]}'),
    ("conv2d", "input=[[1,2],[3,4]]&weight=ones:1x1", '{"input": [[1, 2], [3, 4]], "weight": [[1]]}'),
    ("conv2d", "input=ramp:2x3&weight=1;", '{"input": [[0, 1, 2], [3, 4, 5]], "weight": [[1]]}'),
    ("conv2d", "input=zeros:1x2@0,1=-2.5&weight=1;", '{"input": [[0, -2.5]], "weight": [[1]]}'),
    ("conv2d", "input=1,2;3,4@0,0=7@1,1=8&weight=1;", '{"input": [[7, 2], [3, 8]], "weight": [[1]]}'),
    ("conv2d", "input=[[1,2]]@0,1=1e2&weight=1;", '{"input": [[1, 100]], "weight": [[1]]}'),
    ("conv1d", "input=-1,%2B2,.5,1e-2&weight=1", '{"input": [-1, 2, 0.5, 0.01], "weight": [1]}'),
    ("conv1d", "input=1,2,3&weight=1&padding=1,2;", '{"input": [1, 2, 3], "weight": [1], "padding": [[1, 2]]}'),
    ("conv1d", "input=1,2,3&weight=1&padding=2", '{"input": [1, 2, 3], "weight": [1], "padding": [2]}'),
    (
        "conv2d",
        "input=ramp:4x4&weight=1;&padding=1,1;0,2",
        '{"input": "ramp:4x4", "weight": [[1]], "padding": [[1, 1], [0, 2]]}',
    ),
    (
        "conv2d",
        "input=ramp:4x4&weight=1;&padding=2,1",
        '{"input": "ramp:4x4", "weight": [[1]], "padding": [[2, 2], [1, 1]]}',
    ),
    ("conv2d", "input=ramp:4x4&weight=1;&stride=2,1", '{"input": "ramp:4x4", "weight": [[1]], "stride": [2, 1.0]}'),
    ("conv2d", "input=ramp:4x4&weight=1;&flip=true", '{"input": "ramp:4x4", "weight": [[1]], "flip": true}'),
    ("conv2d", "input=ramp:4x4&weight=1;&flip=0&bias=3", '{"input": "ramp:4x4", "weight": [[1]], "bias": 3}'),
    ("conv2d", "input=ramp:4x4&weight=1;&bias=3", '{"input": "ramp:4x4", "weight": [[1]], "bias": [3]}'),
    ("adaptive_avg_pool2d", "input=ramp:4x4&output_size=null,2", '{"input": "ramp:4x4", "output_size": [null, 2]}'),
    ("adaptive_avg_pool2d", "input=ramp:4x4&output_size=null", '{"input": "ramp:4x4", "output_size": null}'),
    (
        "avg_pool2d",
        "input=ramp:4x4&kernel_size=2&divisor_override=3",
        '{"input": "ramp:4x4", "kernel_size": [2, 2], "divisor_override": 3}',
    ),
    ("lp_pool1d", "input=3,4&kernel_size=2&norm_type=2", '{"input": [3, 4], "kernel_size": 2, "norm_type": 2.0}'),
    ("max_unpool1d", "input=3,4&indices=1,2&kernel_size=2", '{"input": [3, 4], "indices": [1, 2], "kernel_size": 2}'),
]


@pytest.mark.parametrize(("operator", "query", "body"), WRITTEN_ALIKE)
def test_short_forms_mean_what_the_contract_says(client: TestClient, operator: str, query: str, body: str) -> None:
    got, posted = client.get(f"/api/v1/{operator}?{query}"), post(client, operator, json.loads(body))
    ok(posted)
    assert got.content == posted.content, got.text[:400]


def test_a_generator_stands_for_its_numbers_in_a_body_too(client: TestClient) -> None:
    for text in ("ramp:3x4", "ones:2x3x4", "delta:5x5", "checker:4x4", "edge:3x6", "random:5x5", "random:5x5:7"):
        named = ok(client.get("/api/v1/max_pool2d", params={"input": text, "kernel_size": 2}))
        typed = post(client, "max_pool2d", {"input": named["input"], "kernel_size": 2})
        assert ok(typed) == named
        assert post(client, "max_pool2d", {"input": text, "kernel_size": 2}).content == typed.content


@pytest.mark.parametrize("operator", ALL)
def test_the_first_experiment_of_every_operator_is_possible_and_calm(client: TestClient, operator: str) -> None:
    found = {one["id"]: one for one in ok(client.get("/api/v1/operators"))["operators"]}[operator]
    answer = ok(client.get(f"/api/v1/{operator}?{found['default']}"))
    assert answer["operator"] == operator
    assert 1 < answer["steps"]["total"] <= 128
    assert len(set(np.ravel(answer["output"]).tolist())) > 1


def test_the_first_convolution_finds_an_edge(client: TestClient) -> None:
    found = {one["id"]: one for one in ok(client.get("/api/v1/operators"))["operators"]}["conv2d"]
    output = np.array(ok(client.get(f"/api/v1/conv2d?{found['default']}"))["output"])
    assert output.min() == 0 and output.max() > 0
    assert np.all(output == output[0]), "the same in every row: a vertical edge"


def test_presentation_keys_are_accepted_and_change_no_byte(client: TestClient) -> None:
    query = "input=1,2,3&weight=1,1"
    plain = client.get(f"/api/v1/conv1d?{query}").content
    keys = "step=1&theme=dark&present=1&predict=1&show=a&with=b&speed=2&animate=1&scale=2&strip=1&fps=3&hold=1"
    assert client.get(f"/api/v1/conv1d?{query}&{keys}&width=300&framework=torch&lang=en").content == plain


def test_two_applications_answer_the_same_bytes() -> None:
    paths = ["/api/v1/operators", "/openapi.json", "/api/v1/conv2d?input=random:9x9&weight=ones:3x3&padding=1"]
    answers = []
    for _ in range(2):
        with TestClient(create_app(Settings())) as client:
            found = [client.get(path, headers={"Accept-Encoding": kind}) for path in paths for kind in ("gzip", "")]
            answers.append([(one.status_code, one.content, one.headers["etag"]) for one in found])
    assert answers[0] == answers[1]
    assert all(status == 200 for status, _, _ in answers[0])
