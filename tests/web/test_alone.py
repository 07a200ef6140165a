"""Knows what stands in a file of its own: one policy, nothing from elsewhere, the same bytes, a bounded size."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from app.web.alone import LIMIT, hashed
from tests.web.asking import assert_refused

EXPERIMENT = "/api/v1/conv2d.html?input=ramp:5x5&weight=ones:3x3"


def inside(text: str, opening: str, closing: str) -> str:
    return text.split(opening, 1)[1].split(closing, 1)[0]


def baked(text: str) -> dict:
    return json.loads(inside(text, '<script type="application/json" id="baked">', "</script>"))


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_operator_fits_in_a_small_file_with_all_its_steps(client: TestClient, operator: str) -> None:
    query = OPERATORS[operator].default
    file = client.get(f"/api/v1/{operator}.html?{query}")
    assert file.headers["content-type"] == "text/html; charset=utf-8"
    assert file.headers["content-disposition"] == f'inline; filename="{operator}.html"'
    assert len(file.content) <= 150_000
    answer = baked(file.text)["answer"]
    told = client.get(f"/api/v1/{operator}?{query}&limit=4096").json()
    assert answer == told and answer["steps"]["count"] == answer["steps"]["total"]


def test_both_arrangements_are_in_it(client: TestClient) -> None:
    scenes = baked(client.get(EXPERIMENT).text)["scenes"]
    for layout in ("wide", "tall"):
        told = client.get(EXPERIMENT.replace(".html", "") + f"&limit=0&layout={layout}").json()["scene"]
        assert scenes[layout] == told


def test_its_policy_names_its_own_script_and_style_and_nothing_else(client: TestClient) -> None:
    file = client.get(EXPERIMENT)
    policy = inside(file.text, 'http-equiv="Content-Security-Policy" content="', '"').replace("&#39;", "'")
    style, opener = inside(file.text, "<style>", "</style>"), inside(file.text, '<script type="module">', "</script>")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'" and rules["style-src"] == hashed(style)
    assert rules["script-src"].split()[0] == hashed(opener) and rules["script-src"].count("'sha256-") == 2
    assert not re.search(r"unsafe|self|http|\*", policy)
    assert file.headers.get_list("content-security-policy") == [f"{policy}; frame-ancestors 'none'"]


def test_it_asks_for_nothing_and_names_only_the_address_it_came_from(client: TestClient) -> None:
    text = client.get(EXPERIMENT + "&step=3&theme=dark").text
    assert set(re.findall(r'(?:src|href)="([^"]*)"', text)) == {
        "data:,",
        "http://testserver/conv2d?input=ramp:5x5&amp;weight=ones:3x3&amp;theme=dark",
    }
    assert 'data-theme="dark"' in text and "Other values need the server" in text


def test_it_speaks_the_language_that_is_asked_for(client: TestClient) -> None:
    text = client.get(EXPERIMENT + "&lang=zh-Hans").text
    assert '<html lang="zh-Hans">' in text and "更改数值需要服务器" in text
    assert baked(text)["words"]["transport.play"] == "播放"


def test_what_is_written_in_an_address_stays_text(client: TestClient) -> None:
    text = client.get(EXPERIMENT + "&step=</script><script>alert(1)</script>").text
    assert "<script>alert" not in text and baked(text)["step"] == "</script><script>alert(1)</script>"


def test_two_requests_give_equal_bytes_and_the_second_may_be_spared(client: TestClient) -> None:
    first, second = client.get(EXPERIMENT), client.get(EXPERIMENT)
    assert first.content == second.content and first.headers["etag"] == second.headers["etag"]
    again = client.get(EXPERIMENT, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.head(EXPERIMENT).headers["etag"] == first.headers["etag"]


def test_too_much_for_a_file_is_refused_with_the_number_and_a_grid_that_fits(client: TestClient) -> None:
    large = "/api/v1/conv2d.html?weight=ones:3x3&input=sample:camera:"
    error = assert_refused(client.get(large + "128x128"), "input", "file_numbers", 413)
    assert error["arguments"]["limit"] == LIMIT < error["arguments"]["given"]
    assert error["repairs"] == [{"input": "sample:camera:32x32"}]
    assert client.get(large + "32x32").status_code == 200
    assert client.get(large + "64x64").status_code == 413


def test_an_impossible_experiment_has_no_file(client: TestClient) -> None:
    assert client.get("/api/v1/conv2d.html?input=ramp:2x2&weight=ones:3x3").status_code == 422
    assert client.get("/api/v1/conv9d.html?input=1").status_code == 404
