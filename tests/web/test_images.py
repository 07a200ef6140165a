"""Knows what an author relies on in a figure's address: type and name, words, limits, the same bytes again."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.operators import OPERATORS
from app.settings import Settings
from tests.web.asking import assert_refused

SVG = "{http://www.w3.org/2000/svg}"
EXPERIMENT = "/api/v1/conv2d.svg?input=ramp:5x5&weight=1,0,-1;2,0,-2;1,0,-1"


def text_of(root: ET.Element, name: str) -> str:
    found = root.find(SVG + name)
    assert found is not None and found.text
    return found.text


def test_a_figure_is_shown_in_place_under_the_name_of_its_operator_and_step(client: TestClient) -> None:
    whole, step = client.get(EXPERIMENT), client.get(EXPERIMENT + "&step=4")
    assert whole.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert whole.headers["content-disposition"] == 'inline; filename="conv2d.svg"'
    assert step.headers["content-disposition"] == 'inline; filename="conv2d-step-4.svg"'
    assert whole.text != step.text


def test_it_says_in_words_what_is_shown_in_the_language_asked_for(client: TestClient) -> None:
    root = ET.fromstring(client.get(EXPERIMENT + "&step=4").text)
    assert text_of(root, "title") == "2-D convolution. Step 5 of 9."
    assert text_of(root, "desc") == (
        "Input 5 × 5, Kernel 3 × 3, Output 3 × 3. Step 5 of 9. Output row 2, column 2 (y[1, 1]). "
        "The window lies on input rows 2 to 4, columns 2 to 4. Sum −8, value −8."
    )
    chinese = ET.fromstring(client.get(EXPERIMENT + "&step=4&lang=zh").text)
    assert chinese.get("lang") == "zh-Hans" and text_of(chinese, "title") == "二维卷积。第 5 步，共 9 步。"
    assert "输入" in "".join(chinese.itertext())


def test_it_carries_its_licence_and_the_address_at_which_it_opens_again(client: TestClient) -> None:
    text = client.get(EXPERIMENT + "&step=4&theme=dark&width=300").text
    assert "<dc:source>/conv2d?input=ramp:5x5&amp;weight=1,0,-1;2,0,-2;1,0,-1&amp;step=4</dc:source>" in text
    assert 'rdf:resource="https://creativecommons.org/publicdomain/zero/1.0/"' in text
    assert client.get("/conv2d?input=ramp:5x5&weight=1,0,-1;2,0,-2;1,0,-1&step=4").status_code == 200


def test_two_requests_give_equal_bytes_and_the_second_may_be_spared(client: TestClient) -> None:
    first, second = client.get(EXPERIMENT), client.get(EXPERIMENT)
    assert first.content == second.content and first.headers["etag"] == second.headers["etag"]
    again = client.get(EXPERIMENT, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.head(EXPERIMENT).headers["etag"] == first.headers["etag"]


def test_its_policy_lets_it_hold_pixels_and_nothing_else(client: TestClient) -> None:
    policy = client.get(EXPERIMENT).headers.get_list("content-security-policy")
    assert policy == ["default-src 'none'; img-src data:; frame-ancestors 'none'"]


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_operator_has_a_figure_and_a_table(client: TestClient, operator: str) -> None:
    query = OPERATORS[operator].default
    assert client.get(f"/api/v1/{operator}.svg?{query}&step=1").status_code == 200
    table = client.get(f"/api/v1/{operator}.csv?{query}")
    assert table.headers["content-type"].startswith("text/csv")
    output = client.get(f"/api/v1/{operator}?{query}").json()["output"]
    for _ in range(OPERATORS[operator].dimensions - 1):
        output = [one for rows in output for one in rows] if isinstance(output[0], list) else output
    assert [float(one) for line in table.text.split() for one in line.split(",")] == output


def test_a_table_has_a_block_of_rows_a_plane(client: TestClient) -> None:
    channels = "input=1,2;3,4|0.5,0;-1,8&kernel_size=1"
    assert client.get(f"/api/v1/max_pool2d.csv?{channels}").text == "1,2\n3,4\n\n0.5,0\n-1,8\n"
    assert client.get("/api/v1/max_pool1d.csv?input=1,2;3,4&kernel_size=1").text == "1,2\n3,4\n"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("step=9", "step", "too_large"),
        ("step=-1", "step", "too_small"),
        ("strip=0,9", "strip", "too_large"),
        ("strip=" + ",".join("0" * 65), "strip", "many_panels"),
        ("width=39", "width", "too_small"),
        ("width=abc", "width", "not_whole"),
        ("scale=5", "scale", "too_large"),
        ("theme=pink", "theme", "not_choice"),
        ("fps=0", "fps", "not_positive"),
        ("fps=51", "fps", "too_large"),
        ("hold=61", "hold", "too_large"),
        ("animate=maybe", "animate", "not_choice"),
        ("colour=red", "colour", "unknown_field"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_by_name(client: TestClient, query: str, field: str, code: str) -> None:
    assert_refused(client.get(f"{EXPERIMENT}&{query}"), field, code)


def test_what_a_figure_has_no_use_for_is_ignored(client: TestClient) -> None:
    assert client.get(EXPERIMENT + "&framework=jax&columns=sum&speed=2&present=1").text == client.get(EXPERIMENT).text


def test_an_unknown_operator_is_404_with_the_likely_one(client: TestClient) -> None:
    assert_refused(client.get("/api/v1/conv9d.svg?input=1"), "operator", "unknown_operator", 404)
    assert client.get("/api/v1/conv2d.jpeg").status_code == 404


def test_an_impossible_experiment_is_refused_as_by_the_api(client: TestClient) -> None:
    query = "input=ramp:2x2&weight=ones:3x3"
    refused, told = client.get(f"/api/v1/conv2d.svg?{query}"), client.get(f"/api/v1/conv2d?{query}")
    assert refused.status_code == 422 and refused.json() == told.json()


PICTURES = {"png": b"\x89PNG", "apng": b"\x89PNG", "gif": b"GIF89a", "webp": b"RIFF"}


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_come_under_their_type_unpacked_and_the_same_again(client: TestClient, kind: str) -> None:
    address = EXPERIMENT.replace(".svg", f".{kind}") + "&width=200"
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-type"] == f"image/{kind}" and first.content.startswith(PICTURES[kind])
    assert "content-encoding" not in first.headers
    assert first.content == client.get(address).content
    assert client.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.fixture
def limited() -> Iterator[Callable[..., TestClient]]:
    with ExitStack() as stack:
        yield lambda **limits: stack.enter_context(TestClient(create_app(Settings(**limits))))


def test_too_many_frames_are_413_with_both_numbers_and_the_way_out(limited: Callable[..., TestClient]) -> None:
    client = limited(max_frames=8)
    error = assert_refused(client.get(EXPERIMENT.replace("svg", "gif")), "limit", "frames", 413)
    assert error["arguments"] == {"given": 9, "limit": 8} and error["repairs"] == [{"limit": 8}]
    assert "strip" in error["hint"] and "smaller grid" in error["hint"]
    assert client.get(EXPERIMENT.replace("svg", "gif") + "&limit=8").status_code == 200
    assert client.get(EXPERIMENT.replace("svg", "png")).status_code == 200


def test_too_many_pixels_of_an_animation_are_413_with_the_frames_that_would_do(
    limited: Callable[..., TestClient],
) -> None:
    client, address = limited(max_animation_pixels=100_000), EXPERIMENT.replace("svg", "webp") + "&width=200"
    error = assert_refused(client.get(address), "limit", "animation_pixels", 413)
    assert error["arguments"]["limit"] == 100_000 and error["arguments"]["given"] % 9 == 0
    assert client.get(f"{address}&limit={error['repairs'][0]['limit']}").status_code == 200
    assert "strip" in error["hint"]


def test_a_drawing_that_plays_may_not_hold_a_large_output_once_a_step(client: TestClient) -> None:
    address = "/api/v1/conv2d.svg?input=ramp:64x64&weight=ones:3x3&animate=1&limit="
    error = assert_refused(client.get(address + "300"), "limit", "animation_pixels", 413)
    assert error["arguments"] == {"given": 300 * 62 * 62, "limit": 1_000_000}
    assert client.get(address + "3").status_code == 200


def test_tex_is_not_given_large_pictures(client: TestClient) -> None:
    address = "/api/v1/conv2d.tex?weight=ones:3x3&input=ramp:"
    assert_refused(client.get(address + "224x224"), "input", "cells", 413)
    assert client.get(address + "64x64").status_code == 200


def test_too_many_pixels_of_a_still_are_413(limited: Callable[..., TestClient]) -> None:
    client = limited(max_pixels=100_000)
    error = assert_refused(client.get(EXPERIMENT.replace("svg", "png") + "&scale=4"), "width", "pixels", 413)
    assert error["arguments"]["limit"] == 100_000
    assert client.get(EXPERIMENT.replace("svg", "png") + "&width=400").status_code == 200


def test_an_animation_of_no_frames_is_refused(client: TestClient) -> None:
    assert_refused(client.get(EXPERIMENT.replace("svg", "gif") + "&offset=9"), "offset", "too_large")
    assert_refused(client.get(EXPERIMENT.replace("svg", "gif") + "&limit=0"), "limit", "too_small")


def test_a_picture_with_a_width_is_so_wide(client: TestClient) -> None:
    content = client.get(EXPERIMENT.replace("svg", "png") + "&width=333&scale=2").content
    assert int.from_bytes(content[16:20], "big") == 666


def test_an_animated_drawing_may_have_just_its_own_style(client: TestClient) -> None:
    answer = client.get(EXPERIMENT + "&animate=1&fps=2&hold=1")
    style = answer.text[answer.text.index("<style>") + 7 : answer.text.index("</style>")]
    held = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = answer.headers.get_list("content-security-policy")
    assert policy.endswith(f"; style-src 'sha256-{held}'")
    assert "5s step-end infinite" in style and "prefers-reduced-motion" in style
    assert answer.headers["content-disposition"] == 'inline; filename="conv2d.svg"'


@pytest.mark.parametrize("page", ["/conv2d", "/embed/conv2d"])
def test_without_scripts_a_page_shows_the_still_figure_of_its_experiment(client: TestClient, page: str) -> None:
    text = client.get(f"{page}?input=ramp:4x4&weight=ones:3x3&stride=1").text
    (address,) = re.findall(r'<noscript>.*<img class="still" src="([^"]+)"', text)
    assert "input=ramp:4x4" in address
    answer = client.get(unescape(address))
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("image/")
