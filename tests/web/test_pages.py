"""The shell of a page as the server writes it: sections, menus, and what the browser is told to ask for at once."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from app.web.pages import sections
from tests.operators.test_new_operator import registered


def foreseen(client: TestClient, path: str) -> list[str]:
    """The questions that a page tells the browser to ask at once."""
    return [
        html.unescape(one)
        for one in re.findall(r'<link rel="preload"[^>]* media="[^>]* href="([^"]*)"', client.get(path).text)
    ]


def test_every_operator_stands_in_one_section_of_each_dimension() -> None:
    assert [list(sections(dimensions, "en")) for dimensions in (1, 2, 3)] == [
        ["convolution", "transposed", "pooling", "unpooling"]
    ] * 3
    assert list(sections(2, "zh-Hans")) == ["卷积", "转置", "池化", "反池化"]
    listed = [one.id for dimensions in (1, 2, 3) for members in sections(dimensions, "en").values() for one in members]
    assert sorted(listed) == sorted(OPERATORS)


def test_a_new_operator_stands_in_the_section_of_its_kind(client: TestClient) -> None:
    with registered():
        menu = client.get("/max_pool3d").text.split('class="menu entries"')[1].split("</ul>")[0]
    assert 'href="/min_pool3d" data-keeps>Minimum pooling</a>' in menu
    assert 'href="/max_pool3d" data-keeps aria-current="page">Max pooling</a>' in menu


def test_the_header_stands_on_pages_without_an_operator_too(client: TestClient) -> None:
    for path in ("/docs", "/no_such_page"):
        page = client.get(path).text
        assert 'href="/conv_transpose2d" data-keeps>Transposed</a>' in page
        assert "dimensions" not in page.split("</header>")[0]


@pytest.mark.parametrize("path", ["/docs", "/no_such_page", "/conv1d"])
def test_links_keep_a_language_that_the_address_names(client: TestClient, path: str) -> None:
    links = re.findall(r'href="(/[^"]*)"[^>]* data-keeps', client.get(f"{path}?lang=zh-Hans").text)
    assert len(links) > 24 and all(link.endswith("?lang=zh-Hans") for link in links)
    assert "lang=" not in "".join(re.findall(r'href="(/[^"]*)"[^>]* data-keeps', client.get(path).text))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/conv2d", OPERATORS["conv2d"].default),
        ("/conv1d?input=1,2;3,4&weight=1&theme=dark&step=7&nonsense=1", "input=1,2;3,4&weight=1"),
        ("/conv2d?stride=2", OPERATORS["conv2d"].default + "&stride=2"),
        ("/conv1d?input=1%7C2&input=5&weight=%2B1", "input=1%7C2&weight=%2B1"),
    ],
)
def test_a_page_foresees_its_first_question_in_both_layouts(client: TestClient, path: str, query: str) -> None:
    start = f"/api/v1/{re.findall('[a-z_0-9]+', path)[0]}?{query}&offset=0&limit=512"
    assert foreseen(client, path) == [f"{start}&layout={layout}&lang=en" for layout in ("wide", "tall")]


@pytest.mark.parametrize("rest", ["step=512", "step=x", "input=" + "1," * 1000 + "1"])
def test_a_question_that_is_long_or_begins_later_is_left_to_the_script(client: TestClient, rest: str) -> None:
    assert foreseen(client, f"/conv1d?{rest}") == []
